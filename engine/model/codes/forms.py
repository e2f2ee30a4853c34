"""S444 on: a form of ours that came back, held against the figures that it was sent out for."""

from engine.model.codes.code import Code, Codes
from engine.model.text import Text

FORMS: Codes = {
    "S444": Code(
        "warning",
        Text(
            "填报表缺少一行：{jurisdiction}“{name}”（{indicator}），原表第 {row} 行。",
            "The form lacks a row: '{name}' ({indicator}) of {jurisdiction}, row {row} when it was sent out.",
        ),
        Text(
            "请不要删行：没有此事项填“-”，没有掌握留空。请用原表补上这一行。",
            "Delete no rows: '-' where it does not apply, blank where it is not known. Put the row back from the form.",
        ),
    ),
    "S445": Code(
        "error",
        Text(
            "填报表没有要求填报{jurisdiction}“{name}”：这一行是后加的，或者改了指标编码、地区。",
            "The form never asked for '{name}' of {jurisdiction}: the row was added, or its code or place changed.",
        ),
        Text(
            "请恢复原来的指标编码和地区；确要报送的，另用一张表。",
            "Put the code and the jurisdiction back; to report it nevertheless, use a table of its own.",
        ),
    ),
}
