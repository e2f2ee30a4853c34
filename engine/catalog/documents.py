"""Plan documents on disk, for holding quotes against them."""

from hashlib import sha256
from pathlib import Path

from engine.verbatim import Document

SUFFIXES = frozenset({".txt", ".md"})


def documents(folder: Path) -> list[Document]:
    """Every text document below `folder`, in order of names; bytes that are not UTF-8 become replacement marks."""
    paths = sorted(p for p in folder.rglob("*") if p.suffix in SUFFIXES and p.is_file())
    contents = ((p.name, p.read_bytes()) for p in paths)
    return [Document(name, sha256(c).hexdigest(), c.decode("utf-8", "replace")) for name, c in contents]
