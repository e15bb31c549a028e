"""The list of offices that institutions sign together: its file, its signatures, and who must have signed it (4.16).

The file is a ZIP of `directory.json` and one `.minisig` a maintainer: any `unzip` and `minisign` open and check it. A
signature is over the canonical bytes of the list; nothing can be changed after the first has signed.
"""

import re
from collections.abc import Iterable
from typing import Final

from desktop_app.domain.directory_notices import DirectoryList, DirectoryNotice, ListSignature, Maintainer
from desktop_app.exchange.archive import read_zip, write_zip
from desktop_app.exchange.canonical import Unreadable, read_json, write_json
from desktop_app.exchange.contents import digest_of
from desktop_app.exchange.directory_json import MAINTAINERS, list_json, read_list
from desktop_app.exchange.fields import VERSION, Fields
from desktop_app.exchange.keys import told_in_words
from desktop_app.exchange.limits import SIGNATURE_BYTES
from desktop_app.exchange.signing import (
    SignatureRefused,
    SigningKey,
    key_of_signature,
    read_public_key,
    sign,
    verify,
)
from desktop_app.foundation.problems import ExchangeProblem

SUFFIX: Final = ".cass-directory"
FORMAT: Final = "cass-directory"
FORMAT_VERSION: Final = "1.0"

LIST_BYTES: Final = 4 * 1024 * 1024
"""The most a list may weigh; nothing larger is read."""

MAINTAINER_WORDS: Final = 8
_CONTENT: Final = "directory.json"
_SIGNATURE: Final = re.compile(r"directory-(?P<code>[a-z][a-z0-9-]{0,8}[a-z0-9])\.minisig")
_LIMITS: Final = {".minisig": SIGNATURE_BYTES}


def list_bytes(content: DirectoryList) -> bytes:
    """Return the canonical bytes of a list, which are what is signed.

    Raises `ExchangeProblem("list_not_writable")` with the `field` that cannot be written.
    """
    try:
        written = write_json({"format": FORMAT, "format_version": FORMAT_VERSION, **list_json(content)})
        _read_content(written)
    except Unreadable as error:
        raise ExchangeProblem("list_not_writable", field=error.where) from None
    return written


def list_digest(content: DirectoryList) -> str:
    """Return the SHA-256 of a list's canonical bytes. Raises as `list_bytes`."""
    return digest_of(list_bytes(content))


def sign_list(notice: DirectoryNotice, maintainer: str, key: SigningKey) -> DirectoryNotice:
    """Return the list with the signature of a maintainer, in the place of the one before where it had signed.

    Raises `ExchangeProblem`: `list_signer_unknown` (maintainer) where neither code nor key is among its maintainers,
    and what `list_bytes` raises. A maintainer that leaves with this list signs it with `sign_as`.
    """
    line = key.public().line
    if not any(entry.code == maintainer and entry.signing_key == line for entry in notice.content.maintainers):
        raise ExchangeProblem("list_signer_unknown", maintainer=maintainer)
    return sign_as(notice, maintainer, key)


def sign_as(notice: DirectoryNotice, maintainer: str, key: SigningKey) -> DirectoryNotice:
    """Return the list with the signature of a maintainer of the list before, who need not be one of this list."""
    text = sign(list_bytes(notice.content), key, _comment(notice.content, maintainer))
    others = [entry for entry in notice.signatures if entry.maintainer != maintainer]
    signatures = sorted((*others, ListSignature(maintainer=maintainer, minisig=text)), key=lambda one: one.maintainer)
    return DirectoryNotice(content=notice.content, signatures=tuple(signatures))


def write_directory(notice: DirectoryNotice) -> bytes:
    """Return the file of a list with its signatures. The same input gives the same bytes. Raises as `list_bytes`."""
    return write_zip(
        {
            _CONTENT: list_bytes(notice.content),
            **{f"directory-{entry.maintainer.lower()}.minisig": entry.minisig.encode() for entry in notice.signatures},
        }
    )


def read_directory(data: bytes) -> DirectoryNotice:
    """Read the file of a list strictly; no signature is looked at.

    Raises `ExchangeProblem`: `list_too_large`, `list_damaged`, `list_unreadable` (field), `list_version` (version).
    """
    if len(data) > LIST_BYTES:
        raise ExchangeProblem("list_too_large", size=len(data), most=LIST_BYTES)
    try:
        members = read_zip(data, _LIMITS, LIST_BYTES)
    except ExchangeProblem:
        raise ExchangeProblem("list_damaged") from None
    signed = members.pop(_CONTENT, None)
    if signed is None or len(members) > 2 * MAINTAINERS:
        raise ExchangeProblem("list_damaged")
    signatures = []
    for name, text in members.items():
        found = _SIGNATURE.fullmatch(name)
        if not found or not text.isascii():
            raise ExchangeProblem("list_damaged")
        signatures.append(ListSignature(maintainer=found["code"].upper(), minisig=text.decode("ascii")))
    try:
        content = _read_content(signed)
    except Unreadable as error:
        raise ExchangeProblem("list_unreadable", field=error.where) from None
    return DirectoryNotice(content=content, signatures=tuple(sorted(signatures, key=lambda one: one.maintainer)))


def check_signers(notice: DirectoryNotice, trusted: Iterable[Maintainer] = (), threshold: int = 0) -> tuple[str, ...]:
    """Check that enough maintainers signed, and return their codes.

    Enough of those who are `trusted` here, and enough of those the list itself names: so a list that changes its
    maintainers is signed by the old ones and by the new ones. Without `trusted` the list vouches for itself only, and
    people have to compare its maintainers' words. One key counts once. Raises `ExchangeProblem`:
    `list_signature_bad` (maintainer), `list_signer_unknown` (maintainer), `list_signer_twice` (maintainer),
    `list_too_few_signers` (signed, needed).
    """
    old = tuple(trusted)
    keys = _checked(notice, (*old, *notice.content.maintainers))
    groups = [(notice.content.maintainers, notice.content.threshold), *([(old, threshold)] if old else [])]
    for group, needed in groups:
        signed = sum(entry.signing_key in keys for entry in group)
        if signed < max(needed, 1):
            raise ExchangeProblem("list_too_few_signers", signed=signed, needed=max(needed, 1))
    return tuple(entry.maintainer for entry in notice.signatures)


def maintainer_words(maintainers: Iterable[Maintainer], threshold: int) -> tuple[str, ...]:
    """Return eight words that stand for who signs the list and how many of them it takes."""
    told = "".join(f"{entry.code}\n{entry.signing_key}\n" for entry in sorted(maintainers, key=lambda one: one.code))
    return told_in_words(f"CASS maintainers 1\n{threshold}\n{told}", MAINTAINER_WORDS)


def file_name(content: DirectoryList) -> str:
    """Return the name of a list's file: `directory-000007.cass-directory`."""
    return f"directory-{content.number:06d}{SUFFIX}"


def _checked(notice: DirectoryNotice, known: tuple[Maintainer, ...]) -> frozenset[str]:
    """Return the public keys whose signatures hold; one that does not refuses the whole list."""
    data = list_bytes(notice.content)
    keys: set[str] = set()
    codes: set[str] = set()
    for entry in notice.signatures:
        public = next(
            (
                read_public_key(one.signing_key)
                for one in known
                if one.code == entry.maintainer and one.key_id == key_of_signature(entry.minisig.encode())
            ),
            None,
        )
        if public is None:
            raise ExchangeProblem("list_signer_unknown", maintainer=entry.maintainer)
        if public.line in keys or entry.maintainer in codes:
            raise ExchangeProblem("list_signer_twice", maintainer=entry.maintainer)
        try:
            comment = verify(data, entry.minisig.encode(), public)
        except SignatureRefused:
            raise ExchangeProblem("list_signature_bad", maintainer=entry.maintainer) from None
        if comment != _comment(notice.content, entry.maintainer):
            raise ExchangeProblem("list_signature_bad", maintainer=entry.maintainer)
        keys.add(public.line)
        codes.add(entry.maintainer)
    return frozenset(keys)


def _comment(content: DirectoryList, maintainer: str) -> str:
    """Return what is signed beside the list, so that no signature serves for anything else."""
    return f"{FORMAT} {content.number} {content.issued_on.isoformat()} {maintainer}"


def _read_content(data: bytes) -> DirectoryList:
    fields = Fields(read_json(data, LIST_BYTES))
    if fields.text("format") != FORMAT:
        raise Unreadable("format")
    version = fields.matching("format_version", VERSION)
    if version != FORMAT_VERSION:
        raise ExchangeProblem("list_version", version=version)
    content = read_list(fields)
    fields.close()
    return content
