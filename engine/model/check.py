"""`rules/checks.yaml`: what must hold of submitted figures, as expressions over the fields of one kind of record."""

from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from engine.model.fields import SchemaVersion, Strict, Words
from engine.model.text import Text

Scope = Literal["figure", "key", "series", "sum", "ratio", "cluster"]
"""Kind of record that a check looks at; the fields of each stand in engine/model/check_fields.py."""

Predicate = Callable[[Mapping[str, object]], bool | None]
"""A compiled expression: whether it holds of a record; None where a field that it names is not known."""

CheckId = Annotated[str, StringConstraints(pattern=r"^C[0-9]{3}$")]
Cell = str | bool | None


class Bilingual(Strict):
    """A sentence in both languages; {field} is replaced by a field of the record."""

    zh: Words
    en: Words

    @property
    def text(self) -> Text:
        """As every sentence of the program."""
        return Text(self.zh, self.en)


class CheckTest(Strict):
    """Fields of one record, as text; a field left out is not known."""

    record: dict[str, Cell]
    holds: bool | None = Field(description="whether the check holds of it; null: it does not apply")


class Check(Strict):
    """One check: `expression` must be true of every record of its scope of which all fields that it names are known."""

    id: CheckId
    scope: Scope
    severity: Literal["error", "warning", "info"]
    title: Bilingual = Field(description="what the check is about, for the documentation")
    expression: Words = Field(description="fields, numbers, 'text', and or not in, comparisons, + - * /, a ? b : c")
    message: Bilingual = Field(description="what is wrong when it does not hold")
    advice: Bilingual = Field(description="what to do")
    tests: tuple[CheckTest, ...] = Field(description="one record that holds and one that does not, or more")


class CheckFile(Strict):
    """`rules/checks.yaml`; a rules folder without it uses the shipped one."""

    schema_: SchemaVersion = Field(alias="schema")
    checks: tuple[Check, ...]
