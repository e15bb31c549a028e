"""A decision, a dependency certificate and a reply on paper: typed in with the scan, met once, replaced by a file."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.domain.award_notices import Decision, DecisionResult, ReviewFrom
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.dependency import CertifiedDependant, DependencyDegree
from desktop_app.domain.findings import Level
from desktop_app.domain.inquiries import (
    ClarificationAnswer,
    ClarificationItem,
    ClarificationOutcome,
    ClarificationReason,
    ClarificationReply,
    InfoAnswer,
    InfoItem,
    InfoItemCode,
    InfoReply,
    ItemOutcome,
)
from desktop_app.domain.money import Money
from desktop_app.domain.obligations import ObligationKind, ObligationState, ObligationStep
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.obligations import Obligation
from desktop_app.wording.findings import change_words, finding_words
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.ask_explanation import ask_explanation
from desktop_app.workflows.ask_information import ask_information
from desktop_app.workflows.attach import attach_file
from desktop_app.workflows.case_decisions import decisions_in_force
from desktop_app.workflows.certify_dependency import dependency_certificates
from desktop_app.workflows.decision_lines import (
    AcceptedLine,
    AmountLine,
    ReductionLine,
    SetOffLine,
    SupplementLine,
)
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_answers import answer_awaited, check_paper_answer, enter_paper_answer
from desktop_app.workflows.paper_forms import (
    PaperDecisionForm,
    PaperDependencyForm,
    PaperExplanationForm,
    PaperForm,
    PaperHead,
    PaperReplyForm,
)
from desktop_app.workflows.print_message import message_document
from desktop_app.workflows.receive_bundle import preview, received
from desktop_app.workflows.receive_files import receive_any
from desktop_app.workflows.view_papers import sheet_of_obligation
from tests.support.case_desks import certificate, claim_at, named, post, say, told

SCAN = b"%PDF-1.4\ninvented sheet\n%%EOF\n"
ADDRESS = InfoItem(item_id="1", code=InfoItemCode.ADDRESS, why="To pay there", needed_by=date(2014, 9, 1))
DEATH = InfoItem(item_id="2", code=InfoItemCode.DEATH, why="The date", needed_by=date(2014, 9, 1))
CHILD = CertifiedDependant(
    row_id="1",
    relationship=Relationship.CHILD,
    surname="Invented",
    forenames="Eve",
    birth_date=date(2004, 5, 1),
    degree=DependencyDegree.WHOLLY,
)


def owed_at(desk: Desk, key: str, kind: ObligationKind, office: str = "LC-NIC") -> Obligation:
    (owed,) = [e for e in desk.store.obligations.of_claim(key) if e.kind is kind and e.owed_by == office]
    return owed


def owe(desk: Desk, key: str, kind: ObligationKind) -> str:
    with desk.store.act(verb="samples_made", user=desk.user.id, about=key, facts={}):
        today = desk.clock.today()
        return desk.store.obligations.add(
            claim_id=key,
            owed_by="LC-NIC",
            owed_to=desk.office.code,
            kind=kind.value,
            asked_message_id="00000000-0000-4000-8000-0000000000aa",
            asked_on=today,
            due_on=today,
        ).id


def head(desk: Desk, key: str) -> PaperHead:
    scan = attach_file(desk, key, SCAN, "Letter.pdf", "proof")
    return PaperHead(signed_on=date(2014, 7, 10), signed_by="M. Augustin", scan=scan.id)


def a_decision(desk: Desk, key: str) -> PaperDecisionForm:
    return PaperDecisionForm(
        head=head(desk, key),
        number="LC-DEC-1",
        start=date(2014, 6, 14),
        amounts=(AmountLine(payable="412.00", notional="1,010.53", actual="412.00"),),
        own_weeks="296",
        totalised_weeks="726",
        review_days="21",
        review_address="The Tribunal, Castries",
    )


def a_dependency(desk: Desk, key: str) -> PaperDependencyForm:
    return PaperDependencyForm(
        head=head(desk, key),
        number="LC-DEP-1",
        contingency_date=date(2014, 5, 2),
        valid_from=date(2014, 5, 2),
        dependants=(CHILD,),
    )


def test_a_decision_on_paper_is_shown_beside_the_others_and_meets_what_was_owed(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    owed_id = owe(vc, key, ObligationKind.DECISION)
    assert (answer_awaited(vc, owed_id).kind, answer_awaited(vc, owed_id).currency) == (ObligationKind.DECISION, "XCD")
    message = enter_paper_answer(vc, owed_id, a_decision(vc, key))
    (line,) = decisions_in_force(vc, key)
    owed = owed_at(vc, key, ObligationKind.DECISION)

    assert (line.decision.state, line.decision.amounts[0].payable.minor, line.message_id) == (
        "LC",
        41200,
        message.message_id,
    )
    assert (owed.state, owed.from_paper, owed.met_by) == (ObligationState.MET, True, message.message_id)
    assert b"%PDF" in message_document(vc, message.message_id).data[:8]
    (file,) = received(vc)
    assert (file.state, file.office_code) == ("accepted", "LC-NIC")
    said = [finding_words(check.finding) for check in preview(vc, file.mailbox_id).checks]
    assert any("Typed in here from a paper" in words for words in said)


def test_the_file_of_a_decision_takes_the_place_of_what_was_typed(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    message = enter_paper_answer(vc, owe(vc, key, ObligationKind.DECISION), a_decision(vc, key))
    body = message.body
    assert isinstance(body, Decision)
    less = replace(body.amounts[0], payable=Money(minor=41000, currency="XCD"))
    say(lc, "VC-NIS", replace(body, amounts=(less,), prepared_by="A. Clerk", approved_by="B. Officer"), named(vc, key))
    file = post(lc, vc)
    view = preview(vc, file)
    assert [c.finding.code for c in view.checks if "paper" in c.finding.code] == ["answer_differs_from_paper"]
    (told_change,) = [change for change in view.changes if change.what == "change_paper_field"]
    assert "410.00" in told_change.after
    assert "typed from paper" in change_words(told_change.what, told_change.detail)
    accept(vc, file)
    (line,) = decisions_in_force(vc, key)
    assert (line.decision.amounts[0].payable.minor, line.message_id == message.message_id) == (41000, False)
    owed = owed_at(vc, key, ObligationKind.DECISION)
    steps = [event.step for event in vc.store.obligations.history(owed.id)]
    assert (steps.count(ObligationStep.MET), owed.met_by) == (1, message.message_id)
    kept = vc.store.mailbox.message(message.message_id)
    assert kept is not None
    assert kept.standing == "superseded"
    assert message_document(vc, message.message_id).data


def test_everything_a_letter_says_is_typed_and_kept(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    form = replace(
        a_decision(vc, key),
        amounts=(
            AmountLine(payable="412.00", until="31 Dec 2014"),
            AmountLine(payable="420.50", since="1 Jan 2015", frequency="weekly", local="300"),
            AmountLine(),
        ),
        accepted=(AcceptedLine(state="gd", weeks="144", certificate="GD-1", version="2"),),
        supplements=(SupplementLine(what="Child", name="A. Invented", amount="40", until="1 Sep 2016"),),
        reductions=(ReductionLine(ground="Other pension", amount="12.50", article="Reg. 9"),),
        set_offs=(SetOffLine(amount="60", ground="Advance"), SetOffLine(amount="15", currency="bbd", ground="Paid")),
        weeks_lost="3",
        legal_references="Act, s. 4\nReg. 9",
        review_from=ReviewFrom.DATE_OF_DECISION,
        next_review=date(2016, 1, 1),
        first_payment=date(2014, 8, 1),
    )
    message = enter_paper_answer(vc, owe(vc, key, ObligationKind.DECISION), form)
    (line,) = decisions_in_force(vc, key)
    made = line.decision
    assert message.body == made
    assert [(each.since, each.until, each.payable.minor) for each in made.amounts] == [
        (date(2014, 6, 14), date(2014, 12, 31), 41200),
        (date(2015, 1, 1), None, 42050),
    ]
    assert [(each.state, each.weeks, each.certificate, each.version) for each in made.accepted] == [
        ("GD", 144, "GD-1", 2)
    ]
    assert [(each.amount.minor, each.amount.currency) for each in made.set_offs] == [(6000, "XCD"), (1500, "BBD")]
    assert (made.supplements[0].name, made.reductions[0].article, made.weeks_lost) == ("A. Invented", "Reg. 9", 3)
    assert made.legal_references == ("Act, s. 4", "Reg. 9")
    assert (made.review_from, made.next_review) == (ReviewFrom.DATE_OF_DECISION, date(2016, 1, 1))


@pytest.mark.parametrize(
    ("change", "where", "code"),
    [
        ({"set_offs": (SetOffLine(amount="60"),)}, "set_offs.0", "field_missing"),
        ({"set_offs": (SetOffLine(amount="60", currency="EUR", ground="x"),)}, "set_offs.0", "currency_unknown"),
        ({"accepted": (AcceptedLine(state="LC", weeks="1"),)}, "accepted.0", "decision_state_not_other"),
        ({"accepted": (AcceptedLine(state="VC", weeks="few"),)}, "accepted.0", "whole_number_unreadable"),
        ({"supplements": (SupplementLine(what="Child"),)}, "supplements.0", "decision_line_amount_missing"),
        (
            {"amounts": (AmountLine(payable="1"), AmountLine(payable="2", since="1 Jan 2015"))},
            "amounts.1",
            "decision_amounts_overlap",
        ),
        ({"amounts": (AmountLine(payable="1", until="1 Jan 2014"),)}, "amounts.0", "decision_amount_ends_early"),
        ({"amounts": (AmountLine(payable="1", until="soon"),)}, "amounts.0", "date_unreadable"),
    ],
)
def test_a_line_that_is_wrong_is_named(offices: dict[str, Desk], change: dict[str, Any], where: str, code: str) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    form = replace(a_decision(vc, key), **change)
    found = check_paper_answer(vc, owe(vc, key, ObligationKind.DECISION), form).findings
    assert (where, code) in {(entry.where, entry.code) for entry in found}
    assert all(finding_words(entry) != entry.code for entry in found)


def test_what_was_typed_is_shown_beside_its_scan(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    owed_id = owe(vc, key, ObligationKind.DECISION)
    with pytest.raises(CaseProblem, match="no_certificate"):
        sheet_of_obligation(vc, owed_id)
    enter_paper_answer(vc, owed_id, a_decision(vc, key))
    sheet = sheet_of_obligation(vc, owed_id)
    assert (sheet.office, sheet.certificate, sheet.type.value) == ("LC-NIC", None, "decision")
    assert sheet.signed_by == "M. Augustin"
    assert any("412.00" in line for line in sheet.said)
    assert "Approved by M. Augustin." in sheet.said
    assert sheet.scan.data[:5] == b"%PDF-"


def test_a_refusal_on_paper_needs_its_reason_and_no_amount(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    owed_id = owe(vc, key, ObligationKind.DECISION)
    form = replace(a_decision(vc, key), result=DecisionResult.REFUSED, amounts=(), start=None)
    assert "refusals" in {entry.where for entry in check_paper_answer(vc, owed_id, form).findings}


def test_what_a_typed_paper_lacks_is_named_by_its_place(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    owed_id = owe(vc, key, ObligationKind.DECISION)
    found = check_paper_answer(
        vc, owed_id, PaperDecisionForm(version="x", amounts=(AmountLine(payable="many"),))
    ).findings
    places = {entry.where for entry in found if entry.level is Level.ERROR}
    assert {"signed_by", "signed_on", "scan", "number", "version", "amounts.0", "start"} <= places
    assert all(finding_words(entry) for entry in found)
    with pytest.raises(CaseProblem, match="certificate_has_errors"):
        enter_paper_answer(vc, owed_id, PaperDecisionForm())


def test_a_dependency_certificate_on_paper_meets_what_was_owed_and_its_file_counts_once(
    offices: dict[str, Desk],
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    with vc.store.act(verb="samples_made", user=vc.user.id, about=key, facts={}):
        vc.store.claims.update(replace(claim_at(vc, key), benefit=Benefit.SURVIVORS))
    message = enter_paper_answer(vc, owe(vc, key, ObligationKind.DEPENDENCY_CERTIFICATE), a_dependency(vc, key))
    owed = owed_at(vc, key, ObligationKind.DEPENDENCY_CERTIFICATE)
    assert (owed.state, owed.from_paper) == (ObligationState.MET, True)
    assert [each.surname for each in vc.store.dependants.survivors(key)] == ["Invented"]
    say(lc, "VC-NIS", message.body, named(vc, key))
    file = post(lc, vc)
    assert "check_answer_on_paper" in {check.finding.code for check in preview(vc, file).checks}
    accept(vc, file)
    assert len(vc.store.dependants.survivors(key)) == 1
    assert len(dependency_certificates(vc, key)) == 1
    assert owed_at(vc, key, ObligationKind.DEPENDENCY_CERTIFICATE).met_by == message.message_id


def test_a_reply_on_paper_settles_item_by_item(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    asked = ask_information(vc, key, "LC-NIC", (ADDRESS, DEATH))
    owed = owed_at(vc, key, ObligationKind.INFO_REPLY)
    awaited = answer_awaited(vc, owed.id)
    assert awaited.asked is not None
    assert awaited.open_items == ("1", "2")
    first = InfoAnswer(item_id="1", outcome=ItemOutcome.VALUE, value="1 Invented Lane")
    message = enter_paper_answer(vc, owed.id, PaperReplyForm(head=head(vc, key), answers=(first,)))
    owed = owed_at(vc, key, ObligationKind.INFO_REPLY)
    assert (owed.state, owed.from_paper) == (ObligationState.MET_IN_PART, True)
    second = InfoAnswer(item_id="2", outcome=ItemOutcome.NOT_AVAILABLE, value="No record")
    enter_paper_answer(vc, owed.id, PaperReplyForm(head=head(vc, key), answers=(second,)))
    assert owed_at(vc, key, ObligationKind.INFO_REPLY).state is ObligationState.MET
    say(lc, "VC-NIS", InfoReply(about_message=asked, answers=(first, second)), named(vc, key))
    file = post(lc, vc)
    assert "answer_differs_from_paper" in {check.finding.code for check in preview(vc, file).checks}
    accept(vc, file)
    steps = [event.step for event in vc.store.obligations.history(owed.id)]
    assert (steps.count(ObligationStep.MET), steps.count(ObligationStep.MET_IN_PART)) == (1, 1)
    assert message.message_id != asked


def test_an_explanation_on_paper_settles_point_by_point_and_its_file_counts_once(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    say(lc, "VC-NIS", certificate(), named(vc, key))
    accept(vc, mailbox_id := post(lc, vc))
    (sent,) = vc.store.mailbox.messages_of(mailbox_id)
    items = (
        ClarificationItem(item_id="1", reason=ClarificationReason.PROOF_WANTED, row_id="1"),
        ClarificationItem(item_id="2", reason=ClarificationReason.AMOUNT),
    )
    asked = ask_explanation(vc, key, sent.message_id, items)
    owed = owed_at(vc, key, ObligationKind.CLARIFICATION_REPLY)
    awaited = answer_awaited(vc, owed.id)
    assert (awaited.about, awaited.open_items) == (certificate(), ("1", "2"))

    empty = ClarificationAnswer(item_id="1", outcome=ClarificationOutcome.EXPLAINED)
    draft = check_paper_answer(vc, owed.id, PaperExplanationForm(head=head(vc, key), answers=(empty,)))
    assert [entry.where for entry in draft.findings if entry.level is Level.ERROR] == ["answers.1"]
    first = replace(empty, text="The card is in the archive")
    enter_paper_answer(vc, owed.id, PaperExplanationForm(head=head(vc, key), answers=(first,)))
    owed = owed_at(vc, key, ObligationKind.CLARIFICATION_REPLY)
    assert (owed.state, owed.from_paper) == (ObligationState.MET_IN_PART, True)
    second = ClarificationAnswer(item_id="2", outcome=ClarificationOutcome.CONFIRMED)
    enter_paper_answer(vc, owed.id, PaperExplanationForm(head=head(vc, key), answers=(second,)))
    assert owed_at(vc, key, ObligationKind.CLARIFICATION_REPLY).state is ObligationState.MET

    say(lc, "VC-NIS", ClarificationReply(about_message=asked, answers=(first, second)), named(vc, key))
    accept(vc, post(lc, vc))
    steps = [event.step for event in vc.store.obligations.history(owed.id)]
    assert (steps.count(ObligationStep.MET), steps.count(ObligationStep.MET_IN_PART)) == (1, 1)


@pytest.mark.parametrize("form", [PaperDecisionForm(), PaperReplyForm(), PaperExplanationForm()])
def test_a_paper_is_typed_only_for_what_it_answers(offices: dict[str, Desk], form: PaperForm) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    with pytest.raises(CaseProblem, match="paper_not_for_this"):
        enter_paper_answer(vc, owe(vc, key, ObligationKind.DEPENDENCY_CERTIFICATE), form)


def test_a_file_that_only_looks_typed_is_refused(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    enter_paper_answer(vc, owe(vc, key, ObligationKind.DECISION), a_decision(vc, key))
    (file,) = received(vc)
    data = vc.store.mailbox.data_of(file.mailbox_id)
    (result,) = receive_any(offices["GD"], data, "Forged.txt")
    assert result.problem is not None
    with pytest.raises(ExchangeProblem):
        preview(offices["GD"], result.mailbox_id)
