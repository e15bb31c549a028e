"""The key file of an institution's rule makers: who they are and their secret keys, for the command line alone.

It is as the institution's seal: whoever has it signs in its name. An office at its desk has none, its keys stay in the
store.
"""

import base64
import binascii
import re
from typing import Final

from desktop_app.exchange.canonical import Unreadable, read_json, write_json
from desktop_app.exchange.fields import OFFICE, STATE, Fields
from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.limits import CARD_BYTES, NOTE
from desktop_app.foundation.problems import ExchangeProblem, RuleProblem

FORMAT: Final = "cass-key-file"
FORMAT_VERSION: Final = "1.0"
_FORMAT: Final = re.compile(re.escape(FORMAT))
_FORMAT_VERSION: Final = re.compile(re.escape(FORMAT_VERSION))


def write_key_file(office: str, state: str, secret: OfficeSecret) -> bytes:
    """Return the key file of an office."""
    kept = base64.b64encode(secret.to_bytes()).decode("ascii")
    return write_json(
        {"format": FORMAT, "format_version": FORMAT_VERSION, "office": office, "state": state, "secret": kept}
    )


def read_key_file(data: bytes) -> tuple[str, str, OfficeSecret]:
    """Return the office's code, its State and its secret keys. Raises `RuleProblem("key_file_unreadable")`."""
    try:
        fields = Fields(read_json(data.strip(b" \r\n\t"), CARD_BYTES))
        fields.matching("format", _FORMAT)
        fields.matching("format_version", _FORMAT_VERSION)
        office = fields.matching("office", OFFICE)
        state = fields.matching("state", STATE)
        secret = base64.b64decode(fields.text("secret", NOTE).encode("ascii"), validate=True)
        fields.close()
        return office, state, OfficeSecret.from_bytes(secret)
    except (Unreadable, ExchangeProblem, binascii.Error, UnicodeEncodeError):
        raise RuleProblem("key_file_unreadable") from None
