"""Paper of the training mode says on every page that it is worth nothing; paper of a real office never does."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.documents.flow import Flow
from desktop_app.documents.page import PORTRAIT, Imprint, bound, title_block
from tests.support import pdfs


def paper(office: str) -> bytes:
    flow = Flow(PORTRAIT)
    title_block(flow, "A letter")
    for line in range(120):
        flow.paragraph(f"Line {line}")
    imprint = Imprint(office=office, title="A letter", reference="1", printed_on=date(2026, 3, 2), program_version="1")
    return bound(flow, imprint)


@pytest.mark.parametrize(("office", "said"), [("Practice office · VC-TRAIN", True), ("Services · VC-NIS", False)])
def test_every_page_says_that_it_is_practice(office: str, said: bool, tmp_path: Path) -> None:
    told = pdfs.flat_text(paper(office), tmp_path)
    pages = told.count("Page ")
    assert pages > 1
    assert told.count("PRACTICE: made in the training mode") == (pages if said else 0)
