"""An office speaks for its own State and about what was sent to it; a key is believed once it was compared."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.claims import Benefit
from desktop_app.domain.messages import MessageType, Receipt, ReceiptLevel, ReturnNotice, ReturnReason
from desktop_app.domain.money import Money
from desktop_app.domain.offices import KeyCheck, OfficeCard
from desktop_app.exchange.bundle import seal
from desktop_app.exchange.keys import card as make_card
from desktop_app.exchange.keys import make_secret, write_card
from desktop_app.exchange.messages import decode_message
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.calculate_claim import calculate_claim
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.keep_offices import add_office, confirm_key, edit_office, own_card_file, read_card
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.receive_bundle import preview, receive_file, received
from tests.support.case_desks import carry, certificate, certify, claim_at, named, notice_sent, post, say, told
from tests.support.clocks import FixedClock


def notice_to(desk: Desk, key: str, office: str) -> str:
    (row,) = [row for row in desk.store.outbox.of_claim(key) if row.office == office]
    return row.message_id


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks if not check.passed}


def test_an_office_cannot_acknowledge_what_was_sent_to_another(offices: dict[str, Desk]) -> None:
    vc, gd = offices["VC"], offices["GD"]
    key = told(vc, "LC", "GD")
    seal_bundle(vc, "LC-NIC")
    to_lc = notice_to(vc, key, "LC-NIC")
    say(gd, "VC-NIS", Receipt(about_message=to_lc, level=ReceiptLevel.ACCEPTED, case_number="GD-1"), named(vc, key))
    mailbox_id = post(gd, vc)
    assert codes(vc, mailbox_id) == {"not_our_message"}
    assert preview(vc, mailbox_id).changes == ()
    accept(vc, mailbox_id)
    assert vc.store.outbox.get(to_lc).state is OutboxState.SEALED
    assert claim_at(vc, key).reference_of("GD-NIS") == ""


def test_an_office_cannot_return_what_was_sent_to_another(offices: dict[str, Desk]) -> None:
    vc, gd = offices["VC"], offices["GD"]
    key = told(vc, "LC", "GD")
    to_lc = notice_to(vc, key, "LC-NIC")
    say(gd, "VC-NIS", ReturnNotice(about_message=to_lc, reason=ReturnReason.NOT_COMPETENT), named(vc, key))
    accept(vc, post(gd, vc))
    assert vc.store.outbox.get(to_lc).state is OutboxState.WAITING
    line = open_claim(vc, key).state("LC")
    assert line is not None
    assert line.owed


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (certificate("VC", office="LC-NIC"), "certificate_other_state"),
        (
            replace(certificate(), rows=(replace(certificate().rows[0], state="VC"),)),
            "certificate_other_state",
        ),
        (
            replace(certificate(), currency="USD", stated_earnings=Money(minor=0, currency="USD")),
            "certificate_currency",
        ),
        (replace(certificate(), person_birth_date=certificate().complete_to), "birth_date_differs"),
        (replace(certificate(), stated_weeks=99), "certificate_weeks_differ"),
    ],
)
def test_a_certificate_that_cannot_be_right_is_refused(
    offices: dict[str, Desk], said: PeriodCertificate, code: str
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    say(lc, "VC-NIS", said, named(vc, key))
    mailbox_id = post(lc, vc)
    assert code in codes(vc, mailbox_id)
    with pytest.raises(CaseProblem, match="cannot_accept"):
        accept(vc, mailbox_id)
    assert vc.store.periods.certificates(key) == ()


def test_a_doubtful_certificate_is_shown_with_its_doubts_and_can_be_accepted(offices: dict[str, Desk]) -> None:
    vc, gd = offices["VC"], offices["GD"]
    key = told(vc, "LC")
    doubtful = replace(
        certificate("GD"), person_surname="Somebody", insurance_number="1", more_follows=True, currency="XCD"
    )
    say(gd, "VC-NIS", doubtful, named(vc, key))
    mailbox_id = post(gd, vc)
    assert {"name_differs", "number_differs", "more_follows"} <= codes(vc, mailbox_id)
    accept(vc, mailbox_id)
    assert vc.store.persons.get(claim_at(vc, key).person_id).number_in("GD") == "1"


def test_a_number_that_is_not_given_is_no_difference(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    say(lc, "VC-NIS", certificate(), named(vc, key))
    assert "number_differs" not in codes(vc, post(lc, vc))


def test_a_certificate_for_nobodys_case_is_refused_until_the_case_is_here(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    say(lc, "VC-NIS", certificate(), ("LC-NIC", "LC-2014-0009"))
    mailbox_id = post(lc, vc)
    assert codes(vc, mailbox_id) == {"case_not_found"}
    assert not preview(vc, mailbox_id).can_accept


def test_a_certificate_finds_the_case_by_the_examining_offices_number(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(vc, "LC")
    here = carry(vc, lc)
    say(gd, "LC-NIC", certificate("GD"), ("GD-NIS", "GD-2014-0077"), named(vc, key))
    assert accept(lc, post(gd, lc)) == here
    assert claim_at(lc, here).reference_of("GD-NIS") == "GD-2014-0077"
    assert claim_at(lc, here).number != claim_at(vc, key).number or here != key


def test_numbers_of_two_cases_in_one_message_are_pointed_out(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    first, second = told(vc, "LC"), told(vc, "LC")
    carry(vc, lc)
    say(lc, "VC-NIS", certificate(), named(vc, first), ("GD-NIS", "GD-1"))
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        other = claim_at(vc, second)
        vc.store.claims.update(
            replace(other, references=(*other.references, replace(other.references[0], office="GD-NIS", number="GD-1")))
        )
    assert "case_refs_disagree" in codes(vc, post(lc, vc))


def test_a_message_of_one_office_cannot_come_again_from_another(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(lc, "VC")
    (row,) = lc.store.outbox.of_claim(key)
    post(lc, vc)
    with gd.store.act(verb="samples_made", user=gd.user.id, about="", facts={}):
        gd.store.outbox.add(
            message_id=row.message_id,
            office="VC-NIS",
            type=row.type,
            claim_id=None,
            data=row.data,
            created_at=row.created_at,
        )
    with pytest.raises(ExchangeProblem, match="message_reused"):
        post(gd, vc)
    assert [entry.state for entry in received(vc)] == ["refused", "to_check"]


def test_a_message_never_comes_again_with_other_content(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(lc, "VC")
    (row,) = lc.store.outbox.of_claim(key)
    first = seal_bundle(lc, "VC-NIS")
    kept = receive_file(vc, first.data)
    digest = vc.store.mailbox.get(kept).digest
    other = seal(
        secret=lc.secret,
        sender=lc.own,
        recipient=vc.own,
        sequence=2,
        bundle_id=lc.clock.new_id(),
        created_at=lc.clock.now(),
        previous_digest=digest,
        received_up_to=0,
        missing=(),
        messages=(replace(decode_message(row.data), summary="Something else."),),
    )
    with pytest.raises(ExchangeProblem, match="message_reused"):
        receive_file(vc, other.data)
    assert [entry.state for entry in received(vc)] == ["refused", "to_check"]
    (message,) = vc.store.mailbox.messages_of(kept)
    assert message.data == row.data


def test_a_returned_certificate_is_owed_again(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    here = carry(vc, lc)
    certify(lc, here)
    assert lc.store.obligations.open(owed_by="LC-NIC") == ()
    return_bundle(vc, post(lc, vc), ReturnReason.FIGURES_DISAGREE, "1996 twice")
    accept(lc, post(vc, lc))
    (owed,) = lc.store.obligations.open(owed_by="LC-NIC")
    assert owed.owed_to == "VC-NIS"
    again = certify(lc, here)
    assert again.version == 2
    assert lc.store.obligations.open(owed_by="LC-NIC") == ()


def test_receipts_in_a_manifest_count_once_the_key_is_compared(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    carry(vc, lc)
    add_office(vc, own_card_file(lc))
    known = vc.store.offices.get("LC-NIC")
    assert known is not None
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        vc.store.offices.put(replace(known, check=KeyCheck.NOT_YET))
    say(lc, "VC-NIS", certificate(), named(vc, key))
    mailbox_id = post(lc, vc)
    notice = notice_to(vc, key, "LC-NIC")
    assert vc.store.outbox.get(notice).state is OutboxState.SEALED
    confirm_key(vc, "LC-NIC", KeyCheck.PHONE, "M. Augustin")
    accept(vc, mailbox_id)
    assert vc.store.outbox.get(notice).state is OutboxState.REGISTERED


def test_a_bundle_signed_with_a_key_replaced_since_can_be_read_and_returned_but_not_accepted(
    offices: dict[str, Desk],
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    mailbox_id = post(vc, lc)
    add_office(lc, new_card(vc))
    seen = preview(lc, mailbox_id)
    assert seen.main.type is MessageType.CLAIM_NOTICE
    assert not seen.trusted
    with pytest.raises(ExchangeProblem, match="key_not_checked"):
        accept(lc, mailbox_id)
    return_bundle(lc, mailbox_id, ReturnReason.UNREADABLE_PART, "signed with your old key")
    assert preview(lc, mailbox_id).state == "returned"


def new_card(desk: Desk, code: str = "") -> bytes:
    """Return a card with new keys, of the desk's office or of one with another code."""
    secret = make_secret(FixedClock(seed="another key").random_bytes)
    office = replace(desk.office, code=code or desk.office.code)
    return write_card(make_card(office, secret, desk.clock.today()), secret)


def test_a_new_bundle_with_a_replaced_key_is_refused(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    data = seal_bundle(vc, "LC-NIC").data
    add_office(lc, new_card(vc))
    with pytest.raises(ExchangeProblem, match="bundle_key_unknown"):
        receive_file(lc, data)


def test_a_key_that_came_with_a_new_card_has_to_be_compared_anew(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    before = lc.store.offices.get("VC-NIS")
    assert before is not None
    assert before.trusted
    add_office(lc, own_card_file(vc))
    same = lc.store.offices.get("VC-NIS")
    assert same is not None
    assert same.trusted, "the key that was compared is the key of this card"
    add_office(lc, new_card(vc))
    changed = lc.store.offices.get("VC-NIS")
    assert changed is not None
    assert (changed.trusted, changed.check) == (False, KeyCheck.NOT_YET)
    with pytest.raises(ExchangeProblem, match="key_not_checked"):
        seal_bundle(lc, "VC-NIS")


def test_a_card_with_the_key_of_another_office_is_not_kept(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    stolen = write_card(OfficeCard(office=replace(lc.office, code="LC-TWO"), keys=lc.own.keys), lc.secret)
    with pytest.raises(CaseProblem, match="card_key_taken"):
        read_card(vc, stolen)
    mine = write_card(OfficeCard(office=replace(vc.office, code="VC-TWO"), keys=vc.own.keys), vc.secret)
    with pytest.raises(CaseProblem, match="card_key_taken"):
        add_office(vc, mine)


def test_an_office_cannot_take_its_trust_into_another_state_with_a_new_card(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    moved = replace(lc.own, office=replace(lc.office, state="GD"))
    with pytest.raises(CaseProblem, match="card_other_state"):
        add_office(vc, write_card(moved, lc.secret))
    known = vc.store.offices.get("LC-NIC")
    assert known is not None
    assert (known.trusted, known.card.office.state) == (True, "LC")


def test_this_offices_own_entry_is_not_another_offices(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    for act in (
        lambda: edit_office(vc, "VC-NIS", address="", phone="", email="", head=""),
        lambda: confirm_key(vc, "VC-NIS", KeyCheck.PHONE, "C. Browne"),
    ):
        with pytest.raises(CaseProblem, match="office_is_own"):
            act()
    with pytest.raises(CaseProblem, match="card_is_own"):
        read_card(vc, own_card_file(vc))
    with pytest.raises(ExchangeProblem, match="office_unknown"):
        edit_office(vc, "BB-NIS", address="", phone="", email="", head="")
    with pytest.raises(CaseProblem, match="heard_from_missing"):
        confirm_key(vc, "LC-NIC", KeyCheck.PHONE, " ")


def test_receipts_nobody_vouches_for_can_be_put_away_and_change_nothing(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    carry(vc, lc)
    mailbox_id = post(lc, vc)
    add_office(vc, new_card(lc))
    return_bundle(vc, mailbox_id, ReturnReason.UNREADABLE_PART, "")
    assert preview(vc, mailbox_id).state == "returned"
    assert vc.store.outbox.waiting() == ()
    assert vc.store.outbox.get(notice_to(vc, key, "LC-NIC")).state is OutboxState.OPENED, "as its arrival showed"
    assert claim_at(vc, key).reference_of("LC-NIC") == ""


def test_two_offices_that_examine_one_case_are_told_so_and_both_can_ask(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "GD")
    say(lc, "VC-NIS", notice_sent(vc, key), ("LC-NIC", "LC-2014-0044"), named(vc, key))
    mailbox_id = post(lc, vc)
    assert "claim_examined_here" in codes(vc, mailbox_id)
    accept(vc, mailbox_id)
    assert vc.store.claims.count() == 1
    certify(vc, key)
    assert {row.office for row in vc.store.outbox.of_claim(key) if row.type is MessageType.PERIOD_CERTIFICATE} == {
        "GD-NIS",
        "LC-NIC",
    }


def test_a_notice_for_a_known_case_cannot_make_it_another_benefit(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    carry(vc, lc)
    other = replace(
        notice_sent(vc, key),
        benefit=Benefit.INVALIDITY,
        contingency_date=vc.clock.today(),
        filing_date=vc.clock.today() + timedelta(days=1),
        work_history=(),
        consent_given=False,
    )
    say(vc, "LC-NIC", other, named(vc, key))
    mailbox_id = post(vc, lc)
    assert codes(lc, mailbox_id) >= {
        "benefit_differs",
        "contingency_differs",
        "filing_date_differs",
        "filing_in_future",
        "no_rows_here",
        "consent_missing",
    }
    assert not preview(lc, mailbox_id).can_accept


def test_years_with_more_weeks_than_a_year_holds_are_named(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(vc, "LC", "GD")
    for desk, state in ((lc, "LC"), (gd, "GD")):
        say(desk, "VC-NIS", certificate(state), named(vc, key))
    accept(vc, post(lc, vc))
    late = post(gd, vc)
    (crowded,) = [check.finding for check in preview(vc, late).checks if check.finding.code == "year_crowded"]
    assert crowded.facts == {"year": 1995, "weeks": 80, "state": "LC"}


def test_a_certificate_says_when_there_are_no_periods(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    none = replace(certificate(weeks=0), has_periods=HasPeriods.NONE, rows=())
    say(lc, "VC-NIS", none, named(vc, key))
    mailbox_id = post(lc, vc)
    assert "change_no_periods" in {change.what for change in preview(vc, mailbox_id).changes}
    accept(vc, mailbox_id)
    assert vc.store.obligations.open() == ()
    with pytest.raises(CaseProblem, match="no_periods_certified"):
        calculate_claim(vc, key)
