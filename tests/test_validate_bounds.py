"""`check validate` on files that say one wrong thing many thousand times: bounded in time, memory and output."""

import json
from difflib import get_close_matches
from pathlib import Path

import pytest
from running import RULES, check

from engine.capped import MOST_ALIKE, capped
from engine.lint import walk
from engine.model.diagnostic import Diagnostic, Place

HEAD = "indicator,jurisdiction,year,value,unit\n"
MORE = 5


def found(folder: Path, rows: str, *options: object) -> list[dict[str, str]]:
    path = folder / "a.csv"
    path.write_text(HEAD + rows, "utf-8")
    ran = check("validate", path, "--rules", RULES, "--format", "json", *options)
    problems: list[dict[str, str]] = json.loads(ran.out)["problems"]
    return problems


def test_a_thousand_problems_of_one_kind_are_enough(tmp_path: Path) -> None:
    """S438 for errors, S450 for warnings, so that neither weighs more or less than what it stands for."""
    problems = found(tmp_path, "a,b,2024,1,c\n" * (MOST_ALIKE + MORE))
    kinds = {p["code"] for p in problems} - {"S438", "S450"}
    assert {c: sum(p["code"] == c for p in problems) for c in kinds} == dict.fromkeys(kinds, MOST_ALIKE)
    more = [(p["level"], p["code"], p["message"]) for p in problems if p["code"] in {"S438", "S450"}]
    assert len(more) == len(kinds)
    assert ("warning", "S450", f"另有 {MORE} 处同样的警告（C208），没有逐一列出。") in more
    assert ("error", "S438", f"另有 {MORE} 处同样的错误（C101），没有逐一列出。") in more


@pytest.mark.parametrize("extra", [0, 1, 50])
def test_every_problem_is_kept_or_counted(extra: int) -> None:
    problems = [Diagnostic.of("S406", Place(file, n)) for n in range(MOST_ALIKE + extra) for file in ("a", "b")]
    kept = list(capped(problems))
    assert [d for d in kept if d.code == "S406"] == problems[: 2 * MOST_ALIKE]
    assert [dict(d.fields)["count"] for d in kept if d.code == "S438"] == [str(extra)] * (2 if extra else 0)


def test_near_names_are_searched_for_so_many_strangers_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    def counting(word: str, known: list[str], **how: float) -> list[str]:
        searched.append(word) if known else None
        return get_close_matches(word, known, **how)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(walk, "get_close_matches", counting)
    monkeypatch.setattr(walk, "MOST_HINTS", 20)
    problems = found(tmp_path, "".join(f"i{n},吴兴区{n},2024,1,家\n" for n in range(100)))
    assert len(searched) == len(set(searched)) * 2 == 80
    assert sum(p["code"] == "C102" and "是否应为“吴兴区”" in p["advice"] + p["message"] for p in problems) == 20
