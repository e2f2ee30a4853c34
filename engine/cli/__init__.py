"""Wire: one module per command; options, calls and exit codes, nothing else."""

import atexit
import gc
import os
import sys

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plugins costs start-up time; we use none

from engine.cli.speaking import Main, language
from engine.cli.streams import prepare


def main() -> None:
    """Entry point of the console script `check`, a short-lived process that leaves no cycles worth collecting."""
    gc.disable()
    atexit.register(_leave)
    prepare()
    arguments = sys.argv[1:]
    if os.name == "nt":
        from engine.cli.wildcards import expanded  # noqa: PLC0415  other systems do without

        arguments = expanded(arguments)
    Main(language(arguments)).main(arguments, prog_name="check")


def _leave() -> None:
    """Spare the collection at exit, a sixth of the running time; DuckDB would report all that it holds as leaked."""
    if "duckdb" not in sys.modules:
        gc.freeze()
