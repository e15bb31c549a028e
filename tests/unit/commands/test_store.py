"""The store from the command line: verified, copied, put back; every refusal one sentence."""

import io
import json
import shutil
from pathlib import Path

import pytest

from desktop_app.commands.command import DONE, REFUSED, WRONG_USAGE
from desktop_app.commands.passphrases import SIGN_IN_VARIABLE
from desktop_app.domain.users import Role
from desktop_app.foundation.places import Places
from desktop_app.workflows.back_up import keyring_beside
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_users import add_user
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.clocks import FixedClock
from tests.support.command_line import CommandLine
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE

_PAGE = 4096


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.at(tmp_path / "office")


@pytest.fixture
def desk(places: Places) -> Desk:
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    return set_up_office(places, FixedClock(), setup, cost=CHEAP)


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SIGN_IN_VARIABLE, PASSPHRASE)


def test_a_sound_store_is_said_to_be_sound(desk: Desk, places: Places, command_line: CommandLine) -> None:
    desk.close()
    answer = command_line.run("store", "verify", "--data", str(places.data))
    assert answer.status == DONE
    assert "0 things do not fit" in answer.out


def test_a_page_changed_from_outside_is_named(desk: Desk, places: Places, command_line: CommandLine) -> None:
    desk.close()
    data = bytearray(places.store_file.read_bytes())
    data[-_PAGE // 2] ^= 1
    places.store_file.write_bytes(data)
    answer = command_line.run("store", "verify", "--data", str(places.data), "--json")
    told = json.loads(answer.out)
    assert (answer.status, told["sound"]) == (REFUSED, False)
    assert {"seal", "page"} & {fault["kind"] for fault in told["faults"]}
    assert f"Page {len(data) // _PAGE} " in " ".join(fault["text"] for fault in told["faults"])


def test_a_store_in_use_is_left_alone(desk: Desk, places: Places, command_line: CommandLine) -> None:
    answer = command_line.run("store", "verify", "--data", str(places.data))
    assert answer.status == REFUSED
    assert "in use" in answer.err
    desk.close()


def test_a_copy_is_written_verified_and_put_back(
    desk: Desk, places: Places, command_line: CommandLine, tmp_path: Path
) -> None:
    lines = desk.store.journal.count()
    desk.close()
    copy = tmp_path / "stick" / "friday.cass-db"
    made = command_line.run("store", "backup", str(copy), "--data", str(places.data), "--json")
    assert (made.status, json.loads(made.out)["journal_lines"]) == (DONE, lines)
    assert command_line.run("store", "verify", str(copy)).status == DONE
    put_back = tmp_path / "restored"
    assert command_line.run("store", "restore", str(copy), "--to", str(put_back)).status == DONE
    told = json.loads(command_line.run("store", "verify", "--data", str(put_back), "--json").out)
    assert (told["sound"], told["journal_lines"]) == (True, lines)


def test_no_copy_is_written_over_another(desk: Desk, places: Places, command_line: CommandLine, tmp_path: Path) -> None:
    desk.close()
    copy = tmp_path / "friday.cass-db"
    copy.write_bytes(b"kept")
    answer = command_line.run("store", "backup", str(copy), "--data", str(places.data))
    assert (answer.status, copy.read_bytes()) == (REFUSED, b"kept")


def test_a_backup_is_read_from_where_nothing_can_be_written(
    desk: Desk, places: Places, command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copy(places.store_file, stick / "friday.cass-db")
    shutil.copy(places.keyring_file, keyring_beside(stick / "friday.cass-db"))
    before = {path.name: path.read_bytes() for path in stick.iterdir()}
    monkeypatch.setenv(SIGN_IN_VARIABLE, "not the passphrase")
    assert command_line.run("store", "verify", str(stick / "friday.cass-db")).status == REFUSED
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == before


def test_what_can_be_read_of_a_damaged_store_is_saved_named_and_put_in_place(
    desk: Desk, places: Places, command_line: CommandLine, tmp_path: Path
) -> None:
    place = "SELECT rootpage FROM sqlite_master WHERE name = 'journal_change'"
    page, changes = desk.store._database.number(place), desk.store.journal.count()
    desk.close()
    data = bytearray(places.store_file.read_bytes())
    data[(page - 1) * _PAGE + 100] ^= 1
    places.store_file.write_bytes(data)
    saved = tmp_path / "stick" / "saved.cass-db"
    answer = command_line.run("store", "rescue", str(saved), "--data", str(places.data))
    assert answer.status == DONE
    assert "lost: all from row 1 on" in answer.out
    assert places.store_file.read_bytes() == bytes(data)
    told = json.loads(command_line.run("store", "verify", str(saved), "--json").out)
    assert {fault["kind"] for fault in told["faults"]} == {"changes"}
    assert told["journal_lines"] == changes + 1
    again = command_line.run("store", "rescue", str(saved), "--data", str(places.data))
    assert again.status == REFUSED
    placed = command_line.run("store", "restore", str(saved), "--instead", "--data", str(places.data))
    assert placed.status == DONE
    assert json.loads(command_line.run("store", "verify", "--data", str(places.data), "--json").out)["journal_lines"]


def _sheet_typed_back(monkeypatch: pytest.MonkeyPatch, *, right: bool = True) -> None:
    words = ("legal",) * 11 + ("winner",)
    monkeypatch.setattr("desktop_app.commands.store_key.new_recovery_words", lambda _clock: words)
    monkeypatch.setattr("sys.stdin", io.StringIO(" ".join(words if right else words[:6]) + "\n"))


def test_the_key_is_renewed_and_the_others_get_a_passphrase_for_one_use(
    desk: Desk, places: Places, command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_user(
        desk,
        name="Second Sample",
        role=Role.CLERK,
        login="second",
        passphrase="nine green bottles by the quay",
        cost=CHEAP,
    )
    desk.close()
    _sheet_typed_back(monkeypatch)
    sheet = tmp_path / "sheet.pdf"
    where = ("--data", str(places.data), "--user", "carlotta")
    answer = command_line.run("store", "renew-key", str(sheet), *where, "--json")
    assert answer.status == DONE
    told = json.loads(answer.out)["passphrases"]
    assert list(told) == ["second"]
    assert sheet.read_bytes().startswith(b"%PDF")
    assert command_line.run("store", "verify", *where).status == DONE
    monkeypatch.setenv(SIGN_IN_VARIABLE, told["second"])
    assert command_line.run("store", "verify", "--data", str(places.data), "--user", "second").status == DONE
    again = command_line.run("store", "renew-key", str(sheet), *where)
    assert again.status == REFUSED


def test_a_sheet_that_is_not_typed_back_is_not_kept(
    desk: Desk, places: Places, command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    before = places.keyring_file.read_bytes()
    _sheet_typed_back(monkeypatch, right=False)
    sheet = tmp_path / "sheet.pdf"
    assert command_line.run("store", "renew-key", str(sheet), "--data", str(places.data)).status == REFUSED
    assert not sheet.exists()
    assert places.keyring_file.read_bytes() == before


def test_nothing_is_saved_with_a_wrong_passphrase(
    desk: Desk, places: Places, command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    monkeypatch.setenv(SIGN_IN_VARIABLE, "not the passphrase")
    answer = command_line.run("store", "rescue", str(tmp_path / "saved.cass-db"), "--data", str(places.data))
    assert answer.status == REFUSED
    assert sorted(tmp_path.iterdir()) == [places.data]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("store",), WRONG_USAGE, "verify|backup|restore|rescue|renew-key"),
        (("store", "verify", "no-such.cass-db"), REFUSED, "no backup"),
        (("store", "restore", "no-such.cass-db", "--to", "{tmp}"), REFUSED, "no backup"),
    ],
)
def test_refusals_are_one_sentence(
    arguments: tuple[str, ...], status: int, words: str, command_line: CommandLine, tmp_path: Path
) -> None:
    answer = command_line.run(*(each.format(tmp=tmp_path / "to") for each in arguments))
    assert (answer.status, len(answer.err.strip().splitlines())) == (status, 1)
    assert words in answer.err


def test_who_signs_in_must_be_named_where_there_are_several(
    desk: Desk, places: Places, command_line: CommandLine
) -> None:
    add_user(desk, name="Orlando Sample", login="orlando", role=desk.user.role, passphrase="five other words for him")
    desk.close()
    answer = command_line.run("store", "verify", "--data", str(places.data))
    assert answer.status == REFUSED
    assert "carlotta, orlando" in answer.err
    assert command_line.run("store", "verify", "--data", str(places.data), "--user", "Carlotta").status == DONE


def test_without_a_passphrase_it_says_where_one_can_be_given(
    desk: Desk, places: Places, command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    monkeypatch.delenv(SIGN_IN_VARIABLE)
    answer = command_line.run("store", "verify", "--data", str(places.data))
    assert answer.status == REFUSED
    assert SIGN_IN_VARIABLE in answer.err
