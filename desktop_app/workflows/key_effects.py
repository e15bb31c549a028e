"""What comes of an accepted change of keys: the key itself, what is kept of it, and the notices to every office."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop_app.domain.directory_notices import KeyNotice, KeyNoticeKind
from desktop_app.domain.offices import KeyCheck, KnownOffice, PastKeyState
from desktop_app.domain.proposals import Proposal
from desktop_app.exchange.keys import OfficeSecret, card, make_secret
from desktop_app.exchange.rotation import make_notice
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.office_keys import KeyEvent
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_keys import own_keys
from desktop_app.workflows.put_message import put_message

SINCE: Final = "since"
KEY: Final = "key"
TOLD_BY: Final = "told_by"
"""What the payload of a proposal about keys holds."""


class OwnKeyAct(StrEnum):
    """What this office may do with its own key."""

    ROTATE = "rotate"  # a new key, announced by the one in use
    RETIRE = "retire"  # the key before is no longer used
    REVOKE = "revoke"  # the key in use may be in wrong hands: a new one, which has to be compared again


def check_own_key(desk: Desk, proposal: Proposal) -> None:
    """Hold a change of our own key against what is: it must be about the key in use, and possible.

    Raises `CaseProblem`: `own_key_changed`, `no_former_key`, `since_missing`, `since_in_future`.
    """
    act = OwnKeyAct(proposal.subject)
    keys = own_keys(desk)
    if act is OwnKeyAct.RETIRE:
        if keys.former is None or proposal.payload.get(KEY) != keys.former.keys.key_id:
            raise CaseProblem("no_former_key")
        return
    if proposal.payload.get(KEY) != keys.present.key_id:
        raise CaseProblem("own_key_changed")
    if act is OwnKeyAct.REVOKE:
        _check_since(desk, since_of(proposal))


def own_key_accepted(desk: Desk, proposal: Proposal) -> None:
    """Make the change: all of it inside the act that accepts."""
    _ACTS[OwnKeyAct(proposal.subject)](desk, proposal)


def check_export(desk: Desk, proposal: Proposal) -> None:
    """Hold the agreement to write keys to files against the key in use. Raises `CaseProblem("own_key_changed")`."""
    if proposal.subject != desk.own.keys.key_id:
        raise CaseProblem("own_key_changed")


def check_revoked_key(desk: Desk, proposal: Proposal) -> None:
    """Hold the revocation of another office's key against what is known of it.

    Raises `ExchangeProblem("office_unknown")`, `CaseProblem`: `key_unknown_here`, `key_revoked_already`,
    `since_missing`, `since_in_future`.
    """
    known = desk.store.offices.get(proposal.subject)
    if known is None or proposal.subject == desk.office.code:
        raise ExchangeProblem("office_unknown", office=proposal.subject)
    key = proposal.payload.get(KEY, "")
    past = {entry.keys.key_id: entry.state for entry in known.past}
    if key != known.card.keys.key_id and key not in past:
        raise CaseProblem("key_unknown_here", office=known.card.office.name)
    if past.get(key) is PastKeyState.REVOKED or (key == known.card.keys.key_id and known.revoked_since is not None):
        raise CaseProblem("key_revoked_already", office=known.card.office.name)
    _check_since(desk, since_of(proposal))


def revoked_key_proposed(desk: Desk, proposal: Proposal) -> None:
    """Trust the key no longer while a second person is awaited: doubt needs one person, trust needs the words again."""
    known = desk.store.offices.get(proposal.subject)
    if known is not None and proposal.payload.get(KEY) == known.card.keys.key_id:
        desk.store.offices.put(replace(known, check=KeyCheck.NOT_YET))


def revoked_key_accepted(desk: Desk, proposal: Proposal) -> None:
    """Keep the revocation, and in the journal what was received since."""
    note_revoked(
        desk,
        proposal.subject,
        proposal.payload[KEY],
        since_of(proposal),
        told_by=proposal.payload.get(TOLD_BY, ""),
        reason=proposal.reason,
    )


def note_revoked(desk: Desk, office: str, key_id: str, since: datetime | None, *, told_by: str, reason: str) -> None:
    """Keep that a key may be in wrong hands, inside the caller's act; a line of the journal names what came since."""
    if since is None:
        raise CaseProblem("since_missing")
    desk.store.office_keys.add(
        KeyEvent(
            code=office,
            key_id=key_id,
            state=PastKeyState.REVOKED,
            since=since,
            noted_at=desk.clock.now(),
            noted_by=desk.user.id,
            told_by=told_by,
            reason=reason,
        )
    )
    came = desk.store.mailbox.since(office, since)
    numbers = ", ".join(str(row.sequence) for row in came if row.sequence is not None)
    desk.store.journal.write(
        verb="received_since_revocation",
        user=desk.user.id,
        about=office,
        facts={"key": key_id, "since": since.isoformat(), "files": len(came), "numbers": numbers},
    )


def adopt_new_key(desk: Desk, known: KnownOffice, notice: KeyNotice, *, told_by: str) -> KnownOffice:
    """Put the key that an office announced in the place of the one before, inside the caller's act, and return it.

    The new key is trusted through the old one; the old one stays good until it is retired.
    """
    if notice.new_keys is None:
        raise ValueError("a notice of a new key brings it")
    code = known.card.office.code
    desk.store.office_keys.add(
        KeyEvent(
            code=code,
            key_id=notice.key_id,
            state=PastKeyState.FORMER,
            noted_at=desk.clock.now(),
            noted_by=desk.user.id,
            told_by=told_by,
            reason=notice.reason,
        )
    )
    adopted = replace(
        known,
        card=replace(known.card, keys=notice.new_keys),
        check=KeyCheck.BY_OLD_KEY,
        checked_by=desk.user.short_name,
        checked_with=notice.key_id,
        checked_at=desk.clock.now(),
    )
    desk.store.offices.put(adopted)
    return adopted


def since_of(proposal: Proposal) -> datetime | None:
    """Return since when, as the proposal says; None where it says nothing that can be read."""
    try:
        return datetime.fromisoformat(proposal.payload.get(SINCE, ""))
    except ValueError:
        return None


def _check_since(desk: Desk, since: datetime | None) -> None:
    if since is None or since.tzinfo is None:
        raise CaseProblem("since_missing")
    if since > desk.clock.now():
        raise CaseProblem("since_in_future")


def _rotate(desk: Desk, proposal: Proposal) -> None:
    made = _make_key(desk, PastKeyState.FORMER, None, proposal.reason)
    notice = make_notice(
        KeyNoticeKind.NEW,
        desk.office.code,
        desk.secret,
        new_keys=card(desk.office, made, desk.clock.today()).keys,
        reason=proposal.reason,
    )
    for office in _others(desk):
        message = put_message(desk, office=office, body=notice, claim=None)
        desk.store.office_keys.tell(made.signing.public().key_id, office, message.message_id, desk.clock.now())


def _retire(desk: Desk, proposal: Proposal) -> None:
    former = next(key for key in desk.secret.past if key.signing.public().key_id == proposal.payload[KEY])
    now = desk.clock.now()
    _note_own(desk, proposal.payload[KEY], PastKeyState.RETIRED, now, proposal.reason)
    notice = make_notice(KeyNoticeKind.RETIRED, desk.office.code, former, since=now, reason=proposal.reason)
    for office in _others(desk):
        put_message(desk, office=office, body=notice, claim=None)


def _revoke(desk: Desk, proposal: Proposal) -> None:
    """Make a new key that nobody trusts yet, and tell under the lost key that it is lost: that much anybody may say."""
    since = since_of(proposal)
    _make_key(desk, PastKeyState.REVOKED, since, proposal.reason)
    notice = make_notice(KeyNoticeKind.REVOKED, desk.office.code, desk.secret, since=since, reason=proposal.reason)
    for office in _others(desk):
        put_message(desk, office=office, body=notice, claim=None)


_ACTS: Final[Mapping[OwnKeyAct, Callable[[Desk, Proposal], None]]] = MappingProxyType(
    {OwnKeyAct.ROTATE: _rotate, OwnKeyAct.RETIRE: _retire, OwnKeyAct.REVOKE: _revoke}
)


def _make_key(desk: Desk, before: PastKeyState, since: datetime | None, reason: str) -> OfficeSecret:
    made = make_secret(desk.clock.random_bytes)
    _note_own(desk, desk.own.keys.key_id, before, since, reason)
    desk.store.offices.set_own(card(desk.office, made, desk.clock.today()), made.to_bytes())
    return made


def _note_own(desk: Desk, key_id: str, state: PastKeyState, since: datetime | None, reason: str) -> None:
    desk.store.office_keys.add(
        KeyEvent(
            code=desk.office.code,
            key_id=key_id,
            state=state,
            since=since,
            noted_at=desk.clock.now(),
            noted_by=desk.user.id,
            told_by=desk.office.code,
            reason=reason,
        )
    )


def _others(desk: Desk) -> tuple[str, ...]:
    """Return the offices to tell: those a bundle can be sealed for."""
    return tuple(known.card.office.code for known in desk.store.offices.all() if known.trusted)
