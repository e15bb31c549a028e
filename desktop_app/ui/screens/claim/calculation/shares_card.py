"""What each survivor gets from each State: who, the share, the three amounts, what is paid, and how long."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.calculation.award import Amount, Award, PayableKind, StateAward, SurvivorShare
from desktop_app.calculation.periodic import share_paid
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell, LaneSpec
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.award_words import (
    Span,
    certified_words,
    family_words,
    how_long_words,
    paid_in,
    relation_words,
    span_note,
    spans_words,
    survivor_words,
)
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import reason_words
from desktop_app.wording.formats import amount_words, percent_words

ALL_FROM: Final = 900
"""The least width of the card at which every column is shown."""

SPARED: Final = (2, 3, 4, 5)
"""The columns left out below it: share, notional, actual, local."""


class SharesCard(Card):
    """A row a survivor and State; below, what the family's maximum does. Away where nothing is shared."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What each survivor gets"), flush=True, parent=parent)
        self._award: Award | None = None
        self._names: Mapping[str, str] = {}
        self._span = Span.WEEK
        self._wide = True
        self.lead = Text(spans_words(self._span), Kind.SENTENCE, Role.INK2)
        self.add_beside_title(self.lead)
        self.table = ShortTable(
            _("What each survivor gets"),
            (
                Column(title=_("State"), width=64),
                Column(title=_("Survivor"), width=190, stretch=2, least=150),
                Column(title=_("Share"), width=66, align="right"),
                Column(title=_("Notional"), width=86, align="right"),
                Column(title=_("Actual"), width=86, align="right"),
                Column(title=_("Local"), width=86, align="right"),
                Column(title=_("Payable"), width=126, align="right"),
                Column(title=_("How long, or why nothing"), width=250, stretch=3, least=180),
            ),
            row_height=40,
            cell_padding=9,
            marks_when_focused=True,
        )
        self.table.setObjectName("shares")
        self._family = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self.body.addWidget(self.table)
        self.body.addWidget(self._family)
        restyled(self, self._space)
        self.hide()

    def _space(self) -> None:
        look = Look.of(self)
        self._family.setContentsMargins(look.dp(12), look.dp(6), look.dp(12), look.dp(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the amounts behind what is payable where there is too little room for the reason."""
        super().resizeEvent(event)
        wide = event.size().width() >= Look.of(self).dp(ALL_FROM)
        if wide is self._wide:
            return
        self._wide = wide
        for column in SPARED:
            self.table.show_column(column, shown=wide)
        self._fill()

    def show_award(self, award: Award, names: Mapping[str, str]) -> None:
        """Show a result; `names` are the survivors' by their place in the claim.

        States that pay nothing because another pays alone are left out.
        """
        self._award, self._names = award, names
        self._fill()

    def show_span(self, span: Span) -> None:
        """Tell what is payable for another span of time, as the table of the States does."""
        self._span = span
        self._fill()

    def _fill(self) -> None:
        self.lead.setText(spans_words(self._span))
        award, names = self._award, self._names
        if award is None:
            return
        survivors = bool(names) or any(line.shares for line in award.states)
        rows = [
            _row(line, lane, share, names, self._span, first=not place, wide=self._wide)
            for lane, line in enumerate(award.states)
            for place, share in enumerate(line.shares)
            if line.payable.reason.code != "another_state_pays"
        ]
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        said = [words for line in award.states if (words := family_words(line))]
        said += [certified_words(line, self._span) for line in award.states if survivors and _certified(line)]
        self._family.setText("\n".join(said))
        self._family.setVisible(bool(said))
        self.setVisible(bool(rows or said))


def _certified(line: StateAward) -> bool:
    return line.payable.kind is PayableKind.CERTIFIED and not line.shares


def _row(
    line: StateAward, lane: int, share: SurvivorShare, names: Mapping[str, str], span: Span, *, first: bool, wide: bool
) -> tuple[Cell, ...]:
    who, relation = survivor_words(share, names), relation_words(share).partition(",")[0]
    chips = (LaneSpec(code=line.state, lane=lane),)
    long = how_long_words(share)
    return (
        Cell(chips=chips) if first else Cell(spoken=line.state),
        Cell(text=who, second=relation, strong=True),
        Cell(text=percent_words(share.percent) if share.percent is not None else "\u2013", align="right"),
        _amount(share.notional),
        _amount(share.actual),
        _amount(share.local),
        _payable(line, share, span),
        Cell(text=long, wrap=wide, small=True, muted=True),
    )


def _payable(line: StateAward, share: SurvivorShare, span: Span) -> Cell:
    if share.payable is None:
        return Cell(text=_("Nothing"), align="right", strong=True, muted=True, tint="neutral")
    payable = share_paid(line.payable, share)
    amount, note = paid_in(payable, span), span_note(payable, span)
    if amount is None:
        return Cell(text="\u2013", second=note, align="right", tint="neutral", muted=True)
    return Cell(
        text=amount_words(amount), second=note, unit=amount.currency, align="right", figure=not note, tint="neutral"
    )


def _amount(amount: Amount) -> Cell:
    if amount.weekly is not None:
        return Cell(text=amount_words(amount.weekly), align="right")
    said = reason_words(amount.reason) if amount.reason else _("none")
    return Cell(text=_("None"), align="right", muted=True, spoken=_("None: {why}").format(why=said))
