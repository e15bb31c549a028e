"""The work queue: what this user can do now, the most urgent first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from types import MappingProxyType
from typing import Final

from desktop_app.domain.case_notices import ChangeNotice
from desktop_app.domain.claims import Benefit, Claim, Stage
from desktop_app.domain.findings import Fact
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import OWED_TO_ALL, ObligationKind
from desktop_app.domain.proposals import WORDS, Proposal, ProposalKind
from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.exchange.messages.head import decode_message
from desktop_app.store.claims import ClaimFilter, ClaimRow, ClaimSort, SortKey
from desktop_app.store.mailbox import UNDECIDED
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.close_case import closable, closing_of
from desktop_app.workflows.closed_cases import reopenings_proposed
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forms_kept import claimant_from_json
from desktop_app.workflows.keep_keys import key_warnings
from desktop_app.workflows.missing_bundles import gaps, lost_there
from desktop_app.workflows.obligations import DUE_SOON, ObligationLine, Remedy, obligation_lines
from desktop_app.workflows.propose import person, waiting_proposals
from desktop_app.workflows.receive_bundle import received_line
from desktop_app.workflows.veil import covers, name_for_lists, number_for_lists
from desktop_app.workflows.went_back import untold_offices

MOST_ITEMS: Final = 500
"""Items of one kind that the queue shows."""

MOST_READY: Final = 1_000
"""Claims ready to calculate, the newest, that are looked through for those not calculated yet."""

INTAKE: Final = "intake"
"""The kind of a draft that has no claim yet."""

ASK_MISSING: Final = "ask_missing"
"""What is done about bundles that are missing here: an acknowledgement that names them is put into "To send"."""

RETURNED: Final = "second_person_returned"
"""The code of what a second person gave back to who prepared it."""

_RETURNED: Final = timedelta(days=14)
"""How long it stays in the queue unless it is prepared anew."""

TELL_BACK: Final = "tell_went_back"
"""What is done about an office that does not know yet that this one went back to a backup: it is told."""

SEND_AGAIN: Final = "send_again"
"""What is done about a bundle that is missing there: it is declared lost, and leaves once more."""

MOST_NUMBERS: Final = 12
"""Missing bundles that one line names."""

REOPEN: Final = "reopen"
"""What is done about a closed case about which something came: it is opened again, or stays closed."""

ASK_AGAIN: Final = timedelta(days=10)
"""Days after which bundles that were asked for and did not come are brought up again."""

_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


class QueueKind(StrEnum):
    """Why something waits, in the order of urgency."""

    OVERDUE = "overdue"
    ARRIVED = "arrived"
    MISSING = "missing"
    ASKED = "asked"
    READY = "ready"
    SECOND = "second"
    TO_SEND = "to_send"
    DUE_SOON = "due_soon"
    KEYS = "keys"
    CLOSABLE = "closable"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One thing that waits. `days` counts to the due day (negative: overdue), or since it was begun for a draft.

    A bundle that is missing here names its office (`action` is `ask_missing`), one that is missing there its own id in
    `draft_id` (`send_again`). What is owed names its obligation, the remedy (`action`, a `Remedy`), and the reminder to
    look at (`draft_id`). `urgent`: a death was told; it comes before everything.
    """

    kind: QueueKind
    code: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)
    claim_key: str = ""
    claim_number: str = ""
    person_name: str = ""
    benefit: Benefit | None = None
    states: tuple[str, ...] = ()
    due: date | None = None
    days: int | None = None
    mailbox_id: int | None = None
    office: str = ""
    proposal_id: str = ""
    obligation_id: str = ""
    draft_id: str = ""
    action: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """The queue on a day."""

    today: date
    items: tuple[QueueItem, ...]

    def count(self, kind: QueueKind) -> int:
        """Return how many items are of a kind."""
        return sum(item.kind is kind for item in self.items)


@covers
def today_queue(desk: Desk) -> TodayView:
    """Return what waits at this desk, at most `MOST_ITEMS` of a kind: by kind, then by the earliest due day."""
    today = desk.clock.today()
    items = [*_overdue(desk, today), *_arrived(desk), *_asked(desk, today), *_ready(desk, today), *_to_send(desk)]
    items.extend(_missing(desk))
    items.extend(_second(desk, today))
    items.extend(_due_soon(desk, today))
    items.extend(_keys(desk))
    items.extend(_closable(desk, today))
    items.extend(_reopening(desk, today))
    items.extend(islice(_drafts(desk, today), MOST_ITEMS))
    order = list(QueueKind)
    items.sort(key=lambda item: (not item.urgent, order.index(item.kind), item.due or date.max, item.claim_number))
    return TodayView(today=today, items=tuple(items))


@covers
def queue_counts(desk: Desk) -> Mapping[QueueKind, int]:
    """Return how many things of each kind wait: counted whole, without reading claims, persons and messages."""
    today = desk.clock.today()
    return {
        QueueKind.OVERDUE: _count_overdue(desk, today),
        QueueKind.ARRIVED: len(desk.store.mailbox.undecided()),
        QueueKind.MISSING: sum(1 for _ in _missing(desk)),
        QueueKind.ASKED: desk.store.obligations.count_owed(desk.office.code),
        QueueKind.READY: sum(1 for _ in _ready_rows(desk)),
        QueueKind.SECOND: desk.store.proposals.count_waiting(),
        QueueKind.TO_SEND: len({row.office for row in desk.store.outbox.waiting()}),
        QueueKind.DUE_SOON: desk.store.obligations.count_open(
            owed_to=desk.office.code, due_since=today, due_until=today + DUE_SOON
        ),
        QueueKind.KEYS: len(key_warnings(desk)),
        QueueKind.CLOSABLE: len(closable(desk)) + len(reopenings_proposed(desk)),
        QueueKind.DRAFT: sum(draft.kind == INTAKE for draft in desk.store.drafts.all()),
    }


def _overdue(desk: Desk, today: date) -> Iterator[QueueItem]:
    gaps: dict[str, str] = {}
    for line in obligation_lines(desk, _overdue_here(desk, today)[:MOST_ITEMS]):
        if line.partner_code not in gaps:
            gaps[line.partner_code] = ", ".join(map(str, desk.store.mailbox.missing(line.partner_code)))
        missing = gaps[line.partner_code]
        yield _owed_item(desk, line, QueueKind.OVERDUE, _overdue_code(line, missing), missing)


def _overdue_code(line: ObligationLine, missing: str) -> str:
    """Return why an answer that is overdue is to be looked at, the weightiest first."""
    if line.remedy is Remedy.SEND_QUESTION:
        return "question_waits"
    if line.remedy is Remedy.CALL_HEAD:
        return "no_reaction"
    if line.supervisor:
        return "second_promise"
    if missing:
        return "reply_overdue_gap"
    return "promise_passed" if line.promise_passed else "reply_overdue"


def _due_soon(desk: Desk, today: date) -> Iterator[QueueItem]:
    for line in obligation_lines(desk, _due_soon_here(desk, today)[:MOST_ITEMS]):
        yield _owed_item(desk, line, QueueKind.DUE_SOON, "reply_due_soon")


def _overdue_here(desk: Desk, today: date) -> list[Obligation]:
    """Return what another office owes and is late with, the longest overdue first."""
    return [entry for entry in desk.store.obligations.overdue(today) if entry.owed_by != desk.office.code]


def _count_overdue(desk: Desk, today: date) -> int:
    yesterday = today - timedelta(days=1)
    late, ours = (
        desk.store.obligations.count_open(owed_by=office, due_until=yesterday) for office in ("", desk.office.code)
    )
    return late - ours


def _due_soon_here(desk: Desk, today: date) -> list[Obligation]:
    """Return what is owed to this office and is due within `DUE_SOON`, the first due first."""
    owed = desk.store.obligations.open(owed_to=desk.office.code)
    return [entry for entry in owed if today <= entry.due_on <= today + DUE_SOON]


def _asked(desk: Desk, _today: date) -> Iterator[QueueItem]:
    """Yield what we owe; what one act gives to several offices about one claim is one thing to do, due as the first."""
    owed: dict[tuple[str, ObligationKind], list[ObligationLine]] = {}
    entries = desk.store.obligations.open(owed_by=desk.office.code)[:MOST_ITEMS]
    for entry, line in zip(entries, obligation_lines(desk, entries), strict=True):
        act = entry.claim_id if entry.kind in OWED_TO_ALL else ""
        owed.setdefault((act or entry.id, entry.kind), []).append(line)
    for lines in owed.values():
        first = lines[0]
        periods = first.kind is ObligationKind.PERIOD_CERTIFICATE
        item = _owed_item(desk, first, QueueKind.ASKED, "asked_for_periods" if periods else "asked_of_us")
        if len(lines) > 1:
            others = dict.fromkeys(_office_state(desk, line.partner_code) for line in lines)
            item = replace(item, code="asked_of_us_by_several", facts={**item.facts, "offices": ", ".join(others)})
        yield item


def _owed_item(desk: Desk, line: ObligationLine, kind: QueueKind, code: str, missing: str = "") -> QueueItem:
    return QueueItem(
        kind=kind,
        code=code,
        facts={
            "office": _office_state(desk, line.partner_code),
            "asked": line.asked_on.isoformat(),
            "due": line.due_on.isoformat(),
            "promised": line.promised_on.isoformat() if line.promised_on else "",
            "owed": line.kind.value,
            "reminders": line.reminders,
            "missing": missing,
        },
        claim_key=line.claim_key,
        claim_number=line.claim_number,
        person_name=line.person_name,
        benefit=line.benefit,
        states=line.states,
        due=line.due_on,
        days=line.days,
        office=line.partner_code,
        obligation_id=line.id,
        draft_id=line.draft_id,
        action=line.remedy.value,
    )


def _arrived(desk: Desk) -> Iterator[QueueItem]:
    for row in desk.store.mailbox.undecided()[:MOST_ITEMS]:
        line = received_line(desk, row)
        claim = desk.store.claims.find(line.claim_key) if line.claim_key else None
        kind = line.type or MessageType.RECEIPT
        urgent = _tells_of_a_death(desk, row.id)
        yield QueueItem(
            kind=QueueKind.ARRIVED,
            code="death_arrived" if urgent else _ARRIVED.get(kind, "message_arrived"),
            facts={
                "office": _office_state(desk, row.from_office),
                "received": row.received_at.date().isoformat(),
                "message_type": kind.value,
            },
            claim_key=line.claim_key,
            claim_number=line.claim_number,
            person_name=line.person_name,
            benefit=line.benefit,
            states=claim.states if claim else (),
            mailbox_id=row.id,
            office=row.from_office,
            urgent=urgent,
        )


def _tells_of_a_death(desk: Desk, received_id: int) -> bool:
    """Tell whether a file holds a notice of a death that nobody has decided about yet."""
    for kept in desk.store.mailbox.messages_of(received_id):
        if kept.type == MessageType.CHANGE_NOTICE and kept.state in UNDECIDED:
            body = decode_message(kept.data).body
            if isinstance(body, ChangeNotice) and body.urgent:
                return True
    return False


_ARRIVED: Final = {
    MessageType.CLAIM_NOTICE: "claim_arrived",
    MessageType.PERIOD_CERTIFICATE: "certificate_arrived",
    MessageType.RECEIPT: "receipt_arrived",
    MessageType.RETURN: "return_arrived",
}


def _ready(desk: Desk, today: date) -> Iterator[QueueItem]:
    for row, before in islice(_ready_rows(desk), MOST_ITEMS):
        claim = desk.store.claims.get(row.id)
        yield _item(
            desk,
            claim,
            QueueKind.READY,
            "ready_again" if before else "ready_to_calculate",
            due=None,
            days=(today - claim.stage_changed_at.date()).days,
            facts={"count": len(claim.states)},
        )


def _ready_rows(desk: Desk) -> Iterator[tuple[ClaimRow, bool]]:
    """Yield the claims ready to calculate whose newest calculation knows not all that is in, and whether one is kept.

    Those opened last are looked at first.
    """
    ready = ClaimFilter(stages=frozenset({Stage.READY}))
    newest_first = ClaimSort(key=SortKey.OPENED, descending=True)
    for row in desk.store.claims.page(ready, newest_first, 0, MOST_READY):
        kept = desk.store.calculations.newest(row.id)
        if kept is None or kept.made_at < row.stage_changed_at:
            yield row, kept is not None


def _second(desk: Desk, today: date) -> Iterator[QueueItem]:
    """Yield what waits for a second person, and what one gave back to this user."""
    for view in waiting_proposals(desk)[:MOST_ITEMS]:
        about = view.about or view.proposal
        item = QueueItem(
            kind=QueueKind.SECOND,
            code="second_person_you" if view.obstacle is None else "second_person_other",
            facts={
                "kind": view.proposal.kind.value,
                "about": about.subject if about.kind is ProposalKind.OPEN_POINT else about.kind.value,
                "proposer": view.proposer.short_name,
                "proposed": view.proposal.proposed_at.date().isoformat(),
            },
            days=(today - view.proposal.proposed_at.date()).days,
            proposal_id=view.proposal.id,
        )
        claim = _claim_of(desk, view.proposal)
        yield _about_claim(desk, item, claim) if claim else item
    for proposal in desk.store.proposals.refused_to(desk.user.id, desk.clock.now() - _RETURNED):
        claim = _claim_of(desk, proposal)
        again = desk.store.proposals.about(proposal.kind, proposal.subject)[0].id != proposal.id
        if claim is not None and not again and proposal.decided_at is not None:
            item = QueueItem(
                kind=QueueKind.SECOND,
                code=RETURNED,
                facts={
                    "kind": proposal.kind.value,
                    "about": proposal.kind.value,
                    "decider": person(desk, proposal.decided_by).short_name,
                    "reason": proposal.decision_remark,
                },
                days=(today - proposal.decided_at.date()).days,
                proposal_id=proposal.id,
                action=RETURNED,
            )
            yield _about_claim(desk, item, claim)


def _claim_of(desk: Desk, proposal: Proposal) -> Claim | None:
    """Return the claim that a certificate, decision or correction is about, None for everything else."""
    if proposal.kind is ProposalKind.CORRECTION:
        row = desk.store.outbox.find(proposal.subject)
        return desk.store.claims.find(row.claim_id) if row and row.claim_id else None
    if proposal.kind in WORDS or proposal.kind is ProposalKind.CASE_DECISION:
        return desk.store.claims.find(proposal.subject)
    return None


def _about_claim(desk: Desk, item: QueueItem, claim: Claim) -> QueueItem:
    return replace(
        item,
        claim_key=claim.id,
        claim_number=number_for_lists(desk, claim.number, claim.id),
        person_name=name_for_lists(desk, desk.store.persons.get(claim.person_id).name, claim_id=claim.id),
        states=claim.states,
    )


def _to_send(desk: Desk) -> Iterator[QueueItem]:
    by_office: dict[str, int] = {}
    for row in desk.store.outbox.waiting():
        by_office[row.office] = by_office.get(row.office, 0) + 1
    for office, count in sorted(by_office.items()):
        yield QueueItem(
            kind=QueueKind.TO_SEND,
            code="messages_wait",
            facts={"office": _office_state(desk, office), "count": count},
            office=office,
        )


def _missing(desk: Desk) -> Iterator[QueueItem]:
    """Yield who is to be told that we went back, and what has not come: here till asked for, there till sent."""
    yield from _untold(desk)
    for gap in gaps(desk):
        if gap.leaves or (gap.asked_on is not None and desk.clock.today() < gap.asked_on + ASK_AGAIN):
            continue
        yield QueueItem(
            kind=QueueKind.MISSING,
            code="bundles_missing_again" if gap.asked_on else "bundles_missing",
            facts={
                "office": _office_state(desk, gap.office.card.office.code),
                "numbers": ", ".join(str(number) for number in gap.missing[:MOST_NUMBERS]),
                "since": (gap.asked_on or gap.since).isoformat(),
                "parked": gap.parked,
            },
            office=gap.office.card.office.code,
            states=(gap.office.card.office.state,),
            action=ASK_MISSING,
        )
    for lost in lost_there(desk):
        if lost.again_on is not None and lost.again_on >= lost.told_on:
            continue
        yield QueueItem(
            kind=QueueKind.MISSING,
            code="bundle_missing_there",
            facts={
                "office": _office_state(desk, lost.office.card.office.code),
                "number": lost.sequence,
                "told": lost.told_on.isoformat(),
            },
            office=lost.office.card.office.code,
            states=(lost.office.card.office.state,),
            draft_id=lost.bundle_id,
            action=SEND_AGAIN,
        )


def _untold(desk: Desk) -> Iterator[QueueItem]:
    """Yield the offices that do not know yet that this one went back to a backup."""
    for untold in untold_offices(desk):
        if untold.leaves:
            continue
        code = untold.office.card.office.code
        yield QueueItem(
            kind=QueueKind.MISSING,
            code="went_back_untold" if untold.can_write else "went_back_call",
            facts={"office": _office_state(desk, code), "day": untold.day.isoformat()},
            office=code,
            states=(untold.office.card.office.state,),
            action=TELL_BACK,
        )


def _keys(desk: Desk) -> Iterator[QueueItem]:
    """Yield what is to be looked at about keys and the directory list, the gravest first."""
    for warning in key_warnings(desk):
        known = desk.store.offices.get(warning.office) if warning.office else None
        yield QueueItem(
            kind=QueueKind.KEYS,
            code=warning.code,
            facts=warning.facts,
            states=(known.card.office.state,) if known else (),
            office=warning.office,
        )


def _closable(desk: Desk, today: date) -> Iterator[QueueItem]:
    """Yield the cases that may be closed: summed up, and quiet for long."""
    for claim in closable(desk)[:MOST_ITEMS]:
        quiet = closing_of(desk, claim.id).quiet_since or today
        facts: dict[str, Fact] = {"quiet": quiet.isoformat()}
        days = (today - quiet).days
        yield _item(desk, claim, QueueKind.CLOSABLE, "closing_proposed", due=None, days=days, facts=facts)


def _reopening(desk: Desk, today: date) -> Iterator[QueueItem]:
    """Yield the closed cases about which something came that may change them."""
    for proposed in reopenings_proposed(desk)[:MOST_ITEMS]:
        facts: dict[str, Fact] = {"message_type": proposed.type.value, "taken": proposed.on.isoformat()}
        days = (today - proposed.on).days
        item = _item(desk, proposed.claim, QueueKind.CLOSABLE, "reopening_proposed", due=None, days=days, facts=facts)
        yield replace(item, action=REOPEN)


def _drafts(desk: Desk, today: date) -> Iterator[QueueItem]:
    for draft in desk.store.drafts.all():
        if draft.kind != INTAKE:
            continue
        form = claimant_from_json(draft.form.get("claimant", {}))
        person_id = str(draft.form.get("person", ""))
        hidden = bool(person_id) and desk.store.protections.hides(person_id=person_id)
        yield QueueItem(
            kind=QueueKind.DRAFT,
            code="intake_begun",
            facts={"begun": draft.begun_at.date().isoformat()},
            claim_key=draft.key,
            person_name=PROTECTED_NAME if hidden else f"{form.forenames} {form.surname}".strip(),
            benefit=Benefit(form.benefit),
            states=() if hidden else tuple(dict.fromkeys(state for state, _ in form.numbers)),
            due=None,
            days=(today - draft.begun_at.date()).days,
        )


def _item(
    desk: Desk,
    claim: Claim,
    kind: QueueKind,
    code: str,
    *,
    due: date | None,
    days: int,
    facts: Mapping[str, Fact],
) -> QueueItem:
    return QueueItem(
        kind=kind,
        code=code,
        facts=facts,
        claim_key=claim.id,
        claim_number=number_for_lists(desk, claim.number, claim.id),
        person_name=name_for_lists(desk, desk.store.persons.get(claim.person_id).name, claim_id=claim.id),
        benefit=claim.benefit,
        states=claim.states,
        due=due,
        days=days,
    )


def _office_state(desk: Desk, code: str) -> str:
    """Return the State's short name of an office for a sentence, the code where it is not known."""
    known = desk.store.offices.get(code)
    return desk.rulebook.party(known.card.office.state).short_name if known else code
