"""All claims calculated again from the Rules screen: how it ends, what differs, and that it can be stopped."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.foundation.places import Places, resource_dir
from desktop_app.rulebook.loader import folder_bytes
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.rules.presenter import RulesPresenter
from desktop_app.ui.screens.rules.recalculation import RecalculationDialog
from desktop_app.ui.screens.rules.view import RulesScreen
from desktop_app.ui.theme import Look
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.rules_in_use import sound_pack
from desktop_app.workflows.update_rules import rulebook_with
from tests.support.case_desks import certify, take_in
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import settle


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Desk, str]:
    desk = desk_of("VC", Places.at(tmp_path))
    key = take_in(desk)
    certify(desk, key)
    keep_calculation(desk, key)
    return desk, key


def easier(desk: Desk) -> Desk:
    files = dict(folder_bytes(resource_dir() / "rules" / "VC"))
    text = files["age_pension.toml"].decode()
    lowered = text.replace('value = 500\nsays = "500 weekly', 'value = 250\nsays = "250 weekly')
    assert lowered != text
    files["age_pension.toml"] = lowered.encode()
    files.pop("examples.toml", None)
    return replace(desk, rulebook=rulebook_with(desk.rulebook, sound_pack("VC", files).pack))


def opened(desk: Desk, qtbot: object) -> tuple[RecalculationDialog, InlineTasks]:
    tasks = InlineTasks(desk)
    dialog = RecalculationDialog(tasks)
    qtbot.addWidget(dialog)  # type: ignore[attr-defined]
    dialog.show()
    return dialog, tasks


def test_nothing_differs_under_the_rules_it_was_kept_with(kept: tuple[Desk, str], look: Look, qtbot: object) -> None:
    del look
    dialog, tasks = opened(kept[0], qtbot)
    dialog.start.click()
    settle(tasks)
    assert dialog._said.text() == "One claim was calculated again. All come out as they were kept."
    assert dialog.card.isHidden()
    assert dialog.start.isEnabled()


def test_what_differs_is_listed_and_leads_to_the_claim(kept: tuple[Desk, str], look: Look, qtbot: object) -> None:
    del look
    desk, key = kept
    dialog, tasks = opened(easier(desk), qtbot)
    dialog.start.click()
    settle(tasks)
    assert "One would come out otherwise." in dialog._said.text()
    assert dialog.rows.row_count() == 1
    assert dialog.rows.cells.cell(0, 3).text == "VC: one sum of XCD\xa09,373.85 \u2192 XCD\xa078.10"
    with qtbot.waitSignal(dialog.claim_wanted) as told:  # type: ignore[attr-defined]
        dialog.show_claim.click()
    assert told.args == [key]
    assert len(desk.store.calculations.of_claim(key)) == 1


def test_the_rules_screen_opens_it(kept: tuple[Desk, str], look: Look, qtbot: object) -> None:
    del look
    screen = RulesScreen(RulesPresenter(InlineTasks(kept[0]), Notices()))
    qtbot.addWidget(screen)  # type: ignore[attr-defined]
    screen.show()
    dialog = screen.recalculate()
    assert dialog.isVisible()
    dialog.reject()
