"""The watched folder: files that arrive and have stopped growing are received and shown, never applied."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from desktop_app.exchange.mails import bundles_in
from desktop_app.foundation.places import is_folder
from desktop_app.foundation.problems import ExchangeProblem, PlaceProblem, Problem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.receive_files import (
    LARGEST_FILE,
    PAGE_ENDINGS,
    Came,
    FileResult,
    read_bounded,
    receive_any,
    receive_found_pages,
)
from desktop_app.workflows.veil import covers

_SETTING: Final = "watched_folder"
_ENDINGS: Final = (".cass", ".eml", ".txt", ".zip", *PAGE_ENDINGS)
_STRANGERS: Final = frozenset({"bundle_not_cass", "archive_locked", "archive_unreadable", "bundle_too_large"})
"""What a mail, a text or a ZIP that is none of ours is refused with: such a file is left alone, and not kept."""

_MOST_AT_ONCE: Final = 20
"""Files received in one look: other work passes between."""

_MOST_FILES: Final = 2_000
"""Files of the folder that are looked at."""

RECEIVED: Final = "received"
"""The folder inside the watched one to which files are moved that were received, where the office wants that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFolder:
    """Which folder is watched, None for none, and whether files are moved to its `received` once they were taken."""

    folder: Path | None
    move: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look into the folder: what was received, and a problem with the folder itself, None for none.

    `sizes` are the files that are still to be taken as they were now; one that is the same at the next look has stopped
    growing. `failed` are files that could not be read, named once. `waiting` are pictures and pages of a signed paper
    of which others have not come: they are read again together with the next one. `watched` is False where no folder
    is.
    """

    results: tuple[FileResult, ...] = ()
    problem: Problem | None = None
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    more: bool = False
    watched: bool = False


def watched(desk: Desk) -> WatchedFolder:
    """Return which folder is watched."""
    told = desk.store.settings.get(_SETTING)
    if not isinstance(told, Mapping) or not isinstance(told.get("folder"), str):
        return WatchedFolder(folder=None)
    return WatchedFolder(folder=Path(str(told["folder"])), move=told.get("move") is True)


def set_watched(desk: Desk, folder: Path | None, *, move: bool = False) -> WatchedFolder:
    """Watch a folder, or none. Raises `PlaceProblem`: `watch_folder_gone`, `watch_folder_own` (fact `path`)."""
    if folder is not None:
        folder = folder.expanduser().absolute()
        if not is_folder(folder):
            raise PlaceProblem("watch_folder_gone", path=str(folder))
        if desk.places.data.absolute() in (folder, *folder.parents):
            raise PlaceProblem("watch_folder_own", path=str(folder))
    with desk.store.act(verb="watched_folder_set", user=desk.user.id, about="", facts={"watched": int(bool(folder))}):
        desk.store.settings.set(_SETTING, {"folder": str(folder), "move": move} if folder else None)
    return WatchedFolder(folder=folder, move=move and folder is not None)


@covers
def look_into_folder(desk: Desk, before: Look | None = None) -> Look:
    """Receive the files that are the same as at the look `before`; what is new or grows is looked at again next time.

    Nothing is applied. A file is taken once, whether it is left where it is or moved. Raises nothing of the exchange
    and nothing of the disk: what is wrong is in the answer.
    """
    place, before = watched(desk), before or Look()
    if place.folder is None:
        return Look()
    try:
        there = _files(place.folder)
    except OSError:
        gone = PlaceProblem("watch_folder_gone", path=str(place.folder))
        return Look(problem=gone, failed=before.failed, watched=True)
    new = {name: told for name, told in there.items() if not desk.store.watched_files.taken(name, *told)}
    still = {name for name, told in new.items() if before.sizes.get(name) == told}
    waiting = before.waiting & still
    ready = [name for name in new if name in still - waiting]
    results: list[FileResult] = []
    failed = set(before.failed & set(there))
    pages: dict[str, bytes] = {}
    for name in ready[:_MOST_AT_ONCE]:
        if name.lower().endswith(PAGE_ENDINGS):
            pages |= _page(place, name, failed, results)
        else:
            results += _take(desk, place, name, new[name], failed)
    if pages:
        for name in sorted(waiting):
            pages |= _page(place, name, failed, results)
        came, waiting = _take_pages(desk, place, pages, new)
        results += came
    if ready or set(before.sizes) - set(there):
        with desk.store.act(verb="watched_folder_seen", user=desk.user.id, about="", facts={"files": len(ready)}):
            desk.store.watched_files.forget_all_but(frozenset(there))
    return Look(
        results=tuple(results),
        sizes={
            name: told
            for name, told in new.items()
            if name not in ready[:_MOST_AT_ONCE] or name in failed or name in waiting
        },
        failed=frozenset(failed),
        waiting=waiting,
        more=len(ready) > _MOST_AT_ONCE,
        watched=True,
    )


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the files that may hold a bundle, with their size and when they last changed; no link is followed."""
    found: dict[str, tuple[int, int]] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if len(found) >= _MOST_FILES:
                break
            if entry.name.startswith(".") or not entry.name.lower().endswith(_ENDINGS):
                continue
            if entry.is_file(follow_symlinks=False):
                told = entry.stat(follow_symlinks=False)
                if 0 < told.st_size <= LARGEST_FILE:
                    found[entry.name] = (told.st_size, told.st_mtime_ns)
    return dict(sorted(found.items()))


def _take(
    desk: Desk, place: WatchedFolder, name: str, told: tuple[int, int], failed: set[str]
) -> tuple[FileResult, ...]:
    """Receive one file and note that it was taken; one that cannot be read is named once and tried again."""
    folder = place.folder or Path()
    try:
        data = read_bounded(folder / name)
    except Problem as problem:
        again = name in failed
        failed.add(name)
        return () if again else (FileResult(name=name, came=Came.REFUSED, problem=problem),)
    failed.discard(name)
    results = () if _stranger(name, data) else receive_any(desk, data, name)
    with desk.store.act(verb="watched_file_taken", user=desk.user.id, about="", facts={"bundles": len(results)}):
        desk.store.watched_files.take(name, *told, at=desk.clock.now())
    if place.move and results:
        _move(folder, name)
    return results


def _page(place: WatchedFolder, name: str, failed: set[str], results: list[FileResult]) -> dict[str, bytes]:
    """Read one picture or page; one that cannot be read is named once and tried again."""
    try:
        data = read_bounded((place.folder or Path()) / name)
    except Problem as problem:
        if name not in failed:
            results.append(FileResult(name=name, came=Came.REFUSED, problem=problem))
        failed.add(name)
        return {}
    failed.discard(name)
    return {name: data}


def _take_pages(
    desk: Desk, place: WatchedFolder, pages: Mapping[str, bytes], told: Mapping[str, tuple[int, int]]
) -> tuple[tuple[FileResult, ...], frozenset[str]]:
    """Receive pictures and pages together, and note those that were taken; return those whose paper is not whole."""
    came = receive_found_pages(desk, pages)
    left = {result.name for result in came.results if result.came is Came.LEFT}
    taken = [name for name in pages if name not in came.waiting]
    bundles = len(came.results) - len(left)
    with desk.store.act(verb="watched_file_taken", user=desk.user.id, about="", facts={"bundles": bundles}):
        for name in taken:
            desk.store.watched_files.take(name, *told[name], at=desk.clock.now())
    if place.move and place.folder is not None:
        for name in taken:
            if name not in left:
                _move(place.folder, name)
    return came.results, came.waiting


def _stranger(name: str, data: bytes) -> bool:
    """Tell whether a mail, a text or a ZIP has nothing to do with us."""
    if name.lower().endswith(".cass"):
        return False
    try:
        bundles_in(data)
    except ExchangeProblem as problem:
        return problem.code in _STRANGERS
    return False


def _move(folder: Path, name: str) -> None:
    """Move a file that was received out of the way, never over another; where that is refused it stays."""
    try:
        target = folder / RECEIVED
        target.mkdir(exist_ok=True)
        free, number = target / name, 1
        while free.exists():
            number += 1
            free = target / f"{Path(name).stem} ({number}){Path(name).suffix}"
        (folder / name).rename(free)
    except OSError:
        return  # it was taken, and is not taken again as long as it is the same
