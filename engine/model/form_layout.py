"""How a form is laid out: the sheets and columns that its writer fills and its reader looks for."""

from typing import NamedTuple

from engine.model.text import Text

HIDDEN_SHEET = "_form"
"""Very hidden; cells A1:B7 are key and value: format, id, year, addressed, name, rules_sha256, plans."""

FORMAT = "target-check form 1"
"""Value of the key `format`, by which a form is known."""

GUIDE_SHEET = Text("填报说明", "Guide")
DATA_SHEET = Text("填报表", "Figures")
LIST_SHEET = Text("检查结果", "Check results")
"""What `check validate` puts before the sheets of a workbook that it returns; a reader passes over it."""

HEADER_ROW = 4
"""Above it: title, addressee, and what to do; figures from the row below it."""


class FormColumn(NamedTuple):
    """One column: its key, its heading, its width in characters, and whether it is filled in."""

    key: str
    heading: Text
    width: int
    filled: bool = False


COLUMNS = (
    FormColumn("indicator", Text("指标编码", "Code"), 18),
    FormColumn("name", Text("指标", "Indicator"), 26),
    FormColumn("jurisdiction", Text("地区", "Jurisdiction"), 12),
    FormColumn("definition", Text("口径", "Definition"), 44),
    FormColumn("unit", Text("单位", "Unit"), 8),
    FormColumn("year", Text("年份", "Year"), 8),
    FormColumn("before", Text("上年数", "Last year"), 20),
    FormColumn("value", Text("本年数", "Value"), 14, filled=True),
    FormColumn("status", Text("状态", "Status"), 10, filled=True),
    FormColumn("source", Text("来源", "Source"), 24, filled=True),
    FormColumn("note", Text("备注", "Note"), 24, filled=True),
)
