"""A request for periods without a claim's notice: a case is opened for it, and our certificate is owed."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.claims import Part
from desktop_app.domain.findings import Level
from desktop_app.domain.inquiries import PeriodPurpose, PeriodRequest
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.ask_periods import PeriodQuestion, ask_periods, check_period_question
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.preview_bundle import preview
from tests.support.case_desks import carry, certify, claim_at, post, take_in, told

FORECAST = PeriodQuestion(purpose=PeriodPurpose.FORECAST, cut_off=date(2014, 6, 13))


def test_a_request_opens_a_case_and_its_certificate_comes_back(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = take_in(vc)
    ask_periods(vc, key, "LC-NIC", FORECAST)
    there = carry(vc, lc)
    case = claim_at(lc, there)
    assert (case.part, case.examining_office, case.filing_date) == (Part.ASKED, "VC-NIS", None)
    assert {row.state for row in lc.store.periods.stated(there)} == {"LC"}
    certify(lc, there)
    carry(lc, vc)
    (owed,) = vc.store.obligations.of_claim(key)
    assert (owed.kind, owed.state) == (ObligationKind.PERIOD_CERTIFICATE, ObligationState.MET)
    assert [record.state for record in vc.store.periods.current(key)] == ["LC"]


def test_only_rows_of_the_state_that_is_asked_go_there(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc)
    ask_periods(vc, key, "GD-NIS", FORECAST)
    (row,) = vc.store.outbox.waiting()
    body = decode_message(row.data).body
    assert isinstance(body, PeriodRequest)
    assert {entry.state for entry in body.known} == {"GD"}
    ask_periods(vc, key, "LC-NIC", replace(FORECAST, known=False))
    body = decode_message(vc.store.outbox.waiting("LC-NIC")[0].data).body
    assert isinstance(body, PeriodRequest)
    assert body.known == ()


def test_a_request_in_a_case_that_is_here_opens_no_second_one(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    ask_periods(vc, key, "LC-NIC", replace(FORECAST, purpose=PeriodPurpose.OVERLAP, urgency="Hearing on Monday"))
    mailbox_id = post(vc, lc)
    shown = preview(lc, mailbox_id)
    assert shown.claim is not None
    assert shown.claim.id == there
    assert "asked_urgently" in {check.finding.code for check in shown.checks}
    assert accept(lc, mailbox_id) == there
    assert lc.store.claims.count() == 1
    assert len([entry for entry in lc.store.obligations.of_claim(there) if entry.open]) == 1


def test_a_person_who_may_be_known_is_chosen_by_a_person(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    take_in(lc)
    key = take_in(vc)
    ask_periods(vc, key, "LC-NIC", FORECAST)
    mailbox_id = post(vc, lc)
    shown = preview(lc, mailbox_id)
    assert shown.needs_match
    with pytest.raises(CaseProblem, match="match_reason_missing"):
        accept(lc, mailbox_id)
    there = accept(lc, mailbox_id, person_id=shown.candidates[0].id, match_reason="same number and birth date")
    assert claim_at(lc, there).person_id == shown.candidates[0].id


def test_what_a_request_lacks_is_said(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    for office, question, code, level in (
        ("LC-NIC", replace(FORECAST, claimed_weeks=0), "claimed_weeks_none", Level.ERROR),
        ("VC-NIS", FORECAST, "asks_own_state", Level.ERROR),
        ("LC-NIC", FORECAST, "periods_owed_already", Level.WARNING),
        ("LC-NIC", replace(FORECAST, cut_off=date(2020, 1, 1)), "cut_off_in_future", Level.WARNING),
        (
            "LC-NIC",
            replace(FORECAST, span_from=date(2001, 1, 1), span_to=date(2000, 1, 1)),
            "span_ends_before_start",
            Level.ERROR,
        ),
    ):
        found = {finding.code: finding.level for finding in check_period_question(vc, key, office, question)}
        assert found[code] is level
        if level is Level.ERROR:
            with pytest.raises(CaseProblem, match="form_has_errors"):
                ask_periods(vc, key, office, question)
    with pytest.raises(CaseProblem, match="office_not_known"):
        ask_periods(vc, key, "TT-NIB", FORECAST)
    assert MessageType.PERIOD_REQUEST not in {row.type for row in vc.store.outbox.of_claim(key)}
