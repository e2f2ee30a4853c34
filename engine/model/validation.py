"""What `check validate` found: the JSON contract of submitted files and their problems."""

from typing import Literal

from pydantic import Field

from engine.model.codes import Level
from engine.model.record import Record

FailOn = Literal["error", "warning"]


class Problem(Record):
    """One diagnostic of a submitted file."""

    code: str
    level: Level
    file: str
    sheet: str | None = Field(description="of a workbook; then `line` is its row")
    cell: str | None = Field(description="of a workbook, such as E7")
    line: int | None
    column: int | None
    raw: str = Field(description="the text at that place, as submitted")
    message: str
    message_en: str
    advice: str
    advice_en: str
    fingerprint: str = Field(description="the same as long as code, file, place and text are")


class Checked(Record):
    """One file."""

    file: str
    sha256: str
    form: str | None = Field(description="id of the form that it fills in")
    reporter: str | None = Field(description="unit or jurisdiction of that form")
    figures: int
    blanks: int = Field(description="figures left empty")
    errors: int
    warnings: int
    notes: int


class Validation(Record):
    """Every file and every problem, in order of file and place."""

    schema_version: Literal["1"] = "1"
    tool: str
    year: int | None
    rules: str
    rules_sha256: str
    checks: tuple[str, ...] = Field(description="ids of the checks that were held against the figures")
    files: tuple[Checked, ...]
    problems: tuple[Problem, ...]

    def count(self, level: Level) -> int:
        """Problems of one level."""
        return sum(p.level == level for p in self.problems)

    def exit_code(self, fail_on: FailOn) -> int:
        """0 nothing to report, 1 errors, 3 only warnings where they count."""
        if self.count("error"):
            return 1
        return 3 if fail_on == "warning" and self.count("warning") else 0
