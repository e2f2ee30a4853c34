# ruff: noqa: E501  sentences stand on one line, so that both languages can be read side by side
"""I: the inbox of accepted submissions, whose log and files are held against their hashes."""

from engine.model.codes.code import Codes, error, warning

INBOX: Codes = {
    "I701": error(
        "收件记录这一行无法识别：被改动过，或由别的版本写成。请用备份恢复收件箱。",
        "This line of the inbox's log is not as it was written. Restore the inbox from a backup.",
    ),
    "I702": error(
        "收件记录从这一行起断链：前面有行被改动、删去或调换。请用备份恢复收件箱。",
        "The chain of the inbox's log breaks at this line: one before it was changed, removed or moved. Restore the inbox from a backup.",
    ),
    "I703": error(
        "收件箱缺少第 {number} 号报送的文件，或无法读取：{why}。请用备份恢复。",
        "A file of submission {number} is missing from the inbox or cannot be read: {why}. Restore it from a backup.",
    ),
    "I704": error(
        "第 {number} 号报送的文件与收件时的哈希不符，被改动过。请用备份恢复。",
        "This file of submission {number} is not what was accepted; its hash differs. Restore it from a backup.",
    ),
    "I705": warning(
        "收件记录里没有这个文件：收件中断时留下的，或记录末尾被删去。没有使用它。",
        "The inbox's log does not know this file: left by an interrupted accept, or the end of the log was cut off. It is not used.",
    ),
}
