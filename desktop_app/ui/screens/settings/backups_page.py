"""Backups as Settings shows them: when the last good one was made, the plan, and whether the store is whole."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.verification import Verification
from desktop_app.ui.screens.settings.backups_presenter import BackupFacts
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.detail_page import DetailPage, FactsCard
from desktop_app.ui.widgets.fact_column import FactColumn
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import moment_words
from desktop_app.wording.verify_words import DO, fault_words
from desktop_app.workflows.backup_plan import BackupPlan
from desktop_app.workflows.copies_aside import CopiesAside, CopyAside, WhyAside

_FAULTS_SHOWN = 20


class BackupsPage(DetailPage):
    """Three facts side by side, what did not fit below them, and what a backup is."""

    backup_wanted = Signal()
    plan_wanted = Signal()
    verify_wanted = Signal()
    compare_wanted = Signal()
    let_go_wanted = Signal(object)
    """A `CopyAside` shall be removed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(_("Backups"))
        self.about.setText(
            _("A copy elsewhere is what brings the office's memory back after a fire, a theft or a bad disk.")
        )
        self._last = FactColumn("database-backup", _("Last backup"))
        self._plan = FactColumn("clock", _("By itself"))
        self._whole = FactColumn("shield-check", _("Is the store whole?"))
        self.page.addWidget(FactsCard(self._last, self._plan, self._whole))
        self.faults = Card(title=_("What does not fit"), ground=Role.BAD_TINT, edge=Role.BAD)
        self._fault_lines = SaidLines()
        self.faults.body.addWidget(self._fault_lines)
        self.faults.body.addWidget(Text(_(DO), Kind.SENTENCE, Role.INK, wrap=True))
        self.page.addWidget(self.faults)
        self.faults.hide()
        self.page.addWidget(self._aside_card())
        self.page.addWidget(self._about_card())
        self.page.addStretch(1)
        self.hint.hide()
        self.compare = SecondaryButton(_("&Go back…"), "equal")
        self.verify = SecondaryButton(_("&Read through"), "shield-check")
        self.plan = SecondaryButton(_("P&lan…"), "clock")
        self.make = PrimaryButton(_("&Back up now…"), "database-backup")
        self.bar.row.addStretch(1)
        for button, signal in (
            (self.compare, self.compare_wanted),
            (self.verify, self.verify_wanted),
            (self.plan, self.plan_wanted),
            (self.make, self.backup_wanted),
        ):
            self.bar.row.addWidget(button)
            button.clicked.connect(signal)

    def _aside_card(self) -> Card:
        self.aside = Card(title=_("Copies laid aside on this computer"))
        words = _("Made before a newer program changed the store, or when this office went back to a backup. No plan "
                  "lets them go, and what was removed since stands in them still.")  # fmt: skip
        self.aside.body.addWidget(Text(words, Kind.SENTENCE, Role.INK2, wrap=True))
        self.copies = ShortTable(
            _("Copies laid aside"),
            (
                Column(title=_("Made"), width=170, stretch=1, least=150),
                Column(title=_("Why"), width=300, stretch=3, least=220),
                Column(title=_("Size"), width=90),
            ),
            row_height=34,
            marks_current=True,
        )
        self.copies.setObjectName("copies_aside")
        self.aside.body.addWidget(self.copies)
        self.let_go = SecondaryButton(_("Le&t it go…"), "trash-2")
        self.let_go.clicked.connect(self._on_let_go)
        self.aside.add_beside_title(self.let_go)
        self._aside: tuple[CopyAside, ...] = ()
        self.aside.hide()
        return self.aside

    def _on_let_go(self) -> None:
        row = self.copies.current_row()
        if 0 <= row < len(self._aside):
            self.let_go_wanted.emit(self._aside[row])

    def _show_aside(self, aside: CopiesAside) -> None:
        row = max(0, self.copies.current_row())
        self._aside = aside.copies
        self.copies.show_rows(
            [
                (Cell(text=moment_words(copy.made_at)), Cell(text=_WHY[copy.why]()), Cell(text=_megabytes(copy.size)))
                for copy in aside.copies
            ]
        )
        self.copies.choose_row(min(row, len(aside.copies) - 1))
        self.let_go.setEnabled(aside.may_let_go)
        self.aside.setVisible(bool(aside.copies))

    def _about_card(self) -> Card:
        card = Card(title=_("What a backup is"))
        for words in (
            _("Two files: the store, encrypted as it is here, and its keys. Keep both together, and not beside this "
              "computer."),
            _("Each is opened again and read through before it counts as made; the oldest copies go only then."),
            _("To go back to one, compare it first: it says act by act what was entered since. The store as it is now "
              "is kept aside. On an empty computer a backup is put in place from the first page of the program."),
        ):  # fmt: skip
            card.body.addWidget(Text(words, Kind.SENTENCE, Role.INK2, wrap=True))
        return card

    def show_facts(self, facts: BackupFacts, found: Verification | None) -> None:
        """Show how it stands, and what the last reading through in this session found."""
        state = facts.state
        self._last.say(
            moment_words(state.last) if state.last else _("No backup yet"),
            (_("Opened again and read through."),) if state.last else (_("Make one now: nothing is safe before."),),
        )
        self._plan.say(plan_words(state.plan), plan_lines(state.plan))
        self._whole.say(*_whole_words(facts))
        if state.due or state.last is None:
            self.pill.show_words(_("A backup is due"), "warn", "clock")
        elif facts.faults:
            self.pill.show_words(_("Does not fit"), "bad", "octagon-alert")
        else:
            self.pill.show_words(_("Up to date"), "ok", "check")
        self.pill.show()
        self._show_aside(facts.aside)
        self._show_faults(found)

    def _show_faults(self, found: Verification | None) -> None:
        faults = found.faults if found else ()
        self._fault_lines.show_lines(tuple(("bad", fault_words(fault)) for fault in faults[:_FAULTS_SHOWN]))
        self.faults.setVisible(bool(faults))

    def focus_first(self) -> None:
        """Put the keyboard on the button."""
        self.make.setFocus()


def copy_words(copy: CopyAside) -> str:
    """Say which copy it is."""
    return f"{moment_words(copy.made_at)} · {_WHY[copy.why]()}"


_WHY: Final = {
    WhyAside.NEW_VERSION: lambda: _("Before a newer program"),
    WhyAside.WENT_BACK: lambda: _("Before going back to a backup"),
}


def _megabytes(size: int) -> str:
    return _("{n} MB").format(n=f"{max(1, round(size / 1_000_000)):,}")


def plan_words(plan: BackupPlan) -> str:
    """Say how often backups are made by themselves."""
    if plan.folder is None:
        return _("Not yet")
    return plural("Every day", "Every {n} days", plan.days).format(n=plan.days)


def plan_lines(plan: BackupPlan) -> tuple[str, ...]:
    """Say where to, and how many stay."""
    if plan.folder is None:
        return (_("Choose a folder or stick, and how often."),)
    return (str(plan.folder), plural("One copy stays there", "{n} copies stay there", plan.keep).format(n=plan.keep))


def _whole_words(facts: BackupFacts) -> tuple[str, tuple[str, ...]]:
    if facts.checked is None:
        return _("Not read through yet"), (_("Pages, references, journal and every kept file are read."),)
    when = _("Read through {moment}").format(moment=moment_words(facts.checked))
    if facts.faults:
        return plural("One thing does not fit", "{n} things do not fit", facts.faults).format(n=facts.faults), (when,)
    return _("Everything fits"), (when,)
