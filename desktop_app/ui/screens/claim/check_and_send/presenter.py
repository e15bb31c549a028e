"""What the step knows: the findings of the whole claim, and for every State whether its notice can go."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.findings import Level
from desktop_app.ui.screens.claim.answers import told
from desktop_app.ui.screens.claim.presenter import ClaimPresenter
from desktop_app.workflows.issue_document import IssuedDocument, claim_notice_document
from desktop_app.workflows.open_claim import ClaimView
from desktop_app.workflows.send_claim import Recipient, SendCheck, check_claim, send_notices


class CheckAndSendPresenter(QObject):
    """Step 4 of the open claim."""

    loaded = Signal(object)
    """The `SendCheck` of the claim as it is stored now."""

    sent = Signal(object)
    """The codes of the States whose notices were put into the outbox."""

    document_ready = Signal(object)
    """The `IssuedDocument` of a notification."""

    def __init__(self, claim: ClaimPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claim: Final = claim
        self.check: SendCheck | None = None
        self.left_out: set[str] = set()
        self._round = 0

    def begin(self) -> None:
        """Another claim is open."""
        self._round += 1
        self.check = None
        self.left_out.clear()

    def load(self) -> None:
        """Check the registered claim."""
        claim_id = self.claim.claim_id
        if not claim_id:
            return
        self._round += 1
        ticket = self.claim.ask(lambda desk, _progress: check_claim(desk, claim_id))
        ticket.succeeded.connect(told(self, self._on_checked, self._round))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_checked(self, number: int, check: SendCheck) -> None:
        if number == self._round:
            self.check = check
            self.loaded.emit(check)

    def choose(self, state: str, wanted: bool) -> None:
        """Leave a State out for now, or take it in again."""
        if wanted:
            self.left_out.discard(state)
        else:
            self.left_out.add(state)
        if self.check is not None:
            self.loaded.emit(self.check)

    def open_recipients(self) -> tuple[Recipient, ...]:
        """Return those to whom a notice can go and has not gone."""
        if self.check is None:
            return ()
        return tuple(entry for entry in self.check.recipients if entry.blocked is None and entry.sent_on is None)

    def chosen(self) -> tuple[Recipient, ...]:
        """Return those to whom a notice goes when the button is pressed."""
        return tuple(entry for entry in self.open_recipients() if entry.state not in self.left_out)

    @property
    def errors(self) -> int:
        """Count what must be mended before anything can be sent."""
        return sum(entry.level is Level.ERROR for entry in self.check.findings) if self.check else 0

    def send(self) -> None:
        """Put the notices to the chosen States into the outbox."""
        states, claim_id = tuple(entry.state for entry in self.chosen()), self.claim.claim_id
        if not states or not claim_id:
            return
        ticket = self.claim.do(lambda desk, _progress: send_notices(desk, claim_id, states))
        ticket.succeeded.connect(told(self, self._on_sent, self._round, states))
        ticket.failed.connect(self.claim.notices.refuse)

    def make_document(self, state: str) -> None:
        """Make the notification that went to a State as a document."""
        claim_id = self.claim.claim_id
        if not claim_id or not state:
            return
        ticket = self.claim.ask(lambda desk, _progress: claim_notice_document(desk, claim_id, state))
        ticket.succeeded.connect(told(self, self._on_document, self._round))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_document(self, number: int, document: IssuedDocument) -> None:
        if number == self._round:
            self.document_ready.emit(document)

    def _on_sent(self, number: int, states: tuple[str, ...], view: ClaimView) -> None:
        if number != self._round:
            return
        self.claim.take(view)
        self.sent.emit(states)
