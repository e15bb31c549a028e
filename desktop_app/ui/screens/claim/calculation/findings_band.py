"""The band that says one finding at a time, and leads to where it is settled."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.findings import Finding, Level
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import IconButton, QuietButton
from desktop_app.ui.widgets.finding_levels import icon_of
from desktop_app.ui.widgets.finding_said import finding_parts, finding_sentence
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.wording.catalogue import text as _

_INK = {Level.ERROR: Role.BAD, Level.WARNING: Role.WARN, Level.NOTE: Role.INK2}
_TINT = {Level.ERROR: Role.BAD_TINT, Level.WARNING: Role.WARN_TINT, Level.NOTE: Role.SUNKEN}


class FindingsBand(QWidget):
    """One of several findings: `1 of 3: ...`, the next, and `Settle`."""

    settle_asked = Signal(object)
    """The `Finding` to settle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._place = 0
        self._settled_here: tuple[Finding, ...] = ()
        self._icon = Picture("triangle-alert", Role.WARN, 16)
        self.words = Text("", Kind.SENTENCE, Role.WARN, wrap=True)
        self.words.setObjectName("finding_words")
        self.following = IconButton("chevron-right", _("Next finding"))
        self.following.setObjectName("finding_next")
        self.following.clicked.connect(self.show_next)
        self.settler = QuietButton(_("S&ettle"))
        self.settler.setObjectName("finding_settle")
        self.settler.clicked.connect(self._on_settle)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.following)
        self._row.addWidget(self.settler)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setContentsMargins(look.dp(14), look.dp(4), look.dp(8), look.dp(4))
        self._row.setSpacing(look.dp(8))

    def show_findings(self, findings: tuple[Finding, ...], settled_here: Collection[Finding] = ()) -> None:
        """Show these, one at a time; none hides the band. `settled_here` can be settled on this page."""
        self._settled_here = tuple(settled_here)
        if findings != self._findings:
            self._findings, self._place = findings, 0
        self.setVisible(bool(findings))
        self._show()

    @property
    def finding(self) -> Finding | None:
        """The finding that is said now."""
        return self._findings[self._place] if self._findings else None

    def show_next(self) -> None:
        """Say the next finding; after the last the first."""
        if self._findings:
            self._place = (self._place + 1) % len(self._findings)
            self._show()

    def _show(self) -> None:
        finding = self.finding
        if finding is None:
            return
        count = len(self._findings)
        here = finding in self._settled_here
        sentence = finding_parts(finding)[0] if here else finding_sentence(finding)
        if count > 1:
            sentence = _("{place} of {count} findings: {sentence}").format(
                place=self._place + 1, count=count, sentence=sentence
            )
        self.words.setText(sentence)
        self.words.set_role(_INK[finding.level])
        self._icon.show_icon(icon_of(finding.level), _INK[finding.level])
        self.following.setVisible(count > 1)
        self.settler.setVisible(here)
        self.update()

    def _on_settle(self) -> None:
        if self.finding is not None:
            self.settle_asked.emit(self.finding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the band with the tint of its level; its lower corners are those of the card."""
        if self.finding is not None:
            QPainter(self).fillRect(self.rect(), Look.of(self).colour(_TINT[self.finding.level]))
