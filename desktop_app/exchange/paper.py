"""What a message carries on paper: a check code to compare by eye."""

import base64
import hashlib
from typing import Final

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.messages import ClaimNotice
from desktop_app.exchange.messages.registry import body_bytes

GROUPS: Final = 4
_LETTERS_A_GROUP: Final = 4
_DIGEST_BYTES: Final = 10
"""Eighty bits, sixteen letters: enough to compare by eye, too many to forge."""


def certificate_bytes(certificate: PeriodCertificate) -> bytes:
    """Return the canonical form of a certificate by itself. Raises as `body_bytes`."""
    return body_bytes(certificate)


def notice_bytes(notice: ClaimNotice) -> bytes:
    """Return the canonical form of a notification by itself. Raises as `body_bytes`."""
    return body_bytes(notice)


def check_code(body: bytes) -> str:
    """Return the check code of a certificate's or notification's bytes, in four groups: `K7QD-2M4X-ABCD-5GHI`."""
    return _grouped(_letters(body))


def _letters(data: bytes) -> str:
    return base64.b32encode(hashlib.sha256(data).digest()[:_DIGEST_BYTES]).decode("ascii")


def _grouped(letters: str) -> str:
    return "-".join(letters[place : place + _LETTERS_A_GROUP] for place in range(0, len(letters), _LETTERS_A_GROUP))
