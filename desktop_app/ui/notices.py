"""What the program says to the person while she works: a sentence, a warning, a refusal, or that it made a mistake.

Knows no widget: a bar shows the notices (`widgets.notice_bar`), a dialog the mistakes (`widgets.bug_dialog`).
"""

import logging
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from desktop_app import __version__
from desktop_app.foundation.logs import reference_for, report_text
from desktop_app.foundation.problems import Problem

_log = logging.getLogger(__name__)

Level = Literal["ok", "warn", "bad"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice: what happened, what was kept, what to do. The last two may be empty."""

    level: Level
    happened: str
    kept: str = ""
    do: str = ""
    code: str = ""

    @property
    def text(self) -> str:
        """All of it as one paragraph, as a screen reader announces it."""
        return " ".join(part for part in (self.happened, self.kept, self.do) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class BugReport:
    """A mistake of the program: a reference to name on the phone, and details without names or numbers of persons."""

    reference: str
    details: str


class Notices(QObject):
    """Where screens, presenters and the worker say things; whoever shows them listens."""

    shown = Signal(object)
    """A `Notice` to show; it replaces the one before."""

    cleared = Signal()
    """What was shown is no longer true."""

    bug_reported = Signal(object)
    """A `BugReport`; each reference once a run, so that a failing timer does not bury the window in dialogs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reported: set[str] = set()

    def say(self, sentence: str) -> None:
        """Say that something went well."""
        self.shown.emit(Notice(level="ok", happened=sentence))

    def warn(self, sentence: str, do: str = "") -> None:
        """Say what needs a look, and what to do about it."""
        self.shown.emit(Notice(level="warn", happened=sentence, do=do))

    def refuse(self, problem: Problem) -> None:
        """Say in three parts why an act could not be done."""
        from desktop_app.wording.problems import sentences  # hundreds of them, for the first refusal only

        words = sentences(problem)
        _log.info("Refused: %s", problem.code)
        self.shown.emit(Notice(level="bad", happened=words.happened, kept=words.kept, do=words.do, code=problem.code))

    def clear(self) -> None:
        """Take away what is shown."""
        self.cleared.emit()

    def crashed(self, exc: BaseException) -> None:
        """Report a mistake of the program, calmly and once. A `Problem` that escaped is refused in words instead."""
        if isinstance(exc, Problem):
            self.refuse(exc)
            return
        reference = reference_for(exc)
        _log.error("Unforeseen, reference %s", reference, exc_info=exc)
        if reference in self._reported:
            return
        self._reported.add(reference)
        self.bug_reported.emit(BugReport(reference=reference, details=report_text(exc, __version__)))
