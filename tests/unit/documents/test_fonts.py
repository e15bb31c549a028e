import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.fonts import Weight, printable, width


@pytest.mark.parametrize("weight", list(Weight))
def test_all_figures_are_of_one_width_so_that_columns_stand(weight: Weight) -> None:
    assert len({width(figure, weight, 9) for figure in "0123456789"}) == 1


@pytest.mark.parametrize(
    "text", ["Hendyce", "Ñandú\u2019s Žižek", "Παράδειγμα", "Пример", "34.51 \u00d7 286 ÷ 726 \u2212 1 ½"]
)
def test_letters_the_font_has_stay_as_they_are(text: str) -> None:
    assert printable(text) == text


def test_a_letter_the_font_lacks_is_told_by_its_number() -> None:
    assert printable("नX") == "[U+0928]X"


def test_an_accent_written_apart_is_joined_to_its_letter() -> None:
    assert printable("e\u0301") == "\u00e9"


def test_marks_that_turn_the_direction_of_writing_are_left_out() -> None:
    assert printable("\u202eabc\u202c\u0000") == "abc"


@given(st.text(max_size=60))
def test_printing_twice_changes_nothing_more(text: str) -> None:
    once = printable(text)

    assert printable(once) == once
