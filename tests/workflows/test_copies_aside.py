"""Copies of the store that were laid aside: listed with why, let go by who keeps the office, and by nobody unseen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, DutyProblem, PlaceProblem
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.copies_aside import VERB, WhyAside, copies_aside, let_copy_go
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.go_back import prepare_to_go_back
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.case_desks import OTHER, take_in
from tests.support.clocks import FixedClock
from tests.support.desks import NOON
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE

WHY = "Looked through, nothing is missing"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office that went back to a backup, and was brought to a newer version before."""
    places, clock = Places.at(tmp_path / "office"), FixedClock(NOON)
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    made = set_up_office(places, clock, setup, cost=CHEAP)
    backup = back_up(made, tmp_path / "stick")
    take_in(made, OTHER)
    prepare_to_go_back(made, backup, "carlotta", PASSPHRASE, "Another office's import")
    made.close()
    desk = sign_in(places, clock, "carlotta", PASSPHRASE)
    older = places.backups / "before-version-5-20130101-080000.cass-db"
    older.write_bytes(b"x" * 2_000)
    older.with_suffix(".keyring.json").write_bytes(b"{}")
    (places.backups / "notes.txt").write_text("not a copy")
    yield desk
    desk.close()


def test_every_copy_is_listed_with_why_the_newest_first(desk: Desk) -> None:
    seen = copies_aside(desk)
    assert [(copy.why, copy.made_at.year) for copy in seen.copies] == [
        (WhyAside.WENT_BACK, NOON.year),
        (WhyAside.NEW_VERSION, 2013),
    ]
    assert seen.copies[1].size == 2_002
    assert seen.may_let_go


@pytest.mark.parametrize("place", [0, 1])
def test_one_that_is_let_go_is_gone_with_its_keys_and_the_journal_says_why(desk: Desk, place: int) -> None:
    copies = copies_aside(desk).copies
    before = {path for path in desk.places.data.rglob("*") if copies[place].name.split(".")[0] in str(path)}
    assert len(before) >= 2
    let_copy_go(desk, copies[place].name, WHY)
    assert not any(path.exists() for path in before)
    assert copies_aside(desk).copies == (copies[1 - place],)
    line = desk.store.journal.lines(limit=1)[0]
    assert (line.verb, line.facts["kept_in"]) == (VERB, copies[place].name)
    assert desk.store.changes.of(line.id).said == WHY


@pytest.mark.parametrize("name", ["notes.txt", "../office/store.cass-db", "store.cass-db", "before-version-5.cass-db"])
def test_nothing_else_can_be_let_go(desk: Desk, name: str) -> None:
    with pytest.raises(CaseProblem, match="copy_unknown"):
        let_copy_go(desk, name, WHY)
    assert (desk.places.backups / "notes.txt").exists()


def test_a_clerk_lets_nothing_go_and_nobody_without_a_reason(desk: Desk) -> None:
    name = copies_aside(desk).copies[0].name
    with pytest.raises(CaseProblem, match="copy_reason_missing"):
        let_copy_go(desk, name, " ")
    clerk = User(id="u-clerk", name="Dora Sample", role=Role.CLERK)
    with desk.store.act(verb="samples_made", user=desk.user.id, about=clerk.id, facts={}):
        desk.store.users.add(clerk, login="dora")
    as_clerk = replace(desk, user=clerk)
    with pytest.raises(DutyProblem):
        let_copy_go(as_clerk, name, WHY)
    assert not copies_aside(as_clerk).may_let_go
    assert len(copies_aside(desk).copies) == 2


def test_a_copy_that_cannot_be_removed_is_told_and_not_in_the_journal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copies_aside(desk).copies[1]

    def held(_path: Path, **_kept: object) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(PlaceProblem):
        let_copy_go(desk, copy.name, WHY)
    assert desk.store.journal.lines(limit=1)[0].verb != VERB
    assert copy in copies_aside(desk).copies
