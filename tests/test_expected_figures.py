"""Forms and checks ask the same: of commitments in force only, and of everyone who answers for a figure."""

from pathlib import Path

import pytest
from little_rules import Data, catalog, commitment, indicator, observations, target, write

from engine.catalog.load import load
from engine.checking.due import due
from engine.checking.expected import expected
from engine.checking.world import World
from engine.forms import questions
from engine.model.catalog import Catalog
from engine.model.office import Office

BODIES = [{"name": name} for name in ("市科协", "市教育局", "市统计局", "市财政局")]
PLACES = [{"code": "990000", "name": "示例省"}, {"code": "990100", "name": "示例市", "parent": "示例省"}]
RANK = {
    "comparison": "at_most",
    "value": 3,
    "unit": "位",
    "due": 2025,
    "rank": {"within": "示例省", "order": "highest"},
}


def world(made: Catalog, reporter: str = "市科协", year: int = 2024) -> World:
    """A figure of something else is there, so that it is known who reported."""
    row = f"other,示例市,{year},1,家,final,{reporter}"
    return World(made, Office(), observations([row], "indicator,jurisdiction,year,value,unit,status,reporter"), year)


def rules(folder: Path, *commitments: Data) -> Catalog:
    indicators = [indicator(reported_by=["市统计局"]), indicator(id="other", name="其他")]
    return catalog(folder, commitments, indicators, PLACES, BODIES)


@pytest.mark.parametrize(
    ("reporter", "asked"),
    [("", 0), ("市科协", 1), ("市教育局", 1), ("市统计局", 1), ("市财政局", 0), ("示例市", 1), ("示例省", 0)],
)
def test_whoever_leads_supports_or_reports_is_asked(tmp_path: Path, reporter: str, asked: int) -> None:
    made = rules(tmp_path, commitment(support=["市教育局"]))
    assert len(expected(world(made, reporter))) == asked


def test_a_table_that_names_nobody_is_taken_for_one_of_those_who_lead_its_indicators(tmp_path: Path) -> None:
    spoken = commitment(id="spoken", indicator="other", lead=["市财政局", "市教育局"])
    same = commitment(lead=["市财政局"])
    assert [e.indicator.id for e in expected(world(rules(tmp_path / "a", spoken, same), ""))] == ["other", "i"]
    another = commitment(lead=["市教育局"], support=["市财政局"])
    assert [e.indicator.id for e in expected(world(rules(tmp_path / "b", spoken, another), ""))] == ["other"]


def test_a_rank_needs_the_own_figure_of_the_place(tmp_path: Path) -> None:
    made = rules(tmp_path, commitment(target=RANK))
    assert len(questions(made, 2024, frozenset({"p"}))) == len(expected(world(made))) == 1


def test_a_commitment_that_was_revised_asks_for_nothing(tmp_path: Path) -> None:
    rules(tmp_path, commitment())
    later = {"id": "q", "title": "中期调整", "issuer": "市政府", "jurisdiction": "示例市", "period": [2021, 2025]}
    new = commitment(target=target(value=120))
    write(
        tmp_path / "q" / "commitments.yaml",
        {"plan": later | {"revises": "p", "issued": "2023-06-01"}, "commitments": [new]},
    )
    made = load(tmp_path).catalog
    assert made
    assert [d.plan.id for d in due(world(made, year=2025))] == ["q"]
    assert questions(made, 2024, frozenset({"p"})) == []
    assert len(questions(made, 2024, frozenset({"q"}))) == len(expected(world(made))) == 1
