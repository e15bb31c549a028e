"""What became of several files that were received at once, a line each."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.said_line import SaidLine
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.problems import sentences
from desktop_app.workflows.receive_files import Came, FileResult

_TONES: Final[Mapping[Came, Tone]] = {
    Came.NEW: "ok",
    Came.BEFORE: "neutral",
    Came.PART: "warn",
    Came.REFUSED: "bad",
    Came.LEFT: "neutral",
}


def result_words(result: FileResult) -> str:
    """Say what became of one file."""
    if result.problem is not None:
        said = sentences(result.problem)
        return f"{said.happened} {said.do}".strip()
    if result.came is Came.PART:
        missing = ", ".join(str(part) for part in result.missing)
        words = plural(
            "Part {missing} of {parts} has not come.", "Parts {missing} of {parts} have not come.", len(result.missing)
        )
        return words.format(missing=missing, parts=result.parts)
    if result.came is Came.BEFORE:
        return _("It came before. Nothing changed.")
    if result.came is Came.LEFT:
        return _("It shows no codes of a signed paper. It stays where it is; nothing of it is kept.")
    return _("Received from {office}: to be checked.").format(office=result.office_name)


class FileResultsDialog(Question):
    """A line for each file: what it is called, and what became of it."""

    def __init__(self, results: tuple[FileResult, ...], parent: QWidget | None = None) -> None:
        new = sum(result.came is Came.NEW for result in results)
        sentence = _("New bundles to be checked: {new} of {all}. Nothing is applied before you check it.")
        super().__init__(
            _("Files received"),
            sentence.format(new=new, all=len(results)),
            PrimaryButton(_("&Close"), "check"),
            parent,
        )
        self.cancel.hide()
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        self.lines = [SaidLine(_TONES[result.came], f"{result.name}: {result_words(result)}") for result in results]
        for line in self.lines:
            column.addWidget(line)
        column.addStretch(1)
        area = scrolled(sheet)
        area.setMinimumHeight(Look.of(self).dp(240))
        self.body.addWidget(area, 1)
        self.act.setFocus()
