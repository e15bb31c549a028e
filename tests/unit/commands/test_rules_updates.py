import json
import shutil
import stat
from pathlib import Path

import pytest

from desktop_app.exchange.rule_update import read_update
from desktop_app.foundation.places import resource
from tests.support.command_line import CommandLine
from tests.support.rule_updates import BEFORE, update_file, written


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> str:
    """As a script sets it."""
    monkeypatch.setenv("CASS_DESK_KEY_PASSPHRASE", "seven lanterns over a quiet reef")
    return "seven lanterns over a quiet reef"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Saint Vincent's folder with one thing written otherwise."""
    made = tmp_path / "VC"
    shutil.copytree(resource("rules", "VC"), made)
    for path in made.glob("*.toml"):
        path.write_bytes(path.read_bytes().replace(BEFORE, b'says = "the best 5 years, as amended"'))
    return made


def a_key(command_line: CommandLine, folder: Path, code: str) -> tuple[str, str]:
    key, card = str(folder / f"{code}.cass-key"), str(folder / f"{code}.cass-card")
    answer = command_line.run("rules", "key", code, "--name", "Sample rules office", "--out", key, "--card", card)
    assert (answer.status, answer.err) == (0, "")
    return key, card


def seal(command_line: CommandLine, folder: Path, key: str, out: Path, *more: str) -> tuple[int, str, str]:
    answer = command_line.run("rules", "seal", str(folder), "--from", key, "--in-force", "2027-01-01",
                              "--law-changed", "The averaging", "--out", str(out), *more)  # fmt: skip
    return answer.status, answer.out, answer.err


def test_a_key_is_made_once_and_only_its_owner_can_read_it(command_line: CommandLine, tmp_path: Path) -> None:
    key, card = a_key(command_line, tmp_path, "VC-RULES")

    assert stat.S_IMODE(Path(key).stat().st_mode) == 0o600
    again = command_line.run("rules", "key", "VC-RULES", "--name", "x", "--out", key, "--card", card)
    assert again.status == 1
    assert "exists already" in again.err
    assert len(json.loads(command_line.run("rules", "key", "VC-TWO", "--name", "x", "--out", str(tmp_path / "k"),
                                           "--card", str(tmp_path / "c"), "--json").out)["words"]) == 8  # fmt: skip


def test_a_key_opens_with_its_passphrase_only(
    command_line: CommandLine, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str
) -> None:
    key, _card = a_key(command_line, tmp_path, "VC-RULES")
    kept = tmp_path / "passphrase"
    kept.write_text(f"{passphrase}\nwhat stands below is no part of it\n", encoding="utf-8")
    monkeypatch.setenv("CASS_DESK_KEY_PASSPHRASE", "another one that is long enough")
    status, _out, err = seal(command_line, folder, key, tmp_path / "wrong.cass-rules")
    assert (status, (tmp_path / "wrong.cass-rules").exists()) == (1, False)
    assert "does not open with this passphrase" in err
    status, _out, err = seal(command_line, folder, key, tmp_path / "u.cass-rules", "--passphrase-file", str(kept))
    assert (status, err) == (0, "")


def test_without_a_passphrase_and_a_terminal_nothing_is_written(
    command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CASS_DESK_KEY_PASSPHRASE")
    made = ("rules", "key", "VC-RULES", "--name", "x", "--out", str(tmp_path / "k"), "--card", str(tmp_path / "c"))
    answer = command_line.run(*made)
    assert answer.status == 1
    assert "CASS_DESK_KEY_PASSPHRASE" in answer.err
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    assert command_line.run(*made, "--passphrase-file", str(empty)).status == 1
    assert command_line.run(*made, "--passphrase-file", str(tmp_path / "none")).status == 1
    monkeypatch.setenv("CASS_DESK_KEY_PASSPHRASE", "short")
    weak = command_line.run(*made)
    assert "too short or too even" in weak.err
    assert not (tmp_path / "k").exists()
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(("code", "words"), [("RULES", "no State"), ("VC-", "no office"), ("VC-rul es", "no office")])
def test_an_office_code_begins_with_its_state(command_line: CommandLine, tmp_path: Path, code: str, words: str) -> None:
    answer = command_line.run("rules", "key", code, "--name", "x", "--out", str(tmp_path / "k"), "--card",
                              str(tmp_path / "c"))  # fmt: skip

    assert answer.status == 1
    assert words in answer.err or "State" in answer.err
    assert not (tmp_path / "k").exists()


def test_an_update_is_sealed_signed_by_a_second_office_and_checked(
    command_line: CommandLine, folder: Path, tmp_path: Path
) -> None:
    key, card = a_key(command_line, tmp_path, "VC-RULES")
    other_key, other_card = a_key(command_line, tmp_path, "LC-NIC")

    status, out, err = seal(command_line, folder, key, tmp_path, "--number", "4")
    assert (status, err) == (0, "")
    path = tmp_path / "VC-rules-000004.cass-rules"
    assert "rules of VC, number 4, law from 1 Jan 2027, signed by VC-RULES" in out
    assert command_line.run("rules", "sign", str(path), "--from", other_key).status == 0
    assert sorted(read_update(path.read_bytes()).signatures) == ["LC-NIC", "VC-RULES"]

    checked = command_line.run("rules", "check", str(path), "--card", card, "--card", other_card)
    assert checked.status == 0
    assert "Update 4 of the rules of VC, signed by LC-NIC, VC-RULES, as the cards say." in checked.out
    unasked = command_line.run("rules", "check", str(path))
    assert unasked.status == 0
    assert "no card was given" in unasked.out


def test_the_card_of_another_office_does_not_vouch_for_it(
    command_line: CommandLine, folder: Path, tmp_path: Path
) -> None:
    key, _card = a_key(command_line, tmp_path, "VC-RULES")
    _key, other = a_key(command_line, tmp_path, "VC-OTHER")
    seal(command_line, folder, key, tmp_path / "u.cass-rules")

    answer = command_line.run("rules", "check", str(tmp_path / "u.cass-rules"), "--card", other)

    assert answer.status == 1
    assert "VC-RULES, which is not in the directory" in answer.err


def test_rules_with_errors_are_not_sealed_and_each_error_is_told(
    command_line: CommandLine, folder: Path, tmp_path: Path
) -> None:
    key, _card = a_key(command_line, tmp_path, "VC-RULES")
    path = folder / "age_pension.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('confidence = "high"', "", 2), encoding="utf-8")

    status, out, _err = seal(command_line, folder, key, tmp_path / "u.cass-rules")

    assert status == 1
    assert out.count("does not say how sure it is") == 2
    assert not (tmp_path / "u.cass-rules").exists()


def test_an_example_that_does_not_come_out_is_not_sealed(
    command_line: CommandLine, folder: Path, tmp_path: Path
) -> None:
    key, _card = a_key(command_line, tmp_path, "VC-RULES")
    path = folder / "examples.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('notional_weekly = "88.50"', 'notional_weekly = "1.00"'),
                    encoding="utf-8")  # fmt: skip

    status, _out, err = seal(command_line, folder, key, tmp_path / "u.cass-rules")

    assert status == 1
    assert "does not come out" in err


def test_only_the_states_own_key_seals_and_something_must_be_said(
    command_line: CommandLine, folder: Path, tmp_path: Path
) -> None:
    key, _card = a_key(command_line, tmp_path, "LC-NIC")
    assert "are those of VC" in seal(command_line, folder, key, tmp_path / "u")[2]
    silent = command_line.run("rules", "seal", str(folder), "--from", key, "--in-force", "2027-01-01", "--out",
                              str(tmp_path / "u"))  # fmt: skip
    assert "not said what is new" in silent.err
    assert "no key file" in seal(command_line, folder, str(folder / "state.toml"), tmp_path / "u")[2]


def test_a_changed_update_is_refused_with_a_sentence(command_line: CommandLine, tmp_path: Path) -> None:
    path = written(tmp_path, update_file()[:-9])

    answer = command_line.run("rules", "check", str(path))

    assert answer.status == 1
    assert answer.err == "cass-desk: The update is damaged.\n"
