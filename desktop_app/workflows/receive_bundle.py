"""Receive a file: kept whatever it is, opened, verified and shown with what accepting would change. Applies nothing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rapidfuzz import fuzz

from desktop_app.domain.certificates import HasPeriods, PeriodCertificate, check_certificate
from desktop_app.domain.claims import Benefit, Claim, OfficeReference
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.messages import ClaimNotice, Message, MessageType, PersonBlock, Receipt, ReturnNotice
from desktop_app.domain.money import Money, total
from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.persons import InsuredPerson
from desktop_app.exchange.armour import read_any
from desktop_app.exchange.bundle import OpenedBundle, open_bundle
from desktop_app.exchange.keys import key_words
from desktop_app.exchange.messages.head import decode_message, encode_message
from desktop_app.exchange.sequence import Arrived, Fork, Gap, Next, Repeat, acknowledges, judge
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import GOOD, UNDECIDED, ArrivedMessage, MailState, ReceivedFile, Seen
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import newest_certificate

SAME_NAME: Final = 90
"""Likeness of two names, of 100, from which they count as the same with room for spelling."""

APPLICABLE: Final = (MessageType.CLAIM_NOTICE, MessageType.PERIOD_CERTIFICATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedLine:
    """A received file in the list. `state` is `to_check`, `accepted`, `accepted_with_remarks`, `returned` or `refused`.

    `type` is the gravest message of the bundle, None where it could not be read; `outcome` the refusal's code.
    """

    mailbox_id: int
    received_at: datetime
    file_name: str
    office_code: str
    office_name: str
    state_code: str
    person_name: str
    claim_key: str
    claim_number: str
    benefit: Benefit | None
    type: MessageType | None
    state: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of what accepting would change: a code for what, a detail, the text now and after, and a mark.

    `mark` is `new`, `changed` or `same`. `now` and `after` are facts as the records hold them (dates in ISO form).
    """

    what: str
    mark: str
    now: str = ""
    after: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check of what a bundle says: passed, or with what is doubtful or wrong."""

    passed: bool
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A received bundle as shown before anything is decided.

    `trusted` tells whether the sender's key was compared; only then can it be accepted. `claim` is the case it belongs
    to, None where accepting would open one. `candidates` are persons already known who may be meant; `needs_match` asks
    for a person's choice among them.
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


def receive_file(desk: Desk, data: bytes, file_name: str = "") -> int:
    """Keep a file that arrived and verify it; return its id in the mailbox. The same bytes twice have one id.

    A file that was refused before is looked at again: its sender's key may be known by now. Raises `ExchangeProblem`
    for a file that is refused; it is kept with the reason all the same.
    """
    before = desk.store.mailbox.by_file_digest(hashlib.sha256(data).hexdigest())
    if before is not None and before.outcome == GOOD:
        return before.id
    try:
        opened = _open(desk, data)
        _refuse_unreadable(opened)
        verdict = _verdict(desk, opened)
    except ExchangeProblem as problem:
        if before is None:
            with desk.store.act(verb="file_refused", user=desk.user.id, about="", facts={"code": problem.code}):
                desk.store.mailbox.keep(
                    raw=data,
                    file_name=file_name,
                    received_at=desk.clock.now(),
                    outcome=problem.code,
                    state=MailState.QUARANTINED,
                    from_office=str(problem.facts.get("office", "")),
                )
        raise
    if isinstance(verdict, Repeat):
        known = desk.store.mailbox.at_sequence(opened.sender, opened.manifest.sequence)
        if known is not None:
            return known.id
    return _keep(desk, data, file_name, opened, before)


def check_again(desk: Desk, mailbox_id: int) -> int:
    """Look again at a file that was refused; raises its `ExchangeProblem` while it still is."""
    return receive_file(desk, desk.store.mailbox.data_of(mailbox_id))


def received(desk: Desk) -> tuple[ReceivedLine, ...]:
    """Return every received file, the newest first."""
    return tuple(received_line(desk, row) for row in desk.store.mailbox.files())


def preview(desk: Desk, mailbox_id: int) -> Preview:
    """Return a received bundle with its checks and what accepting it would change. Writes nothing.

    Raises `StoreProblem("record_missing")`, the refusal's `ExchangeProblem` for a file that was refused, and
    `ExchangeProblem("file_to_check_again")` for one that would be in order by now.
    """
    row = desk.store.mailbox.get(mailbox_id)
    opened = _open(desk, desk.store.mailbox.data_of(mailbox_id))
    _refuse_unreadable(opened)
    if row.outcome != GOOD:
        _verdict(desk, opened)
        raise ExchangeProblem("file_to_check_again")
    office = desk.store.offices.get(opened.sender)
    if office is None:
        raise ExchangeProblem("bundle_key_unknown", office=opened.sender)
    main = main_message(opened.messages)
    claim = claim_of(desk, opened.messages)
    block = _block_of(main)
    person = desk.store.persons.get(claim.person_id) if claim else None
    candidates = () if person or block is None else persons_like(desk, block)
    checks = tuple(_checks(desk, main, claim, person))
    changes = tuple(_changes(desk, office, opened.messages, claim, person))
    needs_case = main.type is MessageType.PERIOD_CERTIFICATE
    return Preview(
        mailbox_id=mailbox_id,
        bundle_id=opened.manifest.bundle_id,
        received_at=row.received_at,
        office=office,
        trusted=opened.trust is Trust.TRUSTED,
        words=key_words(office.card),
        created_at=opened.manifest.created_at,
        size=row.size,
        messages=opened.messages,
        main=main,
        claim=claim,
        person=person,
        candidates=candidates,
        needs_match=bool(candidates),
        gap=desk.store.mailbox.missing(opened.sender),
        checks=checks,
        changes=changes,
        state=lane_state(row),
        can_accept=opened.trust is Trust.TRUSTED
        and row.state in UNDECIDED
        and not (needs_case and claim is None)
        and not any(check.finding.level is Level.ERROR and not check.passed for check in checks),
    )


def main_message(messages: tuple[Message, ...]) -> Message:
    """Return the message a bundle is about: a claim before a certificate before a return before receipts."""
    order = (MessageType.CLAIM_NOTICE, MessageType.PERIOD_CERTIFICATE, MessageType.RETURN, MessageType.RECEIPT)
    return min(messages, key=lambda message: order.index(message.type))


def claim_of(desk: Desk, messages: tuple[Message, ...]) -> Claim | None:
    """Return the case the messages name by any office's number, or that our message they answer is about; or None."""
    for message in messages:
        if isinstance(message.body, Receipt | ReturnNotice):
            ours = desk.store.outbox.find(message.body.about_message)
            if ours is not None and ours.claim_id:
                return desk.store.claims.find(ours.claim_id)
        for reference in message.case_refs:
            found = _by_reference(desk, reference)
            if found is not None:
                return found
    return None


def persons_like(desk: Desk, block: PersonBlock) -> tuple[InsuredPerson, ...]:
    """Return persons already known who may be the one a message is about; never a match by itself."""
    found: dict[str, InsuredPerson] = {}
    for entry in block.numbers:
        for person in desk.store.persons.find_by_number(entry.state, entry.number):
            found[person.id] = person
    for person in desk.store.persons.find_candidates(block.surname, block.birth_date):
        found[person.id] = person
    return tuple(found.values())


def same_name(first: str, second: str) -> bool:
    """Tell whether two names are the same but for order and spelling."""
    return fuzz.token_sort_ratio(first.casefold(), second.casefold()) >= SAME_NAME


def _open(desk: Desk, data: bytes) -> OpenedBundle:
    return open_bundle(read_any(data), secret=desk.secret, own=desk.own, find_office=desk.store.offices.get)


def _refuse_unreadable(opened: OpenedBundle) -> None:
    """Raise `ExchangeProblem("message_version")` for a bundle of messages that all wait for a newer program."""
    if not opened.messages:
        waiting = opened.not_understood[0].schema_version if opened.not_understood else ""
        raise ExchangeProblem("message_version", office=opened.sender, version=waiting)


def _verdict(desk: Desk, opened: OpenedBundle) -> Next | Gap | Repeat:
    """Judge a bundle's number against what came from its sender.

    Raises `ExchangeProblem("bundle_fork")`, and `"message_reused"` for a message id that came with other content.
    """
    known = {
        file.sequence: Arrived(digest=file.digest, previous_digest=file.previous_digest)
        for file in desk.store.mailbox.files()
        if file.from_office == opened.sender and file.outcome == GOOD and file.sequence is not None
    }
    verdict = judge(known, opened.digest, opened.manifest)
    if isinstance(verdict, Fork):
        raise ExchangeProblem("bundle_fork", office=opened.sender, sequence=verdict.sequence)
    for entry in opened.manifest.messages:
        if desk.store.mailbox.seen(entry.message_id, entry.digest) is Seen.ALARM:
            raise ExchangeProblem("message_reused", office=opened.sender)
    return verdict


def _keep(desk: Desk, data: bytes, file_name: str, opened: OpenedBundle, before: ReceivedFile | None) -> int:
    manifest = opened.manifest
    digests = {entry.message_id: entry.digest for entry in manifest.messages}
    messages = tuple(
        ArrivedMessage(
            message_id=message.message_id,
            type=message.type.value,
            digest=digests[message.message_id],
            data=encode_message(message),
        )
        for message in opened.messages
    )
    with desk.store.act(
        verb="bundle_received", user=desk.user.id, about=manifest.bundle_id, facts={"office": opened.sender}
    ):
        if before is not None:
            kept = desk.store.mailbox.examine_again(
                before.id,
                outcome=GOOD,
                state=MailState.OPENED,
                bundle_id=manifest.bundle_id,
                digest=opened.digest,
                previous_digest=manifest.previous_digest,
                from_office=opened.sender,
                sequence=manifest.sequence,
                messages=messages,
            )
        else:
            kept = desk.store.mailbox.keep(
                raw=data,
                file_name=file_name,
                received_at=desk.clock.now(),
                outcome=GOOD,
                state=MailState.OPENED,
                bundle_id=manifest.bundle_id,
                digest=opened.digest,
                previous_digest=manifest.previous_digest,
                from_office=opened.sender,
                sequence=manifest.sequence,
                messages=messages,
            )
        if opened.trust is Trust.TRUSTED:
            _note_receipts(desk, opened)
    return kept.id


def _note_receipts(desk: Desk, opened: OpenedBundle) -> None:
    """Mark as opened what the manifest acknowledges: receipts ride on every bundle (exchange rules, 2.2)."""
    for bundle in desk.store.outbox.bundles(opened.sender):
        if acknowledges(opened.manifest, bundle.sequence):
            for row in desk.store.outbox.of_bundle(bundle.bundle_id):
                desk.store.outbox.mark_receipt(row.message_id, OutboxState.OPENED, at=desk.clock.now())


def received_line(desk: Desk, row: ReceivedFile) -> ReceivedLine:
    """Return a received file as the lists show it."""
    office = desk.store.offices.get(row.from_office) if row.from_office else None
    kept = desk.store.mailbox.messages_of(row.id)
    messages = tuple(decode_message(entry.data) for entry in kept)
    main = main_message(messages) if messages else None
    claim_id = next((entry.claim_id for entry in kept if entry.claim_id), None)
    claim = desk.store.claims.find(claim_id) if claim_id else claim_of(desk, messages)
    return ReceivedLine(
        mailbox_id=row.id,
        received_at=row.received_at,
        file_name=row.file_name,
        office_code=row.from_office,
        office_name=office.card.office.name if office else row.from_office,
        state_code=office.card.office.state if office else "",
        person_name=_person_name(desk, main, claim),
        claim_key=claim.id if claim else "",
        claim_number=claim.number if claim else "",
        benefit=_benefit(main, claim),
        type=main.type if main else None,
        state=lane_state(row),
        outcome="" if row.outcome == GOOD else row.outcome,
    )


def lane_state(row: ReceivedFile) -> str:
    """Return how a file stands in the Received lane."""
    if row.outcome != GOOD:
        return "refused"
    return "to_check" if row.state in UNDECIDED else row.state.value


def _person_name(desk: Desk, main: Message | None, claim: Claim | None) -> str:
    if main and isinstance(main.body, ClaimNotice):
        return f"{main.body.person.forenames} {main.body.person.surname}".strip()
    if main and isinstance(main.body, PeriodCertificate):
        return f"{main.body.person_forenames} {main.body.person_surname}".strip()
    return desk.store.persons.get(claim.person_id).name if claim else ""


def _benefit(main: Message | None, claim: Claim | None) -> Benefit | None:
    if claim:
        return claim.benefit
    return main.body.benefit if main and isinstance(main.body, ClaimNotice) else None


def _by_reference(desk: Desk, reference: OfficeReference) -> Claim | None:
    if reference.office == desk.office.code:
        return desk.store.claims.by_number(reference.number)
    return desk.store.claims.by_reference(reference.office, reference.number)


def _block_of(message: Message) -> PersonBlock | None:
    return message.body.person if isinstance(message.body, ClaimNotice) else None


def _checks(desk: Desk, message: Message, claim: Claim | None, person: InsuredPerson | None) -> Iterator[CheckLine]:
    body = message.body
    if isinstance(body, PeriodCertificate):
        yield from _certificate_checks(desk, body, claim, person)
    elif isinstance(body, ClaimNotice):
        yield from _notice_checks(desk, body)
    elif claim is None:
        yield _failed("case_not_found", Level.WARNING)


def _notice_checks(desk: Desk, notice: ClaimNotice) -> Iterator[CheckLine]:
    rows = [row for row in notice.work_history if row.state == desk.office.state]
    if rows:
        yield _passed("check_rows_here", rows=len(rows))
    else:
        yield _failed("no_rows_here", Level.WARNING)
    if notice.filing_date > desk.clock.today():
        yield _failed("filing_in_future", Level.WARNING, date=notice.filing_date.isoformat())
    else:
        yield _passed("check_filing_date", date=notice.filing_date.isoformat())
    if not notice.consent_given:
        yield _failed("consent_missing", Level.WARNING)


def _certificate_checks(
    desk: Desk, certificate: PeriodCertificate, claim: Claim | None, person: InsuredPerson | None
) -> Iterator[CheckLine]:
    if claim is None or person is None:
        yield _failed("case_not_found", Level.ERROR)
        return
    name = f"{certificate.person_forenames} {certificate.person_surname}"
    if certificate.person_birth_date != person.birth_date:
        yield _failed(
            "birth_date_differs",
            Level.ERROR,
            ours=person.birth_date.isoformat(),
            theirs=certificate.person_birth_date.isoformat(),
        )
    elif not same_name(name, person.name):
        yield _failed("name_differs", Level.WARNING, theirs=name)
    elif (ours := person.number_in(certificate.state)) and _bare(ours) != _bare(certificate.insurance_number):
        yield _failed("number_differs", Level.WARNING, ours=ours, theirs=certificate.insurance_number)
    else:
        yield _passed("check_identity")
    found = check_certificate(certificate)
    if not any(finding.code.startswith("certificate_weeks") for finding in found):
        yield _passed("check_rows_add_up", weeks=certificate.weeks)
    for finding in found:
        yield CheckLine(passed=False, finding=finding)
    yield from _overlap_checks(desk, certificate, claim)


def _overlap_checks(desk: Desk, certificate: PeriodCertificate, claim: Claim) -> Iterator[CheckLine]:
    """Compare weeks by year with the certificates of other States that are already in."""
    theirs: dict[int, int] = {}
    for row in certificate.rows:
        theirs[row.year] = theirs.get(row.year, 0) + row.weeks
    crowded = False
    for record in desk.store.periods.current(claim.id):
        if record.state == certificate.state:
            continue
        ours: dict[int, int] = {}
        for row in record.rows:
            ours[row.year] = ours.get(row.year, 0) + row.weeks
        for year in sorted(theirs.keys() & ours.keys()):
            together = theirs[year] + ours[year]
            if together > 53:  # noqa: PLR2004 the Mondays a year can hold
                crowded = True
                yield _failed("year_crowded", Level.WARNING, year=year, weeks=together, state=record.state)
    if not crowded:
        yield _passed("check_no_year_above")


def _changes(
    desk: Desk,
    office: KnownOffice,
    messages: tuple[Message, ...],
    claim: Claim | None,
    person: InsuredPerson | None,
) -> Iterator[Change]:
    for message in messages:
        body = message.body
        match body:
            case PeriodCertificate():
                if claim and person:
                    yield from _certificate_changes(desk, body, claim, person)
            case ClaimNotice():
                yield from _notice_changes(body, claim)
            case Receipt():
                yield from _receipt_changes(office, body, claim)
            case ReturnNotice():
                yield Change(what="change_returned", mark="changed", after=body.reason.value, detail=body.note)


def _notice_changes(notice: ClaimNotice, claim: Claim | None) -> Iterator[Change]:
    if claim:
        yield Change(what="change_claim", mark="same", now=claim.number, after=claim.number)
        return
    name = f"{notice.person.forenames} {notice.person.surname}".strip()
    yield Change(what="change_claim", mark="new", detail=notice.benefit.value)
    yield Change(what="change_person", mark="new", after=name)
    yield Change(what="change_birth_date", mark="new", after=notice.person.birth_date.isoformat())
    yield Change(what="change_filing_date", mark="new", after=notice.filing_date.isoformat())
    yield Change(what="change_history", mark="new", after=str(len(notice.work_history)))
    yield Change(what="change_reply_due", mark="new", after=notice.reply_wanted_by.isoformat())


def _certificate_changes(
    desk: Desk, certificate: PeriodCertificate, claim: Claim, person: InsuredPerson
) -> Iterator[Change]:
    before = newest_certificate(desk, claim.id, certificate.state)
    number = person.number_in(certificate.state)
    if certificate.insurance_number:
        yield _change("change_number", number, certificate.insurance_number, certificate.state)
    stated = [row for row in desk.store.periods.stated(claim.id) if row.state == certificate.state]
    stated_weeks = sum(row.weeks or 0 for row in stated)
    stated_earnings = total(
        (row.earnings for row in stated if row.earnings and row.earnings.currency == certificate.currency),
        certificate.currency,
    )
    version_now = f"{before.number} · {before.version}" if before else ""
    yield _change("change_certificate", version_now, f"{certificate.number} · {certificate.version}", certificate.state)
    weeks_now = before.weeks if before else stated_weeks
    yield _change(
        "change_weeks" if before else "change_weeks_stated", str(weeks_now), str(certificate.weeks), certificate.state
    )
    earnings_now = before.earnings if before else stated_earnings
    yield _change("change_earnings", _money(earnings_now), _money(certificate.earnings), certificate.state)
    records = {record.state: record.weeks for record in desk.store.periods.current(claim.id)}
    together = sum(records.values())
    after = together - records.get(certificate.state, 0) + certificate.weeks
    yield _change("change_weeks_certified", str(together), str(after), "")
    have = len(records)
    need = len(claim.states)
    new = have + (certificate.state not in records)
    yield _change("change_replies", f"{have}/{need}", f"{new}/{need}", "")
    if certificate.has_periods is not HasPeriods.YES:
        yield Change(what="change_no_periods", mark="new", after=certificate.has_periods.value)


def _receipt_changes(office: KnownOffice, receipt: Receipt, claim: Claim | None) -> Iterator[Change]:
    yield Change(what="change_receipt", mark="changed", after=receipt.level.value, detail=office.card.office.name)
    if receipt.case_number and claim:
        yield _change(
            "change_their_number",
            claim.reference_of(office.card.office.code),
            receipt.case_number,
            office.card.office.state,
        )
    for remark in receipt.remarks:
        yield Change(what="change_remark", mark="new", after=remark.text, detail=remark.row_id)


def _change(what: str, now: str, after: str, detail: str) -> Change:
    mark = "same" if now == after else "changed" if now else "new"
    return Change(what=what, mark=mark, now=now, after=after, detail=detail)


def _money(money: Money) -> str:
    return f"{money.currency} {money.plain}"


def _bare(number: str) -> str:
    return "".join(character for character in number if character.isalnum()).upper()


def _passed(code: str, /, **facts: Fact) -> CheckLine:
    return CheckLine(passed=True, finding=Finding(code=code, level=Level.NOTE, facts=facts))


def _failed(code: str, level: Level, /, **facts: Fact) -> CheckLine:
    return CheckLine(passed=False, finding=Finding(code=code, level=level, facts=facts))
