"""The plan of backups, and a backup held against the store: what going back to it would lose."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop_app.ui.tasks import Ticket
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.passphrase import PassphraseField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import moment_words
from desktop_app.wording.journal_words import verb_words
from desktop_app.wording.verify_words import fault_words
from desktop_app.workflows.backup_plan import DAYS, FEWEST, MOST, BackupPlan
from desktop_app.workflows.compare_backup import BackupComparison

_KINDS_SHOWN = 12


class PlanDialog(Question):
    """Where to, how often, how many stay. An empty folder makes none by itself."""

    wanted = Signal(object)
    """The `BackupPlan` typed."""

    def __init__(self, now: BackupPlan, parent: QWidget | None = None, *, new: bool = False) -> None:
        sentence = _("While the program is open and a backup is due, it is made without asking.")
        asked = _("Nothing of this office is anywhere else yet. Choose a folder on another disk or a stick: while the "
                  "program is open and a backup is due, it is made without asking.")  # fmt: skip
        title, sentence = (_("Where do backups go?"), asked) if new else (_("Backups by themselves"), sentence)
        super().__init__(title, sentence, PrimaryButton(_("&Keep it"), "check"), parent)
        self._new = new
        if new:
            self.cancel.set_words(_("&Later"))
        self.folder = LineField(_("&Folder or stick"), hint=_("Empty: no backup is made by itself."))
        self.folder.set_text(str(now.folder) if now.folder else "")
        self.choose = SecondaryButton(_("C&hoose…"), "folder-open")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._on_choose)
        days = tuple((str(n), plural("Every day", "Every {n} days", n).format(n=n)) for n in DAYS)
        self.days = ChoiceField(_("How &often"), days)
        self.days.set_key(str(now.days))
        self.keep = LineField(_("How &many stay"), hint=_("The oldest goes only after a newer one was read through."))
        self.keep.set_text(str(now.keep))
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.folder, 1)
        first.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignVCenter)
        second.addWidget(self.days, 1, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.keep, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.folder.setFocus()

    def _on_choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Back up into this folder"), self.folder.text())
        if folder:
            self.folder.set_text(folder)

    def _missing(self) -> str:
        number = self.keep.text().strip()
        if number.isdecimal() and FEWEST <= int(number) <= MOST:
            return ""
        return _("Enter how many copies stay: between {fewest} and {most}.").format(fewest=FEWEST, most=MOST)

    def _on_act(self) -> None:
        missing = self._missing()
        if missing:
            self.says.show_words("error", missing)
            self.keep.setFocus()
            return
        typed = self.folder.text().strip()
        if self._new and not typed:
            self.says.show_words("error", _("Choose a folder or stick, or leave it for later: Settings, Backups."))
            self.choose.setFocus()
            return
        self.wanted.emit(
            BackupPlan(folder=Path(typed) if typed else None, days=int(self.days.key()), keep=int(self.keep.text()))
        )


class CompareDialog(Question):
    """Asks for the passphrase of when the backup was made, then says what it lacks. It changes neither."""

    wanted = Signal(str, str)
    """Sign-in name and passphrase of when it was made."""

    def __init__(self, backup: Path, login: str, parent: QWidget | None = None) -> None:
        sentence = _("It is opened to the side with the passphrase of when it was made; comparing changes nothing.")
        super().__init__(_("Compare a backup"), sentence, PrimaryButton(_("&Compare"), "equal"), parent)
        self.file = Text(backup.name, Kind.BASE_STRONG, elide=True)
        self.login = LineField(_("&Sign-in name"))
        self.login.set_text(login)
        self.passphrase = PassphraseField(_("&Passphrase of then"))
        self.outcome = Text("", Kind.BASE_STRONG, wrap=True)
        self.faults = Text("", Kind.SENTENCE, Role.BAD, wrap=True)
        self.table = ShortTable(
            _("What was entered since"),
            (Column(title=_("Entered since"), width=380, stretch=1), Column(title=_("Times"), width=90, align="right")),
            marks_when_focused=True,
        )
        for widget in (self.file, self.login, self.passphrase, self.outcome, self.faults, self.table):
            self.body.addWidget(widget)
        for widget in (self.outcome, self.faults, self.table):
            widget.hide()
        self.passphrase.setFocus()
        restyled(self, self._restyle_wide)

    def _restyle_wide(self) -> None:
        self.setMinimumWidth(Look.of(self).dp(600))

    def _on_act(self) -> None:
        self.wanted.emit(self.login.text(), self.passphrase.text())

    def wait_for(self, ticket: Ticket) -> None:
        """Wait for what reading the backup shows, and say it; the dialog stays."""
        self.says.show_words("", "")
        self._await(ticket, _("Reading the backup"))
        ticket.succeeded.connect(self.show_outcome)

    def show_outcome(self, found: BackupComparison) -> None:
        """Say what the backup lacks."""
        self.passphrase.set_text("")
        self.outcome.setText(outcome_words(found))
        self.faults.setText("\n".join(fault_words(fault) for fault in found.checked.faults[:5]))
        rows = [
            (Cell(text=verb_words(verb)), Cell(text=f"{count:,}", align="right", figure=True))
            for verb, count in found.lost_verbs[:_KINDS_SHOWN]
        ]
        self.table.show_rows(rows)
        self.outcome.show()
        self.faults.setVisible(bool(found.checked.faults))
        self.table.setVisible(bool(rows))
        self.cancel.setText(_("C&lose"))


def outcome_words(found: BackupComparison) -> str:
    """Say in a sentence what going back to this backup would mean."""
    if not found.ours:
        return _("This is no older state of this store: it is another office's, or made after another restore.")
    when = moment_words(found.made_at) if found.made_at else _("its first day")
    if not found.lost_count:
        return _("It is as the store is now. Going back to it would lose nothing.")
    one, many = "Going back to it ({moment}) would lose one act.", "Going back to it ({moment}) would lose {n} acts."
    words = plural(one, many, found.lost_count)
    return words.format(moment=when, n=f"{found.lost_count:,}")
