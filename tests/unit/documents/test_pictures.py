import gc
from collections import Counter
from pathlib import Path

import pytest

from desktop_app.documents.office_card import office_card_pdf
from desktop_app.documents.pictures import page_count, page_picture, page_sizes
from desktop_app.documents.worksheet import worksheet_pdf
from tests.support.sample_documents import PRINTED_ON, QR_TEXT, WORDS, sample_card, worksheet_view


def card() -> bytes:
    return office_card_pdf(sample_card(), WORDS[:8], QR_TEXT, PRINTED_ON)


def test_pages_are_counted_and_have_their_sizes() -> None:
    sheet = worksheet_pdf(worksheet_view())

    sizes = page_sizes(sheet)

    assert page_count(sheet) == len(sizes) > 1
    assert {(size.width, size.height) for size in sizes} == {(842, 596)}
    assert [(size.width, size.height) for size in page_sizes(card())] == [(596, 842)] * page_count(card())


def test_a_page_is_drawn_in_ink_on_white() -> None:
    picture = page_picture(card(), 0, 72)

    assert (picture.width, picture.height) == (596, 842)
    assert len(picture.rgb) == 596 * 842 * 3
    dots = Counter(picture.rgb[at : at + 3] for at in range(0, len(picture.rgb), 3))
    assert dots.most_common(1)[0][0] == b"\xff\xff\xff"
    assert any(max(dot) < 80 for dot in dots)


@pytest.mark.parametrize("dpi", [50, 96, 131, 300])
def test_a_picture_is_as_large_as_its_dots_an_inch_say(dpi: int) -> None:
    picture = page_picture(card(), 0, dpi)

    assert abs(picture.width - 595 * dpi // 72) <= 2
    assert len(picture.rgb) == picture.width * picture.height * 3


def test_the_same_page_is_the_same_picture() -> None:
    assert page_picture(card(), 0, 60) == page_picture(card(), 0, 60)


def test_bytes_that_are_no_pdf_and_pages_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="no PDF"):
        page_count(b"plain words")
    with pytest.raises(ValueError, match="no PDF"):
        page_picture(b"", 0, 72)
    for number in (-1, page_count(card())):
        with pytest.raises(LookupError):
            page_picture(card(), number, 72)


def test_no_handle_stays_open() -> None:
    from pypdfium2.internal.bases import ObjectTracker

    page_picture(card(), 0, 36)
    page_sizes(card())
    gc.collect()

    assert not any(ref() is not None for kept in ObjectTracker.values() for ref in kept)


def test_nothing_is_written_to_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    page_picture(card(), 0, 72)

    assert list(tmp_path.iterdir()) == []
