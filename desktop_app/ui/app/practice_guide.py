"""The guide of the training mode at work: it looks into the store after every act, and takes the person where to go."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.guide_steps import GuideStep
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.shell.guide_strip import GuideStrip
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.tasks import Tasks
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.claim_steps import Step
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.guided_claim import GuideView, begin_guide, guide, guided_rows, put_guide_away
from desktop_app.workflows.practice_partners import PartnerAnswer, partners_answer

_STEPS = {
    GuideStep.HISTORY: Step.WORK_HISTORY,
    GuideStep.NOTIFY: Step.CHECK_AND_SEND,
    GuideStep.CERTIFY: Step.INSURANCE_PERIODS,
    GuideStep.CALCULATE: Step.CALCULATION,
    GuideStep.DECIDE: Step.DECISION,
    GuideStep.APPROVE_DECISION: Step.DECISION,
    GuideStep.LETTER: Step.DECISION,
}
"""Where a step of the guide is done, for those that are done on a step of the claim."""


class Ways(Protocol):
    """Where the guide can take a person, and what follows an act: as the office's window does it."""

    def new_claim(self) -> None:
        """Begin a claim."""

    def open_claim(self, key: str, step: int = 0) -> None:
        """Open a claim at a step."""

    def show_outgoing(self, office: str = "") -> None:
        """Show what waits to leave."""

    def show_bundle(self, mailbox_id: int) -> None:
        """Show a received bundle."""

    def refresh(self) -> None:
        """Fetch what the frame shows again."""


class PracticeGuide(QObject):
    """Keeps the strip of the guide true: `look` after everything that was done. Made in the training mode alone."""

    def __init__(self, window: MainWindow, tasks: Tasks, notices: Notices, *, ways: Ways, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._tasks, self._notices, self._ways = window, tasks, notices, ways
        self.strip = GuideStrip()
        window.put_below_band(self.strip)
        self.strip.begin_wanted.connect(lambda: self._run(begin_guide))
        self.strip.away_wanted.connect(lambda: self._run(put_guide_away))
        self.strip.copy_wanted.connect(self._copy)
        self.strip.answers_wanted.connect(self._let_answer)
        self.strip.place_wanted.connect(self._go)
        self.look()

    def look(self) -> None:
        """See where the guided claim stands now."""
        self._run(guide)

    def _run(self, act: Callable[[Desk], GuideView | None]) -> None:
        def job(desk: Desk, _progress: Progress) -> GuideView | None:
            return act(desk)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._show)
        ticket.failed.connect(self._notices.refuse)

    def _show(self, view: GuideView | None) -> None:
        if view is not None:
            self.strip.show_guide(view)

    def _copy(self) -> None:
        view = self.strip.view
        state = "VC" if view is not None and view.step is GuideStep.CERTIFY else ""
        rows = guided_rows(state)
        QGuiApplication.clipboard().setText(rows)
        count = rows.count("\n") + 1
        said = plural("{count} row is on the clipboard.", "{count} rows are on the clipboard.", count)
        self._notices.say(said.format(count=count) + " " + _("Click into the table and press Ctrl+V."))

    def _let_answer(self) -> None:
        def job(desk: Desk, progress: Progress) -> tuple[PartnerAnswer, ...]:
            return partners_answer(desk, progress)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_answers)
        ticket.failed.connect(self._notices.refuse)
        self._window.follow(ticket, _("The practice offices open your bundles"))

    def _on_answers(self, answers: tuple[PartnerAnswer, ...]) -> None:
        came = [answer for answer in answers if answer.mailbox_id is not None]
        if came:
            self._notices.say(_("The answers are here. They stand under Exchange, “Received”."))
            self._ways.show_bundle(came[0].mailbox_id or 0)
        else:
            self._notices.warn(_("The practice offices have nothing to answer."), _("Send them what waits first."))
        self._ways.refresh()

    def _go(self) -> None:
        view, ways = self.strip.view, self._ways
        if view is None or view.step is None:
            return
        if view.step is GuideStep.CLAIMANT:
            ways.new_claim()
        elif view.step in {GuideStep.DISPATCH, GuideStep.ANSWERS}:
            ways.show_outgoing()
        elif view.step is GuideStep.ACCEPT:
            self._window.go_to("exchange")
        elif view.step is GuideStep.APPROVE_RECORD:
            self._window.go_to("today")
        else:
            ways.open_claim(view.claim_key, int(_STEPS[view.step]))
