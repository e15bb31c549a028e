"""A certificate or correction before it is sealed: word by word, what differs from before, what was built on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from desktop_app.documents.summaries import summary_of
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.messages import Body, Message, MessageType, message_type_of
from desktop_app.domain.money import Money
from desktop_app.domain.proposals import ProposalKind
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import Problem
from desktop_app.store.outbox import OutboxRow, OutboxState
from desktop_app.workflows.case_decisions import decisions_in_force
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.certify_departure import departure_office
from desktop_app.workflows.certify_dependency import dependency_certificates
from desktop_app.workflows.correct_message import CorrectionForm, corrections_to_be
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.own_periods import own_certificate
from desktop_app.workflows.print_message import draft_document
from desktop_app.workflows.propose import ProposalView, acting_user, person, proposal_view
from desktop_app.workflows.put_message import references_of
from desktop_app.workflows.signatures import signature
from desktop_app.workflows.word_effects import check_word, correction_of, word_of

_TO_COME = "\u2026"


class BuiltKind(StrEnum):
    """What rests on a message of ours."""

    HELD = "held"  # an office has it; `said` is how far it came there
    MET = "met"  # it answered something we owed
    CALCULATION = "calculation"  # a calculation was kept here after it
    DECISION = "decision"  # a State decided after it
    LETTER = "letter"  # a paper was issued after it; `said` is its kind


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltOn:
    """One thing that rests on a message, as far as it is known here. `said` is a state, a State or what was owed.

    `amounts` are what a decision pays, in order; none where it pays nothing.
    """

    kind: BuiltKind
    office: str
    said: str
    on: date
    amounts: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of what is said: as before, and as it will be. Empty where one of them does not say it."""

    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether it is not the same before and after."""
        return self.before != self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What will be sealed. `has_before`: it takes the place of something, which `lines` show beside it.

    `recipients` are the offices it goes to; `problem` is why it cannot be sealed any more.
    """

    type: MessageType
    about: MessageType
    claim_id: str
    claim_number: str
    lines: tuple[Line, ...]
    has_before: bool
    recipients: tuple[str, ...]
    built_on: tuple[BuiltOn, ...]
    pages: IssuedDocument | None
    problem: Problem | None = None
    view: ProposalView | None = None


def word_view(desk: Desk, proposal_id: str) -> Word:
    """Return what waits for its second person, as it will be sealed. Raises `DutyProblem("proposal_unknown")`."""
    view = proposal_view(desk, proposal_id)
    proposal, problem = view.proposal, None
    first = signature(desk, person(desk, proposal.proposed_by))
    if proposal.waits:
        try:
            check_word(desk, proposal)
        except Problem as found:
            problem = found
    if proposal.kind is ProposalKind.CORRECTION:
        return _correction(desk, proposal.subject, correction_of(proposal), first, problem=problem, view=view)
    return _certificate(desk, proposal.subject, word_of(proposal), problem=problem, view=view)


def word_to_be(desk: Desk, claim_id: str, body: Body) -> Word:
    """Return a certificate as it would be laid before a second person. Writes nothing."""
    return _certificate(desk, claim_id, body)


def correction_to_be(desk: Desk, message_id: str, form: CorrectionForm) -> Word:
    """Return a correction as it would be laid before a second person. Raises what `corrections_to_be` raises."""
    corrections_to_be(desk, message_id, form)
    return _correction(desk, message_id, form, signature(desk, acting_user(desk)))


def replacements(desk: Desk, message_id: str) -> tuple[OutboxRow, ...]:
    """Return the later messages to the same office that can take a message's place, the newest first."""
    row = desk.store.outbox.get(message_id)
    found = [
        other
        for other in (desk.store.outbox.of_claim(row.claim_id) if row.claim_id else ())
        if (other.type, other.office) == (row.type, row.office)
        and other.created_at >= row.created_at
        and other.message_id != row.message_id
        and not other.standing
        and other.state is not OutboxState.WITHDRAWN
    ]
    return tuple(sorted(found, key=lambda other: other.created_at, reverse=True))


def built_on(desk: Desk, message_id: str) -> tuple[BuiltOn, ...]:
    """Return what rests on a message of ours as far as it is known here: who holds it, what was done after it."""
    row = desk.store.outbox.get(message_id)
    return tuple(_built(desk, row))


def _certificate(
    desk: Desk, claim_id: str, body: Body, *, problem: Problem | None = None, view: ProposalView | None = None
) -> Word:
    claim = desk.store.claims.get(claim_id)
    kind = message_type_of(body)
    before = _before(desk, claim, body) if view is None or view.proposal.waits else None
    office = departure_office(desk, body.new_state) if isinstance(body, DepartureCertificate) else None
    recipients = (office.card.office.code,) if office else offices_told(desk, claim)
    names = _names(desk)
    return Word(
        type=kind,
        about=kind,
        claim_id=claim_id,
        claim_number=claim.number,
        lines=_compared(_said(before, names), _said(body, names)),
        has_before=before is not None,
        recipients=recipients,
        built_on=(),
        pages=_pages(desk, claim, body, recipients, view),
        problem=problem,
        view=view,
    )


def _correction(
    desk: Desk,
    message_id: str,
    form: CorrectionForm,
    first: str,
    *,
    problem: Problem | None = None,
    view: ProposalView | None = None,
) -> Word:
    row, names = desk.store.outbox.get(message_id), _names(desk)
    claim = desk.store.claims.find(row.claim_id) if row.claim_id else None
    stands = problem is None and (view is None or view.proposal.waits)
    told = corrections_to_be(desk, message_id, form) if stands else ()
    new = desk.store.outbox.find(form.replaced_by) if form.replaced_by else None
    after = decode_message(new.data).body if new else None
    offices = tuple(old.office for old, _body in told) or (row.office,)
    pages = _pages(desk, claim, told[0][1], offices, view, first) if told else None
    return Word(
        type=MessageType.CORRECTION,
        about=row.type,
        claim_id=row.claim_id or "",
        claim_number=claim.number if claim else "",
        lines=_compared(_said(decode_message(row.data).body if row.data else None, names), _said(after, names)),
        has_before=True,
        recipients=offices,
        built_on=tuple(_built(desk, row)),
        pages=pages,
        problem=problem,
        view=view,
    )


def _pages(
    desk: Desk,
    claim: Claim | None,
    body: Body,
    recipients: tuple[str, ...],
    view: ProposalView | None,
    first: str = "",
) -> IssuedDocument:
    prepared = first or signature(desk, view.proposer if view else acting_user(desk))
    decider = view.decider if view else None
    message = Message(
        message_id=view.proposal.id if view else "",
        type=message_type_of(body),
        created_at=desk.clock.now(),
        case_refs=references_of(desk, claim),
        prepared_by=prepared,
        approved_by=signature(desk, decider) if decider else "",
        body=body,
        summary="",
    )
    return draft_document(desk, message, recipients[0] if recipients else desk.office.code)


def _before(desk: Desk, claim: Claim, body: Body) -> Body | None:
    """Return what a certificate takes the place of."""
    if isinstance(body, DependencyCertificate):
        kept = (one for one in dependency_certificates(desk, claim.id) if one.office == desk.office.code)
        return next(kept, None)
    if message_type_of(body) is MessageType.PERIOD_CERTIFICATE:
        return own_certificate(desk, claim.id)
    return None


def _said(body: Body | None, names: dict[str, str]) -> list[str]:
    return summary_of(_with_approver(body), names).splitlines() if body is not None else []


def _with_approver(body: Body) -> Body:
    """Return a body that says that its second person is still to come, where nobody approved it yet."""
    match body:
        case PeriodCertificate() | DependencyCertificate() if not body.approved_by:
            return replace(body, approved_by=_TO_COME)
        case DepartureCertificate() if not body.certificate.approved_by:
            return replace(body, certificate=replace(body.certificate, approved_by=_TO_COME))
        case _:
            return body


def _names(desk: Desk) -> dict[str, str]:
    return {party.code: party.name for party in desk.rulebook.parties}


def _compared(before: list[str], after: list[str]) -> tuple[Line, ...]:
    """Put both beside each other, line by line; what only one of them says stands alone."""
    lines: list[Line] = []
    for tag, old, old_end, new, new_end in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        gone, come = before[old:old_end], after[new:new_end]
        if tag == "equal":
            lines += [Line(before=same, after=same) for same in gone]
            continue
        length = max(len(gone), len(come))
        gone += [""] * (length - len(gone))
        come += [""] * (length - len(come))
        lines += [Line(before=old_line, after=new_line) for old_line, new_line in zip(gone, come, strict=True)]
    return tuple(lines)


def _built(desk: Desk, row: OutboxRow) -> Iterator[BuiltOn]:
    if not row.data:
        return
    said = decode_message(row.data).body
    rows = desk.store.outbox.of_claim(row.claim_id) if row.claim_id else (row,)
    same = [each for each in rows if each.type is row.type and each.data and decode_message(each.data).body == said]
    for each in same:
        yield BuiltOn(kind=BuiltKind.HELD, office=each.office, said=each.state.value, on=each.state_at.date())
        number = getattr(said, "number", "")
        for key in (each.message_id, number) if each is row and number else (each.message_id,):
            for owed in desk.store.obligations.met_by(key):
                if owed.owed_by == desk.office.code:
                    yield BuiltOn(
                        kind=BuiltKind.MET, office=owed.owed_to, said=owed.kind.value, on=each.created_at.date()
                    )
    if row.claim_id is not None:
        yield from _made_since(desk, row, row.claim_id, said)


def _made_since(desk: Desk, row: OutboxRow, claim_id: str, said: Body) -> Iterator[BuiltOn]:
    """Return what was calculated, decided and issued in the case after a message, each with its day."""
    if row.type is not MessageType.DECISION:
        for kept in desk.store.calculations.of_claim(claim_id):
            if kept.made_at >= row.created_at:
                yield BuiltOn(kind=BuiltKind.CALCULATION, office=desk.office.code, said="", on=kept.made_at.date())
    for line in decisions_in_force(desk, claim_id):
        if line.kept_at >= row.created_at and line.decision != said:
            yield BuiltOn(
                kind=BuiltKind.DECISION,
                office=line.decision.office,
                said=line.decision.state,
                on=line.kept_at.date(),
                amounts=tuple(amount.payable for amount in line.decision.amounts),
            )
    for paper in desk.store.documents.of_claim(claim_id):
        if paper.made_at >= row.created_at:
            yield BuiltOn(kind=BuiltKind.LETTER, office=desk.office.code, said=paper.kind, on=paper.made_at.date())
