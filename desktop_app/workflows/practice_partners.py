"""The other offices of the training mode: real desks on stores of their own, which answer when they are asked to.

Nothing is pretended: what the trainee seals is opened there with another key, and what comes back was certified, signed
and sealed there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.forms import PeriodsForm
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.domain.offices import KeyCheck, Office
from desktop_app.domain.users import Role, User
from desktop_app.exchange.keys import card, make_secret
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.store import Store
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle, to_send
from desktop_app.workflows.keep_offices import add_office, confirm_key, own_card_file
from desktop_app.workflows.own_keys import own_secret
from desktop_app.workflows.practice_cases import PracticePart, certified_to, practice_record
from desktop_app.workflows.receive_bundle import preview, receive_file

PARTNER_KEYS: Final = "practice_partners"
"""The setting of the practice store that holds the keys of the partners' stores, as hexadecimal digits by code."""

PARTNERS: Final = (
    Office(code="LC-TRAIN", state="LC", name="Practice office Saint Lucia", town="Castries", phone="000 0001"),
    Office(code="GD-TRAIN", state="GD", name="Practice office Grenada", town="St. George's", phone="000 0002"),
)
_OFFICER: Final = User(id="practice-partner", name="Practice Officer", role=Role.HEAD)
_STORE_KEY: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAnswer:
    """What a practice office did: bundles it took in, certificates it made, and the answer's id in our mailbox."""

    office: str
    taken_in: int
    certified: int
    mailbox_id: int | None


def make_partner(desk: Desk, office: Office) -> Desk:
    """Make a practice office on a store of its own, under the clock of the desk; each knows the other's compared key.

    The key of its store is kept in the desk's own.
    """
    places, key = partner_places(desk.places, office.code), desk.clock.random_bytes(_STORE_KEY)
    places.prepare()
    store = Store.create(places.store_file, key, desk.clock)
    secret = make_secret(desk.clock.random_bytes)
    own = card(office, secret, desk.clock.today())
    with store.act("office_set_up", _OFFICER.id, office.code, {}):
        store.users.add(_OFFICER, login="officer")
        store.offices.set_own(own, secret.to_bytes())
    partner = replace(desk, store=store, places=places, secret=secret, own=own, user=_OFFICER)
    for here, there in ((desk, partner), (partner, desk)):
        add_office(here, own_card_file(there))
        confirm_key(here, there.office.code, KeyCheck.PHONE, there.user.name)
    with desk.store.act("practice_partner_made", desk.user.id, office.code, {}):
        desk.store.settings.set(PARTNER_KEYS, {**_partner_keys(desk), office.code: key.hex()})
    return partner


def partner_places(places: Places, code: str) -> Places:
    """Return where a practice office keeps its files."""
    return Places.at(places.data / "partners" / code)


def open_partner(desk: Desk, code: str) -> Desk:
    """Open the desk of a practice office. Raises `CaseProblem("practice_only")`, `StoreProblem`."""
    keys = _partner_keys(desk)
    if not desk.training or code not in keys:
        raise CaseProblem("practice_only")
    places = partner_places(desk.places, code)
    store = Store.open(places.store_file, bytes.fromhex(keys[code]), desk.clock, backups=places.backups)
    own = store.offices.own()
    if own is None:
        store.close()
        raise CaseProblem("practice_only")
    return replace(desk, store=store, places=places, secret=own_secret(store), own=own.card, user=_OFFICER)


def partners_answer(desk: Desk, progress: Progress | None = None) -> tuple[PartnerAnswer, ...]:
    """Let every practice office open what was sealed for it, certify what it was asked for, and answer.

    The answers stand under Received, unopened by anybody here. Raises `CaseProblem("practice_only")` at a real desk.
    """
    progress = progress or Silent()
    answers = []
    for number, office in enumerate(PARTNERS):
        progress.step(number, len(PARTNERS), office.name)
        partner = open_partner(desk, office.code)
        try:
            answers.append(_answer(desk, partner))
        finally:
            partner.close()
    progress.step(len(PARTNERS), len(PARTNERS), "")
    return tuple(answers)


def certify_practice(desk: Desk, claim_id: str, today: date) -> bool:
    """Certify what this practice office's own records say about a claim's person; tell whether it was possible."""
    claim = desk.store.claims.get(claim_id)
    person = desk.store.persons.get(claim.person_id)
    state = desk.office.state
    known = practice_record(person, state)
    record = known.record(state) if known else PeriodsForm(single_state=state)
    try:
        certify_periods(
            desk,
            claim_id,
            record,
            complete_to=certified_to(known, today) if known else today,
            has_periods=HasPeriods.YES if record.lines else HasPeriods.NONE,
        )
    except CaseProblem:
        return False  # nothing new to say
    return True


def _answer(desk: Desk, partner: Desk) -> PartnerAnswer:
    own, office = desk.office.code, partner.office.code
    taken = [claim for data in _sent(desk, office) if (claim := _take_in(partner, data)) is not None]
    certified = sum(certify_practice(partner, claim, partner.clock.today()) for claim in _owed_to(partner, own))
    mailbox_id = None
    if any(line.office.card.office.code == own for line in to_send(partner)):
        sealed = seal_bundle(partner, own)
        mailbox_id = receive_file(desk, sealed.data, sealed.file_name)
    return PartnerAnswer(office=office, taken_in=len(taken), certified=certified, mailbox_id=mailbox_id)


def _partner_keys(desk: Desk) -> dict[str, str]:
    kept = desk.store.settings.get(PARTNER_KEYS)
    return {str(code): str(key) for code, key in kept.items()} if isinstance(kept, Mapping) else {}


def _sent(desk: Desk, office: str) -> Iterable[bytes]:
    """Yield every file that was handed over for an office, the oldest first; it knows those it has by their bytes."""
    for bundle in reversed(desk.store.outbox.bundles(office)):
        if bundle.handed_over_at is not None:
            yield from (part.data for part in desk.store.outbox.parts_of(bundle.bundle_id))


def _take_in(partner: Desk, data: bytes) -> str | None:
    """Open and accept a file as a careful officer would; return the claim's id, None where nothing was to be done."""
    try:
        mailbox_id = receive_file(partner, data)
        view = preview(partner, mailbox_id)
        if not view.can_accept:
            return None
        person = view.candidates[0].id if view.needs_match and view.candidates else ""
        return accept(partner, mailbox_id, person_id=person, match_reason="Practice" if view.needs_match else "")
    except (CaseProblem, ExchangeProblem):
        return None  # a person would telephone; the trainee sees that no answer comes


def _owed_to(partner: Desk, office: str) -> tuple[str, ...]:
    """Return the claims for which an office waits for a certificate of ours. One of them has to be reminded of."""
    return tuple(
        dict.fromkeys(
            entry.claim_id
            for entry in partner.store.obligations.open(owed_by=partner.office.code, owed_to=office)
            if entry.kind is ObligationKind.PERIOD_CERTIFICATE and entry.claim_id
            if entry.state is ObligationState.REMINDED or not _is_slow(partner, entry.claim_id)
        )
    )


def _is_slow(partner: Desk, claim_id: str) -> bool:
    person = partner.store.persons.get(partner.store.claims.get(claim_id).person_id)
    known = practice_record(person, partner.office.state)
    return known is not None and known.part is PracticePart.OVERDUE
