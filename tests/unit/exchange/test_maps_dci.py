"""A message behind the header of DCI goes along unchanged."""

import json

import pytest

from desktop_app.exchange.maps.dci import read_header_table, with_header
from desktop_app.exchange.maps.table import TableUnreadable, Why
from desktop_app.exchange.messages.head import encode_message
from desktop_app.foundation.places import resource
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import a_message, a_notice

DATA = resource("maps", "dci.toml").read_bytes()
TABLE = read_header_table(DATA)
MESSAGE = a_message(a_notice())


def test_the_header_is_filled_from_the_message_and_the_message_is_unchanged() -> None:
    told, lost = with_header(MESSAGE, TABLE, sender="VC-NIS", recipient="LC-NIC")

    assert told["header"] == {
        "version": "1.0.0",
        "message_id": MESSAGE.message_id,
        "message_ts": "2014-06-20T10:30:00-04:00",
        "action": "claim_notice",
        "sender_id": "VC-NIS",
        "receiver_id": "LC-NIC",
        "total_count": 1,
        "is_msg_encrypted": False,
    }
    assert told["message"] == json.loads(encode_message(MESSAGE))
    assert {each.path: each.why for each in lost} == {
        "sender_uri": Why.NO_CONNECTION,
        "meta": Why.OWN_EXCHANGE,
        "signature": Why.SIGNED_BY_GATEWAY,
    }


def test_a_recipient_that_is_not_known_is_listed() -> None:
    told, lost = with_header(MESSAGE, TABLE, sender="VC-NIS")

    assert "receiver_id" not in json.dumps(told["header"])
    assert ("receiver_id", Why.NO_FIELD) in {(each.path, each.why) for each in lost}


def test_a_sender_is_never_guessed() -> None:
    with pytest.raises(ExchangeProblem, match="map_sender_missing"):
        with_header(MESSAGE, TABLE, sender="")


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        (b"cass-desk map 1", b"cass-desk map 2"),
        (b'"standards/src', b'"hearsay/src'),
        (b"[outside]", b"[inside]"),
        (b'why = "no_connection"', b'why = "so"'),
    ],
)
def test_a_table_that_breaks_its_own_rules_is_refused(told: bytes, instead: bytes) -> None:
    assert told in DATA
    with pytest.raises(TableUnreadable):
        read_header_table(DATA.replace(told, instead))
