"""A store of every released version is brought up to date, fits, and is worked in through the window."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.store.migrations import schema_version
from desktop_app.store.store import Store
from desktop_app.ui.theme import Look
from desktop_app.workflows.enter_claim import register_claim
from desktop_app.workflows.list_claims import ClaimFilter, ClaimSort, SortKey, claims_page
from desktop_app.workflows.open_claim import start_claim
from tests.support import hendyce
from tests.support.clocks import FixedClock
from tests.support.desks import desk_of
from tests.support.office_stage import Stage
from tests.support.stores import KEY, moment

pytestmark = pytest.mark.slow
STORES = Path(__file__).parents[1] / "stores"
NEW = replace(hendyce.CLAIMANT, surname="Example", forenames="Invented", numbers=(("VC", "900 001"),))


@pytest.mark.parametrize("version", range(1, schema_version() + 1))
def test_a_store_of_every_released_version_is_worked_in_through_the_window(
    tmp_path: Path, look: Look, qtbot: QtBot, version: int
) -> None:
    shutil.copy(STORES / f"v{version}" / "store.cass-db", tmp_path)
    like = desk_of("VC", Places.at(tmp_path), now=moment(30))
    clock = FixedClock(moment(30), seed=f"v{version}")
    store = Store.open(tmp_path / "store.cass-db", KEY, clock)
    assert store.verify().sound
    if version < schema_version():
        assert len(list((tmp_path / "backups").glob(f"before-version-{schema_version()}-*.cass-db"))) == 1
    user = User(id="u-now", name=like.user.name, role=Role.HEAD, further=(Role.CLERK,))
    with store.act(verb="user_added", user=user.id, about=user.id, facts={}):
        store.users.add(user, login="carlotta")
    desk = replace(like, store=store, user=user, clock=clock)
    stage = Stage(look, desk)
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.office.begin(None)
    for page in ("claims", "people", "exchange", "offices", "rules", "settings", "journal", "today"):
        stage.window.go_to(page)
        stage.settle()
    (line,) = claims_page(desk, ClaimFilter(), ClaimSort(key=SortKey.OPENED, descending=True), offset=0, limit=5).rows
    assert line.number == "VC-2014-0031"
    for step in range(1, 5):
        stage.office.open_claim(line.claim_id, step)
        stage.settle()
    key = start_claim(desk).key
    register_claim(desk, key, NEW)
    stage.office.open_claim(key)
    stage.settle()
    assert stage.window.current_key == "claim"
    assert store.claims.get(key).number
    assert store.changes.of(store.journal.lines(limit=1)[0].id).rows
    assert store.verify().sound
    stage.tasks.shutdown()
    like.store.close()
