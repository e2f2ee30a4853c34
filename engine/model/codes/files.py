"""F and R: files, YAML and one rule file by itself."""

from engine.model.codes.code import Codes, error, warning

FILES: Codes = {
    "F001": error("无法读取：{why}。请检查路径和权限。", "Cannot be read: {why}. Check the path and the permissions."),
    "F002": error(
        "不是 UTF-8 文本（第 {offset} 字节）。请另存为 UTF-8。",
        "Not UTF-8 text (byte {offset}). Save it as UTF-8.",
    ),
    "F003": error("YAML 语法错误：{why}。", "YAML syntax error: {why}."),
    "F004": error(
        "键“{key}”重复（首次出现在第 {first} 行）。请删去一处。",
        "Key '{key}' occurs twice (first on line {first}). Remove one.",
    ),
    "F005": error(
        "文件超出限度：{what}，上限 {limit}。规则文件不需要这样的结构，请改写。",
        "File exceeds a limit: {what}, at most {limit}. Rule files need no such structure; rewrite it.",
    ),
    "F006": error(
        "规则目录中没有任何计划：找不到 */commitments.yaml。",
        "The rules folder holds no plan: no */commitments.yaml found.",
    ),
    "F007": error(
        "找不到登记文件 {name}。请在规则目录中补上。",
        "Registry file {name} is missing. Add it to the rules folder.",
    ),
    "F008": error("{names} 同时存在，请只留一个。", "{names} are both there. Keep one."),
    "F009": error(
        "目录中有 {names}，却没有 commitments.yaml，不会作为计划读取。{hint}",
        "The folder holds {names} but no commitments.yaml, so it is not read as a plan. {hint}",
    ),
    "F010": warning("不认识的文件名，没有读取。{hint}", "Unknown file name, not read. {hint}"),
    "R101": error("不认识的键“{key}”。{hint}", "Unknown key '{key}'. {hint}"),
    "R102": error("缺少必填项“{key}”。", "Required key '{key}' is missing."),
    "R103": error("“{value}”不可用。允许的值：{allowed}。", "'{value}' is not allowed here. Allowed: {allowed}."),
    "R104": error(
        "“{text}”不是可识别的数。可写作 100、7.0、1,234、2万、500万。",
        "'{text}' is not a number as plans write it. Write 100, 7.0, 1,234, 2万 or 500万.",
    ),
    "R105": error("“{text}”位数太多，最多 {limit} 位数字。", "'{text}' has too many digits, at most {limit}."),
    "R106": error("单位“{unit}”不能换算为“{expected}”。", "Unit '{unit}' does not convert to '{expected}'."),
    "R107": error("“{key}”的值不合要求：{why}。", "The value of '{key}' is not acceptable: {why}."),
    "R108": error("目标写法不全或矛盾：{why}。", "The target is incomplete or contradictory: {why}."),
    "R109": error("进度方法写法不全或矛盾：{why}。", "The trajectory is incomplete or contradictory: {why}."),
    "R110": error("口径与计量方式不符：{why}。", "Indicator kind and measure do not fit: {why}."),
    "R111": error("年份“{text}”不可用，应为四位数字。", "Year '{text}' is not usable; write four digits."),
    "R112": error("“{text}”不是月-日，如 03-31。", "'{text}' is not a month and a day, such as 03-31."),
}
