"""Survivors and an injury: typed, kept as a draft, entered in one act, and part of what is calculated."""

from dataclasses import replace

import pytest

from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import DependantsForm, SurvivorLine, read_survivors
from desktop_app.foundation.problems import CaseProblem, FormProblem
from desktop_app.workflows.calculate_claim import case_of
from desktop_app.workflows.claim_steps import Step, StepState
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import enter_claimant, enter_dependants, register_claim, save_draft
from desktop_app.workflows.open_claim import open_claim, start_claim
from desktop_app.workflows.places_kept import Place
from tests.support import hendyce
from tests.support.case_desks import certify, told

FAMILY = DependantsForm(
    lines=(
        SurvivorLine(
            row_id="1",
            relationship="widower",
            surname="Invented",
            forenames="Paul",
            birth_date="1950-03-02",
            union_since="1975-06-01",
        ),
    ),
    degree="40",
    injury_state="LC",
)
DECEASED = replace(hendyce.CLAIMANT, benefit="survivors_pension", applicant="Paul Invented, Kingstown")


@pytest.fixture
def vc(offices: dict[str, Desk]) -> Desk:
    return offices["VC"]


def step(desk: Desk, key: str) -> tuple[StepState, str]:
    found = next(each for each in open_claim(desk, key).steps if each.step is Step.DEPENDANTS)
    return found.state, found.reason.code


def test_an_age_claim_needs_none(vc: Desk) -> None:
    key = told(vc, "LC")
    assert step(vc, key) == (StepState.NOT_NEEDED, "step_no_dependants")
    with pytest.raises(CaseProblem, match="dependants_not_needed"):
        enter_dependants(vc, key, FAMILY)


def test_survivors_are_entered_and_calculated_with(vc: Desk) -> None:
    key = told(vc, "LC", claimant=DECEASED)
    assert step(vc, key) == (StepState.NOT_YET, "step_not_yet")
    view = enter_dependants(vc, key, FAMILY)
    assert view.dependants.lines == FAMILY.lines
    assert step(vc, key) == (StepState.DONE, "step_survivors")
    certify(vc, key)
    case = case_of(vc, key)
    assert case.benefit is Benefit.SURVIVORS
    assert case.survivors == tuple(each.survivor for each in read_survivors(FAMILY))
    assert case.disablement is None
    line = vc.store.journal.lines(about=key, limit=10)
    assert any(entry.verb == "dependants_entered" and entry.facts == {"survivors": 1} for entry in line)


def test_the_deceased_and_the_applicant_are_on_record(vc: Desk) -> None:
    key = told(vc, "LC", claimant=DECEASED)
    claim = vc.store.claims.get(key)
    assert claim.applicant == "Paul Invented, Kingstown"
    assert vc.store.persons.get(claim.person_id).death_date == claim.contingency_date
    assert open_claim(vc, key).claimant.applicant == "Paul Invented, Kingstown"
    moved = replace(open_claim(vc, key).claimant, contingency_date="2014-06-15")
    enter_claimant(vc, key, moved)
    assert str(vc.store.persons.get(claim.person_id).death_date) == "2014-06-15"


def test_what_is_typed_is_kept_right_or_wrong(vc: Desk) -> None:
    key = start_claim(vc).key
    wrong = replace(FAMILY, degree="a lot")
    save_draft(vc, key, place=Place(page="claim", claim_key=key), claimant=DECEASED, dependants=wrong)
    view = open_claim(vc, key)
    assert view.dependants == wrong
    assert "dependants" in view.typed
    register_claim(vc, key, DECEASED)
    assert open_claim(vc, key).dependants == wrong


def test_an_error_is_refused_and_nothing_kept_is_lost(vc: Desk) -> None:
    key = told(vc, "LC", claimant=DECEASED)
    enter_dependants(vc, key, FAMILY)
    broken = replace(FAMILY, lines=(replace(FAMILY.lines[0], relationship=""),))
    with pytest.raises(FormProblem, match="form_has_errors"):
        enter_dependants(vc, key, broken)
    assert open_claim(vc, key).dependants.lines == FAMILY.lines


def test_an_injury_belongs_to_a_disablement(vc: Desk) -> None:
    key = told(vc, "LC", claimant=replace(hendyce.CLAIMANT, benefit="disablement_pension"))
    enter_dependants(vc, key, FAMILY)
    assert step(vc, key) == (StepState.DONE, "step_done")
    certify(vc, key)
    case = case_of(vc, key)
    assert case.survivors == ()
    assert case.disablement is not None
    assert (case.disablement.degree_percent, case.disablement.state) == (40, "LC")
