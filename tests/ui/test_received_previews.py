"""What came and is not decided: every type reads without ids, in full, and nothing is cut off where room is least."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Look
from desktop_app.workflows.receive_bundle import Change
from tests.support.claim_desks import Offices, three_offices
from tests.support.clips import clipped, doubled_letters
from tests.support.office_stage import Stage
from tests.support.previews_gallery import (
    Waiting,
    built_upon,
    clarification,
    correction,
    death,
    departure,
    dependency,
    forwarding_told,
    replaced,
)

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}")
TOLD: dict[Callable[[Offices], Waiting], tuple[str, ...]] = {
    dependency: ("Clara Invented", "born 6 May 2001", "Birth certificate 1204 of 2001", "paid to Rosa Sample",
                 "studies until 30 Jun 2019", "lived together since 1 Jan 1999", "2 dependants",
                 "they certify No, Differs"),
    correction: ("Certificate of insurance periods, LC-2014-0001-P, version 1, 14 Jul 2014", "void", "296, 0"),
    built_upon: ("Calculation kept", "19 Jul 2014, calculate again"),
    replaced: ("Weeks certified so far, 296, 296, Same", "in force, replaced"),
    clarification: ("Please explain this message: Certificate of insurance periods, LC-2014-0001-P, version 1,",
                    "version 1, 14 Jul 2014, from LC-NIC.", "the row of 1994, 26 weeks"),
    departure: ("Left on 30 Jun 2014 for Grenada.", "Bernadette Hendyce, no claim here yet", "Total",
                "Accepting keeps the certificate until a claim is made. Nobody is entered."),
    death: ("Day of death", "20 Jun 2014", "Bernadette Hendyce died on 20 Jun 2014", "No payment stops by itself"),
    forwarding_told: ("LC-NIC", "GD-NIS", "Certificate of insurance periods"),
}  # fmt: skip


def said(stage: Stage) -> str:
    page = stage.office.exchange_screen.received
    tables = [page.changes] + ([page.says.table] if page.says.table else [])
    rows = [
        ", ".join(table.cells.cell(row, column).words for column in range(table.cells.columnCount()))
        for table in tables
        for row in range(table.row_count())
    ]
    return "\n".join(
        (
            *rows,
            *page.says.facts.lines(),
            page.contents.main.text(),
            page.about.text(),
            page.title.text(),
            page.hint.text(),
        )
    )


@pytest.mark.parametrize("maker", list(TOLD), ids=lambda maker: str(maker.__name__))
def test_what_came_is_said_in_words_and_all_of_it_can_be_read(
    look: Look, tmp_path: Path, maker: Callable[[Offices], Waiting]
) -> None:
    offices = three_offices(tmp_path)
    desk, mailbox_id = maker(offices)
    look.choose_scale(1.25)
    stage = Stage(look, desk)
    stage.show((1280, 680))
    stage.office.show_bundle(mailbox_id)
    stage.settle()
    words, changes = said(stage), stage.office.exchange_screen.received.changes
    assert not ID.search(words), words
    assert [told for told in TOLD[maker] if told not in words] == [], words
    assert clipped(stage.window) == []
    assert doubled_letters(stage.window) == []
    assert changes.height() >= sum(changes.rowHeight(row) for row in range(changes.row_count()))
    stage.close()
    look.choose_scale(1.0)
    offices.close()


def test_a_long_list_of_what_was_built_on_it_is_folded_and_unfolds_by_the_keyboard(
    look: Look, tmp_path: Path, qtbot: QtBot
) -> None:
    offices = three_offices(tmp_path)
    desk, mailbox_id = built_upon(offices)
    stage = Stage(look, desk)
    stage.show((1366, 768))
    stage.office.show_bundle(mailbox_id)
    stage.settle()
    page = stage.office.exchange_screen.received
    folded, all_of_it = page.changes.row_count(), len(desk_changes(stage))
    assert folded < all_of_it
    assert said(stage).count("Calculation kept") == 3
    page.unfold.setFocus()
    qtbot.keyClick(page.unfold, Qt.Key.Key_Return)
    stage.settle()
    assert page.changes.row_count() == all_of_it
    assert not page.unfold.isVisible()
    words = said(stage)
    assert words.count("Calculation kept") == all_of_it - folded + 3
    assert "Decision of VC" in words
    assert re.search(r"XCD [\d,.]+ · .* · 20 Jul 2014, may not hold", words), words
    assert "Paper issued: letter of the decision" in words
    assert clipped(stage.window) == []
    stage.close()
    offices.close()


def desk_changes(stage: Stage) -> tuple[Change, ...]:
    """All that accepting what is shown would change."""
    view = stage.office.exchange_screen.received.view
    assert view is not None
    return tuple(view.changes)
