"""The sheet of a form that says how it is filled in."""

from collections.abc import Iterator
from typing import Any

from engine.model.form import Form
from engine.model.text import Lang, Text, join_texts
from engine.render import form_style as style
from engine.render.workbook import put
from engine.words import STATUS_WORDS

GUIDE_TITLE = Text("{year}年统计数据填报说明", "How to report the figures of {year}")
HEADINGS = (Text("事项", "About"), Text("说明", "What to do"))
WIDTHS = (18, 96)

ADDRESSEE = (
    Text("填报单位", "From"),
    Text("{name}。共 {n} 项，见“填报表”。", "{name}: {n:figure}, on the sheet 'Figures'."),
)
RETURN = (Text("交回", "Return to"), Text("{offices}", "{offices}"))
DUE = (Text("截止日期", "Due"), Text("{year}年{month}月{day}日", "{year}-{month:02}-{day:02}"))

HOW = (
    (
        Text("填哪里", "Where"),
        Text(
            "只填“本年数、状态、来源、备注”四列（浅黄色）。其他单元格已锁定，没有密码；列宽、行高可以调整。",
            "Only the columns Value, Status, Source and Note (light yellow). The other cells are locked, without a "
            "password; columns and rows can be resized.",
        ),
    ),
    (Text("数为零", "Zero"), Text("填 0。", "Write 0.")),
    (
        Text("没有此事项", "No such thing"),
        Text("填 -（减号）：本单位或本地区没有这回事，不适用。", "Write - (a minus sign): it does not apply to you."),
    ),
    (
        Text("没有掌握", "Not known"),
        Text(
            "留空，并在备注中说明原因。留空表示没有报送，不等于 0，也不等于“-”。",
            "Leave it blank and say why in the note. Blank means not reported; it is neither 0 nor -.",
        ),
    ),
    (
        Text("单位与大数", "Units, large numbers"),
        Text(
            "按“单位”一列填数，如 12000、12,000。大数可写 1.2万、3亿，但单位本身带“万、亿”的（万人次、万元）不要再写："
            "3万元填 3。单位是 % 的，填 17.5 或 17.5%，不要填 0.175。",
            "In the unit of the column Unit: 12000 or 12,000. 1.2万 and 3亿 are read, but not where the unit itself "
            "says 万 or 亿 (万人次, 万元): 3万元 is 3 there. Where it is %, write 17.5 or 17.5%, not 0.175.",
        ),
    ),
    (
        Text("约数和界限", "About, over, under"),
        Text(
            "如实写：约5万、超过3%、不少于100、不足20。不会当作准确数。",
            "Write it as it is: 约5万 (about), 超过3% (over), 不少于100 (at least), 不足20 (under). "
            "None is taken for an exact figure.",
        ),
    ),
    (
        Text("状态", "Status"),
        Text(
            "{final}：已经核实；{provisional}：初步统计，以后可能变动；{revised}：更正以前报过的数。不填按{final}。",
            "{final}: verified; {provisional}: may still change; {revised}: corrects what was reported before. "
            "Blank is taken as {final}.",
        ).fill(STATUS_WORDS),
    ),
    (
        Text("来源、备注", "Source, note"),
        Text(
            "来源写数据出处（报表、文件、系统）；备注写口径不同、变动较大等需要说明的情况。",
            "The source is where the figure comes from (report, document, system); the note explains a different "
            "definition or a large change.",
        ),
    ),
    (
        Text("上年数", "Last year"),
        Text(
            "供对照，不要改；有误请在备注中写明。", "For comparison, not to be changed; say in the note if it is wrong."
        ),
    ),
    (
        Text("范围提醒", "Warnings of range"),
        Text(
            "填数超出指标规定范围时会提醒；确认无误可以选“是”继续，并在备注中说明。",
            "A number outside the range of its indicator brings up a warning; if it is right, choose Yes and say why "
            "in the note.",
        ),
    ),
    (
        Text("保存", "Saving"),
        Text(
            "请保存为 XLSX 原格式交回；不要增删行、列、工作表，不要改表头。",
            "Save it as XLSX, as it is; add or remove no rows, columns or sheets, and keep the headings.",
        ),
    ),
)
"""What is said to everyone."""

LISTED = Text("；", "; ")


def due_text(form: Form, due: tuple[int, int]) -> Text:
    """Day by which a form is expected, in the year after its own."""
    year = form.mark.year + 1
    zh, en = (t.format(year=year, month=due[0], day=due[1]) for t in DUE[1])
    return Text(zh, en)


def guide(sheet: Any, form: Form, due: tuple[int, int] | None, lang: Lang) -> None:
    """Fill the sheet."""
    put(sheet.cell(1, 1), GUIDE_TITLE.fill({"year": form.mark.year}).say(lang))
    style.TITLE.dress(sheet.cell(1, 1))
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(WIDTHS))
    sheet.row_dimensions[1].height = 36
    for row, texts in enumerate((HEADINGS, *_lines(form, due)), 2):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(row, column)
            looks = (style.HEAD, style.HEAD) if texts is HEADINGS else (style.GIVEN_HEAD, style.GIVEN)
            looks[column - 1].dress(cell)
            put(cell, text.say(lang))
        style.fit(sheet, row, zip((t.say(lang) for t in texts), WIDTHS, strict=True))
    for letter, width in zip("AB", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    style.paper(sheet, lang, landscape=False)
    style.lock(sheet)


def _lines(form: Form, due: tuple[int, int] | None) -> Iterator[tuple[Text, Text]]:
    """Subject and sentence of each line."""
    offices = join_texts([Text(o, o) for o in form.offices], LISTED)
    yield ADDRESSEE[0], ADDRESSEE[1].fill({"name": form.mark.name, "n": len(form.rows)})
    if form.offices:
        yield RETURN[0], RETURN[1].fill({"offices": offices})
    if due:
        yield DUE[0], due_text(form, due)
    yield from HOW
