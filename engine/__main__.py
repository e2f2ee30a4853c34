"""`python -m engine` is `check`."""

from engine.cli import main

main()
