import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.sounds import sound_of


@pytest.mark.parametrize(
    "said",
    [
        "Thompson Thomson Tomson",
        "Phillip Filip",
        "Stephen Steven Stefan",
        "Catherine Katherine Kathryn Cathrine",
        "D'Arcy Darcy Darcie",
        "Smith Smyth Schmidt",
        "Reid Reed Read",
        "Browne Brown",
        "Nicholas Nicolas Nickolas",
        "Joseph Josef",
        "José Jose",
        "Jean Gene Jeanne",
        "Jacques Jacks",
        "Croix Croy",
        "Knight Night",
    ],
)
def test_spellings_that_are_said_alike_sound_the_same(said: str) -> None:
    assert len({sound_of(name) for name in said.split()}) == 1


@pytest.mark.parametrize("names", ["Hendyce Hendrix", "Browne Green", "Marie Jane", "Charles Joseph"])
def test_names_said_otherwise_do_not(names: str) -> None:
    first, second = names.split()
    assert sound_of(first) != sound_of(second)


def test_what_has_no_latin_letters_has_no_sound() -> None:
    assert (sound_of("李"), sound_of("12"), sound_of("")) == ("", "", "")


@given(st.text(max_size=30))
def test_any_text_has_a_sound_or_none(word: str) -> None:
    assert sound_of(word) == "".join(sign for sign in sound_of(word) if sign in "abcdefghijklmnopqrstuvwxyz")
