"""Formats that CI systems read, for every command that has a CI report."""

from typing import TYPE_CHECKING

from engine.model.text import Lang

if TYPE_CHECKING:
    from engine.model.ci_report import CiReport

CI_FORMATS = ("junit", "sarif", "github")


def for_ci(report: "CiReport", output_format: str, lang: Lang) -> str:
    """The report in one of CI_FORMATS."""
    from engine.render import github, junit, sarif  # noqa: PLC0415  needed for these formats alone

    renderers = {"junit": junit.render, "sarif": sarif.render, "github": github.render}
    return renderers[output_format](report, lang)
