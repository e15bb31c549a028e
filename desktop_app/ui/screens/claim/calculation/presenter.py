"""What the calculation's step knows: the result, which figure is unfolded, what is to settle, and how it is settled."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.calculation.award import StateAward
from desktop_app.calculation.case import CertifiedAmount, StatedTotal
from desktop_app.calculation.trace import TraceNode
from desktop_app.foundation.problems import Problem
from desktop_app.ui.screens.claim.answers import told
from desktop_app.ui.screens.claim.calculation.figures import FIGURES, first_figure, node_of
from desktop_app.ui.screens.claim.calculation.topics import points_open
from desktop_app.ui.screens.claim.presenter import ClaimPresenter
from desktop_app.workflows.calculate_claim import (
    CalculationView,
    calculate_claim,
    choose_reading,
    decide_point,
    enter_certified_amount,
    keep_calculation,
    state_total,
    withdraw_decision,
)
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument, worksheet_document


class CalculationPresenter(QObject):
    """Step 6 of the open claim."""

    calculated = Signal(object)
    """The `CalculationView`: result, findings, choices. Nothing of it is stored."""

    cannot = Signal(object)
    """The `Problem` why nothing can be calculated yet."""

    unfolded = Signal(str, str)
    """The State and the figure whose worksheet is shown."""

    kept = Signal(object)
    """The calculation was kept with the claim: its `CalculationView`."""

    settled = Signal()
    """A choice was made and the result follows."""

    document_ready = Signal(object)
    """The worksheet as an `IssuedDocument`."""

    def __init__(self, claim: ClaimPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claim: Final = claim
        self.view: CalculationView | None = None
        self.state = ""
        self.figure = "actual"
        self._round = 0

    def begin(self) -> None:
        """Another claim is open."""
        self._round += 1
        self.view = None
        self.state, self.figure = "", "actual"

    def load(self) -> None:
        """Calculate the claim as it stands."""
        claim_id = self.claim.claim_id
        if not claim_id:
            return
        ticket = self.claim.ask(lambda desk, _progress: calculate_claim(desk, claim_id))
        ticket.succeeded.connect(told(self, self._on_calculated, self._round))
        ticket.failed.connect(told(self, self._on_cannot, self._round))

    def _on_calculated(self, number: int, view: CalculationView) -> None:
        if number != self._round:
            return
        self.view = view
        states = [line.state for line in view.award.states]
        if self.state not in states:
            paying = [line.state for line in view.award.states if line.payable.weekly is not None]
            self.state = next(iter((*paying, *states)), "")
            if self.state:
                self.figure = first_figure(view.award.state(self.state))
        self.calculated.emit(view)
        self.unfolded.emit(self.state, self.figure)

    def _on_cannot(self, number: int, problem: Problem) -> None:
        if number == self._round:
            self.view = None
            self.cannot.emit(problem)

    def unfold(self, state: str, figure: str) -> None:
        """Show the worksheet of one figure of the table."""
        if figure in FIGURES and state:
            self.state, self.figure = state, figure
            self.unfolded.emit(state, figure)

    def award(self) -> StateAward | None:
        """Return the State whose figure is unfolded."""
        if self.view is None:
            return None
        return next((line for line in self.view.award.states if line.state == self.state), None)

    def worksheet(self) -> TraceNode | None:
        """Return the part of the trace behind the unfolded figure; the State's whole worksheet where it has none."""
        award = self.award()
        return None if award is None else node_of(award, self.figure)

    def points_open(self) -> int:
        """Count what is still to settle in the result, 0 before there is one."""
        if self.view is None:
            return 0
        readings = {choice.state: choice.chosen for choice in self.view.readings}
        return points_open(self.view.award, readings, [total.state for total in self.view.stated_totals])

    def keep(self) -> None:
        """Keep this calculation with the claim."""
        self._change(keep_calculation, keeps=True)

    def choose_reading(self, state: str, reading: str, reason: str) -> None:
        """Calculate a State by another reading of its rules; empty for the institution's own."""
        self._change(lambda desk, claim_id: choose_reading(desk, claim_id, state, reading, reason))

    def decide(self, point: str, state: str, option: str, reason: str) -> None:
        """Settle an open point of the Agreement for this case, with a reason."""
        self._change(
            lambda desk, claim_id: decide_point(desk, claim_id, point=point, state=state, option=option, reason=reason)
        )

    def withdraw(self, point: str, state: str, reason: str) -> None:
        """Take an officer's decision back, with a reason."""
        self._change(lambda desk, claim_id: withdraw_decision(desk, claim_id, point=point, state=state, reason=reason))

    def take_stated(self, total: StatedTotal, reason: str) -> None:
        """Take a State's totals as they are stated instead of the rows' own."""
        self._change(lambda desk, claim_id: state_total(desk, claim_id, total, reason))

    def enter_amount(self, amount: CertifiedAmount, reason: str) -> None:
        """Enter what another institution certified where its rules are not known here."""
        self._change(lambda desk, claim_id: enter_certified_amount(desk, claim_id, amount, reason))

    def _change(self, verb: Callable[[Desk, str], CalculationView], *, keeps: bool = False) -> None:
        claim_id = self.claim.claim_id
        if not claim_id:
            return
        ticket = self.claim.do(lambda desk, _progress: verb(desk, claim_id))
        ticket.succeeded.connect(told(self, self._on_changed, self._round, keeps))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_changed(self, number: int, kept: bool, view: CalculationView) -> None:
        if number != self._round:
            return
        self._on_calculated(number, view)
        if kept:
            self.kept.emit(view)
        else:
            self.settled.emit()
        self.claim.reload()

    def make_worksheet(self) -> None:
        """Make the worksheet as a document."""
        claim_id = self.claim.claim_id
        if not claim_id:
            return
        ticket = self.claim.ask(lambda desk, _progress: worksheet_document(desk, claim_id))
        ticket.succeeded.connect(told(self, self._on_document))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_document(self, document: IssuedDocument) -> None:
        self.document_ready.emit(document)
