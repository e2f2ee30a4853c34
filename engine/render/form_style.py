"""How the sheets of a form look on screen and on paper."""

from collections.abc import Iterable
from copy import copy
from typing import Any, NamedTuple

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from engine.model.text import Lang, Text
from engine.render.columns import wrap

FONT = "宋体"
"""On every Chinese Windows, and what WPS and LibreOffice replace by their own."""

TEXT_FORMAT = "@"
"""What is typed stays as typed: 17.5% is not turned into 0.175, nor 3-5 into a day, nor =… into a formula."""

A4 = 9
FOOTER = Text("第 &P 页，共 &N 页", "Page &P of &N")
SIGNED = Text(
    "单位负责人：＿＿＿＿＿＿　　填表人：＿＿＿＿＿＿　　联系电话：＿＿＿＿＿＿＿＿　　"
    "报出日期：＿＿＿年＿＿月＿＿日　　&P/&N",
    "Head of unit: ____________   Filled in by: ____________   Telephone: ____________   Date: __________   &P/&N",
)
"""Who signs on paper. It is printed only, for a row of the sheet would be read as a figure; and it is one line, because
LibreOffice does not know the line ends that openpyxl writes."""


def _lines(style: str, colour: str) -> Border:
    side = Side(style=style, color=colour)
    return Border(left=side, right=side, top=side, bottom=side)


THIN, STRONG = _lines("thin", "FFA6A6A6"), _lines("thin", "FF7F6000")
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
ACROSS = Alignment(vertical="center")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


class Look(NamedTuple):
    """Looks of a cell; one to be filled in is unlocked and keeps what is typed."""

    font: Font = Font(name=FONT, size=11)
    alignment: Alignment = LEFT
    border: Border = Border()
    fill: PatternFill = PatternFill()
    filled: bool = False

    def dress(self, cell: Any) -> None:
        """Give a cell these looks."""
        cell.font, cell.alignment, cell.border, cell.fill = self.font, self.alignment, self.border, self.fill
        cell.protection = Protection(locked=not self.filled)
        if self.filled:
            cell.number_format = TEXT_FORMAT

    def dress_all(self, cells: Iterable[Any]) -> None:
        """The same for many cells at once: each look of its own costs openpyxl a search through all looks."""
        first = None
        for cell in cells:
            if first is None:
                self.dress(cell)
                first = cell
            else:
                cell._style = copy(first._style)


LINK = Font(name=FONT, size=11, color="FF0563C1", underline="single")
BOLD = Font(name=FONT, size=11, bold=True)
TITLE = Look(font=Font(name=FONT, size=18, bold=True), alignment=CENTRE)
WORDS = Look(alignment=ACROSS)
HINT = Look(font=Font(name=FONT, size=11, color="FF7F6000"), alignment=ACROSS)
HEAD = Look(font=BOLD, alignment=CENTRE, border=THIN, fill=_fill("FFD9E1F2"))
HEAD_FILLED = Look(font=BOLD, alignment=CENTRE, border=STRONG, fill=_fill("FFFFD966"))
GIVEN = Look(border=THIN)
GIVEN_NUMBER = Look(border=THIN, alignment=RIGHT)
GIVEN_SHORT = Look(border=THIN, alignment=CENTRE)
GIVEN_HEAD = Look(font=BOLD, border=THIN, fill=_fill("FFF2F2F2"))
FILLED = Look(border=STRONG, fill=_fill("FFFFF8DC"), filled=True)
FILLED_NUMBER = FILLED._replace(alignment=RIGHT)
FILLED_SHORT = FILLED._replace(alignment=CENTRE)


LINE_HEIGHT, PADDING, LEAST_HEIGHT = 16, 10, 28
"""Points; rows are given a height because not every program finds it out by itself."""

MARGIN, WIDE = 4, 2
"""Characters of a cell's width that its text does not get: indent and rounding; columns of a Chinese character."""


def fit(sheet: Any, row: int, texts: Iterable[tuple[str, int]]) -> None:
    """Make a row as high as the longest of its texts needs in a cell of that many characters."""
    lines = max(_lines_of(text, room - MARGIN) for text, room in texts)
    sheet.row_dimensions[row].height = max(lines * LINE_HEIGHT + PADDING, LEAST_HEIGHT)


def _lines_of(text: str, room: int) -> int:
    """Lines that a text takes; even of wide characters, a short one takes a single line."""
    return sum(1 if WIDE * len(line) <= room else len(wrap(line, room)) for line in text.split("\n"))


def paper(sheet: Any, lang: Lang, *, landscape: bool, signed: bool = False) -> None:
    """A4, as wide as the page; below the page numbers, before them, where it is to be signed, who signs."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    for side, inches in {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7}.items():
        setattr(sheet.page_margins, side, inches)
    sheet.oddFooter.center.text = (SIGNED if signed else FOOTER).say(lang)


def lock(sheet: Any) -> None:
    """Only cells to fill can be changed, without a password; columns and rows can be resized."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
