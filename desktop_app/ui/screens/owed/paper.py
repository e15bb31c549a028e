"""The certificate that came on paper, typed in with its scan, for an answer that another office owes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.forms import PeriodLine, PeriodsForm
from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.owed.asking import Act, Asking
from desktop_app.ui.screens.owed.models import facts_words
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.period_grid import GridColumn, PeriodGrid
from desktop_app.ui.widgets.period_rows import GridNote
from desktop_app.ui.widgets.record_row import DETAILS, RecordRowDialog, details_words
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import finding_remedy, finding_words
from desktop_app.wording.terms import has_periods_words
from desktop_app.workflows.attach import attach_file
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_paper import PaperCertificateForm, check_paper_certificate, enter_paper_certificate
from desktop_app.workflows.obligations import ObligationLine

_SCANS: Final = "*.pdf *.png *.jpg *.jpeg *.tif *.tiff"
_NOTE: Final = "note"
"""The column that shows what was told of a row beside the grid."""


class PaperDialog(Asking):
    """The sheet as it lies there: its head, its rows, the totals below them, and the picture of it."""

    def __init__(self, line: ObligationLine, currency: str, tasks: Tasks, parent: QWidget | None = None) -> None:
        act = PrimaryButton(_("&Keep the certificate"), "check")
        super().__init__(tasks, _("Certificate on paper"), facts_words(line), act, parent)
        self._line = line
        self._scan: Path | None = None
        self.number = LineField(_("Certificate n&umber"))
        self.version = LineField(_("&Version"))
        self.version.set_text("1")
        self.certified_on = DateField(_("Si&gned on"), placeholder=_("14 Jun 2014"))
        self.complete_to = DateField(_("Complete &to"), placeholder=_("14 Jun 2014"))
        self.signed_by = LineField(_("Signed &by"))
        self.insured = LineField(_("&Insurance number there"))
        self.found = ChoiceField(_("&What was found"), [(kind.value, has_periods_words(kind)) for kind in HasPeriods])
        self.found.set_key(HasPeriods.YES.value)
        self.grid = PeriodGrid(_("Rows of the certificate"), _columns(currency))
        self.grid.set_rows([{}])
        self.adder = QuietButton(_("&Add a period"), "plus")
        self.adder.clicked.connect(self.grid.add_row)
        self.detailer = QuietButton(_("&Details of the row…"), "pencil")
        self.detailer.clicked.connect(self._on_details)
        self.grid.rows_changed.connect(lambda _rows: self._note_details())
        self.weeks = LineField(_("Total w&eeks on the sheet"))
        self.earnings = LineField(_("Total ea&rnings ({currency})").format(currency=currency))
        self.more_follows = CheckLine(_("&More follows: the sheet says that it is not the last one"))
        self.scanner = SecondaryButton(_("Choose the &scan…"), "folder-open")
        self.scanner.clicked.connect(self._on_scan)
        self.scan_name = Text(_("No scan chosen yet."), Kind.SENTENCE, Role.INK2)
        self._lay_out()
        self.number.setFocus()

    def _lay_out(self) -> None:
        for button in (self.adder, self.detailer, self.scanner):
            button.setAutoDefault(False)
        self.body.addWidget(
            FieldRow((self.number, 220), (self.version, 80), (self.certified_on, 150), (self.complete_to, 150))
        )
        self.body.addWidget(FieldRow((self.signed_by, 220), (self.insured, 180), (self.found, 200)))
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(FieldRow((self.adder, 140), (self.detailer, 190), (self.weeks, 160), (self.earnings, 180)))
        self.body.addWidget(self.more_follows)
        row = QHBoxLayout()
        row.addWidget(self.scanner)
        row.addWidget(self.scan_name, 1)
        self.body.addLayout(row)
        restyled(self, self._restyle_paper)

    def _restyle_paper(self) -> None:
        look = Look.of(self)
        self.setMinimumWidth(look.dp(880))
        self.grid.setMinimumHeight(look.dp(31 + 28 * (2 if look.scale > 1 else 4)))

    def showEvent(self, event: QShowEvent) -> None:
        """Open no higher than the contents need."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.show_low)

    def choose_scan(self, path: Path) -> None:
        """Take a file as the picture of the sheet."""
        self._scan = path
        self.scan_name.setText(path.name)

    def form(self) -> PaperCertificateForm:
        """Return the sheet as typed."""
        return PaperCertificateForm(
            number=self.number.text(),
            version=self.version.text(),
            certified_on=self.certified_on.text(),
            complete_to=self.complete_to.text(),
            signed_by=self.signed_by.text(),
            insurance_number=self.insured.text(),
            has_periods=HasPeriods(self.found.key()),
            more_follows=self.more_follows.checked(),
            periods=PeriodsForm(lines=tuple(self._lines())),
            weeks=self.weeks.text(),
            earnings=self.earnings.text(),
        )

    def _lines(self) -> list[PeriodLine]:
        """Return the rows as typed, with the details that were told of them."""
        return [_line_of(row, place) for place, row in enumerate(self.grid.rows(), start=1)]

    def _on_details(self) -> None:
        """Ask for what the grid does not show of the row the cursor is in, the first where it is in none."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        lines, index = self._lines(), self.grid.currentIndex()
        place = index.row() if 0 <= index.row() < len(lines) else 0
        if not lines or lines[place].blank:
            self.says.show_words("warning", _("Type the row first; then its details can be told."))
            return
        self.says.show_words("", "")
        dialog = RecordRowDialog(lines[place], self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._on_detailed(place, dialog.line()))
        dialog.open()

    def _on_detailed(self, place: int, line: PeriodLine) -> None:
        rows = self.grid.rows()
        rows[place] |= {name: getattr(line, name) for name in DETAILS}
        self.grid.rows_model.change(rows)

    def _note_details(self) -> None:
        """Say in each row what was told of it beside the grid."""
        self.grid.set_notes([GridNote(text=details_words(line)) for line in self._lines()])

    def _on_scan(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose the scan"), "", f"{_('Scans')} ({_SCANS})")
        if name:
            self.choose_scan(Path(name))

    def _on_act(self) -> None:
        form, scan = self.form(), self._scan
        key = self._line.id

        def look(desk: Desk, _progress: Progress) -> tuple[Finding, ...]:
            found = check_paper_certificate(desk, key, form).findings
            return tuple(
                entry
                for entry in found
                if entry.level is Level.ERROR and (scan is None or entry.code != "paper_scan_missing")
            )

        self._let_press(on=False)
        ticket = self._tasks.look(look)
        ticket.succeeded.connect(self._on_checked)
        ticket.failed.connect(self.show_refusal)
        ticket.finished.connect(self._on_answered)

    def _on_checked(self, errors: tuple[Finding, ...]) -> None:
        if errors:
            self.says.show_words("error", _place_words(errors[0]))
            self._fields().get(errors[0].where, self.grid).setFocus()
        else:
            super()._on_act()

    def _act(self) -> Act:
        form, scan, line = self.form(), self._scan, self._line
        return _entering(form, scan, line)

    def _fields(self) -> dict[str, QWidget]:
        return {
            "number": self.number,
            "version": self.version,
            "certified_on": self.certified_on,
            "complete_to": self.complete_to,
            "signed_by": self.signed_by,
            "weeks": self.weeks,
            "earnings": self.earnings,
            "scan": self.scanner,
        }


def _entering(form: PaperCertificateForm, scan: Path | None, line: ObligationLine) -> Callable[[Desk], object]:
    def enter(desk: Desk) -> object:
        kept = attach_file(desk, line.claim_key, scan.read_bytes(), scan.name, "certificate") if scan else None
        return enter_paper_certificate(desk, line.id, replace(form, scan=kept.id if kept else ""))

    return enter


def _line_of(row: Mapping[str, str], place: int) -> PeriodLine:
    return PeriodLine(row_id=f"r{place}", **{name: text for name, text in row.items() if name != _NOTE})


def _columns(currency: str) -> tuple[GridColumn, ...]:
    """Return the columns of the sheet; a kind is its word or its code, employment where nothing is written."""
    return (
        GridColumn(key="year", title=_("Year"), width=58),
        GridColumn(key="start", title=_("From"), width=104),
        GridColumn(key="end", title=_("To"), width=104),
        GridColumn(key="employer", title=_("Employer"), width=108, stretch=3),
        GridColumn(key="kind", title=_("Kind"), width=92),
        GridColumn(key="weeks", title=_("Weeks"), width=60, align="right"),
        GridColumn(
            key="earnings", title=_("Earnings ({currency})").format(currency=currency), width=118, align="right"
        ),
        GridColumn(key=_NOTE, title=_("Details"), width=136, stretch=4, kind="note"),
    )


def _sentence(finding: Finding) -> str:
    return f"{finding_words(finding)} {finding_remedy(finding)}".strip()


def _place_words(finding: Finding) -> str:
    names = {
        "number": _("Certificate number"),
        "version": _("Version"),
        "certified_on": _("Signed on"),
        "complete_to": _("Complete to"),
        "signed_by": _("Signed by"),
        "weeks": _("Total weeks"),
        "earnings": _("Total earnings"),
    }
    name = names.get(finding.where, "")
    return f"{name}: {_sentence(finding)}" if name else _sentence(finding)
