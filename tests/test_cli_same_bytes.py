"""Same inputs, same bytes: whatever the hash seed, time zone, locale and number of runs."""

from pathlib import Path

from running import check, contents, process

LINE = ("run", "--year", "2024", "--output", "out")
SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "UTC", "LC_ALL": "C.UTF-8", "COLUMNS": "60", "HOME": "/nonexistent"},
)


def test_in_any_surroundings(tmp_path: Path) -> None:
    results = []
    for i, env in enumerate(SURROUNDINGS):
        folder = tmp_path / str(i)
        folder.mkdir()
        results.append((process(*LINE, cwd=folder, env=env), contents(folder)))
    assert results[0][0].code == 1
    assert results[0] == results[1] == results[2]


def test_twice_into_one_folder(tmp_path: Path) -> None:
    line = ["run", "--year", 2025, "--format", "json", "--output", tmp_path]
    first, before = check(*line), contents(tmp_path)
    assert (check(*line), contents(tmp_path)) == (first, before)
