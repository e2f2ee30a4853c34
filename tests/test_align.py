"""`check align`: the chain of fixtures/align, and the table of pairs in fixtures/align/pairs.yaml."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from judging import FIXTURES, named, rules, table, write_rules

from engine.align import align
from engine.cli.speaking import Main, language
from engine.model.alignment import Alignment, Standing

FOLDER = FIXTURES / "align"
RULES = FOLDER / "rules"
OWN, ABOVE = "own-plan", "plan-above"
COUNTY, CITY, PROVINCE, NATION = (f"{n}-2021-2025" for n in ("county", "huzhou", "province", "national"))


def check(*arguments: object) -> Result:
    """`check` in this process."""
    words = [str(a) for a in arguments]
    return CliRunner().invoke(Main(language(words)), words, prog_name="check")


def plan(name: str, jurisdiction: str, commitments: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    """One plan as a rule file writes it, each commitment from its target alone."""
    head = {"id": name, "title": name, "issuer": "示例", "jurisdiction": jurisdiction, "period": [2021, 2030], **fields}
    common = {"nature": "binding", "lead": ["市科协"], "clause": "一", "quote": "测试摘录"}
    return {"plan": head, "commitments": [{**common, **c} for c in commitments]}


def registries(unit: str = "%", kind: str = "rate") -> dict[str, Any]:
    """One indicator and one department."""
    thing = {"id": "thing", "name": "指标", "unit": unit, "kind": kind, "definition": "测试"}
    return {
        "indicators.yaml": {"indicators": [thing]},
        "departments.yaml": {"departments": [{"name": "市科协"}]},
    }


def pair(folder: Path, case: dict[str, Any]) -> Alignment:
    """The alignment of two targets, each the only one of its plan."""
    kind, unit = case.get("kind", "rate"), case.get("unit", "%")

    def promise(target: dict[str, Any]) -> list[dict[str, Any]]:
        measure = "annual" if kind == "flow" else "level"
        return [{"id": "c", "title": "c", "indicator": "thing", "measure": measure, "target": {"unit": unit, **target}}]

    files = {
        f"{OWN}/commitments.yaml": plan(OWN, "下级市", promise(case["own"]), superior=ABOVE),
        f"{ABOVE}/commitments.yaml": plan(
            ABOVE, "下级市" if case.get("places") == "same" else "上级省", promise(case["above"])
        ),
        **registries(unit, kind),
    }
    catalog, problems = rules(write_rules(folder, files))
    assert [d.say("en") for d in problems if d.code.startswith("R")] == []
    found = align(catalog, frozenset({OWN}))
    assert len(found.alignments) == 1
    return found.alignments[0]


@pytest.mark.parametrize("case", **named(table(FOLDER / "pairs.yaml"), "about"))
def test_pair(case: dict[str, Any], tmp_path: Path) -> None:
    found = pair(tmp_path, case)
    assert (found.sentence, found.sentence_en) == (case["zh"], case["en"])
    assert (found.standing, found.obstacle) == (case["standing"], case.get("obstacle"))


OPPOSITE = {Standing.STRONGER: Standing.WEAKER, Standing.WEAKER: Standing.STRONGER}


@pytest.mark.parametrize("case", **named(table(FOLDER / "pairs.yaml"), "about"))
def test_the_other_way_round(case: dict[str, Any], tmp_path: Path) -> None:
    turned = pair(tmp_path, {**case, "own": case["above"], "above": case["own"]})
    standing = Standing(case["standing"])
    assert turned.standing is OPPOSITE.get(standing, standing)


@pytest.mark.parametrize(("lang", "file"), [("zh", "expected.txt"), ("en", "expected-en.txt")])
def test_chain_as_text(lang: str, file: str) -> None:
    ran = check("align", "--rules", RULES, "--lang", lang)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout == (FOLDER / file).read_text(encoding="utf-8")


def test_chain_as_json() -> None:
    ran = check("align", "--rules", RULES, "--format", "json")
    found = json.loads(ran.stdout)
    pairs = list(dict.fromkeys((a["plan"], a["superior"]) for a in found["alignments"]))
    assert pairs == [
        *((COUNTY, above) for above in (CITY, PROVINCE, NATION)),
        *((CITY, above) for above in (PROVINCE, NATION)),
        (PROVINCE, NATION),
    ]
    assert sum(found["tally"].values()) == len(found["alignments"])
    assert ran.exit_code == 0


def test_real_targets_of_city_and_nation() -> None:
    found = json.loads(check("align", "--rules", RULES, "--plan", CITY, "--format", "json").stdout)["alignments"]
    assert {a["plan"] for a in found} == {CITY}
    (literacy,) = (a for a in found if a["superior"] == NATION)
    assert literacy["sentence"] == "18%以上（2025年）对上级“超过15%”（2025年）：严于上级"
    assert (literacy["own"]["value"], literacy["above"]["value"]) == ("18", "15")


def test_narrower_and_missing_are_told_apart() -> None:
    catalog, _ = rules(RULES)
    found = {a.indicator: a for a in align(catalog, frozenset({COUNTY})).alignments if a.superior == CITY}
    assert found["science-bases"].standing is Standing.SCOPE
    assert found["science-bases"].own is not None
    assert found["science-volunteers"].standing is Standing.MISSING
    assert found["science-volunteers"].own is None


def test_a_revision_counts_instead_of_what_it_revises(tmp_path: Path) -> None:
    def literacy(value: str) -> list[dict[str, Any]]:
        target = {"comparison": "at_least", "value": value, "unit": "%", "due": 2025}
        return [{"id": "c", "title": "c", "indicator": "thing", "measure": "level", "target": target}]

    files = {
        "city/commitments.yaml": plan("city", "下级市", literacy("14"), superior="province", issued="2021-06-01"),
        "midterm/commitments.yaml": plan("midterm", "下级市", literacy("16"), revises="city", issued="2023-06-01"),
        "province/commitments.yaml": plan("province", "上级省", literacy("15")),
        **registries(),
    }
    catalog, _ = rules(write_rules(tmp_path, files))
    (found,) = align(catalog, frozenset({"city", "midterm", "province"})).alignments
    assert found.standing is Standing.STRONGER
    assert found.own is not None
    assert found.own.commitment == "midterm/c"


def test_of_several_targets_the_one_that_compares_is_listed(tmp_path: Path) -> None:
    def promise(name: str, value: str, due: int) -> dict[str, Any]:
        target = {"comparison": "at_least", "value": value, "unit": "%", "due": due}
        return {"id": name, "title": name, "indicator": "thing", "measure": "level", "target": target}

    files = {
        "city/commitments.yaml": plan(
            "city", "下级市", [promise("late", "20", 2030), promise("early", "15", 2025)], superior="province"
        ),
        "province/commitments.yaml": plan("province", "上级省", [promise("c", "15", 2025)]),
        **registries(),
    }
    catalog, _ = rules(write_rules(tmp_path, files))
    (found,) = align(catalog, frozenset({"city"})).alignments
    assert found.own is not None
    assert (found.own.commitment, found.standing) == ("city/early", Standing.EQUAL)


def test_nothing_above() -> None:
    ran = check("align", "--rules", RULES, "--plan", NATION)
    assert (ran.exit_code, ran.stdout.startswith("无可比较")) == (0, True)


def test_unknown_plan_is_a_usage_error() -> None:
    assert check("align", "--rules", RULES, "--plan", "nowhere").exit_code == 2


def test_a_circle_is_a_diagnostic_for_each_plan_of_it(tmp_path: Path) -> None:
    above = {"a": "b", "b": "c", "c": "a", "d": "a"}
    files = {f"{n}/commitments.yaml": plan(n, "地方", [], superior=s) for n, s in above.items()}
    catalog, problems = rules(write_rules(tmp_path, {**files, **registries()}))
    said = [d.text for d in problems if d.code == "L220"]
    assert [t.zh for t in said] == [f"上级计划成环：{c}。" for c in ("a → b → c → a", "b → c → a → b", "c → a → b → c")]
    assert said[0].en == "The plans above form a circle: a → b → c → a."
    assert align(catalog, frozenset(above)).alignments == ()
    assert check("align", "--rules", tmp_path).exit_code == 2
