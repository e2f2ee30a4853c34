"""CI reports for the tests of their formats: one with everything, and any that hypothesis can think of."""

from hypothesis import strategies as st

from engine.model.ci_report import Annotation, Case, CiReport, CiRule, Suite
from engine.model.diagnostic import Place
from engine.model.text import Text

FALL = Annotation(
    "error", "C101", Place("报送/吴兴 区.csv", 4, 17), Text("数值“１２”不对。", "'１２' is wrong."), "aa11"
)
CELL = Annotation(
    "warning", "C205", Place("form.xlsx", 7, 5, "填报表"), Text("与上年相同。", "Same as before."), "bb22"
)
NOTE = Annotation(
    "info", "S430", Place("form.xlsx", 0, 0, "隐藏 表"), Text("隐藏的表已读。", "Hidden sheet read."), "cc33"
)
LOST = Annotation("error", "F001", Place("gone.csv"), Text("无法读取。", "Cannot be read."), "dd44")
EXCUSED = Annotation(
    "info", "C101", None, Text("缺口20家。", "Short by 20."), "ee55", Text("情况说明：甲。", "Waiver: A.")
)

REPORT = CiReport(
    "target-check 0.1.0",
    (
        Suite("报送/吴兴 区.csv", (Case("reading", "passed"), Case("C101", "failed", (FALL, FALL._replace(id="ab"))))),
        Suite("form.xlsx", (Case("C205", "passed", (CELL, NOTE)), Case("C101", "skipped", (EXCUSED,)))),
        Suite(
            "gone.csv",
            (Case("reading", "error", (LOST,)), Case("C101", "skipped", why=Text("未检查。", "Not checked."))),
        ),
    ),
    (
        ("C101", CiRule(Text("累计数不应下降", "Running totals do not fall"), Text("请核对。", "Check it."))),
        ("C205", CiRule(Text("与上年相同", "Same as last year"), level="warning")),
        ("F001", CiRule(Text("无法读取", "Cannot be read"))),
        ("S430", CiRule(Text("隐藏", "Hidden"), level="info")),
    ),
)
"""Each level, each result, each kind of place."""


def many(level: str, count: int) -> CiReport:
    """A report with so many remarks of one level, in one case."""
    remarks = tuple(FALL._replace(level=level, id=str(n), place=Place("a.csv", n + 2)) for n in range(count))
    return CiReport("target-check 0.1.0", (Suite("a.csv", (Case("C101", "failed", remarks),)),), REPORT.rules)


def any_text(smallest: int = 0) -> st.SearchStrategy[str]:
    """Any characters at all, half ones and controls too, and what means something to one of the formats."""
    loaded = st.sampled_from(["::", "##[", "::error::", "%0A", "]]>", "<", "&#0;", "\x1b", "\r\n", "\u2028", ",", "%"])
    character = st.characters(min_codepoint=0, max_codepoint=0x10FFFF, categories=None)
    return st.lists(loaded | character, min_size=smallest, max_size=12).map("".join)


def _any_annotation() -> st.SearchStrategy[Annotation]:
    number = st.integers(0, 2000)
    text = st.builds(Text, any_text(), any_text())
    place = st.none() | st.builds(Place, any_text(1), number, number, any_text())
    return st.builds(
        Annotation, st.sampled_from(["error", "warning", "info"]), any_text(1), place, text, any_text(), text
    )


def any_report() -> st.SearchStrategy[CiReport]:
    """Any report; its rules are those of its annotations."""
    case = st.builds(
        Case,
        any_text(),
        st.sampled_from(["passed", "failed", "error", "skipped"]),
        st.lists(_any_annotation(), max_size=3).map(tuple),
        st.builds(Text, any_text(), any_text()),
    )
    why = st.sampled_from([Text("", ""), Text("警告也算。", "Warnings count.")])
    suite = st.builds(Suite, any_text(), st.lists(case, max_size=3).map(tuple))
    return st.builds(CiReport, any_text(), st.lists(suite, max_size=3).map(tuple), st.just(()), why).map(_with_rules)


def _with_rules(report: CiReport) -> CiReport:
    rules = sorted({remark.annotation.rule for remark in report.remarks()})
    return report._replace(rules=tuple((rule, CiRule(Text(rule, rule))) for rule in rules))
