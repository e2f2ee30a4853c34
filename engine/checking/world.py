"""Everything that figures are held against: the rules, the figures beside them, and those that were accepted before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from engine.agreement import running_totals
from engine.model.catalog import Catalog
from engine.model.form import FormMark
from engine.model.observation import Observation, Status
from engine.model.office import Office
from engine.model.registry import Indicator
from engine.written import Scale

Forms = Sequence[tuple[FormMark, Sequence[Observation]]]

Name = tuple[str, str, str]
"""Indicator, registered name of the jurisdiction, and single case or nothing."""

Years = dict[int, Observation]


class World:
    """Figures indexed by what they are about; of several for one year the latest status prevails, then the first."""

    def __init__(
        self,
        catalog: Catalog,
        office: Office,
        observations: Sequence[Observation],
        year: int | None,
        forms: Forms = (),
        earlier: Sequence[Observation] = (),
    ) -> None:
        self.catalog, self.office, self.year, self.forms = catalog, office, year, forms
        self.observations = observations
        self.scales = {i.id: Scale(i) for i in catalog.indicators}
        self.form_of = {o.place.file: mark for mark, found in forms for o in found}
        self.known: dict[Name, Years] = {}
        self.before: dict[Name, Years] = {}
        self.copies: dict[tuple[Name, int, Status], list[Observation]] = {}
        for o in earlier:
            self._put(self.known, self.name(o), o)
            if o.status is not Status.PROVISIONAL:
                self._put(self.before, self.name(o), o)
        self.reported_before = frozenset(self.known)
        own: dict[Name, Years] = {}
        for o in observations:
            name = self.name(o)
            self._put(own, name, o)
            if o.state != "missing":  # of several units that are asked, one may leave it to the others
                self.copies.setdefault((name, o.year, o.status), []).append(o)
        for name, years in own.items():
            known = self.known.setdefault(name, {})
            known |= {y: o for y, o in years.items() if y not in known or self._rank(o) >= self._rank(known[y])}

    def name(self, o: Observation) -> Name:
        """What a figure is about, but for its year."""
        return (o.indicator, self.catalog.place(o.jurisdiction), o.case)

    def reporter(self, o: Observation) -> str:
        """Registered name of who gave a figure; empty where it says nobody."""
        return self.catalog.department.get(o.reporter) or self.catalog.place(o.reporter)

    def _put(self, index: dict[Name, Years], name: Name, o: Observation) -> None:
        """Keep the figure that prevails, by its rank and then by its place, so that order never matters."""
        years = index.setdefault(name, {})
        other = years.get(o.year)
        if other is None:
            years[o.year] = o
            return
        mine, its = self._rank(o), self._rank(other)
        if mine > its or (mine == its and o.prevails(other)):
            years[o.year] = o

    def _rank(self, o: Observation) -> tuple[bool, tuple[bool, Status]]:
        """What prevails: a figure whose unit measures the indicator, as `check run` reads no other; a later status."""
        scale = self.scales.get(o.indicator)
        return scale is None or scale.factor(o.unit) is not None, o.standing

    def figure(self, indicator: str, place: str, year: int) -> Observation | None:
        """The figure that prevails, single cases left out."""
        return self.known.get((indicator, place, ""), {}).get(year)

    def asked_year(self, o: Observation) -> int | None:
        """The year that the figure's form, or the caller, asks for."""
        mark = self.form_of.get(o.place.file)
        return mark.year if mark else self.year

    @cached_property
    def current(self) -> frozenset[int]:
        """Identities of the figures that are being checked, as against those accepted before."""
        return frozenset(map(id, self.observations))

    def any_earlier(self, figures: Iterable[Observation | None]) -> bool:
        """Whether one of these figures was accepted before."""
        return any(o is not None and id(o) not in self.current for o in figures)

    @cached_property
    def newest(self) -> Mapping[str, int]:
        """File → the latest year of its figures, which other files in the same call do not change."""
        found: dict[str, int] = {}
        for o in self.observations:
            found[o.place.file] = max(o.year, found.get(o.place.file, o.year))
        return found

    @cached_property
    def parent(self) -> Mapping[str, str]:
        """Jurisdiction → the one that it lies in."""
        return {child: parent for parent, children in self.catalog.children.items() for child in children}

    @cached_property
    def running(self) -> frozenset[str]:
        """Indicators whose figures are running totals."""
        return running_totals(self.catalog)

    @cached_property
    def beside(self) -> Mapping[tuple[str, str, int], tuple[str, ...]]:
        """Indicator, parent and year → jurisdictions directly below that reported, in the order of the registry."""
        found: dict[tuple[str, str, int], list[str]] = {}
        for (indicator, place, case), years in self.known.items():
            parent = self.parent.get(place)
            for year, o in years.items() if parent and not case else ():
                if parent and o.state == "reported":
                    found.setdefault((indicator, parent, year), []).append(place)
        return {key: tuple(sorted(places)) for key, places in found.items()}

    @cached_property
    def with_cases(self) -> frozenset[tuple[str, str, int]]:
        """Indicator, jurisdiction and year of figures that were reported case by case."""
        return frozenset((i, place, year) for (i, place, case), years in self.known.items() if case for year in years)

    def series(self) -> Iterator[tuple[Indicator, str, Years]]:
        """Every registered indicator and jurisdiction of which a figure is being checked, single cases left out."""
        for (indicator, place, case), years in self.known.items():
            registered = self.catalog.indicator.get(indicator)
            if registered and not case and any(id(o) in self.current for o in years.values()):
                yield registered, place, years
