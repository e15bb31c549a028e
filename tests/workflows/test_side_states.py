"""What a case is beside its stage: provisionally paid, passed on, withdrawn for a State, opened again."""

from dataclasses import replace
from datetime import date

from desktop_app.domain.award_notices import DecisionResult
from desktop_app.domain.case_notices import ChangeKind, CloseReason, ForwardReason, ReopenReason
from desktop_app.domain.obligations import CancelReason
from desktop_app.ui.screens.claim.notes_strip import side_words
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.claim_notes import claim_notes
from desktop_app.workflows.close_case import close_case, reopen_case
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forward_message import forward_message
from desktop_app.workflows.notify_change import ChangeForm, notify_change
from desktop_app.workflows.side_states import SideState, side_states
from tests.support.case_desks import carry, certify, claim_at, post, told
from tests.support.clocks import FixedClock
from tests.workflows.test_decisions import FORM, decided


def beside(desk: Desk, claim_id: str) -> list[tuple[SideState, str]]:
    return [(line.state, line.detail) for line in side_states(desk, claim_id)]


def later(desk: Desk) -> None:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(days=1)


def test_an_ordinary_case_is_nothing_beside_its_stage(offices: dict[str, Desk]) -> None:
    key = told(offices["VC"], "LC")
    assert side_states(offices["VC"], key) == ()


def test_a_provisional_decision_is_said_until_the_final_one(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC", "GD")
    certify(vc, key)
    for other in (lc, offices["GD"]):
        certify(other, carry(vc, other))
        carry(other, vc)
    decided(vc, key, replace(FORM, result=DecisionResult.PROVISIONAL))
    assert beside(vc, key) == [(SideState.PROVISIONAL, "VC")]
    (line,) = claim_notes(vc, key).beside
    assert side_words(line).startswith("Saint Vincent pays for the time being since 14 Jun 2014")
    there = carry(vc, lc)
    assert beside(lc, there) == [(SideState.PROVISIONAL, "VC")]
    decided(vc, key)
    assert beside(vc, key) == []


def test_a_withdrawal_for_a_state_is_said_at_both_ends(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC", "GD")
    there = carry(vc, lc)
    form = ChangeForm(kind=ChangeKind.CLAIM_WITHDRAWN, since=date(2014, 7, 1), states=("GD",), proof="A letter")
    notify_change(vc, key, form)
    carry(vc, lc)
    for desk, claim_id in ((vc, key), (lc, there)):
        assert beside(desk, claim_id) == [(SideState.WITHDRAWN, "GD")]
        assert side_words(side_states(desk, claim_id)[0]) == "Withdrawn for Grenada from 1 Jul 2014."


def test_a_case_that_was_passed_on_says_to_whom(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    notice = lc.store.mailbox.messages_of(post(vc, lc))[0].message_id
    forward_message(lc, notice, to_office="GD-NIS", reason=ForwardReason.NOT_COMPETENT, text="Never insured here.")
    carry(lc, vc)
    assert beside(vc, key) == [(SideState.FORWARDED, "GD-NIS")]


def test_a_case_opened_again_says_so_until_it_is_closed_once_more(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)

    def close() -> None:
        ends = {owed.id: CancelReason.CASE_CLOSED for owed in open_of(vc, claim_at(vc, key))}
        close_case(vc, key, CloseReason.OTHER, settled=ends, text="So it is.")

    close()
    carry(vc, lc)
    assert beside(vc, key) == []
    later(vc)
    reopen_case(vc, key, ReopenReason.REVIEW, text="Looked at again.")
    carry(vc, lc)
    assert beside(vc, key) == beside(lc, there) == [(SideState.REOPENED, "")]
    later(vc)
    close()
    assert beside(vc, key) == []


def test_a_case_closed_a_year_ago_is_archived_until_it_is_opened_again(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    ends = {owed.id: CancelReason.CASE_CLOSED for owed in open_of(vc, claim_at(vc, key))}
    close_case(vc, key, CloseReason.OTHER, settled=ends, text="So it is.")
    assert isinstance(vc.clock, FixedClock)
    vc.clock.advance(days=364)
    assert beside(vc, key) == []
    vc.clock.advance(days=1)
    assert beside(vc, key) == [(SideState.ARCHIVED, "")]
    assert side_words(side_states(vc, key)[0]).startswith("Archived: closed on 14 Jul 2014")
    reopen_case(vc, key, ReopenReason.REVIEW, text="Looked at again.")
    assert beside(vc, key) == [(SideState.REOPENED, "")]
