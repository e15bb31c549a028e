"""A damaged store: what can still be read is saved into a new one, and what is lost is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.rescue import LostRows, RescuedTable
from desktop_app.domain.verification import FaultKind
from desktop_app.foundation.problems import StoreProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.store.database import connect
from desktop_app.store.rescue import VERB, rescue
from desktop_app.store.store import Store
from tests.support.clocks import OPENING, FixedClock
from tests.support.stores import KEY, a_person, an_act, make_store

PEOPLE = 200
_PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("whole")
    with make_store(folder) as store:
        with an_act(store):
            for number in range(PEOPLE):
                store.persons.add(a_person(id=f"person-{number}", surname=f"Sample{number}"))
        for number in range(3):
            with an_act(store):
                store.documents.add(
                    document_id=f"document-{number}", claim_id=None, kind="worksheet", file_name="worksheet.pdf",
                    data=b"%PDF " * 20_000, made_at=OPENING, made_by="user-1",
                )  # fmt: skip
    return (folder / "store.cass-db").read_bytes()


def _lay(folder: Path, whole: bytes, *damaged: int) -> Path:
    torn = bytearray(whole)
    for page in damaged:
        torn[(page - 1) * _PAGE + 100] ^= 1
    path = folder / "damaged.cass-db"
    path.write_bytes(torn)
    return path


def _page_of(folder: Path, whole: bytes, table: str, wanted: Callable[[int], bool]) -> int:
    """Return the first page without which a table's rows are read to a number that is wanted, and no further."""
    for page in range(2, len(whole) // _PAGE + 1):
        path = _lay(folder, whole, page)
        try:
            tables = connect(path, KEY)
        except StoreProblem:
            continue
        read = 0
        try:
            for _row in tables.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid"):  # noqa: S608 - own names
                read += 1
        except Exception:  # noqa: BLE001 - whatever SQLCipher says
            if wanted(read):
                return page
        finally:
            tables.close()
    raise AssertionError("no such page")


def _rescued(folder: Path, path: Path) -> tuple[dict[str, RescuedTable], Store]:
    before = path.read_bytes()
    saved = rescue(path, KEY, folder / "new" / "store.cass-db", FixedClock(), user="user-1")
    assert path.read_bytes() == before
    assert [entry.name for entry in (folder / "new").iterdir()] == ["store.cass-db"]
    store = Store.open(folder / "new" / "store.cass-db", KEY, FixedClock(seed="new"))
    return {entry.table: entry for entry in saved.tables}, store


def test_a_whole_store_comes_over_whole(tmp_path: Path, whole: bytes) -> None:
    saved, store = _rescued(tmp_path, _lay(tmp_path, whole))
    with store:
        assert not any(entry.lost for entry in saved.values())
        assert store.verify().sound
        (line,) = store.journal.lines(limit=1)
        assert (line.verb, line.user, line.facts["lost"]) == (VERB, "user-1", "")
        found = store.search("Sample17")
        assert found[0].id == "person-17"


def test_past_a_torn_page_the_rest_is_saved_and_the_loss_is_named(tmp_path: Path, whole: bytes) -> None:
    page = _page_of(tmp_path, whole, "person", lambda read: 20 < read < PEOPLE - 60)
    saved, store = _rescued(tmp_path, _lay(tmp_path, whole, page))
    with store:
        (lost,) = saved["person"].lost
        gone = lost.last - lost.first + 1
        assert 0 < gone < 60
        assert saved["person"].rows == PEOPLE - gone
        assert [entry for entry in saved.values() if entry.lost] == [saved["person"]]
        (line,) = store.journal.lines(limit=1)
        assert line.facts["lost"] == f"person {lost.first}-{lost.last}"
        assert store.persons.find("person-0") is not None
        assert store.persons.find(f"person-{PEOPLE - 1}") is not None
        found = store.verify()
        vanished = {fault.name for fault in found.faults if fault.kind is FaultKind.VANISHED}
        assert vanished == {str(number) for number in range(lost.first, lost.last + 1)}
        kinds = {fault.kind for fault in found.faults}
        assert kinds == {FaultKind.VANISHED, FaultKind.REFERENCE}
        assert found.rescued


def test_a_torn_page_in_the_bytes_of_a_file_costs_that_file_alone(tmp_path: Path, whole: bytes) -> None:
    page = _page_of(tmp_path, whole, "document", lambda read: read == 1)  # the second of three
    saved, store = _rescued(tmp_path, _lay(tmp_path, whole, page))
    with store:
        assert [entry for entry in saved.values() if entry.lost] == [
            RescuedTable(table="document", rows=2, lost=(LostRows(first=2, last=2),))
        ]


def test_the_last_page_of_a_table_torn_leaves_all_before_it(tmp_path: Path, whole: bytes) -> None:
    page = _page_of(tmp_path, whole, "person", lambda read: PEOPLE - 40 < read < PEOPLE)
    saved, store = _rescued(tmp_path, _lay(tmp_path, whole, page))
    with store:
        assert saved["person"].rows > PEOPLE - 60
        assert saved["person"].lost == (LostRows(first=saved["person"].rows + 1),)


def test_lost_lines_of_the_journal_show_where_it_no_longer_fits(tmp_path: Path, whole: bytes) -> None:
    page = _page_of(tmp_path, whole, "journal_change", lambda _read: True)
    saved, store = _rescued(tmp_path, _lay(tmp_path, whole, page))
    with store:
        assert saved["journal_change"].lost
        assert FaultKind.CHANGES in {fault.kind for fault in store.verify().faults}
        with an_act(store):
            store.settings.set("sample", value=1)


def test_where_the_tables_themselves_are_not_known_any_more_that_is_said(tmp_path: Path, whole: bytes) -> None:
    with pytest.raises(StoreProblem, match="store_beyond_rescue"):
        rescue(_lay(tmp_path, whole, 1), KEY, tmp_path / "new.cass-db", FixedClock(), user="user-1")
    assert [entry.name for entry in tmp_path.iterdir()] == ["damaged.cass-db"]


def test_what_was_last_written_and_is_not_in_the_file_yet_comes_too(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with an_act(store):
        store.settings.set("sample", value=1)
    path = tmp_path / "store.cass-db"
    before = (path.read_bytes(), path.with_name("store.cass-db-wal").read_bytes())
    rescue(path, KEY, tmp_path / "new" / "store.cass-db", FixedClock(), user="user-1")
    assert (path.read_bytes(), path.with_name("store.cass-db-wal").read_bytes()) == before
    store.close()
    with Store.open(tmp_path / "new" / "store.cass-db", KEY, FixedClock(seed="new")) as new:
        assert new.settings.get("sample") == 1


@pytest.mark.parametrize("what", ["rescue_copy", "rescue"])
def test_stopped_halfway_nothing_is_left(tmp_path: Path, whole: bytes, what: str) -> None:
    class Stopping:
        def step(self, _done: int, _total: int, step: str = "") -> None:
            if step == what:
                raise Cancelled

    path = _lay(tmp_path, whole)
    with pytest.raises(Cancelled):
        rescue(path, KEY, tmp_path / "new.cass-db", FixedClock(), user="user-1", progress=Stopping())
    assert [entry.name for entry in tmp_path.iterdir()] == ["damaged.cass-db"]


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / "new.cass-db").write_bytes(b"kept")
    with pytest.raises(StoreProblem, match="store_exists"):
        rescue(_lay(tmp_path, whole), KEY, tmp_path / "new.cass-db", FixedClock(), user="user-1")
    assert (tmp_path / "new.cass-db").read_bytes() == b"kept"
