"""A message as a file for another system: which standard, what does not come along, and only then where to save it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.messages import MessageType
from desktop_app.foundation.problems import PlaceProblem, Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.fields import ChoiceField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.map_words import lost_words, target_words, why_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.map_message import LostField, MappedMessage, Target, map_kept, save_mapped

_WIDTH = 860
_LIST = 300
_ROW = 44


class ExportDialog(Question):
    """The question. The list is there before anything is saved; nothing is sent and no record changes."""

    def __init__(self, message_id: str, kind: MessageType, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("{message} as a file in the words of another standard. Nothing is sent by it.")
        act = PrimaryButton(_("&Save as a file…"), "download")
        super().__init__(_("Export for another system"), sentence.format(message=message_type_words(kind)), act, parent)
        self._message_id, self._tasks = message_id, tasks
        self.mapped: MappedMessage | None = None
        self.target = ChoiceField(_("&For"), [(target.value, target_words(target.value)) for target in Target])
        self.target.set_key(Target.EESSI.value)
        self.target.chosen.connect(lambda _key: self._look())
        self.documents = Text("", Kind.SENTENCE, Role.INK, wrap=True)
        self.counted = Text("", Kind.HEADER, Role.INK2)
        columns = (
            Column(title=_("Field"), width=230, stretch=3),
            Column(title=_("What it says here"), width=230, stretch=3),
            Column(title=_("Why it does not come along"), width=300, stretch=4),
        )
        name = _("What does not come along")
        self.table = ShortTable(name, columns, row_height=_ROW, marks_when_focused=True)
        self._area = scrolled(self.table)
        for widget in (self.target, self.documents, self.counted):
            self.body.addWidget(widget)
        self.body.addWidget(self._area, 1)
        restyled(self, self._restyle_list)
        self._look()
        self.target.combo.setFocus()

    def _restyle_list(self) -> None:
        look = Look.of(self)
        self.setMinimumWidth(look.dp(_WIDTH))
        self._area.setMinimumHeight(look.dp(_LIST))

    def _look(self) -> None:
        """Fetch the message in the standard chosen."""
        self.mapped = None
        self.act.setEnabled(False)
        message_id, target = self._message_id, Target(self.target.key())

        def job(desk: Desk, _progress: Progress) -> MappedMessage:
            return map_kept(desk, message_id, target)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._show)
        ticket.failed.connect(self.show_refusal)

    def _show(self, mapped: MappedMessage) -> None:
        if mapped.target.value != self.target.key():
            return
        self.mapped = mapped
        self.says.show_words("", "")
        self.documents.setText(_documents_words(mapped))
        lost = plural("{n} field does not come along whole", "{n} fields do not come along whole", len(mapped.lost))
        self.counted.setText(lost.format(n=len(mapped.lost)))
        self.table.show_rows([_cells(field) for field in mapped.lost])
        self.act.setEnabled(bool(mapped.documents))

    def show_refusal(self, problem: Problem) -> None:
        """Say why it cannot be exported."""
        super().show_refusal(problem)
        self.act.setEnabled(self.mapped is not None and bool(self.mapped.documents))

    def _let_press(self, *, on: bool) -> None:
        super()._let_press(on=on)
        self.target.setEnabled(on)

    def _on_act(self) -> None:
        mapped = self.mapped
        if mapped is None:
            return
        kinds = _("JSON files (*.json)")
        if mapped.target is Target.EESSI:
            kinds = f"{kinds};;{_('XML files (*.xml)')}"
        name, chosen = QFileDialog.getSaveFileName(self, _("Export for another system"), mapped.file_name, kinds)
        if not name:
            return
        path = _as_chosen(Path(name), xml="xml" in chosen, target=mapped.target)
        if path != Path(name) and path.exists():
            self.show_refusal(PlaceProblem("file_exists", file=path.name))
            return

        def job(desk: Desk, _progress: Progress) -> None:
            save_mapped(desk, mapped, path)

        self.follow(self._tasks.run(job))


def _as_chosen(path: Path, *, xml: bool, target: Target) -> Path:
    """Return a path with the ending that says what is in it: as typed, else as the kind that was chosen."""
    typed = path.suffix.casefold()
    if typed == ".xml" and target is Target.EESSI:
        return path
    ending = ".xml" if xml else ".json"
    if typed == ending:
        return path
    return path.with_suffix(ending) if typed == ".json" else path.with_name(path.name + ending)


def _documents_words(mapped: MappedMessage) -> str:
    if mapped.target is Target.DCI:
        return _("The message as it is, behind the header of the standard.")
    if not mapped.names:
        return _("The standard has no document for what this message says: there is nothing to save.")
    words = plural("It is told in the document {names}.", "It is told in the documents {names}.", len(mapped.names))
    return words.format(names=", ".join(mapped.names))


def _cells(field: LostField) -> tuple[Cell, ...]:
    name, said = lost_words(field.path, field.values)
    why = why_words(field.why.value)
    return Cell(text=name, strong=True, wrap=True), Cell(text=said, wrap=True), Cell(text=why, wrap=True)
