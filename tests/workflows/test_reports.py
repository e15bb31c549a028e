"""Reports tell exact figures, about nobody but where a role allows it, and survive the removal of claims."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.domain.money import Money
from desktop_app.domain.person_forms import NumberLine, PersonForm
from desktop_app.domain.reports import ReportColumn, ReportKind, ReportNote, axis_steps
from desktop_app.domain.users import Role, User
from desktop_app.foundation.problems import DutyProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.wording.report_words import table_of, value_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import enter_history, register_claim
from desktop_app.workflows.kept_statistics import fold_into_statistics
from desktop_app.workflows.merge_people import merge_persons
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.people import enter_person, people_page
from desktop_app.workflows.protected import protect_person
from desktop_app.workflows.reports import export_report, report, report_document
from tests.support import hendyce
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.reports_gallery import busy_desk
from tests.workflows.test_decisions import decided
from tests.workflows.test_person_file_whole import bring_contributions

PAST = (ReportKind.OUTCOMES, ReportKind.WEEKS, ReportKind.AGREEMENT)


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


@pytest.fixture(name="busy")
def _busy(tmp_path: Path) -> Iterator[Desk]:
    desk = busy_desk(tmp_path, claims=6)
    yield desk
    desk.close()


def test_a_decision_counts_with_its_weeks_and_what_is_paid_because_of_the_agreement(offices: Offices) -> None:
    decided(offices.vc, answered(offices))
    assert report(offices.vc, ReportKind.OUTCOMES).rows == (("VC", "age_pension", 1, 0, 0, 1),)
    assert report(offices.vc, ReportKind.WEEKS).rows == ((2014, "VC", "age_pension", 1, 740, 440),)
    paid = Money(minor=3588, currency="XCD")
    assert report(offices.vc, ReportKind.AGREEMENT).rows == (("VC", "age_pension", 1, paid, "weekly"),)


def test_a_decision_outside_the_period_does_not_count(offices: Offices) -> None:
    decided(offices.vc, answered(offices))
    assert not report(offices.vc, ReportKind.OUTCOMES, until=date(2013, 12, 31)).rows
    assert report(offices.vc, ReportKind.OUTCOMES, since=date(2014, 1, 1), until=date(2014, 12, 31)).rows


def test_the_figures_of_a_claim_that_is_removed_stay_the_same(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    decided(desk, key)
    before = {kind: report(desk, kind).rows for kind in PAST}
    with desk.store.act(verb="samples_made", user=desk.user.id, about=key, facts={}):
        fold_into_statistics(desk, (key,))
        desk.store.removal.claim(key, desk.clock.now())
    assert {kind: report(desk, kind).rows for kind in PAST} == before
    part = report(desk, ReportKind.OUTCOMES, since=date(2014, 2, 1))
    assert (part.rows, part.notes) == ((), (ReportNote.KEPT_YEARS_LEFT_OUT,))


def test_open_claims_are_parted_by_stage_and_age(busy: Desk) -> None:
    (row,) = report(busy, ReportKind.OPEN_CLAIMS).rows
    assert row[0] == "ready_to_calculate"
    assert row[-1] == 6
    assert sum(count for count in row[1:-1] if isinstance(count, int)) == 6


def test_who_is_near_the_pensionable_age_with_insurance_elsewhere_is_listed(busy: Desk) -> None:
    made = report(busy, ReportKind.OUTREACH, ahead=12)
    assert [row[0] for row in made.rows] == [f"Sample{number}, Near" for number in range(7)]
    first = dict(zip(made.columns, made.rows[0], strict=True))
    assert (first[ReportColumn.BIRTH_DATE], first[ReportColumn.PENSION_DAY]) == (date(1954, 1, 9), date(2014, 1, 9))
    assert (first[ReportColumn.STATES], first[ReportColumn.CONFIDENCE]) == ("BB", "low")
    told = dict(zip(made.columns, table_of(made)[0], strict=True))
    assert told[ReportColumn.KNOWN] == "a number there"
    assert told[ReportColumn.RULE].startswith("60 years: ")
    assert ReportNote.LAW_UNSURE in made.notes


def test_the_list_counts_our_own_record_and_finds_who_told_of_work_there(busy: Desk) -> None:
    before = report(busy, ReportKind.OUTREACH, ahead=12)
    near = next(person.id for person in busy.store.report_figures.near("VC", date(1954, 1, 9), date(1954, 1, 9)))
    bring_contributions(busy, near)
    claimant = replace(hendyce.CLAIMANT, benefit="invalidity_pension", numbers=(("VC", "900 001"),), surname="Toldly")
    key = start_claim(busy).key
    register_claim(busy, key, claimant)
    enter_history(busy, key, hendyce.history())
    made = report(busy, ReportKind.OUTREACH, ahead=12)
    rows = {row[0]: dict(zip(made.columns, row, strict=True)) for row in made.rows}
    assert rows["Sample0, Near"][ReportColumn.WEEKS_HERE] == sum(
        record.weeks for record in busy.store.imports.of_person(near)
    )
    new = rows.keys() - {row[0] for row in before.rows}
    assert [name.split(",")[0] for name in new if isinstance(name, str)] == ["Toldly"]
    assert rows[next(iter(new))][ReportColumn.KNOWN] == "told"
    form = PersonForm(
        surname="Again", forenames="Near", birth_date="9 Jan 1954", numbers=(NumberLine(state="GD", number="77-1"),)
    )
    gone = enter_person(busy, form, why_not_same="Not yet")
    merge_persons(busy, near, gone.person.id, reason="One person")
    made = report(busy, ReportKind.OUTREACH, ahead=12)
    rows = {row[0]: dict(zip(made.columns, row, strict=True)) for row in made.rows}
    assert rows["Sample0, Near"][ReportColumn.STATES] == "BB GD"


@pytest.mark.parametrize(
    ("most", "steps"),
    [(0, (0,)), (1, (0, 1)), (4, (0, 1, 2, 3, 4)), (6, (0, 2, 4, 6)), (23, (0, 5, 10, 15, 20)),
     (Fraction(7, 2), (0, 1, 2, 3)), (1_234_567, (0, 500_000, 1_000_000))],
)  # fmt: skip
def test_a_scale_has_few_round_steps_up_to_its_largest_value(most: int | Fraction, steps: tuple[int, ...]) -> None:
    assert axis_steps(most) == steps


class _StopsAt:
    """Progress that is stopped at a row."""

    def __init__(self, row: int) -> None:
        self.row, self.seen = row, 0

    def step(self, done: int, total: int, what: str = "") -> None:
        assert (total, what) == (7, "")
        self.seen += 1
        if done == self.row:
            raise Cancelled


@pytest.mark.parametrize("name", ["near.xlsx", "near.csv", ""])
def test_a_report_that_is_stopped_on_its_way_out_leaves_no_file_and_no_line(
    busy: Desk, tmp_path: Path, name: str
) -> None:
    made, before = report(busy, ReportKind.OUTREACH), busy.store.journal.count()
    progress = _StopsAt(3)
    with pytest.raises(Cancelled):
        export_report(busy, made, tmp_path / name, progress) if name else report_document(busy, made, progress)
    assert progress.seen == 4
    assert busy.store.journal.count() == before
    assert not [path for path in tmp_path.iterdir() if "near" in path.name]
    whole = _StopsAt(-1)
    export_report(busy, made, tmp_path / name, whole) if name else report_document(busy, made, whole)
    assert (whole.seen, busy.store.journal.count()) == (7, before + 1)


def test_a_field_in_question_is_named_in_words() -> None:
    assert value_words(ReportColumn.FIELD, "body.rows.3.start") == "Rows, no. 4: From"
    assert value_words(ReportColumn.FIELD, "") == "The whole row"


def test_an_auditor_sees_the_outreach_list_without_names(busy: Desk, tmp_path: Path) -> None:
    auditor = User(id="u-audit", name="Aud Sample", role=Role.AUDITOR)
    with busy.store.act(verb="samples_made", user=busy.user.id, about="", facts={}):
        busy.store.users.add(auditor, login="aud")
    made = report(replace(busy, user=auditor), ReportKind.OUTREACH)
    assert made.columns == (ReportColumn.YEAR, ReportColumn.STATES, ReportColumn.PERSONS)
    assert ReportNote.WITHOUT_NAMES in made.notes
    assert sum(int(str(row[2])) for row in made.rows) == 7
    assert all(
        row[0] is None or isinstance(row[0], int) for row in made.rows
    )  # a year: the day less the age is the date of birth
    assert made.bars == report(busy, ReportKind.OUTREACH).bars
    with pytest.raises(DutyProblem):
        export_report(replace(busy, user=auditor), report(busy, ReportKind.OUTREACH), tmp_path / "names.xlsx")
    assert not (tmp_path / "names.xlsx").exists()


def test_a_protected_person_is_in_no_report_of_who_is_not_named(busy: Desk) -> None:
    clerk = User(id="u-clerk", name="Carl Clerk-Sample", role=Role.CLERK)
    head = User(id="u-head", name="Hubert Sample-Head", role=Role.HEAD)
    with busy.store.act(verb="samples_made", user=busy.user.id, about="", facts={}):
        for login, user in (("carl", clerk), ("hubert", head)):
            busy.store.users.add(user, login=login)
    name = str(report(busy, ReportKind.OUTREACH).rows[0][0])
    surname = name.partition(", ")[0]
    (person,) = [row.id for row in people_page(busy, surname).rows if row.surname == surname]
    protect_person(replace(busy, user=head), person, reason="A colleague", named=[])
    reading = replace(busy, user=clerk)
    made = report(reading, ReportKind.OUTREACH)
    assert len(made.rows) == 6
    assert ReportNote.PROTECTED_LEFT_OUT in made.notes
    told = [repr(report(reading, kind)) for kind in ReportKind]
    assert [text for text in told if surname in text] == []
    assert name in repr(report(replace(busy, user=head), ReportKind.OUTREACH)), "who is named reads on"


def test_a_state_of_unknown_law_says_so_and_lists_nobody(busy: Desk) -> None:
    made = report(replace(busy, rulebook=replace(busy.rulebook, packs={})), ReportKind.OUTREACH)
    assert (made.rows, made.notes) == ((), (ReportNote.LAW_UNKNOWN,))


class _Stops:
    """Somebody who wants to stop at once."""

    def step(self, done: int, total: int, what: str = "") -> None:
        del done, total, what
        raise Cancelled


@pytest.mark.parametrize("kind", list(ReportKind))
def test_making_a_report_is_stopped_and_leaves_the_store_as_it_was(busy: Desk, kind: ReportKind) -> None:
    lines = busy.store.journal.lines(limit=1)
    with pytest.raises(Cancelled):
        report(busy, kind, progress=_Stops())
    assert busy.store.journal.lines(limit=1) == lines
    assert report(busy, kind).kind is kind


@pytest.mark.parametrize("kind", list(ReportKind))
def test_every_report_is_printed_and_exported_and_the_journal_tells(
    busy: Desk, kind: ReportKind, tmp_path: Path
) -> None:
    made = report(busy, kind)
    assert report_document(busy, made).data.startswith(b"%PDF")
    path = export_report(busy, made, tmp_path / "a.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert len(lines) == len(made.rows) + 1
    assert not any(cell[:1] in "=+-@" for line in lines for cell in line if cell)
    (sheet,) = load_workbook(export_report(busy, made, tmp_path / "a.xlsx")).worksheets
    shown = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    for said, cells, row in zip(lines[1:], shown[1:], made.rows, strict=True):
        for text, cell, value in zip(said, cells, row, strict=True):
            assert isinstance(cell, int) is isinstance(value, int)
            assert isinstance(cell, datetime) is isinstance(value, date)
            assert text == (cell.date().isoformat() if isinstance(cell, datetime) else str(cell))
    assert busy.store.journal.lines(limit=1)[0].facts["form"] == "xlsx"
