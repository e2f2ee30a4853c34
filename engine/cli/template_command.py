"""`check template`: the forms that units and jurisdictions fill in, as workbooks in a folder."""

from collections.abc import Mapping
from pathlib import Path

import click

from engine.cli.addressed import NOBODY, named
from engine.cli.extras import needed
from engine.cli.inputs import chosen_plans, usable_rules, usable_statistics
from engine.cli.options import plan_option, rules_option, statistics_option, year_option
from engine.cli.problems import UNUSABLE, report
from engine.cli.screen import paint
from engine.cli.speaking import Speaking
from engine.cli.writing import put_files
from engine.files import readable
from engine.forms import Question, addressees, forms, questions
from engine.model.catalog import Catalog
from engine.model.form import Form
from engine.model.text import Lang, Text, listed
from engine.warehouse.memory import Memory

NO_PLAN = Text(
    "没有哪个计划需要 {year} 年的数据；各计划年份：{periods}。",
    "No plan needs figures of {year}. Periods: {periods}.",
)
NOTHING = Text(
    "“{name}”{year}年没有要填报的指标：没有牵头、配合的承诺，也没有分解到的目标（用 check list 查看责任单位）。",
    "'{name}' has nothing to report for {year}: it leads or supports no commitment and took on no part of one "
    "(check list shows who answers).",
)
NOBODY_AT_ALL = Text("没有要填报的单位或地区。", "No unit and no jurisdiction has anything to report.")
EXISTS = Text(
    "{folder} 中已有内容不同的 {names}，可能已填写，什么都没有写。请换一个目录，或加 --overwrite 覆盖。",
    "{folder} holds other versions of {names}, perhaps filled in; nothing was written. "
    "Name another folder, or --overwrite.",
)
LINE = Text("{file}：{n} 项", "{file}: {n:row}")
WROTE = Text("已写入 {folder}：{n} 份填报表，共 {rows} 项。", "Wrote {n:form} to {folder}, {rows:row} in all.")

NONE_BEFORE = Text(
    "上年数全部空着：没有找到 {year} 年的数据。请用 --statistics 指明（文件、目录或收件箱），加 --overwrite 重写。",
    "No form gives last year's value: there are no figures of {year}. To have them, name a file, folder or inbox with "
    "--statistics, and write again with --overwrite.",
)


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    unit = Text("给这个单位（登记名或别名），可重复", "For this unit (registered name or alias), repeatable")
    place = Text("给这个地区（名称、别名或代码），可重复", "For this jurisdiction (name, alias or code), repeatable")
    everyone = Text(
        "给每个有数要报的单位和地区（“各成员单位”等统称除外）",
        "For every unit and jurisdiction that has something to report (collective names aside)",
    )
    before = Text(
        "上年数取自这里：文件、目录或收件箱，可重复（默认：当前目录的 statistics/ 和收件箱，都没有则空着）",
        "Last year's values: file, folder or inbox, repeatable (default: ./statistics and the inbox, else left empty)",
    )
    output = Text("把填报表写入这个目录", "Write the forms to this folder")
    overwrite_words = Text(
        "覆盖目录中已有的同名文件（可能已填写）", "Overwrite files of the same name, which may be filled in"
    )
    return Speaking(
        "template",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            year_option(lang),
            click.Option(["--unit"], multiple=True, metavar="NAME", help=unit.say(lang)),
            click.Option(["--jurisdiction"], multiple=True, metavar="NAME", help=place.say(lang)),
            click.Option(["--all", "everyone"], is_flag=True, help=everyone.say(lang)),
            plan_option(lang),
            rules_option(lang),
            statistics_option(lang, before),
            click.Option(
                ["-o", "--output"],
                type=click.Path(file_okay=False, path_type=Path),
                required=True,
                metavar="DIR",
                help=output.say(lang),
            ),
            click.Option(["--overwrite"], is_flag=True, help=overwrite_words.say(lang)),
        ],
    )


def run(
    lang: Lang,
    year: int,
    unit: tuple[str, ...],
    jurisdiction: tuple[str, ...],
    everyone: bool,
    plan: tuple[str, ...],
    rules: Path | None,
    statistics: tuple[Path, ...],
    output: Path,
    overwrite: bool,
) -> int:
    """Write the forms and say which; 0."""
    catalog, loaded, warnings = usable_rules(rules, lang, tasks=False)
    plans = chosen_plans(catalog, plan, lang)
    by_name = named(catalog, unit, jurisdiction, lang)
    if not by_name and not everyone:
        raise click.UsageError(NOBODY.say(lang))
    asked = _questions(catalog, year, plans, lang)
    whom = list(dict.fromkeys([*(addressees(catalog, asked) if everyone else ()), *by_name]))
    figures = usable_statistics(statistics, catalog, loaded.office, lang)
    report([*warnings, *figures.warnings], lang)
    before = () if figures.shipped else figures.intake.observations  # nobody's last year is our invention
    shelf = Memory(before, catalog.place)
    made = forms(catalog, shelf, year, asked, whom, loaded.sha256, lang)
    _refuse_empty(made, lang)
    _write(made, loaded.office.figures_due, output, lang, overwrite=overwrite)
    if not any(row.before for form in made for row in form.rows):
        click.echo(NONE_BEFORE.fill({"year": year - 1}).say(lang))
    return 0


def _spare(folder: Path, files: Mapping[str, str | bytes], lang: Lang) -> None:
    """End with exit code 2 where a file would be overwritten that is not the very form: it may be filled in."""
    others = [n for n, new in files.items() if (folder / n).is_file() and (folder / n).read_bytes() != new]
    if others:
        fields = {"folder": readable(folder), "names": listed(others)}
        click.echo(paint(EXISTS.fill(fields).say(lang), None), err=True)
        raise SystemExit(UNUSABLE)


def _questions(catalog: Catalog, year: int, plans: frozenset[str], lang: Lang) -> list[Question]:
    """What is asked of the year; click.UsageError when no plan needs it."""
    asked = questions(catalog, year, plans)
    if not asked:
        periods = listed(f"{e.plan.id} {e.plan.start}–{e.plan.end}" for e in catalog.plans if e.plan.id in plans)
        raise click.UsageError(NO_PLAN.fill({"year": year, "periods": periods}).say(lang))
    return asked


def _refuse_empty(made: list[Form], lang: Lang) -> None:
    """click.UsageError for everyone who was asked for by name and has nothing to report."""
    marks = [f.mark for f in made if not f.rows]
    if marks or not made:
        said = [NOTHING.fill({"name": m.name, "year": m.year}) for m in marks] or [NOBODY_AT_ALL]
        raise click.UsageError("\n".join(text.say(lang) for text in said))


def _write(made: list[Form], due: tuple[int, int] | None, folder: Path, lang: Lang, *, overwrite: bool) -> None:
    """All forms or none, then a line for each; ends the process when they cannot be made or written."""
    with needed("excel", lang):
        from engine.render.form import file_names, workbook  # noqa: PLC0415  openpyxl is an extra, and slow to import

    names = file_names(made)
    files: dict[str, str | bytes] = {n: workbook(form, due, lang) for n, form in zip(names, made, strict=True)}
    if not overwrite:
        _spare(folder, files, lang)
    put_files(folder, files, lang)
    for name, form in zip(names, made, strict=True):
        click.echo(paint(LINE.fill({"file": name, "n": len(form.rows)}).say(lang), None))
    total = {"folder": readable(folder), "n": len(made), "rows": sum(len(f.rows) for f in made)}
    click.echo(paint(WROTE.fill(total).say(lang), None))
