from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.flow import BODY, Flow, broken
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.ink import Words
from desktop_app.documents.page import LANDSCAPE, PORTRAIT

ROOM = 120.0


def said(page: Sequence[object]) -> list[str]:
    return [mark.text for mark in page if isinstance(mark, Words)]


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=200))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str) -> None:
    lines = broken(text, BODY, ROOM)

    assert all(BODY.wide(line) <= ROOM for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_line_end_in_the_text_is_kept() -> None:
    assert broken("one\ntwo", BODY, ROOM) == ("one", "two")


def test_an_address_breaks_after_a_slash_rather_than_inside_a_word() -> None:
    assert broken("https://www.example.org/reciprocal/agreement", BODY, ROOM)[0].endswith("/")


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    flow = Flow(PORTRAIT)
    while flow.room > 70:
        flow.paragraph("filler", after=0)
    flow.heading("Sources", 2, keep=60)
    flow.paragraph("the first line below")

    assert said(flow.pages[-1])[0] == "Sources"


def test_the_header_of_a_table_is_repeated_and_every_row_stands_once() -> None:
    flow = Flow(LANDSCAPE)
    Grid(flow, (Column(title="No.", width=40, right=True), Column(title="Words"))).write(
        Row(cells=(Cell(text=f"n{number}"), Cell(text="some words"))) for number in range(100)
    )
    everything = [word for page in flow.pages for word in said(page)]

    assert all(said(page)[:2] == ["No.", "Words"] for page in flow.pages)
    assert [word for word in everything if word.startswith("n")] == [f"n{number}" for number in range(100)]


@pytest.mark.parametrize("wordy", ["cell", "note"])
def test_a_row_longer_than_a_page_is_cut_and_whole(wordy: str) -> None:
    flow = Flow(LANDSCAPE)
    words = " ".join(f"w{number}" for number in range(1_500 if wordy == "cell" else 9_000))
    note = Cell(text=words) if wordy == "note" else None
    text = words if wordy == "cell" else "short"
    Grid(flow, (Column(title="A", width=120), Column(title="B"))).write(
        [Row(cells=(Cell(text=text), Cell(text="b")), note=note)]
    )
    everything = " ".join(word for page in flow.pages for word in said(page) if word not in {"A", "B", "b", "short"})

    assert len(flow.pages) > 1
    assert everything == words
    bottom = LANDSCAPE.bottom + 1
    assert all(mark.y <= bottom for page in flow.pages for mark in page if isinstance(mark, Words))
