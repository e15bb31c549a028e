"""The States of a case: named, asked, left, late, with two offices, or without the Agreement."""

from dataclasses import replace

import pytest

from desktop_app.domain.claims import Stage
from desktop_app.domain.findings import Level
from desktop_app.domain.forms import PeriodsForm
from desktop_app.domain.messages import ReturnReason
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.calculate_claim import calculate_claim, keep_calculation
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import enter_claimant, enter_history
from desktop_app.workflows.open_claim import ClaimView, Step, StepState, StepView, open_claim
from desktop_app.workflows.own_periods import states_awaited
from desktop_app.workflows.send_claim import check_claim, send_notices
from desktop_app.workflows.today import QueueKind, today_queue
from tests.support import hendyce
from tests.support.case_desks import carry, certificate, certify, claim_at, named, post, row_of, say, take_in, told

VC_ONLY = replace(hendyce.CLAIMANT, numbers=(("VC", "104 882"),))


def history(*states: str) -> PeriodsForm:
    return PeriodsForm(lines=tuple(line for state in states for line in hendyce.lines(state)))


def step(view: ClaimView, wanted: Step) -> StepView:
    return next(entry for entry in view.steps if entry.step is wanted)


def test_a_state_named_by_mistake_leaves_with_its_row(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    mistaken = PeriodsForm(lines=(*hendyce.lines("VC"), row_of("GY", 2001)))
    key = take_in(vc, VC_ONLY, mistaken)
    assert claim_at(vc, key).states == ("VC", "GY")
    enter_history(vc, key, PeriodsForm(lines=(*hendyce.lines("VC"), row_of("GD", 2001))))
    assert claim_at(vc, key).states == ("VC", "GD")
    assert check_claim(vc, key).can_send


def test_a_state_that_was_asked_stays_when_its_rows_go(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc, VC_ONLY, history("VC", "LC"))
    send_notices(vc, key, ("LC",))
    enter_history(vc, key, history("VC"))
    assert claim_at(vc, key).states == ("VC", "LC")
    line = open_claim(vc, key).state("LC")
    assert line is not None
    assert line.owed


def test_a_state_named_after_sending_is_offered_and_the_one_notified_is_not_lost(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc, VC_ONLY, history("VC", "LC"))
    send_notices(vc, key, ("LC",))
    enter_history(vc, key, hendyce.history())
    check = check_claim(vc, key)
    assert {entry.state: entry.sent_on is not None for entry in check.recipients} == {"LC": True, "GD": False}
    assert check.can_send
    send_notices(vc, key, ("GD", "LC"))
    assert len(vc.store.outbox.waiting()) == 2
    with pytest.raises(CaseProblem, match="nobody_to_tell"):
        send_notices(vc, key, ("GD", "LC"))


def test_a_number_entered_later_names_its_state(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc, VC_ONLY, history("VC"))
    assert claim_at(vc, key).states == ("VC",)
    enter_claimant(vc, key, replace(VC_ONLY, numbers=(*VC_ONLY.numbers, ("LC", "553 210"))))
    assert claim_at(vc, key).states == ("VC", "LC")


def test_a_state_named_by_its_number_alone_is_asked_all_the_same(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc, hendyce.CLAIMANT, history("VC", "LC"))
    check = check_claim(vc, key)
    (found,) = [finding for finding in check.findings if finding.code == "state_without_rows"]
    assert found.level is Level.WARNING
    send_notices(vc, key, ("GD",))
    assert not any(finding.code == "state_without_rows" for finding in check_claim(vc, key).findings)


def test_a_ready_case_waits_again_when_a_state_is_named(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc, VC_ONLY, history("VC"))
    certify(vc, key)
    assert claim_at(vc, key).stage is Stage.READY
    enter_history(vc, key, history("VC", "LC"))
    assert claim_at(vc, key).stage is Stage.COLLECTING
    assert states_awaited(vc, claim_at(vc, key)) == ("LC",)


def test_suriname_is_recorded_not_asked_not_awaited_and_not_totalised(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = take_in(vc, VC_ONLY, PeriodsForm(lines=(*history("VC", "LC").lines, row_of("SR", 2003))))
    check = check_claim(vc, key)
    surinam = next(entry for entry in check.recipients if entry.state == "SR")
    assert surinam.blocked is not None
    assert surinam.blocked.code == "agreement_not_in_effect"
    with pytest.raises(CaseProblem, match="recipient_blocked"):
        send_notices(vc, key, ("SR",))
    send_notices(vc, key, ("LC",))
    assert step(open_claim(vc, key), Step.CHECK_AND_SEND).state is StepState.DONE
    certify(vc, key)
    certify(lc, carry(vc, lc))
    carry(lc, vc)
    view = open_claim(vc, key)
    assert claim_at(vc, key).stage is Stage.READY
    assert step(view, Step.INSURANCE_PERIODS).state is StepState.DONE
    assert step(view, Step.CALCULATION).reason.code == "step_ready"
    assert calculate_claim(vc, key).missing == ()


def test_a_number_in_suriname_stops_nothing(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc, replace(VC_ONLY, numbers=(*VC_ONLY.numbers, ("SR", "77"))), history("VC", "LC"))
    assert check_claim(vc, key).can_send


def test_the_office_that_was_asked_stays_the_one_when_another_of_its_state_is_added(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    known = vc.store.offices.get("LC-NIC")
    assert known is not None
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        office = replace(known.card.office, code="LC-AAA", name="A branch that sorts first")
        vc.store.offices.put(replace(known, card=replace(known.card, office=office)))
    assert vc.store.offices.of_state("LC")[0].card.office.code == "LC-AAA"
    line = open_claim(vc, key).state("LC")
    assert line is not None
    assert line.office is not None
    assert line.office.card.office.code == "LC-NIC"
    assert line.asked_on is not None
    recipient = next(entry for entry in check_claim(vc, key).recipients if entry.state == "LC")
    assert recipient.sent_on is not None, "it was told and is not told twice"


def test_what_came_back_is_offered_again_and_does_not_fix_the_filing_date(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    return_bundle(lc, post(vc, lc), ReturnReason.MANDATORY_FIELD_EMPTY, "")
    accept(vc, post(lc, vc))
    enter_claimant(vc, key, replace(hendyce.CLAIMANT, filing_date="1 Jun 2014"))
    send_notices(vc, key, ("LC",))
    accept(lc, post(vc, lc))
    assert lc.store.claims.count() == 1


def test_what_others_were_told_stays(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    for changed, code in (
        (replace(hendyce.CLAIMANT, filing_date="1 Jun 2014"), "filing_date_fixed"),
        (replace(hendyce.CLAIMANT, benefit="invalidity_pension"), "benefit_fixed"),
    ):
        with pytest.raises(CaseProblem, match=code):
            enter_claimant(vc, key, changed)
    here = carry(vc, lc)
    with pytest.raises(CaseProblem, match="contingency_fixed"):
        enter_claimant(lc, here, replace(hendyce.CLAIMANT, contingency_date="15 Jun 2014"))
    enter_claimant(vc, key, replace(hendyce.CLAIMANT, contingency_date="15 Jun 2014"))
    assert "told_otherwise" in {finding.code for finding in check_claim(vc, key).findings}


def test_an_asked_office_neither_sends_notices_nor_waits_for_others(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    here = carry(vc, lc)
    with pytest.raises(CaseProblem, match="claim_has_errors"):
        send_notices(lc, here, ("GD",))
    assert "examined_elsewhere" in {finding.code for finding in check_claim(lc, here).findings}
    assert step(open_claim(lc, here), Step.INSURANCE_PERIODS).reason.code == "step_not_yet"
    certify(lc, here, more_follows=True)
    assert step(open_claim(lc, here), Step.INSURANCE_PERIODS).reason.code == "step_more_owed"
    certify(lc, here)
    assert step(open_claim(lc, here), Step.INSURANCE_PERIODS).state is StepState.DONE


def test_an_asked_office_calculates_as_of_the_state_of_claim(offices: dict[str, Desk]) -> None:
    vc, gd = offices["VC"], offices["GD"]
    key = take_in(gd, replace(hendyce.CLAIMANT), hendyce.history())
    send_notices(gd, key, ("VC",))
    here = carry(gd, vc)
    certify(vc, here)
    assert claim_at(vc, here).states[0] == "VC"
    assert calculate_claim(vc, here).case.state_of_claim == "GD"


def test_a_correction_after_a_kept_calculation_brings_the_case_back_to_the_queue(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = take_in(vc, VC_ONLY, history("VC", "LC"))
    send_notices(vc, key, ("LC",))
    certify(vc, key)
    say(lc, "VC-NIS", certificate("LC", weeks=40), named(vc, key))
    accept(vc, post(lc, vc))
    assert [item.code for item in today_queue(vc).items if item.kind is QueueKind.READY] == ["ready_to_calculate"]
    keep_calculation(vc, key)
    assert today_queue(vc).count(QueueKind.READY) == 0
    assert step(open_claim(vc, key), Step.CALCULATION).state is StepState.DONE
    vc.clock.advance(days=3)  # type: ignore[attr-defined]  # a test's clock
    say(lc, "VC-NIS", certificate("LC", 2, weeks=52), named(vc, key))
    accept(vc, post(lc, vc))
    assert calculate_claim(vc, key).kept_differs
    assert [item.code for item in today_queue(vc).items if item.kind is QueueKind.READY] == ["ready_again"]
    assert step(open_claim(vc, key), Step.CALCULATION).reason.code == "step_kept_before"
    keep_calculation(vc, key)
    assert today_queue(vc).count(QueueKind.READY) == 0


def test_a_decided_case_takes_a_correction_and_stays_decided(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        vc.store.claims.update(replace(claim_at(vc, key), stage=Stage.DECIDED))
    say(lc, "VC-NIS", certificate(), named(vc, key))
    accept(vc, post(lc, vc))
    send_notices(vc, key, ("GD",))
    assert claim_at(vc, key).stage is Stage.DECIDED
    assert len(vc.store.periods.certificates(key)) == 1
