"""What separates the columns of a text: the reader and whoever shows the text again go by the same answer."""

from collections import Counter

from engine.headings import ALLOWED, LOOKED_AT, complete, fields_of
from engine.rows import LINE_END, records

SEPARATORS = {",": ",", ";": ";", "\t": "Tab", "|": "|"}
"""What may separate columns, and its name."""


def separators(text: str) -> str:
    """The one that makes a header with every column, else with most; several when none is better than another."""
    known: Counter[str] = Counter()
    for line in LINE_END.split(text, maxsplit=LOOKED_AT)[:LOOKED_AT]:
        for separator in SEPARATORS:
            record = next(records(line, separator, ""), None)
            header = fields_of(record[1]) if isinstance(record, tuple) else []
            if complete(header):
                return separator
            known[separator] = max(known[separator], len({*header} & {*ALLOWED.all, "OBS_VALUE", "TIME_PERIOD"}))
    best = max(known.values())
    return "".join(s for s, count in known.items() if count == best) if best else ","
