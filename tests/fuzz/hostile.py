"""Inputs made to cost a reader time or memory: as large as they may be, or nearly, and as awkward.

`python -m tests.fuzz.hostile` takes each through its door in a process of its own and tells what it cost; with
`--whole` each is as large as the limits let it be, without a quarter of that.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop_app.exchange.archive import write_zip
from desktop_app.exchange.limits import MANIFEST_BYTES, MESSAGE_BYTES
from tests.fuzz.doors import DOORS, PASSPHRASE, full_bundle, members_in
from tests.support.weak_key_files import sealed_with

MEGA = 1024 * 1024
SIZE = MESSAGE_BYTES if "--whole" in sys.argv else MESSAGE_BYTES // 4
MAIL = b"From: a@b.example\n"
TEXT = b"Content-Type: text/plain"
BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
END = b"-----END AGE ENCRYPTED FILE-----"


def _filled(before: bytes, piece: bytes, after: bytes = b"", size: int = SIZE) -> bytes:
    return before + piece * ((size - len(before) - len(after)) // len(piece)) + after


def _json(piece: bytes, size: int = SIZE) -> bytes:
    """One list of as many equal things as there is room for."""
    return _filled(b"[" + piece, b"," + piece, b"]", size)


INPUTS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "lists in lists": ("message", lambda: b"[" * SIZE),
    "objects in objects": ("message", lambda: _filled(b"", b'{"a":')),
    "a number of a million digits": ("message", lambda: _filled(b'{"type":', b"9", b"}")),
    "a number with a huge power": ("message", lambda: b'{"type":1e999999999}'),
    "a million noughts": ("message", lambda: _json(b"0")),
    "a million empty lists": ("message", lambda: _json(b"[]")),
    "a million empty objects": ("message", lambda: _json(b"{}")),
    "a million texts": ("message", lambda: _json(b'"ab"')),
    "a million accents on one letter": ("message", lambda: _filled(b'{"summary":"a', "\u0301".encode(), b'"}')),
    "accents in every order": ("message", lambda: _filled(b'{"summary":"a', "\u0301\u0323".encode(), b'"}')),
    "letters that grow when composed": ("message", lambda: _filled(b'{"summary":"', "\ufdfa".encode(), b'"}')),
    "a name of a million letters": ("message", lambda: _filled(b'{"', b"a", b'":1}')),
    "escapes": ("message", lambda: _filled(b'{"summary":"', b"\\u0000", b'"}')),
    "a manifest of empty objects": ("manifest", lambda: _json(b"{}", MANIFEST_BYTES)),
    "a list of offices of nothing": ("list signed anew", lambda: b'{"offices":' + _json(b"{}", SIZE - 100) + b"}"),
    "a ZIP that inflates to 60 MB": (
        "zip in a bundle",
        lambda: write_zip({**members_in(full_bundle()), "a.bin": bytes(30 * MEGA), "b.bin": bytes(30 * MEGA)}),
    ),
    "a ZIP that inflates to 100 MB": (
        "zip in a bundle",
        lambda: write_zip({f"a-{number}.bin": bytes(20 * MEGA) for number in range(5)}),
    ),
    "a ZIP of a thousand files": ("zip in a bundle", lambda: write_zip({f"a-{n}.bin": b"" for n in range(1_050)})),
    "a ZIP in a mail that inflates to 100 MB": (
        "file",
        lambda: write_zip({f"a-{number}.cass": bytes(20 * MEGA) for number in range(5)}),
    ),
    "a rule update that inflates": (
        "rule update",
        lambda: write_zip({f"a-{number}.toml": bytes(2 * MEGA) for number in range(40)}),
    ),
    "a mail of empty lines": ("file", lambda: _filled(MAIL + TEXT + b"\n\n", b"\n")),
    "a mail of heads": ("file", lambda: _filled(MAIL, b"a: b\n")),
    "a mail of borders": (
        "file",
        lambda: _filled(MAIL + b'Content-Type: multipart/mixed; boundary="b"\n\n', b"--b\n\nx\n"),
    ),
    "mails in mails": ("file", lambda: _filled(MAIL, b"Content-Type: message/rfc822\n\n")),
    "a head of many facts": ("file", lambda: _filled(MAIL + TEXT, b"; a*0=b", b"\n\nx")),
    "a folded head of many facts": ("file", lambda: _filled(MAIL + TEXT, b";\r\n a*1=b", b"\r\n\r\nx")),
    "the same with the line ends of old": ("file", lambda: _filled(MAIL + b"b: c\r" + TEXT, b";\r a*1=b", b"\r\rx")),
    "armour of tags": ("file", lambda: _filled(BEGIN, b"<a", END)),
    "armour of soft line ends": ("file", lambda: _filled(BEGIN, b"=\t", END)),
    "armour of quoting": ("file", lambda: _filled(BEGIN + b"\n", b"> |", b"\n" + END)),
    "beginnings without an end": ("file", lambda: _filled(b"", BEGIN + b"\n")),
    "hyphens": ("file", lambda: b"-" * SIZE),
    "sizes told over and over": ("file", lambda: _filled(b"", b"CASS-Size: 1\n", BEGIN + END)),
    "a key file that asks for 4 GiB": ("key file", lambda: sealed_with(b"{}", PASSPHRASE, "22")),
    "a card of spaces": ("card", lambda: b" " * SIZE),
    "a signature of lines": ("signature", lambda: b"\n" * SIZE),
    "a QR text of capitals": ("qr text", lambda: b"CASS1:" + b"A" * SIZE),
}
"""What each is, the door it takes, and how it is made."""


def _highest() -> int:
    """The most megabytes this process had at once, as Linux tells them."""
    told = re.search(r"VmHWM:\s+([0-9]+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert told
    return int(told[1]) // 1024


def main() -> None:
    """Tell of each the outcome, the seconds of the processor and the megabytes of the process at its highest so far."""
    doors = {door.name: door for door in DOORS}
    told: dict[str, tuple[str, float, int]] = {}
    for name, (door, make) in INPUTS.items():
        data = make()
        began = time.process_time()
        code = doors[door].enter(data)
        told[name] = (code, time.process_time() - began, _highest())
    sys.stdout.write(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
