"""Stores for tests: real encrypted files, and invented records to put into them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop_app.domain.certificates import CertificateKind, HasPeriods, PeriodCertificate, UnpostedWeeks
from desktop_app.domain.claims import Benefit, Claim, OfficeReference, Part, Stage
from desktop_app.domain.decisions import OfficerDecision, StoredCalculation
from desktop_app.domain.money import Money
from desktop_app.domain.offices import KeyCheck, KnownOffice, Office, OfficeCard, OfficeKeys
from desktop_app.domain.periods import InsurancePeriod, PeriodType, RowStatus, StatedPeriod
from desktop_app.domain.persons import InsuranceNumber, InsuredPerson, NumberKind, Sex
from desktop_app.store.store import Act, Store
from tests.support.clocks import OPENING, FixedClock

KEY = bytes(range(32))
"""A data key for tests; it guards invented records only."""


def make_store(folder: Path, clock: FixedClock | None = None) -> Store:
    return Store.create(folder / "store.cass-db", KEY, clock or FixedClock())


def open_again(folder: Path) -> Store:
    return Store.open(folder / "store.cass-db", KEY, FixedClock(seed="again"))


@contextmanager
def an_act(store: Store, about: str = "claim-1") -> Iterator[Act]:
    with store.act(verb="tested", user="user-1", about=about, facts={}) as act:
        yield act


class Interrupted(Exception):  # noqa: N818 - no error of the program: the test stops an act half-way
    """An act stopped half-way."""


@contextmanager
def an_interrupted_act(store: Store) -> Iterator[None]:
    with an_act(store):
        yield
        raise Interrupted


@contextmanager
def round_the_guards(store: Store) -> Iterator[Callable[[str], object]]:
    """Do what only somebody with the key and another program could; the guards stand again afterwards."""
    tables = store._database.tables
    guards = tables.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    tables.execute("PRAGMA foreign_keys = OFF")
    for name, _ in guards:
        tables.execute(f"DROP TRIGGER {name}")
    yield tables.execute
    for _, sql in guards:
        tables.execute(sql)


def a_person(**changes: Any) -> InsuredPerson:
    person = InsuredPerson(
        id="person-1",
        surname="Hendyce",
        forenames="Bernadette",
        birth_date=date(1954, 6, 14),
        sex=Sex.FEMALE,
        name_at_birth="D'Arcy-Sample",
        address="Kingstown",
        numbers=(
            InsuranceNumber(state="VC", number="104 882"),
            InsuranceNumber(state="LC", number="553-210", kind=NumberKind.TEMPORARY),
        ),
    )
    return replace(person, **changes)


def a_claim(**changes: Any) -> Claim:
    claim = Claim(
        id="claim-1",
        number="VC-2014-0031",
        person_id="person-1",
        benefit=Benefit.AGE,
        part=Part.EXAMINING,
        stage=Stage.DRAFT,
        opened_at=OPENING,
        stage_changed_at=OPENING,
        examining_office="VC-NIS",
        responsible="user-1",
        filing_date=date(2014, 6, 16),
        filing_proof="Stamped application",
        consent_given=True,
        contingency_date=date(2014, 6, 14),
        states=("VC", "LC", "GD"),
        references=(
            OfficeReference(office="VC-NIS", number="VC-2014-0031"),
            OfficeReference(office="LC-NIC", number="LC-77"),
        ),
    )
    return replace(claim, **changes)


def add_claim(store: Store, **changes: Any) -> Claim:
    """Keep the sample person, where missing, and a claim of theirs."""
    claim = a_claim(**changes)
    with an_act(store, claim.id):
        if store.persons.find(claim.person_id) is None:
            store.persons.add(a_person(id=claim.person_id))
        store.claims.add(claim)
    return claim


def a_row(**changes: Any) -> InsurancePeriod:
    row = InsurancePeriod(
        row_id="row-1",
        state="LC",
        year=1995,
        weeks_paid=50,
        weeks_credited=2,
        start=date(1995, 1, 1),
        end=date(1995, 12, 31),
        type=PeriodType.SEL,
        earnings=Money(minor=2_000_000, currency="XCD"),
        employer="Sample Bay Hotel",
        employer_number="E-1",
        status=RowStatus.ESTIMATED,
        note="From the card",
    )
    return replace(row, **changes)


def a_certificate(**changes: Any) -> PeriodCertificate:
    certificate = PeriodCertificate(
        number="LC-77-P",
        version=1,
        kind=CertificateKind.CLAIM,
        state="LC",
        office="LC-NIC",
        person_surname="Hendyce",
        person_forenames="Bernadette",
        person_birth_date=date(1954, 6, 14),
        insurance_number="553210",
        benefits=(Benefit.AGE, Benefit.INVALIDITY),
        has_periods=HasPeriods.YES,
        complete_to=date(2014, 6, 30),
        more_follows=True,
        contribution_unit="week",
        currency="XCD",
        rows=(a_row(), a_row(row_id="row-2", year=1996, start=None, end=None, earnings=None)),
        stated_weeks=104,
        stated_earnings=Money(minor=2_000_000, currency="XCD"),
        unposted=(
            UnpostedWeeks(weeks=4, employer="Sample Shop", years="1997", missing="card", expected_by=date(2026, 5, 1)),
            UnpostedWeeks(weeks=1, employer="", years="1998", missing="return"),
        ),
        remarks="Checked",
        certified_at=OPENING,
        prepared_by="M. Sample",
        approved_by="N. Sample",
    )
    return replace(certificate, **changes)


def a_stated(**changes: Any) -> StatedPeriod:
    row = StatedPeriod(
        row_id="row-1",
        state="GD",
        year=2001,
        start=date(2001, 1, 1),
        end=date(2001, 12, 31),
        employer="Sample Stores",
        type=PeriodType.VOL,
        weeks=52,
        earnings=Money(minor=1_600_000, currency="XCD"),
        remark="Seen",
    )
    return replace(row, **changes)


def a_calculation(number: str = "calculation-1") -> StoredCalculation:
    return StoredCalculation(
        id=number,
        claim_id="claim-1",
        made_at=OPENING,
        made_by="user-1",
        result='{"payable":"35.88"}',
        input_digest="0" * 64,
        program_version="1.0",
    )


def a_decision(option: str = "proportional") -> OfficerDecision:
    return OfficerDecision(
        point="unmet_state",
        state="LC",
        option=option,
        reason="Long in work",
        decided_by="user-1",
        decided_on=date(2026, 3, 2),
    )


def an_office(code: str = "LC-NIC", *, key: str = "one", check: KeyCheck = KeyCheck.NOT_YET) -> KnownOffice:
    return KnownOffice(
        card=OfficeCard(
            office=Office(code=code, state=code[:2], name="Sample Corporation", town="Castries", phone="000 0000"),
            keys=OfficeKeys(
                signing_key=f"signing {key}",
                sealing_key=f"sealing {key}",
                key_id=f"id {key}",
                created_on=date(2026, 1, 1),
            ),
        ),
        check=check,
    )


def moment(minutes: int) -> datetime:
    """Return a moment after opening."""
    return OPENING.replace(minute=minutes)
