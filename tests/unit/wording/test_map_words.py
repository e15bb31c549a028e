"""The list beside an export speaks of fields and values as people do."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.exchange.maps.table import Why
from desktop_app.wording.map_words import WHY, lost_words, target_words, value_words, why_words
from desktop_app.workflows.map_message import Target


def test_every_reason_and_every_standard_has_its_words() -> None:
    assert set(WHY) == {why.value for why in Why}
    assert all(why_words(why.value).endswith(".") for why in Why)
    assert all(target_words(target.value) for target in Target)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (False, "no"),
        (Benefit.AGE, "Age pension"),
        (date(2014, 6, 14), "14 Jun 2014"),
        (datetime(2014, 6, 14, 9, 30).astimezone(), "14 Jun 2014, 09:30"),
        (Money(minor=41_200, currency="XCD"), "XCD\u00a0412.00"),
        (Fraction(148, 363), "148/363"),
        (("VC", "GD"), "VC, GD"),
        ("1 Invented Lane\nNowhere", "1 Invented Lane Nowhere"),
        (7, "7"),
    ],
)
def test_a_value_is_said_in_words(value: object, words: str) -> None:
    assert value_words(value) == words


def test_many_values_and_long_ones_are_cut_short_and_counted() -> None:
    assert lost_words("body.rows.year", (1985, 1986, 1986, 1987, 1988, 1989)) == (
        "Rows: Year",
        "1985; 1986; 1987 and 2 more",
    )
    name, said = lost_words("body.rows.3.note", ("x" * 200,))
    assert name == "Rows, no. 4: Note"
    assert said == "x" * 79 + "…"
    assert lost_words("sender_uri", ("",)) == ("Address for answers (sender_uri)", "")
