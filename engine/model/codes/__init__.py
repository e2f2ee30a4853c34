"""Every diagnostic code with its level and its sentences; a case folder under fixtures/broken/ proves each."""

from engine.model.codes.checks import CHECKS
from engine.model.codes.code import Code, Codes, Level
from engine.model.codes.files import FILES
from engine.model.codes.forms import FORMS
from engine.model.codes.inbox import INBOX
from engine.model.codes.inference import INFERENCE
from engine.model.codes.intake import INTAKE
from engine.model.codes.notes import NOTES
from engine.model.codes.rules import RULES
from engine.model.codes.statistics import STATISTICS

CODES: Codes = FILES | RULES | CHECKS | STATISTICS | INTAKE | FORMS | NOTES | INFERENCE | INBOX
"""Code → level and sentences. Codes are stable: a retired one is never used again."""

__all__ = ["CODES", "Code", "Level"]
