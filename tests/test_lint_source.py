"""`check lint` notices a wrong digit: every one where the document is at hand, numbers and quotes where it is not."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from running import ROOT, RULES, check

MADE_UP = ROOT / "fixtures" / "lint-source"
DOCUMENTS = MADE_UP / "documents"
LUOAN = "luoan-2023-2025"

UNPROVEN = {
    "tolerance": "the plan says 左右 without a number; the tolerance is declared by whoever writes the rule",
    "baseline": "a baseline comes from statistics, not from the plan's text",
}
"""Keys whose digits no document can prove, and why."""


class Slip(NamedTuple):
    """A file's text with one digit changed, the number of the line and the key that the digit belongs to."""

    text: str
    line: int
    key: str
    shown: str


def slips(text: str) -> Iterator[Slip]:
    """Every digit of a text changed to two others."""
    for match in re.finditer(r"\d", text):
        at, line = match.start(), text.count("\n", 0, match.start()) + 1
        start, before = text.rfind("\n", 0, at) + 1, text[text.rfind("\n", 0, at) + 1 : at]
        unproven = [k for k in UNPROVEN if re.search(rf"{k}: ?(\{{[^}}]*|'[^']*)$", before)]
        key = unproven[0] if unproven else before.split(":")[0].strip(" -")
        for step in (1, 5):
            digit = str((int(match.group()) + step) % 10)
            shown = f"{line}: {text[start:at].strip()}[{match.group()}→{digit}]"
            yield Slip(text[:at] + digit + text[at + 1 :], line, key, shown)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP / "rules", tmp_path / "rules"))


def test_all_quotes_are_verified_and_counted(rules: Path) -> None:
    ran = check("lint", "--rules", rules, "--source", DOCUMENTS)
    assert (ran.code, ran.err) == (0, "")
    assert "1 个计划，7 项量化承诺，1 项定性任务" in ran.out
    assert "8 处摘录全部一致" in ran.out
    assert "all 8 quotes verified" in check("lint", "--rules", rules, "--source", DOCUMENTS, "--lang", "en").out


def test_a_document_is_found_by_hash_or_by_name(rules: Path, tmp_path: Path) -> None:
    documents = tmp_path / "elsewhere"
    documents.mkdir()
    content = (DOCUMENTS / "luoan.txt").read_bytes()
    (documents / "另存为.txt").write_bytes(content)
    assert check("lint", "--rules", rules, "--source", documents).code == 0
    (documents / "另存为.txt").unlink()
    (documents / "luoan.txt").write_bytes(content + b"\n")
    assert "Q314" in check("lint", "--rules", rules, "--source", documents).err
    (documents / "luoan.txt").unlink()
    assert "Q313" in check("lint", "--rules", rules, "--source", documents).err


@pytest.mark.parametrize("name", ["commitments.yaml", "tasks.yaml"])
def test_every_changed_digit_is_named_by_its_line(name: str, rules: Path) -> None:
    file = rules / LUOAN / name
    missed = []
    for slip in slips(file.read_text(encoding="utf-8")):
        file.write_text(slip.text, encoding="utf-8")
        ran = check("lint", "--rules", rules, "--source", DOCUMENTS)
        if ran.code != 2 or f"{LUOAN}/{name}:{slip.line}:" not in ran.err:
            missed.append((slip.key, slip.shown))
    assert [shown for key, shown in missed if key not in UNPROVEN] == []
    expected = set(UNPROVEN) if name == "commitments.yaml" else set()
    assert {key for key, _ in missed} == expected, "UNPROVEN lists a key that is proven after all"


@pytest.mark.parametrize("folded", ["１６．５％", "16.5%\n", "16.5 %"])
def test_width_and_white_space_of_the_document_do_not_matter(folded: str, rules: Path, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    text = (DOCUMENTS / "luoan.txt").read_text(encoding="utf-8")
    (documents / "luoan.txt").write_text(text.replace("16.5%", folded), encoding="utf-8")
    file = rules / LUOAN / "commitments.yaml"
    file.write_text(re.sub(r"\n    sha256: \w+", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert check("lint", "--rules", rules, "--source", documents).code == 0


OTHER_NUMBERS = {
    "huzhou-2021-2025/senior-training": "60岁以上 says whom it is for",
    "shenzhen-2017-2020/skill-elite-grant-cap": "30名 is the promise of skill-elites in the same sentence",
    "shenzhen-2017-2020/pengcheng-craftsman-award": "10名 is the promise of pengcheng-craftsmen in the same sentence",
}
"""Commitments whose quotes hold a number beside their own, which only the document proves."""


@pytest.mark.parametrize("plan", sorted(p.parent.name for p in RULES.glob("*/commitments.yaml")))
def test_a_shipped_number_that_differs_from_its_quote_is_an_error_without_the_document(
    plan: str, tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    for path in ("indicators.yaml", "departments.yaml", f"{plan}/commitments.yaml"):
        (rules / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(RULES / path, rules / path)
    file = rules / plan / "commitments.yaml"
    text = file.read_text(encoding="utf-8")
    ids = dict(re.findall(r"^(  - id: (.+))$", text, re.MULTILINE))
    missed = set()
    for slip in slips(text):
        if slip.key not in {"target", "quote"}:
            continue
        file.write_text(slip.text, encoding="utf-8")
        ran = check("lint", "--rules", rules)
        block = text.split("\n")[: slip.line]
        first = max(i for i, line in enumerate(block, 1) if line in ids)
        named = {int(n) for n in re.findall(rf"{plan}/commitments\.yaml:(\d+):", ran.err)}
        if ran.code != 2 or not any(first <= n <= slip.line + 1 for n in named):
            missed.add((f"{plan}/{ids[block[first - 1]]}", slip.key))
    assert missed == {(c, "quote") for c in OTHER_NUMBERS if c.startswith(plan)}
