"""Takes sound bundles apart and puts them together again with one thing changed and all the rest as it should be."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from desktop_app.domain.messages import Message
from desktop_app.exchange.archive import write_zip
from desktop_app.exchange.bundle import MANIFEST, SealedBundle
from desktop_app.exchange.canonical import write_json
from desktop_app.exchange.certified import sign_document
from desktop_app.exchange.sealing import open_bytes, seal_bytes
from desktop_app.exchange.signing import sign
from tests.support.bundles import a_bundle, a_certificate, a_message, card_of, secret_of

SENDER, READER, THIRD = "LC-NIC", "VC-NIS", "GD-NIS"

Members = dict[str, bytes]


def zip_of(data: bytes) -> Members:
    """Read a ZIP with Python's own reader alone, without the code under test."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def members_of(bundle: SealedBundle, reader: str = READER) -> Members:
    return zip_of(open_bytes(bundle.data, secret_of(reader)))


def resealed(members: Members, *readers: str) -> bytes:
    return seal_bytes(write_zip(members), [card_of(code).keys.sealing_key for code in readers or (READER, SENDER)])


def signed_again(members: Members, signer: str = SENDER, comment: str = "") -> Members:
    """The members with a manifest signature that holds."""
    told = json.loads(members[MANIFEST])
    comment = comment or " ".join(
        ("cass-bundle", told["sender_office"], told["recipient_office"], str(told["sequence"]), told["created_at"])
    )
    signature = sign(members[MANIFEST], secret_of(signer).signing, comment).encode()
    return {MANIFEST: members[MANIFEST], f"{MANIFEST}.minisig": signature} | {
        name: data for name, data in members.items() if not name.startswith(MANIFEST)
    }


def with_manifest(members: Members, **changed: Any) -> Members:
    told = json.loads(members[MANIFEST]) | changed
    return {**members, MANIFEST: write_json(told)}


def with_message(members: Members, file: str, data: bytes, **changed: Any) -> Members:
    """The members with other bytes for one message, listed and signed as they should be."""
    told = json.loads(members[MANIFEST])
    for entry in told["messages"]:
        if entry["file"] == file:
            entry.update(changed, digest=hashlib.sha256(data).hexdigest())
    made = {**members, file: data, MANIFEST: write_json(told)}
    if f"{file}.minisig" in made:
        (kind,) = (entry["type"] for entry in told["messages"] if entry["file"] == file)
        made[f"{file}.minisig"] = sign_document(data, kind, SENDER, (READER,), secret_of(SENDER).signing)
    return signed_again(made)


def altered(file: str, change: Callable[[dict[str, Any]], None], message: Message | None = None, **entry: Any) -> bytes:
    """A bundle whose one message was changed as JSON, all signatures and digests right."""
    members = members_of(a_bundle(message or a_message(a_certificate())))
    told = json.loads(members[file])
    change(told)
    return resealed(with_message(members, file, write_json(told), **entry))


def raw(file: str, change: Callable[[bytes], bytes]) -> bytes:
    """A bundle whose one message was changed as bytes, all signatures and digests right."""
    members = members_of(a_bundle(a_message(a_certificate())))
    return resealed(with_message(members, file, change(members[file])))
