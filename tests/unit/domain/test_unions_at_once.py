"""Marriages and unions whose dates overlap are warned of, also those that ended."""

from datetime import UTC, date, datetime

import pytest

from desktop_app.domain.dependants import Relationship
from desktop_app.domain.dependency import (
    CertifiedDependant,
    DependencyCertificate,
    DependencyDegree,
    Union,
    UnionKind,
    check_dependency,
)
from desktop_app.domain.findings import Level
from desktop_app.wording.findings import finding_words
from tests.support.bundles import a_person

Span = tuple[int, int | None]


def certificate(*spans: Span) -> DependencyCertificate:
    """A certificate with a widow a span: married in June of one year, until June of another or to the end."""
    widows = tuple(
        CertifiedDependant(
            row_id=str(number),
            relationship=Relationship.WIDOW,
            surname=f"Sample {number}",
            forenames="Rosa",
            birth_date=date(1950, 1, 1),
            degree=DependencyDegree.WHOLLY,
            union=Union(
                kind=UnionKind.MARRIAGE,
                since=date(since, 6, 1),
                ended_on=date(until, 6, 1) if until is not None else None,
            ),
        )
        for number, (since, until) in enumerate(spans)
    )
    return DependencyCertificate(
        number="LC-1",
        version=1,
        state="LC",
        office="LC-NIC",
        person=a_person(),
        contingency_date=date(2014, 6, 14),
        dependants=widows,
        valid_from=date(2014, 6, 14),
        certified_at=datetime(2014, 7, 1, 9, tzinfo=UTC),
        prepared_by="A",
        approved_by="B",
    )


def warned(*spans: Span) -> list[str]:
    found = check_dependency(certificate(*spans))
    assert all(finding.level is Level.WARNING for finding in found), "a person is not judged here"
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    ("spans", "codes"),
    [
        (((1970, 1980), (1980, 1990)), []),  # one ends on the day on which the other begins
        (((1970, 1980), (1985, None)), []),
        (((1970, 1982), (1980, 1990)), ["unions_overlap"]),
        (((1980, 1990), (1970, 1982)), ["unions_overlap"]),
        (((1970, 1990), (1975, 1980)), ["unions_overlap"]),
        (((1970, 1988), (1985, None)), ["unions_overlap"]),
        (((1970, None), (1985, None)), ["two_spouses"]),
        (((1970, 1982), (1980, 1990), (1981, 1985)), ["unions_overlap"] * 3),
    ],
)
def test_unions_that_overlap_are_warned_of_also_when_they_ended(spans: tuple[Span, ...], codes: list[str]) -> None:
    assert warned(*spans) == codes


def test_the_warning_names_both_and_the_days() -> None:
    (finding,) = check_dependency(certificate((1970, 1982), (1980, None)))
    assert finding_words(finding) == (
        "The marriages or unions of Rosa Sample 0 and Rosa Sample 1 overlap, from 1 Jun 1980 to 1 Jun 1982."
    )
    assert finding.where == "dependants.1.union"
