"""Any table or list that is shown, taken out as a file: its filter, order and columns, off the window's thread.

Rows of long tables come by windows: those that are not there yet are asked for as if they were looked at, and let go
again, so that exporting a table needs no more memory than its words.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QTableView, QWidget

from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.ui.widgets.buttons import SecondaryButton
from desktop_app.ui.widgets.cell_model import CELL_ROLE, CellTableModel
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.entry_list import ENTRY_ROLE, Entry, EntryModel
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import number_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.export_table import ExportedTable, ShownTable, export_table

WINDOW: Final = 500
"""Rows that are asked for together."""

_FIGURE: Final = re.compile(r"-?\d{1,3}(,\d{3})*|-?\d+", re.ASCII)
_BOOK, _TEXT = ".xlsx", ".csv"
Value = str | int


def ask_table_file(parent: QWidget | None, title: str, name: str) -> Path | None:
    """Ask for the file that a table is written to, a workbook or CSV; None where the person leaves it.

    `name` is what is proposed, without its ending. The ending says the kind, and is that of the kind chosen where none
    is typed.
    """
    kinds = ";;".join((_("Excel workbooks (*.xlsx)"), _("Tables (*.csv)")))
    chosen, kind = QFileDialog.getSaveFileName(parent, title, f"{name}{_BOOK}", kinds)
    path = Path(chosen)
    if not chosen or path.suffix.lower() in {_BOOK, _TEXT}:
        return path if chosen else None
    return path.with_name(path.name + (_TEXT if _TEXT in kind else _BOOK))


class ExportButton(SecondaryButton):
    """Exports what a view shows, under the name the person chooses. The window that shows it lends it its `serve`."""

    working = Signal(object, str)
    """Long work began: its ticket, and what to say of it while it lasts."""

    def __init__(self, view: QAbstractItemView, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, "download", parent=parent)
        self._view = view
        self._tasks: Tasks | None = None
        self._notices: Notices | None = None
        self._gathering: Gathering | None = None
        if not words:
            self.setProperty("kind", "quiet")
            self.setText("")
            self.setAccessibleName(_("Export what is shown"))
        self.setToolTip(_("Save what is shown as a table for Excel"))
        self.clicked.connect(self.ask)

    def serve(self, tasks: Tasks, notices: Notices) -> None:
        """Work with this worker, and say with these notices what came of it."""
        self._tasks, self._notices = tasks, notices

    def ask(self) -> None:
        """Ask for the file, and export."""
        name = re.sub(r"[^\w]+", "-", self._view.accessibleName().lower()).strip("-") or "table"
        path = ask_table_file(self.window(), _("Export what is shown"), name)
        if path is not None and self._tasks is not None:
            self.export(path, self._tasks)

    def export(self, path: Path, tasks: Tasks) -> Ticket:
        """Write what is shown to a file; the ticket brings the `ExportedTable`, and can be cancelled."""
        gathering = Gathering(self._view, tasks, path, self)
        self._gathering = gathering
        self.setEnabled(False)
        gathering.ticket.succeeded.connect(self._on_done)
        if self._notices is not None:
            gathering.ticket.failed.connect(self._notices.refuse)
        gathering.ticket.finished.connect(lambda: self.setEnabled(True))
        self.working.emit(gathering.ticket, _("Exporting {name}").format(name=path.name))
        gathering.start()
        return gathering.ticket

    def _on_done(self, done: ExportedTable) -> None:
        words = plural("One row was written to {name}.", "{n} rows were written to {name}.", done.rows)
        said = words.format(n=number_words(done.rows), name=done.path.name)
        if done.left_out:
            left = _("Left out, as your role may not take names out: {columns}.")
            said = f"{said} {left.format(columns=', '.join(done.left_out))}"
        if self._notices is not None:
            self._notices.say(said)


class Gathering(QObject):
    """The words of a view's rows, window by window, then the file: one ticket for all of it."""

    def __init__(self, view: QAbstractItemView, tasks: Tasks, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ticket = Ticket()
        self._view, self._tasks, self._path = view, tasks, path
        self._model: QAbstractItemModel = view.model()
        self._total = self._model.rowCount()
        self._rows: list[tuple[Value, ...]] = []
        self._reader = _reader(view)
        self._asked_from = -1
        self._had: set[int] = set()
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._go_on)
        self._model.modelReset.connect(self.ticket.cancel)
        self._model.dataChanged.connect(lambda *_rows: self._again.start())

    def start(self) -> None:
        """Begin."""
        self._again.start()

    def _go_on(self) -> None:
        """Take the next window, or ask for it; when all are there, write the file."""
        if self.ticket.over:
            return
        if self.ticket.cancelled:
            self.ticket.deliver("cancelled", None)
            return
        first = len(self._rows)
        if first >= self._total:
            self._write()
            return
        until = min(self._total, first + WINDOW)
        model = self._model
        if isinstance(model, CellTableModel):
            lacking = [row for row in range(first, until) if model.row_cells(row) is None]
            if lacking:
                if self._asked_from != first:
                    self._asked_from = first
                    self._had = set(range(first, until)) - set(lacking)
                    model.rows_wanted.emit(first, until - first)
                self._again_later()
                return
        self._rows += [self._reader.row(row) for row in range(first, until)]
        if isinstance(model, CellTableModel) and self._asked_from == first:
            for row in set(range(first, until)) - self._had:
                model.forget(row, 1)
        self.ticket.step(until, 2 * self._total, "table_rows")
        self._again.start()

    def _again_later(self) -> None:
        """Look again when rows came; and once in a while, as Cancel may be pressed while none comes."""
        QTimer.singleShot(100, self, self._go_on)

    def _write(self) -> None:
        table = self._reader.table(self._rows)
        path, shown, total = self._path, self.ticket, self._total

        class Second(Progress):
            """The second half of the way."""

            def step(self, done: int, _total: int, what: str = "") -> None:
                shown.step(total + done, 2 * total, what)

        def job(desk: Desk, _progress: Progress) -> ExportedTable:
            return export_table(desk, table, path, Second())

        self._again.stop()
        self._model.dataChanged.disconnect()
        written = self._tasks.run(job)
        ends: list[tuple[str, object]] = []
        written.succeeded.connect(lambda done: ends.append(("done", done)))
        written.failed.connect(lambda problem: ends.append(("problem", problem)))
        written.finished.connect(lambda: shown.deliver(*(ends or [("cancelled", None)])[0]))


class _Reader:
    """What a view's rows say, in the order of its columns, hidden ones left out."""

    def __init__(self, view: QAbstractItemView) -> None:
        self._model = view.model()
        self._name = view.accessibleName()
        self._columns: list[int] = []
        if isinstance(view, QTableView):
            shown = [at for at in range(self._model.columnCount()) if not view.isColumnHidden(at)]
            self._columns = sorted(shown, key=view.horizontalHeader().visualIndex)
        if isinstance(self._model, CellTableModel):
            self._columns = [at for at in self._columns if not self._model.columns[at].bare]

    def row(self, row: int) -> tuple[Value, ...]:
        """Return what a row says: of every column its first and its second line."""
        said: list[Value] = []
        for column in self._columns:
            index = self._model.index(row, column)
            cell = index.data(CELL_ROLE)
            if isinstance(cell, Cell):
                said += _lines(cell)
            else:
                said += [_value(str(index.data(Qt.ItemDataRole.DisplayRole) or "")), ""]
        return tuple(said)

    def table(self, rows: Sequence[tuple[Value, ...]]) -> ShownTable:
        """Make the table of all rows; second lines that nobody has are no column."""
        titles: list[str] = []
        personal: set[int] = set()
        kept: list[int] = []
        for number, column in enumerate(self._columns):
            title, second, named = self._title(column)
            for at, words in ((2 * number, title), (2 * number + 1, second)):
                if at % 2 == 0 or any(row[at] != "" for row in rows):
                    if named:
                        personal.add(len(kept))
                    kept.append(at)
                    titles.append(words)
        return ShownTable(
            name=self._name,
            titles=tuple(titles),
            rows=[tuple(row[at] for at in kept) for row in rows],
            personal=frozenset(personal),
        )

    def _title(self, column: int) -> tuple[str, str, bool]:
        if isinstance(self._model, CellTableModel):
            spec = self._model.columns[column]
            title = spec.title.replace("\n", " ")
            return title, spec.second or _("{title}, more").format(title=title), spec.personal
        title = str(self._model.headerData(column, Qt.Orientation.Horizontal) or "")
        return title, _("{title}, more").format(title=title), False


class _EntryReader(_Reader):
    """What the entries of a list say."""

    def row(self, row: int) -> tuple[Value, ...]:
        """Return what an entry says."""
        entry = self._model.index(row, 0).data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return ("",) * 5
        return (entry.chip, entry.title, entry.second, entry.state, entry.when)

    def table(self, rows: Sequence[tuple[Value, ...]]) -> ShownTable:
        """Make the table: which office or State, what, more of it (it may name a person), how it stands, when."""
        titles = (_("State"), _("What"), _("About"), _("How it stands"), _("When"))
        return ShownTable(name=self._name, titles=titles, rows=rows, personal=frozenset({1, 2}))


def _reader(view: QAbstractItemView) -> _Reader:
    model = view.model()
    return _EntryReader(view) if isinstance(model, EntryModel) else _Reader(view)


def _lines(cell: Cell) -> list[Value]:
    if cell.button is not None:
        return [cell.button.text.replace("&", ""), ""]
    chips = " ".join(chip.code for chip in cell.chips)
    pill = cell.pill.text if cell.pill else ""
    first = ", ".join(part for part in (chips, cell.text, cell.unit, pill) if part)
    return [_value(first) if cell.figure or cell.align == "right" else first.replace("\n", " "), cell.second]


def _value(text: str) -> Value:
    """Return a whole number as such, so that a spreadsheet adds it up; all else as it is written."""
    plain = text.strip().replace("\u2212", "-")
    return int(plain.replace(",", "")) if _FIGURE.fullmatch(plain) and len(plain) < 16 else text  # noqa: PLR2004 - digits a spreadsheet keeps


__all__ = ["WINDOW", "ExportButton", "Gathering", "ask_table_file"]
