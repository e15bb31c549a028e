from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from desktop_app.domain.money import Money
from desktop_app.wording import catalogue
from desktop_app.wording.formats import (
    amount_words,
    date_words,
    exact_words,
    fraction_words,
    moment_words,
    money_words,
    months_words,
    number_words,
    percent_words,
    weeks_words,
    years_words,
)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    catalogue.use("")


def test_a_day_cannot_be_confused() -> None:
    assert date_words(date(1954, 6, 14)) == "14 Jun 1954"
    assert moment_words(datetime(2014, 6, 14, 9, 5, tzinfo=UTC)) == "14 Jun 2014, 09:05"


def test_money_has_its_currency_and_separators() -> None:
    money = Money(minor=1260000, currency="XCD")
    assert amount_words(money) == "12,600.00"
    assert money_words(money) == "XCD\u00a012,600.00"
    assert amount_words(Money(minor=-1050, currency="XCD")) == "\u221210.50"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (weeks_words(1), "1 week"),
        (weeks_words(726), "726 weeks"),
        (weeks_words(1500), "1,500 weeks"),
        (months_words(Fraction(2220, 13)), "170.77 months"),
        (years_words(60), "60 years"),
        (years_words(Fraction(719, 12)), "59 years 11 months"),
        (years_words(Fraction(721, 12)), "60 years 1 month"),
        (percent_words(34), "34\u00a0%"),
        (percent_words(Fraction(1, 2)), "0.5\u00a0%"),
        (fraction_words((300, 740)), "300/740"),
        (fraction_words(None), "\u2013"),
        (exact_words(Fraction(885307692, 10**7)), "88.5307692"),
        (exact_words(500), "500"),
        (number_words(Fraction(1, 2), 2), "0.50"),
    ],
)
def test_figures_are_said(said: str, expected: str) -> None:
    assert said == expected


def test_the_pseudo_language_makes_every_message_longer_and_keeps_its_fields() -> None:
    catalogue.use(catalogue.PSEUDO)
    message = "{n} weeks"
    said = catalogue.text(message)
    assert len(said) > len(message)
    assert "{n}" in said
    assert "weeks" not in said
    assert catalogue.plural("{n} week", "{n} weeks", 1) == catalogue.text("{n} week")
    assert "726" in weeks_words(726)
