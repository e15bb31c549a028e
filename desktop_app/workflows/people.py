"""The register of insured persons: the list, one person with everything known of them, entering and changing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from desktop_app.domain.claims import Claim
from desktop_app.domain.findings import Fact, Level, Reason
from desktop_app.domain.likeness import PersonFacts
from desktop_app.domain.person_forms import PersonForm, all_names, check_person, person_form, read_person
from desktop_app.domain.person_records import PersonName, PersonRecord, PlaceLived, Relation, RelationKind
from desktop_app.domain.persons import InsuredPerson, Sex
from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.domain.time import Certainty, parse_date
from desktop_app.foundation.problems import CaseProblem, FormProblem
from desktop_app.store.merges import Merge
from desktop_app.store.person_list import PersonRow
from desktop_app.store.search import HitKind
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forms_kept import claimant_of_person, claimant_to_json
from desktop_app.workflows.likely_same import ApartLine, Likeness, likely_same, likely_same_person, not_the_same
from desktop_app.workflows.open_claim import ClaimView, open_claim
from desktop_app.workflows.person_drafts import forget_person_form
from desktop_app.workflows.person_file import VERB as PERSON_FILE
from desktop_app.workflows.protected import ProtectionView, protection_of_person
from desktop_app.workflows.rights import why_not

_MOST_FOUND: Final = 200
_MOST_ACTS: Final = 100


__all__ = [
    "ActLine",
    "MergeLine",
    "PeoplePage",
    "PersonRow",
    "PersonView",
    "RelatedLine",
    "alike_typed",
    "change_person",
    "claim_for",
    "enter_person",
    "open_person",
    "people_page",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """Some rows of the list of persons, and how many there are in all; `misspelt`: names near the text were taken."""

    rows: tuple[PersonRow, ...]
    total: int
    today: date
    misspelt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLine:
    """Somebody related to a person. `person_id` leads to them, empty where they are not in the register.

    `told_there`: it is entered with them, and changed there.
    """

    kind: RelationKind
    name: str
    person_id: str
    birth_date: date | None
    since: date | None
    until: date | None
    told_there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeLine:
    """A merge a person was part of: with whom, who did it, why, and what came of it."""

    merge_id: str
    other: InsuredPerson
    by_name: str
    at: datetime
    reason: str
    undone_by: str
    undone_at: datetime | None
    undone_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """What was done with a person's record: a line of the journal about them."""

    at: datetime
    by_name: str
    verb: str
    facts: tuple[tuple[str, Fact], ...]
    said: str = ""
    """What the person wrote to it: why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person with everything known of them. `asked_id` is what was asked for: a joined record leads to another."""

    person: InsuredPerson
    record: PersonRecord
    form: PersonForm
    asked_id: str
    claims: tuple[Claim, ...]
    related: tuple[RelatedLine, ...]
    merges: tuple[MergeLine, ...]
    alike: tuple[Likeness, ...]
    apart: tuple[ApartLine, ...]
    acts: tuple[ActLine, ...]
    protection: ProtectionView | None
    today: date
    file_refused: Reason | None = None
    """Why the signed-in user may not hand out everything kept about the person; None where they may."""

    @property
    def names(self) -> tuple[PersonName, ...]:
        """Every further name: of the register, and told by a claim or another office besides."""
        return all_names(self.person, self.record)


def people_page(desk: Desk, text: str = "", *, offset: int = 0, limit: int = 200) -> PeoplePage:
    """Return the persons by name, or those the search finds for what was typed, the nearest first.

    Who is protected from the signed-in user stands at the end of the list, without name and numbers, and is not found.
    """
    if not text.strip():
        hidden = desk.store.protections.hidden_persons()
        listed = tuple(_covered(desk, row) for row in desk.store.person_list.page(offset, limit, hidden))
        return PeoplePage(rows=listed, total=desk.store.persons.count(), today=desk.clock.today())
    hits = [
        hit
        for hit in desk.store.search(text, _MOST_FOUND)
        if hit.kind in {HitKind.PERSON, HitKind.CLAIM} and not desk.store.protections.hides(person_id=hit.person_id)
    ]
    found = tuple(dict.fromkeys(hit.person_id for hit in hits))
    rows = desk.store.person_list.of(found[offset : offset + limit])
    return PeoplePage(rows=rows, total=len(found), today=desk.clock.today(), misspelt=any(hit.misspelt for hit in hits))


def open_person(desk: Desk, person_id: str) -> PersonView:
    """Return a person with everything known; for a joined record, who stands for it.

    Raises `CaseProblem("person_unknown")`.
    """
    standing = desk.store.persons.current(person_id)
    person = desk.store.persons.find(standing)
    if person is None:
        raise CaseProblem("person_unknown")
    record = desk.store.person_records.get(standing)
    names = {account.user.id: account.user.name for account in desk.store.users.all()}
    return PersonView(
        person=person,
        record=record,
        form=person_form(person, record),
        asked_id=person_id,
        claims=desk.store.claims.of_person(standing),
        related=_related(desk, standing, record),
        merges=tuple(_merge_line(desk, merge, standing, names) for merge in desk.store.merges.of_person(standing)),
        alike=likely_same_person(desk, standing),
        apart=not_the_same(desk, standing),
        acts=_acts(desk, standing, names),
        protection=protection_of_person(desk, standing),
        today=desk.clock.today(),
        file_refused=why_not(desk.store, desk.user.id, PERSON_FILE),
    )


def alike_typed(desk: Desk, form: PersonForm, *, but: str = "") -> tuple[Likeness, ...]:
    """Return who is known here and may be the person somebody is typing; `but` is the record that is changed."""
    return likely_same(desk, _facts(form), but=but)


def enter_person(desk: Desk, form: PersonForm, *, why_not_same: str = "") -> PersonView:
    """Enter a new person.

    Raises `FormProblem("form_has_errors")`, and `CaseProblem("match_undecided")` (names, count) where somebody known
    may be the same and `why_not_same` does not say why not; it is kept for each of them.
    """
    _refuse_errors(desk, form)
    alike = alike_typed(desk, form)
    why = why_not_same.strip()
    if alike and not why:
        names = ", ".join(dict.fromkeys(entry.person.name for entry in alike))
        raise CaseProblem("match_undecided", names=names, count=len(alike))
    person, record = read_person(form, desk.clock.new_id())
    with desk.store.act(verb="person_added", user=desk.user.id, about=person.id, facts={}, said=why):
        desk.store.persons.add(person)
        desk.store.person_records.set(person.id, record)
        forget_person_form(desk)
        for entry in alike:
            desk.store.likenesses.say_apart(
                person.id, entry.person.id, by=desk.user.id, at=desk.clock.now(), reason=why
            )
    return open_person(desk, person.id)


def change_person(desk: Desk, person_id: str, form: PersonForm) -> PersonView:
    """Change what is known of a person; the journal says which parts.

    Raises `FormProblem("form_has_errors")`, `CaseProblem("person_unknown")`.
    """
    _refuse_errors(desk, form)
    before = desk.store.persons.find(person_id)
    if before is None:
        raise CaseProblem("person_unknown")
    was = person_form(before, desk.store.person_records.get(person_id))
    person, record = read_person(form, person_id)
    read = person_form(person, record)
    changed = [name for name in PersonForm.__slots__ if getattr(read, name) != getattr(was, name)]
    facts = {"fields": " ".join(changed)}
    with desk.store.act(verb="person_changed", user=desk.user.id, about=person_id, facts=facts):
        desk.store.persons.update(person)
        forget_person_form(desk, person_id)
        desk.store.person_records.set(person_id, _moved(before, was, read, record, desk.clock.today()))
    return open_person(desk, person_id)


def claim_for(desk: Desk, person_id: str) -> ClaimView:
    """Begin a new claim for a person of the register: a draft with what is known of them, dated as received today.

    Raises `CaseProblem("person_unknown")`.
    """
    person = desk.store.persons.find(desk.store.persons.current(person_id))
    if person is None:
        raise CaseProblem("person_unknown")
    key, today = desk.clock.new_id(), desk.clock.today().isoformat()
    known = claimant_of_person(person)
    numbers = known.numbers or ((desk.office.state, ""),)
    form = replace(known, numbers=numbers, filing_date=today)
    kept = {"claimant": claimant_to_json(form), "person": person.id}
    desk.store.drafts.save(key=key, kind="intake", claim_id=None, form=kept, user=desk.user.id)
    return open_claim(desk, key)


def _covered(desk: Desk, row: PersonRow) -> PersonRow:
    """Return a row as the list may show it: of somebody protected from the signed-in user, only that they are there."""
    if not desk.store.protections.hides(person_id=row.id):
        return row
    return replace(row, surname=PROTECTED_NAME, forenames="", birth_date=date.min, numbers=(), claims=0)


def _moved(before: InsuredPerson, was: PersonForm, form: PersonForm, record: PersonRecord, today: date) -> PersonRecord:
    """Return a record with the address that gave way among the earlier ones, unless it was entered there by hand."""
    address = form.address.strip()
    if address == before.address or not before.address:
        return record
    told = form.address_since.strip() and form.address_since != was.address_since
    since = parse_date(form.address_since) if told else today
    lived = [entry for entry in record.lived if entry.until is not None or entry.address != address]
    if all(entry.address != before.address for entry in lived):
        began = parse_date(was.address_since) if was.address_since else None
        lived.append(PlaceLived(address=before.address, since=began, until=since))
    if address:
        lived.append(PlaceLived(address=address, since=since))
    return replace(record, lived=tuple(lived))


def _related(desk: Desk, person_id: str, record: PersonRecord) -> tuple[RelatedLine, ...]:
    own = [_related_line(desk, relation, relation.other_id) for relation in record.relations]
    known = {(line.kind, line.person_id) for line in own if line.person_id}
    ids = (person_id, *desk.store.persons.joined_with(person_id))
    for each in ids:
        for other_id, relation in desk.store.person_records.related_to(each):
            standing = desk.store.persons.current(other_id)
            turned = replace(relation, kind=relation.kind.turned)
            if standing != person_id and (turned.kind, standing) not in known:
                known.add((turned.kind, standing))
                own.append(replace(_related_line(desk, turned, standing), told_there=True))
    return tuple(own)


def _related_line(desk: Desk, relation: Relation, other_id: str) -> RelatedLine:
    standing = desk.store.persons.current(other_id) if other_id else ""
    if standing and desk.store.protections.hides(person_id=standing):
        standing = ""
        relation = replace(relation, name=PROTECTED_NAME, birth_date=None)
    with desk.store.protections.lifted():
        other = desk.store.persons.find(standing) if standing else None
    return RelatedLine(
        kind=relation.kind,
        name=other.name if other else relation.name,
        person_id=other.id if other else "",
        birth_date=other.birth_date if other else relation.birth_date,
        since=relation.since,
        until=relation.until,
        told_there=False,
    )


def _merge_line(desk: Desk, merge: Merge, person_id: str, names: Mapping[str, str]) -> MergeLine:
    other = merge.gone_id if merge.kept_id == person_id else merge.kept_id
    return MergeLine(
        merge_id=merge.id,
        other=_name_only(desk, other),
        by_name=names.get(merge.merged_by, ""),
        at=merge.merged_at,
        reason=merge.reason,
        undone_by=names.get(merge.undone_by, ""),
        undone_at=merge.undone_at,
        undone_reason=merge.undone_reason,
    )


def _name_only(desk: Desk, person_id: str) -> InsuredPerson:
    """Return a joined record, for its name; without it where it is protected from the signed-in user."""
    with desk.store.protections.lifted():
        person = desk.store.persons.get(person_id)
    return (
        replace(person, surname=PROTECTED_NAME, forenames="")
        if desk.store.protections.hides(person_id=person_id)
        else person
    )


def _acts(desk: Desk, person_id: str, names: Mapping[str, str]) -> tuple[ActLine, ...]:
    """Return what was done with a record and those joined with it, the newest first."""
    ids = (person_id, *desk.store.persons.joined_with(person_id))
    lines = [line for each in ids for line in desk.store.journal.lines(about=each, limit=_MOST_ACTS)]
    lines.sort(key=lambda line: -line.id)
    return tuple(
        ActLine(
            at=line.at,
            by_name=names.get(line.user, ""),
            verb=line.verb,
            facts=tuple((name, fact) for name, fact in line.facts.items()),
            said=desk.store.changes.of(line.id).said,
        )
        for line in lines[:_MOST_ACTS]
    )


def _facts(form: PersonForm) -> PersonFacts:
    """Return what is typed so far, as far as persons are compared by it."""
    try:
        birth_date = parse_date(form.birth_date)
    except FormProblem:
        birth_date = None
    return PersonFacts(
        surname=form.surname.strip(),
        forenames=form.forenames.strip(),
        birth_date=birth_date,
        birth_certainty=Certainty(form.birth_certainty),
        name_at_birth=form.name_at_birth.strip(),
        other_names=tuple(f"{line.forenames} {line.surname}".strip() for line in form.names if not line.blank),
        numbers=tuple((line.state, line.number) for line in form.numbers if line.number.strip()),
        sex=Sex(form.sex),
        parents=form.parents.strip(),
        birth_place=form.birth_place.strip(),
    )


def _refuse_errors(desk: Desk, form: PersonForm) -> None:
    errors = sum(finding.level is Level.ERROR for finding in check_person(form, desk.clock.today()))
    if errors:
        raise FormProblem("form_has_errors", count=errors)
