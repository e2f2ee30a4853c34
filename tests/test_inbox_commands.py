"""`check accept` and `check status` as a clerk of the office uses them."""

import json
import sys
from pathlib import Path

import pytest
from accepting_kit import AT, HEAD, IN_TIME, as_json, csv, office  # noqa: F401  office is used by every test
from running import check, contents, process

UNIT = ("--unit", "市科协")


def test_a_receipt_a_revision_and_the_very_same_file() -> None:
    ran = check("accept", csv("a.csv", "2023,90", "2024,95"), "--unit", "市科学技术协会", "--year", 2024, *AT)
    assert (ran.code, [line.split(" ")[2] for line in ran.err.splitlines()]) == (0, ["C701"]), (
        "2024 is late; 2023 is history"
    )
    assert "收件回执 第 1 号：a.csv" in ran.out
    assert "单位：市科协　年度：2024　收到：2025-04-02T00:00:00+08:00（逾期 2 天）" in ran.out
    revised = check("accept", csv("b.csv", "2023,90", "2024,-", "2022,1"), *UNIT, "--year", 2024, *AT)
    assert "取代第 1 号报送：新增 1、删去 0、改动 1" in revised.out
    assert "（截止后修订，逾期 2 天）" in revised.out
    assert "改动 科普基地（示例市，2024）：95家〔a.csv:3:24〕 → “-”（无此项）〔b.csv:3:24〕" in revised.out
    before = contents(Path("inbox"))
    again = check("accept", "b.csv", *UNIT, "--lang", "en")
    assert (again.code, again.out.splitlines()[0]) == (
        0,
        "■ b.csv: the very file of submission 2, in the inbox already; nothing was added",
    )
    assert contents(Path("inbox")) == before


def test_receipts_as_json() -> None:
    as_json("accept", csv("a.csv", "2024,95"), *UNIT, "--year", 2024, *AT)
    found = as_json("accept", csv("b.csv", "2024,96.0"), *UNIT, "--year", 2024, *AT)
    (receipt,) = found["stored"]  # type: ignore[misc]
    assert (receipt["number"], receipt["new"], receipt["late_days"], receipt["replaces"]) == (2, True, 2, [1])
    (change,) = receipt["changes"]
    assert (change["before"]["value"], change["after"]["value"]) == ("95", "96.0")


def test_one_bad_file_keeps_all_out() -> None:
    files = [csv("good.csv", "2024,95"), csv("bad.csv", "2024,九十五", "20240,1"), csv("other.csv", "2025,90")]
    ran = check("accept", *files, *UNIT, *IN_TIME)
    assert ran.code == 1
    assert [line.split(" ")[2] for line in ran.err.splitlines()] == ["S405", "S404"]
    assert "一份也没有收下：bad.csv 2 个错误" in ran.out
    assert not Path("inbox").exists()
    found = as_json("accept", *files, *UNIT, code=1)
    assert found["stored"] == []


def test_part_of_an_earlier_file_is_refused_until_it_is_meant() -> None:
    check("accept", csv("a.csv", "2023,90", "2024,95"), *UNIT, *AT)
    part = csv("b.csv", "2024,96")
    ran = check("accept", part, *UNIT, *AT)
    assert ran.code == 1
    said = "".join(line.strip() for line in ran.out.splitlines())
    assert said.startswith("b.csv：第 1 号报送的下列数会丢失，或换成状态较低的数。")
    assert "加 --replace。删去 科普基地（示例市，2023）：90家〔a.csv:2:24〕" in said
    (refused,) = as_json("accept", part, *UNIT, code=1)["refused"]
    assert (refused["file"], [c["year"] for c in refused["harmed"]]) == ("b.csv", [2023])
    meant = check("accept", part, *UNIT, "--replace", *AT)
    assert (meant.code, "新增 0、删去 1、改动 1" in meant.out) == (0, True)


def test_a_single_figure_marked_as_revised_revises_an_earlier_file_that_stands_on() -> None:
    check("accept", csv("a.csv", "2023,90", "2024,95"), *UNIT, *IN_TIME)
    Path("b.csv").write_text(HEAD + "science-bases,示例市,2024,96,家,revised,示例数据,\n", "utf-8")
    ran = check("accept", "b.csv", *UNIT, *AT)
    assert ran.code == 0
    assert "（截止后修订，逾期 2 天）" in ran.out
    assert "修订第 1 号报送的个别数，该报送仍有效：新增 0、改动 1" in ran.out
    assert "改动 科普基地（示例市，2024）：95家〔a.csv:3:24〕 → 96家修订数〔b.csv:2:24〕" in ran.out
    (unit, _) = as_json("status", "--year", 2024, "--as-of", "2025-04-05")["units"]
    assert (unit["state"], unit["submissions"], unit["revisions"]) == ("revised", [1, 2], 1)
    assert unit["revised_after_due"]
    assert '"condition": "96"' in json.dumps(judged("inbox"))


def test_a_revision_is_not_received_before_what_it_revises() -> None:
    """Or else whoever was late would be in time by sending the same again."""
    check("accept", csv("a.csv", "2024,95"), *UNIT, "--received-at", "2025-04-11")
    check("accept", csv("b.csv", "2024,96"), *UNIT, "--received-at", "2025-04-25")
    ran = check("accept", "a.csv", *UNIT, "--received-at", "2025-04-01")
    assert ran.code == 1
    assert "a.csv：它要修订的第 2 号报送登记的收到日期比它晚" in ran.out
    assert as_json("status", "--year", 2024)["units"][0]["first"] == "2025-04-11"
    (receipt,) = as_json("accept", "a.csv", *UNIT, "--received-at", "2025-04-01", "--replace")["stored"]
    assert (receipt["replaces"], receipt["later"]) == ([2], [1, 2])


def test_what_is_recorded_after_something_received_later_says_so() -> None:
    check("accept", csv("a.csv", "2024,95"), *UNIT, "--received-at", "2025-04-11")
    Path("b.csv").write_text(HEAD + "trainees,示例市,2024,95,人次,final,示例数据,\n", "utf-8")
    ran = check("accept", "b.csv", *UNIT, "--received-at", "2025-04-01", "--year", 2024)
    assert ran.code == 0
    assert "  警告：收到日期早于以前登记的第 1 号报送，请核对" in ran.out.splitlines()
    same_day = check("accept", csv("c.csv", "2023,95"), *UNIT, "--received-at", "2025-04-01")
    assert "警告：收到日期" not in same_day.out, "another year"


def test_two_files_with_the_same_figure_need_an_order() -> None:
    ran = check("accept", csv("a.csv", "2024,95"), csv("b.csv", "2024,95", "2023,90"), *UNIT)
    assert ran.code == 1
    assert "b.csv：与同时报来的另一份文件" in ran.out


def test_an_unknown_unit_is_a_usage_error() -> None:
    ran = check("accept", csv("a.csv", "2024,95"), "--unit", "市科学院", "--lang", "en")
    assert ran.code == 2
    assert "'市科学院' is no registered unit or jurisdiction. Allowed: " in ran.err


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+0900", "9999-12-31T23:59:59-0900", "2201-01-01"])
def test_a_day_of_receipt_that_cannot_be_is_a_usage_error(at: str) -> None:
    ran = check("accept", csv("a.csv", "2024,95"), *UNIT, "--received-at", at)
    assert (ran.code, ran.out) == (2, "")
    assert f"收到的年份 {int(at[:4])} 不可能" in ran.err


def test_status_before_and_after() -> None:
    ran = check("status", "--year", 2024, "--as-of", "2025-03-31", "--strict")
    assert (ran.code, ran.err) == (0, "还没有收件箱 inbox：尚未收过任何报送。\n")
    assert "未报 2、逾期未报 0" in ran.out
    check("accept", csv("a.csv", "2024,95"), *UNIT, *AT)
    ran = check("status", "--year", 2024, "--as-of", "2025-04-05", "--strict")
    assert (ran.code, ran.err) == (3, "")
    assert ran.out.splitlines() == [
        "2024 年数据报送情况（截至 2025-04-05，报送期限 2025-03-31）",
        "单位      情况      已填/应填  首报        最近        说明",
        "市科协    迟报            1/1  2025-04-02  2025-04-02  逾期 2 天，第 1 号",
        "市财政局  逾期未报        0/1                          逾期 5 天",
        "共 2 个单位：已报 0、已报（有修订） 0、迟报 1、未报 0、逾期未报 1。应填 2 个数，已填 1 个。",
    ]
    assert as_json("status", "--year", 2024, "--as-of", "2025-04-05")["counts"] == {
        "reported": 0,
        "revised": 0,
        "late": 1,
        "awaited": 0,
        "overdue": 1,
    }


def test_figures_of_nobody_asked_are_named() -> None:
    check("accept", csv("a.csv", "2024,95"), "--unit", "示例市", *AT)
    ran = check("status", "--year", 2024, "--as-of", "2025-04-05", "--lang", "en")
    assert ran.out.splitlines()[-1] == "Submissions from units that are not asked: 1."


def test_the_inbox_is_an_option_a_variable_a_setting_or_beside_us(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Path("rules", "office.yaml")
    settings.write_text("schema: 1\noffice: {inbox: from-rules}\n")
    check("accept", csv("a.csv", "2024,95"), *UNIT)
    monkeypatch.setenv("CHECK_INBOX", "from-variable")
    check("accept", "a.csv", *UNIT)
    check("accept", "a.csv", *UNIT, "--inbox", "from-option")
    assert {p.parent.name for p in Path().rglob("submissions.jsonl")} == {"from-rules", "from-variable", "from-option"}


@pytest.mark.parametrize("words", [("accept", "a.csv", *UNIT, *IN_TIME), ("status", "--year", 2024)])
def test_without_duckdb_one_error_names_the_extra(words: tuple[object, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    csv("a.csv", "2024,95")
    if words[0] == "status":
        check("accept", "a.csv", *UNIT)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    ran = check(*words, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "The inbox needs duckdb: pip install 'target-check[parquet]'\n"
    assert Path("inbox").exists() == (words[0] == "status")


def test_a_damaged_inbox_is_not_added_to() -> None:
    check("accept", csv("a.csv", "2024,95"), *UNIT)
    Path("inbox", "submissions.jsonl").write_bytes(b"x")
    ran = check("accept", csv("b.csv", "2023,90"), *UNIT)
    assert (ran.code, ran.out) == (2, "")
    assert "inbox/submissions.jsonl:1: 错误 I701" in ran.err
    assert ran.err.splitlines()[-1] == "收件箱有 1 处错误，没有使用，也没有改动它。"


def test_a_process_of_its_own_leaves_nothing_on_stderr() -> None:
    ran = process("accept", csv("a.csv", "2024,95"), *UNIT, *IN_TIME, cwd=Path.cwd())
    assert (ran.code, ran.err) == (0, "")
    ran = process("status", "--year", "2024", cwd=Path.cwd())
    assert (ran.code, ran.err) == (0, "")


def judged(*statistics: str) -> object:
    """The findings of a run."""
    words = [word for s in statistics for word in ("--statistics", s)]
    return json.loads(check("run", "--year", 2024, *words, "--format", "json").out)["findings"]


def test_a_run_judges_what_stands_in_the_inbox_as_it_judges_the_file() -> None:
    rows = [f"{n},9{n % 10}" for n in (2023, 2024)]
    check("accept", csv("figures.csv", *rows), *UNIT, *AT)
    from_file, from_inbox = (json.dumps(judged(s)) for s in ("figures.csv", "inbox"))
    assert '"received": null' in from_file
    assert from_inbox == from_file.replace('"received": null', '"received": "2025-04-02"')
    check("accept", csv("figures.csv", "2023,93", "2024,1"), *UNIT, *AT)
    assert '"condition": "1"' in json.dumps(judged("inbox"))
    both = check("run", "--year", 2024, "--statistics", "inbox", "--statistics", "statistics")
    assert (both.code, both.out) == (2, "")
    assert "statistics/figures.csv:3:24" in both.err, "the inbox and a file that say different things are held together"


def test_a_run_does_not_judge_a_damaged_inbox() -> None:
    check("accept", csv("a.csv", "2024,95"), *UNIT)
    next(Path("inbox", "observations").iterdir()).write_bytes(b"PAR1")
    ran = check("run", "--year", 2024, "--statistics", "inbox")
    assert (ran.code, ran.out) == (2, "")
    assert "I704" in ran.err
