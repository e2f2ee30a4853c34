"""`check accept`: what it compares with, who reports, when, and what is said of figures that contradict each other."""

import json
from pathlib import Path

import pytest
from accepting_kit import AT, HEAD, IN_TIME, JURISDICTIONS, as_json, csv, office  # noqa: F401  office is used by every test
from running import check

SCIENCE, FINANCE = ("--unit", "市科协"), ("--unit", "市财政局")


def with_reporters(name: str, *reporters: str) -> str:
    """A file whose rows say who reports them; its name."""
    rows = [f"science-bases,示例市,{2024 - n},95,家,final,示例数据,,{r}\n" for n, r in enumerate(reporters)]
    Path(name).write_text(HEAD.replace("note", "note,填报单位") + "".join(rows), "utf-8")
    return name


def codes(found: dict[str, object]) -> list[str]:
    """Codes of the problems of a receipt's validation, or of a validation."""
    report = found.get("validation", found)
    assert isinstance(report, dict)
    return [p["code"] for p in report["problems"]]


def test_two_units_that_contradict_each_other_both_stand_and_it_is_said_where() -> None:
    check("accept", csv("a.csv", "2022,120"), *SCIENCE, *AT)
    ran = check("accept", csv("b.csv", "2022,130"), *FINANCE, *AT)
    assert ran.code == 0
    said = ran.out.splitlines()
    at = next(n for n, line in enumerate(said) if line.startswith("警告"))
    assert said[at] == "警告：1 个数与别的报送互相矛盾，check run 会停下（S407），直到两者一致："
    assert "".join(line.strip() for line in said[at + 1 : -1]) == (
        "科普基地（示例市，2022）：第 1 号 市科协 120家〔a.csv:2:24〕；第 2 号 市财政局 130家〔b.csv:2:24〕"
    )
    run = check("run", "--year", 2024, "--statistics", "inbox")
    assert (run.code, "S407" in run.err) == (2, True), "what was foretold"
    status = check("status", "--year", 2024, "--lang", "en")
    assert "warning: 1 figure contradicts those of others; check run stops (S407)" in status.out
    (one,) = as_json("status", "--year", 2024)["contradictions"]
    assert [(s["number"], s["reporter"], s["figure"]["place"]) for s in one["figures"]] == [
        (1, "市科协", "a.csv:2:24"),
        (2, "市财政局", "b.csv:2:24"),
    ]


def test_two_units_that_contradict_each_other_in_one_call_are_an_error() -> None:
    """What is sent together is checked together, as docs/accepting.md says."""
    for name, value, unit in (("a.csv", 120, "市科协"), ("b.csv", 130, "市财政局")):
        row = f"science-bases,示例市,2022,{value},家,final,示例数据,,{unit}\n"
        Path(name).write_text(HEAD.replace("note", "note,填报单位") + row, "utf-8")
    assert "C211" in codes(as_json("accept", "a.csv", "b.csv", *AT, code=1))
    assert as_json("accept", "a.csv", *AT)["contradictions"] == []
    assert len(as_json("accept", "b.csv", *AT)["contradictions"]) == 1


def test_a_contradiction_is_in_the_receipt_counted_among_its_notes_and_ends_when_they_agree() -> None:
    check("accept", csv("a.csv", "2022,120"), *SCIENCE, *AT)
    found = as_json("accept", csv("b.csv", "2022,130"), *FINANCE, *AT)
    assert len(found["contradictions"]) == 1
    below_an_error = [p for p in found["validation"]["problems"] if p["level"] != "error"]
    assert found["stored"][0]["warnings"] + found["stored"][0]["notes"] == len(below_an_error) + 1
    agreed = as_json("accept", csv("b.csv", "2022,120.0"), *FINANCE, *AT)
    assert (agreed["contradictions"], agreed["stored"][0]["replaces"]) == ([], [2])
    assert as_json("status", "--year", 2024)["contradictions"] == []


def test_a_receipt_counts_as_validate_does() -> None:
    name = csv("a.csv", "2022,", "2023,-", "2024,１２")
    (receipt,) = as_json("accept", name, *SCIENCE, *AT)["stored"]
    (checked,) = as_json("validate", name, *AT, "--inbox", "none")["files"]
    counts = ("figures", "warnings", "notes")
    assert [receipt[k] for k in counts] == [checked[k] for k in counts]
    assert (receipt["figures"], receipt["notes"]) == (2, 1)


def test_two_files_of_one_name_are_told_apart() -> None:
    for value, unit in (("120", SCIENCE), ("130", FINANCE)):
        found = as_json("accept", csv("a.csv", f"2022,{value}"), *unit, *AT)
    (one,) = found["contradictions"]
    assert [(s["reporter"], s["figure"]["value"]) for s in one["figures"]] == [("市科协", "120"), ("市财政局", "130")]


def test_two_qualities_of_one_figure_contradict_nothing() -> None:
    check("accept", csv("a.csv", "2022,120"), *SCIENCE, *AT)
    Path("b.csv").write_text(HEAD + "science-bases,示例市,2022,130,家,revised,示例数据,\n", "utf-8")
    assert as_json("accept", "b.csv", *FINANCE, *AT)["contradictions"] == []


def test_every_name_of_a_place_is_one_place() -> None:
    Path("rules", "jurisdictions.yaml").write_text(JURISDICTIONS, "utf-8")
    check("accept", csv("a.csv", "2024,120"), *SCIENCE, *AT)
    (receipt,) = as_json("accept", csv("b.csv", "2024,130", place="示例"), *SCIENCE, *AT)["stored"]
    assert receipt["replaces"] == [1]
    assert [(c["change"], c["jurisdiction"]) for c in receipt["changes"]] == [("changed", "示例市")]


def test_the_figure_of_another_unit_is_not_revised_but_agreed_upon() -> None:
    """The unit that --unit names is known to the checks, by any of its names."""
    as_json("accept", csv("a.csv", "2022,120"), *SCIENCE, *AT)
    found = codes(as_json("accept", csv("b.csv", "2022,110"), *FINANCE, *AT))
    assert "C210" in found
    assert not {"C702", "C703"} & set(found)


def test_figures_are_compared_with_those_of_the_inbox_named() -> None:
    inbox = ("--inbox", "elsewhere")
    as_json("accept", csv("a.csv", "2022,120"), *SCIENCE, *inbox, *AT)
    assert "C703" in codes(as_json("accept", csv("b.csv", "2022,130"), *SCIENCE, *inbox, *AT))


def test_lateness_is_checked_against_the_day_of_acceptance() -> None:
    late = as_json("accept", csv("a.csv", "2024,95"), *SCIENCE, *AT)
    assert "C701" in codes(late)
    assert late["stored"][0]["warnings"] == len(late["validation"]["problems"])
    revised = as_json("accept", csv("b.csv", "2024,97"), *SCIENCE, *AT)
    assert {"C702", "C703"} <= set(codes(revised))
    in_time = as_json("accept", csv("c.csv", "2025,95"), *SCIENCE, *AT)
    assert "C701" not in codes(in_time)


def dated(name: str, *days: str) -> str:
    """A file whose rows say when they came; its name."""
    rows = [f"science-bases,示例市,{2024 - n},95,家,final,示例数据,,{day}\n" for n, day in enumerate(days)]
    Path(name).write_text(HEAD.replace("note", "note,received") + "".join(rows), "utf-8")
    return name


def test_the_day_of_acceptance_holds_whatever_a_row_says() -> None:
    found = as_json("accept", dated("a.csv", "2025-03-01"), *SCIENCE, *AT)
    assert {"C701", "S472"} <= set(codes(found))
    assert found["stored"][0]["late_days"] == 2
    run = json.loads(check("run", "--year", 2024, "--statistics", "inbox", "--format", "json").out)
    used = [o for f in run["findings"] for o in f["observations"]]
    assert [o["received"] for o in used] == ["2025-04-02"]


DAYS = {
    ("2025-04-02",): [],
    ("2025-03-01", "2025-03-01"): ["S472"],
    ("2025-03-01", "2025-03-02"): ["S472", "S472"],
    ("2025-04-03",): ["S471"],
    ("2023-12-31", "2022-12-31"): ["S471", "S471"],
}
"""What the rows of 2024, 2023 … say of their receipt on 2025-04-02 → what is said of that."""


@pytest.mark.parametrize(("days", "said"), DAYS.items())
def test_another_day_is_said_once_for_each_file(days: tuple[str, ...], said: list[str]) -> None:
    found = as_json("validate", dated("a.csv", *days), *AT)
    assert [c for c in codes(found) if c in {"S471", "S472"}] == said


def test_a_day_before_the_figures_year_is_said_without_a_day_of_receipt() -> None:
    assert "S471" in codes(as_json("validate", dated("a.csv", "2023-12-31")))
    assert "S471" not in codes(as_json("validate", dated("b.csv", "2024-01-01")))


def test_validate_is_told_a_day_of_receipt() -> None:
    name = csv("a.csv", "2024,95")
    assert "C701" not in codes(as_json("validate", name))
    assert "C701" in codes(as_json("validate", name, *AT))
    assert check("validate", name, "--received-at", "2201-01-01").code == 2


def test_the_year_of_a_file_is_the_one_that_all_its_rows_name() -> None:
    (receipt,) = as_json("accept", csv("a.csv", "2024,95"), *SCIENCE, *AT)["stored"]
    assert (receipt["year"], receipt["late_days"]) == (2024, 2)
    (receipt,) = as_json("accept", csv("b.csv", "2022,88", "2023,90"), *FINANCE, *AT)["stored"]
    assert (receipt["year"], receipt["late_days"]) == (None, None)


def test_what_is_lacking_for_the_year_of_the_files_is_said_without_asking_for_it() -> None:
    """As with --year; a file of another year beside it leaves open which year is asked for."""
    Path("a.csv").write_text(HEAD + "trainees,示例市,2022,95,人次,final,示例数据,\n", "utf-8")
    assert "C301" not in codes(as_json("validate", "a.csv", *AT)), "it is taken for one of the unit that leads"
    found = as_json("accept", "a.csv", *SCIENCE, *AT)
    assert ("C301" in codes(found), found["validation"]["year"]) == (True, 2022)
    assert "C301" not in codes(as_json("validate", "a.csv", csv("b.csv", "2023,90"), *AT))


REFUSED = {
    ("", ""): "没有写明由谁报送",
    ("市科协", "市财政局"): "写了几个填报单位（市科协、市财政局）",
    ("市科学院",): "“市科学院”没有登记为单位或地区",
}


@pytest.mark.parametrize(("reporters", "why"), REFUSED.items())
def test_a_file_that_does_not_say_who_reports_it_is_refused(reporters: tuple[str, ...], why: str) -> None:
    name = with_reporters("a.csv", *reporters)
    ran = check("accept", name, *AT)
    assert ran.code == 1
    assert why in "".join(line.strip() for line in ran.out.splitlines())
    assert "--unit" in ran.out
    assert not Path("inbox").exists()
    assert [r["file"] for r in as_json("accept", name, *AT, code=1)["refused"]] == ["a.csv"]
    assert as_json("accept", name, *SCIENCE, *AT)["stored"][0]["reporter"] == "市科协"


def test_a_column_can_name_the_unit_by_any_of_its_names() -> None:
    name = with_reporters("a.csv", "市科协", "市科学技术协会", "")
    assert as_json("accept", name, *AT)["stored"][0]["reporter"] == "市科协"


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    Path("sent").mkdir()
    name = csv("sent/f.csv", "2024,95")
    (tmp_path / "link.csv").symlink_to(tmp_path / name)
    for twice in (
        (name, f"./{name}"),
        (name, str(tmp_path / name)),
        (name, "sent"),
        ("sent", name),
        (name, "link.csv"),
    ):
        found = as_json("validate", *twice)
        assert (len(found["files"]), codes(found)) == (1, []), twice
    (receipt,) = as_json("accept", name, f"./{name}", "link.csv", *SCIENCE, *AT)["stored"]
    assert receipt["name"] == "f.csv"
    words = ("--year", 2024, "--format", "json", "--statistics", "sent", "--statistics", name)
    observed = json.loads(check("run", *words).out)["findings"][0]["observations"]
    assert len(observed) == 1


def test_a_correction_makes_nobody_late() -> None:
    """The day of a figure is the one on which it was first reported, whatever is changed later."""
    assert check("accept", csv("a.csv", "2024,95"), "--unit", "市科协", *IN_TIME).code == 0
    assert check("accept", csv("b.csv", "2024,96"), "--unit", "市科协", *AT).code == 0
    run = json.loads(check("run", "--year", 2024, "--statistics", "inbox", "--format", "json").out)
    used = [o for f in run["findings"] for o in f["observations"]]
    assert [(o["value"], o["received"]) for o in used if o["indicator"] == "science-bases"] == [("96", "2025-03-31")]
