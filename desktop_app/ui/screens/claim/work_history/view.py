"""The work history's page: the years in a strip, the rows in a grid, one warning open, the sums below."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.claims import Benefit, Part
from desktop_app.domain.dependant_forms import needed_for
from desktop_app.domain.findings import Finding
from desktop_app.domain.forms import CheckedPeriods
from desktop_app.ui.parties import parties_by_code
from desktop_app.ui.screens.claim.grid_rows import form_of, grid_rows, history_columns, next_row_id
from desktop_app.ui.screens.claim.grid_words import (
    GO_TO_CELL,
    KEEP_REMARK,
    OPEN_OTHER,
    grid_findings,
    grid_notes,
    open_finding,
    other_end,
    place_in_form,
    strip_years,
    warning_of,
)
from desktop_app.ui.screens.claim.row_details import HistoryRowDialog, with_line
from desktop_app.ui.screens.claim.step_page import StepPage
from desktop_app.ui.screens.claim.strip_scroll import StripScroll
from desktop_app.ui.screens.claim.work_history.presenter import WorkHistoryPresenter, lanes_of, totals_of
from desktop_app.ui.screens.claim.work_history.remark_bar import RemarkBar
from desktop_app.ui.screens.claim.work_history.totals import TotalsLine
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.finding_said import finding_parts
from desktop_app.ui.widgets.period_grid import PeriodGrid
from desktop_app.ui.widgets.text import KeyHint
from desktop_app.ui.widgets.year_strip import YearStrip
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.open_claim import ClaimView


class WorkHistoryView(StepPage):
    """Step 2: the work history as the claimant tells it."""

    def __init__(self, presenter: WorkHistoryPresenter, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Work history"),
            _("As the claimant tells it. Each institution certifies its own weeks later."),
            parent,
        )
        self._presenter: Final = presenter
        self._open: Finding | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(lambda: self._show_warning(presenter.claim.checked_history()))
        paste = SecondaryButton(_("&Paste from Excel"), "clipboard-paste")
        paste.setObjectName("paste_rows")
        paste.clicked.connect(self._on_paste)
        self._next = PrimaryButton(_("&Next: Check and send"), trailing="arrow-right")
        self._next.setObjectName("history_next")
        self._next.clicked.connect(self.next_asked)
        self.detailer = SecondaryButton(_("Row &details…"), "pencil")
        self.detailer.setObjectName("history_details")
        self.detailer.clicked.connect(self._on_details)
        self.add_action(self.detailer)
        self.add_action(paste)
        self.add_action(self._next, primary=True)
        self.strip = YearStrip(_("Weeks a year"))
        self.strip.setObjectName("history_strip")
        self.strip.year_chosen.connect(self._on_year)
        self._strip_card = Card(flush=True)
        self._strip_card.body.addWidget(StripScroll(self.strip))
        self.grid = PeriodGrid(_("Work history"), history_columns(tuple(parties_by_code())))
        self.grid.setObjectName("history_grid")
        self.grid.rows_changed.connect(self._on_rows)
        self.grid.warning_chosen.connect(self._on_way_out)
        self.grid.selectionModel().currentChanged.connect(self._on_cell)
        self.remark = RemarkBar()
        self.remark.kept.connect(self._on_remark_kept)
        self.remark.left.connect(self._close_remark)
        rows_card = Card(flush=True)
        rows_card.body.addWidget(self.grid, 1)
        rows_card.body.addWidget(self.remark)
        rows_card.body.addWidget(self._footer())
        self.body.addWidget(self._strip_card)
        self.body.addWidget(rows_card, 1)
        QWidget.setTabOrder(self.strip, self.grid)
        presenter.checked.connect(self._show)
        Look.of(self).changed.connect(self._space)
        self._space()

    def _footer(self) -> QWidget:
        footer = QWidget()
        self._foot = QHBoxLayout(footer)
        self.adder = QuietButton(_("&Add a period"), "plus")
        self.adder.setObjectName("add_period")
        self.adder.clicked.connect(self._on_add)
        self.totals = TotalsLine()
        self._foot.addWidget(self.adder)
        self._foot.addWidget(KeyHint("Ins"))
        self._foot.addWidget(self.totals, 1)
        return footer

    def _space(self) -> None:
        look = Look.of(self)
        self._foot.setContentsMargins(look.dp(12), look.dp(4), look.dp(14), look.dp(4))
        self._foot.setSpacing(look.dp(6))

    def begin(self, view: ClaimView) -> None:
        """Show another claim's work history."""
        self.remark.hide()
        self._open = None
        self.grid.set_warning(None)
        self.grid.set_rows(grid_rows(view.history))
        self.refresh(view)

    def refresh(self, view: ClaimView) -> None:
        """Show what an act changed: the lanes may be others."""
        asked = view.claim is not None and view.claim.part is Part.ASKED
        dependants = needed_for(Benefit(self._presenter.claim.claimant.benefit))
        following = _("&Next: Dependants") if dependants else _("&Next: Check and send")
        self._next.set_words(_("&Next: Insurance periods") if asked else following)
        self._presenter.begin()

    def _on_rows(self, rows: list[dict[str, str]]) -> None:
        before = self._presenter.claim.history
        self._presenter.edit(form_of(before, rows, next_row_id(before)))

    def _show(self, checked: CheckedPeriods) -> None:
        claim = self._presenter.claim
        if claim.view is None:
            return
        lanes = lanes_of(checked, {line.state: line.lane for line in claim.view.states})
        self.grid.set_lanes(lanes)
        self.grid.set_findings(grid_findings(claim.history, checked))
        self.grid.set_notes(grid_notes(claim.history, checked))
        self.totals.show_totals(totals_of(checked, lanes))
        years = strip_years(checked, lanes)
        self.strip.show_years(years)
        self._strip_card.setVisible(bool(years))
        self._show_warning(checked)

    def _show_warning(self, checked: CheckedPeriods) -> None:
        form = self._presenter.claim.history
        finding = open_finding(checked, form, self._current_row(), typing=self.grid.typing)
        if finding is None and self._open is None:
            return
        self._open = finding
        self.grid.set_warning(warning_of(finding, form) if finding is not None else None)

    @property
    def open_finding(self) -> Finding | None:
        """The finding whose warning is open."""
        return self._open

    def _current_row(self) -> int | None:
        index = self.grid.currentIndex()
        return self.grid.rows_model.data_row(index.row()) if index.isValid() else None

    def _on_cell(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.row() != before.row():
            self._soon.start()  # not from within Qt's own change of cells: the band is a row too
        row = self.grid.rows_model.data_row(now.row()) if now.isValid() else None
        lines = self._presenter.claim.history.lines
        if row is not None and row < len(lines):
            column = self.grid.rows_model.columns[now.column()].key
            self._presenter.claim.follow_focus(f"rows.{lines[row].row_id}.{column}")

    def _on_way_out(self, way: str) -> None:
        finding, form = self._open, self._presenter.claim.history
        if finding is None:
            return
        place = place_in_form(form, finding.where)
        if way == OPEN_OTHER:
            place = other_end(finding, form, self._current_row())
        if way in {OPEN_OTHER, GO_TO_CELL} and place is not None:
            self.grid.go_to(*place)
        elif way == KEEP_REMARK and place is not None:
            line = form.lines[place[0]]
            self.remark.ask(line.row_id, finding_parts(finding)[0], line.remark)

    def _on_remark_kept(self, row_id: str, remark: str) -> None:
        self.remark.hide()
        form = self._presenter.keep_with_remark(row_id, remark)
        place = place_in_form(form, f"rows.{row_id}.start")
        if place is not None:
            self.grid.go_to(*place)

    def _on_details(self) -> None:
        """Ask for what the grid does not show of the row the cursor is in, the first where it is in none."""
        form = self._presenter.claim.history
        row = self._current_row() or 0
        if row >= len(form.lines):
            self._presenter.claim.notices.say(_("Type the row first; then its details can be told."))
            return
        dialog = HistoryRowDialog(form.lines[row], self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._on_detailed(dialog))
        dialog.open()

    def _on_detailed(self, dialog: HistoryRowDialog) -> None:
        form = self._presenter.claim.history
        self._presenter.edit(replace(form, lines=with_line(form.lines, dialog.line())))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_remark(self) -> None:
        self.remark.hide()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_year(self, year: int) -> None:
        place = place_in_form(self._presenter.claim.history, f"year.{year}")
        if place is not None:
            self.grid.go_to(place[0], "start")

    def _on_paste(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.paste()

    def _on_add(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def escape(self) -> bool:
        """Close the remark that is being written."""
        if self.remark.isVisible():
            self._close_remark()
            return True
        return False

    def put_focus(self, name: str) -> None:
        """Go to the cell of a finding, or to a field."""
        place = place_in_form(self._presenter.claim.history, name)
        if place is not None:
            self.grid.go_to(*place)
        else:
            super().put_focus(name)

    def put_first_focus(self) -> None:
        """Begin in the grid."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
