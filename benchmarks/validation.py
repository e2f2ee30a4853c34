"""Validation of a large submission, against a plain pass over the same file with the csv module.

    .venv/bin/python benchmarks/validation.py                  100,000 rows
    .venv/bin/python benchmarks/validation.py --rows 10000 --rounds 5

The file is made anew: counties of cities × indicators × years with plausible growth, and a few faults of each kind,
under rules of its own with as many registered counties. Both sides are whole processes, timed in turn within each
round. Printed: seconds, rows a second, the ratio to the plain pass, and the peak memory of `check validate`.
"""

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

YEARS = range(2015, 2025)
INDICATORS = ("science-events", "science-volunteers", "volunteer-teams", "science-bases", "quality-farmers-trained")
UNITS = {
    "science-events": "场次",
    "science-volunteers": "人",
    "volunteer-teams": "支",
    "science-bases": "家",
    "quality-farmers-trained": "人次",
}
FAULTS = ("-5", "12,34", "1.5", "", "-", "9999999", "约5万")
FAULTY = 0.001
"""Share of rows with a fault: a submission that is mostly right."""
PER_CITY = 10
"""Counties of a city: their changes are compared with each other."""
PLAIN = "import csv, sys\nfor row in csv.reader(open(sys.argv[1], encoding='utf-8', newline='')):\n    pass\n"


def rows(count: int) -> Iterator[list[str]]:
    """`count` figures, always the same ones."""
    chance = random.Random(5)  # figures only
    per_county = len(INDICATORS) * len(YEARS)
    for number in range(-(-count // per_county)):
        for indicator in INDICATORS:
            value = chance.randrange(20, 5_000)
            for year in YEARS:
                value += chance.randrange(0, 1 + value // 10)
                written = chance.choice(FAULTS) if chance.random() < FAULTY else str(value)
                yield [indicator, f"{county(number)}", str(year), written, UNITS[indicator], "final", "示例数据", ""]


def county(number: int) -> str:
    """Name of a made county."""
    return f"示例县{number:05}"


def city(number: int) -> str:
    """Name of the made city that counties lie in."""
    return f"示例市{number:04}"


def prepare(folder: Path, count: int) -> tuple[Path, Path]:
    """The submission and the rules that know its counties."""
    rules = Path(__file__).parent.parent / "rules"
    own = folder / "rules"
    plan = own / "huzhou-2021-2025"
    plan.mkdir(parents=True)
    for name in ("indicators.yaml", "departments.yaml", "huzhou-2021-2025/commitments.yaml"):
        (own / name).write_bytes((rules / name).read_bytes())
    counties = -(-count // (len(INDICATORS) * len(YEARS)))
    cities = -(-counties // PER_CITY)
    lines = [f"  - {{code: '{900_000 + n}', name: {city(n)}}}" for n in range(cities)]
    lines += [
        f"  - {{code: '{100_000 + n}', name: {county(n)}, parent: {city(n // PER_CITY)}}}" for n in range(counties)
    ]
    lines.append("  - {code: '330500', name: 湖州市}")
    (own / "jurisdictions.yaml").write_text("\n".join(["schema: 1", "jurisdictions:", *lines, ""]), "utf-8")
    path = folder / "figures.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["indicator", "jurisdiction", "year", "value", "unit", "status", "source", "note"])
        writer.writerows(row for row, _ in zip(rows(count), range(count), strict=False))
    return path, own


def seconds(command: Sequence[str], folder: Path, exits: frozenset[int]) -> float:
    """Wall time of one run; ends the benchmark when the run failed."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode not in exits:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode(errors='replace')}")
    return taken


def main() -> None:
    """Time both sides and print a line for each."""
    parser = argparse.ArgumentParser(description="Validation of a large submission against a plain csv pass.")
    parser.add_argument("--rows", type=int, default=100_000, help="figures in the submission (default 100000)")
    parser.add_argument("--rounds", type=int, default=3, help="timed rounds (default 3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, own = prepare(folder, options.rows)
        plain = (sys.executable, "-c", PLAIN, str(path))
        check = (sys.executable, "-m", "engine", "validate", str(path), "--rules", str(own), "--format", "json")
        times: dict[str, list[float]] = {"csv module": [], "check validate": []}
        for _ in range(options.rounds):
            times["csv module"].append(seconds(plain, folder, frozenset({0})))
            times["check validate"].append(seconds(check, folder, frozenset({1})))
    base = median(times["csv module"])
    for side, taken in times.items():
        middle = median(taken)
        print(f"{side:16} {middle:8.2f} s {options.rows / middle:12,.0f} rows/s {middle / base:8.1f} x csv")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of a child process {peak:.0f} MiB, {options.rounds} rounds, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
