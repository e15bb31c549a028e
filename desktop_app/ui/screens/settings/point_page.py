"""One open point of the Agreement: what it is about, how it is taken here and since when, what waits, what was."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.proposals import ProposalKind, ProposalStatus
from desktop_app.ui.screens.settings.point_dialogs import begun
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.chips import Pill
from desktop_app.ui.widgets.detail_page import DetailPage, FactsCard
from desktop_app.ui.widgets.drawing import PillSpec, Tone
from desktop_app.ui.widgets.fact_column import FactColumn
from desktop_app.ui.widgets.proposal_card import ProposalCard
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.wording.calculation_words import option_words, point_words
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import (
    grade_words,
    point_about_words,
    point_title_words,
    proposal_status_words,
    sureness_words,
)
from desktop_app.wording.formats import date_words
from desktop_app.workflows.proposal_effects import OPTION
from desktop_app.workflows.propose import ProposalView
from desktop_app.workflows.settle_points import PointView, SettingInForce

_TONES: dict[ProposalStatus, Tone] = {
    ProposalStatus.PROPOSED: "warn",
    ProposalStatus.ACCEPTED: "ok",
    ProposalStatus.REFUSED: "bad",
    ProposalStatus.WITHDRAWN: "neutral",
    ProposalStatus.TAKEN_BACK: "neutral",
}


class PointPage(DetailPage):
    """The page. Every button about a proposal hands on its view and its words."""

    propose_wanted = Signal()
    take_back_wanted = Signal(str, str)
    """The id of the accepted proposal, and what it says."""
    accept_wanted = Signal(object, str)
    refuse_wanted = Signal(object, str)
    beside_wanted = Signal(object, str)
    withdraw_wanted = Signal(object, str)
    """A `ProposalView`, and what it proposes in words."""
    add_user_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: PointView | None = None
        self.waiting: list[ProposalCard] = []
        self._waits = QVBoxLayout()
        self._now = FactColumn("scale", _("Holds here now"))
        self._default = FactColumn("scroll-text", _("Default of the program"))
        self._comes = FactColumn("calendar", _("Holds later"))
        self._options = _Options()
        self._sources = Card(title=_("Where the default comes from"))
        self._note = Paragraph("", Kind.SENTENCE, Role.INK)
        self._source_lines = Text("", Kind.CAPTION, Role.INK2, wrap=True)
        for widget in (self._note, self._source_lines):
            self._sources.body.addWidget(widget)
        self._history = Card(title=_("History"))
        self.table = ShortTable(
            _("History of this point"),
            (
                Column(title=_("Proposed"), width=220, stretch=2, least=190),
                Column(title=_("What"), width=240, stretch=2, least=220),
                Column(title=_("Decided"), width=220, stretch=2, least=190),
                Column(title=_("State"), width=190, least=186),
            ),
            row_height=48,
            marks_when_focused=True,
        )
        self._history.body.addWidget(self.table)
        self.page.addLayout(self._waits)
        for card in (FactsCard(self._now, self._default, self._comes), self._options, self._sources, self._history):
            self.page.addWidget(card)
        self.page.addStretch(1)
        self.take_back = SecondaryButton(_("Take it &back…"), "undo-2")
        self.propose = PrimaryButton(_("&Propose a change…"), "pencil")
        self.bar.tell(self.hint)
        self.bar.row.addWidget(self.take_back)
        self.bar.row.addWidget(self.propose)
        self.propose.clicked.connect(self.propose_wanted)
        self.take_back.clicked.connect(self._on_take_back)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._waits.setSpacing(Look.of(self).dp(12))

    def show_point(self, view: PointView) -> None:
        """Show a point."""
        self._view = view
        point = view.point
        self.title.setText(point_title_words(point.id))
        self.about.setText(begun(point_words(point.id)))
        self._show_pill(view)
        self._show_facts(view)
        self._options.show_options(view)
        self._note.set_text(point.note)
        sources = [f"{source.id}  {source.publisher}: {source.title}" for source in point.sources]
        self._source_lines.setText("\n".join(sources))
        self._show_waiting(view)
        self.table.show_rows([history_cells(entry) for entry in view.history])
        self._history.setVisible(bool(view.history))
        self.take_back.setVisible(view.in_force is not None)
        asked = any(entry.proposal.kind is ProposalKind.TAKE_BACK for entry in view.waiting)
        self.take_back.setEnabled(not asked)
        self.propose.setEnabled(not any(entry.proposal.kind is ProposalKind.OPEN_POINT for entry in view.waiting))
        self.hint.setText(_("A change needs two persons."))

    def focus_first(self) -> None:
        """Put the keyboard on what waits, else on proposing."""
        (self.waiting[0].first_button if self.waiting else self.propose).setFocus()

    def _show_pill(self, view: PointView) -> None:
        if view.waiting:
            self.pill.show_words(_("Waits for a second person"), "warn", "hourglass")
        elif view.in_force is not None:
            self.pill.show_words(_("Settled by the office"), "ok", "user-round-check")
        else:
            self.pill.show_words(_("Default"), "neutral")

    def _show_facts(self, view: PointView) -> None:
        held = view.in_force
        lines = setting_lines(held) if held else (_("The office has settled nothing else."),)
        self._now.say(begun(option_words(view.option)), lines)
        point = view.point
        self._default.say(
            begun(option_words(point.default)), (grade_words(point.grade), sureness_words(point.confidence))
        )
        coming = [line for setting in view.coming for line in coming_lines(setting)]
        self._comes.say(coming[0] if coming else _("Nothing further is settled"), tuple(coming[1:]))

    def _show_waiting(self, view: PointView) -> None:
        for card in self.waiting:
            card.setParent(None)
            card.deleteLater()
        self.waiting = []
        for entry in view.waiting:
            words = proposed_option_words(entry)
            card = ProposalCard(entry, words, self)
            for signal, target in (
                (card.accept_wanted, self.accept_wanted),
                (card.refuse_wanted, self.refuse_wanted),
                (card.beside_wanted, self.beside_wanted),
                (card.withdraw_wanted, self.withdraw_wanted),
            ):
                signal.connect(lambda target=target, entry=entry, words=words: target.emit(entry, words))
            card.add_user_wanted.connect(self.add_user_wanted)
            self._waits.addWidget(card)
            self.waiting.append(card)

    def _on_take_back(self) -> None:
        held = self._view.in_force if self._view else None
        if held is not None:
            said = _("{option}, from {day}").format(
                option=begun(option_words(held.setting.option)), day=date_words(held.setting.valid_from)
            )
            self.take_back_wanted.emit(held.setting.proposal_id, said)


class _Options(Card):
    """Every way in which the point can be taken; which is the default, and which holds, in words."""

    def __init__(self) -> None:
        super().__init__(_("How it can be taken"))
        self.about = Paragraph("", Kind.SENTENCE, Role.INK2)
        self.body.addWidget(self.about)
        self._rows: list[QWidget] = []

    def show_options(self, view: PointView) -> None:
        """Show the options of a point."""
        self.about.set_text(point_about_words(view.point.id))
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = [_option_row(view, option) for option in view.point.options]
        for row in self._rows:
            self.body.addWidget(row)


def _option_row(view: PointView, option: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    holds = option == view.option
    words = Text(begun(option_words(option)), Kind.CELL_STRONG if holds else Kind.CELL, Role.INK, wrap=True)
    line.addWidget(words, 1)
    if option == view.point.default:
        line.addWidget(Pill(_("Default"), small=True))
    if holds:
        line.addWidget(Pill(_("Holds now"), "ok", "check", small=True))
    return row


def setting_lines(held: SettingInForce) -> tuple[str, ...]:
    """Say by what a setting holds: since when, by which law, by whose hand."""
    setting = held.setting
    since = _("From {day}: {reference}").format(day=date_words(setting.valid_from), reference=setting.legal_reference)
    if held.proposed_by.id == held.accepted_by.id:
        day = date_words(setting.accepted_at.date())
        both = _("Proposed and, on {day}, accepted by {name}, who holds both roles")
        return since, both.format(day=day, name=held.accepted_by.name)
    return (
        since,
        _("Proposed by {name}").format(name=held.proposed_by.name),
        _("Accepted by {name} on {day}").format(name=held.accepted_by.name, day=date_words(setting.accepted_at.date())),
    )


def coming_lines(held: SettingInForce) -> tuple[str, ...]:
    """Say what holds later and from when."""
    setting = held.setting
    return (
        begun(option_words(setting.option)),
        _("From {day}: {reference}").format(day=date_words(setting.valid_from), reference=setting.legal_reference),
    )


def proposed_option_words(view: ProposalView) -> str:
    """Say what a proposal about an open point proposes."""
    about = view.about or view.proposal
    option = begun(option_words(about.payload.get(OPTION, "")))
    day = date_words(about.valid_from) if about.valid_from else ""
    said = _("{option}, from {day}").format(option=option, day=day)
    return _("Take back: {said}").format(said=said) if view.about is not None else said


def history_cells(view: ProposalView) -> tuple[Cell, ...]:
    """Describe one proposal of the history."""
    proposal = view.proposal
    about = view.about or proposal
    option = begun(option_words(about.payload.get(OPTION, "")))
    what = _("Take back: {said}").format(said=option) if view.about is not None else option
    day = date_words(about.valid_from) if about.valid_from else ""
    held = _("From {day}: {reference}").format(day=day, reference=about.legal_reference)
    status = PillSpec(text=proposal_status_words(proposal.status), tone=_TONES[proposal.status], small=True)
    decided = _signed(view.decider.name, proposal.decided_at.date()) if view.decider and proposal.decided_at else ""
    return (
        Cell(text=_signed(view.proposer.name, proposal.proposed_at.date()), second=proposal.reason),
        Cell(text=what, second=held),
        Cell(text=decided, second=proposal.decision_remark),
        Cell(pill=status),
    )


def _signed(name: str, day: date) -> str:
    return f"{name}, {date_words(day)}"
