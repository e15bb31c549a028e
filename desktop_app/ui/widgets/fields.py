"""Fields for typing: the label above, the field, and beside it in words what is wrong and how to mend it."""

import contextlib
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.hints import FittingHint
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text

Level = Literal["", "ok", "warning", "error"]
"""How a finding stands: nothing to say, good, let go on, stops the step that needs it."""

FIELD_HEIGHT: Final = 34
_LEVELS: Final[dict[Level, tuple[str, Role]]] = {
    "": ("info", Role.INK2),
    "ok": ("circle-check", Role.OK),
    "warning": ("triangle-alert", Role.WARN),
    "error": ("circle-alert", Role.BAD),
}


class FieldLabel(Text):
    """The name of a field, above it; `&` marks the mnemonic that goes to its buddy."""

    def __init__(self, text: str, buddy: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(text, Kind.SENTENCE, Role.INK2, parent=parent)
        if buddy is not None:
            self.setBuddy(buddy)


class Finding(QWidget):
    """One sentence beside a field, with the icon of its level. Empty, it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Picture("info", Role.INK2, 14)
        self._words = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)
        self.hide()
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setSpacing(look.dp(6))
        self._icon.setFixedHeight(self._words.fontMetrics().height())  # in the middle of the first line

    def show_words(self, level: Level, text: str) -> None:
        """Show a sentence, or nothing."""
        icon, role = _LEVELS[level]
        self._icon.show_icon(icon, role)
        self._icon.setVisible(bool(level))
        self._words.set_role(role)
        self._words.setText(text)
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """The sentence it shows."""
        return self._words.text()


class LineField(QWidget):
    """One line to type in, 34 high."""

    text_changed = Signal(str)
    """The person typed: the raw text."""

    left = Signal()
    """The person is done with the field."""

    def __init__(
        self,
        label: str,
        *,
        placeholder: str = "",
        shorter: str = "",
        hint: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setAcceptDrops(False)  # a file dropped here belongs to the window
        if shorter:  # where the field is too narrow for the placeholder
            FittingHint(self.edit, placeholder, shorter)
        else:
            self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName((name or label).replace("&", ""))
        self.label = FieldLabel(label, self.edit, self)  # with a parent: shown without one it would be a window
        self.label.setVisible(bool(label))
        self.finding = Finding()
        self._hint = Text(hint, Kind.CAPTION, Role.INK2, wrap=True, parent=self)
        self._hint.setVisible(bool(hint))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.label)
        self._row = QHBoxLayout()
        self._row.addWidget(self.edit, 1)
        self._column.addLayout(self._row)
        self._column.addWidget(self._hint)
        self._column.addWidget(self.finding)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self.text_changed)
        self.edit.editingFinished.connect(self._on_left)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setSpacing(look.dp(4))
        self.edit.setFont(look.font(Kind.FIELD))
        self.edit.setFixedHeight(look.dp(FIELD_HEIGHT))

    def _on_left(self) -> None:
        self.left.emit()

    def text(self) -> str:
        """Return what stands in the field, as typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put text into the field; unchanged text keeps cursor and undo."""
        if text != self.edit.text():
            self.edit.setText(text)

    def set_hint(self, text: str, role: Role = Role.INK2) -> None:
        """Show a quiet line below the field: `was 14 Jun 1954`."""
        self._hint.setText(text)
        self._hint.set_role(role)
        self._hint.setVisible(bool(text))

    def set_finding(self, level: Level, text: str = "") -> None:
        """Say below the field what is wrong and how to mend it; an empty text takes it away."""
        if (level, text) == (self.edit.property("finding") or "", self.finding.text):
            return
        self.edit.setProperty("finding", level if text else "")
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
        self.finding.show_words(level, text)
        self.edit.setAccessibleDescription(text)
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # not before something is said

        QAccessible.updateAccessibility(QAccessibleEvent(self.edit, QAccessible.Event.DescriptionChanged))

    def set_changed(self, changed: bool) -> None:
        """Tint the field: its value differs from the one on record."""
        self.edit.setProperty("changed", "true" if changed else "false")
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)


class DateField(LineField):
    """A date, typed as `14/6/1954`, `14 Jun 1954` or `1954-06-14`; on leaving it is shown as `14 Jun 1954`.

    Text that is no date stays as typed: the step's checks say what is wrong with it.
    """

    def value(self) -> date | None:
        """Return the day, or nothing for text that is no date."""
        from desktop_app.domain.time import parse_date  # only dates need the calendar

        with contextlib.suppress(Problem):
            return parse_date(self.text())
        return None

    def set_value(self, day: date | None) -> None:
        """Show a day."""
        self.set_text("" if day is None else _shown(day))

    def set_text(self, text: str) -> None:
        """Put text into the field; a date in any form is shown in ours unless the person is typing."""
        super().set_text(text)
        if not self.edit.hasFocus():
            self._show_plainly()

    def _on_left(self) -> None:
        self._show_plainly()
        super()._on_left()

    def _show_plainly(self) -> None:
        day = self.value()
        if day is not None and self.text() != _shown(day):
            self.edit.setText(_shown(day))


def _shown(day: date) -> str:
    from desktop_app.wording.formats import date_words  # brings exact numbers, which most fields do without

    return date_words(day)


class MoneyField(LineField):
    """An amount: right-aligned, the currency beside it; on leaving it is shown as `12,600.00`.

    Text that is no amount stays as typed. The raw text is what it gives; `domain.money` reads it.
    """

    def __init__(
        self, label: str, currency: str, *, placeholder: str = "", hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(label, placeholder=placeholder, hint=hint, name=f"{label} {currency}", parent=parent)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._currency = Text(currency, Kind.SENTENCE, Role.INK2)
        self._row.insertWidget(0, self._currency)

    def set_currency(self, currency: str) -> None:
        """Show another currency."""
        self._currency.setText(currency)

    def _on_left(self) -> None:
        shown = amount_words(self.text())
        if shown != self.text():
            self.edit.setText(shown)
        super()._on_left()


def amount_words(text: str) -> str:
    """Write a typed amount with separators and two decimals, `12,600.00`; what is no amount stays as typed."""
    whole, point, cents = text.strip().replace(",", "").partition(".")
    if not whole.isascii() or not whole.isdigit() or (point and not (cents.isascii() and cents.isdigit())):
        return text
    if len(cents) > 2:  # noqa: PLR2004 - more than cents is not ours to cut
        return text
    return f"{int(whole):,}.{cents:0<2}"


class _Combo(QComboBox):
    """A combo box that leaves the wheel to the page unless it has the focus.

    What is typed finds a choice by the start of its words, blanks included ("saint v"), or by its whole key ("vc").
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._pause = QTimer(self, singleShot=True, interval=QApplication.keyboardInputInterval() * 2)
        self._pause.timeout.connect(self._forget)

    def _forget(self) -> None:
        self._typed = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find a choice by what is typed; a blank at first opens the list, as it does everywhere."""
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        letter = event.text().casefold()
        opens = letter == " " and not self._typed
        if held or opens or not letter or not letter.isprintable():
            super().keyPressEvent(event)
            return
        self._typed += letter
        self._pause.start()
        index = self._found()
        if index >= 0 and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.activated.emit(index)

    def _found(self) -> int:
        """Return the choice that is meant, -1 for none; the same letter again goes to the next that begins with it."""
        typed, count = self._typed, self.count()
        words = [self.itemText(number).casefold() for number in range(count)]
        begins = [number for number in range(count) if words[number].startswith(typed)]
        keyed = [number for number in range(count) if str(self.itemData(number)).casefold() == typed]
        if not begins and not keyed and set(typed) == {typed[0]}:
            begins = [number for number in range(count) if words[number].startswith(typed[0])]
            return next((number for number in begins if number > self.currentIndex()), begins[0] if begins else -1)
        return next(iter((*keyed, *begins)), -1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the wheel."""
        self.setFocusPolicy(Qt.FocusPolicy.WheelFocus)
        super().focusInEvent(event)


class ChoiceField(QWidget):
    """One of several, each with a key for the program and words for the person."""

    chosen = Signal(str)
    """The person chose: the key."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]] = (),
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.combo = _Combo()
        self.combo.setAccessibleName(label.replace("&", ""))
        self.combo.setPlaceholderText(placeholder)
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(8)
        self.label = FieldLabel(label, self.combo, self)
        self.label.setVisible(bool(label))
        self.finding = Finding()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.combo, self.finding):
            self._column.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self.combo)
        self.combo.activated.connect(self._on_activated)
        self.set_choices(choices)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setSpacing(look.dp(4))
        self.combo.setFont(look.font(Kind.FIELD))
        self.combo.setFixedHeight(look.dp(FIELD_HEIGHT))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these keys and words, in this order, keeping the present key if it is among them."""
        present = self.key()
        self.combo.clear()
        for key, words in choices:
            self.combo.addItem(words, key)
        self.set_key(present)

    def key(self) -> str:
        """Return the key of the choice, or nothing."""
        return str(self.combo.currentData() or "")

    def set_key(self, key: str) -> None:
        """Show the choice with this key; a key that is not offered shows none."""
        self.combo.setCurrentIndex(self.combo.findData(key))

    def set_finding(self, level: Level, text: str = "") -> None:
        """Say below the field what is wrong; an empty text takes it away."""
        self.finding.show_words(level, text)
        self.combo.setAccessibleDescription(text)

    def _on_activated(self) -> None:
        self.chosen.emit(self.key())
