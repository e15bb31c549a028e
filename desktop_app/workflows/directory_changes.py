"""What a directory list would change here: offices that come and go, other keys, and what people must look at first.

A list never takes the place of a key that people compared themselves: where the two differ, both are shown, and what
was compared stays.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Final

from desktop_app.domain.directory_notices import DirectoryKey, DirectoryList, DirectoryOffice, KeyState
from desktop_app.domain.offices import KeyCheck, KnownOffice, Office, OfficeCard, OfficeKeys, PastKeyState
from desktop_app.store.office_keys import KeyEvent
from desktop_app.workflows.desk import Desk

_COMPARED: Final = frozenset({KeyCheck.PHONE, KeyCheck.IN_PERSON, KeyCheck.BY_OLD_KEY})
"""Checks that a list does not overrule."""

_VOUCHED: Final = frozenset({KeyCheck.PHONE, KeyCheck.IN_PERSON, KeyCheck.BY_OLD_KEY})
"""Checks by the maintainers that make a key trusted; one nobody there checked is taken in, and has to be compared."""


class ListChangeKind(StrEnum):
    """What a line of a list means here. The first group is done when the list is accepted, the second never is."""

    OFFICE_ADDED = "office_added"
    DETAILS_CHANGED = "details_changed"
    KEY_VOUCHED = "key_vouched"
    KEY_CHANGED = "key_changed"
    KEY_REVOKED = "key_revoked"
    OFFICE_REMOVED = "office_removed"

    KEY_DIFFERS = "key_differs"  # from the one that people compared
    STATE_DIFFERS = "state_differs"
    KEY_TAKEN = "key_taken"  # it is the key of another office here
    OWN_KEY_DIFFERS = "own_key_differs"
    NOT_LISTED = "not_listed"  # an office whose key people compared


DONE: Final = frozenset(
    {
        ListChangeKind.OFFICE_ADDED,
        ListChangeKind.DETAILS_CHANGED,
        ListChangeKind.KEY_VOUCHED,
        ListChangeKind.KEY_CHANGED,
        ListChangeKind.KEY_REVOKED,
        ListChangeKind.OFFICE_REMOVED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChange:
    """One line: what, about which office, what is here now and what the list says (words, key numbers, days)."""

    kind: ListChangeKind
    office: str
    name: str
    now: str = ""
    after: str = ""

    @property
    def done(self) -> bool:
        """Whether accepting the list does it; a line that is not done is for a person to look at."""
        return self.kind in DONE


@dataclass(slots=True)
class ListPlan:
    """What accepting a list would do: the lines to show, the offices to keep, and what becomes of keys."""

    changes: list[ListChange] = field(default_factory=list)
    offices: dict[str, KnownOffice] = field(default_factory=dict)
    events: list[KeyEvent] = field(default_factory=list)


def plan_list(desk: Desk, content: DirectoryList) -> ListPlan:
    """Return what a list would do here. Nothing is written; that it may be believed is not asked."""
    plan = ListPlan()
    known = {entry.card.office.code: entry for entry in desk.store.offices.all()}
    for listed in content.offices:
        if listed.code == desk.office.code:
            _plan_own(desk, listed, plan)
        else:
            _plan_office(desk, content, listed, known, plan)
    listed_codes = {listed.code for listed in content.offices}
    for code, entry in known.items():
        if code not in listed_codes:
            _plan_missing(entry, plan)
    return plan


def _plan_own(desk: Desk, listed: DirectoryOffice, plan: ListPlan) -> None:
    active = listed.active_key
    ours = desk.own.keys
    if active is None or (active.signing_key, active.sealing_key) != (ours.signing_key, ours.sealing_key):
        after = active.key_id if active else ""
        plan.changes.append(_change(ListChangeKind.OWN_KEY_DIFFERS, listed, now=ours.key_id, after=after))


def _plan_office(
    desk: Desk, content: DirectoryList, listed: DirectoryOffice, known: dict[str, KnownOffice], plan: ListPlan
) -> None:
    before = known.get(listed.code)
    active = listed.active_key
    if active is not None and _taken(desk, listed.code, active, known):
        plan.changes.append(_change(ListChangeKind.KEY_TAKEN, listed, after=active.key_id))
        return
    if before is None:
        if active is not None:
            plan.changes.append(_change(ListChangeKind.OFFICE_ADDED, listed, after=active.key_id))
            plan.offices[listed.code] = _listed(desk, content, listed, active)
        return
    if before.card.office.state != listed.state:
        now = before.card.office.state
        plan.changes.append(_change(ListChangeKind.STATE_DIFFERS, listed, now=now, after=listed.state))
        return
    _plan_details(listed, before, plan)
    _plan_revoked(desk, content, listed, before, plan)
    if active is not None:
        _plan_key(desk, content, listed, active, before, plan)


def _plan_details(listed: DirectoryOffice, before: KnownOffice, plan: ListPlan) -> None:
    office = _office(listed, before.card.office)
    if office != before.card.office:
        told = ("name", "town", "address", "phone", "email", "head")
        pairs = [(getattr(before.card.office, part), getattr(office, part)) for part in told]
        now, after = zip(*(pair for pair in pairs if pair[0] != pair[1]), strict=True)
        said = _change(ListChangeKind.DETAILS_CHANGED, listed, now=" · ".join(now), after=" · ".join(after))
        plan.changes.append(said)
        plan.offices[listed.code] = replace(before, card=replace(before.card, office=office))


def _plan_revoked(
    desk: Desk, content: DirectoryList, listed: DirectoryOffice, before: KnownOffice, plan: ListPlan
) -> None:
    """Plan what is revoked, whoever checked the key: a revocation takes trust away and gives none."""
    here = {before.card.keys.key_id: before.revoked_since is not None}
    here.update({entry.keys.key_id: entry.state is PastKeyState.REVOKED for entry in before.past})
    for key in listed.keys:
        if key.state is KeyState.REVOKED and here.get(key.key_id) is False:
            since = _moment(key.since or content.issued_on)
            plan.changes.append(
                _change(ListChangeKind.KEY_REVOKED, listed, now=key.key_id, after=since.date().isoformat())
            )
            plan.events.append(_event(desk, content, listed.code, key.key_id, PastKeyState.REVOKED, since))


def _plan_key(
    desk: Desk,
    content: DirectoryList,
    listed: DirectoryOffice,
    active: DirectoryKey,
    before: KnownOffice,
    plan: ListPlan,
) -> None:
    now = before.card.keys
    if (now.signing_key, now.sealing_key) == (active.signing_key, active.sealing_key):
        if before.check is KeyCheck.NOT_YET and before.revoked_since is None and active.check in _VOUCHED:
            plan.changes.append(_change(ListChangeKind.KEY_VOUCHED, listed, after=active.key_id))
            plan.offices[listed.code] = _listed(desk, content, listed, active)
        return
    revoked = any(event.key_id == now.key_id for event in plan.events) or before.revoked_since is not None
    if before.check in _COMPARED and not revoked:
        plan.changes.append(_change(ListChangeKind.KEY_DIFFERS, listed, now=now.key_id, after=active.key_id))
        return
    plan.changes.append(_change(ListChangeKind.KEY_CHANGED, listed, now=now.key_id, after=active.key_id))
    plan.offices[listed.code] = _listed(desk, content, listed, active)
    retired = next((key for key in listed.keys if key.key_id == now.key_id and key.state is KeyState.RETIRED), None)
    if retired is not None and before.trusted:
        since = _moment(retired.since or content.issued_on)
        plan.events.append(_event(desk, content, listed.code, now.key_id, PastKeyState.RETIRED, since))


def _plan_missing(entry: KnownOffice, plan: ListPlan) -> None:
    office = entry.card.office
    if entry.check is KeyCheck.BY_LIST:
        plan.changes.append(
            ListChange(
                kind=ListChangeKind.OFFICE_REMOVED, office=office.code, name=office.name, now=entry.card.keys.key_id
            )
        )
        plan.offices[office.code] = replace(entry, check=KeyCheck.NOT_YET)
    elif entry.check in _COMPARED:
        plan.changes.append(
            ListChange(kind=ListChangeKind.NOT_LISTED, office=office.code, name=office.name, now=entry.card.keys.key_id)
        )


def _taken(desk: Desk, code: str, key: DirectoryKey, known: dict[str, KnownOffice]) -> bool:
    others = [desk.own, *(entry.card for other, entry in known.items() if other != code)]
    return any({key.signing_key, key.sealing_key} & {card.keys.signing_key, card.keys.sealing_key} for card in others)


def _listed(desk: Desk, content: DirectoryList, listed: DirectoryOffice, key: DirectoryKey) -> KnownOffice:
    keys = OfficeKeys(
        signing_key=key.signing_key, sealing_key=key.sealing_key, key_id=key.key_id, created_on=key.from_day
    )
    vouched, before = key.check in _VOUCHED, desk.store.offices.get(listed.code)
    return KnownOffice(
        card=OfficeCard(office=_office(listed, before.card.office if before is not None else None), keys=keys),
        check=KeyCheck.BY_LIST if vouched else KeyCheck.NOT_YET,
        checked_by=key.checked_by if vouched else "",
        checked_with=str(content.number) if vouched else "",
        checked_at=desk.clock.now() if vouched else None,
    )


def _office(listed: DirectoryOffice, before: Office | None) -> Office:
    """Return an office as the list has it; who heads it stays as it is known here where the list does not say."""
    return Office(
        code=listed.code,
        state=listed.state,
        name=listed.name,
        town=listed.town,
        address=listed.address,
        phone=listed.phone,
        email=listed.email,
        head=listed.head or (before.head if before is not None else ""),
    )


def _event(
    desk: Desk, content: DirectoryList, code: str, key_id: str, state: PastKeyState, since: datetime
) -> KeyEvent:
    return KeyEvent(
        code=code,
        key_id=key_id,
        state=state,
        since=since,
        noted_at=desk.clock.now(),
        noted_by=desk.user.id,
        told_by=str(content.number),
    )


def _change(kind: ListChangeKind, listed: DirectoryOffice, *, now: str = "", after: str = "") -> ListChange:
    return ListChange(kind=kind, office=listed.code, name=listed.name, now=now, after=after)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
