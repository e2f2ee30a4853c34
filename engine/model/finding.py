"""Findings and the report of a run: the JSON contract that every other output is made from."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, PlainSerializer

from engine.model.disposition import Disposition, Grade, Light
from engine.model.policy import Policy
from engine.model.record import Record
from engine.model.target import Comparison, Measure
from engine.quantity import plain

Exact = Annotated[Decimal, PlainSerializer(plain, return_type=str, when_used="json")]
"""A number that JSON carries as decimal text."""


class Outcome(StrEnum):
    """How a commitment stands; the last two are tallied beside the three outcomes, never hidden."""

    PASS = "pass"  # noqa: S105
    GAP = "gap"
    UNDECIDED = "undecided"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"


class Reason(StrEnum):
    """Why the outcome is what it is."""

    REACHED = "reached"
    SHORT = "short"
    GUARDED = "within_sampling_error"
    UNPROVEN = "unproven"
    NO_DATA = "no_data"
    SILENT = "jurisdictions_missing"
    UNDEFINED = "undefined"
    NO_REFERENCE = "no_reference"
    SCOPE = "scope"
    BOUND = "bound"
    NO_INTERIM = "no_interim_criterion"
    MARKED = "marked_not_applicable"
    OUTSIDE = "outside_period"
    SUPERSEDED = "superseded"


class Used(Record):
    """One observation behind a finding, as submitted, with its file and row."""

    indicator: str
    jurisdiction: str
    year: int
    case: str | None = Field(description="one case of several in the year")
    value: Exact | None = Field(description="as submitted, in `unit`; null when empty or '-'")
    unit: str
    bound: str
    status: Literal["final", "provisional", "revised"]
    state: str
    source: str
    note: str
    received: date | None = Field(description="day on which the figure came in")
    file: str
    line: int
    sheet: str | None = Field(None, description="of a workbook; then `line` is its row")
    cell: str | None = Field(None, description="of a workbook, such as E7")


class SampledAs(Record):
    """Uncertainty of a condition that comes from a sample survey, in the finding's unit."""

    standard_error: Exact
    low: Exact
    high: Exact
    confidence: Literal["90", "95", "99"] = Field(description="of the interval low to high, percent, two-sided")
    rule: Literal["simple", "guarded"] = Field(description="acceptance rule of the plan (JCGM 106)")
    probability: Exact = Field(description="probability that the true value conforms, 0 to 1, four decimals")


class WaivedBy(Record):
    """The waiver (情况说明) in force for a gap; the outcome stays what it is."""

    reason: str
    approver: str
    document: str
    valid_from: date
    until: date


class Finding(Record):
    """Criterion against condition for one commitment, jurisdiction and year; numbers in the indicator's base unit."""

    commitment: str = Field(description="<plan>/<id>")
    plan: str
    title: str
    indicator: str
    indicator_name: str
    jurisdiction: str
    year: int
    outcome: Outcome
    basis: Literal["final", "interim"] | None = Field(
        description="judged at or before the deadline; null if not judged"
    )
    provisional: bool = Field(description="rests on provisional figures")
    reason_code: Reason
    reason: str = Field(description="one Chinese sentence")
    reason_en: str
    measure: Measure
    method: str = Field(description="how the criterion of the year was found")
    comparison: Comparison
    unit: str
    target: Exact | None
    target_low: Exact | None
    target_high: Exact | None
    due: int | None
    every_year: bool
    criterion: Exact | None = Field(description="number asked for this year; null for a range or when nothing is asked")
    criterion_low: Exact | None = Field(description="lower end of what is accepted, null if unbounded")
    criterion_high: Exact | None
    condition: Exact | None = Field(description="number measured; null when nothing was reported")
    compared: Exact | None = Field(description="condition after rounding, where the plan asks for it and it changed")
    rounding: Literal["full", "as_written"]
    sampling: SampledAs | None
    shortfall: Exact | None = Field(description="distance from what is accepted, never negative; null if undecided")
    completion: Exact | None = Field(description="condition in percent of the final target, two decimals")
    required_rate: Exact | None = Field(description="change that each remaining year must bring")
    stretch: Exact | None = Field(description="力争值")
    stretch_reached: bool | None
    partial: bool = Field(description="condition is only a part of what was promised: years, districts or scope lack")
    missing_jurisdictions: tuple[str, ...] = Field(description="districts of a sum, competitors of a rank")
    missing_years: tuple[int, ...]
    observations: tuple[Used, ...]
    nature: Literal["binding", "expected"]
    lead: tuple[str, ...]
    support: tuple[str, ...]
    clause: str
    quote: str
    note: str | None
    waiver: WaivedBy | None = None
    consecutive_gap_years: int = Field(0, description="years running that end in this gap, itself included; 0 if none")
    fingerprint: str = Field(description="the same for this commitment and jurisdiction in every year")
    grade: Light | None = Field(None, description="supervision light; null where the policy gives none")


class Tally(Record):
    """How many findings of each outcome; they add up to `commitments`."""

    model_config = ConfigDict(populate_by_name=True)  # pass is a word of Python

    commitments: int
    passed: int = Field(alias="pass")
    gap: int
    waived: int = Field(description="of the gaps, those with a waiver in force")
    undecided: int
    not_due: int
    not_applicable: int
    provisional: int = Field(description="of these, resting on provisional figures")

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Tally":
        """Count the findings."""
        findings = list(findings)
        counts = Counter(f.outcome for f in findings)
        return cls(
            commitments=len(findings),
            passed=counts[Outcome.PASS],
            gap=counts[Outcome.GAP],
            waived=sum(f.waiver is not None for f in findings),
            undecided=counts[Outcome.UNDECIDED],
            not_due=counts[Outcome.NOT_DUE],
            not_applicable=counts[Outcome.NOT_APPLICABLE],
            provisional=sum(f.provisional for f in findings),
        )


class PlanSummary(Record):
    """One plan of the run with its own tally and number of tasks."""

    plan: str
    title: str
    document: str | None
    issuer: str
    office: str
    jurisdiction: str
    period: tuple[int, int]
    policy: Policy
    tally: Tally
    tasks: int | None = Field(description="tasks without a number; null where they were not read")


class Run(Record):
    """What was judged with what."""

    year: int
    tool: str
    rules: str = Field(description="where the rules came from")
    statistics: tuple[str, ...]
    example_data: bool = Field(description="whether the statistics are the shipped examples or hold 示例数据")
    waivers_as_of: date | None = Field(description="day on which waivers were held valid; null if none was looked at")
    rules_sha256: str
    statistics_sha256: str
    years_recorded: tuple[int, ...] = Field((), description="earlier years looked back on as the ledger has them")
    years_replayed: tuple[int, ...] = Field((), description="earlier years judged again from the statistics")
    policy: tuple[str, ...] = Field((), description="files of grading and escalation rules")
    policy_sha256: str | None = Field(None, description="of these files; null when no policy was applied")


class Report(Record):
    """The result of `check run`."""

    schema_version: Literal["1"] = "1"
    run: Run
    tally: Tally
    plans: tuple[PlanSummary, ...]
    findings: tuple[Finding, ...]
    grades: tuple[Grade, ...] = ()
    dispositions: tuple[Disposition, ...] = ()

    def exit_code(self, *, strict: bool, warned: bool = False) -> int:
        """0 nothing to report, 1 gaps without a waiver, 3 only warnings or undecided when `strict`."""
        if self.tally.gap > self.tally.waived:
            return 1
        return 3 if strict and (self.tally.undecided or warned) else 0
