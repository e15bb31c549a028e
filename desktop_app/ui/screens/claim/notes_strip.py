"""What a clerk should know of the claim, a line each: what waits for a second person, what came back, who left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.departure import DepartureCertificate
from desktop_app.foundation.progress import Progress
from desktop_app.ui.made_words import made_note
from desktop_app.ui.notices import Notices
from desktop_app.ui.parties import short_party_name
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Sentence
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import proposal_kind_words
from desktop_app.wording.formats import date_words, weeks_words
from desktop_app.workflows.claim_notes import ClaimNotes, claim_notes
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.made_from import Made, MadeLine
from desktop_app.workflows.propose import ProposalView
from desktop_app.workflows.protected import ProtectionView
from desktop_app.workflows.side_states import SideLine, SideState

_HEIGHT = 34


class NotesStrip(QWidget):
    """Hidden where there is nothing to know."""

    proposal_wanted = Signal(str)
    """What waits for a second person should be shown: the proposal's id."""

    made_wanted = Signal(object)
    """Something made from destroyed data should be set right: its `MadeLine`."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self._key = ""
        self.lines: list[Sentence] = []
        self.look: QuietButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self.hide()
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(24), look.dp(2), look.dp(16), look.dp(2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and hairline."""
        look = Look.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.WARN_TINT))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour(Role.LINE))

    def show_claim(self, key: str) -> None:
        """Fetch what there is to know of a registered claim; nothing is shown of a draft (an empty key)."""
        self._key = key
        if not key:
            self.hide()
            return

        def job(desk: Desk, _progress: Progress) -> ClaimNotes:
            return claim_notes(desk, key)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(lambda notes: self._on_notes(key, notes))
        ticket.failed.connect(self._notices.refuse)

    def _on_notes(self, key: str, notes: ClaimNotes) -> None:
        if key != self._key:
            return
        while self._column.count():
            item = self._column.takeAt(0)
            row = item.widget() if item is not None else None
            if row is not None:
                row.hide()
                row.deleteLater()
        self.lines, self.look = [], None
        if notes.protection is not None:
            self._add("lock", protected_words(notes.protection), None)
        for made in notes.made:
            self._add_made(made)
        for view in notes.waiting:
            self._add("hourglass", waiting_words(view), view)
        for view in notes.returned:
            self._add("undo-2", returned_words(view), None)
        for line in notes.beside:
            self._add("info", side_words(line), None)
        for departure in notes.departures:
            self._add("info", departure_words(departure), None)
        self.setVisible(bool(self.lines))

    def _add_made(self, made: MadeLine) -> None:
        act = {
            Made.CALCULATION: _("Calculate again…"),
            Made.PAPER: _("Issue it again…"),
            Made.MESSAGE: _("Correct it…"),
        }
        button = QuietButton(act[made.what] if made.left else _("Decide again…"), "undo-2")
        button.setToolTip(made_note(made))
        button.clicked.connect(lambda _checked=False: self.made_wanted.emit(made))
        self._add("triangle-alert", made_note(made), None).addWidget(button)

    def _add(self, icon: str, words: str, view: ProposalView | None) -> QHBoxLayout:
        holder = QWidget()
        holder.setMinimumHeight(Look.of(self).dp(_HEIGHT))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Look.of(self).dp(8))
        row.addWidget(Picture(icon, Role.WARN, 16), 0, Qt.AlignmentFlag.AlignVCenter)
        line = Sentence(words, Kind.SENTENCE, Role.INK)
        row.addWidget(line, 1)
        self.lines.append(line)
        if view is not None:
            button = QuietButton(_("Look through…"), "eye")
            if self.look is None:
                button.setShortcut(QKeySequence("Alt+9"))  # every letter leads to a field of one of the steps
                button.setToolTip(_("Look through what waits for a second person (Alt+9)"))
                self.look = button
            button.clicked.connect(lambda _checked=False, key=view.proposal.id: self.proposal_wanted.emit(key))
            row.addWidget(button)
        self._column.addWidget(holder)
        return row


def protected_words(view: ProtectionView) -> str:
    """Say that a case is protected, and who may open it."""
    names = ", ".join(user.name for user in view.named)
    if view.person:
        return _("Protected, with every claim of this person: opened by {names} alone.").format(names=names)
    return _("Protected: opened by {names} alone.").format(names=names)


def waiting_words(view: ProposalView) -> str:
    """Say what waits, who prepared it and who can approve it."""
    what = proposal_kind_words(view.proposal.kind)
    if view.obstacle is None:
        return _("{what}: {name} laid it before you.").format(what=what, name=view.proposer.name)
    names = ", ".join(user.name for user in view.seconds) or _("nobody has the right yet")
    return _("{what} waits for a second person: {names}.").format(what=what, names=names)


def returned_words(view: ProposalView) -> str:
    """Say what came back, from whom and why."""
    return _("{what}: {name} gave it back. {reason}").format(
        what=proposal_kind_words(view.proposal.kind),
        name=view.decider.name if view.decider else "",
        reason=view.proposal.decision_remark,
    )


def side_words(line: SideLine) -> str:
    """Say what a case is beside its stage."""
    words = {
        SideState.PROVISIONAL: _("{who} pays for the time being since {day}; the final decision is still to come."),
        SideState.FORWARDED: _("Passed on to {who} on {day}."),
        SideState.WITHDRAWN: _("Withdrawn for {who} from {day}."),
        SideState.REOPENED: _("Opened again on {day}."),
        SideState.ARCHIVED: _("Archived: closed on {day}. What is told of it is still taken in."),
    }[line.state]
    office = line.state is SideState.FORWARDED
    return words.format(who=line.detail if office else short_party_name(line.detail), day=date_words(line.since))


def departure_words(departure: DepartureCertificate) -> str:
    """Say when the person left a State, and what that State certified then."""
    one = departure.certificate
    return _(
        "Left {state} on {day} for {new}: certificate {number}, version {version}, of {certified}, {weeks}."
    ).format(
        state=short_party_name(one.state),
        day=date_words(departure.departed_on),
        new=short_party_name(departure.new_state) if departure.new_state else _("another State"),
        number=one.number,
        version=one.version,
        certified=date_words(one.certified_at.date()),
        weeks=weeks_words(one.weeks),
    )
