"""The composite action and the GitLab example: their shape, and the script of the action run by a real bash."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from running import ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SCRIPTS = [step for step in STEPS if "run" in step]
FAKE = """\
#!/bin/bash
printf '%s\\n' "$*" >> "$ASKED"
case " $* " in
  *" github "*) echo "::error::wrong"; exit "$CODE" ;;
  *" junit "*) [ "$CODE" = 2 ] || echo "<testsuites />"; exit "$CODE" ;;
  *" sarif "*) [ "$CODE" = 2 ] || echo "{}"; exit "$CODE" ;;
esac
"""
"""Stands for `check`: notes how it was called, prints something in each format, ends with $CODE."""


def test_it_is_composite_and_every_step_can_run() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(set(step) >= {"name", "uses"} or set(step) >= {"name", "shell", "run"} for step in STEPS)
    assert {step["shell"] for step in SCRIPTS} == {"bash"}


def test_inputs_and_outputs_are_described_and_inputs_have_defaults() -> None:
    assert all(set(entry) == {"description", "default"} for entry in ACTION["inputs"].values())
    assert all(set(entry) == {"description", "value"} for entry in ACTION["outputs"].values())


def test_what_others_wrote_never_becomes_a_part_of_a_script() -> None:
    assert not [step["name"] for step in SCRIPTS if "${{" in step["run"]]


def test_every_input_is_used_and_every_reference_exists() -> None:
    text = yaml.safe_dump(ACTION)
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    ids = {step["id"] for step in STEPS if "id" in step}
    assert {found for found, _ in re.findall(r"steps\.(\w+)\.outputs\.([\w-]+)", text)} <= ids


def test_only_actions_of_github_are_used_each_at_a_version() -> None:
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"]) for step in STEPS if "uses" in step)


HEADER = "indicator,jurisdiction,year,value,unit,status,source,note\n"
REAL = f"""\
#!/bin/bash
printf '%s\\n' "$*" >> "$ASKED"
PYTHONPATH={ROOT} exec {sys.executable} -m engine "$@"
"""


def validated(
    folder: Path, code: int, program: str = FAKE, **inputs: str
) -> tuple[int, str, dict[str, str], list[str]]:
    """The last step with `check` replaced: exit code, log, outputs, and how `check` was called."""
    check, asked, outputs = folder / "check", folder / "asked", folder / "outputs"
    check.write_text(program, encoding="utf-8")
    check.chmod(0o755)
    outputs.touch()
    given = {"PATHS": "statistics", "YEAR": "", "RULES": "", "FAIL_ON": "error", "REPORTS": "out"} | inputs
    names = {"CHECK": check, "ASKED": asked, "CODE": code, "GITHUB_OUTPUT": outputs}
    env = {"PATH": os.environ["PATH"], **given, **{k: str(v) for k, v in names.items()}}
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", SCRIPTS[-1]["run"]]
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, check=False, encoding="utf-8")
    pairs = dict(line.split("=", 1) for line in outputs.read_text(encoding="utf-8").splitlines())
    return done.returncode, done.stdout, pairs, asked.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("code", [0, 1, 3])
def test_the_step_annotates_reports_and_ends_as_check_does(tmp_path: Path, code: int) -> None:
    ended, log, outputs, _ = validated(tmp_path, code)
    assert (ended, log) == (code, "::error::wrong\n")
    assert outputs == {"junit": "out/junit.xml", "sarif": "out/check.sarif", "exit-code": str(code)}
    assert (tmp_path / "out" / "junit.xml").read_text(encoding="utf-8") == "<testsuites />\n"


def test_the_step_with_the_real_program(tmp_path: Path) -> None:
    figures = f"{HEADER}study-tour-bases,湖州市,2024,{{}},家,final,示例数据,\n"
    (tmp_path / "sound.csv").write_text(figures.format(20), encoding="utf-8")
    sound = "science-events,湖州市,2024,95,场次,final,示例数据,\n"
    (tmp_path / "broken.csv").write_text(figures.format("二十") + sound, encoding="utf-8")
    ended, log, outputs, _ = validated(tmp_path, 0, REAL, PATHS="sound.csv\nbroken.csv")
    assert (ended, outputs["exit-code"]) == (1, "1")
    assert log.startswith("::error file=broken.csv,line=2,")
    suites = {suite.get("name"): suite.get("failures") for suite in ET.parse(tmp_path / outputs["junit"]).getroot()}
    assert suites["broken.csv"] == "1"
    (run,) = json.loads((tmp_path / outputs["sarif"]).read_text(encoding="utf-8"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["S405"]


def test_the_step_with_the_real_program_and_sound_figures(tmp_path: Path) -> None:
    ended, _, outputs, _ = validated(
        tmp_path, 0, REAL, PATHS=str(ROOT / "docs/ci-example/statistics/huzhou-2024-example.csv")
    )
    assert (ended, set(outputs)) == (0, {"junit", "sarif", "exit-code"})


def test_reports_that_could_not_be_made_are_not_there(tmp_path: Path) -> None:
    ended, _, outputs, _ = validated(tmp_path, 2)
    assert (ended, outputs) == (2, {"exit-code": "2"})
    assert list((tmp_path / "out").iterdir()) == []


def test_inputs_reach_check_as_words_whatever_they_hold(tmp_path: Path) -> None:
    paths = "吴兴 区.csv\n\n$(touch hacked);`touch hacked`\n--help\n"
    _, _, _, asked = validated(tmp_path, 0, PATHS=paths, YEAR="2024", RULES="my rules", FAIL_ON="warning")
    assert asked[-1] == (
        "validate --fail-on warning --year 2024 --rules my rules --format github -- "
        "吴兴 区.csv $(touch hacked);`touch hacked` --help"
    )
    assert not (tmp_path / "hacked").exists()


def test_the_gitlab_example_keeps_its_reports_when_the_gate_is_shut() -> None:
    jobs = yaml.safe_load((ROOT / "docs" / "gitlab-ci.yml").read_text(encoding="utf-8"))
    gates = {name: job for name, job in jobs.items() if "script" in job and not name.startswith(".")}
    assert set(gates) == {"figures", "targets"}
    for job in gates.values():
        report = job["artifacts"]["reports"]["junit"]
        assert job["artifacts"]["when"] == "always"
        assert any(report in line for line in job["script"])
