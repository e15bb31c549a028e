"""What a message carries on paper: a check code to compare by eye, and a QR text that proves who issued it."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.messages import ClaimNotice
from desktop_app.domain.money import Money
from desktop_app.domain.offices import OfficeCard
from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.messages.registry import body_bytes
from desktop_app.exchange.signing import SignatureRefused, read_public_key, verify_plain
from desktop_app.foundation.problems import ExchangeProblem

GROUPS: Final = 4
_LETTERS_A_GROUP: Final = 4
_DIGEST_BYTES: Final = 10
"""Eighty bits, sixteen letters: enough to compare by eye, too many to forge."""

_QR_MARK: Final = "CASS1:"
_QR_PURPOSE: Final = b"cass-certificate-qr 1\n"
_QR_MOST: Final = 600
_SIGNATURE_BYTES: Final = 64
_SUMMARY: Final = re.compile(
    r"(?P<office>[A-Z0-9-]{2,10})\n(?P<number>[^\n]{1,80})\n(?P<version>[1-9][0-9]{0,3})\n"
    r"(?P<insured>[^\n]{0,80})\n(?P<has>[a-z_]{1,20})\n(?P<weeks>[0-9]{1,7})\n(?P<earnings>-?[0-9]{1,16})(?P<currency>[A-Z]{3})\n"
    r"(?P<complete>[0-9]{4}-[0-9]{2}-[0-9]{2})\n(?P<code>[A-Z2-7]{16})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSummary:
    """What the QR text of a certificate says, signed by its office. `check_code` is in four groups."""

    office: str
    number: str
    version: int
    insurance_number: str
    has_periods: HasPeriods
    weeks: int
    earnings: Money
    complete_to: date
    check_code: str


def certificate_bytes(certificate: PeriodCertificate) -> bytes:
    """Return the canonical form of a certificate by itself. Raises as `body_bytes`."""
    return body_bytes(certificate)


def notice_bytes(notice: ClaimNotice) -> bytes:
    """Return the canonical form of a notification by itself. Raises as `body_bytes`."""
    return body_bytes(notice)


def check_code(body: bytes) -> str:
    """Return the check code of a certificate's or notification's bytes, in four groups: `K7QD-2M4X-ABCD-5GHI`."""
    return _grouped(_letters(body))


def qr_text(certificate: PeriodCertificate, secret: OfficeSecret) -> str:
    """Return the text of a certificate's QR code: capital letters and digits only, about 230 of them.

    Raises `ExchangeProblem("message_not_writable")`.
    """
    lines = (
        certificate.office,
        certificate.number,
        str(certificate.version),
        certificate.insurance_number,
        certificate.has_periods.value,
        str(certificate.stated_weeks),
        f"{certificate.stated_earnings.minor}{certificate.currency}",
        certificate.complete_to.isoformat(),
        _letters(certificate_bytes(certificate)),
    )
    summary = "\n".join(lines)
    if not _SUMMARY.fullmatch(summary):
        raise ExchangeProblem("message_not_writable", field="number")
    told = summary.encode()
    signature = secret.signing.sign_plain(_QR_PURPOSE + told)
    return _QR_MARK + base64.b32encode(signature + told).decode("ascii").rstrip("=")


def read_qr_text(text: str, card: OfficeCard) -> PaperSummary:
    """Read the text of a QR code and check that the office of `card` signed it.

    Raises `ExchangeProblem`: `qr_unreadable`, `qr_signature_bad` (office).
    """
    bare = re.sub(r"\s", "", text).upper()
    if not bare.startswith(_QR_MARK) or len(bare) > _QR_MOST:
        raise ExchangeProblem("qr_unreadable")
    letters = bare.removeprefix(_QR_MARK)
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
        found = _SUMMARY.fullmatch(raw[_SIGNATURE_BYTES:].decode("utf-8"))
        public = read_public_key(card.keys.signing_key)
    except (binascii.Error, ValueError, SignatureRefused):
        raise ExchangeProblem("qr_unreadable") from None
    if not found:
        raise ExchangeProblem("qr_unreadable")
    told = _QR_PURPOSE + raw[_SIGNATURE_BYTES:]
    if found["office"] != card.office.code or not verify_plain(told, raw[:_SIGNATURE_BYTES], public):
        raise ExchangeProblem("qr_signature_bad", office=card.office.code)
    try:
        return _summary(found)
    except ValueError:
        raise ExchangeProblem("qr_unreadable") from None


def _summary(found: re.Match[str]) -> PaperSummary:
    return PaperSummary(
        office=found["office"],
        number=found["number"],
        version=int(found["version"]),
        insurance_number=found["insured"],
        has_periods=HasPeriods(found["has"]),
        weeks=int(found["weeks"]),
        earnings=Money(minor=int(found["earnings"]), currency=found["currency"]),
        complete_to=date.fromisoformat(found["complete"]),
        check_code=_grouped(found["code"]),
    )


def _letters(data: bytes) -> str:
    return base64.b32encode(hashlib.sha256(data).digest()[:_DIGEST_BYTES]).decode("ascii")


def _grouped(letters: str) -> str:
    return "-".join(letters[place : place + _LETTERS_A_GROUP] for place in range(0, len(letters), _LETTERS_A_GROUP))
