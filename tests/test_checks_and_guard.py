"""What the checks let pass, `check run` does not refuse, and what they call an error it refuses as well."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from check_case import BASE, found, rules
from hypothesis import example, given, settings
from hypothesis import strategies as st
from running import check

from engine.intake.figure import read_cell
from engine.lint import lint_observations
from engine.lint.figures import CHECKS, SAID_BY
from engine.model.diagnostic import Diagnostic, Place
from engine.model.observation import Observation, Status

DISTRICTS = ("甲区", "乙区", "丙区", "丁区", "戊区", "己区", "庚区", "辛区")
UNITS = {
    "totals": ("人次", "万人次"),
    "trainees": ("人次", "万人次", "人"),
    "learners": ("人", "万人"),
    "bases": ("家", "个", "万个"),
}
VALUES = ("0", "1", "8", "12", "1.2", "1.20", "12000", "约1.2", "超过8", "不足8", "-3", "11995", "-", "")

REPORTERS = ("", "市科协", "市科学技术协会", "市财政局")

drawn = st.lists(
    st.tuples(
        st.sampled_from(sorted(UNITS)),
        st.sampled_from(("示例市", "示例", *DISTRICTS)),
        st.integers(2022, 2024),
        st.sampled_from(VALUES),
        st.integers(0, 2),
        st.sampled_from((Status.FINAL, Status.FINAL, Status.FINAL, Status.PROVISIONAL, Status.REVISED)),
    ),
    max_size=12,
)
whole_years = st.tuples(
    st.sampled_from(sorted(UNITS)),
    st.lists(st.sampled_from(("1.2", "1.20", "12000", "11995", "-", "")), min_size=8, max_size=8),
    st.sampled_from(("9.6", "9.60", "96000", "95990", "8", "10", "约9.6", "12")),
    st.booleans(),
)
"""Every district beside its city, in a way that may agree."""


def observation(row: int, name: str, place: str, year: int, text: str, unit: str, status: Status) -> Observation:
    cell = read_cell(text, unit)
    return Observation(
        name, place, year, cell.state, cell.value, unit, cell.bound, status, "", "", Place("f.csv", row, 1), cell.margin
    )


def made(rows: Sequence[tuple[str, str, int, str, int, Status]]) -> list[Observation]:
    return [
        observation(i, name, place, year, text, UNITS[name][unit % len(UNITS[name])], status)._replace(
            reporter=REPORTERS[i % len(REPORTERS)]
        )
        for i, (name, place, year, text, unit, status) in enumerate(rows, 2)
    ]


def guard(observations: list[Observation]) -> list[Diagnostic]:
    catalog = rules(BASE)[0].catalog
    assert catalog
    return [d for d in lint_observations(catalog, observations) if d.level == "error"]


def agree(observations: list[Observation]) -> None:
    """Each refusal has its check at the same place, and each such error its refusal."""
    said = {d.code for d in found(BASE, observations) if d.level == "error"}
    refused = {d.code for d in guard(observations)}
    for code in ("R106", "S407", "S408", "S409", "S414"):
        assert (code in refused) == bool(SAID_BY[code] & said), (code, refused, said)


A_WRONG_UNIT_FIRST = [
    ("trainees", "示例市", 2022, "0", 2, Status.FINAL),
    ("trainees", "示例市", 2022, "0", 0, Status.FINAL),
    ("trainees", "甲区", 2022, "1", 0, Status.FINAL),
]
"""Of two rows for one figure the one that nothing can be held against."""


@settings(max_examples=300, deadline=None)
@given(drawn)
@example(A_WRONG_UNIT_FIRST)
def test_checks_and_guard_agree(rows: list[tuple[str, str, int, str, int, Status]]) -> None:
    agree(made(rows))


@settings(max_examples=200, deadline=None)
@given(whole_years)
def test_checks_and_guard_agree_on_cities_and_their_districts(year: tuple[str, list[str], str, bool]) -> None:
    name, parts, whole, final = year
    status = Status.FINAL if final else Status.PROVISIONAL
    unit = {"learners": "万人", "bases": "万家"}.get(name, "万人次")
    rows = [(d, t) for d, t in zip(DISTRICTS, parts, strict=True) if t]
    city = observation(99, name, "示例市", 2024, whole, unit if len(whole) < len("95990") else unit[1:], status)
    observations = [
        observation(i, name, d, 2024, t, unit if len(t) < len("12000") else unit[1:], Status.FINAL)
        for i, (d, t) in enumerate(rows, 2)
    ]
    agree([*observations, city])


def test_every_code_of_the_guard_has_its_checks() -> None:
    assert set(SAID_BY) == set(CHECKS)
    assert set().union(*SAID_BY.values()) <= {c.id for c, _ in rules(BASE)[1].compiled}


HEADER = "indicator,jurisdiction,year,value,unit,status,source\n"
JUMP_AND_SUM = HEADER + "".join(
    f"trainees,{place},{year},{value},人次,final,示例数据\n"
    for place, year, value in [("示例市", 2023, 2), ("示例市", 2024, 100), *((d, 2024, 1) for d in DISTRICTS)]
)
OWN = """schema: 1
checks:
  - id: C901
    scope: figure
    severity: warning
    title: {zh: 示例, en: Example}
    expression: value <= 50
    message: {zh: '{value}太大', en: '{value} is too large'}
    advice: {zh: 请核对。, en: Check it.}
    tests:
      - {record: {value: '50'}, holds: true}
      - {record: {value: '51'}, holds: false}
"""


def test_a_warning_about_something_else_hides_no_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office with checks of its own, which know nothing of sums."""
    shutil.copytree(BASE, tmp_path / "rules")
    (tmp_path / "rules" / "checks.yaml").write_text(OWN, "utf-8")
    (tmp_path / "figures.csv").write_text(JUMP_AND_SUM, "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = check("validate", "figures.csv", "--rules", "rules")
    assert ran.code == 1
    assert "S414" in ran.out
    assert "C901" in ran.out
