import io
import zipfile
from collections.abc import Callable
from datetime import date

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.offices import KeyCheck, KnownOffice
from desktop_app.exchange.archive import read_zip, write_zip
from desktop_app.exchange.canonical import read_json, write_json
from desktop_app.exchange.key_file import read_key_file, write_key_file
from desktop_app.exchange.keys import card
from desktop_app.exchange.rule_update import (
    RULE_FILE_BYTES,
    UPDATE_BYTES,
    add_signature,
    check_signatures,
    file_name,
    make_update,
    read_update,
)
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import RuleProblem
from tests.support.rule_updates import changed_files, manifest_of, publisher, update_file
from tests.support.weak_key_files import sealed_with


def known(code: str, check: KeyCheck = KeyCheck.PHONE, keys_of: str = "") -> KnownOffice:
    own = publisher(code)
    return KnownOffice(card=card(own.office, publisher(keys_of or code).secret, date(2026, 1, 5)), check=check)


def refusal(data: bytes) -> str:
    with pytest.raises(RuleProblem) as told:
        read_update(data)
    return told.value.code


def rezipped(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    return write_zip(change(read_zip(update_file(), {}, RULE_FILE_BYTES)))


def test_an_update_is_read_as_it_was_made() -> None:
    files = changed_files()
    update = read_update(update_file(files))

    assert update.files == files
    assert update.manifest == manifest_of(files)
    assert file_name(update.manifest) == "VC-rules-000001.cass-rules"


def test_the_same_update_is_the_same_bytes() -> None:
    assert update_file() == update_file()


def test_a_second_office_signs_what_the_first_made() -> None:
    update = read_update(update_file(beside="LC-NIC"))
    offices = {"VC-RULES": known("VC-RULES"), "LC-NIC": known("LC-NIC")}

    signatures = check_signatures(update, offices.get)

    assert [(each.office, each.state, each.trust) for each in signatures] == [
        ("LC-NIC", "LC", Trust.TRUSTED),
        ("VC-RULES", "VC", Trust.TRUSTED),
    ]


def test_a_signature_of_an_unknown_office_and_one_of_another_key_count_for_nothing() -> None:
    update = read_update(update_file())

    assert check_signatures(update, lambda _code: None)[0].trust is Trust.UNKNOWN_KEY
    other = known("VC-RULES", keys_of="LC-NIC")
    assert check_signatures(update, lambda _code: other)[0].trust is Trust.UNKNOWN_KEY


def test_a_key_nobody_compared_is_told_apart() -> None:
    update = read_update(update_file())

    assert check_signatures(update, lambda _code: known("VC-RULES", KeyCheck.NOT_YET))[0].trust is Trust.NOT_CHECKED


def test_a_changed_file_is_refused() -> None:
    def changed(members: dict[str, bytes]) -> dict[str, bytes]:
        return {**members, "state.toml": members["state.toml"] + b"\n"}

    assert refusal(rezipped(changed)) == "update_file_changed"


def test_a_changed_manifest_is_not_signed_any_longer() -> None:
    def changed(members: dict[str, bytes]) -> dict[str, bytes]:
        return {**members, "manifest.json": members["manifest.json"].replace(b'"number":1', b'"number":9')}

    with pytest.raises(RuleProblem, match="update_signature_bad"):
        check_signatures(read_update(rezipped(changed)), lambda _code: known("VC-RULES"))


def test_a_signature_for_another_office_is_none_for_this_one() -> None:
    def moved(members: dict[str, bytes]) -> dict[str, bytes]:
        signature = members.pop("manifest-vc-rules.minisig")
        return {**members, "manifest-vc-other.minisig": signature}

    other = known("VC-OTHER", keys_of="VC-RULES")
    with pytest.raises(RuleProblem, match="update_signature_bad"):
        check_signatures(read_update(rezipped(moved)), lambda _code: other)


def test_what_is_missing_or_too_much_is_refused() -> None:
    def without(name: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
        return lambda members: {each: data for each, data in members.items() if each != name}

    assert refusal(rezipped(without("age-pension.toml"))) == "update_incomplete"
    assert refusal(rezipped(without("manifest.json"))) == "update_incomplete"
    assert refusal(rezipped(without("manifest-vc-rules.minisig"))) == "update_not_signed"
    assert refusal(rezipped(lambda members: {**members, "more.toml": b""})) == "update_bad_names"


def test_what_is_no_update_is_refused() -> None:
    assert refusal(b"") == "update_not_rules"
    assert refusal(b"age-encryption.org/v1\n") == "update_not_rules"
    assert refusal(b"PK\x03\x04 and nothing more") == "update_damaged"
    assert refusal(update_file()[:-40]) == "update_damaged"
    assert refusal(b"PK\x03\x04" + bytes(UPDATE_BYTES)) == "update_too_large"


def test_a_bomb_and_a_folder_are_refused() -> None:
    def raw(name: str, content: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        return made.getvalue()

    assert refusal(raw("big.toml", bytes(RULE_FILE_BYTES + 1))) == "update_bomb"
    assert refusal(raw("../state.toml", b"")) == "update_bad_names"


def test_a_manifest_must_be_whole() -> None:
    files = changed_files()
    for changes in (
        {"law_changed": "", "mistakes_mended": " "},
        {"number": 0},
        {"publisher": "vc-rules"},
        {"minimum_program": "soon"},
        {"replaces": "sha256:1"},
    ):
        with pytest.raises(RuleProblem, match=r"update_not_writable|update_not_publisher"):
            make_update(manifest_of(files, **changes), files, "VC-RULES", publisher("VC-RULES").secret)


def test_an_update_of_another_version_waits_for_a_newer_program() -> None:
    def newer(members: dict[str, bytes]) -> dict[str, bytes]:
        changed = members["manifest.json"].replace(b'"format_version":"1.0"', b'"format_version":"2.0"')
        return {**members, "manifest.json": changed}

    assert refusal(rezipped(newer)) == "update_version"


@settings(max_examples=40, deadline=None)
@given(at=st.integers(min_value=0), to=st.integers(min_value=0, max_value=255))
def test_one_changed_byte_is_refused_or_changes_nothing(at: int, to: int) -> None:
    data = bytearray(update_file())
    data[at % len(data)] = to
    try:
        update = read_update(bytes(data))
        check_signatures(update, lambda _code: known("VC-RULES"))
    except RuleProblem:
        return
    assert update.files == changed_files()
    assert update.manifest == manifest_of(changed_files())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_bytes_come_in_only_a_problem_comes_out(data: bytes) -> None:
    for given_bytes in (data, b"PK\x03\x04" + data):
        with pytest.raises(RuleProblem):
            read_update(given_bytes)


def test_adding_a_signature_reads_first() -> None:
    with pytest.raises(RuleProblem, match="update_not_rules"):
        add_signature(b"nothing", "LC-NIC", publisher("LC-NIC").secret)


PASSPHRASE = "seven lanterns over a quiet reef"


def test_a_key_file_is_read_as_written_with_its_passphrase_and_nothing_else_is() -> None:
    own = publisher("VC-RULES")
    data = write_key_file("VC-RULES", "VC", own.secret, PASSPHRASE)

    office, state, secret = read_key_file(data, PASSPHRASE)
    assert (office, state) == ("VC-RULES", "VC")
    assert secret.to_bytes() == own.secret.to_bytes()
    for wrong in (b"", b"{}", write_json({"format": "cass-key-file", "office": "VC-RULES"})):
        with pytest.raises(RuleProblem, match="key_file_unreadable"):
            read_key_file(wrong, PASSPHRASE)
    for damaged, passphrase in ((data, PASSPHRASE.upper()), (data[:-5], PASSPHRASE), (data[:60], PASSPHRASE)):
        with pytest.raises(RuleProblem, match="key_passphrase_wrong"):
            read_key_file(damaged, passphrase)


def test_a_key_file_shows_nothing_of_its_keys_and_any_age_program_opens_it() -> None:
    own = publisher("VC-RULES")
    data = write_key_file("VC-RULES", "VC", own.secret, PASSPHRASE)
    assert data.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert b"VC-RULES" not in data
    plain = read_json(pyrage.passphrase.decrypt(data, PASSPHRASE), 10_000)
    assert plain["format"] == "cass-key-file"
    other = pyrage.passphrase.encrypt(write_json({**plain, "format": "cass-some-file"}), PASSPHRASE)
    with pytest.raises(RuleProblem, match="key_file_unreadable"):
        read_key_file(other, PASSPHRASE)


@pytest.mark.parametrize("work", ["21", "30", "63"])
def test_a_key_file_that_asks_for_gigabytes_is_refused_before_they_are_taken(work: str) -> None:
    with pytest.raises(RuleProblem, match="key_file_costly"):
        read_key_file(sealed_with(b"{}", PASSPHRASE, work), PASSPHRASE)


@pytest.mark.parametrize("weak", ["", "short", "aaaaaaaaaaaaaaaa", "12345678901234"])
def test_a_weak_passphrase_makes_no_key_file(weak: str) -> None:
    with pytest.raises(RuleProblem, match="key_passphrase_weak"):
        write_key_file("VC-RULES", "VC", publisher("VC-RULES").secret, weak)
