"""The life of a case between offices: changes told, offices that leave and join, closed, and opened again."""

from datetime import date

import pytest

from desktop_app.domain.award_notices import DecisionSummary
from desktop_app.domain.case_notices import (
    ChangeKind,
    CloseNotice,
    CloseReason,
    Joining,
    ParticipantChange,
    Participants,
    ReopenReason,
)
from desktop_app.domain.claims import Benefit, Stage
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import CancelReason, LapseReason, ObligationKind, ObligationState
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.close_case import (
    QUIET,
    ask_to_reopen,
    closable,
    close_case,
    closing_of,
    refuse_to_reopen,
    reopen_case,
)
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.notify_change import ChangeForm, changes_of_case, check_change, notify_change
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.take_part import join_case, leave_case, participants_of
from tests.support.case_desks import carry, certify, claim_at, named, post, say, told
from tests.support.clocks import FixedClock

DIED = ChangeForm(kind=ChangeKind.DEATH, since=date(2014, 7, 1), proof="Death certificate, seen by C. Browne")


def person_of(desk: Desk, key: str) -> date | None:
    return desk.store.persons.get(claim_at(desk, key).person_id).death_date


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks}


def test_a_death_told_by_one_office_stands_in_the_record_of_all(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(vc, "LC", "GD")
    there, further = carry(vc, lc), carry(vc, gd)
    assert set(notify_change(vc, key, DIED)) == {"LC-NIC", "GD-NIS"}
    assert person_of(vc, key) == DIED.since
    assert codes(lc, post(vc, lc)) >= {"death_told", "check_identity"}
    carry(vc, gd)
    assert person_of(gd, further) == DIED.since
    assert person_of(lc, there) is None  # shown, and not yet accepted
    assert [line.notice.kind for line in changes_of_case(vc, key)] == [ChangeKind.DEATH]
    assert [line.office for line in changes_of_case(gd, further)] == ["VC-NIS"]


def test_a_day_of_death_that_is_known_stays_and_the_difference_is_shown(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    notify_change(lc, there, ChangeForm(kind=ChangeKind.DEATH, since=date(2014, 7, 2), proof="Burial record"))
    notify_change(vc, key, DIED)
    mailbox_id = post(vc, lc)
    assert "death_date_differs" in codes(lc, mailbox_id)
    (line,) = (each for each in preview(lc, mailbox_id).changes if each.what == "change_death")
    assert (line.mark, line.now, line.after) == ("differs", "2014-07-02", "2014-07-02")
    carry(lc, vc)
    assert person_of(vc, key) == DIED.since


def test_a_new_name_is_added_and_takes_no_other_ones_place(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    before = lc.store.persons.get(claim_at(lc, there).person_id)
    notify_change(
        vc, key, ChangeForm(kind=ChangeKind.NAME, since=date(2014, 7, 1), value="Bernadette Example", proof="x")
    )
    carry(vc, lc)
    after = lc.store.persons.get(before.id)
    assert after.surname == before.surname
    assert "Bernadette Example" in after.other_names


def test_what_a_change_lacks_is_said_beside_its_field(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    for form, code in (
        (ChangeForm(kind=ChangeKind.ADDRESS, since=date(2014, 7, 1)), "change_value_missing"),
        (ChangeForm(kind=ChangeKind.CLAIM_WITHDRAWN, since=date(2014, 7, 1)), "change_states_missing"),
        (ChangeForm(kind=ChangeKind.RATE_CHANGED, since=date(2014, 7, 1)), "change_amount_missing"),
        (ChangeForm(kind=ChangeKind.DEATH, since=date(2015, 7, 1)), "death_in_future"),
        (ChangeForm(kind=ChangeKind.DEATH, since=date(1950, 7, 1)), "change_before_birth"),
    ):
        assert code in {entry.code for entry in check_change(vc, key, form) if entry.level is Level.ERROR}
        with pytest.raises(CaseProblem, match="form_has_errors"):
            notify_change(vc, key, form)
    assert changes_of_case(vc, key) == ()


def test_a_withdrawal_lifts_what_that_state_owed_and_nothing_else(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(vc, "LC", "GD")
    there, further = carry(vc, lc), carry(vc, gd)
    form = ChangeForm(kind=ChangeKind.CLAIM_WITHDRAWN, since=date(2014, 7, 1), states=("LC",), proof="letter")
    notify_change(vc, key, form)
    assert {entry.owed_by for entry in open_of(vc, claim_at(vc, key))} == {"GD-NIS"}
    assert claim_at(vc, key).states == ("VC", "GD")
    carry(vc, lc)
    carry(vc, gd)
    assert open_of(lc, claim_at(lc, there)) == ()
    assert len(open_of(gd, claim_at(gd, further))) == 1


def test_an_office_that_leaves_hands_its_certificate_to_the_one_that_takes_over(offices: dict[str, Desk]) -> None:
    vc, gd = offices["VC"], offices["GD"]
    key = told(vc, "LC", "GD")
    carry(vc, gd)
    leave_case(vc, key, "LC-NIC", since=date(2014, 7, 14), reason="merged", takes_over="GD-NIS")
    owed = open_of(vc, claim_at(vc, key))
    assert [entry.owed_by for entry in owed] == ["GD-NIS", "GD-NIS"]
    assert offices_told(vc, claim_at(vc, key)) == ("GD-NIS",)
    left = next(line for line in participants_of(vc, key) if line.office == "LC-NIC")
    assert (left.takes_part, left.reason, left.owes) == (False, "merged", 0)


def test_what_a_leaver_owes_is_cancelled_where_nobody_takes_over(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(vc, "LC", "GD")
    there, further = carry(vc, lc), carry(vc, gd)
    leave_case(vc, key, "LC-NIC", since=date(2014, 7, 14), reason="no periods there")
    assert claim_at(vc, key).states == ("VC", "GD")
    assert {entry.owed_by for entry in open_of(vc, claim_at(vc, key))} == {"GD-NIS"}
    carry(vc, lc)
    carry(vc, gd)
    assert open_of(lc, claim_at(lc, there)) == ()
    assert claim_at(gd, further).states == ("VC", "GD")


def test_only_the_examining_office_says_who_takes_part(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(vc, "LC", "GD")
    there = carry(vc, lc)
    with pytest.raises(CaseProblem, match="not_examining_office"):
        join_case(lc, there, "GD-NIS", since=date(2014, 7, 14), reason="worked there")
    leaving = ParticipantChange(
        office="LC-NIC", state="LC", joining=Joining.LEAVES, since=date(2014, 7, 14), reason="not ours"
    )
    carry(vc, gd)
    say(gd, "LC-NIC", Participants(changes=(leaving,)), named(vc, key))
    mailbox_id = post(gd, lc)
    assert "not_from_examiner" in codes(lc, mailbox_id)
    assert not preview(lc, mailbox_id).can_accept


def test_an_office_joins_once_and_with_a_reason(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    with pytest.raises(CaseProblem, match="takes_part_already"):
        join_case(vc, key, "LC-NIC", since=date(2014, 7, 14), reason="x")
    with pytest.raises(CaseProblem, match="why_missing"):
        join_case(vc, key, "GD-NIS", since=date(2014, 7, 14), reason=" ")
    with pytest.raises(CaseProblem, match="office_not_known"):
        join_case(vc, key, "TT-NIB", since=date(2014, 7, 14), reason="x")
    assert join_case(vc, key, "GD-NIS", since=date(2014, 7, 14), reason="worked there") == ("LC-NIC",)
    assert "GD" in claim_at(vc, key).states


def test_a_case_is_closed_only_when_each_open_answer_has_its_end(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    with pytest.raises(CaseProblem, match="obligations_open"):
        close_case(vc, key, CloseReason.WITHDRAWN)
    assert claim_at(vc, key).stage is not Stage.CLOSED
    (owed,) = closing_of(vc, key).open
    assert close_case(vc, key, CloseReason.WITHDRAWN, settled={owed.id: LapseReason.NO_REACTION}) == ("LC-NIC",)
    assert vc.store.obligations.get(owed.id).state is ObligationState.LAPSED
    carry(vc, lc)
    assert claim_at(lc, there).stage is Stage.CLOSED
    assert open_of(lc, claim_at(lc, there)) == ()
    with pytest.raises(CaseProblem, match="case_closed"):
        close_case(vc, key, CloseReason.WITHDRAWN)


def test_another_office_cannot_close_a_case_it_does_not_examine(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    with pytest.raises(CaseProblem, match="not_examining_office"):
        close_case(lc, there, CloseReason.ALL_DECIDED)
    say(lc, "VC-NIS", CloseNotice(reason=CloseReason.ALL_DECIDED, on=date(2014, 7, 14)), named(vc, key))
    mailbox_id = post(lc, vc)
    assert "not_from_examiner" in codes(vc, mailbox_id)
    (closing,) = (part for part in preview(vc, mailbox_id).parts if part.message.type is MessageType.CLOSE)
    assert not closing.can_accept


def closed_between(vc: Desk, lc: Desk) -> tuple[str, str]:
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    ends = {entry.id: CancelReason.NO_LONGER_NEEDED for entry in closing_of(vc, key).open}
    close_case(vc, key, CloseReason.ALL_DECIDED, settled=ends)
    carry(vc, lc)
    return key, there


def test_a_closed_case_is_asked_to_open_and_opened_for_all(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there = closed_between(vc, lc)
    ask_to_reopen(lc, there, ReopenReason.NEW_FACTS, text="Four more years were found.")
    carry(lc, vc)
    (asked,) = open_of(vc, claim_at(vc, key))
    assert asked.kind == ObligationKind.REOPEN_REPLY
    assert reopen_case(vc, key, ReopenReason.NEW_FACTS) == ("LC-NIC",)
    assert claim_at(vc, key).stage is not Stage.CLOSED
    carry(vc, lc)
    assert claim_at(lc, there).stage is Stage.COLLECTING
    assert open_of(lc, claim_at(lc, there)) == ()
    assert open_of(vc, claim_at(vc, key)) == ()


def test_an_office_that_is_refused_reads_why_and_the_case_stays_closed(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there = closed_between(vc, lc)
    ask_to_reopen(lc, there, ReopenReason.REVIEW, text="Please look again.")
    carry(lc, vc)
    with pytest.raises(CaseProblem, match="why_missing"):
        refuse_to_reopen(vc, key, text="")
    assert refuse_to_reopen(vc, key, text="The decision is final.") == ("LC-NIC",)
    carry(vc, lc)
    assert claim_at(lc, there).stage is Stage.CLOSED
    assert open_of(lc, claim_at(lc, there)) == ()
    with pytest.raises(CaseProblem, match="nobody_asked"):
        refuse_to_reopen(vc, key, text="again")


def test_a_closed_case_still_takes_in_a_death(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there = closed_between(vc, lc)
    notify_change(lc, there, DIED)
    carry(lc, vc)
    assert person_of(vc, key) == DIED.since
    assert claim_at(vc, key).stage is Stage.CLOSED


def test_closing_is_proposed_after_sixty_quiet_days_and_never_done(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    claim = claim_at(vc, key)
    assert not closing_of(vc, key).proposed
    with vc.store.act(verb="samples_made", user=vc.user.id, about=key, facts={}):
        person = vc.store.persons.get(claim.person_id)
        summary = DecisionSummary(benefit=Benefit.AGE, person=person_block(person, "LC"), lines=(), totals=())
        put_message(vc, office="LC-NIC", body=summary, claim=claim)
        for entry in open_of(vc, claim):
            vc.store.obligations.cancel(entry.id)
    quiet = closing_of(vc, key).quiet_since
    assert quiet == vc.clock.today()
    assert not closing_of(vc, key).proposed
    clock = vc.clock
    assert isinstance(clock, FixedClock)
    clock.advance(days=QUIET.days - 1)
    assert not closing_of(vc, key).proposed
    clock.advance(days=1)
    assert closing_of(vc, key).proposed
    assert claim_at(vc, key).stage is not Stage.CLOSED
    assert closable(vc) == ()  # the office has not decided itself
    assert MessageType.CLOSE not in {row.type for row in vc.store.outbox.of_claim(key)}
