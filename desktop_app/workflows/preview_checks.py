"""What a received message says, checked against our records; and what is doubtful about its bundle as a whole."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from desktop_app.domain.findings import Level
from desktop_app.domain.messages import Instrument
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.bundle import OpenedBundle
from desktop_app.exchange.messages import Waits
from desktop_app.exchange.sequence import remembers_more
from desktop_app.exchange.trust import Trust
from desktop_app.store.mailbox import MailState
from desktop_app.workflows.arrival import Arrival, CheckLine, failed, passed
from desktop_app.workflows.case_of_message import claims_of
from desktop_app.workflows.closed_cases import closed_checks
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.handlings import HANDLINGS

_MOST_NUMBERS: Final = 12
"""Missing bundles that one line names."""

_CLOCKS_APART: Final = timedelta(days=1)
"""Two clocks may differ by as much before anybody is asked to look at them."""

_OTHERS: Final = {Instrument.OECS: "instrument_oecs", Instrument.OTHER: "instrument_other"}
"""Agreements by which this program does not calculate, and what is said of a message under them."""


def message_checks(arrival: Arrival) -> tuple[CheckLine, ...]:
    """Return the checks of one message from an office; of a type that waits, that alone."""
    found = []
    if len(claims_of(arrival.desk, arrival.sender, arrival.message)) > 1:
        found.append(failed("case_refs_disagree", Level.WARNING))
    handling = HANDLINGS.get(arrival.message.type)
    if handling is None:
        return (*found, failed("type_waits", Level.ERROR))
    kept = arrival.desk.store.mailbox.message(arrival.message.message_id)
    if kept is not None and kept.standing and not arrival.decided:
        found.append(failed("message_taken_back", Level.ERROR))
    if kept is not None and kept.state is MailState.PARKED:
        found.append(_parked(arrival))
    if arrival.message.instrument in _OTHERS and not arrival.decided:
        found.append(failed(_OTHERS[arrival.message.instrument], Level.WARNING))
    until = arrival.message.valid_until
    if until is not None and until < arrival.desk.clock.today() and not arrival.decided:
        found.append(failed("valid_until_passed", Level.WARNING, day=until.isoformat()))
    closed = () if arrival.decided else closed_checks(arrival)
    return (*found, *closed, *handling.checks(arrival))


def bundle_checks(desk: Desk, opened: OpenedBundle) -> tuple[CheckLine, ...]:
    """Return what is doubtful about a bundle as a whole; nothing for one in order."""
    return tuple(_bundle_checks(desk, opened))


def waiting_checks(count: int) -> tuple[CheckLine, ...]:
    """Return a line that says how many messages of the bundle are not decided with the rest."""
    return (failed("parts_wait", Level.NOTE, count=count),) if count else ()


def passed_on_checks(issuer: KnownOffice, sender: KnownOffice, *, trusted: bool) -> tuple[CheckLine, ...]:
    """Return who issued a document and who passed it on, and whether the issuer's key was made sure of."""
    names = {"issuer": issuer.card.office.name, "sender": sender.card.office.name}
    if trusted:
        return (passed("passed_on", **names),)
    return (failed("issuer_not_checked", Level.ERROR, **names),)


def scanned_checks(issuer: KnownOffice) -> tuple[CheckLine, ...]:
    """Return a line that says that a document was read from its paper, and that its issuer's signature holds."""
    return (passed("scanned_from_paper", office=issuer.card.office.name),)


def typed_checks(issuer: KnownOffice) -> tuple[CheckLine, ...]:
    """Return a line that says that a document was typed in from paper, and rests on its scan."""
    return (passed("typed_from_paper", office=issuer.card.office.name),)


def repeat_checks(*, repeated: bool) -> tuple[CheckLine, ...]:
    """Return a line that says that everything in the bundle was decided before, in an earlier file."""
    return (passed("message_decided_before"),) if repeated else ()


def _parked(arrival: Arrival) -> CheckLine:
    """Return the line of a message that waits for an earlier one: which bundles of its office have not come."""
    office = arrival.office.card.office.name
    missing = arrival.desk.store.mailbox.missing(arrival.sender)
    if missing:
        numbers = ", ".join(str(number) for number in missing[:_MOST_NUMBERS])
        return failed("parked_for_bundles", Level.ERROR, office=office, numbers=numbers)
    return failed("parked_for_message", Level.ERROR, office=office)


def _bundle_checks(desk: Desk, opened: OpenedBundle) -> Iterator[CheckLine]:
    last = desk.store.outbox.next_sequence(opened.sender) - 1
    if opened.trust is Trust.TRUSTED and remembers_more(opened.manifest, last):
        theirs = max(opened.manifest.received_up_to, max(opened.manifest.missing, default=-1) + 1)
        yield failed("own_store_older", Level.WARNING, theirs=theirs, ours=last)
    lost = [number for number in opened.manifest.missing if number <= last]
    if opened.trust is Trust.TRUSTED and lost:
        yield failed("bundles_missing_there", Level.WARNING, numbers=", ".join(str(number) for number in lost))
    for entry in opened.not_understood:
        if entry.waits is Waits.EXTRA_FIELDS:
            yield failed(
                "fields_not_understood",
                Level.WARNING,
                version=entry.schema_version,
                fields=", ".join(path for path, _ in entry.fields),
            )
        else:
            first = next(iter(entry.summary.splitlines()), "").rstrip(".") or entry.type
            yield failed("message_waits", Level.WARNING, version=entry.schema_version, summary=first)
    for refused in opened.not_taken:
        yield failed("document_not_taken", Level.WARNING, office=refused.issuer, why=refused.code)
    yield from _dates(desk, opened)
    if opened.attachments:
        yield failed("attachments_kept", Level.NOTE, count=len(opened.attachments))


def _dates(desk: Desk, opened: OpenedBundle) -> Iterator[CheckLine]:
    """Yield what the days in a bundle say: a sender that went back to a backup, a clock that is wrong here or there."""
    manifest, now = opened.manifest, desk.clock.now()
    restored = manifest.restored_on
    if restored and not desk.store.mailbox.restored_before(opened.sender, restored, manifest.sequence):
        yield failed("sender_restored", Level.WARNING, day=restored.isoformat())
    answered = next(
        (sent for sent in desk.store.outbox.bundles(opened.sender) if sent.sequence == manifest.received_up_to), None
    )
    ahead = manifest.created_at > now + _CLOCKS_APART
    behind = answered is not None and manifest.created_at < answered.sealed_at - _CLOCKS_APART
    if ahead or behind:
        yield failed(
            "clock_differs", Level.WARNING, told=manifest.created_at.date().isoformat(), here=now.date().isoformat()
        )
