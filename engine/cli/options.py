"""Options that several commands share."""

from pathlib import Path

import click

from engine.model.day import FIRST_YEAR, LAST_YEAR
from engine.model.text import Lang, Text

YEAR = click.IntRange(FIRST_YEAR, LAST_YEAR)
JUDGED = Text("核查年度：只用该年及以前的数据", "Year to judge: only figures up to it are used")


def year_option(lang: Lang, words: Text = JUDGED, *, required: bool = True) -> click.Option:
    """--year YEAR."""
    return click.Option(["--year"], type=YEAR, required=required, help=words.say(lang))


def files_argument(*, folders: bool) -> click.Argument:
    """FILE...: one or more that are there."""
    kind = click.Path(exists=True, dir_okay=folders, path_type=Path)
    return click.Argument(["files"], type=kind, metavar="FILE...", nargs=-1, required=True)


def rules_option(lang: Lang) -> click.Option:
    """--rules DIR."""
    words = Text(
        "规则目录（默认：当前目录的 rules/，否则用随软件附带的规则）",
        "Rules folder (default: ./rules, else the shipped rules)",
    )
    return click.Option(["--rules"], type=_folder(), metavar="DIR", help=words.say(lang))


STATISTICS = Text(
    "统计数据：文件、目录或收件箱，可重复（默认：当前目录的 statistics/ 和收件箱，都没有则用附带的示例数据）",
    "Statistics: file, folder or inbox, repeatable (default: ./statistics and the inbox, else shipped examples)",
)


def statistics_option(lang: Lang, words: Text = STATISTICS) -> click.Option:
    """--statistics PATH, repeatable."""
    kind = click.Path(exists=True, path_type=Path)
    return click.Option(["--statistics"], type=kind, multiple=True, metavar="PATH", help=words.say(lang))


def plan_option(lang: Lang) -> click.Option:
    """--plan ID, repeatable."""
    words = Text("只看这个计划（编号），可重复", "Only this plan (id), repeatable")
    return click.Option(["--plan"], multiple=True, metavar="ID", help=words.say(lang))


def format_option(lang: Lang, *more: str) -> click.Option:
    """--format text|json, and those that only some commands have."""
    words = Text("输出格式", "Output format")
    return click.Option(
        ["--format", "output_format"],
        type=click.Choice(["text", "json", *more]),
        default="text",
        help=words.say(lang),
    )


def _folder() -> click.Path:
    return click.Path(exists=True, file_okay=False, path_type=Path)


ENGINES = ("durable", "clips")


def inference_option(lang: Lang) -> click.Option:
    """--inference durable|clips."""
    words = Text(
        "推理引擎（默认 durable，不可用时 clips；两者结果相同，check doctor 说明用哪个）",
        "Inference engine (default durable, clips where it cannot be used; same results, check doctor says which)",
    )
    return click.Option(["--inference"], type=click.Choice(ENGINES), help=words.say(lang))
