"""What is owed as a page: filters, one table, and below it what else can be done; for all cases, or for one."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.obligations import ObligationKind
from desktop_app.ui.screens.owed.models import OwedModel
from desktop_app.ui.screens.owed.presenter import OwedPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.bar import ActionBar
from desktop_app.ui.widgets.buttons import QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.fields import ChoiceField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import TableView
from desktop_app.ui.widgets.table_export import ExportButton
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.workflows.obligations import Direction, Standing
from desktop_app.workflows.take_part import ParticipantLine

CASE_ACTS: Final = ("information", "explanation", "periods", "change", "offices", "close")
"""What can be done with the other offices of a case."""


class OwedScreen(QWidget):
    """The page. Enter does the next step of a line, F2 looks at it."""

    leave_wanted = Signal()
    """The person is done here."""

    statistics_wanted = Signal()
    """How long the offices take is wanted."""

    deadlines_wanted = Signal()
    """The days allowed are to be settled."""

    case_act_wanted = Signal(str)
    """One of `CASE_ACTS`, or `correct`, `dependency`, `departure`, for the case shown."""

    def __init__(self, presenter: OwedPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("owed")
        self._presenter = presenter
        self._model = OwedModel()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inner = QVBoxLayout()
        self._inner.addLayout(self._title_row())
        self._inner.addLayout(self._filter_row())
        self._inner.addLayout(self._case_row())
        self.offices = Text("", Kind.SENTENCE, Role.INK, wrap=True)
        self._inner.addWidget(self.offices)
        self._inner.addWidget(self._table_card(), 1)
        self._inner.addLayout(self._keys_row())
        self._column.addLayout(self._inner, 1)
        self._column.addWidget(self._foot())
        presenter.shown.connect(self._show)
        restyled(self, self._restyle)
        self._show()

    def _title_row(self) -> QHBoxLayout:
        self._titles = QHBoxLayout()
        self.title = Text(_("What is owed"), Kind.PAGE_TITLE)
        self.counted = Text("", Kind.BASE, Role.INK2)
        self.back = QuietButton(_("Bac&k"), "arrow-left")
        self.back.clicked.connect(self.leave_wanted)
        self._titles.addWidget(self.title)
        self._titles.addWidget(self.counted)
        self._titles.addStretch(1)
        self._titles.addWidget(self.back)
        return self._titles

    def _filter_row(self) -> QHBoxLayout:
        presenter = self._presenter
        self._filters = QHBoxLayout()
        self.direction = ChoiceField(
            _("Wa&y"),
            [
                (Direction.ALL.value, _("Both ways")),
                (Direction.OWED_TO_US.value, _("Owed to us")),
                (Direction.OWED_BY_US.value, _("We owe it")),
            ],
        )
        self.standing = ChoiceField(
            _("Stan&ding"),
            [
                (Standing.OPEN.value, _("Open")),
                (Standing.OVERDUE.value, _("Overdue")),
                (Standing.SETTLED.value, _("Settled")),
                (Standing.ALL.value, _("All")),
            ],
        )
        self.office = ChoiceField(_("O&ffice"))
        kinds = [(kind.value, obligation_kind_words(kind)) for kind in ObligationKind]
        self.kind = ChoiceField(_("&What"), [("*", _("Everything")), *kinds])
        self.kind.chosen.connect(lambda key: presenter.choose_kind(None if key == "*" else ObligationKind(key)))
        self.direction.chosen.connect(lambda key: presenter.choose_direction(Direction(key)))
        self.standing.chosen.connect(lambda key: presenter.choose_standing(Standing(key)))
        self.office.chosen.connect(lambda key: presenter.choose_office("" if key == "*" else key))
        for field in (self.direction, self.standing, self.office):
            self._filters.addWidget(field, 2)
        self._filters.addWidget(self.kind, 3)
        self._filters.addStretch(1)
        return self._filters

    def _case_row(self) -> QHBoxLayout:
        names = {
            "information": _("Ask &information…"),
            "explanation": _("Ask to e&xplain…"),
            "periods": _("Ask &periods…"),
            "change": _("Tell a chan&ge…"),
            "offices": _("Offi&ces…"),
            "close": _("Clo&sing…"),
        }
        self._acts = QHBoxLayout()
        self.case_acts = {key: SecondaryButton(words) for key, words in names.items()}
        for key, button in self.case_acts.items():
            button.clicked.connect(partial(self._on_case_act, key))
            self._acts.addWidget(button)
        self.more = SecondaryButton(_("&More…"), "ellipsis")
        self.more.setToolTip(_("Correct a message, certify dependants, certify a departure"))
        self.more.clicked.connect(lambda _on: self._show_more())
        self._acts.addWidget(self.more)
        self._acts.addStretch(1)
        return self._acts

    def more_acts(self) -> QMenu:
        """Make the menu of what is done less often with the other offices of a case."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, words in (
            ("correct", _("&Correct a message…")),
            ("dependency", _("Certify &dependants…")),
            ("departure", _("Certify a de&parture…")),
        ):
            menu.addAction(words).triggered.connect(partial(self._on_case_act, key))
        return menu

    def _show_more(self) -> None:
        self.more_acts().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _table_card(self) -> Card:
        self.table = TableView(_("What is owed"), row_height=48, header_height=32)
        self.table.setObjectName("owed_table")
        self.table.set_model(self._model)
        self.table.button_clicked.connect(self._presenter.do_next)
        self.table.row_activated.connect(self._presenter.look_at)
        self.empty = EmptyState("circle-check", _("Nothing is owed."), " ")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        card = Card(flush=True)
        card.body.addWidget(self._pages, 1)
        return card

    def _keys_row(self) -> QHBoxLayout:
        self._keys = QHBoxLayout()
        keys = _("Up and Down choose a line, Enter does its next step, F2 shows its history and whom to call")
        self._keys.addWidget(Picture("keyboard", Role.INK2, 14))
        self._keys.addWidget(Text(keys, Kind.CAPTION, Role.INK2, elide=True), 1)
        return self._keys

    def _foot(self) -> ActionBar:
        self._bar = ActionBar()
        self.look = SecondaryButton(_("&History and phone…"), "history")
        self.look.clicked.connect(lambda: self._presenter.look_at(self.table.current_row()))
        self._bar.row.addWidget(self.look)
        self._bar.row.addStretch(1)
        self.export = ExportButton(self.table, _("&Export…"))
        self._bar.row.addWidget(self.export)
        self.statistics = SecondaryButton(_("How &long they take…"), "chart-column")
        self.deadlines = SecondaryButton(_("Days &allowed…"), "calendar")
        self.statistics.clicked.connect(self.statistics_wanted)
        self.deadlines.clicked.connect(self.deadlines_wanted)
        for button in (self.statistics, self.deadlines):
            self._bar.row.addWidget(button)
        return self._bar

    def _on_case_act(self, key: str, _on: bool = False) -> None:
        self.case_act_wanted.emit(key)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._inner.setContentsMargins(look.dp(24), look.dp(16), look.dp(24), look.dp(8))
        self._inner.setSpacing(look.dp(10))
        self._titles.setSpacing(look.dp(12))
        self._filters.setSpacing(look.dp(12))
        self._keys.setSpacing(look.dp(8))
        self._acts.setSpacing(look.dp(8))
        self._bar.row.setSpacing(look.dp(8))
        self.counted.setContentsMargins(0, look.dp(4), 0, 0)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the lines, or on the way back where there is none."""
        (self.table if self._model.rowCount() else self.back).setFocus()

    def primary_action(self) -> None:
        """Do the next step of the chosen line: Ctrl+Enter."""
        self._presenter.do_next(self.table.current_row())

    def escape(self) -> bool:
        """Go back to where the person came from."""
        self.leave_wanted.emit()
        return True

    def choose_line(self, obligation_id: str) -> None:
        """Choose the line of an obligation."""
        ids = [line.id for line in self._presenter.owed.lines]
        if obligation_id in ids:
            self.table.choose_row(ids.index(obligation_id))

    def _show(self) -> None:
        presenter = self._presenter
        owed, chosen = presenter.owed, presenter.filter
        of_case = bool(chosen.claim_key)
        row = self.table.current_row()
        had_focus = self.table.hasFocus() or self.back.hasFocus()
        self._model.show_lines(owed.lines)
        self.table.choose_row(min(max(row, 0), len(owed.lines) - 1))
        self._pages.setCurrentIndex(0 if owed.lines else 1)
        self.title.setText(_("Owed in this case") if of_case else _("What is owed"))
        late = sum(line.overdue for line in owed.lines)
        said = plural("{n} line", "{n} lines", len(owed.lines)).format(n=len(owed.lines))
        self.counted.setText(_("{said}, {late} overdue").format(said=said, late=late) if late else said)
        self.direction.set_key(chosen.direction.value)
        self.standing.set_key(chosen.standing.value)
        codes = [(line.code, f"{line.name} ({line.code})") for line in owed.partners]
        self.office.set_choices([("*", _("All offices")), *codes])
        self.office.set_key(chosen.office or "*")
        self.kind.set_key(chosen.kind.value if chosen.kind else "*")
        self.offices.setText("   ".join(participant_words(line) for line in owed.participants))
        self.offices.setVisible(of_case)
        self.look.setEnabled(bool(owed.lines))
        for widget in (self.statistics, self.deadlines, self.direction, self.standing, self.office, self.kind):
            widget.setVisible(not of_case)
        for button in (*self.case_acts.values(), self.more):
            button.setVisible(of_case)
        if had_focus:
            self.focus_first()


def participant_words(line: ParticipantLine) -> str:
    """Say of an office of a case what it is in it."""
    if not line.takes_part:
        return _("{code} (left)").format(code=line.office)
    if line.examining:
        return _("{code} (examines)").format(code=line.office)
    owes = plural("{code} (owes {n})", "{code} (owes {n})", line.owes).format(code=line.office, n=line.owes)
    return owes if line.owes else line.office
