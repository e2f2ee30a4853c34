"""K: checks of figures in `checks.yaml`. The checks themselves have codes of their own, C101 and on."""

from engine.model.codes.code import Code, Codes
from engine.model.text import Text


def _error(text: Text, advice: Text) -> Code:
    return Code("error", text, advice)


CHECKS: Codes = {
    "K701": _error(
        Text("检查 {id} 的表达式不可用：{why}。", "The expression of check {id} cannot be used: {why}."),
        Text("{hint}", "{hint}"),
    ),
    "K702": _error(
        Text(
            "检查 {id} 的句子里的 {{{name}}} 不是“{scope}”的字段。",
            "{{{name}}} in a sentence of check {id} is no field of '{scope}'.",
        ),
        Text("{hint}", "{hint}"),
    ),
    "K703": _error(
        Text("检查编号“{id}”重复（另一处：{other}）。", "Check id '{id}' is used twice (also at {other})."),
        Text("请改用没有用过的编号。", "Use an id that was never used."),
    ),
    "K704": _error(
        Text("检查 {id} 的用例字段“{name}”不可用：{why}。", "Field '{name}' in a test of check {id}: {why}."),
        Text("{hint}", "{hint}"),
    ),
    "K705": _error(
        Text(
            "检查 {id} 的第 {n} 个用例不符：预期 {expected}，实为 {found}。",
            "Test {n} of check {id} fails: {expected} expected, {found} found.",
        ),
        Text("请核对表达式和用例。", "Compare the expression with the test."),
    ),
    "K706": _error(
        Text("检查 {id} 没有{what}的用例。", "Check {id} has no test {what}."),
        Text("至少各写一个：一个成立、一个不成立。", "Write one that holds and one that does not."),
    ),
}
