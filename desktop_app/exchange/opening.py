"""Opening a bundle, refused step by step: whatever bytes come in, only an `ExchangeProblem` comes out.

The order of reading: size, age, ZIP names and sizes, the manifest's signature, each digest, and only then the messages.
A bundle in several parts is opened part by part, each checked by itself; its messages are read when all are there.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import KeyCheck, KnownOffice, OfficeCard
from desktop_app.exchange.archive import read_zip
from desktop_app.exchange.armour import read_any
from desktop_app.exchange.contents import (
    MANIFEST,
    SIGNATURE_SUFFIX,
    OpenedBundle,
    OpenedPart,
    Original,
    comment_of,
    digest_of,
)
from desktop_app.exchange.envelope import check_outer
from desktop_app.exchange.keys import OfficeSecret, past_keys
from desktop_app.exchange.limits import MANIFEST_BYTES, MESSAGE_BYTES, SIGNATURE_BYTES, STICK_BYTES
from desktop_app.exchange.manifest import Manifest, read_manifest
from desktop_app.exchange.messages.registry import SIGNED_ALONE
from desktop_app.exchange.parts import join, listed_in, missing_parts, part_of
from desktop_app.exchange.reading import FindOffice, read_contents
from desktop_app.exchange.sealing import Opens, open_bytes
from desktop_app.exchange.signing import Refusal, SignatureRefused, read_public_key, verify
from desktop_app.exchange.trust import Trust, signer
from desktop_app.foundation.problems import ExchangeProblem

_LIMITS: Final = {MANIFEST: MANIFEST_BYTES, SIGNATURE_SUFFIX: SIGNATURE_BYTES, ".json": MESSAGE_BYTES}
_HEAD: Final = (MANIFEST, MANIFEST + SIGNATURE_SUFFIX)
_KNOWN: Final = frozenset(kind.value for kind in MessageType)


def open_part(data: bytes, *, secret: OfficeSecret, own: OfficeCard, find_office: FindOffice) -> OpenedPart:
    """Open and check one file for the office `own`: a part of a bundle, or a whole one, which is its only part.

    Raises `ExchangeProblem`, one code for each refusal: what `check_outer`, `from_text`, `open_bytes`, `read_zip` and
    `read_manifest` raise, and `bundle_key_unknown` (office, sequence), `bundle_signature_bad` (office),
    `bundle_wrong_recipient` (office), `bundle_incomplete` (a listed file is missing), `bundle_bad_names` (a file that
    is not listed), `bundle_digest_differs` (file).
    """
    members = _unpack(data, secret)
    manifest = _manifest(members)
    trust, key_id = _check_signature(manifest, members, find_office(manifest.sender_office))
    if manifest.recipient_office != own.office.code:
        raise ExchangeProblem("bundle_wrong_recipient", office=manifest.sender_office)
    return _part(manifest, members, trust, key_id)


def open_bundle(
    data: bytes, *others: bytes, secret: OfficeSecret, own: OfficeCard, find_office: FindOffice
) -> OpenedBundle:
    """Open and check a bundle for the office `own`, from a file or a text, and read its messages. Nothing is applied.

    `others` are the further parts of a bundle that came in several, in any order. Raises `ExchangeProblem`: what
    `open_part` and `read_contents` raise, and `bundle_parts_missing` (office, sequence, parts, missing),
    `bundle_part_differs` (office, sequence) for a part that is of another bundle.
    """
    parts = [open_part(each, secret=secret, own=own, find_office=find_office) for each in (data, *others)]
    return join_parts(parts, reader=own.office.code, find_office=find_office)


def join_parts(parts: list[OpenedPart], *, reader: str, find_office: FindOffice) -> OpenedBundle:
    """Read the messages of a bundle whose parts were opened. Raises as `open_bundle`; a part given twice is no harm."""
    first, by_number = _together(parts)
    manifest = first.manifest
    if missing := missing_parts(manifest, tuple(by_number)):
        raise ExchangeProblem(
            "bundle_parts_missing",
            office=manifest.sender_office,
            sequence=manifest.sequence,
            parts=manifest.parts,
            missing=", ".join(str(part) for part in missing),
        )
    return read_contents(first, join(manifest, list(by_number.values())), reader, find_office)


def open_to_read(data: bytes, *others: bytes, opener: Opens, office: str, find_office: FindOffice) -> OpenedBundle:
    """Open a bundle to read it, with the key of its recipient or of its sender; nothing of it may be applied.

    `office` is whose key it is, empty where the key does not say: then whoever it is sealed to may read it. Raises as
    `open_bundle`.
    """
    parts = []
    for each in (data, *others):
        members = _unpack(each, opener)
        manifest = _manifest(members)
        trust, key_id = _check_signature(manifest, members, find_office(manifest.sender_office))
        if office not in ("", manifest.sender_office, manifest.recipient_office):
            raise ExchangeProblem("bundle_wrong_recipient", office=manifest.sender_office)
        parts.append(_part(manifest, members, trust, key_id))
    return join_parts(parts, reader=parts[0].manifest.recipient_office, find_office=find_office)


def open_own_copy(data: bytes, *others: bytes, secret: OfficeSecret, own: OfficeCard) -> OpenedBundle:
    """Open a bundle that this office sealed itself: it is always sealed to its sender, too. Raises as `open_bundle`."""
    known = KnownOffice(card=own, check=KeyCheck.OWN, past=past_keys(secret, own.keys.created_on))
    parts = []
    for each in (data, *others):
        members = _unpack(each, secret)
        manifest = _manifest(members)
        if manifest.sender_office != own.office.code:
            raise ExchangeProblem("bundle_wrong_recipient", office=manifest.sender_office)
        trust, key_id = _check_signature(manifest, members, known)
        parts.append(_part(manifest, members, trust, key_id))
    reader = parts[0].manifest.recipient_office
    return join_parts(parts, reader=reader, find_office=lambda code: known if code == own.office.code else None)


def unpack_own(data: bytes, secret: OfficeSecret) -> tuple[Manifest, dict[str, bytes]]:
    """Open one file of a bundle of ours as it was kept, to seal it again; return its manifest and all members.

    Nothing is verified: the store vouches for its bytes. Raises as `open_part`.
    """
    members = _unpack(data, secret)
    return _manifest(members), members


def read_quarantined(data: bytes, *others: bytes, secret: Opens) -> OpenedBundle:
    """Read a file whose signature nobody can vouch for, to show it as text. Never apply what this returns.

    Its trust is always `unknown_key`, its documents' own signatures are not looked at, and of a bundle in parts those
    that are given are read; a missing one is no refusal. Raises as `open_bundle`.
    """
    parts = []
    for each in (data, *others):
        members = _unpack(each, secret)
        parts.append(_part(_manifest(members), members, Trust.UNKNOWN_KEY, ""))
    first, by_number = _together(parts)
    missing = missing_parts(first.manifest, tuple(by_number))
    held = {name: data for members in by_number.values() for name, data in members.items()}
    if not missing:
        held = join(first.manifest, list(by_number.values()))
    return replace(read_contents(first, held, "", None), missing_parts=missing)


def _together(parts: list[OpenedPart]) -> tuple[OpenedPart, dict[int, Mapping[str, bytes]]]:
    """Return the first of some parts, and what is in each by its number. Raises `bundle_part_differs`."""
    first = parts[0]
    manifest = first.manifest
    if any(part.digest != first.digest for part in parts):
        raise ExchangeProblem("bundle_part_differs", office=manifest.sender_office, sequence=manifest.sequence)
    return first, {part.part: part.members for part in parts}


def _part(manifest: Manifest, members: Mapping[str, bytes], trust: Trust, key_id: str) -> OpenedPart:
    number = part_of(manifest, sorted(members))
    _check_members(manifest, number, members)
    return OpenedPart(
        manifest=manifest,
        part=number,
        members={name: data for name, data in members.items() if name not in _HEAD},
        signed_list=Original(data=members[MANIFEST], signature=members[MANIFEST + SIGNATURE_SUFFIX]),
        trust=trust,
        key_id=key_id,
        digest=digest_of(members[MANIFEST]),
    )


def _unpack(data: bytes, secret: Opens) -> dict[str, bytes]:
    sealed = read_any(data)
    check_outer(sealed)
    return read_zip(open_bytes(sealed, secret), _LIMITS, STICK_BYTES)


def _manifest(members: Mapping[str, bytes]) -> Manifest:
    """Read the manifest, not believed yet: it says whose signature to look for."""
    for name in _HEAD:
        if name not in members:
            raise ExchangeProblem("bundle_incomplete", file=name)
    return read_manifest(members[MANIFEST])


def _check_signature(manifest: Manifest, members: Mapping[str, bytes], sender: KnownOffice | None) -> tuple[Trust, str]:
    told: dict[str, str | int] = {"office": manifest.sender_office, "sequence": manifest.sequence}
    if sender is None:
        raise ExchangeProblem("bundle_key_unknown", **told)
    signature = members[MANIFEST + SIGNATURE_SUFFIX]
    keys, trust = signer(sender, signature, manifest.created_at)
    if trust is Trust.UNKNOWN_KEY:
        raise ExchangeProblem("bundle_key_unknown", **told)
    try:
        comment = verify(members[MANIFEST], signature, read_public_key(keys.signing_key))
    except SignatureRefused as refused:
        code = "bundle_key_unknown" if refused.why is Refusal.OTHER_KEY else "bundle_signature_bad"
        raise ExchangeProblem(code, **told) from None
    if comment != comment_of(manifest):
        raise ExchangeProblem("bundle_signature_bad", **told)
    return trust, keys.key_id


def _check_members(manifest: Manifest, part: int, members: Mapping[str, bytes]) -> None:
    """Check that a part holds what its manifest lists for it, whole, and nothing else.

    Whether a type we do not know is signed on its own is not known either: its signature may be there.
    """
    entries = tuple(listed_in(manifest, part))
    listed = {entry.file: entry.digest for entry in entries}
    enclosed = [entry.file for entry in manifest.enclosed if entry.part == part]
    enclosed += [entry.signed_list.file for entry in manifest.forwarded if entry.part == part]
    signed = [
        entry.file
        for entry in manifest.messages
        if entry.part == part
        and (entry.type in SIGNED_ALONE or (entry.type not in _KNOWN and entry.file + SIGNATURE_SUFFIX in members))
    ]
    signatures = {name + SIGNATURE_SUFFIX for name in (*signed, *enclosed)}
    wanted = {*listed, *signatures, *_HEAD}
    if len(wanted) != len(entries) + len(signatures) + len(_HEAD):
        raise ExchangeProblem("bundle_bad_names")
    for name in sorted(wanted - members.keys()):
        raise ExchangeProblem("bundle_incomplete", file=name)
    if members.keys() - wanted:
        raise ExchangeProblem("bundle_bad_names")
    for name, digest in listed.items():
        if digest_of(members[name]) != digest:
            raise ExchangeProblem("bundle_digest_differs", file=name)
