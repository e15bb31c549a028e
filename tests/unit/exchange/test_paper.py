"""The check code of a message on paper."""

import hashlib
import json
import re
from base64 import b32encode
from dataclasses import replace

from desktop_app.exchange.messages import encode_message
from desktop_app.exchange.paper import certificate_bytes, check_code
from tests.support.bundles import a_certificate, a_message

CERTIFICATE = a_certificate()


def test_a_check_code_is_four_groups_that_follow_from_the_bytes() -> None:
    data = certificate_bytes(CERTIFICATE)

    assert re.fullmatch(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", check_code(data))
    assert check_code(data).replace("-", "") == b32encode(hashlib.sha256(data).digest())[:16].decode()


def test_one_week_more_is_another_check_code() -> None:
    other = replace(CERTIFICATE, stated_weeks=CERTIFICATE.stated_weeks + 1)

    assert check_code(certificate_bytes(other)) != check_code(certificate_bytes(CERTIFICATE))


def test_the_bytes_are_the_body_of_the_message() -> None:
    body = json.loads(encode_message(a_message(CERTIFICATE)))["body"]

    assert json.loads(certificate_bytes(CERTIFICATE)) == body
