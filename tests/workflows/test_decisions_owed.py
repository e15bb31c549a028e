"""Who owes a decision and the summary, from when, until when: the same at both ends, by what each has (4.1 to 4.6)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.award_notices import DecisionResult
from desktop_app.domain.case_notices import CloseReason, ReopenReason
from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.claims import Benefit, Stage
from desktop_app.domain.forms import PeriodsForm
from desktop_app.domain.inquiries import InfoItem, InfoItemCode, NotAvailable, PeriodPurpose, PeriodRequest
from desktop_app.domain.obligations import CancelReason, ObligationKind, ObligationState
from desktop_app.store.obligations import Obligation
from desktop_app.wording.findings import queue_words
from desktop_app.workflows.apply_message import accept as accept_bundle
from desktop_app.workflows.ask_information import ask_information
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.close_case import close_case, reopen_case
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.send_claim import send_notices
from desktop_app.workflows.settle_obligations import cancel, refuse
from desktop_app.workflows.summarise_decisions import send_summary
from desktop_app.workflows.today import QueueKind, queue_counts, today_queue
from tests.support.case_desks import claim_at, named, notice_sent, post, say
from tests.support.claim_desks import Offices, answered, carry, certify, registered, sent, three_offices
from tests.support.desks import NOON
from tests.workflows.test_decisions import FORM, decided, share_certificates

TODAY = NOON.date()
IN_60_DAYS = TODAY + timedelta(days=60)
ROAD = timedelta(days=7)
TEN_WORKING_DAYS = date(2014, 7, 28)  # from Monday 14 July


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def of_kind(desk: Desk, claim_id: str, kind: ObligationKind = ObligationKind.DECISION) -> dict[str, Obligation]:
    """Return what is or was owed of a kind in a case, by who owes it to whom."""
    return {
        f"{entry.owed_by}>{entry.owed_to}": entry
        for entry in desk.store.obligations.of_claim(claim_id)
        if entry.kind is kind
    }


def due(desk: Desk, claim_id: str, kind: ObligationKind = ObligationKind.DECISION) -> dict[str, date]:
    return {who: entry.due_on for who, entry in of_kind(desk, claim_id, kind).items() if entry.open}


def changes(desk: Desk, mailbox_id: int) -> dict[str, str]:
    return {change.what: change.after for change in preview(desk, mailbox_id).changes}


def certify_none(desk: Desk, claim_id: str) -> None:
    """Say that an office found no periods."""
    certify_periods(desk, claim_id, PeriodsForm(lines=()), complete_to=date(2014, 6, 14), has_periods=HasPeriods.NONE)


def test_decisions_are_owed_once_the_last_certificate_is_in_and_not_before(offices: Offices) -> None:
    key = sent(offices)
    certify(offices.vc, key)
    certify(offices.lc, offices.asked["LC"])
    carry(offices.lc, offices.vc)
    assert not of_kind(offices.vc, key)
    certify(offices.gd, offices.asked["GD"])
    carry(offices.gd, offices.vc)
    assert due(offices.vc, key) == {
        "LC-NIC>VC-NIS": IN_60_DAYS + ROAD,
        "GD-NIS>VC-NIS": IN_60_DAYS + ROAD,
        "VC-NIS>LC-NIC": IN_60_DAYS,
        "VC-NIS>GD-NIS": IN_60_DAYS,
    }


def test_a_decision_owed_to_several_offices_is_one_thing_to_do(offices: Offices) -> None:
    key = answered(offices)
    share_certificates(offices, key)
    view = today_queue(offices.vc)
    owed = [item for item in view.items if item.kind is QueueKind.ASKED]
    assert [(item.claim_key, item.code, item.facts["offices"]) for item in owed] == [
        (key, "asked_of_us_by_several", "Saint Lucia, Grenada")
    ]
    assert queue_counts(offices.vc)[QueueKind.ASKED] == 1
    told = queue_words(owed[0].code, owed[0].facts)
    assert told == (
        "Several offices wait for our answer",
        "Decision for Saint Lucia, Grenada, first asked on 14 Jul 2014",
    )
    to_grenada = of_kind(offices.vc, key)["VC-NIS>GD-NIS"].id
    with offices.vc.store.act(verb="answer_promised", user=offices.vc.user.id, about="", facts={}):
        offices.vc.store.obligations.move_due(to_grenada, IN_60_DAYS - ROAD)
    (sooner,) = [item for item in today_queue(offices.vc).items if item.kind is QueueKind.ASKED]
    assert (sooner.due, sooner.facts["offices"]) == (IN_60_DAYS - ROAD, "Grenada, Saint Lucia")
    cancel(offices.vc, to_grenada, CancelReason.NO_LONGER_NEEDED)
    (left,) = [item for item in today_queue(offices.vc).items if item.kind is QueueKind.ASKED]
    assert (left.code, left.office) == ("asked_of_us", "LC-NIC")
    assert queue_counts(offices.vc)[QueueKind.ASKED] == 1


def test_the_office_asked_owes_its_decision_from_the_day_the_last_certificate_reached_it(offices: Offices) -> None:
    key = answered(offices)
    share_certificates(offices, key)
    there = offices.asked["LC"]
    assert not of_kind(offices.lc, there)
    mailbox_id = post(offices.vc, offices.lc)
    assert changes(offices.lc, mailbox_id)["change_decision_due"] == IN_60_DAYS.isoformat()
    accept_bundle(offices.lc, mailbox_id)
    assert due(offices.lc, there) == {"LC-NIC>VC-NIS": IN_60_DAYS, "VC-NIS>LC-NIC": IN_60_DAYS + ROAD}


def test_both_ends_name_the_notice_so_that_a_reminder_is_understood(offices: Offices) -> None:
    key = answered(offices)
    share_certificates(offices, key)
    there = carry(offices.vc, offices.lc)
    asked = [
        {who: entry.asked_message_id for who, entry in of_kind(desk, claim_id).items() if "LC-NIC" in who}
        for desk, claim_id in ((offices.vc, key), (offices.lc, there))
    ]
    assert asked[0] == asked[1]
    assert all(asked[0].values())


def test_no_state_that_found_no_periods_owes_a_decision(offices: Offices) -> None:
    key = sent(offices)
    certify(offices.vc, key)
    certify(offices.lc, offices.asked["LC"])
    carry(offices.lc, offices.vc)
    certify_none(offices.gd, offices.asked["GD"])
    carry(offices.gd, offices.vc)
    assert set(due(offices.vc, key)) == {"LC-NIC>VC-NIS", "VC-NIS>LC-NIC", "VC-NIS>GD-NIS"}


def test_none_that_comes_after_the_examining_office_decided_settles_that_decision(offices: Offices) -> None:
    key = sent(offices)
    certify(offices.vc, key)
    certify(offices.lc, offices.asked["LC"])
    carry(offices.lc, offices.vc)
    decided(offices.vc, key, replace(FORM, result=DecisionResult.PROVISIONAL))
    assert "GD-NIS>VC-NIS" in due(offices.vc, key)
    certify_none(offices.gd, offices.asked["GD"])
    carry(offices.gd, offices.vc)
    settled = of_kind(offices.vc, key)["GD-NIS>VC-NIS"]
    assert settled.state is ObligationState.MET
    assert settled.met_by


def test_a_provisional_decision_leaves_the_final_one_owed(offices: Offices) -> None:
    key = answered(offices)
    decided(offices.vc, key, replace(FORM, result=DecisionResult.PROVISIONAL))
    assert of_kind(offices.vc, key)["VC-NIS>LC-NIC"].state is ObligationState.MET_IN_PART
    decided(offices.vc, key)
    assert of_kind(offices.vc, key)["VC-NIS>LC-NIC"].state is ObligationState.MET


def test_the_summary_is_owed_with_the_last_decision_at_both_ends_and_met_by_it(offices: Offices) -> None:
    key, kind = answered(offices), ObligationKind.DECISION_SUMMARY
    share_certificates(offices, key)
    decided(offices.vc, key)
    there = {desk.office.state: carry(offices.vc, desk) for desk in (offices.lc, offices.gd)}
    decided(offices.lc, there["LC"], replace(FORM, start=None))
    carry(offices.lc, offices.vc)
    assert not of_kind(offices.vc, key, kind)
    decided(offices.gd, there["GD"])
    mailbox_id = post(offices.gd, offices.vc)
    assert changes(offices.vc, mailbox_id)["change_summary_due"] == TEN_WORKING_DAYS.isoformat()
    accept_bundle(offices.vc, mailbox_id)
    assert due(offices.vc, key, kind) == {"VC-NIS>LC-NIC": TEN_WORKING_DAYS, "VC-NIS>GD-NIS": TEN_WORKING_DAYS}
    send_summary(offices.vc, key)
    assert not due(offices.vc, key, kind)
    assert set(of_kind(offices.vc, key, kind)) == {"VC-NIS>LC-NIC", "VC-NIS>GD-NIS"}


def test_a_later_decision_asks_for_a_new_summary(offices: Offices) -> None:
    key, kind = answered(offices), ObligationKind.DECISION_SUMMARY
    decided(offices.vc, key)
    for office in ("LC-NIC", "GD-NIS"):
        refuse(offices.vc, of_kind(offices.vc, key)[f"{office}>VC-NIS"].id, NotAvailable.LEGAL_BAR, heard_from="Desk")
    assert set(due(offices.vc, key, kind)) == {"VC-NIS>LC-NIC", "VC-NIS>GD-NIS"}
    send_summary(offices.vc, key, reasons={"LC": "Does not decide", "GD": "Does not decide"})
    assert not due(offices.vc, key, kind)
    decided(offices.vc, key, replace(FORM, start=date(2014, 7, 1), result=DecisionResult.RECALCULATED))
    assert set(due(offices.vc, key, kind)) == {"VC-NIS>LC-NIC", "VC-NIS>GD-NIS"}


def test_a_certificate_is_due_thirty_days_after_the_notice_came_at_both_ends(offices: Offices) -> None:
    claim_id = registered(offices)
    offices.claim_id = claim_id
    send_notices(offices.vc, claim_id, ("LC",))
    wanted = notice_sent(offices.vc, claim_id).reply_wanted_by
    mailbox_id = post(offices.vc, offices.lc)
    shown = changes(offices.lc, mailbox_id)
    there = accept_bundle(offices.lc, mailbox_id)
    carry(offices.lc, offices.vc)  # the receipt
    kind = ObligationKind.PERIOD_CERTIFICATE
    both = due(offices.vc, claim_id, kind), due(offices.lc, there, kind)
    assert both[0] == both[1] == {"LC-NIC>VC-NIS": TODAY + timedelta(days=30)}
    assert shown["change_reply_due"] == (TODAY + timedelta(days=30)).isoformat() < wanted.isoformat()


def test_information_is_due_on_the_first_day_it_is_needed_by_at_both_ends(offices: Offices) -> None:
    key = sent(offices)
    items = tuple(
        InfoItem(item_id=str(place), code=InfoItemCode.ADDRESS, why="Article 37", needed_by=day)
        for place, day in enumerate((date(2014, 8, 20), date(2014, 7, 30)))
    )
    ask_information(offices.vc, key, "LC-NIC", items)
    there = carry(offices.vc, offices.lc)
    kind = ObligationKind.INFO_REPLY
    assert due(offices.vc, key, kind) == due(offices.lc, there, kind) == {"LC-NIC>VC-NIS": date(2014, 7, 30)}


def test_a_notice_after_a_request_for_periods_is_the_first_word_of_the_claim(offices: Offices) -> None:
    claim_id = registered(offices)
    person = offices.vc.store.persons.get(claim_at(offices.vc, claim_id).person_id)
    request = PeriodRequest(
        person=person_block(person, "LC"),
        purpose=PeriodPurpose.FORECAST,
        benefits=(Benefit.INVALIDITY,),
        reply_wanted_by=date(2014, 8, 30),
    )
    say(offices.vc, "LC-NIC", request, named(offices.vc, claim_id))
    there = carry(offices.vc, offices.lc)
    assert claim_at(offices.lc, there).filing_date is None
    send_notices(offices.vc, claim_id, ("LC",))
    mailbox_id = post(offices.vc, offices.lc)
    assert changes(offices.lc, mailbox_id)["change_filing_date"] == "2014-06-16"
    assert accept_bundle(offices.lc, mailbox_id) == there
    after = claim_at(offices.lc, there)
    assert (after.benefit, after.filing_date) == (Benefit.AGE, date(2014, 6, 16))


def test_a_decided_case_waits_for_other_states_and_is_summed_up_then(offices: Offices) -> None:
    key = answered(offices)
    share_certificates(offices, key)
    decided(offices.vc, key)
    assert claim_at(offices.vc, key).stage is Stage.WAITING
    there = {desk.office.state: carry(offices.vc, desk) for desk in (offices.lc, offices.gd)}
    decided(offices.lc, there["LC"], replace(FORM, start=None))
    carry(offices.lc, offices.vc)
    assert claim_at(offices.vc, key).stage is Stage.WAITING
    decided(offices.gd, there["GD"])
    carry(offices.gd, offices.vc)
    assert claim_at(offices.vc, key).stage is Stage.DECIDED
    send_summary(offices.vc, key)
    assert claim_at(offices.vc, key).stage is Stage.SUMMARISED
    for desk in (offices.lc, offices.gd):
        assert claim_at(desk, there[desk.office.state]).stage is Stage.WAITING
        carry(offices.vc, desk)
        assert claim_at(desk, there[desk.office.state]).stage is Stage.SUMMARISED
    decided(offices.vc, key, replace(FORM, start=date(2014, 7, 1), result=DecisionResult.RECALCULATED))
    assert claim_at(offices.vc, key).stage is Stage.DECIDED


def test_what_closing_lifted_is_awaited_again_once_the_case_is_opened(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    decided(vc, key)
    ends = {owed.id: CancelReason.CASE_CLOSED for owed in open_of(vc, claim_at(vc, key))}
    close_case(vc, key, CloseReason.OTHER, settled=ends, text="So it is.")
    reopen_case(vc, key, ReopenReason.REVIEW, text="Looked at again.")
    assert {"LC-NIC>VC-NIS", "GD-NIS>VC-NIS"} <= set(due(vc, key))
    assert not due(vc, key, ObligationKind.DECISION_SUMMARY)
