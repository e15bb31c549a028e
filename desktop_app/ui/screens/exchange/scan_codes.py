"""The codes of a signed paper, typed by a hand scanner: how many are read, which is missing, and when all are there."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.fields import FieldLabel
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.receive_paper import CodesRead, codes_read


class ScanCodesDialog(Question):
    """A field that the scanner types into. What is read is told at once; a code scanned twice does no harm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        sentence = _("Scan the square codes on the paper one after the other, in any order. Nothing is applied yet.")
        super().__init__(_("Scan codes"), sentence, PrimaryButton(_("&Bring it in"), "package-open"), parent)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        label = FieldLabel(_("&What the scanner types"), self.edit)
        self.edit.setAccessibleName(label.text().replace("&", ""))
        self.edit.setMinimumHeight(Look.of(self).dp(160))
        self.progress = Text(_("No code read yet."), Kind.BASE_STRONG, Role.INK, wrap=True)
        self.progress.setAccessibleName(_("Codes read"))
        for widget in (label, self.edit, self.progress):
            self.body.addWidget(widget)
        self.edit.textChanged.connect(self._on_typed)
        self.edit.setFocus()

    @property
    def text(self) -> str:
        """What the scanner typed."""
        return self.edit.toPlainText()

    def _on_typed(self) -> None:
        self.says.show_words("", "")
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
