"""The figures of inboxes as statistics: those that stand, once their files have been held against their hashes."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from engine.cli.inboxes import inbox_errors, sound
from engine.files import readable
from engine.inbox.read import current, figures
from engine.intake.statistics import Intake
from engine.model.diagnostic import errors
from engine.model.submission import Submission
from engine.model.text import Lang


def with_accepted(intake: Intake, inboxes: Iterable[Path], lang: Lang) -> Intake:
    """What was read, with the figures of the inboxes and their warnings; ends the process when one is damaged."""
    for folder in inboxes:
        with inbox_errors(lang):
            found = current(folder)
            if errors(found.problems):
                sound(found.problems, lang)
            accepted = Submission(readable(folder), found.sha256, tuple(figures(found)), found.problems)
        digest = sha256(f"{intake.sha256}\0{found.sha256}".encode()).hexdigest()
        intake = Intake((*intake.files, accepted), (*intake.problems, *found.problems), digest)
    return intake
