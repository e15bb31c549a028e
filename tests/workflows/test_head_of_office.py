"""The third reminder goes to the head of the other office: by name where the directory knows it."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.documents.summaries import summary_of
from desktop_app.domain.inquiries import Reminder
from desktop_app.exchange.messages.head import decode_message, encode_message
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.issue_covering import covering_letter
from desktop_app.workflows.keep_offices import add_office, edit_office, own_card_file
from desktop_app.workflows.obligations import obligations_of_claim
from desktop_app.workflows.remind import send_reminder
from tests.support.case_desks import carry, told
from tests.support.pdfs import flat_text

HEAD = "Rosa Sample, Director, ext. 12"


def move(desk: Desk, days: int) -> None:
    desk.clock.advance(days=days)  # type: ignore[attr-defined]  # a test's clock


def name_head(desk: Desk, head: str) -> None:
    edit_office(desk, "LC-NIC", address="", phone="000 0000", email="", head=head)


def third(vc: Desk, lc: Desk) -> tuple[str, Reminder]:
    """Ask Saint Lucia and remind it three times; the third waits to leave. Return the claim and what it says."""
    key = told(vc, "LC")
    carry(vc, lc)
    move(vc, 45)
    for _count in range(2):
        send_reminder(vc, "LC-NIC")
        hand_over(vc, seal_bundle(vc, "LC-NIC").bundle_id, "stick")
        move(vc, 30)
    message = send_reminder(vc, "LC-NIC")
    assert isinstance(message.body, Reminder)
    read = decode_message(encode_message(message)).body
    assert read == message.body
    return key, message.body


def letter(desk: Desk, folder: Path) -> str:
    return flat_text(covering_letter(desk, "LC-NIC").data, folder)


def test_it_names_the_head_where_the_directory_does(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    name_head(vc, HEAD)
    key, body = third(vc, lc)
    assert (body.to_head, body.head) == (True, HEAD)
    assert summary_of(body, {}).startswith(f"Reminder, to the head of the office: {HEAD}.")
    assert f"To the head of the office: {HEAD}" in letter(vc, tmp_path)
    assert {line.partner_head for line in obligations_of_claim(vc, key)} == {HEAD}


def test_it_goes_to_the_head_of_the_office_where_no_name_is_known(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc = offices["VC"]
    _key, body = third(vc, offices["LC"])
    assert (body.to_head, body.head) == (True, "")
    assert summary_of(body, {}).startswith("Reminder, to the head of the office.")
    assert "To the head of the office National Insurance Corporation" in letter(vc, tmp_path)


def test_the_first_reminder_names_nobody(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc = offices["VC"]
    name_head(vc, HEAD)
    told(vc, "LC")
    carry(vc, offices["LC"])
    move(vc, 45)
    body = send_reminder(vc, "LC-NIC").body
    assert isinstance(body, Reminder)
    assert (body.to_head, body.head) == (False, "")
    assert "head of the office" not in letter(vc, tmp_path)


@pytest.mark.parametrize("said", ["", "Marlon Sample"])
def test_a_card_that_names_no_head_leaves_the_one_that_is_known(offices: dict[str, Desk], said: str) -> None:
    vc, lc = offices["VC"], offices["LC"]
    name_head(vc, HEAD)
    handed_out = replace(lc, own=replace(lc.own, office=replace(lc.office, head=said)))
    line = add_office(vc, own_card_file(handed_out))
    assert line.known.card.office.head == (said or HEAD)
    assert line.known.trusted
