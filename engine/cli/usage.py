"""What is wrong with a command line, in the language of the user."""

import re
from datetime import UTC, datetime

import click
from click.exceptions import BadParameter, MissingParameter, NoSuchOption, UsageError

from engine.model.text import Lang, Text


def usage_error(error: UsageError, lang: Lang) -> str:
    """What is wrong with the line, and where the help is."""
    path = error.ctx.command_path if error.ctx else "check"
    hint = Text("用 {path} --help 查看用法。", "See {path} --help.").fill({"path": path})
    return f"{_what(error).say(lang)}{' ' if lang == 'en' else ''}{hint.say(lang)}"


_QUOTED = re.compile(r"'(.*)'")
"""The path in click's English of a path problem."""

PATH_PROBLEMS = {
    "does not exist": "这个路径不存在",
    "is a file": "这是文件，应为目录",
    "is a directory": "这是目录，应为文件",
    "is not readable": "没有读取权限",
    "is not writable": "没有写入权限",
}
"""click's English of a path problem → Chinese."""


def _bad_value(error: BadParameter) -> str:
    """What a parameter takes, in Chinese where click's own types are concerned."""
    kind = error.param.type if error.param else None
    if isinstance(kind, click.IntRange):
        return f"应为 {kind.min} 至 {kind.max} 的整数"
    if isinstance(kind, click.Choice):
        return f"应为 {'、'.join(map(str, kind.choices))} 之一"
    if isinstance(kind, click.DateTime):
        return f"应写作 {'、'.join(datetime(2024, 3, 1, 9, 30, tzinfo=UTC).strftime(f) for f in kind.formats)}"
    if isinstance(kind, click.Path):
        quoted = _QUOTED.search(error.message)
        said = next((zh for en, zh in PATH_PROBLEMS.items() if en in error.message), error.message)
        return f"“{quoted[1]}”{said}" if quoted else said
    return error.message


def _what(error: UsageError) -> Text:
    """Chinese for click's common usage errors; click's own English otherwise."""
    english = error.format_message()
    if isinstance(error, NoSuchOption):
        near = f"是否应为 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return Text(f"没有选项 {error.option_name}。{near}", english)
    if isinstance(error, MissingParameter):
        name = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
        return Text(f"缺少参数 {name}。", english)
    if isinstance(error, BadParameter):
        name = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
        return Text(f"{name} 的值不可用：{_bad_value(error)}。", english)
    return Text(f"命令用法有误：{english}", english)
