"""E6xx at line and column, each from the smallest rule file that is wrong in one way; the shipped policy is sound."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.catalog.policy import load_policy
from engine.catalog.shipped import shipped
from engine.cli.policy import problems_of
from engine.cli.speaking import Main
from engine.inference.partition import key_of
from engine.inference.translate import translate
from engine.lint.rule_types import Written, types
from engine.model.diagnostic import Diagnostic

HEAD = "schema: 1\nrules:\n"
GOOD = {
    "id": "a",
    "stage": "1",
    "when": "[{finding: {plan: $p, lead: $u, year: $y}}]",
    "then": "{own: {p: $p, y: $y}}",
    "text": "t",
}


def rule(**changes: str) -> str:
    """One rule on eight lines, from line 3 of the file on when it is the first."""
    r = GOOD | changes
    return (
        f"  - id: {r['id']}\n    title: t\n    stage: {r['stage']}\n    when: {r['when']}\n"
        f"    then: {r['then']}\n    text: '{r['text']}'\n    text_en: t\n"
    )


CASES = {
    "no kind": (rule(when="[{finding: {year: $y}, past: {}}]"), ["6:12 E600"]),
    "bad variable": (rule(when="[{finding: {year: $y - 2}}]"), ["6:12 E600"]),
    "bad bound": (rule(when="[{finding: {year: {over: 3}}}]"), ["6:12 E600"]),
    "bound without integer": (rule(when="[{finding: {year: {at_least: 2.5}}}]"), ["6:12 E600"]),
    "fields are a list": (rule(when="[{finding: [year]}]"), ["6:12 E600"]),
    "unknown kind": (rule(when="[{findings: {plan: $p, year: $y}}]"), ["6:13 E601"]),
    "asserted kind derived": (rule(then="{finding: {plan: $p}}"), ["7:12 E601"]),
    "unknown field": (rule(when="[{finding: {plan: $p, year: $y, leed: x}}]"), ["6:43 E602"]),
    "unknown field of own kind": (
        rule() + rule(id="b", when="[{own: {p: $p, z: $y}}]", then="{other: {p: $p}}"),
        ["13:26 E602"],
    ),
    "text compared": (rule(when="[{finding: {plan: $p, year: $y, lead: {at_least: 1}}}]"), ["6:43 E603"]),
    "number expected": (rule(when="[{finding: {plan: $p, year: $y, gap_years: two}}]"), ["6:43 E603"]),
    "arithmetic in then": (rule(then="{own: {y: $y - 1}}"), ["7:18 E603"]),
    "unbound in then": (rule(then="{own: {y: $z}}"), ["7:18 E604"]),
    "unbound in not": (rule(when="[{finding: {plan: $p, year: $y}}, {not: {past: {year: $z}}}]"), ["6:59 E604"]),
    "year before unbound": (rule(when="[{finding: {year: $y - 1}}, {past: {plan: $p, year: $y}}]"), ["6:23 E604"]),
    "negated in its own stage": (
        rule() + rule(id="b", when="[{finding: {plan: $p, year: $y}}, {not: {own: {p: $p}}}]", then="{other: {p: $p}}"),
        ["13:52 E605"],
    ),
    "derived too late": (
        rule(stage="2") + rule(id="b", when="[{own: {p: $p, y: $y}}]", then="{other: {p: $p}}"),
        ["13:12 E606"],
    ),
    "only not": (rule(when="[{not: {past: {}}}]", then="{own: {p: x}}"), ["6:5 E606"]),
    "twice": (rule() + rule(), ["10:5 E607"]),
    "too many patterns": (rule(when=f"[{', '.join(['{finding: {plan: $p, year: $y}}'] * 9)}]"), ["6:5 E608"]),
    "same variable twice": (rule(when="[{finding: {plan: $p, lead: $p, year: $y}}]"), ["6:33 E609"]),
    "text joins integer": (rule(when="[{finding: {plan: $p, year: $y}}, {past: {lead: $y}}]"), ["6:53 E609"]),
    "disposition lacks a field": (
        rule(then="{grade: {plan: $p, commitment: x, jurisdiction: y, year: $y}}"),
        ["7:12 E610"],
    ),
    "impossible word": (rule(when="[{finding: {plan: $p, year: $y, outcome: gaap}}]"), ["6:43 E611"]),
    "sentence names nothing": (rule(text="{x}"), ["8:5 E612"]),
    "sentence in pieces": (rule(text="{p"), []),
}


def found(folder: Path, text: str) -> list[Diagnostic]:
    (folder / "grading.yaml").write_text(HEAD + "  []\n", "utf-8")
    (folder / "escalation.yaml").write_text(HEAD + text, "utf-8")
    return problems_of(load_policy(folder))


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, tmp_path: Path) -> None:
    text, wanted = CASES[case]
    problems = found(tmp_path, text)
    assert [f"{d.place.line}:{d.place.column} {d.code}" for d in sorted(problems)] == wanted
    assert not any(f"{{{field}}}" in d.text.en for d in problems for field, _ in d.fields)


def test_the_good_rule_is_good(tmp_path: Path) -> None:
    assert found(tmp_path, rule()) == []


def test_shipped_policy_is_sound_and_partitions() -> None:
    loaded = load_policy(shipped("rules"))
    rules = [Written(r, s.marks, ("rules", i)) for s in loaded.files for i, r in enumerate(s.rules)]
    assert problems_of(loaded) == []
    assert key_of(translate([w.rule for w in rules], types(rules))) == ("jurisdiction", "lead")


@pytest.mark.parametrize("engine", ["clips", "durable"])
def test_shipped_policy_passes_its_tests(engine: str) -> None:
    if engine == "durable":
        pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    done = CliRunner().invoke(Main("en"), ["verify-policy", "--inference", engine], standalone_mode=False)
    assert (done.exit_code, done.stderr) == (0, "")
    assert engine in done.stdout
