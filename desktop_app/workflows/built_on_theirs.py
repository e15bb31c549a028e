"""What was built here on a message of another office that holds no longer, line by line (exchange rules, 4.11).

Certificates, calculations, decisions with their amounts, summaries and letters, each with its day, and the offices to
which the message went on. What was made before the message was taken in does not rest on it; the decision of another
State does where it names the certificate.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from desktop_app.domain.award_notices import Decision
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.messages import Body, MessageType
from desktop_app.exchange.messages.head import decode_message
from desktop_app.exchange.messages.registry import SIGNED_ALONE
from desktop_app.store.enclosures import Enclosure
from desktop_app.store.mailbox import ReceivedMessage
from desktop_app.store.outbox import OutboxState, Standing
from desktop_app.workflows.arrival import Change
from desktop_app.workflows.case_decisions import DecisionLine, decisions_in_force
from desktop_app.workflows.desk import Desk

BETWEEN: Final = " · "
"""What stands between two facts of a line."""

_PARTED: Final = frozenset({MessageType.PERIOD_CERTIFICATE, MessageType.DECISION})
"""Messages on which no certificate of ours rests: each State certifies its own."""


def built_on_theirs(desk: Desk, claim: Claim, kept: ReceivedMessage) -> Iterator[Change]:
    """Return a line for everything that rests on a message that was taken in, then to whom it went on."""
    since, said = kept.decided_at, decode_message(kept.data).body
    if since is not None:
        if kept.type not in _PARTED:
            yield from _certificates(desk, claim, since)
        yield from _calculations(desk, claim, since)
        yield from _decisions(desk, claim, kept, said, since)
        yield from _summaries(desk, claim, since)
        yield from _letters(desk, claim, since)
    yield from _passed_on(desk, kept)


def enclosed_of(desk: Desk, kept: ReceivedMessage) -> tuple[Enclosure, ...]:
    """Return where a document was put to be passed on."""
    return desk.store.enclosures.of_message(kept.message_id) if kept.type in SIGNED_ALONE else ()


def _certificates(desk: Desk, claim: Claim, since: datetime) -> Iterator[Change]:
    for row in desk.store.outbox.of_claim(claim.id):
        if row.standing is not Standing.VALID or row.state is OutboxState.WITHDRAWN or row.created_at < since:
            continue
        body = decode_message(row.data).body
        if isinstance(body, PeriodCertificate | DependencyCertificate | DepartureCertificate):
            day = row.created_at.date().isoformat()
            yield Change(what="change_built_certificate", mark="changed", now=day, detail=_for(row.type, row.office))


def _calculations(desk: Desk, claim: Claim, since: datetime) -> Iterator[Change]:
    names = {account.user.id: account.user.name for account in desk.store.users.all()}
    for each in desk.store.calculations.of_claim(claim.id):
        if each.made_at >= since:
            day = each.made_at.date().isoformat()
            detail = names.get(each.made_by, "")
            yield Change(what="change_built_calculation", mark="changed", now=day, detail=detail)


def _decisions(desk: Desk, claim: Claim, kept: ReceivedMessage, said: Body, since: datetime) -> Iterator[Change]:
    for line in decisions_in_force(desk, claim.id):
        if line.message_id != kept.message_id and _rests_on(line, said, since):
            now = BETWEEN.join((_paid(line.decision), line.kept_at.date().isoformat()))
            yield Change(what="change_built_decision", mark="changed", now=now, detail=line.decision.state)


def _rests_on(line: DecisionLine, said: Body, since: datetime) -> bool:
    """Tell whether a decision rests on a document: ours after it came; another State's that names it."""
    if not isinstance(said, PeriodCertificate):
        return line.own and line.kept_at >= since
    named = {(each.certificate, each.version) for each in line.decision.accepted if each.state == said.state}
    if any(number for number, _version in named):
        return (said.number, said.version) in named
    return line.kept_at >= since and (line.own or bool(named))


def _summaries(desk: Desk, claim: Claim, since: datetime) -> Iterator[Change]:
    for row in desk.store.outbox.of_claim(claim.id):
        summary = row.type is MessageType.DECISION_SUMMARY and row.standing is Standing.VALID
        if summary and row.state is not OutboxState.WITHDRAWN and row.created_at >= since:
            day = row.created_at.date().isoformat()
            yield Change(what="change_built_summary", mark="changed", now=day, detail=row.office)


def _letters(desk: Desk, claim: Claim, since: datetime) -> Iterator[Change]:
    for each in desk.store.documents.of_claim(claim.id):
        if each.made_at >= since:
            day = each.made_at.date().isoformat()
            yield Change(what="change_built_letter", mark="changed", now=day, detail=each.kind)


def _passed_on(desk: Desk, kept: ReceivedMessage) -> Iterator[Change]:
    """Return who has it from us, to be told by us, and to whom it will not go any more: a line an office."""
    told: set[tuple[bool, str]] = set()
    for entry in sorted(enclosed_of(desk, kept), key=lambda each: each.bundle_id is None):
        left = entry.bundle_id is not None
        if (left, entry.office) in told:
            continue
        told.add((left, entry.office))
        bundle = desk.store.outbox.bundle(entry.bundle_id) if entry.bundle_id else None
        day = bundle.sealed_at.date().isoformat() if bundle else ""
        what = "change_passed_on_by_us" if left else "change_not_passed_on"
        yield Change(what=what, mark="changed", now=day, after=entry.office)


def _paid(decision: Decision) -> str:
    """Return what a decision pays: an amount and how often, the first of several stretches; else its result."""
    if not decision.amounts:
        return decision.result.value
    first = decision.amounts[0]
    return f"{first.payable.currency} {first.payable.plain}{BETWEEN}{first.frequency.value}"


def _for(kind: MessageType, office: str) -> str:
    return f"{kind.value}{BETWEEN}{office}"
