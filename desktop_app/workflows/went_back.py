"""After this office went back to a backup: which offices have not been told since, and telling them."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.messages import Receipt, ReceiptLevel
from desktop_app.domain.offices import KnownOffice
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.workflows.backup_plan import clock_behind
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.missing_bundles import latest_message
from desktop_app.workflows.numbers_told import restored_at
from desktop_app.workflows.put_message import put_message


@dataclass(frozen=True, slots=True, kw_only=True)
class UntoldOffice:
    """An office with which bundles went to and fro, and for which none was sealed since this office went back.

    `day` is the day on which it did. `leaves`: something waits to leave for the office, which will tell it.
    `can_write`: a message of the office is here, to which an acknowledgement can be written.
    """

    office: KnownOffice
    day: date
    leaves: bool
    can_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What has to be said when a desk is opened.

    `backup` is the backup that was just put in place, of `lost` acts fewer, and `kept_in` the folder with the store of
    before; all empty where nothing was. `clock_behind` is the moment of the last act, where the clock stands before it.
    """

    backup: str = ""
    lost: int = 0
    kept_in: str = ""
    clock_behind: datetime | None = None


def opening(desk: Desk) -> Opening:
    """Return what has to be said now: nothing once somebody has worked since."""
    behind = clock_behind(desk)
    newest = next(iter(desk.store.journal.lines(limit=1)), None)
    if newest is None or newest.verb != "backup_restored":
        return Opening(clock_behind=behind)
    said = newest.facts
    return Opening(
        backup=str(said.get("backup", "?")),
        lost=int(said.get("lost", 0)),
        kept_in=str(said.get("kept_in", "")),
        clock_behind=behind,
    )


def untold_offices(desk: Desk) -> tuple[UntoldOffice, ...]:
    """Return the offices that no bundle told yet that this one went back to a backup, by code."""
    since = restored_at(desk)
    if since is None:
        return ()
    lines = []
    for known in desk.store.offices.all():
        code = known.card.office.code
        came = bool(desk.store.mailbox.files_of_office(code))
        last = next(iter(desk.store.outbox.bundles(code, limit=1)), None)
        if (came or last is not None) and (last is None or last.sealed_at < since):
            waits = bool(desk.store.outbox.waiting(code))
            lines.append(UntoldOffice(office=known, day=since.date(), leaves=waits, can_write=_can_write(desk, code)))
    return tuple(lines)


def tell_went_back(desk: Desk, office: str) -> None:
    """Put an acknowledgement for an office into "To send": the bundle that carries it says that this one went back.

    Nothing is added where something waits to leave for it already. Raises `ExchangeProblem("office_unknown")`,
    `CaseProblem("nothing_to_acknowledge")` (office) where nothing of it is here: any message will tell it.
    """
    known = desk.store.offices.get(office)
    if known is None:
        raise ExchangeProblem("office_unknown", office=office)
    if desk.store.outbox.waiting(office):
        return
    if not _can_write(desk, office):
        raise CaseProblem("nothing_to_acknowledge", office=known.card.office.name)
    about = latest_message(desk, office)
    with desk.store.act(verb="going_back_told", user=desk.user.id, about=office, facts={}):
        body = Receipt(about_message=about, level=ReceiptLevel.OPENED)
        put_message(desk, office=office, body=body, claim=None, in_reply_to=about)


def _can_write(desk: Desk, office: str) -> bool:
    try:
        latest_message(desk, office)
    except CaseProblem:
        return False
    return True
