from pathlib import Path

from desktop_app.documents.recovery_sheet import recovery_sheet_pdf
from tests.support import pdfs
from tests.support.sample_documents import PRINTED_ON, WORDS


def sheet() -> bytes:
    return recovery_sheet_pdf("National Insurance Services, Kingstown", WORDS, " ".join(WORDS), PRINTED_ON)


def test_the_twelve_words_stand_numbered_in_their_order(tmp_path: Path) -> None:
    spoken = pdfs.spoken_text(sheet(), tmp_path)

    assert " ".join(f"{number} {word}" for number, word in enumerate(WORDS, start=1)) in spoken


def test_the_sheet_fits_one_page_and_two_officers_sign_it(tmp_path: Path) -> None:
    made = sheet()
    spoken = pdfs.spoken_text(made, tmp_path)

    assert pdfs.about(made, tmp_path)["Pages"] == "1"
    assert "First officer" in spoken
    assert "Second officer" in spoken


def test_the_words_read_back_from_the_code(tmp_path: Path) -> None:
    assert pdfs.qr_texts(sheet(), tmp_path) == list(WORDS)


def test_the_title_of_the_file_does_not_tell_a_word(tmp_path: Path) -> None:
    about = " ".join(pdfs.about(sheet(), tmp_path).values())

    assert not any(word in about for word in WORDS)
