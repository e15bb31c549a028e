"""Tell the offices of a case that something changed: a death, an address, a withdrawal (exchange rules, 4.13)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from desktop_app.domain.case_notices import ChangeKind, ChangeNotice
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.messages import MessageType
from desktop_app.domain.money import Money
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.mailbox import UNDECIDED
from desktop_app.workflows.case_effects import take_change
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.put_message import put_message

WORDED: Final = frozenset({ChangeKind.ADDRESS, ChangeKind.NAME, ChangeKind.REPRESENTATIVE, ChangeKind.MARITAL_STATUS})
"""Kinds whose new fact has to be said in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeForm:
    """A change as entered. `states` are those a withdrawal is for; amounts go with a changed rate."""

    kind: ChangeKind
    since: date
    value: str = ""
    proof: str = ""
    effect_asked: str = ""
    old_amount: Money | None = None
    new_amount: Money | None = None
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A change known of a case: when it was told, by which office (ours or another), and what it says."""

    told_at: datetime
    office: str
    notice: ChangeNotice
    message_id: str


def check_change(desk: Desk, claim_id: str, form: ChangeForm) -> tuple[Finding, ...]:
    """Return what is missing or doubtful; `where` is the field."""
    claim = desk.store.claims.get(claim_id)
    person = desk.store.persons.get(claim.person_id)
    found: list[Finding] = []
    if form.kind in WORDED and not form.value.strip():
        found.append(Finding(code="change_value_missing", level=Level.ERROR, where="value"))
    if form.kind is ChangeKind.CLAIM_WITHDRAWN and not form.states:
        found.append(Finding(code="change_states_missing", level=Level.ERROR, where="states"))
    if form.kind is ChangeKind.RATE_CHANGED and form.new_amount is None:
        found.append(Finding(code="change_amount_missing", level=Level.ERROR, where="new_amount"))
    if form.since > desk.clock.today() and form.kind is ChangeKind.DEATH:
        found.append(Finding(code="death_in_future", level=Level.ERROR, where="since"))
    if form.since < person.birth_date:
        found.append(Finding(code="change_before_birth", level=Level.ERROR, where="since"))
    if form.kind is ChangeKind.DEATH and person.death_date and person.death_date != form.since:
        facts = {"date": person.death_date.isoformat()}
        found.append(Finding(code="death_known_otherwise", level=Level.WARNING, where="since", facts=facts))
    if not form.proof.strip():
        found.append(Finding(code="change_without_proof", level=Level.WARNING, where="proof"))
    if not offices_told(desk, claim):
        found.append(Finding(code="nobody_told_yet", level=Level.NOTE))
    return tuple(found)


def notify_change(desk: Desk, claim_id: str, form: ChangeForm) -> tuple[str, ...]:
    """Enter a change with the case and put a notice for each of its offices into "To send"; return their codes.

    Raises `CaseProblem("form_has_errors")` with the `count` of what `check_change` finds wrong.
    """
    errors = sum(finding.level is Level.ERROR for finding in check_change(desk, claim_id, form))
    if errors:
        raise CaseProblem("form_has_errors", count=errors)
    with desk.store.act(
        verb="change_notified", user=desk.user.id, about=claim_id, facts={"kind": form.kind.value}
    ) as act:
        claim = desk.store.claims.get(claim_id)
        person = desk.store.persons.get(claim.person_id)
        offices = offices_told(desk, claim)
        for office in offices:
            state = desk.store.offices.get(office)
            notice = ChangeNotice(
                kind=form.kind,
                person=person_block(person, state.card.office.state if state else ""),
                since=form.since,
                value=form.value.strip(),
                proof=form.proof.strip(),
                effect_asked=form.effect_asked.strip(),
                old_amount=form.old_amount,
                new_amount=form.new_amount,
                states=form.states,
            )
            put_message(desk, office=office, body=notice, claim=claim)
        own = ChangeNotice(
            kind=form.kind,
            person=person_block(person, desk.office.state),
            since=form.since,
            value=form.value.strip(),
            states=form.states,
        )
        take_change(desk, claim, own)
        act.note(offices=len(offices))
    return offices


def changes_of_case(desk: Desk, claim_id: str) -> tuple[ChangeLine, ...]:
    """Return the changes that were told about a case and taken in, by us or to us, the oldest first.

    What we told every office of the case stands once.
    """
    found: dict[tuple[str, str, str, str], ChangeLine] = {}
    for sent in desk.store.outbox.of_claim(claim_id):
        if sent.type is MessageType.CHANGE_NOTICE:
            _add(found, desk.office.code, sent.data)
    for kept in desk.store.mailbox.of_claim(claim_id):
        if kept.type == MessageType.CHANGE_NOTICE and kept.state not in UNDECIDED:
            _add(found, desk.store.mailbox.get(kept.received_id).from_office, kept.data)
    return tuple(sorted(found.values(), key=lambda line: line.told_at))


def _add(found: dict[tuple[str, str, str, str], ChangeLine], office: str, data: bytes) -> None:
    message = decode_message(data)
    if isinstance(message.body, ChangeNotice):
        body = message.body
        key = (office, body.kind.value, body.since.isoformat(), body.value)
        line = ChangeLine(told_at=message.created_at, office=office, notice=body, message_id=message.message_id)
        found.setdefault(key, line)
