"""What belongs to the result and is no amount a week: grants apart, the injury, and that one State pays alone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case
from desktop_app.calculation.last_state import POINT
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependant_forms import WITH_INJURY
from desktop_app.domain.dependants import Disablement
from desktop_app.ui.parties import short_party_name
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.chips import LaneChip
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.award_words import grants_words
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.dependant_words import CAUSES
from desktop_app.wording.formats import date_words, percent_words

PAYS_ALONE = frozenset({"last_state_pays", "certified"})


class ResultNotes(QWidget):
    """A line a note, with the State's chip; the officer's confirmation has its button."""

    confirm_asked = Signal(str)
    """The State that pays alone, to be confirmed by an officer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: list[QWidget] = []
        self._payer = ""
        self.confirmer = QuietButton(_("C&onfirm or decide otherwise"), "user-check")
        self.confirmer.setObjectName("confirm_payer")
        self.confirmer.clicked.connect(lambda: self.confirm_asked.emit(self._payer))
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        restyled(self, self._space)
        self.hide()

    def _space(self) -> None:
        look = Look.of(self)
        self._grid.setContentsMargins(look.dp(12), look.dp(6), look.dp(8), look.dp(2))
        self._grid.setHorizontalSpacing(look.dp(10))
        self._grid.setVerticalSpacing(look.dp(4))

    def show_result(self, award: Award, case: Case, decisions: tuple[OfficerDecision, ...]) -> None:
        """Show what a result has beside its table."""
        for widget in self._made:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._made = []
        self._grid.removeWidget(self.confirmer)
        self.confirmer.hide()
        for words in grants_words(award):
            self._add(words)
        if case.benefit in WITH_INJURY:
            self._show_injury(award, case, decisions)
        self.setVisible(bool(self._made))

    def _show_injury(self, award: Award, case: Case, decisions: tuple[OfficerDecision, ...]) -> None:
        if case.disablement is not None:
            self._add(_injury_words(case.disablement))
        alone = award.settings.get(POINT) == "last_state"
        payer = next((line.state for line in award.states if line.payable.reason.code in PAYS_ALONE), "")
        decided = next((each for each in decisions if each.point == POINT), None)
        if decided is not None:
            day = date_words(decided.decided_on) if decided.decided_on else ""
            words = _("Who pays for the injury was decided {date} by {who}: {reason}").format(
                date=day, who=decided.decided_by, reason=decided.reason
            )
            payer = decided.state
        elif alone and payer:
            words = _("{state} pays alone, as the last State whose conditions are met. An officer confirms.").format(
                state=short_party_name(payer)
            )
        else:
            return
        lane = [line.state for line in award.states].index(payer)
        row = self._add(words, payer, lane)
        self._payer = payer
        self._grid.addWidget(self.confirmer, row, 2, Qt.AlignmentFlag.AlignRight)
        self.confirmer.show()

    def _add(self, words: str, state: str = "", lane: int = 0) -> int:
        row = self._grid.rowCount()
        text = Text(words, Kind.SENTENCE, Role.INK, wrap=True)
        self._made.append(text)
        if state:
            chip = LaneChip(state, lane, short_party_name(state))
            self._made.append(chip)
            self._grid.addWidget(chip, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(text, row, 1)
        else:
            self._grid.addWidget(text, row, 0, 1, 2)
        return row


def _injury_words(injury: Disablement) -> str:
    parts = [_("Degree of disablement {degree}").format(degree=percent_words(injury.degree_percent))]
    parts.append(_(CAUSES[injury.cause.value]).lower())
    if injury.state:
        parts.append(short_party_name(injury.state))
    return ", ".join(parts)
