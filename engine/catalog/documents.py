"""Plan documents on disk, for holding quotes against them."""

import os
from hashlib import sha256
from pathlib import Path

from engine.catalog.shipped import shown
from engine.files import content, readable, why
from engine.model.diagnostic import Diagnostic, Place
from engine.verbatim import Document

SUFFIXES = frozenset({".txt", ".md"})


def documents(folder: Path) -> tuple[list[Document], list[Diagnostic]]:
    """Every text document below `folder`, in order of names; UTF-8, else GB18030 as Chinese Windows saves it.

    What cannot be read is a problem: a folder, or a file whose quotes would otherwise be said to stand nowhere.
    """
    found: list[Document] = []
    failed: list[tuple[Path, OSError]] = []
    walk = os.walk(folder, onerror=lambda e: failed.append((Path(e.filename), e)))
    paths = sorted(Path(below) / name for below, _, names in walk for name in names)
    for path in (p for p in paths if p.suffix.lower() in SUFFIXES):
        try:
            read = content(path)
        except OSError as e:
            failed.append((path, e))
            continue
        found.append(Document(readable(path.name), sha256(read).hexdigest(), _text(read)))
    return found, [Diagnostic.of("F001", Place(shown(path)), why=why(e)) for path, e in failed]


def _text(content: bytes) -> str:
    """The document as text; bytes that are of neither encoding become replacement marks."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")
