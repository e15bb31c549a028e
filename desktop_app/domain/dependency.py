"""The certificate of dependency: one State's word on who depended on the insured person (exchange rules, 4.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import combinations

from desktop_app.domain.dependants import Relationship
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.time import age_on


class DependencyDegree(StrEnum):
    """How far somebody depended on the insured person."""

    WHOLLY = "wholly"
    MAINLY = "mainly"
    PARTLY = "partly"
    NOT = "not"
    NOT_KNOWN = "not_known"


class UnionKind(StrEnum):
    """What joined a spouse or partner to the insured person."""

    MARRIAGE = "marriage"
    COMMON_LAW = "common_law"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """A marriage or union. `ended_on` is empty while it lasted to the contingency."""

    kind: UnionKind
    since: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedDependant:
    """One dependant as certified. `row_id` is stable over versions; None and empty text mean not known.

    `proof` names the document seen for the relationship; `ground` says on what the degree rests; `payee` who draws a
    child's share; `own_benefit_state` the State that pays the dependant a benefit of their own.
    """

    row_id: str
    relationship: Relationship
    surname: str
    forenames: str
    birth_date: date | None
    degree: DependencyDegree
    proof: str = ""
    ground: str = ""
    lived_together_since: date | None = None
    studies_until: date | None = None
    invalid: bool | None = None
    cares_for_child: bool | None = None
    other_income: bool | None = None
    own_benefit_state: str = ""
    union: Union | None = None
    payee: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A visit or statement the certificate rests on."""

    by: str
    on: date
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyCertificate:
    """Who depended on the insured or deceased person, as one institution certifies it (4.4).

    `number` is the institution's own, `version` counts from 1; `valid_to` is open where None. Signed a second time on
    its own, so that it may travel on.
    """

    number: str
    version: int
    state: str
    office: str
    person: PersonBlock
    contingency_date: date
    dependants: tuple[CertifiedDependant, ...]
    valid_from: date
    certified_at: datetime
    prepared_by: str
    approved_by: str
    valid_to: date | None = None
    inquiries: tuple[Inquiry, ...] = ()
    remarks: str = ""


_LATEST_STUDIES = 30


def check_dependency(certificate: DependencyCertificate) -> tuple[Finding, ...]:
    """Return what is wrong (errors stop sealing) or doubtful in a certificate of dependency (4.4).

    Two spouses at the same time, now or once, is a warning, never a block: a person is not judged here.
    """
    found: list[Finding] = []
    spouses = 0
    for index, entry in enumerate(certificate.dependants):
        where = f"dependants.{index}"
        if entry.birth_date and entry.birth_date > certificate.contingency_date and not entry.relationship.young:
            found.append(_finding("dependant_born_after", Level.ERROR, where, name=entry.surname))
        if (
            entry.studies_until
            and entry.birth_date
            and age_on(entry.birth_date, entry.studies_until)[0] > _LATEST_STUDIES
        ):
            found.append(_finding("dependant_studies_late", Level.WARNING, where, name=entry.surname))
        if entry.union and entry.union.ended_on and entry.union.ended_on < entry.union.since:
            found.append(_finding("union_ends_before_start", Level.ERROR, where, name=entry.surname))
        ended = entry.union is not None and entry.union.ended_on is not None
        spouses += entry.relationship.spouse and not ended
    if spouses > 1:
        found.append(_finding("two_spouses", Level.WARNING, "dependants", count=spouses))
    found.extend(_unions_at_once(certificate.dependants))
    if certificate.valid_to and certificate.valid_to < certificate.valid_from:
        found.append(_finding("valid_ends_before_start", Level.ERROR, "valid_to"))
    if not certificate.dependants:
        found.append(_finding("no_dependants_certified", Level.WARNING, "dependants"))
    return tuple(found)


def _unions_at_once(dependants: tuple[CertifiedDependant, ...]) -> Iterator[Finding]:
    """Return the pairs of marriages or unions of which one ended only after the other had begun, and from when.

    Two that both last are counted as spouses at the same time; the day on which one ends and another begins is none.
    """
    told = [(index, entry, entry.union) for index, entry in enumerate(dependants) if entry.union is not None]
    for (_first, one, earlier), (index, other, later) in combinations(told, 2):
        if earlier.ended_on is None and later.ended_on is None:
            continue
        begins = max(earlier.since, later.since)
        ends = min(union.ended_on for union in (earlier, later) if union.ended_on is not None)
        if begins < ends:
            names = {"name": _name(one), "other_name": _name(other)}
            facts = {**names, "since": begins.isoformat(), "until": ends.isoformat()}
            yield Finding(code="unions_overlap", level=Level.WARNING, where=f"dependants.{index}.union", facts=facts)


def _name(entry: CertifiedDependant) -> str:
    return f"{entry.forenames} {entry.surname}".strip()


def _finding(code: str, level: Level, where: str, **facts: str | int) -> Finding:
    return Finding(code=code, level=level, where=where, facts=facts)
