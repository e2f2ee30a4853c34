"""The sheet of a form that is filled in: one row for each figure asked for."""

from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from engine.model.diagnostic import column_name
from engine.model.form import Form, FormRow
from engine.model.form_layout import COLUMNS, GUIDE_SHEET, HEADER_ROW
from engine.model.observation import STATUS_TEXTS
from engine.model.text import Lang, Text, join_texts
from engine.quantity import magnitude, plain
from engine.render import form_style as style
from engine.render.form_guide import due_text
from engine.render.workbook import clean, put

TITLE = Text("{year}年统计数据填报表", "Figures of {year}")
ADDRESSEE = Text("填报：{name}", "From: {name}")
RETURN = Text("　　交回：{offices}", "    Return to: {offices}")
DUE = Text("　　截止：{due}", "    Due: {due}")
HINT = Text(
    "只填浅黄色的四列。数为零填 0，没有此事项填 -，没有掌握留空并备注原因；"
    "可写 1.2万、约5万（单位带“万”的不再写“万”）、超过3%、17.5%。详见“{guide}”。",
    "Fill in the four light yellow columns only. Zero: 0; does not apply: -; not known: leave blank and say why. "
    "1.2万, 约5万 (without 万 where the unit has it), 超过3% and 17.5% are read. See '{guide}'.",
)
LISTED = Text("、", ", ")

SHARED = Text("同时由{units}填报，请先核对一致。", "Also asked of {units}: agree on one figure first.")

PROMPT = Text(
    "填数，如 {such}；数为零填 0；没有此事项填 -；没有掌握留空。{range}",
    "A number such as {such}; zero: 0; does not apply: -; not known: leave blank. {range}",
)
SUCH = Text("1234、1.2万、约5万、超过3%", "1234, 1.2万, 约5万 or 超过3%")
SCALED = Text("1.2、约5、超过3，不带“{scale}”", "1.2, 约5 or 超过3, without {scale}")
"""Figures in a unit that carries a multiplier of its own, such as 万人次."""
UNIT = Text("单位：{unit}", "Unit: {unit}")
OUTSIDE = Text(
    "与指标规定不符：{range}请核对单位和位数；确认无误可以继续，并在备注中说明。",
    "Not as the indicator is defined: {range}Check unit and digits; if it is right, go on and say why in the note.",
)
WHOLE = Text("应为整数。", "Whole numbers. ")
LEAST = Text("不小于 {n}。", "Not below {n}. ")
MOST = Text("不大于 {n}。", "Not above {n}. ")
ONLY_WARNED = Text("超出时只提醒，不阻止。", "Others bring up a warning only.")
STATUS_PROMPT = Text("从列表中选；不填按核实数。", "Choose from the list; blank is taken as final.")
ERROR_TITLE = Text("请核对", "Please check")

LONGEST_TITLE, LONGEST_PROMPT = 32, 255
"""Characters that a validation of a workbook holds."""

LOOKS = {
    "indicator": style.GIVEN,
    "name": style.GIVEN_HEAD,
    "jurisdiction": style.GIVEN_SHORT,
    "definition": style.GIVEN,
    "unit": style.GIVEN_SHORT,
    "year": style.GIVEN_SHORT,
    "before": style.GIVEN_NUMBER,
    "value": style.FILLED_NUMBER,
    "status": style.FILLED_SHORT,
    "source": style.FILLED,
    "note": style.FILLED,
}
LETTERS = {c.key: column_name(n) for n, c in enumerate(COLUMNS, 1)}
FIRST = HEADER_ROW + 1
LAST_COLUMN = column_name(len(COLUMNS))


def figures(sheet: Any, form: Form, due: tuple[int, int] | None, lang: Lang) -> None:
    """Fill the sheet."""
    _top(sheet, form, due, lang)
    for column, c in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEADER_ROW, column)
        look_at(HEADER_ROW, column).dress(cell)
        put(cell, c.heading.say(lang))
        sheet.column_dimensions[LETTERS[c.key]].width = c.width
    sheet.row_dimensions[HEADER_ROW].height = 24
    for n, row in enumerate(form.rows, FIRST):
        _row(sheet, n, row, form.mark.year, lang)
        sheet.add_data_validation(value_rule(row, f"{LETTERS['value']}{n}", lang))
    sheet.add_data_validation(_statuses(_below("status", form), lang))
    sheet.freeze_panes = f"{LETTERS['jurisdiction']}{FIRST}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{LAST_COLUMN}{HEADER_ROW + len(form.rows)}"
    style.paper(sheet, lang, landscape=True, signed=True)
    style.lock(sheet)


def look_at(row: int, column: int) -> style.Look:
    """How a cell of the sheet looks while nothing is marked on it."""
    if row < HEADER_ROW or column > len(COLUMNS):
        return style.Look()
    c = COLUMNS[column - 1]
    if row == HEADER_ROW:
        return style.HEAD_FILLED if c.filled else style.HEAD
    return LOOKS[c.key]


def numbers_as_text(form: Form) -> bytes:
    """XML that keeps Excel from marking every number typed into a text cell as a mistake."""
    cells = _below("value", form)
    return f'<ignoredErrors><ignoredError sqref="{cells}" numberStoredAsText="1"/></ignoredErrors>'.encode()


def _top(sheet: Any, form: Form, due: tuple[int, int] | None, lang: Lang) -> None:
    """Title, addressee and what to do, above the header."""
    parts = [ADDRESSEE.fill({"name": form.mark.name})]
    if form.offices:
        offices = join_texts([Text(o, o) for o in form.offices], LISTED)
        parts.append(RETURN.fill({"offices": offices}))
    if due:
        parts.append(DUE.fill({"due": due_text(form, due)}))
    texts = (
        TITLE.fill({"year": form.mark.year}),
        join_texts(parts, Text("", "")),
        HINT.fill({"guide": GUIDE_SHEET}),
    )
    looks, heights = (style.TITLE, style.WORDS, style.HINT), (36, 24, 24)
    for row, (text, look, height) in enumerate(zip(texts, looks, heights, strict=True), 1):
        look.dress(sheet.cell(row, 1))
        put(sheet.cell(row, 1), text.say(lang))
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(COLUMNS))
        sheet.row_dimensions[row].height = height


def _row(sheet: Any, n: int, row: FormRow, year: int, lang: Lang) -> None:
    """One figure asked for; with its definition stands who else is asked for it."""
    texts = given(row, lang)
    for column, c in enumerate(COLUMNS, 1):
        cell = sheet.cell(n, column)
        LOOKS[c.key].dress(cell)
        if c.key == "year":
            cell.value = year
        elif not c.filled:
            put(cell, texts[c.key])
    style.fit(sheet, n, ((texts[c.key], c.width) for c in COLUMNS if c.key in texts))


def given(row: FormRow, lang: Lang) -> dict[str, str]:
    """The texts of a row by the keys of their columns."""
    texts = {key: text for key, text in row._asdict().items() if isinstance(text, str)}
    return texts | {"definition": _defined(row, lang)}


def _defined(row: FormRow, lang: Lang) -> str:
    """The definition, and that others report the same figure."""
    units = join_texts([Text(name, name) for name in row.shared], LISTED)
    said = SHARED.fill({"units": units}).say(lang) if row.shared else ""
    return "\n".join(text for text in (row.definition, said) if text)


def value_rule(row: FormRow, cell: str, lang: Lang) -> DataValidation:
    """What may be typed without a warning: any words, and numbers in the indicator's range."""
    said = _range(row)
    rule = DataValidation(sqref=cell, allow_blank=True, errorStyle="warning", showInputMessage=True)
    rule.promptTitle = clean(UNIT.fill({"unit": row.unit}).say(lang), LONGEST_TITLE)
    ranged = join_texts([*said, ONLY_WARNED], Text("", "")) if said else Text("", "")
    scale = magnitude(row.unit)
    such = SCALED.fill({"scale": scale}) if scale else SUCH
    rule.prompt = clean(PROMPT.fill({"such": such, "range": ranged}).say(lang), LONGEST_PROMPT)
    if said:
        rule.type, rule.formula1, rule.showErrorMessage = "custom", _formula(row, cell), True
        rule.errorTitle = ERROR_TITLE.say(lang)
        rule.error = clean(OUTSIDE.fill({"range": join_texts(said, Text("", ""))}).say(lang), LONGEST_PROMPT)
    return rule


def _range(row: FormRow) -> list[Text]:
    """What is declared of the numbers of a row."""
    said = [WHOLE] if row.whole_numbers else []
    if row.minimum is not None:
        said.append(LEAST.fill({"n": plain(row.minimum)}))
    if row.maximum is not None:
        said.append(MOST.fill({"n": plain(row.maximum)}))
    return said


def _formula(row: FormRow, cell: str) -> str:
    """True for every text that is no number (约5万, -), and for numbers in the range; 17.5% counts as 17.5."""
    number = f'VALUE(SUBSTITUTE(SUBSTITUTE({cell},"%",""),",",""))'
    tests = [f"MOD({number},1)=0"] if row.whole_numbers else []
    if row.minimum is not None:
        tests.append(f"{number}>={plain(row.minimum)}")
    if row.maximum is not None:
        tests.append(f"{number}<={plain(row.maximum)}")
    return f"IFERROR(AND({','.join(tests)}),TRUE)"


def _below(key: str, form: Form) -> str:
    """Range of the cells of a column."""
    return f"{LETTERS[key]}{FIRST}:{LETTERS[key]}{HEADER_ROW + max(len(form.rows), 1)}"


def _statuses(cells: str, lang: Lang) -> DataValidation:
    """The list of statuses; blank is allowed."""
    words = ",".join(text.say(lang) for text in STATUS_TEXTS.values())
    rule = DataValidation(sqref=cells, type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
    rule.errorTitle = ERROR_TITLE.say(lang)
    rule.error = rule.prompt = STATUS_PROMPT.say(lang)
    rule.showInputMessage = True
    return rule
