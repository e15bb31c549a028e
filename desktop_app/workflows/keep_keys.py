"""Keep the keys: a new one for this office, the old one retired, a lost one revoked here or elsewhere; by two persons.

A change of this office's keys is proposed by one person and accepted by another; the desk is made anew with them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desktop_app.domain.offices import KeyCheck, KnownOffice, PastKeyState
from desktop_app.domain.proposals import Proposal, ProposalKind
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.office_keys import KeyEvent
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_directory import ListStanding, list_standing
from desktop_app.workflows.key_effects import KEY, SINCE, TOLD_BY, OwnKeyAct
from desktop_app.workflows.own_keys import OwnKeys, key_age_ends, own_keys, with_own_keys
from desktop_app.workflows.propose import ProposalView, accept_beside, propose, view_of
from desktop_app.workflows.receive_bundle import ReceivedLine, received_line

EXPIRES_SOON: Final = timedelta(days=60)
"""How long before its end a directory list, or an old key, is spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedSince:
    """What came from an office since the moment from which its key may be in wrong hands, the newest first."""

    office: KnownOffice
    key_id: str
    since: datetime
    told_by: str
    reason: str
    files: tuple[ReceivedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyWarning:
    """Something about keys that a person should look at: a code with its facts; `office` is empty for the list."""

    code: str
    office: str
    facts: dict[str, str | int]
    grave: bool = False


def propose_own_key(desk: Desk, act: OwnKeyAct, *, reason: str, since: datetime | None = None) -> Proposal:
    """Propose a change of our own key; `since` is for a lost key: from when it may be in wrong hands.

    Raises what `propose` raises, and `CaseProblem`: `no_former_key`, `since_missing`, `since_in_future`.
    """
    keys = own_keys(desk)
    about = keys.former.keys if act is OwnKeyAct.RETIRE and keys.former else keys.present
    payload = {KEY: about.key_id, **({SINCE: since.isoformat()} if since else {})}
    return propose(desk, kind=ProposalKind.OWN_KEY, subject=act.value, reason=reason, payload=payload)


def accept_own_key(desk: Desk, proposal_id: str, *, login: str, passphrase: str, remark: str = "") -> Desk:
    """Accept a change of our own key as another person at this desk; return the desk with the keys there are now.

    Raises what `accept_beside` raises.
    """
    accept_beside(desk, proposal_id, login=login, passphrase=passphrase, remark=remark)
    return with_own_keys(desk)


def propose_revocation(desk: Desk, office: str, *, since: datetime, heard_from: str, reason: str) -> Proposal:
    """Propose that another office's present key is revoked: told by voice, on paper or by a visitor.

    The key is not trusted from this moment, whatever the second person decides. Raises what `propose` raises,
    `ExchangeProblem("office_unknown")`, and `CaseProblem`: `heard_from_missing`, `key_revoked_already`,
    `since_in_future`, `since_missing`.
    """
    if not heard_from.strip():
        raise CaseProblem("heard_from_missing")
    known = desk.store.offices.get(office)
    key = known.card.keys.key_id if known else ""
    payload = {KEY: key, SINCE: since.isoformat(), TOLD_BY: heard_from.strip()}
    return propose(desk, kind=ProposalKind.REVOKED_KEY, subject=office, reason=reason, payload=payload)


def confirm_known(desk: Desk, office: str, heard_from: str) -> OwnKeys:
    """Keep that a person of an office said that they have our present key.

    Raises `CaseProblem`: `heard_from_missing`, `office_not_told`.
    """
    if not heard_from.strip():
        raise CaseProblem("heard_from_missing")
    key = desk.own.keys.key_id
    if not any(entry.office == office for entry in desk.store.office_keys.told(key)):
        raise CaseProblem("office_not_told", office=office)
    facts = {"key": key}
    with desk.store.act(verb="own_key_known", user=desk.user.id, about=office, facts=facts, said=heard_from.strip()):
        desk.store.office_keys.known(key, office, desk.clock.now(), heard_from.strip())
    return own_keys(desk)


def received_since(desk: Desk, office: str) -> ReceivedSince | None:
    """Return what came since the newest revocation of a key of an office; None where none was revoked."""
    known = desk.store.offices.get(office)
    events = [event for event in desk.store.office_keys.of_office(office) if event.state is PastKeyState.REVOKED]
    if known is None or not events:
        return None
    event = _widest(events)
    since = event.since or event.noted_at
    rows = desk.store.mailbox.since(office, since)
    return ReceivedSince(
        office=known,
        key_id=event.key_id,
        since=since,
        told_by=event.told_by,
        reason=event.reason,
        files=tuple(received_line(desk, row) for row in rows),
    )


def own_key_proposal(desk: Desk) -> ProposalView | None:
    """Return the change of our own key that waits for a second person, None for none."""
    waiting = [entry for entry in desk.store.proposals.about(ProposalKind.OWN_KEY) if entry.waits]
    return view_of(desk, waiting[0]) if waiting else None


def revocation_proposal(desk: Desk, office: str) -> ProposalView | None:
    """Return the revocation of an office's key that waits for a second person, None for none."""
    waiting = [entry for entry in desk.store.proposals.about(ProposalKind.REVOKED_KEY, office) if entry.waits]
    return view_of(desk, waiting[0]) if waiting else None


def key_warnings(desk: Desk) -> tuple[KeyWarning, ...]:
    """Return what should be looked at, the gravest first: lists and keys that run out, keys nobody has yet."""
    found = [*_list_warnings(list_standing(desk)), *_own_warnings(desk, own_keys(desk))]
    for known in desk.store.offices.all():
        found.extend(_office_warnings(desk, known))
    return tuple(sorted(found, key=lambda warning: not warning.grave))


def _list_warnings(standing: ListStanding | None) -> list[KeyWarning]:
    if standing is None:
        return []
    facts: dict[str, str | int] = {"number": standing.number, "on": standing.expires_on.isoformat()}
    if standing.expired:
        return [KeyWarning(code="list_expired", office="", facts=facts, grave=True)]
    if standing.days_left <= EXPIRES_SOON.days:
        return [KeyWarning(code="list_expires", office="", facts={**facts, "days": standing.days_left})]
    return []


def _own_warnings(desk: Desk, keys: OwnKeys) -> list[KeyWarning]:
    code = desk.office.code
    found = []
    if keys.renewal_due:
        made = {"made": keys.present.created_on.isoformat()}
        found.append(KeyWarning(code="own_key_old", office=code, facts={**made}))
    if keys.former is not None and not keys.not_yet:
        found.append(KeyWarning(code="former_key_to_retire", office=code, facts={"key": keys.former.keys.key_id}))
    elif keys.not_yet:
        names = ", ".join(entry.name for entry in keys.not_yet)
        found.append(
            KeyWarning(code="key_not_yet_known", office=code, facts={"count": len(keys.not_yet), "offices": names})
        )
    return found


def _office_warnings(desk: Desk, known: KnownOffice) -> list[KeyWarning]:
    office = known.card.office
    if known.revoked_since is not None:
        since = known.revoked_since.date().isoformat()
        return [
            KeyWarning(code="key_revoked", office=office.code, facts={"office": office.name, "on": since}, grave=True)
        ]
    if known.check is not KeyCheck.NOT_YET and key_age_ends(desk, known.card.keys) <= desk.clock.today():
        made = known.card.keys.created_on.isoformat()
        return [KeyWarning(code="key_old", office=office.code, facts={"office": office.name, "made": made})]
    return []


def _widest(events: list[KeyEvent]) -> KeyEvent:
    """Return the revocation of the key revoked last; of several about that key, the one that reaches furthest back."""
    key = events[-1].key_id
    return min((event for event in events if event.key_id == key), key=lambda event: event.since or event.noted_at)
