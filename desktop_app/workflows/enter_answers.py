"""Type in a decision, a certificate of dependency or a reply that came on paper, with its scan, in place of the file.

Each is read as the message it stands for, checked like one, and meets the same obligation, marked as from paper.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Final

from desktop_app.domain.award_notices import (
    Decision,
    DecisionGround,
    DecisionResult,
    Refusal,
    ReviewFrom,
)
from desktop_app.domain.claims import Claim
from desktop_app.domain.dependency import CertifiedDependant, DependencyCertificate
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.inquiries import (
    Clarification,
    ClarificationAnswer,
    ClarificationOutcome,
    ClarificationReply,
    InfoAnswer,
    InfoReply,
    InfoRequest,
    ItemOutcome,
)
from desktop_app.domain.messages import Body, Message, message_type_of
from desktop_app.domain.obligations import ObligationKind
from desktop_app.exchange.contents import digest_of
from desktop_app.exchange.messages.head import decode_message, encode_message
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.mailbox import GOOD, ArrivedMessage, MailState
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.arrival import Arrival
from desktop_app.workflows.decide_claim import PAYING
from desktop_app.workflows.decision_lines import (
    AcceptedLine,
    AmountLine,
    ReductionLine,
    SetOffLine,
    SupplementLine,
    accepted_of,
    amounts_of,
    is_empty,
    reductions_of,
    set_offs_of,
    supplements_of,
)
from desktop_app.workflows.decisions_owed import bring_decisions_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.handlings import HANDLINGS
from desktop_app.workflows.obligations import known_obligation
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.remind import drop_needless_reminders
from desktop_app.workflows.taking import Choice, Left
from desktop_app.workflows.typed_paper import TypedSource, typed_copy, write_typed

_FILE_NAME: Final = "{office}-typed.txt"
_MOST_WEEKS: Final = 9_999


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """What every paper shows: its day, who signed it, and the scan of it, a paper of the claim."""

    signed_on: date | None = None
    signed_by: str = ""
    scan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDecisionForm:
    """A decision as it stands on the paper. Amounts, weeks and days are text as typed, empty where none is stated.

    The first amount runs from `start`; further ones say from when they run. `legal_references` are one a line.
    """

    head: PaperHead = field(default_factory=PaperHead)
    number: str = ""
    version: str = "1"
    result: DecisionResult = DecisionResult.GRANTED
    ground: DecisionGround = DecisionGround.TOTALISED
    start: date | None = None
    amounts: tuple[AmountLine, ...] = (AmountLine(),)
    supplements: tuple[SupplementLine, ...] = ()
    reductions: tuple[ReductionLine, ...] = ()
    own_weeks: str = ""
    totalised_weeks: str = ""
    weeks_lost: str = ""
    accepted: tuple[AcceptedLine, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    legal_references: str = ""
    review_days: str = ""
    review_from: ReviewFrom = ReviewFrom.RECEIPT
    review_address: str = ""
    set_offs: tuple[SetOffLine, ...] = ()
    first_payment: date | None = None
    next_review: date | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDependencyForm:
    """A certificate of dependency as it stands on the paper; `valid_to` is empty where it is open."""

    head: PaperHead = field(default_factory=PaperHead)
    number: str = ""
    version: str = "1"
    contingency_date: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    dependants: tuple[CertifiedDependant, ...] = ()
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReplyForm:
    """A reply to questions as it stands on the paper: an answer for each item it speaks of."""

    head: PaperHead = field(default_factory=PaperHead)
    answers: tuple[InfoAnswer, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperExplanationForm:
    """An explanation of a message on paper: the points it answers; the others stay owed."""

    head: PaperHead = field(default_factory=PaperHead)
    answers: tuple[ClarificationAnswer, ...] = ()


PaperForm = PaperDecisionForm | PaperDependencyForm | PaperReplyForm | PaperExplanationForm

FORMS: Final = {
    ObligationKind.DECISION: PaperDecisionForm,
    ObligationKind.DEPENDENCY_CERTIFICATE: PaperDependencyForm,
    ObligationKind.INFO_REPLY: PaperReplyForm,
    ObligationKind.CLARIFICATION_REPLY: PaperExplanationForm,
}
"""The form for what is owed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedPaper:
    """What may be typed: the kind, the State's currency, whose benefit it is about, and what was asked, if anything.

    `about` is what the message says that an explanation was asked of.
    """

    obligation_id: str
    kind: ObligationKind
    office: str
    state: str
    currency: str
    asked: InfoRequest | Clarification | None
    open_items: tuple[str, ...]
    about: Body | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDraft:
    """What the typed paper would be: findings (errors stop it), and the message's body once it can be read."""

    findings: tuple[Finding, ...]
    body: Body | None

    @property
    def can_enter(self) -> bool:
        """Whether no error stands in the way."""
        return self.body is not None and not any(entry.level is Level.ERROR for entry in self.findings)


def answer_awaited(desk: Desk, obligation_id: str) -> AwaitedPaper:
    """Return what an obligation awaits on paper.

    Raises `CaseProblem`: `obligation_unknown`, `paper_not_for_this` for what is not owed to this office or not typed.
    """
    owed = _awaited(desk, obligation_id)
    state = state_of_office(desk, owed.owed_by)
    sent = desk.store.outbox.find(owed.asked_message_id)
    asked = decode_message(sent.data).body if sent else None
    return AwaitedPaper(
        obligation_id=owed.id,
        kind=ObligationKind(owed.kind),
        office=owed.owed_by,
        state=state,
        currency=desk.rulebook.party(state).currency,
        asked=asked if isinstance(asked, InfoRequest | Clarification) else None,
        about=_asked_about(desk, asked) if isinstance(asked, Clarification) else None,
        open_items=tuple(item.item_id for item in owed.items if not item.settled),
    )


def check_paper_answer(desk: Desk, obligation_id: str, form: PaperForm) -> TypedDraft:
    """Return what is wrong or doubtful in what was typed. Writes nothing. Raises as `answer_awaited`."""
    owed = _awaited(desk, obligation_id)
    if not isinstance(form, FORMS[ObligationKind(owed.kind)]):
        raise CaseProblem("paper_not_for_this")
    claim = desk.store.claims.get(owed.claim_id)
    found: list[Finding] = []
    _check_head(desk, claim, form.head, found)
    body: Body | None
    if isinstance(form, PaperDecisionForm):
        body = _decision(desk, claim, owed, form, found)
    elif isinstance(form, PaperDependencyForm):
        body = _dependency(desk, claim, owed, form, found)
    elif isinstance(form, PaperReplyForm):
        body = _reply(owed, form, found)
    else:
        body = _explanation(owed, form, found)
    if body is not None:
        if not isinstance(body, InfoReply | ClarificationReply) and typed_copy(desk, claim.id, body, owed.owed_by):
            found.append(_error("paper_answer_here", "number"))
        arrival = _arrival(desk, claim, owed, _message(desk, claim, owed, body, form.head))
        checks = HANDLINGS[arrival.message.type].checks(arrival)
        found.extend(line.finding for line in checks if not line.passed)
    return TypedDraft(findings=tuple(found), body=body)


def enter_paper_answer(desk: Desk, obligation_id: str, form: PaperForm) -> Message:
    """Keep an answer that came on paper as the message it stands for, and meet what was owed, marked as from paper.

    The scan is attached to the claim before (`attach_file`). Raises as `answer_awaited`, and
    `CaseProblem("certificate_has_errors")` (count).
    """
    owed = _awaited(desk, obligation_id)
    draft = check_paper_answer(desk, obligation_id, form)
    if draft.body is None or not draft.can_enter:
        errors = sum(entry.level is Level.ERROR for entry in draft.findings)
        raise CaseProblem("certificate_has_errors", count=max(errors, 1))
    claim = desk.store.claims.get(owed.claim_id)
    message = _message(desk, claim, owed, draft.body, form.head)
    data = encode_message(message)
    source = TypedSource(
        office=owed.owed_by, obligation_id=owed.id, signed_by=form.head.signed_by.strip(), scan=form.head.scan
    )
    facts = {"type": message.type.value, "scan": form.head.scan}
    with desk.store.act(verb="paper_answer_entered", user=desk.user.id, about=claim.id, facts=facts):
        desk.store.mailbox.keep(
            raw=write_typed(source, data),
            file_name=_FILE_NAME.format(office=owed.owed_by),
            received_at=desk.clock.now(),
            outcome=GOOD,
            state=MailState.OPENED,
            digest=digest_of(data),
            from_office=owed.owed_by,
            messages=(
                ArrivedMessage(
                    message_id=message.message_id, type=message.type.value, digest=digest_of(data), data=data
                ),
            ),
        )
        desk.store.mailbox.match(message.message_id, claim.id)
        choice = Choice(bundle_id=message.message_id, shown=True)
        taken = HANDLINGS[message.type].apply(_arrival(desk, claim, owed, message), choice)
        if isinstance(taken, Left):
            raise CaseProblem("paper_not_for_this")
        now = desk.clock.now()
        desk.store.mailbox.decide_message(message.message_id, MailState.ACCEPTED, by=desk.user.id, at=now)
        bring_decisions_on(desk, desk.store.claims.get(claim.id))
        drop_needless_reminders(desk, owed.owed_by)
    return message


def _awaited(desk: Desk, obligation_id: str) -> Obligation:
    owed = known_obligation(desk, obligation_id)
    fits = owed.open and owed.kind in FORMS and owed.owed_to == desk.office.code and owed.claim_id
    if not fits or owed.owed_by == desk.office.code or not state_of_office(desk, owed.owed_by):
        raise CaseProblem("paper_not_for_this")
    return owed


def _arrival(desk: Desk, claim: Claim, owed: Obligation, message: Message) -> Arrival:
    office = desk.store.offices.get(owed.owed_by)
    if office is None:
        raise ExchangeProblem("office_unknown", office=owed.owed_by)
    person = desk.store.persons.get(claim.person_id)
    return Arrival(desk=desk, office=office, message=message, claim=claim, meant=person, on_paper=True)


def _message(desk: Desk, claim: Claim, owed: Obligation, body: Body, head: PaperHead) -> Message:
    return Message(
        message_id=desk.clock.new_id(),
        type=message_type_of(body),
        created_at=_moment(head.signed_on or desk.clock.today()),
        case_refs=tuple(entry for entry in claim.references if entry.office == owed.owed_by),
        prepared_by="",
        approved_by=head.signed_by.strip(),
        body=body,
        summary="",
        in_reply_to=owed.asked_message_id,
    )


def _check_head(desk: Desk, claim: Claim, head: PaperHead, found: list[Finding]) -> None:
    if not head.signed_by.strip():
        found.append(_error("field_missing", "signed_by", field="signed_by"))
    if head.signed_on is None:
        found.append(_error("field_missing", "signed_on", field="signed_on"))
    elif head.signed_on > desk.clock.today():
        found.append(_error("date_in_future", "signed_on", date=head.signed_on.isoformat()))
    scan = desk.store.attachments.get(head.scan) if head.scan else None
    if scan is None or scan.claim_id != claim.id:
        found.append(_error("paper_scan_missing", "scan"))


def _decision(
    desk: Desk, claim: Claim, owed: Obligation, form: PaperDecisionForm, found: list[Finding]
) -> Decision | None:
    state = state_of_office(desk, owed.owed_by)
    currency = desk.rulebook.party(state).currency
    if not form.number.strip():
        found.append(_error("field_missing", "number", field="number"))
    version = _whole("version", form.version, found, least=1)
    own, weeks, lost = (
        _whole(name, typed.strip() or "0", found, least=0)
        for name, typed in (
            ("own_weeks", form.own_weeks),
            ("totalised_weeks", form.totalised_weeks),
            ("weeks_lost", form.weeks_lost),
        )
    )
    days = _whole("review_days", form.review_days, found, least=1) if form.review_days.strip() else None
    refused, pays = form.result is DecisionResult.REFUSED, form.result in PAYING
    amounts = amounts_of(form.amounts, form.start, currency, found) if pays else ()
    if pays and form.start is None:
        found.append(_error("field_missing", "start", field="start"))
    if pays and all(is_empty(line) for line in form.amounts):
        found.append(_error("decision_line_amount_missing", "amounts.0"))
    supplements = supplements_of(form.supplements, currency, found) if pays else ()
    reductions = reductions_of(form.reductions, currency, found) if pays else ()
    parties = desk.rulebook.parties
    accepted = accepted_of(form.accepted, [party.code for party in parties], state, found)
    set_offs = set_offs_of(form.set_offs, [party.currency for party in parties], found, currency)
    if refused and not form.refusals:
        found.append(_error("field_missing", "refusals", field="refusal"))
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


def _dependency(
    desk: Desk, claim: Claim, owed: Obligation, form: PaperDependencyForm, found: list[Finding]
) -> DependencyCertificate | None:
    version = _whole("version", form.version, found, least=1)
    missing = {
        "number": not form.number.strip(),
        "contingency_date": form.contingency_date is None,
        "valid_from": form.valid_from is None,
        "dependants": not form.dependants,
    }
    found.extend(_error("field_missing", name, field=name) for name, gone in missing.items() if gone)
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
        certified_at=_moment(signed_on),
        prepared_by="",
        approved_by=form.head.signed_by.strip(),
        remarks=form.remarks.strip(),
    )


def _reply(owed: Obligation, form: PaperReplyForm, found: list[Finding]) -> InfoReply | None:
    if not form.answers:
        found.append(_error("field_missing", "answers", field="answers"))
        return None
    for answer in form.answers:
        words = answer.outcome in {ItemOutcome.VALUE, ItemOutcome.NOT_AVAILABLE}
        if words and not answer.value.strip():
            found.append(_error("field_missing", f"answers.{answer.item_id}", field="value"))
        if answer.outcome is ItemOutcome.WILL_FOLLOW and answer.follows_on is None:
            found.append(_error("field_missing", f"answers.{answer.item_id}", field="follows_on"))
    if any(entry.where.startswith("answers") for entry in found):
        return None
    return InfoReply(about_message=owed.asked_message_id, answers=form.answers, text=form.text.strip())


def _explanation(owed: Obligation, form: PaperExplanationForm, found: list[Finding]) -> ClarificationReply | None:
    if not form.answers:
        found.append(_error("field_missing", "answers", field="answers"))
    found.extend(
        _error("field_missing", f"answers.{answer.item_id}", field="text")
        for answer in form.answers
        if answer.outcome is ClarificationOutcome.EXPLAINED and not answer.text.strip()
    )
    if any(entry.where.startswith("answers") for entry in found):
        return None
    return ClarificationReply(about_message=owed.asked_message_id, answers=form.answers)


def _asked_about(desk: Desk, asked: Clarification) -> Body | None:
    kept = desk.store.mailbox.message(asked.about_message)
    return decode_message(kept.data).body if kept is not None and kept.data else None


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _whole(where: str, typed: str, found: list[Finding], *, least: int) -> int | None:
    bare = typed.strip()
    if bare.isascii() and bare.isdigit() and len(bare) <= len(str(_MOST_WEEKS)) and int(bare) >= least:
        return int(bare)
    found.append(_error("whole_number_unreadable", where, text=bare))
    return None


def _error(code: str, where: str, /, **facts: Fact) -> Finding:
    return Finding(code=code, level=Level.ERROR, where=where, facts=facts)
