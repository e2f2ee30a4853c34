"""Problems of submitted files, one line each as editors parse it, the files with their counts, and a verdict."""

from collections import Counter
from collections.abc import Iterator, Sequence

from engine.model.diagnostic import Diagnostic
from engine.model.text import Lang, Text
from engine.model.validation import Checked, FailOn, Validation

NOTES_SHOWN = 5
"""Notes of one kind that are shown for each file; they are repairs, and a thousand rows may need the same one."""

MORE = Text(
    "{file}：另有 {n} 条 {code} 提示，见 --format json。", "{file}: {n:more note/more notes} {code}, see --format json."
)
FILE = Text("{file}{form}：{figures} 个数，{found}。", "{file}{form}: {figures:figure}, {found}.")
FORM = Text("（{unit}，{id}）", " ({unit}, {id})")
COUNTS = Text("{errors} 个错误、{warnings} 个警告、{notes} 条提示", "{errors:error}, {warnings:warning}, {notes:note}")
SOUND = Text("没有问题", "no problems")
VERDICT = Text(
    "{verdict}：{files} 个文件，{figures} 个数，{counts}。", "{verdict}: {files:file}, {figures:figure}, {counts}."
)
VERDICTS = {
    0: Text("通过", "Passed"),
    1: Text("退回修改", "Returned for correction"),
    3: Text("有警告，请核实", "Warnings to be clarified"),
}
"""Exit code → the word for it."""


def render(result: Validation, problems: Sequence[Diagnostic], fail_on: FailOn, lang: Lang) -> Iterator[str]:
    """All lines; `problems` in their order."""
    yield from problem_lines(problems, lang)
    for file in result.files:
        yield _counted(file, lang)
    yield verdict(result, fail_on, lang)


def verdict(result: Validation, fail_on: FailOn, lang: Lang) -> str:
    """One line: whether it passed, and the counts."""
    counts = {"errors": result.count("error"), "warnings": result.count("warning"), "notes": result.count("info")}
    fields = {
        "verdict": VERDICTS[result.exit_code(fail_on)],
        "files": len(result.files),
        "figures": sum(f.figures for f in result.files),
        "counts": COUNTS.fill(counts),
    }
    return VERDICT.fill(fields).say(lang)


def _counted(file: Checked, lang: Lang) -> str:
    """A file with its counts."""
    counts = {"errors": file.errors, "warnings": file.warnings, "notes": file.notes}
    form = FORM.fill({"unit": file.reporter, "id": file.form}) if file.form else Text("", "")
    found = COUNTS.fill(counts) if any(counts.values()) else SOUND
    return FILE.fill({"file": file.file, "form": form, "figures": file.figures, "found": found}).say(lang)


def problem_lines(problems: Sequence[Diagnostic], lang: Lang) -> Iterator[str]:
    """Each problem; of the notes of one kind in a file only the first few."""
    notes: Counter[tuple[str, str]] = Counter()
    for d in problems:
        kind = (d.place.file, d.code)
        notes[kind] += d.level == "info"
        if notes[kind] <= NOTES_SHOWN:
            yield d.say(lang)
    for (file, code), n in notes.items():
        if n > NOTES_SHOWN:
            yield MORE.fill({"file": file, "n": n - NOTES_SHOWN, "code": code}).say(lang)
