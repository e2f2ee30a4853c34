"""Fields of a record as a reader sees them, filled into the sentences of a check."""

import re
from decimal import Decimal
from functools import lru_cache

from engine import words
from engine.checking.record import Record
from engine.model.check import Check
from engine.model.check_fields import FIELDS, FieldType
from engine.model.codes import Code
from engine.model.diagnostic import Diagnostic, kept
from engine.model.text import Text
from engine.quantity import EXACT, plain

UNKNOWN = Text("不详", "unknown")
YES, NO = Text("是", "yes"), Text("否", "no")
PLACES = Decimal("0.0001")
"""How exactly a quotient is shown."""

QUOTED, WORD = re.compile(r"'[^']*'|\"[^\"]*\""), re.compile(r"\w+")
NAME = re.compile(r"\{(\w+)\}")


BESIDE_EARLIER = Text(
    "（所比的数中有以前收到的，错的未必是此处，故只作警告；各数不一致时，check run 可能不予运行。）",
    "(It is held against figures accepted earlier, which may be the wrong ones; hence a warning. "
    "`check run` may refuse them until all agree.)",
)


def diagnostic(check: Check, record: Record) -> Diagnostic:
    """What is wrong with a record that a check does not hold of.

    An error that rests on figures accepted earlier is lowered to a warning: the sender's own may be right.
    """
    types = FIELDS[check.scope]
    spec = Code(check.severity, check.message.text, check.advice.text)
    if check.severity == "error" and any(map(record.earlier, named(check.expression) & types.keys())):
        advice = Text(f"{spec.advice.zh}{BESIDE_EARLIER.zh}", f"{spec.advice.en} {BESIDE_EARLIER.en}")
        spec = Code("warning", spec.text, advice)
    names = {n for text in (*spec.text, *spec.advice) for n in NAME.findall(text)}
    fields = {n: said(record.fields[n], types[n].type, record.unit) for n in names}
    return Diagnostic(record.place, check.id, kept(fields), record.raw, spec)


@lru_cache(maxsize=256)
def named(expression: str) -> frozenset[str]:
    """Words of an expression outside quotation marks; the fields that it names are among them."""
    return frozenset(WORD.findall(QUOTED.sub("", expression)))


def said(value: object, kind: FieldType, unit: str) -> Text:
    """One field in both languages."""
    if value is None:
        return UNKNOWN
    if isinstance(value, Text):
        return value
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return _number(value, kind, unit)
    return Text(str(value), str(value))


def _number(value: Decimal, kind: FieldType, unit: str) -> Text:
    """An amount with its unit, and no more places than a reader can use."""
    if value.as_tuple().exponent < PLACES.as_tuple().exponent:  # type: ignore[operator]
        value = EXACT.quantize(value, PLACES)
    if kind == "amount":
        return words.amount(value, unit)
    if kind == "difference":
        return words.difference(value, unit)
    return Text(plain(value), plain(value))
