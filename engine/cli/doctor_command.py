"""`check doctor`: what this installation is made of, which inference engine it uses and why, where its data lie."""

import platform
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path

import click

import engine
from engine.catalog.load import rules_folder
from engine.catalog.policy import FILES, policy_file
from engine.catalog.shipped import shipped, shown
from engine.cli.options import rules_option
from engine.cli.speaking import Speaking
from engine.inference.process import Engine, EngineError
from engine.model.extra import INSTALL, LIBRARIES
from engine.model.text import Lang, Text, join_texts

PACKAGES = {"durable": "durable_rules", "clips": "clipspy"}
"""Inference engine → the package that brings it, the default one first."""

USABLE = Text("可用", "usable")
NOT_USABLE = Text("不可用（{why}）", "not usable ({why})")
NOT_INSTALLED = Text("未安装", "not installed")
EXTRA = Text("{extra}：{packages}", "{extra}: {packages}")
HOW = Text(f"（{INSTALL}）", f" ({INSTALL})")
USED = Text("使用 {engine}：{why}", "uses {engine}: {why}")
DEFAULT = Text("默认引擎，可用", "the default, and usable")
STAND_IN = Text(
    "durable 不可用，由 clips 代替，结果相同", "durable cannot be used, clips stands in with the same results"
)
NEITHER = Text(
    "两个引擎都不可用：check run 不能得出处置意见，请重新安装 clipspy",
    "neither engine can be used: check run cannot reach dispositions; reinstall clipspy",
)

LABELS = {
    "tool": Text("程序", "program"),
    "python": Text("Python", "Python"),
    "platform": Text("平台", "platform"),
    "inference": Text("推理引擎", "inference"),
    "extra": Text("可选组件", "extra"),
    "rules": Text("规则", "rules"),
    "policy": Text("分级和升级规则", "policy"),
    "statistics": Text("统计数据", "statistics"),
    "templates": Text("模板", "templates"),
}


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    return Speaking("doctor", callback=lambda **options: run(lang=lang, **options), params=[rules_option(lang)])


def run(lang: Lang, rules: Path | None) -> int:
    """Print what there is; 2 when no engine can be used."""
    states = {name: state(name) for name in PACKAGES}
    used = next((name for name, (_, why) in states.items() if why is None), None)
    folder = rules_folder(rules)
    _line("tool", f"target-check {engine.__version__}", lang)
    _line("python", f"{platform.python_version()} {sys.executable}", lang)
    _line("platform", platform.platform(), lang)
    for name, (release, why) in states.items():
        said = USABLE if why is None else NOT_USABLE.fill({"why": why})
        _line("inference", f"{name}  {release.say(lang)}  {said.say(lang)}", lang)
    _line("inference", _choice(used).say(lang), lang)
    for extra, libraries in groupby(LIBRARIES.values(), key=lambda library: library.extra):
        _line("extra", _extra(extra, [library.package for library in libraries]).say(lang), lang)
    _line("rules", shown(folder), lang)
    _line("policy", "、".join(shown(policy_file(folder, name)) for name in FILES), lang)
    _line("statistics", shown(_own("statistics")), lang)
    _line("templates", shown(_own("templates")), lang)
    return 0 if used else 2


def state(name: str) -> tuple[Text, Text | None]:
    """Release of an engine, and why it cannot be used (None if it can): tried in a process of its own."""
    release = _release(PACKAGES[name])
    try:
        with Engine(name) as process:
            process.load(())
            process.ready()
    except EngineError as e:
        return release, e.why
    return release, None


def _release(package: str) -> Text:
    """Version of a package, or that there is none."""
    try:
        found = version(package)
    except PackageNotFoundError:
        return NOT_INSTALLED
    return Text(found, found)


def _extra(extra: str, packages: Iterable[str]) -> Text:
    """An extra with the releases of its packages, and how to install it where one is missing."""
    releases = {name: _release(name) for name in packages}
    said = join_texts([Text(f"{n} {r.zh}", f"{n} {r.en}") for n, r in releases.items()], Text("、", ", "))
    how = HOW.fill({"extra": extra}) if NOT_INSTALLED in releases.values() else Text("", "")
    return EXTRA.fill({"extra": extra, "packages": Text(said.zh + how.zh, said.en + how.en)})


def _choice(used: str | None) -> Text:
    """Which engine a run uses, and why."""
    if used is None:
        return NEITHER
    return USED.fill({"engine": used, "why": DEFAULT if used == next(iter(PACKAGES)) else STAND_IN})


def _own(name: str) -> Path:
    """The working directory's own folder, or the shipped one."""
    own = Path(name)
    return own if own.is_dir() else shipped(name)


def _line(label: str, text: str, lang: Lang) -> None:
    """One line."""
    click.echo(f"{LABELS[label].say(lang)}: {text}" if lang == "en" else f"{LABELS[label].zh}：{text}")
