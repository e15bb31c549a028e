"""A new version of a certificate is shown against the one that holds, row by row, with what it moves for each State."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.domain.periods import Evidence, PeriodType, RowStatus
from desktop_app.wording.change_values import change_detail, change_value
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.arrival import Change
from desktop_app.workflows.calculate_claim import calculate_claim, keep_calculation
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import newest_certificate
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.version_changes import row_changes
from tests.support.case_desks import certificate, claim_at, named, post, say
from tests.support.claim_desks import Offices, answered, certify, sent, three_offices


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def next_version(offices: Offices, key: str, **facts: object) -> int:
    """Let Grenada send its certificate once more with other facts; return the file's id at Saint Vincent."""
    held = newest_certificate(offices.vc, key, "GD")
    assert held is not None
    made = replace(held, version=held.version + 1, **facts)  # type: ignore[arg-type]  # of the certificate's fields
    made = replace(made, stated_weeks=made.weeks, stated_earnings=made.earnings)
    say(offices.gd, "VC-NIS", made, named(offices.vc, key))
    return post(offices.gd, offices.vc)


def of(desk: Desk, mailbox_id: int, *whats: str) -> list[Change]:
    return [change for change in preview(desk, mailbox_id).changes if change.what in whats]


def test_each_row_that_differs_is_shown_before_and_after_and_no_other(offices: Offices) -> None:
    key = answered(offices)
    held = newest_certificate(offices.vc, key, "GD")
    assert held is not None
    first, *rest = held.rows
    shorter = replace(first, weeks_paid=first.weeks_paid - 2)
    mailbox_id = next_version(offices, key, rows=(shorter, *rest[:-1]))
    found = of(offices.vc, mailbox_id, "change_row", "change_row_gone")
    assert [(change.what, change.mark) for change in found] == [
        ("change_row", "changed"),
        ("change_row_gone", "changed"),
    ]
    assert found[0].now.startswith(f"EMP {first.weeks}")
    assert found[0].after.startswith(f"EMP {first.weeks - 2}")
    assert change_value("change_row", found[0].after).startswith(f"{first.weeks - 2} weeks, ")
    assert str(first.year) in change_detail("change_row", found[0].detail)


def test_what_a_new_version_moves_is_shown_before_it_is_accepted_and_comes_out_so(offices: Offices) -> None:
    key = answered(offices)
    keep_calculation(offices.vc, key)
    held = newest_certificate(offices.vc, key, "GD")
    assert held is not None
    mailbox_id = next_version(offices, key, rows=held.rows[:1])
    shown = {change.detail: change for change in of(offices.vc, mailbox_id, "change_amount")}
    assert shown["VC"].now == "XCD 35.88"
    assert of(offices.vc, mailbox_id, "change_calculate_again")[0].after == "1"
    accept(offices.vc, mailbox_id)
    after = {line.state: line.payable.weekly for line in calculate_claim(offices.vc, key).award.states}
    for state, change in shown.items():
        paid = after[state]
        assert change.after == (f"{paid.currency} {paid.plain}" if paid else "nothing")


def test_the_first_certificate_of_a_state_is_compared_with_no_other(offices: Offices) -> None:
    key = sent(offices)
    certify(offices.vc, key)
    certify(offices.gd, offices.asked["GD"])
    mailbox_id = post(offices.gd, offices.vc)
    assert of(offices.vc, mailbox_id, "change_certificate")[0].mark == "new"
    assert not of(offices.vc, mailbox_id, "change_row", "change_row_gone", "change_amount")


def test_a_claim_that_cannot_be_calculated_shows_its_rows_all_the_same(offices: Offices) -> None:
    key = answered(offices)
    claim = claim_at(offices.vc, key)
    with offices.vc.store.act(verb="samples_made", user=offices.vc.user.id, about=key, facts={}):
        offices.vc.store.claims.update(replace(claim, contingency_date=None))
    held = newest_certificate(offices.vc, key, "GD")
    assert held is not None
    mailbox_id = next_version(offices, key, rows=held.rows[:1])
    assert of(offices.vc, mailbox_id, "change_row_gone")
    assert not of(offices.vc, mailbox_id, "change_amount")


def test_a_version_without_any_row_says_what_is_gone(offices: Offices) -> None:
    key = answered(offices)
    held = newest_certificate(offices.vc, key, "GD")
    assert held is not None
    mailbox_id = next_version(offices, key, rows=(), has_periods=HasPeriods.NONE)
    assert len(of(offices.vc, mailbox_id, "change_row_gone")) == len(held.rows)
    assert of(offices.vc, mailbox_id, "change_amount")


def versions() -> tuple[PeriodCertificate, PeriodCertificate]:
    before = certificate("LC", 1, weeks=40)
    (row,) = before.rows
    return before, replace(before, version=2, rows=(replace(row, employer="Invented Ltd"),))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"weeks_paid": 1}, "1 week, Employed"),
        ({"weeks_paid": 30, "weeks_credited": 10}, "10 of them credited"),
        ({"type": PeriodType.VOL}, "40 weeks, Voluntary"),
        ({"earnings": Money(minor=1234500, currency="XCD")}, "XCD 12,345.00"),
        ({"status": RowStatus.ESTIMATED}, "stimated"),
        ({"evidence": Evidence.CARD}, "ard"),
        ({"employer": "Invented Ltd"}, "Invented Ltd"),
        ({"counts_for": (Benefit.AGE,)}, "counts for "),
        ({"start": date(1995, 1, 2), "end": date(1995, 12, 31)}, "2 Jan 1995"),
    ],
)
def test_whatever_differs_in_a_row_is_said(facts: dict[str, object], words: str) -> None:
    before, after = versions()
    (row,) = before.rows
    after = replace(after, rows=(replace(row, **facts),))  # type: ignore[arg-type]  # of the row's fields
    (change,) = row_changes(before, after)
    assert words in change_value(change.what, change.after)
    assert change_value(change.what, change.now).startswith("40 weeks, Employed")
