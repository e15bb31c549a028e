"""The covering letter as it reads."""

from datetime import date
from pathlib import Path

from desktop_app.documents.covering_letter import CoveredCase, CoveredDocument, CoveringLetterView, covering_letter_pdf
from desktop_app.domain.messages import MessageType
from tests.support import pdfs
from tests.support.golden import golden
from tests.support.sample_documents import notice_view

VIEW = CoveringLetterView(
    sender=notice_view().sender,
    recipient=notice_view().recipient,
    cases=(
        CoveredCase(
            own_number="VC-2014-0001",
            their_number="LC-2014-0007",
            person="Hendyce, Bernadette",
            born=date(1954, 6, 14),
            documents=(
                CoveredDocument(
                    type=MessageType.CLAIM_NOTICE,
                    made_on=date(2014, 7, 14),
                    check_code="7F3A 20C1 99D4 0B5E",
                    papers=("Birth certificate.pdf", "Proof of filing.pdf"),
                ),
                CoveredDocument(
                    type=MessageType.PERIOD_REQUEST,
                    made_on=date(2014, 7, 14),
                    check_code="11AA 22BB 33CC 44DD",
                    answer_by=date(2014, 10, 14),
                ),
                CoveredDocument(
                    type=MessageType.PERIOD_CERTIFICATE, made_on=date(2014, 7, 2), issuer="National Insurance Scheme"
                ),
            ),
        ),
        CoveredCase(documents=(CoveredDocument(type=MessageType.REMINDER, made_on=date(2014, 7, 14)),)),
    ),
    signed_by="C. Browne",
    printed_on=date(2014, 7, 14),
    program_version="1.0",
    file_name="VC-NIS-to-LC-NIC-000012.cass",
)


def test_the_covering_letter_reads_as_agreed(tmp_path: Path) -> None:
    golden("papers/covering_letter.txt", pdfs.outline(covering_letter_pdf(VIEW), tmp_path))
