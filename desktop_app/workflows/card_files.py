"""The card of an office in a file: the card itself, or the code of its paper on a picture or on pages."""

from pathlib import Path
from typing import Final

from desktop_app.documents.code_reader import holds_pages, texts_of
from desktop_app.documents.scans import ScanRefused
from desktop_app.exchange.keys import CARD_FORMAT
from desktop_app.foundation.places import reading_problem
from desktop_app.foundation.problems import ExchangeProblem

LARGEST: Final = 64 * 1024 * 1024
"""Bytes above which a file is not even read: no picture of a card is that large."""

_MARK: Final = f'"{CARD_FORMAT}"'


def card_in_file(path: Path) -> bytes:
    """Return the bytes of the card that a file is or shows; the first of several.

    Raises `PlaceProblem`, and `ExchangeProblem`: `card_too_large`, `picture_unreadable`, `card_code_missing` for a
    picture or pages without the code of a card.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise reading_problem(error, path) from error
    if len(data) > LARGEST:
        raise ExchangeProblem("card_too_large", size=len(data), most=LARGEST)
    if not holds_pages(data):
        return data
    try:
        return card_on_pages(data)
    except ScanRefused:
        raise ExchangeProblem("picture_unreadable") from None


def card_on_pages(data: bytes) -> bytes:
    """Return the card whose code stands on a picture or on pages.

    Raises `ExchangeProblem("card_code_missing")`, and `ScanRefused` for what is no picture and no page.
    """
    found = next((text for text in texts_of(data) if text.lstrip().startswith("{") and _MARK in text), "")
    if not found:
        raise ExchangeProblem("card_code_missing")
    return found.encode()
