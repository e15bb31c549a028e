"""Open a file that is or was received, and judge its number: what receiving and showing a bundle share."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

from desktop_app.domain.offices import KeyCheck, KnownOffice, OfficeKeys
from desktop_app.exchange.armour import read_any
from desktop_app.exchange.bundle import OpenedBundle, open_bundle
from desktop_app.exchange.sequence import Arrived, Fork, Repeat, judge
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import GOOD, ReceivedFile, Seen
from desktop_app.workflows.desk import Desk


def open_file(desk: Desk, data: bytes) -> OpenedBundle:
    """Open a file with the keys that hold now.

    Raises `ExchangeProblem`: those of `open_bundle`, `"message_version"` for a bundle of messages that all wait for a
    newer program, `"bundle_key_retired"` (office) and `"bundle_key_revoked"` (office) for a key that no longer holds.
    """
    opened = _readable(_open(desk, data, desk.store.offices.get))
    if opened.trust is Trust.RETIRED_KEY:
        raise ExchangeProblem("bundle_key_retired", office=opened.sender)
    if opened.trust is Trust.REVOKED_KEY:
        raise ExchangeProblem("bundle_key_revoked", office=opened.sender)
    return opened


def open_kept(desk: Desk, row: ReceivedFile) -> OpenedBundle:
    """Open a file that is in the mailbox.

    One found in order when it came stays readable after its sender's key changed. It is not trusted then: it can be
    returned, and not accepted. Raises as `open_file`.
    """
    data = desk.store.mailbox.data_of(row.id)
    try:
        return _readable(_open(desk, data, desk.store.offices.get)) if row.outcome == GOOD else open_file(desk, data)
    except ExchangeProblem as problem:
        past = desk.store.offices.past_keys(row.from_office) if row.outcome == GOOD else ()
        if problem.code != "bundle_key_unknown" or not past:
            raise
    for keys in past:
        with suppress(ExchangeProblem):
            return _readable(_open(desk, data, partial(_with_keys, desk, row.from_office, keys)))
    raise ExchangeProblem("bundle_key_unknown", office=row.from_office)


def came_before(desk: Desk, opened: OpenedBundle) -> ReceivedFile | None:
    """Return the file that is this very bundle, None for a new one; only its neighbours in number are asked for.

    Raises `ExchangeProblem("bundle_fork")`, and `"message_reused"` for a message id that came with other content, or
    from another office: what one office sent is not decided through the bundle of another.
    """
    mailbox, number = desk.store.mailbox, opened.manifest.sequence
    near = {place: mailbox.at_sequence(opened.sender, place) for place in (number - 1, number, number + 1)}
    known = {
        place: Arrived(digest=file.digest, previous_digest=file.previous_digest)
        for place, file in near.items()
        if file is not None
    }
    verdict = judge(known, opened.digest, opened.manifest)
    if isinstance(verdict, Fork):
        raise ExchangeProblem("bundle_fork", office=opened.sender, sequence=verdict.sequence)
    for entry in opened.manifest.messages:
        first = mailbox.message(entry.message_id)
        elsewhere = first is not None and mailbox.get(first.received_id).from_office != opened.sender
        if elsewhere or mailbox.seen(entry.message_id, entry.digest) is Seen.ALARM:
            raise ExchangeProblem("message_reused", office=opened.sender)
    return near[number] if isinstance(verdict, Repeat) else None


def _open(desk: Desk, data: bytes, find_office: Callable[[str], KnownOffice | None]) -> OpenedBundle:
    return open_bundle(read_any(data), secret=desk.secret, own=desk.own, find_office=find_office)


def _with_keys(desk: Desk, sender: str, keys: OfficeKeys, code: str) -> KnownOffice | None:
    """Return an office of the directory, the sender with keys it used before, which nobody vouches for now."""
    known = desk.store.offices.get(code)
    if known is None or code != sender:
        return known
    return replace(known, card=replace(known.card, keys=keys), check=KeyCheck.NOT_YET)


def _readable(opened: OpenedBundle) -> OpenedBundle:
    if not opened.messages:
        waiting = opened.not_understood[0].schema_version if opened.not_understood else ""
        raise ExchangeProblem("message_version", office=opened.sender, version=waiting)
    return opened
