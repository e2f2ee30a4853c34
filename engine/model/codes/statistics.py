# ruff: noqa: E501  sentences stand on one line, so that both languages can be read side by side
"""S: submitted figures."""

from engine.model.codes.code import Code, Codes, error, info, warning
from engine.model.text import Text

STATISTICS: Codes = {
    "S401": error("表头缺少列：{columns}。", "The header lacks columns: {columns}."),
    "S402": error("不认识的列“{column}”。{hint}", "Unknown column '{column}'. {hint}"),
    "S403": error(
        "本行有 {found} 列，表头有 {expected} 列。", "This row has {found:field}, the header has {expected}."
    ),
    "S404": error(
        "年份“{text}”不可用。",
        "Year '{text}' is not usable.",
        Text("请写四位数字，1900 至 2200。", "Write four digits, 1900 to 2200."),
    ),
    "S405": error(
        "数值“{text}”无法识别。",
        "Value '{text}' cannot be read.",
        Text(
            "可写 1234、1,234.5、2万、超过3%、约5万、-（不适用）或留空（未报）。",
            "Write 1234, 1,234.5, 2万, 超过3%, 约5万, - (not applicable) or nothing (not reported).",
        ),
    ),
    "S406": error(
        "状态“{text}”不可用，应为核实数、快报数或修订数（final、provisional、revised）。{hint}",
        "Status '{text}' is not allowed; use final, provisional or revised (核实数, 快报数, 修订数). {hint}",
    ),
    "S407": error(
        "“{name}”{where}{year}年有两个不同的数：此处{value}，另一处{other_value}（{other}）。请核实后只留一个；更正的数状态写“修订数”。",
        "Two different figures of '{name}' for {where}, {year}: {value} here, {other_value} at {other}. Keep one; a corrected figure has the status revised.",
    ),
    "S408": error("计数不能为负：{value}。", "A count cannot be negative: {value}."),
    "S409": error(
        "累计数下降：{year} 年 {value}，上年 {before}。累计数不可能减少。",
        "A running total falls: {value} in {year}, {before} the year before.",
    ),
    "S410": warning(
        "指标“{id}”没有登记，{rows} 行未使用。{hint}",
        "Indicator '{id}' is not registered; {rows:row} unused. {hint}",
    ),
    "S411": Code(
        "error",
        Text("缺少{what}。", "Missing: {what}."),
        Text(
            "请补填；如果本行不是一个数（小计、签名等），请移出表格。",
            "Fill it in; a row that is no figure, such as a subtotal or a signature, does not belong in the table.",
        ),
    ),
    "S414": error(
        "{year}年下级合计 {total}，本级填报 {own}，相差超过允许的 {allowed}。",
        "Districts add up to {total} for {year}, but {own} was reported: more than {allowed} apart.",
    ),
    "S415": warning(
        "地区“{name}”没有登记，也不是任何计划的地区，{rows} 行未使用。{hint}",
        "Jurisdiction '{name}' is neither registered nor that of a plan; {rows:row} unused. {hint}",
    ),
    "S416": error("这里没有统计数据：{why}", "No statistics here: {why}"),
    "S413": error(
        "{column}“{text}”不可用，应为大于零的数。", "{column} '{text}' is not usable; a number above zero is expected."
    ),
    "S418": error(
        "报送日期“{text}”不可用，应如 2025-02-10。", "Day of receipt '{text}' is not usable; write it as 2025-02-10."
    ),
    "S471": warning(
        "报送日期 {day}（共 {rows} 行）不可能：{why}。请改正或删去。",
        "Day of receipt {day} ({rows} rows) cannot be: {why}. Correct or remove it.",
    ),
    "S472": info(
        "写的报送日期是 {day}（共 {rows} 行），收到的日期是 {received}；以收到的日期为准。",
        "The day of receipt given is {day} ({rows} rows), but the file came on {received}; the latter holds.",
    ),
    "S473": warning(
        "以前的数据有 {n} 处读不出（第一处：{first}），没有用来比较。请改正后再查。",
        "{n} places of these earlier figures cannot be read (the first: {first}) and were not compared with. Correct them and check again.",
    ),
    "S467": Code(
        "error",
        Text(
            "表头在第 {row} 行，上面还有 {rows} 行像是另一张表的表头或数据，没有读取。",
            "The header is row {row}; {rows:row} above it, which look like the header or figures of another table, were not read.",
        ),
        Text(
            "请一张表只留一个表头，放在数据之上；两张表请分开。",
            "Keep one header, above the figures; split two tables.",
        ),
    ),
    "S466": Code(
        "error",
        Text("列“{heading}”与列“{other}”都是{column}。", "Columns '{heading}' and '{other}' both mean {column}."),
        Text("请只留一列，或合并为一列。", "Keep one of them, or put both into one."),
    ),
    "S412": error("无法按 CSV 读取：{why}。", "Cannot be read as CSV: {why}."),
}
