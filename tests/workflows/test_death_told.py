"""A death that is told says what it means for the claim: what is paid ends, survivors may have a right."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.case_notices import ChangeKind
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Finding
from desktop_app.wording.findings import finding_words
from desktop_app.workflows.arrival import CheckLine
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.death_told import death_checks
from desktop_app.workflows.decide_claim import DecisionForm, decide_alone
from desktop_app.workflows.notify_change import ChangeForm, notify_change
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.receive_bundle import received
from tests.support.case_desks import post
from tests.support.claim_desks import Offices, answered, three_offices

DIED = date(2014, 7, 10)
FORM = DecisionForm(start=date(2014, 6, 14), review_days=90, review_address="Appeal Tribunal, Kingstown")


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def told(offices: Offices) -> int:
    (there,) = (row.id for row in offices.lc.store.claims.page())
    notify_change(offices.lc, there, ChangeForm(kind=ChangeKind.DEATH, since=DIED, proof="Register 81"))
    return post(offices.lc, offices.vc)


def of_death(checks: tuple[CheckLine, ...]) -> dict[str, Finding]:
    return {each.finding.code: each.finding for each in checks if each.finding.code.startswith("death_")}


def test_a_death_says_what_is_paid_and_ends_and_that_survivors_may_claim(offices: Offices) -> None:
    key = answered(offices)
    keep_calculation(offices.vc, key)
    decide_alone(offices.vc, key, FORM)
    mailbox_id = told(offices)
    found = of_death(preview(offices.vc, mailbox_id).checks)
    assert set(found) == {"death_told", "death_ends_payment", "death_may_leave_rights"}
    words = finding_words(found["death_ends_payment"])
    assert words.startswith("What this office pays ends with the death: XCD ")
    assert words.endswith((" a week.", " a month.", " every four weeks."))
    assert {line.died_on for line in received(offices.vc) if line.mailbox_id == mailbox_id} == {DIED}


def test_a_claim_that_is_not_decided_has_no_payment_to_end(offices: Offices) -> None:
    answered(offices)
    found = of_death(preview(offices.vc, told(offices)).checks)
    assert set(found) == {"death_told", "death_before_decision", "death_may_leave_rights"}


def test_nothing_ends_that_begins_after_the_death_and_no_claim_of_survivors(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    keep_calculation(vc, key)
    decide_alone(vc, key, FORM)
    claim = vc.store.claims.get(key)
    assert "death_ends_payment" not in of_death(tuple(death_checks(vc, claim, date(2014, 6, 1))))
    assert "death_ends_payment" in of_death(tuple(death_checks(vc, claim, FORM.start or DIED)))
    of_survivors = replace(claim, benefit=Benefit.SURVIVORS)
    assert set(of_death(tuple(death_checks(vc, of_survivors, DIED)))) == {"death_told"}
