"""What was received since a key may be in wrong hands: each file with its day, what it was and what became of it."""

from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.drawing import PillSpec
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.keep_keys import ReceivedSince
from desktop_app.workflows.receive_bundle import ReceivedLine


class SinceCard(Card):
    """The list, and what to do with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Received since"), flush=True, parent=parent)
        self.told = Text("", Kind.CAPTION, Role.INK2)
        self.add_beside_title(self.told)
        columns = (
            Column(title=_("Received"), width=110),
            Column(title=_("What"), width=200, stretch=2),
            Column(title=_("Person"), width=160, stretch=2),
            Column(title=_("Claim"), width=120, stretch=1),
            Column(title="", width=124),
        )
        self.files = ShortTable(
            _("Received since the key may be lost"), columns, row_height=32, marks_when_focused=True
        )
        self.body.addWidget(self.files)
        self.nothing = Text(_("Nothing came from it since then."), Kind.CELL, Role.INK2)
        self.nothing.setMargin(12)
        self.body.addWidget(self.nothing)

    def show_since(self, came: ReceivedSince) -> None:
        """Show what came."""
        self.set_title(_("Received since {day}, when the key may have been lost").format(
            day=date_words(came.since.date())))  # fmt: skip
        self.told.setText(_("Go through each with the office") if came.files else "")
        self.files.show_rows([file_cells(line) for line in came.files])
        self.files.setVisible(bool(came.files))
        self.nothing.setVisible(not came.files)


def file_cells(line: ReceivedLine) -> tuple[Cell, ...]:
    """Describe one file."""
    return (
        Cell(text=date_words(line.received_at.date())),
        Cell(text=message_type_words(line.type) if line.type else _("could not be read"), strong=True),
        Cell(text=line.person_name or "-"),
        Cell(text=line.claim_number or "-"),
        Cell(pill=_pill(line.state)),
    )


def _pill(state: str) -> PillSpec:
    match state:
        case "accepted" | "accepted_with_remarks":
            return PillSpec(text=_("Accepted"), tone="warn", icon="triangle-alert")
        case "returned":
            return PillSpec(text=_("Returned"), tone="neutral", icon="undo-2")
        case "refused":
            return PillSpec(text=_("Set aside"), tone="neutral", icon="circle-x")
        case _:
            return PillSpec(text=_("To check"), tone="warn", icon="inbox")
