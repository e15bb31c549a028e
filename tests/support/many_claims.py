"""Many claims of invented people in one store, made without the verbs: for what has to be fast, or runs over them all.

The same number gives the same claims. No two have the same earnings, so nothing can be answered from memory.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop_app.calculation.other_readings import explained_award
from desktop_app.domain.certificates import CertificateKind, HasPeriods, PeriodCertificate
from desktop_app.domain.claims import Benefit, Claim, Part, Stage
from desktop_app.domain.dependants import ClaimSurvivor, Relationship, Survivor
from desktop_app.domain.money import Money, total
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.domain.persons import InsuredPerson, Sex
from desktop_app.foundation.places import Places
from desktop_app.store.store import Store
from desktop_app.workflows.calculate_claim import case_of
from desktop_app.workflows.calculation_record import keep_record
from desktop_app.workflows.case_json import KeptCase
from desktop_app.workflows.desk import Desk
from tests.support.clocks import OPENING
from tests.support.desks import desk_of

KEY = bytes(range(32))
AT_ONCE = 250
DAY = date(2016, 6, 14)
STATES = (("VC", "LC", "GD"), ("VC", "BZ"), ("LC", "DM"), ("VC", "AG", "KN"), ("GD", "LC"), ("VC", "BS", "LC"))
BENEFITS = (Benefit.AGE, Benefit.AGE, Benefit.AGE, Benefit.INVALIDITY, Benefit.SURVIVORS, Benefit.AGE)
YEARS = 8


def desk_on_disk(folder: Path) -> Desk:
    """Return a desk whose store is an encrypted file."""
    places = Places.at(folder)
    places.prepare()
    desk = desk_of("VC", places)
    store = Store.create(folder / "store.cass-db", KEY, desk.clock)
    with store.act(verb="office_set_up", user=desk.user.id, about=desk.office.code, facts={}):
        store.users.add(desk.user, login="clerk")
    desk.store.close()
    return replace(desk, store=store)


def fill(desk: Desk, count: int, *, kept: bool = True) -> tuple[str, ...]:
    """Put so many claims into a desk's store, each certified by all its States and, if wanted, calculated and kept."""
    ids: list[str] = []
    for start in range(0, count, AT_ONCE):
        with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
            for number in range(start, min(start + AT_ONCE, count)):
                _add(desk, number)
                ids.append(claim_id_of(number))
        if kept:
            with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
                for claim_id in ids[start:]:
                    keep(desk, claim_id)
    return tuple(ids)


def claim_id_of(number: int) -> str:
    return f"claim-{number:05d}"


def keep(desk: Desk, claim_id: str) -> None:
    """Keep a claim's calculation, inside an act."""
    case = case_of(desk, claim_id)
    award = explained_award(case, desk.rulebook.packs, desk.rulebook.agreement)
    keep_record(desk, claim_id, KeptCase(case=case, person="Invented Example", number=claim_id), award)


def _add(desk: Desk, number: int) -> None:
    states = STATES[number % len(STATES)]
    benefit = BENEFITS[number % len(BENEFITS)]
    claim_id = claim_id_of(number)
    old = benefit is Benefit.AGE
    person = InsuredPerson(
        id=f"person-{number:05d}",
        surname=f"Example{number:05d}",
        forenames="Invented",
        birth_date=date((1952 if old else 1968) - number % 4, 1 + number % 12, 3),
        sex=(Sex.FEMALE, Sex.MALE)[number % 2],
    )
    desk.store.persons.add(person)
    desk.store.claims.add(
        Claim(
            id=claim_id,
            number=f"VC-2016-{number:05d}",
            person_id=person.id,
            benefit=benefit,
            part=Part.EXAMINING,
            stage=Stage.READY,
            opened_at=OPENING,
            stage_changed_at=OPENING,
            examining_office=desk.office.code,
            responsible=desk.user.id,
            filing_date=DAY,
            consent_given=True,
            contingency_date=DAY,
            states=states,
        )
    )
    if benefit is Benefit.SURVIVORS:
        desk.store.dependants.set_survivors(claim_id, tuple(_family(number)))
    for place, state in enumerate(states):
        certificate = _certificate(desk, number, state, 1986 + place * YEARS)
        desk.store.periods.add_certificate(claim_id, certificate, None, desk.user.id, OPENING)


def _family(number: int) -> Iterator[ClaimSurvivor]:
    spouse = Survivor(
        id="1",
        relationship=Relationship.WIDOW,
        birth_date=date(1950 + number % 20, 3, 9),
        union_since=date(1990, 2, 1),
        invalid=False,
        cares_for_child=True,
        dependent=True,
    )
    yield ClaimSurvivor(survivor=spouse, surname=f"Example{number:05d}", forenames="Invented")
    child = Survivor(id="2", relationship=Relationship.CHILD, birth_date=date(2005, 5, 5), in_education=True)
    yield ClaimSurvivor(survivor=child, surname=f"Example{number:05d}", forenames="Younger")


def _certificate(desk: Desk, number: int, state: str, first: int) -> PeriodCertificate:
    currency = desk.rulebook.party(state).currency
    rows = tuple(
        InsurancePeriod(
            row_id=f"{state}-{year}",
            state=state,
            year=year,
            weeks_paid=30 + (number + year) % 23,
            earnings=Money(minor=900_000 + number * 100 + (year - first) * 10_000, currency=currency),
        )
        for year in range(first, first + YEARS)
    )
    return PeriodCertificate(
        number=f"{state}-{number:05d}",
        version=1,
        kind=CertificateKind.CLAIM,
        state=state,
        office=f"{state}-OFFICE",
        person_surname=f"Example{number:05d}",
        person_forenames="Invented",
        person_birth_date=date(1952, 1, 3),
        insurance_number="",
        benefits=(Benefit.AGE,),
        has_periods=HasPeriods.YES,
        complete_to=DAY,
        more_follows=False,
        contribution_unit="week",
        currency=currency,
        rows=rows,
        stated_weeks=sum(row.weeks for row in rows),
        stated_earnings=total((row.earnings for row in rows if row.earnings), currency),
        certified_at=OPENING,
        prepared_by="I. Example",
        approved_by="I. Example",
    )
