"""The directory of offices: cards taken in, key words compared by people, this office's own card to hand out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain.offices import KeyCheck, KnownOffice, Office, OfficeCard
from desktop_app.domain.states import Party
from desktop_app.exchange.keys import key_words, write_card
from desktop_app.exchange.keys import read_card as read_card_file
from desktop_app.exchange.trust import CardState, judge_card
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem, FormProblem
from desktop_app.store.mailbox import GOOD
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.practice_apart import refuse_other_world


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """An office as the directory shows it, with the words of its key and when files last went each way."""

    known: KnownOffice
    party: Party
    words: tuple[str, ...]
    last_received: date | None
    last_sent: date | None
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPreview:
    """A card that was read and not yet kept: its words, and whether it would change a key we know."""

    card: OfficeCard
    party: Party
    words: tuple[str, ...]
    known: KnownOffice | None
    changed_key: bool


def offices(desk: Desk) -> tuple[OfficeLine, ...]:
    """Return this office first, then all others by State."""
    own = KnownOffice(card=desk.own, check=KeyCheck.OWN)
    others = sorted(desk.store.offices.all(), key=lambda known: (known.card.office.state, known.card.office.code))
    last = _last_received(desk)
    return (_line(desk, own, own=True), *(_line(desk, known, own=False, last=last) for known in others))


def own_card_file(desk: Desk) -> bytes:
    """Return this office's card as the file to hand out."""
    return write_card(desk.own, desk.secret)


def own_card_name(desk: Desk) -> str:
    """Return the file name of this office's card."""
    return f"{desk.office.code}.cass-card"


def read_card(desk: Desk, data: bytes) -> CardPreview:
    """Read a card without keeping it.

    Raises `ExchangeProblem`, those of `refuse_other_world` among them, `CaseProblem("card_is_own")`, and
    `CaseProblem("card_key_taken")` for a card that bears the key of another office, `CaseProblem("card_other_state")`
    for one that moves an office to another State: it would speak for that State with the trust it has for its own.
    """
    card = read_card_file(data)
    if card.office.code == desk.office.code:
        raise CaseProblem("card_is_own")
    refuse_other_world(desk, card.office.code)
    own = KnownOffice(card=desk.own, check=KeyCheck.OWN)
    if judge_card(card, (own, *desk.store.offices.all())) is CardState.OTHER_OFFICE_KEY:
        raise CaseProblem("card_key_taken", office=card.office.code)
    known = desk.store.offices.get(card.office.code)
    if known is not None and known.trusted and known.card.office.state != card.office.state:
        raise CaseProblem("card_other_state", office=card.office.code)
    return CardPreview(
        card=card,
        party=desk.rulebook.party(card.office.state),
        words=key_words(card),
        known=known,
        changed_key=known is not None and known.card.keys != card.keys,
    )


def add_office(desk: Desk, data: bytes) -> OfficeLine:
    """Keep a card in the directory, its key not yet compared. A changed key loses the trust of the old one.

    Who heads the office stays as it is known here where the card does not say.
    """
    found = read_card(desk, data)
    code = found.card.office.code
    if found.known is not None and not found.card.office.head:
        office = replace(found.card.office, head=found.known.card.office.head)
        found = replace(found, card=replace(found.card, office=office))
    same = found.known is not None and not found.changed_key
    known = (
        replace(found.known, card=found.card)
        if same and found.known
        else KnownOffice(card=found.card, check=KeyCheck.NOT_YET)
    )
    with desk.store.act(
        verb="office_key_changed" if found.changed_key else "office_added",
        user=desk.user.id,
        about=code,
        facts={"key": found.card.keys.key_id},
    ):
        desk.store.offices.put(known)
    return _line(desk, known, own=False)


def confirm_key(desk: Desk, office_code: str, check: KeyCheck, heard_from: str) -> OfficeLine:
    """Record that the key's words were compared with the office, how, and with whom.

    Raises `ExchangeProblem("office_unknown")`, `CaseProblem("office_is_own")`, `CaseProblem("heard_from_missing")`.
    """
    known = _other_office(desk, office_code)
    if not heard_from.strip():
        raise CaseProblem("heard_from_missing")
    confirmed = replace(
        known,
        check=check,
        checked_by=desk.user.short_name,
        checked_with=heard_from.strip(),
        checked_at=desk.clock.now(),
    )
    with desk.store.act(
        verb="key_compared",
        user=desk.user.id,
        about=office_code,
        facts={"key": known.card.keys.key_id, "how": check.value},
        said=heard_from.strip(),
    ):
        desk.store.offices.put(confirmed)
    return _line(desk, confirmed, own=False)


def edit_office(desk: Desk, code: str, *, address: str, phone: str, email: str, head: str) -> OfficeLine:
    """Change how another office is reached, and who heads it.

    Raises `ExchangeProblem("office_unknown")`, `CaseProblem("office_is_own")`.
    """
    known = _other_office(desk, code)
    office: Office = replace(
        known.card.office, address=address.strip(), phone=phone.strip(), email=email.strip(), head=head.strip()
    )
    changed = replace(known, card=replace(known.card, office=office))
    with desk.store.act(verb="office_changed", user=desk.user.id, about=code, facts={}):
        desk.store.offices.put(changed)
    return _line(desk, changed, own=False)


def edit_own_office(desk: Desk, *, name: str, town: str, address: str, phone: str, email: str, head: str) -> Desk:
    """Change this office's name and how it is reached; State, code and keys stay. Return the desk with the new card.

    Cards handed out before keep their trust: the keys are the same. Raises `FormProblem("form_has_errors")` where name
    or town is empty.
    """
    missing = sum(not text.strip() for text in (name, town))
    if missing:
        raise FormProblem("form_has_errors", count=missing)
    office = replace(
        desk.office,
        name=name.strip(),
        town=town.strip(),
        address=address.strip(),
        phone=phone.strip(),
        email=email.strip(),
        head=head.strip(),
    )
    changed = replace(desk.own, office=office)
    with desk.store.act(verb="own_office_changed", user=desk.user.id, about=office.code, facts={}):
        desk.store.offices.change_own(changed)
    return replace(desk, own=changed)


def _other_office(desk: Desk, code: str) -> KnownOffice:
    """Return an office of the directory that is not this one. Raises `ExchangeProblem`, `CaseProblem`."""
    if code == desk.office.code:
        raise CaseProblem("office_is_own")
    known = desk.store.offices.get(code)
    if known is None:
        raise ExchangeProblem("office_unknown", office=code)
    return known


def _line(desk: Desk, known: KnownOffice, *, own: bool, last: Mapping[str, date] | None = None) -> OfficeLine:
    code = known.card.office.code
    received = _last_received(desk) if last is None and not own else last or {}
    return OfficeLine(
        known=known,
        party=desk.rulebook.party(known.card.office.state),
        words=key_words(known.card),
        last_received=None if own else received.get(code),
        last_sent=None if own else _last_sent(desk, code),
        own=own,
    )


def _last_received(desk: Desk) -> Mapping[str, date]:
    """Return when a file in order last came from each office, among the newest files."""
    found: dict[str, date] = {}
    for file in desk.store.mailbox.files():
        if file.outcome == GOOD:
            found.setdefault(file.from_office, file.received_at.date())
    return found


def _last_sent(desk: Desk, code: str) -> date | None:
    handed = (bundle.handed_over_at for bundle in desk.store.outbox.bundles(code))
    return next((moment.date() for moment in handed if moment), None)
