# ruff: noqa: E501  sentences stand on one line, so that both languages can be read side by side
"""What a finding can say, as data: a sentence for each reason, a clause for each method."""

from engine.model.finding import Reason
from engine.model.text import Text

SENTENCES = {
    Reason.REACHED: Text("{asked}，实际{condition}{note}，达标。", "{asked}; actual {condition}{note}: reached."),
    Reason.SHORT: Text(
        "{asked}，实际{condition}{note}，{missed}，未达标。",
        "{asked}; actual {condition}{note}: {missed}, not reached.",
    ),
    Reason.GUARDED: Text(
        "{asked}，实际{condition}{note}，虽达到该数，但{sampling}，按保护接受规则不予认定，未达标。",
        "{asked}; actual {condition}{note}, which reaches it, but {sampling}: not accepted under guarded acceptance.",
    ),
    Reason.UNPROVEN: Text(
        "{asked}，缺少{lacking}的数据{partial}，按本计划“未证明即视为未完成”的规定，未达标。",
        "{asked}; figures are missing for {lacking}{partial}: not reached, since this plan counts the unproven as not done.",
    ),
    Reason.SILENT: Text(
        "{asked}，但{silent}未报{known}，无法判定。",
        "{asked}, but {silent} did not report{known}: undecided.",
    ),
    Reason.NO_REFERENCE: Text(
        "要参照的数没有公布或不是确数，{year}年无法判定；本地{state}。",
        "What the target refers to is not known exactly for {year}: undecided; {state} here.",
    ),
    Reason.SUPERSEDED: Text(
        "该项目标已由修订文件调整，{year}年按修订后的目标核查，本条不适用。",
        "A later document changed this target; {year} is judged by that one: not applicable.",
    ),
    Reason.NO_DATA: Text(
        "{asked}，但缺少{years}年数据{partial}，无法判定。",
        "{asked}, but figures are missing for {years}{partial}: undecided.",
    ),
    Reason.UNDEFINED: Text("{asked}，但{remark}，无法判定。", "{asked}, but {remark}: undecided."),
    Reason.SCOPE: Text(
        "{asked}，只有口径较窄的“{narrower}”{condition}，不能说明全口径是否达到，无法判定。",
        "{asked}; only the narrower '{narrower}' is known, {condition}, which cannot settle the wider promise: undecided.",
    ),
    Reason.BOUND: Text(
        "{asked}，公布数只是约数或界限（{condition}），无法判定。",
        "{asked}; the published figure is only a bound or an approximation ({condition}): undecided.",
    ),
    Reason.NO_INTERIM: Text(
        "{due}年到期，规划未给出{year}年应达到的数，{year}年不考核；{state}。",
        "Due in {due}; the plan sets nothing for {year}, so it is not judged yet; {state}.",
    ),
    Reason.MARKED: Text(
        "{year}年填报为“-”（无此项），不适用。", "Reported as '-' (no such thing) for {year}: not applicable."
    ),
    Reason.OUTSIDE: Text(
        "{year}年不在考核年份{start}—{end}年之内，不适用。",
        "{year} is outside the years judged, {start}–{end}: not applicable.",
    ),
}
"""Reason → sentence; the fields are filled below."""

METHOD_WORDS = {
    "annual": Text("{year}年当年应{asked}", "In {year} alone it should be {asked}"),
    "deadline": Text("到{due}年应{asked}", "By {due} it should be {asked}"),
    "overdue": Text("{due}年已到期，截至{year}年应{asked}", "Due in {due}; as of {year} it should be {asked}"),
    "linear": Text("按序时进度，{year}年应{asked}", "On linear progress it should be {asked} in {year}"),
    "milestones": Text("按分年目标，{year}年应{asked}", "By the milestones it should be {asked} in {year}"),
    "compound": Text("按复合增速，{year}年应{asked}", "On compound growth it should be {asked} in {year}"),
    "reference": Text(
        "参照{origin}同年的数，{year}年应{asked}", "By the figure of {origin} it should be {asked} in {year}"
    ),
    "flat": Text("各年均应{asked}", "Every year it should be {asked}"),
}

WAIVER = Text(
    "情况说明：{reason}（{document}，{approver}批准，有效期至{until}）。",
    "Waiver: {reason} ({document}, approved by {approver}, until {until}).",
)
"""What is said beside a gap that a waiver covers."""

DUTY = Text("由{lead}牵头。", "Led by {lead}.")
