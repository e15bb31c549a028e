"""Ask another office for information about a person of a case, and answer such a question (exchange rules, 4.7).

A question has items; each is answered by itself, and the whole is met when every item is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.inquiries import InfoAnswer, InfoItem, InfoItemCode, InfoReply, InfoRequest, ItemOutcome
from desktop_app.domain.obligations import ObligationKind
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.outgoing_papers import fitted_files, send_fitted
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.person_blocks import person_searched
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.questions import ask, to_answer

LONGEST_TEXT = 2000
"""Characters of the free text; it is never cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoToAnswer:
    """A question of another office. `open_items` are those not answered for good yet."""

    obligation_id: str
    office: str
    claim_id: str
    request: InfoRequest
    open_items: tuple[str, ...]


def check_questions(desk: Desk, items: tuple[InfoItem, ...], text: str = "") -> tuple[Finding, ...]:
    """Return what is missing or doubtful in a question; `where` is `items.<item_id>.<field>` or `text`."""
    found = []
    if not items:
        found.append(Finding(code="no_items_asked", level=Level.ERROR, where="items"))
    for item in items:
        where = f"items.{item.item_id}"
        if not item.why.strip():
            found.append(Finding(code="why_asked_missing", level=Level.ERROR, where=f"{where}.why"))
        if item.code is InfoItemCode.OTHER and not item.text.strip():
            found.append(Finding(code="other_not_said", level=Level.ERROR, where=f"{where}.text"))
        if item.needed_by < desk.clock.today():
            found.append(Finding(code="needed_in_past", level=Level.ERROR, where=f"{where}.needed_by"))
        if item.span_from and item.span_to and item.span_to < item.span_from:
            found.append(Finding(code="span_ends_before_start", level=Level.ERROR, where=f"{where}.span_to"))
    if len({item.item_id for item in items}) != len(items):
        found.append(Finding(code="asked_twice", level=Level.ERROR, where="items"))
    if len(text) > LONGEST_TEXT:
        facts = {"length": len(text), "most": LONGEST_TEXT}
        found.append(Finding(code="text_too_long", level=Level.ERROR, where="text", facts=facts))
    return tuple(found)


def ask_information(desk: Desk, claim_id: str, office: str, items: tuple[InfoItem, ...], *, text: str = "") -> str:
    """Put a request for information into "To send" and open what is owed for it; return the message's id.

    Raises `CaseProblem("form_has_errors")` with the `count` of what `check_questions` finds, `office_not_known`.
    """
    errors = sum(finding.level is Level.ERROR for finding in check_questions(desk, items, text))
    if errors:
        raise CaseProblem("form_has_errors", count=errors)
    with desk.store.act(
        verb="information_asked", user=desk.user.id, about=claim_id, facts={"office": office, "items": len(items)}
    ):
        claim = desk.store.claims.get(claim_id)
        person = desk.store.persons.get(claim.person_id)
        body = InfoRequest(
            person=person_searched(desk, person, state_of_office(desk, office)), items=items, text=text.strip()
        )
        parts = tuple((item.item_id, item.code.value) for item in items)
        return ask(
            desk,
            claim,
            office,
            body,
            ObligationKind.INFO_REPLY,
            items=parts,
            needed_by=tuple(item.needed_by for item in items),
        ).message_id


def information_asked(desk: Desk, obligation_id: str) -> InfoToAnswer:
    """Return a question that this office owes an answer to. Raises as `to_answer`."""
    owed = to_answer(desk, obligation_id, ObligationKind.INFO_REPLY)
    kept = desk.store.mailbox.message(owed.asked_message_id)
    body = decode_message(kept.data).body if kept else None
    if not isinstance(body, InfoRequest):
        raise CaseProblem("obligation_unknown")
    return InfoToAnswer(
        obligation_id=owed.id,
        office=owed.owed_to,
        claim_id=owed.claim_id or "",
        request=body,
        open_items=tuple(item.item_id for item in owed.items if not item.settled),
    )


def answer_information(
    desk: Desk,
    obligation_id: str,
    answers: tuple[InfoAnswer, ...],
    *,
    text: str = "",
    papers: Sequence[Path] = (),
) -> str:
    """Answer a question, whole or in part; return the message's id. What will follow stays owed.

    `papers` are files that go with the answer: both are put into "To send", or neither. Raises as `to_answer`, as
    `put_papers` for the files, and `CaseProblem`: `no_answers`, `answer_not_asked` for an item that was not asked,
    `answer_empty` for one without its value, `promise_day_missing`, `promise_in_past`.
    """
    asked = information_asked(desk, obligation_id)
    _check(desk, asked, answers)
    fit = fitted_files(desk, asked.claim_id, papers, "proof")
    with desk.store.act(
        verb="information_given",
        user=desk.user.id,
        about=asked.claim_id,
        facts={"office": asked.office, "items": len(answers)},
    ):
        owed = desk.store.obligations.get(obligation_id)
        reply = InfoReply(about_message=owed.asked_message_id, answers=answers, text=text.strip())
        claim = desk.store.claims.get(asked.claim_id)
        message = put_message(desk, office=asked.office, body=reply, claim=claim, in_reply_to=owed.asked_message_id)
        if fit:
            send_fitted(desk, message.message_id, fit)
        follows = [answer.follows_on for answer in answers if answer.follows_on]
        if follows:
            desk.store.obligations.promise(owed.id, max(follows), message_id=message.message_id, by=desk.user.id)
        if reply.settles:
            desk.store.obligations.meet_items(owed.id, reply.settles, met_by=message.message_id, by=desk.user.id)
    return message.message_id


def _check(desk: Desk, asked: InfoToAnswer, answers: tuple[InfoAnswer, ...]) -> None:
    if not answers:
        raise CaseProblem("no_answers")
    known = {item.item_id for item in asked.request.items}
    for answer in answers:
        if answer.item_id not in known:
            raise CaseProblem("answer_not_asked", item=answer.item_id)
        if answer.outcome in (ItemOutcome.VALUE, ItemOutcome.NOT_AVAILABLE) and not answer.value.strip():
            raise CaseProblem("answer_empty", item=answer.item_id)
        if answer.outcome is ItemOutcome.WILL_FOLLOW and answer.follows_on is None:
            raise CaseProblem("promise_day_missing")
        if answer.follows_on and answer.follows_on < desk.clock.today():
            raise CaseProblem("promise_in_past", date=answer.follows_on.isoformat())
