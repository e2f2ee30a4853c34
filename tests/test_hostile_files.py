"""Files too large, too deep or too odd to keep in the repository: each is read or refused, never a hang or a crash."""

import pytest
from reading import read

from engine.catalog.validate import validate
from engine.catalog.yaml_text import MAX_BYTES, MAX_DEPTH, MAX_NODES, Parsed, parse
from engine.model.diagnostic import Diagnostic
from engine.model.registry import DepartmentFile


def codes(parsed: Parsed) -> list[str]:
    """Codes of the problems found."""
    return [d.code for d in parsed.problems]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "".join(" " * i + "a:\n" for i in range(1_000)),
        "&a [*a]",
        "&a {b: *a}",
        "a: &a [b, *a]\n",
    ],
    ids=lambda t: t[:8].strip(),
)
def test_deep_files_are_refused(text: str) -> None:
    """Before libyaml composes them by recursion in C, where a hundred thousand levels end the process."""
    assert codes(parse(text.encode(), "f")) == ["F005"]


def test_depth_at_the_limit_is_read() -> None:
    assert parse(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "f").problems == []
    assert codes(parse(b"[" * (MAX_DEPTH + 2) + b"]" * (MAX_DEPTH + 2), "f")) == ["F005"]


def test_size_at_the_limit_is_read() -> None:
    assert parse(b"a: ".ljust(MAX_BYTES, b"x"), "f").problems == []
    assert codes(parse(b"a: ".ljust(MAX_BYTES + 1, b"x"), "f")) == ["F005"]


def test_nodes_are_counted_with_their_aliases() -> None:
    """One list of a thousand, named as often as the limit allows, and once more."""
    thousand = "a: &a [" + "x," * 999 + "]\nb: ["
    allowed = MAX_NODES // 1_000 - 2
    assert parse(f"{thousand}{'*a,' * allowed}]".encode(), "f").problems == []
    assert codes(parse(f"{thousand}{'*a,' * (allowed + 2)}]".encode(), "f")) == ["F005"]


def test_every_wrong_key_is_reported_at_its_place() -> None:
    """Ten thousand of them: a look-up that searched the mapping for each would take their square."""
    parsed = parse(b"".join(b"key%d: 1\n" % i for i in range(10_000)), "f")
    assert validate(DepartmentFile, parsed) is None
    lines = [d.place.line for d in parsed.problems if d.code == "R101"]
    assert lines == list(range(1, 10_001))


def test_marks_of_a_doubled_key_are_the_first() -> None:
    parsed = parse(b"a: 1\nb: 2\na: 3\n", "f")
    assert parsed.marks.at("a").line == 1
    assert parsed.marks.at("nowhere").line == 1


def test_keys_that_are_lists_have_no_name() -> None:
    assert codes(parse(b"? [a, b]\n: c\n? {d: e}\n: f\n", "f")) == ["F004"]


def test_a_byte_order_mark_is_no_problem() -> None:
    assert parse(b"\xef\xbb\xbfa: 1\n", "f").data == {"a": "1"}


def test_scalars_stay_what_was_written() -> None:
    """No float, no date, no octal, no yes: the rule files say exactly what their models read."""
    text = "a: 1.10\nb: 2022-03-08\nc: 0o17\nd: yes\ne: 1_000\nf: .inf\ng: '007'\nh: null\ni: true\nj: 'true'\n"
    assert parse(text.encode(), "f").data == {
        "a": "1.10",
        "b": "2022-03-08",
        "c": "0o17",
        "d": "yes",
        "e": "1_000",
        "f": ".inf",
        "g": "007",
        "h": None,
        "i": True,
        "j": "true",
    }


def test_tags_do_not_make_objects() -> None:
    assert parse(b"a: !!python/object/apply:os.system [echo]\n", "f").data == {"a": ["echo"]}


def test_a_field_of_a_csv_file_may_not_swallow_the_file() -> None:
    header = b"indicator,jurisdiction,year,value,unit\n"
    for body, code in ((b"x" * 200_000, "S419"), ((b"x" * 50_000 + b"\n") * 4, "S412")):
        found = list(read(header + b'"' + body, "f.csv"))
        assert [d.code for d in found if isinstance(d, Diagnostic)] == [code]
