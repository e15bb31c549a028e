"""A desk killed with SIGKILL at random moments while a clerk types, registers claims and backs up; counted.

python -m tests.support.writing_kills --kills 1000 [--seed 1]

Each clerk is a process of its own who signs in to a real, encrypted store and tells by a pipe what was acknowledged.
After each kill somebody signs in anew: everything acknowledged is there, the journal's chain fits, the last place and
the draft are those that were saved last, and no half backup is taken for one.
"""

import argparse
import contextlib
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from desktop_app.foundation.clock import SystemClock
from desktop_app.foundation.places import Places
from desktop_app.store.wraps import Cost
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.backup_plan import copies_in
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import enter_history, register_claim, save_draft
from desktop_app.workflows.open_claim import open_claim, start_claim
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.places_kept import Place, last_place
from desktop_app.workflows.set_up_office import OfficeSetup, new_recovery_words, set_up_office
from desktop_app.workflows.verify_file import verify_backup
from tests.support import hendyce
from tests.support.chance import Chance

PASSPHRASE = "nutmeg lantern harbour sail"
LOGIN = "carlotta"
LONGEST_MS = 500
"""Milliseconds after which a clerk is killed at the latest; the earliest is at once, before the store is open."""
_RENEW = 40
"""Kills after which another, empty office is taken, so that looking at everything stays quick."""
_READ_THROUGH = 10
_NAME = "Providence"


class WritingDesk:
    """An office, and what its clerks were told is saved."""

    def __init__(self, folder: Path) -> None:
        self.places, self.stick, self.clock = Places.at(folder / "office"), folder / "stick", SystemClock()
        self.stick.mkdir(parents=True)
        setup = OfficeSetup(
            state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
            administrator="Carlotta Browne", login=LOGIN, passphrase=PASSPHRASE,
            recovery_words=new_recovery_words(self.clock),
        )  # fmt: skip
        set_up_office(self.places, self.clock, setup, cost=Cost(memory_kib=8 * 1024, rounds=1, lanes=1)).close()
        self.typed: dict[str, str] = {}
        self.registered: list[str] = []
        self.with_history: list[str] = []
        self.backups: list[str] = []
        self.last = ""

    def open(self) -> Desk:
        """Sign in, as after a new start."""
        return sign_in(self.places, self.clock, LOGIN, PASSPHRASE)

    def work(self, told: int) -> None:
        """Type, register and back up until killed; say each time what was acknowledged."""
        os.write(told, b"starts\n")
        desk = self.open()
        count = 0
        while True:
            count += 1
            key = start_claim(desk).key
            for letters in range(1, len(_NAME) + 1):
                form = replace(hendyce.CLAIMANT, surname=_NAME[:letters])
                save_draft(desk, key, place=Place(page="claim", claim_key=key, step=1, focus="surname"), claimant=form)
                os.write(told, f"typed {key} {_NAME[:letters]}\n".encode())
            register_claim(desk, key, replace(hendyce.CLAIMANT, surname=f"Example{count}", numbers=()))
            os.write(told, f"registered {key}\n".encode())
            enter_history(desk, key, hendyce.history())
            os.write(told, f"history {key}\n".encode())
            if not count % 3:
                os.write(told, f"backup {back_up(desk, self.stick).name}\n".encode())

    def kill(self, after: float) -> None:
        """Start a clerk, kill it so many seconds later, and note what it was told."""
        reads, told = os.pipe()
        clerk = os.fork()
        if not clerk:
            try:
                os.close(reads)
                self.work(told)
            except BaseException as error:  # noqa: BLE001 - the clerk tells and ends, it must not go on as its parent
                os.write(2, f"clerk: {error!r}\n".encode())
            os._exit(3)
        os.close(told)
        first = os.read(reads, 7)
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(clerk, signal.SIGKILL)
        with os.fdopen(reads, "rb") as rest:
            said = (first + rest.read()).decode()
        _, status = os.waitpid(clerk, 0)
        assert os.WIFSIGNALED(status), "the clerk failed"
        for line in said.splitlines():
            self._note(line.split())

    def _note(self, line: list[str]) -> None:
        match line:
            case ["typed", key, letters]:
                self.typed[key] = letters
                self.last = key
            case ["registered", key]:
                self.registered.append(key)
            case ["history", key]:
                self.with_history.append(key)
            case ["backup", name]:
                self.backups.append(name)

    def check(self, counts: Counter[str], *, whole: bool) -> None:
        """Sign in anew and look for everything that was acknowledged. Raises `AssertionError`."""
        desk = self.open()
        try:
            self._check_work(desk, counts)
            assert desk.store.journal.verify() is None, "the journal's chain is broken"
            if whole:
                assert desk.store.verify().sound, "the store does not fit"
                counts["read through"] += 1
            self._check_backups(desk, whole=whole)
        finally:
            desk.close()

    def _check_work(self, desk: Desk, counts: Counter[str]) -> None:
        for key in self.registered:
            assert desk.store.claims.find(key) is not None, "a registered claim is not there"
        for key in self.with_history:
            assert len(desk.store.periods.stated(key)) == len(hendyce.history().lines), "a work history is not there"
        for key, letters in self.typed.items():
            if desk.store.claims.find(key) is not None:
                continue  # registered, perhaps without the clerk being told: the draft is used up
            draft = desk.store.drafts.get(key)
            assert draft is not None, "a saved draft is not there"
            assert len(draft.form["claimant"]["surname"]) >= len(letters), "a saved draft is older than was said"
            counts["drafts found"] += 1
        place = last_place(desk)
        if self.last and place is not None:
            typed = open_claim(desk, place.claim_key).claimant.surname
            used = desk.store.claims.find(place.claim_key) is not None
            assert used or typed.startswith(self.typed.get(place.claim_key, "")), "another screen comes back"
            counts["back on their screen"] += 1
        counts["claims found"] += len(self.registered)

    def _check_backups(self, desk: Desk, *, whole: bool) -> None:
        there = {path.name for path in copies_in(desk, self.stick)}
        assert there >= set(self.backups), "a backup is not there"
        if whole and self.backups:
            assert verify_backup(self.stick / self.backups[-1], self.clock, LOGIN, PASSPHRASE).sound


def run(folder: Path, kills: int, seed: int = 1) -> Counter[str]:
    """Kill so many clerks and look after each; return the counts. Raises `AssertionError`."""
    chance, counts = Chance(seed), Counter[str]()
    desk = WritingDesk(folder / "0")
    for number in range(1, kills + 1):
        desk.kill(chance.below(LONGEST_MS) / 1000)
        counts["kills"] += 1
        desk.check(counts, whole=number % _READ_THROUGH == 0 or number == kills)
        if number % _RENEW == 0 and number < kills:
            _tell(desk, counts)
            desk = WritingDesk(folder / str(number))
    _tell(desk, counts)
    return counts


def _tell(desk: WritingDesk, counts: Counter[str]) -> None:
    counts["saves acknowledged"] += len(desk.typed) + len(desk.registered) + len(desk.with_history)
    counts["backups acknowledged"] += len(desk.backups)
    counts["left beside the name"] += len([path for path in desk.stick.iterdir() if path.name.endswith(".part")])


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = run(Path(folder), given.kills, given.seed)
    sys.stdout.write(f"{dict(counts)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
