"""Files made to exhaust, to deceive or to break a reader: each is an error with its code, in little memory and time."""

import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from reading import codes, read
from running import ROOT
from workbooks import HEADER, built, simple

from engine.capped import MOST_ALIKE
from engine.intake import limits, workbook
from engine.intake.content import XLSX
from engine.intake.statistics import load
from engine.model.diagnostic import Diagnostic

ROW = ("a", "示例市", 2024, 95, "家")
SHEET = "xl/worksheets/sheet1.xml"
XLS = ROOT / "fixtures" / "intake" / "N409-saved-by-libreoffice" / "a.xls"
HEAD = b"indicator,jurisdiction,year,value,unit\n"


def parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        yield from ((name, archive.read(name)) for name in archive.namelist())


def packed(*named: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in named:
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(old: bytes, new: bytes, name: str = SHEET) -> bytes:
    """A sound workbook with one part changed."""
    return packed(*((n, data.replace(old, new) if n == name else data) for n, data in parts(simple(ROW))))


def lying(content: bytes, name: str, size: int) -> bytes:
    """The directory and the part's own head claim another size."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        info = archive.getinfo(name)
    made = bytearray(content)
    struct.pack_into("<I", made, info.header_offset + 22, size)
    entry = made.rfind(name.encode()) - 46
    struct.pack_into("<I", made, entry + 24, size)
    return bytes(made)


def test_a_bomb_that_says_so() -> None:
    bomb = packed(*parts(simple(ROW)), ("xl/media/a.xml", bytes(limits.MAX_UNPACKED)))
    assert len(bomb) < limits.MAX_UNPACKED / 500
    assert codes(bomb, "a.xlsx") == [("S419", "")]


def test_a_bomb_whose_directory_lies() -> None:
    bomb = packed(*parts(simple(ROW)), ("xl/media/a.xml", bytes(limits.MAX_UNPACKED + 10**7)))
    assert codes(lying(bomb, "xl/media/a.xml", 10), "a.xlsx") == [("S419", "")]


def test_a_directory_that_claims_two_gigabytes() -> None:
    assert codes(lying(simple(ROW), SHEET, 2**31), "a.xlsx") == [("S419", "")]


def test_too_many_parts() -> None:
    many = packed(*parts(simple(ROW)), *((f"xl/{n}", b"") for n in range(limits.MAX_PARTS)))
    assert codes(many, "a.xlsx") == [("S419", "")]


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "docProps/core.xml"])
def test_entities_in_any_part(declared: bytes, part: str) -> None:
    made = packed(*((n, declared + data if n == part else data) for n, data in parts(simple(ROW))))
    (found,) = read(made, "a.xlsx")
    assert isinstance(found, Diagnostic)
    assert (found.code, dict(found.fields)["part"]) == ("S423", part)


def test_a_part_in_utf_16_could_hide_entities() -> None:
    made = packed(*((n, data.decode().encode("utf-16") if n == SHEET else data) for n, data in parts(simple(ROW))))
    assert codes(made, "a.xlsx") == [("S423", "")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</row></sheetData>", b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        (b"</row></sheetData>", b'</row><row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'),
        (b"</row></sheetData>", b"</row><row r = '1048576'><c r = 'XFD1048576'><v>1</v></c></row></sheetData>"),
    ],
)
def test_one_cell_at_the_end_of_the_sheet(old: bytes, new: bytes) -> None:
    (found,) = read(changed(old, new), "a.xlsx")
    assert isinstance(found, Diagnostic)
    assert found.code == "S419"
    assert "XFD1048576" in found.text.zh


def test_a_dimension_that_claims_ten_million_rows_is_not_believed() -> None:
    made = changed(b'<dimension ref="A1:H2" />', b'<dimension ref="A1:XFD10000000" />')
    assert b"XFD10000000" in dict(parts(made))[SHEET]
    assert codes(made, "a.xlsx") == []


def test_formatted_cells_without_content_do_not_count() -> None:
    """Excel leaves them behind to the last row when a whole column was coloured."""
    end = (
        b'</row><row r="1048576"><c r="A1048576" s="0" /><c r="B1048576" s="0"></c><c r="C1048576"/></row></sheetData>'
    )
    assert codes(changed(b"</row></sheetData>", end), "a.xlsx") == []


def test_cells_repeated_without_end_in_ods() -> None:
    sheet = (
        b'<office:document-content><office:body><office:spreadsheet><table:table table:name="a">'
        b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" '
        b'office:value="1" table:number-columns-repeated="16384"/></table:table-row>'
        b"</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    made = packed(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", sheet))
    assert codes(made, "a.ods") == [("S419", "")]


@pytest.mark.parametrize(
    ("times", "code"),
    [(b"1048576", "S419"), (b"&#49;048576", "S419"), (b"9" * 30, "S419"), (b'1" x="<', "S420")],
)
def test_repetitions_however_they_are_written(times: bytes, code: str) -> None:
    row = b'<table:table-row table:number-rows-repeated="%s"><table:table-cell table:number-columns-repeated="999">'
    sheet = b'<office:spreadsheet><table:table table:name="a">' + row % times + b"<text:p>1</text:p></table:table-cell>"
    whole = b"<office:body>" + sheet + b"</table:table-row></table:table></office:spreadsheet></office:body>"
    made = packed(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", whole))
    assert codes(made, "a.ods") == [(code, "")]


def test_a_range_merged_over_the_whole_sheet() -> None:
    made = changed(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>')
    assert {code for code, _ in codes(made, "a.xlsx")} <= {"S435", "N410"}


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil", "xl/../../evil", "C:\\evil.xml"])
def test_names_that_lead_out_of_the_archive_lead_nowhere(name: str, tmp_path: Path) -> None:
    """Nothing is ever unpacked to disk."""
    path = tmp_path / "in" / "a.xlsx"
    path.parent.mkdir()
    path.write_bytes(packed(*parts(simple(ROW)), (name, b"<evil/>")))
    assert len(load([(path, "a.xlsx")]).observations) == 1
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["a.xlsx"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_packed_in_other_ways(method: int) -> None:
    assert codes(packed(*parts(simple(ROW)), method=method), "a.xlsx") == [("S423", "")]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.999])
def test_a_workbook_cut_short(share: float) -> None:
    sound = simple(*[ROW] * 200)
    (found,) = codes(sound[: int(len(sound) * share)], "a.xlsx")
    assert found[0] in {"S420", "S422"}


def test_a_workbook_without_its_sheets() -> None:
    made = packed(*((n, data) for n, data in parts(simple(ROW)) if n != SHEET))
    (found,) = codes(made, "a.xlsx")
    assert found[0] == "S420"


def test_an_encrypted_workbook() -> None:
    """Excel keeps it in an OLE file with a stream of this name."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + "EncryptedPackage".encode("utf-16-le") + bytes(2048)
    assert codes(content, "a.xlsx") == [("S421", "")]


@pytest.mark.parametrize("tail", [bytes(2048), b"\xff" * 2048, bytes(range(256)) * 8])
def test_an_ole_file_of_nonsense(tail: bytes) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le") + tail
    assert codes(content, "a.xls") == [("S420", "")]


def test_an_xls_whose_used_range_claims_all_memory() -> None:
    """calamine reserves it at once, and the failure ends the process."""
    content = XLS.read_bytes()
    at = content.index(b"\x00\x02\x0e\x00") + 4
    for first, last, code in ((0, 2**32 - 1, "S419"), (5, 1, "S420")):
        claim = struct.pack("<IIHH", first, last, 0, 8)
        assert codes(content[:at] + claim + content[at + 12 :], "a.xls") == [(code, "")]


def test_an_xls_that_claims_more_texts_than_bytes() -> None:
    content = XLS.read_bytes()
    at = content.index(b"\xfc\x00", 600) + 4
    assert codes(content[: at + 4] + b"\xff\xff\xff\x7f" + content[at + 8 :], "a.xls") == [("S420", "")]


@pytest.mark.parametrize("offset", [40, 44, 64, 72])
def test_an_ole_head_that_claims_more_sectors_than_the_file_has(offset: int) -> None:
    content = bytearray(XLS.read_bytes())
    struct.pack_into("<I", content, offset, 0x7FFFFFFF)
    assert codes(bytes(content), "a.xls") == [("S420", "")]


def test_a_parquet_file_of_nonsense_and_one_that_claims_much() -> None:
    for middle in (b"", b"x" * 100, struct.pack("<I", 2**31 - 1)):
        (found,) = codes(b"PAR1" + middle + b"PAR1", "a.parquet")
        assert found[0] == "S420"


def test_a_file_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(limits.MAX_FILE + 1)
    assert [d.code for d in load([(path, "a.csv")]).problems] == ["S419"]


def test_nul_in_a_csv_has_its_place() -> None:
    assert codes(HEAD + b"a,b\0,2024,1,c\n", "a.csv") == [("S412", "2:4")]


@pytest.mark.parametrize("deep", ["[" * 90_000, '{"a":' * 15_000, '{"indicator":' + "[" * 90_000])
def test_deeply_nested_json(deep: str) -> None:
    (found, *_) = codes(b'{"indicator":1}\n' + deep.encode() + b"\n", "a.jsonl")[-1:]
    assert found[0] == "S439"


def test_a_line_of_json_without_end() -> None:
    line = b'{"indicator":"' + b"x" * limits.MAX_LINE + b'"}'
    assert codes(line, "a.jsonl") == [("S419", "1:1")]


@pytest.mark.parametrize("number", ["9" * 5_000, "1e400000000", "1" + "0" * 90_000, "-1e-999999999"])
def test_numbers_beyond_all_measure_in_json(number: str) -> None:
    line = f'{{"indicator":"a","jurisdiction":"b","year":2024,"value":{number},"unit":"c"}}'
    ((code, _),) = codes(line.encode(), "a.jsonl")
    assert code == "S405"


def test_problems_of_one_kind_are_counted_after_the_first_thousand() -> None:
    bad, odd = MOST_ALIKE + 50, MOST_ALIKE + 7
    rows = b"a,b,2024,x,c\n" * bad + "a,b,2024,９,c\n".encode() * odd
    found = [d for d in read(HEAD + rows, "a.csv") if isinstance(d, Diagnostic)]
    more = {d.code: dict(d.fields) for d in found if d.code in {"S438", "N423"}}
    assert more == {"S438": {"count": "50", "like": "S405"}, "N423": {"count": "7", "like": "N401"}}
    assert sum(d.code == "S405" for d in found) == MOST_ALIKE


def test_a_workbook_with_formulas_is_opened_twice_only_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_EXPLAINED", 5)
    found = workbook.read(simple(("a", "b", 2024, "=1", "c")), "a.xlsx", XLSX)
    assert isinstance(found, Diagnostic)
    assert found.code == "S419"
    assert isinstance(workbook.read(simple(ROW), "a.xlsx", XLSX), list)


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for module, content, reader in (
        ("python_calamine", simple(ROW), workbook),
        ("openpyxl", simple(("a", "b", 2024, "=1", "c")), workbook),
        ("duckdb", b"PAR1xPAR1", None),
    ):
        with monkeypatch.context() as without:
            without.setitem(sys.modules, module, None)
            found = reader.read(content, "a.xlsx", XLSX) if reader else read(content, "a.parquet")[0]
        assert isinstance(found, Diagnostic)
        assert found.code == "S436"
        assert "pip install 'target-check[" in found.text.zh


def test_a_range_merged_over_the_whole_sheet_of_formulas() -> None:
    """openpyxl would make an object of each of its seventeen thousand million cells."""
    merged = b'</sheetData><mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    made = with_formula()
    assert codes(made, "a.xlsx") == [("N409", "汇总!D2")]
    made = packed(*((n, d.replace(b"</sheetData>", merged) if n == SHEET else d) for n, d in parts(made)))
    assert codes(made, "a.xlsx") == [("S419", "")]


def with_formula() -> bytes:
    """The sound workbook whose figure is a formula with a stored result."""
    made = changed(b"<v>95</v></c>", b"<f>90+5</f><v>95</v></c>")
    assert b"<f>90+5</f>" in dict(parts(made))[SHEET]
    return made


def test_a_long_formula_shared_by_many_cells() -> None:
    """openpyxl writes it out for each of them."""
    cell = b'<c r="H%d"><f t="shared" si="0"/><v>1</v></c>'
    shared = b"".join(b'<row r="%d">' % n + cell % n + b"</row>" for n in range(3, 3_000))
    first = b'<c r="I2"><f t="shared" ref="H2:H3000" si="0">' + b"A1+" * 5_000 + b"1</f><v>1</v></c></row>"
    assert codes(changed(b"</row></sheetData>", first + shared + b"</sheetData>"), "a.xlsx") == [("S419", "")]


def test_one_sheet_listed_ten_thousand_times() -> None:
    one = b'<sheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="s%d" sheetId="%d" '
    more = b"".join(one % (n, n) + b'state="visible" r:id="rId1" />' for n in range(2, 10_000))
    content = simple(*[ROW] * 100)
    made = packed(*((n, d.replace(b"</sheets>", more + b"</sheets>")) for n, d in parts(content)))
    assert codes(made, "a.xlsx") == [("S419", "")]


@pytest.mark.parametrize("before", [b'x:r="A1"', b"x=' r=\"A1\"'", b's="0"'])
def test_no_decoy_hides_the_last_cell(before: bytes) -> None:
    end = b'</row><row r="1048576"><c ' + before + b' r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert codes(changed(b"</row></sheetData>", end), "a.xlsx") == [("S419", "")]


def test_cells_without_names_in_a_row_far_down() -> None:
    end = b'</row><row r="10000000"><c><v>1</v></c></row></sheetData>'
    assert codes(changed(b"</row></sheetData>", end), "a.xlsx") == [("S419", "")]


@pytest.mark.parametrize(
    "piece", [b"<c ", b'<c r="A1" ', b"<c" + b" a=''" * 9, b"<c r=", b"<row r='1' ", b"<f shared "]
)
def test_tags_that_never_end_take_no_more_than_one_pass(piece: bytes) -> None:
    made = changed(b"</sheetData>", piece * (2_000_000 // len(piece)))
    (found, *_) = codes(made, "a.xlsx")
    assert found[0] in {"S419", "S420"}


def test_an_xls_whose_sheets_are_one_and_the_same() -> None:
    content = XLS.read_bytes()
    first = content.index(b"\x85\x00")
    second = content.index(b"\x85\x00", first + 8)
    made = content[: second + 4] + content[first + 4 : first + 8] + content[second + 8 :]
    assert codes(made, "a.xls") == [("S420", "")]


def test_a_header_without_end() -> None:
    for header in (b"value," * 500_000, b",".join(b"valu%d" % n for n in range(200_000))):
        assert codes(header + b"\n", "a.csv") == [("S419", "1:1")]


def test_lines_of_json_with_wrong_keys_are_counted_after_the_first_thousand() -> None:
    found = codes(b'{"valeu":1,"unti":2}\n' * 50_000, "a.jsonl")
    assert ("S447", f"{limits.MAX_WRONG}") in found
    assert len(found) <= 3 * MOST_ALIKE + 4


def test_many_sheets_count_together() -> None:
    sheets = [{"name": f"s{n}", "rows": [HEADER, ROW]} for n in range(3)]
    assert codes(built(sheets), "a.xlsx") == []


LINES = {"a.csv": HEAD + b"a,b,2024,1,c\n", "a.tsv": HEAD.replace(b",", b"\t"), "a.jsonl": b'{"a":1}\n{"a":1}\n'}


@pytest.mark.parametrize("file", LINES)
@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_lines_without_number_are_refused_before_any_is_read(file: str, end: bytes) -> None:
    """64 MB hold sixty million of them."""
    more = end * limits.MAX_ROWS
    (found,) = read(LINES[file] + more, file)
    assert isinstance(found, Diagnostic)
    assert (found.code, found.place.spot) == ("S419", "")
    assert "上限 200,000" in found.text.zh


def test_a_line_of_text_without_end() -> None:
    assert codes(HEAD + b"a,b,2024,1,c\n" + b"," * (limits.MAX_LINE + 1), "a.csv") == [("S419", "3:1")]


@pytest.mark.parametrize(
    ("file", "start", "row"),
    [("a.csv", HEAD, b"a,b,2024,x,c\n"), ("a.csv", HEAD, b"a\n"), ("a.jsonl", b"", b'{"indicator":"a"}\n')],
)
def test_a_file_that_is_wrong_throughout_is_not_read_to_its_end(
    file: str, start: bytes, row: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_WRONG", 20)
    found = read(start + row * 50, file)
    (last,) = [d for d in found if isinstance(d, Diagnostic) and d.code == "S447"]
    assert last.place.line == 20 + start.count(b"\n")
    assert len({d.place.line for d in found}) == 20


def test_a_reader_that_fails_is_the_fault_of_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """S448, whatever it fails with; the other files are read."""
    from engine.intake import table

    def failing(*_: object) -> Iterator[Diagnostic]:
        raise KeyError("x" * 5_000)

    (tmp_path / "a.csv").write_bytes(HEAD + b"a,b,2024,1,c\n")
    (tmp_path / "b.jsonl").write_text('{"indicator":"a","jurisdiction":"b","year":2024,"value":1,"unit":"c"}\n')
    monkeypatch.setattr(table, "_text_record", failing)
    found = load([(tmp_path / "a.csv", "a.csv"), (tmp_path / "b.jsonl", "b.jsonl")])
    assert [(d.code, str(d.place)) for d in found.problems] == [("S448", "a.csv")]
    assert "KeyError" in found.problems[0].text.zh
    assert len(found.problems[0].text.zh) < 200
    assert [o.place.file for o in found.observations] == ["b.jsonl"]
