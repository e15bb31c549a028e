"""Offices that know each other and cases between them, for tests of what may go wrong on the way. No window."""

from dataclasses import replace
from datetime import date

from desktop_app.domain.certificates import CertificateKind, HasPeriods, PeriodCertificate
from desktop_app.domain.claims import Benefit, Claim, OfficeReference
from desktop_app.domain.forms import ClaimantForm, PeriodLine, PeriodsForm
from desktop_app.domain.messages import Body, ClaimNotice, Instrument, Message, message_type_of
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.exchange.bundle import seal
from desktop_app.exchange.messages.head import decode_message, encode_message
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.enter_claim import enter_history, register_claim
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.send_claim import send_notices
from tests.support import hendyce
from tests.support.desks import NOON

CUT_OFF = date(2014, 6, 13)
OTHER = replace(
    hendyce.CLAIMANT,
    surname="Example",
    forenames="Invented",
    birth_date="3 Mar 1953",
    numbers=(("VC", "900 001"), ("LC", "900 002")),
)
"""A second claimant, invented, who resembles the first in nothing."""


def row_of(state: str, year: int, weeks: str = "40") -> PeriodLine:
    """Return one year of work as typed."""
    return PeriodLine(row_id=f"{state}-{year}", state=state, year=str(year), weeks=weeks, employer="Invented Ltd")


def take_in(desk: Desk, claimant: ClaimantForm = hendyce.CLAIMANT, history: PeriodsForm | None = None) -> str:
    """Register a claim with its work history; return its id."""
    key = start_claim(desk).key
    register_claim(desk, key, claimant)
    enter_history(desk, key, history or hendyce.history())
    return key


def told(desk: Desk, *states: str, claimant: ClaimantForm = hendyce.CLAIMANT) -> str:
    """Register a claim and put its notices into "To send"."""
    key = take_in(desk, claimant)
    send_notices(desk, key, states)
    return key


def post(sender: Desk, recipient: Desk, file_name: str = "") -> int:
    """Seal what waits for an office and open the file there; return its id in the mailbox."""
    return receive_file(recipient, seal_bundle(sender, recipient.office.code).data, file_name)


def carry(sender: Desk, recipient: Desk, file_name: str = "") -> str:
    """Post what waits and accept it; return the claim's id there."""
    return accept(recipient, post(sender, recipient, file_name))


def certify(desk: Desk, claim_id: str, *, more_follows: bool = False, remarks: str = "") -> PeriodCertificate:
    """Certify an office's own record as it is published."""
    return certify_periods(
        desk,
        claim_id,
        hendyce.record(desk.office.state),
        complete_to=CUT_OFF,
        has_periods=HasPeriods.YES,
        more_follows=more_follows,
        remarks=remarks,
    )


def say(
    desk: Desk, office: str, body: Body, *references: tuple[str, str], instrument: Instrument = Instrument.CASS
) -> str:
    """Put any message for an office into "To send", however wrong it is; return its id.

    `references` are (office, number) pairs of the case, which runs under the agreement `instrument`.
    """
    message = Message(
        message_id=desk.clock.new_id(),
        type=message_type_of(body),
        created_at=desk.clock.now(),
        case_refs=tuple(OfficeReference(office=code, number=number) for code, number in references),
        prepared_by=desk.user.short_name,
        approved_by=desk.user.short_name,
        body=body,
        summary="",
        instrument=instrument,
    )
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
        desk.store.outbox.add(
            message_id=message.message_id,
            office=office,
            type=message.type,
            claim_id=None,
            data=encode_message(message),
            created_at=message.created_at,
        )
    return message.message_id


def named(desk: Desk, claim_id: str) -> tuple[str, str]:
    """Return an office with its number for a case, as messages name it."""
    return (desk.office.code, claim_at(desk, claim_id).number)


def notice_sent(desk: Desk, claim_id: str) -> ClaimNotice:
    """Return the first notice that was made of a claim."""
    for row in desk.store.outbox.of_claim(claim_id):
        body = decode_message(row.data).body
        if isinstance(body, ClaimNotice):
            return body
    raise AssertionError("no notice was made")


def sealed_again(desk: Desk, bundle_id: str) -> bytes:
    """Seal the messages of a bundle once more, as the next one: an office that believes it lost."""
    rows = desk.store.outbox.of_bundle(bundle_id)
    office = rows[0].office
    known = desk.store.offices.get(office)
    assert known is not None
    return seal(
        secret=desk.secret,
        sender=desk.own,
        recipient=known.card,
        sequence=desk.store.outbox.next_sequence(office),
        bundle_id=desk.clock.new_id(),
        created_at=desk.clock.now(),
        previous_digest=desk.store.outbox.previous_digest(office),
        received_up_to=0,
        missing=(),
        messages=tuple(decode_message(row.data) for row in rows),
    ).data


def claim_at(desk: Desk, claim_id: str) -> Claim:
    """Return a claim as it is kept."""
    return desk.store.claims.get(claim_id)


def certificate(state: str = "LC", version: int = 1, *, weeks: int = 40, office: str = "") -> PeriodCertificate:
    """Return a certificate about the published claimant with one row of 1995."""
    row = InsurancePeriod(row_id="1", state=state, year=1995, weeks_paid=weeks)
    return PeriodCertificate(
        number=f"{state}-CERT",
        version=version,
        kind=CertificateKind.CLAIM,
        state=state,
        office=office or {"VC": "VC-NIS", "LC": "LC-NIC", "GD": "GD-NIS"}[state],
        person_surname="Hendyce",
        person_forenames="Bernadette",
        person_birth_date=date(1954, 6, 14),
        insurance_number="",
        benefits=(Benefit.AGE,),
        has_periods=HasPeriods.YES,
        complete_to=CUT_OFF,
        more_follows=False,
        contribution_unit="week",
        currency="XCD",
        rows=(row,),
        stated_weeks=weeks,
        stated_earnings=Money(minor=0, currency="XCD"),
        certified_at=NOON,
        prepared_by="M. Augustin",
        approved_by="M. Augustin",
    )
