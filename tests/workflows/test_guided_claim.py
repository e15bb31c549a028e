"""The guided first claim tells what comes next from what is there, from the first keystroke to the printed letter."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.guide_steps import GuideStep
from desktop_app.foundation.places import Places
from desktop_app.workflows.apply_message import accept as accept_bundle
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.decide_claim import DecisionForm, propose_decision
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.enter_claim import enter_history, register_claim
from desktop_app.workflows.guided_claim import begin_guide, guide, guided_rows, put_guide_away
from desktop_app.workflows.issue_letters import decision_letter
from desktop_app.workflows.lay_before import propose_periods
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.practice_cases import PracticePart, practice_person
from desktop_app.workflows.practice_office import make_practice_office
from desktop_app.workflows.practice_partners import partners_answer
from desktop_app.workflows.practice_users import HEAD
from desktop_app.workflows.propose import accept
from desktop_app.workflows.send_claim import send_notices
from tests.support.clocks import OPENING, FixedClock
from tests.support.desks import desk_of
from tests.support.two_persons import CHEAP


def step_of(desk: Desk) -> GuideStep | None:
    view = guide(desk)
    assert view is not None
    return view.step


def test_the_guide_goes_with_the_work_from_the_first_form_to_the_letter(tmp_path: Path) -> None:
    clock = FixedClock()
    desk = make_practice_office(Places.at(tmp_path / "training"), clock, cost=CHEAP)
    found = desk.store.users.by_login(HEAD.login)
    assert found is not None
    head = replace(desk, user=found)
    person = practice_person(PracticePart.GUIDED)
    view = begin_guide(desk)
    assert view is not None
    assert (view.begun, view.put_away, view.step, view.minutes) == (True, False, GuideStep.CLAIMANT, None)

    key = start_claim(desk).key
    register_claim(desk, key, person.claimant)
    assert step_of(desk) is GuideStep.HISTORY
    enter_history(desk, key, person.history())
    assert step_of(desk) is GuideStep.NOTIFY
    send_notices(desk, key, ("LC", "GD"))
    assert step_of(desk) is GuideStep.DISPATCH
    for code in ("LC-TRAIN", "GD-TRAIN"):
        hand_over(desk, seal_bundle(desk, code).bundle_id, "stick")
    assert step_of(desk) is GuideStep.ANSWERS
    answers = partners_answer(desk)
    assert step_of(desk) is GuideStep.ACCEPT
    for entry in answers:
        assert entry.mailbox_id is not None
        accept_bundle(desk, entry.mailbox_id)
    assert step_of(desk) is GuideStep.CERTIFY
    waiting = propose_periods(desk, key, person.record("VC"), complete_to=date(2014, 6, 13), has_periods=HasPeriods.YES)
    assert step_of(desk) is GuideStep.APPROVE_RECORD
    accept(head, waiting.id)
    assert step_of(desk) is GuideStep.CALCULATE
    keep_calculation(desk, key)
    assert step_of(desk) is GuideStep.DECIDE
    decision = propose_decision(desk, key, DecisionForm(start=date(2014, 6, 14), review_days=90, review_address="Here"))
    assert step_of(desk) is GuideStep.APPROVE_DECISION
    accept(head, decision.id)
    assert step_of(desk) is GuideStep.LETTER
    clock.set(OPENING + timedelta(minutes=14, seconds=20))
    decision_letter(desk, key)
    view = guide(desk)
    assert view is not None
    assert view.step is None
    assert view.done == frozenset(GuideStep)
    assert view.minutes == 15
    desk.close()


def test_the_guide_is_put_away_and_taken_out_again(tmp_path: Path) -> None:
    desk = make_practice_office(Places.at(tmp_path / "training"), FixedClock(), cost=CHEAP)
    begin_guide(desk)
    away = put_guide_away(desk)
    assert away is not None
    assert away.put_away
    again = begin_guide(desk)
    assert again is not None
    assert not again.put_away
    assert desk.store.journal.verify() is None
    desk.close()


def test_a_real_desk_has_no_guide(tmp_path: Path) -> None:
    assert guide(desk_of("VC", Places.at(tmp_path))) is None


@pytest.mark.parametrize(("state", "rows", "columns"), [("", 17, 8), ("VC", 7, 7)])
def test_the_rows_to_paste_fit_the_grids(state: str, rows: int, columns: int) -> None:
    lines = guided_rows(state).split("\n")
    assert len(lines) == rows
    assert {line.count("\t") + 1 for line in lines} == {columns}
