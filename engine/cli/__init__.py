"""Wire: one module per command; options, calls and exit codes, nothing else."""

import sys

from engine.cli.speaking import Main, language


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the console script `check`."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    Main(language(arguments)).main(arguments, prog_name="check")
