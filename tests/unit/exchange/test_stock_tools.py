"""Ten years from now without us: Debian's own programs open and check what we make. A missing program is a failure."""

import hashlib
import json
import re
from base64 import b32encode
from pathlib import Path

import pytest

from desktop_app.exchange import bundle as bundle_module
from desktop_app.exchange.armour import to_text
from desktop_app.exchange.bundle import Attachment, Packing, SealedBundle, seal
from desktop_app.exchange.keys import read_card, write_card
from desktop_app.exchange.paper import certificate_bytes, check_code
from desktop_app.exchange.signing import read_public_key, verify
from desktop_app.foundation.places import resource_dir
from tests.support.bundles import (
    SEALED_AT,
    a_bundle,
    a_certificate,
    a_message,
    a_message_id,
    a_receipt,
    card_of,
    secret_of,
)
from tests.support.stock_tools import run, sums
from tests.unit.exchange.test_forwarded import handed_on, original_of, received, told
from tests.vectors.alter import members_of


@pytest.fixture
def sealed(tmp_path: Path) -> SealedBundle:
    """A bundle beside the reader's age key and the sender's minisign key, as files."""
    bundle = a_bundle(a_message(a_certificate(), 1), a_message(a_receipt(), 2))
    (tmp_path / bundle.file_name).write_bytes(bundle.data)
    (tmp_path / "office.key").write_text(secret_of("VC-NIS").age_identity + "\n", encoding="ascii")
    return bundle


def test_stock_programs_open_and_check_a_bundle(sealed: SealedBundle, tmp_path: Path) -> None:
    key = card_of("LC-NIC").keys.signing_key

    run("age", "-d", "-i", "office.key", "-o", "bundle.zip", sealed.file_name, at=tmp_path)
    run("unzip", "bundle.zip", at=tmp_path)
    bundle_says = run("minisign", "-Vm", "manifest.json", "-P", key, at=tmp_path)
    certificate_says = run("minisign", "-Vm", "certificate.json", "-P", key, at=tmp_path)
    told_sums = sums(tmp_path, "manifest.json", "certificate.json", "receipt.json")

    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert "cass-bundle LC-NIC VC-NIS 1 2014-06-20T10:30:00-04:00" in bundle_says
    assert "cass-certificate LC-NIC for VC-NIS" in certificate_says
    assert told_sums.pop("manifest.json") == sealed.digest
    assert told_sums == {entry["file"]: entry["digest"] for entry in manifest["messages"]}


def test_the_sender_opens_its_copy_with_age(sealed: SealedBundle, tmp_path: Path) -> None:
    (tmp_path / "own.key").write_text(secret_of("LC-NIC").age_identity, encoding="ascii")

    run("age", "-d", "-i", "own.key", "-o", "copy.zip", sealed.file_name, at=tmp_path)
    listed = run("unzip", "-Z1", "copy.zip", at=tmp_path).split()

    assert listed == [
        "manifest.json",
        "manifest.json.minisig",
        "certificate.json",
        "certificate.json.minisig",
        "receipt.json",
    ]


SCAN = b"%PDF-1.4" + hashlib.shake_128(b"scan").digest(450_000)


def in_parts(monkeypatch: pytest.MonkeyPatch) -> SealedBundle:
    """A bundle of Saint Lucia in three parts, its scan cut into three."""
    with monkeypatch.context() as small:
        small.setattr(bundle_module, "MAIL_BYTES", 200_000)
        return seal(
            secret=secret_of("LC-NIC"),
            sender=card_of("LC-NIC"),
            recipient=card_of("VC-NIS"),
            sequence=1,
            bundle_id=a_message_id(1_001),
            created_at=SEALED_AT,
            previous_digest="",
            received_up_to=0,
            missing=(),
            messages=(a_message(a_certificate(), 1),),
            attachments=(Attachment(name="Scan.pdf", kind="scan", media_type="application/pdf", data=SCAN),),
            packing=Packing.PARTS,
        )


def test_stock_programs_open_each_part_and_put_a_cut_paper_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = in_parts(monkeypatch)
    (tmp_path / "office.key").write_text(secret_of("VC-NIS").age_identity + "\n", encoding="ascii")
    for part in reversed(made.parts):
        (tmp_path / part.file_name).write_bytes(part.data)
        run("age", "-d", "-i", "office.key", "-o", "part.zip", part.file_name, at=tmp_path)
        run("unzip", "-o", "part.zip", at=tmp_path)
        run("minisign", "-Vm", "manifest.json", "-P", card_of("LC-NIC").keys.signing_key, at=tmp_path)
        (tmp_path / "part.zip").unlink()

    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    (entry,) = manifest["attachments"]
    whole = b"".join((tmp_path / piece["file"]).read_bytes() for piece in entry["slices"])
    assert (manifest["parts"], len(entry["slices"])) == (3, 3)
    assert whole == SCAN
    assert hashlib.sha256(whole).hexdigest() == entry["digest"]
    assert (tmp_path / "certificate.json").exists()


def test_age_opens_the_armour_of_the_text_form(sealed: SealedBundle, tmp_path: Path) -> None:
    text = to_text(sealed.data, sealed.file_name)
    (tmp_path / "mail.txt").write_text(text, encoding="ascii")
    armour = run("sed", "-n", "/-----BEGIN/,/-----END/p", "mail.txt", at=tmp_path)
    (tmp_path / "armour.age").write_text(armour, encoding="ascii")

    run("age", "-d", "-i", "office.key", "-o", "bundle.zip", "armour.age", at=tmp_path)

    assert (tmp_path / "bundle.zip").stat().st_size > 0


def test_age_makes_the_same_recipient_from_our_key(tmp_path: Path) -> None:
    secret = secret_of("VC-NIS")
    (tmp_path / "office.key").write_text(secret.age_identity + "\n", encoding="ascii")

    assert run("age-keygen", "-y", "office.key", at=tmp_path).strip() == secret.age_recipient


def test_minisign_checks_a_card_and_names_its_key(tmp_path: Path) -> None:
    data = write_card(card_of("LC-NIC"), secret_of("LC-NIC"))
    told = json.loads(data)
    (tmp_path / "card.json.minisig").write_text(told.pop("signature"), encoding="utf-8")
    signed = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (tmp_path / "card.json").write_text(signed, encoding="utf-8")
    keys = read_card(data).keys

    run("minisign", "-Vm", "card.json", "-P", keys.signing_key, at=tmp_path)
    (tmp_path / "made").mkdir()
    run("minisign", "-G", "-W", "-p", "made/k.pub", "-s", "made/k.sec", at=tmp_path)

    comment, line = (tmp_path / "made" / "k.pub").read_text(encoding="utf-8").splitlines()
    assert int(comment.split()[-1], 16) == int(read_public_key(line).key_id, 16)  # minisign leaves leading zeros out


def test_we_check_what_minisign_signs(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(b"Signed by another program")
    run("minisign", "-G", "-W", "-p", "k.pub", "-s", "k.sec", at=tmp_path)
    run("minisign", "-S", "-s", "k.sec", "-m", "note.txt", "-t", "told along", at=tmp_path)

    public = read_public_key((tmp_path / "k.pub").read_text(encoding="utf-8").splitlines()[1])
    minisig = (tmp_path / "note.txt.minisig").read_bytes()

    assert verify(b"Signed by another program", minisig, public) == "told along"


def test_the_check_code_on_paper_follows_from_the_file(sealed: SealedBundle, tmp_path: Path) -> None:
    run("age", "-d", "-i", "office.key", "-o", "bundle.zip", sealed.file_name, at=tmp_path)
    run("unzip", "bundle.zip", "certificate.json", at=tmp_path)
    body = json.loads((tmp_path / "certificate.json").read_text(encoding="utf-8"))["body"]
    plain = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    assert plain == certificate_bytes(a_certificate())
    letters = b32encode(hashlib.sha256(plain).digest()).decode()[:16]
    assert check_code(plain).replace("-", "") == letters


def test_the_commands_of_the_published_page_work_as_printed(
    sealed: SealedBundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (resource_dir() / "schema" / "bundle.md").read_text(encoding="utf-8")
    commands = "".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL))
    (tmp_path / "bundle.cass").write_bytes(sealed.data)
    (tmp_path / "sender.pub").write_text(card_of("LC-NIC").keys.signing_key + "\n", encoding="ascii")
    (tmp_path / "mail.txt").write_text("Dear colleague,\n" + to_text(sealed.data) + "Regards\n", encoding="ascii")

    for part in in_parts(monkeypatch).parts:
        (tmp_path / f"VC-NIS_LC-NIC_000123_{part.part}of3.cass").write_bytes(part.data)

    forwarding = members_of(handed_on(original_of(received()), told()), "GD-NIS")
    for name in ("forwarded.json", "forwarded-list.json", "forwarded-list.json.minisig"):
        (tmp_path / name).write_bytes(forwarding[name])
    (tmp_path / "first_sender.pub").write_text(card_of("LC-NIC").keys.signing_key + "\n", encoding="ascii")

    said = run("sh", "-e", "-u", "-c", commands, at=tmp_path)

    assert said.count("Signature and comment signature verified") == 4
    assert (tmp_path / "attachment.pdf").read_bytes() == SCAN
    assert hashlib.sha256(SCAN).hexdigest() in said
    assert sealed.digest in said
    assert (tmp_path / "text.zip").read_bytes() == (tmp_path / "bundle.zip").read_bytes()
