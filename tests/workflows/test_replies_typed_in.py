"""A summary, replies on reopening and to a reminder, a confirmation, all on paper: met once, replaced by a file."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desktop_app.domain.award_notices import DecisionResult, DecisionSummary
from desktop_app.domain.case_notices import CloseReason, CorrectionReason, ReopenReason
from desktop_app.domain.claims import Stage
from desktop_app.domain.findings import Level
from desktop_app.domain.inquiries import NotAvailable, Reminder, ReminderAnswer, ReminderOutcome, ReminderReply
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import CancelReason, ObligationKind, ObligationState, ObligationStep
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.obligations import Obligation
from desktop_app.wording.findings import finding_words
from desktop_app.workflows.answer_reminder import send_reply
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.ask_information import ask_information
from desktop_app.workflows.attach import attach_file
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.close_case import ask_to_reopen, close_case, closing_of, refuse_to_reopen, reopen_case
from desktop_app.workflows.correct_message import confirm_destroyed, correct_message
from desktop_app.workflows.decision_lines import SetOffLine
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_answers import (
    answer_awaited,
    check_paper_answer,
    enter_paper_answer,
    reminded_of,
    reminder_left,
)
from desktop_app.workflows.notify_change import notify_change
from desktop_app.workflows.paper_forms import (
    PaperDecisionForm,
    PaperHead,
    PaperReceiptForm,
    PaperReminderReplyForm,
    PaperReopenForm,
    PaperSummaryForm,
)
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.remind import send_reminder
from desktop_app.workflows.summary_lines import OpenLine, PaidLine, TotalLine
from desktop_app.workflows.view_papers import sheet_of_obligation
from tests.support.case_desks import carry, certify, claim_at, named, post, say, told
from tests.support.clocks import FixedClock
from tests.workflows.test_answers_typed_in import ADDRESS, SCAN
from tests.workflows.test_life_of_a_case import DIED

Desks = dict[str, Desk]


def head(desk: Desk, key: str, day: date | None = None) -> PaperHead:
    scan = attach_file(desk, key, SCAN, "Letter.pdf", "proof")
    return PaperHead(signed_on=day or desk.clock.today(), signed_by="C. Browne", scan=scan.id)


def owed_of(desk: Desk, key: str, kind: ObligationKind) -> Obligation:
    (owed,) = [each for each in desk.store.obligations.of_claim(key) if each.kind is kind]
    return owed


def steps_of(desk: Desk, owed_id: str) -> list[ObligationStep]:
    return [event.step for event in desk.store.obligations.history(owed_id)]


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks}


def asked(offices: Desks) -> tuple[Desk, Desk, str]:
    """A case of St. Vincent at Saint Lucia, which waits for the summary of decisions; its id there."""
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    there = carry(vc, lc)
    with lc.store.act(verb="samples_made", user=lc.user.id, about=there, facts={}):
        lc.store.obligations.add(
            claim_id=there,
            owed_by="VC-NIS",
            owed_to="LC-NIC",
            kind=ObligationKind.DECISION_SUMMARY.value,
            asked_message_id="00000000-0000-4000-8000-0000000000aa",
            asked_on=lc.clock.today(),
            due_on=lc.clock.today(),
        )
    return vc, lc, there


def vc_claim(desk: Desk) -> str:
    """The one case of a desk, by what it is owed."""
    return next(iter({each.claim_id for each in desk.store.obligations.all()}))


def a_page(desk: Desk, key: str) -> PaperSummaryForm:
    return PaperSummaryForm(
        head=head(desk, key),
        lines=(
            PaidLine(state="vc", result="granted", amount="412.00", start="14 Jun 2014", review_days="21"),
            PaidLine(state="LC", result="granted", amount="88.50", start="14 Jun 2014", case_number="LC-7"),
        ),
        still_open=(OpenLine(state="GD", reason="Decides in May"),),
        totals=(TotalLine(amount="500.50", currency="XCD"), TotalLine(currency="XCD")),
        contact="Kingstown, tel. 456-0000",
    )


def test_a_summary_on_paper_meets_what_was_owed(offices: Desks) -> None:
    _vc, lc, there = asked(offices)
    owed = owed_of(lc, there, ObligationKind.DECISION_SUMMARY)
    assert set(answer_awaited(lc, owed.id).states) == set(claim_at(lc, there).states)
    message = enter_paper_answer(lc, owed.id, a_page(lc, there))
    body = message.body
    assert isinstance(body, DecisionSummary)
    assert [(line.state, line.office, line.amount.minor if line.amount else 0) for line in body.lines] == [
        ("VC", "VC-NIS", 41200),
        ("LC", "LC-NIC", 8850),
    ]
    assert [(each.amount.minor, each.amount.currency) for each in body.totals] == [(50050, "XCD")]
    owed = owed_of(lc, there, ObligationKind.DECISION_SUMMARY)
    assert (owed.state, owed.from_paper, owed.met_by) == (ObligationState.MET, True, message.message_id)
    sheet = sheet_of_obligation(lc, owed.id)
    assert any("412.00" in line for line in sheet.said)
    assert sheet.signed_by == "C. Browne"


@pytest.mark.parametrize(
    ("change", "where", "code"),
    [
        ({"lines": (PaidLine(state="XX", result="granted", amount="1", start="1 Jan 2014"),)}, "lines.0", "unknown"),
        ({"lines": (PaidLine(state="VC", amount="412.00"),)}, "lines.0", "field_missing"),
        ({"lines": (PaidLine(state="VC", result="granted", start="1 Jan 2014"),)}, "lines.0", "amount_missing"),
        ({"lines": (PaidLine(state="VC", result="granted", amount="1"),)}, "lines.0", "field_missing"),
        ({"lines": (PaidLine(state="VC", result="refused", review_days="few"),)}, "lines.0", "whole_number"),
        ({"lines": ()}, "lines", "field_missing"),
        ({"still_open": (OpenLine(state="VC", reason="x"),)}, "still_open.0", "twice"),
        ({"still_open": (OpenLine(state="GD"),)}, "still_open.0", "field_missing"),
        ({"totals": (TotalLine(amount="500.50", currency="EUR"),)}, "totals.0", "currency_unknown"),
        ({"totals": (TotalLine(amount="500.00", currency="XCD"),)}, "", "summary_totals_differ"),
        ({"set_offs": (SetOffLine(amount="60"),)}, "set_offs.0", "field_missing"),
    ],
)
def test_a_line_of_the_page_that_is_wrong_is_named(
    offices: Desks, change: dict[str, Any], where: str, code: str
) -> None:
    _vc, lc, there = asked(offices)
    owed = owed_of(lc, there, ObligationKind.DECISION_SUMMARY)
    form = replace(a_page(lc, there), **change)
    found = check_paper_answer(lc, owed.id, form).findings
    errors = [entry for entry in found if entry.level is Level.ERROR]
    assert [(entry.where, code in entry.code) for entry in errors][:1] == [(where, True)], errors
    assert all(finding_words(entry) != entry.code for entry in found)
    with pytest.raises(CaseProblem, match="certificate_has_errors"):
        enter_paper_answer(lc, owed.id, form)
    assert owed_of(lc, there, ObligationKind.DECISION_SUMMARY).open


def test_the_file_of_a_summary_takes_the_place_of_its_page(offices: Desks) -> None:
    vc, lc, there = asked(offices)
    owed = owed_of(lc, there, ObligationKind.DECISION_SUMMARY)
    typed = enter_paper_answer(lc, owed.id, a_page(lc, there))
    body = typed.body
    assert isinstance(body, DecisionSummary)
    key = vc_claim(vc)
    other = replace(body, lines=(replace(body.lines[0], result=DecisionResult.PROVISIONAL), body.lines[1]))
    say(vc, "LC-NIC", other, named(vc, key))
    mailbox_id = post(vc, lc)
    assert "answer_differs_from_paper" in codes(lc, mailbox_id)
    assert "change_paper_field" in {change.what for change in preview(lc, mailbox_id).changes}
    accept(lc, mailbox_id)
    kept = lc.store.mailbox.message(typed.message_id)
    assert kept is not None
    assert kept.standing == "superseded"
    assert steps_of(lc, owed.id).count(ObligationStep.MET) == 1
    assert owed_of(lc, there, ObligationKind.DECISION_SUMMARY).met_by == typed.message_id


def test_a_summary_of_another_day_is_another_one(offices: Desks) -> None:
    vc, lc, there = asked(offices)
    owed = owed_of(lc, there, ObligationKind.DECISION_SUMMARY)
    form = replace(a_page(lc, there), head=head(lc, there, lc.clock.today() - timedelta(days=40)))
    typed = enter_paper_answer(lc, owed.id, form)
    body = typed.body
    assert isinstance(body, DecisionSummary)
    key = vc_claim(vc)
    say(vc, "LC-NIC", body, named(vc, key))
    mailbox_id = post(vc, lc)
    assert "check_answer_on_paper" not in codes(lc, mailbox_id)
    accept(lc, mailbox_id)
    kept = lc.store.mailbox.message(typed.message_id)
    assert kept is not None
    assert kept.standing == ""


def closed_and_asked(offices: Desks) -> tuple[Desk, Desk, str, str, str]:
    """A case that St. Vincent closed and Saint Lucia asked to open again; its ids there and here, and what is owed."""
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    ends = {entry.id: CancelReason.NO_LONGER_NEEDED for entry in closing_of(vc, key).open}
    close_case(vc, key, CloseReason.ALL_DECIDED, settled=ends)
    carry(vc, lc)
    ask_to_reopen(lc, there, ReopenReason.NEW_FACTS, text="Four more years were found.")
    carry(lc, vc)
    return vc, lc, key, there, owed_of(lc, there, ObligationKind.REOPEN_REPLY).id


def test_a_case_opens_by_a_letter_and_its_file_does_not_open_it_twice(offices: Desks) -> None:
    vc, lc, key, there, owed_id = closed_and_asked(offices)
    draft = check_paper_answer(lc, owed_id, PaperReopenForm(head=head(lc, there)))
    assert [entry.where for entry in draft.findings] == ["agreed"]
    typed = enter_paper_answer(lc, owed_id, PaperReopenForm(head=head(lc, there), agreed=True))
    assert claim_at(lc, there).stage is Stage.COLLECTING
    assert (lc.store.obligations.get(owed_id).state, lc.store.obligations.get(owed_id).from_paper) == (
        ObligationState.MET,
        True,
    )
    reopen_case(vc, key, ReopenReason.NEW_FACTS)
    mailbox_id = post(vc, lc)
    assert codes(lc, mailbox_id) >= {"check_answer_on_paper"}
    assert "case_is_open" not in codes(lc, mailbox_id)
    assert not [change for change in preview(lc, mailbox_id).changes if change.what == "change_stage"]
    with lc.store.act(verb="samples_made", user=lc.user.id, about=there, facts={}):
        lc.store.claims.update(replace(claim_at(lc, there), stage=Stage.CLOSED))
    accept(lc, mailbox_id)
    assert claim_at(lc, there).stage is Stage.CLOSED, "the file opened a case that was closed since"
    kept = lc.store.mailbox.message(typed.message_id)
    assert kept is not None
    assert kept.standing == "superseded"


def test_a_letter_that_refuses_leaves_the_case_closed_and_a_file_that_agrees_opens_it(offices: Desks) -> None:
    vc, lc, key, there, owed_id = closed_and_asked(offices)
    draft = check_paper_answer(lc, owed_id, PaperReopenForm(head=head(lc, there), agreed=False))
    assert [entry.where for entry in draft.findings if entry.level is Level.ERROR] == ["text"]
    enter_paper_answer(lc, owed_id, PaperReopenForm(head=head(lc, there), agreed=False, text="It is final."))
    assert claim_at(lc, there).stage is Stage.CLOSED
    assert open_of(lc, claim_at(lc, there)) == ()
    reopen_case(vc, key, ReopenReason.NEW_FACTS)
    mailbox_id = post(vc, lc)
    assert "answer_differs_from_paper" in codes(lc, mailbox_id)
    accept(lc, mailbox_id)
    assert claim_at(lc, there).stage is Stage.COLLECTING


def test_the_file_of_a_refusal_says_the_same_as_its_letter(offices: Desks) -> None:
    vc, lc, key, there, owed_id = closed_and_asked(offices)
    enter_paper_answer(lc, owed_id, PaperReopenForm(head=head(lc, there), agreed=False, text="It is final."))
    refuse_to_reopen(vc, key, text="It is final.")
    mailbox_id = post(vc, lc)
    assert "check_answer_on_paper" in codes(lc, mailbox_id)
    accept(lc, mailbox_id)
    assert claim_at(lc, there).stage is Stage.CLOSED
    assert steps_of(lc, owed_id).count(ObligationStep.MET) == 1


def test_a_letter_confirms_that_a_message_was_destroyed(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    carry(vc, lc)
    notify_change(vc, key, DIED)
    carry(vc, lc)
    (row,) = [each for each in vc.store.outbox.of_claim(key) if each.type is MessageType.CHANGE_NOTICE]
    correct_message(vc, row.message_id, reason=CorrectionReason.WRONG_RECIPIENT)
    owed_id = owed_of(vc, key, ObligationKind.RECEIPT).id
    carry(vc, lc)
    draft = check_paper_answer(vc, owed_id, PaperReceiptForm(head=head(vc, key)))
    assert [entry.where for entry in draft.findings if entry.level is Level.ERROR] == ["text"]
    typed = enter_paper_answer(vc, owed_id, PaperReceiptForm(head=head(vc, key), text="Shredded."))
    owed = vc.store.obligations.get(owed_id)
    assert (owed.state, owed.from_paper, owed.met_by) == (ObligationState.MET, True, typed.message_id)
    (there,) = [each for each in lc.store.obligations.open(owed_by="LC-NIC") if each.kind is ObligationKind.RECEIPT]
    confirm_destroyed(lc, there.id, "Files deleted.")
    mailbox_id = post(lc, vc)
    assert "change_paper_field" in {change.what for change in preview(vc, mailbox_id).changes}
    accept(vc, mailbox_id)
    assert steps_of(vc, owed_id).count(ObligationStep.MET) == 1
    kept = vc.store.mailbox.message(typed.message_id)
    assert kept is not None
    assert kept.standing == "superseded"


def reminded(offices: Desks) -> tuple[Desk, Desk, str, dict[ObligationKind, str]]:
    """A case in which Saint Lucia owes a certificate and a reply, and was reminded of both; ids by kind."""
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    ask_information(vc, key, "LC-NIC", (ADDRESS,))
    carry(vc, lc)
    owed = {each.kind: each.id for each in vc.store.obligations.of_claim(key) if each.owed_by == "LC-NIC"}
    for desk in (vc, lc):
        assert isinstance(desk.clock, FixedClock)
        desk.clock.advance(days=90)
    send_reminder(vc, "LC-NIC")
    return vc, lc, key, owed


def test_a_reply_to_a_reminder_is_typed_line_by_line_and_its_file_promises_nothing_twice(offices: Desks) -> None:
    vc, lc, key, owed = reminded(offices)
    certificate, reply = owed[ObligationKind.PERIOD_CERTIFICATE], owed[ObligationKind.INFO_REPLY]
    assert not reminder_left(vc, certificate)
    with pytest.raises(CaseProblem, match="reminder_not_left"):
        reminded_of(vc, certificate)
    carry(vc, lc)
    found = reminded_of(vc, certificate)
    assert {line.id for line in found.items} == set(owed.values())
    day = vc.clock.today() + timedelta(days=20)
    answers = (
        ReminderAnswer(obligation_id=certificate, outcome=ReminderOutcome.WILL_COME, on=day),
        ReminderAnswer(obligation_id=reply, outcome=ReminderOutcome.NOT_AVAILABLE, reason=NotAvailable.PAPER_SEARCH),
    )
    typed = enter_paper_answer(vc, certificate, PaperReminderReplyForm(head=head(vc, key), answers=answers))
    promised, delayed = vc.store.obligations.get(certificate), vc.store.obligations.get(reply)
    assert (promised.state, promised.due_on, promised.promises) == (ObligationState.PROMISED, day, 1)
    assert (delayed.open, steps_of(vc, reply)[-1]) == (True, ObligationStep.DELAYED)
    assert [event.from_paper for event in vc.store.obligations.history(reply)][-1]
    for owed_id in (certificate, reply):
        assert sheet_of_obligation(vc, owed_id).type is MessageType.REMINDER_REPLY

    (heard,) = [e for e in lc.store.obligations.open(owed_by="LC-NIC") if e.kind is ObligationKind.REMINDER_REPLY]
    kept = lc.store.mailbox.message(heard.asked_message_id)
    assert kept is not None
    send_reply(lc, heard.asked_message_id, answers)
    mailbox_id = post(lc, vc)
    assert "check_answer_on_paper" in codes(vc, mailbox_id)
    accept(vc, mailbox_id)
    assert vc.store.obligations.get(certificate).promises == 1
    assert steps_of(vc, reply).count(ObligationStep.DELAYED) == 1
    replaced = vc.store.mailbox.message(typed.message_id)
    assert replaced is not None
    assert replaced.standing == "superseded"


def test_a_letter_may_say_that_it_was_sent_and_a_second_letter_more(offices: Desks) -> None:
    vc, lc, key, owed = reminded(offices)
    carry(vc, lc)
    certificate, reply = owed[ObligationKind.PERIOD_CERTIFICATE], owed[ObligationKind.INFO_REPLY]
    sent = ReminderAnswer(obligation_id=certificate, outcome=ReminderOutcome.ALREADY_SENT)
    first = enter_paper_answer(vc, certificate, PaperReminderReplyForm(head=head(vc, key), answers=(sent,)))
    assert isinstance(first.body, ReminderReply)
    event = vc.store.obligations.history(certificate)[-1]
    assert (event.step, event.reason, event.from_paper) == (ObligationStep.SAID_SENT, "", True)
    bar = ReminderAnswer(obligation_id=reply, outcome=ReminderOutcome.NOT_AVAILABLE, reason=NotAvailable.LEGAL_BAR)
    enter_paper_answer(vc, reply, PaperReminderReplyForm(head=head(vc, key), answers=(bar,)))
    assert (vc.store.obligations.get(reply).state, vc.store.obligations.get(reply).from_paper) == (
        ObligationState.REFUSED,
        True,
    )
    kept = vc.store.mailbox.message(first.message_id)
    assert kept is not None
    assert kept.standing == "", "a second letter takes the place of none"


def test_what_a_reply_to_a_reminder_lacks_is_named_at_its_line(offices: Desks) -> None:
    vc, lc, key, owed = reminded(offices)
    carry(vc, lc)
    certificate = owed[ObligationKind.PERIOD_CERTIFICATE]
    told_head = head(vc, key)
    for answers, where in (
        ((), "answers"),
        ((ReminderAnswer(obligation_id=certificate, outcome=ReminderOutcome.WILL_COME),), f"answers.{certificate}"),
        ((ReminderAnswer(obligation_id=certificate, outcome=ReminderOutcome.NOT_AVAILABLE),), f"answers.{certificate}"),
        ((ReminderAnswer(obligation_id="other", outcome=ReminderOutcome.ALREADY_SENT),), "answers.other"),
    ):
        found = check_paper_answer(vc, certificate, PaperReminderReplyForm(head=told_head, answers=answers)).findings
        assert [entry.where for entry in found if entry.level is Level.ERROR] == [where]
        assert all(finding_words(entry) != entry.code for entry in found)
    with pytest.raises(CaseProblem, match="paper_not_for_this"):
        enter_paper_answer(vc, certificate, PaperDecisionForm())


def test_the_reminder_that_is_replied_to_is_the_last_that_left(offices: Desks) -> None:
    vc, lc, _key, owed = reminded(offices)
    carry(vc, lc)
    certificate = owed[ObligationKind.PERIOD_CERTIFICATE]
    first = reminded_of(vc, certificate).message_id
    assert isinstance(vc.clock, FixedClock)
    vc.clock.advance(days=40)
    second = send_reminder(vc, "LC-NIC")
    assert isinstance(second.body, Reminder)
    assert reminded_of(vc, certificate).message_id == first
    post(vc, lc)
    assert reminded_of(vc, certificate).message_id == second.message_id
