"""What was typed from paper: its scan on the left, what was typed on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.foundation.problems import Problem
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.page_view import PageView
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import amount_words, date_words
from desktop_app.wording.terms import has_periods_words, message_type_words, period_type_words
from desktop_app.workflows.view_papers import TypedSheet

_WIDTH = 1180
_HEIGHT = 640


class TypedSheetDialog(Question):
    """Both side by side, to be compared; nothing that is kept is changed here."""

    def __init__(self, sheet: TypedSheet, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(_("Paper and what was typed"), _sentence(sheet), PrimaryButton(_("&Close"), "check"), parent)
        self.cancel.hide()
        self.pages = PageView(_("Scan of the paper"), sheet.scan.data, tasks)
        self.pages.setObjectName("typed_scan")
        self.pages.refused.connect(self._refuse)
        self.typed = self._make_typed(sheet)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.pages)
        split.addWidget(scrolled(self.typed))
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        self.body.addWidget(split, 1)
        look = Look.of(self)
        room = parent.window().size() if parent is not None else self.sizeHint()
        self.resize(min(look.dp(_WIDTH), room.width() * 94 // 100), min(look.dp(_HEIGHT), room.height() * 94 // 100))
        split.setSizes([self.width() // 2, self.width() // 2])
        self.act.setFocus()

    def _make_typed(self, sheet: TypedSheet) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(Look.of(self).dp(12), 0, 0, 0)
        column.setSpacing(Look.of(self).dp(8))
        for words in sheet_words(sheet):
            label = Text(words, Kind.CELL, Role.INK, wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        if sheet.certificate is not None:
            column.addWidget(self._make_rows(sheet.certificate))
        column.addStretch(1)
        return held

    def _make_rows(self, certificate: PeriodCertificate) -> ShortTable:
        columns = (
            Column(title=_("Year"), width=72),
            Column(title=_("Employer and kind"), width=150, stretch=1),
            Column(title=_("Weeks"), width=66, align="right"),
            Column(title=_("Earnings"), width=100, align="right"),
        )
        self.rows = ShortTable(_("Rows as typed"), columns, row_height=40, marks_when_focused=True)
        total = (
            Cell(text=_("Total"), strong=True, tint="neutral"),
            Cell(tint="neutral"),
            Cell(text=str(certificate.stated_weeks), align="right", strong=True, tint="neutral"),
            Cell(text=amount_words(certificate.stated_earnings), align="right", strong=True, tint="neutral"),
        )
        self.rows.show_rows([*(_row_cells(row) for row in certificate.rows), total])
        return self.rows

    def _refuse(self, problem: Problem) -> None:
        self.show_refusal(problem)


def sheet_words(sheet: TypedSheet) -> tuple[str, ...]:
    """Say what the head of a certificate was typed as, or all that another answer says, a line each."""
    certificate = sheet.certificate
    if certificate is None:
        return (*sheet.said, _("Signed by {who}").format(who=sheet.signed_by))
    name = f"{certificate.person_forenames} {certificate.person_surname}".strip()
    lines = (
        _("For {name}, insurance number {number}").format(name=name, number=certificate.insurance_number)
        if certificate.insurance_number
        else _("For {name}").format(name=name),
        _("Signed by {who} on {day}").format(who=sheet.signed_by, day=date_words(certificate.certified_at.date())),
        _("Complete to {day}").format(day=date_words(certificate.complete_to)),
        has_periods_words(certificate.has_periods),
        _("More follows.") if certificate.more_follows else "",
        certificate.remarks,
    )
    return tuple(line for line in lines if line)


def _sentence(sheet: TypedSheet) -> str:
    certificate = sheet.certificate
    if certificate is None:
        return _(
            "{office}, {what}. It stays as it was typed; the office's own file takes its place when it comes."
        ).format(office=sheet.office, what=message_type_words(sheet.type))
    return _(
        "{office}, certificate {number}, version {version}. It stays as it was typed; a mistake is told to the "
        "office, or a newer version is typed."
    ).format(office=certificate.office, number=certificate.number, version=certificate.version)


def _row_cells(row: InsurancePeriod) -> tuple[Cell, ...]:
    when = (
        _("{start} to {end}").format(start=date_words(row.start), end=date_words(row.end))
        if row.start and row.end
        else ""
    )
    second = ", ".join(part for part in (period_type_words(row.type), when) if part)
    return (
        Cell(text=str(row.year)),
        Cell(text=row.employer or period_type_words(row.type), second=second),
        Cell(text=str(row.weeks), align="right"),
        Cell(text=amount_words(row.earnings) if row.earnings else "\u2013", align="right"),
    )
