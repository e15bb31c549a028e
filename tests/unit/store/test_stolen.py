"""A computer or a stick that is stolen yields nothing: no name, number or word of anybody in any byte of the folder."""

import os
import sys
from pathlib import Path

import pytest

from desktop_app.foundation.places import Places
from desktop_app.store.keyring import new_keyring
from desktop_app.store.mailbox import MailState
from desktop_app.store.store import Store
from desktop_app.store.wraps import Cost
from tests.support.clocks import OPENING, FixedClock
from tests.support.stores import a_certificate, a_stated, add_claim, an_act, an_office

KNOWN = (
    "Hendyce",
    "Bernadette",
    "D'Arcy",
    "104 882",
    "104882",
    "553210",
    "1954-06-14",
    "Kingstown",
    "VC-2014-0031",
    "Sample Bay Hotel",
    "half a sentence",
    "secret signing seed",
    "carlotta's passphrase",
    "claim_registered",
    "person_words",
    "CREATE TABLE",
    "SQLite format",
)


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_byte_of_the_folder_tells_anything(places: Places) -> None:
    clock = FixedClock()
    _, key = new_keyring(
        places.keyring_file,
        user="user-1",
        login="cb",
        passphrase="carlotta's passphrase",
        recovery_phrase="lantern sample",
        clock=clock,
        cost=Cost(memory_kib=64, rounds=1, lanes=1),
    )
    with Store.create(places.store_file, key, clock) as store:
        add_claim(store)
        with store.act(verb="claim_registered", user="user-1", about="claim-1", facts={}):
            store.periods.set_stated("claim-1", (a_stated(),))
            store.periods.add_certificate("claim-1", a_certificate(), None, "user-1", OPENING)
            store.offices.set_own(an_office("VC-NIS").card, b"secret signing seed")
            store.mailbox.keep(
                raw=b"half a sentence",
                file_name="x",
                received_at=OPENING,
                outcome="bundle_damaged",
                state=MailState.QUARANTINED,
            )
        with an_act(store):
            store.settings.set("note", "half a sentence")
        store.drafts.save("draft-1", "intake", None, {"surname": "Hendyce half a sentence"}, "user-1")
        store.back_up(places.backups / "today.cass-db")
        store.drafts.save("draft-2", "intake", None, {"surname": "Hendyce"}, "user-1")
        open_files = _bytes_of(places.data)
    assert {"store.cass-db", "store.cass-db-wal", "keyring.json", "backups/today.cass-db"} <= set(open_files)
    for when in (open_files, _bytes_of(places.data)):
        for name, data in when.items():
            told = [word for word in KNOWN if word.encode().lower() in data.lower()]
            assert not told, f"{name} tells {told}"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps folders private by their place, not by a mode")
def test_every_file_is_for_this_user_only_wherever_it_lies(tmp_path: Path) -> None:
    open_to_all = tmp_path / "office"
    open_to_all.mkdir(mode=0o755)
    before = os.umask(0o022)
    try:
        with Store.create(open_to_all / "store.cass-db", bytes(32), FixedClock()) as store:
            add_claim(store)
            store.back_up(open_to_all / "copy.cass-db")
            modes = {path.name: path.stat().st_mode & 0o777 for path in open_to_all.iterdir() if path.suffix != ".lock"}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(("store.cass-db", "store.cass-db-wal", "store.cass-db-shm", "copy.cass-db"), 0o600), (
        "the lock is empty"
    )
