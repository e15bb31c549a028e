"""Take a notice about an office's key: a new one signed by the old, one that retires, one that is revoked (4.17)."""

from collections.abc import Iterator

from desktop_app.domain.directory_notices import KeyNotice, KeyNoticeKind
from desktop_app.domain.findings import Level
from desktop_app.domain.offices import KnownOffice, OfficeCard, OfficeKeys, PastKeyState
from desktop_app.exchange.keys import key_words
from desktop_app.exchange.rotation import check_notice
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.office_keys import KeyEvent
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, change, failed, passed
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.key_effects import adopt_new_key, note_revoked
from desktop_app.workflows.taking import Choice


def key_notice_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check who signed the notice and whether it fits what is known of the office's keys."""
    notice = arrival.body(KeyNotice)
    known = _known(arrival)
    try:
        check_notice(notice, known)
    except ExchangeProblem as problem:
        yield failed(problem.code, Level.ERROR, office=known.card.office.name)
        return
    if done(notice, known):
        yield passed("key_notice_done", office=known.card.office.name)
        return
    yield from _KIND_CHECKS[notice.kind](arrival, notice, known)


def key_notice_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what accepting the notice changes: the key's words, or how it stands."""
    notice, known = arrival.body(KeyNotice), _known(arrival)
    office = known.card.office.name
    match notice.kind:
        case KeyNoticeKind.NEW:
            after = " ".join(_words(known, notice.new_keys))
            yield change("change_key", " ".join(key_words(known.card)), after, office)
        case KeyNoticeKind.RETIRED:
            yield Change(
                what="change_key_retired", mark="changed", now=notice.key_id, after=_since(notice), detail=office
            )
        case KeyNoticeKind.REVOKED:
            came = _received_since(arrival.desk, arrival.sender, notice)
            yield Change(
                what="change_key_revoked", mark="changed", now=notice.key_id, after=_since(notice), detail=office
            )
            yield Change(what="change_since_revoked", mark="changed" if came else "same", after=str(came))


def take_key_notice(arrival: Arrival, _choice: Choice) -> None:
    """Do what the notice says, once; a notice that was done before changes nothing.

    Raises `ExchangeProblem` for a notice that does not hold: those of `check_notice`, `key_notice_untrusted` (office),
    `key_notice_order` (office), `key_notice_key_taken` (office).
    """
    desk, notice, known = arrival.desk, arrival.body(KeyNotice), _known(arrival)
    check_notice(notice, known)
    if done(notice, known):
        return
    for line in _KIND_CHECKS[notice.kind](arrival, notice, known):
        if line.finding.level is Level.ERROR:
            raise ExchangeProblem(line.finding.code, office=known.card.office.name)  # as its check said
    match notice.kind:
        case KeyNoticeKind.NEW:
            adopt_new_key(desk, known, notice, told_by=arrival.sender)
        case KeyNoticeKind.RETIRED:
            desk.store.office_keys.add(
                KeyEvent(
                    code=arrival.sender,
                    key_id=notice.key_id,
                    state=PastKeyState.RETIRED,
                    since=notice.since,
                    noted_at=desk.clock.now(),
                    noted_by=desk.user.id,
                    told_by=arrival.sender,
                    reason=notice.reason,
                )
            )
        case KeyNoticeKind.REVOKED:
            note_revoked(
                desk, arrival.sender, notice.key_id, notice.since, told_by=arrival.sender, reason=notice.reason
            )


def done(notice: KeyNotice, known: KnownOffice) -> bool:
    """Tell whether the keys of an office stand as a notice says already."""
    states = {entry.keys.key_id: entry.state for entry in known.past}
    match notice.kind:
        case KeyNoticeKind.NEW:
            new = notice.new_keys.key_id if notice.new_keys else ""
            return new == known.card.keys.key_id or new in states
        case KeyNoticeKind.RETIRED:
            return states.get(notice.key_id) in {PastKeyState.RETIRED, PastKeyState.REVOKED}
        case KeyNoticeKind.REVOKED:
            present = notice.key_id == known.card.keys.key_id and known.revoked_since is not None
            return present or states.get(notice.key_id) is PastKeyState.REVOKED


def _check_new(arrival: Arrival, notice: KeyNotice, known: KnownOffice) -> Iterator[CheckLine]:
    office = known.card.office.name
    if notice.key_id != known.card.keys.key_id:
        yield failed("key_notice_order", Level.ERROR, office=office)
    elif not known.trusted:
        yield failed("key_notice_untrusted", Level.ERROR, office=office)
    elif _taken(arrival.desk, arrival.sender, notice.new_keys):
        yield failed("key_notice_key_taken", Level.ERROR, office=office)
    else:
        yield passed("key_notice_by_old_key", office=office)


def _check_retired(_arrival: Arrival, notice: KeyNotice, known: KnownOffice) -> Iterator[CheckLine]:
    if notice.key_id == known.card.keys.key_id:
        yield failed("key_notice_order", Level.ERROR, office=known.card.office.name)


def _check_revoked(arrival: Arrival, notice: KeyNotice, _known: KnownOffice) -> Iterator[CheckLine]:
    if came := _received_since(arrival.desk, arrival.sender, notice):
        yield failed("received_since_revoked", Level.WARNING, count=came)


_KIND_CHECKS = {
    KeyNoticeKind.NEW: _check_new,
    KeyNoticeKind.RETIRED: _check_retired,
    KeyNoticeKind.REVOKED: _check_revoked,
}


def _known(arrival: Arrival) -> KnownOffice:
    """Return the office as it stands now: a notice before this one, in the same bundle, may have changed it."""
    return arrival.desk.store.offices.get(arrival.sender) or arrival.office


def _taken(desk: Desk, code: str, keys: OfficeKeys | None) -> bool:
    if keys is None:
        return True
    others = [desk.own.keys, *(entry.card.keys for entry in desk.store.offices.all() if entry.card.office.code != code)]
    return any({keys.signing_key, keys.sealing_key} & {other.signing_key, other.sealing_key} for other in others)


def _received_since(desk: Desk, sender: str, notice: KeyNotice) -> int:
    since = notice.since
    if since is None:
        return 0
    return len(desk.store.mailbox.since(sender, since))


def _words(known: KnownOffice, keys: OfficeKeys | None) -> tuple[str, ...]:
    return key_words(OfficeCard(office=known.card.office, keys=keys)) if keys else ()


def _since(notice: KeyNotice) -> str:
    return notice.since.date().isoformat() if notice.since else ""
