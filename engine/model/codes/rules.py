"""L and Q: rule files held against each other and against the words of the plan; V: tests of commitments."""

from engine.model.codes.code import Codes, error, warning

RULES: Codes = {
    "L201": error(
        "计划编号“{id}”与目录名“{folder}”不一致。", "Plan id '{id}' differs from its folder name '{folder}'."
    ),
    "L202": error("编号“{id}”重复（另一处：{other}）。", "Id '{id}' is used twice (also at {other})."),
    "L203": error("指标“{id}”没有登记。{hint}", "Indicator '{id}' is not registered. {hint}"),
    "L204": error(
        "单位“{name}”没有登记在 departments.yaml 中。{hint}",
        "Department '{name}' is not in departments.yaml. {hint}",
    ),
    "L205": error("名称“{name}”已用于“{other}”，不能再作他用。", "Name '{name}' already belongs to '{other}'."),
    "L206": error(
        "同一单位“{name}”既牵头又配合，或重复出现。",
        "Department '{name}' is listed twice among lead and support.",
    ),
    "L207": error(
        "期限 {due} 年既不见于原文摘录，也不是规划末年 {end} 年。",
        "Due year {due} is neither in the quote nor the plan's last year {end}.",
    ),
    "L208": error("规划期 {period} 与标题中的年份不一致。", "Period {period} disagrees with the years in the title."),
    "L209": error(
        "同一指标有两个相互冲突的目标（另一处：{other}）。",
        "Two conflicting targets for one indicator (also at {other}).",
    ),
    "L211": error(
        "地区名称“{name}”已用于“{other}”，不能再作他用。", "Jurisdiction name '{name}' already belongs to '{other}'."
    ),
    "L212": error(
        "地区“{name}”没有登记在 jurisdictions.yaml 中。{hint}",
        "Jurisdiction '{name}' is not in jurisdictions.yaml. {hint}",
    ),
    "L213": error(
        "分解到各地的目标合计 {total}，与总目标 {whole} 不符。",
        "The parts add up to {total}, which does not meet the whole, {whole}.",
    ),
    "L214": error("没有计划“{id}”。{hint}", "No plan '{id}'. {hint}"),
    "L215": error("修订关系不成立：{why}。", "This cannot be a revision: {why}."),
    "L216": error("情况说明不可用：{why}", "The waiver is not usable: {why}"),
    "L221": error("地区不合适：{why}。", "The place does not fit: {why}."),
    "L217": warning(
        "“{commitment}”的情况说明已于 {until} 到期（按 {day} 计），不再适用。",
        "The waiver for '{commitment}' expired on {until} (as of {day}) and no longer counts.",
    ),
    "L218": warning(
        "“{commitment}”的情况说明没有用上：{year} 年没有未达标的核查发现。",
        "The waiver for '{commitment}' is not needed: no gap in {year}.",
    ),
    "L219": error(
        "地区“{name}”经上级又回到自身，上下级关系成环。",
        "Jurisdiction '{name}' lies within itself: its parents form a circle.",
    ),
    "L220": error("上级计划成环：{chain}。", "The plans above form a circle: {chain}."),
    "L222": error("指标的登记自相矛盾：{why}。", "The indicator contradicts itself: {why}."),
    "Q301": error("摘录中找不到目标值 {value}{unit}。", "The quote does not contain the target value {value}{unit}."),
    "Q302": error(
        "摘录的用语“{word}”表示{meant}，规则却写作{written}。",
        "The quote says '{word}', which means {meant}; the rule says {written}.",
    ),
    "Q303": error(
        "摘录表示“每年”，规则却没有 every_year: true（或相反）。",
        "The quote and every_year disagree on whether the target stands each year.",
    ),
    "Q304": error("摘录含“{word}”，应为预期性（expected）。", "The quote says '{word}', so the nature is expected."),
    "Q305": error("摘录含“累计”，计量方式应为 cumulative。", "The quote says 累计, so the measure is cumulative."),
    "Q311": error("在文件 {document} 中找不到这段摘录。", "The quote does not occur in {document}."),
    "Q312": error(
        "摘录不在“{clause}”之下（文件 {document}）。",
        "The quote does not stand under '{clause}' in {document}.",
    ),
    "Q313": error(
        "在 {folder} 中找不到该计划的文件（按 source 的哈希或文件名）。",
        "No document for this plan in {folder} (by hash or name of `source`).",
    ),
    "Q314": error(
        "文件 {document} 与 source.sha256 不符，文件已变动。",
        "{document} does not match source.sha256; the document has changed.",
    ),
    "Q315": error("文件 {document} 中找不到“{text}”（{key}）。", "{document} does not contain '{text}' ({key})."),
    "Q316": error(
        "clause“{clause}”不是可识别的条款写法（如 二（八）、三（一）2、第六条）。",
        "Clause '{clause}' is not in a known form (二（八）, 三（一）2).",
    ),
    "V601": error(
        "用例文件写的是计划“{id}”，所在目录的计划是“{plan}”。",
        "The tests are for plan '{id}', but the folder holds plan '{plan}'.",
    ),
    "V602": error("本计划没有承诺事项“{id}”。{hint}", "This plan has no commitment '{id}'. {hint}"),
    "V603": error(
        "用例给出的指标“{id}”没有登记。{hint}", "The test gives indicator '{id}', which is not registered. {hint}"
    ),
    "V604": error(
        "该承诺事项不在“{name}”核查。可写：{judged}。",
        "This commitment is not judged in '{name}'. Write one of: {judged}.",
    ),
}
