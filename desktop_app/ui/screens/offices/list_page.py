"""The directory list: the one in force, who signs it and until when; the one that came, with all it would change."""

import re
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.screens.offices.compare import KeyWords
from desktop_app.ui.screens.offices.trust_presenter import TrustFacts
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.detail_page import DetailPage, FactsCard
from desktop_app.ui.widgets.drawing import PillSpec, Tone
from desktop_app.ui.widgets.fact_column import FactColumn
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.key_words import list_change_words, warning_words
from desktop_app.wording.problems import sentences
from desktop_app.workflows.directory_changes import ListChange
from desktop_app.workflows.keep_directory import ListPreview, ListStanding

_NONE = "-"
_KEY_NUMBER = re.compile(r"[0-9A-F]{16}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ListPage(DetailPage):
    """The page."""

    take_in_wanted = Signal()
    propose_wanted = Signal()
    second_wanted = Signal()
    save_wanted = Signal()
    hand_on_wanted = Signal()
    go_on_wanted = Signal()
    """The list has expired, and bundles shall be sealed today all the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(_("Directory list"))
        self._numbers = FactColumn("list-checks", _("In use"))
        self._signers = FactColumn("file-pen-line", _("Signed by"))
        self._days = FactColumn("calendar", _("Good until"))
        self.page.addWidget(FactsCard(self._numbers, self._signers, self._days))
        self.lines = SaidLines()
        self.page.addWidget(self.lines)
        self.waiting = self._waiting_card()
        self.page.addWidget(self.waiting)
        self.maintainers = Card(title=_("The maintainers in eight words"))
        self.words = KeyWords()
        self.maintainers.body.addWidget(self.words)
        self.maintainers.body.addWidget(
            Text(
                _("They stand for every maintainer's key and for how many of them must sign. The same everywhere."),
                Kind.CELL, Role.INK2, wrap=True,
            )
        )  # fmt: skip
        self.page.addWidget(self.maintainers)
        self.page.addStretch(1)
        self._fill_bar()

    def _waiting_card(self) -> Card:
        card = Card(title=_("Came in"), flush=True)
        self.came = Text("", Kind.CAPTION, Role.INK2)
        card.add_beside_title(self.came)
        columns = (
            Column(title=_("Office"), width=150, stretch=2),
            Column(title=_("What"), width=220, stretch=4),
            Column(title=_("Now"), width=112, stretch=1),
            Column(title=_("After"), width=112, stretch=1),
            Column(title="", width=116),
        )
        self.changes = ShortTable(_("What the list would change"), columns, row_height=44, marks_when_focused=True)
        card.body.addWidget(self.changes)
        self.nothing = Text(_("It changes nothing here."), Kind.CELL, Role.INK2)
        self.nothing.setMargin(12)
        card.body.addWidget(self.nothing)
        return card

    def _fill_bar(self) -> None:
        self.save = SecondaryButton(_("Save &it as a file"), "download")
        self.hand_on = SecondaryButton(_("Send it to all &offices"), "send")
        self.go_on = SecondaryButton(_("Seal to&day all the same…"), "clock-alert")
        self.take_in = SecondaryButton(_("&Take in a list…"), "folder-open")
        self.propose = PrimaryButton(_("&Propose it…"), "check")
        self.second = PrimaryButton(_("&Second person…"), "user-round-check")
        self.bar.tell(self.hint)
        for button, signal in (
            (self.save, self.save_wanted),
            (self.hand_on, self.hand_on_wanted),
            (self.go_on, self.go_on_wanted),
            (self.take_in, self.take_in_wanted),
            (self.propose, self.propose_wanted),
            (self.second, self.second_wanted),
        ):
            button.clicked.connect(signal)
            self.bar.row.addWidget(button)

    def show_facts(self, facts: TrustFacts) -> None:
        """Show the list in force and the one that waits."""
        standing, waiting = facts.standing, facts.waiting
        self._show_standing(standing)
        warnings = [entry for entry in facts.warnings if not entry.office]
        said: list[tuple[Tone, str]] = [
            ("bad" if entry.grave else "warn", warning_words(entry.code, entry.facts)) for entry in warnings
        ]
        if waiting is not None and waiting.refusal is not None:
            said.append(("bad", sentences(waiting.refusal).happened))
        self.lines.show_lines(tuple(said))
        self.lines.setVisible(bool(said))
        self.waiting.setVisible(waiting is not None)
        if waiting is not None:
            self._show_waiting(waiting)
        words = standing.words if standing else waiting.words if waiting else ()
        self.words.show_words(words)
        self.maintainers.setVisible(bool(words))
        for button in (self.save, self.hand_on):
            button.setVisible(standing is not None)
        expired = standing is not None and standing.expired
        self.go_on.setVisible(expired and not facts.sealing_goes_on)
        if expired and facts.sealing_goes_on:
            said.append(("neutral", _("Sealing goes on today: somebody said so here.")))
            self.lines.show_lines(tuple(said))
        may = waiting is not None and waiting.refusal is None
        asked = waiting is not None and waiting.proposal is not None
        self.propose.setVisible(may and not asked)
        self.second.setVisible(asked)
        self.hint.setText("" if standing else _("A list is signed by several institutions together."))

    def focus_first(self) -> None:
        """Put the keyboard on what is to be done."""
        shown = [button for button in (self.second, self.propose, self.take_in) if button.isVisible()]
        (shown or [self.take_in])[0].setFocus()

    def _show_standing(self, standing: ListStanding | None) -> None:
        if standing is None:
            self.about.setText(_("None in use: offices are trusted as their keys were compared."))
            self.pill.show_words(_("None yet"), "neutral", "list-checks")
            self._numbers.say(_("No list yet"), ())
            self._signers.say(_NONE, ())
            self._days.say(_NONE, ())
            return
        self.about.setText(_("Signed by institutions together; it trusts keys that nobody here compared."))
        if standing.expired:
            self.pill.show_words(_("Expired"), "bad", "clock-alert")
        else:
            self.pill.show_words(_("In use"), "ok", "shield-check")
        count = len(standing.content.offices)
        offices = plural("{count} office", "{count} offices", count).format(count=count)
        issued = _("Issued {day}").format(day=date_words(standing.issued_on))
        self._numbers.say(_("Number {number}").format(number=standing.number), (issued, offices))
        needed = _("{needed} of {count} must sign").format(needed=standing.threshold, count=len(standing.maintainers))
        self._signers.say(", ".join(standing.signers), (needed,))
        left = standing.days_left
        days = plural("{count} day left", "{count} days left", left).format(count=left) if left >= 0 else _("over")
        self._days.say(date_words(standing.expires_on), (days,))

    def _show_waiting(self, waiting: ListPreview) -> None:
        number = waiting.content.number
        self.waiting.set_title(_("List {number} came in: what it would change").format(number=number))
        signers, until = ", ".join(waiting.signers), date_words(waiting.content.expires_on)
        self.came.setText(_("Signed by {signers}; good until {day}").format(signers=signers, day=until))
        self.changes.show_rows([change_cells(change) for change in waiting.changes])
        self.changes.setVisible(bool(waiting.changes))
        self.nothing.setVisible(not waiting.changes)


def change_cells(change: ListChange) -> tuple[Cell, ...]:
    """Describe one line of what a list would change."""
    mark = (
        PillSpec(text=_("Done by it"), tone="accent", icon="check")
        if change.done
        else PillSpec(text=_("Look"), tone="warn", icon="triangle-alert")
    )
    return (
        Cell(text=change.office, second=change.name, strong=True),
        Cell(text=list_change_words(change.kind.value), wrap=True),
        Cell(text=_grouped(change.now) or _NONE, muted=True, wrap=True),
        Cell(text=_grouped(change.after) or _NONE, wrap=True),
        Cell(pill=mark),
    )


def _grouped(value: str) -> str:
    """Write a key's number in two groups, so that it can be read and takes two lines; a day as people write it."""
    if _KEY_NUMBER.fullmatch(value):
        return f"{value[:8]} {value[8:]}"
    return date_words(date.fromisoformat(value)) if _DAY.fullmatch(value) else value
