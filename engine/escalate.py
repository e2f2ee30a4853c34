"""Derived facts → grades and dispositions of the report, each explained down to findings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from engine.facts import Source
from engine.model.disposition import Disposition, FactShown, Grade, Why
from engine.model.escalation import Rule
from engine.model.fact import Derived, Fact, Firing
from engine.model.finding import Finding, Report
from engine.model.kinds import ACTIONS, LIGHTS


class Inferred(NamedTuple):
    """What inference brought back, with what it was given."""

    rules: Mapping[str, Rule]
    firings: Mapping[Fact, tuple[Firing, ...]]
    findings: Mapping[Fact, tuple[str, ...]]

    @classmethod
    def of(cls, rules: Iterable[Rule], given: Iterable[Source], derived: Iterable[Derived]) -> "Inferred":
        """By fact; what was given by who asserts it, what was derived by what it was derived from."""
        findings: dict[Fact, tuple[str, ...]] = {}
        for fact, names in given:
            findings[fact] = tuple(dict.fromkeys((*findings.get(fact, ()), *names)))
        return cls({r.id: r for r in rules}, {d.fact: d.firings for d in derived}, findings)

    def below(self, firing: Firing) -> tuple[str, ...]:
        """Fingerprints of the findings that a firing rests on."""
        names: dict[str, None] = {}
        for fact in self.chain(firing):
            names |= dict.fromkeys(self.findings.get(fact, ()))
        return tuple(names)

    def chain(self, firing: Firing) -> Iterator[Fact]:
        """Facts of a firing and all facts that these were derived from."""
        seen: dict[Fact, None] = {}
        queue = list(firing.facts)
        while queue:
            fact = queue.pop(0)
            if fact not in seen:
                seen[fact] = None
                queue += (f for x in self.firings.get(fact, ()) for f in x.facts)
        yield from seen

    def why(self, derived: Fact, firing: Firing) -> Iterator[Why]:
        """The firing itself, then those that derived its facts."""
        yield _why(self.rules[firing.rule], derived, firing)
        for fact in self.chain(firing):
            for below in self.firings.get(fact, ()):
                yield _why(self.rules[below.rule], fact, below)


def escalated(report: Report, inferred: Inferred) -> Report:
    """The report with its grades and dispositions."""
    grades = tuple(_grades(report.findings, inferred))
    lights = {g.finding: g.grade for g in grades}
    findings = tuple(f.model_copy(update={"grade": lights.get(f.fingerprint)}) for f in report.findings)
    dispositions = tuple(sorted(_dispositions(report, inferred), key=_order))
    return report.model_copy(update={"findings": findings, "grades": grades, "dispositions": dispositions})


def _order(d: Disposition) -> tuple[Any, ...]:
    """Plan, unit, the gravest first, then as the actions are listed."""
    return d.plan, d.jurisdiction, d.addressee, -d.level, ACTIONS.index(d.action), d.commitment or "", d.rule, d.id


def _grades(findings: Sequence[Finding], inferred: Inferred) -> Iterator[Grade]:
    """The worst light that was derived for each finding, in the order of findings."""
    worst: dict[tuple[object, ...], tuple[Fact, tuple[Firing, ...]]] = {}
    for fact, firings in inferred.firings.items():
        if fact.kind == "grade":
            key = fact.get("commitment"), fact.get("jurisdiction"), fact.get("year")
            if key not in worst or _badness(fact) > _badness(worst[key][0]):
                worst[key] = fact, firings
    for f in findings:
        found = worst.get((f.commitment, f.jurisdiction, f.year))
        if found:
            fact, firings = found
            why = tuple(_unique(inferred.why(fact, firings[0])))
            yield Grade(finding=f.fingerprint, grade=LIGHTS[_badness(fact)], rule=firings[0].rule, why=why)


def _badness(fact: Fact) -> int:
    """How bad the light of a grade is."""
    return LIGHTS.index(str(fact.get("light")))


def _dispositions(report: Report, inferred: Inferred) -> Iterator[Disposition]:
    """One for each rule and what it derived."""
    titles = {f.commitment: f.title for f in report.findings}
    for fact, firings in inferred.firings.items():
        if fact.kind != "disposition":
            continue
        for rule in dict.fromkeys(f.rule for f in firings):
            own = [f for f in firings if f.rule == rule]
            yield _disposition(inferred, inferred.rules[rule], fact, own, titles)


def _disposition(
    inferred: Inferred, rule: Rule, fact: Fact, firings: Sequence[Firing], titles: Mapping[str, str]
) -> Disposition:
    """One disposition; firings that differ in what they say have their sentences joined."""
    fields: dict[str, Any] = dict(fact.fields)
    title = titles.get(fields.get("commitment", ""), "")
    texts = list(dict.fromkeys(rule.said.fill(_bound(rule, f) | {"title": title}) for f in firings))
    return Disposition(
        id=sha256("\n".join([rule.id, *(f"{k}={v}" for k, v in fact.fields)]).encode()).hexdigest()[:16],
        rule=rule.id,
        title=rule.title,
        level=fields["level"],
        action=fields["action"],
        addressee=fields["addressee"],
        plan=fields["plan"],
        jurisdiction=fields["jurisdiction"],
        commitment=fields.get("commitment"),
        year=fields["year"],
        findings=tuple(dict.fromkeys(n for f in firings for n in inferred.below(f))),
        text="".join(t.zh for t in texts),
        text_en=" ".join(t.en for t in texts),
        why=tuple(_unique(w for f in firings for w in inferred.why(fact, f))),
    )


def _bound(rule: Rule, firing: Firing) -> dict[str, object]:
    """Variable → value in a firing."""
    found: dict[str, object] = {}
    for pattern, fact in zip(rule.positives, firing.facts, strict=True):
        found |= {name: fact.get(field) for field, name in pattern.variables.items()}
    return found


def _why(rule: Rule, derived: Fact, firing: Firing) -> Why:
    """One firing as a record."""
    return Why(rule=rule.id, title=rule.title, derived=_shown(derived), facts=tuple(map(_shown, firing.facts)))


def _shown(fact: Fact) -> FactShown:
    """A fact as a record."""
    return FactShown(kind=fact.kind, fields=dict(fact.fields))


def _unique(found: Iterable[Why]) -> list[Why]:
    """Each once, in order."""
    kept: list[Why] = []
    for why in found:
        if why not in kept:
            kept.append(why)
    return kept
