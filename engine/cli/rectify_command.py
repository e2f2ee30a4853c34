"""`check rectify`: one step of a gap on its way to being closed, recorded with its document and evidence."""

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from engine.cli.clock import moment, stamp, user
from engine.cli.ledgers import ledger_errors, ledger_option, needed_ledger, usable_office
from engine.cli.options import rules_option
from engine.cli.problems import UNUSABLE
from engine.cli.screen import paint
from engine.cli.speaking import Speaking
from engine.model.ledger import Action, Evidence, Line, Step
from engine.model.text import Lang, Text
from engine.rectification import STATE_WORDS, Standing, deadline_of, standing_of

if TYPE_CHECKING:
    from engine.ledger.store import Ledger

DONE = Text(
    "{title}（{jurisdiction}）：{before} → {after}{due}。", "{title} ({jurisdiction}): {before} → {after}{due}."
)
DUE = Text("，期限 {deadline}", ", due {deadline}")
STILL_SHORT = Text(
    "注意：最近一次核查（{year}年，第 {run} 批）仍为未达标。",
    "Note: the latest run ({year}, run {run}) still finds a gap.",
)
UNKNOWN = Text(
    "台账中没有指纹以“{name}”开头的事项。用 check history 查看指纹。",
    "No gap in the ledger has a fingerprint that begins with '{name}'. See check history.",
)
SEVERAL = Text(
    "“{name}”对应多个指纹：{found}。请写全。", "'{name}' begins several fingerprints: {found}. Write more of it."
)
ONLY_NOTIFY = Text("--deadline 只用于 notify。", "--deadline goes with notify only.")
NOT_READ = Text("无法读取佐证材料 {path}：{why}", "Cannot read the evidence {path}: {why}")


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    document = Text("依据文件（文号或名称）", "Document that the step rests on (number or name)")
    evidence = Text("佐证材料，可重复；台账记文件名和哈希", "Evidence, repeatable; its name and hash are recorded")
    note = Text("说明", "Note")
    by = Text("经办人（默认系统用户）", "Who takes the step (default the user of the system)")
    at = Text("时间（默认现在，北京时间）", "When (default now, Asia/Shanghai)")
    deadline = Text(
        "整改期限，只用于 notify（默认交办日加 office.yaml 的 deadline_days，否则 30 天）",
        "Deadline, with notify only (default the day of the notice plus deadline_days of office.yaml, else 30)",
    )
    return Speaking(
        "rectify",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            click.Argument(["action"], type=click.Choice(list(get_args(Action)))),
            click.Argument(["fingerprint"]),
            click.Option(["--document"], required=True, metavar="TEXT", help=document.say(lang)),
            click.Option(
                ["--evidence"],
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                multiple=True,
                metavar="FILE",
                help=evidence.say(lang),
            ),
            click.Option(["--note"], default="", metavar="TEXT", help=note.say(lang)),
            click.Option(["--by"], metavar="NAME", help=by.say(lang)),
            moment(lang, "--at", at),
            click.Option(["--deadline"], type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=deadline.say(lang)),
            ledger_option(lang),
            rules_option(lang),
        ],
    )


def run(
    lang: Lang,
    action: Action,
    fingerprint: str,
    document: str,
    evidence: tuple[Path, ...],
    note: str,
    by: str | None,
    at: datetime | None,
    deadline: datetime | None,
    ledger: str | None,
    rules: Path | None,
) -> int:
    """Record the step and say where the gap stands now."""
    office = usable_office(rules, lang)
    when = stamp(at)
    if deadline and action != "notify":
        raise click.UsageError(ONLY_NOTIFY.say(lang))
    due: date | None = None
    if action == "notify":
        due = deadline.date() if deadline else deadline_of(when, office.deadline_days)
    shown = tuple(_evidence(path, lang) for path in evidence)
    with ledger_errors(lang):
        kept = needed_ledger(ledger, office, lang)
        lines, steps = _found(kept, fingerprint, lang)
        step = Step(0, 0, lines[-1].fingerprint, action, when.isoformat(), by or user(), document, shown, note, due)
        after = kept.rectify(step)
    click.echo(paint(_done(lines[-1], standing_of(lines, steps), after).say(lang), None))
    if after.state in {"verified", "closed"} and lines[-1].outcome == "gap":
        click.echo(STILL_SHORT.fill({"year": lines[-1].year, "run": lines[-1].run}).say(lang), err=True)
    return 0


def _found(kept: "Ledger", name: str, lang: Lang) -> tuple[list[Line], list[Step]]:
    """Lines and steps of the fingerprint meant; a usage error when there is none or more than one."""
    found = kept.find(name)
    if not found:
        raise click.UsageError(UNKNOWN.fill({"name": name}).say(lang))
    if len(found) > 1:
        names = "、".join(lines[0].fingerprint for lines, _ in found[:3])
        raise click.UsageError(SEVERAL.fill({"name": name, "found": names}).say(lang))
    return found[0]


def _evidence(path: Path, lang: Lang) -> Evidence:
    """Name and content hash of a file."""
    try:
        return Evidence(path.name, sha256(path.read_bytes()).hexdigest())
    except OSError as e:
        click.echo(NOT_READ.fill({"path": path, "why": e.strerror or e}).say(lang), err=True)
        raise SystemExit(UNUSABLE) from e


def _done(line: Line, before: Standing, after: Standing) -> Text:
    """From which state to which."""
    assert before.state and after.state  # noqa: S101  the step was taken
    due = DUE.fill({"deadline": after.deadline}) if after.state == "notified" else Text("", "")
    fields = {"title": line.title, "jurisdiction": line.jurisdiction, "due": due}
    return DONE.fill(fields | {"before": STATE_WORDS[before.state], "after": STATE_WORDS[after.state]})
