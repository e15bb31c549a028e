"""Sample documents: the published example (Bernadette Hendyce) with invented numbers, and evidently invented people.

`python -m tests.support.sample_documents FOLDER` writes each as a PDF, to be looked at.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from desktop_app.calculation.causes import Cause, CauseKind
from desktop_app.documents.certificate import CertificateView, certificate_pdf
from desktop_app.documents.claim_notice import ClaimNoticeView, claim_notice_pdf
from desktop_app.documents.decision_letter import DecisionLetterView, decision_letter_pdf
from desktop_app.documents.dependency_page import DependencyView, dependency_pdf
from desktop_app.documents.office_card import office_card_pdf
from desktop_app.documents.recalculation_report import ChangedLine, RecalculationView, recalculation_pdf
from desktop_app.documents.recovery_sheet import recovery_sheet_pdf
from desktop_app.documents.rule_book import RuleBookView, rule_book_pdf
from desktop_app.documents.summary_page import SummaryPageView, summary_page_pdf
from desktop_app.documents.worksheet import WorksheetView, worksheet_pdf
from desktop_app.domain.award_notices import Decision, DecisionSummary
from desktop_app.domain.certificates import CertificateKind, HasPeriods, PeriodCertificate, UnpostedWeeks
from desktop_app.domain.claims import Benefit, OfficeReference
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.findings import Reason
from desktop_app.domain.messages import Body, ClaimNotice, MessageType
from desktop_app.domain.money import Money, total
from desktop_app.domain.offices import Office, OfficeCard, OfficeKeys
from desktop_app.domain.periods import Evidence, InsurancePeriod, PeriodType, RowStatus, StatedPeriod
from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.persons import InsuranceNumber, Sex
from tests.support.clocks import ATLANTIC
from tests.support.desks import rulebook
from tests.support.messages import FULL
from tests.support.sample_award import plain_award, sample_award

PRINTED_ON: Final = date(2014, 7, 16)
VERSION: Final = "0.1.0"
CHECK_CODE: Final = "7QKD 2M4X VT9B 6HRC"
QR_TEXT: Final = "CASS1:1/1:7QKD2M4X:" + "0F$9%KQ*+-7ZB2WM1XH6T" * 20 + ":VT6B"

PARTIES: Final[Mapping[str, str]] = {
    "VC": "Saint Vincent and the Grenadines",
    "LC": "Saint Lucia",
    "GD": "Grenada",
}

VC_NIS: Final = Office(
    code="VC-NIS",
    state="VC",
    name="National Insurance Services",
    town="Kingstown",
    address="Sample Street 1",
    phone="+1 784 555 0101",
    email="cass@vc-nis.example",
)
LC_NIC: Final = Office(
    code="LC-NIC",
    state="LC",
    name="National Insurance Corporation",
    town="Castries",
    address="Sample Road 2",
    phone="+1 758 555 0102",
    email="cass@lc-nic.example",
)
GD_NIS: Final = Office(
    code="GD-NIS",
    state="GD",
    name="National Insurance Scheme",
    town="St George\u2019s",
    address="Sample Hill 3",
    phone="+1 473 555 0103",
    email="cass@gd-nis.example",
)

_EARNED: Final[Mapping[str, tuple[tuple[int, int, int], ...]]] = {
    "VC": (
        (1988, 14, 4_200),
        (1989, 52, 12_600),
        (1990, 52, 13_000),
        (1991, 52, 13_500),
        (1992, 52, 14_000),
        (1993, 52, 14_600),
        (1994, 26, 7_500),
    ),
    "LC": (
        (1994, 26, 10_000),
        (1995, 52, 20_000),
        (1996, 52, 25_000),
        (1997, 52, 28_000),
        (1998, 52, 30_000),
        (1999, 52, 32_000),
        (2000, 10, 5_000),
    ),
    "GD": ((2000, 40, 15_000), (2001, 52, 16_000), (2002, 52, 16_000)),
}
"""State -> (year, weeks, earnings in XCD)."""

WORDS: Final = (
    "lantern",
    "harbour",
    "cousin",
    "meadow",
    "ticket",
    "orange",
    "winter",
    "paddle",
    "velvet",
    "summit",
    "anchor",
    "garden",
)


def sample_rows(state: str) -> tuple[InsurancePeriod, ...]:
    """The rows of the published example in one State."""
    return tuple(
        InsurancePeriod(
            row_id=f"{state}-{number}",
            state=state,
            year=year,
            weeks_paid=weeks,
            earnings=Money(minor=earned * 100, currency="XCD"),
            employer="Sample Trading Ltd" if number % 2 else "Sample Hotel",
            employer_number=f"{state}-{number:04d}",
        )
        for number, (year, weeks, earned) in enumerate(_EARNED[state], start=1)
    )


def example_rows() -> tuple[InsurancePeriod, ...]:
    """The rows of the published example in all three States."""
    return sample_rows("VC") + sample_rows("LC") + sample_rows("GD")


def sample_certificate(rows: tuple[InsurancePeriod, ...] | None = None, **changes: object) -> PeriodCertificate:
    """Saint Vincent's certificate for the published example, changed as told."""
    rows = sample_rows("VC") if rows is None else rows
    made = PeriodCertificate(
        number="VC-2014-0031-C",
        version=1,
        kind=CertificateKind.CLAIM,
        state="VC",
        office="VC-NIS",
        person_surname="Hendyce",
        person_forenames="Bernadette",
        person_birth_date=date(1954, 6, 14),
        insurance_number="104 882",
        benefits=(Benefit.AGE,),
        has_periods=HasPeriods.YES if rows else HasPeriods.NONE,
        complete_to=date(2014, 6, 14),
        more_follows=False,
        contribution_unit="week",
        currency="XCD",
        rows=rows,
        stated_weeks=sum(row.weeks for row in rows),
        stated_earnings=total((row.earnings for row in rows if row.earnings is not None), "XCD"),
        certified_at=datetime(2014, 6, 18, 10, 42, tzinfo=ATLANTIC),
        prepared_by="C. Browne",
        approved_by="D. Sample",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # any field of the certificate


def certificate_view(certificate: PeriodCertificate | None = None, **changes: object) -> CertificateView:
    """A view of a certificate of Saint Vincent."""
    made = CertificateView(
        certificate=sample_certificate() if certificate is None else certificate,
        office=VC_NIS,
        party_name=PARTIES["VC"],
        check_code=CHECK_CODE,
        qr_texts=(QR_TEXT,),
        printed_on=PRINTED_ON,
        program_version=VERSION,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # any field of the view


def long_rows(count: int) -> tuple[InsurancePeriod, ...]:
    """Rows of an invented long career, with every kind of difficulty in turn."""
    kinds = tuple(PeriodType)
    notes = ("", "", "Card found in the archive, one quarter not legible", "")
    return tuple(
        InsurancePeriod(
            row_id=f"r{number}",
            state="VC",
            year=1965 + number % 45,
            weeks_paid=0 if kinds[number % len(kinds)].credited else 26,
            weeks_credited=26 if kinds[number % len(kinds)].credited else 0,
            start=date(1965 + number % 45, 1, 4) if number % 3 else None,
            end=date(1965 + number % 45, 7, 4) if number % 3 else None,
            type=kinds[number % len(kinds)],
            earnings=Money(minor=(8_000_00 + number * 12_35), currency="XCD") if number % 5 else None,
            employer=("Exampleville Stevedoring and Lighterage Cooperative Society Limited", "Sample Hotel")[
                number % 2
            ],
            employer_number=f"VC-{number:06d}",
            evidence=tuple(Evidence)[number % len(Evidence)],
            status=RowStatus.ESTIMATED if number % 7 == 0 else RowStatus.CERTAIN,
            note=notes[number % len(notes)],
        )
        for number in range(1, count + 1)
    )


def long_certificate() -> PeriodCertificate:
    """A certificate of 45 rows, a correction by an office of one person, with unposted weeks and a remark."""
    return sample_certificate(
        long_rows(45),
        number="VC-2014-0099-C",
        version=3,
        kind=CertificateKind.CORRECTION,
        person_surname="Ñúñez-Exemplaire d\u2019Échantillon von Musterhausen-Longname",
        person_forenames="Maria Françoise Zoë Theophilus-Example",
        insurance_number="SAMPLE-000 001",
        benefits=(Benefit.AGE, Benefit.SURVIVORS),
        more_follows=True,
        unposted=(
            UnpostedWeeks(
                weeks=26,
                employer="Sample Estate",
                years="1971",
                missing="the employer's return for two quarters",
                expected_by=date(2014, 9, 30),
            ),
            UnpostedWeeks(weeks=4, employer="Sample Boatyard", years="1972 to 1973", missing="cards of the old scheme"),
        ),
        remarks="Rows 3 and 15 replace those of version 2, which counted a quarter twice. " * 2,
        approved_by="C. Browne",
    )


def sample_notice() -> ClaimNotice:
    """The published example as Saint Vincent notifies it."""
    return ClaimNotice(
        benefit=Benefit.AGE,
        filing_date=date(2014, 6, 16),
        filing_proof="Application form stamped at the counter, receipt 0031",
        contingency_date=date(2014, 6, 14),
        person=PersonBlock(
            surname="Hendyce",
            forenames="Bernadette",
            birth_date=date(1954, 6, 14),
            sex=Sex.FEMALE,
            numbers=(
                InsuranceNumber(state="VC", number="104 882"),
                InsuranceNumber(state="LC", number="553 210"),
                InsuranceNumber(state="GD", number="418 773"),
            ),
        ),
        work_history=(
            StatedPeriod(
                row_id="1",
                state="VC",
                year=1988,
                start=date(1988, 9, 26),
                end=date(1994, 7, 1),
                employer="Sample Trading Ltd",
            ),
            StatedPeriod(
                row_id="2",
                state="LC",
                year=1994,
                start=date(1994, 7, 4),
                end=date(1999, 12, 31),
                employer="Sample Hotel",
            ),
            StatedPeriod(
                row_id="3",
                state="GD",
                year=2000,
                start=date(2000, 3, 27),
                end=date(2002, 12, 31),
                employer="own business",
                type=PeriodType.SEL,
                weeks=144,
                earnings=Money(minor=47_000_00, currency="XCD"),
                remark="cards held by the claimant",
            ),
        ),
        states=("VC", "LC", "GD"),
        consent_given=True,
        reply_wanted_by=date(2014, 7, 30),
    )


def notice_view() -> ClaimNoticeView:
    """A view of the notice to Saint Lucia."""
    return ClaimNoticeView(
        notice=sample_notice(),
        sender=VC_NIS,
        recipient=LC_NIC,
        references=(OfficeReference(office="VC-NIS", number="VC-2014-0031"),),
        parties=PARTIES,
        check_code=CHECK_CODE,
        prepared_by="C. Browne",
        approved_by="D. Sample",
        printed_on=PRINTED_ON,
        program_version=VERSION,
        qr_texts=(QR_TEXT,),
    )


def sample_card() -> OfficeCard:
    """Saint Vincent's card with keys of nobody."""
    return OfficeCard(
        office=VC_NIS,
        keys=OfficeKeys(
            signing_key="RWQ" + "SAMPLEKEYSAMPLEKEYSAMPLEKEYSAMPLEKEYSAMPLEKEYSAMPLEKEY"[:53],
            sealing_key="age1" + "samplesamplesamplesamplesamplesamplesamplesamplesamplesamp",
            key_id="00112233AABBCCDD",
            created_on=date(2014, 1, 6),
        ),
    )


def worksheet_view(**changes: object) -> WorksheetView:
    """A view of the published example's calculation."""
    made = WorksheetView(
        award=sample_award(example_rows()),
        person="Bernadette Hendyce",
        birth_date=date(1954, 6, 14),
        claim_number="VC-2014-0031",
        office=VC_NIS,
        prepared_by="C. Browne",
        printed_on=PRINTED_ON,
        program_version=VERSION,
        law_as_of=date(2014, 6, 14),
        periods=example_rows(),
        approved_by="D. Sample",
        benefit=Benefit.AGE,
        parties=PARTIES,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # any field of the view


def _not_known() -> PeriodCertificate:
    return replace(sample_certificate(()), has_periods=HasPeriods.PERSON_NOT_KNOWN)


def rule_book_view(state: str = "VC") -> RuleBookView:
    """A view of a State's own rule pack."""
    pack = rulebook().packs[state]
    return RuleBookView(
        pack=pack,
        party=rulebook().party(state),
        examples=tuple(() for _example in pack.examples),
        office="National Insurance Services, Kingstown",
        printed_on=PRINTED_ON,
        program_version=VERSION,
    )


def recalculation_view() -> RecalculationView:
    """A view of what a recalculation of many claims found, figures invented."""
    cause = Cause(
        kind=CauseKind.RULE_CHANGED,
        key="averaging.years",
        state="VC",
        before=5,
        after=4,
        facts={"says": "best 4 years"},
    )
    return RecalculationView(
        claims=2318,
        same=2271,
        differing=45,
        paying=31,
        lines=(
            ChangedLine(state="VC", benefit=Benefit.AGE, more=22, less=4, begins=3, otherwise=14),
            ChangedLine(state="VC", benefit=Benefit.SURVIVORS, less=1, ends=1),
        ),
        causes=((cause, 39), (Cause(kind=CauseKind.ROW, key="weeks", state="LC"), 6)),
        not_calculated=(
            ("VC-2014-0107", Reason(code="nothing_certified")),
            ("VC-2014-0212", Reason(code="no_periods_certified")),
        ),
        office=VC_NIS,
        printed_on=PRINTED_ON,
        program_version=VERSION,
    )


def letter_view(**changes: object) -> DecisionLetterView:
    """The letter about a decision with every kind of amount in it."""
    decision = an_example(MessageType.DECISION)
    assert isinstance(decision, Decision)
    made = DecisionLetterView(
        decision=replace(decision, refusals=()),
        office=OFFICE_LC,
        parties=PARTIES,
        case_number="LC-2014-0003",
        address=decision.person.address,
        check_code=CHECK_CODE,
        printed_on=PRINTED_ON,
        program_version=VERSION,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # any field of the view


def summary_view() -> SummaryPageView:
    """The page of all decisions of the published example."""
    summary = an_example(MessageType.DECISION_SUMMARY)
    assert isinstance(summary, DecisionSummary)
    return SummaryPageView(
        summary=summary,
        office=OFFICE_LC,
        parties=PARTIES,
        reference="LC-2014-0003",
        check_code=CHECK_CODE,
        made_on=PRINTED_ON,
        prepared_by="A. Clerk",
        printed_on=PRINTED_ON,
        program_version=VERSION,
    )


def dependency_view(**changes: object) -> DependencyView:
    """A certificate of dependency with a widower and a child."""
    certificate = an_example(MessageType.DEPENDENCY_CERTIFICATE)
    assert isinstance(certificate, DependencyCertificate)
    made = DependencyView(
        certificate=certificate,
        office=OFFICE_LC,
        parties=PARTIES,
        check_code=CHECK_CODE,
        qr_texts=(QR_TEXT,),
        printed_on=PRINTED_ON,
        program_version=VERSION,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # any field of the view


def an_example(kind: MessageType) -> Body:
    """The full example of a type of message."""
    return FULL[kind]


OFFICE_LC: Final = Office(
    code="LC-NIC",
    state="LC",
    name="Invented Insurance Office",
    town="Castries",
    address="1 Invented Street",
    phone="+1 758 555 0102",
    email="cass@lc-nic.example",
)


DOCUMENTS: Final[Mapping[str, Callable[[], bytes]]] = {
    "certificate": lambda: certificate_pdf(certificate_view()),
    "certificate-45-rows": lambda: certificate_pdf(
        certificate_view(long_certificate(), qr_texts=(QR_TEXT, QR_TEXT[::-1]))
    ),
    "certificate-not-known": lambda: certificate_pdf(certificate_view(_not_known())),
    "claim-notice": lambda: claim_notice_pdf(notice_view()),
    "decision-letter": lambda: decision_letter_pdf(letter_view()),
    "decision-summary": lambda: summary_page_pdf(summary_view()),
    "dependency-certificate": lambda: dependency_pdf(dependency_view()),
    "office-card": lambda: office_card_pdf(sample_card(), WORDS[:8], QR_TEXT, PRINTED_ON, program_version=VERSION),
    "recalculation": lambda: recalculation_pdf(recalculation_view()),
    "recovery-sheet": lambda: recovery_sheet_pdf(
        "National Insurance Services, Kingstown", WORDS, " ".join(WORDS), PRINTED_ON, program_version=VERSION
    ),
    "rule-book": lambda: rule_book_pdf(rule_book_view()),
    "worksheet": lambda: worksheet_pdf(worksheet_view()),
    "worksheet-from-rows": lambda: worksheet_pdf(worksheet_view(award=plain_award(example_rows()), approved_by="")),
}
"""Every sample document, by the name of its file."""


def documents() -> dict[str, bytes]:
    """Make every sample document."""
    return {name: make() for name, make in DOCUMENTS.items()}


def main(folder: str) -> None:
    """Write every sample document into a folder."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for name, made in documents().items():
        (place / f"{name}.pdf").write_bytes(made)


if __name__ == "__main__":
    main(sys.argv[1])
