"""Inputs that cost the square of their length, or all memory, unless care is taken; characters a terminal obeys."""

import time
from pathlib import Path

import pytest

from engine.cli.screen import paint
from engine.files import CONTROLS
from engine.render.columns import indent, wrap
from engine.render.template import BadTemplateError, environment, escaped, render
from engine.verbatim import _Lines

SOON = 5


def test_combining_marks_are_wrapped_in_one_pass() -> None:
    start = time.monotonic()
    marks = "e" + "\u0301" * 60_000
    assert wrap(marks, 20) == [marks]
    assert "".join(wrap(f"科{marks}普" * 3, 4)) == f"科{marks}普" * 3
    assert len(indent("科" * 60_000, 80, "", "")) == 1500
    assert time.monotonic() - start < SOON


def test_a_quote_on_every_line_is_found_in_one_pass() -> None:
    start = time.monotonic()
    lines = _Lines("科普基地\n" * 50_000)
    assert lines.find("科普基地") == set(range(50_000))
    assert lines.find("基地科普") == set(range(49_999))
    assert time.monotonic() - start < SOON


@pytest.mark.parametrize(
    "text",
    [
        "{% include 't.j2' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ 'x' * 10**11 }}",
        "{{ 10**11 * 'x' }}",
        "{{ [1] * 10**11 }}",
        "{{ 10 ** 99999999 }}",
        "{% for a in range(9999) %}{% for b in range(9999) %}xxxxxxxx{% endfor %}{% endfor %}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    ],
)
def test_templates_without_end(tmp_path: Path, text: str) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "t.j2").write_text(text, "utf-8")
    start = time.monotonic()
    with pytest.raises(BadTemplateError) as caught:
        render(environment(tmp_path, "zh"), "t.j2", {}, "templates")
    assert (caught.value.diagnostic.code, caught.value.diagnostic.place.file) == ("T501", "templates/t.j2")
    assert time.monotonic() - start < 4 * SOON


def test_products_that_memos_need(tmp_path: Path) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "t.j2").write_text("{{ '-' * 9 }}{{ 3 * 4 }}{{ 2 ** 10 }}", "utf-8")
    assert render(environment(tmp_path, "zh"), "t.j2", {}, "templates") == "-" * 9 + "121024"


@pytest.mark.parametrize("c", CONTROLS, ids=lambda c: f"{ord(c):04x}")
def test_control_characters_are_shown_and_not_obeyed(c: str) -> None:
    assert escaped(f"甲{c}乙") == ("甲 乙" if c in "\t\n\r\u2028\u2029" else "甲\ufffd乙")
    assert paint(f"甲{c}乙", None) == "甲\ufffd乙"


def test_what_is_no_control_character_stays() -> None:
    assert escaped({"a": ["甲\u3000乙", "é", "㐀", "😀"]}) == {"a": ["甲\u3000乙", "é", "㐀", "😀"]}
