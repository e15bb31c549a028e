"""The ZIP inside a bundle, made and read."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.archive import read_zip, write_zip
from desktop_app.foundation.problems import ExchangeProblem

MEMBERS = {"manifest.json": b"{}", "attachment.pdf": b"%PDF" * 100}
WHOLE = write_zip(MEMBERS)


def read(data: bytes) -> dict[str, bytes]:
    return read_zip(data, {".json": 1_000}, 10_000)


def test_equal_members_are_an_equal_zip_dated_1980() -> None:
    with zipfile.ZipFile(BytesIO(WHOLE)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert write_zip(MEMBERS) == WHOLE
    assert read(WHOLE) == MEMBERS


def test_every_flipped_byte_gives_the_same_members_or_a_problem() -> None:
    for place in range(len(WHOLE)):
        for bit in (1, 0x80):
            flipped = WHOLE[:place] + bytes([WHOLE[place] ^ bit]) + WHOLE[place + 1 :]
            with suppress(ExchangeProblem):
                assert set(read(flipped).values()) == set(MEMBERS.values())


@given(st.integers(0, len(WHOLE)), st.binary(max_size=30), st.integers(0, 30))
def test_a_zip_changed_anywhere_gives_members_or_a_problem(place: int, other: bytes, lost: int) -> None:
    try:
        members = read(WHOLE[:place] + other + WHOLE[place + lost :])
    except ExchangeProblem:
        return
    assert sum(map(len, members.values())) <= 20_000


def test_a_zip_may_be_made_by_other_programs() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("manifest.json", b"{}")

    assert read(made.getvalue()) == {"manifest.json": b"{}"}


@pytest.mark.parametrize(
    "name", ["a/b.json", "..", ".json", "A.json", "a b.json", "a.json ", "con", "a.b.c.d", "é.json", "a" * 90]
)
def test_odd_names_are_refused(name: str) -> None:
    with pytest.raises(ExchangeProblem) as refused:
        read(write_zip({name: b""}))

    assert refused.value.code == "bundle_bad_names"


def test_a_doubled_name_is_refused() -> None:
    made = write_zip({"a.json": b"1", "b.json": b"2"}).replace(b"b.json", b"a.json")

    with pytest.raises(ExchangeProblem) as refused:
        read(made)

    assert refused.value.code == "bundle_bad_names"


@pytest.mark.parametrize("members", [{"a.json": bytes(1_001)}, {"a.pdf": bytes(10_001)}])
def test_each_kind_of_member_has_its_limit(members: dict[str, bytes]) -> None:
    with pytest.raises(ExchangeProblem) as refused:
        read(write_zip(members))

    assert refused.value.code == "bundle_bomb"


def test_a_member_that_inflates_past_its_entry_is_cut_short() -> None:
    made = bytearray(write_zip({"a.pdf": bytes(9_000)}))
    place = made.rindex(b"PK\x01\x02") + 24
    made[place : place + 4] = (100).to_bytes(4, "little")

    with pytest.raises(ExchangeProblem) as refused:
        read(bytes(made))

    assert refused.value.code == "bundle_damaged"


def test_a_comment_or_a_second_beginning_is_refused() -> None:
    for data in (WHOLE + b"x", b"x" + WHOLE, WHOLE[:-2] + b"\x01\x00x"):
        with pytest.raises(ExchangeProblem):
            read(data)
