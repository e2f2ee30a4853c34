"""`check explain PLAN/ID`: one verdict step by step; `--disposition`: one disposition down to its figures."""

from datetime import datetime
from pathlib import Path

import click

from engine.cli.clock import as_of_option
from engine.cli.inputs import usable_rules, usable_statistics
from engine.cli.judging import Asked, judged
from engine.cli.ledgers import ledger_option
from engine.cli.options import format_option, inference_option, rules_option, statistics_option, year_option
from engine.cli.output import put
from engine.cli.problems import report
from engine.cli.screen import columns
from engine.cli.speaking import Speaking
from engine.cli.subjects import chosen_subject, commitment_argument, jurisdiction_option
from engine.evaluate import judge
from engine.explain import explain
from engine.gather import Source
from engine.model.text import Lang, Text
from engine.render.explanation import render
from engine.warehouse.memory import Memory

DISPOSITION = Text(
    "解释一条处置意见：编号（id）或核查发现的指纹", "Explain a disposition: its id, or the fingerprint of a finding"
)
AS_OF = Text(
    "处置意见按这一天计（默认今天，北京时间）", "Day that dispositions are reckoned on (default today, Asia/Shanghai)"
)
ONE_OF_BOTH = Text("请指明一项承诺（PLAN/ID）或 --disposition ID。", "Name a commitment (PLAN/ID) or --disposition ID.")


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    return Speaking(
        "explain",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            commitment_argument(required=False),
            year_option(lang),
            jurisdiction_option(lang),
            rules_option(lang),
            statistics_option(lang),
            format_option(lang),
            click.Option(["--disposition"], metavar="ID", help=DISPOSITION.say(lang)),
            inference_option(lang),
            as_of_option(AS_OF, lang),
            ledger_option(lang),
        ],
    )


def run(
    lang: Lang,
    commitment: str | None,
    year: int,
    jurisdiction: str | None,
    rules: Path | None,
    statistics: tuple[Path, ...],
    output_format: str,
    disposition: str | None,
    inference: str | None,
    as_of: datetime | None,
    ledger: str | None,
) -> int:
    """Print the explanation; always 0."""
    if (commitment is None) == (disposition is None):
        raise click.UsageError(ONE_OF_BOTH.say(lang))
    if disposition:
        asked = Asked(
            lang,
            year,
            rules=rules,
            statistics=statistics,
            as_of=as_of,
            dispositions=True,
            inference=inference,
            ledger=ledger,
        )
        _explain_disposition(asked, disposition, output_format)
        return 0
    assert commitment is not None  # noqa: S101  narrowed above
    catalog, loaded, warnings = usable_rules(rules, lang)
    subject = chosen_subject(catalog, commitment, year, jurisdiction, lang)
    intake, _, _, more, _ = usable_statistics(statistics, catalog, loaded.office, lang)
    report([*warnings, *more], lang)
    source = Source(catalog, Memory(intake.observations, catalog.place))
    explained = explain(catalog, judge(catalog, subject, source), source)
    put(output_format, explained.record(), render(explained, lang, columns()))
    return 0


def _explain_disposition(asked: Asked, name: str, output_format: str) -> None:
    """Judge the year as `check run` does, and print the dispositions meant."""
    from engine.cli.disposition import chosen, show  # noqa: PLC0415  only where a disposition is asked for

    result = judged(asked).report
    show(result, chosen(result, name, asked.lang), output_format, asked.lang)
