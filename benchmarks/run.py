"""Benchmarks of the program as a user starts it. Standard library only; run it with the Python that has `check`.

    .venv/bin/python benchmarks/run.py                      every benchmark
    .venv/bin/python benchmarks/run.py startup --rounds 30  one of them, with more rounds

startup  Wall time of `check run --year Y` on the shipped rules and example data, from an empty folder, against the
         least that any program on the same libraries pays: `python -c "import click, pydantic, yaml, jinja2"`.
         Target: a ratio of at most 2. It is stated, not asserted: a loaded machine must not fail a build.

Both sides are timed in turn within each round, after one round that is not counted, so that a machine that slows
down slows both. Ratios are of medians. Byte code is cached between runs, as it is for every user.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

BASE = ("-c", "import click, pydantic, yaml, jinja2")
YEARS = (2024, 2019, 2017, 2030)
USUAL_EXITS = frozenset({0, 1})
"""Without gaps, with gaps; anything else did not do the work that is timed."""

Commands = Mapping[str, Sequence[str]]
Times = Mapping[str, Sequence[float]]


def environment() -> dict[str, str]:
    """The caller's, less what would make Python compile its sources on every start."""
    return {k: v for k, v in os.environ.items() if k not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME"}}


def seconds(command: Sequence[str], folder: str) -> float:
    """Wall time of one run; ends the benchmark when the run failed."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode not in USUAL_EXITS:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode(errors='replace')}")
    return taken


def alternate(commands: Commands, rounds: int) -> Times:
    """Times of every command, each run once in every round."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            for name, command in commands.items():
                taken = seconds(command, folder)
                if number:
                    times[name].append(taken)
    return times


def startup(rounds: int) -> None:
    """`check run` for several years against the import of its libraries."""
    check = Path(sys.executable).with_name("check.exe" if os.name == "nt" else "check")
    if not check.exists():
        sys.exit(f"{check} is missing: install the program for this Python first (pip install .)")
    base = "import of libraries"
    commands: dict[str, Sequence[str]] = {base: (sys.executable, *BASE)}
    commands |= {f"check run --year {y}": (str(check), "run", "--year", str(y)) for y in YEARS}
    show(alternate(commands, rounds), base)


def show(times: Times, base: str) -> None:
    """One line for each command: milliseconds, and the ratio to the base."""
    print(f"{'':24} {'median':>8} {'min':>8} {'max':>8} {'ratio':>6}   (milliseconds, {len(times[base])} rounds)")
    for name, runs in times.items():
        figures = " ".join(f"{1000 * t:8.1f}" for t in (median(runs), min(runs), max(runs)))
        print(f"{name:24} {figures} {median(runs) / median(times[base]):6.2f}")


BENCHMARKS: Mapping[str, Callable[[int], None]] = {"startup": startup}


def main() -> None:
    """Run the benchmarks named, or all of them."""
    parser = argparse.ArgumentParser(
        description="Benchmarks of target-check.", epilog=f"Known: {', '.join(BENCHMARKS)}"
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="which benchmarks (default: all)")
    parser.add_argument("--rounds", type=int, default=15, help="timed rounds (default 15)")
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHMARKS)
    if unknown or options.rounds < 1:
        parser.error(f"unknown benchmark: {', '.join(sorted(unknown))}" if unknown else "--rounds must be 1 or more")
    for name in options.names or BENCHMARKS:
        print(f"{name}  (Python {sys.version.split()[0]})")
        BENCHMARKS[name](options.rounds)


if __name__ == "__main__":
    main()
