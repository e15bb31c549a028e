"""A certificate of dependency or a reply that came on paper, typed in with its scan; a decision has its own file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dependants import Relationship
from desktop_app.domain.dependency import CertifiedDependant, DependencyDegree
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.inquiries import Clarification, InfoRequest
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.owed.answers import ExplanationPoint, InfoPoint, ReminderPoint, given, row_words
from desktop_app.ui.screens.owed.asking import Act, Asking, Words
from desktop_app.ui.screens.owed.models import facts_words
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import DateField, LineField
from desktop_app.ui.widgets.period_grid import GridColumn, PeriodGrid
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.findings import finding_remedy, finding_words
from desktop_app.workflows.attach import attach_file
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_answers import AwaitedPaper, check_paper_answer, enter_paper_answer
from desktop_app.workflows.obligations import ObligationLine
from desktop_app.workflows.paper_forms import (
    PaperDependencyForm,
    PaperExplanationForm,
    PaperForm,
    PaperHead,
    PaperReplyForm,
)

_SCANS: Final = "*.pdf *.png *.jpg *.jpeg *.tif *.tiff"
_Asked = InfoPoint | ExplanationPoint | ReminderPoint
_Code = TypeVar("_Code", Relationship, DependencyDegree)


class PaperAnswer(Asking):
    """The sheet as it lies there; the head every paper has, and the picture of it."""

    def __init__(self, line: ObligationLine, tasks: Tasks, title: str, keep: str, parent: QWidget | None) -> None:
        super().__init__(tasks, title, facts_words(line), PrimaryButton(keep, "check"), parent)
        self._line = line
        self._scan: Path | None = None
        self.signed_on = DateField(_("Si&gned on"), placeholder=_("14 Jun 2014"))
        self.signed_by = LineField(_("Signed &by"))
        self.scanner = SecondaryButton(_("Choose the &scan…"), "folder-open")
        self.scanner.setAutoDefault(False)
        self.scanner.clicked.connect(self._on_scan)
        self.scan_name = Text(_("No scan chosen yet."), Kind.SENTENCE, Role.INK2)
        restyled(self, self._restyle_paper)

    def _restyle_paper(self) -> None:
        self.setMinimumWidth(Look.of(self).dp(820))

    def showEvent(self, event: QShowEvent) -> None:
        """Open no higher than the contents need."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.show_low)

    def _add_scan(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.scanner)
        row.addWidget(self.scan_name, 1)
        self.body.addLayout(row)

    def choose_scan(self, path: Path) -> None:
        """Take a file as the picture of the sheet."""
        self._scan = path
        self.scan_name.setText(path.name)

    def head(self) -> PaperHead:
        """Return the day and the name on the sheet."""
        return PaperHead(signed_on=self.signed_on.value(), signed_by=self.signed_by.text())

    def form(self) -> PaperForm:
        """Return the sheet as typed."""
        raise NotImplementedError

    def _fields(self) -> dict[str, QWidget]:
        return {"signed_on": self.signed_on, "signed_by": self.signed_by, "scan": self.scanner}

    def _on_scan(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose the scan"), "", f"{_('Scans')} ({_SCANS})")
        if name:
            self.choose_scan(Path(name))

    def _on_act(self) -> None:
        if self._missing():
            return
        form, scan, key = self.form(), self._scan, self._line.id

        def look(desk: Desk, _progress: Progress) -> tuple[Finding, ...]:
            found = check_paper_answer(desk, key, form).findings
            errors = (entry for entry in found if entry.level is Level.ERROR)
            return tuple(entry for entry in errors if scan is None or entry.code != "paper_scan_missing")

        self._let_press(on=False)
        ticket = self._tasks.look(look)
        ticket.succeeded.connect(self._on_checked)
        ticket.failed.connect(self.show_refusal)
        ticket.finished.connect(self._on_answered)

    def _show_lines(self, errors: tuple[Finding, ...]) -> None:
        """Say in the lines of a list what is wrong with each; a sheet without lists has nothing to say."""

    def _on_checked(self, errors: tuple[Finding, ...]) -> None:
        self._show_lines(errors)
        if not errors:
            super()._on_act()
            return
        field = self._fields().get(errors[0].where)
        name = _field_name(field)
        said = f"{finding_words(errors[0])} {finding_remedy(errors[0])}".strip()
        self.says.show_words("error", f"{name}: {said}" if name else said)
        if field is not None:
            field.setFocus()

    def _act(self) -> Act:
        form, scan, line = self.form(), self._scan, self._line

        def enter(desk: Desk) -> object:
            kept = attach_file(desk, line.claim_key, scan.read_bytes(), scan.name, "scan") if scan else None
            head = replace(form.head, scan=kept.id if kept else "")
            return enter_paper_answer(desk, line.id, replace(form, head=head))

        return enter


class PaperDependencyDialog(PaperAnswer):
    """Who depended on the insured person, as another institution's sheet says it."""

    def __init__(
        self, line: ObligationLine, _awaited: AwaitedPaper, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(line, tasks, _("Certificate of dependency on paper"), _("&Keep the certificate"), parent)
        self.number = LineField(_("Certificate n&umber"))
        self.version = LineField(_("&Version"))
        self.version.set_text("1")
        self.stood_on = DateField(_("As it stood &on"), placeholder=_("14 Jun 2014"))
        self.valid_from = DateField(_("Valid &from"), placeholder=_("14 Jun 2014"))
        self.valid_to = DateField(_("Valid &to"), placeholder=_("open"))
        self.grid = PeriodGrid(_("Dependants on the sheet"), _dependant_columns())
        self.grid.set_rows([{}])
        self.adder = QuietButton(_("&Add a dependant"), "plus")
        self.adder.setAutoDefault(False)
        self.adder.clicked.connect(self.grid.add_row)
        self.words = Words(_("Re&marks on the sheet"))
        self.body.addWidget(
            FieldRow((self.number, 200), (self.version, 80), (self.signed_on, 150), (self.signed_by, 200))
        )
        self.body.addWidget(FieldRow((self.stood_on, 150), (self.valid_from, 150), (self.valid_to, 150)))
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.adder, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.words)
        self._add_scan()
        restyled(self, self._restyle_grid)
        self.number.setFocus()

    def _restyle_grid(self) -> None:
        self.grid.setMinimumHeight(Look.of(self).dp(31 + 28 * (2 if Look.of(self).scale > 1 else 4)))

    def form(self) -> PaperDependencyForm:
        """Return the sheet as typed; a line whose words are no known ones is told by `_missing`."""
        rows = [row for row in self.grid.rows() if any(text.strip() for text in row.values())]
        return PaperDependencyForm(
            head=self.head(),
            number=self.number.text(),
            version=self.version.text(),
            contingency_date=self.stood_on.value(),
            valid_from=self.valid_from.value(),
            valid_to=self.valid_to.value(),
            dependants=tuple(
                CertifiedDependant(
                    row_id=str(place),
                    relationship=_meant(Relationship, row.get("relationship", "")) or Relationship.OTHER,
                    surname=row.get("surname", "").strip(),
                    forenames=row.get("forenames", "").strip(),
                    birth_date=_day(row.get("born", "")),
                    degree=_meant(DependencyDegree, row.get("degree", "")) or DependencyDegree.NOT_KNOWN,
                    studies_until=_day(row.get("studies", "")),
                )
                for place, row in enumerate(rows, start=1)
            ),
            remarks=self.words.text(),
        )

    def _missing(self) -> str:
        said = next((said for said in map(_line_missing, self.grid.rows()) if said), "") or self.words.too_long()
        self.says.show_words("error" if said else "", said)
        if said:
            self.grid.setFocus()
        return said

    def _fields(self) -> dict[str, QWidget]:
        return {
            **super()._fields(),
            "number": self.number,
            "version": self.version,
            "contingency_date": self.stood_on,
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "dependants": self.grid,
        }


class PaperPoints(PaperAnswer):
    """Answers point by point as a letter gives them; what is left open stays owed."""

    points: Sequence[_Asked]

    def __init__(
        self, line: ObligationLine, tasks: Tasks, points: Sequence[_Asked], parent: QWidget | None, *, title: str = ""
    ) -> None:
        super().__init__(line, tasks, title or _("Reply on paper"), _("&Keep the reply"), parent)
        held = QWidget()
        self._rows = QVBoxLayout(held)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for point in points:
            self._rows.addWidget(point)
        self._rows.addStretch(1)
        self._area = scrolled(held)
        self.body.addWidget(FieldRow((self.signed_on, 150), (self.signed_by, 220)))
        self.body.addWidget(self._area, 1)
        restyled(self, self._restyle_points)

    def _restyle_points(self) -> None:
        look = Look.of(self)
        self._rows.setSpacing(look.dp(16))
        self._area.setMinimumHeight(look.dp(180))

    def _missing(self) -> str:
        said = next((said for said in [point.missing() for point in self.points] if said), "")
        none = not any(point.outcome.key() for point in self.points) if not said else False
        words = _("Enter the answer to at least one item.") if none else ""
        self.says.show_words("error" if words else "", words)
        return said or words


class PaperReplyDialog(PaperPoints):
    """Answers to our questions, item by item as the letter gives them; the rest stays owed."""

    points: list[InfoPoint]

    def __init__(
        self, line: ObligationLine, awaited: AwaitedPaper, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        items = awaited.asked.items if isinstance(awaited.asked, InfoRequest) else ()
        self.points = [InfoPoint(item) for item in items if item.item_id in awaited.open_items]
        super().__init__(line, tasks, self.points, parent)
        self.words = Words(_("&Words that go with it (may stay empty)"))
        self.body.addWidget(self.words)
        self._add_scan()
        self.signed_on.setFocus()

    def form(self) -> PaperReplyForm:
        """Return the letter as typed."""
        answers = tuple(answer for answer in [point.answer() for point in self.points] if answer is not None)
        return PaperReplyForm(head=self.head(), answers=answers, text=self.words.text())

    def _missing(self) -> str:
        return super()._missing() or self.words.too_long()


class PaperExplanationDialog(PaperPoints):
    """An explanation of what another office sent, point by point as its letter gives it; the rest stays owed."""

    points: list[ExplanationPoint]

    def __init__(
        self, line: ObligationLine, awaited: AwaitedPaper, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        items = awaited.asked.items if isinstance(awaited.asked, Clarification) else ()
        rows = row_words(awaited.about) if awaited.about is not None else {}
        self.points = [
            ExplanationPoint(item, rows, may_wait=True) for item in items if item.item_id in awaited.open_items
        ]
        super().__init__(line, tasks, self.points, parent)
        self.body.addSpacing(8)
        self._add_scan()
        self.signed_on.setFocus()

    def form(self) -> PaperExplanationForm:
        """Return the letter as typed."""
        return PaperExplanationForm(head=self.head(), answers=given(self.points))


def _dependant_columns() -> tuple[GridColumn, ...]:
    """Return the columns of the sheet; a relationship and a degree are words or codes."""
    return (
        GridColumn(key="surname", title=_("Surname"), width=130, stretch=2),
        GridColumn(key="forenames", title=_("Forenames"), width=130, stretch=2),
        GridColumn(key="relationship", title=_("Relationship"), width=110),
        GridColumn(key="born", title=_("Born"), width=104),
        GridColumn(key="degree", title=_("Dependent"), width=130),
        GridColumn(key="studies", title=_("Studies until"), width=104),
    )


def _line_missing(row: dict[str, str]) -> str:
    """Say what is wrong with a line of the sheet; nothing for one that is empty or in order."""
    if not any(text.strip() for text in row.values()):
        return ""
    if not row.get("surname", "").strip():
        return _("Enter the surname of every dependant.")
    if _meant(Relationship, row.get("relationship", "")) is None:
        return _("Enter the relationship: {words}.").format(words=_known(Relationship))
    if row.get("degree", "").strip() and _meant(DependencyDegree, row.get("degree", "")) is None:
        return _("Enter how far the person depended: {words}.").format(words=_known(DependencyDegree))
    for key in ("born", "studies"):
        if row.get(key, "").strip() and _day(row.get(key, "")) is None:
            return _("{day} is no day: write it as 14 Jun 2014.").format(day=row[key].strip())
    return ""


def _known(kind: type[Relationship | DependencyDegree]) -> str:
    return ", ".join(words_of(code).lower() for code in kind)


def _meant(kind: type[_Code], typed: str) -> _Code | None:
    """Return the code whose word, or which itself, was typed; None for no such word."""
    bare = typed.strip().casefold()
    return next((code for code in kind if bare in {code.value, words_of(code).casefold()}), None)


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed) if typed.strip() else None
    except FormProblem:
        return None


def _field_name(field: QWidget | None) -> str:
    """Return what a field is called, for a sentence about it."""
    label = getattr(field, "label", None)
    return label.text().replace("&", "") if label is not None and hasattr(label, "text") else ""
