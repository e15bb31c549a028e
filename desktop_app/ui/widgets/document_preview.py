"""Looking at a document before it is printed or saved: what it is, how long, and the two things to do with it."""

import atexit
import re
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Paragraph, Picture, Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.issue_document import IssuedDocument, save_document

_PAGE: Final = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_KIB: Final = 1024


def page_count(data: bytes) -> int:
    """Count the pages of a PDF made by this program; 0 where the bytes name none."""
    return len(_PAGE.findall(data))


def size_words(size: int) -> str:
    """Say how large a file is."""
    if size < _KIB:
        return plural("{n} byte", "{n} bytes", size).format(n=size)
    return _("{n} KB").format(n=f"{-(-size // _KIB):,}")


@lru_cache(maxsize=1)
def _private_folder() -> QTemporaryDir:
    """Make the folder for documents on their way to the printer: for this user only, gone when the program ends."""
    folder = QTemporaryDir()
    atexit.register(folder.remove)
    return folder


class DocumentPreview(QDialog):
    """A small dialog about one document. Nothing leaves it but what the person chooses."""

    def __init__(
        self, title: str, document: IssuedDocument, tasks: Tasks, notices: Notices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document: Final = document
        self._tasks: Final = tasks
        self._notices: Final = notices
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(Picture("file-text", Role.ACCENT, 28))
        head.addWidget(Text(title, Kind.CARD_TITLE), 1)
        self._column.addLayout(head)
        self._column.addLayout(self._facts())
        self._column.addWidget(
            Paragraph(
                _(
                    "It opens in the computer's own viewer, where it can be looked at and printed. "
                    "A copy made for printing is removed when this program ends."
                )
            )
        )
        self.opener = PrimaryButton(_("&Open to print"), "printer")
        self.opener.setObjectName("document_open")
        self.saver = SecondaryButton(_("&Save as PDF"), "download")
        self.saver.setObjectName("document_save")
        closer = QuietButton(_("&Close"))
        self.opener.clicked.connect(self.open_to_print)
        self.saver.clicked.connect(self.ask_where)
        closer.clicked.connect(self.reject)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(closer)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.saver)
        self._buttons.addWidget(self.opener)
        self._column.addLayout(self._buttons)
        self.opener.setDefault(True)
        restyled(self, self._restyle)

    def _facts(self) -> QGridLayout:
        facts = QGridLayout()
        pages = page_count(self._document.data)
        rows = (
            (_("File"), self._document.name),
            (_("Pages"), str(pages) if pages else _("not known")),
            (_("Size"), size_words(len(self._document.data))),
        )
        for row, (label, value) in enumerate(rows):
            facts.addWidget(Text(label, Kind.SENTENCE, Role.INK2), row, 0)
            facts.addWidget(Text(value, Kind.FIELD), row, 1)
        facts.setColumnStretch(1, 1)
        facts.setHorizontalSpacing(16)
        return facts

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(20), look.dp(20), look.dp(20), look.dp(16))
        self._column.setSpacing(look.dp(14))
        self._buttons.setSpacing(look.dp(8))
        self.setMinimumWidth(look.dp(460))

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
        ticket = self._tasks.run_free(lambda _progress: save_document(document.data, path))
        ticket.succeeded.connect(self._on_saved)
        ticket.failed.connect(self._notices.refuse)

    def _on_saved(self, path: Path) -> None:
        self._notices.say(_("Saved as {name}.").format(name=path.name))
        self.accept()

    def open_to_print(self) -> None:
        """Write the document into a private folder and open it in the computer's viewer."""
        document, path = self._document, Path(_private_folder().path()) / self._document.name
        ticket = self._tasks.run_free(lambda _progress: save_document(document.data, path))
        ticket.succeeded.connect(partial(_show_in_viewer, self._notices))
        ticket.failed.connect(self._notices.refuse)
        self.accept()


def _show_in_viewer(notices: Notices, path: Path) -> None:
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        notices.warn(_("No program on this computer opens PDF files."), _("Save it as PDF and print it elsewhere."))
