"""What keeps an inbox from being used: each reason in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from engine.files import readable, why
from engine.model.diagnostic import Diagnostic
from engine.model.extra import missing
from engine.model.text import Text

INBOX = Text("收件箱", "The inbox")
FAILED = Text("收件箱 {folder} 无法使用：{why}", "The inbox {folder} cannot be used: {why}")
BUSY = Text(
    "另一个程序正在写收件箱 {folder}，等了 {seconds} 秒。请稍后重试。",
    "Another process is writing to the inbox {folder}; waited {seconds} seconds. Try again later.",
)
MOVED = Text("{name} 在读取过程中被改动。请重试。", "{name} was changed while it was being read. Try again.")


class InboxError(Exception):
    """An inbox that cannot be used; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class DamagedError(Exception):
    """An inbox that is not as it was written; `problems` says where."""

    def __init__(self, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(p.say("en") for p in problems))
        self.problems = problems


def duckdb() -> ModuleType:
    """The library that reads and writes Parquet; InboxError where it is not installed."""
    try:
        import duckdb as found  # noqa: PLC0415  heavy, and of an extra
    except ModuleNotFoundError as e:
        raise InboxError(missing(INBOX, e.name, "parquet")) from None
    return found


@contextmanager
def usable(folder: object) -> Iterator[None]:
    """What the system refuses becomes an InboxError that names the folder."""
    try:
        yield
    except OSError as e:
        raise InboxError(FAILED.fill({"folder": readable(folder), "why": why(e)})) from e
