"""Signed updates of a State's rule pack (4.15): one file, a ZIP of the pack's files, a manifest and its signatures.

Any `unzip`, `minisign` and `sha256sum` open and check it. A signature is over the manifest, the manifest names the
digest of every file; so one office can sign what another made, and nothing can be changed after the first signed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from desktop_app.domain.offices import KnownOffice, Office
from desktop_app.exchange.archive import read_zip, write_zip
from desktop_app.exchange.canonical import Json, Unreadable, read_json, write_json
from desktop_app.exchange.contents import MANIFEST, SIGNATURE_SUFFIX, digest_of
from desktop_app.exchange.fields import DIGEST, OFFICE, STATE, VERSION, Fields
from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.limits import MANIFEST_BYTES, NOTE, SIGNATURE_BYTES
from desktop_app.exchange.signing import Refusal, SignatureRefused, read_public_key, sign, verify
from desktop_app.exchange.trust import Trust, signer
from desktop_app.foundation.problems import ExchangeProblem, RuleProblem

SUFFIX: Final = ".cass-rules"
FORMAT: Final = "cass-rule-update"
FORMAT_VERSION: Final = "1.0"

UPDATE_BYTES: Final = 8 * 1024 * 1024
"""The most an update may weigh; nothing larger is read."""

RULE_FILE_BYTES: Final = 2 * 1024 * 1024
"""The most one file of a pack may weigh."""

RULE_FILES: Final = 20
SIGNERS: Final = 6
LAST_NUMBER: Final = 999_999

PACK_DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
PROGRAM: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){1,2}")
_RULE_FILE: Final = re.compile(r"[a-z][a-z0-9_]{0,50}\.toml")
_SIGNATURE: Final = re.compile(r"manifest-(?P<office>[a-z][a-z0-9-]{0,8}[a-z0-9])\.minisig")
_LIMITS: Final = {MANIFEST: MANIFEST_BYTES, SIGNATURE_SUFFIX: SIGNATURE_BYTES}
_ZIP_MARK: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateManifest:
    """What an update says of itself, under its signatures.

    `number` counts the updates of a State upwards. `replaces` is the digest of the pack it was made to replace, empty
    where it replaces none; `pack_digest` that of the pack it brings. `in_force_from` is the day of the newest law in
    it. `publisher` is the office that made it. `law_changed` and `mistakes_mended` say what is new, one of them at
    least. `files` are the SHA-256 of the pack's files by name.
    """

    state: str
    number: int
    in_force_from: date
    replaces: str
    pack_digest: str
    publisher: str
    created_on: date
    minimum_program: str
    law_changed: str
    mistakes_mended: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateSignature:
    """Who signed, and how far the key is trusted here. Every signature of an opened update holds or is unknown."""

    office: str
    state: str
    trust: Trust

    @property
    def trusted(self) -> bool:
        """Whether the key was compared by voice and the signature holds."""
        return self.trust is Trust.TRUSTED


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleUpdate:
    """An update as read, nothing of it believed: its manifest, the pack's files, and the signatures by office."""

    manifest: UpdateManifest
    manifest_bytes: bytes
    files: Mapping[str, bytes]
    signatures: Mapping[str, bytes]


def make_update(manifest: UpdateManifest, files: Mapping[str, bytes], office: str, secret: OfficeSecret) -> bytes:
    """Return the file of an update, signed by its publisher. The same input gives the same bytes.

    Raises `RuleProblem`: `update_not_writable` (field), `update_not_publisher` where `office` is not the publisher.
    """
    if manifest.publisher != office:
        raise RuleProblem("update_not_publisher", office=office)
    try:
        written = write_json(_manifest_json(manifest))
        _manifest(written)
    except Unreadable as error:
        raise RuleProblem("update_not_writable", field=error.where) from None
    return _packed(written, files, {office: _signed(written, manifest, office, secret)})


def add_signature(data: bytes, office: str, secret: OfficeSecret) -> bytes:
    """Return the update with one signature more; that of the same office is put in the place of the one before.

    Raises what `read_update` raises, and `RuleProblem("update_too_many_signers")`.
    """
    update = read_update(data)
    signatures = {
        **update.signatures,
        office: _signed(update.manifest_bytes, update.manifest, office, secret),
    }
    if len(signatures) > SIGNERS:
        raise RuleProblem("update_too_many_signers", most=SIGNERS)
    return _packed(update.manifest_bytes, update.files, signatures)


def read_update(data: bytes) -> RuleUpdate:
    """Read an update: sizes, names, manifest, the digest of every file. No signature is looked at.

    Raises `RuleProblem`: `update_too_large`, `update_not_rules`, `update_damaged`, `update_bad_names`, `update_bomb`,
    `update_manifest_unreadable` (field), `update_version` (version), `update_incomplete` (file),
    `update_file_changed` (file), `update_not_signed`.
    """
    if len(data) > UPDATE_BYTES:
        raise RuleProblem("update_too_large", size=len(data), most=UPDATE_BYTES)
    if not data.startswith(_ZIP_MARK):
        raise RuleProblem("update_not_rules")
    try:
        members = read_zip(data, _LIMITS, RULE_FILE_BYTES)
    except ExchangeProblem as problem:
        if problem.code == "bundle_bad_names":
            raise RuleProblem("update_bad_names") from None
        if problem.code == "bundle_bomb":
            raise RuleProblem("update_bomb") from None
        raise RuleProblem("update_damaged") from None
    signed = members.pop(MANIFEST, None)
    if signed is None:
        raise RuleProblem("update_incomplete", file=MANIFEST)
    try:
        manifest = _manifest(signed)
    except Unreadable as error:
        raise RuleProblem("update_manifest_unreadable", field=error.where) from None
    signatures = {
        found["office"].upper(): members.pop(name) for name in tuple(members) if (found := _SIGNATURE.fullmatch(name))
    }
    if not signatures:
        raise RuleProblem("update_not_signed")
    if len(signatures) > SIGNERS:
        raise RuleProblem("update_bad_names")
    return RuleUpdate(manifest=manifest, manifest_bytes=signed, files=_files(manifest, members), signatures=signatures)


def check_signatures(
    update: RuleUpdate, find_office: Callable[[str], KnownOffice | None]
) -> tuple[UpdateSignature, ...]:
    """Check every signature of a known office; one that does not hold refuses the whole update.

    A signature of an office that is not known, or that another key of it made, has the trust `unknown_key`. Raises
    `RuleProblem("update_signature_bad")` with the office.
    """
    found = []
    for code, signature in sorted(update.signatures.items()):
        known = find_office(code)
        trust, state = Trust.UNKNOWN_KEY, ""
        if known is not None:
            state = known.card.office.state
            trust = _trust(update, code, signature, known)
        found.append(UpdateSignature(office=code, state=state, trust=trust))
    return tuple(found)


def _trust(update: RuleUpdate, code: str, signature: bytes, known: KnownOffice) -> Trust:
    made_at = datetime.combine(update.manifest.created_on, time.min, UTC)
    keys, trust = signer(known, signature, made_at)
    try:
        comment = verify(update.manifest_bytes, signature, read_public_key(keys.signing_key))
    except SignatureRefused as refused:
        if refused.why is Refusal.OTHER_KEY:
            return Trust.UNKNOWN_KEY
        raise RuleProblem("update_signature_bad", office=code) from None
    if comment != _comment(update.manifest, code):
        raise RuleProblem("update_signature_bad", office=code)
    return trust


def file_name(manifest: UpdateManifest) -> str:
    """Return the name of an update's file: `VC-rules-000003.cass-rules`."""
    return f"{manifest.state}-rules-{manifest.number:06d}{SUFFIX}"


def may_publish(office: Office, state: str) -> bool:
    """Tell whether an office may publish the rules of a State: it belongs to that State's institution."""
    return office.state == state


def _files(manifest: UpdateManifest, members: Mapping[str, bytes]) -> dict[str, bytes]:
    wanted = {_member(name): name for name in manifest.files}
    for member in sorted(wanted.keys() - members.keys()):
        raise RuleProblem("update_incomplete", file=wanted[member])
    if members.keys() - wanted.keys():
        raise RuleProblem("update_bad_names")
    files = {name: members[member] for member, name in wanted.items()}
    for name, content in files.items():
        if digest_of(content) != manifest.files[name]:
            raise RuleProblem("update_file_changed", file=name)
    return files


def _packed(manifest: bytes, files: Mapping[str, bytes], signatures: Mapping[str, bytes]) -> bytes:
    data = write_zip(
        {
            MANIFEST: manifest,
            **{f"manifest-{office.lower()}{SIGNATURE_SUFFIX}": signatures[office] for office in sorted(signatures)},
            **{_member(name): files[name] for name in sorted(files)},
        }
    )
    read_update(data)  # what we write, we read
    return data


def _signed(written: bytes, manifest: UpdateManifest, office: str, secret: OfficeSecret) -> bytes:
    return sign(written, secret.signing, _comment(manifest, office)).encode()


def _comment(manifest: UpdateManifest, office: str) -> str:
    """Return what is signed beside the manifest, so that no signature serves for anything else."""
    return f"{FORMAT} {manifest.state} {manifest.number} {manifest.pack_digest} {office}"


def _member(name: str) -> str:
    return name.replace("_", "-")


def _manifest_json(manifest: UpdateManifest) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "state": manifest.state,
        "number": manifest.number,
        "in_force_from": manifest.in_force_from.isoformat(),
        "replaces": manifest.replaces,
        "pack_digest": manifest.pack_digest,
        "publisher": manifest.publisher,
        "created_on": manifest.created_on.isoformat(),
        "minimum_program": manifest.minimum_program,
        "law_changed": manifest.law_changed,
        "mistakes_mended": manifest.mistakes_mended,
        "files": [{"name": name, "sha256": manifest.files[name]} for name in sorted(manifest.files)],
    }


def _manifest(data: bytes) -> UpdateManifest:
    fields = Fields(read_json(data, MANIFEST_BYTES))
    if fields.text("format") != FORMAT:
        raise Unreadable("format")
    version = fields.matching("format_version", VERSION)
    if version != FORMAT_VERSION:
        raise RuleProblem("update_version", version=version)
    listed = fields.objects("files", RULE_FILES, _file)
    manifest = UpdateManifest(
        state=fields.matching("state", STATE),
        number=fields.number("number", 1, LAST_NUMBER),
        in_force_from=fields.day("in_force_from"),
        replaces=fields.matching("replaces", PACK_DIGEST, empty=True),
        pack_digest=fields.matching("pack_digest", PACK_DIGEST),
        publisher=fields.matching("publisher", OFFICE),
        created_on=fields.day("created_on"),
        minimum_program=fields.matching("minimum_program", PROGRAM),
        law_changed=fields.text("law_changed", NOTE, empty=True, note=True),
        mistakes_mended=fields.text("mistakes_mended", NOTE, empty=True, note=True),
        files=dict(listed),
    )
    fields.close()
    if not listed or len(manifest.files) != len(listed):
        raise Unreadable("files")
    if not manifest.law_changed.strip() and not manifest.mistakes_mended.strip():
        raise Unreadable("law_changed")
    return manifest


def _file(fields: Fields) -> tuple[str, str]:
    return fields.matching("name", _RULE_FILE), fields.matching("sha256", DIGEST)
