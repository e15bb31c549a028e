from dataclasses import replace

from desktop_app.documents.summaries import summary_of
from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.messages import Receipt, ReceiptLevel, ReturnNotice, ReturnReason, RowRemark
from tests.support.sample_documents import PARTIES, long_certificate, long_rows, sample_certificate, sample_notice

KILOBYTE = 1_024


def test_a_certificate_is_summed_up_with_its_weeks_by_year() -> None:
    said = summary_of(sample_certificate(), PARTIES)

    assert said.splitlines() == [
        f"Certificate of insurance periods VC-2014-0031-C, version 1, {PARTIES['VC']} (VC-NIS), 18 Jun 2014.",
        "Insured person: Hendyce, Bernadette, born 14 Jun 1954, number 104 882.",
        "300 weeks: 300 paid, 0 credited; XCD\u00a079,400.00.",
        "Weeks by year: 1988 14, 1989-1993 52, 1994 26.",
        "Complete to 14 Jun 2014; nothing more follows.",
        "Prepared by C. Browne, approved by D. Sample.",
    ]


def test_no_periods_is_said() -> None:
    none = replace(sample_certificate(()), has_periods=HasPeriods.PERSON_NOT_KNOWN)

    assert "Person not known" in summary_of(none, PARTIES)


def test_a_summary_stays_below_a_kilobyte_however_long_the_certificate() -> None:
    for certificate in (sample_certificate(), long_certificate(), sample_certificate(long_rows(10_000))):
        assert len(summary_of(certificate, PARTIES).encode()) <= KILOBYTE


def test_a_long_remark_is_counted_and_not_cut() -> None:
    said = summary_of(sample_certificate(remarks="x" * 2_000), PARTIES)

    assert "Remarks: 2000 letters, in the message." in said


def test_a_claim_notice_says_who_when_and_what_is_asked() -> None:
    said = summary_of(sample_notice(), PARTIES)

    assert "Notification of claim received: Age pension." in said
    assert "Filed 16 Jun 2014, for every State." in said
    assert "Work as stated: GD 2000-2002 own business" in said
    assert said.endswith("Please certify periods by 30 Jul 2014.")


def test_a_receipt_names_the_message_its_level_and_every_remark() -> None:
    receipt = Receipt(
        about_message="m-1",
        level=ReceiptLevel.ACCEPTED_WITH_REMARKS,
        case_number="LC-77",
        remarks=(RowRemark(row_id="r3", text="year differs"), RowRemark(row_id="", text="thank you")),
    )

    assert summary_of(receipt, PARTIES).splitlines() == [
        "Receipt for message m-1: Accepted with remarks.",
        "Our case number: LC-77.",
        "Row r3: year differs",
        "Remark: thank you",
    ]


def test_a_return_gives_its_reason_and_says_that_nothing_was_applied() -> None:
    said = summary_of(ReturnNotice(about_message="m-2", reason=ReturnReason.FIGURES_DISAGREE, note="row 4"), PARTIES)

    assert said.splitlines() == [
        "Returned, message m-2: The figures disagree. Nothing of it was applied.",
        "Note: row 4",
    ]
