"""Answers to submitted files: each comes back as a workbook with its very cells marked, in a folder."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath

from engine.catalog.shipped import given
from engine.cli.extras import needed
from engine.cli.validating import Validated
from engine.files import content
from engine.intake.cells import cells
from engine.intake.statistics import located
from engine.model.text import Lang, Text

ANSWERED = Text("-检查结果", "-checked")
"""Behind the name of an answer; one that is sent back corrected gets it only once."""


def answers(found: Validated, paths: Sequence[Path], lang: Lang) -> tuple[dict[str, bytes], set[str]]:
    """Name → workbook, for every file with a problem, and these files; OSError where one cannot be read any more."""
    with needed("excel", lang):
        from engine.render.annotated import annotate  # noqa: PLC0415  openpyxl is an extra, and slow to import

    made: dict[str, bytes] = {}
    names = Counter[str]()
    answered = _with_problems(found, paths)
    for path, file in answered:
        problems = [d for d in found.problems if d.place.file == file]
        found_in = content(path)
        workbook = annotate(found_in, file, problems, lang, cells(found_in, file))
        stem = _bearable(PurePath(path.name).stem.removesuffix(ANSWERED.say(lang)))
        names[stem.casefold()] += 1
        times = names[stem.casefold()]
        number = f"-{times}" if times > 1 else ""
        made[f"{stem}{ANSWERED.say(lang)}{number}.xlsx"] = workbook
    return made, {file for _, file in answered}


MOST_BYTES = 200
"""Of a stem, which leaves room for what is put behind it: file systems take 255, some 85 Chinese characters."""


def _bearable(stem: str) -> str:
    """A stem that is not too long."""
    while len(os.fsencode(stem)) > MOST_BYTES:
        stem = stem[:-1]
    return stem


def _with_problems(found: Validated, paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Files of which anything is said, with the names they are shown by."""
    said = {d.place.file for d in found.problems}
    return [(path, file) for path, file in located([(p, given(p)) for p in paths], []) if file in said]
