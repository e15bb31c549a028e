"""The notification of claim on paper: made from the message that went, with a code of its canonical bytes."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.messages import ClaimNotice
from desktop_app.exchange.messages.head import decode_message
from desktop_app.exchange.paper import check_code, notice_bytes
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import enter_history, register_claim
from desktop_app.workflows.issue_document import claim_notice_document
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.send_claim import send_notices
from tests.support import hendyce, pdfs


def notified(desk: Desk) -> str:
    """Take in the example and tell Saint Lucia."""
    key = start_claim(desk).key
    register_claim(desk, key, hendyce.CLAIMANT)
    enter_history(desk, key, hendyce.history())
    send_notices(desk, key, ("LC",))
    return key


def sent_notice(desk: Desk, key: str) -> ClaimNotice:
    (row,) = desk.store.outbox.of_claim(key)
    body = decode_message(row.data).body
    assert isinstance(body, ClaimNotice)
    return body


def test_the_paper_says_what_the_message_says(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc = offices["VC"]
    key = notified(vc)
    document = claim_notice_document(vc, key, "LC")
    spoken = pdfs.spoken_text(document.data, tmp_path)

    notice = sent_notice(vc, key)
    assert document.name == "VC-2014-0001-notice-LC.pdf"
    for said in (notice.person.surname, "Saint Lucia", "LC-NIC", *(row.employer for row in notice.work_history)):
        assert said in spoken
    for group in check_code(notice_bytes(notice)).split("-"):
        assert group in spoken


def test_one_person_in_two_roles_is_said_on_the_paper(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc = offices["VC"]
    spoken = pdfs.spoken_text(claim_notice_document(vc, notified(vc), "LC").data, tmp_path)

    assert f"Prepared and approved by the same person: {vc.user.short_name}" in spoken


def test_another_name_has_another_code(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    notice = sent_notice(vc, notified(vc))
    other = replace(notice, person=replace(notice.person, surname="Hendice"))

    assert check_code(notice_bytes(notice)) == check_code(notice_bytes(notice))
    assert check_code(notice_bytes(notice)) != check_code(notice_bytes(other))


def test_the_bytes_of_the_code_are_those_in_the_message(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = notified(vc)
    (row,) = vc.store.outbox.of_claim(key)

    assert notice_bytes(sent_notice(vc, key)) in row.data


def test_the_printed_notification_is_kept_once_with_the_claim(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = notified(vc)
    first = claim_notice_document(vc, key, "LC")

    assert claim_notice_document(vc, key, "LC").data == first.data
    assert [kept.kind for kept in vc.store.documents.of_claim(key)] == ["claim_notice"]


def test_where_no_notification_went_none_is_printed(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = notified(vc)

    with pytest.raises(CaseProblem) as refused:
        claim_notice_document(vc, key, "GD")

    assert refused.value.code == "no_notice"
    assert vc.store.documents.of_claim(key) == ()
