"""Give the store a new key, for when somebody leaves who could open it: copies of the old keyring open it no more.

The key is wrapped by passphrases alone, and nobody knows those of others. So whoever renews it keeps their own, and
everybody else gets one for one use, as a new user does. The recovery words are new too, and typed back first. Backups
made before stay under the old key: whoever could open them still can.
"""

import shutil
from collections.abc import Mapping
from typing import Final

from desktop_app.domain.passphrases import passphrase_strength
from desktop_app.domain.users import KEEPING
from desktop_app.foundation.problems import DutyProblem, KeyProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.keyring import Keyring, new_keyring
from desktop_app.store.store import Store
from desktop_app.store.users import Account
from desktop_app.store.wraps import PRODUCTION_COST, Cost
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.open_desk import open_with_key
from desktop_app.workflows.propose import acting_user
from desktop_app.workflows.renewing import finish_renewal, mark_renewal, renewal_folder
from desktop_app.workflows.rights import permitted

VERB: Final = "store_key_renewed"


def others_who_sign_in(desk: Desk) -> tuple[Account, ...]:
    """Return everybody else who can sign in here: each needs a passphrase for one use."""
    return tuple(account for account in desk.store.users.all() if account.active and account.user.id != desk.user.id)


def renew_key(
    desk: Desk,
    passphrase: str,
    given: Mapping[str, str],
    *,
    recovery_words: tuple[str, ...],
    typed: str,
    progress: Progress | None = None,
    cost: Cost = PRODUCTION_COST,
) -> Desk:
    """Put the store under a new random key; return the desk on it. The one given is closed once that is settled.

    `given` holds a passphrase for one use for each of `others_who_sign_in`, by user id; `typed` the new recovery words
    as typed back from their sheet. Raises `DutyProblem("users_role_needed")`, `KeyProblem` (`recovery_wrong`,
    `passphrase_weak`, `passphrase_wrong`, `passphrase_wait`), `StoreProblem` (`disk_full`, `backup_damaged`),
    `PlaceProblem`, and what `progress` raises to stop: until it is settled, nothing is changed.
    """
    user, others = acting_user(desk), others_who_sign_in(desk)
    permitted(desk.store, VERB, user.id)
    if not user.holds(KEEPING):
        raise DutyProblem("users_role_needed")
    if tuple(typed.casefold().split()) != recovery_words:
        raise KeyProblem("recovery_wrong")
    for account in others:
        about = (account.user.name, account.login, desk.office.name, desk.office.town)
        if not passphrase_strength(given.get(account.user.id, ""), about).enough:
            raise KeyProblem("passphrase_weak")
    places, made = desk.places, renewal_folder(desk.places)
    Keyring.load(places.keyring_file, desk.clock).unlock(user.id, passphrase)
    own = desk.store.users.account(user.id)
    login = own.login if own else ""
    shutil.rmtree(made.data, ignore_errors=True)
    try:
        made.prepare()
        keyring, key = new_keyring(
            made.keyring_file,
            user=user.id,
            login=login,
            passphrase=passphrase,
            recovery_phrase=" ".join(recovery_words),
            clock=desk.clock,
            cost=cost,
        )
        for done, account in enumerate(others):
            (progress or Silent()).step(done, len(others), "renew_persons")  # each takes as long as a passphrase does
            keyring.add_user(user=account.user.id, login=account.login, passphrase=given[account.user.id], key=key)
        desk.store.copy_under(key, made.store_file, progress or Silent())
        facts = {"users": len(others) + 1}
        with (
            Store.open(made.store_file, key, desk.clock) as store,
            store.act(verb=VERB, user=user.id, about="store", facts=facts),
        ):
            for account in others:
                store.users.set_passphrase_by(account.user.id, user.id)
        mark_renewal(places)
    except BaseException:
        shutil.rmtree(made.data, ignore_errors=True)
        raise
    desk.close()
    finish_renewal(places)
    return open_with_key(places, desk.clock, login, key, training=desk.training)
