"""Receive a file: kept whatever it is, opened and verified; what it would change is in `preview`. Applies nothing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Benefit, Claim
from desktop_app.domain.messages import ClaimNotice, Message, MessageType
from desktop_app.exchange.bundle import OpenedBundle
from desktop_app.exchange.messages.head import decode_message, encode_message
from desktop_app.exchange.sequence import acknowledges
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import GOOD, UNDECIDED, ArrivedMessage, MailState, ReceivedFile
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.arrival import Change, CheckLine
from desktop_app.workflows.case_of_message import claim_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.opened_bundle import came_before, open_file
from desktop_app.workflows.preview_bundle import (
    NotUnderstoodLine,
    Preview,
    PreviewPart,
    lane_state,
    main_message,
    preview,
)

__all__ = [
    "Change",
    "CheckLine",
    "NotUnderstoodLine",
    "Preview",
    "PreviewPart",
    "ReceivedLine",
    "check_again",
    "note_receipts",
    "preview",
    "receive_file",
    "received",
    "received_line",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedLine:
    """A received file in the list. `state` is `to_check`, `accepted`, `accepted_with_remarks`, `returned` or `refused`.

    `type` is the gravest message still to decide, of all once none is, None where the file could not be read;
    `outcome` the refusal's code.
    """

    mailbox_id: int
    received_at: datetime
    file_name: str
    office_code: str
    office_name: str
    state_code: str
    person_name: str
    claim_key: str
    claim_number: str
    benefit: Benefit | None
    type: MessageType | None
    state: str
    outcome: str


def receive_file(desk: Desk, data: bytes, file_name: str = "") -> int:
    """Keep a file that arrived and verify it; return its id in the mailbox. The same bytes twice have one id.

    A file that came before is looked at again: its sender's key may be known by now, or more of it be understood.
    Raises `ExchangeProblem` for a file that is refused; it is kept with the reason all the same.
    """
    before = desk.store.mailbox.by_file_digest(hashlib.sha256(data).hexdigest())
    if before is not None and before.outcome == GOOD:
        return _look_again(desk, data, before)
    try:
        opened = open_file(desk, data)
        same = came_before(desk, opened)
    except ExchangeProblem as problem:
        _keep_refused(desk, data, file_name, problem, before)
        raise
    if same is not None:
        return same.id
    return _keep(desk, data, file_name, opened, before)


def check_again(desk: Desk, mailbox_id: int) -> int:
    """Look again at a file that was refused; raises its `ExchangeProblem` while it still is."""
    return receive_file(desk, desk.store.mailbox.data_of(mailbox_id))


def received(desk: Desk) -> tuple[ReceivedLine, ...]:
    """Return the received files, the newest first."""
    return tuple(received_line(desk, row) for row in desk.store.mailbox.files())


def received_line(desk: Desk, row: ReceivedFile) -> ReceivedLine:
    """Return a received file as the lists show it."""
    office = desk.store.offices.get(row.from_office) if row.from_office else None
    kept = desk.store.mailbox.messages_of(row.id)
    waiting = tuple(entry for entry in kept if entry.state in UNDECIDED)
    messages = tuple(decode_message(entry.data) for entry in waiting or kept)
    main = main_message(messages) if messages else None
    claim_id = next((entry.claim_id for entry in kept if main and entry.message_id == main.message_id), None)
    claim = desk.store.claims.find(claim_id) if claim_id else claim_of(desk, row.from_office, main) if main else None
    return ReceivedLine(
        mailbox_id=row.id,
        received_at=row.received_at,
        file_name=row.file_name,
        office_code=row.from_office,
        office_name=office.card.office.name if office else row.from_office,
        state_code=office.card.office.state if office else "",
        person_name=_person_name(desk, main, claim),
        claim_key=claim.id if claim else "",
        claim_number=claim.number if claim else "",
        benefit=_benefit(main, claim),
        type=main.type if main else None,
        state=lane_state(row),
        outcome="" if row.outcome == GOOD else row.outcome,
    )


def note_receipts(desk: Desk, opened: OpenedBundle) -> None:
    """Mark as opened what the manifest acknowledges, inside the caller's act; nothing for a key nobody compared.

    Receipts ride on every bundle (exchange rules, 2.2).
    """
    if opened.trust is not Trust.TRUSTED:
        return
    for bundle in desk.store.outbox.bundles(opened.sender):
        if acknowledges(opened.manifest, bundle.sequence):
            for row in desk.store.outbox.of_bundle(bundle.bundle_id):
                if row.state in (OutboxState.SEALED, OutboxState.HANDED_OVER):
                    desk.store.outbox.mark_receipt(row.message_id, OutboxState.OPENED, at=desk.clock.now())
                    desk.store.obligations.received(row.message_id, opened.manifest.created_at.date(), exact=False)


def _look_again(desk: Desk, data: bytes, before: ReceivedFile) -> int:
    """Return a file in order, read once more where it holds messages that an older program did not understand."""
    try:
        opened = open_file(desk, data)
    except ExchangeProblem:
        return before.id  # in order when it came; what changed since is said where it is shown
    new = any(desk.store.mailbox.message(message.message_id) is None for message in opened.messages)
    return _keep(desk, data, before.file_name, opened, before) if new else before.id


def _keep_refused(
    desk: Desk, data: bytes, file_name: str, problem: ExchangeProblem, before: ReceivedFile | None
) -> None:
    if before is not None and before.outcome == problem.code:
        return
    office = str(problem.facts.get("office", ""))
    with desk.store.act(verb="file_refused", user=desk.user.id, about="", facts={"code": problem.code}):
        if before is not None:
            desk.store.mailbox.examine_again(
                before.id,
                outcome=problem.code,
                state=MailState.QUARANTINED,
                bundle_id=None,
                digest="",
                previous_digest="",
                from_office=office,
                sequence=None,
            )
            return
        desk.store.mailbox.keep(
            raw=data,
            file_name=file_name,
            received_at=desk.clock.now(),
            outcome=problem.code,
            state=MailState.QUARANTINED,
            from_office=office,
        )


def _keep(desk: Desk, data: bytes, file_name: str, opened: OpenedBundle, before: ReceivedFile | None) -> int:
    manifest = opened.manifest
    digests = {entry.message_id: entry.digest for entry in manifest.messages}
    messages = tuple(
        ArrivedMessage(
            message_id=message.message_id,
            type=message.type.value,
            digest=digests[message.message_id],
            data=encode_message(message),
        )
        for message in opened.messages
    )
    with desk.store.act(
        verb="bundle_received", user=desk.user.id, about=manifest.bundle_id, facts={"office": opened.sender}
    ):
        if before is not None:
            kept = desk.store.mailbox.examine_again(
                before.id,
                outcome=GOOD,
                state=MailState.OPENED,
                bundle_id=manifest.bundle_id,
                digest=opened.digest,
                previous_digest=manifest.previous_digest,
                from_office=opened.sender,
                sequence=manifest.sequence,
                messages=messages,
            )
        else:
            kept = desk.store.mailbox.keep(
                raw=data,
                file_name=file_name,
                received_at=desk.clock.now(),
                outcome=GOOD,
                state=MailState.OPENED,
                bundle_id=manifest.bundle_id,
                digest=opened.digest,
                previous_digest=manifest.previous_digest,
                from_office=opened.sender,
                sequence=manifest.sequence,
                messages=messages,
            )
        note_receipts(desk, opened)
    return kept.id


def _person_name(desk: Desk, main: Message | None, claim: Claim | None) -> str:
    if main and isinstance(main.body, ClaimNotice):
        return f"{main.body.person.forenames} {main.body.person.surname}".strip()
    if main and isinstance(main.body, PeriodCertificate):
        return f"{main.body.person_forenames} {main.body.person_surname}".strip()
    return desk.store.persons.get(claim.person_id).name if claim else ""


def _benefit(main: Message | None, claim: Claim | None) -> Benefit | None:
    if claim:
        return claim.benefit
    return main.body.benefit if main and isinstance(main.body, ClaimNotice) else None
