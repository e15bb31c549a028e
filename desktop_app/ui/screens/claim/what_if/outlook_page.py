"""The outlook: when each State's condition would be met, and what one more year of insurance would bring."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.calculation.compared_figures import Figure
from desktop_app.calculation.outlook import LOOKED_AHEAD, OFFERED, Met, Outlook, When
from desktop_app.calculation.trace import Unit
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.ui.parties import short_party_name
from desktop_app.ui.screens.claim.what_if.presenter import WhatIfPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField
from desktop_app.ui.widgets.progress import ProgressStrip
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.difference_words import figure_words, signed_words
from desktop_app.wording.formats import amount_words, date_words, money_words, weeks_words
from desktop_app.wording.what_if_words import met_reason, met_words, no_outlook_words
from desktop_app.workflows.what_if import WhatIfStart

YEARS: Final = (5, 10, LOOKED_AHEAD, 20, 30)


class OutlookPage(QWidget):
    """Two questions and two tables. The work is long: it begins when asked for, and can be cancelled."""

    def __init__(self, presenter: WhatIfPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._lanes: dict[str, int] = {}
        self._benefit = Benefit.AGE
        self.insured_in = ChoiceField(_("Insurance goes on &in"))
        self.insured_in.combo.setObjectName("outlook_state")
        self.years = ChoiceField(
            _("Look a&head"),
            tuple((str(years), plural("{n} year", "{n} years", years).format(n=years)) for years in YEARS),
        )
        self.years.combo.setObjectName("outlook_years")
        self.years.set_key(str(LOOKED_AHEAD))
        self.asker = SecondaryButton(_("Work it o&ut"), "hourglass")
        self.asker.setObjectName("outlook_ask")
        self.asker.clicked.connect(self.ask)
        self.progress = ProgressStrip()
        self.told = Text("", Kind.CARD_TITLE)
        self.under = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self._met_card = Card(flush=True)
        self.met = _table(_("When each State's condition would be met"), _met_columns(), 40)
        self.met.setObjectName("outlook_met")
        self._met_card.body.addWidget(self.met)
        self.more_title = Text("", Kind.CARD_TITLE)
        self._year_card = Card(flush=True)
        self.year = _table(_("What one more year would bring"), _year_columns(), 27)
        self.year.setObjectName("outlook_year")
        self._year_card.body.addWidget(self.year)
        self.note_card = Card(ground=Role.ACCENT_TINT, edge=Role.ACCENT_TINT)
        self.note = Paragraph("", Kind.SENTENCE, Role.INK)
        self.note_card.body.addWidget(self.note)
        self._shown = (self.told, self.under, self._met_card, self.more_title, self._year_card, self.note_card)
        self._lay_out()
        presenter.begun.connect(self._on_begun)
        presenter.looked_ahead.connect(self._show)
        presenter.found.connect(lambda _result: self._outdate())
        restyled(self, self._restyle)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._asking = QHBoxLayout()
        self._asking.addWidget(FieldRow((self.insured_in, 210), (self.years, 110)), 1)
        self._asking.addWidget(self.asker, 0, Qt.AlignmentFlag.AlignBottom)
        self._column.addLayout(self._asking)
        self._column.addWidget(self.progress)
        for widget in self._shown:
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setSpacing(look.dp(8))
        self._asking.setSpacing(look.dp(12))

    def _on_begun(self, start: WhatIfStart) -> None:
        states = [line.state for line in start.result.before.states]
        self._lanes = {state: lane for lane, state in enumerate(states)}
        self.insured_in.set_choices(tuple((state, f"{state}  {short_party_name(state)}") for state in states))
        if not self.insured_in.key() and states:
            self.insured_in.set_key(states[0])
        self._benefit = start.case.benefit
        self._outdate()

    def _outdate(self) -> None:
        """Take an outlook away that is of other figures than those of the What if now.

        Where the benefit has none, say why in its place.
        """
        for widget in self._shown:
            widget.hide()
        offered = self._benefit in OFFERED
        for asks in (self.insured_in, self.years, self.asker):
            asks.setVisible(offered)
        if not offered:
            self.note.set_text(no_outlook_words(self._benefit))
            self.note_card.show()
            return
        self.under.setText(
            _("From the day of the contingency on, with the rules as they are known and the changes of the What if.")
        )
        self.under.show()

    def ask(self) -> None:
        """Begin the outlook."""
        ticket = self._presenter.look_ahead(self.insured_in.key(), int(self.years.key() or LOOKED_AHEAD))
        if ticket is None:
            return
        self._outdate()
        self.asker.setEnabled(False)
        ticket.finished.connect(self._on_over)
        self.progress.follow(ticket, _("Looking ahead…"))

    def _on_over(self) -> None:
        self.asker.setEnabled(True)

    def _show(self, outlook: Outlook) -> None:
        state = short_party_name(outlook.insured_in)
        self.told.setText(_("When the condition would be met"))
        self.under.setText(
            _("From {date} on, within {years}; by totalisation, and below it on own weeks alone.").format(
                date=date_words(outlook.since),
                years=plural("{n} year", "{n} years", outlook.years).format(n=outlook.years),
            )
        )
        self.met.show_rows(self._met_rows(outlook))
        self.more_title.setText(
            _("One more year of insurance in {state}, to {date}").format(
                state=state, date=date_words(outlook.one_year.on)
            )
        )
        self.year.show_rows(self._year_rows(outlook))
        self.note.set_text(_assumed(outlook))
        for widget in self._shown:
            widget.show()

    def _met_rows(self, outlook: Outlook) -> Sequence[tuple[Cell, ...]]:
        return tuple(
            (
                Cell(
                    chips=(LaneSpec(code=line.state, lane=self._lanes.get(line.state)),),
                    spoken=short_party_name(line.state),
                ),
                _met_cell(line.without, line.alone_without, outlook.years),
                _met_cell(line.going_on, line.alone_going_on, outlook.years),
            )
            for line in outlook.states
        )

    def _year_rows(self, outlook: Outlook) -> Sequence[tuple[Cell, ...]]:
        rows: list[tuple[Cell, ...]] = []
        now = {line.state: line for line in outlook.one_year.now.states}
        for line in outlook.one_year.then.states:
            before = now.get(line.state)
            pairs = (
                (Figure.NOTIONAL, before.notional.weekly if before else None, line.notional.weekly),
                (Figure.ACTUAL, before.actual.weekly if before else None, line.actual.weekly),
                (Figure.PAYABLE, before.payable.weekly if before else None, line.payable.weekly),
            )
            for at, (figure, was, then) in enumerate(pairs):
                lane = LaneSpec(code=line.state, lane=self._lanes.get(line.state))
                first = Cell(chips=() if at else (lane,), spoken=short_party_name(line.state))
                rows.append((first, *_year_cells(figure, was, then)))
        return rows


def _table(name: str, columns: tuple[Column, ...], row_height: int) -> ShortTable:
    return ShortTable(
        name,
        columns,
        row_height=row_height,
        header_height=28,
        cell_padding=10,
        marks_when_focused=True,
        top_of_card=True,
    )


def _met_columns() -> tuple[Column, ...]:
    return (
        Column(title=_("State"), width=56),
        Column(title=_("With no more weeks"), width=240, stretch=1, least=180),
        Column(title=_("With insurance going on"), width=240, stretch=1, least=180),
    )


def _year_columns() -> tuple[Column, ...]:
    return (
        Column(title=_("State"), width=56),
        Column(title=_("Figure"), width=150, stretch=1, least=120),
        Column(title=_("Now"), width=100, align="right", stretch=1, least=80),
        Column(title=_("A year on"), width=100, align="right", stretch=1, least=80),
        Column(title=_("Difference"), width=150, stretch=1, least=120),
    )


def _met_cell(met: Met, alone: Met, years: int) -> Cell:
    icon = {
        When.NOW: IconSpec(name="check", tone="ok"),
        When.ON: IconSpec(name="arrow-right", tone="accent"),
        When.NOT_WITHIN: IconSpec(name="x", tone="neutral"),
        When.NOT_KNOWN: IconSpec(name="circle-alert", tone="warn"),
    }[met.when]
    second = met_reason(met, met_words(alone, years) if alone.when in (When.NOW, When.ON) else "")
    strong = met.when in (When.NOW, When.ON)
    return Cell(text=met_words(met, years), second=second, strong=strong, icon=icon, muted=not strong)


def _year_cells(figure: Figure, was: Money | None, then: Money | None) -> tuple[Cell, ...]:
    strong = figure is Figure.PAYABLE
    change = (then.units if then is not None else Fraction(0)) - (was.units if was is not None else Fraction(0))
    told = was is not None and then is not None
    if told:
        words = signed_words(change, Unit.MONEY) if change else _("no difference")
    else:
        words = _("nothing to compare") if was is None else _("not told a year on")
    icon = "equal" if told and not change else "arrow-up" if told and change > 0 else "arrow-down"
    return (
        Cell(text=figure_words(figure), strong=strong),
        Cell(text=_money(was), align="right", strong=strong),
        Cell(text=_money(then), align="right", strong=strong, tint="accent" if change else None, muted=not change),
        Cell(
            text=words,
            strong=strong and bool(change),
            muted=not change,
            icon=IconSpec(name=icon if told else "circle-alert", tone="accent" if change and told else "neutral"),
        ),
    )


def _money(amount: Money | None) -> str:
    return amount_words(amount) if amount is not None else _("none")


def _assumed(outlook: Outlook) -> str:
    """Say what was taken for granted: the earnings of the weeks to come, and the rules as they are known."""
    weeks = weeks_words(outlook.one_year.weeks)
    state = short_party_name(outlook.insured_in)
    if outlook.weekly is None:
        earned = _("No earnings are on record in {state}, so the further weeks have none.").format(state=state)
    else:
        earned = _("The further weeks in {state} have {amount} a week, as in the last row there.").format(
            state=state, amount=money_words(outlook.weekly)
        )
    first = _("A year on there are {weeks} more.").format(weeks=weeks)
    return " ".join((first, earned, _("Rules that will change later are not foretold.")))
