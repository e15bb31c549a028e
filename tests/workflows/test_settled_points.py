"""The office's settings in a calculation: which holds, what the worksheet names, and that an officer comes first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop_app.calculation.trace import Authority, AuthorityKind
from desktop_app.domain.users import Role, User
from desktop_app.wording.trace import setting_words
from desktop_app.workflows.calculate_claim import CalculationView, calculate_claim, decide_point, keep_calculation
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import worksheet_document
from desktop_app.workflows.propose import accept, take_back
from desktop_app.workflows.settle_points import office_settings, open_points
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.clocks import FixedClock
from tests.support.pdfs import flat_text
from tests.support.two_persons import proposed

HEAD = User(id="u-head", name="Hubert Sample", role=Role.HEAD)
EARLY = date(2014, 1, 1)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    answered(made)
    with made.vc.store.act(verb="samples_made", user="u-VC-NIS", about="u-head", facts={}):
        made.vc.store.users.add(HEAD, "hubert")
    yield made
    made.close()


def settled(desk: Desk, option: str, point: str = "unmet_state", valid_from: date = EARLY) -> str:
    proposal = proposed(desk, option, point=point, valid_from=valid_from)
    accept(replace(desk, user=HEAD), proposal.id)
    return proposal.id


def authorities(view: CalculationView, point: str) -> list[Authority]:
    return [
        node.authority
        for line in view.award.states
        for node in line.worksheet.walk()
        if node.authority.kind is AuthorityKind.POLICY and node.authority.reference == point
    ]


def test_a_calculation_takes_the_setting_in_force_on_its_day(offices: Offices) -> None:
    vc, clock = offices.vc, offices.vc.clock
    assert isinstance(clock, FixedClock)
    settled(vc, "nothing")
    settled(vc, "proportional", valid_from=date(2014, 8, 1))
    assert calculate_claim(vc, offices.claim_id).award.settings["unmet_state"] == "nothing"
    clock.set(datetime.fromisoformat("2014-08-01T09:00:00+00:00"))
    assert calculate_claim(vc, offices.claim_id).award.settings["unmet_state"] == "proportional"


def test_the_worksheet_names_the_setting_its_day_its_law_and_both_persons(offices: Offices, tmp_path: Path) -> None:
    settled(offices.vc, "nothing")
    found = authorities(calculate_claim(offices.vc, offices.claim_id), "unmet_state")
    assert found
    for authority in found:
        assert setting_words(authority) == (
            "Setting of the office from 1 Jan 2014: Board circular 7/2025; proposed by C. Browne, accepted by H. Sample"
        )
    printed = flat_text(worksheet_document(offices.vc, offices.claim_id).data, tmp_path)
    assert "Board circular 7/2025" in printed
    assert "accepted by H. Sample" in printed


def test_an_officers_decision_for_a_case_comes_before_the_offices_setting(offices: Offices) -> None:
    settled(offices.vc, "nothing")
    before = calculate_claim(offices.vc, offices.claim_id).award.state("LC")
    assert not [node for node in before.worksheet.walk() if node.authority.kind is AuthorityKind.DECISION]
    view = decide_point(
        offices.vc, offices.claim_id, point="unmet_state", state="LC", option="proportional", reason="Long in work"
    )
    line = view.award.state("LC")
    decided = [node.value for node in line.worksheet.walk() if node.authority.kind is AuthorityKind.DECISION]
    assert decided == ["proportional"]
    assert line.payable.reason != before.payable.reason


def test_a_kept_calculation_keeps_its_settings_and_a_new_one_shows_that_it_differs(offices: Offices) -> None:
    keep_calculation(offices.vc, offices.claim_id)
    before = offices.vc.store.calculations.newest(offices.claim_id)
    assert not calculate_claim(offices.vc, offices.claim_id).kept_differs
    settled(offices.vc, "nothing")
    assert calculate_claim(offices.vc, offices.claim_id).kept_differs
    assert offices.vc.store.calculations.newest(offices.claim_id) == before
    keep_calculation(offices.vc, offices.claim_id)
    after = offices.vc.store.calculations.newest(offices.claim_id)
    assert after is not None
    assert '"unmet_state":"nothing"' in after.result


def test_what_was_taken_back_is_in_no_later_calculation(offices: Offices) -> None:
    number = settled(offices.vc, "nothing")
    back = take_back(replace(offices.vc, user=HEAD), number, reason="Withdrawn by the Board")
    assert calculate_claim(offices.vc, offices.claim_id).award.settings["unmet_state"] == "nothing"
    with offices.vc.store.act(verb="samples_made", user="u-head", about="u-2", facts={}):
        second = User(id="u-2", name="Dora Fraser", role=Role.APPROVER)
        offices.vc.store.users.add(second, "dora")
    accept(replace(offices.vc, user=second), back.id)
    assert calculate_claim(offices.vc, offices.claim_id).award.settings["unmet_state"] == "refer"


def test_a_point_shows_what_holds_now_what_comes_and_what_waits(offices: Offices) -> None:
    settled(offices.vc, "nothing")
    settled(offices.vc, "proportional", valid_from=date(2015, 1, 1))
    proposed(offices.vc, "refer", point="unmet_state", valid_from=date(2016, 1, 1))
    points = {view.point.id: view for view in open_points(offices.vc)}
    assert set(points) == set(offices.vc.rulebook.agreement.points)
    view = points["unmet_state"]
    assert view.option == "nothing"
    assert view.in_force is not None
    assert (view.in_force.proposed_by.name, view.in_force.accepted_by.name) == ("Carlotta Browne", "Hubert Sample")
    assert [coming.setting.option for coming in view.coming] == ["proportional"]
    assert len(view.waiting) == 1
    assert len(view.history) == 3
    assert points["overlap"].in_force is None
    assert points["overlap"].option == "by_rank"


def test_a_setting_whose_option_the_rules_know_no_longer_is_left_out(offices: Offices) -> None:
    number = settled(offices.vc, "nothing")
    assert number
    agreement = offices.vc.rulebook.agreement
    point = replace(agreement.points["unmet_state"], options=("refer", "proportional"))
    rulebook = replace(
        offices.vc.rulebook, agreement=replace(agreement, points={**agreement.points, "unmet_state": point})
    )
    assert office_settings(replace(offices.vc, rulebook=rulebook), date(2014, 7, 14)).options == {}
