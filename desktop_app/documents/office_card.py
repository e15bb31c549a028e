"""The office card on paper: who we are, our public keys, and the words to compare on the phone."""

from datetime import date
from typing import Final

from desktop_app import __version__
from desktop_app.documents import qr
from desktop_app.documents.flow import BODY, INK, LABEL, LINE, SMALL, Flow, Style, broken
from desktop_app.documents.fonts import Weight, printable
from desktop_app.documents.ink import Box
from desktop_app.documents.page import PORTRAIT, Imprint, bound, title_block
from desktop_app.domain.offices import OfficeCard
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words

_QR_SIDE: Final = 170.0


def office_card_pdf(
    card: OfficeCard, words: tuple[str, ...], qr_text: str, printed_on: date, *, program_version: str = __version__
) -> bytes:
    """Print an office's card: address, key words in large letters, QR code of the card, how to compare."""
    office = card.office
    flow = Flow(PORTRAIT)
    title = text("Office card")
    title_block(flow, title, text("Who we are, and the key that our signed and sealed messages carry"))
    flow.facts(
        [
            pair
            for pair in (
                (text("Institution"), office.name),
                (text("Office code"), office.code),
                (text("State"), office.state),
                (text("Address"), ", ".join(part for part in (office.address, office.town) if part)),
                (text("Telephone"), office.phone),
                (text("Mail"), office.email),
                (text("Head of the office"), office.head),
            )
            if pair[1]
        ],
        columns=2,
    )
    flow.heading(text("Key words, to read aloud on the phone"), 2, keep=150)
    word_table(flow, words, columns=2, size=19)
    _how_to_compare(flow, qr_text)
    flow.heading(text("Public keys"), 3, keep=60)
    flow.facts(
        (
            (text("Signing key (minisign)"), card.keys.signing_key),
            (text("Sealing key (age)"), card.keys.sealing_key),
            (text("Key number"), card.keys.key_id),
            (text("Made on"), date_words(card.keys.created_on)),
        ),
        columns=2,
    )
    return bound(
        flow,
        Imprint(
            office=f"{office.name} · {office.code}",
            title=title,
            reference=office.code,
            printed_on=printed_on,
            program_version=program_version,
            footing=text("Public: this card may be handed to any office"),
        ),
    )


def word_table(flow: Flow, words: tuple[str, ...], *, columns: int, size: float) -> None:
    """Write numbered words in large letters, down the columns, each in a box of its own."""
    large = Style(weight=Weight.SEMIBOLD, size=size, colour=INK)
    gap = 10.0
    height = large.leading + 12
    wide = (flow.frame.width - gap * (columns - 1)) / columns
    rows = -(-len(words) // columns)
    flow.need(rows * (height + 6))
    top = flow.y
    for index, word in enumerate(words):
        column, row = divmod(index, rows)
        x = flow.frame.left + column * (wide + gap)
        y = top + row * (height + 6)
        flow.put(Box(x=x, y=y, width=wide, height=height, edge=LINE, radius=4))
        element = flow.structure.child("P")
        number = str(index + 1)
        flow.line(number, BODY, x + 26 - BODY.wide(number), y + (height - BODY.leading) / 2 + 2, element)
        flow.line(printable(word), large, x + 38, y + 6, element)
    flow.y = top + rows * (height + 6)


def _how_to_compare(flow: Flow, qr_text: str) -> None:
    side = qr.side(qr_text, _QR_SIDE)
    flow.heading(text("How to compare"), 2, keep=side + 10)
    top = flow.y
    flow.qr(qr_text, flow.frame.right - side, top, side=side, says=text("QR code of this office card"))
    steps = (
        text("Take in the card: scan the QR code, or open the card's file in CASS Desk."),
        text("Call the office on a number you already had, not on one that came with this card."),
        text("One of you reads the eight words aloud, the other follows on the screen: all the same, in this order."),
        text("Only then mark the key as compared, with the name of the person you spoke to and the day."),
        text("If one word differs, do not trust the key, whoever sent it, and tell both office heads."),
    )
    room = flow.frame.width - side - 18
    for number, step in enumerate(steps, start=1):
        element = flow.structure.child("P")
        flow.line(f"{number}.", LABEL, flow.frame.left, flow.y, element)
        for line in broken(step, SMALL, room - 18):
            flow.line(line, SMALL, flow.frame.left + 18, flow.y, element)
            flow.y += SMALL.leading
        flow.y += 5
    flow.y = max(flow.y, top + side) + 4
