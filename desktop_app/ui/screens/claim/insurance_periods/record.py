"""Our own record: its rows in a grid, what the certificate says beside them, the last question before it is kept."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.findings import Finding
from desktop_app.domain.forms import CheckedPeriods, PeriodsForm
from desktop_app.ui.screens.claim.grid_rows import form_of, grid_rows, next_row_id, record_columns, shown_row, tidy_date
from desktop_app.ui.screens.claim.grid_words import (
    GO_TO_CELL,
    OPEN_OTHER,
    grid_findings,
    grid_notes,
    open_finding,
    other_end,
    place_in_form,
    warning_of,
)
from desktop_app.ui.screens.claim.insurance_periods.beside import BesideFields
from desktop_app.ui.screens.claim.insurance_periods.presenter import (
    CertificateTerms,
    InsurancePeriodsPresenter,
    terms_of,
)
from desktop_app.ui.screens.claim.row_details import with_line
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.fields import Finding as FindingLabel
from desktop_app.ui.widgets.finding_levels import field_level, gravest_first
from desktop_app.ui.widgets.finding_said import finding_sentence
from desktop_app.ui.widgets.period_grid import PeriodGrid
from desktop_app.ui.widgets.record_row import RecordRowDialog
from desktop_app.ui.widgets.text import KeyHint, Paragraph, Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, money_words, weeks_words
from desktop_app.wording.terms import has_periods_words
from desktop_app.workflows.certify_periods import CertificateDraft
from desktop_app.workflows.open_claim import ClaimView

MOST_FINDINGS: Final = 4
GRID_ROWS: Final = 11
"""Rows of the grid that are shown without scrolling, at most; the grid scrolls beyond."""


class RecordCard(Card):
    """The rows that this institution is about to certify."""

    certify_asked = Signal()
    """The person answered the last question with yes."""

    def __init__(self, presenter: InsurancePeriodsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(_("Our record"), flush=True, parent=parent)
        self._presenter: Final = presenter
        self._open: Finding | None = None
        self._currency = ""
        self._classes: tuple[str, ...] = ()
        self._filling = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_warning)
        self.about = Text("", Kind.SENTENCE, Role.INK2)
        self.add_beside_title(self.about)
        self._grid_place = QVBoxLayout()
        self.grid: PeriodGrid | None = None
        self.adder = QuietButton(_("&Add a period"), "plus")
        self.adder.setObjectName("record_add")
        self.adder.clicked.connect(self._on_add)
        self.paster = QuietButton(_("&Paste from Excel"), "clipboard-paste")
        self.paster.setObjectName("record_paste")
        self.paster.clicked.connect(self._on_paste)
        self.detailer = QuietButton(_("&Details of the row…"), "pencil")
        self.detailer.setObjectName("record_details")
        self.detailer.clicked.connect(self._on_details)
        self.taker = QuietButton(_("Ta&ke from our records"), "download")
        self.taker.setObjectName("record_take")
        self.taker.clicked.connect(presenter.take_own_rows)
        presenter.own_rows_ready.connect(self._on_own_rows)
        self.sums = Text("", Kind.CELL_STRONG)
        self._foot = QHBoxLayout()
        for widget in (self.adder, KeyHint("Ins"), self.paster, self.detailer, self.taker):
            self._foot.addWidget(widget)
        self._foot.addStretch(1)
        self._foot.addWidget(self.sums)
        self._findings = [FindingLabel() for _place in range(MOST_FINDINGS)]
        self._more = Text("", Kind.SENTENCE, Role.INK2)
        self._below = QVBoxLayout()
        self._below.addWidget(self._make_terms())
        for label in self._findings:
            self._below.addWidget(label)
        self._below.addWidget(self._more)
        self.confirm = self._make_confirm()
        self._below.addWidget(self.confirm)
        self.body.addLayout(self._grid_place)
        self.body.addLayout(self._foot)
        self.body.addLayout(self._below)
        presenter.record_checked.connect(self._show_checked)
        presenter.draft_checked.connect(self._show_draft)
        Look.of(self).changed.connect(self._space)
        self._space()

    def _make_terms(self) -> QWidget:
        self.complete_to = DateField(_("Record is complete &to"), placeholder=_("14 Jun 2014"))
        self.complete_to.edit.setObjectName("complete_to")
        self.has_periods = ChoiceField(
            _("&What was found"), tuple((found.value, has_periods_words(found)) for found in HasPeriods)
        )
        self.has_periods.combo.setObjectName("has_periods")
        self.remarks = LineField(_("&Remarks on the certificate"))
        self.remarks.edit.setObjectName("certificate_remarks")
        self.more_follows = CheckLine(_("&More follows: weeks are still being posted or searched for"))
        self.more_follows.box.setObjectName("more_follows")
        self.complete_to.text_changed.connect(lambda _text: self._on_terms())
        self.complete_to.left.connect(self._on_terms)
        self.has_periods.chosen.connect(lambda _key: self._on_terms())
        self.remarks.text_changed.connect(lambda _text: self._on_terms())
        self.more_follows.toggled.connect(lambda _on: self._on_terms())
        holder = QWidget()
        self._terms = QVBoxLayout(holder)
        self._terms.setContentsMargins(0, 0, 0, 0)
        self._terms.addWidget(FieldRow((self.complete_to, 170), (self.has_periods, 210), (self.remarks, 280)))
        self._terms.addWidget(self.more_follows)
        self.beside = BesideFields()
        self.beside.edited.connect(self._on_terms)
        self._terms.addWidget(self.beside)
        return holder

    def _make_confirm(self) -> Card:
        card = Card(ground=Role.ACCENT_TINT)
        self._question = Paragraph("", Kind.SENTENCE, Role.INK)
        yes = PrimaryButton(_("Yes, &certify"), "badge-check")
        yes.setObjectName("certify_yes")
        yes.clicked.connect(self.certify_asked)
        no = QuietButton(_("Not yet (Esc)"))
        no.setObjectName("certify_no")
        no.clicked.connect(self.close_question)
        row = QHBoxLayout()
        row.addWidget(self._question, 1)
        row.addWidget(no)
        row.addWidget(yes)
        card.body.addLayout(row)
        card.hide()
        self.yes = yes
        return card

    def _space(self) -> None:
        look = Look.of(self)
        self._foot.setContentsMargins(look.dp(12), look.dp(4), look.dp(14), look.dp(4))
        self._foot.setSpacing(look.dp(6))
        self._below.setContentsMargins(look.dp(14), look.dp(6), look.dp(14), look.dp(14))
        self._below.setSpacing(look.dp(8))
        self._terms.setSpacing(look.dp(10))
        self._fit_grid()

    def begin(self, view: ClaimView) -> None:
        """Show another claim's own record."""
        currency = view.currencies.get(view.own_state, "")
        if self.grid is None or (currency, view.classes) != (self._currency, self._classes):
            self._make_grid(currency, view.classes)
        self._open = None
        self.confirm.hide()
        if self.grid is not None:
            self.grid.set_warning(None)
            self.grid.set_rows(grid_rows(view.record))
        own = view.state(view.own_state)
        terms = terms_of(
            view.terms, complete_to=date_words(view.today), before=own.certificate if own is not None else None
        )
        self._filling = True
        self.complete_to.set_text(terms.complete_to)
        self.has_periods.set_key(terms.has_periods.value)
        self.remarks.set_text(terms.remarks)
        self.more_follows.set_checked(terms.more_follows)
        self.beside.show_form(terms.beside)
        self._filling = False
        self._presenter.terms = terms
        self._say_day()
        self._show_checked(self._presenter.claim.checked_record())

    def _on_own_rows(self, own: PeriodsForm) -> None:
        """Put what our records hold below what is typed; what was taken before is not taken twice. The clerk checks."""
        before = self._presenter.claim.record
        typed = [line for line in before.lines if any(shown_row(line)[name] for name in ("year", "start", "weeks"))]
        taken = {line.row_id for line in typed}
        form = replace(before, lines=(*typed, *(line for line in own.lines if line.row_id not in taken)))
        self._presenter.edit_record(form)
        if self.grid is not None:
            self.grid.set_rows(grid_rows(form))
            self._fit_grid()
            self.grid.setFocus()

    def _make_grid(self, currency: str, classes: tuple[str, ...]) -> None:
        if self.grid is not None:
            self._grid_place.removeWidget(self.grid)
            self.grid.deleteLater()
        self._currency, self._classes = currency, classes
        grid = PeriodGrid(_("Our record"), record_columns(currency, classes))
        grid.setObjectName("record_grid")
        grid.rows_changed.connect(self._on_rows)
        grid.warning_chosen.connect(self._on_way_out)
        grid.selectionModel().currentRowChanged.connect(lambda _now, _before: self._soon.start())
        self._grid_place.addWidget(grid)
        QWidget.setTabOrder(grid, self.adder)
        self.grid = grid

    def _fit_grid(self) -> None:
        if self.grid is not None:
            look = Look.of(self)
            rows = max(4, min(GRID_ROWS, self.grid.rows_model.rowCount() + 1))
            band = look.dp(34) if self.grid.warning is not None else 0
            self.grid.setFixedHeight(look.dp(31 + 28 * rows) + band)

    @property
    def open_finding(self) -> Finding | None:
        """The finding whose warning is open."""
        return self._open

    def _on_rows(self, rows: list[dict[str, str]]) -> None:
        before = self._presenter.claim.record
        self.confirm.hide()
        self._presenter.edit_record(form_of(before, rows, next_row_id(before)))

    def _on_terms(self) -> None:
        if self._filling:
            return
        terms = CertificateTerms(
            complete_to=tidy_date(self.complete_to.text()),
            has_periods=HasPeriods(self.has_periods.key() or HasPeriods.YES.value),
            more_follows=self.more_follows.checked(),
            remarks=self.remarks.text(),
            beside=self.beside.form(),
        )
        if terms != self._presenter.terms:
            self.confirm.hide()
        self._presenter.edit_terms(terms)
        self._say_day()

    def _say_day(self) -> None:
        wrong = self._presenter.complete_to() is None
        self.complete_to.set_finding(
            "error" if wrong else "", _("Write a day, for example 14 Jun 2014.") if wrong else ""
        )

    def _show_checked(self, checked: CheckedPeriods) -> None:
        if self.grid is None:
            return
        form = self._presenter.claim.record
        self.grid.set_findings(grid_findings(form, checked))
        self.grid.set_notes(grid_notes(form, checked))
        self._show_warning()
        weeks = sum(line.weeks or 0 for line in checked.lines)
        self.sums.setText(weeks_words(weeks))
        self._fit_grid()

    def _show_warning(self) -> None:
        """Open the warning of the current row, or the first that is one."""
        if self.grid is None:
            return
        form, checked = self._presenter.claim.record, self._presenter.claim.checked_record()
        index = self.grid.currentIndex()
        row = self.grid.rows_model.data_row(index.row()) if index.isValid() else None
        finding = open_finding(checked, form, row, typing=self.grid.typing)
        if finding is not None or self._open is not None:
            self._open = finding
            self.grid.set_warning(warning_of(finding, form, remarks=False) if finding is not None else None)
            self._fit_grid()

    def _show_draft(self, draft: CertificateDraft | None) -> None:
        findings = gravest_first(draft.findings) if draft is not None else ()
        for place, label in enumerate(self._findings):
            if place < len(findings):
                label.show_words(field_level(findings[place].level), finding_sentence(findings[place]))
            else:
                label.show_words("", "")
        more = len(findings) - MOST_FINDINGS
        self._more.setVisible(more > 0)
        self._more.setText(plural("and {n} more", "and {n} more", more).format(n=more))
        if draft is not None:
            self.sums.setText(f"{weeks_words(draft.weeks)}   {money_words(draft.earnings)}")
            self.about.setText(
                _("will be certificate {number}, version {version}").format(number=draft.number, version=draft.version)
            )

    def _on_way_out(self, way: str) -> None:
        form, finding = self._presenter.claim.record, self._open
        if finding is None or self.grid is None:
            return
        index = self.grid.currentIndex()
        row = self.grid.rows_model.data_row(index.row()) if index.isValid() else None
        place = other_end(finding, form, row) if way == OPEN_OTHER else place_in_form(form, finding.where)
        if way in {OPEN_OTHER, GO_TO_CELL} and place is not None:
            self.grid.go_to(*place)

    def _on_add(self) -> None:
        if self.grid is not None:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            self.grid.add_row()

    def _on_details(self) -> None:
        """Ask for what the grid does not show of the row the cursor is in, the first where it is in none."""
        form = self._presenter.claim.record
        index = self.grid.currentIndex() if self.grid is not None else None
        row = self.grid.rows_model.data_row(index.row()) if self.grid is not None and index and index.isValid() else 0
        if row is None or row >= len(form.lines):
            self._presenter.claim.notices.say(_("Type the row first; then its details can be told."))
            return
        dialog = RecordRowDialog(form.lines[row], self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._on_detailed(dialog))
        dialog.open()

    def _on_detailed(self, dialog: RecordRowDialog) -> None:
        form = self._presenter.claim.record
        self.confirm.hide()
        self._presenter.edit_record(replace(form, lines=with_line(form.lines, dialog.line())))
        self.put_first_focus()

    def _on_paste(self) -> None:
        if self.grid is not None:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            self.grid.paste()

    def ask(self, draft: CertificateDraft, has_periods: HasPeriods) -> None:
        """Put the last question: what is certified, to whom it goes, and that it stays."""
        found = (
            _("You certify *{weeks}* and *{earnings}*").format(
                weeks=weeks_words(draft.weeks), earnings=money_words(draft.earnings)
            )
            if has_periods is HasPeriods.YES
            else _("You certify: *{found}*").format(found=has_periods_words(has_periods))
        )
        to = ", ".join(draft.recipients)
        self._question.set_text(
            " ".join(
                (
                    _("{found} as certificate {number}, version {version}.").format(
                        found=found, number=draft.number, version=draft.version
                    ),
                    _("It goes to {offices}.").format(offices=to) if to else _("No other office gets it yet."),
                    _("It cannot be changed afterwards; a correction is a new version."),
                    _("You prepare and approve it alone, and the paper says so.")
                    if self._presenter.alone
                    else _("A second person approves it first; nothing is sealed before."),
                )
            )
        )
        self.yes.set_words(_("Yes, &certify") if self._presenter.alone else _("Lay before a se&cond person"))
        self.confirm.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_question(self) -> None:
        """Take the question back."""
        self.confirm.hide()
        self.put_first_focus()

    def put_first_focus(self) -> None:
        """Begin in the grid."""
        if self.grid is not None:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
