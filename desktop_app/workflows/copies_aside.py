"""Copies of the whole store that the program laid aside in its own folder: listed, and let go by hand.

One is made before a newer program changes the store, one when an office goes back to a backup. No plan lets them go,
and what was removed since stands in them still: that is why they can be seen, and removed.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from desktop_app.foundation.places import Places, place_problem
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.rights import may

VERB: Final = "copy_let_go"
_STAMP: Final = r"(\d{8}-\d{6})"
_FILE: Final = re.compile(rf"before-version-\d+-{_STAMP}\.cass-db")
_FOLDER: Final = re.compile(rf"before-going-back-{_STAMP}")
_COMPANIONS: Final = ("-wal", "-shm")


class WhyAside(StrEnum):
    """Why a copy was laid aside."""

    NEW_VERSION = "new_version"
    WENT_BACK = "went_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyAside:
    """A copy of the store. `name` is that of its file or folder, `made_at` this computer's time, `size` in bytes."""

    name: str
    why: WhyAside
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesAside:
    """The copies, the newest first, and whether this person may let one go."""

    copies: tuple[CopyAside, ...]
    may_let_go: bool


def copies_aside(desk: Desk) -> CopiesAside:
    """Return the copies that lie in this office's folder."""
    found = sorted(_found(desk), key=lambda copy: (copy.made_at, copy.name), reverse=True)
    return CopiesAside(copies=tuple(found), may_let_go=may(desk.store, desk.user.id, VERB))


def let_copy_go(desk: Desk, name: str, reason: str) -> None:
    """Remove a copy with its keys, for good; the journal says which, and why.

    Raises `CaseProblem`: `copy_unknown` for a name that is none of these copies, `copy_reason_missing`; `DutyProblem`;
    `PlaceProblem`, and then it is still there, whole or in part.
    """
    copy = next((each for each in _found(desk) if each.name == name), None)
    if copy is None:
        raise CaseProblem("copy_unknown")
    if not reason.strip():
        raise CaseProblem("copy_reason_missing")
    facts: dict[str, str | int] = {"kept_in": copy.name, "bytes": copy.size}
    with desk.store.act(verb=VERB, user=desk.user.id, about="store", facts=facts, said=reason.strip()):
        try:
            _remove(desk.places, copy)
        except OSError as error:
            raise place_problem(error, _path(desk.places, copy)) from error


def _found(desk: Desk) -> Iterator[CopyAside]:
    places, zone = desk.places, desk.clock.now().tzinfo
    for folder, pattern, why in (
        (places.backups, _FILE, WhyAside.NEW_VERSION),
        (places.data, _FOLDER, WhyAside.WENT_BACK),
    ):
        for path in folder.iterdir() if folder.is_dir() else ():
            named = pattern.fullmatch(path.name)
            if named is None or path.is_symlink():
                continue
            files = _files(path)
            yield CopyAside(
                name=path.name,
                why=why,
                made_at=datetime.strptime(named.group(1), "%Y%m%d-%H%M%S").replace(tzinfo=zone),
                size=sum(file.stat().st_size for file in files if file.is_file()),
            )


def _files(path: Path) -> tuple[Path, ...]:
    if path.is_dir():
        return tuple(path.iterdir())
    names = (path.name, *(path.name + each for each in _COMPANIONS), path.with_suffix(".keyring.json").name)
    return tuple(path.with_name(name) for name in names)


def _path(places: Places, copy: CopyAside) -> Path:
    return (places.backups if copy.why is WhyAside.NEW_VERSION else places.data) / copy.name


def _remove(places: Places, copy: CopyAside) -> None:
    """Remove the keys first: what a failure leaves opens with none but the keys of today, or not at all."""
    path = _path(places, copy)
    if path.is_dir():
        Places.at(path).keyring_file.unlink(missing_ok=True)
        shutil.rmtree(path)
        return
    for file in reversed(_files(path)):
        file.unlink(missing_ok=True)
