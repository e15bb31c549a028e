"""A signed document as QR codes: its very bytes with its issuer's signature, small enough to stand on the paper itself.

What a code of format 1 holds is written down in `resources/schema/paper_codes.md`. Codes come back in any order, from a
scanner that types or from a picture; each knows its number, of how many, and of which set it is.
"""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from desktop_app.exchange.contents import Original
from desktop_app.exchange.limits import MESSAGE_BYTES, SIGNATURE_BYTES
from desktop_app.exchange.paper_words import FORMAT_1
from desktop_app.exchange.signing import SignatureRefused, read_signature, write_signature
from desktop_app.foundation.problems import ExchangeProblem

MARK: Final = "CASS1:"

MOST_CODES: Final = 24
"""Codes of one document: two pages of them. What needs more travels as a file alone."""

MOST_TEXT: Final = 200_000
"""Characters of a text in which codes are looked for."""

_BYTES_A_CODE: Final = 460
"""So many bytes are a square of 85 by 85: read from a page of 150 dots to the inch, and by any hand scanner."""

_LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-"
"""What a QR code packs best, without the blank and the signs that stand between the fields of a code."""

_BASE: Final = len(_LETTERS)
_VALUES: Final[Mapping[str, int]] = {letter: value for value, letter in enumerate(_LETTERS)}
_PAIR: Final = 2
_HEAD: Final = re.compile(r"CASS1:([1-9][0-9]?)/([1-9][0-9]?):([A-Z2-7]{8})")
_CODE: Final = re.compile(_HEAD.pattern + r":([0-9A-Z$%*+-]{1,1000}):([A-Z2-7]{4})")
_FOLLOWS: Final = re.compile(r'"(from|to|year|row_id)":"?([0-9]{1,6})')
_FOLLOWED: Final = re.compile(r'"(from|to|year|row_id)":"?([0-9]{1,6}|[\x01\x02\x03])')
_NEXT_YEAR, _SAME_YEAR, _NEXT_ROW = "\x01", "\x02", "\x03"
_SIGNS: Final = (_NEXT_YEAR, _SAME_YEAR, _NEXT_ROW)
_BARE_SIGNATURE: Final = 8 + 64 + 64
_COMMENT_END: Final = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSet:
    """The codes of one document as far as they were read: by number, of how many.

    `damaged` are the numbers of those that were read otherwise than they were printed, and never well.
    """

    digest: str
    count: int
    codes: Mapping[int, str] = field(default_factory=dict)
    damaged: tuple[int, ...] = ()

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the codes that were not read."""
        return tuple(number for number in range(1, self.count + 1) if number not in self.codes)

    @property
    def text(self) -> str:
        """The codes in their order, a line each: the same set is the same text however it was scanned."""
        return "".join(f"{self.codes[number]}\n" for number in sorted(self.codes))


def codes_of(original: Original) -> tuple[str, ...]:
    """Return the texts of the QR codes that hold a document with its signature; none for one that is too long.

    Raises as `packed`.
    """
    return cut(packed(original))


def packed(original: Original) -> bytes:
    """Return the bytes that the codes of a document share among them.

    Raises `ExchangeProblem("message_not_writable")` for a signature that is none of ours.
    """
    try:
        bare, comment = read_signature(original.signature)
        told = f"{comment}{_COMMENT_END}{_shortened(original.data.decode())}"
    except (SignatureRefused, UnicodeDecodeError):
        raise ExchangeProblem("message_not_writable", field="signature") from None
    packing = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, FORMAT_1)
    return bare + packing.compress(told.encode()) + packing.flush()


def cut(content: bytes) -> tuple[str, ...]:
    """Return the texts of the codes that share bytes among them, as few and as small as they can be."""
    count = -(-len(content) // _BYTES_A_CODE)
    if not 0 < count <= MOST_CODES:
        return ()
    room = -(-len(content) // count)
    digest = _base32(content, 8)
    pieces = [content[start : start + room] for start in range(0, len(content), room)]
    return tuple(_code(number, len(pieces), digest, _letters(piece)) for number, piece in enumerate(pieces, start=1))


def sets_in(text: str) -> tuple[CodeSet, ...]:
    """Return the sets of codes that a text holds, in the order in which each began; nothing for a text without any.

    Blanks and line breaks count for nothing, nor do small letters: scanners type as they are set up.
    """
    bare = "".join(text[:MOST_TEXT].split()).upper()
    found: dict[tuple[str, int], dict[int, str]] = {}
    heads: dict[tuple[str, int], set[int]] = {}
    for head in _HEAD.finditer(bare):
        number, count, digest = int(head[1]), int(head[2]), head[3]
        if number > count or count > MOST_CODES:
            continue
        codes = found.setdefault((digest, count), {})
        heads.setdefault((digest, count), set()).add(number)
        whole = _CODE.match(bare, head.start())
        if whole and _code(number, count, digest, whole[4]) == whole[0]:
            codes.setdefault(number, whole[0])
    return tuple(
        CodeSet(
            digest=digest,
            count=count,
            codes=codes,
            damaged=tuple(sorted(heads[digest, count] - codes.keys())),
        )
        for (digest, count), codes in found.items()
    )


def read_codes(codes: CodeSet) -> Original:
    """Return the document that a whole set of codes holds, with its signature, which is not checked here.

    Raises `ExchangeProblem`: `qr_damaged` (number, count: a code was read with mistakes), `qr_missing` (missing, count:
    the numbers of codes that were not scanned), `qr_unreadable`.
    """
    if codes.missing:
        if codes.damaged:
            raise ExchangeProblem("qr_damaged", number=_listed(codes.damaged), count=codes.count)
        raise ExchangeProblem("qr_missing", missing=_listed(codes.missing), count=codes.count)
    content = b"".join(_bytes(codes.codes[number].split(":")[3]) for number in sorted(codes.codes))
    if _base32(content, 8) != codes.digest or len(content) <= _BARE_SIGNATURE:
        raise ExchangeProblem("qr_unreadable")
    comment, end, told = _inflated(content[_BARE_SIGNATURE:]).partition(_COMMENT_END)
    if not end:
        raise ExchangeProblem("qr_unreadable")
    try:
        signature = write_signature(content[:_BARE_SIGNATURE], comment)
    except SignatureRefused:
        raise ExchangeProblem("qr_unreadable") from None
    return Original(data=_lengthened(told).encode(), signature=signature)


def is_codes(data: bytes) -> bool:
    """Tell whether a file is a set of codes as the mailbox keeps them."""
    return data.startswith(MARK.encode())


def read_kept_codes(data: bytes) -> Original:
    """Return the document of a file that `is_codes`. Raises as `read_codes`."""
    sets = sets_in(data.decode("ascii", errors="replace"))
    if len(sets) != 1:
        raise ExchangeProblem("qr_unreadable")
    return read_codes(sets[0])


def _code(number: int, count: int, digest: str, letters: str) -> str:
    told = f"{MARK}{number}/{count}:{digest}:{letters}"
    return f"{told}:{_base32(told.encode(), 4)}"


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _inflated(content: bytes) -> str:
    """Return what was compressed, at most a message's bytes of it. Raises `ExchangeProblem("qr_unreadable")`."""
    opening = zlib.decompressobj(-15, FORMAT_1)
    most = MESSAGE_BYTES + SIGNATURE_BYTES
    try:
        told = opening.decompress(content, most)
        if not opening.eof or opening.unused_data or opening.unconsumed_tail:
            raise ExchangeProblem("qr_unreadable")
        return told.decode()
    except (zlib.error, UnicodeDecodeError):
        raise ExchangeProblem("qr_unreadable") from None


def _shortened(told: str) -> str:
    """Leave out of rows what follows from the row before: its number, and the years that go on by one."""
    year = row = 0

    def sign(found: re.Match[str]) -> str:
        nonlocal year, row
        written = found[2]
        number = int(written)
        if found[1] == "row_id":
            row, before = number, row
            short = _NEXT_ROW if written == str(before + 1) else written
        else:
            year, before = number, year
            short = {str(before): _SAME_YEAR, str(before + 1): _NEXT_YEAR}.get(written, written)
        return found[0][: -len(written)] + short

    if any(each in told for each in _SIGNS):
        raise ExchangeProblem("message_not_writable", field="summary")
    return _FOLLOWS.sub(sign, told)


def _lengthened(told: str) -> str:
    """Put back what `_shortened` left out."""
    year = row = 0

    def written(found: re.Match[str]) -> str:
        nonlocal year, row
        short = found[2]
        if found[1] == "row_id":
            row = row + 1 if short in _SIGNS else int(short)
            number = row
        else:
            year = year if short == _SAME_YEAR else year + 1 if short in _SIGNS else int(short)
            number = year
        return found[0][: -len(short)] + (str(number) if short in _SIGNS else short)

    return _FOLLOWED.sub(written, told)


def _base32(data: bytes, letters: int) -> str:
    return base64.b32encode(hashlib.sha256(data).digest()[:10]).decode("ascii")[:letters]


def _letters(data: bytes) -> str:
    """Write bytes in letters: two bytes are three of them, a last one alone two."""
    written = []
    for start in range(0, len(data), _PAIR):
        pair = data[start : start + _PAIR]
        value = int.from_bytes(pair)
        for _place in range(len(pair) + 1):
            value, rest = divmod(value, _BASE)
            written.append(_LETTERS[rest])
    return "".join(written)


def _bytes(letters: str) -> bytes:
    """Read what `_letters` wrote. Raises `ExchangeProblem("qr_unreadable")`."""
    read = bytearray()
    for start in range(0, len(letters), _PAIR + 1):
        three = letters[start : start + _PAIR + 1]
        value = sum(_VALUES[letter] * _BASE**place for place, letter in enumerate(three))
        try:
            read += value.to_bytes(len(three) - 1)
        except OverflowError:
            raise ExchangeProblem("qr_unreadable") from None
    return bytes(read)
