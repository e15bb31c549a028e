"""A desk that was ended while it wrote a bundle takes its half file away when it starts again."""

import os
from pathlib import Path

import pytest

from desktop_app.store.journal import JournalFilter
from desktop_app.workflows import table_files
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle, write_bundle
from desktop_app.workflows.export_table import ShownTable, export_table
from desktop_app.workflows.left_files import MOST_FOLDERS, known_folders, sweep_left_files
from desktop_app.workflows.watch_folder import set_watched
from tests.support.case_desks import told
from tests.support.desks import NOON


def half_file(folder: Path, seconds_ago: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / ".cass-q3k_81zd.part"
    path.write_bytes(b"half of it")
    then = int(NOON.timestamp()) - seconds_ago
    os.utime(path, (then, then))
    return path


def test_half_files_go_from_the_folders_that_are_known(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, stick, watched, other = offices["VC"], tmp_path / "stick", tmp_path / "watched", tmp_path / "other"
    told(vc, "LC")
    stick.mkdir()
    write_bundle(vc, seal_bundle(vc, "LC-NIC").bundle_id, stick, "stick")
    old, fresh = half_file(watched, 7_200), half_file(tmp_path / "fresh", 60)
    left, elsewhere = half_file(stick, 7_200), half_file(other, 7_200)
    set_watched(vc, watched)

    assert sweep_left_files(vc) == 2

    assert (old.exists(), left.exists()) == (False, False)
    assert (fresh.exists(), elsewhere.exists()) == (True, True)
    assert len(list(stick.iterdir())) == 1


def test_a_stick_that_was_taken_out_is_no_trouble(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, stick = offices["VC"], tmp_path / "stick"
    stick.mkdir()
    told(vc, "LC")
    bundle = seal_bundle(vc, "LC-NIC").bundle_id
    write_bundle(vc, bundle, stick, "stick")
    for file in stick.iterdir():
        file.unlink()
    stick.rmdir()

    assert sweep_left_files(vc) == 0
    for number in range(MOST_FOLDERS + 3):
        folder = tmp_path / f"stick-{number}"
        folder.mkdir()
        write_bundle(vc, bundle, folder, "stick")

    assert len(known_folders(vc)) == MOST_FOLDERS
    assert known_folders(vc)[0] == tmp_path / f"stick-{MOST_FOLDERS + 2}"


class PowerCutError(BaseException):
    """The program is ended: nothing after it is done, nothing is put right."""


def cut_while_writing(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin to write a table of names and be ended in the middle of it: its half file stays as the disk has it."""
    rows = [["Zwickley", "VC 123456"]] * 3
    written = path.parent / "as-the-disk-has-it"

    def end(_beside: Path, _path: Path) -> None:
        (beside,) = path.parent.glob(".cass-*.part")
        beside.rename(written)
        raise PowerCutError

    monkeypatch.setattr(table_files, "replace_file", end)
    table = ShownTable(name="people", titles=("Name", "Number"), rows=rows, personal=frozenset({0, 1}))
    with pytest.raises(PowerCutError):
        export_table(desk, table, path)
    left = half_file(path.parent, 7_200)
    left.write_bytes(written.read_bytes())
    os.utime(left, (int(NOON.timestamp()) - 7_200,) * 2)
    written.unlink()


def test_a_plain_table_cut_by_a_power_cut_is_gone_at_the_next_start(
    offices: dict[str, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vc, folder = offices["VC"], tmp_path / "Desktop"
    folder.mkdir()
    acts = vc.store.journal.count(JournalFilter())
    cut_while_writing(vc, folder / "people.csv", monkeypatch)
    (left,) = folder.iterdir()
    assert b"Zwickley" in left.read_bytes()
    assert vc.store.journal.count(JournalFilter()) == acts, "nothing was taken out"

    assert sweep_left_files(vc) == 1
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("place", ["data", "backups", "outgoing"])
def test_half_files_go_from_the_desks_own_folders(offices: dict[str, Desk], place: str) -> None:
    vc = offices["VC"]
    left = half_file(getattr(vc.places, place), 7_200)
    assert sweep_left_files(vc) == 1
    assert not left.exists()
