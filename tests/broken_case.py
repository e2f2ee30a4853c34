"""One folder of fixtures/broken/: laid over the base, run in this process, its diagnostics read back."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner, Result

from engine.cli.speaking import Main
from engine.model.text import Lang, Text

BROKEN = Path(__file__).parents[1] / "fixtures" / "broken"
CASES = sorted(p for p in BROKEN.iterdir() if p.is_dir() and p.name != "_base")

ABOUT_THE_CASE = {"command.txt", "expected.txt", "edit.txt"}
_LINE = re.compile(r"(?P<place>\S+): (?P<level>错误|警告|error|warning) (?P<code>[A-Z]\d{3}) (?P<text>.*)")
_LEVELS = {"错误": "error", "警告": "warning"}


class Expected(NamedTuple):
    """One line of expected.txt with the two sentences below it, or None where none are given."""

    line: str
    text: Text | None

    @property
    def level(self) -> str:
        """Error or warning."""
        return self.line.split()[1]

    @property
    def code(self) -> str:
        """The diagnostic's code."""
        return self.line.split()[2]


def expected(case: Path) -> list[Expected]:
    """Problems of a case: `place level CODE`, then its Chinese and its English sentence, both indented."""
    found: list[Expected] = []
    lines = (case / "expected.txt").read_text("utf-8").splitlines()
    for i, line in enumerate(lines):
        if not line.startswith(("  ", "exit ")):
            below = [x.strip() for x in lines[i + 1 : i + 3] if x.startswith("  ")]
            found.append(Expected(line, Text(*below) if below else None))
    return found


def exit_code(case: Path) -> int:
    """2 with errors; with warnings alone 3 when strict, else 0; or what the first line `exit N` says."""
    first = (case / "expected.txt").read_text("utf-8").splitlines()[0]
    if first.startswith("exit "):
        return int(first.removeprefix("exit "))
    if any(e.level == "error" for e in expected(case)):
        return 2
    return 3 if "--strict" in command(case) else 0


def command(case: Path) -> list[str]:
    """What is run: `lint`, unless command.txt says otherwise."""
    path = case / "command.txt"
    return path.read_text("utf-8").split() if path.exists() else ["lint"]


def lay(case: Path, folder: Path) -> None:
    """The base, then the files of the case over it, then the changes of its edit.txt."""
    shutil.copytree(BROKEN / "_base", folder, dirs_exist_ok=True)
    for path in sorted(p for p in case.rglob("*") if p.is_file() and p.name not in ABOUT_THE_CASE):
        goal = folder / path.relative_to(case)
        if goal.parent.is_file():
            goal.parent.unlink()
        goal.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, goal)
    if (case / "edit.txt").exists():
        _edit(folder, (case / "edit.txt").read_text("utf-8").splitlines())


def _edit(folder: Path, lines: list[str]) -> None:
    """A file's name, then `- old` and `+ new` lines: each old text stands once and is replaced by the new lines."""
    file = folder
    changes: list[tuple[Path, str, list[str]]] = []
    for line in lines:
        if line.startswith("+ "):
            changes[-1][2].append(line[2:])
        elif line.startswith("- "):
            changes.append((file, line[2:], []))
        elif line:
            file = folder / line
    for file, old, new in changes:
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{file.name} holds {old!r} {text.count(old)} times"
        file.write_text(text.replace(old, "\n".join(new)), "utf-8", newline="\n")


def run(arguments: list[str], lang: Lang = "zh") -> Result:
    """`check` with these arguments, in this process and the working directory."""
    return CliRunner().invoke(Main(lang), arguments, prog_name="check")


def diagnostics(result: Result) -> list[tuple[str, str]]:
    """(`place level CODE`, sentence) of each diagnostic, on standard error or in the report of `validate`."""
    matches = filter(None, map(_LINE.fullmatch, [*result.stderr.splitlines(), *result.stdout.splitlines()]))
    return [(f"{m['place']} {_LEVELS.get(m['level'], m['level'])} {m['code']}", m["text"]) for m in matches]
