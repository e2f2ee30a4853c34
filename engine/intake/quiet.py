"""Standard error closed for a moment: what a C or Rust library prints before it fails is no message for a reader."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

STDERR = 2


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing reaches the process's standard error; where it cannot be turned away it stays as it is."""
    kept = None
    with suppress(OSError):
        kept = os.dup(STDERR)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, STDERR)
        os.close(nowhere)
    try:
        yield
    finally:
        if kept is not None:
            os.dup2(kept, STDERR)
            os.close(kept)
