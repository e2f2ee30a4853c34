"""Edge: the expressions of checks → predicates, by the library rule-engine; nothing of Python is ever evaluated.

An expression is written by the office, and its rules folder may come from elsewhere, so it is held to a small part of
the library's language before the library sees it (`written.py`):

* safe: comparisons, `and` `or` `not` `in`, `+ - * /`, `a ? b : c`, lists, numbers of at most 20 digits, quoted text
  and the fields of the scope. Every such expression ends: it has at most 120 tokens, and its time and memory grow with
  them only. Products round to the 60 digits of every judgement, so no number grows without end.
* refused: powers and shifts (10**10**10), regular expressions (which can take for ever), attributes (`a.__class__`),
  functions and built-ins (`$now`, `$range(…)`, `$random`), loops over lists, dates, bytes, null, inf and nan.
* not protected against: an expression that is wrong. It can hide an error in the figures, not do harm otherwise; that
  is what the tests of each check are for.
"""

from engine.expression.compiling import compile_checks, predicate
from engine.expression.written import ExpressionError

__all__ = ["ExpressionError", "compile_checks", "predicate"]
