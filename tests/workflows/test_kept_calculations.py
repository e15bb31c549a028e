"""What is kept of a calculation reads as it did, runs again to the same answer, and is told apart from today's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from desktop_app.calculation.case import Case
from desktop_app.calculation.causes import CauseKind
from desktop_app.calculation.compared_figures import Figure
from desktop_app.calculation.other_readings import explained_award
from desktop_app.domain.decisions import StoredCalculation
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, Problem, RuleProblem, StoreProblem
from desktop_app.foundation.progress import Silent
from desktop_app.rulebook.pack_files import digest_of_files
from desktop_app.store.store import Store
from desktop_app.workflows.calculate_claim import (
    calculate_claim,
    case_of,
    choose_reading,
    decide_point,
    keep_calculation,
)
from desktop_app.workflows.calculation_record import keep_record, rulebook_of
from desktop_app.workflows.case_json import KeptCase
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.kept_calculations import (
    kept_calculations,
    kept_worksheet,
    open_kept,
    rerun,
    verify_kept,
)
from desktop_app.workflows.open_claim import Step, StepState, open_claim
from desktop_app.workflows.propose import accept
from desktop_app.workflows.rules_in_use import with_rules
from desktop_app.workflows.typed_json import json_text, plain
from desktop_app.workflows.update_rules import import_update, propose_update, try_update
from tests.support import sample_claims
from tests.support.careers import any_case
from tests.support.changed_rules import changed_rulebook
from tests.support.claim_desks import answered, three_offices
from tests.support.desks import desk_of, rulebook
from tests.support.many_claims import KEY, desk_on_disk, fill
from tests.support.pdfs import flat_text
from tests.support.rule_updates import changed_files, introduce, update_file
from tests.support.stores import FixedClock
from tests.support.two_persons import set_up


@pytest.fixture
def claim(tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    """The published claim, answered by all three offices, at Saint Vincent's desk."""
    offices = three_offices(tmp_path)
    yield offices.vc, answered(offices)
    offices.close()


def newest_id(desk: Desk, claim_id: str) -> str:
    return kept_calculations(desk, claim_id)[0].calculation_id


def test_a_kept_calculation_is_read_as_it_was_whatever_the_rules_say_now(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    kept = keep_calculation(desk, key)
    later = replace(desk, rulebook=changed_rulebook())
    desk.clock.advance(days=3650)  # type: ignore[attr-defined]  # the clock of the tests
    view = open_kept(later, newest_id(later, key))
    assert view.award == kept.award
    assert view.case == kept.case
    assert (view.person, view.number, view.benefit) == (kept.person.name, kept.claim.number, kept.claim.benefit)
    assert view.line.made_at == kept.kept_at
    assert view.line.made_by == desk.user
    assert view.line.newest


def test_the_names_on_it_are_those_of_its_day(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    kept = keep_calculation(desk, key)
    with desk.store.act(verb="samples_made", user=desk.user.id, about=key, facts={}):
        desk.store.persons.update(replace(kept.person, surname="Renamed"))
    assert open_kept(desk, newest_id(desk, key)).person == kept.person.name


def test_its_worksheet_is_printed_with_the_day_it_was_kept_and_its_rules(
    claim: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, key = claim
    kept = keep_calculation(desk, key)
    desk.clock.advance(days=400)  # type: ignore[attr-defined]  # as above
    later = replace(desk, rulebook=changed_rulebook())
    words = flat_text(kept_worksheet(later, newest_id(later, key)).data, tmp_path)
    assert "14 Jul 2014" in words
    assert kept.award.rule_packs["VC"] in words.replace(" ", "") or kept.award.rule_packs["VC"] in words
    assert "Bernadette Hendyce" in words


def test_its_worksheet_names_the_survivors_as_they_were_called_then(tmp_path: Path) -> None:
    offices = three_offices(tmp_path / "desks")
    key = sample_claims.answered(offices, "survivors")
    keep_calculation(offices.vc, key)
    words = flat_text(kept_worksheet(offices.vc, newest_id(offices.vc, key)).data, tmp_path)
    assert "Ottoline Exemplar" in words
    assert "Survivor 1" not in words
    offices.close()


def calculation_step(desk: Desk, key: str) -> tuple[StepState, str]:
    (found,) = [each for each in open_claim(desk, key).steps if each.step is Step.CALCULATION]
    return found.state, found.reason.code


def test_the_step_says_kept_until_todays_result_rests_on_something_else(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    keep_calculation(desk, key)
    assert calculation_step(desk, key) == (StepState.DONE, "step_kept")
    assert calculation_step(replace(desk, rulebook=changed_rulebook()), key) == (
        StepState.ATTENTION,
        "step_kept_differs",
    )
    decide_point(desk, key, point="unmet_state", state="LC", option="nothing", reason="another view")
    assert calculation_step(desk, key) == (StepState.ATTENTION, "step_kept_differs")
    keep_calculation(desk, key)
    assert calculation_step(desk, key) == (StepState.DONE, "step_kept")


def test_the_rules_it_used_are_kept_once_and_are_the_very_ones(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    award = keep_calculation(desk, key).award
    assert set(desk.store.kept_rules.digests()) == set(award.rule_packs.values())
    keep_calculation(desk, key)
    assert len(desk.store.kept_rules.digests()) == len(award.rule_packs)
    again = rulebook_of(desk, award.rule_packs)
    assert {state: pack.digest for state, pack in again.packs.items()} | {"agreement": again.agreement.digest} == dict(
        award.rule_packs
    )


def test_a_calculation_whose_rules_have_no_files_is_not_kept_at_all(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    book = desk.rulebook
    files = {digest: kept for digest, kept in book.files.items() if digest != book.agreement.digest}
    bare = replace(desk, rulebook=replace(book, files=files))
    with pytest.raises(RuleProblem, match="rules_without_files"):
        keep_calculation(bare, key)
    assert kept_calculations(desk, key) == ()
    assert desk.store.kept_rules.digests() == ()


def test_run_again_with_its_own_rules_it_gives_the_same_answer(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    choose_reading(desk, key, "LC", "nissvg-2014", "as published")
    decide_point(desk, key, point="unmet_state", state="LC", option="proportional", reason="agreed practice")
    keep_calculation(desk, key)
    decide_point(desk, key, point="unmet_state", state="LC", option="nothing", reason="another view")
    found = verify_kept(replace(desk, rulebook=changed_rulebook()), newest_id(desk, key))
    assert found.same
    assert found.same_worksheet
    assert found.differences == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=any_case())
def test_anything_that_is_kept_runs_again_to_the_same_answer(case: Case, shared_desk: Desk) -> None:
    desk = shared_desk
    award = explained_award(case, desk.rulebook.packs, desk.rulebook.agreement)
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
        record = keep_record(desk, "claim-00000", KeptCase(case=case, person="I. Example", number="1"), award)
    found = verify_kept(replace(desk, rulebook=changed_rulebook()), record.id)
    assert (found.same, found.same_worksheet, found.differences) == (True, True, ())


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = desk_of("VC", Places.at(tmp_path_factory.mktemp("desk")))
    fill(desk, 1, kept=False)
    yield desk
    desk.close()


def test_a_kept_figure_that_was_tampered_with_is_found(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    keep_calculation(desk, key)
    record = desk.store.calculations.get(newest_id(desk, key))
    forged = replace(record, id="forged", result=record.result.replace('"minor":3588', '"minor":9588'))
    assert forged.result != record.result
    with desk.store.act(verb="samples_made", user=desk.user.id, about=key, facts={}):
        desk.store.calculations.add(forged)
    found = verify_kept(desk, "forged")
    assert not found.same
    assert Figure.PAYABLE in {each.figure for each in found.differences}


def test_one_kept_by_the_first_version_is_read_and_said_not_to_run_again(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    award = calculate_claim(desk, key).award
    old = StoredCalculation(
        id="old",
        claim_id=key,
        made_at=desk.clock.now(),
        made_by=desk.user.id,
        result=json_text(plain(award)),
        input_digest="0" * 64,
        program_version="0.1.0",
    )
    with desk.store.act(verb="samples_made", user=desk.user.id, about=key, facts={}):
        desk.store.calculations.add(old)
    view = open_kept(desk, "old")
    assert view.award == award
    assert view.case is None
    assert kept_worksheet(desk, "old").data.startswith(b"%PDF")
    with pytest.raises(CaseProblem, match="case_not_kept"):
        verify_kept(desk, "old")
    assert rerun(desk, key).differences == ()


def test_one_that_cannot_be_read_stays_in_the_list(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    keep_calculation(desk, key)
    record = desk.store.calculations.get(newest_id(desk, key))
    with desk.store.act(verb="samples_made", user=desk.user.id, about=key, facts={}):
        desk.store.calculations.add(replace(record, id="broken", worksheet=b"no sheet"))
    lines = kept_calculations(desk, key)
    assert [line.calculation_id for line in lines] == ["broken", record.id]
    assert [line.result is None for line in lines] == [True, False]
    assert [line.newest for line in lines] == [True, False]
    with pytest.raises(Problem, match="calculation_unreadable"):
        open_kept(desk, "broken")


def test_rules_that_are_gone_are_said_to_be(claim: tuple[Desk, str]) -> None:
    desk, _key = claim
    with pytest.raises(StoreProblem, match="rules_not_kept"):
        rulebook_of(desk, {"VC": "sha256:none", "agreement": "sha256:none"})


def test_nothing_kept_cannot_be_compared(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    with pytest.raises(CaseProblem, match="nothing_kept"):
        rerun(desk, key)


def test_run_again_under_newer_rules_it_says_which_rule_changed_the_amount(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    keep_calculation(desk, key)
    found = rerun(replace(desk, rulebook=changed_rulebook()), key)
    assert not found.same_inputs
    paid = next(each for each in found.differences if (each.state, each.figure) == ("VC", Figure.PAYABLE))
    assert paid.before.value != paid.after.value
    causes = {(cause.kind, cause.key) for cause in paid.why}
    assert (CauseKind.RULE_CHANGED, "averaging.years") in causes
    assert {(cause.state, cause.key) for cause in found.rules} >= {("VC", "averaging.years")}
    assert kept_calculations(desk, key)[0].result == found.before


def test_run_again_after_a_decision_it_says_so(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    choose_reading(desk, key, "LC", "nissvg-2014", "as published")
    keep_calculation(desk, key)
    decide_point(desk, key, point="unmet_state", state="LC", option="proportional", reason="agreed practice")
    found = rerun(desk, key)
    paid = next(each for each in found.differences if (each.state, each.figure) == ("LC", Figure.PAYABLE))
    assert paid.before.value is None
    assert CauseKind.DECISION in {cause.kind for cause in paid.why}
    assert found.rules == ()


def test_run_again_with_nothing_changed_it_says_so(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    keep_calculation(desk, key)
    found = rerun(desk, key)
    assert found.same_inputs
    assert (found.differences, found.rules) == ((), ())


def test_rules_that_change_no_figure_are_told_and_no_figure_differs(claim: tuple[Desk, str]) -> None:
    desk, key = claim
    keep_calculation(desk, key)
    worded = changed_rulebook(old=b'says = "best 5 years"', new=b'says = "the best 5 years"')
    found = rerun(replace(desk, rulebook=worded), key)
    assert found.differences == ()
    assert not found.same_inputs
    assert "averaging.years" in {cause.key for cause in found.rules}
    assert calculate_claim(replace(desk, rulebook=worded), key).kept_differs


def test_a_store_closed_and_opened_again_verifies(tmp_path: Path) -> None:
    """With the real encrypted file, and rules that the program no longer has."""
    desk = desk_on_disk(tmp_path / "desk")
    (claim_id,) = fill(desk, 1)
    calculation_id = newest_id(desk, claim_id)
    desk.store.close()
    store = Store.open(tmp_path / "desk" / "store.cass-db", KEY, FixedClock(seed="later"))
    with store:
        again = replace(desk, store=store, rulebook=changed_rulebook())
        assert verify_kept(again, calculation_id).same
        assert case_of(again, claim_id).contingency_date == date(2016, 6, 14)


def test_the_rules_of_the_program_are_the_bytes_on_the_disk() -> None:
    book = rulebook()
    digests = {pack.digest for pack in book.packs.values()} | {book.agreement.digest}
    assert digests == set(book.files)


def test_a_calculation_under_an_accepted_update_runs_again_once_the_update_is_gone(tmp_path: Path) -> None:
    desks = set_up(tmp_path, "hubert", "dora")
    introduce(desks.desk, "VC-RULES")
    files = changed_files()
    head = desks.as_user("hubert")
    update = import_update(head, update_file(files))
    assert try_update(head, update, Silent()).examples_pass
    accept(desks.as_user("dora"), propose_update(head, update, reason="The law was changed").id)
    desk = with_rules(desks.as_user("dora"))
    (key,) = fill(desk, 1)
    calculation_id = newest_id(desk, key)
    assert digest_of_files(files) in desk.store.kept_rules.digests()
    assert verify_kept(replace(desk, rulebook=rulebook()), calculation_id).same
    desks.close()
