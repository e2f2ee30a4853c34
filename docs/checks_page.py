"""docs/checks.md: every check with its sentences, and the fields that an expression may name."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.catalog.checks import load_checks
from engine.model.check import Check
from engine.model.check_fields import FIELDS
from engine.model.diagnostic import LEVEL_WORDS
from engine.model.text import Text

RULES = Path(__file__).parent.parent / "rules"

INTRODUCTION = """# Checks of submitted figures 数据检查

Generated from `rules/checks.yaml` and the table of fields; `python docs/generate.py` refreshes it.

A check says what must hold of a record of its scope. It is not held against a record of which any field that its
expression names is not known. An office may put a `checks.yaml` of its own into its rules folder, which replaces the
shipped one; `check lint` compiles every expression and runs the tests of every check. Expressions are fields, numbers,
`'text'`, `true`, `false`, `and`, `or`, `not`, `in`, comparisons, `+ - * /`, brackets, lists and `a ? b : c`.

An error that rests on figures accepted earlier (in the inbox or ./statistics) is lowered to a warning, whatever the
check: the sender's own figure may be the right one. `check run` may refuse the figures until all of them agree.

With `--year`, a figure lacks (C301) only where its sender has sent something: every row of a form; of a unit that the
column 填报单位 names, what it leads or supports; of a jurisdiction named there, what the plans ask of it. A table that
names nobody is taken for one of the bureaus that lead its indicators, the first where several do: their other figures
are expected in it, those of other bureaus are not. `check status` says who has not reported at all.

每条检查说明记录应满足什么。表达式提到的字段有一个未知时，该检查不适用。单位可在自己的规则目录中放置 `checks.yaml`，
代替随软件附带的检查；`check lint` 会编译全部表达式并运行每条检查的用例。凡与以前收到的数相比而得的错误，一律降为警告，
因为错的未必是此次所报；各数一致以前，`check run` 可能不予运行。

用 `--year` 时，只向报了数的单位要缺的数（C301）：填报表要其全部各行；“填报单位”写的单位，要它牵头或配合的数；写的是
地区，要各计划对该地区的数。没有写填报单位的表，视为表中指标的牵头单位（几个牵头的取第一个）所报：要这些单位的其他数，
不要别的单位的数。谁还没有报，用 `check status` 查。
"""

SCOPES = {
    "figure": Text("一个数", "one submitted figure"),
    "key": Text("应报的一个数", "one figure that is expected"),
    "series": Text("一个指标在一个地区的各年", "one indicator of one jurisdiction over the years"),
    "sum": Text("总数与各部分", "a whole beside its parts"),
    "ratio": Text("比率与分子、分母", "a rate beside its numerator and denominator"),
    "cluster": Text("到期之年的各地区", "all jurisdictions in the last year of a target"),
}

TYPES = {
    "yes_no": "true / false",
    "text": "text",
    "whole": "whole number",
    "number": "number",
    "amount": "number, in the indicator's unit",
    "difference": "number, in the indicator's unit",
    "sentence": "for messages only",
}


def page() -> str:
    """The whole page."""
    checks = load_checks(RULES).checks
    return "\n".join([INTRODUCTION, "## Checks 检查\n", *_checks(checks), "## Fields 字段\n", *_fields()])


def _checks(checks: Iterable[Check]) -> Iterator[str]:
    """Each check with its level, scope, expression and sentences."""
    for c in checks:
        yield f"### {c.id} {c.title.zh} · {c.title.en}\n"
        level, scope = LEVEL_WORDS[c.severity], SCOPES[c.scope]
        yield f"{level.zh} {level.en} · `{c.scope}` {scope.zh}\n"
        yield f"```\n{c.expression}\n```\n"
        yield f"{c.message.zh}{c.advice.zh}\n"
        yield f"{c.message.en} {c.advice.en}\n"


def _fields() -> Iterator[str]:
    """A table for each scope."""
    for scope, fields in FIELDS.items():
        yield f"### `{scope}`: {SCOPES[scope].en} {SCOPES[scope].zh}\n"
        yield "| field | type | meaning | 含义 |\n|---|---|---|---|"
        yield from (f"| `{n}` | {TYPES[f.type]} | {f.about.en} | {f.about.zh} |" for n, f in fields.items())
        yield ""
