"""How much the exchange reads and writes, at most: every size is bounded before memory is taken for it."""

from typing import Final

MAIL_BYTES: Final = 7_000_000
"""The most a sealed bundle may weigh for the mail (about 9.6 MB there, inside the common 10 MB)."""

STICK_BYTES: Final = 32 * 1024 * 1024
"""The most a sealed bundle may weigh on a stick; nothing larger is read."""

HEADER_BYTES: Final = 4 * 1024
"""The most the header of an age file may weigh: ours has two recipients, and each one more costs time to try."""

TEXT_BYTES: Final = 2 * STICK_BYTES
"""The most a text holding a bundle in its text form may weigh."""

OPENED_BYTES: Final = 64 * 1024 * 1024
"""The most the contents of a bundle may weigh together once inflated."""

MANIFEST_BYTES: Final = 256 * 1024
MESSAGE_BYTES: Final = 4 * 1024 * 1024
SIGNATURE_BYTES: Final = 4 * 1024
CARD_BYTES: Final = 32 * 1024
DIRECTORY_BYTES: Final = 256 * 1024
"""The most the list at the end of a bundle's ZIP may weigh."""

MESSAGES: Final = 500
ENCLOSED: Final = 20
"""Documents of other offices that one bundle passes on."""

FORWARDED: Final = 20
"""Messages of other offices that one bundle hands on, each with the signed list it came in."""

ATTACHMENTS: Final = 50
PARTS: Final = 9
"""Files one bundle may travel in: a name of forty characters has room for one digit."""

MEMBERS: Final = 2 + 2 * (MESSAGES + ENCLOSED) + ATTACHMENTS
"""Members of a bundle's ZIP: the manifest, the messages, their signatures, what goes along and the attachments."""

JSON_DEPTH: Final = 12
LARGEST_INTEGER: Final = 2**53 - 1
"""The largest integer every reader of JSON reads exactly."""

ROWS: Final = 20_000
PARTIES: Final = 50
"""States, offices, numbers or benefits in one list."""

ITEMS: Final = 500
"""Things asked, answered, owed or certified in one list of a message."""

CODE: Final = 80
NAME: Final = 200
NOTE: Final = 2_000
SUMMARY: Final = 200_000
"""Characters of a code or number, a name, a note, and a message's plain-text summary."""

MISSING: Final = 1_000
"""Missing bundle numbers that one manifest can ask for."""

LAST_SEQUENCE: Final = 99_999_999
"""The highest bundle number of a pair of offices."""
