"""A claim that is not for an office goes on to the one that is competent: whole, with its date, and all are told."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.case_notices import Forward, ForwardReason, Participants
from desktop_app.domain.claims import Part, Stage
from desktop_app.domain.forms import PeriodsForm
from desktop_app.domain.messages import ClaimNotice, MessageType, ReturnReason
from desktop_app.domain.obligations import ObligationState
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.mailbox import MailState
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.attach import attach_file, received_attachments, send_with
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle, to_send
from desktop_app.workflows.forward_message import forward_message, forwarding_of, forwarding_of_claim
from desktop_app.workflows.receive_bundle import preview, receive_file, received
from desktop_app.workflows.send_claim import send_notices
from tests.support.case_desks import carry, certify, claim_at, post, row_of, say, sealed_again, take_in, told
from tests.support.desks import desk_of, introduce

Desks = dict[str, Desk]


def sent_to_lucia(offices: Desks, *states: str) -> tuple[str, int, str]:
    """Saint Vincent tells Saint Lucia of a claim; the claim, the file there, and the notice's id."""
    key = told(offices["VC"], *(states or ("LC",)))
    came = post(offices["VC"], offices["LC"])
    return key, came, offices["LC"].store.mailbox.messages_of(came)[0].message_id


def passed_on(offices: Desks, message_id: str) -> None:
    forward_message(
        offices["LC"], message_id, to_office="GD-NIS", reason=ForwardReason.NOT_COMPETENT, text="Never insured here."
    )


def test_the_new_office_opens_the_claim_with_the_date_on_which_it_was_first_filed(offices: Desks) -> None:
    key, _came, notice = sent_to_lucia(offices)
    filed = claim_at(offices["VC"], key).filing_date
    passed_on(offices, notice)

    view = preview(offices["GD"], post(offices["LC"], offices["GD"]))
    codes = [check.finding.code for check in view.checks]
    opened = claim_at(offices["GD"], accept(offices["GD"], view.mailbox_id))

    assert isinstance(view.main.body, ClaimNotice)
    assert {"passed_on", "check_original_enclosed", "check_filing_date_stays"} <= set(codes)
    assert (opened.part, opened.examining_office, opened.filing_date) == (Part.ASKED, "VC-NIS", filed)
    assert opened.reference_of("VC-NIS") == claim_at(offices["VC"], key).number
    owed = offices["GD"].store.obligations.of_claim(opened.id)
    assert [(entry.owed_by, entry.owed_to) for entry in owed] == [("GD-NIS", "VC-NIS")]


def test_whoever_sent_it_is_answered_by_the_new_office_which_owes_what_was_asked(offices: Desks) -> None:
    key, _came, notice = sent_to_lucia(offices)
    passed_on(offices, notice)
    copy = post(offices["LC"], offices["VC"])
    lines = {change.what for change in preview(offices["VC"], copy).changes}

    accept(offices["VC"], copy)
    carry(offices["LC"], offices["GD"])
    theirs = offices["GD"].store.claims.by_reference("VC-NIS", claim_at(offices["VC"], key).number)
    assert theirs is not None
    carry(offices["GD"], offices["VC"])

    assert {"change_forwarded", "change_owed_by"} <= lines
    claim = claim_at(offices["VC"], key)
    assert claim.reference_of("GD-NIS") == theirs.number
    [owed] = offices["VC"].store.obligations.of_claim(key)
    assert (owed.owed_by, owed.open) == ("GD-NIS", True)
    assert set(claim.states) == {"VC", "GD"}


def test_the_new_offices_certificate_meets_it(offices: Desks) -> None:
    key, _came, notice = sent_to_lucia(offices)
    passed_on(offices, notice)
    carry(offices["LC"], offices["VC"])
    asked = carry(offices["LC"], offices["GD"])
    certify(offices["GD"], asked)
    carry(offices["GD"], offices["VC"])

    [owed] = offices["VC"].store.obligations.of_claim(key)
    assert owed.state is ObligationState.MET


def test_an_answer_that_comes_before_the_copy_notice_is_not_owed_twice(offices: Desks) -> None:
    key, _came, notice = sent_to_lucia(offices, "LC", "GD")
    passed_on(offices, notice)
    carry(offices["LC"], offices["VC"])

    states = {(owed.owed_by, owed.state) for owed in offices["VC"].store.obligations.of_claim(key)}
    assert states == {("LC-NIC", ObligationState.CANCELLED), ("GD-NIS", ObligationState.OPEN)}


def test_the_other_offices_of_the_case_hear_who_takes_part_now(offices: Desks, tmp_path: Path) -> None:
    grenada, trinidad = offices["GD"], desk_of("TT", Places.at(tmp_path / "office-TT"))
    introduce(*offices.values(), trinidad)
    key = take_in(offices["VC"], history=PeriodsForm(lines=tuple(row_of(state, 1990) for state in ("VC", "LC", "GD"))))
    send_notices(offices["VC"], key, ("LC", "GD"))
    carry(offices["VC"], grenada)
    notice = offices["LC"].store.mailbox.messages_of(post(offices["VC"], offices["LC"]))[0].message_id
    forward_message(offices["LC"], notice, to_office="TT-NIB", reason=ForwardReason.PERSON_MOVED)

    copy = post(offices["LC"], offices["VC"])
    said = {change.what: change.after for change in preview(offices["VC"], copy).changes}
    accept(offices["VC"], copy)

    [row] = offices["VC"].store.outbox.waiting("GD-NIS")
    body = decode_message(row.data).body
    assert isinstance(body, Participants)
    assert [(entry.office, entry.joining.value) for entry in body.changes] == [
        ("LC-NIC", "leaves"),
        ("TT-NIB", "joins"),
    ]
    assert said["change_others_told"] == "GD-NIS"
    trinidad.close()


def test_nothing_of_it_is_applied_at_the_office_that_passes_it_on(offices: Desks) -> None:
    _key, came, notice = sent_to_lucia(offices)
    before = offices["LC"].store.persons.find_by_number("LC", "")
    passed_on(offices, notice)

    [line] = received(offices["LC"])
    assert (line.mailbox_id, line.state) == (came, "forwarded")
    kept = offices["LC"].store.mailbox.message(notice)
    assert kept is not None
    assert (kept.state, kept.claim_id) == (MailState.FORWARDED, None)
    assert offices["LC"].store.persons.find_by_number("LC", "") == before
    assert [
        (entry.office.card.office.code, len(entry.messages), len(entry.passed_on)) for entry in to_send(offices["LC"])
    ] == [
        ("GD-NIS", 1, 1),
        ("VC-NIS", 1, 0),
    ]


def test_a_case_that_was_open_here_closes_and_what_we_owed_is_lifted(offices: Desks) -> None:
    told(offices["VC"], "LC")
    asked = carry(offices["VC"], offices["LC"])
    found = forwarding_of_claim(offices["LC"], asked)
    assert found is not None
    assert found.claim_number == claim_at(offices["LC"], asked).number
    assert [known.card.office.code for known in found.choices] == ["GD-NIS"]

    forward_message(offices["LC"], found.message_id, to_office="GD-NIS", reason=ForwardReason.NO_LONGER_COMPETENT)

    assert claim_at(offices["LC"], asked).stage is Stage.CLOSED
    assert not [owed for owed in offices["LC"].store.obligations.of_claim(asked) if owed.open]
    assert forwarding_of_claim(offices["LC"], asked) is None


def test_papers_that_came_with_it_go_along(offices: Desks) -> None:
    key = told(offices["VC"], "LC")
    [row] = offices["VC"].store.outbox.waiting("LC-NIC")
    paper = attach_file(offices["VC"], key, b"%PDF-1.4 invented", "Form.pdf", "form")
    send_with(offices["VC"], row.message_id, (paper.id,))
    post(offices["VC"], offices["LC"])
    passed_on(offices, row.message_id)

    came = post(offices["LC"], offices["GD"])

    [there] = received_attachments(offices["GD"], came)
    assert (there.name, there.about) == ("Form.pdf", row.message_id)


def test_it_goes_on_once_and_comes_back_to_its_first_sender(offices: Desks) -> None:
    key, _came, notice = sent_to_lucia(offices)
    passed_on(offices, notice)
    carry(offices["LC"], offices["VC"])
    came = post(offices["LC"], offices["GD"])
    with pytest.raises(CaseProblem) as once:
        forward_message(offices["GD"], notice, to_office="LC-NIC", reason=ForwardReason.NOT_COMPETENT)
    with pytest.raises(CaseProblem) as already:
        passed_on(offices, notice)

    return_bundle(offices["GD"], came, ReturnReason.NOT_COMPETENT, "Not here either.")
    carry(offices["GD"], offices["VC"])
    carry(offices["GD"], offices["LC"])

    assert (once.value.code, already.value.code) == ("forwarded_once", "forwarded_already")
    [owed] = offices["VC"].store.obligations.of_claim(key)
    assert owed.state is ObligationState.CANCELLED
    assert forwarding_of(offices["LC"], notice) is not None


def test_a_notice_sent_again_after_it_went_on_is_answered_by_where_it_went(offices: Desks) -> None:
    key, came, notice = sent_to_lucia(offices)
    bundle = offices["LC"].store.mailbox.get(came).bundle_id
    assert bundle
    passed_on(offices, notice)
    seal_bundle(offices["LC"], "VC-NIS")  # and it is lost

    again = receive_file(offices["LC"], sealed_again(offices["VC"], bundle))
    accept(offices["LC"], again)

    [row] = offices["LC"].store.outbox.waiting("VC-NIS")
    body = decode_message(row.data).body
    assert isinstance(body, Forward)
    assert (body.about_message, body.to_office, body.enclosed) == (notice, "GD-NIS", False)
    assert claim_at(offices["VC"], key).stage is not Stage.CLOSED


def test_what_is_told_without_the_original_is_not_believed(offices: Desks) -> None:
    body = Forward(
        about_message="00000000-0000-4000-8000-000000000001",
        from_office="VC-NIS",
        to_office="GD-NIS",
        reason=ForwardReason.NOT_COMPETENT,
        filing_date=date(2014, 6, 16),
        enclosed=True,
    )
    say(offices["LC"], "GD-NIS", body)
    say(offices["LC"], "VC-NIS", replace(body, enclosed=False))

    there = preview(offices["GD"], post(offices["LC"], offices["GD"]))
    here = preview(offices["VC"], post(offices["LC"], offices["VC"]))

    assert not there.can_accept
    assert "forward_without_original" in {check.finding.code for check in there.checks}
    assert not here.can_accept
    assert "forward_not_ours" in {check.finding.code for check in here.checks}


def test_who_is_no_choice(offices: Desks) -> None:
    _key, _came, notice = sent_to_lucia(offices)
    for office in ("LC-NIC", "VC-NIS"):
        with pytest.raises(CaseProblem) as refused:
            forward_message(offices["LC"], notice, to_office=office, reason=ForwardReason.NOT_COMPETENT)
        assert refused.value.code == "forward_office_not_fit"
    with pytest.raises(ExchangeProblem) as unknown:
        forward_message(offices["LC"], notice, to_office="JM-NIF", reason=ForwardReason.NOT_COMPETENT)

    assert unknown.value.code == "office_unknown"
    assert offices["LC"].store.outbox.waiting() == ()


def test_a_certificate_is_no_message_to_pass_on_in_ones_place(offices: Desks) -> None:
    told(offices["VC"], "LC")
    asked = carry(offices["VC"], offices["LC"])
    certify(offices["LC"], asked)
    came = post(offices["LC"], offices["VC"])
    kept = next(
        entry for entry in offices["VC"].store.mailbox.messages_of(came) if entry.type == MessageType.PERIOD_CERTIFICATE
    )

    assert forwarding_of(offices["VC"], kept.message_id) is None


def test_a_receipt_of_the_new_office_that_overtakes_the_word_of_it_is_heard_afterwards(offices: Desks) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key, _came, notice = sent_to_lucia(offices)
    passed_on(offices, notice)
    late = seal_bundle(lc, "VC-NIS").data
    opened = claim_at(gd, carry(lc, gd))
    early = post(gd, vc)

    accept(vc, early)
    assert claim_at(vc, key).reference_of("GD-NIS") == ""
    accept(vc, receive_file(vc, late))

    assert claim_at(vc, key).reference_of("GD-NIS") == opened.number
    assert {kept.claim_id for kept in vc.store.mailbox.messages_of(early)} == {key}
