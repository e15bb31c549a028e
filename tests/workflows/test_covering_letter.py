"""The covering letter lists what goes to one office: its documents, its case numbers, and the days of the answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.issue_covering import covering_letter, covering_letter_of
from desktop_app.workflows.send_claim import send_notices
from tests.support import pdfs
from tests.support.claim_desks import Offices, registered, three_offices


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def test_what_waits_is_listed_with_its_numbers_and_the_day_of_the_answer(offices: Offices, tmp_path: Path) -> None:
    key = registered(offices)
    send_notices(offices.vc, key, ("LC", "GD"))
    said = pdfs.outline(covering_letter(offices.vc, "LC-NIC").data, tmp_path)
    assert offices.vc.store.claims.get(key).number in said
    assert "not known to us yet" in said
    assert "1. Notification of claim received" in said
    assert "please by" in said
    assert "covering_letter_printed" in {line.verb for line in offices.vc.store.journal.lines(about="LC-NIC")}


def test_a_sealed_bundle_has_its_letter_with_the_name_of_the_file(offices: Offices, tmp_path: Path) -> None:
    send_notices(offices.vc, registered(offices), ("LC", "GD"))
    sealed = seal_bundle(offices.vc, "LC-NIC")
    said = pdfs.outline(covering_letter_of(offices.vc, sealed.bundle_id).data, tmp_path)
    assert sealed.file_name in "".join(said.split())
    with pytest.raises(CaseProblem, match="nothing_to_cover"):
        covering_letter(offices.vc, "LC-NIC")


def test_a_letter_to_nobody_is_refused(offices: Offices) -> None:
    with pytest.raises(ExchangeProblem, match="office_unknown"):
        covering_letter(offices.vc, "BB-NIS")
    with pytest.raises(CaseProblem, match="nothing_to_cover"):
        covering_letter_of(offices.vc, "none")
