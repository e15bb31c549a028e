"""Comparing a key on the phone: eight large words, who read them out, and how; a page of its own."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.offices import KeyCheck
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.bar import ActionBar
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton
from desktop_app.ui.widgets.card import Card, scrolled
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.drawing import rounded
from desktop_app.ui.widgets.fields import Finding, LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.keep_offices import OfficeLine

_COLUMNS = 4


class KeyWord(QWidget):
    """One word with its number, large enough to be read out across a desk."""

    def __init__(self, number: int, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._word = number, word
        self.setAccessibleName(_("Word {number}: {word}").format(number=number, word=word))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        restyled(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Ask for the word."""
        look = Look.of(self)
        width = QFontMetrics(look.font(Kind.FIRST_RUN_TITLE)).horizontalAdvance(self._word)
        return QSize(width + look.dp(56), look.dp(72))

    def minimumSizeHint(self) -> QSize:
        """Never cut a word, but let the room beside it go."""
        look = Look.of(self)
        width = QFontMetrics(look.font(Kind.FIRST_RUN_TITLE)).horizontalAdvance(self._word)
        return QSize(width + look.dp(16), look.dp(72))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw number and word."""
        look = Look.of(self)
        painter = QPainter(self)
        rounded(painter, self.rect().toRectF(), 6, look.colour(Role.SUNKEN), look.colour(Role.LINE))
        painter.setFont(look.font(Kind.CHIP))
        painter.setPen(look.colour(Role.INK2))
        painter.drawText(QRect(look.dp(10), look.dp(6), look.dp(24), look.dp(18)), 0, str(self._number))
        painter.setFont(look.font(Kind.FIRST_RUN_TITLE))
        painter.setPen(look.colour(Role.INK))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._word)


class KeyWords(QWidget):
    """Eight words in two rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._grid.setSpacing(Look.of(self).dp(12))

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show these words."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for index, word in enumerate(words):
            self._grid.addWidget(KeyWord(index + 1, word), index // _COLUMNS, index % _COLUMNS)
        self.setAccessibleName(" ".join(words))


class ComparePage(QWidget):
    """The page."""

    confirmed = Signal(str, object, str)
    """The words are the same: the office's code, how it was heard (`KeyCheck`), and from whom."""

    left = Signal()
    """The person goes back without confirming."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        page = QWidget()
        self._page = QVBoxLayout(page)
        self.title = Text("", Kind.PAGE_TITLE, wrap=True)
        self.sentence = Paragraph("", Kind.BASE, Role.INK2)
        self._page.addWidget(self.title)
        self._page.addWidget(self.sentence)
        card = Card()
        self.words = KeyWords()
        card.body.addWidget(self.words)
        self._page.addWidget(card)
        self._page.addWidget(self._answer_card())
        self._page.addStretch(1)
        bar = ActionBar()
        self.back = QuietButton(_("&Not now"), "arrow-left")
        self.back.clicked.connect(self.left)
        self.confirm = PrimaryButton(_("&Confirm the key"), "shield-check")
        self.confirm.clicked.connect(self._on_confirm)
        bar.row.addWidget(self.back)
        hint = Text(_("A wrong key would let others read what we send. When in doubt, do not confirm."), Kind.SENTENCE,
                    Role.INK2, elide=True)  # fmt: skip
        bar.tell(hint)
        bar.row.addWidget(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(page), 1)
        column.addWidget(bar)
        restyled(self, self._restyle)

    def _answer_card(self) -> Card:
        card = Card()
        self.who = LineField(_("&Who read the words to you?"), placeholder=_("name of the person at the other office"))
        self.by_phone = QRadioButton(_("on the &phone, on a number we had before"))
        self.in_person = QRadioButton(_("&in person"))
        self._how = QButtonGroup(self)
        self._how.addButton(self.by_phone)
        self._how.addButton(self.in_person)
        row = QHBoxLayout()
        row.addWidget(self.by_phone)
        row.addWidget(self.in_person)
        row.addStretch(1)
        self._row = row
        self.same = CheckLine("")
        self.says = Finding()
        self.who.text_changed.connect(self._show_same)
        card.body.addWidget(self.who)
        card.body.addLayout(row)
        card.body.addWidget(self.same)
        card.body.addWidget(self.says)
        return card

    def _restyle(self) -> None:
        look = Look.of(self)
        self._page.setContentsMargins(look.dp(24), look.dp(20), look.dp(24), look.dp(16))
        self._page.setSpacing(look.dp(14))
        self._row.setSpacing(look.dp(24))
        for button in (self.by_phone, self.in_person):
            button.setFont(look.font(Kind.BASE))

    def show_office(self, line: OfficeLine) -> None:
        """Show the words of an office's key, nothing confirmed."""
        office = line.known.card.office
        self._code = office.code
        if (office.code, line.words) == self._shown:
            return
        self._shown = (office.code, line.words)
        self.title.setText(_("Compare the key of {office}").format(office=office.name))
        self.sentence.set_text(
            _(
                "Call the office on a number you had before, not on the one from its card. Ask them to open Offices, "
                "*Our card*, and to read their eight words to you. Do not read them first."
            )
        )
        self.words.show_words(line.words)
        self.who.set_text("")
        self.who.set_finding("")
        self.says.show_words("", "")
        self.same.set_checked(False)
        self._how.setExclusive(False)
        for button in (self.by_phone, self.in_person):
            button.setChecked(False)
        self._how.setExclusive(True)
        self._show_same()

    def focus_first(self) -> None:
        """Put the keyboard on the first question."""
        self.who.edit.setFocus()

    def _show_same(self) -> None:
        who = self.who.text().strip() or "…"
        words = _("I heard the &same eight words, in the same order, from {who}").format(who=who)
        self.same.words.setText(words)
        self.same.box.setAccessibleName(words.replace("&", ""))

    def _on_confirm(self) -> None:
        missing = not self.who.text().strip()
        self.who.set_finding("error" if missing else "", _("Enter who read them to you.") if missing else "")
        if missing:
            self.who.edit.setFocus()
            return
        if self._how.checkedButton() is None:
            self.says.show_words("error", _("Say whether it was on the phone or in person."))
            self.by_phone.setFocus()
            return
        if not self.same.checked():
            self.says.show_words("error", _("Tick that the words were the same. If they were not, do not confirm."))
            self.same.box.setFocus()
            return
        self.says.show_words("", "")
        check = KeyCheck.PHONE if self.by_phone.isChecked() else KeyCheck.IN_PERSON
        self._shown = ("", ())
        self.confirmed.emit(self._code, check, self.who.text().strip())
