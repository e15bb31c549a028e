"""Certificates in versions: the highest holds whatever came last, none counts twice, and "more follows" stays owed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.claims import Stage
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.mailbox import MailState
from desktop_app.store.obligations import ObligationState
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.certify_periods import certify_periods, check_record
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import to_send
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.own_periods import newest_certificate, own_certificate
from desktop_app.workflows.pass_on import passing_of_state, settle_passing
from desktop_app.workflows.receive_bundle import preview
from desktop_app.workflows.today import QueueKind, today_queue
from tests.support import hendyce
from tests.support.case_desks import CUT_OFF, carry, certificate, certify, claim_at, named, post, say, told


def lc_says(offices: dict[str, Desk], key: str, *args: int, **facts: int) -> int:
    """Let Saint Lucia say a certificate version; return the file's id at Saint Vincent."""
    vc, lc = offices["VC"], offices["LC"]
    say(lc, "VC-NIS", certificate("LC", *args, **facts), named(vc, key))  # type: ignore[arg-type]  # weeks and version
    return post(lc, vc)


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks if not check.passed}


def test_a_lower_version_that_comes_later_does_not_replace_a_higher_one(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    accept(vc, lc_says(offices, key, 2, weeks=30))
    late = lc_says(offices, key, 1, weeks=40)
    assert "certificate_older" in codes(vc, late)
    assert [change.what for change in preview(vc, late).changes] == ["change_certificate_beside"]
    accept(vc, late)
    assert [kept.certificate.version for kept in vc.store.periods.certificates(key)] == [2, 1]
    newest = newest_certificate(vc, key, "LC")
    line = open_claim(vc, key).state("LC")
    assert newest is not None
    assert newest.version == 2
    assert line is not None
    assert (line.certificate, line.versions) == (newest, 2)
    assert next(record for record in vc.store.periods.current(key) if record.state == "LC").weeks == 30


def test_an_older_version_settles_no_obligation_and_changes_no_number(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    say(lc, "VC-NIS", replace(certificate("LC", 2), more_follows=True), named(vc, key))
    accept(vc, post(lc, vc))
    say(lc, "VC-NIS", replace(certificate("LC", 1), insurance_number="999"), named(vc, key))
    accept(vc, post(lc, vc))
    (owed,) = vc.store.obligations.of_claim(key)
    assert owed.state is ObligationState.MET_IN_PART
    assert vc.store.persons.get(claim_at(vc, key).person_id).number_in("LC") == "553 210"


def test_a_higher_version_replaces_what_holds_and_every_version_stays(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    accept(vc, lc_says(offices, key, 1, weeks=40))
    second = lc_says(offices, key, 2, weeks=52)
    weeks = next(change for change in preview(vc, second).changes if change.what == "change_weeks")
    assert (weeks.now, weeks.after, weeks.mark) == ("40", "52", "changed")
    accept(vc, second)
    assert len(vc.store.periods.certificates(key)) == 2


def test_a_version_that_is_here_with_other_contents_is_refused_in_words(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    accept(vc, lc_says(offices, key, 1, weeks=40))
    again = lc_says(offices, key, 1, weeks=41)
    assert "certificate_version_reused" in codes(vc, again)
    with pytest.raises(CaseProblem, match="cannot_accept"):
        accept(vc, again)
    assert len(vc.store.periods.certificates(key)) == 1


def test_the_same_certificate_in_another_message_is_accepted_as_already_here_and_counts_once(
    offices: dict[str, Desk],
) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    accept(vc, lc_says(offices, key, 1, weeks=40))
    (met,) = vc.store.obligations.of_claim(key)
    again = lc_says(offices, key, 1, weeks=40)
    view = preview(vc, again)
    assert view.can_accept
    assert "check_here_already" in {check.finding.code for check in view.checks if check.passed}
    assert [(change.what, change.mark) for change in view.changes] == [("change_certificate_here", "same")]
    accept(vc, again, seen=view)
    assert len(vc.store.periods.certificates(key)) == 1
    assert next(record for record in vc.store.periods.current(key) if record.state == "LC").weeks == 40
    assert vc.store.obligations.of_claim(key) == (met,)
    assert preview(vc, again).state == "accepted"


def test_a_repeat_meets_what_was_asked_again_and_does_not_meet_a_part_twice(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    part = replace(certificate("LC"), more_follows=True)
    for _time in range(2):
        say(lc, "VC-NIS", part, named(vc, key))
        accept(vc, post(lc, vc))
    (owed,) = vc.store.obligations.of_claim(key)
    steps = [event.step.value for event in vc.store.obligations.history(owed.id)]
    assert steps.count("met_in_part") == 1
    assert len(vc.store.periods.certificates(key)) == 1


def test_what_came_directly_is_recognised_when_it_is_passed_on_and_who_did_so_is_kept(
    offices: dict[str, Desk],
) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(vc, "LC", "GD")
    at_lc, at_gd = carry(vc, lc), carry(vc, gd)
    certify(lc, at_lc)
    carry(lc, vc)
    passing = passing_of_state(vc, key, "LC")
    assert passing is not None
    (row,) = [row for row in lc.store.outbox.of_claim(at_lc) if row.message_id == passing.message_id]
    say(lc, "GD-NIS", decode_message(row.data).body, named(vc, key))
    accept(gd, post(lc, gd))
    settle_passing(vc, passing.message_id, ("GD-NIS",))
    mailbox_id = post(vc, gd)
    view = preview(gd, mailbox_id)
    assert {"passed_on", "check_here_already"} <= {check.finding.code for check in view.checks if check.passed}
    accept(gd, mailbox_id, seen=view)
    assert len([kept for kept in gd.store.periods.certificates(at_gd) if kept.certificate.state == "LC"]) == 1
    kept = gd.store.mailbox.message(passing.message_id)
    assert kept is not None
    assert (kept.issuer, gd.store.mailbox.get(kept.received_id).from_office) == ("LC-NIC", "VC-NIS")
    assert kept.state is MailState.ACCEPTED


def test_what_follows_is_still_owed_and_the_case_is_not_ready(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC", "GD")
    certify(vc, key)
    say(offices["GD"], "VC-NIS", certificate("GD"), named(vc, key))
    accept(vc, post(offices["GD"], vc))
    say(lc, "VC-NIS", replace(certificate("LC"), more_follows=True), named(vc, key))
    accept(vc, post(lc, vc))
    assert claim_at(vc, key).stage is Stage.COLLECTING
    assert open_claim(vc, key).due is not None
    accept(vc, lc_says(offices, key, 2))
    assert claim_at(vc, key).stage is Stage.READY
    assert open_claim(vc, key).due is None


def test_our_own_certificate_with_more_to_follow_leaves_us_owing(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    here = carry(vc, lc)
    certify(lc, here, more_follows=True)
    assert today_queue(lc).count(QueueKind.ASKED) == 1
    assert certify(lc, here).version == 2
    assert today_queue(lc).count(QueueKind.ASKED) == 0


def test_the_same_word_is_not_certified_twice_unless_somebody_waits(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    here = carry(vc, lc)
    certify(lc, here)
    with pytest.raises(CaseProblem, match="certificate_unchanged"):
        certify(lc, here)
    assert certify(lc, here, remarks="One employer asked again").version == 2


def test_the_certificate_of_another_office_of_our_state_is_not_our_own(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    here = carry(vc, lc)
    with lc.store.act(verb="samples_made", user=lc.user.id, about="", facts={}):
        lc.store.periods.add_certificate(
            claim_id=here,
            certificate=certificate("LC", 7, office="LC-TWO"),
            bundle_id=None,
            accepted_by="u",
            accepted_at=lc.clock.now(),
        )
    assert own_certificate(lc, here) is None
    assert certify(lc, here).version == 1


def test_an_answer_from_another_office_of_the_state_meets_what_was_asked(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    (owed,) = vc.store.obligations.of_claim(key)
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        vc.store.obligations.cancel(owed.id)
        known = vc.store.offices.get("LC-NIC")
        assert known is not None
        office = replace(known.card.office, code="LC-TWO")
        vc.store.offices.put(replace(known, card=replace(known.card, office=office)))
        vc.store.obligations.add(
            claim_id=key,
            owed_by="LC-TWO",
            owed_to="VC-NIS",
            kind=owed.kind,
            asked_message_id=owed.asked_message_id,
            asked_on=owed.asked_on,
            due_on=owed.due_on,
        )
    say(lc, "VC-NIS", certificate(), named(vc, key))
    accept(vc, post(lc, vc))
    assert vc.store.obligations.open() == ()


def test_nothing_is_certified_up_to_a_day_to_come(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    later = vc.clock.today() + timedelta(days=1)
    draft = check_record(vc, key, hendyce.record("VC"), complete_to=later, has_periods=HasPeriods.YES)
    assert not draft.can_certify
    assert "date_in_future" in {finding.code for finding in draft.findings}


def test_a_row_without_weeks_is_no_record_yet(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    form = hendyce.record("VC")
    form = replace(form, lines=(replace(form.lines[0], weeks=""), *form.lines[1:]))
    draft = check_record(vc, key, form, complete_to=CUT_OFF, has_periods=HasPeriods.YES)
    assert {finding.code for finding in draft.findings} == {"record_incomplete"}
    assert draft.weeks == 286
    with pytest.raises(CaseProblem, match="certificate_has_errors"):
        certify_periods(vc, key, form, complete_to=CUT_OFF, has_periods=HasPeriods.YES)


def test_a_certificate_goes_only_to_offices_that_were_told(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    draft = check_record(vc, key, hendyce.record("VC"), complete_to=CUT_OFF, has_periods=HasPeriods.YES)
    assert draft.recipients == ("LC-NIC",)
    certify(vc, key)
    assert [line.office.card.office.code for line in to_send(vc)] == ["LC-NIC"]


def test_prepared_and_approved_by_one_person_is_on_the_certificate(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    made = certify(vc, told(vc, "LC"))
    assert made.prepared_by == made.approved_by == "C. Browne"
