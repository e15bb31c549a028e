"""Show a received bundle: each message with its case, its checks and what accepting would change. Writes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.findings import Level
from desktop_app.domain.inquiries import PeriodRequest
from desktop_app.domain.messages import ClaimNotice, Message
from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.persons import InsuredPerson
from desktop_app.exchange.bundle import OpenedBundle
from desktop_app.exchange.keys import key_words
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import GOOD, PART_WAITS, UNDECIDED, MailState, ReceivedFile
from desktop_app.workflows.arrival import Arrival, Change, CheckLine
from desktop_app.workflows.case_of_message import claim_of, same_case
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.handlings import HANDLINGS, answerable, rank_of
from desktop_app.workflows.named_messages import NamedMessage, messages_named
from desktop_app.workflows.opened_bundle import came_before, open_kept
from desktop_app.workflows.opened_paper import on_paper
from desktop_app.workflows.persons_meant import person_of, persons_like
from desktop_app.workflows.preview_checks import (
    bundle_checks,
    message_checks,
    passed_on_checks,
    repeat_checks,
    scanned_checks,
    typed_checks,
    waiting_checks,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstoodLine:
    """A message of a newer version, or fields of one: shown as text, never applied.

    `waits` is `message_type`, `message_version`, `message_must_understand` (the whole message waits for an update) or
    `extra_fields`, where `fields` are the paths and values beside the message that is shown.
    """

    message_id: str
    type: str
    version: str
    waits: str
    summary: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPart:
    """One message of a bundle. A bundle carries everything that waited, so each message has a case of its own.

    `claim` is None where accepting would open a case, or none here is named. `candidates` are persons already known who
    may be meant. `decided` says that the message was accepted or returned before, in this file or another. `issuer` is
    the office that issued what the bundle's sender passed on, None for a message of the sender itself; `handed_on` says
    that it did so because it is not competent, and that the issuer is answered by us. `parked` says that it waits for
    an earlier message, `on_paper` that it was read from the codes of its paper.
    """

    message: Message
    claim: Claim | None
    person: InsuredPerson | None
    candidates: tuple[InsuredPerson, ...]
    decided: bool
    checks: tuple[CheckLine, ...]
    changes: tuple[Change, ...]
    issuer: KnownOffice | None = None
    handed_on: bool = False
    parked: bool = False
    on_paper: bool = False

    @property
    def wants_answer(self) -> bool:
        """Whether its sender is told that it was accepted or returned; who only passes on hears of its bundle alone."""
        return (self.issuer is None or self.handed_on) and answerable(self.message.type)

    @property
    def needs_match(self) -> bool:
        """Whether a person has to choose who is meant."""
        return bool(self.candidates) and not self.decided

    @property
    def stuck(self) -> bool:
        """Whether it is to be decided now and its checks forbid to accept it."""
        return not self.decided and not self.parked and not self.can_accept

    @property
    def can_accept(self) -> bool:
        """Whether it is still to be decided and none of its checks forbids to accept it."""
        return not self.decided and not any(
            check.finding.level is Level.ERROR and not check.passed for check in self.checks
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A received bundle as shown before anything is decided.

    `trusted` tells whether the sender's key was compared; only then can it be accepted. `main` is the message to decide
    now; `claim`, `person`, `candidates` and `needs_match` are of it: the case it belongs to, None where accepting would
    open one, and persons already known who may be meant. `checks` and `changes` are those of everything that accepting
    would apply now, the checks also of what cannot be accepted; messages that need a choice of their own are shown
    after it, as the next `main`. `named` are the earlier messages that `main` speaks of by their ids.
    """

    mailbox_id: int
    bundle_id: str
    received_at: datetime
    office: KnownOffice
    trusted: bool
    words: tuple[str, ...]
    created_at: datetime
    size: int
    messages: tuple[Message, ...]
    main: Message
    claim: Claim | None
    person: InsuredPerson | None
    candidates: tuple[InsuredPerson, ...]
    needs_match: bool
    gap: tuple[int, ...]
    checks: tuple[CheckLine, ...]
    changes: tuple[Change, ...]
    state: str
    can_accept: bool
    parts: tuple[PreviewPart, ...] = field(default=())
    not_understood: tuple[NotUnderstoodLine, ...] = field(default=())
    named: tuple[NamedMessage, ...] = field(default=())

    @property
    def applied_now(self) -> tuple[PreviewPart, ...]:
        """The messages that accepting applies, in the order in which they are applied."""
        return _applied_now(self.parts)


def preview(desk: Desk, mailbox_id: int) -> Preview:
    """Return a received bundle with its checks and what accepting it would change. Writes nothing.

    Raises `StoreProblem("record_missing")`, the refusal's `ExchangeProblem` for a file that was refused, and
    `ExchangeProblem("file_to_check_again")` for one that would be in order by now, or of which more is understood.
    """
    row = desk.store.mailbox.get(mailbox_id)
    return preview_of(desk, row, open_kept(desk, row))


def preview_of(desk: Desk, row: ReceivedFile, opened: OpenedBundle) -> Preview:
    """Return what `preview` does, of a file that was just opened."""
    if row.outcome != GOOD:
        if not on_paper(opened):
            came_before(desk, opened)
        raise ExchangeProblem("file_to_check_again")
    messages = (
        *opened.messages,
        *(entry.message for entry in opened.enclosed),
        *(entry.message for entry in opened.forwarded),
    )
    if any(desk.store.mailbox.message(message.message_id) is None for message in messages):
        raise ExchangeProblem("file_to_check_again")
    office = desk.store.offices.get(opened.sender)
    if office is None:
        raise ExchangeProblem("bundle_key_unknown", office=opened.sender)
    parts = tuple(sorted(_parts(desk, office, opened), key=_urgency))
    undecided, trusted = row.state in UNDECIDED, opened.trust is Trust.TRUSTED
    now = _applied_now(parts) if undecided else parts
    shown = (*now, *(part for part in parts if part.stuck)) if now and undecided else now or parts[:1]
    waiting = sum(not part.decided for part in parts if part not in now) if undecided and now else 0
    main = parts[0]
    return Preview(
        mailbox_id=row.id,
        bundle_id=opened.manifest.bundle_id,
        received_at=row.received_at,
        office=office,
        trusted=trusted,
        words=key_words(office.card),
        created_at=opened.manifest.created_at,
        size=row.size,
        messages=messages,
        main=main.message,
        claim=main.claim,
        person=main.person,
        candidates=main.candidates,
        needs_match=main.needs_match,
        gap=desk.store.mailbox.missing(opened.sender),
        checks=(
            *_once(check for part in shown for check in part.checks),
            *repeat_checks(repeated=undecided and all(part.decided for part in parts)),
            *waiting_checks(waiting),
            *bundle_checks(desk, opened),
        ),
        changes=tuple(dict.fromkeys(change for part in shown for change in part.changes)),
        state=lane_state(row),
        can_accept=trusted and undecided and (main.can_accept or all(part.decided for part in parts)),
        parts=parts,
        not_understood=tuple(
            NotUnderstoodLine(
                message_id=entry.message_id,
                type=entry.type,
                version=entry.schema_version,
                waits=entry.waits.value,
                summary=entry.summary,
                fields=tuple(entry.fields),
            )
            for entry in opened.not_understood
        ),
        named=messages_named(desk, (main.issuer or office).card.office.code, main.message.summary),
    )


def lane_state(row: ReceivedFile) -> str:
    """Return how a file stands in the Received lane."""
    if row.outcome == PART_WAITS:
        return row.state.value
    if row.outcome != GOOD:
        return "refused"
    return "to_check" if row.state in UNDECIDED else row.state.value


def main_message(messages: tuple[Message, ...]) -> Message:
    """Return the message a bundle is about: a claim before a certificate before a return before receipts."""
    return min(messages, key=lambda message: rank_of(message.type))


def _urgency(part: PreviewPart) -> tuple[bool, bool, bool, bool, int, bool]:
    """Order what is to be decided: what can be accepted never waits for what cannot."""
    kind = part.message.type
    return (
        part.decided,
        part.parked,
        not part.can_accept,
        not answerable(kind),
        rank_of(kind),
        part.issuer is not None,
    )


def _applied_now(parts: tuple[PreviewPart, ...]) -> tuple[PreviewPart, ...]:
    """Return the first message and everything else that asks for no choice of its own; claims come first."""
    if not parts or not parts[0].can_accept:
        return ()
    now = [part for part in parts if part.can_accept and (part is parts[0] or not part.needs_match)]
    return tuple(sorted(now, key=lambda part: rank_of(part.message.type)))


def _parts(desk: Desk, office: KnownOffice, opened: OpenedBundle) -> list[PreviewPart]:
    said = (*opened.messages, *(entry.message for entry in opened.forwarded))
    notices = [message for message in said if isinstance(message.body, ClaimNotice)]
    parts = [_part(desk, office, message, notices) for message in opened.messages]
    if on_paper(opened):
        checks = scanned_checks(office) if opened.key_id else typed_checks(office)
        parts = [replace(part, on_paper=True, checks=(*checks, *part.checks)) for part in parts]
    for document in opened.enclosed:
        issuer = desk.store.offices.get(document.signature.office)
        if issuer is not None:
            part = _part(desk, issuer, document.message, notices)
            checks = passed_on_checks(issuer, office, trusted=document.signature.trust is Trust.TRUSTED)
            parts.append(replace(part, issuer=issuer, checks=(*checks, *part.checks)))
    for entry in opened.forwarded:
        first = desk.store.offices.get(entry.office)
        if first is not None:
            part = _part(desk, first, entry.message, notices)
            checks = passed_on_checks(first, office, trusted=entry.trust is Trust.TRUSTED)
            parts.append(replace(part, issuer=first, handed_on=True, checks=(*checks, *part.checks)))
    return parts


def _part(desk: Desk, office: KnownOffice, message: Message, notices: list[Message]) -> PreviewPart:
    body = message.body
    claim = claim_of(desk, office.card.office.code, message)
    person = desk.store.persons.get(claim.person_id) if claim else None
    meant = person
    if claim is None and isinstance(body, PeriodCertificate):
        meant = next((_told(notice) for notice in notices if same_case(notice, message)), None)
    kept = desk.store.mailbox.message(message.message_id)
    decided = kept is not None and kept.state not in UNDECIDED
    arrival = Arrival(desk=desk, office=office, message=message, claim=claim, meant=meant, decided=decided)
    handling = HANDLINGS.get(message.type)
    return PreviewPart(
        message=message,
        claim=claim,
        person=person,
        candidates=persons_like(desk, body.person)
        if isinstance(body, ClaimNotice | PeriodRequest) and person is None
        else (),
        decided=decided,
        checks=message_checks(arrival),
        changes=tuple(handling.changes(arrival)) if handling else (),
        parked=kept is not None and kept.state is MailState.PARKED,
    )


def _once(checks: Iterable[CheckLine]) -> Iterator[CheckLine]:
    """Yield each check once: several messages of a bundle may find the same."""
    said: list[CheckLine] = []
    for check in checks:
        if check not in said:
            said.append(check)
            yield check


def _told(notice: Message) -> InsuredPerson | None:
    return person_of(notice.body.person, "") if isinstance(notice.body, ClaimNotice) else None
