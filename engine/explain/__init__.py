"""A verdict step by step: quote, target, figures, measure, criterion, outcome; every number with its arithmetic."""

from typing import NamedTuple

from engine.evaluate import Judgement
from engine.explain import shown
from engine.explain.ahead import others, prospects, told
from engine.explain.arithmetic import asked, measured
from engine.finding import finding
from engine.gather import Source
from engine.methods import Opinion
from engine.model.catalog import Catalog
from engine.model.explained import Explained, ExplainedStep, OtherMethod
from engine.model.finding import Finding
from engine.model.text import Text
from engine.past import remember, replay
from engine.path import path_of
from engine.quantity import exact


class Step(NamedTuple):
    """One heading of an explanation with its lines."""

    heading: Text
    lines: tuple[Text, ...]


class Explanation(NamedTuple):
    """The steps from quote to outcome, the finding they lead to, and what other methods would say."""

    finding: Finding
    steps: tuple[Step, ...]
    opinions: tuple[Opinion, ...]

    def record(self) -> "Explained":
        """As printed in JSON."""
        return Explained(
            finding=self.finding,
            steps=tuple(
                ExplainedStep(heading=s.heading.zh, heading_en=s.heading.en, lines=zh, lines_en=en)
                for s in self.steps
                for zh, en in [(tuple(t.zh for t in s.lines), tuple(t.en for t in s.lines))]
            ),
            methods=tuple(
                OtherMethod(
                    method=o.method.zh,
                    method_en=o.method.en,
                    number=o.number,
                    band=o.band.zh,
                    band_en=o.band.en,
                    source=o.source.zh,
                    source_en=o.source.en,
                    why=o.why.zh,
                    why_en=o.why.en,
                )
                for o in self.opinions
            ),
        )


@exact
def explain(catalog: Catalog, j: Judgement, source: Source) -> Explanation:
    """Explain one judgement."""
    found = remember([finding(catalog, j)], replay(catalog, j.subject, source))[0]
    path = path_of(j.subject, source)
    ahead = prospects(j, path)
    steps = [
        Step(Text("原文", "Quote"), (shown.quoted(found),)),
        Step(Text("目标", "Target"), tuple(shown.target(j, found))),
        Step(
            Text("数据", "Figures"),
            tuple(shown.figure(o, catalog, j.subject) for o in j.measurement.observations) or (shown.NO_FIGURES,),
        ),
        Step(Text("计量", "Measure"), (measured(j),)),
        Step(Text("应达", "Criterion"), (asked(j),)),
        Step(Text("判定", "Outcome"), tuple(shown.outcome(j, found))),
    ]
    if ahead:
        steps.append(Step(Text("展望", "Outlook"), tuple(told(ahead, j))))
    return Explanation(found, tuple(steps), tuple(others(j, path)))
