"""A list of offices holds when enough of its maintainers signed it, and in no other way."""

import json
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.directory_notices import DirectoryNotice, KeyState, ListSignature
from desktop_app.exchange.archive import read_zip, write_zip
from desktop_app.exchange.directory import (
    LIST_BYTES,
    check_signers,
    file_name,
    list_bytes,
    list_digest,
    maintainer_words,
    read_directory,
    sign_as,
    sign_list,
    write_directory,
)
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import card_of, secret_of
from tests.support.directory_lists import THREE, a_list, listed_key, listed_office, maintainer, signed


def refusal(notice: DirectoryNotice, *trusted: str, threshold: int = 2) -> str:
    with pytest.raises(ExchangeProblem) as told:
        check_signers(notice, tuple(maintainer(code) for code in trusted), threshold)
    return told.value.code


def reading_refused(data: bytes) -> str:
    with pytest.raises(ExchangeProblem) as told:
        read_directory(data)
    return told.value.code


def test_a_list_is_read_as_it_was_written_with_all_it_says_of_an_office() -> None:
    # The retired key of LC-NIC is another office's card here; its words are made for LC-NIC.
    old = card_of("LC-OLD")
    key = listed_key(replace(old, office=card_of("LC-NIC").office), KeyState.RETIRED, since=date(2014, 6, 30))
    content = a_list(listed_office(card_of("LC-NIC"), key))
    notice = signed(content, "VC-MAINT", "LC-MAINT")

    assert read_directory(write_directory(notice)) == notice
    assert file_name(content) == "directory-000007.cass-directory"


def test_the_same_list_is_the_same_bytes() -> None:
    content = a_list(listed_office(card_of("GD-NIS")))

    assert write_directory(signed(content, "VC-MAINT")) == write_directory(signed(content, "VC-MAINT"))
    assert list_digest(content) == list_digest(a_list(listed_office(card_of("GD-NIS"))))


def test_two_of_three_are_enough_and_one_is_not() -> None:
    content = a_list(listed_office(card_of("GD-NIS")))

    assert check_signers(signed(content, "VC-MAINT", "GD-MAINT")) == ("GD-MAINT", "VC-MAINT")
    assert refusal(signed(content, "VC-MAINT")) == "list_too_few_signers"
    assert refusal(signed(content)) == "list_too_few_signers"


def test_a_maintainer_who_signs_twice_counts_once() -> None:
    content = a_list(listed_office(card_of("GD-NIS")))
    once = signed(content, "VC-MAINT")
    twice = replace(once, signatures=(*once.signatures, *once.signatures))

    assert refusal(twice) == "list_signer_twice"


def test_one_key_under_two_names_is_no_list() -> None:
    content = a_list(listed_office(card_of("GD-NIS")))
    one = content.maintainers[0]
    doubled = replace(content, maintainers=(one, replace(one, code="XX-MAINT")))

    with pytest.raises(ExchangeProblem) as told:
        list_bytes(doubled)

    assert told.value.code == "list_not_writable"


def test_a_stranger_among_the_signers_refuses_the_list() -> None:
    content = a_list(listed_office(card_of("GD-NIS")))

    assert refusal(signed(content, "VC-MAINT", "LC-MAINT", "JM-MAINT")) == "list_signer_unknown"


def test_a_signature_over_another_list_does_not_hold() -> None:
    content = a_list(listed_office(card_of("GD-NIS")))
    other = signed(replace(content, number=8), "VC-MAINT", "LC-MAINT")

    assert refusal(replace(other, content=content)) == "list_signature_bad"


def test_a_signature_under_another_maintainers_name_does_not_hold() -> None:
    content = a_list(listed_office(card_of("GD-NIS")))
    (signature,) = signed(content, "VC-MAINT").signatures
    renamed = DirectoryNotice(
        content=content, signatures=(ListSignature(maintainer="LC-MAINT", minisig=signature.minisig),)
    )

    assert refusal(renamed) == "list_signer_unknown"


def test_a_list_that_signs_for_itself_with_other_maintainers_is_refused() -> None:
    taken_over = a_list(listed_office(card_of("GD-NIS")), maintainers=("AA-EVIL", "BB-EVIL"))

    assert refusal(signed(taken_over, "AA-EVIL", "BB-EVIL"), *THREE) == "list_too_few_signers"


def test_new_maintainers_need_the_old_ones_and_themselves() -> None:
    new = a_list(listed_office(card_of("GD-NIS")), number=8, maintainers=("VC-MAINT", "BB-MAINT", "JM-MAINT"))
    old = tuple(maintainer(code) for code in THREE)

    assert refusal(signed(new, "VC-MAINT", "LC-MAINT"), *THREE) == "list_too_few_signers"
    assert refusal(signed(new, "BB-MAINT", "JM-MAINT"), *THREE) == "list_too_few_signers"
    assert check_signers(signed(new, "VC-MAINT", "LC-MAINT", "BB-MAINT"), old, 2)


def test_only_a_maintainer_of_the_list_signs_it() -> None:
    content = a_list(listed_office(card_of("GD-NIS")))
    notice = DirectoryNotice(content=content, signatures=())

    with pytest.raises(ExchangeProblem) as told:
        sign_list(notice, "VC-MAINT", secret_of("LC-MAINT").signing)
    assert told.value.code == "list_signer_unknown"

    assert sign_list(notice, "VC-MAINT", secret_of("VC-MAINT").signing) == sign_as(
        notice, "VC-MAINT", secret_of("VC-MAINT").signing
    )


def test_every_flipped_byte_and_every_cut_is_refused() -> None:
    content = a_list(listed_office(card_of("GD-NIS")))
    data = write_directory(signed(content, "VC-MAINT", "LC-MAINT"))

    for place in range(len(data)):
        flipped = data[:place] + bytes((data[place] ^ 1,)) + data[place + 1 :]
        try:
            read = read_directory(flipped)
            check_signers(read)
        except ExchangeProblem:
            continue
        assert read.content == content, place  # a byte of the ZIP that says nothing: a date, an attribute
    for end in range(0, len(data), 7):
        assert reading_refused(data[:end]) == "list_damaged"


def test_stock_programs_check_a_list(tmp_path: Path) -> None:
    content = a_list(listed_office(card_of("GD-NIS")))
    (tmp_path / "list.zip").write_bytes(write_directory(signed(content, "VC-MAINT", "LC-MAINT")))
    subprocess.run(["unzip", "-q", "list.zip"], cwd=tmp_path, check=True)

    for code in ("VC-MAINT", "LC-MAINT"):
        command = ["minisign", "-Vm", "directory.json", "-x", f"directory-{code.lower()}.minisig"]
        key = ["-P", maintainer(code).signing_key]
        said = subprocess.run([*command, *key], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
        assert f"cass-directory 7 2014-07-01 {code}" in said
    assert json.loads((tmp_path / "directory.json").read_text(encoding="utf-8"))["number"] == 7


def test_a_list_too_large_is_not_read() -> None:
    assert reading_refused(b"\0" * (LIST_BYTES + 1)) == "list_too_large"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"threshold":2', b'"threshold":4'),
        (b'"expires_on":"2015-07-01"', b'"expires_on":"2014-07-01"'),
        (b'"state":"active"', b'"state":"asleep"'),
        (b'"code":"GD-NIS"', b'"code":"gd nis"'),
        (b'"number":7', b'"number":0'),
        (b'"hours"', b'"hoors"'),
    ],
)
def test_a_list_that_is_not_as_agreed_is_refused(old: bytes, new: bytes) -> None:
    members = read_zip(write_directory(signed(a_list(listed_office(card_of("GD-NIS"))), "VC-MAINT")), {}, LIST_BYTES)
    assert old in members["directory.json"]

    data = write_zip({**members, "directory.json": members["directory.json"].replace(old, new)})

    assert reading_refused(data) == "list_unreadable"


def test_the_words_of_a_key_in_the_list_are_those_of_the_key() -> None:
    key = listed_key(card_of("GD-NIS"))
    wrong = replace(key, words=(*key.words[:7], "zebra" if key.words[7] != "zebra" else "zero"))

    with pytest.raises(ExchangeProblem) as told:
        list_bytes(a_list(listed_office(card_of("GD-NIS"), keys=(wrong,))))

    assert told.value.facts["field"] == "offices.0.keys.0.words"


def test_the_words_of_the_maintainers_change_with_every_key_and_with_how_many_it_takes() -> None:
    three = tuple(maintainer(code) for code in THREE)
    words = maintainer_words(three, 2)

    assert len(words) == 8
    assert words == maintainer_words(tuple(reversed(three)), 2)
    assert words != maintainer_words(three, 1)
    assert words != maintainer_words((*three[:2], maintainer("JM-MAINT")), 2)
