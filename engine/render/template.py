"""Jinja2 as this project uses it: sandboxed, undefined names are errors, data escaped for Markdown before it enters."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine import words
from engine.files import CONTROLS, why
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Lang, Text

_ESCAPES = str.maketrans(
    dict.fromkeys(CONTROLS, "\ufffd")
    | {c: f"\\{c}" for c in "\\`*_[]|~"}
    | {"<": "&lt;", ">": "&gt;"}
    | dict.fromkeys("\t\n\r\u2028\u2029", " ")
)

_BLANKS = re.compile(r"\n{3,}")
_MACHINE_WORD = re.compile(r"[a-z]+(_[a-z]+)*")
"""Words of the model such as not_due, which templates compare; Markdown leaves an underscore within a word alone."""


LONGEST_MEMO = 20_000_000
"""Characters of one memo, far beyond any; a template that writes on and on is stopped there."""

LONGEST_PRODUCT = 1_000_000
"""Longest text or list that a template may make by repetition."""

GREATEST_EXPONENT = 1000

ENDLESS = Text("模板没有尽头（引用自身，或循环过多）", "the template includes itself or repeats without end")


class Bounded(ImmutableSandboxedEnvironment):
    """A sandbox that also refuses the two operators by which a short template takes all memory: * and **."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The operation, or MemoryError before it is tried."""
        if (operator == "*" and max(_repeated(left, right), _repeated(right, left)) > LONGEST_PRODUCT) or (
            operator == "**" and isinstance(right, int) and abs(right) > GREATEST_EXPONENT
        ):
            raise MemoryError
        return super().call_binop(context, operator, left, right)


def _repeated(some: Any, times: Any) -> int:
    """How long a text or list becomes by repetition; 0 where this is no repetition."""
    return len(some) * times if isinstance(some, str | list | tuple) and isinstance(times, int) else 0


class BadTemplateError(Exception):
    """A template that cannot be rendered; `diagnostic` names its file and line."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


def escaped(value: Any) -> Any:
    """A tree of plain data with every text escaped for Markdown, so that no template can forget to."""
    if isinstance(value, str):
        return value if _MACHINE_WORD.fullmatch(value) else value.translate(_ESCAPES)
    if isinstance(value, Mapping):
        return {k: escaped(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [escaped(v) for v in value]
    return value


def environment(folder: Path, lang: Lang) -> ImmutableSandboxedEnvironment:
    """Templates of one language with the filters of words.py."""
    env = Bounded(
        loader=FileSystemLoader(folder / lang),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=False,
        lstrip_blocks=True,
        autoescape=False,
    )
    env.filters.update(_filters(lang))
    return env


def render(env: ImmutableSandboxedEnvironment, name: str, context: Mapping[str, Any], shown: str) -> str:
    """One template with escaped data; BadTemplateError with file and line otherwise."""
    try:
        return _BLANKS.sub("\n\n", _rendered(env, name, context))
    except TemplateSyntaxError as e:
        raise BadTemplateError(
            Diagnostic.of("T501", Place(f"{shown}/{e.name or name}", e.lineno), why=str(e.message).rstrip("."))
        ) from e
    except (RecursionError, MemoryError) as e:
        file, line = _line(e, name)
        raise BadTemplateError(Diagnostic.of("T501", Place(f"{shown}/{file}", line), why=ENDLESS)) from e
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as e:
        file, line = _line(e, name)
        raise BadTemplateError(Diagnostic.of("T501", Place(f"{shown}/{file}", line), why=str(e).rstrip("."))) from e
    except OSError as e:
        raise BadTemplateError(Diagnostic.of("F001", Place(f"{shown}/{name}"), why=why(e))) from e


def _rendered(env: ImmutableSandboxedEnvironment, name: str, context: Mapping[str, Any]) -> str:
    """The text of one template; MemoryError where it grows beyond any memo."""
    pieces, length = [], 0
    for piece in env.get_template(name).generate(escaped(context)):
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST_MEMO:
            raise MemoryError
    return "".join(pieces)


def _line(error: BaseException, name: str) -> tuple[str, int]:
    """Template and line of the last traceback frame that lies in a template."""
    found, trace = (name, 0), error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            found = (Path(file).name, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _filters(lang: Lang) -> dict[str, Callable[..., str]]:
    """Words and numbers for reading; a missing number is a dash."""

    def amount(value: Decimal | None, unit: str) -> str:
        return "—" if value is None else words.amount(value, unit).say(lang)

    def difference(value: Decimal | None, unit: str) -> str:
        return "—" if value is None else words.difference(value, unit).say(lang)

    def target(f: Mapping[str, Any]) -> str:
        if f["target"] is None:
            return f"{amount(f['target_low'], f['unit'])}–{amount(f['target_high'], f['unit'])}"
        word = words.COMPARISONS[f["comparison"]]
        text = words.ABOUT if f["comparison"] == "about" else words.COMPARED
        return text.fill({"word": word, "value": words.amount(f["target"], f["unit"])}).say(lang)

    def condition(f: Mapping[str, Any]) -> str:
        partial = words.PARTIAL.say(lang) if f["partial"] else ""
        return partial + amount(f["condition"], f["unit"])

    def missed(f: Mapping[str, Any]) -> str:
        over = f["criterion_high"] is not None and f["condition"] is not None and f["condition"] > f["criterion_high"]
        return (words.OVER if over else words.SHORTFALL).say(lang)

    def title(f: Mapping[str, Any]) -> str:
        return str(f["title"]) if f["jurisdiction"] == f["home"] else f"{f['title']}（{f['jurisdiction']}）"

    return {
        "title": title,
        "condition": condition,
        "missed": missed,
        "amount": amount,
        "difference": difference,
        "target": target,
        "outcome": lambda x: words.OUTCOMES[x].say(lang),
        "light": lambda x: words.LIGHTS[x].say(lang),
        "nature": lambda x: words.NATURES[x].say(lang),
        "bound": lambda x: words.BOUND_WORDS[x].say(lang),
        "quoted": words.quoted,
        "status": lambda x: words.STATUS_WORDS[x].say(lang),
    }
