"""A message of this office told in another standard: the list comes first, the journal knows of it."""

import json
from pathlib import Path

import pytest

from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.map_message import Target, Why, map_kept, save_mapped
from tests.support.case_desks import carry, certify, told


def test_a_sent_and_a_received_message_go_out_with_a_line_in_the_journal(
    offices: dict[str, Desk], tmp_path: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    there = (told(vc, "LC"), carry(vc, lc))[1]
    certify(lc, there)
    sent = next(row for row in lc.store.outbox.of_claim(there) if row.type == "period_certificate")
    here = map_kept(lc, sent.message_id, Target.EESSI)
    carry(lc, vc)
    received = map_kept(vc, sent.message_id, Target.EESSI)

    assert here.names == ("P5000",)
    assert received.as_json() == here.as_json()
    assert "Hendyce" in here.as_json().decode()
    assert "Hendyce" not in here.file_name
    save_mapped(vc, received, tmp_path / "certificate.xml")
    assert (tmp_path / "certificate.xml").read_bytes() == received.as_xml()
    (line,) = [line for line in vc.store.journal.lines(about=sent.message_id) if line.verb == "message_exported"]
    assert line.facts == {"type": "period_certificate", "target": "eessi"}


def test_the_header_names_both_offices_whichever_way_it_went(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    (sent,) = [row for row in vc.store.outbox.of_claim(key) if row.type == "claim_notice"]
    carry(vc, lc)

    for desk in (vc, lc):
        mapped = map_kept(desk, sent.message_id, Target.DCI)
        save_mapped(desk, mapped, tmp_path / f"{desk.office.code}.json")
        header = json.loads((tmp_path / f"{desk.office.code}.json").read_text(encoding="utf-8"))["header"]
        assert (header["sender_id"], header["receiver_id"]) == ("VC-NIS", "LC-NIC")
        assert mapped.as_json().startswith(b'{\n  "header"')


def test_rows_of_one_field_are_told_together_and_our_own_matters_last(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    there = (told(vc, "LC"), carry(vc, lc))[1]
    certify(lc, there)
    sent = next(row for row in lc.store.outbox.of_claim(there) if row.type == "period_certificate")
    mapped = map_kept(lc, sent.message_id, Target.EESSI)

    paths = [field.path for field in mapped.lost]
    assert len(paths) == len(set(paths))
    years = next(field for field in mapped.lost if field.path.endswith("year"))
    assert len(years.values) > 1
    assert years.path == "body.rows.year"
    assert mapped.lost[-1].why in {Why.OWN_EXCHANGE, Why.SAID_ABOVE}


def test_what_has_no_document_is_not_written(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    carry(vc, lc)
    (receipt,) = [row for row in lc.store.outbox.waiting() if row.type == "receipt"][:1]
    mapped = map_kept(lc, receipt.message_id, Target.EESSI)

    assert mapped.names == ()
    assert {field.why for field in mapped.lost} == {Why.NO_DOCUMENT}
    with pytest.raises(ExchangeProblem, match="map_empty"):
        save_mapped(lc, mapped, tmp_path / "receipt.json")
    assert list(tmp_path.iterdir()) == []
    assert "message_exported" not in {line.verb for line in lc.store.journal.lines(about=receipt.message_id)}


def test_a_message_that_is_not_here_is_not_mapped(offices: dict[str, Desk]) -> None:
    with pytest.raises(CaseProblem, match="message_not_here"):
        map_kept(offices["VC"], "00000000-0000-4000-8000-00000000abcd", Target.EESSI)
