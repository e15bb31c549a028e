"""Keeping and removing as Settings shows it: how long each kind is kept, what may go, and what went."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.proposals import ProposalKind
from desktop_app.domain.retention import RetentionKind
from desktop_app.ui.screens.settings.keeping_presenter import KeepingFacts
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.detail_page import DetailPage
from desktop_app.ui.widgets.proposal_card import ProposalCard
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, moment_words
from desktop_app.wording.retention_words import counted_from_words, months_words, retention_kind_words, stays_words
from desktop_app.workflows.propose import ProposalView
from desktop_app.workflows.retention import CalendarLine

_STAYS_SHOWN: Final = 12
"""Removed claims of which it is said for what their person stays; more stand in the journal."""


def _labels(kind: RetentionKind) -> tuple[str, str]:
    """Name the two buttons of a kind, each with a letter of its own on the page."""
    return {
        RetentionKind.GRANTED: (_("&Settle…"), _("&What may go…")),
        RetentionKind.NOT_GRANTED: (_("S&ettle…"), _("W&hat may go…")),
        RetentionKind.DRAFT: (_("Se&ttle…"), _("What m&ay go…")),
        RetentionKind.REFUSED_FILE: (_("Sett&le…"), _("What ma&y go…")),
        RetentionKind.PERSON: (_("Settle &persons…"), _("What may g&o…")),
        RetentionKind.MESSAGE: (_("Settle &messages…"), _("What may &go…")),
    }[kind]


class KeepingPage(DetailPage):
    """A card a kind, what waits for a second person above them, what was removed below."""

    settle_wanted = Signal(object)
    """The period of a kind is to be settled: the `CalendarLine`."""

    look_wanted = Signal(object)
    """What of a kind may go is to be shown: the `RetentionKind`."""

    accept_wanted = Signal(object, str)
    refuse_wanted = Signal(object, str)
    beside_wanted = Signal(object, str)
    withdraw_wanted = Signal(object, str)
    add_user_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(_("Keeping and removing"))
        self.about.setText(_("How long records stay is the law's word: nothing is removed before it is entered here."))
        self.pill.hide()
        self.hint.hide()
        self.bar.hide()
        self.waiting: list[ProposalCard] = []
        self.kinds: dict[RetentionKind, _KindCard] = {}
        self._waiting = QVBoxLayout()
        self.page.addLayout(self._waiting)
        for kind in RetentionKind:
            card = self.kinds[kind] = _KindCard(kind)
            card.settle.clicked.connect(lambda _on, kind=kind: self._on_settle(kind))
            card.look.clicked.connect(lambda _on, kind=kind: self.look_wanted.emit(kind))
            self.page.addWidget(card)
        self.removed = Card(title=_("What was removed"))
        self._nothing = Text(_("Nothing was removed yet."), Kind.SENTENCE, Role.INK2)
        self.table = ShortTable(
            _("What was removed"),
            (
                Column(title=_("When"), width=140),
                Column(title=_("What"), width=220, stretch=1),
                Column(title=_("Records"), width=90, align="right"),
                Column(title=_("By"), width=220),
                Column(title=_("Under"), width=200),
            ),
            marks_when_focused=True,
        )
        self.removed.body.addWidget(self._nothing)
        self.removed.body.addWidget(self.table)
        self.stays = SaidLines()
        self.removed.body.addWidget(self.stays)
        self.page.addWidget(self.removed)
        self.page.addStretch(1)
        self._lines: dict[RetentionKind, CalendarLine] = {}
        restyled(self, self._restyle_waiting)

    def _restyle_waiting(self) -> None:
        self._waiting.setSpacing(Look.of(self).dp(12))

    def show_facts(self, facts: KeepingFacts) -> None:
        """Show how it stands."""
        self._lines = {line.kind: line for line in facts.lines}
        for line in facts.lines:
            self.kinds[line.kind].show_line(line, facts.due.get(line.kind, 0))
        self._show_waiting(facts.waiting)
        self._nothing.setVisible(not facts.removed)
        self.table.setVisible(bool(facts.removed))
        self.table.show_rows(
            [
                (
                    Cell(text=moment_words(entry.removed_at)),
                    Cell(text=retention_kind_words(entry.kind)),
                    Cell(text=f"{len(entry.references):,}", align="right", figure=True),
                    Cell(text=f"{entry.proposed_by.short_name}, {entry.accepted_by.short_name}"),
                    Cell(text=entry.legal_reference),
                )
                for entry in facts.removed
            ]
        )

        stays = [each for entry in facts.removed for each in entry.stays]
        said = _("{number}: who it was about is still on record, for {why}.")
        lines = [said.format(number=number, why=stays_words(why)) for number, why in stays[:_STAYS_SHOWN]]
        if (more := len(stays) - _STAYS_SHOWN) > 0:
            words = plural("{n} more stands in the journal.", "{n} more stand in the journal.", more)
            lines.append(words.format(n=more))
        self.stays.show_lines(tuple(("neutral", words) for words in lines))
        self.stays.setVisible(bool(lines))

    def _show_waiting(self, views: Sequence[ProposalView]) -> None:
        for card in self.waiting:
            self._waiting.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.waiting = [ProposalCard(view, proposal_words(view)) for view in views]
        for card in self.waiting:
            self._waiting.addWidget(card)
            view, what = card.view, card.what
            card.accept_wanted.connect(lambda view=view, what=what: self.accept_wanted.emit(view, what))
            card.refuse_wanted.connect(lambda view=view, what=what: self.refuse_wanted.emit(view, what))
            card.beside_wanted.connect(lambda view=view, what=what: self.beside_wanted.emit(view, what))
            card.withdraw_wanted.connect(lambda view=view, what=what: self.withdraw_wanted.emit(view, what))
            card.add_user_wanted.connect(self.add_user_wanted)

    def _on_settle(self, kind: RetentionKind) -> None:
        if kind in self._lines:
            self.settle_wanted.emit(self._lines[kind])

    def focus_first(self) -> None:
        """Put the keyboard on what waits, else on the first kind."""
        if self.waiting:
            self.waiting[0].first_button.setFocus()
        else:
            self.kinds[RetentionKind.GRANTED].settle.setFocus()


class _KindCard(Card):
    """One kind of records."""

    def __init__(self, kind: RetentionKind, parent: QWidget | None = None) -> None:
        super().__init__(title=retention_kind_words(kind), parent=parent)
        self._kind = kind
        self.period = Text("", Kind.BASE_STRONG, wrap=True)
        self.counted = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        settle, look = _labels(kind)
        self.settle, self.look = SecondaryButton(settle, "pencil"), SecondaryButton(look, "search")
        words = QVBoxLayout()
        words.addWidget(self.period)
        words.addWidget(self.counted)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.look, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.settle, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def show_line(self, line: CalendarLine, due: int) -> None:
        """Show the period and how many may go now."""
        counted = counted_from_words(line.kind)
        if line.period is None:
            self.period.setText(_("Not settled: nothing of this is removed."))
            self.counted.setText(counted[:1].upper() + counted[1:] + ".")
            return
        going = plural("{n} may go now", "{n} may go now", due).format(n=due) if due else _("nothing is due")
        self.period.setText(_("Kept {period}; {going}.").format(period=months_words(line.period.months), going=going))
        names = f" {_('and')} ".join(user.name for user in dict.fromkeys(line.settled_by))
        if len(set(line.settled_by)) == 1:
            names = _("{name}, who holds both roles").format(name=names)
        day = date_words(line.settled_at.date()) if line.settled_at else ""
        self.counted.setText(
            _("{counted}; {law}. Settled by {names} on {day}.").format(
                counted=counted[:1].upper() + counted[1:], law=line.period.legal_reference, names=names, day=day
            )
        )


def proposal_words(view: ProposalView) -> str:
    """Say what is proposed."""
    proposal = view.proposal
    kind = RetentionKind(proposal.subject)
    if proposal.kind is ProposalKind.RETENTION:
        months = int(proposal.payload.get("months", "0"))
        return _("{kind}: kept {period}").format(kind=retention_kind_words(kind), period=months_words(months))
    count = len(proposal.payload.get("keys", "").split())
    said = plural("Remove {n} record for good: {kind}", "Remove {n} records for good: {kind}", count)
    return said.format(n=count, kind=retention_kind_words(kind))
