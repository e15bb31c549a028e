"""Open a file that is or was received, and judge its number: what receiving and showing a bundle share."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from typing import TypeVar

from desktop_app.domain.offices import KeyCheck, KnownOffice, OfficeKeys
from desktop_app.exchange.bundle import OpenedBundle, OpenedPart, join_parts, open_bundle, open_part
from desktop_app.exchange.reading import FindOffice
from desktop_app.exchange.sequence import Arrived, Fork, Repeat, judge
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import GOOD, ReceivedFile
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.opened_paper import is_codes, open_paper
from desktop_app.workflows.practice_apart import refuse_other_world
from desktop_app.workflows.typed_paper import open_typed

_Opened = TypeVar("_Opened", OpenedBundle, OpenedPart)


def offices_once(desk: Desk) -> FindOffice:
    """Return how offices are found while one file is looked at: each is read from the store once."""
    return cache(partial(_of_this_world, desk))


def open_one(desk: Desk, data: bytes, find_office: FindOffice) -> OpenedPart:
    """Open a single file with the keys that hold now: a part of a bundle, or a whole one.

    Raises `ExchangeProblem`: those of `open_part`, `"bundle_key_retired"` (office) and `"bundle_key_revoked"` (office)
    for a key that no longer holds, and those of `refuse_other_world`.
    """
    part = open_part(data, secret=desk.secret, own=desk.own, find_office=find_office)
    return _held(part)


def open_whole(desk: Desk, part: OpenedPart, *others: bytes, find_office: FindOffice) -> OpenedBundle:
    """Read the messages of a bundle of which one part was opened, `others` being the files of its further parts.

    Raises `ExchangeProblem`: those of `open_bundle` and of `open_one`.
    """
    parts = [part, *(open_one(desk, data, find_office) for data in others)]
    return _held(join_parts(parts, reader=desk.office.code, find_office=find_office))


def open_file(desk: Desk, data: bytes, *others: bytes) -> OpenedBundle:
    """Open a bundle with the keys that hold now, `others` being its further parts.

    Raises `ExchangeProblem`: those of `open_bundle` and `open_one`, and `"message_version"` for a bundle of messages
    that all wait for a newer program.
    """
    return _held(readable(_open(desk, (data, *others), partial(_of_this_world, desk))))


def open_kept(desk: Desk, row: ReceivedFile) -> OpenedBundle:
    """Open a bundle that is in the mailbox, with all of its parts that came.

    One found in order when it came stays readable after its sender's key changed. It is not trusted then: it can be
    returned, and not accepted. Raises as `open_file`, and `ExchangeProblem("bundle_destroyed")` (office).
    """
    if typed := open_typed(desk, row):
        return typed
    files = files_of(desk, row)
    if not files[0]:
        raise ExchangeProblem("bundle_destroyed", office=row.from_office)
    try:
        if row.outcome != GOOD:
            return open_file(desk, *files)
        return readable(_open(desk, files, partial(_of_this_world, desk)))
    except ExchangeProblem as problem:
        past = desk.store.offices.past_keys(row.from_office) if row.outcome == GOOD else ()
        if problem.code != "bundle_key_unknown" or not past:
            raise
    for keys in past:
        with suppress(ExchangeProblem):
            return readable(_open(desk, files, partial(_with_keys, desk, row.from_office, keys)))
    raise ExchangeProblem("bundle_key_unknown", office=row.from_office)


def files_of(desk: Desk, row: ReceivedFile) -> tuple[bytes, ...]:
    """Return the bytes of a file and of every other part of its bundle that came."""
    others = desk.store.mailbox.parts_of(row.digest) if row.parts > 1 and row.digest else ()
    return tuple(desk.store.mailbox.data_of(entry) for entry in (row.id, *(o.id for o in others if o.id != row.id)))


def came_before(desk: Desk, opened: OpenedBundle | OpenedPart) -> ReceivedFile | None:
    """Return the file that is this very bundle, None for a new one; only its neighbours in number are asked for.

    Raises `ExchangeProblem("bundle_fork")`, and `"message_reused"` for a message id that came with other content, or
    from another office: what one office sent is not decided through the bundle of another.
    """
    manifest, mailbox = opened.manifest, desk.store.mailbox
    sender, number = manifest.sender_office, manifest.sequence
    near = mailbox.around_sequence(sender, number)
    known = {
        place: Arrived(digest=file.digest, previous_digest=file.previous_digest, restored_on=file.restored_on)
        for place, file in near.items()
    }
    verdict = judge(known, opened.digest, manifest)
    if isinstance(verdict, Fork):
        raise ExchangeProblem("bundle_fork", office=sender, sequence=verdict.sequence)
    said = [(entry.message_id, entry.digest, sender) for entry in manifest.messages]
    said += [(entry.message_id, entry.digest, entry.issuer) for entry in manifest.enclosed]
    said += [(entry.message_id, entry.digest, entry.issuer) for entry in manifest.forwarded]
    for message_id, digest, office in said:
        first = mailbox.message(message_id)
        if first is None:
            continue
        if office != (first.issuer or mailbox.get(first.received_id).from_office) or first.digest != digest:
            raise ExchangeProblem("message_reused", office=sender)
    return near[number] if isinstance(verdict, Repeat) else None


def _of_this_world(desk: Desk, code: str) -> KnownOffice | None:
    """Return a known office; one of the other sort is refused by its name, known or not."""
    refuse_other_world(desk, code)
    return desk.store.offices.get(code)


def _open(desk: Desk, files: tuple[bytes, ...], find_office: Callable[[str], KnownOffice | None]) -> OpenedBundle:
    if is_codes(files[0]):
        return open_paper(desk, files[0], find_office)
    return open_bundle(*files, secret=desk.secret, own=desk.own, find_office=find_office)


def _held(opened: _Opened) -> _Opened:
    """Refuse what was signed with a key that no longer holds."""
    if opened.trust is Trust.RETIRED_KEY:
        raise ExchangeProblem("bundle_key_retired", office=opened.manifest.sender_office)
    if opened.trust is Trust.REVOKED_KEY:
        raise ExchangeProblem("bundle_key_revoked", office=opened.manifest.sender_office)
    return opened


def _with_keys(desk: Desk, sender: str, keys: OfficeKeys, code: str) -> KnownOffice | None:
    """Return an office of the directory, the sender with keys it used before, which nobody vouches for now."""
    known = desk.store.offices.get(code)
    if known is None or code != sender:
        return known
    return replace(known, card=replace(known.card, keys=keys), check=KeyCheck.NOT_YET)


def readable(opened: OpenedBundle) -> OpenedBundle:
    """Return a bundle of which something can be worked on. Raises `ExchangeProblem("message_version")` for no other."""
    if not opened.messages and not opened.enclosed and not opened.forwarded:
        waiting = opened.not_understood[0].schema_version if opened.not_understood else ""
        raise ExchangeProblem("message_version", office=opened.sender, version=waiting)
    return opened
