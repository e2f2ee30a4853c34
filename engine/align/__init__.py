"""Plans held against the plans above them: each target above, with what the plan below has for it."""

from collections import Counter

from engine.align.hold import EVERY_YEAR, Dated, Held, Side, dated, hold
from engine.align.say import lacking, sentence, target_words, unit_of
from engine.model.alignment import Alignment, Alignments, Promise, Standing
from engine.model.catalog import Catalog, PlanEntry
from engine.model.text import Text
from engine.superior import superiors


def align(catalog: Catalog, plans: frozenset[str]) -> Alignments:
    """Each of the plans asked for against its whole chain; nearest superior first, targets in order of its rules."""
    found = tuple(
        _against(catalog, entry, above, target)
        for entry in catalog.plans
        if entry.plan.id in plans
        for above in superiors(catalog, entry)
        for target in sides(catalog, above)
    )
    counts = Counter(a.standing for a in found)
    return Alignments(tally={s: counts[s] for s in Standing}, alignments=found)


def sides(catalog: Catalog, entry: PlanEntry) -> tuple[Side, ...]:
    """A plan's commitments as they now stand: a later document that revises it replaces those of the same id."""
    revisions = [e for e in catalog.plans if e.plan.revises == entry.plan.id and e.plan.issued]
    documents = [entry, *sorted(revisions, key=lambda e: str(e.plan.issued))]
    latest = {c.id: (d.plan.id, c) for d in documents for c in d.commitments}
    place = catalog.place(entry.plan.jurisdiction)
    return tuple(Side(plan, c, catalog.indicator[c.indicator], place) for plan, c in latest.values())


def _against(catalog: Catalog, entry: PlanEntry, superior: PlanEntry, above: Side) -> Alignment:
    """One target above with the target below that meets it best."""
    own = sides(catalog, entry)
    pairs = [(s, hold(s, above)) for s in own if s.indicator.id == above.indicator.id]
    if not pairs:
        pairs = [(s, _scoped(s, above)) for s in own if _related(s, above)]
    if not pairs:
        at = _last(above)
        return _alignment(entry, superior, above, at, lacking(above, at), Standing.MISSING)
    side, held = min(pairs, key=_vagueness)
    found = _alignment(entry, superior, above, held.above, sentence(side, above, held), held.standing)
    return found.model_copy(update={"own": _promise(side, held.own), "obstacle": held.obstacle})


def _vagueness(pair: tuple[Side, Held]) -> tuple[bool, bool]:
    """How little a pair says; the least vague of several is listed."""
    held = pair[1]
    return held.standing is Standing.NOT_COMPARABLE, held.own.date != held.above.date


def _related(own: Side, above: Side) -> bool:
    """Whether one indicator counts only part of the other."""
    return above.indicator.id in own.indicator.narrower_than or own.indicator.id in above.indicator.narrower_than


def _scoped(own: Side, above: Side) -> Held:
    """Two targets of different scope, side by side."""
    return Held(Standing.SCOPE, _last(own), _last(above), "scope")


def _last(side: Side) -> Dated:
    """A side at its last date."""
    at = dated(side)
    return at[max(at)]


def _alignment(
    entry: PlanEntry, superior: PlanEntry, above: Side, at: Dated, said: Text, standing: Standing
) -> Alignment:
    """The record of one target above."""
    return Alignment(
        plan=entry.plan.id,
        jurisdiction=entry.plan.jurisdiction,
        superior=superior.plan.id,
        superior_jurisdiction=superior.plan.jurisdiction,
        indicator=above.indicator.id,
        indicator_name=above.indicator.name,
        standing=standing,
        obstacle=None,
        own=None,
        above=_promise(above, at),
        sentence=said.zh,
        sentence_en=said.en,
    )


def _promise(side: Side, at: Dated) -> Promise:
    """One side for the record."""
    said, relative = target_words(side, at), side.commitment.target.reference
    return Promise(
        commitment=f"{side.plan}/{side.commitment.id}",
        indicator=side.indicator.id,
        comparison=side.commitment.target.comparison,
        value=at.value,
        low=None if relative else at.accepted.low,
        high=None if relative else at.accepted.high,
        unit=unit_of(side),
        due=None if at.date == EVERY_YEAR else at.date,
        target=said.zh,
        target_en=said.en,
    )
