"""The table of what comes out otherwise."""

from datetime import date

from desktop_app.documents.recalculation_table import ChangeRow, recalculation_table
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


def test_a_grant_is_told_from_an_amount_a_week() -> None:
    head, (row,) = recalculation_table((ROW,))
    assert head[4:6] == ("Payable a week, as kept", "Payable a week, today")
    assert row[2:6] == (date(2014, 7, 14), "VC", "XCD 4373.85 once", "XCD 35.88")
