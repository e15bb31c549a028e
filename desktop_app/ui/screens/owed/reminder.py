"""The drafted reminder, to be looked at and sent."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.ui.screens.owed.asking import Act, Asking, Words
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.workflows.remind import ReminderDraft, ReminderLine, send_reminder

_LINES = 190


class ReminderDialog(Asking):
    """All that an office is reminded of in one message; a line can be left out."""

    def __init__(self, draft: ReminderDraft, tasks: Tasks, parent: QWidget | None = None) -> None:
        office = draft.office.card.office
        sentence = _("To {office} ({code}). It waits under To send until the next file leaves.").format(
            office=office.name, code=office.code
        )
        act = PrimaryButton(_("&Send the reminder"), "send")
        super().__init__(tasks, _("Reminder"), sentence, act, parent)
        self._draft = draft
        self.lines = {line.obligation_id: QCheckBox(line_words(line)) for line in draft.items}
        held = QWidget()
        self._rows = QVBoxLayout(held)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for box in self.lines.values():
            box.setChecked(True)
            self._rows.addWidget(box)
        self._rows.addStretch(1)
        self._area = scrolled(held)
        self.body.addWidget(self._area, 1)
        if draft.to_head:
            words = (
                _("This is the third reminder: it is addressed to the head of the office, {head}.").format(
                    head=office.head
                )
                if office.head
                else _("This is the third reminder: it is addressed to the head of the office.")
            )
            self.body.addWidget(Text(words, Kind.SENTENCE, Role.WARN, wrap=True))
        if draft.missing:
            numbers = ", ".join(map(str, draft.missing))
            words = _("It also asks for their bundles that never came: numbers {numbers}.").format(numbers=numbers)
            self.body.addWidget(Text(words, Kind.SENTENCE, Role.INK2, wrap=True))
        self.words = Words(_("&Words to go with it (may stay empty)"))
        self.body.addWidget(self.words)
        restyled(self, self._restyle_lines)
        self.act.setFocus()

    def _restyle_lines(self) -> None:
        look = Look.of(self)
        self._rows.setSpacing(look.dp(6))
        self._area.setMinimumHeight(look.dp(min(_LINES, 12 + 44 * len(self.lines))))
        self.setMinimumWidth(look.dp(640))

    def _missing(self) -> str:
        none = "" if any(box.isChecked() for box in self.lines.values()) else _("Choose at least one line.")
        self.says.show_words("error" if none else "", none)
        return none or self.words.too_long()

    def _act(self) -> Act:
        chosen = tuple(key for key, box in self.lines.items() if box.isChecked())
        draft, words = self._draft.id, self.words.text()
        return lambda desk: send_reminder(desk, draft, obligation_ids=chosen, text=words)


def line_words(line: ReminderLine) -> str:
    """Say what a line of a reminder names."""
    late = plural("{n} day overdue", "{n} days overdue", line.days).format(n=line.days)
    about = " · ".join(part for part in (line.person_name, line.claim_number) if part)
    count = _("reminder {n}").format(n=line.count)
    first = f"{obligation_kind_words(line.kind)}, {about}" if about else obligation_kind_words(line.kind)
    return f"{first}\n" + _("asked on {asked}, due {due}, {late}, {count}").format(
        asked=date_words(line.asked_on), due=date_words(line.due_on), late=late, count=count
    )
