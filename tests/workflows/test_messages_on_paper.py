"""Any message of a case on paper: sent and received, with one check code, and a line in the journal."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.inquiries import InfoItem, InfoItemCode
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.ask_information import ask_information
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.print_message import check_code_of, message_document
from tests.support import pdfs
from tests.support.case_desks import carry, certify, told

ADDRESS = InfoItem(item_id="1", code=InfoItemCode.ADDRESS, why="To pay there", needed_by=date(2014, 9, 1))


def test_both_offices_print_the_same_code_for_one_message(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    carry(vc, lc)
    message_id = ask_information(vc, key, "LC-NIC", (ADDRESS,))
    here = message_document(vc, message_id)
    carry(vc, lc)
    there = message_document(lc, message_id)
    row = vc.store.outbox.get(message_id)
    code = check_code_of(decode_message(row.data))
    assert code in pdfs.flat_text(here.data, tmp_path)
    assert code in pdfs.flat_text(there.data, tmp_path)
    assert "Hendyce" not in here.name
    assert "message_printed" in {line.verb for line in vc.store.journal.lines(about=message_id)}


def test_every_message_of_a_case_has_its_page(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    ids = [row.message_id for row in vc.store.outbox.of_claim(key)]
    ids += [row.message_id for row in vc.store.mailbox.of_claim(key)]
    assert len(ids) >= 3
    for message_id in ids:
        assert "CARICOM" in pdfs.flat_text(message_document(vc, message_id).data, tmp_path)


def test_a_message_that_is_not_here_has_no_page(offices: dict[str, Desk]) -> None:
    with pytest.raises(CaseProblem, match="message_not_here"):
        message_document(offices["VC"], "00000000-0000-4000-8000-00000000abcd")
