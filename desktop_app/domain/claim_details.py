"""What a claim says beside person, dates and work history, as the notices to the other States need it (4.1)."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.claims import Benefit
from desktop_app.domain.messages import DocumentHeld, PaymentWish, StateNotToAsk
from desktop_app.domain.persons import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimingPerson:
    """Who claims where that is not the insured person: a survivor, or who takes a death benefit (2.3)."""

    surname: str
    forenames: str
    birth_date: date
    sex: Sex = Sex.NOT_STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDetails:
    """The details of a claim. Empty text, an empty list and None mean that nothing was said.

    `also_claimed` are other benefits that are asked for. `claimant` is who claims for survivors. `representative` acts
    for the claimant, with an address. `language` is that of letters. `not_to_ask` are States that may not be asked, and
    why. `payment` is where the claimant wants to be paid.
    """

    also_claimed: tuple[Benefit, ...] = ()
    claimant: ClaimingPerson | None = None
    representative: str = ""
    language: str = ""
    not_to_ask: tuple[StateNotToAsk, ...] = ()
    documents: tuple[DocumentHeld, ...] = ()
    payment: PaymentWish | None = None

    def reason_not_to_ask(self, state: str) -> str:
        """Return why a State may not be asked, empty where it may."""
        return next((entry.reason for entry in self.not_to_ask if entry.state == state), "")


NOTHING_SAID = ClaimDetails()
"""The details of a claim of which nothing was said."""
