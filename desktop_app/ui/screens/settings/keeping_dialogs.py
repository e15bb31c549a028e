"""How long a kind is kept, what of it may go, and why one claim stays longer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.messages import MessageType
from desktop_app.domain.retention import MOST_MONTHS, Hindrance, RetentionKind
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem
from desktop_app.ui.screens.settings.keeping_page import KeepingPage
from desktop_app.ui.screens.settings.keeping_presenter import KeepingPresenter
from desktop_app.ui.theme import Kind, Look
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.retention_words import hindrance_words, retention_kind_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.remove_records import DueRecord
from desktop_app.workflows.retention import CalendarLine

_SHOWN = 12
_YEAR = 12


class PeriodDialog(Question):
    """Years and months, the law that says so, and why it is settled now."""

    wanted = Signal(int, str, str)
    """Months, legal reference, reason."""

    def __init__(self, line: CalendarLine, parent: QWidget | None = None) -> None:
        sentence = _("A second person accepts it. What is proposed here is a start for the conversation, not law.")
        super().__init__(retention_kind_words(line.kind), sentence, PrimaryButton(_("&Propose"), "send"), parent)
        months = line.period.months if line.period else line.proposed
        self.years = LineField(_("&Years"))
        self.years.set_text(str(months // _YEAR))
        self.months = LineField(_("and &months"))
        self.months.set_text(str(months % _YEAR))
        self.law = LineField(_("&Legal reference"), hint=_("The Act, regulation or circular with its section."))
        self.law.set_text(line.period.legal_reference if line.period else "")
        self.reason = LineField(_("&Reason"))
        row = QHBoxLayout()
        row.addWidget(self.years, 1)
        row.addWidget(self.months, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.law)
        self.body.addWidget(self.reason)
        self.years.edit.setFocus()

    def _on_act(self) -> None:
        typed = (self.years.text().strip() or "0", self.months.text().strip() or "0")
        whole = [int(each) for each in typed if each.isascii() and each.isdigit()]
        months = whole[0] * _YEAR + whole[1] if len(whole) == len(typed) else 0
        if not 1 <= months <= MOST_MONTHS:
            self.says.show_words("error", _("Enter whole years and months, at most a hundred years together."))
            self.years.edit.setFocus()
            return
        for field, missing in (
            (self.law, _("Say which law or rule this rests on.")),
            (self.reason, _("Say why it is settled now.")),
        ):
            if not field.text().strip():
                self.says.show_words("error", missing)
                field.edit.setFocus()
                return
        self.wanted.emit(months, self.law.text().strip(), self.reason.text().strip())


class RemoveDialog(Question):
    """The records of a kind; those that may go are proposed for removal together, the others say what hinders."""

    wanted = Signal(object, str)
    """The keys of the records that go, and the reason."""

    hold_wanted = Signal(object)
    """A claim is to be kept longer, or no longer: its `DueRecord`."""

    def __init__(self, kind: RetentionKind, records: tuple[DueRecord, ...], parent: QWidget | None = None) -> None:
        sentence = _(
            "What says whom they are about goes for good; numbers and counts stay. Backups made before still hold it "
            "until they go themselves."
        )
        self._records = records
        self._due = tuple(record for record in records if record.due)
        act = DangerButton(_("&Propose the removal"), "trash-2")
        super().__init__(retention_kind_words(kind), sentence, act, parent)
        self.count = Text(self._counted(), Kind.BASE_STRONG, wrap=True)
        self.table = ShortTable(
            _("Records"),
            (
                Column(title=_("Number"), width=130),
                Column(title=_("About"), width=170, stretch=1),
                Column(title=_("Its time is over"), width=120),
                Column(title=_("How it stands"), width=260, stretch=2),
            ),
            marks_current=True,
        )
        self.hold = SecondaryButton(_("&Keep longer…"), "lock")
        self.hold.setAutoDefault(False)
        self.hold.clicked.connect(lambda _on: self._on_hold())
        self.reason = LineField(_("&Reason"))
        for widget in (self.count, self.table, self.reason):
            self.body.addWidget(widget)
        self.buttons.insertWidget(0, self.hold)
        claims = kind in {RetentionKind.GRANTED, RetentionKind.NOT_GRANTED}
        self.hold.setVisible(claims and bool(records))
        self.reason.setVisible(bool(self._due))
        self.act.setEnabled(bool(self._due))
        self.table.show_rows([self._row(record) for record in records[:_SHOWN]])
        self.table.setVisible(bool(records))
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._name_hold())
        if records:
            self.table.setCurrentIndex(self.table.cells.index(0, 0))
        self._name_hold()
        restyled(self, self._restyle_wide)

    def _restyle_wide(self) -> None:
        self.setMinimumWidth(Look.of(self).dp(820))

    def _counted(self) -> str:
        if not self._records:
            return _("There is none of this kind.")
        said = plural("{n} record may go now.", "{n} records may go now.", len(self._due)).format(n=len(self._due))
        more = len(self._records) - _SHOWN
        if more > 0:
            said = f"{said} " + plural("{n} more is not shown.", "{n} more are not shown.", more).format(n=more)
        return said

    @staticmethod
    def _row(record: DueRecord) -> tuple[Cell, ...]:
        how = _("May go now") if record.hindrance is None else hindrance_words(record.hindrance)
        if record.hold is not None:
            how = f"{how} ({record.hold.reason})"
        return (
            Cell(text=record.number or (_("Draft") if record.kind is RetentionKind.DRAFT else "")),
            Cell(text=_about(record)),
            Cell(text=date_words(record.over) if record.over else ""),
            Cell(text=how),
        )

    def _current(self) -> DueRecord | None:
        row = self.table.current_row()
        return self._records[row] if 0 <= row < min(len(self._records), _SHOWN) else None

    def _name_hold(self) -> None:
        record = self._current()
        held = record is not None and record.hindrance is Hindrance.HELD
        self.hold.set_words(_("&Keep no longer") if held else _("&Keep longer…"))
        self.hold.setEnabled(record is not None)

    def _on_hold(self) -> None:
        record = self._current()
        if record is not None:
            self.hold_wanted.emit(record)

    def _on_act(self) -> None:
        if not self.reason.text().strip():
            self.says.show_words("error", _("Say why they are removed now."))
            self.reason.edit.setFocus()
            return
        self.wanted.emit(tuple(record.key for record in self._due), self.reason.text().strip())


def _about(record: DueRecord) -> str:
    """Say whom or what a record is about: of a message, what it is."""
    if record.kind is RetentionKind.MESSAGE:
        return message_type_words(MessageType(record.name))
    return record.name


class HoldDialog(Question):
    """Why a claim is kept longer, and until when it is looked at again."""

    wanted = Signal(str, object)
    """The reason, and the day or None."""

    def __init__(self, record: DueRecord, parent: QWidget | None = None) -> None:
        sentence = _("For an appeal, a court or an inquiry. It stays until the day, or until somebody lets it go.")
        title = _("Keep {number} longer").format(number=record.number)
        super().__init__(title, sentence, PrimaryButton(_("&Keep it longer"), "lock"), parent)
        self.reason = LineField(_("&Reason"))
        self.until = LineField(_("&Until (may stay empty)"), hint=_("14/6/2031, 14 Jun 2031 or 2031-06-14"))
        self.body.addWidget(self.reason)
        self.body.addWidget(self.until)
        self.reason.edit.setFocus()

    def _on_act(self) -> None:
        if not self.reason.text().strip():
            self.says.show_words("error", _("Say why it is kept longer."))
            self.reason.edit.setFocus()
            return
        try:
            until = parse_date(self.until.text()) if self.until.text().strip() else None
        except FormProblem:
            self.says.show_words("error", _("This is no day. Type it like 14 Jun 2031."))
            self.until.edit.setFocus()
            return
        self.wanted.emit(self.reason.text().strip(), until)


def keep_records(owner: QWidget, page: KeepingPage, presenter: KeepingPresenter) -> None:
    """Lead from the page to its dialogs, and show on it what is fetched."""

    def settle(line: CalendarLine) -> None:
        dialog = PeriodDialog(line, owner)
        dialog.wanted.connect(
            lambda months, law, reason: dialog.follow(presenter.settle(line.kind, months, law, reason))
        )
        dialog.open()

    def look(kind: RetentionKind) -> None:
        presenter.look(kind).succeeded.connect(lambda records: ask(kind, records))

    def ask(kind: RetentionKind, records: tuple[DueRecord, ...]) -> None:
        dialog = RemoveDialog(kind, records, owner)
        dialog.wanted.connect(lambda keys, reason: dialog.follow(presenter.remove(kind, keys, reason)))
        dialog.hold_wanted.connect(lambda record: hold(dialog, kind, record))
        dialog.open()

    def hold(before: RemoveDialog, kind: RetentionKind, record: DueRecord) -> None:
        if record.hindrance is Hindrance.HELD:
            before.follow(presenter.let_go(record.key))
            before.accepted.connect(lambda: look(kind))
            return
        dialog = HoldDialog(record, before)
        dialog.wanted.connect(lambda reason, until: dialog.follow(presenter.hold(record.key, reason, until)))
        dialog.accepted.connect(before.reject)
        dialog.accepted.connect(lambda: look(kind))
        dialog.open()

    def show() -> None:
        if presenter.facts is not None:
            page.show_facts(presenter.facts)

    page.settle_wanted.connect(settle)
    page.look_wanted.connect(look)
    presenter.shown.connect(show)
