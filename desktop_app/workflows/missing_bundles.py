"""Bundles that have not come, here or there: named, asked for, and known from what the other office says (1.5, 2.2)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from desktop_app.domain.messages import MessageType, Receipt, ReceiptLevel
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.manifest import Manifest
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.outbox import OutboxRow, OutboxState, SentBundle
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.parking import parked_of
from desktop_app.workflows.put_message import put_message

_TOLD: Final = "missing_there:"
_FURTHEST: Final = 1_000
"""How far above a missing number the next one that came is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """Bundles of an office that have not come, though a later one did on `since`.

    `asked_on` is the day a bundle of ours told that office since, None for not yet; `leaves` says that one waits to
    leave, which will tell it. `parked` counts the messages that wait here for what is missing.
    """

    office: KnownOffice
    missing: tuple[int, ...]
    since: date
    asked_on: date | None
    leaves: bool
    parked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostLine:
    """A bundle of ours that its office says never came, as told on a day. `again_on`: it was sealed again on that."""

    office: KnownOffice
    bundle_id: str
    sequence: int
    told_on: date
    again_on: date | None


def gaps(desk: Desk) -> tuple[GapLine, ...]:
    """Return the offices of which bundles are missing here, by code."""
    return tuple(line for known in desk.store.offices.all() if (line := gap_of(desk, known)) is not None)


def gap_of(desk: Desk, known: KnownOffice) -> GapLine | None:
    """Return what is missing of an office, None for nothing."""
    code = known.card.office.code
    missing = desk.store.mailbox.missing(code)
    if not missing:
        return None
    since = _noticed(desk, code, missing[0])
    last = next(iter(desk.store.outbox.bundles(code, limit=1)), None)
    return GapLine(
        office=known,
        missing=missing,
        since=since.date(),
        asked_on=last.sealed_at.date() if last and last.sealed_at >= since else None,
        leaves=bool(desk.store.outbox.waiting(code)),
        parked=len(parked_of(desk, code)),
    )


def ask_for_missing(desk: Desk, office: str) -> None:
    """Put an acknowledgement for an office into "To send": the bundle that carries it says which numbers are missing.

    Nothing is added where something waits to leave for it already. Raises `ExchangeProblem("office_unknown")`,
    `CaseProblem("nothing_missing")` (office).
    """
    known = desk.store.offices.get(office)
    if known is None:
        raise ExchangeProblem("office_unknown", office=office)
    gap = gap_of(desk, known)
    if gap is None:
        raise CaseProblem("nothing_missing", office=known.card.office.name)
    if gap.leaves:
        return
    numbers = " ".join(str(number) for number in gap.missing[:20])
    with desk.store.act(verb="missing_asked", user=desk.user.id, about=office, facts={"numbers": numbers}):
        about = latest_message(desk, office)
        put_message(
            desk,
            office=office,
            body=Receipt(about_message=about, level=ReceiptLevel.OPENED),
            claim=None,
            in_reply_to=about,
        )


def hear_missing(desk: Desk, office: str, manifest: Manifest) -> None:
    """Note which bundles of ours an office says are missing there; inside the caller's act, of a trusted bundle.

    The word of its latest bundle holds.
    """
    before = _told(desk, office)
    if manifest.sequence < before[0]:
        return
    numbers = [number for number in manifest.missing if number < desk.store.outbox.next_sequence(office)]
    if numbers or before[1]:
        told: list[int] = [manifest.sequence, *numbers]
        desk.store.settings.set(f"{_TOLD}{office}", told)
        desk.store.settings.set(f"{_TOLD}{office}:on", manifest.created_at.date().isoformat())


def lost_there(desk: Desk) -> tuple[LostLine, ...]:
    """Return the bundles of ours that never came where they went, as those offices say, by office and number."""
    lines: list[LostLine] = []
    for known in desk.store.offices.all():
        code = known.card.office.code
        numbers = set(_told(desk, code)[1])
        if not numbers:
            continue
        told_on = date.fromisoformat(str(desk.store.settings.get(f"{_TOLD}{code}:on")))
        lines.extend(
            LostLine(
                office=known,
                bundle_id=bundle.bundle_id,
                sequence=bundle.sequence,
                told_on=told_on,
                again_on=bundle.declared_lost_at.date() if bundle.declared_lost_at else None,
            )
            for bundle in reversed(desk.store.outbox.bundles(code))
            if bundle.sequence in numbers and may_be_lost(desk, bundle)
        )
    return tuple(lines)


def may_be_lost(desk: Desk, bundle: SentBundle) -> bool:
    """Tell whether nothing of a bundle is known to have come."""
    return nothing_came(desk.store.outbox.of_bundle(bundle.bundle_id))


def nothing_came(rows: tuple[OutboxRow, ...]) -> bool:
    """Tell whether none of the messages of a bundle is known to have come."""
    return all(row.state in (OutboxState.SEALED, OutboxState.HANDED_OVER) for row in rows)


def _told(desk: Desk, office: str) -> tuple[int, list[int]]:
    told = desk.store.settings.get(f"{_TOLD}{office}")
    numbers = [number for number in told if isinstance(number, int)] if isinstance(told, list) else []
    return (numbers[0], numbers[1:]) if numbers else (0, [])


def _noticed(desk: Desk, office: str, first: int) -> datetime:
    """Return when a later bundle than the first missing one came."""
    for number in range(first + 1, first + _FURTHEST):
        file = desk.store.mailbox.at_sequence(office, number)
        if file is not None:
            return file.received_at
    return desk.clock.now()


def latest_message(desk: Desk, office: str) -> str:
    """Return the id of the last message that came from an office itself, a receipt only where nothing else came."""
    came = [
        kept
        for file in desk.store.mailbox.files_of_office(office)
        for kept in desk.store.mailbox.messages_of(file.id)
        if not kept.issuer
    ]
    if not came:
        raise CaseProblem("nothing_missing", office=office)
    answered = [kept for kept in came if kept.type != MessageType.RECEIPT]
    return (answered or came)[-1].message_id
