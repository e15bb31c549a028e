"""A claim of a person never insured here goes to the office that is competent, which examines it from then on."""

from dataclasses import replace

import pytest

from desktop_app.domain.case_notices import Forward, ForwardReason
from desktop_app.domain.claims import Part, Stage
from desktop_app.domain.messages import MessageType, ReturnReason
from desktop_app.domain.obligations import ObligationState
from desktop_app.domain.offices import KeyCheck
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.hand_over_claim import hand_over_claim, handing_over_of
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.send_claim import check_claim, send_notices
from tests.support import hendyce
from tests.support.case_desks import carry, claim_at, post, row_of, take_in, told

ONLY_LC = replace(hendyce.history(), lines=(row_of("LC", 1990), row_of("LC", 1991)))


def test_the_new_office_examines_the_claim_as_filed_here_and_owes_nothing_to_us(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = take_in(vc, history=ONLY_LC)
    found = handing_over_of(vc, key)
    assert found is not None
    assert (found.rows_here, found.certified_here, found.told) == (0, False, ())
    assert "LC-NIC" in {known.card.office.code for known in found.choices}

    hand_over_claim(vc, key, to_office="LC-NIC", text="Never insured in Saint Vincent.")

    here = claim_at(vc, key)
    assert (here.stage, here.part, here.examining_office) == (Stage.CLOSED, Part.ASKED, "LC-NIC")
    assert [row.type for row in vc.store.outbox.of_claim(key)] == [MessageType.CLAIM_NOTICE, MessageType.FORWARD]
    body = decode_message(vc.store.outbox.of_claim(key)[1].data).body
    assert isinstance(body, Forward)
    assert (body.filing_date, body.enclosed, body.reason) == (
        here.filing_date,
        False,
        ForwardReason.NOT_COMPETENT,
    )
    assert not [owed for owed in vc.store.obligations.of_claim(key) if owed.open]

    mailbox_id = post(vc, lc)
    view = preview(lc, mailbox_id)
    assert view.can_accept
    assert {"check_claim_handed_over", "check_filing_date_stays"} <= {
        check.finding.code for part in view.parts for check in part.checks if check.passed
    }
    assert "change_examined_here" in {change.what for part in view.parts for change in part.changes}
    there = accept(lc, mailbox_id, seen=view)
    claim = claim_at(lc, there)
    assert (claim.part, claim.examining_office, claim.filing_date) == (Part.EXAMINING, "LC-NIC", here.filing_date)
    assert claim.stage is not Stage.CLOSED
    assert "VC" not in claim.states
    assert len(lc.store.periods.stated(there)) == 2
    (owed,) = lc.store.obligations.of_claim(there)
    assert owed.state is ObligationState.CANCELLED
    assert not [each for each in check_claim(lc, there).findings if each.code == "examined_elsewhere"]
    carry(lc, vc)
    assert claim_at(vc, key).stage is Stage.CLOSED
    with pytest.raises(CaseProblem, match="not_examining_office"):
        hand_over_claim(vc, key, to_office="GD-NIS")
    assert handing_over_of(vc, key) is None


def test_offices_that_knew_of_the_claim_hear_who_examines_it_now(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(vc, "GD")
    in_gd = carry(vc, gd)

    hand_over_claim(vc, key, to_office="LC-NIC", reason=ForwardReason.PERSON_MOVED)
    carry(vc, gd)
    carry(vc, lc)

    claim = claim_at(gd, in_gd)
    assert (claim.part, claim.examining_office) == (Part.ASKED, "LC-NIC")
    assert not [owed for owed in gd.store.obligations.of_claim(in_gd) if owed.open]


def test_an_office_that_was_asked_already_takes_over_the_case_it_has(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    hand_over_claim(vc, key, to_office="LC-NIC")
    carry(vc, lc)
    claim = claim_at(lc, there)
    assert (claim.part, claim.examining_office) == (Part.EXAMINING, "LC-NIC")
    assert [row.type for row in vc.store.outbox.of_claim(key)].count(MessageType.CLAIM_NOTICE) == 1
    send_notices(lc, there, ("GD",))


def test_a_claim_that_comes_back_is_examined_here_again(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = take_in(vc, history=ONLY_LC)
    hand_over_claim(vc, key, to_office="LC-NIC")
    return_bundle(lc, post(vc, lc), ReturnReason.NOT_COMPETENT, "Nothing here either.")
    accept(vc, post(lc, vc))
    claim = claim_at(vc, key)
    assert (claim.part, claim.examining_office) == (Part.EXAMINING, "VC-NIS")
    assert claim.stage is not Stage.CLOSED
    hand_over_claim(vc, key, to_office="GD-NIS")
    assert seal_bundle(vc, "GD-NIS").data


def test_what_cannot_be_handed_over_is_refused_and_nothing_is_written(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc)
    known = vc.store.offices.get("GD-NIS")
    assert known is not None
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        vc.store.offices.put(replace(known, check=KeyCheck.NOT_YET))
    for office, error, code in (
        ("VC-NIS", CaseProblem, "forward_office_not_fit"),
        ("XX-NONE", ExchangeProblem, "office_unknown"),
        ("GD-NIS", ExchangeProblem, "key_not_checked"),
    ):
        with pytest.raises(error, match=code):
            hand_over_claim(vc, key, to_office=office)
    with pytest.raises(CaseProblem, match="correction_too_long"):
        hand_over_claim(vc, key, to_office="LC-NIC", text="x" * 2001)
    with pytest.raises(CaseProblem, match="claim_not_here"):
        hand_over_claim(vc, "nothing", to_office="LC-NIC")
    assert not vc.store.outbox.of_claim(key)
    assert claim_at(vc, key).part is Part.EXAMINING
