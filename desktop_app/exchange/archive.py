"""The ZIP inside a bundle: equal contents are an equal ZIP, and nothing of a stranger's ZIP is believed.

Names, number and sizes are checked before anything is inflated; nothing is ever written to disk by name.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from desktop_app.exchange.limits import DIRECTORY_BYTES, MEMBERS, OPENED_BYTES
from desktop_app.foundation.problems import ExchangeProblem

MEMBER_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,60}(\.[a-z0-9]{1,8}){1,2}")
"""Names in a bundle: small letters, digits and hyphens with an ending, no folders; any system can write them."""

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_BEST: Final = 9
_UNIX: Final = 3
_READABLE: Final = 0o100644 << 16
_FIRST_MARK: Final = b"PK\x03\x04"
_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LARGE_MARK: Final = b"PK\x06\x07"
_LARGE_BYTES: Final = 20
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""All that Python's ZIP reader is known to raise over bytes that are no sound ZIP."""


def write_zip(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the members in their order, each dated 1980-01-01."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED, compresslevel=_BEST)
    return made.getvalue()


def read_zip(data: bytes, limits: Mapping[str, int], otherwise: int) -> dict[str, bytes]:
    """Return the members of a ZIP. `limits` are the most bytes of members by ending, `otherwise` of all others.

    Raises `ExchangeProblem`: `bundle_damaged` (no sound ZIP), `bundle_bad_names` (a folder, a doubled or odd name),
    `bundle_bomb` (more members or bytes than a bundle may hold, or more than its list says).
    """
    members = _check_end(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) != members:
                raise ExchangeProblem("bundle_damaged")
            _check_entries(entries, limits, otherwise)
            return {entry.filename: _inflated(archive, entry) for entry in entries}
    except _BROKEN as error:
        raise ExchangeProblem("bundle_damaged") from error


def _check_end(data: bytes) -> int:
    """Check the record at the end of a ZIP by hand, and return the number of members it promises.

    It says how much the reader will take memory for, and it must be where the list ends.
    """
    if len(data) < _END.size or not data.startswith(_FIRST_MARK):
        raise ExchangeProblem("bundle_damaged")
    mark, disk, first_disk, here, count, size, start, comment = _end_record(data)
    if mark != _END_MARK or disk or first_disk or here != count or comment:
        raise ExchangeProblem("bundle_damaged")
    if data[-_END.size - _LARGE_BYTES :].startswith(_LARGE_MARK) or count > MEMBERS or size > DIRECTORY_BYTES:
        raise ExchangeProblem("bundle_bomb", members=count, most=MEMBERS)
    if start + size + _END.size != len(data):
        raise ExchangeProblem("bundle_damaged")
    return count


def _end_record(data: bytes) -> tuple[bytes, int, int, int, int, int, int, int]:
    mark, *figures = _END.unpack(data[-_END.size :])
    disk, first_disk, here, count, size, start, comment = (int(figure) for figure in figures)
    return bytes(mark), disk, first_disk, here, count, size, start, comment


def _check_entries(entries: list[zipfile.ZipInfo], limits: Mapping[str, int], otherwise: int) -> None:
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or not all(MEMBER_NAME.fullmatch(name) for name in names):
        raise ExchangeProblem("bundle_bad_names")
    if any(entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS for entry in entries):
        raise ExchangeProblem("bundle_damaged")
    for entry in entries:
        most = next((most for ending, most in limits.items() if entry.filename.endswith(ending)), otherwise)
        if entry.file_size > most:
            raise ExchangeProblem("bundle_bomb", members=len(entries), most=most)
    if sum(entry.file_size for entry in entries) > OPENED_BYTES:
        raise ExchangeProblem("bundle_bomb", members=len(entries), most=OPENED_BYTES)


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Inflate one member, never further than its entry says; the reader checks the CRC at the end."""
    with archive.open(entry) as member:
        content = member.read(entry.file_size)
        if len(content) != entry.file_size or member.read(1):
            raise ExchangeProblem("bundle_damaged")
    return content
