"""Whether a formula of a submitted workbook may be handed on: plain arithmetic on cells of that workbook, no more."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

LONGEST = 8_192
"""Characters that Excel allows in a formula."""

_NAMES = """
    ABS AND AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS CEILING CHOOSE COLUMN COLUMNS CONCAT CONCATENATE COUNT COUNTA
    COUNTBLANK COUNTIF COUNTIFS DATE DATEDIF DATEVALUE DAY EDATE EOMONTH EVEN EXACT EXP FALSE FIND FIXED FLOOR
    HLOOKUP IF IFERROR IFNA IFS INDEX INT ISBLANK ISERR ISERROR ISEVEN ISLOGICAL ISNA ISNONTEXT ISNUMBER ISODD
    ISTEXT LARGE LEFT LEN LENB LN LOG LOG10 LOOKUP LOWER MATCH MAX MAXIFS MEDIAN MID MIN MINIFS MOD MONTH MROUND
    N NA NOT NOW NUMBERVALUE ODD OR PERCENTILE PERCENTRANK POWER PRODUCT QUARTILE QUOTIENT RANK RANK.AVG RANK.EQ
    REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SIGN SMALL SQRT STDEV STDEV.P STDEV.S SUBSTITUTE
    SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SUMSQ SWITCH T TEXT TEXTJOIN TODAY TRIM TRUE TRUNC UPPER VALUE VAR
    VLOOKUP WEEKDAY XLOOKUP XMATCH XOR YEAR
"""
FUNCTIONS = frozenset(_NAMES.split())
"""They compute from their arguments. Left out is all that calls up, names or loads something else: HYPERLINK,
WEBSERVICE, IMAGE, INDIRECT, CELL, INFO, CALL, EXEC, REGISTER, RTD, those that import, and what is not known."""

NEWER = re.compile(r"(?:_xlfn\.|_xlws\.)+", re.IGNORECASE)
"""Before functions that Excel 2007 did not know."""

_REFERENCE = re.compile(r"(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[\w.]+(?::[\w.]+)?))!)?[\w.$]+(?::[\w.$]+)?#?")
"""Cells, or a name; of a sheet where that is said. No `[book]`, no `program|topic`."""


def harmless(formula: str, sheets: Collection[str]) -> bool:
    """Whether it only computes, from cells of these sheets (names in lower case) and from names."""
    try:
        tokens = Tokenizer(formula).items if len(formula) <= LONGEST else []
    except (TokenizerError, IndexError, AssertionError):  # what it raises for unpaired brackets
        return False
    return bool(tokens) and not _called(tokens) and all(_plain(token, sheets) for token in tokens)


def _called(tokens: Sequence[Token]) -> bool:
    """Whether a bracket stands behind a value: `HYPERLINK (…)` is a call to a spreadsheet, a name to the tokenizer."""
    said = [token for token in tokens if token.type != Token.WSPACE]
    return any(
        token.type == Token.PAREN
        and token.subtype == Token.OPEN
        and (before.type == Token.OPERAND or before.subtype == Token.CLOSE)
        for before, token in pairwise(said)
    )


def _plain(token: Token, sheets: Collection[str]) -> bool:
    """One part of a formula."""
    if token.type == Token.FUNC and token.subtype == Token.OPEN:
        return NEWER.sub("", token.value[:-1]).upper() in FUNCTIONS
    if token.type == Token.OPERAND and token.subtype == Token.RANGE:
        return _within(token.value, sheets)
    return bool(token.type != Token.LITERAL)


def _within(reference: str, sheets: Collection[str]) -> bool:
    """Whether a reference stays in the workbook; from one sheet to another is written with a colon."""
    match = _REFERENCE.fullmatch(reference)
    if not match or reference.casefold().startswith("_xl"):  # a function as a value
        return False
    sheet = (match["quoted"] or match["plain"] or "").replace("''", "'").casefold()
    return not sheet or sheet in sheets or all(end in sheets for end in sheet.split(":"))
