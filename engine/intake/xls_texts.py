"""How long the texts are that the cells of an XLS workbook share, from its SST record ([MS-XLS] 2.4.265)."""

import struct
from collections.abc import Sequence

HEAD = 8
WIDE, EXTENDED, RICH = 1, 4, 8
RUN = 4
"""Bytes of a change of font."""


def lengths(blocks: Sequence[bytes]) -> list[int]:
    """Characters of each text; `blocks` are the record and those that continue it. IndexError for a broken one."""
    walk = _Walk(blocks)
    walk.at = HEAD
    found: list[int] = []
    (count,) = struct.unpack_from("<I", blocks[0], 4)
    while len(found) < count:
        found.append(walk.text())
    return found


class _Walk:
    """A place in blocks that follow each other."""

    def __init__(self, blocks: Sequence[bytes]) -> None:
        self.blocks, self.number, self.at = blocks, 0, 0

    def text(self) -> int:
        """Past one text: its head, its characters, its fonts and what Asian languages add."""
        if self.at >= len(self.blocks[self.number]):
            self.next(0)
        length, flags = self.head("<HB")
        runs = self.head("<H")[0] if flags & RICH else 0
        more = self.head("<I")[0] if flags & EXTENDED else 0
        self.characters(length, flags & WIDE)
        self.skip(RUN * runs + more)
        return length

    def head(self, form: str) -> tuple[int, ...]:
        """Numbers, which are never torn apart."""
        found = struct.unpack_from(form, self.blocks[self.number], self.at)
        self.at += struct.calcsize(form)
        return found

    def next(self, at: int) -> None:
        self.number, self.at = self.number + 1, at

    def skip(self, size: int) -> None:
        """Past bytes."""
        while size > (left := len(self.blocks[self.number]) - self.at):
            size -= left
            self.next(0)
        self.at += size

    def characters(self, count: int, wide: int) -> None:
        """Past characters; where a block ends between them the next one says anew how wide they are."""
        while count > (left := (len(self.blocks[self.number]) - self.at) // (1 + wide)):
            count -= left
            self.next(1)
            wide = self.blocks[self.number][0] & WIDE
        self.at += count * (1 + wide)
