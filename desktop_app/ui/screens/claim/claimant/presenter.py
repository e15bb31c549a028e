"""What the claimant's step knows: findings while typing, the days the birth date suggests, who may already be known."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.findings import Finding
from desktop_app.domain.forms import ClaimantForm
from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.time import reaches_age
from desktop_app.ui.screens.claim.answers import told
from desktop_app.ui.screens.claim.presenter import ClaimPresenter
from desktop_app.workflows.enter_claim import claimants_like
from desktop_app.workflows.likely_same import Likeness

LOOK_AFTER_MS: Final = 700
"""How long the typing must rest before the records are searched for the same person."""

SUGGESTED_AGES: Final = (60, 65)
"""Birthdays worth offering as the day of the contingency: pensionable ages of the region."""


Wanted = tuple[str, str, str, tuple[tuple[str, str], ...]]
"""What the records are searched for: surname, forenames, birth date as typed, numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Birthday:
    """A birthday that may be the day of the contingency."""

    age: int
    day: date


class ClaimantPresenter(QObject):
    """Step 1 of the open claim."""

    checked = Signal(object)
    """The findings of the form as it is typed now."""

    birthdays_changed = Signal(object)
    """The `Birthday`s to offer."""

    matches_found = Signal(object)
    """`Likeness`es: persons in the records who may be this claimant, with the reasons; empty for none."""

    def __init__(self, claim: ClaimPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claim: Final = claim
        self._looked_for: Wanted = ("", "", "", ())
        self._round = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self.look_for_matches)

    def begin(self) -> None:
        """Another claim is open: check its form and look for its claimant."""
        self._looked_for = ("", "", "", ())
        self._round += 1
        self.matches_found.emit(())
        self._tell(self.claim.claimant)

    def edit(self, form: ClaimantForm) -> None:
        """Take the form as typed now."""
        self.claim.edit_claimant(form)
        self._tell(form)

    def _tell(self, form: ClaimantForm) -> None:
        self.checked.emit(self.claim.claimant_findings())
        self.birthdays_changed.emit(self.birthdays())
        if self._wanted(form) != self._looked_for:
            self._timer.start()

    def findings(self) -> tuple[Finding, ...]:
        """Check the form as typed now."""
        return self.claim.claimant_findings()

    def birthdays(self) -> tuple[Birthday, ...]:
        """Return the birthdays to offer, none without a date of birth."""
        birth = self.claim.birth_date()
        if birth is None:
            return ()
        return tuple(Birthday(age=age, day=reaches_age(birth, age)) for age in SUGGESTED_AGES)

    @staticmethod
    def _wanted(form: ClaimantForm) -> Wanted:
        return (form.surname.strip(), form.forenames.strip(), form.birth_date.strip(), form.numbers)

    def look_for_matches(self) -> None:
        """Search the records for the person on the form, once the form says enough and is not registered yet."""
        self._timer.stop()
        form = self.claim.claimant
        wanted = self._wanted(form)
        named = bool(form.surname.strip()) and self.claim.birth_date() is not None
        if self.claim.view is None or self.claim.claim_id or self.claim.person_id or wanted == self._looked_for:
            return
        self._looked_for = wanted
        if not named:
            self.matches_found.emit(())
            return
        self._round += 1
        ticket = self.claim.ask(lambda desk, _progress: claimants_like(desk, form))
        ticket.succeeded.connect(told(self, self._on_matches, self._round))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_matches(self, number: int, alike: tuple[Likeness, ...]) -> None:
        if number == self._round and not self.claim.claim_id:
            self.matches_found.emit(alike)

    def use_person(self, person: InsuredPerson) -> None:
        """Say that the claimant is this known person: the claim will join that record."""
        self.claim.person_id = person.id
        self.matches_found.emit(())

    def say_why(self, reason: str) -> None:
        """Take why the claimant is that person, or none of those found."""
        self.claim.match_reason = reason

    def use_nobody(self) -> None:
        """Take that back: whether the claimant is somebody known is asked anew."""
        self.claim.person_id = ""
        self.claim.match_reason = ""
        self._looked_for = ("", "", "", ())
        self.look_for_matches()
