"""A certificate that its office took back: it counts nowhere, is owed again, and does not come back by any way."""

import pytest

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.messages import MessageType, ReturnReason
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.correct_message import correct_message
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import to_send
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.own_periods import newest_certificate
from desktop_app.workflows.pass_on import passing_of_state, settle_passing
from desktop_app.workflows.receive_bundle import preview
from tests.support.case_desks import carry, certify, named, post, say, told

Desks = dict[str, Desk]
Case = tuple[str, str, str]


def taken_in(offices: Desks, *states: str) -> Case:
    """Let Saint Lucia certify and Saint Vincent take it in; the case at both ends, and the certificate's message."""
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, *(states or ("LC",)))
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    (sent,) = (row for row in lc.store.outbox.of_claim(there) if row.type is MessageType.PERIOD_CERTIFICATE)
    return key, there, sent.message_id


def take_back(offices: Desks, message_id: str) -> int:
    """Let Saint Lucia take it back; return the file at Saint Vincent."""
    correct_message(offices["LC"], message_id, reason=CorrectionReason.WRONG_CONTENT, text="A year is wrong.")
    return post(offices["LC"], offices["VC"])


def counted(desk: Desk, key: str) -> int:
    return sum(record.weeks for record in desk.store.periods.current(key) if record.state == "LC")


def owed(desk: Desk, key: str) -> list[ObligationState]:
    kind = ObligationKind.PERIOD_CERTIFICATE
    return [entry.state for entry in desk.store.obligations.of_claim(key) if entry.kind is kind]


def journal(desk: Desk) -> list[str]:
    return [line.verb for line in reversed(desk.store.journal.lines())]


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks if not check.passed}


def test_at_both_ends_nothing_of_it_counts_all_of_it_is_owed_and_the_journal_knows(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, message_id = taken_in(offices)
    known = len(journal(vc)), len(journal(lc))
    accept(vc, take_back(offices, message_id))
    for desk, claim in ((vc, key), (lc, there)):
        assert counted(desk, claim) == 0
        assert newest_certificate(desk, claim, "LC") is None
        assert owed(desk, claim) == [ObligationState.OPEN]
        line = open_claim(desk, claim).state("LC")
        assert line is not None
        assert line.certificate is None
    assert journal(vc)[known[0] :] == ["bundle_received", "bundle_accepted"]
    assert journal(lc)[known[1] :] == ["message_corrected", "bundle_sealed"]


def test_the_same_certificate_does_not_come_back_in_another_message(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, message_id = taken_in(offices)
    accept(vc, take_back(offices, message_id))
    body = decode_message(lc.store.outbox.get(message_id).data).body
    say(lc, "VC-NIS", body, named(vc, key), named(lc, there))
    again = post(lc, vc)
    before = journal(vc)
    assert "certificate_taken_back" in codes(vc, again)
    with pytest.raises(CaseProblem, match="cannot_accept"):
        accept(vc, again)
    assert journal(vc) == before
    assert (counted(vc, key), owed(vc, key)) == (0, [ObligationState.OPEN])
    return_bundle(vc, again, ReturnReason.FIGURES_DISAGREE, "You took it back.")
    assert (counted(vc, key), owed(vc, key)) == (0, [ObligationState.OPEN])
    assert journal(vc)[-1] == "bundle_returned"
    assert MessageType.RETURN in {m.type for line in to_send(vc) for m in line.messages}


def test_what_was_taken_back_goes_on_to_no_other_office(offices: Desks) -> None:
    vc, gd = offices["VC"], offices["GD"]
    key, _there, message_id = taken_in(offices, "LC", "GD")
    at_gd = carry(vc, gd)
    passing = passing_of_state(vc, key, "LC")
    assert passing is not None
    settle_passing(vc, passing.message_id, ("GD-NIS",))
    came = take_back(offices, message_id)
    assert ("change_not_passed_on", "GD-NIS") in {(each.what, each.after) for each in preview(vc, came).changes}
    accept(vc, came)
    assert passing_of_state(vc, key, "LC") is None
    assert "GD-NIS" not in {line.office.card.office.code for line in to_send(vc)}
    assert counted(gd, at_gd) == 0


def test_whoever_got_it_from_us_is_named_when_it_is_taken_back(offices: Desks) -> None:
    vc, gd = offices["VC"], offices["GD"]
    key, _there, message_id = taken_in(offices, "LC", "GD")
    at_gd = carry(vc, gd)
    passing = passing_of_state(vc, key, "LC")
    assert passing is not None
    settle_passing(vc, passing.message_id, ("GD-NIS",))
    carry(vc, gd)
    assert counted(gd, at_gd) > 0
    came = take_back(offices, message_id)
    today = vc.clock.today().isoformat()
    assert [(each.now, each.after) for each in preview(vc, came).changes if each.what == "change_passed_on_by_us"] == [
        (today, "GD-NIS")
    ]
    told_of = {change.what: change.after for change in preview(vc, came).changes}
    assert told_of["change_passed_on_by_us"] == "GD-NIS"
    assert "change_not_passed_on" not in told_of
