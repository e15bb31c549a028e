"""Type in what another office answered on paper, with its scan, in place of the file.

Each is read as the message it stands for, checked like one, and meets the same obligation, marked as from paper.
"""

from dataclasses import dataclass
from typing import Final

from desktop_app.domain.claims import Claim
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.inquiries import (
    Clarification,
    ClarificationReply,
    InfoReply,
    InfoRequest,
    Reminder,
    ReminderReply,
)
from desktop_app.domain.messages import Body, Message, message_type_of
from desktop_app.domain.obligations import ObligationKind, ObligationStep
from desktop_app.exchange.contents import digest_of
from desktop_app.exchange.messages.head import decode_message, encode_message
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.mailbox import GOOD, ArrivedMessage, MailState
from desktop_app.store.obligations import Obligation
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.arrival import Arrival
from desktop_app.workflows.decision_lines import line_error
from desktop_app.workflows.decisions_owed import bring_decisions_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.handlings import HANDLINGS
from desktop_app.workflows.obligations import ObligationLine, known_obligation, obligation_lines
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.paper_bodies import (
    decision_of,
    dependency_of,
    destruction_of,
    explanation_of,
    moment_of,
    reminder_reply_of,
    reopening_of,
    reply_of,
    summary_of_page,
)
from desktop_app.workflows.paper_forms import (
    PaperDecisionForm,
    PaperDependencyForm,
    PaperExplanationForm,
    PaperForm,
    PaperHead,
    PaperReceiptForm,
    PaperReminderReplyForm,
    PaperReopenForm,
    PaperReplyForm,
    PaperSummaryForm,
)
from desktop_app.workflows.remind import drop_needless_reminders
from desktop_app.workflows.taking import Choice, Left
from desktop_app.workflows.typed_paper import TypedSource, typed_copy, write_typed

_FILE_NAME: Final = "{office}-typed.txt"


FORMS: Final = {
    ObligationKind.DECISION: PaperDecisionForm,
    ObligationKind.DEPENDENCY_CERTIFICATE: PaperDependencyForm,
    ObligationKind.INFO_REPLY: PaperReplyForm,
    ObligationKind.CLARIFICATION_REPLY: PaperExplanationForm,
    ObligationKind.DECISION_SUMMARY: PaperSummaryForm,
    ObligationKind.REOPEN_REPLY: PaperReopenForm,
    ObligationKind.RECEIPT: PaperReceiptForm,
}
"""The form for what is owed. A reply to a reminder is typed for anything that was reminded of."""

_IN_PARTS: Final = (InfoReply, ClarificationReply, ReminderReply)
"""Answers that may come on several papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedPaper:
    """What may be typed: the kind, the State's currency, whose benefit it is about, and what was asked, if anything.

    `about` is what the message says that an explanation was asked of; `states` those of the case, in its order.
    """

    obligation_id: str
    kind: ObligationKind
    office: str
    state: str
    currency: str
    asked: InfoRequest | Clarification | None
    open_items: tuple[str, ...]
    about: Body | None = None
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindedOf:
    """A reminder of ours to which a reply may be typed: its message, whose office, and what it named that is owed."""

    obligation_id: str
    message_id: str
    office: str
    items: tuple[ObligationLine, ...]


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
        states=desk.store.claims.get(owed.claim_id).states,
    )


def reminded_of(desk: Desk, obligation_id: str) -> RemindedOf:
    """Return the last reminder that left about something owed, with all of it that is still owed.

    Raises `CaseProblem`: `obligation_unknown`, `paper_not_for_this`, `reminder_not_left`.
    """
    owed = _owed_here(desk, obligation_id)
    message_id, reminder = _reminder(desk, owed)
    entries = [desk.store.obligations.find(item.obligation_id) for item in reminder.items]
    still = [entry for entry in entries if entry is not None and entry.open and entry.owed_by == owed.owed_by]
    return RemindedOf(
        obligation_id=owed.id, message_id=message_id, office=owed.owed_by, items=obligation_lines(desk, still)
    )


def reminder_left(desk: Desk, obligation_id: str) -> bool:
    """Tell whether a reminder about something owed has left, so that a reply to it may come."""
    owed = desk.store.obligations.find(obligation_id)
    return owed is not None and _last_reminder(desk, owed) is not None


def check_paper_answer(desk: Desk, obligation_id: str, form: PaperForm) -> TypedDraft:
    """Return what is wrong or doubtful in what was typed. Writes nothing. Raises as `answer_awaited`."""
    owed, claim, about = _meant(desk, obligation_id, form)
    found: list[Finding] = []
    _check_head(desk, claim, form.head, found)
    body = _body(desk, claim, owed, form, found)
    if body is not None:
        message = _message(desk, claim, owed, body, form.head, about)
        if not isinstance(body, _IN_PARTS) and typed_copy(desk, claim.id, message, owed.owed_by):
            found.append(line_error("paper_answer_here", "number"))
        checks = HANDLINGS[message.type].checks(_arrival(desk, claim, owed, message))
        found.extend(line.finding for line in checks if not line.passed)
    return TypedDraft(findings=tuple(found), body=body)


def enter_paper_answer(desk: Desk, obligation_id: str, form: PaperForm) -> Message:
    """Keep an answer that came on paper as the message it stands for, and meet what was owed, marked as from paper.

    The scan is attached to the claim before (`attach_file`). Raises as `answer_awaited`, and
    `CaseProblem("certificate_has_errors")` (count).
    """
    owed, claim, about = _meant(desk, obligation_id, form)
    draft = check_paper_answer(desk, obligation_id, form)
    if draft.body is None or not draft.can_enter:
        errors = sum(entry.level is Level.ERROR for entry in draft.findings)
        raise CaseProblem("certificate_has_errors", count=max(errors, 1))
    message = _message(desk, claim, owed, draft.body, form.head, about)
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


def _meant(desk: Desk, obligation_id: str, form: PaperForm) -> tuple[Obligation, Claim, str]:
    """Return what is answered, its claim, and the message of ours that is answered."""
    if isinstance(form, PaperReminderReplyForm):
        owed = _owed_here(desk, obligation_id)
        about = _reminder(desk, owed)[0]
    else:
        owed = _awaited(desk, obligation_id)
        about = owed.asked_message_id
        if not isinstance(form, FORMS[ObligationKind(owed.kind)]):
            raise CaseProblem("paper_not_for_this")
    return owed, desk.store.claims.get(owed.claim_id), about


def _body(  # noqa: PLR0911 - one kind of paper a line
    desk: Desk, claim: Claim, owed: Obligation, form: PaperForm, found: list[Finding]
) -> Body | None:
    match form:
        case PaperDecisionForm():
            return decision_of(desk, claim, owed, form, found)
        case PaperDependencyForm():
            return dependency_of(desk, claim, owed, form, found)
        case PaperReplyForm():
            return reply_of(owed, form, found)
        case PaperExplanationForm():
            return explanation_of(owed, form, found)
        case PaperSummaryForm():
            return summary_of_page(desk, claim, owed, form, found)
        case PaperReopenForm():
            return reopening_of(desk, owed, form, found)
        case PaperReceiptForm():
            return destruction_of(owed, form, found)
        case PaperReminderReplyForm():
            message_id, reminder = _reminder(desk, owed)
            return reminder_reply_of(message_id, frozenset(item.obligation_id for item in reminder.items), form, found)


def _reminder(desk: Desk, owed: Obligation) -> tuple[str, Reminder]:
    found = _last_reminder(desk, owed)
    if found is None:
        raise CaseProblem("reminder_not_left")
    return found


def _last_reminder(desk: Desk, owed: Obligation) -> tuple[str, Reminder] | None:
    """Return the last reminder about something owed that left; None before the first."""
    for event in reversed(desk.store.obligations.history(owed.id)):
        row = desk.store.outbox.find(event.message_id) if event.step is ObligationStep.REMINDED else None
        if row is None or row.state in (OutboxState.WAITING, OutboxState.WITHDRAWN):
            continue
        body = decode_message(row.data).body
        if isinstance(body, Reminder):
            return row.message_id, body
    return None


def _awaited(desk: Desk, obligation_id: str) -> Obligation:
    owed = _owed_here(desk, obligation_id)
    if owed.kind not in FORMS:
        raise CaseProblem("paper_not_for_this")
    return owed


def _owed_here(desk: Desk, obligation_id: str) -> Obligation:
    owed = known_obligation(desk, obligation_id)
    fits = owed.open and owed.owed_to == desk.office.code and owed.claim_id
    if not fits or owed.owed_by == desk.office.code or not state_of_office(desk, owed.owed_by):
        raise CaseProblem("paper_not_for_this")
    return owed


def _arrival(desk: Desk, claim: Claim, owed: Obligation, message: Message) -> Arrival:
    office = desk.store.offices.get(owed.owed_by)
    if office is None:
        raise ExchangeProblem("office_unknown", office=owed.owed_by)
    person = desk.store.persons.get(claim.person_id)
    return Arrival(desk=desk, office=office, message=message, claim=claim, meant=person, on_paper=True)


def _message(desk: Desk, claim: Claim, owed: Obligation, body: Body, head: PaperHead, about: str) -> Message:
    return Message(
        message_id=desk.clock.new_id(),
        type=message_type_of(body),
        created_at=moment_of(head.signed_on or desk.clock.today()),
        case_refs=tuple(entry for entry in claim.references if entry.office == owed.owed_by),
        prepared_by="",
        approved_by=head.signed_by.strip(),
        body=body,
        summary="",
        in_reply_to=about,
    )


def _check_head(desk: Desk, claim: Claim, head: PaperHead, found: list[Finding]) -> None:
    if not head.signed_by.strip():
        found.append(line_error("field_missing", "signed_by", field="signed_by"))
    if head.signed_on is None:
        found.append(line_error("field_missing", "signed_on", field="signed_on"))
    elif head.signed_on > desk.clock.today():
        found.append(line_error("date_in_future", "signed_on", date=head.signed_on.isoformat()))
    scan = desk.store.attachments.get(head.scan) if head.scan else None
    if scan is None or scan.claim_id != claim.id:
        found.append(line_error("paper_scan_missing", "scan"))


def _asked_about(desk: Desk, asked: Clarification) -> Body | None:
    kept = desk.store.mailbox.message(asked.about_message)
    return decode_message(kept.data).body if kept is not None and kept.data else None
