"""The office as Settings shows it, and how the window looks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop_app.ui.screens.settings.presenter import SettingsFacts
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.appearance import SCALES, theme_words
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.detail_page import DetailPage, FactsCard
from desktop_app.ui.widgets.fact_column import FactColumn
from desktop_app.ui.widgets.option_line import OptionLine
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.wrapping import WrappingRow
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import moment_words


class OfficePage(DetailPage):
    """Who this office is. Name and how it is reached are changed where its card is, under Offices."""

    change_wanted = Signal()
    backup_wanted = Signal()
    watch_wanted = Signal()
    """The watched folder shall be shown or chosen."""
    key_age_wanted = Signal()
    """After how many years a key counts as old is to be settled."""
    lock_wanted = Signal()
    """The minutes until the desk locks are to be settled."""
    signing_wanted = Signal()
    """How the persons of this office sign what leaves is to be settled."""
    deadlines_wanted = Signal()
    """The days allowed for an answer are to be settled, with all States or with one."""
    statistics_wanted = Signal()
    """How long the other offices take shall be shown."""
    halves_wanted = Signal()
    """Recovery words shall be made in two halves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pill.hide()
        self._who = FactColumn("landmark", _("This office"))
        self._reached = FactColumn("phone", _("How it is reached"))
        self._kept = FactColumn("database-backup", _("Last backup"))
        self.page.addWidget(FactsCard(self._who, self._reached, self._kept))
        self.page.addWidget(self._arriving_card())
        self.page.addWidget(self._answers_card())
        self.page.addWidget(self._keys_card())
        self.page.addWidget(self._signing_card())
        self.page.addWidget(self._lock_card())
        self.page.addStretch(1)
        self.hint.setText(_("Code and State stay for good: other offices know this one by them."))
        self.halves = SecondaryButton(_("&Recovery halves…"), "key-round")
        self.halves.clicked.connect(self.halves_wanted)
        self.back_up = SecondaryButton(_("&Back up now…"), "database-backup")
        self.back_up.clicked.connect(self.backup_wanted)
        self.change = PrimaryButton(_("&Change it under Offices"), "landmark")
        self.change.clicked.connect(self.change_wanted)
        self.bar.tell(self.hint)
        self.bar.row.addWidget(self.halves)
        self.bar.row.addWidget(self.back_up)
        self.bar.row.addWidget(self.change)

    def _arriving_card(self) -> Card:
        card = Card(title=_("Files that arrive"))
        words = _("A folder can be watched: what a mail program or another computer puts there is received by itself.")
        card.body.addWidget(Text(words, Kind.SENTENCE, Role.INK2, wrap=True))
        self.watch = SecondaryButton(_("&Watched folder…"), "folder-open")
        self.watch.clicked.connect(self.watch_wanted)
        card.add_beside_title(self.watch)
        return card

    def _answers_card(self) -> Card:
        card = Card(title=_("Days allowed for an answer"))
        self.answers = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        card.body.addWidget(self.answers)
        self.statistics = SecondaryButton(_("&How long they take…"), "chart-column")
        self.statistics.clicked.connect(self.statistics_wanted)
        self.deadlines = SecondaryButton(_("&Days allowed…"), "calendar")
        self.deadlines.clicked.connect(self.deadlines_wanted)
        acts = WrappingRow(right=True)
        for button in (self.statistics, self.deadlines):
            acts.add(button)
        card.add_beside_title(acts)
        return card

    def _keys_card(self) -> Card:
        card = Card(title=_("Age of keys"))
        self.keys = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        card.body.addWidget(self.keys)
        self.key_age = SecondaryButton(_("&Age of keys…"), "key-round")
        self.key_age.clicked.connect(self.key_age_wanted)
        card.add_beside_title(self.key_age)
        return card

    def _signing_card(self) -> Card:
        card = Card(title=_("Signing"))
        self.signs = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        card.body.addWidget(self.signs)
        self.signing = SecondaryButton(_("&Signing…"), "pencil")
        self.signing.clicked.connect(self.signing_wanted)
        card.add_beside_title(self.signing)
        return card

    def _lock_card(self) -> Card:
        card = Card(title=_("Locking"))
        self.locks = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        card.body.addWidget(self.locks)
        self.lock = SecondaryButton(_("&Lock after…"), "lock")
        self.lock.clicked.connect(self.lock_wanted)
        card.add_beside_title(self.lock)
        return card

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show the office."""
        office = facts.office
        self.title.setText(office.name)
        self.about.setText(" · ".join(part for part in (office.code, office.town, facts.party.name) if part))
        lines = (_("Code {code}").format(code=office.code), facts.party.name, office.town)
        self._who.say(office.name, tuple(line for line in lines if line))
        reached = tuple(line for line in (office.address, office.phone, office.email) if line)
        self._reached.say(reached[0] if reached else _("Nothing entered yet"), reached[1:])
        settled = facts.deadlines_settled
        several = plural("{n} is settled here otherwise than proposed.",
                         "{n} are settled here otherwise than proposed.", settled).format(n=settled)  # fmt: skip
        self.answers.setText(several if settled else _("As proposed, with every State. Some may need more days."))
        years = plural("{n} year", "{n} years", facts.key_years).format(n=facts.key_years)
        words = _("A key, ours or another office's, counts as old {years} after it was made. Today then says so.")
        self.keys.setText(words.format(years=years))
        signs = _("What leaves this office says who prepared and who approved it. You sign as {name}.")
        self.signs.setText(signs.format(name=facts.signature))
        minutes = plural("{n} minute", "{n} minutes", facts.lock_minutes).format(n=facts.lock_minutes)
        alone = _("The desk locks {minutes} after anybody last touched it, or at once with Ctrl+L.")
        self.locks.setText(alone.format(minutes=minutes))
        last = facts.last_backup
        self._kept.say(
            moment_words(last) if last else _("No backup yet"),
            (_("A backup is two files: the store and its keys. Keep both together."),),
        )

    def focus_first(self) -> None:
        """Put the keyboard on the button."""
        self.change.setFocus()


class AppearancePage(DetailPage):
    """Theme and text size, as in the menu under the person's name; for this computer only, at once."""

    theme_chosen = Signal(str)
    scale_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pill.hide()
        self.title.setText(_("Appearance"))
        self.about.setText(_("For this computer alone; a change holds at once."))
        self._groups: list[QButtonGroup] = []
        self.themes = {choice: OptionLine(words) for choice, words in theme_words()}
        self.scales = {percent: OptionLine(f"{percent} %") for percent in SCALES}
        self.page.addWidget(self._card(_("Theme"), tuple(self.themes.values())))
        self.page.addWidget(self._card(_("Text size"), tuple(self.scales.values())))
        self.page.addWidget(Text(_("Everything grows with the text, and scrolls where it needs more room."),
                                 Kind.SENTENCE, Role.INK2, wrap=True))  # fmt: skip
        self.page.addStretch(1)
        self.bar.hide()
        for choice, line in self.themes.items():
            line.chosen.connect(lambda choice=choice: self._on_theme(choice))
        for percent, line in self.scales.items():
            line.chosen.connect(lambda percent=percent: self._on_scale(percent))
        restyled(self, self._show_look)

    def _card(self, title: str, lines: tuple[OptionLine, ...]) -> Card:
        card = Card(title=title)
        group = QButtonGroup(self)
        self._groups.append(group)
        for line in lines:
            group.addButton(line.radio)
            card.body.addWidget(line)
        return card

    def _show_look(self) -> None:
        look = Look.of(self)
        self.themes[look.choice].radio.setChecked(True)
        percent = round(look.scale * 100)
        if percent in self.scales:
            self.scales[percent].radio.setChecked(True)

    def _on_theme(self, choice: str) -> None:
        if choice != Look.of(self).choice:  # chosen by the person, not shown by the program
            self.theme_chosen.emit(choice)

    def _on_scale(self, percent: int) -> None:
        if percent != round(Look.of(self).scale * 100):
            self.scale_chosen.emit(percent / 100)

    def focus_first(self) -> None:
        """Put the keyboard on the theme in use."""
        self.themes[Look.of(self).choice].radio.setFocus()
