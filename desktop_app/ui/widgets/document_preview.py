"""Looking at a document before it is printed or saved: its pages, and the two things to do with it."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.page_view import PageView
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.problems import sentences
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument, PageSize, print_noted, save_noted

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop_app.ui.widgets.printing import Printing

_KIB: Final = 1024


def size_words(size: int) -> str:
    """Say how large a file is."""
    if size < _KIB:
        return plural("{n} byte", "{n} bytes", size).format(n=size)
    return _("{n} KB").format(n=f"{-(-size // _KIB):,}")


class DocumentPreview(QDialog):
    """One document, page by page. Nothing leaves it but what the person chooses, and no copy is left anywhere."""

    def __init__(
        self, title: str, document: IssuedDocument, tasks: Tasks, notices: Notices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title: Final = title
        self._document: Final = document
        self._tasks: Final = tasks
        self._notices: Final = notices
        self._printing: Printing | None = None
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, on=True)
        self.pages = PageView(title, document.data, tasks)
        self.pages.setObjectName("document_pages")
        self.pages.page_changed.connect(self._show_place)
        self.pages.opened.connect(self._on_opened)
        self.pages.refused.connect(self._refuse)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._make_head())
        self._column.addWidget(self.pages, 1)
        self._column.addLayout(self._make_foot())
        self._ring = FocusRing(self)
        QShortcut(QKeySequence.StandardKey.Print, self, self.ask_printer)
        QShortcut(QKeySequence.StandardKey.Save, self, self.ask_where)
        restyled(self, self._restyle)
        self._size_to(parent)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_head(self) -> QHBoxLayout:
        self.facts = Text(self._fact_words(0), Kind.SENTENCE, Role.INK2, elide=True)
        self.before = IconButton("chevron-left", _("Page before (Ctrl+PgUp)"))
        self.before.setObjectName("page_before")
        self.before.clicked.connect(lambda: self.pages.go_to(self.pages.page - 1))
        self.after = IconButton("chevron-right", _("Next page (Ctrl+PgDn)"))
        self.after.setObjectName("page_after")
        self.after.clicked.connect(lambda: self.pages.go_to(self.pages.page + 1))
        self.place = Text("", Kind.FIELD)
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fitter = SecondaryButton(_("&Fit width"))
        self.fitter.setObjectName("zoom_fit")
        self.full = SecondaryButton(_("&100 %"))
        self.full.setObjectName("zoom_full")
        for button, zoom in ((self.fitter, self.pages.fit_width), (self.full, self.pages.show_full_size)):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(zoom)
            button.clicked.connect(self._show_zoom)
        self._head = QHBoxLayout()
        self._head.addWidget(Picture("file-text", Role.ACCENT, 20))
        self._head.addWidget(self.facts, 1)
        for widget in (self.before, self.place, self.after, self.fitter, self.full):
            self._head.addWidget(widget)
        self._show_zoom()
        return self._head

    def _make_foot(self) -> QHBoxLayout:
        self.printer = PrimaryButton(_("&Print…"), "printer")
        self.printer.setObjectName("document_print")
        self.printer.setEnabled(False)  # until its pages are known
        self.printer.clicked.connect(self.ask_printer)
        self.saver = SecondaryButton(_("&Save as PDF"), "download")
        self.saver.setObjectName("document_save")
        self.saver.clicked.connect(self.ask_where)
        self.closer = QuietButton(_("&Close"))
        self.closer.setObjectName("document_close")
        self.closer.clicked.connect(self.reject)
        self.said = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self.said.setObjectName("document_said")
        self.printer.setDefault(True)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.closer)
        self._foot.addWidget(self.said, 1)
        self._foot.addWidget(self.saver)
        self._foot.addWidget(self.printer)
        return self._foot

    def _fact_words(self, pages: int) -> str:
        count = plural("{n} page", "{n} pages", pages).format(n=pages) if pages else ""
        facts = (self._document.name, count, size_words(len(self._document.data)))
        return "  \u00b7  ".join(fact for fact in facts if fact)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(16), look.dp(12), look.dp(16), look.dp(12))
        self._column.setSpacing(look.dp(12))
        self._head.setSpacing(look.dp(8))
        self._foot.setSpacing(look.dp(8))
        self.place.setMinimumWidth(look.dp(110))
        self.setMinimumSize(look.dp(560), look.dp(360))

    def _size_to(self, parent: QWidget | None) -> None:
        """Take most of the window it stands on."""
        room = parent.window().size() if parent is not None else self.sizeHint()
        look = Look.of(self)
        self.resize(
            max(look.dp(560), min(look.dp(1120), room.width() * 92 // 100)),
            max(look.dp(360), room.height() * 94 // 100),
        )

    def _on_opened(self, sizes: tuple[PageSize, ...]) -> None:
        self.facts.setText(self._fact_words(len(sizes)))
        self.printer.setEnabled(bool(sizes))

    def _show_place(self, page: int) -> None:
        count = len(self.pages.sizes)
        self.place.setText(_("Page {page} of {count}").format(page=page + 1, count=count))
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page + 1 < count)

    def _show_zoom(self) -> None:
        self.fitter.setChecked(self.pages.fits)
        self.full.setChecked(not self.pages.fits)

    def ask_where(self) -> None:
        """Ask for a file name and save there."""
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), self._document.name, _("PDF documents (*.pdf)")
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Save the document; on success say so and close."""
        document = self._document

        def job(desk: Desk, _progress: Progress) -> Path:
            return save_noted(desk, document, path)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_saved)
        ticket.failed.connect(self._refuse)

    def _refuse(self, problem: Problem) -> None:
        """Say here what could not be done; the window's own notices lie behind."""
        words = sentences(problem)
        self._say(f"{words.happened} {words.do}", Role.BAD)

    def _say(self, words: str, role: Role = Role.INK2) -> None:
        self.said.set_role(role)
        self.said.setText(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self.said, QAccessible.Event.Alert))

    def _on_saved(self, path: Path) -> None:
        self._notices.say(_("Saved as {name}.").format(name=path.name))
        self.accept()

    def ask_printer(self) -> None:
        """Ask which printer, which pages and how many copies, and print."""
        if not self.pages.sizes or self._printing is not None:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._document.name)  # the spooler shows it: it holds no personal data
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.pages.sizes))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: "QPrinter") -> None:
        """Keep that it is printed, then print on this printer, page by page; on success say so and close."""
        document = self._document

        def job(desk: Desk, _progress: Progress) -> None:
            print_noted(desk, document)

        self.printer.setEnabled(False)
        ticket = self._tasks.run(job)
        ticket.succeeded.connect(lambda _nothing: self._print(printer))
        ticket.failed.connect(self._on_not_printed)

    def _print(self, printer: "QPrinter") -> None:
        from desktop_app.ui.widgets.printing import Printing

        self._printing = Printing(self._document.data, self.pages.sizes, printer, self._tasks, self)
        self._printing.page_begun.connect(self._on_page_begun)
        self._printing.done.connect(self._on_printed)
        self._printing.failed.connect(self._on_not_printed)
        self.printer.setEnabled(False)
        self.closer.set_words(_("&Cancel"))
        self._printing.start()

    def _on_page_begun(self, page: int, count: int) -> None:
        self._say(_("Printing page {page} of {count}…").format(page=page, count=count))

    def _on_printed(self) -> None:
        self._printing = None
        self._notices.say(_("{name} went to the printer.").format(name=self._title))
        self.accept()

    def _on_not_printed(self, problem: Problem | None) -> None:
        self._printing = None
        self.closer.set_words(_("&Close"))
        self.printer.setEnabled(True)
        if problem is not None:
            self._refuse(problem)
        else:
            self._say(
                _("The printer did not take the document. Look whether it is switched on, or save it as PDF."), Role.BAD
            )

    def reject(self) -> None:
        """Close; what is still being printed stops."""
        if self._printing is not None:
            self._printing.cancel()
        super().reject()
