"""JSON Schemas generated from the models: rule files as written, results as printed."""

import json
from typing import Literal

from pydantic import BaseModel

from engine.model.acceptance import Acceptance
from engine.model.alignment import Alignments
from engine.model.check import CheckFile
from engine.model.coverage import Coverage
from engine.model.difference import Differences
from engine.model.disposition import ExplainedDispositions
from engine.model.escalation import PolicyTestFile, RuleFile
from engine.model.explained import Explained
from engine.model.finding import Report
from engine.model.layout import LayoutFile
from engine.model.listing import Listing
from engine.model.office import OfficeFile
from engine.model.plan import PlanFile, TaskFile
from engine.model.registry import DepartmentFile, IndicatorFile, JurisdictionFile
from engine.model.reporting import Reporting
from engine.model.rule_test import RuleTestFile
from engine.model.timeline import History
from engine.model.validation import Validation
from engine.model.verification import Verification
from engine.model.waiver import WaiverFile

SCHEMAS: dict[str, tuple[type[BaseModel], Literal["validation", "serialization"]]] = {
    "commitments": (PlanFile, "validation"),
    "tasks": (TaskFile, "validation"),
    "indicators": (IndicatorFile, "validation"),
    "departments": (DepartmentFile, "validation"),
    "jurisdictions": (JurisdictionFile, "validation"),
    "waivers": (WaiverFile, "validation"),
    "tests": (RuleTestFile, "validation"),
    "office": (OfficeFile, "validation"),
    "grading": (RuleFile, "validation"),
    "escalation": (RuleFile, "validation"),
    "escalation-tests": (PolicyTestFile, "validation"),
    "checks": (CheckFile, "validation"),
    "layout": (LayoutFile, "validation"),
    "findings": (Report, "serialization"),
    "explain": (Explained, "serialization"),
    "explain-disposition": (ExplainedDispositions, "serialization"),
    "history": (History, "serialization"),
    "diff": (Differences, "serialization"),
    "list": (Listing, "serialization"),
    "align": (Alignments, "serialization"),
    "coverage": (Coverage, "serialization"),
    "acceptance": (Acceptance, "serialization"),
    "reporting": (Reporting, "serialization"),
    "verification": (Verification, "serialization"),
    "validation": (Validation, "serialization"),
}
"""Name of a schema → its model, and whether the file is read or printed."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(name: str) -> str:
    """One JSON Schema as indented JSON with a final newline."""
    model, mode = SCHEMAS[name]
    schema = {"$schema": DIALECT, **model.model_json_schema(mode=mode)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
