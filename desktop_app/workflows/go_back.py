"""Go back to a backup over the store in use: it is copied to the side, tried there, and marked to be put in place."""

import shutil
from pathlib import Path
from typing import Final

from desktop_app.domain.users import User
from desktop_app.domain.verification import Verification
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places, place_problem, write_atomically
from desktop_app.foundation.problems import CaseProblem, StoreProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.lock import StoreLock
from desktop_app.workflows.back_up import keyring_beside
from desktop_app.workflows.compare_backup import compare_backup
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.going_back import GoingBack, finish_going_back, mark_going_back, side_folder
from desktop_app.workflows.numbers_told import next_number
from desktop_app.workflows.restore_backup import copy_store
from desktop_app.workflows.rights import ALONE, permitted
from desktop_app.workflows.second_beside import Beside, second_proven
from desktop_app.workflows.verify_file import verify_backup

VERB: Final = "going_back_prepared"
_NOBODY: Final = Beside()


def prepare_to_go_back(
    desk: Desk,
    backup: Path,
    login: str,
    passphrase: str,
    reason: str,
    progress: Progress | None = None,
    *,
    beside: Beside = _NOBODY,
) -> GoingBack:
    """Copy a backup of this store to the side, try it, and mark it to be put in place when the desk is closed.

    `beside` is the second person, asked for where anybody else works here. The desk has to be closed after it, and
    `finish_going_back` called. Raises `DutyProblem`, what `second_proven` raises, `CaseProblem`
    (`reason_missing`, `backup_other_store`, `backup_nothing_lost`), `StoreProblem("backup_damaged")`, what
    `verify_backup` raises, `PlaceProblem`, and what `progress` raises to stop: nothing is prepared then.
    """
    permitted(desk.store, VERB, desk.user.id)
    if not reason.strip():
        raise CaseProblem("reason_missing")
    second = second_proven(desk, beside)
    progress = progress or Silent()
    compared = compare_backup(desk, backup, login, passphrase, progress)
    _refuse_unsound(compared.checked)
    if not compared.ours:
        raise CaseProblem("backup_other_store")
    if not compared.lost_count:
        raise CaseProblem("backup_nothing_lost")
    places, side = desk.places, side_folder(desk.places)
    going = GoingBack(backup=backup.name, lost=compared.lost_count, kept_in=_aside(desk.clock))
    shutil.rmtree(side.data, ignore_errors=True)
    side.prepare()
    try:
        _lay_to_the_side(side, backup, desk.clock, login, passphrase, progress)
        with desk.store.act(
            verb=VERB, user=desk.user.id, about="store", facts=_facts(going, second), said=reason.strip()
        ):
            pass
        mark_going_back(places, going, _numbers(desk))
    except BaseException:
        shutil.rmtree(side.data, ignore_errors=True)
        raise
    return going


def put_in_place(
    places: Places, clock: Clock, backup: Path, login: str, passphrase: str, progress: Progress | None = None
) -> GoingBack:
    """Put a backup in the place of a store that cannot be opened any more; that one is kept aside as it is.

    The way out of a damaged store, with the passphrase of when the backup was made: who has none may do nothing. Raises
    `StoreProblem` (`store_in_use`, `backup_damaged`), what `verify_backup` raises, and `PlaceProblem`.
    """
    finish_going_back(places)
    StoreLock.take(places.store_file).release()  # nobody works in it
    progress = progress or Silent()
    _refuse_unsound(verify_backup(backup, clock, login, passphrase, progress))
    side = side_folder(places)
    going = GoingBack(backup=backup.name, lost=0, kept_in=_aside(clock))
    shutil.rmtree(side.data, ignore_errors=True)
    side.prepare()
    try:
        _lay_to_the_side(side, backup, clock, login, passphrase, progress)
        mark_going_back(places, going, {})
    except BaseException:
        shutil.rmtree(side.data, ignore_errors=True)
        raise
    finish_going_back(places)
    return going


def _aside(clock: Clock) -> str:
    return f"before-going-back-{clock.now():%Y%m%d-%H%M%S}"


def _lay_to_the_side(side: Places, backup: Path, clock: Clock, login: str, passphrase: str, progress: Progress) -> None:
    """Copy a backup and its keys to the side and try them there."""
    try:
        copy_store(backup, side.store_file, progress)
        write_atomically(side.keyring_file, keyring_beside(backup).read_bytes())
        trial = keyring_beside(side.store_file)
        write_atomically(trial, side.keyring_file.read_bytes())
        _refuse_unsound(verify_backup(side.store_file, clock, login, passphrase, progress))
        trial.unlink()
    except OSError as error:
        raise place_problem(error, side.data) from error


def _facts(going: GoingBack, second: User | None) -> dict[str, str | int]:
    who: dict[str, str | int] = {"second": second.id} if second else {ALONE: 1}
    return {"file": going.backup, "lost": going.lost, "kept_in": going.kept_in, **who}


def _refuse_unsound(found: Verification) -> None:
    if not found.standing:
        raise StoreProblem("backup_damaged")


def _numbers(desk: Desk) -> dict[str, int]:
    offices = [known.card.office.code for known in desk.store.offices.all()]
    return {code: next_number(desk, code) - 1 for code in offices}
