"""What the What if knows: the claim as it is, what was typed, the result of it, the outlook. It keeps nothing."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.foundation.problems import Problem
from desktop_app.ui.parties import parties_by_code
from desktop_app.ui.screens.claim.answers import told
from desktop_app.ui.screens.claim.presenter import ClaimPresenter
from desktop_app.ui.screens.claim.what_if.typed import Reader, Typed, typed_of
from desktop_app.ui.tasks import Ticket
from desktop_app.workflows.case_changes import Changes
from desktop_app.workflows.outlook import outlook_of_claim
from desktop_app.workflows.what_if import WhatIf, WhatIfStart, begin_what_if, what_if

PAUSE_MS: Final = 250
"""How long typing pauses before the changed case is calculated."""


class WhatIfPresenter(QObject):
    """The What if of the open claim."""

    begun = Signal(object)
    """The claim as it is, a `WhatIfStart`: nothing is changed."""

    found = Signal(object)
    """The changed result beside the one on record, a `WhatIf`."""

    cannot = Signal(object)
    """The `Problem` why the changed case cannot be calculated."""

    errors_changed = Signal(object)
    """What cannot be read, by field."""

    looked_ahead = Signal(object)
    """The `Outlook`."""

    def __init__(self, claim: ClaimPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claim: Final = claim
        self.start: WhatIfStart | None = None
        self.result: WhatIf | None = None
        self.typed = Typed()
        self.changes = Changes()
        self._round = 0
        self._ticket: Ticket | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.calculate)

    def begin(self) -> None:
        """Read the claim as it is, and change nothing."""
        self._round += 1
        self._pause.stop()
        self.start = self.result = None
        claim_id = self.claim.claim_id
        if not claim_id:
            return
        ticket = self.claim.ask(lambda desk, _progress: begin_what_if(desk, claim_id))
        ticket.succeeded.connect(told(self, self._on_begun, self._round))
        ticket.failed.connect(told(self, self._on_cannot, self._round))

    def _on_begun(self, number: int, start: WhatIfStart) -> None:
        if number != self._round:
            return
        self.start, self.result = start, start.result
        self.restart()

    def restart(self) -> None:
        """Take every change back."""
        if self.start is None:
            return
        self._round += 1
        self._pause.stop()
        self.typed = typed_of(self.start.case, self._readings(), self.settings())
        self.changes = Changes()
        self.result = self.start.result
        self.begun.emit(self.start)
        self.errors_changed.emit({})
        self.found.emit(self.result)

    def settings(self) -> Mapping[str, str]:
        """Return the option of every open point as the claim is calculated."""
        return {each.point: each.chosen for each in self.start.points} if self.start is not None else {}

    def _readings(self) -> Mapping[str, str]:
        return {each.state: each.chosen for each in self.start.readings} if self.start is not None else {}

    def change(self) -> None:
        """Something was typed: calculate once the typing pauses."""
        self._pause.start()

    def calculate(self) -> None:
        """Calculate what is typed now; an answer to what was typed before is not waited for."""
        if self.start is None:
            return
        self._pause.stop()
        currencies = {code: party.currency for code, party in parties_by_code().items()}
        reader = Reader(self.start.case, self.typed, currencies, self.settings())
        changes = reader.changes()
        self.errors_changed.emit(reader.errors)
        if changes == self.changes:
            return
        self.changes = changes
        self._round += 1
        if self._ticket is not None:
            self._ticket.cancel()
        claim_id = self.claim.claim_id
        self._ticket = self.claim.ask(lambda desk, _progress: what_if(desk, claim_id, changes))
        self._ticket.succeeded.connect(told(self, self._on_found, self._round))
        self._ticket.failed.connect(told(self, self._on_cannot, self._round))

    def _on_found(self, number: int, result: WhatIf) -> None:
        if number == self._round:
            self.result = result
            self.found.emit(result)

    def _on_cannot(self, number: int, problem: Problem) -> None:
        if number == self._round:
            self.result = None
            self.cannot.emit(problem)

    def look_ahead(self, insured_in: str, years: int) -> Ticket | None:
        """Begin the outlook of the case as it is changed; return its ticket, to be followed and cancelled."""
        claim_id, changes = self.claim.claim_id, self.changes
        if self.start is None or not claim_id:
            return None
        ticket = self.claim.ask(
            lambda desk, progress: outlook_of_claim(
                desk, claim_id, changes, insured_in=insured_in, years=years, progress=progress
            )
        )
        ticket.succeeded.connect(told(self, self.looked_ahead.emit))
        ticket.failed.connect(self.claim.notices.refuse)
        return ticket
