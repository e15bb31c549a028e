import errno
import os
import sys
from pathlib import Path

import pytest

from desktop_app.foundation.places import Places, place_problem, resource, resource_dir, write_atomically
from desktop_app.foundation.problems import PlaceProblem


def test_training_has_a_folder_of_its_own() -> None:
    assert Places.default().data != Places.default(training=True).data
    assert Places.default().data.is_absolute()


def test_everything_lies_below_the_data_folder(places: Places) -> None:
    named = [places.store_file, places.keyring_file, places.settings_file, places.logs, places.backups, places.outgoing]
    assert all(path.parent == places.data for path in named)
    assert len(set(named)) == len(named)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps folders private by their place, not by a mode")
def test_the_folders_are_for_this_user_only(places: Places) -> None:
    assert [path.stat().st_mode & 0o777 for path in (places.data, places.logs, places.outgoing)] == [0o700] * 3


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(PlaceProblem, match=r"^place_unavailable$"):
        Places.at(tmp_path / "file" / "office").prepare()


def test_resources_are_found_in_the_checkout_and_in_a_frozen_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (resource_dir().parent / "pyproject.toml").exists()
    (tmp_path / "resources" / "rules").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("rules") == tmp_path / "resources" / "rules"
    with pytest.raises(PlaceProblem) as refusal:
        resource("rules", "ZZ")
    assert refusal.value.code == "resource_missing"
    assert refusal.value.facts == {"name": "rules/ZZ"}


def test_a_written_file_replaces_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "bundle.age"
    write_atomically(file, b"old")
    write_atomically(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "place_not_writable"),
        (errno.EACCES, "place_not_writable"),
        (errno.EIO, "place_unavailable"),
    ],
)
def test_what_the_system_refuses_is_named_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    file = tmp_path / "bundle.age"
    file.write_bytes(b"old")

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(PlaceProblem) as refusal:
        write_atomically(file, b"new")
    assert refusal.value.code == code
    assert refusal.value.facts == {"path": str(file)}
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_disk_that_is_really_full_is_named() -> None:
    with pytest.raises(OSError, match="No space") as refusal, Path("/dev/full").open("wb", buffering=0) as device:
        device.write(b"x")
    assert place_problem(refusal.value, Path("/dev/full")).code == "disk_full"


def test_a_folder_that_is_gone_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(PlaceProblem, match=r"^place_unavailable$"):
        write_atomically(tmp_path / "stick" / "bundle.age", b"x")


def test_an_interrupted_write_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "bundle.age", b"x")
    assert not list(tmp_path.iterdir())
