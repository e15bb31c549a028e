"""The published claim at a real desk, at the stages its screen shows: typed, registered, sent, answered."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.forms import PeriodsForm
from desktop_app.foundation.places import Places
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.enter_claim import enter_history, register_claim
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.receive_bundle import preview, receive_file
from desktop_app.workflows.send_claim import send_notices
from tests.support import hendyce
from tests.support.desks import desk_of, introduce

COMPLETE_TO = date(2014, 6, 14)


@dataclass(slots=True)
class Offices:
    """Three offices that know each other, and the claim that Saint Vincent examines."""

    vc: Desk
    lc: Desk
    gd: Desk
    claim_id: str = ""
    asked: dict[str, str] = field(default_factory=dict)

    def close(self) -> None:
        for desk in (self.vc, self.lc, self.gd):
            desk.close()


def three_offices(folder: Path) -> Offices:
    """Three offices whose keys were compared on the phone."""
    desks = []
    for state in ("VC", "LC", "GD"):
        places = Places.at(folder / state)
        places.prepare()
        desks.append(desk_of(state, places))
    introduce(*desks)
    return Offices(*desks)


def registered(offices: Offices) -> str:
    """Take the claim in at Saint Vincent, with its work history."""
    draft = start_claim(offices.vc)
    view = register_claim(offices.vc, draft.key, hendyce.CLAIMANT)
    enter_history(offices.vc, view.key, hendyce.history())
    offices.claim_id = view.key
    return view.key


def sent(offices: Offices) -> str:
    """Tell Saint Lucia and Grenada, and let both take the claim in."""
    claim_id = registered(offices)
    send_notices(offices.vc, claim_id, ("LC", "GD"))
    offices.asked = {desk.office.state: carry(offices.vc, desk) for desk in (offices.lc, offices.gd)}
    return claim_id


def carry(sender: Desk, recipient: Desk) -> str:
    """Seal what waits for an office, hand the file over, accept it there; return the claim there."""
    sealed = seal_bundle(sender, recipient.office.code)
    hand_over(sender, sealed.bundle_id, "mail")
    mailbox_id = receive_file(recipient, sealed.data)
    needs_match = preview(recipient, mailbox_id).needs_match
    return accept(recipient, mailbox_id, match_reason="number and birth date agree" if needs_match else "")


def answered(offices: Offices) -> str:
    """Let all three certify, and let the certificates arrive at Saint Vincent."""
    claim_id = sent(offices)
    certify(offices.vc, claim_id)
    for desk in (offices.lc, offices.gd):
        certify(desk, offices.asked[desk.office.state])
        carry(desk, offices.vc)
    return claim_id


def answered_with_gaps(offices: Offices) -> str:
    """As `answered`, but the claimant told of more than Saint Lucia and Saint Vincent certify."""
    draft = start_claim(offices.vc)
    view = register_claim(offices.vc, draft.key, hendyce.CLAIMANT)
    told = [replace(line, weeks="48") if line.row_id == "LC-1994" else line for line in hendyce.history().lines]
    more = [
        replace(told[0], row_id=f"more-{state}-{year}", state=state, year=year, start="", end="", weeks=weeks,
                earnings="", employer=employer)
        for state, year, weeks, employer in (
            ("VC", "1987", "30", "Kingstown Trading Co."),
            ("LC", "2001", "12", "Sample Guest House, Soufriere, and its laundry"),
            ("LC", "2003", "", "Castries Bay Hotel Ltd"),
        )
    ]  # fmt: skip
    enter_history(offices.vc, view.key, PeriodsForm(lines=(*told, *more)))
    offices.claim_id = view.key
    send_notices(offices.vc, view.key, ("LC", "GD"))
    for desk in (offices.lc, offices.gd):
        offices.asked[desk.office.state] = carry(offices.vc, desk)
    certify(offices.vc, view.key)
    for desk in (offices.lc, offices.gd):
        certify(desk, offices.asked[desk.office.state])
        carry(desk, offices.vc)
    return view.key


def certify(desk: Desk, claim_id: str) -> None:
    """Certify an office's own record as it is published."""
    certify_periods(
        desk,
        claim_id,
        hendyce.record(desk.office.state),
        complete_to=COMPLETE_TO,
        has_periods=HasPeriods.YES,
    )
