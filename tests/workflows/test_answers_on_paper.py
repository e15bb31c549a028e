"""An answer on paper is typed in with its scan and meets what was owed; the file that comes later counts once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop_app.domain.forms import PeriodLine, PeriodsForm
from desktop_app.domain.obligations import ObligationStep
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.obligations import Obligation, ObligationState
from desktop_app.wording.findings import change_words, finding_words
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.attach import attach_file, original_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_paper import (
    PaperCertificateForm,
    check_paper_certificate,
    enter_paper_certificate,
    paper_awaited,
)
from desktop_app.workflows.own_periods import newest_certificate
from desktop_app.workflows.partner_statistics import partner_statistics
from desktop_app.workflows.receive_bundle import preview
from tests.support.case_desks import carry, certificate, named, post, say, told

SCAN = b"%PDF-1.4\ninvented sheet\n%%EOF\n"


def line(weeks: str = "40", year: str = "1995") -> PeriodLine:
    return PeriodLine(row_id="1", state="LC", year=year, weeks=weeks)


def sheet(desk: Desk, key: str, **changes: object) -> PaperCertificateForm:
    """Type the sheet that says what `certificate("LC")` says as a file."""
    form = PaperCertificateForm(
        number="LC-CERT",
        certified_on="14 Jul 2014",
        complete_to="13 Jun 2014",
        signed_by="M. Augustin",
        periods=PeriodsForm(lines=(line(),)),
        scan=attach_file(desk, key, SCAN, "Certificate.pdf", "certificate").id,
    )
    return replace(form, **changes)  # type: ignore[arg-type]  # fields of the form


def owed_at(desk: Desk, key: str) -> Obligation:
    (owed,) = desk.store.obligations.of_claim(key)
    return owed


def typed(desk: Desk, key: str, **changes: object) -> None:
    enter_paper_certificate(desk, owed_at(desk, key).id, sheet(desk, key, **changes))


def arrives(offices: dict[str, Desk], key: str, **changes: object) -> int:
    """Let the electronic copy arrive; return the file's id."""
    weeks = changes.pop("weeks", 40)
    assert isinstance(weeks, int)
    copy = replace(certificate("LC", weeks=weeks), **changes)  # type: ignore[arg-type]  # fields of the certificate
    say(offices["LC"], "VC-NIS", copy, named(offices["VC"], key))
    return post(offices["LC"], offices["VC"])


def test_a_certificate_on_paper_meets_what_was_owed_marked_from_paper(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    typed(vc, key)
    owed = owed_at(vc, key)
    (kept,) = vc.store.periods.certificates(key)
    assert (owed.state, owed.from_paper) == (ObligationState.MET, True)
    assert kept.paper is not None
    assert (kept.paper.id, kept.paper.signed_by) == (owed.met_by, "M. Augustin")
    assert original_of(vc, kept.paper.scan) == SCAN
    last = vc.store.obligations.history(owed.id)[-1]
    assert (last.step, last.from_paper, last.by) == (ObligationStep.MET, True, vc.user.id)


def test_what_was_typed_counts_as_a_file_does(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    typed(vc, key)
    (record,) = vc.store.periods.current(key)
    assert (record.state, record.certificate_number, record.weeks) == ("LC", "LC-CERT", 40)
    assert vc.store.periods.states_certified(key) == ("LC",)
    assert vc.store.periods.count_certified() == 1
    assert vc.store.periods.certified_after("", 5) == (key,)


def test_the_file_that_comes_later_takes_the_place_and_both_stay_readable(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    typed(vc, key)
    file = arrives(offices, key)
    found = [check.finding for check in preview(vc, file).checks if check.finding.code == "check_paper_same"]
    assert "came on paper" in finding_words(found[0])
    accept(vc, file)
    (kept,) = vc.store.periods.certificates(key)
    (paper,) = vc.store.periods.from_paper(key)
    assert kept.paper is None
    assert kept.bundle_id is not None
    assert paper.certificate.weeks == kept.certificate.weeks
    assert sum(record.weeks for record in vc.store.periods.current(key)) == 40
    assert vc.store.periods.count_certified() == 1


def test_an_answer_is_counted_once_and_from_paper(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    typed(vc, key)
    before = owed_at(vc, key)
    accept(vc, arrives(offices, key))
    assert owed_at(vc, key) == before
    steps = [event.step for event in vc.store.obligations.history(before.id)]
    assert steps.count(ObligationStep.MET) == 1
    assert sum(entry.from_paper for entry in partner_statistics(vc)) == 1


def test_a_part_on_paper_is_no_second_part_as_a_file(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    typed(vc, key, more_follows=True)
    assert owed_at(vc, key).state is ObligationState.MET_IN_PART
    accept(vc, arrives(offices, key, more_follows=True))
    steps = [event.step for event in vc.store.obligations.history(owed_at(vc, key).id)]
    assert steps.count(ObligationStep.MET_IN_PART) == 1


def test_what_the_file_says_otherwise_is_shown_before_it_holds(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    typed(vc, key, periods=PeriodsForm(lines=(line("38"),)))
    file = arrives(offices, key)
    shown = preview(vc, file)
    (differs,) = [check.finding for check in shown.checks if check.finding.code == "paper_differs"]
    (weeks,) = [entry for entry in shown.changes if entry.what == "change_paper_weeks"]
    assert differs.facts["count"] == 1
    assert (change_words(weeks.what, weeks.detail), weeks.now, weeks.after) == (
        "Weeks of 1995, typed from paper",
        "38",
        "40",
    )
    accept(vc, file)
    newest = newest_certificate(vc, key, "LC")
    assert newest is not None
    assert newest.weeks == 40
    assert vc.store.periods.from_paper(key)[0].certificate.weeks == 38


def test_weeks_of_another_kind_are_told_though_their_number_is_the_same(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    typed(vc, key, periods=PeriodsForm(lines=(replace(line(), kind="sickness"),)))
    changes = {entry.what: (entry.now, entry.after) for entry in preview(vc, arrives(offices, key)).changes}
    assert changes["change_paper_kinds"] == ("CSI 40", "EMP 40")


def test_a_paper_of_what_is_here_as_a_file_is_refused(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    accept(vc, arrives(offices, key))
    draft = check_paper_certificate(vc, owed_at(vc, key).id, sheet(vc, key))
    assert [entry.code for entry in draft.findings if entry.level.value == "error"] == ["paper_certificate_here"]
    with pytest.raises(CaseProblem, match="certificate_has_errors"):
        typed(vc, key)
    assert vc.store.periods.from_paper(key) == ()


@pytest.mark.parametrize(
    ("changes", "where", "code"),
    [
        ({"number": " "}, "number", "field_missing"),
        ({"signed_by": ""}, "signed_by", "field_missing"),
        ({"certified_on": ""}, "certified_on", "field_missing"),
        ({"certified_on": "1 Dec 2027"}, "certified_on", "date_in_future"),
        ({"complete_to": "soon"}, "complete_to", "date_unreadable"),
        ({"version": "0"}, "version", "whole_number_unreadable"),
        ({"version": "first"}, "version", "whole_number_unreadable"),
        ({"weeks": "41"}, "", "certificate_weeks_differ"),
        ({"earnings": "12.00"}, "", "certificate_earnings_differ"),
        ({"earnings": "much"}, "earnings", "money_unreadable"),
        ({"scan": ""}, "scan", "paper_scan_missing"),
        ({"scan": "another"}, "scan", "paper_scan_missing"),
        ({"periods": PeriodsForm(lines=(line(""),))}, "rows.1.weeks", "record_incomplete"),
        ({"periods": PeriodsForm()}, "", "certificate_without_rows"),
    ],
)
def test_what_is_wrong_on_the_sheet_is_named_where_it_is_typed(
    offices: dict[str, Desk], changes: dict[str, object], where: str, code: str
) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    draft = check_paper_certificate(vc, owed_at(vc, key).id, sheet(vc, key, **changes))
    assert (where, code) in {(entry.where, entry.code) for entry in draft.findings}
    assert not draft.can_enter
    with pytest.raises(CaseProblem, match="certificate_has_errors"):
        typed(vc, key, **changes)
    assert owed_at(vc, key).open


def test_a_scan_of_another_claim_is_no_scan_of_this_one(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key, other = told(vc, "LC"), told(vc, "GD")
    draft = check_paper_certificate(vc, owed_at(vc, key).id, sheet(vc, other))
    assert "paper_scan_missing" in {entry.code for entry in draft.findings}


def _ours(offices: dict[str, Desk]) -> tuple[Desk, str]:
    told(offices["VC"], "LC")
    here = carry(offices["VC"], offices["LC"])
    return offices["LC"], owed_at(offices["LC"], here).id


def _unknown(offices: dict[str, Desk]) -> tuple[Desk, str]:
    return offices["VC"], "none"


@pytest.mark.parametrize(("of", "code"), [(_ours, "paper_not_for_this"), (_unknown, "obligation_unknown")])
def test_only_what_another_state_owes_is_typed_from_its_paper(
    offices: dict[str, Desk], of: Callable[[dict[str, Desk]], tuple[Desk, str]], code: str
) -> None:
    desk, obligation_id = of(offices)
    with pytest.raises(CaseProblem, match=code):
        paper_awaited(desk, obligation_id)
