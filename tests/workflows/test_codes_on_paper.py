"""A signed paper comes back in by its codes: from a picture, a page or a scanner; its file counts no second time."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationState, ObligationStep
from desktop_app.domain.offices import KeyCheck
from desktop_app.exchange.certified import sign_document
from desktop_app.exchange.contents import Original
from desktop_app.exchange.messages.head import decode_message
from desktop_app.exchange.paper_codes import codes_of
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import MailState
from desktop_app.wording.findings import finding_words
from desktop_app.wording.problems import sentences
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.certify_departure import DepartureForm, certify_departure, departures_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import certificate_document
from desktop_app.workflows.paper_signed import codes_of_message
from desktop_app.workflows.print_message import message_document
from desktop_app.workflows.receive_bundle import check_again, preview, received
from desktop_app.workflows.receive_files import Came, receive_any, receive_files
from desktop_app.workflows.receive_paper import codes_in_file, codes_read
from tests.support import pdfs
from tests.support.case_desks import carry, certify, claim_at, post, told


def pictures(data: bytes, kind: str = "PNG", dpi: int = 150) -> list[bytes]:
    """Scan a document: each page in grey at a resolution, as offices scan."""
    document = pypdfium2.PdfDocument(data)
    made = []
    for page in document:
        file = io.BytesIO()
        page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L").save(file, kind)
        made.append(file.getvalue())
    document.close()
    return made


def issued(offices: dict[str, Desk], *, states: tuple[str, ...] = ("LC",)) -> tuple[str, str]:
    """Let Saint Lucia certify for a claim of Saint Vincent; return the claim there, and the certificate's message."""
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, *states)
    there = carry(vc, lc)
    certify(lc, there)
    row = next(row for row in lc.store.outbox.of_claim(there) if row.type.value == "period_certificate")
    return key, row.message_id


def brought_in(desk: Desk, *files: bytes) -> int:
    (result,) = [result for file in files for result in receive_any(desk, file, "Scan.png")]
    assert result.problem is None, result.problem
    return result.mailbox_id


def test_the_printed_page_is_read_at_a_hundred_and_fifty_dots_by_two_readers(
    offices: dict[str, Desk], tmp_path: Path
) -> None:
    _key, message_id = issued(offices)
    page = message_document(offices["LC"], message_id).data
    codes = codes_of_message(offices["LC"], message_id)

    assert tuple(sorted(pdfs.qr_texts(page, tmp_path, dpi=150))) == tuple(sorted(codes))
    assert sorted("\n".join(codes_in_file(picture) for picture in pictures(page)).split()) == sorted(codes)
    assert sorted("\n".join(codes_in_file(picture) for picture in pictures(page, "JPEG")).split()) == sorted(codes)
    assert sorted(codes_in_file(page).split()) == sorted(codes)


@pytest.mark.parametrize("kind", ["picture", "page", "typed"])
def test_a_paper_enters_as_a_document_of_its_issuer_and_meets_what_was_owed(
    offices: dict[str, Desk], kind: str
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, message_id = issued(offices)
    page = message_document(lc, message_id).data
    codes = codes_of_message(lc, message_id)
    sheets = {"picture": tuple(pictures(page)), "page": (page,), "typed": ("\r".join(codes).lower().encode(),)}
    found = [result for sheet in sheets[kind] for result in receive_any(vc, sheet, "Paper")]
    (result,) = [result for result in found if result.came is Came.NEW]
    view = preview(vc, result.mailbox_id)

    assert (result.office_code, view.office.card.office.code, view.state) == ("LC-NIC", "LC-NIC", "to_check")
    assert view.can_accept
    assert any("Read from the codes on the paper" in finding_words(check.finding) for check in view.checks)
    assert view.changes
    accept(vc, result.mailbox_id, seen=view)
    (owed,) = [owed for owed in vc.store.obligations.of_claim(key) if owed.kind.value == "period_certificate"]
    assert (owed.state, owed.from_paper, owed.met_by) == (ObligationState.MET, True, message_id)
    (certificate,) = vc.store.periods.certificates(key)
    assert certificate.certificate == decode_message(lc.store.outbox.get(message_id).data).body
    kept = vc.store.mailbox.message(message_id)
    assert kept is not None
    assert (kept.state, kept.signature != b"") == (MailState.ACCEPTED, True)


def test_the_file_that_comes_later_is_the_same_message_and_counts_once(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, message_id = issued(offices)
    accept(vc, brought_in(vc, message_document(lc, message_id).data))
    (before,) = vc.store.obligations.of_claim(key)
    weeks = sum(record.weeks for record in vc.store.periods.current(key))
    file = post(lc, vc)
    (part,) = [part for part in preview(vc, file).parts if part.message.message_id == message_id]

    assert part.decided
    accept(vc, file)
    (after,) = vc.store.obligations.of_claim(key)
    assert (after.state, after.met_by, after.from_paper) == (before.state, message_id, True)
    assert len(vc.store.periods.certificates(key)) == 1
    assert sum(record.weeks for record in vc.store.periods.current(key)) == weeks
    steps = [event.step for event in vc.store.obligations.history(after.id)]
    assert steps.count(ObligationStep.MET) == 1


def test_a_paper_that_comes_after_its_file_is_recognised(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    _key, message_id = issued(offices)
    page = message_document(lc, message_id).data
    accept(vc, post(lc, vc))
    count = len(received(vc))

    (result,) = receive_any(vc, page, "Paper.pdf")

    assert result.came is Came.BEFORE
    assert len(received(vc)) == count


def test_a_paper_meant_for_another_office_of_the_case_counts_once_beside_the_own_copy(
    offices: dict[str, Desk],
) -> None:
    gd, vc, lc = offices["GD"], offices["VC"], offices["LC"]
    key = told(vc, "LC", "GD")
    in_gd, in_lc = carry(vc, gd), carry(vc, lc)
    certify(lc, in_lc)
    page = certificate_document(lc, in_lc, "LC").data
    assert codes_in_file(page)
    (result,) = receive_any(vc, page, "Paper.pdf")
    accept(vc, result.mailbox_id)
    accept(vc, post(lc, vc))

    assert len(vc.store.periods.certificates(key)) == 1
    assert in_gd


def test_several_codes_on_several_pictures_are_put_together_and_a_missing_one_is_named(
    offices: dict[str, Desk], tmp_path: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    _key, message_id = issued(offices)
    codes = codes_of_message(lc, message_id)
    assert len(codes) > 1
    for number, code in enumerate(codes):
        (tmp_path / f"{number}.txt").write_text(code)

    (alone,) = receive_any(vc, codes[0].encode(), "")
    assert alone.problem is not None
    assert f"2 of {len(codes)} is missing" in sentences(alone.problem).happened
    (read,) = codes_read(codes[0])
    assert (read.have, read.count, read.whole) == ((1,), len(codes), False)
    (result,) = receive_any(vc, "".join(reversed(codes)).encode(), "")
    assert result.came is Came.NEW


def test_pictures_chosen_together_are_one_paper(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    _key, message_id = issued(offices)
    page = message_document(lc, message_id).data
    paths = []
    for number, picture in enumerate(pictures(page)):
        paths.append(tmp_path / f"{number}.png")
        paths[-1].write_bytes(picture)

    results = receive_files(vc, paths)

    assert [result.came for result in results if result.problem is None] == [Came.NEW]


def test_a_picture_without_codes_says_so(offices: dict[str, Desk]) -> None:
    file = io.BytesIO()
    Image.new("L", (600, 800), 255).save(file, "PNG")
    (result,) = receive_any(offices["VC"], file.getvalue(), "Letter.png")
    assert result.problem is not None
    assert result.problem.code == "qr_unreadable"
    (broken,) = receive_any(offices["VC"], file.getvalue()[:60], "Letter.png")
    assert broken.problem is not None
    assert broken.problem.code == "picture_unreadable"


def test_an_office_outside_the_case_does_not_take_the_paper(offices: dict[str, Desk]) -> None:
    lc, outside = offices["LC"], offices["GD"]
    _key, message_id = issued(offices)
    data = lc.store.outbox.get(message_id).data
    signature = sign_document(data, "period_certificate", "LC-NIC", ("VC-NIS",), lc.secret.signing)
    codes = "".join(codes_of(Original(data=data, signature=signature)))
    (result,) = receive_any(outside, codes.encode(), "")
    assert result.problem is not None
    assert result.problem.code == "paper_not_for_us"
    assert outside.store.mailbox.message(message_id) is None


def test_the_paper_of_an_office_whose_key_nobody_compared_is_shown_and_not_accepted(
    offices: dict[str, Desk],
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    _key, message_id = issued(offices)
    known = vc.store.offices.get("LC-NIC")
    assert known is not None
    page = message_document(lc, message_id).data
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        vc.store.offices.put(replace(known, check=KeyCheck.NOT_YET))
    mailbox_id = brought_in(vc, page)
    assert not preview(vc, mailbox_id).trusted
    with pytest.raises(ExchangeProblem, match="key_not_checked"):
        accept(vc, mailbox_id)


def test_a_paper_signed_by_somebody_else_is_refused_and_kept(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    _key, message_id = issued(offices)
    forger = replace(lc, secret=gd.secret)
    forged = "\n".join(codes_of_message(forger, message_id))
    (result,) = receive_any(vc, forged.encode(), "")
    assert result.problem is not None
    assert result.problem.code in {"paper_signature_bad", "paper_key_unknown"}
    assert result.mailbox_id
    with pytest.raises(ExchangeProblem):
        check_again(vc, result.mailbox_id)
    assert vc.store.mailbox.message(message_id) is None


def test_an_office_does_not_take_in_its_own_paper(offices: dict[str, Desk]) -> None:
    _key, message_id = issued(offices)
    (result,) = receive_any(offices["LC"], message_document(offices["LC"], message_id).data, "Paper.pdf")
    assert result.problem is not None
    assert result.problem.code == "paper_own"


def test_a_certificate_of_departure_is_brought_along_on_its_paper(offices: dict[str, Desk]) -> None:
    lc, gd = offices["LC"], offices["GD"]
    told(offices["VC"], "LC")
    there = carry(offices["VC"], lc)
    certify(lc, there)
    form = DepartureForm(departed_on=date(2014, 6, 30), new_state="GD", new_address="3 Invented Road")
    body = certify_departure(lc, there, form)
    row = next(row for row in lc.store.outbox.of_claim(there) if row.type is MessageType.DEPARTURE_CERTIFICATE)
    page = message_document(lc, row.message_id).data

    assert accept(gd, brought_in(gd, *pictures(page)[-1:])) == ""
    assert departures_of(gd, lc.store.persons.get(claim_at(lc, there).person_id)) == (body,)
