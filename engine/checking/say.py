"""Fields of a record as a reader sees them, filled into the sentences of a check."""

import re
from decimal import Decimal

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

NAME = re.compile(r"\{(\w+)\}")


def diagnostic(check: Check, record: Record) -> Diagnostic:
    """What is wrong with a record that a check does not hold of."""
    types = FIELDS[check.scope]
    spec = Code(check.severity, check.message.text, check.advice.text)
    names = {n for text in (*spec.text, *spec.advice) for n in NAME.findall(text)}
    fields = {n: said(record.fields[n], types[n].type, record.unit) for n in names}
    return Diagnostic(record.place, check.id, kept(fields), record.raw, spec)


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
