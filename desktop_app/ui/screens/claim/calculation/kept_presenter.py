"""What is known of a claim's kept calculations: the list, the one that is open, how today's differs. Keeps nothing."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.claim.answers import told
from desktop_app.ui.screens.claim.presenter import ClaimPresenter
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.kept_calculations import (
    KeptLine,
    KeptView,
    Rerun,
    Verification,
    kept_calculations,
    kept_worksheet,
    open_kept,
    rerun,
    verify_kept,
)


class KeptPresenter(QObject):
    """The kept calculations of the open claim."""

    compared = Signal(object)
    """Today's result beside the one kept last: a `Rerun`."""

    listed = Signal(object)
    """The kept calculations, the newest first: a tuple of `KeptLine`."""

    opened = Signal(object)
    """One of them as it was kept: its `KeptView`."""

    verified = Signal(object)
    """It was run again with its own rules: its `Verification`."""

    document_ready = Signal(object)
    """Its worksheet as an `IssuedDocument`."""

    refused = Signal(object)
    """The `Problem` why one cannot be shown, run again or printed."""

    def __init__(self, claim: ClaimPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claim: Final = claim
        self.lines: tuple[KeptLine, ...] = ()
        self.view: KeptView | None = None

    def compare(self) -> None:
        """Calculate the claim as it is today beside what was kept last."""
        claim_id = self.claim.claim_id
        self._ask(lambda desk, _progress: rerun(desk, claim_id), self._on_compared)

    def load(self) -> None:
        """Read the list of what is kept."""
        claim_id = self.claim.claim_id
        self.view = None
        self._ask(lambda desk, _progress: kept_calculations(desk, claim_id), self._on_listed)

    def open(self, calculation_id: str) -> None:
        """Read one as it was kept."""
        self._ask(lambda desk, _progress: open_kept(desk, calculation_id), self._on_opened)

    def verify(self) -> None:
        """Run the open one again with its own rules and inputs."""
        if self.view is not None:
            calculation_id = self.view.line.calculation_id
            self._ask(lambda desk, _progress: verify_kept(desk, calculation_id), self._on_verified)

    def make_worksheet(self) -> None:
        """Make the worksheet of the open one as a document."""
        if self.view is not None:
            calculation_id = self.view.line.calculation_id
            self._ask(lambda desk, _progress: kept_worksheet(desk, calculation_id), self._on_document)

    def _ask(self, job: Callable[[Desk, Progress], object], slot: Callable[..., None]) -> None:
        claim_id = self.claim.claim_id
        if claim_id:
            ticket = self.claim.ask(job)
            ticket.succeeded.connect(told(self, slot, claim_id))
            ticket.failed.connect(told(self, self._on_refused, claim_id))

    def _is_open(self, claim_id: str) -> bool:
        return claim_id == self.claim.claim_id

    def _on_compared(self, claim_id: str, found: Rerun) -> None:
        if self._is_open(claim_id):
            self.compared.emit(found)

    def _on_listed(self, claim_id: str, lines: tuple[KeptLine, ...]) -> None:
        if self._is_open(claim_id):
            self.lines = lines
            self.listed.emit(lines)

    def _on_opened(self, claim_id: str, view: KeptView) -> None:
        if self._is_open(claim_id):
            self.view = view
            self.opened.emit(view)

    def _on_verified(self, claim_id: str, found: Verification) -> None:
        if self._is_open(claim_id):
            self.verified.emit(found)

    def _on_document(self, claim_id: str, document: IssuedDocument) -> None:
        if self._is_open(claim_id):
            self.document_ready.emit(document)

    def _on_refused(self, claim_id: str, problem: object) -> None:
        if self._is_open(claim_id):
            self.refused.emit(problem)
