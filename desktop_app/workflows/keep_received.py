"""Keep what arrived: a bundle in order, a part that waits for others, or a file that was refused, with the reason."""

from desktop_app.exchange.bundle import OpenedBundle, OpenedPart, Original
from desktop_app.exchange.sequence import acknowledges
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import GOOD, PART_WAITS, WAITS, ArrivedMessage, MailState, ReceivedFile
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.missing_bundles import hear_missing
from desktop_app.workflows.numbers_told import hear_numbers
from desktop_app.workflows.parking import settle_waiting
from desktop_app.workflows.waiting_documents import keep_waiting


def keep_bundle(
    desk: Desk, data: bytes, file_name: str, opened: OpenedBundle, part: int, before: ReceivedFile | None
) -> int:
    """Keep a bundle that is whole and in order, and answer what of it this program does not understand."""
    manifest = opened.manifest
    worked_on = bool(opened.messages or opened.enclosed or opened.forwarded)
    with desk.store.act(
        verb="bundle_received", user=desk.user.id, about=manifest.bundle_id, facts={"office": opened.sender}
    ):
        kept = _keep_file(
            desk,
            data,
            file_name,
            opened,
            before,
            part=part,
            outcome=GOOD if worked_on else WAITS,
            state=MailState.OPENED if worked_on else MailState.QUARANTINED,
            messages=_messages(opened),
        )
        if manifest.parts > 1:
            desk.store.mailbox.join_parts(opened.digest, under=kept)
        keep_waiting(desk, kept, opened)
        settle_waiting(desk, opened.sender, opened.messages)
        note_receipts(desk, opened)
    return kept


def keep_part(
    desk: Desk, data: bytes, file_name: str, part: OpenedPart, missing: int, before: ReceivedFile | None
) -> int:
    """Keep a part until the others come."""
    manifest = part.manifest
    facts: dict[str, str | int] = {
        "office": manifest.sender_office,
        "part": part.part,
        "parts": manifest.parts,
        "missing": missing,
    }
    with desk.store.act(verb="part_received", user=desk.user.id, about=manifest.bundle_id, facts=facts):
        return _keep_file(
            desk,
            data,
            file_name,
            part,
            before,
            part=part.part,
            outcome=PART_WAITS,
            state=MailState.WAITING_FOR_PARTS,
        )


def keep_refused(
    desk: Desk, data: bytes, file_name: str, problem: ExchangeProblem, before: ReceivedFile | None
) -> None:
    """Keep a file that was refused, with the code of the refusal; one refused before with the same stays as it is."""
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


def note_receipts(desk: Desk, opened: OpenedBundle) -> None:
    """Mark as opened what the manifest acknowledges, inside the caller's act; nothing for a key nobody compared.

    Receipts ride on every bundle (exchange rules, 2.2).
    """
    if opened.trust is not Trust.TRUSTED:
        return
    hear_numbers(desk, opened.sender, opened.manifest)
    hear_missing(desk, opened.sender, opened.manifest)
    for bundle in desk.store.outbox.unheard(opened.sender):
        if acknowledges(opened.manifest, bundle.sequence):
            for row in desk.store.outbox.of_bundle(bundle.bundle_id):
                if row.state in (OutboxState.SEALED, OutboxState.HANDED_OVER):
                    desk.store.outbox.mark_receipt(row.message_id, OutboxState.OPENED, at=desk.clock.now())
                    desk.store.obligations.received(row.message_id, opened.manifest.created_at.date(), exact=False)


def _messages(opened: OpenedBundle) -> tuple[ArrivedMessage, ...]:
    """Return the messages as they were signed, those of the sender and those it passes on."""
    digests = {entry.message_id: entry.digest for entry in opened.manifest.messages}
    digests |= {entry.message_id: entry.digest for entry in opened.manifest.enclosed}
    digests |= {entry.message_id: entry.digest for entry in opened.manifest.forwarded}
    own = [(message, opened.originals[message.message_id], "") for message in opened.messages]
    passed_on = [(entry.message, entry.original, entry.signature.office) for entry in opened.enclosed]
    passed_on += [
        (entry.message, Original(data=entry.original.data, signature=b""), entry.office) for entry in opened.forwarded
    ]
    return tuple(
        ArrivedMessage(
            message_id=message.message_id,
            type=message.type.value,
            digest=digests[message.message_id],
            data=original.data,
            issuer=issuer,
            signature=original.signature,
        )
        for message, original, issuer in (*own, *passed_on)
    )


def _keep_file(
    desk: Desk,
    data: bytes,
    file_name: str,
    opened: OpenedBundle | OpenedPart,
    before: ReceivedFile | None,
    *,
    part: int,
    outcome: str,
    state: MailState,
    messages: tuple[ArrivedMessage, ...] = (),
) -> int:
    manifest, mailbox = opened.manifest, desk.store.mailbox
    if before is not None:
        return mailbox.examine_again(
            before.id,
            outcome=outcome,
            state=state,
            bundle_id=manifest.bundle_id,
            digest=opened.digest,
            previous_digest=manifest.previous_digest,
            from_office=manifest.sender_office,
            sequence=manifest.sequence,
            part=part,
            parts=manifest.parts,
            key_id=opened.key_id,
            restored_on=manifest.restored_on,
            messages=messages,
        ).id
    return mailbox.keep(
        raw=data,
        file_name=file_name,
        received_at=desk.clock.now(),
        outcome=outcome,
        state=state,
        bundle_id=manifest.bundle_id,
        digest=opened.digest,
        previous_digest=manifest.previous_digest,
        from_office=manifest.sender_office,
        sequence=manifest.sequence,
        part=part,
        parts=manifest.parts,
        key_id=opened.key_id,
        restored_on=manifest.restored_on,
        messages=messages,
    ).id
