"""A busy desk for the screens around a claim: claims on their way, answers that came, drafts, a refused file."""

import contextlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.forms import ClaimantForm, PeriodLine, PeriodsForm
from desktop_app.domain.offices import KeyCheck, Office
from desktop_app.exchange.keys import card, make_secret, write_card
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import Problem
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.enter_claim import enter_history, register_claim, save_draft
from desktop_app.workflows.keep_offices import add_office, confirm_key, own_card_file
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.places_kept import Place
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.send_claim import send_notices
from tests.support import hendyce
from tests.support.claim_desks import certify, sent, three_offices
from tests.support.clocks import FixedClock
from tests.support.desks import NOON, desk_of


def busy_desk(folder: Path) -> Desk:
    """Saint Vincent's desk with a claim on its way, an answer that came, one asked of us, a draft and messages."""
    offices = three_offices(folder)
    key = sent(offices)
    clock = offices.vc.clock
    assert isinstance(clock, FixedClock)
    certify(offices.lc, offices.asked["LC"])
    for desk in (offices.lc, offices.gd):
        sealed = seal_bundle(desk, "VC-NIS")
        hand_over(desk, sealed.bundle_id, "mail")
        if desk is offices.lc:
            receive_file(offices.vc, sealed.data)
    certify_periods(offices.vc, key, hendyce.record("VC"), complete_to=date(2014, 6, 14), has_periods=HasPeriods.YES)
    _ask_us(offices.lc, offices.vc)
    _drafts(offices.vc)
    with contextlib.suppress(Problem):
        receive_file(offices.vc, b"age-encryption.org/v1\nnot one of ours")
    clock.advance(days=45)
    return offices.vc


MARLON = ClaimantForm(
    surname="Ollivierre",
    forenames="Marlon",
    birth_date="3 May 1953",
    sex="male",
    numbers=(("LC", "771 204"), ("VC", "088 113")),
    filing_date="1 Jul 2014",
    contingency_date="3 May 2014",
    consent=True,
)
"""A claimant whom Saint Lucia asks us about."""


def strangers_card() -> bytes:
    """The card of an office nobody has called yet."""
    secret = make_secret(FixedClock(NOON, seed="BB").random_bytes)
    office = Office(
        code="BB-NIS", state="BB", name="National Insurance Office", town="Bridgetown", phone="000 1111",
        email="desk@bb-nis.example",
    )  # fmt: skip
    return write_card(card(office, secret, NOON.date()), secret)


@dataclass(frozen=True, slots=True)
class Stranger:
    """An office that knows us and that we have not called yet."""

    desk: Desk

    @property
    def code(self) -> str:
        return self.desk.office.code

    @property
    def card(self) -> bytes:
        return own_card_file(self.desk)

    def bundle_for(self, ours: Desk) -> bytes:
        """A claim with work in our State, sealed for us."""
        add_office(self.desk, own_card_file(ours))
        confirm_key(self.desk, ours.office.code, KeyCheck.PHONE, ours.user.name)
        return _claim_sealed(self.desk, ours)

    def close(self) -> None:
        self.desk.close()


def a_stranger(folder: Path) -> Stranger:
    """Saint Lucia, before anybody called it."""
    return Stranger(desk_of("LC", Places.at(folder / "stranger")))


def _ask_us(other: Desk, ours: Desk) -> None:
    """Let Saint Lucia take a claim in that names work here, and receive it."""
    receive_file(ours, _claim_sealed(other, ours))


def _claim_sealed(other: Desk, ours: Desk) -> bytes:
    key = start_claim(other).key
    register_claim(other, key, MARLON)
    rows = tuple(
        PeriodLine(
            row_id=f"{state}{year}", state=state, year=str(year), start=f"{year}-01-01", end=f"{year}-12-31",
            employer=employer, kind="EMP", weeks="52",
        )
        for state, employer, years in (("VC", "Sample Quarry", (1989, 1990)), ("LC", "Sample Shipping", (1991, 1992)))
        for year in years
    )  # fmt: skip
    enter_history(other, key, PeriodsForm(lines=rows))
    send_notices(other, key, ("VC",))
    return seal_bundle(other, ours.office.code).data


def _drafts(desk: Desk) -> None:
    for surname, forenames, other in (("Providence", "Cuthbert", "JM"), ("DaSilva", "Winifred", "GY")):
        view = start_claim(desk)
        form = replace(
            view.claimant, surname=surname, forenames=forenames, numbers=((desk.office.state, ""), (other, ""))
        )
        save_draft(desk, view.key, claimant=form, place=Place(page="claim", claim_key=view.key, step=1))
