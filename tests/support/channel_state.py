"""How an office stands, without what the way of the files decides: ids, running numbers, and the days of arrival."""

from collections import Counter
from typing import Any

from desktop_app.domain.claims import Claim
from desktop_app.domain.messages import MessageType
from desktop_app.exchange.messages.head import decode_message
from desktop_app.workflows.case_decisions import decisions_in_force
from desktop_app.workflows.certify_dependency import dependency_certificates
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.update_rules import rule_updates

RIDES = frozenset({MessageType.RECEIPT})
"""What is acknowledged by whatever bundle comes next, so that how far it came is known sooner or later."""


def all_claims(desk: Desk) -> tuple[Claim, ...]:
    """Return every claim of an office."""
    rows = desk.store._database.rows("SELECT id FROM claim ORDER BY number")
    return tuple(desk.store.claims.get(str(row["id"])) for row in rows)


def name_of(desk: Desk, claim: Claim) -> str:
    """Return what a case is known by in every office: its person."""
    person = desk.store.persons.get(claim.person_id)
    return f"{person.surname}, {person.forenames} {person.birth_date}"


def state_of(desk: Desk) -> dict[str, Any]:
    """Return all that an office knows: cases, persons, what is owed, offices and keys, lists, rules, the trace log."""
    cases: dict[str, object] = {}
    for claim in all_claims(desk):
        name = name_of(desk, claim)
        assert name not in cases, "a case was opened twice"
        cases[name] = _case(desk, claim)
    return {
        "persons": desk.store.persons.count(),
        "cases": cases,
        "owed beside the cases": _owed(desk, None),
        "offices": sorted(
            (
                known.card.office.code,
                known.card.keys.key_id,
                known.check.value,
                [(entry.keys.key_id, entry.state.value) for entry in known.past],
            )
            for known in desk.store.offices.all()
        ),
        "lists": sorted((kept.number, kept.status.value) for kept in desk.store.directory_lists.all()),
        "rules": sorted(
            (line.state, line.manifest.number if line.manifest else 0, line.status.value) for line in rule_updates(desk)
        ),
        "trace": _trace(desk),
    }


def _case(desk: Desk, claim: Claim) -> dict[str, object]:
    person = desk.store.persons.get(claim.person_id)
    return {
        "claim": (claim.benefit, claim.part, claim.stage, claim.filing_date, claim.states, claim.examining_office),
        "referred": sorted(entry.office for entry in claim.references),
        "person": (
            sorted((entry.state, entry.number) for entry in person.numbers),
            person.address,
            sorted(person.other_names),
            person.death_date,
        ),
        "owed": _owed(desk, claim.id),
        "certificates": sorted(
            (kept.certificate.office, kept.certificate.version, kept.certificate.kind.value, kept.certificate.weeks)
            for kept in desk.store.periods.in_force(claim.id)
        ),
        "weeks": sorted((each.state, each.weeks) for each in desk.store.periods.current(claim.id)),
        "decisions": sorted(
            (line.decision.office, line.decision.version, line.decision.result.value, line.decision.totalised_weeks)
            for line in decisions_in_force(desk, claim.id)
        ),
        "dependants": sorted(
            (each.office, each.version, len(each.dependants)) for each in dependency_certificates(desk, claim.id)
        ),
        "takes part": sorted(
            (each.office, each.joining.value, each.takes_over) for each in desk.store.participants.current(claim.id)
        ),
        "sent": sorted(
            (row.office, row.type, "" if row.type in RIDES else row.state, row.standing)
            for row in desk.store.outbox.of_claim(claim.id)
        ),
        "came": sorted(
            (kept.type, kept.state, kept.standing, _content(kept.data))
            for kept in desk.store.mailbox.of_claim(claim.id)
        ),
    }


def _owed(desk: Desk, claim_id: str | None) -> list[tuple[object, ...]]:
    obligations = desk.store.obligations
    rows = obligations.of_claim(claim_id) if claim_id else [each for each in obligations.all() if not each.claim_id]
    return sorted(
        (
            entry.kind.value,
            entry.owed_by,
            entry.owed_to,
            entry.state.value,
            entry.reminders,
            str(entry.promised_on),
            [(item.item_id, item.settled) for item in entry.items],
        )
        for entry in rows
    )


def _trace(desk: Desk) -> Counter[tuple[object, ...]]:
    """How many messages of each type went between whom, and what was last said of them; not how they were packed."""
    return Counter(
        (line.direction, line.type, line.sender, line.recipient, "" if line.type in RIDES else line.result)
        for line in desk.store.trace_log.lines()
        if line.type
    )


def _content(data: bytes) -> str:
    body = decode_message(data).body
    rows = getattr(body, "rows", ())
    return f"{type(body).__name__} {[(row.row_id, row.year, row.weeks) for row in rows]}" if rows else ""
