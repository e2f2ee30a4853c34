"""click in Chinese and English: the group that loads commands when named, their help pages and usage errors."""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click
from click.exceptions import UsageError

import engine
from engine.cli.screen import paint
from engine.cli.streams import StreamError
from engine.cli.usage import usage_error
from engine.model.text import Lang, Text

COMMANDS = {
    "run": Text(
        "按年度核查各计划的承诺事项，输出核查发现和督查备忘",
        "Judge every plan's commitments for a year; print findings, write memos",
    ),
    "template": Text(
        "生成填报表：每个单位或区县一份 Excel，只列它应报的指标",
        "Write the forms: one workbook for each unit or district with the figures it reports",
    ),
    "validate": Text(
        "检查报送的文件：全部问题及其位置、应怎样改；不作核查",
        "Check submitted files: every problem with its place and what to do; nothing is judged",
    ),
    "accept": Text("检查并收下报送的文件，存入收件目录", "Check submitted files and store them in the inbox"),
    "status": Text("谁已报、谁未报、谁迟报", "Who has reported, who has not, who is late"),
    "list": Text("列出承诺事项和定性任务", "List commitments and qualitative tasks"),
    "lint": Text(
        "检查规则文件；--source 与规划原文逐条核对",
        "Check the rule files; --source holds them against the plan documents",
    ),
    "explain": Text(
        "逐步解释一项承诺的判定，或一条处置意见（--disposition）",
        "Explain one verdict step by step, or one disposition (--disposition)",
    ),
    "what-if": Text(
        "推算剩余各年至少要完成多少，可代入假设值", "What the remaining years must bring; takes assumed values"
    ),
    "verify": Text(
        "运行规则用例（tests.yaml）：给定数据应得出预期结果，每项承诺都要有用例",
        "Run the rule tests (tests.yaml): given figures must give the finding expected; no commitment without a test",
    ),
    "coverage": Text(
        "列出没有数据的承诺、没有承诺使用的数据和指标、没有佐证的任务",
        "List commitments without data, data and indicators without a commitment, tasks without evidence",
    ),
    "align": Text("与上级计划比较同一指标的目标", "Hold targets against those of the plans above"),
    "history": Text(
        "查看整改台账：各年情况；history runs 列出批次，history verify 核验",
        "The ledger: commitments over the years; history runs, history verify",
    ),
    "rectify": Text(
        "登记整改进展：交办、反馈、核实、销号、重新立项",
        "Record a step of rectification: notify, reply, verify, close, reopen",
    ),
    "diff": Text(
        "比较两批核查：新增、持续、补齐、反弹，以及为什么", "Compare two recorded runs, and why verdicts changed"
    ),
    "verify-policy": Text(
        "运行分级和升级规则的测试：给出事实，核对处置意见",
        "Run the tests of the grading and escalation rules: facts in, dispositions out",
    ),
    "doctor": Text(
        "检查安装：Python、推理引擎用哪个及原因、规则和数据在哪里",
        "Show the installation: Python, inference engine used and why, where data lie",
    ),
    "schema": Text("输出规则文件和结果的 JSON Schema", "Print the JSON Schemas of rule files and results"),
}
"""Command → its line of help; the module engine.cli.<command> is imported only when the command is used."""

USAGE_EXIT = 2
INTERRUPTED_EXIT = 130

HELP_WORDS = {
    "Usage": Text("用法", "Usage"),
    "Options": Text("选项", "Options"),
    "Commands": Text("命令", "Commands"),
    "help": Text("显示本说明并退出", "Show this message and exit."),
    "version": Text("显示版本并退出", "Show the version and exit."),
    "about": Text(
        "把规划里的量化承诺写成规则，用年度统计数据逐条核查：是否达标、缺口多少、谁负责。",
        "Holds plans' quantified commitments against yearly statistics: reached or not, by how much, whose duty.",
    ),
    "required": Text("必填", "required"),
}


OUR_FAULT = Text(
    "程序内部错误，未得出结果。请把以上内容报告给维护者。", "Internal error, no result. Please report the above."
)

NO_OUTPUT = Text("无法写到标准输出：{why}。输出不完整。", "Cannot write to standard output: {why}. It is incomplete.")

PIECES = {
    "[OPTIONS]": Text("[选项]", "[OPTIONS]"),
    "COMMAND [ARGS]...": Text("命令 [参数]...", "COMMAND [ARGS]..."),
}
"""Pieces of click's usage line."""


def language(arguments: Sequence[str]) -> Lang:
    """`--lang` on the line wins over CHECK_LANG, else Chinese. Read before click, so that help is translated."""
    for i, word in enumerate(arguments):
        value = word.partition("=")[2] if word.startswith("--lang=") else None
        if word == "--lang" and i + 1 < len(arguments):
            value = arguments[i + 1]
        if value is not None:
            return "en" if value == "en" else "zh"
    return "en" if os.environ.get("CHECK_LANG", "") == "en" else "zh"


class Speaking(click.Command):
    """A command whose help page and errors are in the language it was made for."""

    lang: Lang = "zh"

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help with its own words."""
        option = super().get_help_option(ctx)
        if option:
            option.help = HELP_WORDS["help"].say(self.lang)
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for word, text in PIECES.items():
            pieces = pieces.replace(word, text.say(self.lang))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{HELP_WORDS['Usage'].say(self.lang)}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands for a group."""
        rows = [r for p in self.get_params(ctx) if (r := p.get_help_record(ctx)) is not None]
        required = HELP_WORDS["required"].say(self.lang)
        rows = [(a, b.replace("required]", f"{required}]")) for a, b in rows]
        with formatter.section(HELP_WORDS["Options"].say(self.lang)):
            formatter.write_dl(rows)


class Main(Speaking, click.Group):
    """The group `check`."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        super().__init__(name="check", help=HELP_WORDS["about"].say(lang), no_args_is_help=True)
        version = click.version_option(
            engine.__version__, message="target-check %(version)s", help=HELP_WORDS["version"].say(lang)
        )
        self.params.append(language_option(lang))
        version(self)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command's module and make it in our language."""
        if cmd_name not in COMMANDS:
            return None
        command: Speaking = import_module(f"engine.cli.{cmd_name.replace('-', '_')}_command").command(self.lang)
        command.lang, command.name = self.lang, cmd_name
        command.help = COMMANDS[cmd_name].say(self.lang)
        command.params.append(language_option(self.lang))
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options and commands; the commands' modules are not imported for this."""
        super().format_options(ctx, formatter)
        with formatter.section(HELP_WORDS["Commands"].say(self.lang)):
            formatter.write_dl([(name, text.say(self.lang)) for name, text in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; its return value is the exit code."""
        sys.exit(super().invoke(ctx) or 0)

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """As click's, with usage errors in our language."""
        kwargs["standalone_mode"] = False
        try:
            sys.exit(super().main(*args, **kwargs))
        except click.exceptions.NoArgsIsHelpError as e:
            click.echo(e.ctx.get_help() if e.ctx else "")
            sys.exit(USAGE_EXIT)
        except UsageError as e:
            click.echo("\n".join(paint(x, None) for x in usage_error(e, self.lang).split("\n")), err=True)
            sys.exit(USAGE_EXIT)
        except click.ClickException as e:
            click.echo(e.format_message(), err=True)
            sys.exit(USAGE_EXIT)
        except (KeyboardInterrupt, click.Abort):
            sys.exit(INTERRUPTED_EXIT)
        except StreamError as e:
            click.echo(NO_OUTPUT.fill({"why": e.strerror}).say(self.lang), err=True)
            sys.exit(USAGE_EXIT)
        except Exception:
            click.echo(traceback.format_exc() + OUR_FAULT.say(self.lang), err=True)
            sys.exit(USAGE_EXIT)


def language_option(lang: Lang) -> click.Option:
    """--lang; its value is read by `language` before click sees the line."""
    words = Text(
        "界面和输出的语言（默认 zh，或环境变量 CHECK_LANG）",
        "Language of help and output (default zh, or CHECK_LANG)",
    )
    return click.Option(["--lang"], type=click.Choice(["zh", "en"]), help=words.say(lang), expose_value=False)
