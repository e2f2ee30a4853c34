"""S419 and on: submitted files that cannot be read as they are, each cause by itself."""

from engine.model.codes.code import Code, Codes
from engine.model.extra import INSTALL
from engine.model.text import Text


def _refused(zh: str, en: str, do_zh: str, do_en: str) -> Code:
    """What is wrong and what to do."""
    return Code("error", Text(zh, en), Text(do_zh, do_en))


INTAKE: Codes = {
    "S419": _refused(
        "超出限度：{what}，上限 {limit}。",
        "Exceeds a limit: {what}, at most {limit}.",
        "请删去多余的内容（常见于表格最下方、最右方的零星单元格），或分成几个文件。",
        "Remove what does not belong there (often stray cells far below or right of the table), or split the file.",
    ),
    "S420": _refused(
        "无法作为{format}读取：{why}。",
        "Cannot be read as {format}: {why}.",
        "请用原来的软件打开并另存后再报。",
        "Open it in the program it came from and save it again.",
    ),
    "S421": _refused(
        "工作簿有密码。", "The workbook has a password.", "请去掉打开密码后另存。", "Save it without a password."
    ),
    "S422": _refused(
        "内容是{found}，不是可读取的表格。",
        "The content is {found}, which is not a table that can be read.",
        "请在 Excel 或 WPS 中另存为 .xlsx 或“CSV UTF-8”。",
        "Save it from Excel or WPS as .xlsx or 'CSV UTF-8'.",
    ),
    "S423": _refused(
        "文件内部 {part} 不安全：{why}，拒绝读取。",
        "Part {part} of the file is not safe: {why}; it is not read.",
        "正常的表格没有这样的内容，请查明来源。",
        "A spreadsheet program writes no such thing; ask where the file comes from.",
    ),
    "S424": _refused(
        "没有一张工作表有所需的表头；看过：{sheets}。",
        "No sheet has the header that is needed; looked at: {sheets}.",
        "表头应有：{columns}；也可用 intake/*.yaml 说明版式。",
        "The header needs: {columns}; or describe the layout in intake/*.yaml.",
    ),
    "S425": _refused(
        "看不出用什么分隔各列：表头中 {found} 都有。",
        "The separator of the columns is not clear: the header holds {found}.",
        "请只用一种分隔符。",
        "Use only one.",
    ),
    "S426": _refused(
        "公式“{formula}”没有存下计算结果。",
        "The formula '{formula}' has no stored result.",
        "请在 Excel 或 WPS 中打开、重新计算并保存，或直接填写数值。",
        "Open the file in Excel or WPS, recalculate and save it, or type the value.",
    ),
    "S427": _refused(
        "单元格是错误值 {error}。",
        "The cell holds the error {error}.",
        "请改正公式或直接填写数值。",
        "Correct the formula or type the value.",
    ),
    "S428": _refused(
        "年份单元格是日期 {date}，看来是把数 {number} 设成了日期格式。",
        "The year is a date, {date}; it looks like the number {number} formatted as a date.",
        "请把单元格格式改为“常规”，填写四位年份。",
        "Format the cell as General and write the year with four digits.",
    ),
    "S429": _refused(
        "数值带的单位“{glued}”与单位列“{unit}”不同。",
        "The unit '{glued}' behind the figure is not that of the row, '{unit}'.",
        "请核对后只在单位列写单位。",
        "Check which is meant and write the unit in its column only.",
    ),
    "S430": _refused(
        "“{text}”可以指零、没有这项工作或没有统计，不能代为判断。",
        "'{text}' may mean zero, no such thing, or not counted; nobody else can tell.",
        "为零填 0；没有这项工作填 -；没有统计则留空。",
        "Write 0 for zero, - where there is no such thing, and nothing where it was not counted.",
    ),
    "S431": _refused(
        "单元格显示为百分数（{shown}），单位却是“{unit}”。",
        "The cell shows a percentage ({shown}), but the unit is '{unit}'.",
        "请把单元格格式改为“常规”，或核对单位。",
        "Format the cell as General, or check the unit.",
    ),
    "S432": _refused(
        "报表的隐藏标记不完整或不相符：{why}。",
        "The hidden mark of the form is incomplete or does not fit: {why}.",
        "请重新取得本年度的空白报表填写，不要改动工作表。",
        "Fill in a fresh copy of this year's form and leave its sheets as they are.",
    ),
    "S433": _refused(
        "SDMX {column}“{text}”不能接受。",
        "SDMX {column} '{text}' is not accepted.",
        "可用：{allowed}。",
        "Accepted: {allowed}.",
    ),
    "S434": _refused(
        "与版式说明 {layout} 不符：{why}。",
        "Does not fit the layout {layout}: {why}.",
        "请核对文件，或修改版式说明。",
        "Check the file, or change the layout.",
    ),
    "S435": _refused(
        "这个数值落在合并单元格里（{range}），不知是合计还是每行都是。",
        "The figure lies in a merged range ({range}); it may be a total or stand for each row.",
        "请取消合并，逐行填写。",
        "Unmerge it and fill in each row.",
    ),
    "S436": _refused(
        "这种 {format} 文件需要另装组件。",
        "Files of {format} need a library that is not installed.",
        f"请运行 {INSTALL}。",
        f"Run {INSTALL}.",
    ),
    "S437": _refused(
        "单元格是{kind}，不是{wanted}。",
        "The cell holds {kind}, not {wanted}.",
        "请把单元格格式改为“常规”后重新填写。",
        "Format the cell as General and write it again.",
    ),
    "S438": _refused(
        "另有 {count} 处同样的错误（{like}），没有逐一列出。",
        "{count} more errors of the same kind ({like}) are not listed.",
        "请先改正已列出的。",
        "Correct those listed first.",
    ),
    "S439": _refused(
        "第 {line} 行不是可读取的 JSON 对象：{why}。",
        "Line {line} is not a JSON object that can be read: {why}.",
        '每行应是一个对象，如 {{"indicator": …, "value": …}}。',
        'Each line holds one object, such as {{"indicator": …, "value": …}}.',
    ),
    "S440": _refused(
        "文件中没有一行数据。",
        "The file holds not one row of figures.",
        "请填写后再报；确无数据时每项也要占一行，数值填“-”或留空。",
        "Fill it in; even without figures each item has a row, with '-' or nothing as its value.",
    ),
    "S441": _refused(
        "“{text}”不是确数，也不是可识别的界限。",
        "'{text}' is neither an exact figure nor a bound in a known form.",
        "请填确数，或写成 约22、不少于100、超过100、不足100。",
        "Give the exact figure, or write 约22, 不少于100, 超过100 or 不足100.",
    ),
    "S442": _refused(
        "这是{form}年的填报表，要的是{asked}年。",
        "This form is of {form}; the year asked for is {asked}.",
        "请改用{asked}年的填报表，或改正 --year。",
        "Use the form of {asked}, or correct --year.",
    ),
    "S443": _refused(
        "整份文件没有填一个数。",
        "Not one figure of the file is filled in.",
        "请填写后再报；没有此项填“-”。",
        "Fill it in; '-' where there is no such thing.",
    ),
    "S446": _refused(
        "读取程序没有读完这份工作簿：{why}。",
        "The workbook was not read to its end: {why}.",
        "请用原来的软件打开并另存后再报；表格确实很大的，分成几个文件。",
        "Open it in the program it came from and save it again; if it really is that large, split it.",
    ),
    "S448": _refused(
        "读取时程序出错（{type}：{why}），这个文件没有读取。",
        "The program failed at reading this file ({type}: {why}); nothing of it was used.",
        "请把文件报告给维护者；用 Excel 或 WPS 另存为 .xlsx 后通常可以再报。",
        "Report the file to the maintainers; saved again as .xlsx from Excel or WPS it can usually be read.",
    ),
    "S447": _refused(
        "到这里已有 {limit} 行出错，以下没有再读取。",
        "{limit} rows up to here are wrong; nothing below was read.",
        "请先核对是不是要报的那张表、各列有没有错位，改正后再报。",
        "Check that it is the right table and that its columns have not moved, then submit it again.",
    ),
    "S450": Code(
        "warning",
        Text(
            "另有 {count} 处同样的警告（{like}），没有逐一列出。",
            "{count} more warnings of the same kind ({like}) are not listed.",
        ),
        Text("请先核实已列出的。", "Clarify those listed first."),
    ),
    "S453": _refused(
        "编码是 {indicator}，名称“{name}”却是另一项指标（{other}）。",
        "The code is {indicator}, but the name '{name}' is that of another indicator, {other}.",
        "请核对是否错行，改正后编码与名称要一致。",
        "Check that no cells were moved to another row; code and name must agree.",
    ),
    "S460": _refused(
        "数值“{text}”和单位“{unit}”都带倍数，是不是乘了两次，无法判断。",
        "The figure '{text}' and its unit '{unit}' both carry a multiplier; nobody can tell whether it is meant twice.",
        "倍数只写一处：按“{unit}”填 {once}，或填 {text} 而单位写“{base}”（填报表的单位不能改）；"
        "确要乘两次的，数值写成不带“{scale}”的。",
        "Write it once: {once} in {unit}, or {text} in {base} (in a form the unit stays). If twice is meant, write the "
        "figure without {scale}.",
    ),
    "S461": _refused(
        "SDMX 的 {column} 是“{text}”，这个数只是其中一部分，不能当作全部。",
        "SDMX {column} is '{text}': the figure is of that part only and cannot stand for the whole.",
        "只报合计的行（{column} 为 _T，不适用为 _Z 或空）；要分开统计的，登记为单独的指标；"
        "{column} 与数值无关的，删去这一列。",
        "Submit the rows of the total ({column} _T; _Z or nothing where it does not apply); register what is counted "
        "apart as an indicator of its own; remove the column if it does not concern the figure.",
    ),
    "S462": _refused(
        "{column} 列是“{said}”，value 列却是“{value}”，互相矛盾。",
        "Column {column} says '{said}', but the value is '{value}'.",
        "reported 要有数；missing、not_applicable 的 value 留空；有 bound 列的，value 只写数。",
        "With reported there is a number, with missing and not_applicable nothing; where bound is given, the value is "
        "a number alone.",
    ),
    "S463": _refused(
        "{column} 列的“{text}”不认识。",
        "'{text}' in column {column} is not known.",
        "可用：{allowed}；也可不要这一列，直接在 value 里写 约5、不少于5 或 -。",
        "Use {allowed}; or leave the column out and write 约5, 不少于5 or - as the value.",
    ),
}
