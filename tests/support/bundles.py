"""Offices, messages and bundles for tests. All persons are invented, but for the published example."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

from desktop_app.domain.certificates import CertificateKind, HasPeriods, PeriodCertificate, UnpostedWeeks
from desktop_app.domain.claims import Benefit, OfficeReference
from desktop_app.domain.messages import (
    Body,
    ClaimNotice,
    Message,
    Receipt,
    ReceiptLevel,
    ReturnNotice,
    ReturnReason,
    RowRemark,
    message_type_of,
)
from desktop_app.domain.money import Money
from desktop_app.domain.offices import KeyCheck, KnownOffice, Office, OfficeCard
from desktop_app.domain.periods import Evidence, InsurancePeriod, PeriodType, RowStatus, StatedPeriod
from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.persons import InsuranceNumber, Sex
from desktop_app.exchange.bundle import Attachment, SealedBundle, seal
from desktop_app.exchange.keys import OfficeSecret, card, make_secret
from tests.support.clocks import FixedClock

ATLANTIC = timezone(timedelta(hours=-4))
SEALED_AT = datetime(2014, 6, 20, 10, 30, tzinfo=ATLANTIC)
KEYS_MADE = date(2014, 6, 2)


def secret_of(code: str) -> OfficeSecret:
    """The same keys for the same office, every time."""
    return make_secret(FixedClock(seed=code).random_bytes)


def card_of(code: str) -> OfficeCard:
    office = Office(code=code, state=code[:2], name=f"National Insurance Office {code}", phone="+1 000 000 0000")
    return card(office, secret_of(code), KEYS_MADE)


def known(code: str, check: KeyCheck = KeyCheck.PHONE) -> KnownOffice:
    return KnownOffice(card=card_of(code), check=check)


def directory_of(*codes: str) -> dict[str, KnownOffice]:
    return {code: known(code) for code in codes}


def a_message_id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def a_message(body: Body, number: int = 1, summary: str = "Summary of the message.") -> Message:
    return Message(
        message_id=a_message_id(number),
        type=message_type_of(body),
        created_at=SEALED_AT,
        case_refs=(OfficeReference(office="VC-NIS", number="VC-2014-0001"),),
        prepared_by="A. Clerk",
        approved_by="B. Officer",
        body=body,
        summary=summary,
    )


def a_person() -> PersonBlock:
    return PersonBlock(
        surname="Hendyce",
        forenames="Bernadette",
        birth_date=date(1954, 6, 14),
        sex=Sex.FEMALE,
        numbers=(InsuranceNumber(state="VC", number="000001"), InsuranceNumber(state="LC", number="000002")),
        name_at_birth="D'Éxample-Ünknown",
        address="1 Invented Lane\nNowhere",
    )


def a_notice() -> ClaimNotice:
    return ClaimNotice(
        benefit=Benefit.AGE,
        filing_date=date(2014, 6, 16),
        filing_proof="Form received over the counter",
        contingency_date=date(2014, 6, 14),
        person=a_person(),
        work_history=(
            StatedPeriod(row_id="1", state="VC", year=1980, employer="Invented & Sons", weeks=40),
            StatedPeriod(
                row_id="2",
                state="LC",
                year=None,
                start=date(1985, 1, 1),
                end=date(1990, 12, 31),
                type=PeriodType.SEL,
                earnings=Money(minor=120_000, currency="XCD"),
                remark="Dates as remembered",
            ),
        ),
        states=("VC", "LC", "GD"),
        consent_given=True,
        reply_wanted_by=date(2014, 7, 16),
    )


def a_certificate(office: str = "LC-NIC") -> PeriodCertificate:
    rows = (
        InsurancePeriod(
            row_id="1",
            state=office[:2],
            year=1985,
            weeks_paid=50,
            weeks_credited=2,
            start=date(1985, 1, 1),
            end=date(1985, 12, 31),
            earnings=Money(minor=1_260_000, currency="XCD"),
            employer="Invented Bananas Ltd",
        ),
        InsurancePeriod(
            row_id="2",
            state=office[:2],
            year=1986,
            weeks_paid=30,
            type=PeriodType.VOL,
            evidence=Evidence.CARD,
            status=RowStatus.ESTIMATED,
            note="One card is torn",
        ),
    )
    return a_career(office, rows)


def a_career(office: str, rows: tuple[InsurancePeriod, ...]) -> PeriodCertificate:
    made = PeriodCertificate(
        number=f"{office[:2]}-CERT-2014-17",
        version=1,
        kind=CertificateKind.CLAIM,
        state=office[:2],
        office=office,
        person_surname="Hendyce",
        person_forenames="Bernadette",
        person_birth_date=date(1954, 6, 14),
        insurance_number="000002",
        benefits=(Benefit.AGE,),
        has_periods=HasPeriods.YES if rows else HasPeriods.NONE,
        complete_to=date(2014, 5, 31),
        more_follows=False,
        contribution_unit="week",
        currency="XCD",
        rows=rows,
        stated_weeks=0,
        stated_earnings=Money(minor=0, currency="XCD"),
        unposted=(
            UnpostedWeeks(
                weeks=6,
                employer="Invented Hotel",
                years="1991",
                missing="Employer's return",
                expected_by=date(2014, 9, 30),
            ),
        ),
        certified_at=SEALED_AT,
        prepared_by="A. Clerk",
        approved_by="B. Officer",
    )
    return replace(made, stated_weeks=made.weeks, stated_earnings=made.earnings)


def a_year(number: int, state: str, year: int, weeks: int = 52) -> InsurancePeriod:
    """A plain row of one whole year, with earnings that differ from row to row."""
    weekly = Fraction(9_500 + 731 * number)
    return InsurancePeriod(
        row_id=str(number),
        state=state,
        year=year,
        weeks_paid=weeks,
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        earnings=Money(minor=int(weekly * weeks), currency="XCD"),
    )


def a_receipt() -> Receipt:
    return Receipt(
        about_message=a_message_id(90),
        level=ReceiptLevel.ACCEPTED_WITH_REMARKS,
        case_number="LC-2014-0007",
        remarks=(RowRemark(row_id="2", text="Dates overlap by three weeks"),),
    )


def a_return() -> ReturnNotice:
    return ReturnNotice(about_message=a_message_id(91), reason=ReturnReason.PERSON_NOT_KNOWN, note="No such number")


def a_bundle(
    *messages: Message,
    sender: str = "LC-NIC",
    recipient: str = "VC-NIS",
    sequence: int = 1,
    previous_digest: str = "",
    attachments: tuple[Attachment, ...] = (),
    missing: tuple[int, ...] = (),
) -> SealedBundle:
    return seal(
        secret=secret_of(sender),
        sender=card_of(sender),
        recipient=card_of(recipient),
        sequence=sequence,
        bundle_id=a_message_id(1_000 + sequence),
        created_at=SEALED_AT,
        previous_digest=previous_digest,
        received_up_to=0,
        missing=missing,
        messages=messages,
        attachments=attachments,
    )
