"""One stream of an OLE compound file, the container of XLS ([MS-CFB]), read without trusting a number in it."""

import struct

FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""

ENTRY = 128
MINI = 64
ROOT = 5
MINI_CUTOFF = 4096
HEADER_SLOTS = 109


def stream(content: bytes, names: tuple[str, ...]) -> bytes | None:
    """Bytes of the first stream with one of the names; None where there is none or the file is damaged."""
    try:
        return _File(content).stream(names)
    except (struct.error, LookupError, ValueError):
        return None


class _File:
    """A compound file; every chain is as long as the file has sectors at most."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in {9, 12}:
            raise ValueError(shift)
        self.size = 1 << shift
        head = struct.unpack_from("<9I", content, 40)
        folders, count, self.directory, _, _, self.mini_start, mini, more, more_count = head
        if max(folders, count, mini, more_count) > len(content) // self.size:
            raise ValueError(count)
        slots = list(struct.unpack_from(f"<{HEADER_SLOTS}I", content, 76))
        per = self.size // 4 - 1
        while more < FREE and len(slots) < len(content) // self.size + HEADER_SLOTS:
            *found, more = struct.unpack(f"<{per + 1}I", self.sector(more))
            slots += found
        self.table = self._numbers(b"".join(self.sector(s) for s in slots[:count] if s < FREE))

    def sector(self, number: int) -> bytes:
        """One sector, padded at the end of the file."""
        start = (number + 1) * self.size
        if start >= len(self.content):
            raise ValueError(number)
        return self.content[start : start + self.size].ljust(self.size, b"\0")

    def _numbers(self, data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data)

    def chain(self, start: int) -> bytes:
        """Sectors from `start` to the end of their chain."""
        found: list[bytes] = []
        while start < FREE and len(found) <= len(self.table):
            found.append(self.sector(start))
            start = self.table[start]
        return b"".join(found)

    def stream(self, names: tuple[str, ...]) -> bytes | None:
        """A stream by name; a small one lies in the stream of the root entry, in sectors of 64 bytes."""
        directory = self.chain(self.directory)
        entries: dict[str, tuple[int, int]] = {}
        for at in range(0, len(directory) - ENTRY + 1, ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<IQ", directory, at + 116)
            if kind and size & 0xFFFFFFFF > len(self.content):
                raise ValueError(size)
            name = "root" if kind == ROOT else directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            entries.setdefault(name, (start, size & 0xFFFFFFFF))
        found = next((entries[n] for n in names if n in entries), None)
        if found is None:
            return None
        start, size = found
        if size >= MINI_CUTOFF:
            return self.chain(start)[:size]
        small, links = self.chain(entries["root"][0]), self._numbers(self.chain(self.mini_start))
        pieces: list[bytes] = []
        while start < FREE and len(pieces) <= len(links):
            pieces.append(small[start * MINI : (start + 1) * MINI])
            start = links[start]
        return b"".join(pieces)[:size]
