"""Our own keys on a card: which is in use, who has it, and what can be done with it, always by two persons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.offices import PastKeyState
from desktop_app.ui.screens.offices.trust_presenter import TrustFacts
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import DangerButton, SecondaryButton, WarningButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.wrapping import WrappingRow
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.key_words import warning_words
from desktop_app.workflows.own_keys import OwnKeys


class OwnKeysCard(Card):
    """State and buttons."""

    new_wanted = Signal()
    retire_wanted = Signal()
    lost_wanted = Signal()
    known_wanted = Signal()
    export_wanted = Signal()
    second_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Our keys and who has them"), parent=parent)
        self.made = Text("", Kind.CAPTION, Role.INK2)
        self.add_beside_title(self.made)
        self.lines = SaidLines()
        self.body.addWidget(self.lines)
        acts = WrappingRow()
        self.second = WarningButton(_("&Second person…"), "user-round-check")
        self.new = SecondaryButton(_("New ke&y…"), "refresh-cw")
        self.known = SecondaryButton(_("An office &has it…"), "check")
        self.retire = SecondaryButton(_("Re&tire the former…"), "history")
        self.export = SecondaryButton(_("Write t&o files…"), "folder-down")
        self.lost = DangerButton(_("Key &lost…"), "shield-x")
        for button, signal in (
            (self.second, self.second_wanted),
            (self.new, self.new_wanted),
            (self.known, self.known_wanted),
            (self.retire, self.retire_wanted),
            (self.export, self.export_wanted),
            (self.lost, self.lost_wanted),
        ):
            button.clicked.connect(signal)
            acts.add(button)
        self.body.addWidget(acts)

    def show_facts(self, facts: TrustFacts) -> None:
        """Show how our keys stand."""
        keys = facts.keys
        made = date_words(keys.present.created_on)
        self.made.setText(_("In use since {made}; renew by {day}").format(made=made, day=date_words(keys.renew_on)))
        self.lines.show_lines(own_lines(facts))
        waits = facts.own_waiting is not None
        self.second.setVisible(waits)
        self.new.setVisible(not waits)
        self.known.setVisible(bool(keys.not_yet))
        self.retire.setVisible(keys.former is not None and not waits)
        self.lost.setVisible(not waits)


def own_lines(facts: TrustFacts) -> tuple[tuple[Tone, str], ...]:
    """Say how our keys stand, one thing a line."""
    lines: list[tuple[Tone, str]] = []
    if facts.own_waiting is not None:
        proposer = facts.own_waiting.proposer.name
        lines.append(
            ("warn", _("A change of our key waits for a second person; {name} proposed it.").format(name=proposer))
        )
    own = {"own_key_old", "former_key_to_retire", "key_not_yet_known"}
    mine = [entry for entry in facts.warnings if entry.code in own]
    lines.extend(("warn", warning_words(entry.code, entry.facts)) for entry in mine)
    lines.extend(_past_lines(facts.keys))
    if not lines:
        lines.append(("ok", _("Every office in the directory knows this key from our card.")))
    return tuple(lines)


def _past_lines(keys: OwnKeys) -> list[tuple[Tone, str]]:
    said = {
        PastKeyState.FORMER: _("Key {key} of {made} is still good until it is retired."),
        PastKeyState.RETIRED: _("Key {key} of {made} was retired on {since}; old bundles to it still open."),
        PastKeyState.REVOKED: _("Key {key} of {made} is revoked since {since}; old bundles to it still open."),
        PastKeyState.REPLACED: _("Key {key} of {made} was replaced; old bundles to it still open."),
    }
    return [
        (
            "neutral",
            said[entry.state].format(
                key=entry.keys.key_id,
                made=date_words(entry.keys.created_on),
                since=date_words(entry.since.date()) if entry.since else "",
            ),
        )
        for entry in keys.past
    ]
