"""What goes wrong between offices is refused with a reason, and nothing that was good is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.messages import MessageType, ReturnReason
from desktop_app.domain.offices import KeyCheck
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem, FormProblem, PlaceProblem, Problem
from desktop_app.wording.problems import SENTENCES, sentences
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.calculate_claim import calculate_claim, decide_point
from desktop_app.workflows.certify_periods import certify_periods, check_record
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import bundle_text, seal_bundle, sent, write_bundle
from desktop_app.workflows.enter_claim import enter_claimant, enter_history, register_claim, save_draft
from desktop_app.workflows.keep_offices import add_office, confirm_key, own_card_file
from desktop_app.workflows.open_claim import open_claim, start_claim
from desktop_app.workflows.places_kept import Place, last_place
from desktop_app.workflows.receive_bundle import preview, receive_file, received
from desktop_app.workflows.send_claim import send_notices
from tests.support import hendyce
from tests.support.desks import desk_of, introduce


@pytest.fixture
def vc(tmp_path: Path) -> Desk:
    return desk_of("VC", Places.at(tmp_path / "VC"))


@pytest.fixture
def lc(tmp_path: Path) -> Desk:
    return desk_of("LC", Places.at(tmp_path / "LC"))


def notified(vc: Desk) -> str:
    key = start_claim(vc).key
    register_claim(vc, key, hendyce.CLAIMANT)
    enter_history(vc, key, hendyce.history())
    send_notices(vc, key, ("LC",))
    return key


def sealed(vc: Desk, lc: Desk) -> bytes:
    introduce(vc, lc)
    notified(vc)
    return seal_bundle(vc, lc.office.code).data


def refused(act: Callable[[], object]) -> Problem:
    with pytest.raises(Problem) as caught:
        act()
    assert caught.value.code in SENTENCES
    assert all(part and "{" not in part for part in sentences(caught.value))
    return caught.value


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-40],
        lambda data: data[: len(data) // 2],
        lambda data: data[:400] + bytes([data[400] ^ 1]) + data[401:],
        lambda _: b"not a bundle at all",
        lambda _: b"",
    ],
)
def test_a_damaged_file_is_kept_refused_and_changes_nothing(
    vc: Desk, lc: Desk, damage: Callable[[bytes], bytes]
) -> None:
    damaged = damage(sealed(vc, lc))
    problem = refused(lambda: receive_file(lc, damaged))
    assert isinstance(problem, ExchangeProblem)
    (line,) = received(lc)
    assert (line.state, line.outcome) == ("refused", problem.code)
    assert lc.store.claims.count() == 0
    assert refused(lambda: receive_file(lc, damaged)).code == problem.code
    assert len(received(lc)) == 1


def test_a_bundle_for_another_office_is_refused_there(vc: Desk, lc: Desk, tmp_path: Path) -> None:
    gd = desk_of("GD", Places.at(tmp_path / "GD"))
    data = sealed(vc, lc)
    introduce(vc, gd)
    assert refused(lambda: receive_file(gd, data)).code == "bundle_not_for_us"


def test_a_bundle_of_an_office_nobody_knows_is_not_trusted_because_it_came(vc: Desk, lc: Desk) -> None:
    add_office(vc, own_card_file(lc))
    confirm_key(vc, "LC-NIC", KeyCheck.PHONE, "M. Augustin")
    notified(vc)
    data = seal_bundle(vc, "LC-NIC").data
    assert refused(lambda: receive_file(lc, data)).code == "bundle_key_unknown"


def test_a_bundle_is_shown_but_not_accepted_while_the_key_is_not_compared(vc: Desk, lc: Desk) -> None:
    add_office(lc, own_card_file(vc))
    add_office(vc, own_card_file(lc))
    confirm_key(vc, "LC-NIC", KeyCheck.PHONE, "M. Augustin")
    notified(vc)
    mailbox_id = receive_file(lc, seal_bundle(vc, "LC-NIC").data)
    assert not preview(lc, mailbox_id).can_accept
    assert refused(lambda: accept(lc, mailbox_id)).code == "key_not_checked"
    confirm_key(lc, "VC-NIS", KeyCheck.PHONE, "C. Browne")
    assert accept(lc, mailbox_id)


def test_nothing_leaves_for_an_office_whose_key_was_not_compared(vc: Desk, lc: Desk) -> None:
    add_office(vc, own_card_file(lc))
    key = start_claim(vc).key
    register_claim(vc, key, hendyce.CLAIMANT)
    enter_history(vc, key, hendyce.history())
    assert refused(lambda: send_notices(vc, key, ("LC",))).code == "recipient_blocked"
    assert vc.store.outbox.waiting() == ()


def test_the_same_file_twice_is_one_file_and_one_case(vc: Desk, lc: Desk) -> None:
    data = sealed(vc, lc)
    first = receive_file(lc, data)
    assert receive_file(lc, data) == first
    accept(lc, first)
    assert refused(lambda: accept(lc, first)).code == "already_decided"
    assert lc.store.claims.count() == 1


def test_the_text_form_of_a_bundle_is_the_bundle(vc: Desk, lc: Desk) -> None:
    sealed(vc, lc)
    (line,) = sent(vc)
    text = "Dear colleagues,\r\n\r\n" + bundle_text(vc, line.bundle_id).replace("\n", "\r\n> ") + "\r\n-- \r\nregards"
    mailbox_id = receive_file(lc, text.encode())
    assert preview(lc, mailbox_id).main.type is MessageType.CLAIM_NOTICE


def test_a_returned_claim_leaves_nothing_behind_and_the_sender_learns_why(vc: Desk, lc: Desk) -> None:
    mailbox_id = receive_file(lc, sealed(vc, lc))
    return_bundle(lc, mailbox_id, ReturnReason.PERSON_NOT_KNOWN, "no such number")
    assert lc.store.claims.count() == 0
    back = receive_file(vc, seal_bundle(lc, "VC-NIS").data)
    assert preview(vc, back).main.type is MessageType.RETURN
    claim_id = accept(vc, back)
    (line,) = sent(vc)
    assert line.state == "returned"
    asked = open_claim(vc, claim_id).state("LC")
    assert asked is not None
    assert asked.asked_on is None, "what came back can be asked again"


def test_a_form_with_letters_in_weeks_is_kept_as_typed_and_not_entered(vc: Desk) -> None:
    key = start_claim(vc).key
    register_claim(vc, key, hendyce.CLAIMANT)
    bad = replace(hendyce.history(), lines=(replace(hendyce.lines("VC")[0], weeks="1x"),))
    save_draft(vc, key, history=bad, place=Place(page="claims", claim_key=key, step=2, focus="grid"))
    assert refused(lambda: enter_history(vc, key, bad)).code == "form_has_errors"
    assert open_claim(vc, key).history == bad
    assert last_place(vc) == Place(page="claims", claim_key=key, step=2, focus="grid")


def test_the_filing_date_does_not_move_once_other_offices_know_it(vc: Desk, lc: Desk) -> None:
    introduce(vc, lc)
    key = notified(vc)
    moved = replace(hendyce.CLAIMANT, filing_date="1 Jun 2014")
    assert refused(lambda: enter_claimant(vc, key, moved)).code == "filing_date_fixed"


def test_78_weeks_cannot_be_certified(vc: Desk) -> None:
    key = start_claim(vc).key
    register_claim(vc, key, hendyce.CLAIMANT)
    lines = (replace(hendyce.lines("VC")[1], weeks="52"), replace(hendyce.lines("VC")[1], row_id="x", weeks="26"))
    form = replace(hendyce.record("VC"), lines=lines)
    draft = check_record(vc, key, form, complete_to=date(2014, 6, 13), has_periods=HasPeriods.YES)
    assert not draft.can_certify
    assert "certificate_year_above_full" in {finding.code for finding in draft.findings}
    problem = refused(lambda: certify_periods(vc, key, form, complete_to=date(2014, 6, 13), has_periods=HasPeriods.YES))
    assert problem.code == "certificate_has_errors"


def test_nothing_is_calculated_from_what_nobody_certified(vc: Desk) -> None:
    key = start_claim(vc).key
    register_claim(vc, key, hendyce.CLAIMANT)
    enter_history(vc, key, hendyce.history())
    assert refused(lambda: calculate_claim(vc, key)).code == "nothing_certified"


def test_a_decision_without_a_reason_is_none(vc: Desk) -> None:
    key = start_claim(vc).key
    register_claim(vc, key, hendyce.CLAIMANT)
    certify_periods(vc, key, hendyce.record("VC"), complete_to=date(2014, 6, 13), has_periods=HasPeriods.YES)
    problem = refused(
        lambda: decide_point(vc, key, point="unmet_state", state="VC", option="proportional", reason="  ")
    )
    assert isinstance(problem, CaseProblem)
    assert vc.store.decisions.of_claim(key) == ()


def test_a_bundle_that_cannot_be_written_stays_and_can_be_written_again(vc: Desk, lc: Desk, tmp_path: Path) -> None:
    sealed(vc, lc)
    (line,) = sent(vc)
    blocked = tmp_path / "a-file"
    blocked.write_text("in the way")
    assert isinstance(refused(lambda: write_bundle(vc, line.bundle_id, blocked, "stick")), PlaceProblem)
    assert sent(vc)[0].handed_over_at is None
    path = write_bundle(vc, line.bundle_id, tmp_path, "stick").path
    assert receive_file(lc, path.read_bytes())
    assert "Hendyce" not in path.name


def test_an_unfinished_claimant_is_not_registered_and_not_lost(vc: Desk) -> None:
    key = start_claim(vc).key
    half = replace(hendyce.CLAIMANT, birth_date="14/14/1954")
    save_draft(vc, key, claimant=half, place=Place(page="claims", claim_key=key, step=1))
    problem = refused(lambda: register_claim(vc, key, half))
    assert isinstance(problem, FormProblem)
    assert open_claim(vc, key).claimant == half
