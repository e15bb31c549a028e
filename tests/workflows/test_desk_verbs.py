"""The everyday verbs of a desk: search, lists, the queue, the status line, drafts, offices and documents."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.claims import Benefit, Part, Stage
from desktop_app.domain.forms import PeriodsForm
from desktop_app.domain.offices import KeyCheck
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.workflows import today as today_module
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.enter_claim import discard_draft, enter_history, save_draft
from desktop_app.workflows.find import find
from desktop_app.workflows.issue_document import (
    certificate_document,
    office_card_document,
    save_document,
    worksheet_document,
)
from desktop_app.workflows.keep_offices import add_office, edit_office, offices, own_card_file, own_card_name, read_card
from desktop_app.workflows.list_claims import ClaimFilter, ClaimSort, SortKey, claims_page
from desktop_app.workflows.open_claim import Step, StepState, open_claim, start_claim
from desktop_app.workflows.places_kept import Place, last_place
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.send_claim import check_claim, send_notices
from desktop_app.workflows.status import status
from desktop_app.workflows.today import QueueKind, queue_counts, today_queue
from tests.support import hendyce
from tests.support.case_desks import (
    CUT_OFF,
    OTHER,
    carry,
    certificate,
    certify,
    named,
    post,
    row_of,
    say,
    take_in,
    told,
)

PLACE = Place(page="claims", claim_key="k", step=1, focus="surname")


@pytest.fixture
def desks(offices: dict[str, Desk]) -> dict[str, Desk]:
    return offices


def test_a_person_leads_to_the_newest_claim_and_a_file_to_the_exchange(desks: dict[str, Desk]) -> None:
    vc, lc = desks["VC"], desks["LC"]
    told(vc, "LC")
    file = seal_bundle(vc, "LC-NIC")
    found = {hit.kind: hit for hit in find(vc, "hendyce")}
    assert found["person"].claim_key == found["claim"].claim_key
    assert found["person"].birth_date == date(1954, 6, 14)
    (sent,) = find(vc, file.file_name)
    assert (sent.kind, sent.bundle_id, sent.office) == ("sent_bundle", file.bundle_id, "LC-NIC")
    mailbox_id = receive_file(lc, file.data, file.file_name)
    (arrived,) = find(lc, file.file_name)
    assert (arrived.kind, arrived.mailbox_id) == ("received_file", mailbox_id)
    assert find(vc, "  ") == ()
    assert find(vc, "2014-0001")[0].kind == "claim"


def test_claims_are_listed_filtered_sorted_and_counted(desks: dict[str, Desk]) -> None:
    vc, lc = desks["VC"], desks["LC"]
    take_in(vc, OTHER)
    told(vc, "LC")
    page = claims_page(vc, ClaimFilter(), ClaimSort(key=SortKey.CLAIMANT), limit=1)
    assert (page.total, [row.person_name for row in page.rows]) == (2, ["Invented Example"])
    (row,) = claims_page(vc, ClaimFilter(stages=frozenset({Stage.COLLECTING})), ClaimSort()).rows
    assert (row.person_name, row.benefit, row.part) == ("Bernadette Hendyce", Benefit.AGE, Part.EXAMINING)
    assert (row.overdue, row.responsible, row.opened_on) == (False, "C. Browne", date(2014, 7, 14))
    vc.clock.advance(days=40)  # type: ignore[attr-defined]  # a test's clock
    (late,) = claims_page(vc, ClaimFilter(overdue_on=vc.clock.today()), ClaimSort()).rows
    assert late.overdue
    assert claims_page(lc, ClaimFilter(), ClaimSort()).total == 0


def test_the_status_line_counts_what_waits(desks: dict[str, Desk]) -> None:
    vc, lc = desks["VC"], desks["LC"]
    start_claim(vc)
    told(vc, "LC")
    shown = status(vc)
    assert (shown.office.code, shown.party.code, shown.user.short_name) == ("VC-NIS", "VC", "C. Browne")
    assert (shown.waiting, shown.overdue, shown.arrived, shown.tasks) == (1, 0, 0, 2)
    assert shown.last_backup is None
    assert not shown.training
    post(vc, lc)
    assert status(lc).arrived == 1
    vc.clock.advance(days=60)  # type: ignore[attr-defined]  # a test's clock
    assert status(vc).overdue == 1


def test_the_queue_and_its_counts_agree(desks: dict[str, Desk]) -> None:
    vc, lc, gd = desks["VC"], desks["LC"], desks["GD"]
    start_claim(vc)
    key = told(vc, "LC", "GD")
    carry(vc, lc)
    post(lc, vc)
    told(gd, "VC", claimant=replace(OTHER, numbers=(("GD", "1"),)))
    accept(vc, post(gd, vc))
    single = take_in(vc, replace(OTHER, numbers=()), PeriodsForm(lines=(row_of("VC", 1990),)))
    certify_periods(
        vc,
        single,
        PeriodsForm(lines=(row_of("VC", 1990),)),
        complete_to=CUT_OFF,
        has_periods=HasPeriods.YES,
    )
    vc.clock.advance(days=60)  # type: ignore[attr-defined]  # a test's clock
    view = today_queue(vc)
    assert {kind: view.count(kind) for kind in QueueKind} == dict(queue_counts(vc))
    assert [item.kind for item in view.items] == sorted((item.kind for item in view.items), key=list(QueueKind).index)
    assert view.count(QueueKind.OVERDUE) == 2
    assert {item.code for item in view.items} >= {"receipt_arrived", "asked_for_periods", "intake_begun"}
    assert key in {item.claim_key for item in view.items}


def test_the_queue_stays_short_and_its_counts_whole(desks: dict[str, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    vc = desks["VC"]
    told(vc, "LC", "GD")
    start_claim(vc)
    start_claim(vc)
    vc.clock.advance(days=60)  # type: ignore[attr-defined]  # a test's clock
    monkeypatch.setattr(today_module, "MOST_ITEMS", 1)
    view = today_queue(vc)
    assert (view.count(QueueKind.OVERDUE), view.count(QueueKind.DRAFT)) == (1, 1)
    assert (queue_counts(vc)[QueueKind.OVERDUE], queue_counts(vc)[QueueKind.DRAFT]) == (2, 2)


def test_drafts_are_kept_as_typed_and_voided_with_a_reason(desks: dict[str, Desk]) -> None:
    vc = desks["VC"]
    key = start_claim(vc).key
    save_draft(vc, key, place=PLACE)
    save_draft(vc, key, claimant=replace(hendyce.CLAIMANT, birth_date="1x"), place=PLACE)
    save_draft(vc, key, history=hendyce.history(), record=hendyce.record("VC"), place=PLACE)
    view = open_claim(vc, key)
    assert view.typed == {"claimant", "history", "record"}
    assert (view.claimant.birth_date, view.history, view.record) == ("1x", hendyce.history(), hendyce.record("VC"))
    assert [entry.state for entry in view.steps][-1] is StepState.NOT_YET
    assert last_place(vc) == PLACE
    assert last_place(desks["LC"]) is None
    discard_draft(vc, key, "opened twice")
    with pytest.raises(CaseProblem, match="claim_unknown"):
        open_claim(vc, key)
    with pytest.raises(CaseProblem, match="claim_registered"):
        discard_draft(vc, take_in(vc), "not wanted")


def test_what_is_typed_and_not_entered_is_not_sent_and_not_lost(desks: dict[str, Desk]) -> None:
    vc = desks["VC"]
    key = take_in(vc)
    more = PeriodsForm(lines=(*hendyce.history().lines, row_of("BB", 2005)))
    save_draft(vc, key, history=more, place=PLACE)
    assert "typed_not_entered" in {finding.code for finding in check_claim(vc, key).findings}
    with pytest.raises(CaseProblem, match="claim_has_errors"):
        send_notices(vc, key, ("LC",))
    enter_history(vc, key, more)
    assert open_claim(vc, key).typed == frozenset()
    send_notices(vc, key, ("LC",))
    save_draft(vc, key, claimant=hendyce.CLAIMANT, place=PLACE)
    assert "typed_not_entered" in {finding.code for finding in check_claim(vc, key).findings}


def test_entering_one_part_leaves_what_was_typed_in_another(desks: dict[str, Desk]) -> None:
    vc = desks["VC"]
    key = take_in(vc)
    terms = {"complete_to": "14 Jun", "remarks": "found in the ledger"}
    save_draft(vc, key, history=hendyce.history(), record=hendyce.record("VC"), place=PLACE)
    save_draft(vc, key, terms=terms, place=PLACE)
    enter_history(vc, key, hendyce.history())
    assert open_claim(vc, key).typed == {"record", "terms"}
    assert open_claim(vc, key).terms == terms
    certify(vc, key)
    assert open_claim(vc, key).typed == frozenset()
    assert open_claim(vc, key).terms == {}


def test_a_claim_that_is_not_registered_is_not_sent(desks: dict[str, Desk]) -> None:
    vc = desks["VC"]
    key = start_claim(vc).key
    assert "claim_not_registered" in {finding.code for finding in check_claim(vc, key).findings}
    only_here = take_in(vc, replace(OTHER, numbers=(("VC", "1"),)), PeriodsForm(lines=hendyce.lines("VC")))
    check = check_claim(vc, only_here)
    assert "no_other_state" in {finding.code for finding in check.findings}
    assert not check.can_send
    step = next(entry for entry in open_claim(vc, only_here).steps if entry.step is Step.CHECK_AND_SEND)
    assert step.state is StepState.NOT_NEEDED


def test_a_state_without_office_is_blocked_and_says_why(desks: dict[str, Desk]) -> None:
    vc = desks["VC"]
    key = take_in(vc, OTHER, PeriodsForm(lines=(*hendyce.lines("VC"), *hendyce.lines("LC"), row_of("BB", 2001))))
    reasons = {entry.state: entry.blocked for entry in check_claim(vc, key).recipients}
    assert reasons["LC"] is None
    assert reasons["BB"] is not None
    assert reasons["BB"].code == "no_office_known"
    with pytest.raises(CaseProblem, match="recipient_blocked"):
        send_notices(vc, key, ("LC", "BB"))
    assert vc.store.outbox.waiting() == (), "all or nothing"


def test_the_directory_names_every_office_and_when_files_went(desks: dict[str, Desk]) -> None:
    vc, lc = desks["VC"], desks["LC"]
    told(vc, "LC")
    carry(vc, lc)
    post(lc, vc)
    own, gd, other = offices(vc)
    assert (own.own, gd.known.card.office.code, other.known.card.office.code) == (True, "GD-NIS", "LC-NIC")
    assert (other.last_received, gd.last_received, own.last_received) == (date(2014, 7, 14), None, None)
    assert other.known.check is KeyCheck.PHONE
    assert len(own.words) == 8
    edit_office(vc, "LC-NIC", address=" 1 Invented Street ", phone="1", email="a@b.example", head="")
    assert vc.store.offices.get("LC-NIC").card.office.address == "1 Invented Street"  # type: ignore[union-attr]  # known
    again = add_office(vc, own_card_file(lc))
    assert again.known.trusted, "the same key keeps its trust"
    assert own_card_name(vc) == "VC-NIS.cass-card"
    assert not read_card(vc, own_card_file(lc)).changed_key


def test_documents_are_issued_once_and_named_without_a_person(desks: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = desks["VC"], desks["LC"]
    key = told(vc, "LC")
    with pytest.raises(CaseProblem, match="no_certificate"):
        certificate_document(vc, key, "VC")
    certify(vc, key)
    sheet = worksheet_document(vc, key)
    assert sheet.data.startswith(b"%PDF")
    assert sheet.name == "VC-2014-0001-worksheet.pdf"
    lines = vc.store.journal.count()
    assert worksheet_document(vc, key) == sheet
    assert vc.store.journal.count() == lines, "looked at again, it is not issued again"
    own = certificate_document(vc, key, "VC")
    assert own.name == "VC-2014-0001-P-v1.pdf"
    say(lc, "VC-NIS", replace(certificate(), number="../../B. Hendyce/1"), named(vc, key))
    accept(vc, post(lc, vc))
    theirs = certificate_document(vc, key, "LC")
    assert "/" not in theirs.name
    assert ".." not in theirs.name
    card = office_card_document(vc)
    assert card.name == "VC-NIS-card.pdf"
    path = save_document(card.data, tmp_path / card.name)
    assert path.read_bytes() == card.data


def test_a_certificate_of_an_office_nobody_knows_is_not_printed_as_ours(desks: dict[str, Desk]) -> None:
    vc = desks["VC"]
    key = told(vc, "LC")
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        vc.store.periods.add_certificate(
            claim_id=key,
            certificate=certificate(office="LC-GONE"),
            bundle_id=None,
            accepted_by="u",
            accepted_at=vc.clock.now(),
        )
    with pytest.raises(ExchangeProblem, match="office_unknown"):
        certificate_document(vc, key, "LC")
