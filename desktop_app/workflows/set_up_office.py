"""The first run: an office, its administrator, its keys and the recovery sheet; nothing is written before the end."""

import re
import shutil
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from mnemonic import Mnemonic

from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.offices import Office, is_practice
from desktop_app.domain.passphrases import passphrase_strength
from desktop_app.domain.states import is_state_code
from desktop_app.domain.users import Role, User
from desktop_app.exchange.keys import card, make_secret
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places, replace_file
from desktop_app.foundation.problems import FormProblem, KeyProblem, StoreProblem
from desktop_app.store.keyring import new_keyring
from desktop_app.store.store import Store
from desktop_app.store.wraps import PRODUCTION_COST, Cost
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.open_desk import finish_first_run, first_run_folder, open_with_key

RECOVERY_ENTROPY: Final = 16
"""Bytes of chance behind the recovery words: 128 bits, twelve words with their checksum."""

_CODE: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]{2,7}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSetup:
    """What the first run asks for. `recovery_words` are those on the sheet, proven by typing one of them.

    Neither they nor the passphrase show in its `repr`.
    """

    state: str
    name: str
    town: str
    code: str
    administrator: str
    login: str
    passphrase: str = field(repr=False)
    recovery_words: tuple[str, ...] = field(repr=False)
    address: str = ""
    phone: str = ""
    email: str = ""
    head: str = ""


def new_recovery_words(clock: Clock) -> tuple[str, ...]:
    """Return twelve new words for the recovery sheet."""
    return tuple(Mnemonic("english").to_mnemonic(clock.random_bytes(RECOVERY_ENTROPY)).split())


def recovery_sheet(office_name: str, words: tuple[str, ...], today: date) -> bytes:
    """Return the recovery sheet as PDF."""
    from desktop_app.documents.recovery_sheet import recovery_sheet_pdf

    return recovery_sheet_pdf(office_name, words, " ".join(words), today)


def check_setup(setup: OfficeSetup, *, training: bool = False) -> tuple[Finding, ...]:
    """Return what is missing or wrong in the setup; `where` names the field. Only training has practice codes."""
    required = ("state", "name", "town", "code", "administrator", "login", "passphrase")
    found = [_error("field_missing", name, field=name) for name in required if not getattr(setup, name).strip()]
    if setup.state and not is_state_code(setup.state):
        found.append(_error("state_unknown", "state", text=setup.state))
    if setup.code and not _CODE.fullmatch(setup.code):
        found.append(_error("office_code_wrong", "code", text=setup.code, example=f"{setup.state or 'VC'}-NIS"))
    elif setup.code and setup.state and not setup.code.startswith(f"{setup.state}-"):
        found.append(_error("office_code_other_state", "code", text=setup.code, state=setup.state))
    elif is_practice(setup.code) is not training:
        wrong = "office_code_not_practice" if training else "office_code_practice"
        found.append(_error(wrong, "code", text=setup.code))
    about = (setup.administrator, setup.login, setup.name, setup.town)
    if setup.passphrase and not passphrase_strength(setup.passphrase, about).enough:
        found.append(_error("passphrase_weak", "passphrase"))
    return tuple(found)


def set_up_office(
    places: Places, clock: Clock, setup: OfficeSetup, *, training: bool = False, cost: Cost = PRODUCTION_COST
) -> Desk:
    """Make the store with its keyring, the office's keys and its administrator, and open the desk.

    A first run that fails half-way leaves nothing behind. Raises `FormProblem("form_has_errors")`,
    `KeyProblem("keyring_exists")`, `StoreProblem("store_exists")`, `PlaceProblem`.
    """
    errors = check_setup(setup, training=training)
    if errors:
        raise FormProblem("form_has_errors", count=len(errors))
    places.prepare()
    if places.keyring_file.exists():
        raise KeyProblem("keyring_exists")
    if places.store_file.exists():
        raise StoreProblem("store_exists")
    made = first_run_folder(places)
    shutil.rmtree(made.data, ignore_errors=True)
    made.prepare()
    user = User(id=clock.new_id(), name=setup.administrator, role=Role.ADMINISTRATOR, further=(Role.CLERK,))
    _, key = new_keyring(
        made.keyring_file,
        user=user.id,
        login=setup.login,
        passphrase=setup.passphrase,
        recovery_phrase=" ".join(setup.recovery_words),
        clock=clock,
        cost=cost,
    )
    try:
        _fill_store(made, clock, setup, user, key)
        replace_file(made.store_file, places.store_file)
    except BaseException:
        shutil.rmtree(made.data, ignore_errors=True)
        raise
    finish_first_run(places)
    return open_with_key(places, clock, setup.login, key, training=training)


def _fill_store(made: Places, clock: Clock, setup: OfficeSetup, user: User, key: bytes) -> None:
    office = Office(
        code=setup.code,
        state=setup.state,
        name=setup.name,
        town=setup.town,
        address=setup.address,
        phone=setup.phone,
        email=setup.email,
        head=setup.head,
    )
    secret = make_secret(clock.random_bytes)
    with Store.create(made.store_file, key, clock) as store, store.act("office_set_up", user.id, office.code, {}):
        store.users.add(user, login=setup.login)
        store.offices.set_own(card(office, secret, clock.today()), secret.to_bytes())


def _error(code: str, where: str, /, **facts: Fact) -> Finding:
    return Finding(code=code, level=Level.ERROR, where=where, facts=facts)
