"""The office of the training mode: a store of its own with two people, two neighbours, and claims in every state.

Everything is made by the verbs a clerk uses, with a clock that was set back, so that some of it is old.
"""

import shutil
from dataclasses import replace
from typing import Final

from desktop_app.domain.certificates import HasPeriods
from desktop_app.foundation.clock import Clock, EarlierClock
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, StoreProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.wraps import PRODUCTION_COST, Cost
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.enter_claim import enter_history, register_claim, save_draft
from desktop_app.workflows.keep_users import add_user
from desktop_app.workflows.lay_before import propose_periods
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.places_kept import Place
from desktop_app.workflows.practice_cases import PracticePart, PracticePerson, certified_to, filed, practice_people
from desktop_app.workflows.practice_partners import PARTNERS, certify_practice, make_partner, partner_places
from desktop_app.workflows.practice_users import HEAD, TRAINEE
from desktop_app.workflows.propose import accept as approve
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.send_claim import send_notices
from desktop_app.workflows.set_up_office import OfficeSetup, new_recovery_words, set_up_office

_SETUP: Final = {
    "state": "VC",
    "name": "Practice office Saint Vincent",
    "town": "Kingstown",
    "code": "VC-TRAIN",
    "phone": "000 0000",
}
_STEPS: Final = 6
_ROAD: Final = 4
_ANSWER_TAKES: Final = 20
"""Days until a neighbour says that a bundle came, and until it has certified."""


def make_practice_office(
    places: Places, clock: Clock, progress: Progress | None = None, *, cost: Cost = PRODUCTION_COST
) -> Desk:
    """Make the practice office from nothing and sign the trainee in.

    Raises `StoreProblem("store_exists")` where an office of any sort is there already, what `set_up_office` and
    `sign_in` raise, `Cancelled`; what was begun is then gone again.
    """
    progress = progress or Silent()
    if places.store_file.exists() or places.keyring_file.exists():
        raise StoreProblem("store_exists")
    places.prepare()
    partner_places(places, "").data.mkdir(exist_ok=True)  # from here on it is known for practice
    earlier = EarlierClock(clock)
    earlier.days = 1 + max(person.days_ago for person in practice_people())
    setup = OfficeSetup(
        **_SETUP,
        administrator=HEAD.name,
        login=HEAD.login,
        passphrase=HEAD.passphrase,
        recovery_words=new_recovery_words(clock),
    )
    try:
        progress.step(0, _STEPS, "practice_office")
        desk = set_up_office(places, earlier, setup, training=True, cost=cost)
        try:
            _fill(desk, earlier, progress, cost)
        finally:
            desk.close()
        progress.step(_STEPS - 1, _STEPS, "practice_office")
        return sign_in(places, clock, TRAINEE.login, TRAINEE.passphrase, training=True)
    except BaseException:
        throw_practice_away(places)
        raise


def throw_practice_away(places: Places) -> None:
    """Remove a practice office with all its files, to begin afresh. Nobody may have it open.

    Raises `CaseProblem("practice_only")` where the folder holds anything but a practice office: the partners' folder is
    looked for, which no real office has, or an office that was never finished.
    """
    if places.store_file.exists() and not partner_places(places, "").data.exists():
        raise CaseProblem("practice_only")
    for path in (places.store_file, places.keyring_file):
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink(missing_ok=True)
    for folder in (partner_places(places, "").data, places.backups, places.outgoing):
        shutil.rmtree(folder, ignore_errors=True)


def _fill(desk: Desk, earlier: EarlierClock, progress: Progress, cost: Cost) -> None:
    head = replace(desk.user, role=HEAD.role)
    with desk.store.act("user_changed", desk.user.id, desk.user.id, {"role": HEAD.role.value}):
        desk.store.users.update(head, HEAD.login)
    desk = replace(desk, user=head)
    add_user(desk, name=TRAINEE.name, role=TRAINEE.role, login=TRAINEE.login, passphrase=TRAINEE.passphrase, cost=cost)
    trainee = desk.store.users.by_login(TRAINEE.login)
    if trainee is None:
        raise CaseProblem("practice_only")
    at_work = replace(desk, user=trainee)
    progress.step(1, _STEPS, "practice_office")
    partners: dict[str, Desk] = {}
    try:
        for office in PARTNERS:
            partners[office.state] = make_partner(desk, office)
        for number, person in enumerate(sorted(practice_people(), key=lambda entry: -entry.days_ago), start=2):
            earlier.days = max(person.days_ago, 0)
            _make_case(at_work, head_desk=desk, partners=partners, earlier=earlier, person=person)
            progress.step(min(number, _STEPS - 1), _STEPS, "practice_office")
    finally:
        earlier.days = 0
        for partner in partners.values():
            partner.close()


def _make_case(
    desk: Desk, *, head_desk: Desk, partners: dict[str, Desk], earlier: EarlierClock, person: PracticePerson
) -> None:
    match person.part:
        case PracticePart.GUIDED:
            return  # the trainee's own first claim
        case PracticePart.DRAFT:
            key = start_claim(desk).key
            form = replace(filed(person, desk.clock.today()), consent=False, filing_proof="")
            save_draft(desk, key, place=Place(page="today"), claimant=form)  # the trainee was nowhere yet
        case PracticePart.ARRIVES:
            partner = partners["GD"]
            _told(partner, person, ("VC",))
            receive_file(desk, _posted(partner, desk.office.code))
        case PracticePart.OVERDUE:
            _told(desk, person, ("GD",))
            accept(partners["GD"], receive_file(partners["GD"], _posted(desk, "GD-TRAIN")))
            earlier.days -= _ROAD
            accept(desk, receive_file(desk, _posted(partners["GD"], desk.office.code)))  # its receipt, and then silence
        case PracticePart.READY:
            _answered(desk, head_desk, partners["LC"], earlier, person)


def _answered(desk: Desk, head_desk: Desk, partner: Desk, earlier: EarlierClock, person: PracticePerson) -> None:
    """Make a claim of which both records are certified and here."""
    key = _told(desk, person, (partner.office.state,))
    proposal = propose_periods(
        desk,
        key,
        person.record(desk.office.state),
        complete_to=certified_to(person, desk.clock.today()),
        has_periods=HasPeriods.YES,
    )
    approve(head_desk, proposal.id)
    there = accept(partner, receive_file(partner, _posted(desk, partner.office.code)))
    earlier.days -= _ANSWER_TAKES
    certify_practice(partner, there, partner.clock.today())
    accept(desk, receive_file(desk, _posted(partner, desk.office.code)))


def _told(desk: Desk, person: PracticePerson, states: tuple[str, ...]) -> str:
    """Register a claim with its history and put its notices into "To send"; return its id."""
    key = start_claim(desk).key
    register_claim(desk, key, filed(person, desk.clock.today()))
    enter_history(desk, key, person.history())
    send_notices(desk, key, states)
    return key


def _posted(sender: Desk, code: str) -> bytes:
    file = seal_bundle(sender, code)
    hand_over(sender, file.bundle_id, "mail")
    return file.data
