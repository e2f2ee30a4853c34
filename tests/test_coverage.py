"""What counts as a figure for a commitment, what counts as a use of an indicator, and how the report reads."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from little_rules import Data, catalog, commitment, indicator, observations, target, write
from running import check

from engine.coverage import coverage
from engine.model.coverage import Coverage
from engine.render.coverage import render
from engine.render.schema import schema_text
from engine.warehouse.memory import Memory

PARTS = [indicator(id="part", narrower_than=["i"]), indicator(id="sub", narrower_than=["part"])]
RATIO = [
    indicator(id="r", unit="%", kind="rate", numerator="over", denominator="under"),
    indicator(id="over"),
    indicator(id="under"),
]
DISTRICTS = [{"code": "990100", "name": "示例市"}, {"code": "990101", "name": "甲区", "parent": "示例市"}]
CSV = "i,示例市,{},{},家,final"


def cover(
    folder: Path,
    lines: list[str],
    *,
    indicators: list[Data] | None = None,
    year: int | None = None,
    jurisdictions: list[Data] | None = None,
    **changes: object,
) -> Coverage:
    """Coverage of one commitment by CSV lines."""
    made = catalog(folder, [commitment(**changes)], indicators or (), jurisdictions=jurisdictions or ())
    found = observations(lines)
    return coverage(made, found, Memory(found, made.place), year, frozenset({"p"}))


@pytest.mark.parametrize(
    ("lines", "covered"),
    [
        ([], False),
        ([CSV.format(2022, 80)], True),
        ([CSV.format(2022, "-")], True),
        ([CSV.format(2022, "")], False),
        ([CSV.format(2020, 80)], False),
        ([CSV.format(2026, 80)], False),
        (["i,别处市,2022,80,家,final"], False),
        (["i,甲区,2022,80,家,final"], True),
    ],
    ids=["nothing", "figure", "no such thing", "empty", "before", "after", "elsewhere", "district"],
)
def test_what_is_a_figure(lines: list[str], covered: bool, tmp_path: Path) -> None:
    found = cover(tmp_path, lines, jurisdictions=DISTRICTS)
    assert [w.commitment for w in found.without_figures] == ([] if covered else ["p/c"])
    assert found.commitments == 1


def test_figures_of_later_years_do_not_count(tmp_path: Path) -> None:
    lines = [CSV.format(2023, 80)]
    assert cover(tmp_path, lines, year=2022).without_figures
    assert not cover(tmp_path, lines, year=2023).without_figures


def test_a_plan_that_has_not_begun_lacks_nothing(tmp_path: Path) -> None:
    found = cover(tmp_path, [], year=2020)
    assert (found.commitments, found.without_figures) == (0, ())


def test_a_narrower_figure_is_named(tmp_path: Path) -> None:
    lines = ["part,示例市,2022,37,家,final", "part,示例市,2023,,家,final"]
    (without,) = cover(tmp_path, lines, indicators=[indicator(), *PARTS]).without_figures
    assert [(n.indicator, n.figures, n.years) for n in without.narrower] == [("part", 1, (2022,))]


@pytest.mark.parametrize(("named", "covered"), [(["over", "under"], True), (["over"], False), (["r"], True)])
def test_a_ratio_needs_both_parts_or_the_published_rate(named: list[str], covered: bool, tmp_path: Path) -> None:
    lines = [f"{n},示例市,2022,{7 + i},{'%' if n == 'r' else '家'},final" for i, n in enumerate(named)]
    found = cover(tmp_path, lines, indicators=RATIO, indicator="r", measure="ratio", target=target(value=70, unit="%"))
    assert bool(found.without_figures) is not covered


def test_a_single_case_is_a_figure(tmp_path: Path) -> None:
    made = catalog(
        tmp_path,
        [commitment(measure="annual", target=target(due=None, every_year=True, per_case=True, comparison="at_most"))],
        [indicator(kind="flow")],
    )
    found = [o._replace(case="甲") for o in observations([CSV.format(2022, 80)])]
    assert not coverage(made, found, Memory(found), None, frozenset({"p"})).without_figures


def test_unused_indicators_and_figures(tmp_path: Path) -> None:
    """Parts of a used indicator are used, and so are theirs; a wider one is not."""
    wider = indicator(id="wider")
    used = [indicator(narrower_than=["wider"]), *PARTS]
    lines = ["wider,示例市,2019,1,家,final", "wider,别处市,2021,1,家,final", "new,示例市,2021,1,家,final"]
    lines += ["idle,示例市,2021,,家,final", "sub,示例市,2021,1,家,final"]
    found = cover(tmp_path, lines, indicators=[*used, wider, indicator(id="idle")])
    assert [u.indicator for u in found.unused_indicators] == ["wider", "idle"]
    assert [(f.indicator, f.name is None, f.figures, f.years) for f in found.unused_figures] == [
        ("new", True, 1, (2021,)),
        ("wider", False, 2, (2019, 2021)),
    ]
    early = cover(tmp_path, lines, indicators=[*used, wider], year=2020)
    assert [(f.indicator, f.years) for f in early.unused_figures] == [("wider", (2019,))]


def test_an_indicator_referred_to_and_parts_of_a_ratio_are_used(tmp_path: Path) -> None:
    reference = {"jurisdiction": "全国", "indicator": "r"}
    found = cover(tmp_path, [], indicators=[indicator(), *RATIO], target=target(value=None, reference=reference))
    assert found.unused_indicators == ()


def test_tasks_without_evidence(tmp_path: Path) -> None:
    task = {"id": "a", "title": "弘扬精神", "clause": "一", "quote": "大力弘扬", "lead": ["市科协"]}
    tasks = [task, {**task, "id": "b", "evidence": ["总结.docx"]}]
    write(tmp_path / "p" / "tasks.yaml", {"plan": "p", "tasks": tasks})
    found = cover(tmp_path, [])
    assert [(p.plan, p.tasks, [t.id for t in p.without_evidence]) for p in found.tasks] == [("p", 2, ["a"])]
    assert "  · p：1 项（共 2 项）" in list(render(found, tasks=False, lang="zh", total=100))
    assert "  · p/a  弘扬精神" in list(render(found, tasks=True, lang="zh", total=100))


def test_text(tmp_path: Path) -> None:
    years = [2021, 2022, 2023, 2025]
    lines = [f"part,示例市,{y},1,家,final" for y in years] + ["new,示例市,2021,1,家,final"]
    found = cover(tmp_path, lines, indicators=[indicator(), *PARTS, indicator(id="idle", name="闲置")], year=2025)
    assert list(render(found, tasks=False, lang="zh", total=100)) == [
        "■ 没有数据的承诺：1 项（共 1 项，截至2025年）",
        "  · p/c  科普基地：示例市没有“科普基地”的数（只有口径较窄的科普基地：2021—2023、2025年）",
        "■ 没有承诺使用的数据：1 个指标，截至2025年",
        "  · new  没有登记：1 个数，2021年",
        "■ 登记了却没有承诺使用的指标：1 个，其中没有数据的 1 个",
        "  · idle  闲置",
        "■ 没有佐证的任务：0 项（共 0 项）",
    ]
    english = list(render(found, tasks=False, lang="en", total=100))
    assert english[1] == "  · p/c  科普基地: no “科普基地” in 示例市 (only the narrower 科普基地: 2021–2023, 2025)"


def test_command_is_a_report() -> None:
    """Exit code 0 whatever is lacking; JSON as published; --plan narrows commitments and tasks only."""
    whole, narrowed = (
        check("coverage", "--format", "json"),
        check("coverage", "--format", "json", "--plan", "huzhou-2021-2025", "--year", "2024"),
    )
    schema = Draft202012Validator(json.loads(schema_text("coverage")))
    data = [json.loads(r.out) for r in (whole, narrowed)]
    for d in data:
        schema.validate(d)
    assert (whole.code, narrowed.code) == (0, 0)
    assert (data[0]["commitments"], data[1]["commitments"]) == (30, 13)
    assert [w["commitment"] for w in data[1]["without_figures"]] == [
        "huzhou-2021-2025/craftsmen",
        "huzhou-2021-2025/science-bases",
    ]
    assert data[0]["unused_indicators"] == data[1]["unused_indicators"]
    assert [p["plan"] for p in data[1]["tasks"]] == ["huzhou-2021-2025"]
    assert data[0]["example_data"] is True


def test_command_in_text() -> None:
    result = check("coverage")
    assert result.code == 0
    assert "■ 没有佐证的任务：253 项（共 253 项）" in result.out
    assert "示例数据" in result.out
