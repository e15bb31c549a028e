"""Whatever can be in a bundle opens and is checked with Debian's own programs: types, papers, what is passed on."""

import hashlib
import json
from pathlib import Path

import pytest

from desktop_app.domain.messages import MessageType
from desktop_app.exchange.bundle import Attachment, open_bundle
from desktop_app.exchange.messages import encode_message
from desktop_app.exchange.messages.registry import KINDS, SIGNED_ALONE, issuer_of
from tests.support.bundles import a_bundle, a_message, a_message_id, a_receipt, card_of, directory_of, secret_of
from tests.support.messages import FULL, a_full_message
from tests.support.stock_tools import run, sums, unpacked
from tests.unit.exchange.test_enclosed import of_saint_lucia, passed_on
from tests.unit.exchange.test_forwarded import NOTICE, handed_on, original_of, received, told

SENDER = card_of("LC-NIC").keys.signing_key
IDENTITY = secret_of("VC-NIS").age_identity
SCAN = b"%PDF-1.4" + hashlib.shake_128(b"scan").digest(3_000)
PICTURE = b"\x89PNG\r\n\x1a\n" + hashlib.shake_128(b"picture").digest(2_000)


def manifest_in(folder: Path) -> dict[str, list[dict[str, str]]]:
    read = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


@pytest.mark.parametrize("kind", MessageType)
def test_a_message_of_every_type_is_read_and_checked(kind: MessageType, tmp_path: Path) -> None:
    message = a_full_message(FULL[kind])
    folder = tmp_path / "opened"
    names = unpacked(a_bundle(message).data, IDENTITY, folder)
    file = f"{KINDS[kind].stem}.json"

    assert file in names
    assert run("minisign", "-Vm", "manifest.json", "-P", SENDER, at=folder).startswith("Signature and comment")
    (entry,) = manifest_in(folder)["messages"]
    assert (entry["file"], entry["type"]) == (file, kind.value)
    assert sums(folder, file) == {file: entry["digest"]}
    assert (folder / file).read_bytes() == encode_message(message)
    own = issuer_of(message.body) == "LC-NIC" and kind.value in SIGNED_ALONE
    assert (f"{file}.minisig" in names) == own
    if own:
        said = run("minisign", "-Vm", file, "-P", SENDER, at=folder)
        assert f"cass-{kind.value.replace('_', '-').removeprefix('period-')} LC-NIC for " in said


def test_all_types_travel_in_one_bundle(tmp_path: Path) -> None:
    messages = [a_message(body, number) for number, body in enumerate(FULL.values(), start=1)]
    folder = tmp_path / "opened"
    unpacked(a_bundle(*messages).data, IDENTITY, folder)

    listed = manifest_in(folder)["messages"]
    files = [entry["file"] for entry in listed]
    assert {entry["type"] for entry in listed} == {kind.value for kind in MessageType}
    assert sums(folder, *files) == {entry["file"]: entry["digest"] for entry in listed}


def test_papers_come_out_as_they_went_in(tmp_path: Path) -> None:
    papers = (
        Attachment(name="Card of 1979.pdf", kind="scan", media_type="application/pdf", data=SCAN),
        Attachment(name="Café, two.png", kind="scan", media_type="image/png", data=PICTURE, about=a_message_id(1)),
    )
    folder = tmp_path / "opened"
    names = unpacked(a_bundle(a_message(a_receipt(), 1), attachments=papers).data, IDENTITY, folder)

    listed = manifest_in(folder)["attachments"]
    assert [entry["name"] for entry in listed] == [paper.name for paper in papers]
    assert sums(folder, *(entry["file"] for entry in listed)) == {entry["file"]: entry["digest"] for entry in listed}
    assert [(folder / entry["file"]).read_bytes() for entry in listed] == [SCAN, PICTURE]
    assert all(name.isascii() for name in names)


def test_a_document_passed_on_is_checked_with_the_key_of_who_issued_it(tmp_path: Path) -> None:
    _, original = of_saint_lucia("GD-NIS", "VC-NIS")
    sealed = passed_on(original, messages=(a_message(a_receipt(), 6),))
    folder = tmp_path / "opened"
    unpacked(sealed.data, secret_of("GD-NIS").age_identity, folder)

    run("minisign", "-Vm", "manifest.json", "-P", card_of("VC-NIS").keys.signing_key, at=folder)
    (entry,) = manifest_in(folder)["enclosed"]
    said = run("minisign", "-Vm", entry["file"], "-P", SENDER, at=folder)
    assert "cass-certificate LC-NIC for GD-NIS,VC-NIS" in said
    assert sums(folder, entry["file"]) == {entry["file"]: entry["digest"]}
    assert (folder / entry["file"]).read_bytes() == original.data


def test_a_message_passed_on_is_in_the_list_that_its_first_sender_signed(tmp_path: Path) -> None:
    folder = tmp_path / "opened"
    unpacked(handed_on(original_of(received()), told()).data, secret_of("GD-NIS").age_identity, folder)

    (entry,) = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["forwarded"]
    file, signed_list = entry["file"], entry["signed_list"]["file"]
    said = run("minisign", "-Vm", signed_list, "-P", SENDER, at=folder)
    first = json.loads((folder / signed_list).read_text(encoding="utf-8"))
    digests = {each["message_id"]: each["digest"] for each in first["messages"]}
    assert "cass-bundle LC-NIC VC-NIS 1 " in said
    assert sums(folder, file, signed_list) == {
        file: digests[NOTICE.message_id],
        signed_list: entry["signed_list"]["digest"],
    }


def test_what_age_seals_again_for_us_from_the_same_list_opens_here(tmp_path: Path) -> None:
    folder = tmp_path / "opened"
    unpacked(a_bundle(a_message(a_receipt(), 1)).data, IDENTITY, folder)
    recipients = (secret_of(code).age_recipient for code in ("VC-NIS", "LC-NIC"))
    (folder / "recipients").write_text("\n".join(recipients) + "\n", encoding="ascii")
    run("age", "-R", "recipients", "-o", "again.cass", "bundle.zip", at=folder)

    opened = open_bundle(
        (folder / "again.cass").read_bytes(),
        secret=secret_of("VC-NIS"),
        own=card_of("VC-NIS"),
        find_office=directory_of("LC-NIC").get,
    )
    assert [message.type for message in opened.messages] == [MessageType.RECEIPT]
