"""A submitted workbook made harmless before it goes back: what could act or reach out of it is taken away, and counted.

Macros and data connections are gone already: openpyxl does not keep them.
"""

import re
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.formula import ArrayFormula

from engine.model.text import Text
from engine.render.formulas import harmless
from engine.render.workbook import FORMULA_STARTS, put

FORMULAS = Text(
    "有 {n} 个公式可能指向本工作簿以外，已改为文字，请改填数值。",
    "{n:formula} that may reach out of this workbook became text; type the values.",
)
REACHING = Text(
    "已去掉 {n} 处指向工作簿以外或不能确认安全的链接、名称、规则、图表、透视表。",
    "Taken away: {n:link, name, rule, chart or pivot table/links, names, rules, charts or pivot tables} that may reach "
    "out of this workbook.",
)

Safe = Callable[[str], bool]
"""Whether the text of a formula, without its equals sign, is harmless in this workbook."""


class Disarmed(NamedTuple):
    """How many formulas are text now, and how many other things are gone."""

    formulas: int
    reaching: int

    def remarks(self) -> list[Text]:
        """What the sender is told of it."""
        return [text.fill({"n": n}) for text, n in ((FORMULAS, self.formulas), (REACHING, self.reaching)) if n]


def disarm(book: Any) -> Disarmed:
    """Take from a workbook all that could act; texts that look like a formula are marked as text."""
    sheets = frozenset(name.casefold() for name in book.sheetnames)
    book.template = False  # our answer is a workbook, whatever was sent

    def safe(text: str) -> bool:
        return harmless(f"={text}", sheets)

    gone = len(book._external_links) + _names(book, safe)
    book._external_links = []
    formulas = 0
    for sheet in book.worksheets:
        formulas += sum(_cell(cell, sheets) for cell in list(sheet._cells.values()))
        gone += _links(sheet, safe) + _names(sheet, safe) + _rules(sheet, safe) + len(sheet._pivots)
        sheet._pivots = []
        _columns(sheet)
    return Disarmed(formulas, gone + sum(_charts(sheet, safe) for sheet in book._sheets))


def _cell(cell: Any, sheets: Collection[str]) -> bool:
    """Make one cell harmless; whether it was a formula that had to become text."""
    if isinstance(cell, MergedCell):
        return False
    if cell.data_type == "f":
        text = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
        if isinstance(text, str) and harmless(text, sheets):
            return False
        put(cell, text if isinstance(text, str) else "=TABLE()")  # a data table has no text of its own
        return True
    if isinstance(cell.value, str | CellRichText) and str(cell.value).startswith(FORMULA_STARTS):
        cell.quotePrefix = True
        cell.data_type = "s"  # not an error with a text of its own
    return False


def _links(sheet: Any, safe: Safe) -> int:
    """Keep links within the workbook."""
    linked = [(c, c.hyperlink) for c in sheet._cells.values() if getattr(c, "hyperlink", None)]
    outside = [c for c, link in linked if link.target or not safe(link.location or "")]
    for cell in outside:
        cell.hyperlink = None
    return len(outside)


def _names(owner: Any, safe: Safe) -> int:
    """Keep names of cells and sums in a workbook or sheet; names of macros go with them."""
    names = owner.defined_names
    bad = [n for n, d in names.items() if d.xlm or d.function or d.vbProcedure or not safe(d.value or "")]
    for name in bad:
        del names[name]
    return len(bad)


def _rules(sheet: Any, safe: Safe) -> int:
    """Keep conditions of entry and of format that only compute."""
    validations, formats = sheet.data_validations, sheet.conditional_formatting
    kept = [v for v in validations.dataValidation if all(map(safe, filter(None, (v.formula1, v.formula2))))]
    gone = len(validations.dataValidation) - len(kept)
    validations.dataValidation = kept
    for rules in formats._cf_rules.values():
        good = [rule for rule in rules if all(map(safe, _written(rule.to_tree("cfRule"))))]
        gone += len(rules) - len(good)
        rules[:] = good
    for cells in [cells for cells, rules in formats._cf_rules.items() if not rules]:
        del formats._cf_rules[cells]
    return gone


def _charts(sheet: Any, safe: Safe) -> int:
    """Keep charts of the workbook's own figures."""
    kept = [chart for chart in sheet._charts if all(map(safe, _written(chart._write())))]
    gone = len(sheet._charts) - len(kept)
    sheet._charts = kept
    return gone


_FORMULA = re.compile(r"(?:\{.*\})?(?:f|formula|cfvo)")


def _written(tree: Any) -> list[str]:
    """Formulas in the XML of a chart or a rule; a threshold is one, too."""
    found = [e.text or e.get("val") for e in tree.iter() if _FORMULA.fullmatch(str(e.tag))]
    return [text for text in found if text]


def _columns(sheet: Any) -> None:
    """Columns of a table fill no new row by themselves, and ask no database."""
    for table in sheet.tables.values():
        table.tableType = table.connectionId = None
        for column in table.tableColumns:
            column.calculatedColumnFormula = column.queryTableFieldId = None
            if column.totalsRowFormula:
                column.totalsRowFormula = column.totalsRowFunction = None
