"""Papers on the pages of Exchange: those that go with messages, those that came, and the question which to attach."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.exchange.models import size_words
from desktop_app.ui.screens.exchange.papers_presenter import AttachChoice
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card, scrolled
from desktop_app.ui.widgets.cells import ButtonSpec, Cell
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.fields import ChoiceField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.paper_words import CHOSEN_KINDS, paper_kind_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.attach import ReceivedAttachment
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import OutgoingMessage
from desktop_app.workflows.outgoing_papers import PaperLine, put_papers

PAPER_SUFFIXES: Final = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""The endings of files that are papers wherever they are dropped; a text may hold a bundle."""

_ROW: Final = 44


def travel_words(line: PaperLine) -> str:
    """Say what was attached, where something smaller travels; empty where it travels as it is."""
    if line.original_size == line.size:
        return ""
    return _("{size} kept here").format(size=size_words(line.original_size))


class OutgoingPapersCard(Card):
    """The papers that go or went with the messages shown; before sealing they can be added and taken out."""

    attach_wanted = Signal()
    take_out_wanted = Signal(object)
    """A `PaperLine` is not to go along."""
    view_wanted = Signal(object)
    """A `PaperLine` is to be looked at."""

    def __init__(self) -> None:
        super().__init__(title=_("Papers that go with them"), flush=True)
        self._lines: tuple[PaperLine, ...] = ()
        self.attach = QuietButton(_("&Attach a paper…"), "file-plus")
        self.attach.clicked.connect(self.attach_wanted)
        self.take_out = QuietButton(_("&Take it out"), "x")
        self.take_out.clicked.connect(self._on_take_out)
        for button in (self.take_out, self.attach):
            self.add_beside_title(button)
        columns = (
            Column(title=_("Name"), width=220, stretch=3),
            Column(title=_("Goes with"), width=190, stretch=2),
            Column(title=_("On the road"), width=130, align="right"),
            Column(title="", width=110),
        )
        self.table = ShortTable(_("Papers that go with them"), columns, row_height=_ROW, marks_when_focused=True)
        self.table.setObjectName("outgoing_papers")
        self.table.button_clicked.connect(self._on_view)
        self.none = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self.body.addWidget(self.none)
        self.body.addWidget(self.table)

    def show_lines(self, lines: tuple[PaperLine, ...], *, open_still: bool) -> None:
        """Show these papers."""
        self._lines = lines
        look = Look.of(self)
        self.none.setContentsMargins(look.dp(13), 0, look.dp(13), look.dp(10))
        self.set_title(_("Papers that go with them") if open_still else _("Papers that went with them"))
        self.none.setText(_("None. A scan can be dropped here; it is made grey and small for the road."))
        self.none.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self.attach.setVisible(open_still)
        self.take_out.setVisible(open_still and bool(lines))
        self.setVisible(open_still or bool(lines))
        self.table.show_rows([_paper_cells(line) for line in lines])

    def _on_view(self, row: int) -> None:
        self.view_wanted.emit(self._lines[row])

    def _on_take_out(self) -> None:
        row = max(0, self.table.current_row())
        if row < len(self._lines):
            self.take_out_wanted.emit(self._lines[row])


def _paper_cells(line: PaperLine) -> tuple[Cell, ...]:
    return (
        Cell(text=line.name, second=paper_kind_words(line.kind), strong=True),
        Cell(text=message_type_words(line.type) if line.type else ""),
        Cell(text=size_words(line.size), second=travel_words(line), align="right"),
        Cell(button=ButtonSpec(text=_("View…"))),
    )


class ReceivedPapersCard(Card):
    """The papers that came with a bundle: looked at here, and saved only when a person says so."""

    view_wanted = Signal(int)
    """A paper is to be looked at: its place in the list."""
    save_wanted = Signal(int)
    """A paper is to be saved: its place in the list."""

    def __init__(self) -> None:
        super().__init__(title=_("Papers that came with it"), flush=True)
        self.papers: tuple[ReceivedAttachment, ...] = ()
        self.save = QuietButton(_("&Save it as a file…"), "download")
        self.save.clicked.connect(self._on_save)
        self.add_beside_title(self.save)
        columns = (
            Column(title=_("Name"), width=260, stretch=3),
            Column(title=_("Kind"), width=180, stretch=2),
            Column(title=_("Size"), width=90, align="right"),
            Column(title="", width=120),
        )
        self.table = ShortTable(_("Papers that came with it"), columns, row_height=_ROW, marks_when_focused=True)
        self.table.setObjectName("received_papers")
        self.table.button_clicked.connect(self.view_wanted)
        self.body.addWidget(self.table)
        self.hide()

    def show_papers(self, papers: tuple[ReceivedAttachment, ...]) -> None:
        """Show the papers that came."""
        self.papers = papers
        self.table.show_rows(
            [
                (
                    Cell(text=paper.name, strong=True),
                    Cell(text=paper_kind_words(paper.kind), muted=True),
                    Cell(text=size_words(paper.size), align="right"),
                    Cell(button=ButtonSpec(text=_("View…"))),
                )
                for paper in papers
            ]
        )
        self.setVisible(bool(papers))

    def _on_save(self) -> None:
        if self.papers:
            self.save_wanted.emit(max(0, self.table.current_row()))


class AttachDialog(Question):
    """Which papers go with which message: files chosen or dropped, and papers the claim has already."""

    def __init__(self, choice: AttachChoice, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("A picture is made grey and small for the road; the original stays here, with the claim.")
        act = PrimaryButton(_("&Attach"), "file-plus")
        super().__init__(_("Attach papers"), sentence, act, parent)
        self.setAcceptDrops(True)
        self._choice, self._tasks = choice, tasks
        self._files: list[Path] = []
        messages = [(message.message_id, _message_words(message)) for message in choice.messages]
        self.message = ChoiceField(_("Goes &with"), messages)
        self.message.set_key(choice.chosen)
        self.message.chosen.connect(lambda _key: self._show_kept())
        kinds = [(code, paper_kind_words(code)) for code in CHOSEN_KINDS]
        self.kind = ChoiceField(_("What the files a&re"), kinds)
        self.kind.set_key(CHOSEN_KINDS[0])
        self.chooser = SecondaryButton(_("Choose &files…"), "folder-open")
        self.chooser.setAutoDefault(False)
        self.chooser.clicked.connect(self._on_choose)
        columns = (
            Column(title=_("File"), width=300, stretch=3),
            Column(title=_("Size"), width=100, align="right"),
            Column(title="", width=120),
        )
        self.table = ShortTable(_("Files to attach"), columns, row_height=_ROW, marks_when_focused=True)
        self.table.button_clicked.connect(self._on_leave_out)
        self.kept: dict[str, CheckLine] = {}
        self._lay_out()
        self._show_kept()
        self.add_files(choice.files)
        (self.act if choice.files else self.chooser).setFocus()

    def _lay_out(self) -> None:
        self.body.addWidget(self.message)
        files = QHBoxLayout()
        files.addWidget(self.chooser)
        files.addWidget(Text(_("or drop them here: PDF, picture or plain text"), Kind.SENTENCE, Role.INK2), 1)
        self.body.addLayout(files)
        self.body.addWidget(self.table)
        self.body.addWidget(self.kind)
        self._caption = Text(_("Papers this claim has already"), Kind.HEADER, Role.INK2)
        held = QWidget()
        self._column = QVBoxLayout(held)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self._area = scrolled(held)
        self.body.addWidget(self._caption)
        self.body.addWidget(self._area, 1)
        self.setMinimumWidth(Look.of(self).dp(680))

    def add_files(self, files: Sequence[Path]) -> None:
        """Take files as chosen; none twice."""
        self._files += [path for path in dict.fromkeys(files) if path not in self._files]
        self._show_files()

    def chosen_kept(self) -> tuple[str, ...]:
        """Return the papers of the claim that are ticked."""
        return tuple(paper_id for paper_id, box in self.kept.items() if box.checked())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files dropped."""
        self.add_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _show_files(self) -> None:
        self.table.setVisible(bool(self._files))
        self.kind.setVisible(bool(self._files))
        self.table.show_rows(
            [
                (
                    Cell(text=path.name, strong=True),
                    Cell(text=_size_of(path), align="right"),
                    Cell(button=ButtonSpec(text=_("Leave it out"))),
                )
                for path in self._files
            ]
        )
        self.table.setCurrentIndex(QModelIndex())  # the one filled button is that of the dialog
        self.says.show_words("", "")

    def _show_kept(self) -> None:
        for box in self.kept.values():
            self._column.removeWidget(box)
            box.setParent(None)
            box.deleteLater()
        papers = self._choice.kept.get(self.message.key(), ())
        self.kept = {paper.id: CheckLine(_kept_words(paper)) for paper in papers}
        for box in self.kept.values():
            self._column.insertWidget(self._column.count() - 1, box)
        self._caption.setVisible(bool(papers))
        self._area.setVisible(bool(papers))

    def _on_leave_out(self, row: int) -> None:
        del self._files[row]
        self._show_files()
        if not self._files:
            self.chooser.setFocus()

    def _on_choose(self) -> None:
        kinds = f"{_('Papers')} ({' '.join(f'*{suffix}' for suffix in (*PAPER_SUFFIXES, '.txt'))})"
        names, _kind = QFileDialog.getOpenFileNames(self, _("Choose the files"), "", kinds)
        self.add_files([Path(name) for name in names])

    def _missing(self) -> str:
        none = not self._files and not self.chosen_kept()
        said = _("Choose a file, or tick a paper of the claim.") if none else ""
        self.says.show_words("error" if said else "", said)
        return said

    def _on_act(self) -> None:
        if self._missing():
            return
        message_id, kind, files, kept = self.message.key(), self.kind.key(), tuple(self._files), self.chosen_kept()

        def job(desk: Desk, _progress: Progress) -> tuple[PaperLine, ...]:
            return put_papers(desk, message_id, files, kind, kept)

        self.follow(self._tasks.run(job))


def _message_words(message: OutgoingMessage) -> str:
    about = ", ".join(part for part in (message.person_name, message.claim_number) if part)
    return f"{message_type_words(message.type)}, {about}" if about else message_type_words(message.type)


def _kept_words(paper: PaperLine) -> str:
    return f"{paper.name} ({paper_kind_words(paper.kind)}, {size_words(paper.size)})"


def _size_of(path: Path) -> str:
    try:
        return size_words(path.stat().st_size)
    except OSError:
        return _("not there")
