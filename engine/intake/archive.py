"""The parts of a submitted workbook, or the diagnostic of why it is not opened."""

from collections.abc import Iterator

from engine import zipped
from engine.intake import limits
from engine.model.diagnostic import Diagnostic, Place
from engine.zipped import Refusal


def parts(content: bytes, file: str) -> Iterator[tuple[str, bytes] | Diagnostic]:
    """Name and bytes of each part; the first problem ends them."""
    for part in zipped.parts(content, limits.MAX_PARTS, limits.MAX_UNPACKED):
        yield _refused(part, Place(file)) if isinstance(part, Refusal) else part


def _refused(found: Refusal, place: Place) -> Diagnostic:
    """A refusal as a reader knows it."""
    match found.kind:
        case "parts":
            return limits.beyond(place, limits.PARTS, limits.MAX_PARTS, n=found.n)
        case "bytes":
            return limits.beyond(place, limits.UNPACKED, limits.MAX_UNPACKED, n=found.n)
        case "unsafe":
            return Diagnostic.of("S423", place, part=found.part, why=found.why)
        case "damaged":
            return Diagnostic.of("S420", place, format="ZIP", why=found.why)
