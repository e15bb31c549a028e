"""The paper twin of every message: all its words, its check code, nothing counted."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.documents.message_page import MessagePageView, message_page_pdf
from desktop_app.documents.summaries import summary_of
from desktop_app.documents.summaries.lines import in_full
from desktop_app.domain.inquiries import InfoRequest
from desktop_app.domain.messages import Message, MessageType
from desktop_app.domain.offices import Office
from desktop_app.exchange.messages.registry import body_bytes
from desktop_app.exchange.paper import check_code
from tests.support import pdfs
from tests.support.bundles import a_message
from tests.support.messages import FULL, an_info_request

PARTIES = {"BB": "Barbados", "GD": "Grenada", "LC": "Saint Lucia", "VC": "Saint Vincent and the Grenadines"}
SENDER = Office(code="LC-NIC", state="LC", name="Invented Insurance Office", town="Castries")
RECIPIENT = Office(code="VC-NIS", state="VC", name="Sample Insurance Office", town="Kingstown")


def view_of(message: Message, standing: str = "") -> MessagePageView:
    return MessagePageView(
        message=message,
        sender=SENDER,
        recipient=RECIPIENT,
        parties=PARTIES,
        check_code=check_code(body_bytes(message.body)),
        printed_on=date(2014, 9, 1),
        program_version="1.0",
        standing=standing,
    )


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


@pytest.mark.parametrize("kind", MessageType)
def test_the_page_says_every_word_of_the_message_and_its_check_code(kind: MessageType, tmp_path: Path) -> None:
    message = a_message(FULL[kind])
    view = view_of(message)
    data = message_page_pdf(view)
    text = squeezed(pdfs.pdf_text(data, tmp_path))
    with in_full():
        said = summary_of(message.body, PARTIES)
    for line in said.splitlines():
        assert squeezed(line) in text
    assert squeezed(view.check_code) in text
    assert squeezed(message.message_id) in text
    assert "Castries" in text
    assert "Kingstown" in text
    assert message_page_pdf(view) == data
    assert pdfs.complaints(data, tmp_path) == ""


def test_what_the_travelling_text_counts_the_page_writes_out(tmp_path: Path) -> None:
    asked = an_info_request()
    items = tuple(replace(asked.items[0], item_id=f"i{number}", why=f"Reason {number}") for number in range(30))
    message = a_message(replace(asked, items=items, text="long " * 100))
    assert isinstance(message.body, InfoRequest)
    short = summary_of(message.body, PARTIES)
    assert "Reason 29" not in short
    text = squeezed(pdfs.pdf_text(message_page_pdf(view_of(message)), tmp_path))
    assert all(squeezed(f"Reason {number}") in text for number in range(30))
    assert squeezed("long " * 100) in text
    assert summary_of(message.body, PARTIES) == short


def test_a_message_that_no_longer_holds_says_so(tmp_path: Path) -> None:
    view = view_of(a_message(FULL[MessageType.DECISION]), standing="invalidated")
    assert "took this message back" in pdfs.flat_text(message_page_pdf(view), tmp_path)
