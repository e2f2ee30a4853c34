"""Plan documents on disk, for holding quotes against them."""

from hashlib import sha256
from pathlib import Path

from engine.verbatim import Document

SUFFIXES = frozenset({".txt", ".md"})


def documents(folder: Path) -> list[Document]:
    """Every text document below `folder`, in order of names; UTF-8, else GB18030 as Chinese Windows saves it."""
    paths = sorted(p for p in folder.rglob("*") if p.suffix in SUFFIXES and p.is_file())
    contents = ((p.name, p.read_bytes()) for p in paths)
    return [Document(name, sha256(c).hexdigest(), _text(c)) for name, c in contents]


def _text(content: bytes) -> str:
    """The document as text; bytes that are of neither encoding become replacement marks."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")
