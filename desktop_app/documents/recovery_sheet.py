"""The recovery sheet: twelve words that open the store when every passphrase is lost; or its two halves."""

from datetime import date
from typing import Final

from desktop_app import __version__
from desktop_app.documents.flow import BODY, SMALL, Flow, Tone, broken
from desktop_app.documents.office_card import word_table
from desktop_app.documents.page import PORTRAIT, Imprint, Signature, bound, signatures, title_block
from desktop_app.wording.catalogue import text

_QR_SIDE: Final = 150.0


def recovery_sheet_pdf(
    office_name: str,
    words: tuple[str, ...],
    qr_text: str,
    printed_on: date,
    *,
    program_version: str = __version__,
) -> bytes:
    """Print the recovery words of an office, what they open, where to keep them, and lines for two officers to sign."""
    flow = Flow(PORTRAIT)
    title = text("Recovery sheet")
    title_block(flow, title, text("For the records of {office}").format(office=office_name))
    flow.notice(
        text("Secret"),
        text(
            "Whoever holds these words and a copy of the store can read every record in it. "
            "Never photograph, mail or copy this sheet."
        ),
        tone=Tone.BAD,
    )
    flow.space(6)
    flow.heading(text("Recovery words, in this order"), 2, keep=200)
    word_table(flow, words, columns=3, size=16)
    _what_it_opens(flow, qr_text)
    flow.heading(text("Two officers"), 2, keep=90)
    flow.paragraph(
        text("We saw this sheet printed, proved one of its words at the screen, and sealed it in an envelope."), BODY
    )
    signatures(flow, (Signature(act=text("First officer")), Signature(act=text("Second officer"))))
    flow.paragraph(text("Envelope kept at:  ") + "." * 70, SMALL)
    return bound(
        flow,
        Imprint(
            office=office_name,
            title=title,
            reference="",
            printed_on=printed_on,
            program_version=program_version,
            footing=text("Secret: keep sealed and locked away"),
        ),
    )


def recovery_half_pdf(
    office_name: str,
    half: int,
    words: tuple[str, ...],
    officer: str,
    printed_on: date,
    *,
    program_version: str = __version__,
) -> bytes:
    """Print one of the two halves of an office's recovery words: 1 or 2, its thirteen words, and who holds it."""
    flow = Flow(PORTRAIT)
    title = text("Recovery words, half {half} of 2").format(half=half)
    title_block(flow, title, text("For {officer}, {office}").format(officer=officer, office=office_name))
    flow.notice(
        text("Secret"),
        text(
            "This half opens nothing alone. With the other half and a copy of the store every record in it can be "
            "read. Never photograph, mail or copy it, and never keep both halves in one place."
        ),
        tone=Tone.BAD,
    )
    flow.space(6)
    flow.heading(text("Twelve words and a check word, in this order"), 2, keep=200)
    word_table(flow, words, columns=3, size=16)
    flow.heading(text("How to use it"), 2, keep=120)
    for part in (
        text("When no passphrase is known any more, both officers come to this computer with their halves."),
        text("At the sign-in choose recovery and type the words of one half, then those of the other."),
        text("The thirteenth word tells the program which half it is, and that it was typed right."),
        text("Then give every user a new passphrase, make new halves, and destroy these before two witnesses."),
    ):
        flow.paragraph(part, BODY)
    flow.heading(text("Where to keep it"), 2, keep=60)
    flow.paragraph(
        text(
            "In a sealed, signed and dated envelope, with this officer and outside the room of this computer; never "
            "with a backup of the store. When the officer leaves, new halves are made."
        ),
        BODY,
    )
    signatures(flow, (Signature(act=text("Holds this half")), Signature(act=text("Saw it typed back"))))
    flow.paragraph(text("Envelope kept at:  ") + "." * 70, SMALL)
    return bound(
        flow,
        Imprint(
            office=office_name,
            title=title,
            reference="",
            printed_on=printed_on,
            program_version=program_version,
            footing=text("Secret: keep sealed and locked away, apart from the other half"),
        ),
    )


def _what_it_opens(flow: Flow, qr_text: str) -> None:
    flow.heading(text("What this sheet is for"), 2, keep=_QR_SIDE + 6)
    top = flow.y
    flow.qr(qr_text, flow.frame.right - _QR_SIDE, top, side=_QR_SIDE, says=text("QR code of the recovery words"))
    room = flow.frame.width - _QR_SIDE - 20
    for head, words in (
        (
            text("What it opens"),
            text(
                "The encrypted store of this office, when no passphrase is known any more. Without a passphrase and "
                "without this sheet the records are gone: nobody can open them, not even those who made the program."
            ),
        ),
        (
            text("How to use it"),
            text(
                "At the sign-in choose recovery and type the words, or read the code with a scanner at this "
                "computer. Then give every user a new passphrase, print a new sheet and destroy this one before two "
                "witnesses."
            ),
        ),
        (
            text("Where to keep it"),
            text(
                "In a sealed, signed and dated envelope, in a safe outside the room of this computer; "
                "never with a backup of the store. Look once a year whether the seal is whole."
            ),
        ),
    ):
        element = flow.structure.child("P")
        for style, part in ((BODY.strong(), head), (SMALL, words)):
            for line in broken(part, style, room):
                flow.line(line, style, flow.frame.left, flow.y, element)
                flow.y += style.leading
        flow.y += 6
    flow.y = max(flow.y, top + _QR_SIDE) + 2
