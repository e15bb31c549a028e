"""The published claim of Bernadette Hendyce (NIS Saint Vincent), as forms a clerk would type.

The yearly rows of Saint Vincent and Saint Lucia are published. Of Grenada's only the total of 47,000 and its three
years are; its split over the years, the insurance numbers and the employers are invented.
"""

from typing import Final

from desktop_app.domain.forms import ClaimantForm, PeriodLine, PeriodsForm

CLAIMANT: Final = ClaimantForm(
    surname="Hendyce",
    forenames="Bernadette",
    birth_date="14/6/1954",
    sex="female",
    address="Kingstown",
    numbers=(("VC", "104 882"), ("LC", "553 210"), ("GD", "418 773")),
    filing_date="16 Jun 2014",
    filing_proof="Stamped application",
    contingency_date="14 Jun 2014",
    consent=True,
)

_VC: Final = (
    ("1988", "26 Sep 1988", "31 Dec 1988", "14", "4,200.00"),
    ("1989", "1 Jan 1989", "31 Dec 1989", "52", "12,600.00"),
    ("1990", "1 Jan 1990", "31 Dec 1990", "52", "13,000.00"),
    ("1991", "1 Jan 1991", "31 Dec 1991", "52", "13,500.00"),
    ("1992", "1 Jan 1992", "31 Dec 1992", "52", "14,000.00"),
    ("1993", "1 Jan 1993", "31 Dec 1993", "52", "14,600.00"),
    ("1994", "1 Jan 1994", "3 Jul 1994", "26", "7,500.00"),
)
_LC: Final = (
    ("1994", "4 Jul 1994", "31 Dec 1994", "26", "10,000.00"),
    ("1995", "1 Jan 1995", "31 Dec 1995", "52", "20,000.00"),
    ("1996", "1 Jan 1996", "31 Dec 1996", "52", "25,000.00"),
    ("1997", "1 Jan 1997", "31 Dec 1997", "52", "28,000.00"),
    ("1998", "1 Jan 1998", "31 Dec 1998", "52", "30,000.00"),
    ("1999", "1 Jan 1999", "31 Dec 1999", "52", "32,000.00"),
    ("2000", "1 Jan 2000", "12 Mar 2000", "10", "5,000.00"),
)
_GD: Final = (
    ("2000", "27 Mar 2000", "31 Dec 2000", "40", "13,000.00"),
    ("2001", "1 Jan 2001", "31 Dec 2001", "52", "16,000.00"),
    ("2002", "1 Jan 2002", "31 Dec 2002", "52", "18,000.00"),
)
_WORK: Final = {
    "VC": (_VC, "Kingstown Trading Co."),
    "LC": (_LC, "Castries Bay Hotel Ltd"),
    "GD": (_GD, "Grand Anse Stores"),
}


def lines(state: str) -> tuple[PeriodLine, ...]:
    """Return one State's rows as typed."""
    rows, employer = _WORK[state]
    return tuple(
        PeriodLine(
            row_id=f"{state}-{year}",
            state=state,
            year=year,
            start=start,
            end=end,
            employer=employer,
            kind="Employed",
            weeks=weeks,
            earnings=earnings,
        )
        for year, start, end, weeks, earnings in rows
    )


def history() -> PeriodsForm:
    """Return the work history of all three States."""
    return PeriodsForm(lines=(*lines("VC"), *lines("LC"), *lines("GD")))


def record(state: str) -> PeriodsForm:
    """Return one institution's own record."""
    return PeriodsForm(lines=lines(state), single_state=state)
