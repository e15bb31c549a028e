"""Forms keep what was typed and say in findings what is wrong with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.forms import (
    CheckedPeriods,
    ClaimantForm,
    PeriodLine,
    PeriodsForm,
    check_claimant,
    check_periods,
    read_claimant,
    read_record,
    read_stated,
)
from desktop_app.domain.money import Money
from desktop_app.domain.passphrases import passphrase_strength
from desktop_app.domain.periods import PeriodType

TODAY = date(2014, 7, 14)
CURRENCIES: Mapping[str, str] = {"VC": "XCD", "LC": "XCD", "GD": "XCD", "JM": "JMD"}
HENDYCE = ClaimantForm(
    surname="Hendyce",
    forenames="Bernadette",
    birth_date="14/6/1954",
    sex="female",
    numbers=(("VC", "104 882"),),
    filing_date="16 Jun 2014",
    contingency_date="14 Jun 2014",
    consent=True,
)


def codes(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.code, finding.where) for finding in findings}


def checked(*lines: PeriodLine) -> CheckedPeriods:
    return check_periods(PeriodsForm(lines=lines), currencies=CURRENCIES, birth_date=date(1954, 6, 14), today=TODAY)


def test_a_complete_claimant_form_has_no_finding_and_is_read() -> None:
    assert check_claimant(HENDYCE, TODAY) == ()
    person = read_claimant(HENDYCE, "p1")
    assert person.birth_date == date(1954, 6, 14)
    assert person.number_in("VC") == "104 882"


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"surname": " "}, "field_missing", "surname"),
        ({"birth_date": "14/14/1954"}, "date_unreadable", "birth_date"),
        ({"birth_date": "14/6/2020"}, "date_in_future", "birth_date"),
        ({"filing_date": "1 Aug 2014"}, "date_in_future", "filing_date"),
        ({"contingency_date": "1 Jan 1950"}, "contingency_before_birth", "contingency_date"),
        ({"numbers": ()}, "numbers_missing", "numbers"),
        ({"numbers": (("VC", "104 882"), ("", "77 1"))}, "number_without_state", "numbers"),
        ({"consent": False}, "consent_missing", "consent"),
        ({"birth_date": "14 Jun 1901", "contingency_date": "14 Jun 2014"}, "age_unlikely", "birth_date"),
    ],
)
def test_what_is_wrong_with_the_claimant_is_said_beside_the_field(
    change: dict[str, object], code: str, where: str
) -> None:
    if code == "age_unlikely":
        change = {**change, "birth_date": "14 Jun 1900"}
        today = date(2016, 7, 14)
    else:
        today = TODAY
    assert (code, where) in codes(check_claimant(replace(HENDYCE, **change), today))  # type: ignore[arg-type]  # a table of changes


def test_letters_in_weeks_are_an_error_in_that_cell_and_the_text_stays() -> None:
    result = checked(PeriodLine(row_id="1", state="VC", year="1994", weeks="2b"))
    assert ("weeks_unreadable", "rows.1.weeks") in codes(result.findings)
    assert result.has_errors
    assert result.lines[0].line.weeks == "2b"


def test_78_weeks_in_one_row_are_an_error() -> None:
    result = checked(PeriodLine(row_id="1", state="VC", year="1994", weeks="78"))
    assert ("weeks_above_year", "rows.1.weeks") in codes(result.findings)


def test_78_weeks_of_a_year_in_two_states_are_a_warning_with_both_figures() -> None:
    result = checked(
        PeriodLine(row_id="1", state="VC", year="1994", weeks="52"),
        PeriodLine(row_id="2", state="LC", year="1994", weeks="26"),
    )
    (finding,) = (found for found in result.findings if found.code == "year_above_52")
    assert finding.level is Level.WARNING
    assert dict(finding.facts) == {"year": 1994, "weeks": 78, "states": 2, "parts": "52 + 26"}
    assert not result.has_errors


def test_53_weeks_in_one_state_are_let_stand() -> None:
    assert checked(PeriodLine(row_id="1", state="VC", year="1990", weeks="53")).findings == ()


def test_days_entered_for_two_states_are_named_until_a_remark_explains_them() -> None:
    kingstown = PeriodLine(row_id="1", state="VC", year="1994", start="1 Jan 1994", end="8 Jul 1994", weeks="26")
    castries = PeriodLine(row_id="2", state="LC", year="1994", start="4 Jul 1994", end="31 Dec 1994", weeks="26")
    (finding,) = checked(kingstown, castries).findings
    assert finding.code == "dates_overlap"
    assert finding.facts["days"] == 5
    assert checked(kingstown, replace(castries, remark="left Kingstown on 1 July")).findings == ()


@pytest.mark.parametrize(
    ("line", "code", "where"),
    [
        (PeriodLine(row_id="1", year="1994", weeks="5"), "state_missing", "rows.1.state"),
        (PeriodLine(row_id="1", state="XX", year="1994"), "state_unknown", "rows.1.state"),
        (PeriodLine(row_id="1", state="VC", year="94"), "year_unreadable", "rows.1.year"),
        (PeriodLine(row_id="1", state="VC", weeks="5"), "year_or_dates_missing", "rows.1.year"),
        (PeriodLine(row_id="1", state="VC", start="5 May 1994", end="1 May 1994"), "ends_before_start", "rows.1.end"),
        (PeriodLine(row_id="1", state="VC", year="1994", kind="pirate"), "kind_unreadable", "rows.1.kind"),
        (PeriodLine(row_id="1", state="VC", year="1994", earnings="x"), "money_unreadable", "rows.1.earnings"),
        (PeriodLine(row_id="1", state="VC", year="2015", start="1 Jan 2015"), "date_in_future", "rows.1.start"),
        (PeriodLine(row_id="1", state="VC", year="1950", start="1 Jan 1950"), "period_before_birth", "rows.1.start"),
        (
            PeriodLine(row_id="1", state="VC", year="1994", start="1 Jan 1994", end="31 Jan 1994", weeks="9"),
            "more_weeks_than_span",
            "rows.1.weeks",
        ),
        (
            PeriodLine(row_id="1", state="VC", year="1994", start="1 Jan 1993"),
            "date_outside_year",
            "rows.1.start",
        ),
    ],
)
def test_what_is_wrong_in_a_row_is_said_in_its_cell(line: PeriodLine, code: str, where: str) -> None:
    assert (code, where) in codes(checked(line).findings)


def test_blank_rows_are_passed_over_and_a_checked_history_is_read() -> None:
    result = checked(
        PeriodLine(row_id="0", state="VC"),
        PeriodLine(row_id="1", state="vc", year="1989", weeks="52", earnings="12,600.00", kind="Self-employed"),
    )
    (row,) = read_stated(result)
    assert (row.state, row.weeks, row.type) == ("VC", 52, PeriodType.SEL)
    assert row.earnings == Money(minor=1260000, currency="XCD")


def test_credited_weeks_of_an_institutions_own_record_are_kept_apart_from_paid_ones() -> None:
    form = PeriodsForm(
        single_state="JM", lines=(PeriodLine(row_id="1", year="1990", weeks="8", kind="Sickness", earnings="10"),)
    )
    (row,) = read_record(check_periods(form, currencies=CURRENCIES, birth_date=None, today=TODAY))
    assert (row.state, row.weeks_paid, row.weeks_credited) == ("JM", 0, 8)
    assert row.earnings == Money(minor=1000, currency="JMD")


@pytest.mark.parametrize(
    ("typed", "enough", "code"),
    [
        ("short", False, "passphrase_short"),
        ("aaaaaaaaaaaaaaaa", False, "passphrase_even"),
        ("123456789012", False, "passphrase_even"),
        ("nutmeg lantern harbour sail", True, "passphrase_strong"),
        ("bluewaterboat", True, "passphrase_fair"),
        ("Bluewater 77 boat", True, "passphrase_good"),
    ],
)
def test_a_passphrase_is_judged_by_length_and_variety(typed: str, enough: bool, code: str) -> None:
    strength = passphrase_strength(typed)
    assert (strength.enough, strength.reason.code) == (enough, code)
