"""The guide of the training mode, below its amber band: where one is, what to do next and why, and help to do it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.guide_steps import GuideStep
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton, SecondaryButton, TrainingButton
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.guide_words import GuideWords, guide_ended, guide_words
from desktop_app.workflows.guided_claim import GuideView

_COPIES = frozenset({GuideStep.HISTORY, GuideStep.CERTIFY})
_BAR = 4


class GuideStrip(QWidget):
    """One step at a time. Before it is begun it offers to begin, after its end it says so; it can be put away."""

    begin_wanted = Signal()
    """The person begins the guided claim, or takes the guide out again."""

    away_wanted = Signal()
    """The person wants the guide out of the way."""

    place_wanted = Signal()
    """The person wants to be taken to where the step is done."""

    copy_wanted = Signal()
    """The rows of the step are wanted on the clipboard."""

    answers_wanted = Signal()
    """The neighbours are to answer now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: GuideView | None = None
        self.setObjectName("guide_strip")
        self.setAccessibleName(_("Guided first claim"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title = Text("", Kind.CARD_TITLE, Role.INK)
        self.do = Text("", Kind.BASE, Role.INK, wrap=True)
        self.why = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self.begin = TrainingButton(_("Begin the guided claim"), "graduation-cap")
        self.there = SecondaryButton(_("Take me there"), "arrow-right")
        self.copy = SecondaryButton(_("Copy the rows"), "copy")
        self.answers = SecondaryButton(_("Let them answer"), "inbox")
        self.away = QuietButton(_("Put the guide away"), "x")
        self._keys()
        self.begin.clicked.connect(lambda _on: self.begin_wanted.emit())
        self.there.clicked.connect(lambda _on: self.place_wanted.emit())
        self.copy.clicked.connect(lambda _on: self.copy_wanted.emit())
        self.answers.clicked.connect(lambda _on: self.answers_wanted.emit())
        self.away.clicked.connect(lambda _on: self.away_wanted.emit())
        self._column = QVBoxLayout()
        for line in (self.title, self.do, self.why):
            self._column.addWidget(line)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._column, 1)
        for button in (self.begin, self.answers, self.copy, self.there, self.away):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
        restyled(self, self._restyle)

    def _keys(self) -> None:
        """Give every button a key of its own: each letter of the alphabet leads to some field of the pages below."""
        for button, key, hint in (
            (self.begin, "Ctrl+Alt+G", _("Begin the guided claim, or take the guide out again (Ctrl+Alt+G)")),
            (self.there, "Ctrl+Alt+T", _("Go to where this is done (Ctrl+Alt+T)")),
            (self.copy, "Ctrl+Alt+C", _("Put the rows on the clipboard, to paste them with Ctrl+V (Ctrl+Alt+C)")),
            (self.answers, "Ctrl+Alt+L", _("The practice offices open what you sent, and answer (Ctrl+Alt+L)")),
            (self.away, "Ctrl+Alt+X", _("Put the guide away; it can be taken out again (Ctrl+Alt+X)")),
        ):
            button.setShortcut(QKeySequence(key))
            button.setToolTip(hint)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setContentsMargins(look.dp(16), look.dp(8), look.dp(16), look.dp(8))
        self._row.setSpacing(look.dp(8))
        self._column.setSpacing(look.dp(2))
        self.setMaximumHeight(look.dp(150))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, the amber edge, and the hairline below."""
        look = Look.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.SURFACE))
        painter.fillRect(0, 0, look.dp(_BAR), self.height(), look.colour(Role.TRAINING))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour(Role.LINE))

    def show_guide(self, view: GuideView) -> None:
        """Show where the guide stands."""
        before, self.view = self.view, view
        going = view.begun and not view.put_away
        words = self._words(view)
        self.title.setText(words.title)
        self.do.setText(words.do)
        self.why.setText(words.why)
        self.do.setVisible(not view.put_away)
        self.why.setVisible(bool(words.why) and not view.put_away)
        self.begin.setVisible(not going)
        self.begin.set_words(_("Show the guide") if view.put_away else _("Begin the guided claim"))
        self.there.setVisible(going and view.step is not None)
        self.copy.setVisible(going and view.step in _COPIES)
        self.answers.setVisible(going and view.step is GuideStep.ANSWERS)
        self.away.setVisible(going)
        self.setAccessibleDescription(" ".join(words))
        self.show()
        if before is not None and before.step is not view.step:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, " ".join(words)))

    @staticmethod
    def _words(view: GuideView) -> GuideWords:
        if view.put_away:
            return GuideWords(title=_("The guided claim is put away."), do="", why="")
        if not view.begun:
            return GuideWords(
                title=_("A first claim, guided"),
                do=_("The published claim from the first keystroke to the letter, in about fifteen minutes."),
                why="",
            )
        if view.step is None:
            return guide_ended(view.minutes)
        words = guide_words(view.step)
        steps = tuple(GuideStep)
        place = _("Step {number} of {count}: {title}").format(
            number=steps.index(view.step) + 1, count=len(steps), title=words.title
        )
        return words._replace(title=place)
