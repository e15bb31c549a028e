"""The What if beside the calculation: what is changed, both results side by side, and why, in words."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.ui.screens.claim.what_if.form import WhatIfForm
from desktop_app.ui.screens.claim.what_if.models import (
    Line,
    cells_of,
    columns,
    lines_of,
    money_line,
    paragraph_of,
    text_of,
    why_words,
)
from desktop_app.ui.screens.claim.what_if.outlook_page import OutlookPage
from desktop_app.ui.screens.claim.what_if.presenter import WhatIfPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import IconButton, QuietButton
from desktop_app.ui.widgets.card import Card, Hairline, scrolled
from desktop_app.ui.widgets.chips import Pill
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Paragraph, Picture, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.problems import sentences
from desktop_app.wording.what_if_words import note_words
from desktop_app.workflows.what_if import WhatIf, WhatIfStart

WIDTH: Final = 612
"""Width of the panel (of the design)."""

LEAST: Final = 600
"""The least width of the panel, where the page beside it needs the rest."""

PAGE_LEAST: Final = 480
"""The least width of the page beside the panel; where there is less the panel takes the page's place."""


class WhatIfPanel(QWidget):
    """Opened by `open`, closed by `close_panel`. It begins from the claim as it is each time it is opened."""

    opened_changed = Signal(bool)
    """The panel was opened or closed."""

    def __init__(self, presenter: WhatIfPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter: Final = presenter
        self._lines: tuple[Line, ...] = ()
        self.setObjectName("what_if")
        self.setAccessibleName(_("What if"))
        self.form = WhatIfForm(presenter)
        self.outlook = OutlookPage(presenter)
        self._make_result()
        self._lay_out()
        self.hide()
        presenter.begun.connect(self._on_begun)
        presenter.found.connect(self._show)
        presenter.cannot.connect(self._show_cannot)
        restyled(self, self._restyle)

    def _make_head(self) -> QHBoxLayout:
        self.pill = Pill(_("Nothing here is saved"), "accent", "eye")
        self.restarter = QuietButton(_("Start a&gain"), "rotate-ccw")
        self.restarter.setObjectName("what_if_restart")
        self.restarter.clicked.connect(self._on_restart)
        self.copier = QuietButton(_("C&opy"), "copy")
        self.copier.setObjectName("what_if_copy")
        self.copier.clicked.connect(self.copy_result)
        self.closer = IconButton("x", _("Close What if (Esc)"))
        self.closer.setObjectName("what_if_close")
        self.closer.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(Picture("split", Role.ACCENT, 20))
        head.addWidget(Text(_("What if…"), Kind.STEP_TITLE))
        head.addWidget(self.pill)
        head.addStretch(1)
        head.addWidget(self.restarter)
        head.addWidget(self.copier)
        head.addWidget(self.closer)
        return head

    def _make_result(self) -> None:
        self.title = Text("", Kind.CARD_TITLE, wrap=True)
        self.title.setObjectName("what_if_title")
        self.money = Text("", Kind.CAPTION, Role.INK2)
        self.forward = QuietButton(_("Outloo&k"), "hourglass")
        self.forward.setObjectName("what_if_outlook")
        self.forward.clicked.connect(lambda: self.show_tab(1))
        self.back = QuietButton(_("Back to What i&f"), "arrow-left")
        self.back.setObjectName("outlook_back")
        self.back.clicked.connect(lambda: self.show_tab(0))
        self.table_card = Card(flush=True)
        self.table = ShortTable(
            _("As it is, and what if"),
            columns(),
            row_height=27,
            header_height=28,
            cell_padding=10,
            marks_when_focused=True,
            top_of_card=True,
        )
        self.table.setObjectName("what_if_table")
        self.table.current_changed.connect(self._on_row)
        self.table_card.body.addWidget(self.table)
        self.note_card = Card(ground=Role.ACCENT_TINT, edge=Role.ACCENT_TINT)
        self.note = Paragraph("", Kind.SENTENCE, Role.INK)
        self.note.setObjectName("what_if_note")
        self._note_row = QHBoxLayout()
        self._note_row.addWidget(Picture("info", Role.ACCENT, 16), 0, Qt.AlignmentFlag.AlignTop)
        self._note_row.addWidget(self.note, 1)
        self.note_card.body.addLayout(self._note_row)
        self.why = Paragraph("", Kind.CAPTION, Role.INK2)
        self.why.setObjectName("what_if_why")

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._column = QVBoxLayout(self)
        self._head = self._make_head()
        self._column.addLayout(self._head)
        first = QWidget()
        self._first = QVBoxLayout(first)
        self._first.addWidget(self.form)
        self._first.addWidget(Hairline())
        self._words = QVBoxLayout()
        self._words.addWidget(self.title)
        self._words.addWidget(self.money)
        self._title_row = QHBoxLayout()
        self._title_row.addLayout(self._words, 1)
        self._title_row.addWidget(self.form.more, 0, Qt.AlignmentFlag.AlignTop)
        self._title_row.addWidget(self.forward, 0, Qt.AlignmentFlag.AlignTop)
        self._first.addLayout(self._title_row)
        for widget in (self.table_card, self.note_card, self.why):
            self._first.addWidget(widget)
        self._first.addStretch(1)
        second = QWidget()
        self._second = QVBoxLayout(second)
        self._second.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._second.addWidget(self.outlook)
        self.pages = QStackedWidget()
        self.pages.addWidget(scrolled(first))
        self.pages.addWidget(scrolled(second))
        self._column.addWidget(self.pages, 1)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(21), look.dp(10), look.dp(4), look.dp(8))
        self._column.setSpacing(look.dp(6))
        self._head.setSpacing(look.dp(8))
        self._head.setContentsMargins(0, 0, look.dp(8), 0)
        self._title_row.setSpacing(look.dp(4))
        for page in (self._first, self._second):
            page.setContentsMargins(0, 0, look.dp(12), 0)
            page.setSpacing(look.dp(10))
        self._words.setSpacing(look.dp(2))
        self._note_row.setSpacing(look.dp(10))
        self.fit(None)

    def fit(self, room: int | None) -> bool:
        """Take the width of the design, or all of `room` where the page beside it would be too narrow.

        Return whether it took all.
        """
        look = Look.of(self)
        width = look.dp(WIDTH)
        if room is not None:
            width = max(look.dp(LEAST), min(width, room - width))
        covers = room is not None and room - width < look.dp(PAGE_LEAST)
        wanted = room if covers and room is not None else width
        if self.minimumWidth() != wanted or self.maximumWidth() != wanted:
            self.setFixedWidth(max(0, wanted))
        return covers

    # Opening and closing

    def open_panel(self) -> None:
        """Show the panel with the claim as it is."""
        if self.isHidden():
            self.show()
            self.form.fold()
            self.show_tab(0)
            self.opened_changed.emit(True)
            self._presenter.begin()
        self.form.birth.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Close the panel; nothing of it is kept."""
        if not self.isHidden():
            self.hide()
            self.opened_changed.emit(False)

    def show_tab(self, number: int) -> None:
        """Show the What if (0) or the outlook (1), with the keyboard where it begins."""
        if number == self.pages.currentIndex():
            return
        self.pages.setCurrentIndex(number)
        first = self.outlook.insured_in if number else self.forward
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the presenter tells

    def _on_begun(self, start: WhatIfStart) -> None:
        self.forward.setVisible(start.has_outlook)

    def _show(self, result: WhatIf) -> None:
        self._lines = lines_of(result)
        self.title.setText(note_words(result.title.code, result.title.facts))
        self.money.setText(money_line(result))
        self.table.show_rows(cells_of(self._lines, result.together))
        self.note.set_text(paragraph_of(result.notes))
        self.copier.setEnabled(True)
        for widget in (self.money, self.table_card, self.note_card):
            widget.show()
        self._on_row(self.table.current_row())

    def _show_cannot(self, problem: Problem) -> None:
        words = sentences(problem)
        self.title.setText(_("This cannot be calculated"))
        self.note.set_text(" ".join(part for part in (words.happened, words.do) if part))
        self.copier.setEnabled(False)
        self.money.hide()
        self.table_card.hide()
        self.why.hide()
        self.note_card.show()

    def _on_row(self, row: int) -> None:
        """Say why the figure of the current row differs."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        words = why_words(line) if line is not None else ""
        self.why.setVisible(bool(words))
        if line is not None and words:
            figure = f"{line.state}, {line.figure[:1].lower()}{line.figure[1:]}"
            self.why.set_text(_("*Why {figure}:* {words}").format(figure=figure, words=words))

    # What the person does

    def _on_restart(self) -> None:
        self.form.fold()
        self._presenter.restart()
        self.form.birth.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy_result(self) -> None:
        """Copy both results as text."""
        if self._presenter.result is not None:
            QGuiApplication.clipboard().setText(text_of(self._presenter.result))
            self._presenter.claim.notices.say(_("The comparison is copied; paste it into Excel or a letter."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the comparison from anywhere in the panel that does not copy itself."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_result()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the panel's ground and the line at its left."""
        look = Look.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.SURFACE))
        painter.fillRect(0, 0, 1, self.height(), look.colour(Role.LINE))
