"""The kinds of fact that rules may speak of: fields with their types, and the words that a field may hold."""

from collections.abc import Mapping
from typing import NamedTuple

OF_UNIT = {"plan": str, "jurisdiction": str, "lead": str, "year": int}
"""Fields of every asserted kind; `lead` is the unit that answers now, so that all facts of a unit share it."""

OF_COMMITMENT = OF_UNIT | {"commitment": str, "nature": str}

KINDS: Mapping[str, Mapping[str, type]] = {
    "finding": OF_COMMITMENT
    | {
        "outcome": str,
        "basis": str,
        "reason": str,
        "data": str,
        "waived": str,
        "gap_years": int,
        "years_left": int,
        "shortfall_bp": int,
        "pace_bp": int,
        "completion_bp": int,
    },
    "past": OF_COMMITMENT | {"outcome": str, "basis": str},
    "regression": OF_COMMITMENT | {"since": int},
    "recovered": OF_COMMITMENT | {"gap_years": int},
    "lead_changed": OF_COMMITMENT | {"former": str},
    "waiver": OF_COMMITMENT | {"days": int},
    "rectification": OF_COMMITMENT | {"state": str, "opened_year": int, "days_overdue": int},
    "integrity": OF_COMMITMENT | {"note": str},
    "gap_count": OF_UNIT | {"nature": str, "gaps": int},
    "all_reached": OF_UNIT | {"commitments": int},
    "submission": OF_UNIT | {"state": str, "days_late": int},
}
"""Kind that the core asserts → its fields. A field not known in a case is absent, and then nothing matches it."""


class Goal(NamedTuple):
    """A kind that rules derive and the program acts on; `optional` fields may be left out of `then`."""

    fields: Mapping[str, type]
    optional: frozenset[str] = frozenset()


GOALS: Mapping[str, Goal] = {
    "grade": Goal({"plan": str, "commitment": str, "jurisdiction": str, "year": int, "light": str}),
    "disposition": Goal(
        {
            "plan": str,
            "commitment": str,
            "jurisdiction": str,
            "lead": str,
            "year": int,
            "action": str,
            "level": int,
            "addressee": str,
        },
        frozenset({"commitment"}),
    ),
}

LIGHTS = ("green", "blue", "yellow", "red")
"""From best to worst: the worst light derived for a finding is its grade."""

ACTIONS = ("commend", "remind", "supplement", "clarify", "supervise", "summon", "close")

CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("finding", "outcome"): ("pass", "gap", "undecided", "not_due"),
    ("finding", "basis"): ("final", "interim"),
    ("finding", "data"): ("final", "provisional"),
    ("finding", "waived"): ("yes", "no"),
    ("past", "outcome"): ("pass", "gap", "undecided", "not_due"),
    ("past", "basis"): ("final", "interim"),
    ("rectification", "state"): ("open", "notified", "replied", "verified", "closed", "reopened"),
    ("integrity", "note"): ("provisional", "at_target"),
    ("submission", "state"): ("received", "late", "missing"),
    ("grade", "light"): LIGHTS,
    ("disposition", "action"): ACTIONS,
} | {(kind, "nature"): ("binding", "expected") for kind, fields in KINDS.items() if "nature" in fields}
"""Field of a kind → the words that it can hold; a constant that is none of them would never match."""
