"""Papers of a claim: attached, made small, sent with a message, and saved at the other office by an explicit act."""

import io
import stat
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.exchange import bundle as bundle_module
from desktop_app.exchange.bundle import Attachment
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem, StoreProblem
from desktop_app.workflows import attach, make_up_bundle
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.attach import (
    attach_file,
    attachments_of,
    media_type_of,
    name_for,
    original_of,
    received_attachments,
    save_attachment,
    send_with,
)
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.receive_bundle import preview, receive_file
from tests.support.case_desks import post, told

PDF = b"%PDF-1.4\ninvented\n%%EOF\n"


def a_picture(kind: str = "PNG", size: tuple[int, int] = (3_000, 4_000)) -> bytes:
    made = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(made, kind)
    return made.getvalue()


def refused(desk: Desk, claim: str, data: bytes) -> str:
    with pytest.raises(ExchangeProblem) as found:
        attach_file(desk, claim, data, "paper", "scan")
    return found.value.code


def test_a_scan_is_made_small_and_its_original_stays_here(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    data = a_picture()

    kept = attach_file(vc, key, data, "Birth certificate.png", "proof")

    assert (kept.name, kept.media_type, kept.kind) == ("Birth certificate.jpg", "image/jpeg", "proof")
    assert kept.size < kept.original_size == len(data)
    assert original_of(vc, kept.id) == data
    assert vc.store.attachments.data_of(kept.id) != data
    assert attachments_of(vc, key) == (kept,)


def test_a_pdf_and_a_text_pass_as_they_are(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")

    pdf = attach_file(vc, key, PDF, "letter.pdf")
    text = attach_file(vc, key, "Née à Soufrière\n".encode(), "note")

    assert (pdf.size, pdf.media_type, text.name, text.media_type) == (
        len(PDF),
        "application/pdf",
        "note.txt",
        "text/plain",
    )
    assert original_of(vc, pdf.id) == PDF


def test_what_cannot_be_attached_is_named(offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")

    assert refused(vc, key, b"MZ\x90\x00 a program") == "attachment_not_known"
    assert refused(vc, key, b"") == "attachment_not_known"
    assert refused(vc, key, b"\x89PNG\r\n\x1a\n no picture") == "attachment_unreadable"
    monkeypatch.setattr(attach, "MOST_TO_SEND", 10)
    assert refused(vc, key, PDF) == "attachment_too_large"
    monkeypatch.setattr(attach, "MOST_BYTES", 5)
    assert refused(vc, key, PDF) == "attachment_too_large"
    with pytest.raises(StoreProblem, match="record_missing"):
        attach_file(vc, "nothing", b"text", "a.txt")
    assert attachments_of(vc, key) == ()


def test_a_paper_travels_with_its_message_and_is_saved_by_an_explicit_act(
    offices: dict[str, Desk], tmp_path: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    paper = attach_file(vc, key, PDF, "Carte n° 7 d'été.pdf", "proof")
    (row,) = vc.store.outbox.waiting("LC-NIC")
    assert send_with(vc, row.message_id, (paper.id, paper.id)) == (paper,)

    mailbox_id = post(vc, lc)

    (came,) = received_attachments(lc, mailbox_id)
    assert (came.name, came.kind, came.size, came.about) == ("Carte n° 7 d'été.pdf", "proof", len(PDF), row.message_id)
    assert list(tmp_path.glob("*.pdf")) == []
    first, second = (save_attachment(lc, mailbox_id, came.number, tmp_path) for _ in range(2))
    assert (first.name, second.name) == ("Carte n° 7 d'été.pdf", "Carte n° 7 d'été (2).pdf")
    assert first.read_bytes() == PDF
    assert not first.stat().st_mode & (stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    accept(lc, mailbox_id)
    assert received_attachments(lc, mailbox_id) == (came,)


def test_a_paper_goes_with_a_message_only_until_it_left(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    paper = attach_file(vc, key, PDF, "a.pdf")
    (row,) = vc.store.outbox.waiting("LC-NIC")

    with pytest.raises(ExchangeProblem, match="attachment_unknown"):
        send_with(vc, row.message_id, ("nothing",))
    seal_bundle(vc, "LC-NIC")
    with pytest.raises(CaseProblem, match="message_left_already"):
        send_with(vc, row.message_id, (paper.id,))


def test_too_many_papers_for_one_bundle_are_refused(offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    papers = [attach_file(vc, key, b"text %d" % number, "a.txt").id for number in range(3)]
    (row,) = vc.store.outbox.waiting("LC-NIC")
    monkeypatch.setattr(attach, "MOST_ATTACHMENTS", 2)

    send_with(vc, row.message_id, papers[:2])
    with pytest.raises(ExchangeProblem, match="attachment_too_many"):
        send_with(vc, row.message_id, papers[2:])


def test_a_paper_that_is_not_what_it_says_is_not_saved(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    false = Attachment(name="form.pdf", kind="scan", media_type="application/pdf", data=b"MZ a program")
    with monkeypatch.context() as patched:
        patched.setattr(
            make_up_bundle,
            "seal",
            lambda **facts: bundle_module.seal(**{**facts, "attachments": (false,)}),
        )
        data = seal_bundle(vc, "LC-NIC").data
    mailbox_id = receive_file(lc, data)

    assert preview(lc, mailbox_id).can_accept
    with pytest.raises(ExchangeProblem, match="attachment_type_differs"):
        save_attachment(lc, mailbox_id, 0, tmp_path)
    with pytest.raises(ExchangeProblem, match="attachment_unknown"):
        save_attachment(lc, mailbox_id, 1, tmp_path)
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


@pytest.mark.parametrize(
    ("name", "media_type", "safe"),
    [
        ("a.pdf", "application/pdf", "a.pdf"),
        ("A.PDF", "application/pdf", "A.pdf"),
        ("a.exe", "application/pdf", "a.exe.pdf"),
        ("a.png", "image/jpeg", "a.jpg"),
        ("../../etc/passwd", "text/plain", "etc passwd.txt"),
        ("C:\\x\\y.pdf", "application/pdf", "C x y.pdf"),
        ("con.pdf", "application/pdf", "_con.pdf"),
        ("...", "application/pdf", "paper.pdf"),
        ("", "image/png", "paper.png"),
        ("gpj.\u202efdp", "application/pdf", "gpj. fdp.pdf"),
        ("x" * 300 + ".pdf", "application/pdf", "x" * 100 + ".pdf"),
        ("d'\u0065\u0301t\u0065\u0301.pdf", "application/pdf", "d'été.pdf"),
    ],
)
def test_a_name_is_one_that_any_system_can_save(name: str, media_type: str, safe: str) -> None:
    assert name_for(name, media_type) == safe


def test_a_file_is_what_its_bytes_say() -> None:
    assert media_type_of(b"%PDF-1.7") == "application/pdf"
    assert media_type_of(a_picture("TIFF", (4, 4))) == "image/tiff"
    assert media_type_of(b"\x00text") == ""
