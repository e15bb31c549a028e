"""Open the desk: who can sign in, with a passphrase or with the recovery sheet; the store's key never leaves here."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from desktop_app.domain.offices import is_practice
from desktop_app.domain.passphrases import normalised, passphrase_strength
from desktop_app.foundation.clock import Clock, SystemClock
from desktop_app.foundation.places import Places, replace_file
from desktop_app.foundation.problems import KeyProblem, StoreProblem
from desktop_app.store.keyring import Keyring
from desktop_app.store.store import Store
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.going_back import finish_going_back, restored_facts, restored_numbers
from desktop_app.workflows.numbers_told import note_restored
from desktop_app.workflows.own_keys import own_secret
from desktop_app.workflows.recovery_halves import recovery_phrase
from desktop_app.workflows.renewing import finish_renewal
from desktop_app.workflows.rules_in_use import rulebook_in_use


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStatus:
    """Whether an office was set up in this place, and the names people sign in with.

    `waits` are seconds, by sign-in name, for those whose next try has to wait: too many wrong ones came before.
    """

    exists: bool
    logins: tuple[str, ...]
    waits: Mapping[str, int] = field(default_factory=dict)


def desk_status(places: Places, clock: Clock | None = None) -> DeskStatus:
    """Return whether there is an office to sign in to. Raises `KeyProblem` for a damaged keyring.

    An office is there as soon as either file is: a missing half is said at sign-in, never set up over.
    """
    finish_first_run(places)
    with suppress(StoreProblem):  # in use by another program: what is to be put in place waits for the next start
        finish_renewal(places)
        finish_going_back(places)
    if not places.keyring_file.exists():
        return DeskStatus(exists=places.store_file.exists(), logins=())
    keyring = Keyring.load(places.keyring_file, clock or SystemClock())
    waits = {entry.login: keyring.seconds_to_wait(entry.user) for entry in keyring.logins} if clock else {}
    return DeskStatus(
        exists=True,
        logins=tuple(entry.login for entry in keyring.logins),
        waits={login: seconds for login, seconds in waits.items() if seconds},
    )


def first_run_folder(places: Places) -> Places:
    """Return where a first run makes its files before they are moved to their place."""
    return Places.at(places.data / "first-run")


def finish_first_run(places: Places) -> None:
    """Move the files of a first run to their place: the store, then its keyring; a power cut between them is mended."""
    made = first_run_folder(places)
    if not made.keyring_file.exists() or places.keyring_file.exists():
        return
    if made.store_file.exists() and not places.store_file.exists():
        return  # the first run itself was cut short: it starts anew
    replace_file(made.keyring_file, places.keyring_file)
    shutil.rmtree(made.data, ignore_errors=True)


def sign_in(places: Places, clock: Clock, login: str, passphrase: str, *, training: bool = False) -> Desk:
    """Open the store for a user.

    Raises `KeyProblem` (`user_unknown`, `passphrase_wrong`, `passphrase_wait`), `StoreProblem` (`store_in_use`,
    `store_newer`, `store_unreadable` and others of `Store.open`).
    """
    finish_renewal(places)
    finish_going_back(places)
    keyring = Keyring.load(places.keyring_file, clock)
    user = keyring.user_of(login)
    if user is None:
        raise KeyProblem("user_unknown")
    key = keyring.unlock(user, passphrase)
    return open_with_key(places, clock, login, key, training=training)


def prove(places: Places, clock: Clock, login: str, passphrase: str) -> None:
    """Try a user's passphrase without opening the store; a wrong one counts. Raises `KeyProblem` as `sign_in`."""
    keyring = Keyring.load(places.keyring_file, clock)
    user = keyring.user_of(login)
    if user is None:
        raise KeyProblem("user_unknown")
    keyring.unlock(user, passphrase)


def sign_in_with_recovery(
    places: Places, clock: Clock, login: str, words: str, new_passphrase: str, *, training: bool = False
) -> Desk:
    """Open the store with the words of the recovery sheet, or of both halves, and give the user a new passphrase.

    Raises `KeyProblem` (`passphrase_weak`, `recovery_wrong`, `passphrase_wait`, `user_unknown`), what
    `recovery_phrase` raises, and what `sign_in` raises.
    """
    keyring = Keyring.load(places.keyring_file, clock)
    user = keyring.user_of(login)
    if user is None:
        raise KeyProblem("user_unknown")
    _refuse_weak(new_passphrase)
    key = keyring.unlock_with_recovery(recovery_phrase(words))
    desk = open_with_key(places, clock, login, key, training=training)
    try:
        with desk.store.act(verb="passphrase_recovered", user=user, about=user, facts={}):
            desk.store.users.set_passphrase_by(user, "")
            keyring.set_passphrase(user, new_passphrase, key=key)
    except BaseException:
        desk.close()
        raise
    return desk


def change_passphrase(desk: Desk, old: str, new: str) -> None:
    """Change the signed-in user's passphrase.

    Raises `KeyProblem`: `passphrase_weak`, `passphrase_same`, `passphrase_wrong`, `passphrase_wait`.
    """
    _refuse_weak(new, desk.user.name, desk.office.name, desk.office.town)
    if normalised(new) == normalised(old):
        raise KeyProblem("passphrase_same")
    keyring = Keyring.load(desk.places.keyring_file, desk.clock)
    with desk.store.act(verb="passphrase_changed", user=desk.user.id, about=desk.user.id, facts={}):
        desk.store.users.set_passphrase_by(desk.user.id, "")
        keyring.change_passphrase(desk.user.id, old, new)


def open_with_key(places: Places, clock: Clock, login: str, key: bytes, *, training: bool) -> Desk:
    """Open the store with its key and build the desk; a store that cannot be used is closed again.

    Raises `StoreProblem`: those of `Store.open`, `store_unfinished` where the first run never ended, and
    `store_practice` or `store_not_practice` where a store of the training mode and the real desk would be mixed up.
    """
    store = Store.open(places.store_file, key, clock, backups=places.backups)
    try:
        return _desk_on(store, places, clock, login, training=training)
    except BaseException:
        store.close()
        raise


def _refuse_weak(passphrase: str, *about: str) -> None:
    if not passphrase_strength(passphrase, about).enough:
        raise KeyProblem("passphrase_weak")


def _desk_on(store: Store, places: Places, clock: Clock, login: str, *, training: bool) -> Desk:
    own = store.offices.own()
    user = store.users.by_login(login)
    if own is None or user is None:
        raise StoreProblem("store_unfinished")
    if is_practice(own.card.office.code) is not training:
        raise StoreProblem("store_not_practice" if training else "store_practice")
    desk = Desk(
        store=store,
        rulebook=rulebook_in_use(store),
        secret=own_secret(store),
        own=own.card,
        user=user,
        clock=clock,
        places=places,
        training=training,
    )
    if places.restored_mark.exists():
        with store.act(verb="backup_restored", user=user.id, about="store", facts=restored_facts(places)):
            note_restored(desk, restored_numbers(places))
        places.restored_mark.unlink(missing_ok=True)
    return desk
