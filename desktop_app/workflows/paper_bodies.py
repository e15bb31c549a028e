"""What was typed of a paper, read as the body of the message it stands for.

Each function adds what is wrong to the findings, by the place it stands at, and returns None where nothing can be made.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Final

from desktop_app.domain.award_notices import Decision, DecisionResult, DecisionSummary, ReviewFrom, Supplement
from desktop_app.domain.case_notices import ReopenNotice, ReopenReason, ReopenStep
from desktop_app.domain.claims import Claim
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.inquiries import (
    ClarificationOutcome,
    ClarificationReply,
    InfoReply,
    ItemOutcome,
    ReminderOutcome,
    ReminderReply,
)
from desktop_app.domain.messages import Receipt, ReceiptLevel, RowRemark
from desktop_app.exchange.messages.head import decode_message
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.case_offices import asked_of, office_for
from desktop_app.workflows.correct_message import DESTROYED
from desktop_app.workflows.decide_claim import PAYING
from desktop_app.workflows.decision_lines import (
    accepted_of,
    amounts_of,
    is_empty,
    line_error,
    read_whole,
    reductions_of,
    set_offs_of,
    supplements_of,
)
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.paper_forms import (
    PaperDecisionForm,
    PaperDependencyForm,
    PaperExplanationForm,
    PaperReceiptForm,
    PaperReminderReplyForm,
    PaperReopenForm,
    PaperReplyForm,
    PaperSummaryForm,
)
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.summarise_decisions import totals_of
from desktop_app.workflows.summary_lines import open_of_page, paid_of, totals_of_page

NOT_NAMED: Final = "00000000-0000-0000-0000-000000000000"
"""The message that a paper says was sent already: a paper does not name it."""


def decision_of(
    desk: Desk, claim: Claim, owed: Obligation, form: PaperDecisionForm, found: list[Finding]
) -> Decision | None:
    """Return the decision, None where it cannot be read."""
    state = state_of_office(desk, owed.owed_by)
    currency = desk.rulebook.party(state).currency
    if not form.number.strip():
        found.append(line_error("field_missing", "number", field="number"))
    version = read_whole("version", form.version, found, least=1)
    own, weeks, lost = (
        read_whole(name, typed.strip() or "0", found, least=0)
        for name, typed in (
            ("own_weeks", form.own_weeks),
            ("totalised_weeks", form.totalised_weeks),
            ("weeks_lost", form.weeks_lost),
        )
    )
    days = read_whole("review_days", form.review_days, found, least=1) if form.review_days.strip() else None
    refused, pays = form.result is DecisionResult.REFUSED, form.result in PAYING
    amounts = amounts_of(form.amounts, form.start, currency, found) if pays else ()
    if pays and form.start is None:
        found.append(line_error("field_missing", "start", field="start"))
    if pays and all(is_empty(line) for line in form.amounts):
        found.append(line_error("decision_line_amount_missing", "amounts.0"))
    supplements = supplements_of(form.supplements, currency, found) if pays else ()
    reductions = reductions_of(form.reductions, currency, found) if pays else ()
    parties = desk.rulebook.parties
    accepted = accepted_of(form.accepted, [party.code for party in parties], state, found)
    set_offs = set_offs_of(form.set_offs, [party.currency for party in parties], found, currency)
    if refused and not form.refusals:
        found.append(line_error("field_missing", "refusals", field="refusal"))
    signed_on = form.head.signed_on
    if version is None or own is None or weeks is None or lost is None or signed_on is None:
        return None
    if any(entry.level is Level.ERROR and entry.where != "scan" for entry in found):
        return None
    return Decision(
        number=form.number.strip(),
        version=version,
        state=state,
        office=owed.owed_by,
        benefit=claim.benefit,
        person=person_block(desk.store.persons.get(claim.person_id), state),
        result=form.result,
        ground=form.ground,
        decided_on=signed_on,
        start=form.start,
        own_weeks=own,
        accepted=accepted,
        totalised_weeks=weeks,
        amounts=amounts,
        prepared_by="",
        approved_by=form.head.signed_by.strip(),
        weeks_lost=lost,
        legal_references=tuple(line.strip() for line in form.legal_references.splitlines() if line.strip()),
        supplements=supplements,
        reductions=reductions,
        refusals=form.refusals if refused else (),
        review_days=days,
        review_from=form.review_from if days else ReviewFrom.NOT_KNOWN,
        review_address=form.review_address.strip(),
        set_offs=set_offs,
        first_payment=form.first_payment if pays else None,
        next_review=form.next_review,
        remarks=form.remarks.strip(),
    )


def dependency_of(
    desk: Desk, claim: Claim, owed: Obligation, form: PaperDependencyForm, found: list[Finding]
) -> DependencyCertificate | None:
    """Return the certificate of dependency, None where it cannot be read."""
    version = read_whole("version", form.version, found, least=1)
    missing = {
        "number": not form.number.strip(),
        "contingency_date": form.contingency_date is None,
        "valid_from": form.valid_from is None,
        "dependants": not form.dependants,
    }
    found.extend(line_error("field_missing", name, field=name) for name, gone in missing.items() if gone)
    signed_on, contingency, since = form.head.signed_on, form.contingency_date, form.valid_from
    if version is None or any(missing.values()) or signed_on is None or contingency is None or since is None:
        return None
    state = state_of_office(desk, owed.owed_by)
    return DependencyCertificate(
        number=form.number.strip(),
        version=version,
        state=state,
        office=owed.owed_by,
        person=person_block(desk.store.persons.get(claim.person_id), state),
        contingency_date=contingency,
        dependants=form.dependants,
        valid_from=since,
        valid_to=form.valid_to,
        certified_at=moment_of(signed_on),
        prepared_by="",
        approved_by=form.head.signed_by.strip(),
        remarks=form.remarks.strip(),
    )


def reply_of(owed: Obligation, form: PaperReplyForm, found: list[Finding]) -> InfoReply | None:
    """Return the reply to questions, None where it cannot be read."""
    if not form.answers:
        found.append(line_error("field_missing", "answers", field="answers"))
        return None
    for answer in form.answers:
        words = answer.outcome in {ItemOutcome.VALUE, ItemOutcome.NOT_AVAILABLE}
        if words and not answer.value.strip():
            found.append(line_error("field_missing", f"answers.{answer.item_id}", field="value"))
        if answer.outcome is ItemOutcome.WILL_FOLLOW and answer.follows_on is None:
            found.append(line_error("field_missing", f"answers.{answer.item_id}", field="follows_on"))
    if any(entry.where.startswith("answers") for entry in found):
        return None
    return InfoReply(about_message=owed.asked_message_id, answers=form.answers, text=form.text.strip())


def explanation_of(owed: Obligation, form: PaperExplanationForm, found: list[Finding]) -> ClarificationReply | None:
    """Return the explanation, None where it cannot be read."""
    if not form.answers:
        found.append(line_error("field_missing", "answers", field="answers"))
    found.extend(
        line_error("field_missing", f"answers.{answer.item_id}", field="text")
        for answer in form.answers
        if answer.outcome is ClarificationOutcome.EXPLAINED and not answer.text.strip()
    )
    if any(entry.where.startswith("answers") for entry in found):
        return None
    return ClarificationReply(about_message=owed.asked_message_id, answers=form.answers)


def summary_of_page(
    desk: Desk, claim: Claim, owed: Obligation, form: PaperSummaryForm, found: list[Finding]
) -> DecisionSummary | None:
    """Return the summary of decisions, None where it cannot be read. Totals that the page leaves out are added up."""
    currencies = {party.code: party.currency for party in desk.rulebook.parties}

    def office_of(state: str) -> str:
        if state == desk.office.state:
            return desk.office.code
        known = office_for(
            desk, state, asked_of(desk, desk.store.obligations.of_claim(claim.id), state), claim.examining_office
        )
        return known.card.office.code if known is not None else ""

    lines = paid_of(form.lines, currencies, office_of, found)
    still_open = open_of_page(form.still_open, currencies, [each.state for each in lines], found)
    own = currencies[state_of_office(desk, owed.owed_by)]
    known = tuple(currencies.values())
    set_offs = set_offs_of(form.set_offs, known, found, own)
    stated = totals_of_page(form.totals, known, found)
    if not lines and not found:
        found.append(line_error("field_missing", "lines", field="lines"))
    if any(entry.level is Level.ERROR and entry.where.partition(".")[0] in _OF_PAGE for entry in found):
        return None
    return DecisionSummary(
        benefit=claim.benefit,
        person=person_block(desk.store.persons.get(claim.person_id), state_of_office(desk, owed.owed_by)),
        lines=lines,
        totals=stated or totals_of(lines),
        still_open=still_open,
        provisional=tuple(
            Supplement(
                what=DecisionResult.PROVISIONAL.value, name=line.office, amount=line.amount, frequency=line.frequency
            )
            for line in lines
            if line.result is DecisionResult.PROVISIONAL and line.amount is not None and line.frequency is not None
        ),
        set_offs=set_offs,
        contact=form.contact.strip(),
        remarks=form.remarks.strip(),
    )


def reopening_of(desk: Desk, owed: Obligation, form: PaperReopenForm, found: list[Finding]) -> ReopenNotice | None:
    """Return the answer to our asking to open a case again, None where it is not said which it is."""
    if form.agreed is None:
        found.append(line_error("field_missing", "agreed", field="answer"))
        return None
    if not form.agreed and not form.text.strip():
        found.append(line_error("field_missing", "text", field="text"))
        return None
    sent = desk.store.outbox.find(owed.asked_message_id)
    asked = decode_message(sent.data).body if sent else None
    reason = asked.reason if form.agreed and isinstance(asked, ReopenNotice) else ReopenReason.REVIEW
    step = ReopenStep.AGREED if form.agreed else ReopenStep.REFUSED
    return ReopenNotice(step=step, reason=reason, text=form.text.strip())


def destruction_of(owed: Obligation, form: PaperReceiptForm, found: list[Finding]) -> Receipt | None:
    """Return the confirmation that a message was destroyed, None where it does not say how."""
    if not form.text.strip():
        found.append(line_error("field_missing", "text", field="text"))
        return None
    return Receipt(
        about_message=owed.asked_message_id,
        level=ReceiptLevel.ACCEPTED_WITH_REMARKS,
        remarks=(RowRemark(row_id=DESTROYED, text=form.text.strip()),),
    )


def reminder_reply_of(
    reminder_id: str, known: frozenset[str], form: PaperReminderReplyForm, found: list[Finding]
) -> ReminderReply | None:
    """Return the reply to a reminder that named these obligations, None where it cannot be read.

    What is said to be sent already has no message that the paper names.
    """
    if not form.answers:
        found.append(line_error("field_missing", "answers", field="answers"))
        return None
    for answer in form.answers:
        where = f"answers.{answer.obligation_id}"
        if answer.obligation_id not in known:
            found.append(line_error("reminder_reply_unknown", where, count=1))
        elif answer.outcome is ReminderOutcome.WILL_COME and answer.on is None:
            found.append(line_error("field_missing", where, field="on"))
        elif answer.outcome is ReminderOutcome.NOT_AVAILABLE and answer.reason is None:
            found.append(line_error("field_missing", where, field="reason"))
    if any(entry.where.startswith("answers") for entry in found):
        return None
    sent = ReminderOutcome.ALREADY_SENT
    said = (replace(each, sent_message=NOT_NAMED) if each.outcome is sent else each for each in form.answers)
    return ReminderReply(about_message=reminder_id, answers=tuple(said))


def moment_of(day: date) -> datetime:
    """Return a day on a paper as a moment: its beginning, UTC."""
    return datetime.combine(day, time.min, tzinfo=UTC)


_OF_PAGE: Final = frozenset({"lines", "still_open", "totals", "set_offs"})
