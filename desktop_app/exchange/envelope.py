"""The outer layer of a bundle: what anybody may see of it before it is opened, without personal data.

A `.cass` file is an age file and nothing else, so that a stock `age` opens it; who sends it to whom stands in its name.
The name is only a hint (mail programs rename files): what holds is inside the signature.
"""

import re
from dataclasses import dataclass
from typing import Final

from desktop_app.exchange.limits import HEADER_BYTES, STICK_BYTES
from desktop_app.foundation.problems import ExchangeProblem

SUFFIX: Final = ".cass"
AGE_MARK: Final = b"age-encryption.org/v1\n"
_AGE_ANY: Final = b"age-encryption.org/"
_FORMAT: Final = re.compile(rb"age-encryption\.org/v[0-9]{1,9}(?=\n)")
_HEADER_END: Final = re.compile(rb"\n--- [^\n]*\n")
_RECIPIENT: Final = re.compile(rb"^-> ([!-~]+)", re.MULTILINE)
_LEAST_PAYLOAD: Final = 16 + 16
"""A nonce and the mark of an empty last block: the least that can follow the header of an age file."""

_NAME: Final = re.compile(
    r"(?P<sender>[A-Z][A-Z0-9-]{0,8}[A-Z0-9])_(?P<recipient>[A-Z][A-Z0-9-]{0,8}[A-Z0-9])"
    r"_(?P<sequence>[0-9]{6,8})_(?P<part>[1-9][0-9]?)of(?P<parts>[1-9][0-9]?)(?![0-9])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OuterName:
    """What the name of a bundle's file says: unsigned, for sorting and for asking about what is missing."""

    sender: str
    recipient: str
    sequence: int
    part: int
    parts: int


def file_name(sender: str, recipient: str, sequence: int, part: int = 1, parts: int = 1) -> str:
    """Return the name of a bundle's file: `VC-NIS_LC-NIC_000123_1of1.cass`, ASCII, at most 40 characters."""
    return f"{sender}_{recipient}_{sequence:06d}_{part}of{parts}{SUFFIX}"


def read_file_name(name: str) -> OuterName | None:
    """Return what a file's name says, also where a mail program added to it; None where it says nothing."""
    found = _NAME.search(name)
    if not found:
        return None
    return OuterName(
        sender=found["sender"],
        recipient=found["recipient"],
        sequence=int(found["sequence"]),
        part=int(found["part"]),
        parts=int(found["parts"]),
    )


def is_age(data: bytes) -> bool:
    """Tell whether bytes begin as an age file does."""
    return data.startswith(_AGE_ANY)


def format_of(data: bytes) -> str:
    """Return the name and version of the format that a sealed file says it has, empty for none."""
    found = _FORMAT.match(data)
    return found[0].decode("ascii") if found else ""


def recipients(data: bytes) -> tuple[str, ...]:
    """Return the kind of each key that an age file is sealed for, `X25519`; the header does not say whose they are.

    Stanzas that age puts in by chance, so that readers keep passing over strange ones, are for nobody.
    """
    header = _HEADER_END.search(data, 0, HEADER_BYTES)
    kinds = _RECIPIENT.findall(data[: header.start()]) if header else []
    return tuple(kind.decode("ascii") for kind in kinds if not kind.endswith(b"-grease"))


def check_outer(data: bytes) -> None:
    """Check what can be checked without a key.

    Raises `ExchangeProblem`: `bundle_too_large`, `bundle_not_cass`, `bundle_version` (another age format than v1),
    `bundle_truncated` (the file ends before its contents begin), `bundle_damaged` (a header longer than ours can be).
    """
    if len(data) > STICK_BYTES:
        raise ExchangeProblem("bundle_too_large", size=len(data), most=STICK_BYTES)
    if not data.startswith(AGE_MARK):
        raise ExchangeProblem(_why_not_age(data))
    header = _HEADER_END.search(data, 0, HEADER_BYTES)
    if not header and len(data) > HEADER_BYTES:
        raise ExchangeProblem("bundle_damaged")
    if not header or len(data) - header.end() < _LEAST_PAYLOAD:
        raise ExchangeProblem("bundle_truncated")


def _why_not_age(data: bytes) -> str:
    if AGE_MARK.startswith(data):
        return "bundle_truncated" if data else "bundle_not_cass"
    return "bundle_version" if re.match(rb"age-encryption\.org/v[0-9]+\n", data) else "bundle_not_cass"
