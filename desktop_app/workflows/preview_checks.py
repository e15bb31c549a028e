"""What a received message says, checked against our records; and what is doubtful about its bundle as a whole."""

from collections.abc import Iterator

from desktop_app.domain.findings import Level
from desktop_app.exchange.bundle import OpenedBundle
from desktop_app.exchange.messages import Waits
from desktop_app.exchange.sequence import remembers_more
from desktop_app.exchange.trust import Trust
from desktop_app.workflows.arrival import Arrival, CheckLine, failed, passed
from desktop_app.workflows.case_of_message import claims_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.handlings import HANDLINGS


def message_checks(arrival: Arrival) -> tuple[CheckLine, ...]:
    """Return the checks of one message from an office; of a type that waits, that alone."""
    found = []
    if len(claims_of(arrival.desk, arrival.sender, arrival.message)) > 1:
        found.append(failed("case_refs_disagree", Level.WARNING))
    handling = HANDLINGS.get(arrival.message.type)
    if handling is None:
        return (*found, failed("type_waits", Level.ERROR))
    return (*found, *handling.checks(arrival))


def bundle_checks(desk: Desk, opened: OpenedBundle) -> tuple[CheckLine, ...]:
    """Return what is doubtful about a bundle as a whole; nothing for one in order."""
    return tuple(_bundle_checks(desk, opened))


def waiting_checks(count: int) -> tuple[CheckLine, ...]:
    """Return a line that says how many messages of the bundle are not decided with the rest."""
    return (failed("parts_wait", Level.NOTE, count=count),) if count else ()


def repeat_checks(*, repeated: bool) -> tuple[CheckLine, ...]:
    """Return a line that says that everything in the bundle was decided before, in an earlier file."""
    return (passed("message_decided_before"),) if repeated else ()


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
    if opened.attachments:
        yield failed("attachments_kept", Level.NOTE, count=len(opened.attachments))
