import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.foundation.problems import KeyProblem, PlaceProblem
from desktop_app.store import keyring as keyring_module
from desktop_app.store.keyring import Keyring, Login, new_keyring
from desktop_app.store.wraps import MOST_COST, PRODUCTION_COST, Cost, read_keys
from tests.support.clocks import FixedClock

CHEAP = Cost(memory_kib=64, rounds=1, lanes=1)
PASSPHRASE = "four invented words here"
RECOVERY = "lantern sample river stone"


@pytest.fixture
def made(tmp_path: Path, fixed_clock: FixedClock) -> tuple[Keyring, bytes]:
    return new_keyring(
        tmp_path / "keyring.json",
        user="user-1",
        login="carlotta",
        passphrase=PASSPHRASE,
        recovery_phrase=RECOVERY,
        clock=fixed_clock,
        cost=CHEAP,
    )


def _code(call: Any) -> str:
    with pytest.raises(KeyProblem) as refused:
        call()
    return refused.value.code


def test_the_right_passphrase_gives_the_key_also_after_a_restart(
    made: tuple[Keyring, bytes], tmp_path: Path, fixed_clock: FixedClock
) -> None:
    keyring, key = made
    assert len(key) == 32
    assert keyring.unlock("user-1", PASSPHRASE) == key
    again = Keyring.load(tmp_path / "keyring.json", fixed_clock)
    assert again.unlock("user-1", PASSPHRASE) == key
    assert again.logins == (Login(user="user-1", login="carlotta"),)


def test_a_wrong_passphrase_is_refused(made: tuple[Keyring, bytes]) -> None:
    keyring, _ = made
    assert _code(lambda: keyring.unlock("user-1", PASSPHRASE + " ")) == "passphrase_wrong"
    assert _code(lambda: keyring.unlock("user-9", PASSPHRASE)) == "user_unknown"


def test_one_passphrase_however_the_keyboard_composes_it(made: tuple[Keyring, bytes]) -> None:
    keyring, key = made
    keyring.set_passphrase("user-1", "caf\u00e9 with four words", key=key)
    assert keyring.unlock("user-1", "cafe\u0301 with four words") == key


def test_the_recovery_phrase_opens_whatever_its_capitals_and_blanks(made: tuple[Keyring, bytes]) -> None:
    keyring, key = made
    assert keyring.unlock_with_recovery("  Lantern SAMPLE\nriver   stone ") == key
    assert _code(lambda: keyring.unlock_with_recovery("lantern sample river")) == "recovery_wrong"


def test_a_new_recovery_phrase_replaces_the_old(made: tuple[Keyring, bytes]) -> None:
    keyring, key = made
    keyring.set_recovery("other words altogether", key=key)
    assert keyring.unlock_with_recovery("other words altogether") == key
    assert _code(lambda: keyring.unlock_with_recovery(RECOVERY)) == "recovery_wrong"


def test_a_second_user_opens_the_same_store(made: tuple[Keyring, bytes]) -> None:
    keyring, key = made
    keyring.add_user(user="user-2", login="Nemo", passphrase="another long passphrase", key=key)
    assert keyring.unlock("user-2", "another long passphrase") == key
    assert keyring.user_of(" nemo ") == "user-2"
    assert keyring.user_of("nobody") is None
    assert _code(lambda: keyring.add_user(user="user-3", login="NEMO", passphrase="x", key=key)) == "login_taken"


def test_a_key_of_another_store_is_never_wrapped(made: tuple[Keyring, bytes]) -> None:
    keyring, _ = made
    with pytest.raises(ValueError, match="this keyring's store"):
        keyring.add_user(user="user-2", login="nemo", passphrase="another long passphrase", key=bytes(32))


def test_a_changed_passphrase_needs_the_old_one(made: tuple[Keyring, bytes]) -> None:
    keyring, key = made
    assert _code(lambda: keyring.change_passphrase("user-1", "a wrong one", "new words")) == "passphrase_wrong"
    keyring.change_passphrase("user-1", PASSPHRASE, "entirely new words")
    assert keyring.unlock("user-1", "entirely new words") == key
    assert _code(lambda: keyring.unlock("user-1", PASSPHRASE)) == "passphrase_wrong"


def test_a_user_who_left_opens_no_more_and_the_last_one_stays(made: tuple[Keyring, bytes]) -> None:
    keyring, key = made
    assert _code(lambda: keyring.remove_user("user-1")) == "last_user"
    keyring.add_user(user="user-2", login="nemo", passphrase="another long passphrase", key=key)
    keyring.remove_user("user-1")
    assert _code(lambda: keyring.unlock("user-1", PASSPHRASE)) == "user_unknown"


def test_after_three_wrong_attempts_each_waits_longer(
    made: tuple[Keyring, bytes], tmp_path: Path, fixed_clock: FixedClock
) -> None:
    keyring, key = made
    waits = []
    for _ in range(11):
        assert _code(lambda: keyring.unlock("user-1", "wrong")) == "passphrase_wrong"
        waits.append(keyring.seconds_to_wait("user-1"))
        fixed_clock.advance(seconds=waits[-1])
    assert waits == [0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert _code(lambda: keyring.unlock("user-1", "wrong")) == "passphrase_wrong"
    again = Keyring.load(tmp_path / "keyring.json", fixed_clock)
    with pytest.raises(KeyProblem) as refused:
        again.unlock("user-1", PASSPHRASE)
    assert (refused.value.code, refused.value.facts["seconds"]) == ("passphrase_wait", 300)
    fixed_clock.advance(seconds=299)
    assert again.seconds_to_wait("user-1") == 1
    fixed_clock.advance(seconds=1)
    assert again.unlock("user-1", PASSPHRASE) == key
    assert again.seconds_to_wait("user-1") == 0


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_clock_that_is_set_neither_opens_nor_locks_out(
    made: tuple[Keyring, bytes], fixed_clock: FixedClock, days: int
) -> None:
    keyring, key = made
    for _ in range(3):
        assert _code(lambda: keyring.unlock("user-1", "wrong")) == "passphrase_wrong"
    fixed_clock.set(fixed_clock.now() + timedelta(days=days))
    assert _code(lambda: keyring.unlock("user-1", PASSPHRASE)) == "passphrase_wait"
    fixed_clock.advance(seconds=5)
    assert keyring.unlock("user-1", PASSPHRASE) == key


def test_a_program_that_is_killed_and_started_again_waits_from_its_start(
    made: tuple[Keyring, bytes], tmp_path: Path, fixed_clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring, key = made
    for _ in range(3):
        assert _code(lambda: keyring.unlock("user-1", "wrong")) == "passphrase_wrong"
    fixed_clock.advance(days=1)
    monkeypatch.setattr(keyring_module, "_FIRST_SEEN", {})  # another process knows nothing of this one
    started = Keyring.load(tmp_path / "keyring.json", fixed_clock)
    assert started.seconds_to_wait("user-1") == 5
    assert _code(lambda: started.unlock("user-1", PASSPHRASE)) == "passphrase_wait"
    fixed_clock.advance(seconds=5)
    assert Keyring.load(tmp_path / "keyring.json", fixed_clock).unlock("user-1", PASSPHRASE) == key


def test_the_file_holds_no_key_no_passphrase_and_no_name(made: tuple[Keyring, bytes], tmp_path: Path) -> None:
    _, key = made
    text = (tmp_path / "keyring.json").read_text(encoding="ascii")
    assert key.hex() not in text
    assert not any(word in text for word in (*PASSPHRASE.split(), *RECOVERY.split()))
    assert set(json.loads(text)["wraps"][0]) == {
        "user", "login", "salt", "memory_kib", "rounds", "lanes", "nonce", "wrapped", "failures", "failed_at",
    }  # fmt: skip


def test_salts_and_nonces_are_never_used_again(made: tuple[Keyring, bytes], tmp_path: Path) -> None:
    keyring, key = made
    seen = []
    for _ in range(3):
        keyring.set_passphrase("user-1", PASSPHRASE, key=key)
        wraps = json.loads((tmp_path / "keyring.json").read_text())["wraps"]
        seen += [wraps[0]["salt"], wraps[0]["nonce"], wraps[0]["wrapped"]]
    assert len(set(seen)) == len(seen)


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("field", ["user", "login", "salt", "memory_kib", "rounds", "nonce", "wrapped"])
def test_a_wrap_that_was_changed_opens_nothing(tmp_path: Path, fixed_clock: FixedClock, field: str) -> None:
    path = tmp_path / "keyring.json"
    told = json.loads(path.read_text())
    value = told["wraps"][0][field]
    changed = value + 1 if isinstance(value, int) else ("B" if value[0] != "B" else "C") + value[1:]
    told["wraps"][0][field] = changed
    path.write_text(json.dumps(told))
    keyring = Keyring.load(path, fixed_clock)
    assert _code(lambda: keyring.unlock(keyring.logins[0].user, PASSPHRASE)) == "passphrase_wrong"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("memory_kib", MOST_COST.memory_kib + 1),
        ("rounds", MOST_COST.rounds + 1),
        ("lanes", MOST_COST.lanes + 1),
        ("rounds", 0),
        ("memory_kib", 7),
        ("memory_kib", "64"),
        ("salt", "AA=="),
        ("wrapped", "no base64"),
        ("failures", -1),
        ("failed_at", "yesterday"),
        ("failed_at", "2026-01-01T00:00:00"),
        ("user", None),
    ],
)
def test_a_cost_above_the_limit_or_a_wrong_shape_is_refused_before_deriving(
    made: tuple[Keyring, bytes], tmp_path: Path, fixed_clock: FixedClock, field: str, value: object
) -> None:
    del made
    path = tmp_path / "keyring.json"
    told = json.loads(path.read_text())
    told["wraps"][0][field] = value
    path.write_text(json.dumps(told))
    assert _code(lambda: Keyring.load(path, fixed_clock)) == "keyring_damaged"


def test_a_keyring_of_a_newer_program_is_said_so(made: tuple[Keyring, bytes], tmp_path: Path) -> None:
    del made
    path = tmp_path / "keyring.json"
    path.write_text(path.read_text().replace('"version": 1', '"version": 2'))
    with pytest.raises(KeyProblem) as refused:
        Keyring.load(path, FixedClock())
    assert (refused.value.code, dict(refused.value.facts)) == ("keyring_newer", {"keyring": 2, "program": 1})


def test_a_keyring_is_never_made_over_another(made: tuple[Keyring, bytes], tmp_path: Path) -> None:
    del made
    path = tmp_path / "keyring.json"
    before = path.read_bytes()
    again = {"user": "u", "login": "l", "passphrase": "p", "recovery_phrase": "r", "clock": FixedClock()}
    assert _code(lambda: new_keyring(path, **again, cost=CHEAP)) == "keyring_exists"
    assert path.read_bytes() == before
    assert _code(lambda: Keyring.load(tmp_path / "other.json", FixedClock())) == "keyring_missing"


def test_a_keyring_that_cannot_be_read_is_a_problem_of_the_place(tmp_path: Path) -> None:
    with pytest.raises(PlaceProblem):
        Keyring.load(tmp_path, FixedClock())


@given(data=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_whatever_the_file_holds_only_a_problem_comes_out(data: bytes) -> None:
    assert _code(lambda: read_keys(data)) == "keyring_damaged"


@given(
    told=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["format", "version", "check", "wraps", "user"]), inner, max_size=5)
        ),
    )
)
def test_whatever_the_json_says_only_a_problem_comes_out(told: object) -> None:
    dressed = {"format": "cass-desk-keyring", "version": 1, "check": "AAAAAAAAAAAAAAAAAAAAAA=="}
    bare, wrap = json.dumps(told).encode(), json.dumps({**dressed, "wraps": [told]}).encode()
    assert _code(lambda: read_keys(bare)) == "keyring_damaged"
    assert _code(lambda: read_keys(wrap)) == "keyring_damaged"


def test_what_guards_a_real_store_costs_what_it_should(tmp_path: Path) -> None:
    assert Cost(memory_kib=65536, rounds=3, lanes=4) == PRODUCTION_COST
    clock = FixedClock(datetime(2026, 3, 2, tzinfo=UTC))
    keyring, key = new_keyring(
        tmp_path / "keyring.json",
        user="user-1",
        login="carlotta",
        passphrase=PASSPHRASE,
        recovery_phrase=RECOVERY,
        clock=clock,
    )
    assert keyring.unlock("user-1", PASSPHRASE) == key


def test_neither_key_nor_wrap_shows_itself(made: tuple[Keyring, bytes]) -> None:
    keyring, key = made
    shown = f"{keyring!r} {keyring._keys!r} {keyring.logins!r}"
    assert key.hex() not in shown
    assert repr(keyring._keys.wraps[0].wrapped) not in shown


def test_wrong_tries_beside_a_backup_make_the_next_wait_whichever_copy_it_is_and_write_nothing(
    made: tuple[Keyring, bytes], tmp_path: Path, fixed_clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring_module, "_COUNTED", {})
    monkeypatch.setattr(keyring_module, "_FIRST_SEEN", {})
    path = tmp_path / "keyring.json"
    data = path.read_bytes()
    for number in range(3):
        copy = tmp_path / f"copy-{number}"
        copy.write_bytes(data)
        beside = Keyring.beside_backup(copy, fixed_clock)
        assert _code(partial(beside.unlock, "user-1", "wrong words are these")) == "passphrase_wrong"
        assert copy.read_bytes() == data
    assert _code(lambda: Keyring.beside_backup(path, fixed_clock).unlock("user-1", PASSPHRASE)) == "passphrase_wait"
    fixed_clock.advance(seconds=6)
    assert Keyring.beside_backup(path, fixed_clock).unlock("user-1", PASSPHRASE) == made[1]
    assert Keyring.beside_backup(path, fixed_clock).seconds_to_wait("user-1") == 0
