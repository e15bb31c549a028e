"""The forms of the register: a person and everything kept of them, as typed; their checks, and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.forms import OLDEST_AGE
from desktop_app.domain.person_records import (
    HeldKind,
    HeldNumber,
    NameKind,
    PersonName,
    PersonRecord,
    PlaceLived,
    Relation,
    RelationKind,
    other_names_of,
    split_names,
)
from desktop_app.domain.persons import InsuranceNumber, InsuredPerson, NumberKind, Sex
from desktop_app.domain.time import Certainty, age_on, parse_date
from desktop_app.foundation.problems import FormProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """A further name as typed."""

    kind: str = NameKind.FORMER.value
    forenames: str = ""
    surname: str = ""
    since: str = ""
    until: str = ""

    @property
    def blank(self) -> bool:
        """Whether no name was typed."""
        return not (self.forenames.strip() or self.surname.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    """A number as typed."""

    state: str = ""
    number: str = ""
    kind: str = HeldKind.ORDINARY.value
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LivedLine:
    """An earlier address as typed."""

    address: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """Somebody related, as typed; `other_id` where they were chosen from the register."""

    kind: str = RelationKind.SPOUSE.value
    name: str = ""
    birth_date: str = ""
    since: str = ""
    until: str = ""
    other_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForm:
    """A person of the register as typed; dates are text. `address_since` is the first day at the present address."""

    surname: str = ""
    forenames: str = ""
    name_at_birth: str = ""
    birth_date: str = ""
    birth_certainty: str = Certainty.EXACT.value
    death_date: str = ""
    sex: str = Sex.NOT_STATED.value
    nationality: str = ""
    birth_place: str = ""
    parents: str = ""
    address: str = ""
    address_since: str = ""
    phone: str = ""
    email: str = ""
    names: tuple[NameLine, ...] = ()
    numbers: tuple[NumberLine, ...] = ()
    lived: tuple[LivedLine, ...] = ()
    relations: tuple[RelationLine, ...] = ()


def check_person(form: PersonForm, today: date) -> tuple[Finding, ...]:
    """Return what is missing, wrong or doubtful; `where` names the field, or the line as `numbers.0`."""
    return (*_check_facts(form, today), *_check_numbers(form), *_check_lines(form, today))


def _check_facts(form: PersonForm, today: date) -> Iterator[Finding]:
    for name in ("surname", "forenames", "birth_date"):
        if not getattr(form, name).strip():
            yield _finding("field_missing", Level.ERROR, name, field=name)
    days: dict[str, date | None] = {}
    for name in ("birth_date", "death_date", "address_since"):
        day = days[name] = _day(getattr(form, name))
        if day is None and getattr(form, name).strip():
            yield _finding("date_unreadable", Level.ERROR, name, text=getattr(form, name).strip())
        elif day and day > today:
            yield _finding("date_in_future", Level.ERROR, name, date=day.isoformat())
    birth, death = days["birth_date"], days["death_date"]
    if birth and death and death < birth:
        yield _finding("death_before_birth", Level.ERROR, "death_date")
    elif birth and birth <= today and age_on(birth, death or today)[0] > OLDEST_AGE:
        yield _finding("age_unlikely", Level.WARNING, "birth_date", age=age_on(birth, death or today)[0])


def _check_numbers(form: PersonForm) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    in_use: set[str] = set()
    for place, line in enumerate(form.numbers):
        where, number = f"numbers.{place}", line.number.strip()
        if not number:
            continue
        if not line.state.strip():
            yield _finding("number_without_state", Level.ERROR, where, number=number)
            continue
        key = (line.state, "".join(sign for sign in number if sign.isalnum()).upper())
        if key in seen:
            yield _finding("number_twice", Level.ERROR, where, number=number)
        elif line.kind != HeldKind.FORMER and line.state in in_use:
            yield _finding("number_second_in_use", Level.WARNING, where, state=line.state)
        seen.add(key)
        if line.kind != HeldKind.FORMER:
            in_use.add(line.state)
    if not seen:
        yield _finding("numbers_missing", Level.WARNING, "numbers")


def _check_lines(form: PersonForm, today: date) -> Iterator[Finding]:
    spans = [
        *((f"names.{place}", line.since, line.until) for place, line in enumerate(form.names)),
        *((f"numbers.{place}", line.since, line.until) for place, line in enumerate(form.numbers)),
        *((f"lived.{place}", line.since, line.until) for place, line in enumerate(form.lived)),
        *((f"relations.{place}", line.since, line.until) for place, line in enumerate(form.relations)),
    ]
    for where, since, until in spans:
        first, last = _day(since), _day(until)
        unread = next((text.strip() for text, day in ((since, first), (until, last)) if text.strip() and not day), "")
        if unread:
            yield _finding("date_unreadable", Level.ERROR, where, text=unread)
        elif first and last and last < first:
            yield _finding("last_day_first", Level.ERROR, where)
        elif first and first > today:
            yield _finding("date_in_future", Level.ERROR, where, date=first.isoformat())
    for place, entry in enumerate(form.lived):
        if not entry.address.strip() and (entry.since.strip() or entry.until.strip()):
            yield _finding("address_missing", Level.ERROR, f"lived.{place}")
    for place, related in enumerate(form.relations):
        where = f"relations.{place}"
        if not related.name.strip() and not related.other_id:
            if any(text.strip() for text in (related.birth_date, related.since, related.until)):
                yield _finding("relation_unnamed", Level.ERROR, where)
        elif related.birth_date.strip() and _day(related.birth_date) is None:
            yield _finding("date_unreadable", Level.ERROR, where, text=related.birth_date.strip())


def read_person(form: PersonForm, person_id: str) -> tuple[InsuredPerson, PersonRecord]:
    """Return the person and what is kept beside them, of a form without errors. Raises `FormProblem` otherwise."""
    record = _read_record(form)
    held = [entry for entry in record.numbers if entry.kind is not HeldKind.FORMER]
    person = InsuredPerson(
        id=person_id,
        surname=form.surname.strip(),
        forenames=form.forenames.strip(),
        birth_date=parse_date(form.birth_date),
        birth_certainty=Certainty(form.birth_certainty),
        sex=Sex(form.sex),
        name_at_birth=form.name_at_birth.strip(),
        other_names=other_names_of(record.names),
        nationality=form.nationality.strip(),
        birth_place=form.birth_place.strip(),
        parents=form.parents.strip(),
        address=form.address.strip(),
        phone=form.phone.strip(),
        email=form.email.strip(),
        death_date=_day(form.death_date),
        numbers=tuple(
            InsuranceNumber(state=entry.state, number=entry.number, kind=NumberKind(entry.kind.value)) for entry in held
        ),
    )
    return person, record


def _read_record(form: PersonForm) -> PersonRecord:
    numbers = [
        HeldNumber(
            state=line.state,
            number=line.number.strip(),
            kind=HeldKind(line.kind),
            since=_day(line.since),
            until=_day(line.until),
        )
        for line in form.numbers
        if line.number.strip()
    ]
    lived = [
        PlaceLived(address=line.address.strip(), since=_day(line.since), until=_day(line.until))
        for line in form.lived
        if line.address.strip()
    ]
    address, since = form.address.strip(), _day(form.address_since)
    if address and since:
        lived.append(PlaceLived(address=address, since=since))
    return PersonRecord(
        names=tuple(
            PersonName(
                kind=NameKind(line.kind),
                surname=line.surname.strip(),
                forenames=line.forenames.strip(),
                since=_day(line.since),
                until=_day(line.until),
            )
            for line in form.names
            if not line.blank
        ),
        numbers=tuple(sorted(numbers, key=lambda entry: entry.kind is HeldKind.FORMER)),
        lived=tuple(lived),
        relations=tuple(
            Relation(
                kind=RelationKind(line.kind),
                other_id=line.other_id,
                name=line.name.strip(),
                birth_date=_day(line.birth_date),
                since=_day(line.since),
                until=_day(line.until),
            )
            for line in form.relations
            if line.name.strip() or line.other_id
        ),
    )


def person_form(person: InsuredPerson, record: PersonRecord) -> PersonForm:
    """Return the form that shows a person of the register."""
    present = next((entry for entry in record.lived if entry.until is None and entry.address == person.address), None)
    return PersonForm(
        surname=person.surname,
        forenames=person.forenames,
        name_at_birth=person.name_at_birth,
        birth_date=person.birth_date.isoformat(),
        birth_certainty=person.birth_certainty.value,
        death_date=_text(person.death_date),
        sex=person.sex.value,
        nationality=person.nationality,
        birth_place=person.birth_place,
        parents=person.parents,
        address=person.address,
        address_since=_text(present.since) if present else "",
        phone=person.phone,
        email=person.email,
        names=tuple(
            NameLine(
                kind=entry.kind.value,
                surname=entry.surname,
                forenames=entry.forenames,
                since=_text(entry.since),
                until=_text(entry.until),
            )
            for entry in all_names(person, record)
        ),
        numbers=tuple(
            NumberLine(
                state=entry.state,
                number=entry.number,
                kind=entry.kind.value,
                since=_text(entry.since),
                until=_text(entry.until),
            )
            for entry in record.numbers
        ),
        lived=tuple(
            LivedLine(address=entry.address, since=_text(entry.since), until=_text(entry.until))
            for entry in record.lived
            if entry is not present
        ),
        relations=tuple(
            RelationLine(
                kind=entry.kind.value,
                name=entry.name,
                birth_date=_text(entry.birth_date),
                since=_text(entry.since),
                until=_text(entry.until),
                other_id=entry.other_id,
            )
            for entry in record.relations
        ),
    )


def all_names(person: InsuredPerson, record: PersonRecord) -> tuple[PersonName, ...]:
    """Return every further name: those of the register, and those that a claim or another office told besides."""
    known = {entry.full.casefold() for entry in record.names}
    told = (_as_name(part) for part in split_names(person.other_names) if part.casefold() not in known)
    return (*record.names, *told)


def _as_name(text: str) -> PersonName:
    forenames, _, surname = text.rpartition(" ")
    return PersonName(kind=NameKind.ALIAS, surname=surname, forenames=forenames)


def _day(text: str) -> date | None:
    try:
        return parse_date(text) if text.strip() else None
    except FormProblem:
        return None


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _finding(code: str, level: Level, where: str, /, **facts: Fact) -> Finding:
    return Finding(code=code, level=level, where=where, facts=facts)
