"""Expected output in files: compared, or rewritten with `pytest --accept` so that people read the difference."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Golden:
    """Compares text with the file that holds what is expected of it."""

    accept: bool

    def file(self, path: Path, text: str) -> None:
        """`text` is what `path` holds."""
        if self.accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        assert path.is_file(), f"{path} is missing: run pytest --accept and read what it writes"
        assert text == path.read_text(encoding="utf-8"), f"{path} differs: see above, or pytest --accept and git diff"

    def folder(self, path: Path, files: Mapping[str, str]) -> None:
        """`files` (path below → text) are all that `path` holds."""
        found = {p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file()}
        if self.accept:
            for name in found - set(files):
                (path / name).unlink()
        else:
            assert sorted(files) == sorted(found)
        for name, text in files.items():
            self.file(path / name, text)
