"""`check accept` for reading: a receipt for each file, and what a revision changes."""

from collections.abc import Iterable, Iterator, Mapping

from engine.model.acceptance import Acceptance, Change, FigureChange, Receipt
from engine.model.text import Lang, Text, join_texts, listed
from engine.render.columns import indent
from engine.render.figures import clashes, figure, subject

RECEIPT = Text("收件回执 第 {number} 号：{name}", "Receipt {number}: {name}")
AGAIN = Text(
    "{name}：与第 {number} 号报送完全相同，已在收件箱中，没有重复收件",
    "{name}: the very file of submission {number}, in the inbox already; nothing was added",
)
WHO = Text("单位：{unit}　年度：{year}　收到：{at}{late}", "unit: {unit}  year: {year}  received: {at}{late}")
WHAT = Text(
    "数据 {figures} 个，{warnings} 个警告、{notes} 条提示　文件 SHA-256 {sha256}",
    "{figures:figure}, {warnings:warning}, {notes:note}  file SHA-256 {sha256}",
)
PROOF = Text("收件记录哈希 {hash}", "hash of the log's line {hash}")
LATE = Text("（逾期 {n} 天）", " ({n:day} late)")
LATE_REVISION = Text("（截止后修订，逾期 {n} 天）", " (revised after the deadline, {n:day} late)")
NOT_SAID = Text("未说明", "not said")
LATER = Text(
    "警告：收到日期早于以前登记的第 {numbers} 号报送，请核对",
    "warning: received before submission {numbers}, which was recorded earlier; make sure of the day",
)
REVISES = Text(
    "取代第 {numbers} 号报送：新增 {added}、删去 {removed}、改动 {changed}",
    "replaces submission {numbers}: {added} added, {removed} removed, {changed} changed",
)
REVISES_SINGLE = Text(
    "修订第 {numbers} 号报送的个别数，该报送仍有效：新增 {added}、改动 {changed}",
    "revises single figures of submission {numbers}, which stands on: {added} added, {changed} changed",
)
CHANGES: dict[Change, Text] = {
    "added": Text("新增", "added"),
    "removed": Text("删去", "removed"),
    "changed": Text("改动", "changed"),
}
FIELDS = {
    "margin": Text("约数的精度", "precision of the approximate figure"),
    "standard_error": Text("标准误", "standard error"),
    "sample_size": Text("样本量", "sample size"),
    "design_effect": Text("设计效应", "design effect"),
    "source": Text("来源", "source"),
    "note": Text("备注", "note"),
}
STORED = Text("共收下 {n} 份，存入 {inbox}。", "{n} stored in {inbox}.")
NONE = Text(
    "一份也没有收下：{files}。改正后请把全部文件一起重报。",
    "Nothing was stored: {files}. Correct what is wrong and send all the files again.",
)
FAULTY = Text("{n} 个错误", "{n:error}")


def render(found: Acceptance, names: Mapping[str, str], lang: Lang, total: int) -> Iterator[str]:
    """Lines of at most `total` columns; `names` gives the name of each registered indicator."""
    for receipt in found.stored:
        yield from _receipt(receipt, names, lang, total)
    for refusal in found.refused:
        why = Text(f"{refusal.file}：{refusal.why}", f"{refusal.file}: {refusal.why_en}")
        yield from indent(why.say(lang), total, "", "    ")
        yield from _changes(refusal.harmed, names, lang, total)
    if found.exit_code:
        yield from indent(NONE.fill({"files": _refused(found)}).say(lang), total, "", "    ")
        return
    yield from clashes(found.contradictions, names, lang, total)
    new = sum(r.new for r in found.stored)
    yield STORED.fill({"n": new, "inbox": found.inbox}).say(lang)


def _refused(found: Acceptance) -> Text:
    """Files that are at fault, with the number of their errors."""
    files: dict[str, int] = {}
    for p in found.validation.problems:
        if p.level == "error":
            files[p.file] = files.get(p.file, 0) + 1
    said = [join_texts([Text(f, f), FAULTY.fill({"n": n})], Text(" ", " ")) for f, n in sorted(files.items())]
    said += [Text(name, name) for name in dict.fromkeys(r.file for r in found.refused)]
    return join_texts(said, Text("、", ", "))


def _receipt(r: Receipt, names: Mapping[str, str], lang: Lang, total: int) -> Iterator[str]:
    """One file."""
    if not r.new:
        yield from indent(AGAIN.fill({"name": r.name, "number": r.number}).say(lang), total, "■ ", "    ")
        return
    late = (
        (LATE_REVISION if r.replaces or r.revises else LATE).fill({"n": r.late_days}) if r.late_days else Text("", "")
    )
    who = {"unit": r.reporter, "year": r.year or NOT_SAID, "at": r.received_at, "late": late}
    yield from indent(RECEIPT.fill({"number": r.number, "name": r.name}).say(lang), total, "■ ", "    ")
    yield from indent(WHO.fill(who).say(lang), total, "  ", "    ")
    yield from indent(WHAT.fill(r.model_dump()).say(lang), total, "  ", "    ")
    yield from indent(PROOF.fill({"hash": r.hash}).say(lang), total, "  ", "    ")
    if r.later:
        yield from indent(LATER.fill({"numbers": listed(r.later)}).say(lang), total, "  ", "    ")
    counts: dict[str, object] = {kind: sum(c.change == kind for c in r.changes) for kind in CHANGES}
    for said, numbers in ((REVISES, r.replaces), (REVISES_SINGLE, r.revises)):
        if numbers:
            fields = {"numbers": listed(numbers), **counts}
            yield from indent(said.fill(fields).say(lang), total, "  ", "    ")
    yield from _changes(r.changes, names, lang, total)


def _changes(found: Iterable[FigureChange], names: Mapping[str, str], lang: Lang, total: int) -> Iterator[str]:
    """Figures before and after."""
    for change in found:
        yield from indent(_change(change, names).say(lang), total, "    ", "      ")


def _change(c: FigureChange, names: Mapping[str, str]) -> Text:
    """One figure before and after, with its cells."""
    shown = [figure(f) for f in (c.before, c.after) if f]
    parts = [join_texts(shown, Text(" → ", " → "))]
    parts += [FIELDS[name] for name in c.others]
    figures = join_texts(parts, Text("；另改：", "; also: "))
    fields = {"kind": CHANGES[c.change], "what": subject(c, names), "figures": figures}
    return Text("{kind} {what}：{figures}", "{kind} {what}: {figures}").fill(fields)
