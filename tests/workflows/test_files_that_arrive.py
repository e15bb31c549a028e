"""Files that are dropped, a folder of them, mails with several bundles, and the folder that is watched."""

import os
from pathlib import Path

import pytest

from desktop_app.domain.messages import MessageType, Receipt, ReceiptLevel
from desktop_app.exchange.armour import to_text
from desktop_app.foundation.problems import PlaceProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.workflows import receive_files as receive_files_module
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.paper_signed import codes_of_message
from desktop_app.workflows.print_message import message_document
from desktop_app.workflows.receive_bundle import received
from desktop_app.workflows.receive_files import LARGEST_FILE, Came, FileResult, receive_any, receive_files
from desktop_app.workflows.watch_folder import Look, look_into_folder, set_watched, watched
from tests.support.case_desks import carry, certify, say, told
from tests.support.qr_pictures import qr_picture


def a_file(sender: Desk, recipient: Desk) -> bytes:
    say(sender, recipient.office.code, Receipt(about_message=sender.clock.new_id(), level=ReceiptLevel.OPENED))
    return seal_bundle(sender, recipient.office.code).data


def certified(lc: Desk, vc: Desk) -> str:
    """Let one office certify for a claim of the other; return the message it says so by."""
    told(lc, "VC")
    there = carry(lc, vc)
    certify(vc, there)
    rows = vc.store.outbox.of_claim(there)
    return next(row.message_id for row in rows if row.type is MessageType.PERIOD_CERTIFICATE)


def came(results: tuple[FileResult, ...]) -> list[tuple[str, Came]]:
    return [(result.name, result.came) for result in results]


def test_several_files_and_a_folder_are_received_each_with_its_own_result(
    offices: dict[str, Desk], tmp_path: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    folder = tmp_path / "mail"
    (folder / "further").mkdir(parents=True)
    one, two, three = a_file(vc, lc), a_file(vc, lc), a_file(vc, lc)
    (folder / "a.cass").write_bytes(one)
    (folder / "b.txt").write_text(to_text(two))
    (folder / "letter.docx").write_bytes(b"PK\x03\x04")
    (folder / "further" / "c.cass").write_bytes(three)
    (folder / "linked.cass").symlink_to(folder / "a.cass")
    (tmp_path / "renamed.bin").write_bytes(three)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")

    results = receive_files(
        lc, [folder, tmp_path / "renamed.bin", tmp_path / "picture.png", tmp_path / "gone.cass", folder / "a.cass"]
    )

    assert came(results) == [
        ("a.cass", Came.NEW),
        ("b.txt", Came.NEW),
        ("renamed.bin", Came.NEW),
        ("gone.cass", Came.REFUSED),
        ("picture.png", Came.REFUSED),
    ]
    assert [result.problem.code for result in results if result.problem] == ["place_unavailable", "picture_unreadable"]
    assert results[0].office_name == vc.office.name
    assert came(receive_files(lc, [folder])) == [("a.cass", Came.BEFORE), ("b.txt", Came.BEFORE)]


class Stopping:
    """Progress of a person who asks to stop when so many are done."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.told: list[int] = []

    def step(self, done: int, _total: int, _what: str = "") -> None:
        self.told.append(done)
        if done >= self.after:
            raise Cancelled


def test_a_person_who_stops_keeps_what_was_received_and_the_rest_comes_later(
    offices: dict[str, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive_files_module, "_TOGETHER_FILES", 2)
    vc, lc = offices["VC"], offices["LC"]
    for number in range(5):
        (tmp_path / f"{number}.cass").write_bytes(a_file(vc, lc))
    lines = lc.store.journal.count()
    stopping = Stopping(after=2)

    with pytest.raises(Cancelled):
        receive_files(lc, [tmp_path], stopping)

    assert stopping.told == [0, 2]
    assert len(received(lc)) == 2
    assert lc.store.journal.count() == lines + 2
    assert came(receive_files(lc, [tmp_path])) == [
        *((f"{number}.cass", Came.BEFORE) for number in range(2)),
        *((f"{number}.cass", Came.NEW) for number in range(2, 5)),
    ]
    assert lc.store.journal.verify() is None


def test_a_refused_file_among_many_takes_no_other_back(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    good, bad, last = a_file(vc, lc), a_file(vc, lc), a_file(vc, lc)
    for name, data in (("a", good), ("b", bad[:-1] + bytes([bad[-1] ^ 1])), ("c", last)):
        (tmp_path / f"{name}.cass").write_bytes(data)

    assert [result for _, result in came(receive_files(lc, [tmp_path]))] == [Came.NEW, Came.REFUSED, Came.NEW]
    assert {line.verb for line in lc.store.journal.lines(limit=3)} == {"bundle_received", "file_refused"}
    assert lc.store.journal.verify() is None


def test_a_text_with_several_bundles_gives_a_result_for_each(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    text = to_text(a_file(vc, lc)) + to_text(a_file(vc, gd)) + to_text(a_file(gd, lc))

    results = receive_any(lc, text.encode(), "mails.txt")

    assert [result.came for result in results] == [Came.NEW, Came.REFUSED, Came.NEW]
    assert results[1].problem is not None
    assert results[1].problem.code == "bundle_not_for_us"
    assert len(received(lc)) == 3


def test_what_holds_no_bundle_is_kept_with_the_reason(offices: dict[str, Desk]) -> None:
    (result,) = receive_any(offices["LC"], b"PK\x03\x04 broken", "secure.zip")

    assert result.problem is not None
    assert result.problem.code == "archive_unreadable"
    assert offices["LC"].store.mailbox.get(result.mailbox_id).outcome == "archive_unreadable"


def test_a_file_beyond_all_bounds_is_not_read(offices: dict[str, Desk], tmp_path: Path) -> None:
    path = tmp_path / "a.cass"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)

    (result,) = receive_files(offices["LC"], [path])

    assert result.problem is not None
    assert result.problem.code == "bundle_too_large"


@pytest.fixture
def folder(offices: dict[str, Desk], tmp_path: Path) -> Path:
    made = tmp_path / "incoming"
    made.mkdir()
    set_watched(offices["LC"], made)
    return made


def test_nothing_is_watched_before_a_person_says_so(offices: dict[str, Desk]) -> None:
    assert watched(offices["VC"]).folder is None
    assert look_into_folder(offices["VC"]) == Look()


def test_a_file_is_taken_once_it_has_stopped_growing(offices: dict[str, Desk], folder: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    data = a_file(vc, lc)
    (folder / "a.cass").write_bytes(data[:500])

    first = look_into_folder(lc)
    (folder / "a.cass").write_bytes(data)
    second = look_into_folder(lc, first)
    third = look_into_folder(lc, second)
    fourth = look_into_folder(lc, third)

    assert (first.results, second.results, fourth.results) == ((), (), ())
    assert came(third.results) == [("a.cass", Came.NEW)]
    assert (folder / "a.cass").exists()
    assert [line.state for line in received(lc)] == ["to_check"]
    assert look_into_folder(lc, look_into_folder(lc)).results == ()  # as after a new start


def test_a_file_that_changes_is_looked_at_again(offices: dict[str, Desk], folder: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    (folder / "a.cass").write_bytes(a_file(vc, lc))
    look = look_into_folder(lc, look_into_folder(lc))
    (folder / "a.cass").write_bytes(a_file(vc, lc))
    os.utime(folder / "a.cass", ns=(1, 1))

    look = look_into_folder(lc, look_into_folder(lc, look))

    assert came(look.results) == [("a.cass", Came.NEW)]


def test_taken_files_are_moved_where_the_office_wants_that_and_never_over_others(
    offices: dict[str, Desk], folder: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    set_watched(lc, folder, move=True)
    for _ in range(2):
        (folder / "a.cass").write_bytes(a_file(vc, lc))
        look = look_into_folder(lc, look_into_folder(lc))
        assert came(look.results) == [("a.cass", Came.NEW)]

    assert sorted(path.name for path in (folder / "received").iterdir()) == ["a (2).cass", "a.cass"]
    assert not (folder / "a.cass").exists()


def test_letters_and_pictures_that_are_none_of_ours_are_left_alone(offices: dict[str, Desk], folder: Path) -> None:
    lc = offices["LC"]
    (folder / "note.txt").write_text("Buy milk.")
    (folder / "mail.eml").write_text("Subject: lunch\nMIME-Version: 1.0\n\nAt noon?\n")
    (folder / "holiday.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "empty.cass").write_bytes(b"")
    (folder / "false.cass").write_bytes(b"nothing of ours")

    look = look_into_folder(lc, look_into_folder(lc))

    assert came(look.results) == [("false.cass", Came.REFUSED), ("holiday.jpg", Came.LEFT)]
    assert len(received(lc)) == 1
    assert (folder / "holiday.jpg").exists()
    assert look_into_folder(lc, look).results == ()


def test_pictures_of_a_signed_paper_in_the_folder_wait_for_each_other_and_are_received(
    offices: dict[str, Desk], folder: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    codes = codes_of_message(vc, certified(lc, vc))
    assert len(codes) > 1
    drawn = [qr_picture(code) for code in codes]
    set_watched(lc, folder, move=True)
    (folder / "first.png").write_bytes(drawn[0])

    look = look_into_folder(lc, look_into_folder(lc))
    assert [result.problem.code for result in look.results if result.problem] == ["qr_missing"]
    assert look_into_folder(lc, look).results == ()
    for number, data in enumerate(drawn[1:]):
        (folder / f"next-{number}.PNG").write_bytes(data)
    look = look_into_folder(lc, look_into_folder(lc, look))
    assert [result.came for result in look.results] == [Came.NEW]
    assert min(path.name for path in (folder / "received").iterdir()) == "first.png"
    assert look_into_folder(lc, look).results == ()

    (folder / "letter.png").write_bytes(qr_picture("Nothing of ours"))
    kept = len(received(lc))
    look = look_into_folder(lc, look_into_folder(lc, look))
    assert ("letter.png", Came.LEFT) in came(look.results)
    assert len(received(lc)) == kept
    assert (folder / "letter.png").exists()


def test_a_folder_let_go_over_the_window_gives_its_signed_pages_and_leaves_other_pictures(
    offices: dict[str, Desk], tmp_path: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    (tmp_path / "page.pdf").write_bytes(message_document(vc, certified(lc, vc)).data)
    (tmp_path / "holiday.png").write_bytes(qr_picture("Nothing of ours"))

    results = receive_files(lc, [tmp_path])

    assert sorted(came(results)) == [("holiday.png", Came.LEFT), ("page.pdf", Came.NEW)]
    assert len(received(lc)) == 1


def test_a_folder_that_is_gone_is_named_and_its_files_come_when_it_is_back(
    offices: dict[str, Desk], folder: Path, tmp_path: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    away = tmp_path / "away"
    (folder / "a.cass").write_bytes(a_file(vc, lc))
    folder.rename(away)
    look = look_into_folder(lc)
    assert look.problem is not None
    assert look.problem.code == "watch_folder_gone"
    away.rename(folder)

    assert came(look_into_folder(lc, look_into_folder(lc, look)).results) == [("a.cass", Came.NEW)]


def test_the_programs_own_folder_is_not_watched_nor_one_that_is_not_there(
    offices: dict[str, Desk], tmp_path: Path
) -> None:
    lc = offices["LC"]
    lc.places.prepare()
    with pytest.raises(PlaceProblem, match="watch_folder_own"):
        set_watched(lc, lc.places.outgoing)
    with pytest.raises(PlaceProblem, match="watch_folder_gone"):
        set_watched(lc, tmp_path / "nowhere")
    assert set_watched(lc, None).folder is None


def test_many_files_are_taken_a_few_at_a_time(offices: dict[str, Desk], folder: Path) -> None:
    lc = offices["LC"]
    for number in range(25):
        (folder / f"{number:02}.cass").write_bytes(b"none of ours %d" % number)

    first = look_into_folder(lc, look_into_folder(lc))
    second = look_into_folder(lc, first)

    assert (len(first.results), first.more, len(second.results), second.more) == (20, True, 5, False)
