"""What Today says of what is owed: why it is to be looked at, and the remedy in one step."""

from datetime import timedelta

import pytest

from desktop_app.domain.case_notices import ChangeKind, ChangeNotice
from desktop_app.domain.inquiries import NotAvailable, ReminderAnswer, ReminderOutcome
from desktop_app.domain.obligations import ObligationKind
from desktop_app.wording.findings import queue_words
from desktop_app.workflows.answer_reminder import send_reply
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.obligations import Remedy
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.remind import send_reminder
from desktop_app.workflows.settle_obligations import promise
from desktop_app.workflows.today import QueueItem, QueueKind, queue_counts, today_queue
from tests.support.case_desks import OTHER, notice_sent, post, say, told


def leave(desk: Desk, office: str) -> bytes:
    file = seal_bundle(desk, office)
    hand_over(desk, file.bundle_id, "stick")
    return file.data


def wait(*desks: Desk, days: int) -> None:
    for desk in desks:
        desk.clock.advance(days=days)  # type: ignore[attr-defined]  # a test's clock


def of_kind(desk: Desk, kind: QueueKind) -> list[QueueItem]:
    view = today_queue(desk)
    assert queue_counts(desk)[kind] == view.count(kind)
    return [item for item in view.items if item.kind is kind]


@pytest.fixture
def vc(offices: dict[str, Desk]) -> Desk:
    told(offices["VC"], "LC")
    return offices["VC"]


def test_an_answer_is_due_soon_then_overdue_with_the_draft_at_hand(vc: Desk) -> None:
    leave(vc, "LC-NIC")
    wait(vc, days=29)
    assert of_kind(vc, QueueKind.DUE_SOON) == []
    wait(vc, days=1)
    (soon,) = of_kind(vc, QueueKind.DUE_SOON)
    assert (soon.code, soon.days, soon.action) == ("reply_due_soon", 7, Remedy.NONE.value)
    wait(vc, days=8)
    (late,) = of_kind(vc, QueueKind.OVERDUE)
    assert (late.code, late.action, late.draft_id, late.days) == ("reply_overdue", "remind", "LC-NIC", -1)
    assert queue_words(late.code, late.facts) == (
        "Reply from Saint Lucia is overdue",
        "Certificate of insurance periods, asked on 14 Jul 2014",
    )
    assert late.obligation_id
    assert of_kind(vc, QueueKind.DUE_SOON) == []


def test_a_question_that_never_left_says_so(vc: Desk) -> None:
    wait(vc, days=60)
    (item,) = of_kind(vc, QueueKind.OVERDUE)
    assert (item.code, item.action, item.draft_id) == ("question_waits", "send_question", "LC-NIC")


def test_a_promise_that_passed_a_second_promise_and_no_reaction_have_their_own_words(vc: Desk) -> None:
    leave(vc, "LC-NIC")
    (owed,) = vc.store.obligations.open()
    day = vc.clock.today() + timedelta(days=50)
    promise(vc, owed.id, day, heard_from="M. Augustin")
    wait(vc, days=51)
    (item,) = of_kind(vc, QueueKind.OVERDUE)
    assert item.code == "promise_passed"
    assert "2 Sep 2014" in queue_words(item.code, item.facts)[0]
    promise(vc, owed.id, day + timedelta(days=10), heard_from="M. Augustin")
    (item,) = of_kind(vc, QueueKind.OVERDUE)
    assert (item.code, item.due) == ("second_promise", day)
    for _ in range(3):
        send_reminder(vc, "LC-NIC")
        leave(vc, "LC-NIC")
        wait(vc, days=30)
    (item,) = of_kind(vc, QueueKind.OVERDUE)
    assert (item.code, item.action) == ("no_reaction", "call_head")


def test_bundles_that_never_came_are_named(offices: dict[str, Desk], vc: Desk) -> None:
    lc = offices["LC"]
    accept(lc, receive_file(lc, leave(vc, "LC-NIC")))
    seal_bundle(lc, "VC-NIS")
    told(lc, "VC", claimant=OTHER)
    wait(vc, lc, days=60)
    receive_file(vc, seal_bundle(lc, "VC-NIS").data)
    (item,) = of_kind(vc, QueueKind.OVERDUE)
    assert (item.code, item.facts["missing"]) == ("reply_overdue_gap", "1")


def test_what_is_asked_of_us_is_listed_by_what_is_owed(offices: dict[str, Desk], vc: Desk) -> None:
    lc = offices["LC"]
    accept(lc, receive_file(lc, leave(vc, "LC-NIC")))
    wait(vc, lc, days=40)
    message = send_reminder(vc, "LC-NIC")
    (arrived,) = [item for item in _arrived(lc, post(vc, lc)) if item.code == "message_arrived"]
    assert queue_words(arrived.code, arrived.facts)[1].startswith("Reminder, received")
    assert arrived.mailbox_id is not None
    accept(lc, arrived.mailbox_id)
    codes = {item.code: item for item in of_kind(lc, QueueKind.ASKED)}
    assert codes.keys() == {"asked_for_periods", "asked_of_us"}
    duty = codes["asked_of_us"]
    assert (duty.facts["owed"], duty.claim_key, duty.action) == (ObligationKind.REMINDER_REPLY.value, "", "answer")
    owed = vc.store.obligations.open()[0].id
    late = ReminderAnswer(obligation_id=owed, outcome=ReminderOutcome.NOT_AVAILABLE, reason=NotAvailable.STAFF)
    send_reply(lc, message.message_id, (late,))
    assert {item.code for item in of_kind(lc, QueueKind.ASKED)} == {"asked_for_periods"}


def _arrived(desk: Desk, _mailbox_id: int) -> list[QueueItem]:
    return of_kind(desk, QueueKind.ARRIVED)


def test_a_death_comes_before_everything(offices: dict[str, Desk], vc: Desk) -> None:
    lc, gd = offices["LC"], offices["GD"]
    key = told(vc, "GD", claimant=OTHER)
    leave(vc, "GD-NIS")
    leave(vc, "LC-NIC")
    wait(vc, lc, gd, days=60)
    notice = ChangeNotice(kind=ChangeKind.DEATH, person=notice_sent(vc, key).person, since=vc.clock.today())
    say(lc, "VC-NIS", notice)
    post(lc, vc)
    first = today_queue(vc).items[0]
    assert (first.kind, first.code, first.urgent) == (QueueKind.ARRIVED, "death_arrived", True)
    assert of_kind(vc, QueueKind.OVERDUE)
