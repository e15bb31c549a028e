"""What runs over all claims: which a rule change touches, and which kept results come out otherwise today."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.calculation.causes import CauseKind
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.foundation.places import Places
from desktop_app.foundation.progress import Cancelled, Silent
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.outcomes import Paid, PaidChange
from desktop_app.workflows.recalculate import (
    PART,
    RecalculationReport,
    causes_of,
    claims_to_recalculate,
    recalculate_all,
    recalculate_part,
    recalculation_document,
    recalculation_table,
    way_of,
)
from desktop_app.workflows.settle_points import office_settings
from desktop_app.workflows.touched_claims import claims_touched, concerned
from tests.support.changed_rules import changed_rulebook
from tests.support.desks import desk_of
from tests.support.many_claims import fill, keep
from tests.support.pdfs import flat_text

COUNT = 240


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with some hundred claims, each calculated and kept; nothing here writes to it."""
    made = desk_of("VC", Places.at(tmp_path_factory.mktemp("desk")))
    fill(made, COUNT)
    yield made
    made.close()


@pytest.fixture(scope="module")
def under_changed_rules(desk: Desk) -> RecalculationReport:
    """What comes out of all claims under the changed rules; the same every time, as nothing is written."""
    return recalculate_all(replace(desk, rulebook=changed_rulebook()), Silent())


class Watch:
    """Progress that keeps its steps, and stops the work at one of them."""

    def __init__(self, stop_at: int = -1) -> None:
        self.steps: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, what: str = "") -> None:
        assert what == "claims"
        self.steps.append((done, total))
        if 0 <= self._stop_at <= done:
            raise Cancelled


def everything(desk: Desk) -> Mapping[str, object]:
    """Return every row of the store."""
    database = desk.store._database
    tables = [row["name"] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: database.rows(f"SELECT * FROM {name}") for name in tables}  # noqa: S608 - the store's own tables


def test_every_claim_comes_out_as_it_was_kept_while_nothing_changed(desk: Desk) -> None:
    watch = Watch()
    found = recalculate_all(desk, watch)
    assert (found.claims, found.same, found.differing, found.not_calculated) == (COUNT, COUNT, (), ())
    assert claims_to_recalculate(desk) == COUNT
    assert watch.steps == sorted(watch.steps)
    assert watch.steps[0] == (0, COUNT)
    assert watch.steps[-1] == (COUNT, COUNT)


def test_under_changed_rules_just_the_claims_that_differ_are_told_with_the_rule(
    desk: Desk, under_changed_rules: RecalculationReport
) -> None:
    found = under_changed_rules
    numbers = {claim.number for claim in found.differing}
    age_in_vc = {
        claim.number
        for claim in (desk.store.claims.get(each) for each in desk.store.periods.certified_after("", COUNT))
        if claim.benefit is Benefit.AGE and "VC" in claim.states
    }
    assert numbers
    assert numbers <= age_in_vc
    assert found.same == COUNT - len(numbers)
    for claim in found.differing:
        assert claim.rules_differ
        changed = {change.state: change for change in claim.changes}
        assert "VC" in changed
        assert (CauseKind.RULE_CHANGED, "averaging.years") in {(why.kind, why.key) for why in changed["VC"].why}
    assert causes_of(found)[0][1] == len(numbers)
    assert any(claim.pays_otherwise for claim in found.differing)


def test_the_parts_put_together_are_the_whole(desk: Desk, under_changed_rules: RecalculationReport) -> None:
    later = replace(desk, rulebook=changed_rulebook())
    parts, last = [], ""
    while part_last := (part := recalculate_part(later, last)).last:
        assert part.claims <= PART
        parts.append(part)
        last = part_last
    assert RecalculationReport.of(parts) == under_changed_rules


def test_the_table_names_claims_and_no_person(desk: Desk, under_changed_rules: RecalculationReport) -> None:
    found = under_changed_rules
    table = recalculation_table(found, desk.clock.today())
    text = str(table.rows)
    assert table.personal == frozenset()
    assert len(table.rows) == sum(len(claim.changes) for claim in found.differing)
    assert found.differing[0].number in text
    assert "Invented" not in text
    assert "Example" not in text
    assert "XCD " in text


def test_the_summary_counts_and_names_nobody(
    desk: Desk, under_changed_rules: RecalculationReport, tmp_path: Path
) -> None:
    found = under_changed_rules
    words = flat_text(recalculation_document(desk, found).data, tmp_path)
    assert "What comes out otherwise" in words
    assert str(len(found.differing)) in words
    assert "best years: the rules now say 4, before 5" in words
    assert "Invented" not in words
    assert all(claim.number not in words for claim in found.differing)


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        (Paid(weekly=Money(currency="XCD", minor=100)), Paid(weekly=Money(currency="XCD", minor=101)), "more"),
        (Paid(weekly=Money(currency="XCD", minor=100)), Paid(weekly=Money(currency="XCD", minor=99)), "less"),
        (Paid(), Paid(weekly=Money(currency="XCD", minor=1)), "begins"),
        (None, Paid(lump_sum=Money(currency="XCD", minor=1)), "begins"),
        (Paid(lump_sum=Money(currency="XCD", minor=1)), None, "ends"),
        (Paid(lump_sum=Money(currency="XCD", minor=1)), Paid(weekly=Money(currency="XCD", minor=1)), "otherwise"),
        (Paid(weekly=Money(currency="XCD", minor=5)), Paid(weekly=Money(currency="USD", minor=9)), "otherwise"),
        (None, Paid(), "otherwise"),
    ],
)
def test_which_way_an_amount_went(before: Paid | None, after: Paid | None, way: str) -> None:
    assert way_of(PaidChange(state="VC", before=before, after=after)) == way


def test_a_change_touches_the_claims_whose_payable_amount_it_changes_and_says_the_rule(
    desk: Desk, under_changed_rules: RecalculationReport
) -> None:
    after = changed_rulebook()
    watch = Watch()
    found = claims_touched(desk, desk.rulebook.packs, after.packs, watch)
    assert found.claims == COUNT
    assert {claim.number for claim in found.touched} == {claim.number for claim in under_changed_rules.differing}
    assert 0 < len(found.touched) <= found.calculated < COUNT
    for claim in found.touched:
        assert claim.benefit is Benefit.AGE
        assert claim.person_name.startswith("Invented")
        (change,) = (each for each in claim.changes if each.state == "VC")
        assert change.before is not None
        assert change.after is not None
        assert change.before.weekly != change.after.weekly
        assert (CauseKind.RULE_CHANGED, "averaging.years") in {(why.kind, why.key) for why in change.why}
    assert watch.steps[-1] == (COUNT, COUNT)


def test_a_cause_that_many_claims_share_is_held_once(desk: Desk) -> None:
    found = claims_touched(desk, desk.rulebook.packs, changed_rulebook().packs, Silent())
    causes = [
        why for claim in found.touched for change in claim.changes for why in change.why if why.key == "averaging.years"
    ]
    assert len(causes) > 1
    assert len({id(cause) for cause in causes}) == 1


def test_claims_of_other_states_and_benefits_are_not_calculated(desk: Desk) -> None:
    after = changed_rulebook(state="DM", old=b"\n[parameter.", new=b"\n# a remark\n[parameter.")
    assert concerned(desk.rulebook.packs, after.packs) == {}
    found = claims_touched(desk, desk.rulebook.packs, after.packs, Silent())
    assert (found.claims, found.calculated, found.touched) == (0, 0, ())
    assert concerned(desk.rulebook.packs, changed_rulebook().packs) == {"VC": frozenset({Benefit.AGE})}


def test_a_pack_that_comes_or_goes_concerns_all_its_benefits(desk: Desk) -> None:
    without = {state: pack for state, pack in desk.rulebook.packs.items() if state != "BZ"}
    benefits = frozenset(desk.rulebook.packs["BZ"].benefits)
    assert concerned(desk.rulebook.packs, without) == {"BZ": benefits}
    found = claims_touched(desk, desk.rulebook.packs, without, Silent())
    assert found.touched
    assert all("BZ" in claim.states for claim in found.touched)


@pytest.mark.parametrize("stop_at", [0, 60, 170])
def test_cancelled_in_the_middle_everything_is_as_it_was(desk: Desk, stop_at: int) -> None:
    before = everything(desk)
    later = replace(desk, rulebook=changed_rulebook())
    with pytest.raises(Cancelled):
        recalculate_all(later, Watch(stop_at))
    with pytest.raises(Cancelled):
        claims_touched(desk, desk.rulebook.packs, later.rulebook.packs, Watch(stop_at))
    assert everything(desk) == before


def test_run_to_the_end_nothing_is_written_either(desk: Desk) -> None:
    before = everything(desk)
    later = replace(desk, rulebook=changed_rulebook())
    recalculate_all(later, Silent())
    claims_touched(desk, desk.rulebook.packs, later.rulebook.packs, Silent())
    assert everything(desk) == before


def test_a_claim_that_cannot_be_calculated_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    desk = desk_of("VC", Places.at(tmp_path))
    ids = fill(desk, 4)
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
        desk.store.claims.update(replace(desk.store.claims.get(ids[1]), contingency_date=None))
        broken = replace(desk.store.calculations.of_claim(ids[2])[0], id="broken", result="{}")
        desk.store.calculations.add(broken)
    found = recalculate_all(desk, Silent())
    assert (found.claims, found.same) == (4, 2)
    assert [each.reason.code for each in found.not_calculated] == ["claim_has_errors", "calculation_unreadable"]
    touched = claims_touched(desk, desk.rulebook.packs, changed_rulebook().packs, Silent())
    assert [each.reason.code for each in touched.not_calculated] == ["claim_has_errors"]
    desk.close()


def test_a_claim_kept_twice_counts_by_its_newest(tmp_path: Path) -> None:
    desk = desk_of("VC", Places.at(tmp_path))
    fill(desk, 2)
    changed = replace(desk, rulebook=changed_rulebook())
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
        keep(changed, "claim-00000")
    found = recalculate_all(desk, Silent())
    assert found.claims == 2
    assert [claim.claim_id for claim in found.differing] == ["claim-00000"]
    assert recalculate_all(changed, Silent()).differing[0].claim_id == "claim-00001"
    assert office_settings(desk, desk.clock.today()).options == {}
    desk.close()
