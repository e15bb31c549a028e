"""What stands after the rows of a certificate: totals, the rule of conversion, coded remarks (4.3)."""

from dataclasses import replace

from desktop_app.domain.beside_rows import BesideForm, beside_of
from desktop_app.domain.certificates import CertifiedTotal, HasPeriods, RemarkCode, check_certificate
from desktop_app.domain.claims import Benefit
from desktop_app.domain.forms import PeriodsForm
from desktop_app.domain.periods import PeriodType
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import newest_certificate
from desktop_app.workflows.preview_bundle import preview
from tests.support import hendyce
from tests.support.case_desks import CUT_OFF, carry, certificate, post, told

BESIDE = BesideForm(conversion="Four weeks a month", conversion_rule="12(3)", remark_codes="under_review in_arrears")


def test_what_was_entered_beside_the_rows_arrives_and_begins_the_next_version(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    first, *rest = hendyce.record("LC").lines
    made = certify_periods(
        lc,
        there,
        PeriodsForm(lines=(replace(first, kind="VOL"), *rest), single_state="LC"),
        complete_to=CUT_OFF,
        has_periods=HasPeriods.YES,
        beside=BESIDE,
    )
    assert made.conversion_rule == "12(3)"
    assert made.remark_codes == (RemarkCode.IN_ARREARS, RemarkCode.UNDER_REVIEW)
    assert {each.type: each.weeks for each in made.stated_totals} == {
        PeriodType.EMP: made.weeks - made.rows[0].weeks,
        PeriodType.VOL: made.rows[0].weeks,
    }
    mailbox_id = post(lc, vc)
    codes = [each.after for each in preview(vc, mailbox_id).changes if each.what == "change_remark_code"]
    assert codes == ["in_arrears", "under_review"]
    accept(vc, mailbox_id)
    assert newest_certificate(vc, key, "LC") == made
    assert beside_of(made).conversion_rule == "12(3)"
    assert set(beside_of(made).remark_codes.split()) == {"in_arrears", "under_review"}


def test_totals_are_by_kind_where_there_are_several_and_by_benefit_where_rows_do_not_count_for_all() -> None:
    one = certificate("LC", weeks=40)
    (row,) = one.rows
    assert one.totals == ()
    assert one.year_weeks == ((1995, 40),)
    more = replace(row, row_id="2", year=1996, weeks_paid=10, type=PeriodType.CSI, counts_for=(Benefit.AGE,))
    both = replace(one, rows=(row, more))
    by_kind = [(each.type, each.weeks) for each in both.totals if each.type]
    assert by_kind == [(PeriodType.CSI, 10), (PeriodType.EMP, 40)]
    by_benefit = {each.benefit: each.weeks for each in both.totals if each.benefit}
    assert by_benefit == {benefit: 50 if benefit is Benefit.AGE else 40 for benefit in Benefit}


def test_totals_that_are_not_those_of_the_rows_are_an_error_in_whatever_order_they_stand() -> None:
    one = certificate("LC", weeks=40)
    (row,) = one.rows
    both = replace(one, rows=(row, replace(row, row_id="2", type=PeriodType.VOL, weeks_paid=3)), stated_weeks=43)
    right = replace(both, stated_totals=tuple(reversed(both.totals)))
    wrong = replace(both, stated_totals=(CertifiedTotal(weeks=41, type=PeriodType.EMP), *both.totals[1:]))
    assert "certificate_totals_differ" not in {finding.code for finding in check_certificate(right)}
    assert "certificate_totals_differ" in {finding.code for finding in check_certificate(wrong)}


def test_rows_that_hold_fewer_weeks_than_their_days_are_named_once_unless_a_note_says_why() -> None:
    one = certificate("LC", weeks=40)
    (row,) = one.rows
    dated = replace(
        row, start=CUT_OFF.replace(year=1995, month=1, day=1), end=CUT_OFF.replace(year=1995, month=12, day=31)
    )
    short = replace(one, rows=(dated,))
    (finding,) = (each for each in check_certificate(short) if each.code == "rows_below_span")
    assert finding.facts == {"count": 1, "years": "1995"}
    said = replace(short, rows=(replace(dated, note="Seasonal work"),))
    assert "rows_below_span" not in {each.code for each in check_certificate(said)}
