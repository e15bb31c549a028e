"""The second signature of a document: its office's own, with the offices it is meant for (exchange rules, 2.2.1).

It lets a certificate or a decision travel on, whole, to another office of the case, who checks the signature itself.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from desktop_app.domain.messages import Message
from desktop_app.domain.offices import KnownOffice, OfficeKeys
from desktop_app.exchange.messages.registry import issuer_of
from desktop_app.exchange.signing import (
    PublicKey,
    Refusal,
    SignatureRefused,
    SigningKey,
    read_public_key,
    sign,
    verify,
)
from desktop_app.exchange.trust import Trust, signer
from desktop_app.foundation.problems import ExchangeProblem

_COMMENT: Final = re.compile(
    r"cass-(?P<kind>[a-z-]{2,40}) (?P<office>[A-Z0-9-]{2,10}) for (?P<audience>[A-Z0-9-]{2,10}(,[A-Z0-9-]{2,10})*)"
)
_PURPOSES: Final = {"period_certificate": "certificate"}
"""What is signed beside a document: the purpose, so that a signature serves for its own type alone."""

_TRUSTED_LINE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSignature:
    """A document's own signature that holds: whose it is, which key, for whom, and how far that key is trusted."""

    message_id: str
    office: str
    key_id: str
    audience: tuple[str, ...]
    trust: Trust


def audience_of(message: Message, *offices: str) -> tuple[str, ...]:
    """Return the offices a document is meant for: its recipient, others of the case, those of its case references."""
    return tuple(sorted({*offices, *(entry.office for entry in message.case_refs)}))


def sign_document(data: bytes, kind: str, office: str, audience: Iterable[str], key: SigningKey) -> bytes:
    """Return the `.minisig` file of a document; its type, the issuing office and the audience are signed with it."""
    return sign(data, key, f"cass-{_purpose(kind)} {office} for {','.join(audience)}").encode()


def sign_certificate(data: bytes, office: str, audience: Iterable[str], key: SigningKey) -> bytes:
    """Return the `.minisig` file of a certificate of insurance periods."""
    return sign_document(data, "period_certificate", office, audience, key)


def check_signature(
    data: bytes,
    minisig: bytes,
    message: Message,
    reader: str,
    find_office: Callable[[str], KnownOffice | None],
) -> CertificateSignature:
    """Check the own signature of a document, read by the office `reader`.

    Raises `ExchangeProblem`: `certificate_key_unknown` (office), `certificate_signature_bad` (office),
    `certificate_not_for_us` (office: a document outside its audience).
    """
    office = issuer_of(message.body)
    issuer = find_office(office)
    if issuer is None:
        raise ExchangeProblem("certificate_key_unknown", office=office)
    keys, trust = signer(issuer, minisig, message.created_at)
    if trust is Trust.UNKNOWN_KEY:
        raise ExchangeProblem("certificate_key_unknown", office=office)
    public = _public(keys)
    try:
        comment = _COMMENT.fullmatch(verify(data, minisig, public))
    except SignatureRefused as refused:
        code = "certificate_key_unknown" if refused.why is Refusal.OTHER_KEY else "certificate_signature_bad"
        raise ExchangeProblem(code, office=office) from None
    if not comment or (comment["kind"], comment["office"]) != (_purpose(message.type.value), office):
        raise ExchangeProblem("certificate_signature_bad", office=office)
    audience = tuple(comment["audience"].split(","))
    if reader not in audience:
        raise ExchangeProblem("certificate_not_for_us", office=office)
    return CertificateSignature(
        message_id=message.message_id,
        office=office,
        key_id=public.key_id,
        audience=audience,
        trust=trust,
    )


def audience_told(minisig: bytes) -> tuple[str, ...]:
    """Return the offices a document's signature names, as it says; empty where it cannot be read."""
    lines = minisig.decode("utf-8", errors="replace").splitlines()
    comment = _COMMENT.fullmatch(lines[2].removeprefix("trusted comment: ")) if len(lines) > _TRUSTED_LINE else None
    return tuple(comment["audience"].split(",")) if comment else ()


def _purpose(kind: str) -> str:
    return _PURPOSES.get(kind, kind.replace("_", "-"))


def _public(keys: OfficeKeys) -> PublicKey:
    try:
        return read_public_key(keys.signing_key)
    except SignatureRefused:
        raise ExchangeProblem("card_unreadable", field="keys.signing_key") from None
