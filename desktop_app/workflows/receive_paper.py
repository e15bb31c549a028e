"""Bring in what stands on a signed paper as codes: typed by a scanner, or read from pictures and pages of it.

It is kept like a bundle that its issuer sent: verified, shown, and accepted by a person. The electronic copy has the
same message id: whichever comes second is recognised as the same.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from desktop_app.documents.code_reader import holds_pages, texts_of
from desktop_app.documents.scans import ScanRefused
from desktop_app.exchange.bundle import OpenedBundle
from desktop_app.exchange.paper_codes import MARK, CodeSet, read_codes, sets_in
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import GOOD, ArrivedMessage, MailState
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_received import keep_refused
from desktop_app.workflows.opened_paper import open_paper
from desktop_app.workflows.veil import covers

__all__ = ["CodesRead", "codes_in_file", "codes_read", "holds_codes", "holds_pages", "receive_paper", "receive_set"]

_FILE_NAME: Final = "{office}-paper.txt"
"""How what a scanner typed is called among the files that came: it names no person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesRead:
    """How far the codes of one paper were read: the numbers read, of how many, and those read with mistakes."""

    digest: str
    count: int
    have: tuple[int, ...]
    missing: tuple[int, ...]
    damaged: tuple[int, ...]

    @property
    def whole(self) -> bool:
        """Whether every code of the paper was read."""
        return not self.missing


def holds_codes(data: bytes) -> bool:
    """Tell whether a text holds codes of a signed paper."""
    return bool(sets_in(_text(data))) if MARK.encode() in data.upper() else False


def codes_read(text: str) -> tuple[CodesRead, ...]:
    """Return how far each paper was read whose codes stand in a text; writes nothing."""
    return tuple(
        CodesRead(
            digest=one.digest, count=one.count, have=tuple(sorted(one.codes)), missing=one.missing, damaged=one.damaged
        )
        for one in sets_in(text)
    )


def codes_in_file(data: bytes) -> str:
    """Return the texts of the codes in a picture, a PDF or a text, a line each; empty where there are none.

    Raises `ExchangeProblem("picture_unreadable")`.
    """
    if not holds_pages(data):
        return _text(data) if holds_codes(data) else ""
    try:
        found = texts_of(data)
    except ScanRefused:
        raise ExchangeProblem("picture_unreadable") from None
    return "\n".join(text for text in found if sets_in(text))


@covers
def receive_set(desk: Desk, codes: CodeSet, file_name: str = "") -> int:
    """Keep a whole set of codes as the document it holds, and verify it; return its id in the mailbox.

    Raises `ExchangeProblem` as `receive_paper`, and `qr_missing` or `qr_damaged` for a set that is not whole, of which
    nothing is kept.
    """
    if codes.missing:
        read_codes(codes)
    return receive_paper(desk, codes.text.encode("ascii"), file_name)


@covers
def receive_paper(desk: Desk, data: bytes, file_name: str = "") -> int:
    """Keep the codes of a paper and verify them; return the id in the mailbox of the document they hold.

    A document that came before, on paper or in a bundle, is not kept again. Raises as `open_paper`; what is refused is
    kept with the reason all the same.
    """
    before = desk.store.mailbox.by_file_digest(hashlib.sha256(data).hexdigest())
    if before is not None and before.outcome == GOOD:
        return before.id
    try:
        opened = open_paper(desk, data)
    except ExchangeProblem as problem:
        keep_refused(desk, data, file_name, problem, before)
        raise
    message = opened.messages[0]
    first = desk.store.mailbox.message(message.message_id)
    if first is not None:
        return first.received_id
    arrived = _arrived(opened)
    facts = {"office": opened.sender, "type": message.type.value}
    with desk.store.act(verb="paper_received", user=desk.user.id, about=message.message_id, facts=facts):
        if before is not None:
            return desk.store.mailbox.examine_again(
                before.id,
                outcome=GOOD,
                state=MailState.OPENED,
                bundle_id=None,
                digest=opened.digest,
                previous_digest="",
                from_office=opened.sender,
                sequence=None,
                key_id=opened.key_id,
                messages=(arrived,),
            ).id
        return desk.store.mailbox.keep(
            raw=data,
            file_name=file_name or _FILE_NAME.format(office=opened.sender),
            received_at=desk.clock.now(),
            outcome=GOOD,
            state=MailState.OPENED,
            digest=opened.digest,
            from_office=opened.sender,
            key_id=opened.key_id,
            messages=(arrived,),
        ).id


def _arrived(opened: OpenedBundle) -> ArrivedMessage:
    message = opened.messages[0]
    original = opened.originals[message.message_id]
    return ArrivedMessage(
        message_id=message.message_id,
        type=message.type.value,
        digest=opened.digest,
        data=original.data,
        signature=original.signature,
    )


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")
