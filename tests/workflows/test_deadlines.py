"""Days allowed for an answer are proposed, and settled by the office for all or for one other State."""

from datetime import timedelta

import pytest

from desktop_app.domain.obligations import DEADLINES, ROAD, Within
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.deadlines import deadlines, due_for, reset_deadline, set_deadline, within
from desktop_app.workflows.desk import Desk
from tests.support.case_desks import notice_sent, told


def test_what_is_proposed_holds_until_something_is_settled(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    assert {line.kind: line.within for line in deadlines(vc)} == dict(DEADLINES)
    assert not any(line.changed for line in deadlines(vc))
    set_deadline(vc, "period_certificate", days=45, working=False)
    set_deadline(vc, "period_certificate", state="LC", days=10, working=True)
    assert within(vc, "period_certificate", "LC") == Within(days=10, working=True)
    assert within(vc, "period_certificate", "GD") == Within(days=45)
    (for_all, for_lucia) = [line for line in deadlines(vc) if line.changed]
    assert (for_all.state, for_lucia.state, for_lucia.proposed) == ("", "LC", DEADLINES["period_certificate"])
    reset_deadline(vc, "period_certificate", state="LC")
    assert within(vc, "period_certificate", "LC") == Within(days=45)
    reset_deadline(vc, "period_certificate")
    assert within(vc, "period_certificate", "LC") == DEADLINES["period_certificate"]
    assert not any(line.changed for line in deadlines(vc))


def test_a_deadline_for_a_pair_of_states_is_what_is_asked_and_what_the_notice_says(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    set_deadline(vc, "period_certificate", state="LC", days=60, working=False)
    key = told(vc, "LC")
    (owed,) = vc.store.obligations.of_claim(key)
    assert owed.due_on == vc.clock.today() + ROAD + timedelta(days=60)
    assert notice_sent(vc, key).reply_wanted_by == owed.due_on
    assert due_for(vc, "decision", "GD-NIS", vc.clock.today()) == (
        vc.clock.today() + ROAD + timedelta(days=60),
        Within(days=60),
    )


@pytest.mark.parametrize("days", [0, -1, 731])
def test_no_deadline_is_settled_beyond_two_years_or_below_a_day(offices: dict[str, Desk], days: int) -> None:
    with pytest.raises(CaseProblem, match="deadline_out_of_range"):
        set_deadline(offices["VC"], "decision", days=days, working=False)


def test_only_what_has_a_deadline_can_be_settled(offices: dict[str, Desk]) -> None:
    with pytest.raises(KeyError):
        set_deadline(offices["VC"], "weather_report", days=3, working=False)
