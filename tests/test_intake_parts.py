"""Workbooks in XML that is written in unusual ways, all of them allowed: none hides what a library will make of it."""

import re
import struct
import zipfile

import pytest
from reading import codes, read
from running import ROOT
from test_intake_hostile import SHEET, changed, packed, parts
from workbooks import simple

from engine.intake import limits, workbook
from engine.intake.content import XLS, XLSX, kind_of
from engine.intake.extent import Extent
from engine.intake.ole import stream
from engine.model.diagnostic import Diagnostic
from engine.model.observation import Observation

END = b"</row></sheetData>"
FAR = b'<row r="1048576"><c r="XFD1048576"%s><v>1</v></c></row></sheetData>'
STYLES = "xl/styles.xml"
XLS_BOOK = ROOT / "fixtures" / "intake" / "N427-shown-otherwise" / "b.xls"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def with_parts(content: bytes, **data: bytes) -> bytes:
    """Parts by the last word of their names, changed or added."""
    known = dict(parts(content))
    names = {"texts": "xl/sharedStrings.xml", "styles": STYLES, "sheet": SHEET, "book": "xl/workbook.xml"}
    return packed(*(known | {names[name]: new for name, new in data.items()}).items())


def extent(content: bytes) -> Extent:
    found = workbook.REACH[XLSX](content, "a.xlsx")
    assert not isinstance(found, Diagnostic), found
    return found[1]


@pytest.mark.parametrize(
    "end",
    [
        b"</row>" + FAR % b' y="/>"',
        b"</row>" + FAR % b" y='>'" + b"<!-- cellXfs -->",
        b"</row>" + FAR % b"" + b"<!-- <cellXfs></cellXfs> sst -->",
        b"</row>" + FAR.replace(b"XFD", b"&#88;FD") % b"",
        b'</row><row r="9">' + b"<c><v>1</v></c>" * 3000 + b'</row><row r="1048576"><c><v>1</v></c></row></sheetData>',
        b'</row><row r="1048576"><c><v>1</v></c></row><row r="2"><c r="XFC2"/><c><v>1</v></c></row></sheetData>',
        b'</row><row r="1048576"><x:c xmlns:x="a" r="XFD1048576"><x:v>1</x:v></x:c></row></sheetData>',
    ],
)
def test_a_cell_far_away_is_seen_however_it_is_written(end: bytes) -> None:
    (found,) = read(changed(END, end), "a.xlsx")
    assert isinstance(found, Diagnostic)
    assert (found.code, "1048576" in found.text.zh) == ("S419", True)


def test_a_sheet_is_one_whatever_its_part_is_called() -> None:
    made = changed(END, b"</row>" + FAR % b"")
    other = ((n.replace("sheet1.xml", "sheet1.dat"), d.replace(b"sheet1.xml", b"sheet1.dat")) for n, d in parts(made))
    assert codes(packed(*other), "a.xlsx") == [("S419", "")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"<v>95</v>", b"<f>90+5</f><v>95</v>", ("N409", "汇总!D2")),
        (
            b"<v>95</v>",
            b"<x:f xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>90+5</x:f><v>95</v>",
            ("N409", "汇总!D2"),
        ),
        (b'<row r="2"', b'<row hidden="1" r="2"', ("N412", "汇总!2:2")),
        (b'<row r="2"', b'<row hidden="&#49;" r="2"', ("N412", "汇总!2:2")),
    ],
)
def test_a_word_in_a_comment_makes_a_sheet_nothing_else(old: bytes, new: bytes, code: tuple[str, str]) -> None:
    made = with_parts(changed(old, new), sheet=dict(parts(changed(old, new)))[SHEET] + b"<!-- cellXfs cellXfs> -->")
    assert code in codes(made, "a.xlsx")


@pytest.mark.parametrize(
    "unsound", [b'x="<"', b'r="A1" r="B2"', b"x=1", b"&#0;", b"</c>", b"><v>1</v></c><c r='A%s'" % (b"1" * 4299)]
)
def test_unsound_xml_is_refused(unsound: bytes) -> None:
    made = changed(END, b'<c r="F2" ' + unsound + b"><v>1</v></c>" + END)
    assert codes(made, "a.xlsx") == [("S420", "")]


def test_only_a_document_type_is_one() -> None:
    """A comment may speak of it, a picture may have it, and no library reads the parts of macros."""
    picture = ("xl/media/image1.svg", b'<!DOCTYPE svg PUBLIC "a" "b"><svg/>')
    made = changed(b"</sheetData>", b"</sheetData><!-- <!DOCTYPE x> <!ENTITY y> -->")
    assert codes(packed(*parts(made), picture), "a.xlsx") == []
    macros = ("Basic/script-lc.xml", b'<!DOCTYPE library PUBLIC "a" "b"><library/>')
    assert codes(ods(CELL % (b"", b"95"), macros), "a.ods") == []


# Text


def shared(length: int, times: int, number: bytes = b"0") -> bytes:
    """A workbook with one shared text that stands in many cells."""
    cell = b'<row r="%d"><c r="A%d" t="s"><v>' + number + b"</v></c></row>"
    cells = b"".join(cell % (n, n) for n in range(3, times + 3))
    made = changed(END, b"</row>" + cells + b"</sheetData>")
    return with_parts(made, texts=b"<sst><si><t>" + b"x" * length + b"</t></si><si><t>abc</t></si></sst>")


def test_one_text_in_very_many_cells() -> None:
    made = shared(32_000, 2_000)
    assert len(made) < limits.MAX_TEXT / 1_000
    (found,) = read(made, "a.xlsx")
    assert isinstance(found, Diagnostic)
    assert found.code == "S419"
    assert "64000000" in found.text.zh


@pytest.mark.parametrize(
    ("number", "each"),
    [
        (b"0", 1000),
        (b"1", 3),
        (b"&#49;", 3),
        (b" 1 ", 3),
        (b"<![CDATA[1]]>", 1000),
        (b"1<x/>", 1000),
        (b"7", 1000),
        (b"one", 1000),
    ],
)
def test_shared_texts_count_as_often_as_they_are_shown(number: bytes, each: int) -> None:
    """A number that may be taken in two ways counts as that of the longest."""
    assert extent(shared(1000, 10, number)).text == 10 * each


def test_of_two_lists_of_texts_the_longer_ones_count() -> None:
    made = packed(*parts(shared(1000, 10)), ("xl/aaa.xml", b"<sst><si><t>ab</t></si><si><t>abcdef</t></si></sst>"))
    assert extent(made).text == 10 * 1000


def test_texts_that_cells_of_an_xls_share_count_as_often(monkeypatch: pytest.MonkeyPatch) -> None:
    content = XLS_BOOK.read_bytes()
    found = workbook.read(content, "a.xls", XLS)
    assert isinstance(found, list)
    words = {"指标", "地区", "年份", "数值", "单位", "a", "示例市", "家", "人", "万人", "万元", "%"}
    shown = sum(len(text) for sheet in found for line in sheet.lines for text in line.cells if text in words)
    for most, code in ((shown, ""), (shown - 1, "S419")):
        monkeypatch.setattr(limits, "MAX_TEXT", most)
        found = workbook.read(content, "a.xls", XLS)
        assert (found.code if isinstance(found, Diagnostic) else "") == code


# Formats


def formatted(*, formats: bytes = b"", number: bytes = b"9", before: bytes = b"", value: object = 0.175) -> bytes:
    """One figure with a unit of %, formatted by hand."""
    sound = dict(parts(simple(("a", "示例市", 2024, value, "%"))))
    xf = b'<xf numFmtId="%s" fontId="0" fillId="0" borderId="0"/>'
    styles = re.sub(rb"<numFmts.*?/>", b"<numFmts>" + formats + b"</numFmts>", sound[STYLES])
    styles = re.sub(rb"<cellXfs.*?</cellXfs>", b"<cellXfs>" + xf % b"0" + xf % number + b"</cellXfs>", styles)
    sheet = sound[SHEET].replace(b'<c r="D2"', b'<c r="D2" s="1"')
    return packed(*(sound | {STYLES: before + styles, SHEET: sheet}).items())


def own(code: bytes) -> bytes:
    return b'<numFmt numFmtId="164" formatCode="' + code + b'"/>'


@pytest.mark.parametrize(
    "made",
    [
        formatted(),
        formatted(number=b"09"),
        formatted(before=b"<!--cellXfs cellXfs>-->"),
        formatted(formats=own(b"0.0&#37;"), number=b"164"),
        formatted(formats=own(b"0.0;'0.0%"), number=b"164"),
        formatted(formats=own(b"&quot;&gt;&quot;0.0%"), number=b"0164"),
    ],
)
def test_a_percentage_is_one_however_its_format_is_written(made: bytes) -> None:
    (note, figure) = read(made, "a.xlsx")
    assert isinstance(note, Diagnostic)
    assert isinstance(figure, Observation)
    assert (note.code, str(figure.value)) == ("N408", "17.5")


@pytest.mark.parametrize("code", [b"0.0&quot;%&quot;", b"0.0\\%", b"General", b"0.00_%"])
def test_a_sign_that_is_only_shown_is_no_percentage(code: bytes) -> None:
    assert codes(formatted(formats=own(code), number=b"164"), "a.xlsx") == []


def test_a_year_formatted_as_a_date_in_the_1904_system() -> None:
    made = formatted(number=b"14", value=95)
    sheet = dict(parts(made))[SHEET].replace(b' s="1"', b"").replace(b'<c r="C2"', b'<c r="C2" s="1"')
    book = dict(parts(made))["xl/workbook.xml"].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    (found,) = read(with_parts(made, sheet=sheet, book=book), "a.xlsx")
    assert isinstance(found, Diagnostic)
    assert found.code == "S428"
    assert "1909-07-17" in found.text.zh
    assert "2024" in found.text.zh


# ODS

SPACES = b" ".join(
    b'xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (name, name) for name in (b"office", b"table", b"text")
)
BODY = (
    b"<office:document-content " + SPACES + b'><office:body><office:spreadsheet><table:table table:name="a">%s'
    b"</table:table></office:spreadsheet></office:body></office:document-content>"
)
WORD = b'<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
LINE = b"<table:table-row>%s</table:table-row>"
CELL = b'<table:table-cell office:value-type="float" office:value="95" %s><text:p>%s</text:p></table:table-cell>'


def ods(figure: bytes, *more: tuple[str, bytes], unit: str = "%") -> bytes:
    """One figure in a cell, with its key."""
    rows = (["指标", "地区", "年份", "数值", "单位"], ["a", "示例市", "2024", "", unit])
    head, body = ([WORD % text.encode() for text in row] for row in rows)
    body[3] = figure
    sheet = BODY % (LINE % b"".join(head) + LINE % b"".join(body))
    return packed(("mimetype", ODS), ("META-INF/manifest.xml", b"<a/>"), ("content.xml", sheet), *more)


@pytest.mark.parametrize(
    "attributes",
    [
        b'x=">" table:number-columns-repeated="2000000000"',
        b'table:number-columns-repeated="&#50;000000000"',
        b"x='/>' table:number-columns-repeated = '3000000'",
    ],
)
def test_ods_repetitions_behind_any_attribute(attributes: bytes) -> None:
    assert codes(ods(CELL % (attributes, b"95")), "a.ods") == [("S419", "")]


@pytest.mark.parametrize("figure", [b"y" * 10_000, b'<text:s text:c="4000000000"/>', b'1<text:s text:c="10000"/>'])
def test_ods_text_that_is_repeated(figure: bytes) -> None:
    (found,) = read(ods(CELL % (b'table:number-columns-repeated="10000"', figure)), "a.ods")
    assert isinstance(found, Diagnostic)
    assert found.code == "S419"
    assert "字符" in found.text.zh


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (b"office:value-type='percentage' office:value='0.175'", "N408"),
        (b'x=">" office:value-type="percentage" office:value="0.175"', "N408"),
        (b"office:value-type='float' office:value='2' table:formula='of:=1+1'", "N409"),
        (b'x="/>" office:value-type="float" office:value="2" table:formula="of:=&quot;>&quot;"', "N409"),
    ],
)
def test_ods_cells_are_explained_however_they_are_written(cell: bytes, code: str) -> None:
    made = ods(b"<table:table-cell " + cell + b"><text:p>1</text:p></table:table-cell>")
    assert codes(made, "a.ods") == [(code, "a!D2")]


def test_an_ole_file_without_a_root_among_its_streams() -> None:
    """A small stream lies in that of the root."""
    content = bytearray(XLS_BOOK.read_bytes())
    content[content.rindex("Root Entry".encode("utf-16-le")) + 66] = 1
    at = content.index("Workbook".encode("utf-16-le")) + 120
    content[at : at + 4] = struct.pack("<I", 100)
    assert stream(bytes(content), ("Workbook",)) is None
    assert codes(bytes(content), "a.xls") == [("S420", "")]


@pytest.mark.parametrize("inner", [b"\x89PNG xl/ \x00", simple(("a", "示例市", 2024, 1, "家"))])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_lies_in_an_archive_does_not_say_what_the_archive_is(inner: bytes, method: int) -> None:
    """A picture or a workbook packed in is no part of it: only the names in the directory are, and ODF's own word."""
    saved = ROOT / "fixtures" / "submissions" / "good" / "31-LibreOffice.ods"
    ods = packed(*parts(saved.read_bytes()), ("Pictures/1", inner), method=method)
    assert [d for d in read(ods, "a.ods") if isinstance(d, Diagnostic)] == []
    assert kind_of(packed(("word/document.xml", b""), ("word/embeddings/1", inner), method=method)) == kind_of(
        packed(("word/document.xml", b""))
    )
    assert kind_of(packed(("1.png", inner), method=method)).readable is False
