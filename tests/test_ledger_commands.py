"""`check run --ledger`, history, rectify and diff as a clerk uses them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from ledger_kit import PLAN, check

from engine.catalog.shipped import shipped

EVENTS = f"{PLAN}/science-events"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the machine reach these tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHECK_LEDGER", raising=False)


def run(year: int, *more: str, at: str | None = None) -> Result:
    return check(
        "run", "--year", str(year), "--plan", PLAN, "--recorded-at", at or f"{year}-12-31", "--agent", "张三", *more
    )


def fingerprint(url: str) -> str:
    history = json.loads(check("history", "--commitment", EVENTS, "--ledger", url, "--format", "json").stdout)
    return str(history["timelines"][0]["fingerprint"])


def step(url: str, action: str, *more: str, at: str) -> Result:
    mark = fingerprint(url)
    return check(
        "rectify", action, mark, "--document", "督办〔2022〕1号", "--by", "李四", "--at", at, "--ledger", url, *more
    )


def test_without_a_ledger_nothing_is_written_and_the_run_says_so(tmp_path: Path) -> None:
    result = run(2022)
    assert result.exit_code == 1
    assert result.stdout.count("未指定整改台账") == 1
    assert "已连续2年未达标" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_run_says_where_its_past_comes_from(url: str) -> None:
    first, second, third = run(2021, "--ledger", url), run(2022, "--ledger", url), run(2024, "--ledger", url)
    assert "第 1 批" in first.stderr
    assert "台账（2021）" in second.stderr
    assert "台账（2021、2022）、统计数据重算（2023）" in third.stderr
    assert "连续" in third.stdout


def test_years_in_gap_come_from_the_ledger(url: str) -> None:
    rules, data = ("--rules", str(shipped("rules"))), ("--statistics", str(shipped("statistics")))
    run(2021, "--ledger", url, *rules, *data)
    found = json.loads(run(2022, "--ledger", url, "--format", "json").stdout)
    events = next(f for f in found["findings"] if f["commitment"] == EVENTS)
    assert events["consecutive_gap_years"] == 2
    assert (found["run"]["years_recorded"], found["run"]["years_replayed"]) == ([2021], [])


@pytest.mark.parametrize("way", ["option", "variable", "office"])
def test_three_ways_to_name_a_ledger(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    settings = {"option": "wrong1.db", "variable": "wrong2.db", "office": "right.db"}
    if way == "option":
        monkeypatch.setenv("CHECK_LEDGER", "sqlite:///wrong.db")
    if way == "variable":
        monkeypatch.setenv("CHECK_LEDGER", "sqlite:///right.db")
    (tmp_path / "rules" / "office.yaml").write_text(
        f"schema: 1\noffice: {{ledger: 'sqlite:///{settings[way]}', deadline_days: 10}}\n"
    )
    run(2022, *(["--ledger", "sqlite:///right.db"] if way == "option" else []))
    assert [p.name for p in tmp_path.glob("*.db")] == ["right.db"]


def test_no_ledger_this_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECK_LEDGER", "sqlite:///office.db")
    assert "没有记录" in run(2022, "--no-ledger").stdout
    assert list(tmp_path.iterdir()) == []


def test_settings_are_no_part_of_the_rules_hash_and_are_linted(tmp_path: Path) -> None:
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    before = json.loads(run(2022, "--format", "json").stdout)["run"]["rules_sha256"]
    office = tmp_path / "rules" / "office.yaml"
    office.write_text("schema: 1\noffice: {deadline_days: 15}\n")
    assert json.loads(run(2022, "--format", "json").stdout)["run"]["rules_sha256"] == before
    office.write_text("schema: 1\noffice: {deadline_day: 15}\n")
    for words in (("lint",), ("history", "--ledger", "sqlite:///x.db")):
        result = check(*words)
        assert result.exit_code == 2
        assert "rules/office.yaml:2:10: 错误 R101 不认识的键“deadline_day”。是否应为“deadline_days”？" in result.stderr


def test_a_ledger_that_cannot_be_used_stops_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database" * 200)
    result = run(2022, "--ledger", "sqlite:///notes.txt", "--output", "out")
    assert result.exit_code == 2
    assert "not a database" in result.stderr
    assert not (tmp_path / "out").exists()
    assert result.stdout == ""


def test_nothing_is_recorded_when_the_outputs_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where a folder should be")
    result = run(2022, "--ledger", "sqlite:///office.db", "--output", "out")
    assert result.exit_code == 2
    assert not (tmp_path / "office.db").exists()


def test_a_gap_from_notice_to_closing_and_back(url: str, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("done")
    run(2021, "--ledger", url)
    notice = step(url, "notify", at="2022-01-10")
    assert notice.stdout == "科普活动场次（湖州市）：待交办 → 已交办，期限 2022-02-09。\n"
    overdue = check("history", "--commitment", EVENTS, "--as-of", "2022-02-19", "--ledger", url).stdout
    assert "期限 2022-02-09，逾期 10 天" in overdue
    reply = step(url, "reply", "--evidence", "report.txt", "--note", "已补办", at="2022-02-20")
    assert "已交办 → 已反馈。" in reply.stdout
    assert "已反馈 → 已核实。" in step(url, "verify", at="2022-03-01").stdout
    closing = step(url, "close", at="2022-03-02T10:00:00+08:00")
    assert "已核实 → 已销号。" in closing.stdout
    assert "仍为未达标" in closing.stderr
    run(2022, "--ledger", url)
    shown = check("history", "--commitment", EVENTS, "--as-of", "2023-01-01", "--ledger", url).stdout
    assert "整改状态：重新立项" in shown
    assert "佐证 report.txt（SHA-256 " in shown
    years = json.loads(check("history", "--commitment", EVENTS, "--ledger", url, "--format", "json").stdout)
    assert [(y["year"], y["state"]) for y in years["timelines"][0]["years"]] == [(2021, "closed"), (2022, "reopened")]
    assert check("history", "verify", "--ledger", url).exit_code == 0


def test_an_impossible_step_says_what_is_possible(url: str) -> None:
    run(2021, "--ledger", url)
    result = step(url, "close", at="2022-01-10")
    assert result.exit_code == 2
    assert result.stderr == "该事项现为“待交办”，不能销号（close）。现在可以：交办（notify）。\n"


def test_deadlines(url: str, tmp_path: Path) -> None:
    run(2021, "--ledger", url)
    assert step(url, "reply", "--deadline", "2022-03-01", at="2022-01-10").exit_code == 2
    assert "期限 2022-03-01" in step(url, "notify", "--deadline", "2022-03-01", at="2022-01-10").stdout


def test_a_fingerprint_may_be_shortened_but_not_guessed(url: str) -> None:
    run(2021, "--ledger", url)
    words = ("--document", "x", "--at", "2022-01-10", "--ledger", url)
    assert check("rectify", "notify", fingerprint(url)[:6], *words).exit_code == 0
    assert "check history" in check("rectify", "notify", "zzzz", *words).stderr
    several = check("rectify", "notify", "", *words)
    assert several.exit_code == 2
    assert "多个指纹" in several.stderr


def test_history_shows_what_ever_was_a_gap_unless_asked(url: str) -> None:
    run(2021, "--ledger", url)
    shown = check("history", "--ledger", url).stdout
    assert "科普活动场次" in shown
    assert "培训高素质农民" not in shown
    assert (
        "培训高素质农民" in check("history", "--commitment", f"{PLAN}/quality-farmers-trained", "--ledger", url).stdout
    )
    wrong = check("history", "--commitment", f"{PLAN}/science-event", "--ledger", url)
    assert wrong.exit_code == 2
    assert f"是否应为“{EVENTS}”" in wrong.stderr
    assert check("history", "runs", "--commitment", EVENTS, "--ledger", url).exit_code == 2


def test_a_ledger_without_gaps(url: str) -> None:
    run(2020, "--ledger", url)
    assert check("history", "--ledger", url).stdout == "没有符合条件的记录。\n"


def test_runs_are_listed(url: str) -> None:
    run(2021, "--ledger", url)
    listed = check("history", "runs", "--ledger", url).stdout
    assert listed.startswith("第 1 批　2021年　2021-12-31T00:00:00+08:00　张三")


def test_diff_by_runs_and_by_years(url: str) -> None:
    run(2021, "--ledger", url)
    run(2022, "--ledger", url)
    by_years = check("diff", "--years", "2021", "2022", "--ledger", url)
    assert by_years.exit_code == 0
    assert by_years.stdout == check("diff", "1", "2", "--ledger", url).stdout
    assert "新增未达标 1，持续未达标 2，已补齐 1" in by_years.stdout
    found = json.loads(check("diff", "1", "2", "--ledger", url, "--format", "json").stdout)
    assert found["counts"]["persisting"] == 2
    assert sum(found["counts"].values()) == 13


def test_diff_says_which_figure_was_corrected(url: str, tmp_path: Path) -> None:
    data = tmp_path / "figures"
    shutil.copytree(shipped("statistics"), data)
    run(2022, "--ledger", url, "--statistics", "figures")
    file = data / "huzhou-2021-2025-example.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    wanted = next(i for i, x in enumerate(lines) if x.startswith("science-events,湖州市,2022,"))
    cells = lines[wanted].split(",")
    lines[wanted] = ",".join([*cells[:3], "120", *cells[4:]])
    file.write_text("".join(lines), encoding="utf-8")
    run(2022, "--ledger", url, "--statistics", "figures")
    shown = check("diff", "1", "2", "--ledger", url).stdout
    assert "已补齐 1" in shown
    assert f"数据：2022年 {cells[3]}场次→120场次" in shown


@pytest.mark.parametrize(
    "words",
    [("1",), ("1", "2", "3"), (), ("1", "2", "--years", "2021", "2022"), ("1", "9"), ("--years", "2021", "1999")],
)
def test_diff_wants_two_runs_that_are_there(url: str, words: tuple[str, ...]) -> None:
    run(2021, "--ledger", url)
    assert check("diff", *words, "--ledger", url).exit_code == 2


@pytest.mark.parametrize("words", [("history",), ("diff", "1", "2"), ("rectify", "notify", "abc", "--document", "x")])
def test_a_command_that_needs_a_ledger_says_how_to_name_one(words: tuple[str, ...]) -> None:
    result = check(*words)
    assert result.exit_code == 2
    assert "rules/office.yaml" in result.stderr


@pytest.mark.parametrize("words", [("history",), ("history", "runs"), ("history", "verify"), ("diff", "1", "2")])
def test_english(url: str, words: tuple[str, ...]) -> None:
    run(2021, "--ledger", url)
    run(2022, "--ledger", url)
    result = check(*words, "--ledger", url, lang="en")
    assert result.exit_code == 0
    assert not any(word in result.stdout for word in ("批次", "状态", "未达标", "台账", "哈希"))
