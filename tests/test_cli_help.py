"""Help pages and usage errors, in the language of the user."""

import pytest
from running import check

from engine.cli.speaking import COMMANDS

PAGES = [[], *([name] for name in COMMANDS)]

USAGE = {
    "no year": (["run"], "缺少参数 '--year'"),
    "an unknown option": (["run", "--yaer", "2024"], "没有选项 --yaer。是否应为 --year"),
    "a bad value": (["run", "--year", "x"], "'--year' 的值不可用"),
    "an unknown command": (["ruin"], "命令用法有误"),
    "an unknown plan": (["list", "--plan", "atlantis"], "没有计划“atlantis”。现有：huzhou-2021-2025、"),
    "a missing folder": (["lint", "--rules", "nowhere"], "'--rules' 的值不可用"),
    "a schema without name": (["schema"], "请指明名称（commitments、"),
}


def chinese(text: str) -> bool:
    """Whether any Chinese character occurs."""
    return any("\u4e00" <= c <= "\u9fff" for c in text)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: " ".join(p) or "check")
@pytest.mark.parametrize(("lang", "word"), [("zh", "用法"), ("en", "Usage")])
def test_help(page: list[str], lang: str, word: str) -> None:
    ran = check(*page, "--help", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{word}: {' '.join(['check', *page])}")
    assert chinese(ran.out) == (lang == "zh")


def test_the_language_is_an_option_before_or_after_the_command_or_in_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = [check("--lang", "en", "run", "--help").out, check("run", "--help", "--lang=en").out]
    monkeypatch.setenv("CHECK_LANG", "en")
    pages.append(check("run", "--help").out)
    assert len(set(pages)) == 1
    assert chinese(check("run", "--help", "--lang", "zh").out)


def test_no_command_shows_the_help() -> None:
    assert check().out + check().err == check("--help").out


@pytest.mark.parametrize(("line", "said"), USAGE.values(), ids=USAGE)
def test_usage_errors_say_what_and_where_the_help_is(line: list[str], said: str) -> None:
    ran = check(*line)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "--help" in ran.err
    english = check(*line, "--lang", "en")
    assert english.code == 2
    assert not chinese(english.err.replace("、", ""))


def test_every_command_is_listed_with_its_sentence() -> None:
    page = check("--help", "--lang", "en").out
    for name, text in COMMANDS.items():
        assert f"  {name} " in page
        assert text.en.split()[0] in page
