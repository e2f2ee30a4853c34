"""Rule tests: case folders of fixtures/verify/, the shipped tests, and that both notice what they should notice."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from running import ROOT, RULES, check

from engine.catalog.load import load
from engine.cli.rule_tests import prepared_tests
from engine.compare import final_value
from engine.model.catalog import Catalog, PlanEntry
from engine.model.finding import Outcome
from engine.model.plan import Commitment
from engine.model.target import Comparison
from engine.render.schema import schema_text
from engine.verify import Prepared, judged, verify

CASES = ROOT / "fixtures" / "verify"
STRICT = {Comparison.AT_LEAST: Comparison.MORE_THAN, Comparison.AT_MOST: Comparison.LESS_THAN}
LOOSE = {strict: loose for loose, strict in STRICT.items()}


def lay(folder: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("_base", case):
        shutil.copytree(CASES / name, folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    return folder / "rules" / "example-2021-2025" / "tests.yaml"


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir() if p.name != "_base"))
def test_case(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, case, monkeypatch)
    result = check("verify")
    expected = (CASES / case / "expected.txt").read_text("utf-8")
    assert f"{result.out}exit {result.code}\n" == expected
    assert result.err == ""


def test_json_holds_only_what_needs_attention(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "wrong-expectations", monkeypatch)
    result = check("verify", "--format", "json")
    data = json.loads(result.out)
    Draft202012Validator(json.loads(schema_text("verification"))).validate(data)
    assert (data["schema_version"], data["tests"], data["pass"], data["failed"]) == ("1", 4, 1, 3)
    assert data["failures"][1]["differences"] == [{"field": "shortfall", "expected": None, "got": "2"}]
    assert result.code == 1


def test_unusable_tests_end_with_2_and_stop_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = lay(tmp_path, "one-without", monkeypatch)
    hash_before = load(tmp_path / "rules").sha256
    file.write_text("schema: 1\nplan: example-2021-2025\ntests: 3\n", "utf-8")
    assert check("verify").code == 2
    statistics = tmp_path / "statistics"
    statistics.mkdir()
    (statistics / "figures.csv").write_text("indicator,jurisdiction,year,value,unit\n", "utf-8")
    judging = check("run", "--year", "2025")
    assert judging.code == 0, "tests have no say in a run"
    assert load(tmp_path / "rules").sha256 == hash_before


def test_a_jurisdiction_that_is_not_registered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = lay(tmp_path, "all-pass", monkeypatch)
    file.write_text(file.read_text("utf-8").replace("全国: {", "全囯: {"), "utf-8")
    result = check("verify")
    assert result.code == 2
    assert [line.split()[:3] for line in result.err.splitlines()[:-1]] == [
        ["rules/example-2021-2025/tests.yaml:47:17:", "错误", "L212"]
    ]


def test_unknown_plan() -> None:
    assert check("verify", "--plan", "nothing").code == 2


# The shipped tests


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    loaded = load(RULES)
    assert loaded.catalog
    return loaded.catalog


@pytest.fixture(scope="module")
def prepared(catalog: Catalog) -> list[Prepared]:
    found, problems = prepared_tests(catalog, RULES, catalog.plans)
    assert problems == []
    return found


def test_every_shipped_test_passes_and_every_commitment_has_some(catalog: Catalog, prepared: list[Prepared]) -> None:
    result = verify(catalog, prepared, frozenset(e.plan.id for e in catalog.plans))
    assert result.failures == ()
    assert result.untested == ()
    assert result.exit_code() == 0


def test_every_commitment_is_seen_both_reached_and_missed(catalog: Catalog, prepared: list[Prepared]) -> None:
    seen: dict[str, set[Outcome]] = {}
    for p in prepared:
        name = f"{p.suite.entry.plan.id}/{p.suite.tests[p.number].commitment}"
        seen.setdefault(name, set()).add(p.suite.tests[p.number].expect.outcome)
    assert [name for name, outcomes in seen.items() if not {Outcome.PASS, Outcome.GAP} <= outcomes] == []


def test_each_test_fails_on_any_other_outcome(catalog: Catalog, prepared: list[Prepared]) -> None:
    for p in prepared:
        found = judged(catalog, p).outcome
        for other in set(Outcome) - {found}:
            expect = p.suite.tests[p.number].expect.model_copy(update={"outcome": other})
            test = p.suite.tests[p.number].model_copy(update={"expect": expect})
            changed = Prepared(p.suite._replace(tests=(test,)), 0, p.shelf)
            assert verify(catalog, [changed], frozenset()).failed == 1


def changed(entry: PlanEntry, commitment: Commitment, **update: object) -> PlanEntry:
    target = commitment.target.model_copy(update=update)
    commitments = [c if c is not commitment else c.model_copy(update={"target": target}) for c in entry.commitments]
    return entry._replace(commitments=tuple(commitments))


def failures(catalog: Catalog, prepared: list[Prepared], entry: PlanEntry, commitment: Commitment) -> int:
    """How many tests of a commitment fail under a plan that was changed."""
    own = [p for p in prepared if p.suite.entry.plan.id == entry.plan.id]
    own = [p for p in own if p.suite.tests[p.number].commitment == commitment.id]
    under = [p._replace(suite=p.suite._replace(entry=entry)) for p in own]
    return verify(catalog, under, frozenset()).failed


def test_a_wrong_number_or_a_wrong_side_of_the_number_is_noticed(catalog: Catalog, prepared: list[Prepared]) -> None:
    """For each commitment: a target one per mille higher, and 以上 taken for 超过 or the reverse, fail some test."""
    for entry in catalog.plans:
        for c in entry.commitments:
            value = final_value(c.target)
            assert value is not None
            higher = changed(entry, c, value=value * Decimal("1.001"))
            assert failures(catalog, prepared, higher, c), f"{c.id}: value"
            other = (STRICT | LOOSE).get(c.target.comparison)
            if other:
                assert failures(catalog, prepared, changed(entry, c, comparison=other), c), f"{c.id}: {other}"


def test_a_wrong_tolerance_or_side_of_about_is_noticed(catalog: Catalog, prepared: list[Prepared]) -> None:
    for entry in catalog.plans:
        for c in (c for c in entry.commitments if c.target.comparison is Comparison.ABOUT):
            for update in ({"tolerance": None}, {"favourable": "less"}, {"favourable": "either"}):
                assert failures(catalog, prepared, changed(entry, c, **update), c), f"{c.id}: {update}"
