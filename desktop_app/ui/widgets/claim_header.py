"""The header of a claim that never scrolls away: who, born when, numbers per State, stage, due, responsible."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.card import Hairline
from desktop_app.ui.widgets.chips import LaneChip
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text

_HEIGHT: Final = 62
_LEAVING: Final = ("stage", "responsible", "due", "born")
"""The order in which facts leave when the header narrows; name, numbers and saving stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFact:
    """A person's insurance number in one State, with the State's lane in this claim."""

    code: str
    lane: int
    number: str
    state_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """What the header shows; every pair is (label, value) in words, an empty value leaves the fact out."""

    claimant: str
    under: str
    born: tuple[str, str] = ("", "")
    numbers_label: str = ""
    numbers: Sequence[NumberFact] = ()
    stage: tuple[str, str] = ("", "")
    due: tuple[str, str] = ("", "")
    responsible: tuple[str, str] = ("", "")


class _Fact(QWidget):
    """A label over a value."""

    def __init__(self, label: str, value: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._column.addStretch(1)
        self._column.addWidget(Text(label, Kind.SMALL, Role.INK2))
        self._column.addWidget(value)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)


class ClaimHeader(QWidget):
    """62 high. Its layout asks for no width: facts leave in a fixed order instead."""

    def __init__(self, menu_button: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: dict[str, QWidget] = {}
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        who = QVBoxLayout()
        who.setSpacing(0)
        self.claimant = Text("", Kind.TITLE, elide=True)
        self.under = Text("", Kind.SENTENCE, Role.INK2, elide=True)
        who.addStretch(1)
        who.addWidget(self.claimant)
        who.addWidget(self.under)
        who.addStretch(1)
        self._who = QWidget()
        self._who.setLayout(who)
        who.setContentsMargins(0, 0, 0, 0)
        self._bar = Hairline(upright=True)
        self._middle = QHBoxLayout()
        self._saved_icon = Picture("circle-check", Role.OK, 14)
        self.saved = Text("", Kind.GRID_MEDIUM, Role.OK)
        self._row.addWidget(self._who)
        self._row.addWidget(self._bar)
        self._row.addLayout(self._middle)
        self._row.addStretch(1)
        self._row.addWidget(self._saved_icon)
        self._row.addWidget(self.saved)
        if menu_button is not None:
            self._row.addWidget(menu_button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_saved("")
        self._look = restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setFixedHeight(look.dp(_HEIGHT))
        self._row.setContentsMargins(look.dp(20), 0, look.dp(16), 0)
        self._row.setSpacing(look.dp(8))
        self._middle.setContentsMargins(look.dp(12), 0, 0, 0)
        self._middle.setSpacing(look.dp(28))
        self._bar.setFixedHeight(look.dp(34))
        self._fit()

    def show_facts(self, facts: ClaimFacts) -> None:
        """Show these facts."""
        self.claimant.setText(facts.claimant)
        self.under.setText(facts.under)
        self.setAccessibleName(f"{facts.claimant}, {facts.under}")
        while (item := self._middle.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._facts = {}
        self._add("born", facts.born)
        if facts.numbers:
            self._facts["numbers"] = _Fact(facts.numbers_label, _numbers(facts.numbers))
            self._middle.addWidget(self._facts["numbers"])
        self._add("stage", facts.stage)
        self._add("due", facts.due)
        self._add("responsible", facts.responsible)
        self._fit()

    def _add(self, name: str, fact: tuple[str, str]) -> None:
        label, value = fact
        if value:
            self._facts[name] = _Fact(label, Text(value, Kind.GRID_MEDIUM))
            self._middle.addWidget(self._facts[name])

    def show_saved(self, words: str, *, saved: bool = True) -> None:
        """Say when it was saved (`Saved 10:42`), or that it is being saved."""
        self.saved.setText(words)
        self.saved.set_role(Role.OK if saved else Role.INK2)
        self._saved_icon.show_icon("circle-check" if saved else "circle-dashed", Role.OK if saved else Role.INK2)
        self._saved_icon.setVisible(bool(words))
        self._fit()

    def shown_facts(self) -> list[str]:
        """Return the names of the facts that have room now."""
        return [name for name, fact in self._facts.items() if not fact.isHidden()]

    def _fit(self) -> None:
        """Let facts leave until the rest has room."""
        look = Look.of(self)
        claimant = self.claimant.fontMetrics().horizontalAdvance(self.claimant.text())
        under = self.under.fontMetrics().horizontalAdvance(self.under.text())
        self._who.setMinimumWidth(min(max(claimant, under) + look.dp(20), look.dp(300)))
        fixed = look.dp(20 + 16 + 12 + 60) + self._who.minimumWidth() + self.saved.sizeHint().width() + look.dp(40)
        widths = {name: fact.sizeHint().width() + look.dp(28) for name, fact in self._facts.items()}
        shown = set(widths)
        for leaving in _LEAVING:
            if fixed + sum(widths[name] for name in shown) <= self.width():
                break
            shown.discard(leaving)
        for name, fact in self._facts.items():
            fact.setVisible(name in shown)
        self._row.activate()  # the room was shared out before a fact left

    def minimumSizeHint(self) -> QSize:
        """Ask for no width."""
        return QSize(self._look.dp(320), self._look.dp(_HEIGHT))

    def sizeHint(self) -> QSize:
        """Ask for the height only."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let facts leave or come back."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar's ground and hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour(Role.SURFACE))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colour(Role.LINE))


def _numbers(numbers: Sequence[NumberFact]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    look = Look.of(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.dp(7))
    for position, fact in enumerate(numbers):
        if position:
            row.addSpacing(look.dp(6))
        row.addWidget(LaneChip(fact.code, fact.lane, fact.state_name), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Text(fact.number, Kind.GRID_MEDIUM))
    return holder
