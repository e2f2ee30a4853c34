"""A recorded report as far as `check diff` looks at it: tolerant, so that reports of older versions stay readable."""

from pydantic import BaseModel, ConfigDict


class Loose(BaseModel):
    """Base: frozen; what later or earlier versions wrote beside these fields is left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class RecordedFigure(Loose):
    """One observation; numbers as text."""

    indicator: str
    jurisdiction: str
    year: int
    case: str | None = None
    value: str | None = None
    unit: str = ""
    bound: str = "exact"
    status: str = "final"
    state: str = "reported"


class RecordedFinding(Loose):
    """One finding; the target's fields are compared as they are."""

    fingerprint: str
    commitment: str
    plan: str
    title: str
    jurisdiction: str
    year: int
    outcome: str
    unit: str = ""
    indicator: str = ""
    measure: str = ""
    method: str = ""
    comparison: str = ""
    target: str | None = None
    target_low: str | None = None
    target_high: str | None = None
    due: int | None = None
    every_year: bool = False
    criterion: str | None = None
    criterion_low: str | None = None
    criterion_high: str | None = None
    condition: str | None = None
    quote: str = ""
    observations: tuple[RecordedFigure, ...] = ()


class RecordedPlan(Loose):
    """A plan with its policy."""

    plan: str
    policy: dict[str, str] = {}


class RecordedRun(Loose):
    """What was judged with what."""

    year: int
    tool: str = ""
    rules_sha256: str = ""
    statistics_sha256: str = ""


class Recorded(Loose):
    """A report."""

    run: RecordedRun
    plans: tuple[RecordedPlan, ...] = ()
    findings: tuple[RecordedFinding, ...] = ()
