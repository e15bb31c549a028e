"""The doors of the exchange: every place where bytes of strangers come in, each with sound inputs to start from.

A door takes any bytes and reads them as the program would. What a stranger cannot forge but an office that is known
could send, is signed and sealed by the door: so that the fuzzing reaches what lies behind the signatures.
"""

import base64
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from desktop_app.domain.directory_notices import DirectoryNotice, KeyNotice
from desktop_app.domain.messages import Message, MessageType
from desktop_app.domain.offices import KeyCheck, KnownOffice
from desktop_app.exchange.archive import read_zip, write_zip
from desktop_app.exchange.armour import read_any, texts_in, to_text
from desktop_app.exchange.bundle import MANIFEST, Attachment, Original, open_bundle, read_quarantined, seal
from desktop_app.exchange.canonical import Unreadable, write_json
from desktop_app.exchange.certified import audience_told, sign_document
from desktop_app.exchange.directory import check_signers, read_directory, sign_list, write_directory
from desktop_app.exchange.envelope import check_outer, read_file_name
from desktop_app.exchange.inspect import inspect
from desktop_app.exchange.key_file import FORMAT as KEY_FILE
from desktop_app.exchange.key_file import is_locked, read_key_file, read_opening_key
from desktop_app.exchange.keys import card, read_card, write_card
from desktop_app.exchange.limits import MANIFEST_BYTES, MESSAGE_BYTES
from desktop_app.exchange.mails import bundles_in
from desktop_app.exchange.manifest import read_manifest
from desktop_app.exchange.messages import encode_message, read_message, read_summary
from desktop_app.exchange.messages.registry import SIGNED_ALONE
from desktop_app.exchange.paper_codes import codes_of, cut, packed, read_codes, read_kept_codes, sets_in
from desktop_app.exchange.rotation import check_notice
from desktop_app.exchange.rule_update import check_signatures, read_update
from desktop_app.exchange.sealing import open_bytes, seal_bytes
from desktop_app.exchange.signing import SignatureRefused, key_of_signature, read_public_key, sign, verify
from desktop_app.foundation.problems import Problem
from desktop_app.wording.problems import SENTENCES, sentences
from tests.support.bundles import (
    SEALED_AT,
    a_certificate,
    a_message,
    a_message_id,
    a_receipt,
    card_of,
    directory_of,
    known,
    secret_of,
)
from tests.support.messages import FIRST, FULL, a_directory_notice, a_full_message
from tests.support.rule_updates import publisher, update_file
from tests.support.weak_key_files import sealed_with

READER, SENDER, THIRD = "VC-NIS", "LC-NIC", "GD-NIS"
MOST_COST = 20
BARE_SIGNATURE = 136
LONGEST = 1_200
"""The most letters in which a refusal is said, whatever names a stranger chose."""

PASSPHRASE = "seven lanterns over a quiet reef"
VECTORS = Path(__file__).parents[1] / "vectors" / "files"


class Silent(AssertionError):  # noqa: N818 - what the fuzzing looks for, beside any exception that is no problem
    """A problem came out that cannot be said to a clerk."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """One way in. `form` says how good inputs are best changed: as bytes, as JSON, or as a ZIP of files."""

    name: str
    read: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]
    form: str = "bytes"

    def enter(self, data: bytes) -> str:
        """Read bytes; return `opens`, or the code of the refusal. Raises whatever is not as agreed."""
        try:
            self.read(data)
        except Problem as problem:
            return told(problem)
        return "opens"


def told(problem: Problem) -> str:
    """The code of a problem, which has a sentence with all its facts in it. Raises `Silent`."""
    if problem.code not in SENTENCES:
        raise Silent(problem.code)
    words = sentences(problem)
    said = " ".join(words)
    if not words.happened.strip() or not words.do.strip() or len(said) > LONGEST or not said.isprintable():
        raise Silent(f"{problem.code}: {said[:LONGEST]!a}")
    return problem.code


def _open(sealed: bytes) -> None:
    offices = directory_of(SENDER, READER)
    for code in read_quarantined_codes(sealed):
        assert code
    open_bundle(sealed, secret=secret_of(READER), own=card_of(READER), find_office=offices.get)


def read_quarantined_codes(sealed: bytes) -> list[str]:
    """Read a file as one in quarantine is; the code of its refusal, if any."""
    try:
        read_quarantined(sealed, secret=secret_of(READER))
    except Problem as problem:
        return [told(problem)]
    return []


def _file(data: bytes) -> None:
    inspect(data, "LC-NIC_VC-NIS_000001_1of1.cass")
    for sealed in bundles_in(data):
        _open(sealed)


def _age(data: bytes) -> None:
    check_outer(data)
    open_bytes(data, secret_of(READER))


def _text(data: bytes) -> None:
    for text in texts_in(data):
        assert len(text) <= len(data) + 4_000
    read_file_name(data.decode("utf-8", errors="replace"))
    read_any(data)


def _zip(data: bytes) -> None:
    read_zip(data, {".minisig": 4_096, "manifest.json": MANIFEST_BYTES, ".json": MESSAGE_BYTES}, 32 * 1024 * 1024)


def _sealed_zip(data: bytes) -> None:
    _open(seal_bytes(data, _sealing_keys()))


def _manifest(data: bytes) -> None:
    read_manifest(data)


def _message(data: bytes) -> None:
    read_summary(data)
    read = read_message(data)
    again = encode_message(read.message)
    assert _sorted(read_message(again).message) == _sorted(read.message), "written and read again it says another thing"


def _sorted(message: Message) -> Message:
    """A message as it is written: what must be understood has no order."""
    return replace(message, must_understand=tuple(sorted(message.must_understand)))


def _message_in_bundle(data: bytes) -> None:
    head = _object(data)
    kind, version = head.get("type"), head.get("schema_version")
    members: dict[str, bytes] = {"message.json": data}
    if isinstance(kind, str) and kind in SIGNED_ALONE:
        members["message.json.minisig"] = sign_document(data, kind, SENDER, (READER,), secret_of(SENDER).signing)
    entry = {
        "message_id": head.get("message_id"),
        "type": kind,
        "schema_version": version,
        "digest": hashlib.sha256(data).hexdigest(),
        "file": "message.json",
    }
    _signed({**json.loads(_full_members()[MANIFEST]), **_EMPTY, "messages": [entry]}, members)


def _manifest_in_bundle(data: bytes) -> None:
    _signed(_object(data), {name: held for name, held in _full_members().items() if not name.startswith(MANIFEST)})


def _signed(manifest: Mapping[str, Any], members: Mapping[str, bytes]) -> None:
    """Open a bundle whose manifest is signed by the sender, whatever it says."""
    try:
        written = write_json(manifest)
    except Unreadable:
        return
    comment = " ".join(
        (
            "cass-bundle",
            *(str(manifest.get(n)) for n in ("sender_office", "recipient_office", "sequence", "created_at")),
        )
    )
    if not comment.isprintable():
        return
    head = {MANIFEST: written, f"{MANIFEST}.minisig": sign(written, secret_of(SENDER).signing, comment).encode()}
    _sealed_zip(write_zip({**head, **members}))


def _card(data: bytes) -> None:
    read_card(data)


def _card_signed(data: bytes) -> None:
    content = {name: held for name, held in _object(data).items() if name != "signature"}
    office = content.get("office")
    code = office.get("code") if isinstance(office, dict) else None
    try:
        signature = sign(write_json(content), secret_of(SENDER).signing, f"cass-office-card {code}")
        signed = write_json({**content, "signature": signature})
    except (Unreadable, UnicodeEncodeError):
        return
    read_card(signed)


def _list(data: bytes) -> None:
    check_signers(read_directory(data))


def _list_signed(data: bytes) -> None:
    """Sign whatever a list says by its two maintainers."""
    content = _object(data)
    number, issued = content.get("number"), content.get("issued_on")
    try:
        written = write_json(content)
        signatures = {
            f"directory-{code.lower()}.minisig": sign(
                written, secret_of(code).signing, f"cass-directory {number} {issued} {code}"
            ).encode()
            for code in ("BB-MNT", "TT-MNT")
        }
    except (Unreadable, UnicodeEncodeError):
        return
    notice = read_directory(write_zip({"directory.json": written, **signatures}))
    check_signers(notice, a_directory_notice().content.maintainers, 2)
    write_directory(notice)


def _key_notice(data: bytes) -> None:
    body = read_message(data).message.body
    if isinstance(body, KeyNotice):
        check_notice(body, known(SENDER))
    if isinstance(body, DirectoryNotice):
        check_signers(body)
        for code in ("BB-MNT", "TT-MNT"):
            sign_list(body, code, secret_of(code).signing)


def _signature(data: bytes) -> None:
    key_of_signature(data)
    audience_told(data)
    try:
        read_public_key(data.decode("utf-8", errors="replace"))
        verify(b"invented", data, secret_of(SENDER).signing.public())
    except SignatureRefused:
        return


def _qr(data: bytes) -> None:
    for codes in sets_in(data.decode("utf-8", errors="surrogateescape")):
        read_codes(codes)
    read_kept_codes(data)


def _qr_cut(data: bytes) -> None:
    """Cut anew what the codes share: as it is, or with its text packed once more."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    again = data[:BARE_SIGNATURE] + packer.compress(data[BARE_SIGNATURE:]) + packer.flush()
    try:
        _qr_content(data)
    except Problem as problem:
        told(problem)
        _qr_content(again)


def _qr_content(content: bytes) -> None:
    for codes in sets_in("".join(cut(content))):
        read_codes(codes)


def _key_file(data: bytes) -> None:
    cost = re.search(rb"-> scrypt \S+ ([0-9]+)\n", data)
    if cost and 1 < int(cost[1][:9]) <= MOST_COST:
        return  # it may take so much, and would take seconds
    read_key_file(data, PASSPHRASE)


def _opening_key(data: bytes) -> None:
    """A file of age's keys as it is; what a passphrase locks is the key file's own door."""
    if not is_locked(data):
        read_opening_key(data, "")


def _key_file_inside(data: bytes) -> None:
    if len(data) < 64 * 1024:
        read_key_file(sealed_with(data, PASSPHRASE), PASSPHRASE)


def _update(data: bytes) -> None:
    check_signatures(read_update(data), _find_publisher)


def _update_signed(data: bytes) -> None:
    """Sign whatever the manifest of an update says by its publisher."""
    content = _object(data)
    members = {name: held for name, held in _update_members().items() if not name.startswith(MANIFEST)}
    comment = f"cass-rule-update {content.get('state')} {content.get('number')} {content.get('pack_digest')} VC-RULES"
    try:
        written = write_json(content)
        signature = sign(written, publisher("VC-RULES").secret.signing, comment).encode()
    except (Unreadable, UnicodeEncodeError):
        return
    head = {MANIFEST: written, "manifest-vc-rules.minisig": signature}
    check_signatures(read_update(write_zip({**head, **members})), _find_publisher)


def _find_publisher(code: str) -> KnownOffice | None:
    if code != "VC-RULES":
        return None
    office = publisher(code)
    return KnownOffice(card=card(office.office, office.secret, SEALED_AT.date()), check=KeyCheck.PHONE)


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


_EMPTY: dict[str, Any] = {"attachments": [], "enclosed": [], "must_understand": []}


@cache
def _sealing_keys() -> tuple[str, ...]:
    return tuple(card_of(code).keys.sealing_key for code in (READER, SENDER))


@cache
def full_bundle() -> bytes:
    """A bundle with everything in it: several messages, scans, a document passed on, what is missing, rules."""
    passed_on = encode_message(a_message(a_certificate(THIRD), 5))
    signature = sign_document(passed_on, "period_certificate", THIRD, (READER,), secret_of(THIRD).signing)
    scan = Attachment(name="Carte n\u00b0 7.pdf", kind="scan", media_type="application/pdf", data=b"%PDF-1.4 invented")
    return seal(
        secret=secret_of(SENDER),
        sender=card_of(SENDER),
        recipient=card_of(READER),
        sequence=7,
        bundle_id=a_message_id(7),
        created_at=SEALED_AT,
        previous_digest="ab" * 32,
        received_up_to=3,
        missing=(5, 6),
        messages=(a_full_message(FULL[MessageType.PERIOD_CERTIFICATE], 1), a_message(a_receipt(), 2)),
        attachments=(scan, Attachment(name="b.txt", kind="letter", media_type="text/plain", data=b"x", about="")),
        rules={"VC": "sha256:" + "0f" * 32},
        enclosed=(Original(data=passed_on, signature=signature),),
    ).data


@cache
def _full_members() -> dict[str, bytes]:
    return members_in(full_bundle())


@cache
def _update_members() -> dict[str, bytes]:
    return _members(update_file())


def members_in(sealed: bytes) -> dict[str, bytes]:
    """The files of a bundle, opened without a question asked."""
    return _members(open_bytes(read_any(sealed), secret_of(READER)))


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _messages() -> list[bytes]:
    bodies = [*FULL.values(), *FIRST.values()]
    return [encode_message(a_full_message(body)) for body in FULL.values()] + [
        encode_message(a_message(body)) for body in bodies
    ]


def _vectors(*endings: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(VECTORS.iterdir()) if path.name.endswith(endings)]


def _zips() -> list[bytes]:
    found = []
    for sealed in _vectors(".cass"):
        try:
            found.append(open_bytes(sealed, secret_of(READER)))
        except Problem:
            continue
    return found


def _of_zips(*endings: str) -> list[bytes]:
    """The files with such names in all vectors, each once."""
    found: dict[bytes, None] = {}
    for data in _zips():
        try:
            members = _members(data)
        except Exception:  # noqa: BLE001, S112 - some vectors hold spoilt ZIPs, which Python's reader refuses in many ways
            continue
        found.update(dict.fromkeys(held for name, held in members.items() if name.endswith(endings)))
    return list(found)


def _files() -> list[bytes]:
    text = to_text(full_bundle(), "LC-NIC_VC-NIS_000007_1of1.cass").encode()
    encoded = base64.encodebytes(full_bundle())
    mail = (
        b'From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="xx"\n\n--xx\n'
        b"Content-Type: text/plain; charset=utf-8\n\nHello\n--xx\nContent-Type: application/octet-stream\n"
        b"Content-Transfer-Encoding: base64\n\n" + encoded + b"--xx--\n"
    )
    return [full_bundle(), text, mail, write_zip({"a.cass": full_bundle(), "b.txt": text}), *_vectors(".txt", ".eml")]


def _list_seeds() -> list[bytes]:
    return [write_directory(a_directory_notice()), *_vectors(".cass-directory")]


def _key_file_seed() -> list[bytes]:
    kept = base64.b64encode(publisher("VC-RULES").secret.to_bytes()).decode("ascii")
    told = {"format": KEY_FILE, "format_version": "1.0", "office": "VC-RULES", "state": "VC", "secret": kept}
    return [write_json(told)]


def _on_paper() -> Original:
    data = encode_message(a_message(a_certificate()))
    signature = sign_document(data, "period_certificate", SENDER, ("VC-NIS",), secret_of(SENDER).signing)
    return Original(data=data, signature=signature)


def _qr_seeds() -> list[bytes]:
    return ["\n".join(codes_of(_on_paper())).encode()]


def _qr_inside() -> list[bytes]:
    return [packed(_on_paper())]


DOORS: tuple[Door, ...] = (
    Door(name="message", read=_message, seeds=_messages, form="json"),
    Door(name="message of any version", read=_message, seeds=lambda: _of_zips(".json"), form="json"),
    Door(name="message in a bundle", read=_message_in_bundle, seeds=_messages, form="json"),
    Door(name="manifest", read=_manifest, seeds=lambda: _of_zips(MANIFEST), form="json"),
    Door(name="manifest in a bundle", read=_manifest_in_bundle, seeds=lambda: [_full_members()[MANIFEST]], form="json"),
    Door(name="zip", read=_zip, seeds=_zips, form="zip"),
    Door(name="zip in a bundle", read=_sealed_zip, seeds=_zips, form="zip"),
    Door(name="age", read=_age, seeds=lambda: [full_bundle(), *_vectors(".cass")]),
    Door(name="text", read=_text, seeds=_files),
    Door(name="file", read=_file, seeds=_files),
    Door(name="signature", read=_signature, seeds=lambda: _of_zips(".minisig")),
    Door(name="card", read=_card, seeds=lambda: _vectors("card.json"), form="json"),
    Door(
        name="card signed anew",
        read=_card_signed,
        seeds=lambda: [write_card(card_of(SENDER), secret_of(SENDER))],
        form="json",
    ),
    Door(name="list", read=_list, seeds=_list_seeds, form="zip"),
    Door(
        name="list signed anew",
        read=_list_signed,
        seeds=lambda: [_members(_list_seeds()[0])["directory.json"]],
        form="json",
    ),
    Door(
        name="notice of keys or a list",
        read=_key_notice,
        seeds=lambda: [
            encode_message(a_message(FULL[kind])) for kind in (MessageType.KEY_NOTICE, MessageType.DIRECTORY)
        ],
        form="json",
    ),
    Door(name="qr text", read=_qr, seeds=_qr_seeds),
    Door(name="qr text cut anew", read=_qr_cut, seeds=_qr_inside),
    Door(name="key file", read=_key_file, seeds=lambda: [sealed_with(_key_file_seed()[0], PASSPHRASE)]),
    Door(name="opening key", read=_opening_key, seeds=lambda: [f"# ours\n{secret_of(READER).age_identity}\n".encode()]),
    Door(name="key file inside", read=_key_file_inside, seeds=_key_file_seed, form="json"),
    Door(name="rule update", read=_update, seeds=lambda: [update_file()], form="zip"),
    Door(
        name="rule update signed anew",
        read=_update_signed,
        seeds=lambda: [_update_members()[MANIFEST]],
        form="json",
    ),
)
"""All doors. The order is that of the first byte of the fuzzer's inputs: new ones go to the end."""
