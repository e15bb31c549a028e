"""Changes to good inputs that a stranger, or chance, might make: to bytes, to JSON and to a ZIP of files.

Every choice is asked of `choose(bound)`, a whole number from 0 to `bound` - 1: Hypothesis or a seed may answer.
"""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from desktop_app.exchange.archive import write_zip
from desktop_app.exchange.canonical import Unreadable, write_json

Choose = Callable[[int], int]

ODD_TEXTS: tuple[str, ...] = (
    "",
    " ",
    "\n",
    "\x00",
    "a\x00b",
    "\x1b[2J",
    "\ud800",
    "\udfff\ud800",
    "\u202eabc",
    "\u2066x\u2069",
    "e\u0301",
    "\u1e9b\u0323",
    "a" + "\u0301" * 40,
    "\u200b",
    "\ufeff",
    "\ufffe",
    "\U000e0001",
    "\U0001f600",
    "../../etc/passwd",
    "C:\\CON",
    "/",
    "..",
    "a" * 81,
    "a" * 201,
    "a" * 2_001,
    "0001-01-01",
    "9999-12-31",
    "2014-02-30",
    "2014-06-14T24:00:00+00:00",
    "2014-06-14T09:30:00+24:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "\u0662\u0660\u0661\u0664-06-14",
    "VC",
    "XCD",
    "VC-NIS",
    "LC-NIC",
    "1.0",
    "1.1",
    "1.999",
    "2.0",
    "00000000-0000-4000-8000-000000000001",
    "ab" * 32,
    "{code}",
    "%s",
)
ODD_NUMBERS: tuple[int, ...] = (0, 1, -1, 2, 52, 53, 10_000, 2**31, 2**53 - 1, 2**53, -(2**53), 2**64, 10**16, 10**40)
ODD_NAMES: tuple[str, ...] = (
    "../evil.json",
    "/evil.json",
    "a/b.json",
    "a\\b.json",
    "CON",
    "con.json",
    "a\u202enosj.exe",
    "A.JSON",
    ".json",
    "x" * 80 + ".json",
    "manifest.json",
    "manifest.json.minisig",
    "receipt.json",
    "e\u0301.json",
    "a b.json",
    "a.json ",
)
ODD_BYTES: tuple[bytes, ...] = (
    b"",
    b"\x00",
    b"\xff",
    b"\r\n",
    b"\n",
    b"=",
    b"=3D",
    b"> ",
    b"<br>",
    b"&#13;",
    b"&nbsp;",
    b"-----BEGIN AGE ENCRYPTED FILE-----\n",
    b"-----END AGE ENCRYPTED FILE-----\n",
    b"CASS-Size: 99\n",
    b"age-encryption.org/v1\n",
    b"-> X25519 ",
    b"--- ",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PK\x06\x07",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"[" * 40,
    b'{"a":' * 40,
    b"1e999",
    b"-0",
    b"\\ud800",
    b"\xed\xa0\x80",
    "e\u0301".encode(),
    b'"',
    b",",
    b"\xff\xff\xff\xff",
)


def scrambled(data: bytes, choose: Choose) -> bytes:
    """Bytes with up to four small changes."""
    for _ in range(1 + choose(4)):
        at = choose(len(data) + 1)
        end = min(len(data), at + choose(40))
        match choose(6):
            case 0 if at < len(data):
                data = data[:at] + bytes([data[at] ^ (1 << choose(8))]) + data[at + 1 :]
            case 1:
                data = data[:at]
            case 2:
                data = data[:at] + data[end:]
            case 3:
                data = data[:end] + data[at:end] * (1 + choose(3)) + data[end:]
            case _:
                data = data[:at] + ODD_BYTES[choose(len(ODD_BYTES))] + data[at:]
    return data


def changed(value: Any, choose: Choose) -> Any:
    """A copy of a JSON value with one thing changed somewhere in it."""
    holders = list(_holders(value))
    if not holders:
        return _odd(value, choose)
    value, holder = _copy_with(value, choose(len(holders)))
    if isinstance(holder, dict):
        names = list(holder)
        name = names[choose(len(names))]
        match choose(6):
            case 0:
                holder.pop(name)
            case 1:
                holder[ODD_TEXTS[choose(len(ODD_TEXTS))]] = holder[name]
            case 2:
                holder[name] = holder[names[choose(len(names))]]
            case _:
                holder[name] = _odd(holder[name], choose)
        return value
    at = choose(len(holder))
    match choose(5):
        case 0:
            holder.pop(at)
        case 1:
            holder.append(holder[at])
        case 2:
            holder.extend([holder[at]] * 60)
        case _:
            holder[at] = _odd(holder[at], choose)
    return value


def changed_json(data: bytes, choose: Choose) -> bytes:
    """JSON with up to three things changed, nearly always still in its canonical form."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return scrambled(data, choose)
    for _ in range(1 + choose(3)):
        value = changed(value, choose)
    try:
        if choose(16):
            return write_json(value)
    except (Unreadable, RecursionError):
        pass
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=bool(choose(2))).encode()
    except (ValueError, RecursionError):
        return data


def changed_zip(data: bytes, choose: Choose) -> bytes:
    """A ZIP with one file of it changed, renamed, lost or doubled; now and then the ZIP itself is spoilt."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except Exception:  # noqa: BLE001 - Python's reader raises anything over a spoilt ZIP, which is then spoilt further
        return scrambled(data, choose)
    if not members or not choose(4):
        return scrambled(data, choose)
    name = list(members)[choose(len(members))]
    odd = ODD_NAMES[choose(len(ODD_NAMES))]
    match choose(6):
        case 0:
            members.pop(name)
        case 1:
            members = {odd if held == name else held: content for held, content in members.items()}
        case 2:
            members[odd] = members[name]
        case 3:
            members[name] = scrambled(members[name], choose)
        case _:
            members[name] = changed_json(members[name], choose)
    return write_zip(members)


def _odd(value: Any, choose: Choose) -> Any:  # noqa: PLR0911 - one return a kind of oddness
    match choose(8):
        case 0 | 1:
            return ODD_TEXTS[choose(len(ODD_TEXTS))]
        case 2 | 3:
            return ODD_NUMBERS[choose(len(ODD_NUMBERS))]
        case 4:
            return (None, True, False, [], {}, [[]], {"": None})[choose(7)]
        case 5:
            for _ in range(choose(24)):
                value = [value] if choose(2) else {"a": value}
            return value
        case 6 if isinstance(value, int) and not isinstance(value, bool):
            return value + choose(7) - 3
        case 6 | 7 if isinstance(value, str):
            at = choose(len(value) + 1)
            return value[:at] + ODD_TEXTS[choose(len(ODD_TEXTS))] + value[at:]
        case _:
            return value


def _holders(value: Any) -> list[Any]:
    """Every list and object in a value that has something in it, the value itself first."""
    found: list[Any] = []
    waiting = [value]
    while waiting:
        held = waiting.pop(0)
        if isinstance(held, dict | list) and held:
            found.append(held)
            waiting.extend(held.values() if isinstance(held, dict) else held)
    return found


def _copy_with(value: Any, number: int) -> tuple[Any, Any]:
    """A copy of a value, and in it the holder of that number."""
    copy = json.loads(json.dumps(value))
    return copy, _holders(copy)[number]
