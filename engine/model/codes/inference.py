# ruff: noqa: E501  sentences stand on one line, so that both languages can be read side by side
"""E and T: inference rules, the engines that run them, and templates."""

from engine.model.codes.code import Codes, error

INFERENCE: Codes = {
    "E600": error("规则写法有误：{why}。", "The rule cannot be read: {why}."),
    "E601": error("不认识的事实种类“{kind}”。{hint}", "Unknown kind of fact '{kind}'. {hint}"),
    "E602": error("“{kind}”没有字段“{field}”。{hint}", "'{kind}' has no field '{field}'. {hint}"),
    "E603": error("字段“{field}”的类型不符：{why}。", "The type of '{field}' does not fit: {why}."),
    "E604": error(
        "变量 ${name} 没有由（更早的）肯定模式给出。", "Variable ${name} is not bound by an (earlier) positive pattern."
    ),
    "E605": error(
        "not {kind}：规则“{rule}”在第 {stage} 阶段才推出它，本规则在第 {own} 阶段。请把本规则放到更后的阶段。",
        "not {kind}: rule '{rule}' derives it in stage {stage}, this rule is in stage {own}. Move this rule to a later stage.",
    ),
    "E606": error("规则永远不会触发：{why}。", "The rule can never fire: {why}."),
    "E607": error("规则编号“{id}”重复（另一处：{other}）。", "Rule id '{id}' is used twice (also at {other})."),
    "E608": error("{what}太多，最多 {limit} 个。", "Too many {what}, at most {limit}."),
    "E609": error(
        "变量 ${name} 在同一模式中出现两次，或一处为文字、一处为整数。",
        "Variable ${name} stands twice in one pattern, or for text here and an integer there.",
    ),
    "E610": error("then {kind} 缺少字段“{field}”。", "then {kind} lacks the field '{field}'."),
    "E611": error("“{value}”不可能出现。允许的值：{allowed}。", "'{value}' cannot occur. Allowed: {allowed}."),
    "E612": error(
        "句子里的 {{{name}}} 不是本规则的变量。{hint}", "{{{name}}} in the sentence is no variable of this rule. {hint}"
    ),
    "E613": error("规则测试“{name}”不符：{why}。", "Policy test '{name}' fails: {why}."),
    "E620": error(
        "推理引擎 {engine} 出错：{why}。没有得出处置意见，未写任何文件。可用 --inference 换另一引擎。",
        "Inference engine {engine} failed: {why}. No dispositions, nothing was written. --inference selects the other engine.",
    ),
    "E621": error("推理引擎 {engine} 不可用：{why}。", "Inference engine {engine} cannot be used: {why}."),
    "T501": error("模板出错：{why}。", "Template error: {why}."),
}
