"""The codes of a signed paper, typed by a hand scanner or read from pictures: how many are read, which is missing."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton
from desktop_app.ui.widgets.fields import FieldLabel
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.problems import sentences
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.receive_files import PAGE_ENDINGS, PicturesRead, codes_in_pictures
from desktop_app.workflows.receive_paper import CodesRead, codes_read


class ScannedText(QPlainTextEdit):
    """What a scanner types; a picture or files pasted into it are handed on instead."""

    given = Signal(object)
    """Pasted: a tuple of `Path`, or the bytes of a picture."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take a picture and files, too."""
        return source.hasImage() or bool(_files_of(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Hand on a picture or files; text is inserted."""
        if files := _files_of(source):
            self.given.emit(files)
        elif source.hasImage():
            self.given.emit(_png(QImage(source.imageData())))
        else:
            super().insertFromMimeData(source)


class ScanCodesDialog(Question):
    """A field that the scanner types into; pictures are chosen, dropped or pasted. A code read twice does no harm."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _(
            "Scan the square codes on the paper one after the other, in any order. Without a scanner: choose, drop or "
            "paste pictures of them here. Nothing is applied yet."
        )
        super().__init__(_("Scan codes"), sentence, PrimaryButton(_("&Bring it in"), "package-open"), parent)
        self._tasks = tasks
        self.setAcceptDrops(True)
        self.edit = ScannedText()
        self.edit.setAcceptDrops(False)  # the dialog takes them, wherever they are let go
        self.edit.setTabChangesFocus(True)
        label = FieldLabel(_("&What the scanner types"), self.edit)
        self.edit.setAccessibleName(label.text().replace("&", ""))
        self.edit.setMinimumHeight(Look.of(self).dp(160))
        self.progress = Text(_("No code read yet."), Kind.BASE_STRONG, Role.INK, wrap=True)
        self.progress.setAccessibleName(_("Codes read"))
        self.pictures = QuietButton(_("Choose &pictures…"), "file-plus")
        self.pictures.setAutoDefault(False)
        self.pictures.clicked.connect(self._on_choose)
        self.buttons.insertWidget(0, self.pictures)
        for widget in (label, self.edit, self.progress):
            self.body.addWidget(widget)
        self.edit.textChanged.connect(self._on_typed)
        self.edit.given.connect(self._on_given)
        self.edit.setFocus()

    def read_pictures(self, pictures: Sequence[Path] | bytes) -> None:
        """Read the codes of picture files or PDFs, or of one picture, and put them with what was typed."""
        self.says.show_words("", "")
        self.progress.setText(_("Reading…"))
        self._let_press(on=False)

        def job(_desk: Desk, progress: Progress) -> PicturesRead:
            return codes_in_pictures(pictures, progress)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_read)
        ticket.failed.connect(self.show_refusal)
        ticket.finished.connect(self._on_read_all)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if _files_of(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was let go here."""
        files = _files_of(event.mimeData())
        event.acceptProposedAction()
        self.read_pictures(files or _png(QImage(event.mimeData().imageData())))

    def _on_choose(self) -> None:
        kinds = f"{_('Pictures and pages')} ({' '.join(f'*{ending}' for ending in PAGE_ENDINGS)})"
        names, _kind = QFileDialog.getOpenFileNames(self, _("Choose pictures of the codes"), "", kinds)
        if names:
            self.read_pictures(tuple(Path(name) for name in names))

    def _on_given(self, given: Sequence[Path] | bytes) -> None:
        self.read_pictures(given)

    def _on_read(self, read: PicturesRead) -> None:
        if read.text:
            before = self.text.rstrip()
            self.edit.setPlainText(f"{before}\n{read.text}".lstrip())
        if read.problems:
            self.says.show_words("error", " ".join(_problem_words(*each) for each in read.problems))

    def _on_read_all(self) -> None:
        self._let_press(on=True)
        self._show_progress()
        papers = codes_read(self.text)
        whole = bool(papers) and all(paper.whole for paper in papers)
        (self.act if whole else self.edit).setFocus()

    @property
    def text(self) -> str:
        """What the scanner typed."""
        return self.edit.toPlainText()

    def _on_typed(self) -> None:
        self.says.show_words("", "")
        self._show_progress()

    def _show_progress(self) -> None:
        papers = codes_read(self.text)
        self.progress.setText("\n".join(_standing(paper) for paper in papers) or _("No code read yet."))

    def _missing(self) -> str:
        papers = codes_read(self.text)
        missing = ""
        if not papers:
            missing = _("Scan a code first: no code of a signed paper was read.")
        elif not all(paper.whole for paper in papers):
            missing = _("Scan the codes that are missing, too.")
        self.says.show_words("error" if missing else "", missing)
        if missing:
            self.edit.setFocus()
        return missing


def _files_of(source: QMimeData) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile())


def _png(picture: QImage) -> bytes:
    """Return a picture as a PNG file; empty where it is none."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(picture)
    return bytes(data.data())


def _problem_words(name: str, problem: Problem) -> str:
    words = sentences(problem)
    said = f"{words.happened} {words.do}".strip()
    return f"{name}: {said}" if name else said


def _standing(paper: CodesRead) -> str:
    """Say how far the codes of one paper are read."""
    said = [_("{have} of {count} codes read.").format(have=len(paper.have), count=paper.count)]
    if paper.whole:
        return _("All {count} codes read: bring the paper in.").format(count=paper.count)
    if paper.damaged:
        words = plural(
            "Scan code {n} again: it was misread.", "Scan codes {n} again: they were misread.", len(paper.damaged)
        )
        said.append(words.format(n=_listed(paper.damaged)))
    unread = tuple(number for number in paper.missing if number not in paper.damaged)
    if unread:
        words = plural("Code {n} is missing.", "Codes {n} are missing.", len(unread))
        said.append(words.format(n=_listed(unread)))
    return " ".join(said)


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers)
