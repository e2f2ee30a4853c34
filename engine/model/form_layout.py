"""How a form is laid out: the sheets and columns that its writer fills and its reader looks for."""

from hashlib import sha256
from typing import NamedTuple

from engine.model.text import Text

HIDDEN_SHEET = "_form"
"""Very hidden; cells A1:B7 are key and value: format, id, year, addressed, name, rules_sha256, plans.

Below them, for each figure asked for, a row of the key `given`: indicator, jurisdiction, unit, and the seals of the
cells that only inform.
"""

GIVEN = "given"
"""Key of the rows that say what was asked for."""

FORMAT = "target-check form 1"
"""Value of the key `format`, by which a form is known."""

GUIDE_SHEET = Text("填报说明", "Guide")
DATA_SHEET = Text("填报表", "Figures")
LIST_SHEET = Text("检查结果", "Check results")
"""What `check validate` puts before the sheets of a workbook that it returns; a reader passes over it."""

HEADER_ROW = 4
"""Above it: title, addressee, and what to do; figures from the row below it."""


class FormColumn(NamedTuple):
    """One column: its key, its heading, its width in characters, whether it is filled in, and whether it is sealed."""

    key: str
    heading: Text
    width: int
    filled: bool = False
    sealed: bool = False


COLUMNS = (
    FormColumn("indicator", Text("指标编码", "Code"), 18),
    FormColumn("name", Text("指标", "Indicator"), 26, sealed=True),
    FormColumn("jurisdiction", Text("地区", "Jurisdiction"), 12),
    FormColumn("definition", Text("口径", "Definition"), 44, sealed=True),
    FormColumn("unit", Text("单位", "Unit"), 8),
    FormColumn("year", Text("年份", "Year"), 8),
    FormColumn("before", Text("上年数", "Last year"), 20, sealed=True),
    FormColumn("value", Text("本年数", "Value"), 14, filled=True),
    FormColumn("status", Text("状态", "Status"), 10, filled=True),
    FormColumn("source", Text("来源", "Source"), 24, filled=True),
    FormColumn("note", Text("备注", "Note"), 24, filled=True),
)

SEALED = tuple(c for c in COLUMNS if c.sealed)
"""Columns that only inform; a changed code, jurisdiction, unit or year is another figure, and found out as such."""


def seal(text: str) -> str:
    """What shows that the text of a cell is still the one that was sent out, however its lines are broken.

    Eight hexadecimal digits: it is no signature, and tells an honest clerk's change, not a forger's.
    """
    return sha256(" ".join(text.split()).encode()).hexdigest()[:8]
