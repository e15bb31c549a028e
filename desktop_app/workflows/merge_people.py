"""Join two records of one person, by a person and with a reason; take it apart again, exactly.

The record that is joined is never changed: it leads to the other one as long as the merge stands, so that what was
exchanged under it stays found. Its claims move; its numbers and names are found by as before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from desktop_app.domain.claims import Claim
from desktop_app.domain.likeness import Reason
from desktop_app.domain.person_forms import all_names
from desktop_app.domain.person_records import (
    HeldKind,
    HeldNumber,
    NameKind,
    PersonName,
    PersonRecord,
    PlaceLived,
    other_names_of,
)
from desktop_app.domain.persons import InsuranceNumber, InsuredPerson, NumberKind, Sex
from desktop_app.domain.time import Certainty
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.merges import Merge
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.likely_same import ApartLine, compare_persons, not_the_same
from desktop_app.workflows.persons_meant import bare_number

FIELDS: Final = (
    "surname",
    "forenames",
    "name_at_birth",
    "birth_date",
    "death_date",
    "sex",
    "nationality",
    "birth_place",
    "parents",
    "address",
    "phone",
    "email",
)
"""What two records are compared by, beside their numbers (`number.VC`), in the order of the page."""

NUMBER: Final = "number."
"""What the name of the field of a State's number begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideLine:
    """One field of two records: as each has it, in ISO form or as a code; empty for not known.

    `from_gone` proposes to take it from the record that is joined: the other one does not say it.
    """

    field: str
    kept: str
    gone: str
    from_gone: bool

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.kept and self.gone) and self.kept.casefold() != self.gone.casefold()

    @property
    def to_choose(self) -> bool:
        """Whether the two are not alike in any way."""
        return self.kept.casefold() != self.gone.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Two records beside each other: the one that would stay, and the one that would be joined with it.

    `reasons` are what speaks for and against one person; `apart` that somebody said they are not the same.
    """

    kept: InsuredPerson
    gone: InsuredPerson
    lines: tuple[SideLine, ...]
    kept_claims: tuple[Claim, ...]
    gone_claims: tuple[Claim, ...]
    score: int
    reasons: tuple[Reason, ...]
    apart: ApartLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingApart:
    """What taking a merge apart does.

    `back` are the claims that go back, `since` those that came since: a person says whose each is, and unless they do
    it stays. `stays` are the fields changed since, which stay as they are now.
    """

    merge: Merge
    kept: InsuredPerson
    gone: InsuredPerson
    back: tuple[Claim, ...]
    since: tuple[Claim, ...]
    stays: tuple[str, ...]


def side_by_side(desk: Desk, kept_id: str, gone_id: str) -> SideBySide:
    """Put two records beside each other. Raises `CaseProblem`: `person_unknown`, `persons_same`, `merge_already`.

    `CaseProblem("merge_protected")` where one of the two is protected and the other is not.
    """
    kept, gone = _both(desk, kept_id, gone_id)
    compared = compare_persons(desk, kept, gone)
    return SideBySide(
        kept=kept,
        gone=gone,
        lines=_lines(kept, gone),
        kept_claims=desk.store.claims.of_person(kept.id),
        gone_claims=desk.store.claims.of_person(gone.id),
        score=compared.score,
        reasons=compared.reasons,
        apart=next((entry for entry in not_the_same(desk, kept.id) if entry.other.id == gone.id), None),
    )


def merge_persons(
    desk: Desk, kept_id: str, gone_id: str, *, from_gone: frozenset[str] | None = None, reason: str
) -> Merge:
    """Join a record with another one of the same person, whose it stays; claims move to it.

    `from_gone` are the fields that are taken from the joined record, None as proposed. A name, number or address that
    is not taken stays known as a further name, a former number, an earlier address. Raises as `side_by_side`, and
    `CaseProblem("merge_reason_missing")`.
    """
    why = reason.strip()
    if not why:
        raise CaseProblem("merge_reason_missing")
    kept, gone = _both(desk, kept_id, gone_id)
    lines = _lines(kept, gone)
    taken = frozenset(line.field for line in lines if line.from_gone) if from_gone is None else from_gone
    records = desk.store.person_records
    person, record = _joined(kept, records.get(kept.id), gone, records.get(gone.id), taken)
    claims, own = (tuple(claim.id for claim in desk.store.claims.of_person(each.id)) for each in (gone, kept))
    merge_id = desk.clock.new_id()
    facts: dict[str, str | int] = {
        "merge": merge_id,
        "joined": gone.id,
        "claims": len(claims),
        "fields": " ".join(sorted(taken)),
    }
    with desk.store.act(verb="persons_merged", user=desk.user.id, about=kept.id, facts=facts, said=why):
        before = records.snapshot(kept.id)
        desk.store.merges.move_claims(claims, kept.id)
        desk.store.persons.update(person)
        records.set(kept.id, record)
        desk.store.persons.join(gone.id, kept.id)
        merge = Merge(
            id=merge_id,
            kept_id=kept.id,
            gone_id=gone.id,
            merged_by=desk.user.id,
            merged_at=desk.clock.now(),
            reason=why,
            before=before,
            after=records.snapshot(kept.id),
            claims=claims,
            own=own,
        )
        desk.store.merges.add(merge)
    return merge


def taking_apart(desk: Desk, merge_id: str) -> TakingApart:
    """Tell what taking a merge apart would do.

    Raises `CaseProblem`: `merge_taken_apart`, `merge_later_first` with the `name` of the record that the merged one was
    joined with since, `merge_purged` where what it needs was removed for good.
    """
    merge = desk.store.merges.get(merge_id)
    if not merge.stands:
        raise CaseProblem("merge_taken_apart")
    if not merge.before:
        raise CaseProblem("merge_purged")
    standing = desk.store.persons.current(merge.kept_id)
    if standing != merge.kept_id:
        raise CaseProblem("merge_later_first", name=desk.store.persons.get(standing).name)
    claims = desk.store.claims.of_person(merge.kept_id)
    moved, own = set(merge.claims), set(merge.own)
    now = desk.store.person_records.snapshot(merge.kept_id)
    return TakingApart(
        merge=merge,
        kept=desk.store.persons.get(merge.kept_id),
        gone=desk.store.persons.get(merge.gone_id),
        back=tuple(claim for claim in claims if claim.id in moved),
        since=tuple(claim for claim in claims if claim.id not in moved | own),
        stays=_taken_back(merge.before, merge.after, now)[1],
    )


def take_apart(
    desk: Desk, merge_id: str, *, reason: str, claims_to_joined: frozenset[str] = frozenset()
) -> TakingApart:
    """Take a merge apart: both records are as they were, and their claims with them; return what was done.

    `claims_to_joined` are those claims begun since that somebody says are the joined person's. What was changed since
    stays with the record that stood. Raises as `taking_apart`, and `CaseProblem("merge_reason_missing")`.
    """
    why = reason.strip()
    if not why:
        raise CaseProblem("merge_reason_missing")
    plan = taking_apart(desk, merge_id)
    merge, records = plan.merge, desk.store.person_records
    back = (*(claim.id for claim in plan.back), *(claim.id for claim in plan.since if claim.id in claims_to_joined))
    facts: dict[str, str | int] = {
        "merge": merge.id,
        "joined": merge.gone_id,
        "claims": len(back),
        "stays": " ".join(plan.stays),
    }
    with desk.store.act(verb="persons_taken_apart", user=desk.user.id, about=merge.kept_id, facts=facts, said=why):
        now = records.snapshot(merge.kept_id)
        records.put_back(merge.kept_id, _taken_back(merge.before, merge.after, now)[0])
        desk.store.persons.join(merge.gone_id, None)
        desk.store.merges.move_claims(back, merge.gone_id)
        for person_id in (merge.kept_id, merge.gone_id):
            desk.store.persons.update(desk.store.persons.get(person_id))
        desk.store.merges.undo(merge.id, by=desk.user.id, at=desk.clock.now(), reason=why)
    return plan


def _both(desk: Desk, kept_id: str, gone_id: str) -> tuple[InsuredPerson, InsuredPerson]:
    kept, gone = (desk.store.persons.find(each) for each in (kept_id, gone_id))
    if kept is None or gone is None:
        raise CaseProblem("person_unknown")
    if kept.id == gone.id:
        raise CaseProblem("persons_same")
    for person in (kept, gone):
        if desk.store.persons.current(person.id) != person.id:
            raise CaseProblem("merge_already", name=person.name)
    guarded = [bool(desk.store.protections.about(person_id=person.id)) for person in (kept, gone)]
    if any(guarded) and not all(guarded):
        raise CaseProblem("merge_protected")
    return kept, gone


def _lines(kept: InsuredPerson, gone: InsuredPerson) -> tuple[SideLine, ...]:
    found = []
    for name in FIELDS:
        ours, theirs = _said(kept, name), _said(gone, name)
        take = bool(theirs) and not ours
        if name == "birth_date":
            take = kept.birth_certainty is not Certainty.EXACT and gone.birth_certainty is Certainty.EXACT
        found.append(SideLine(field=name, kept=ours, gone=theirs, from_gone=take))
    for state in dict.fromkeys(entry.state for entry in (*kept.numbers, *gone.numbers)):
        mine, its = _number(kept, state), _number(gone, state)
        take = its is not None and (
            mine is None or (mine.kind is NumberKind.TEMPORARY and its.kind is NumberKind.ORDINARY)
        )
        ours, theirs = mine.number if mine else "", its.number if its else ""
        if bare_number(ours) == bare_number(theirs):
            theirs = ours
        found.append(SideLine(field=f"{NUMBER}{state}", kept=ours, gone=theirs, from_gone=take))
    return tuple(found)


def _said(person: InsuredPerson, name: str) -> str:
    value = getattr(person, name)
    if name == "sex":
        return "" if value is Sex.NOT_STATED else str(value.value)
    if name in {"birth_date", "death_date"}:
        return value.isoformat() if value else ""
    return str(value)


def _number(person: InsuredPerson, state: str) -> InsuranceNumber | None:
    return next((entry for entry in person.numbers if entry.state == state), None)


def _joined(
    kept: InsuredPerson,
    kept_record: PersonRecord,
    gone: InsuredPerson,
    gone_record: PersonRecord,
    taken: frozenset[str],
) -> tuple[InsuredPerson, PersonRecord]:
    """Return the record that stays, with what is taken from the other and everything else found by."""
    values: dict[str, Any] = {name: getattr(gone, name) for name in FIELDS if name in taken}
    if "birth_date" in taken:
        values["birth_certainty"] = gone.birth_certainty
    person = replace(kept, **values)
    names = _names_joined(person, (kept, kept_record), (gone, gone_record))
    numbers = _numbers_joined(kept_record, gone_record, taken)
    record = PersonRecord(
        names=names,
        numbers=numbers,
        lived=_lived_joined(person, (kept, kept_record), (gone, gone_record)),
        relations=tuple(
            dict.fromkeys(
                relation
                for relation in (*kept_record.relations, *gone_record.relations)
                if relation.other_id not in {kept.id, gone.id}
            )
        ),
    )
    held = tuple(
        InsuranceNumber(state=entry.state, number=entry.number, kind=NumberKind(entry.kind.value))
        for entry in numbers
        if entry.kind is not HeldKind.FORMER
    )
    return replace(person, other_names=other_names_of(names), numbers=held), record


_Part = tuple[InsuredPerson, PersonRecord]


def _names_joined(person: InsuredPerson, *parts: _Part) -> tuple[PersonName, ...]:
    """Return every further name of both; a name in use or at birth that was not taken becomes one of them."""
    known = {person.name.casefold(), person.name_at_birth.casefold(), ""}
    found: list[PersonName] = []
    for part, record in parts:
        also = [PersonName(kind=NameKind.ALIAS, surname=part.surname, forenames=part.forenames)]
        if part.name_at_birth:
            also.append(PersonName(kind=NameKind.ALIAS, surname=part.name_at_birth))
        for name in (*all_names(part, record), *also):
            if name.full.casefold() not in known:
                known.add(name.full.casefold())
                found.append(name)
    return tuple(found)


def _numbers_joined(kept: PersonRecord, gone: PersonRecord, taken: frozenset[str]) -> tuple[HeldNumber, ...]:
    """Return the numbers of both: those in use first, one a State as chosen, the others as former ones."""
    found: dict[tuple[str, str], HeldNumber] = {}
    spoken_for: set[str] = set()
    states = dict.fromkeys(entry.state for entry in (*kept.numbers, *gone.numbers))
    for state in states:
        first, second = (gone, kept) if f"{NUMBER}{state}" in taken else (kept, gone)
        for entry in (*first.numbers, *second.numbers):
            key = (entry.state, bare_number(entry.number))
            if entry.state != state or key in found:
                continue
            of_first = entry in first.numbers
            in_use = entry.kind is not HeldKind.FORMER and (of_first or state not in spoken_for)
            found[key] = entry if in_use or entry.kind is HeldKind.FORMER else replace(entry, kind=HeldKind.FORMER)
            if in_use:
                spoken_for.add(state)
    return tuple(sorted(found.values(), key=lambda entry: entry.kind is HeldKind.FORMER))


def _lived_joined(person: InsuredPerson, *parts: _Part) -> tuple[PlaceLived, ...]:
    found: dict[str, PlaceLived] = {}
    for part, record in parts:
        for entry in record.lived:
            found.setdefault(entry.address.casefold(), entry)
        if part.address and part.address != person.address:
            found.setdefault(part.address.casefold(), PlaceLived(address=part.address))
    return tuple(found.values())


def _taken_back(
    before: Mapping[str, Any], after: Mapping[str, Any], now: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a record without what a merge brought, and which of its parts were changed since and stay as they are."""
    result: dict[str, Any] = {}
    stays: list[str] = []
    person: dict[str, Any] = {}
    for column, value in now["person"].items():
        untouched = value == after["person"].get(column)
        person[column] = before["person"].get(column, value) if untouched else value
        if not untouched and column not in {"sort_name", "other_names"}:
            stays.append(column)
    result["person"] = person
    for part in ("names", "numbers", "lived", "relations"):
        was, merged, present = before[part], after[part], now[part]
        brought = [row for row in merged if row not in was]
        dropped = [row for row in was if row not in merged]
        own = [row for row in was if row in present or row in dropped]
        result[part] = [*own, *(row for row in present if row not in brought and row not in own)]
        if any(row not in merged for row in present) or any(row not in present for row in merged):
            stays.append(part)
    return result, tuple(stays)
