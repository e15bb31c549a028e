"""What a received message says, and how the checks of it came out: the left card of its preview."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import ClaimNotice, Receipt, ReturnNotice
from desktop_app.ui.parties import party_name
from desktop_app.ui.screens.exchange.dependants import dependant_cells, dependant_columns, dependants_told
from desktop_app.ui.screens.exchange.models import certificate_cells, history_cells, history_columns, row_columns
from desktop_app.ui.screens.exchange.named import in_words
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.field_words import place_words
from desktop_app.wording.findings import finding_remedy, finding_words
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import benefit_words, receipt_level_words, return_reason_words
from desktop_app.workflows.receive_bundle import CheckLine, Preview

_TONES: Final[dict[Level, Tone]] = {Level.ERROR: "bad", Level.WARNING: "warn", Level.NOTE: "neutral"}
TWO_LINES: Final = 39
"""How high a row of two lines is."""


class SaysCard(Card):
    """What the main message says, and how the checks of it came out."""

    def __init__(self) -> None:
        super().__init__(title=_("What it says"), flush=True)
        self._as = Text("", Kind.CAPTION, Role.INK2, elide=True)
        self.add_beside_title(self._as)
        self._tables = QVBoxLayout()
        self._tables.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(self._tables)
        self.table: ShortTable | None = None
        below = QWidget()
        self._below = QVBoxLayout(below)
        self.facts = SaidLines()
        self._caption = Text(_("Checks"), Kind.HEADER, Role.INK2)
        self.checks = SaidLines()
        for widget in (self.facts, self._caption, self.checks):
            self._below.addWidget(widget)
        self.body.addWidget(below)
        self.body.addStretch(1)
        restyled(self, self._restyle_below)

    def _restyle_below(self) -> None:
        look = Look.of(self)
        self._below.setContentsMargins(look.dp(14), look.dp(12), look.dp(14), look.dp(14))
        self._below.setSpacing(look.dp(8))

    def show_preview(self, view: Preview) -> None:
        """Show the main message and the checks."""
        if self.table is not None:
            self._tables.removeWidget(self.table)
            self.table.setParent(None)
            self.table.deleteLater()
            self.table = None
        facts: tuple[tuple[Tone, str], ...] = ()
        match view.main.body:
            case PeriodCertificate() as body:
                facts = self._certificate(body)
            case DepartureCertificate() as body:
                facts = (*_departure_facts(body), *self._certificate(body.certificate))
            case DependencyCertificate() as body:
                self._as.setText(_("as certified"))
                self.table = ShortTable(_("Dependants"), dependant_columns(), row_height=TWO_LINES, grows=True)
                self.table.show_rows(dependant_cells(body))
                facts = _dependency_facts(body)
            case ClaimNotice() as body:
                self._as.setText(_("as stated"))
                self.table = ShortTable(_("Work history"), history_columns(), row_height=TWO_LINES)
                self.table.show_rows(history_cells(body))
                facts = _notice_facts(body)
            case Receipt() as body:
                self._as.setText(_("about ours"))
                words = _("Our message: {level}").format(level=receipt_level_words(body.level))
                facts = (("ok", words), *(("neutral", remark.text) for remark in body.remarks))
            case ReturnNotice() as body:
                self._as.setText(_("about ours"))
                facts = (("warn", return_reason_words(body.reason)), *((("neutral", body.note),) if body.note else ()))
            case _:
                self._as.setText(_("as written"))
                said = in_words(view.main.summary, view.named)
                facts = tuple(("neutral", line) for line in said.splitlines() if line.strip())
        if self.table is not None:
            self._tables.addWidget(self.table)
        facts = (*facts, *_not_understood(view))
        self.facts.show_lines(facts)
        self.facts.setVisible(bool(facts))
        self.checks.show_lines(tuple(_check_line(check) for check in view.checks))
        self._caption.setVisible(bool(view.checks))

    def _certificate(self, body: PeriodCertificate) -> tuple[tuple[Tone, str], ...]:
        """Show a certificate's rows; return what it says beside them."""
        self._as.setText(_("as certified"))
        self.table = ShortTable(_("What it says"), row_columns(body.currency))
        self.table.show_rows(certificate_cells(body))
        return (("neutral", body.remarks),) if body.remarks else ()


def _departure_facts(notice: DepartureCertificate) -> tuple[tuple[Tone, str], ...]:
    left = _("Left on {day} for {state}.").format(
        day=date_words(notice.departed_on), state=party_name(notice.new_state)
    )
    there = _("New address: {address}").format(address=notice.new_address) if notice.new_address else ""
    return tuple(("neutral", line) for line in (left, there) if line)


def _dependency_facts(body: DependencyCertificate) -> tuple[tuple[Tone, str], ...]:
    until = _("to {day}").format(day=date_words(body.valid_to)) if body.valid_to else _("open")
    valid = _("Valid from {start}, {until}").format(start=date_words(body.valid_from), until=until)
    stood = _("As it stood on {day}").format(day=date_words(body.contingency_date))
    visits = (
        _("{day}, {who}: {text}").format(day=date_words(each.on), who=each.by, text=each.text)
        for each in body.inquiries
    )
    lines = (f"{stood}. {valid}.", *(f"{name}: {said}" for name, said in dependants_told(body)), *visits, body.remarks)
    nobody = _("Nobody depended on the insured person.") if not body.dependants else ""
    return tuple(("neutral", line) for line in (nobody, *lines) if line)


def _notice_facts(notice: ClaimNotice) -> tuple[tuple[Tone, str], ...]:
    person = notice.person
    numbers = ", ".join(f"{entry.state} {entry.number}" for entry in person.numbers)
    born = _("{name}, born {day}").format(
        name=f"{person.forenames} {person.surname}".strip(), day=date_words(person.birth_date)
    )
    lines = (
        born + (f", {numbers}" if numbers else ""),
        _("{benefit}, contingency {day}").format(
            benefit=benefit_words(notice.benefit), day=date_words(notice.contingency_date)
        ),
        _("Reply wanted by {day}").format(day=date_words(notice.reply_wanted_by)),
        notice.remarks,
    )
    return tuple(("neutral", line) for line in lines if line)


def _not_understood(view: Preview) -> tuple[tuple[Tone, str], ...]:
    """Name what of the bundle this version does not understand; it is kept, and applied once it is understood."""
    lines: list[tuple[Tone, str]] = []
    for entry in view.not_understood:
        if entry.waits == "extra_fields":
            fields = ", ".join(f"{place_words(path)}: {value}" for path, value in entry.fields)
            lines.append(("warn", _("Not understood, and kept: {fields}").format(fields=fields)))
        else:
            words = _("Waits for an update: {type}, version {version}.").format(type=entry.type, version=entry.version)
            lines.append(("warn", f"{words} {entry.summary}".strip()))
    return tuple(lines)


def _check_line(check: CheckLine) -> tuple[Tone, str]:
    words = f"{finding_words(check.finding)} {finding_remedy(check.finding)}".strip()
    return ("ok" if check.passed else _TONES[check.finding.level]), words
