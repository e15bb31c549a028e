"""Reminders: drafted by the program, sent by a clerk, answered line by line, and crossing their answer on the road."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.inquiries import NotAvailable, Reminder, ReminderAnswer, ReminderOutcome, ReminderReply
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import (
    CancelReason,
    DueFrom,
    LapseReason,
    ObligationKind,
    ObligationState,
    ObligationStep,
)
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.answer_reminder import reply_draft, send_reply
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.obligations import (
    Direction,
    ObligationFilter,
    ObligationLine,
    Remedy,
    Standing,
    history_of,
    list_obligations,
    obligations_of_claim,
    per_partner,
)
from desktop_app.workflows.receive_bundle import preview, receive_file
from desktop_app.workflows.remind import reminder_draft, reminder_drafts, send_reminder
from desktop_app.workflows.settle_obligations import cancel, lapse, promise, refuse
from tests.support.case_desks import OTHER, carry, certify, post, say, told

WILL_COME, NOT_AVAILABLE, ALREADY_SENT = ReminderOutcome


def sent_on(desk: Desk, office: str) -> bytes:
    """Seal and hand over what waits for an office; return the file."""
    file = seal_bundle(desk, office)
    hand_over(desk, file.bundle_id, "stick")
    return file.data


def move(*desks: Desk, days: int) -> None:
    for desk in desks:
        desk.clock.advance(days=days)  # type: ignore[attr-defined]  # a test's clock


@pytest.fixture
def asked(offices: dict[str, Desk]) -> tuple[Desk, Desk, str]:
    """Saint Vincent asked Saint Lucia, who opened the case; forty-five days passed."""
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    accept(lc, receive_file(lc, sent_on(vc, "LC-NIC")))
    move(vc, lc, days=45)
    return vc, lc, key


def only(desk: Desk, key: str) -> ObligationLine:
    (line,) = obligations_of_claim(desk, key)
    return line


def waiting_reminders(desk: Desk) -> list[Reminder]:
    bodies = [decode_message(row.data).body for row in desk.store.outbox.waiting() if row.type is MessageType.REMINDER]
    return [body for body in bodies if isinstance(body, Reminder)]


def test_nothing_is_drafted_before_the_due_day_and_a_draft_is_there_on_it(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    sent_on(vc, "LC-NIC")
    line = only(vc, key)
    assert (line.due_from, line.days, line.remedy) == (DueFrom.HANDED_OVER, 37, Remedy.NONE)
    move(vc, days=36)
    assert reminder_drafts(vc) == ()
    with pytest.raises(CaseProblem, match="nothing_to_remind"):
        reminder_draft(vc, "LC-NIC")
    move(vc, days=1)
    (draft,) = reminder_drafts(vc)
    assert (draft.id, draft.to_head, draft.items[0].count, draft.items[0].days) == ("LC-NIC", False, 1, 0)
    assert (only(vc, key).remedy, only(vc, key).draft_id, only(vc, key).overdue) == (Remedy.REMIND, "LC-NIC", False)
    move(vc, days=1)
    assert only(vc, key).overdue


def test_a_question_that_never_left_is_not_reminded_of(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    move(vc, days=90)
    assert reminder_drafts(vc) == ()
    assert (only(vc, key).remedy, only(vc, key).draft_id) == (Remedy.SEND_QUESTION, "LC-NIC")


def test_three_reminders_go_out_thirty_days_apart_the_third_to_the_head(asked: tuple[Desk, Desk, str]) -> None:
    vc, _lc, key = asked
    for count, to_head in ((1, False), (2, False), (3, True)):
        message = send_reminder(vc, "LC-NIC", text="Please")
        body = message.body
        assert isinstance(body, Reminder)
        assert (body.items[0].count, body.to_head, body.text) == (count, to_head, "Please")
        assert only(vc, key).remedy is Remedy.SENT_ALREADY
        assert reminder_drafts(vc) == ()
        sent_on(vc, "LC-NIC")
        move(vc, days=29)
        if count < 3:
            assert reminder_drafts(vc) == ()
        move(vc, days=1)
    assert reminder_drafts(vc) == ()
    assert (only(vc, key).remedy, only(vc, key).reminders) == (Remedy.CALL_HEAD, 3)


def test_one_reminder_names_everything_an_office_owes_or_what_was_chosen(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    told(vc, "LC")
    second = told(vc, "LC", claimant=OTHER)
    sent_on(vc, "LC-NIC")
    move(vc, days=50)
    (draft,) = reminder_drafts(vc)
    assert len(draft.items) == 2
    chosen = only(vc, second).id
    body = send_reminder(vc, "LC-NIC", obligation_ids=(chosen,)).body
    assert isinstance(body, Reminder)
    assert [item.obligation_id for item in body.items] == [chosen]
    (rest,) = reminder_drafts(vc)
    assert [line.obligation_id for line in rest.items] != [chosen]
    with pytest.raises(CaseProblem, match="nothing_to_remind"):
        send_reminder(vc, "LC-NIC", obligation_ids=(chosen,))
    with pytest.raises(CaseProblem, match="note_too_long"):
        send_reminder(vc, "LC-NIC", text="x" * 2001)


def test_an_accepted_answer_takes_the_draft_and_the_waiting_reminder_away(asked: tuple[Desk, Desk, str]) -> None:
    vc, lc, key = asked
    message = send_reminder(vc, "LC-NIC")
    (here,) = lc.store.obligations.open(owed_by="LC-NIC")
    certify(lc, here.claim_id)
    carry(lc, vc)
    assert waiting_reminders(vc) == []
    assert vc.store.outbox.get(message.message_id).state is OutboxState.WITHDRAWN
    assert reminder_drafts(vc) == ()
    line = only(vc, key)
    assert (line.state, line.reminders, line.remedy) == (ObligationState.MET, 0, Remedy.NONE)
    assert ObligationStep.REMINDER_WITHDRAWN in {step.step for step in history_of(vc, line.id)}


def test_what_is_still_owed_stays_in_the_waiting_reminder(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    first, second = told(vc, "LC"), told(vc, "LC", claimant=OTHER)
    accept(lc, receive_file(lc, sent_on(vc, "LC-NIC")))
    move(vc, lc, days=45)
    if len(lc.store.obligations.open(owed_by="LC-NIC")) == 1:
        accept(lc, lc.store.mailbox.undecided()[0].id)
    send_reminder(vc, "LC-NIC", text="Both, please")
    cancel(vc, only(vc, first).id, CancelReason.NO_LONGER_NEEDED)
    (body,) = waiting_reminders(vc)
    assert ([item.obligation_id for item in body.items], body.text) == ([only(vc, second).id], "Both, please")
    assert (only(vc, first).reminders, only(vc, second).reminders, body.items[0].count) == (0, 1, 1)


def test_a_reminder_that_crossed_its_answer_is_replied_to_with_the_message_that_answered(
    asked: tuple[Desk, Desk, str],
) -> None:
    vc, lc, key = asked
    send_reminder(vc, "LC-NIC")
    (here,) = lc.store.obligations.open(owed_by="LC-NIC")
    certify(lc, here.claim_id)
    answer = seal_bundle(lc, "VC-NIS")
    reminder = post(vc, lc)
    assert {check.finding.code for check in preview(lc, reminder).checks} == {"reminder_lines_answered"}
    accept(lc, reminder)
    (duty,) = lc.store.obligations.open(owed_by="LC-NIC")
    assert duty.kind is ObligationKind.REMINDER_REPLY
    draft = reply_draft(lc, duty.asked_message_id)
    (line,) = draft.items
    assert line.suggested is ALREADY_SENT
    said = ReminderAnswer(obligation_id=line.obligation_id, outcome=ALREADY_SENT, sent_message=line.sent_message)
    send_reply(lc, draft.message_id, (said,))
    assert lc.store.obligations.open(owed_by="LC-NIC") == ()
    reply = post(lc, vc)
    assert "said_sent_not_here" in {check.finding.code for check in preview(vc, reply).checks}
    accept(vc, reply)
    assert only(vc, key).open, "said to be sent is not here"
    (draft_again,) = per_partner(vc)[:1]
    assert draft_again.missing == (1,), "the gap names the bundle with the answer"
    accept(vc, receive_file(vc, answer.data))
    assert only(vc, key).state is ObligationState.MET


def test_while_bundles_are_missing_the_reminder_names_them(asked: tuple[Desk, Desk, str]) -> None:
    vc, lc, _key = asked
    seal_bundle(lc, "VC-NIS")  # the receipt: lost on the way
    told(lc, "VC", claimant=OTHER)
    receive_file(vc, seal_bundle(lc, "VC-NIS").data)
    assert reminder_draft(vc, "LC-NIC").missing == (1,)
    body = send_reminder(vc, "LC-NIC").body
    assert isinstance(body, Reminder)
    assert body.missing == (1,)
    reminder = post(vc, lc)
    assert "reminder_bundles_missing" in {check.finding.code for check in preview(lc, reminder).checks}
    accept(lc, reminder)
    (duty,) = list_obligations(lc, ObligationFilter(kind=ObligationKind.REMINDER_REPLY))
    (kept,) = lc.store.obligations.asked_by(lc.store.obligations.get(duty.id).asked_message_id)
    assert reply_draft(lc, kept.asked_message_id).missing == (1,)


def _reminded(vc: Desk, lc: Desk) -> tuple[str, str]:
    """Send a reminder and accept it there; return its id and the id of what it reminds of."""
    message = send_reminder(vc, "LC-NIC")
    accept(lc, post(vc, lc))
    body = message.body
    assert isinstance(body, Reminder)
    return message.message_id, body.items[0].obligation_id


def test_a_reply_that_promises_moves_the_due_day_at_both_offices_once(asked: tuple[Desk, Desk, str]) -> None:
    vc, lc, key = asked
    reminder, owed = _reminded(vc, lc)
    assert any(entry.reminders == 1 for entry in lc.store.obligations.open(owed_by="LC-NIC"))
    day = vc.clock.today() + timedelta(days=20)
    send_reply(lc, reminder, (ReminderAnswer(obligation_id=owed, outcome=WILL_COME, on=day),))
    carry(lc, vc)
    line = only(vc, key)
    assert (line.state, line.due_on, line.due_from) == (ObligationState.PROMISED, day, DueFrom.PROMISE)
    here = [entry for entry in lc.store.obligations.all() if entry.kind is ObligationKind.PERIOD_CERTIFICATE]
    assert [entry.due_on for entry in here] == [day]
    assert reminder_drafts(vc) == ()
    move(vc, lc, days=21)
    assert only(vc, key).promise_passed
    reminder, owed = _reminded(vc, lc)
    later = vc.clock.today() + timedelta(days=9)
    send_reply(lc, reminder, (ReminderAnswer(obligation_id=owed, outcome=WILL_COME, on=later),))
    arrived = post(lc, vc)
    assert "promised_before" in {check.finding.code for check in preview(vc, arrived).checks}
    accept(vc, arrived)
    line = only(vc, key)
    assert (line.due_on, line.promised_on, line.supervisor, line.overdue) == (day, later, True, True)


def test_a_reply_that_it_is_not_theirs_settles_and_a_late_record_does_not(asked: tuple[Desk, Desk, str]) -> None:
    vc, lc, key = asked
    reminder, owed = _reminded(vc, lc)
    late = ReminderAnswer(obligation_id=owed, outcome=NOT_AVAILABLE, reason=NotAvailable.PAPER_SEARCH)
    send_reply(lc, reminder, (late,))
    carry(lc, vc)
    assert only(vc, key).open
    assert [step.reason for step in history_of(vc, owed) if step.step is ObligationStep.DELAYED] == ["paper_search"]
    move(vc, lc, days=40)
    reminder, owed = _reminded(vc, lc)
    never = replace(late, reason=NotAvailable.NOT_OURS)
    send_reply(lc, reminder, (never,))
    carry(lc, vc)
    line = only(vc, key)
    assert (line.state, line.reason, line.open) == (ObligationState.REFUSED, "not_ours", False)


def test_a_reply_must_say_something_whole_to_every_line(asked: tuple[Desk, Desk, str]) -> None:
    vc, lc, _key = asked
    reminder, owed = _reminded(vc, lc)
    with pytest.raises(CaseProblem, match="reply_incomplete"):
        send_reply(lc, reminder, ())
    yesterday = lc.clock.today() - timedelta(days=1)
    for outcome, on, code in (
        (WILL_COME, None, "promise_day_missing"),
        (WILL_COME, yesterday, "promise_in_past"),
        (NOT_AVAILABLE, None, "unavailable_without_reason"),
        (ALREADY_SENT, None, "sent_message_missing"),
    ):
        with pytest.raises(CaseProblem, match=code):
            send_reply(lc, reminder, (ReminderAnswer(obligation_id=owed, outcome=outcome, on=on),))
    with pytest.raises(CaseProblem, match="reminder_unknown"):
        reply_draft(lc, lc.clock.new_id())


def test_an_office_speaks_only_of_what_it_owes_itself(offices: dict[str, Desk], asked: tuple[Desk, Desk, str]) -> None:
    vc, _lc, key = asked
    gd = offices["GD"]
    owed = only(vc, key).id
    told(vc, "GD", claimant=OTHER)
    sent_on(vc, "GD-NIS")
    move(vc, gd, days=1)
    answer = ReminderAnswer(obligation_id=owed, outcome=NOT_AVAILABLE, reason=NotAvailable.NOT_OURS)
    say(gd, "VC-NIS", ReminderReply(about_message=vc.clock.new_id(), answers=(answer,)))
    arrived = post(gd, vc)
    assert "reminder_reply_unknown" in {check.finding.code for check in preview(vc, arrived).checks}
    accept(vc, arrived)
    assert only(vc, key).open


def test_a_person_settles_what_was_heard_on_the_phone(asked: tuple[Desk, Desk, str]) -> None:
    vc, _lc, key = asked
    owed = only(vc, key).id
    day = vc.clock.today() + timedelta(days=10)
    with pytest.raises(CaseProblem, match="heard_from_missing"):
        promise(vc, owed, day)
    with pytest.raises(CaseProblem, match="promise_in_past"):
        promise(vc, owed, date(2014, 1, 1), heard_from="M. Augustin")
    assert promise(vc, owed, day, heard_from="M. Augustin").due_on == day
    step = history_of(vc, owed)[-1]
    assert (step.step, step.by_name, step.day) == (ObligationStep.PROMISED, vc.user.name, day)
    assert refuse(vc, owed, NotAvailable.LEGAL_BAR, heard_from="M. Augustin").reason == "legal_bar"
    for settle in (
        lambda: lapse(vc, owed, LapseReason.NO_REACTION),
        lambda: cancel(vc, owed, CancelReason.CASE_CLOSED),
    ):
        with pytest.raises(CaseProblem, match="obligation_settled"):
            settle()
    with pytest.raises(CaseProblem, match="obligation_unknown"):
        lapse(vc, "nothing", LapseReason.NO_REACTION)


def test_the_lists_can_be_asked_both_ways(asked: tuple[Desk, Desk, str]) -> None:
    vc, lc, key = asked
    mine = list_obligations(vc, ObligationFilter(direction=Direction.OWED_TO_US))
    assert [line.claim_key for line in mine] == [key]
    assert list_obligations(vc, ObligationFilter(direction=Direction.OWED_BY_US)) == ()
    (theirs,) = list_obligations(lc, ObligationFilter(direction=Direction.OWED_BY_US, office="VC-NIS"))
    assert (theirs.ours, theirs.remedy, theirs.partner_code, theirs.overdue) == (True, Remedy.ANSWER, "VC-NIS", True)
    assert list_obligations(vc, ObligationFilter(office="GD-NIS")) == ()
    assert list_obligations(vc, ObligationFilter(kind=ObligationKind.DECISION)) == ()
    assert len(list_obligations(vc, ObligationFilter(standing=Standing.OVERDUE, claim_key=key))) == 1
    lapse(vc, mine[0].id, LapseReason.NO_REACTION)
    assert list_obligations(vc) == ()
    assert [line.state for line in list_obligations(vc, ObligationFilter(standing=Standing.SETTLED))] == [
        ObligationState.LAPSED
    ]
    partners = {line.code: line for line in per_partner(lc)}
    assert (partners["VC-NIS"].we_owe, partners["VC-NIS"].we_overdue, partners["GD-NIS"].we_owe) == (1, 1, 0)


def test_one_reply_answers_every_reminder_of_the_same_lines(asked: tuple[Desk, Desk, str]) -> None:
    vc, lc, _key = asked
    _reminded(vc, lc)
    move(vc, lc, days=30)
    newest, owed = _reminded(vc, lc)
    duties = ObligationFilter(kind=ObligationKind.REMINDER_REPLY)
    assert len(list_obligations(lc, duties)) == 2
    late = ReminderAnswer(obligation_id=owed, outcome=NOT_AVAILABLE, reason=NotAvailable.WAITING_FOR_EMPLOYER)
    send_reply(lc, newest, (late,))
    assert list_obligations(lc, duties) == ()
