"""The band that says whether today's result is the one kept, and the table of what changed since, with the reasons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.ui.screens.claim.calculation.kept_presenter import KeptPresenter
from desktop_app.ui.screens.claim.calculation.kept_words import band_words, compared_words, rules_words
from desktop_app.ui.screens.claim.what_if.models import Line, cells_of, columns, lines_of, why_words
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import IconButton, QuietButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Paragraph, Picture, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.problems import sentences
from desktop_app.workflows.calculate_claim import CalculationView
from desktop_app.workflows.kept_calculations import Rerun
from desktop_app.workflows.what_if import together


class KeptBand(Card):
    """One line on top of the page: kept when, and whether anything has changed since."""

    history_asked = Signal()
    """The person wants to see the kept calculations."""

    def __init__(self, presenter: KeptPresenter, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.setObjectName("kept_band")
        self._icon = Picture("info", Role.INK2, 16)
        self.words = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self.words.setObjectName("kept_words")
        self.shower = QuietButton(_("Show what c&hanged"), "split")
        self.shower.setObjectName("kept_compare")
        self.shower.clicked.connect(presenter.compare)
        self.history = QuietButton(_("Kept calcu&lations…"), "history")
        self.history.setObjectName("kept_history")
        self.history.clicked.connect(self.history_asked)
        self._row = QHBoxLayout()
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.shower)
        self._row.addWidget(self.history)
        self.body.addLayout(self._row)
        self.hide()
        restyled(self, self._space)

    def _space(self) -> None:
        look = Look.of(self)
        self._row.setContentsMargins(look.dp(14), look.dp(3), look.dp(8), look.dp(3))
        self._row.setSpacing(look.dp(8))

    def show_view(self, view: CalculationView) -> None:
        """Say of a result whether it is the one kept; nothing where none is."""
        differs = view.kept_differs
        self.words.setText(band_words(view))
        self.words.set_role(Role.WARN if differs else Role.INK2)
        self._icon.show_icon("triangle-alert" if differs else "circle-check", Role.WARN if differs else Role.OK)
        self.set_ground(*((Role.WARN_TINT, Role.WARN_LINE) if differs else (Role.SURFACE, Role.LINE)))
        self.shower.setVisible(differs)
        self.setVisible(view.kept_at is not None)


class ChangedCard(Card):
    """What was kept beside today's result: for each State what differs, and why, and the rules that are others."""

    closed = Signal()
    """The card was closed."""

    def __init__(self, presenter: KeptPresenter, parent: QWidget | None = None) -> None:
        super().__init__(_("What changed since it was kept"), flush=True, parent=parent)
        self.setObjectName("kept_changed")
        self._lines: tuple[Line, ...] = ()
        self._said = Text("", Kind.SENTENCE, Role.INK2)
        self.add_beside_title(self._said, left=True)
        self.closer = IconButton("x", _("Close (Esc)"))
        self.closer.setObjectName("kept_changed_close")
        self.closer.clicked.connect(self.close_card)
        self.add_beside_title(self.closer)
        self.table = ShortTable(
            _("What was kept, and today"),
            columns(_("As kept"), _("Today")),
            row_height=27,
            header_height=28,
            cell_padding=10,
            marks_when_focused=True,
        )
        self.table.setObjectName("kept_table")
        self.table.current_changed.connect(self._on_row)
        self.why = Paragraph("", Kind.SENTENCE, Role.INK)
        self.why.setObjectName("kept_why")
        self.rules = Paragraph("", Kind.CAPTION, Role.INK2)
        self.rules.setObjectName("kept_rules")
        self.body.addWidget(self.table)
        for words in (self.why, self.rules):
            self.body.addWidget(words)
        self.hide()
        presenter.compared.connect(self._show)
        presenter.refused.connect(self._show_refusal)
        restyled(self, self._space)

    def _space(self) -> None:
        look = Look.of(self)
        for words in (self.why, self.rules):
            words.setContentsMargins(look.dp(14), look.dp(6), look.dp(14), look.dp(8))

    def close_card(self) -> None:
        """Take the card away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _show(self, found: Rerun) -> None:
        self._lines = lines_of(found) if found.differences else ()
        self._said.setText(compared_words(found))
        self.table.setVisible(bool(self._lines))
        self.table.show_rows(cells_of(self._lines, together(found.before.states, found.after.states)))
        rules = rules_words(found)
        self.rules.set_text(rules)
        self.rules.setVisible(bool(rules))
        self.show()
        if self._lines:
            self.table.choose_row(next((at for at, line in enumerate(self._lines) if line.strong and line.changed), 0))
        self._on_row(self.table.current_row())
        (self.table if self._lines else self.closer).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_refusal(self, problem: Problem) -> None:
        if self.isHidden():
            return
        words = sentences(problem)
        self.why.set_text(f"{words.happened} {words.do}")
        self.why.show()

    def _on_row(self, row: int) -> None:
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        words = why_words(line) if line is not None else ""
        self.why.setVisible(bool(words))
        if line is not None and words:
            figure = f"{line.state}, {line.figure[:1].lower()}{line.figure[1:]}"
            self.why.set_text(_("*Why {figure}:* {words}").format(figure=figure, words=words))
