"""What keeps searching and lists quick at a million people: every question goes by an index, and there are few of them.

Nothing is timed here. A question that reads a whole table, or one more question for every row there is, is what makes a
program slow years later; both are seen in a store of some hundred people as well.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.likeness import PersonFacts, facts_of
from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.foundation.progress import Silent
from desktop_app.store.claims import ClaimFilter, ClaimSort, SortKey
from desktop_app.store.database import Database
from desktop_app.store.journal import JournalFilter
from desktop_app.workflows.claim_notes import claim_notes
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.find import find
from desktop_app.workflows.likely_same import likely_pairs, likely_same, look_through
from desktop_app.workflows.list_claims import claims_page
from desktop_app.workflows.obligations import obligations_of_claim
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.people import open_person, people_page
from desktop_app.workflows.read_journal import journal_page
from desktop_app.workflows.sample_people import fill, sample_person
from tests.support.desks import desk_of
from tests.support.office_desks import busy_desk

HEAD = User(id="u-head", name="Hubert Sample-Head", role=Role.HEAD)
AUDITOR = User(id="u-auditor", name="Ada Audit-Sample", role=Role.AUDITOR)
FEW, MORE = 60, 600
MOST_FOR_A_CLAIM = 60
SMALL = frozenset({
    "user_account", "user_role", "draft", "setting", "proposal", "known_office", "office_key", "protection",
    "office", "past_key", "key_event",
    "open_point_setting", "import_mapping", "record_import", "sqlite_master", "json_each",
})  # fmt: skip
"""Tables with a row for a user, an office, a setting: read whole, they are read at once."""

TO_LOOK = ("SELECT count(*) FROM person_to_look", "SELECT l.row, p.id, p.birth_date FROM person_to_look l LEFT JOIN")
"""A table of a number a row: counted, and read from its beginning, once for some hundred persons looked for."""

READ_WHOLE = re.compile(r"^SCAN (\w+)$")
INDEX_READ_WHOLE = re.compile(r"^SCAN (\w+) USING (?:COVERING )?INDEX (\w+)$")
_NO_ALIAS = "WHERE|ON|JOIN|ORDER|LIMIT|GROUP|LEFT|CROSS"
NAMED = re.compile(rf"\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?:AS\s+)?(?!{_NO_ALIAS})(\w+))?", re.IGNORECASE)
OWN = re.compile(r"\b(\w+)(?:\s*\([^)]*\))?\s+AS\s+(?:MATERIALIZED\s+)?\(", re.IGNORECASE)


class Asked:
    """Every question asked of a store, with its values."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.questions: list[tuple[str, tuple[object, ...]]] = []
        answered = Database.rows

        def rows(database: Database, sql: str, values: tuple[object, ...] = ()) -> list[dict[str, object]]:
            self.questions.append((sql, tuple(values)))
            return answered(database, sql, values)  # type: ignore[arg-type] - handed on as it came

        monkeypatch.setattr(Database, "rows", rows)

    def by(self, act: Callable[[], object]) -> list[tuple[str, tuple[object, ...]]]:
        """Return what an act asks."""
        self.questions.clear()
        act()
        return list(self.questions)


@pytest.fixture(name="asked")
def _asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(monkeypatch)


def desk_with(folder: Path, people: int) -> Desk:
    desk = desk_of("VC", Places.at(folder))
    fill(desk, people, Silent())
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
        desk.store.users.add(AUDITOR, "ada")
        desk.store.users.add(HEAD, "hubert")
    return desk


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk_with(tmp_path / "vc", FEW)
    yield made
    made.close()


def read_whole(desk: Desk, sql: str, values: tuple[object, ...]) -> list[str]:
    """Return the large tables that a question reads from the first row to the last."""
    explained = desk.store._database.rows(f"EXPLAIN QUERY PLAN {sql}", values)  # type: ignore[arg-type] - as asked
    plan = [row["detail"] for row in explained]
    tables = {alias or table: table for table, alias in NAMED.findall(sql)}
    own = set(OWN.findall(sql))
    if sql.startswith(TO_LOOK):
        return []
    bounded = "LIMIT" in sql or sql.startswith("SELECT count(")
    found = []
    for line in plan:
        whole = READ_WHOLE.match(line) or (None if bounded else INDEX_READ_WHOLE.match(line))
        if whole and whole[1] not in own and tables.get(whole[1], whole[1]) not in SMALL:
            found.append(f"{line} in {sql}")
    return found


LISTS: dict[str, Callable[[Desk], object]] = {
    "people, first": people_page,
    "people, deep": lambda desk: people_page(desk, offset=40, limit=10),
    "people by the start of a name": lambda desk: people_page(desk, sample_person(3).surname[:3]),
    "people by two names": lambda desk: people_page(
        desk, f"{sample_person(3).surname} {sample_person(3).forenames[:2]}"
    ),
    "people misspelt": lambda desk: people_page(desk, "Braickk"),
    "people by number": lambda desk: people_page(desk, "100003"),
    "people by birth date": lambda desk: people_page(desk, "14/6/1954"),
    "the search box, letters": lambda desk: find(desk, "br"),
    "the search box, a claim": lambda desk: find(desk, "VC-2014-0001"),
    "the search box, a serial": lambda desk: find(desk, "31"),
    "claims typed for": lambda desk: claims_page(desk, ClaimFilter(text="br"), ClaimSort()),
    "claims of somebody": lambda desk: claims_page(desk, ClaimFilter(responsible=desk.user.id), ClaimSort()),
    **{
        f"claims by {key.value}": lambda desk, key=key: claims_page(desk, ClaimFilter(), ClaimSort(key=key), offset=3)  # type: ignore[misc]
        for key in SortKey
    },
    "who is being typed": lambda desk: likely_same(desk, facts_of(sample_person(7))),
    "whose date is not known": lambda desk: likely_same(desk, PersonFacts(surname="Sample", forenames="Ann")),
    "likely pairs looked for": lambda desk: look_through(desk, Silent()),
    "likely pairs": likely_pairs,
    "a person": lambda desk: open_person(desk, sample_person(5).id),
    "a claim": lambda desk: open_claim(desk, "sample-claim-000003"),
    "the journal": lambda desk: journal_page(replace(desk, user=AUDITOR), JournalFilter()),
}


@pytest.mark.parametrize("name", LISTS)
def test_no_search_and_no_list_reads_a_whole_table(desk: Desk, asked: Asked, name: str) -> None:
    questions = asked.by(lambda: LISTS[name](desk))
    assert questions
    assert [line for sql, values in questions for line in read_whole(desk, sql, values)] == []


def test_a_claim_with_messages_and_duties_reads_no_whole_table(tmp_path: Path, asked: Asked) -> None:
    desk = busy_desk(tmp_path)
    for row in desk.store.claims.page():
        for act in (open_claim, claim_notes, obligations_of_claim):
            questions = asked.by(lambda act=act, key=row.id: act(desk, key))  # type: ignore[misc]
            assert [line for sql, values in questions for line in read_whole(desk, sql, values)] == []
            assert len(questions) <= MOST_FOR_A_CLAIM
    desk.close()


def test_a_question_that_reads_a_whole_table_would_be_seen(desk: Desk) -> None:
    for sql in (
        "SELECT id FROM person WHERE address = 'x'",
        "SELECT p.id FROM person p JOIN claim AS c ON c.person_id = p.id WHERE p.phone <> ''",
        "SELECT surname FROM person ORDER BY surname",
        "SELECT id FROM journal WHERE facts LIKE '%x%'",
        "SELECT sort_name FROM person WHERE merged_into IS NULL",
    ):
        assert read_whole(desk, sql, ()), sql


def test_covered_rows_change_nothing_of_it(desk: Desk, asked: Asked) -> None:
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
        for number in (3, 9):
            desk.store.protections.add(person_id=sample_person(number).id, reason="kin", by=HEAD.id, named=[HEAD.id])
    for offset in (0, FEW - 10):
        questions = asked.by(lambda offset=offset: people_page(desk, offset=offset, limit=20))  # type: ignore[misc]
        assert [line for sql, values in questions for line in read_whole(desk, sql, values)] == []


@pytest.mark.parametrize(
    "name",
    [
        "a claim", "a person", "people, deep", "claims by number", "claims by claimant",
        "who is being typed", "people by the start of a name",
    ],
)  # fmt: skip
def test_what_is_opened_asks_no_more_of_a_larger_store(tmp_path: Path, asked: Asked, name: str) -> None:
    counts = []
    for people in (FEW, MORE):
        desk = desk_with(tmp_path / str(people), people)
        counts.append(len(asked.by(lambda desk=desk: LISTS[name](desk))))  # type: ignore[misc]
        desk.close()
    assert counts[0] <= MOST_FOR_A_CLAIM
    assert counts[1] <= counts[0] + 1
