"""What is kept about a person beside their record and their claims: one reading for each place where it stands."""

import json
from collections.abc import Iterable

from desktop_app.domain.claims import Claim
from desktop_app.domain.person_files import (
    AccessSeen,
    ContributionSeen,
    DependantSeen,
    DraftSeen,
    DutySeen,
    JoinedSeen,
    LawSeen,
    NamedSeen,
)
from desktop_app.domain.person_records import PersonRecord
from desktop_app.domain.persons import InsuredPerson
from desktop_app.store.columns import folded_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import person as user_named


def contributions(desk: Desk, person_id: str) -> tuple[ContributionSeen, ...]:
    """Return what this institution's own record holds of a person, in its order."""
    found = []
    files: dict[str, str] = {}
    for each in desk.store.imports.of_person(person_id):
        if each.import_id not in files:
            kept = desk.store.imports.find(each.import_id)
            files[each.import_id] = kept.file_name if kept else ""
        found.append(
            ContributionSeen(
                file_name=files[each.import_id],
                line=each.line,
                year=each.year,
                start=each.start,
                end=each.end,
                weeks=each.weeks,
                credited=each.credited,
                type=each.type,
                earnings=each.earnings,
                earnings_class=each.earnings_class,
                employer=each.employer,
                employer_number=each.employer_number,
            )
        )
    return tuple(found)


def joined(desk: Desk, person_id: str) -> tuple[JoinedSeen, ...]:
    """Return the records that were joined with a person's, and those joined with them."""
    store = desk.store
    found: list[JoinedSeen] = []
    waiting, seen = [person_id], {person_id}
    while waiting:
        kept_id = waiting.pop(0)
        for merge in store.merges.of_person(kept_id):
            if merge.gone_id in seen or not merge.stands:
                continue
            seen.add(merge.gone_id)
            waiting.append(merge.gone_id)
            found.append(
                JoinedSeen(
                    person=store.persons.get(merge.gone_id),
                    record=store.person_records.get(merge.gone_id),
                    at=merge.merged_at,
                    by=user_named(desk, merge.merged_by).name,
                    reason=merge.reason,
                )
            )
    return tuple(found)


def named_by(desk: Desk, person_ids: Iterable[str]) -> tuple[NamedSeen, ...]:
    """Return where other records name a person as related to theirs; nothing of those records."""
    own = tuple(person_ids)
    return tuple(
        NamedSeen(
            kind=relation.kind,
            name=relation.name,
            birth_date=relation.birth_date,
            since=relation.since,
            until=relation.until,
        )
        for person_id in own
        for other_id, relation in desk.store.person_records.related_to(person_id)
        if other_id not in own
    )


def dependant_of(desk: Desk, person: InsuredPerson, record: PersonRecord) -> tuple[DependantSeen, ...]:
    """Return where a person stands among the survivors of another's claim: by the day of birth and a name of theirs."""
    surnames = (person.surname, person.name_at_birth, *(name.surname for name in record.names))
    names = {
        folded_words(f"{forenames} {surname}")
        for surname in surnames
        for forenames in (person.forenames, *(name.forenames for name in record.names))
        if surname and forenames
    }
    found = []
    store = desk.store
    for claim_id, survivor in store.dependants.born(person.birth_date):
        if folded_words(survivor.name) not in names:
            continue
        with store.protections.lifted():
            claim = store.claims.get(claim_id)
        if claim.person_id == person.id:
            continue
        hidden = store.protections.hides(claim_id=claim.id, person_id=claim.person_id)
        found.append(DependantSeen(claim="" if hidden else claim.number, survivor=survivor))
    return tuple(found)


def duties(desk: Desk, person_id: str, claims: Iterable[Claim]) -> tuple[DutySeen, ...]:
    """Return what offices owed and owe each other about a person."""
    kept = desk.store.obligations
    found = [*kept.of_person(person_id), *(each for claim in claims for each in kept.of_claim(claim.id))]
    return tuple(
        DutySeen(
            kind=each.kind,
            owed_by=each.owed_by,
            owed_to=each.owed_to,
            asked_on=each.asked_on,
            due_on=each.due_on,
            state=each.state,
            reason=each.reason,
        )
        for each in found
    )


def law(desk: Desk, person_id: str) -> tuple[LawSeen, ...]:
    """Return the kept answers to which State's law applies to a person's work, the newest first."""
    found = []
    for each in desk.store.law_answers.of_person(person_id):
        if not each.outcome:
            continue
        outcome = json.loads(each.outcome)
        found.append(
            LawSeen(
                at=each.asked_at,
                by=user_named(desk, each.asked_by).name,
                state=outcome["state"],
                article=outcome["article"],
                note=each.note,
                asked=json.loads(each.answers),
                outcome=outcome,
            )
        )
    return tuple(found)


def drafts(desk: Desk, abouts: Iterable[str]) -> tuple[DraftSeen, ...]:
    """Return the forms begun about a person or a claim of theirs, by their ids, and not entered."""
    ids = frozenset(abouts)
    return tuple(
        DraftSeen(
            kind=each.kind,
            begun_at=each.begun_at,
            saved_at=each.saved_at,
            by=user_named(desk, each.user).name if each.user else "",
            form=each.form,
        )
        for each in desk.store.drafts.all()
        if each.claim_id in ids or each.key in ids or each.form.get("person") in ids
    )


def opened(desk: Desk, person_id: str, claims: Iterable[Claim]) -> tuple[AccessSeen, ...]:
    """Return who opened the protected records of a person, the newest first."""
    kept = desk.store.protections
    found = list(kept.accesses(person_id=person_id))
    for claim in claims:
        found += kept.accesses(claim_id=claim.id)
    found.sort(key=lambda each: each.at, reverse=True)
    return tuple(AccessSeen(at=each.at, by=user_named(desk, each.user).name, reason=each.reason) for each in found)
