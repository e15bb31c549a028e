"""The work queue: what this user can do now, the most urgent first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop_app.domain.claims import Benefit, Claim, Stage
from desktop_app.domain.findings import Fact
from desktop_app.domain.messages import MessageType
from desktop_app.store.claims import ClaimFilter, ClaimSort
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forms_kept import claimant_from_json
from desktop_app.workflows.receive_bundle import received_line

MOST_ITEMS: Final = 500
"""Items of one kind that the queue shows."""

_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


class QueueKind(StrEnum):
    """Why something waits, in the order of urgency."""

    OVERDUE = "overdue"
    ARRIVED = "arrived"
    ASKED = "asked"
    READY = "ready"
    TO_SEND = "to_send"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One thing that waits. `days` counts to the due day (negative: overdue), or since it was begun for a draft."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """The queue on a day."""

    today: date
    items: tuple[QueueItem, ...]

    def count(self, kind: QueueKind) -> int:
        """Return how many items are of a kind."""
        return sum(item.kind is kind for item in self.items)


def today_queue(desk: Desk) -> TodayView:
    """Return everything that waits at this desk: by kind, then by the earliest due day."""
    today = desk.clock.today()
    items = [*_obligations(desk, today), *_arrived(desk), *_ready(desk, today), *_to_send(desk), *_drafts(desk, today)]
    order = list(QueueKind)
    items.sort(key=lambda item: (order.index(item.kind), item.due or date.max, item.claim_number))
    return TodayView(today=today, items=tuple(items))


def _obligations(desk: Desk, today: date) -> Iterator[QueueItem]:
    for entry in desk.store.obligations.open():
        claim = desk.store.claims.get(entry.claim_id)
        days = (entry.due_on - today).days
        if entry.owed_by == desk.office.code:
            yield _item(
                desk,
                claim,
                QueueKind.ASKED,
                "asked_for_periods",
                due=entry.due_on,
                days=days,
                facts={"office": _office_state(desk, entry.owed_to), "asked": entry.asked_on.isoformat()},
            )
        elif days < 0:
            yield _item(
                desk,
                claim,
                QueueKind.OVERDUE,
                "reply_overdue",
                due=entry.due_on,
                days=days,
                facts={"office": _office_state(desk, entry.owed_by), "asked": entry.asked_on.isoformat()},
            )


def _arrived(desk: Desk) -> Iterator[QueueItem]:
    for row in desk.store.mailbox.undecided():
        line = received_line(desk, row)
        claim = desk.store.claims.find(line.claim_key) if line.claim_key else None
        yield QueueItem(
            kind=QueueKind.ARRIVED,
            code=_ARRIVED[line.type or MessageType.RECEIPT],
            facts={"office": _office_state(desk, row.from_office), "received": row.received_at.date().isoformat()},
            claim_key=line.claim_key,
            claim_number=line.claim_number,
            person_name=line.person_name,
            benefit=line.benefit,
            states=claim.states if claim else (),
            mailbox_id=row.id,
            office=row.from_office,
        )


_ARRIVED: Final = {
    MessageType.CLAIM_NOTICE: "claim_arrived",
    MessageType.PERIOD_CERTIFICATE: "certificate_arrived",
    MessageType.RECEIPT: "receipt_arrived",
    MessageType.RETURN: "return_arrived",
}


def _ready(desk: Desk, today: date) -> Iterator[QueueItem]:
    ready = ClaimFilter(stages=frozenset({Stage.READY}))
    for row in desk.store.claims.page(ready, ClaimSort(), 0, MOST_ITEMS):
        if desk.store.calculations.newest(row.id) is None:
            claim = desk.store.claims.get(row.id)
            yield _item(
                desk,
                claim,
                QueueKind.READY,
                "ready_to_calculate",
                due=None,
                days=(today - claim.stage_changed_at.date()).days,
                facts={"count": len(claim.states)},
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


def _drafts(desk: Desk, today: date) -> Iterator[QueueItem]:
    for draft in desk.store.drafts.all():
        if draft.kind != "intake":
            continue
        form = claimant_from_json(draft.form.get("claimant", {}))
        yield QueueItem(
            kind=QueueKind.DRAFT,
            code="intake_begun",
            facts={"begun": draft.begun_at.date().isoformat()},
            claim_key=draft.key,
            person_name=f"{form.forenames} {form.surname}".strip(),
            benefit=Benefit(form.benefit),
            states=tuple(dict.fromkeys(state for state, _ in form.numbers)),
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
        claim_number=claim.number,
        person_name=desk.store.persons.get(claim.person_id).name,
        benefit=claim.benefit,
        states=claim.states,
        due=due,
        days=days,
    )


def _office_state(desk: Desk, code: str) -> str:
    """Return the State's short name of an office for a sentence, the code where it is not known."""
    known = desk.store.offices.get(code)
    return desk.rulebook.party(known.card.office.state).short_name if known else code
