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
    "S449": Code(
        "error",
        Text(
            "填报表的{what}“{name}”没有登记。",
            "The {what} '{name}' of this form is not registered.",
        ),
        Text(
            "请核对文件来源：只有本单位发出的填报表才能报送；名称改过的，请在 rules 中登记为别名。",
            "Ask where it comes from: only forms that were sent out are taken. If it was renamed, register an alias.",
        ),
    ),
    "S451": Code(
        "error",
        Text(
            "“{name}”的单位被改成了“{unit}”，填报表要的是“{expected}”。",
            "The unit of '{name}' was changed to '{unit}'; the form asks for '{expected}'.",
        ),
        Text(
            "请把单位改回“{expected}”，数值按它填写。",
            "Change it back to '{expected}' and give the figure in it.",
        ),
    ),
    "S452": Code(
        "warning",
        Text(
            "{indicator}（{jurisdiction}）的“{column}”与发出的填报表不同。",
            "'{column}' of {indicator} ({jurisdiction}) is no longer what the form said when it was sent out.",
        ),
        Text(
            "请恢复原样；认为口径或上年数有误的，请写在“备注”里。",
            "Put it back; if the definition or last year's figure is wrong, say so in the note.",
        ),
    ),
    "S454": Code(
        "error",
        Text(
            "这张工作表也是一份统计表，但不属于这份填报表，没有读取。",
            "This sheet holds a table as well; it is no part of the form and was not read.",
        ),
        Text(
            "其中的数要报送的，请另存为单独的文件；不要的，请删去这张工作表。",
            "If its figures are to be reported, save it as a file of its own; if not, remove the sheet.",
        ),
    ),
}
