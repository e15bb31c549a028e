"""The disk fills while a clerk types: it is said in a sentence, nothing typed is lost, and saving goes on later."""

import pytest

from tests.support.offices import OfficeAtWork, shown_texts

pytestmark = pytest.mark.slow


def test_a_full_disk_is_said_and_what_was_typed_is_saved_once_there_is_room(offices: dict[str, OfficeAtWork]) -> None:
    vc = offices["VC"]
    vc.office.new_claim()
    vc.settle()
    vc.fill("surname", "Providence")
    vc.claim.save_now()
    vc.settle()
    tables = vc.desk.store._database.tables
    (pages,) = tables.execute("PRAGMA page_count").fetchone()
    tables.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    long_address = "Upper Bay Street " * 40
    field = vc.find("address")
    field.setFocus()
    field.setText(long_address * 20)  # type: ignore[attr-defined]  # a line of text
    field.textEdited.emit(field.text())  # type: ignore[attr-defined]  # as typing does
    vc.claim.save_now()
    vc.settle()
    assert any("disk is full" in text for text in shown_texts(vc.window))
    assert vc.find("surname").text() == "Providence"  # type: ignore[attr-defined]  # a line of text
    assert field.text().startswith("Upper Bay Street")  # type: ignore[attr-defined]  # a line of text

    tables.execute(f"PRAGMA max_page_count = {pages * 100}").fetchone()
    vc.claim.save_now()
    vc.settle()
    draft = vc.desk.store.drafts.get(vc.claim.claim_key)
    assert draft is not None
    assert draft.form["claimant"]["surname"] == "Providence"
    assert draft.form["claimant"]["address"].startswith("Upper Bay Street")
    assert vc.desk.store.journal.verify() is None
