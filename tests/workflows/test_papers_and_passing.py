"""Papers put with a message and taken out again, seen as pages; and documents of others, to whom they go on."""

import io
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.documents.pictures import page_count
from desktop_app.domain.messages import Receipt, ReceiptLevel
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem, PlaceProblem
from desktop_app.workflows.attach import attach_file, attachments_of, received_attachments
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle, to_send
from desktop_app.workflows.enter_paper import PaperCertificateForm, enter_paper_certificate
from desktop_app.workflows.outgoing_papers import papers_to_choose, papers_with, put_papers, take_paper_out
from desktop_app.workflows.pass_on import passing_of, passing_of_state, settle_passing
from desktop_app.workflows.view_papers import attached_paper, received_paper, sheet_of_obligation, typed_sheet
from tests.support.case_desks import CUT_OFF, carry, certify, post, say, told
from tests.support.hendyce import record


def a_scan(folder: Path, name: str = "sheet.png") -> Path:
    made = io.BytesIO()
    Image.effect_noise((1_500, 2_000), 40).save(made, "PNG")
    (folder / name).write_bytes(made.getvalue())
    return folder / name


def waiting(desk: Desk) -> str:
    (message,) = to_send(desk)[0].messages
    return message.message_id


def test_papers_go_with_a_message_and_can_be_taken_out_until_it_leaves(
    offices: dict[str, Desk], tmp_path: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    message = waiting(vc)
    text = tmp_path / "note.txt"
    text.write_text("Invented\n\n  note")

    put = put_papers(vc, message, (a_scan(tmp_path), text), "proof")

    assert [(line.name, line.kind, line.type) for line in put] == [
        ("sheet.jpg", "proof", "claim_notice"),
        ("note.txt", "proof", "claim_notice"),
    ]
    assert put[0].size < put[0].original_size
    take_paper_out(vc, message, put[1].id)
    assert papers_with(vc, (message,)) == put[:1]
    (left,) = papers_to_choose(vc, message)
    assert (left.id, left.type) == (put[1].id, None)
    assert len(attachments_of(vc, key)) == 2
    put_papers(vc, message, (), "scan", (left.id,))
    mailbox_id = post(vc, lc)
    assert [paper.name for paper in received_attachments(lc, mailbox_id)] == ["sheet.jpg", "note.txt"]
    assert [page_count(received_paper(lc, mailbox_id, number).data) for number in (0, 1)] == [1, 1]
    for act in (lambda: take_paper_out(vc, message, left.id), lambda: put_papers(vc, message, (text,), "scan")):
        with pytest.raises(CaseProblem, match="message_left_already"):
            act()


def test_all_papers_go_or_none(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    bad = tmp_path / "program.exe"
    bad.write_bytes(b"MZ\x00\x01")
    with pytest.raises(ExchangeProblem, match="attachment_not_known"):
        put_papers(vc, waiting(vc), (a_scan(tmp_path), bad), "scan")
    with pytest.raises(PlaceProblem, match="place_unavailable"):
        put_papers(vc, waiting(vc), (tmp_path / "gone.pdf",), "scan")
    assert attachments_of(vc, key) == ()


def test_a_message_without_a_case_takes_no_papers(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    free = say(vc, lc.office.code, Receipt(about_message=waiting(vc), level=ReceiptLevel.OPENED))
    with pytest.raises(CaseProblem, match="message_without_case"):
        put_papers(vc, free, (a_scan(tmp_path),), "scan")
    assert papers_to_choose(vc, free) == ()


def test_a_paper_that_did_not_come_is_unknown(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    put_papers(vc, waiting(vc), (a_scan(tmp_path),), "scan")
    mailbox_id = post(vc, lc)
    with pytest.raises(ExchangeProblem, match="attachment_unknown"):
        received_paper(lc, mailbox_id, 1)


def test_a_document_says_to_whom_it_can_go_waits_and_went(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(vc, "LC", "GD")
    at_lc = carry(vc, lc)
    carry(vc, gd)
    certify(lc, at_lc)
    carry(lc, vc)

    found = passing_of_state(vc, key, "LC")

    assert found is not None
    assert (found.issuer_code, found.type, found.chosen) == ("LC-NIC", "period_certificate", ())
    (line,) = found.lines
    assert (line.office_code, line.possible, line.waits, line.left_at) == ("GD-NIS", True, False, None)
    settle_passing(vc, found.message_id, ("GD-NIS",))
    assert passing_of_state(vc, key, "LC").chosen == ("GD-NIS",)  # type: ignore[union-attr]  # found above
    settle_passing(vc, found.message_id, ())
    settle_passing(vc, found.message_id, ("GD-NIS",))
    seal_bundle(vc, "GD-NIS")
    settle_passing(vc, found.message_id, ("GD-NIS",))
    again = passing_of(vc, found.message_id)
    assert again is not None
    assert (again.lines[0].waits, again.lines[0].left_at) == (False, vc.clock.now())
    assert to_send(vc)[0].office.card.office.code == "LC-NIC"
    assert passing_of_state(vc, key, "GD") is None
    assert passing_of(vc, "nothing") is None


def test_a_typed_certificate_stands_beside_its_scan(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    (owed,) = vc.store.obligations.of_claim(key)
    with pytest.raises(CaseProblem, match="no_certificate"):
        sheet_of_obligation(vc, owed.id)
    scan = attach_file(vc, key, a_scan(tmp_path).read_bytes(), "Sheet of Saint Lucia.png", "certificate")
    form = PaperCertificateForm(
        number="LC-1",
        certified_on="14 Jul 2014",
        complete_to=CUT_OFF.isoformat(),
        signed_by="J. Sample",
        periods=record("LC"),
        scan=scan.id,
    )
    enter_paper_certificate(vc, owed.id, form)

    sheet = sheet_of_obligation(vc, owed.id)

    assert (sheet.certificate.number, sheet.signed_by, sheet.scan.name) == (
        "LC-1",
        "J. Sample",
        "Sheet of Saint Lucia.pdf",
    )
    assert page_count(sheet.scan.data) == 1
    assert typed_sheet(vc, key, "LC-NIC", "LC-1", 1) == sheet
    assert attached_paper(vc, scan.id) == sheet.scan
    with pytest.raises(CaseProblem, match="no_certificate"):
        typed_sheet(vc, key, "LC-NIC", "LC-1", 2)
