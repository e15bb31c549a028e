"""The table of what comes out otherwise: plain cells that no spreadsheet takes for a formula."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from desktop_app.documents.recalculation_table import ChangeRow, harmless, recalculation_csv
from desktop_app.domain.claims import Benefit

ROW = ChangeRow(
    number="VC-2014-0031",
    benefit=Benefit.AGE,
    kept_on=date(2014, 7, 14),
    state="VC",
    before="XCD 4373.85",
    after="XCD 35.88",
    once=(True, False),
    why=(),
)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_grant_is_told_from_an_amount_a_week() -> None:
    head, row = read(recalculation_csv((ROW,)))
    assert head[4:6] == ["Payable a week, as kept", "Payable a week, today"]
    assert row[4:6] == ["XCD 4373.85 once", "XCD 35.88"]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", "\r=", "\n", " =", "\u00a0+", "\uff1d", "\uff20"])
def test_no_cell_begins_a_formula(begins: str) -> None:
    evil = begins + 'HYPERLINK("https://invented.example")'
    assert harmless(evil) == f"'{evil}"
    (_head, row) = read(recalculation_csv((replace(ROW, number=evil, state=evil),)))
    assert row[0] == row[3] == f"'{evil}"


def test_words_and_amounts_stay_as_they_are() -> None:
    assert [harmless(words) for words in ("", "VC", "XCD 35.88", "2014-07-14")] == ["", "VC", "XCD 35.88", "2014-07-14"]
