"""An office that is asked: it owes information, an explanation of its certificate, and a reply to a reminder."""

from datetime import date
from pathlib import Path

from desktop_app.domain.inquiries import ClarificationItem, ClarificationReason, InfoItem, InfoItemCode
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.ask_explanation import ask_explanation, explainable
from desktop_app.workflows.ask_information import ask_information
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.remind import send_reminder
from tests.support.case_desks import post
from tests.support.claim_desks import carry, certify, sent, three_offices
from tests.support.clocks import FixedClock

NEEDED = date(2014, 8, 20)


def asked_desk(folder: Path) -> Desk:
    """Saint Lucia's desk, after Saint Vincent asked for three things."""
    offices = three_offices(folder)
    vc, lc = offices.vc, offices.lc
    key = sent(offices)
    certify(lc, offices.asked["LC"])
    carry(lc, vc)
    items = (
        InfoItem(item_id="1", code=InfoItemCode.ADDRESS, why="To write to the claimant", needed_by=NEEDED),
        InfoItem(item_id="2", code=InfoItemCode.SCHOOL_ATTENDANCE, why="Article 20", needed_by=NEEDED),
    )
    ask_information(vc, key, "LC-NIC", items)
    certificate = next(entry for entry in explainable(vc, key) if entry.rows)
    doubt = ClarificationItem(
        item_id="1",
        reason=ClarificationReason.DIFFERS_FROM_CLAIMANT,
        row_id=certificate.rows[0],
        text="The claimant says 40 weeks.",
    )
    ask_explanation(vc, key, certificate.message.message_id, (doubt,))
    accept(lc, post(vc, lc))
    for desk in (vc, lc):
        assert isinstance(desk.clock, FixedClock)
        desk.clock.advance(days=45)
    send_reminder(vc, "LC-NIC")
    accept(lc, post(vc, lc))
    return lc
