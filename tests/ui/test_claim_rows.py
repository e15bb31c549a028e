"""What the claim's pages make of rows and results, without a window."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from desktop_app.calculation.award import Award
from desktop_app.domain.forms import CheckedPeriods, PeriodLine, PeriodsForm, check_periods, read_record
from desktop_app.domain.periods import InsurancePeriod, PeriodType
from desktop_app.domain.states import Party
from desktop_app.ui.parties import parties_by_code
from desktop_app.ui.screens.claim.calculation.lanes import overlaps_words, timeline_lanes
from desktop_app.ui.screens.claim.calculation.models import award_rows, award_text, total_words
from desktop_app.ui.screens.claim.calculation.topics import Topic, can_settle, to_settle, topic_of
from desktop_app.ui.screens.claim.check_and_send.view import joined, send_words
from desktop_app.ui.screens.claim.grid_rows import form_of, grid_rows, next_row_id, tidy_amount, tidy_date, tidy_kind
from desktop_app.ui.screens.claim.grid_words import (
    grid_findings,
    grid_notes,
    open_finding,
    other_end,
    place_in_form,
    strip_years,
    warning_of,
)
from desktop_app.ui.screens.claim.insurance_periods.presenter import compared_years
from desktop_app.ui.screens.claim.work_history.presenter import lanes_of, totals_of
from tests.support import hendyce
from tests.support.sample_award import sample_award


@cache
def the_award() -> Award:
    """The published result: stated totals, Saint Lucia by an officer's decision."""
    return sample_award(HENDYCE)


HENDYCE = tuple(
    row
    for state in ("VC", "LC", "GD")
    for row in read_record(
        check_periods(
            hendyce.record(state), currencies={state: "XCD"}, birth_date=date(1954, 6, 14), today=date(2014, 7, 14)
        )
    )
)
CURRENCIES = {"VC": "XCD", "LC": "XCD", "GD": "XCD", "BB": "BBD"}
TODAY = date(2014, 7, 14)


def checked(form: PeriodsForm) -> CheckedPeriods:
    return check_periods(form, currencies=CURRENCIES, birth_date=date(1954, 6, 14), today=TODAY)


def overlapping() -> PeriodsForm:
    """Saint Vincent ends five days after Saint Lucia begins."""
    lines = tuple(
        replace(line, end="8 Jul 1994") if line.row_id == "VC-1994" else line for line in hendyce.history().lines
    )
    return PeriodsForm(lines=lines)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("14/6/1954", "14 Jun 1954"),
        ("1994-07-08", "8 Jul 1994"),
        ("", ""),
        ("soon", "soon"),
        ("31/2/1990", "31/2/1990"),
    ],
)
def test_a_date_is_shown_in_our_form_and_what_is_no_date_stays(typed: str, shown: str) -> None:
    assert tidy_date(typed) == shown


@pytest.mark.parametrize(("typed", "shown"), [("EMP", "Employed"), ("self employed", "Self-employed"), ("?", "?")])
def test_a_kind_is_shown_by_its_word(typed: str, shown: str) -> None:
    assert tidy_kind(typed) == shown


@pytest.mark.parametrize(("typed", "shown"), [("12600", "12,600.00"), ("12,600.5", "12,600.50"), ("many", "many")])
def test_an_amount_is_shown_with_separators_and_cents(typed: str, shown: str) -> None:
    assert tidy_amount(typed) == shown


def test_a_changed_cell_keeps_the_rows_identity_and_its_remark() -> None:
    before = PeriodsForm(lines=(PeriodLine(row_id="a", state="VC", year="1990", remark="as she says"),))
    rows = grid_rows(before)
    rows[0]["weeks"] = "52"

    after = form_of(before, rows, next_row_id(before))

    assert after.lines[0].row_id == "a"
    assert after.lines[0].remark == "as she says"
    assert after.lines[0].weeks == "52"


def test_a_row_put_in_between_is_new_and_leaves_the_others_what_they_were() -> None:
    before = hendyce.history()
    rows = grid_rows(before)
    rows.insert(3, {**rows[3], "year": "1987"})

    after = form_of(before, rows, next_row_id(before))

    assert [line.row_id for line in after.lines if line.row_id.startswith("r")] == ["r1"]
    assert after.lines[3].year == "1987"
    assert [line.row_id for line in after.lines if line.row_id != "r1"] == [line.row_id for line in before.lines]


def test_a_row_taken_away_takes_only_itself() -> None:
    before = hendyce.history()
    rows = grid_rows(before)
    del rows[2]

    after = form_of(before, rows, next_row_id(before))

    assert [line.row_id for line in after.lines] == [
        line.row_id for place, line in enumerate(before.lines) if place != 2
    ]


def test_an_overlap_concerns_a_cell_in_both_rows() -> None:
    form = overlapping()

    cells = {(finding.row, finding.key) for finding in grid_findings(form, checked(form))}

    assert cells == {(6, "end"), (7, "start")}


def test_the_note_says_how_full_the_year_is_over_all_states() -> None:
    form = overlapping()

    notes = grid_notes(form, checked(form))

    assert notes[0].text == "14 of 52"
    assert notes[6].text == notes[7].text == "26 + 26 = 52"
    assert notes[6].level == notes[7].level == "warning"
    assert notes[8].level == "ok"


def test_the_open_warning_is_that_of_the_current_row_else_the_first_overlap() -> None:
    form = overlapping()
    found = checked(form)

    first = open_finding(found, form, 0)
    current = open_finding(found, form, 6)

    assert first is not None
    assert first.code == "dates_overlap"
    assert current == first
    warning = warning_of(first, form)
    assert warning is not None
    assert warning.after_row == 7
    assert len(warning.actions) == 2


def test_the_overlap_leads_to_the_row_one_is_not_in() -> None:
    form = overlapping()
    finding = open_finding(checked(form), form, 6)
    assert finding is not None

    assert other_end(finding, form, 6) == (7, "start")
    assert other_end(finding, form, 7) == (6, "end")


def test_a_finding_of_a_row_that_is_gone_stands_nowhere() -> None:
    assert place_in_form(hendyce.history(), "rows.gone.start") is None


def test_the_strip_frames_the_year_in_question_and_shows_the_gap_before() -> None:
    form = overlapping()

    years = {year.year: year for year in strip_years(checked(form), {"VC": 0, "LC": 1, "GD": 2})}

    assert list(years) == list(range(1988, 2003))
    assert years[1994].attention
    assert years[1994].weeks == "26 + 26"
    assert not years[1993].attention
    assert years[1988].parts[0].start > 700


def test_lanes_follow_first_insurance_and_never_change_for_states_of_the_case() -> None:
    found = checked(hendyce.history())

    assert dict(lanes_of(found, {})) == {"VC": 0, "LC": 1, "GD": 2}
    assert dict(lanes_of(found, {"GD": 0})) == {"GD": 0, "VC": 1, "LC": 2}


def test_totals_are_told_by_state_and_earnings_only_in_one_currency() -> None:
    lanes = {"VC": 0, "LC": 1, "GD": 2, "BB": 3}
    totals = totals_of(checked(hendyce.history()), lanes)
    abroad = PeriodLine(row_id="x", state="BB", year="2003", weeks="10", earnings="100")
    mixed = totals_of(checked(PeriodsForm(lines=(*hendyce.history().lines, abroad))), lanes)

    assert [(entry.state, entry.weeks) for entry in totals.states] == [("VC", 300), ("LC", 296), ("GD", 144)]
    assert totals.weeks == 740
    assert totals.earnings is not None
    assert totals.earnings.plain == "276400.00"
    assert mixed.earnings is None


def test_told_and_certified_weeks_are_compared_year_by_year() -> None:
    years = compared_years({1988: 14, 1989: 52}, {1989: 52, 1990: 52})

    assert [(year.year, year.claimed, year.certified, year.agrees) for year in years] == [
        (1988, 14, None, False),
        (1989, 52, 52, True),
        (1990, None, 52, False),
    ]


def test_the_button_names_the_states_it_sends_to() -> None:
    assert joined(("Saint Lucia", "Grenada")) == "Saint Lucia and Grenada"
    assert send_words(("Saint Lucia", "Grenada")) == "&Send to Saint Lucia and Grenada"
    assert send_words(("A", "B", "C", "D")) == "&Send to 4 States"


def parties() -> dict[str, Party]:
    return dict(parties_by_code())


def test_the_result_shows_the_figure_that_decides_under_each_answer() -> None:
    rows = award_rows(the_award(), parties(), ("VC", "actual"), with_why=True)

    vc, lc = rows[0], rows[1]
    assert vc[0].text == "Saint Vincent"
    assert (vc[3].text, vc[3].second) == ("No", "286 of 500")
    assert (vc[4].text, vc[4].second) == ("Yes", "726 of 500")
    assert lc[4].second == "726 of 750, 24 short"
    assert vc[7].framed
    assert not lc[7].framed
    assert vc[9].text == "34.51"
    assert vc[9].unit == "XCD"


def test_without_room_the_reason_stands_under_its_row() -> None:
    wide = award_rows(the_award(), parties(), ("", ""), with_why=True)
    narrow = award_rows(the_award(), parties(), ("", ""), with_why=False)

    assert len(narrow) == 2 * len(wide)
    assert narrow[1][0].text == wide[0][-1].text


def test_all_states_together_is_told_only_in_one_currency() -> None:
    award = the_award()
    foreign = replace(award.states[1].payable.weekly, currency="BBD")  # type: ignore[type-var] # it pays
    states = (award.states[0], replace(award.states[1], payable=replace(award.states[1].payable, weekly=foreign)))

    assert total_words(award)[1].replace("\u00a0", " ") == "XCD 128.22 a week"
    assert total_words(replace(award, states=states))[1] == ""


def test_the_copied_table_has_a_line_a_state_and_every_figure() -> None:
    lines = award_text(the_award(), parties()).split("\n")

    assert len(lines) == 6
    assert lines[5].startswith("Grants apart from any pension: VC XCD 7,730.77, GD XCD")
    assert lines[0].split("\t")[:3] == ["State", "Own weeks", "Totalised weeks"]
    assert "34.51" in lines[1]
    assert lines[4].endswith("XCD 128.22 a week")


def period(state: str, year: int, start: date, end: date, kind: PeriodType = PeriodType.EMP) -> InsurancePeriod:
    return InsurancePeriod(
        row_id=f"{state}{year}", state=state, year=year, weeks_paid=52, start=start, end=end, type=kind
    )


def test_equal_neighbours_are_one_bar_and_another_kind_begins_a_new_one() -> None:
    rows = (
        period("VC", 1990, date(1990, 1, 1), date(1990, 12, 31)),
        period("VC", 1991, date(1991, 1, 1), date(1991, 12, 31)),
        period("VC", 1992, date(1992, 1, 1), date(1992, 12, 31), PeriodType.SEL),
    )

    lanes = timeline_lanes(the_award(), rows, checked(PeriodsForm()), parties())

    assert [(bar.kind, bar.label) for bar in lanes[0].bars] == [
        ("employed", "104 weeks"),
        ("self_employed", "52 weeks"),
    ]


def test_days_that_two_states_certify_are_hatched_in_both_lanes() -> None:
    rows = (
        period("VC", 1994, date(1994, 1, 1), date(1994, 7, 8)),
        period("LC", 1994, date(1994, 7, 4), date(1994, 12, 31)),
    )

    lanes = timeline_lanes(the_award(), rows, checked(PeriodsForm()), parties())

    hatched = [bar for lane in lanes for bar in lane.bars if bar.kind == "overlap"]
    assert [(bar.start, bar.end) for bar in hatched] == [(date(1994, 7, 4), date(1994, 7, 8))] * 2
    assert overlaps_words(lanes, 104).startswith("1 overlap")


def test_a_year_that_was_told_and_not_certified_is_an_outline() -> None:
    rows = tuple(period("VC", year, date(year, 1, 1), date(year, 12, 31)) for year in range(1989, 1995))

    lanes = timeline_lanes(the_award(), rows, checked(PeriodsForm(lines=hendyce.lines("VC"))), parties())

    assert [bar.drawn_as for bar in lanes[0].bars] == ["not_certified", "employed"]
    assert lanes[0].bars[0].start == date(1988, 9, 26)


def test_stated_totals_are_settled_as_totals() -> None:
    award = the_award()

    topics = {finding.code: topic_of(finding, award) for finding in to_settle(award)}

    assert topics
    for code, topic in topics.items():
        if code.startswith("stated_"):
            assert topic is Topic.TOTALS
    assert all(
        can_settle(finding, award, {"VC", "LC", "GD"}) for finding in to_settle(award) if "stated" in finding.code
    )
