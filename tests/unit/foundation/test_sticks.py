"""What is written to a stick is on the stick, or is said not to be."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from desktop_app.foundation import sticks
from desktop_app.foundation.problems import PlaceProblem
from desktop_app.foundation.sticks import check_room, sweep, write_verified

DATA = bytes(range(256)) * 10_000


def refused(path: Path) -> PlaceProblem:
    with pytest.raises(PlaceProblem) as found:
        write_verified(path, DATA)
    return found.value


def failing(number: int) -> Any:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_file_is_written_read_back_and_the_stick_may_be_pulled(tmp_path: Path) -> None:
    path = tmp_path / "VC-NIS_LC-NIC_000001_1of1.cass"

    assert write_verified(path, DATA)
    assert path.read_bytes() == DATA
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_an_empty_file_is_one_too(tmp_path: Path) -> None:
    assert write_verified(tmp_path / "a.cass", b"")


def test_a_file_of_the_same_name_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.cass"
    path.write_bytes(b"before")

    assert write_verified(path, DATA)
    assert path.read_bytes() == DATA


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "place_not_writable"),
        (errno.EIO, "place_gone"),
        (errno.ENODEV, "place_gone"),
        (errno.EINVAL, "name_not_allowed"),
        (errno.ENAMETOOLONG, "name_not_allowed"),
        (errno.EBUSY, "place_unavailable"),
    ],
)
def test_what_the_system_refuses_while_writing_is_named_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    path = tmp_path / "a.cass"
    path.write_bytes(b"before")
    monkeypatch.setattr(os, "fsync", failing(number))

    assert refused(path).code == code
    assert path.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_stick_pulled_while_writing_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    before = os.fsync

    def pulled(number: int) -> None:
        before(number)
        shutil.rmtree(stick)

    monkeypatch.setattr(os, "fsync", pulled)

    assert refused(stick / "a.cass").code == "place_gone"


def test_a_stick_that_keeps_other_bytes_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.fsync

    def spoiling(number: int) -> None:
        before(number)
        for file in tmp_path.glob(".cass-*.part"):
            data = file.read_bytes()
            file.write_bytes(data[:-1] + b"\x00")

    monkeypatch.setattr(os, "fsync", spoiling)

    assert refused(tmp_path / "a.cass").code == "written_differs"
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_loses_the_end_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.fsync

    def losing(number: int) -> None:
        before(number)
        for file in tmp_path.glob(".cass-*.part"):
            os.truncate(file, 100)

    monkeypatch.setattr(os, "fsync", losing)

    assert refused(tmp_path / "a.cass").code == "written_differs"


def test_where_the_folder_cannot_be_settled_alone_everything_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, all_of_it = os.fsync, []

    def files_only(number: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{number}"):  # noqa: PTH112 - a number, not a path
            raise OSError(errno.EINVAL, "not this folder")
        before(number)

    monkeypatch.setattr(os, "fsync", files_only)
    monkeypatch.setattr(os, "sync", lambda: all_of_it.append(1))

    assert write_verified(tmp_path / "a.cass", DATA)
    assert all_of_it == [1]


def test_a_system_that_promises_nothing_for_folders_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")

    assert not write_verified(tmp_path / "a.cass", DATA)


def test_a_stick_without_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(PlaceProblem, match="disk_full"):
        check_room(tmp_path, 2**62)
    check_room(tmp_path, 1)


def test_a_stick_that_is_not_there_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(PlaceProblem, match="place_unavailable"):
        check_room(tmp_path / "gone", 1)
    assert refused(tmp_path / "gone" / "a.cass").code == "place_gone"
    assert sticks.write_verified(tmp_path / "a.cass", b"1")


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EPERM])
def test_a_folder_that_may_not_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("tempfile.mkstemp", failing(number))  # no folder is closed to the system's own user

    assert refused(tmp_path / "a.cass").code == "place_not_writable"
    assert list(tmp_path.iterdir()) == []


def left(folder: Path, name: str = ".cass-ab12_xyz.part", *, seconds: int = 0) -> Path:
    """A file as a program that was ended leaves it, last written to so many seconds ago."""
    path = folder / name
    path.write_bytes(b"half of it")
    then = int(path.stat().st_mtime) - seconds
    os.utime(path, (then, then))
    return path


def test_what_a_program_that_was_ended_left_goes_with_the_next_write_into_that_folder(tmp_path: Path) -> None:
    half = left(tmp_path, seconds=sticks.STALE + 60)

    write_verified(tmp_path / "a.cass", DATA)

    assert not half.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["a.cass"]


def test_what_another_program_may_still_write_to_stays(tmp_path: Path) -> None:
    half = left(tmp_path, seconds=sticks.STALE - 60)

    write_verified(tmp_path / "a.cass", DATA)

    assert half.exists()


@pytest.mark.parametrize(
    "name", ["cass-ab12_xyz.part", ".cass-ab12_xyz.part.txt", ".cass-AB.part", ".other-ab12_xyz.part", ".cass-.part"]
)
def test_only_files_of_ours_go(tmp_path: Path, name: str) -> None:
    strange = left(tmp_path, name, seconds=10 * sticks.STALE)

    assert sweep(tmp_path, int(strange.stat().st_mtime) + 20 * sticks.STALE) == 0
    assert strange.exists()


def test_folders_and_links_of_such_a_name_stay(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    kept = left(elsewhere, "kept.txt")
    (tmp_path / ".cass-ab12_xyz.part").mkdir()
    (tmp_path / ".cass-ab12_xyw.part").symlink_to(kept)

    assert sweep(tmp_path, 1 << 40) == 0
    assert kept.exists()


def test_a_folder_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    assert sweep(tmp_path / "gone", 1 << 40) == 0
