# ruff: noqa: E501  sentences stand on one line, so that both languages can be read side by side
"""S: submitted figures."""

from engine.model.codes.code import Codes, error, warning
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
    "S411": error("缺少{what}。", "{what} is missing.", Text("请填上。", "Fill it in.")),
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
    "S412": error("无法按 CSV 读取：{why}。", "Cannot be read as CSV: {why}."),
}
