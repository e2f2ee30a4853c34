# ruff: noqa: E501  sentences stand on one line, so that both languages can be read side by side
"""Every diagnostic code with its level and its sentence; a case folder under fixtures/broken/ proves each."""

from typing import Literal, NamedTuple

from engine.model.text import Text


class Code(NamedTuple):
    """Level and sentence of one diagnostic code."""

    level: Literal["error", "warning"]
    text: Text


def _error(zh: str, en: str) -> Code:
    return Code("error", Text(zh, en))


def _warning(zh: str, en: str) -> Code:
    return Code("warning", Text(zh, en))


CODES = {
    # F: files and YAML
    "F001": _error("无法读取：{why}。请检查路径和权限。", "Cannot be read: {why}. Check the path and the permissions."),
    "F002": _error(
        "不是 UTF-8 文本（第 {offset} 字节）。请另存为 UTF-8。",
        "Not UTF-8 text (byte {offset}). Save it as UTF-8.",
    ),
    "F003": _error("YAML 语法错误：{why}。", "YAML syntax error: {why}."),
    "F004": _error(
        "键“{key}”重复（首次出现在第 {first} 行）。请删去一处。",
        "Key '{key}' occurs twice (first on line {first}). Remove one.",
    ),
    "F005": _error(
        "文件超出限度：{what}，上限 {limit}。规则文件不需要这样的结构，请改写。",
        "File exceeds a limit: {what}, at most {limit}. Rule files need no such structure; rewrite it.",
    ),
    "F006": _error(
        "规则目录中没有任何计划：找不到 */commitments.yaml。",
        "The rules folder holds no plan: no */commitments.yaml found.",
    ),
    "F007": _error(
        "找不到登记文件 {name}。请在规则目录中补上。",
        "Registry file {name} is missing. Add it to the rules folder.",
    ),
    "F008": _error("{names} 同时存在，请只留一个。", "{names} are both there. Keep one."),
    "F009": _error(
        "目录中有 {names}，却没有 commitments.yaml，不会作为计划读取。{hint}",
        "The folder holds {names} but no commitments.yaml, so it is not read as a plan. {hint}",
    ),
    "F010": _warning("不认识的文件名，没有读取。{hint}", "Unknown file name, not read. {hint}"),
    # R: one rule file by itself
    "R101": _error("不认识的键“{key}”。{hint}", "Unknown key '{key}'. {hint}"),
    "R102": _error("缺少必填项“{key}”。", "Required key '{key}' is missing."),
    "R103": _error("“{value}”不可用。允许的值：{allowed}。", "'{value}' is not allowed here. Allowed: {allowed}."),
    "R104": _error(
        "“{text}”不是可识别的数。可写作 100、7.0、1,234、2万、500万。",
        "'{text}' is not a number as plans write it. Write 100, 7.0, 1,234, 2万 or 500万.",
    ),
    "R105": _error("“{text}”位数太多，最多 {limit} 位数字。", "'{text}' has too many digits, at most {limit}."),
    "R106": _error("单位“{unit}”不能换算为“{expected}”。", "Unit '{unit}' does not convert to '{expected}'."),
    "R107": _error("“{key}”的值不合要求：{why}。", "The value of '{key}' is not acceptable: {why}."),
    "R108": _error("目标写法不全或矛盾：{why}。", "The target is incomplete or contradictory: {why}."),
    "R109": _error("进度方法写法不全或矛盾：{why}。", "The trajectory is incomplete or contradictory: {why}."),
    "R110": _error("口径与计量方式不符：{why}。", "Indicator kind and measure do not fit: {why}."),
    "R111": _error("年份“{text}”不可用，应为四位数字。", "Year '{text}' is not usable; write four digits."),
    "R112": _error("“{text}”不是月-日，如 03-31。", "'{text}' is not a month and a day, such as 03-31."),
    # L: rule files held against each other
    "L201": _error(
        "计划编号“{id}”与目录名“{folder}”不一致。", "Plan id '{id}' differs from its folder name '{folder}'."
    ),
    "L202": _error("编号“{id}”重复（另一处：{other}）。", "Id '{id}' is used twice (also at {other})."),
    "L203": _error("指标“{id}”没有登记。{hint}", "Indicator '{id}' is not registered. {hint}"),
    "L204": _error(
        "单位“{name}”没有登记在 departments.yaml 中。{hint}",
        "Department '{name}' is not in departments.yaml. {hint}",
    ),
    "L205": _error("名称“{name}”已用于“{other}”，不能再作他用。", "Name '{name}' already belongs to '{other}'."),
    "L206": _error(
        "同一单位“{name}”既牵头又配合，或重复出现。",
        "Department '{name}' is listed twice among lead and support.",
    ),
    "L207": _error(
        "期限 {due} 年既不见于原文摘录，也不是规划末年 {end} 年。",
        "Due year {due} is neither in the quote nor the plan's last year {end}.",
    ),
    "L208": _error("规划期 {period} 与标题中的年份不一致。", "Period {period} disagrees with the years in the title."),
    "L209": _error(
        "同一指标有两个相互冲突的目标（另一处：{other}）。",
        "Two conflicting targets for one indicator (also at {other}).",
    ),
    "L211": _error(
        "地区名称“{name}”已用于“{other}”，不能再作他用。", "Jurisdiction name '{name}' already belongs to '{other}'."
    ),
    "L212": _error(
        "地区“{name}”没有登记在 jurisdictions.yaml 中。{hint}",
        "Jurisdiction '{name}' is not in jurisdictions.yaml. {hint}",
    ),
    "L213": _error(
        "分解到各地的目标合计 {total}，与总目标 {whole} 不符。",
        "The parts add up to {total}, which does not meet the whole, {whole}.",
    ),
    "L214": _error("没有计划“{id}”。{hint}", "No plan '{id}'. {hint}"),
    "L215": _error("修订关系不成立：{why}。", "This cannot be a revision: {why}."),
    "L216": _error("情况说明不可用：{why}", "The waiver is not usable: {why}"),
    "L221": _error("地区不合适：{why}。", "The place does not fit: {why}."),
    "L217": _warning(
        "“{commitment}”的情况说明已于 {until} 到期（按 {day} 计），不再适用。",
        "The waiver for '{commitment}' expired on {until} (as of {day}) and no longer counts.",
    ),
    "L218": _warning(
        "“{commitment}”的情况说明没有用上：{year} 年没有未达标的核查发现。",
        "The waiver for '{commitment}' is not needed: no gap in {year}.",
    ),
    "L219": _error(
        "地区“{name}”经上级又回到自身，上下级关系成环。",
        "Jurisdiction '{name}' lies within itself: its parents form a circle.",
    ),
    "L220": _error("上级计划成环：{chain}。", "The plans above form a circle: {chain}."),
    # Q: rules held against the words of the plan
    "Q301": _error("摘录中找不到目标值 {value}{unit}。", "The quote does not contain the target value {value}{unit}."),
    "Q302": _error(
        "摘录的用语“{word}”表示{meant}，规则却写作{written}。",
        "The quote says '{word}', which means {meant}; the rule says {written}.",
    ),
    "Q303": _error(
        "摘录表示“每年”，规则却没有 every_year: true（或相反）。",
        "The quote and every_year disagree on whether the target stands each year.",
    ),
    "Q304": _error("摘录含“{word}”，应为预期性（expected）。", "The quote says '{word}', so the nature is expected."),
    "Q305": _error("摘录含“累计”，计量方式应为 cumulative。", "The quote says 累计, so the measure is cumulative."),
    "Q311": _error("在文件 {document} 中找不到这段摘录。", "The quote does not occur in {document}."),
    "Q312": _error(
        "摘录不在“{clause}”之下（文件 {document}）。",
        "The quote does not stand under '{clause}' in {document}.",
    ),
    "Q313": _error(
        "在 {folder} 中找不到该计划的文件（按 source 的哈希或文件名）。",
        "No document for this plan in {folder} (by hash or name of `source`).",
    ),
    "Q314": _error(
        "文件 {document} 与 source.sha256 不符，文件已变动。",
        "{document} does not match source.sha256; the document has changed.",
    ),
    "Q315": _error("文件 {document} 中找不到“{text}”（{key}）。", "{document} does not contain '{text}' ({key})."),
    "Q316": _error(
        "clause“{clause}”不是可识别的条款写法（如 二（八）、三（一）2、第六条）。",
        "Clause '{clause}' is not in a known form (二（八）, 三（一）2).",
    ),
    # S: statistics
    "S401": _error("表头缺少列：{columns}。", "The header lacks columns: {columns}."),
    "S402": _error("不认识的列“{column}”。{hint}", "Unknown column '{column}'. {hint}"),
    "S403": _error(
        "本行有 {found} 列，表头有 {expected} 列。", "This row has {found} fields, the header has {expected}."
    ),
    "S404": _error(
        "年份“{text}”不可用，应为四位数字，1900 至 2200。",
        "Year '{text}' is not usable; write four digits, 1900 to 2200.",
    ),
    "S405": _error(
        "数值“{text}”无法识别。可写 1234、1,234.5、2万、超过3%、约5万、-（不适用）或留空（未报）。",
        "Value '{text}' cannot be read. Write 1234, 1,234.5, 2万, 超过3%, 约5万, - (not applicable) or nothing (not reported).",
    ),
    "S406": _error(
        "status“{text}”不可用，应为 final、provisional 或 revised。",
        "Status '{text}' is not allowed; use final, provisional or revised.",
    ),
    "S407": _error(
        "同一指标、地区、年份、状态有两个不同的数（另一处：{other}）。",
        "Two different figures for the same indicator, jurisdiction, year and status (also at {other}).",
    ),
    "S408": _error("计数不能为负：{value}。", "A count cannot be negative: {value}."),
    "S409": _error(
        "累计数下降：{year} 年 {value}，上年 {before}。累计数不可能减少。",
        "A running total falls: {value} in {year}, {before} the year before.",
    ),
    "S410": _warning(
        "指标“{id}”没有登记，{rows} 行未使用。{hint}",
        "Indicator '{id}' is not registered; {rows} rows unused. {hint}",
    ),
    "S411": _error("缺少 {what}。", "{what} is missing."),
    "S414": _error(
        "{year}年下级合计 {total}，本级填报 {own}，相差超过允许的 {allowed}。",
        "Districts add up to {total} for {year}, but {own} was reported: more than {allowed} apart.",
    ),
    "S415": _warning(
        "地区“{name}”没有登记，也不是任何计划的地区，{rows} 行未使用。{hint}",
        "Jurisdiction '{name}' is neither registered nor that of a plan; {rows} rows unused. {hint}",
    ),
    "S417": _warning(
        "这是工作簿，没有读取；请在 Excel 中另存为“CSV UTF-8（逗号分隔）”，或移出本目录。",
        "This workbook was not read; save it from Excel as 'CSV UTF-8 (comma delimited)', or move it elsewhere.",
    ),
    "S416": _error("这里没有统计数据：{why}", "No statistics here: {why}"),
    "S413": _error(
        "{column}“{text}”不可用，应为大于零的数。", "{column} '{text}' is not usable; a number above zero is expected."
    ),
    "S418": _error(
        "报送日期“{text}”不可用，应如 2025-02-10。", "Day of receipt '{text}' is not usable; write it as 2025-02-10."
    ),
    # V: tests of rules
    "V601": _error(
        "用例文件写的是计划“{id}”，所在目录的计划是“{plan}”。",
        "The tests are for plan '{id}', but the folder holds plan '{plan}'.",
    ),
    "V602": _error("本计划没有承诺事项“{id}”。{hint}", "This plan has no commitment '{id}'. {hint}"),
    "V603": _error(
        "用例给出的指标“{id}”没有登记。{hint}", "The test gives indicator '{id}', which is not registered. {hint}"
    ),
    "V604": _error(
        "该承诺事项不在“{name}”核查。可写：{judged}。",
        "This commitment is not judged in '{name}'. Write one of: {judged}.",
    ),
    # E: inference rules and the engines that run them
    "E600": _error("规则写法有误：{why}。", "The rule cannot be read: {why}."),
    "E601": _error("不认识的事实种类“{kind}”。{hint}", "Unknown kind of fact '{kind}'. {hint}"),
    "E602": _error("“{kind}”没有字段“{field}”。{hint}", "'{kind}' has no field '{field}'. {hint}"),
    "E603": _error("字段“{field}”的类型不符：{why}。", "The type of '{field}' does not fit: {why}."),
    "E604": _error(
        "变量 ${name} 没有由（更早的）肯定模式给出。", "Variable ${name} is not bound by an (earlier) positive pattern."
    ),
    "E605": _error(
        "not {kind}：规则“{rule}”在第 {stage} 阶段才推出它，本规则在第 {own} 阶段。请把本规则放到更后的阶段。",
        "not {kind}: rule '{rule}' derives it in stage {stage}, this rule is in stage {own}. Move this rule to a later stage.",
    ),
    "E606": _error("规则永远不会触发：{why}。", "The rule can never fire: {why}."),
    "E607": _error("规则编号“{id}”重复（另一处：{other}）。", "Rule id '{id}' is used twice (also at {other})."),
    "E608": _error("{what}太多，最多 {limit} 个。", "Too many {what}, at most {limit}."),
    "E609": _error(
        "变量 ${name} 在同一模式中出现两次，或一处为文字、一处为整数。",
        "Variable ${name} stands twice in one pattern, or for text here and an integer there.",
    ),
    "E610": _error("then {kind} 缺少字段“{field}”。", "then {kind} lacks the field '{field}'."),
    "E611": _error("“{value}”不可能出现。允许的值：{allowed}。", "'{value}' cannot occur. Allowed: {allowed}."),
    "E612": _error(
        "句子里的 {{{name}}} 不是本规则的变量。{hint}", "{{{name}}} in the sentence is no variable of this rule. {hint}"
    ),
    "E613": _error("规则测试“{name}”不符：{why}。", "Policy test '{name}' fails: {why}."),
    "E620": _error(
        "推理引擎 {engine} 出错：{why}。没有得出处置意见，未写任何文件。可用 --inference 换另一引擎。",
        "Inference engine {engine} failed: {why}. No dispositions, nothing was written. --inference selects the other engine.",
    ),
    "E621": _error("推理引擎 {engine} 不可用：{why}。", "Inference engine {engine} cannot be used: {why}."),
    # T: templates
    "T501": _error("模板出错：{why}。", "Template error: {why}."),
    "S412": _error("无法按 CSV 读取：{why}。", "Cannot be read as CSV: {why}."),
}
"""Code → level and sentence. Codes are stable: a retired one is never used again."""
