import json
from pathlib import Path

from desktop_app.documents.office_card import office_card_pdf
from tests.support import pdfs
from tests.support.sample_documents import PRINTED_ON, QR_TEXT, WORDS, sample_card

CARD_FILE = json.dumps({"office": "VC-NIS", "name": "National Insurance Services", "keys": "sample" * 130})


def test_the_eight_words_stand_numbered_in_their_order(tmp_path: Path) -> None:
    spoken = pdfs.spoken_text(office_card_pdf(sample_card(), WORDS[:8], QR_TEXT, PRINTED_ON), tmp_path)

    assert " ".join(f"{number} {word}" for number, word in enumerate(WORDS[:8], start=1)) in spoken


def test_who_the_office_is_and_its_keys_are_printed(tmp_path: Path) -> None:
    spoken = pdfs.spoken_text(office_card_pdf(sample_card(), WORDS[:8], QR_TEXT, PRINTED_ON), tmp_path)

    for fact in ("National Insurance Services", "VC-NIS", "+1 784 555 0101", "00112233AABBCCDD", "6 Jan 2014"):
        assert fact in spoken


def test_a_whole_card_file_reads_back_from_its_code(tmp_path: Path) -> None:
    made = office_card_pdf(sample_card(), WORDS[:8], CARD_FILE, PRINTED_ON)

    assert "".join(pdfs.qr_texts(made, tmp_path)) == "".join(CARD_FILE.split())


def test_a_text_too_long_for_a_code_leaves_the_rest_of_the_card(tmp_path: Path) -> None:
    made = office_card_pdf(sample_card(), WORDS[:8], "x" * 3_000, PRINTED_ON)

    assert pdfs.qr_texts(made, tmp_path) == []
    assert "lantern" in pdfs.flat_text(made, tmp_path)
