"""Questions about a case and their answers: information item by item, and explanations of a message."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.findings import Level
from desktop_app.domain.inquiries import (
    ClarificationAnswer,
    ClarificationItem,
    ClarificationOutcome,
    ClarificationReason,
    InfoAnswer,
    InfoItem,
    InfoItemCode,
    InfoReply,
    ItemOutcome,
)
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.ask_explanation import answer_explanation, ask_explanation, explainable, explanation_asked
from desktop_app.workflows.ask_information import (
    answer_information,
    ask_information,
    check_questions,
    information_asked,
)
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.receive_bundle import receive_file
from tests.support.case_desks import carry, certify, named, post, say, sealed_again, told

SOON = date(2014, 9, 1)
ADDRESS = InfoItem(item_id="1", code=InfoItemCode.ADDRESS, why="To pay there", needed_by=SOON)
SCHOOL = InfoItem(item_id="2", code=InfoItemCode.SCHOOL_ATTENDANCE, why="Article 20", needed_by=SOON)


def owed(desk: Desk, claim_id: str, kind: ObligationKind) -> Obligation:
    (found,) = (entry for entry in desk.store.obligations.of_claim(claim_id) if entry.kind == kind)
    return found


def value(item_id: str, text: str = "12 Invented Street") -> InfoAnswer:
    return InfoAnswer(item_id=item_id, outcome=ItemOutcome.VALUE, value=text)


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks}


def test_a_question_is_owed_at_both_ends_until_every_item_is_answered(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    ask_information(vc, key, "LC-NIC", (ADDRESS, SCHOOL), text="Please.")
    carry(vc, lc)
    mine = owed(lc, there, ObligationKind.INFO_REPLY)
    assert [item.code for item in mine.items] == ["address", "school_attendance"]
    follows = InfoAnswer(item_id="2", outcome=ItemOutcome.WILL_FOLLOW, follows_on=SOON)
    answer_information(lc, mine.id, (value("1"), follows))
    assert lc.store.obligations.get(mine.id).state is ObligationState.MET_IN_PART
    assert information_asked(lc, mine.id).open_items == ("2",)
    mailbox_id = post(lc, vc)
    assert "answer_in_part" in codes(vc, mailbox_id)
    assert owed(vc, key, ObligationKind.INFO_REPLY).state is ObligationState.OPEN  # shown, and nothing applied unseen
    accept(vc, mailbox_id)
    theirs = owed(vc, key, ObligationKind.INFO_REPLY)
    assert (theirs.state, theirs.promised_on) == (ObligationState.MET_IN_PART, SOON)
    answer_information(lc, mine.id, (value("2", "Attends the Invented School"),))
    carry(lc, vc)
    assert owed(vc, key, ObligationKind.INFO_REPLY).state is ObligationState.MET
    assert owed(lc, there, ObligationKind.INFO_REPLY).state is ObligationState.MET


def test_what_a_question_lacks_is_said_and_nothing_is_sent(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    waiting = len(vc.store.outbox.waiting())
    yesterday = vc.clock.today() - timedelta(days=1)
    for items, code in (
        ((), "no_items_asked"),
        ((InfoItem(item_id="1", code=InfoItemCode.DEATH, why=" ", needed_by=SOON),), "why_asked_missing"),
        ((InfoItem(item_id="1", code=InfoItemCode.OTHER, why="x", needed_by=SOON),), "other_not_said"),
        ((InfoItem(item_id="1", code=InfoItemCode.DEATH, why="x", needed_by=yesterday),), "needed_in_past"),
        ((ADDRESS, ADDRESS), "asked_twice"),
    ):
        assert code in {finding.code for finding in check_questions(vc, items) if finding.level is Level.ERROR}
        with pytest.raises(CaseProblem, match="form_has_errors"):
            ask_information(vc, key, "LC-NIC", items)
    assert "text_too_long" in {entry.code for entry in check_questions(vc, (ADDRESS,), "x" * 2001)}
    assert len(vc.store.outbox.waiting()) == waiting


def test_only_what_was_asked_is_answered(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    ask_information(vc, key, "LC-NIC", (ADDRESS,))
    carry(vc, lc)
    mine = owed(lc, there, ObligationKind.INFO_REPLY)
    for answers, code in (
        ((), "no_answers"),
        ((value("9"),), "answer_not_asked"),
        ((value("1", " "),), "answer_empty"),
        ((InfoAnswer(item_id="1", outcome=ItemOutcome.WILL_FOLLOW),), "promise_day_missing"),
        ((InfoAnswer(item_id="1", outcome=ItemOutcome.WILL_FOLLOW, follows_on=date(2014, 1, 1)),), "promise_in_past"),
    ):
        with pytest.raises(CaseProblem, match=code):
            answer_information(lc, mine.id, answers)
    answer_information(lc, mine.id, (value("1"),))
    with pytest.raises(CaseProblem, match="obligation_settled"):
        answer_information(lc, mine.id, (value("1"),))
    theirs = owed(vc, key, ObligationKind.INFO_REPLY)
    with pytest.raises(CaseProblem, match="obligation_unknown"):
        answer_information(vc, theirs.id, (value("1"),))


def test_an_answer_to_nothing_we_asked_is_kept_and_settles_nothing(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    carry(vc, lc)
    body = InfoReply(about_message="00000000-0000-4000-8000-00000000abcd", answers=(value("1"),))
    say(lc, "VC-NIS", body, named(vc, key))
    mailbox_id = post(lc, vc)
    assert "answer_to_nothing_asked" in codes(vc, mailbox_id)


def certified(vc: Desk, lc: Desk) -> tuple[str, str, str]:
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    (about,) = (entry for entry in explainable(vc, key) if entry.message.type is MessageType.PERIOD_CERTIFICATE)
    return key, there, about.message.message_id


def test_a_row_of_a_certificate_is_questioned_and_explained(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, message_id = certified(vc, lc)
    row = explainable(vc, key)[-1].rows[0]
    item = ClarificationItem(item_id="a", reason=ClarificationReason.PROOF_WANTED, row_id=row)
    ask_explanation(vc, key, message_id, (item,))
    carry(vc, lc)
    mine = owed(lc, there, ObligationKind.CLARIFICATION_REPLY)
    asked = explanation_asked(lc, mine.id)
    assert asked.about is not None
    assert asked.about.message_id == message_id
    first, last = date(1994, 7, 4), date(1994, 12, 31)  # a row is named by its span, too: its id tells nobody which
    assert asked.asked.items == (replace(item, span_from=first, span_to=last),)
    with pytest.raises(CaseProblem, match="answer_empty"):
        answer_explanation(lc, mine.id, (ClarificationAnswer(item_id="a", outcome=ClarificationOutcome.EXPLAINED),))
    answer = ClarificationAnswer(item_id="a", outcome=ClarificationOutcome.EXPLAINED, text="Employer's return, 1995.")
    answer_explanation(lc, mine.id, (answer,))
    carry(lc, vc)
    assert owed(vc, key, ObligationKind.CLARIFICATION_REPLY).state is ObligationState.MET
    assert owed(lc, there, ObligationKind.CLARIFICATION_REPLY).state is ObligationState.MET


def test_a_question_about_a_message_says_what_it_is_about(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, _, message_id = certified(vc, lc)
    proof = ClarificationReason.PROOF_WANTED
    for about, items, code in (
        (message_id, (), "no_items_asked"),
        ("00000000-0000-4000-8000-00000000abcd", (ClarificationItem(item_id="a", reason=proof),), "message_not_here"),
        (message_id, (ClarificationItem(item_id="a", reason=proof, row_id="none"),), "row_not_there"),
        (message_id, (ClarificationItem(item_id="a", reason=ClarificationReason.OVERLAP),), "overlap_without_state"),
        (message_id, (ClarificationItem(item_id="a", reason=ClarificationReason.OTHER),), "other_not_said"),
    ):
        with pytest.raises(CaseProblem, match=code):
            ask_explanation(vc, key, about, items)
    assert not [e for e in vc.store.obligations.of_claim(key) if e.kind == ObligationKind.CLARIFICATION_REPLY]


def test_the_same_question_in_a_second_file_is_owed_once(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    ask_information(vc, key, "LC-NIC", (ADDRESS,))
    first = seal_bundle(vc, "LC-NIC")
    accept(lc, receive_file(lc, first.data))
    accept(lc, receive_file(lc, sealed_again(vc, first.bundle_id)))
    assert owed(lc, there, ObligationKind.INFO_REPLY).open
