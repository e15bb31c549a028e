"""Institutions make, sign and check the list of offices on the command line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.exchange.directory import read_directory, sign_as, write_directory
from desktop_app.exchange.key_file import write_key_file
from desktop_app.exchange.keys import write_card
from tests.support.bundles import card_of, secret_of
from tests.support.command_line import CommandLine

PASSPHRASE = "seven lanterns over a quiet reef"
MAINTAINERS = ("VC-MAINT", "LC-MAINT", "GD-MAINT")


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASS_DESK_KEY_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Cards of maintainers and of offices; the maintainers' key files are under a passphrase, made when one signs."""
    for code in (*MAINTAINERS, "LC-NIC", "GD-NIS", "LC-NEW"):
        (tmp_path / f"{code}.cass-card").write_bytes(write_card(card_of(code), secret_of(code)))
    return tmp_path


def key_file(folder: Path, code: str) -> str:
    path = folder / f"{code}.cass-key"
    path.write_bytes(write_key_file(code, code[:2], secret_of(code), PASSPHRASE))
    return str(path)


def describe(folder: Path, name: str, number: int, *, office: str = "LC-NIC", more: str = "", top: str = "") -> Path:
    maintainers = "".join(f'[[maintainer]]\ncard = "{code}.cass-card"\n' for code in MAINTAINERS)
    path = folder / name
    path.write_text(
        f"number = {number}\nissued_on = 2026-03-02\nexpires_on = 2027-03-02\nthreshold = 2\n{top}{maintainers}"
        f'[[state]]\ncode = "LC"\nin_force = true\nsince = 1997-04-01\n'
        f'[[office]]\ncard = "{office}.cass-card"\ncheck = "phone"\nchecked_by = "I. Invented"\n'
        f'checked_on = 2026-03-01\nlanguages = ["en"]\nchannels = ["mail", "stick"]\nhours = "8 to 16"\n{more}'
        f'[[office]]\ncard = "GD-NIS.cass-card"\n',
        encoding="utf-8",
    )
    return path


def sign(command_line: CommandLine, path: Path, *codes: str) -> None:
    for code in codes:
        answer = command_line.run("directory", "sign", str(path), "--from", key_file(path.parent, code))
        assert answer.status == 0, answer.err


def sign_here(path: Path, *codes: str) -> None:
    """Sign without a key file, which takes its time to open."""
    notice = read_directory(path.read_bytes())
    for code in codes:
        notice = sign_as(notice, code, secret_of(code).signing)
    path.write_bytes(write_directory(notice))


def test_a_list_is_made_signed_and_checked(command_line: CommandLine, folder: Path) -> None:
    made = command_line.run("directory", "new", str(describe(folder, "7.toml", 7)), "--out", str(folder))
    assert (made.status, made.err) == (0, "")
    path = folder / "directory-000007.cass-directory"
    assert "Signed by nobody yet; 2 have to." in made.out
    assert command_line.run("directory", "check", str(path)).status == 1

    sign(command_line, path, "VC-MAINT", "GD-MAINT")
    checked = command_line.run("directory", "check", str(path), "--json")
    told = json.loads(checked.out)
    assert checked.status == 0
    assert told["signed_by"] == ["GD-MAINT", "VC-MAINT"]
    assert told["offices"] == ["LC-NIC", "GD-NIS"]
    assert len(told["words"]) == 8


def test_the_keys_of_the_list_before_are_carried_on(command_line: CommandLine, folder: Path) -> None:
    first = folder / "directory-000007.cass-directory"
    command_line.run("directory", "new", str(describe(folder, "7.toml", 7)), "--out", str(folder))
    sign_here(first, "VC-MAINT", "GD-MAINT")
    (folder / "LC-NEW.cass-card").write_bytes(new_card("LC-NIC", "LC-NEW"))
    old = card_of("LC-NIC").keys.key_id
    lost = f'revoked = [{{key = "{old}", since = 2026-02-01}}]\n'
    top = f'previous = "{first.name}"\n'
    for name, more in (("8.toml", ""), ("9.toml", lost)):
        number = int(name[0])
        answer = command_line.run(
            "directory", "new", str(describe(folder, name, number, office="LC-NEW", more=more, top=top)),
            "--out", str(folder),
        )  # fmt: skip
        assert answer.status == 0, answer.err
    states = [
        [(key.key_id == old, key.state.value) for key in read_directory(
            (folder / f"directory-00000{number}.cass-directory").read_bytes()).content.offices[0].keys]
        for number in (8, 9)
    ]  # fmt: skip
    assert states == [[(False, "active"), (True, "retired")], [(False, "active"), (True, "revoked")]]

    second = folder / "directory-000008.cass-directory"
    sign_here(second, "VC-MAINT", "LC-MAINT")
    assert command_line.run("directory", "check", str(second), "--before", str(first)).status == 0
    back = command_line.run("directory", "check", str(first), "--before", str(second))
    assert back.status == 1
    assert "A list is never put back" in back.err


def new_card(code: str, keys_of: str) -> bytes:
    """The card of an office with new keys."""
    return write_card(replace(card_of(keys_of), office=card_of(code).office), secret_of(keys_of))


def test_a_stranger_signs_no_list(command_line: CommandLine, folder: Path) -> None:
    command_line.run("directory", "new", str(describe(folder, "7.toml", 7)), "--out", str(folder))
    answer = command_line.run(
        "directory", "sign", str(folder / "directory-000007.cass-directory"), "--from", key_file(folder, "JM-MAINT")
    )
    assert answer.status == 1
    assert "JM-MAINT" in answer.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("threshold = 2\n", ""),
        ("issued_on = 2026-03-02", 'issued_on = "2026-03-02"'),
        ('check = "phone"', 'check = "guess"'),
        ("number = 7", "number = [7"),
        ("threshold = 2", "threshold = 9"),
        ('"LC-NIC.cass-card"', '"nowhere.cass-card"'),
    ],
)
def test_a_description_that_cannot_be_used_is_said(command_line: CommandLine, folder: Path, old: str, new: str) -> None:
    path = describe(folder, "7.toml", 7)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    answer = command_line.run("directory", "new", str(path), "--out", str(folder))
    assert answer.status == 1
    assert "something went wrong in the program" not in answer.err
    assert not list(folder.glob("*.cass-directory"))
