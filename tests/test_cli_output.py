"""What commands print and write: JSON and only JSON, plain text when piped, memos beside what was there."""

import json
from pathlib import Path

import pytest
from running import ROOT, check, contents, process

LINE = ("run", "--year", "2024")
BAD = """indicator,jurisdiction,year,value,unit,status
science-events,湖州市,二〇二四,95,场次,final
science-events,湖州市,2024,九十五,场次,final
science-events,湖州市,2023,108,场次,guess
science-events,湖州市,2022,92
science-events,湖州市,2021,85,公里,final
science-events,湖州市,2020,-5,场次,final
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("line", [LINE, ("list",)], ids=lambda x: x[0])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_json_is_all_there_is_on_stdout(line: tuple[str, ...], lang: str) -> None:
    ran = check(*line, "--format", "json", "--lang", lang)
    assert ran.err == ""
    assert json.loads(ran.out)["schema_version"]
    assert ran.out.endswith("}\n")


def test_json_stays_whole_when_there_are_warnings(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("indicator,jurisdiction,year,value,unit\nnobody-knows,全国,2024,1,个\n", encoding="utf-8")
    ran = check(*LINE, "--statistics", file, "--format", "json")
    assert json.loads(ran.out)["run"]["example_data"] is False
    assert "f.csv:2:22: 警告 S410" in ran.err


def test_exact_numbers_are_text_in_json() -> None:
    for finding in json.loads(check("run", "--year", 2017, "--format", "json").out)["findings"]:
        for key in ("target", "criterion", "condition", "shortfall", "completion", "required_rate"):
            assert finding[key] is None or isinstance(finding[key], str)
            assert "e" not in (finding[key] or "").lower()


def test_english_output_has_english_words() -> None:
    zh, en = check(*LINE).out, check(*LINE, "--lang", "en").out
    assert "30 commitments: 5 pass, 4 gap" in en
    assert not any(word in en for word in ("达标", "无法判定", "不适用", "合计"))
    assert "合计 30 项承诺：达标 5，未达标 4" in zh


def test_piped_text_is_plain(tmp_path: Path) -> None:
    for line in (LINE, ("list",)):
        ran = process(*line, cwd=tmp_path, env={"COLUMNS": "40", "FORCE_COLOR": "", "TERM": "xterm-256color"})
        assert "\x1b" not in ran.out
        assert ran.out == process(*line, cwd=tmp_path, env={"COLUMNS": "200", "TERM": "dumb"}).out


def test_bad_statistics_are_all_reported_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(BAD, encoding="utf-8")
    ran = check(*LINE, "--statistics", "bad.csv", "--output", "out")
    assert (ran.code, ran.out) == (2, "")
    places = {"2:20": "S404", "3:25": "S405", "4:32": "S406", "5:1": "S403", "6:25": "R106", "7:25": "S408"}
    for place, code in places.items():
        assert f"bad.csv:{place}: 错误 {code} " in ran.err
    assert "共 6 个错误，未作核查" in ran.err
    assert not (tmp_path / "out").exists()


def test_output_holds_findings_as_printed_and_memos(tmp_path: Path) -> None:
    ran = check(*LINE, "--output", "out", "--format", "json")
    written = contents(tmp_path / "out")
    assert written.pop("findings.json").decode() == ran.out
    assert f"findings.json 和 {len(written)} 份督查备忘" in ran.err
    leads = {u for f in json.loads(ran.out)["findings"] if f["plan"] == "rushan-2021-2025" for u in f["lead"]}
    named = {n for n in written if n.startswith("memos/rushan-2021-2025/")}
    assert named == {
        f"memos/rushan-2021-2025/{n}.md" for n in {"通报", "检查清单"} | {f"单位-{unit}" for unit in leads}
    }


def test_older_memos_are_kept_and_named(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "memos" / "rushan-2021-2025"
    folder.mkdir(parents=True)
    olders = [folder / f"单位-已撤销的局{i}.md" for i in range(9)]
    for older in reversed(olders):
        older.write_text("手工修改过", encoding="utf-8")
    mine = tmp_path / "out" / "备注.txt"
    mine.write_text("别动", encoding="utf-8")
    ran = check(*LINE, "--output", "out")
    assert {older.read_text(encoding="utf-8") for older in olders} == {"手工修改过"}
    assert mine.read_text(encoding="utf-8") == "别动"
    assert "9 份以前核查留下" in ran.err
    assert "、".join(f"memos/rushan-2021-2025/{older.name}" for older in olders) in ran.err


@pytest.mark.parametrize("line", [LINE, ("schema",)], ids=lambda x: x[0])
def test_unwritable_output(line: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    below = check(*line, "--output", Path("file") / "below")
    assert below.code == 2
    assert "无法写入 " in below.err
    assert "file" in below.err
    assert check(*line, "--output", "file").code == 2


def test_a_broken_template_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    for path in (ROOT / "templates" / "memo" / "zh").iterdir():
        copy = tmp_path / "mine" / "memo" / "zh" / path.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "mine/memo/zh/unit.md.j2").write_text("一\n{{ nobody }}\n", encoding="utf-8")
    ran = check(*LINE, "--templates", "mine", "--output", "out")
    assert ran.code == 2
    assert "mine/memo/zh/unit.md.j2:2: " in ran.err.replace(":2:0:", ":2:")
    assert "T501" in ran.err
    assert not (tmp_path / "out").exists()


def test_lists_tasks_of_a_plan_without_commitments() -> None:
    listing = json.loads(check("list", "--plan", "national-2024", "--format", "json").out)
    assert listing["commitments"] == []
    assert {t["plan"] for t in listing["tasks"]} == {"national-2024"}
    text = check("list", "--plan", "national-2024").out
    assert all(t["title"] in text.replace("\n    ", "") for t in listing["tasks"])
