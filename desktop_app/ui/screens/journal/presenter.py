"""What the journal's page knows: what is looked for, how many lines there are, the windows of lines, one in full."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket, Typed
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.read_journal import (
    ChainChecked,
    JournalEntry,
    JournalFilter,
    JournalPage,
    LineDetail,
    check_chain,
    export_journal,
    ids_meant,
    journal_line,
    journal_page,
)

FIRST_WINDOW: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is looked for: who, which kind of act, from which day to which, about what, and words."""

    user: str = ""
    verb: str = ""
    since: date | None = None
    until: date | None = None
    about: str = ""
    words: str = ""

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return self != Looked()

    def filter(self, desk: Desk) -> JournalFilter:
        """Make the filter; runs on the worker."""
        return JournalFilter(
            user=self.user,
            verb=self.verb,
            since=self.since,
            until=self.until,
            abouts=ids_meant(desk, self.about),
            text=self.words,
        )


class JournalPresenter(QObject):
    """The state of the page."""

    reset = Signal(int)
    """Other lines are shown: how many there are. The first window follows by `filled`."""

    filled = Signal(int, tuple)
    """A window of lines came: its first row and the `JournalEntry`s."""

    changed = Signal()
    """What is looked for, or what one can look for, is another."""

    detailed = Signal(object)
    """A `LineDetail` to be shown, None for none."""

    checked = Signal(object)
    """The chain was gone through: `ChainChecked`."""

    working = Signal(object, str)
    """Long work began: its ticket, and what to say of it while it lasts."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self._looked = Looked()
        self._asked = 0  # tells the answers to one question from those to the next
        self._entries: dict[int, JournalEntry] = {}
        self._wanted = 0
        self.total = 0
        self.verbs: tuple[str, ...] = ()
        self.users: tuple[tuple[str, str], ...] = ()
        self._typed = Typed(self.load)

    @property
    def looked(self) -> Looked:
        """What is looked for."""
        return self._looked

    def load(self) -> Ticket:
        """Fetch the first window anew."""
        self._asked += 1
        asked, looked = self._asked, self._looked

        def job(desk: Desk, _progress: Progress) -> tuple[int, JournalPage]:
            return asked, journal_page(desk, looked.filter(desk), offset=0, limit=FIRST_WINDOW)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_first)
        ticket.failed.connect(self._notices.refuse)
        return ticket

    def fetch(self, first: int, count: int) -> None:
        """Fetch a window of lines that is looked at."""
        asked, looked = self._asked, self._looked

        def job(desk: Desk, _progress: Progress) -> tuple[int, int, JournalPage]:
            return asked, first, journal_page(desk, looked.filter(desk), offset=first, limit=count)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_window)
        ticket.failed.connect(self._notices.refuse)

    def look(self, *, rests: bool = False, **wanted: str | date | None) -> None:
        """Look for something else; with `rests` once typing rests. Names are those of `Looked`."""
        looked = replace(self._looked, **wanted)  # type: ignore[arg-type]  # names and values are those of `Looked`
        if looked == self._looked:
            return
        self._looked = looked
        self.changed.emit()
        if rests:
            self._typed.ask()
        else:
            self.load()

    def clear(self) -> None:
        """Show all lines again."""
        if self._looked.filtered:
            self._looked = Looked()
            self.changed.emit()
            self.load()

    def choose(self, row: int) -> None:
        """Show a line in full."""
        entry = self._entries.get(row)
        self._wanted = entry.id if entry else 0
        if entry is None:
            self.detailed.emit(None)
            return
        number = entry.id

        def job(desk: Desk, _progress: Progress) -> LineDetail:
            return journal_line(desk, number)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_detail)
        ticket.failed.connect(self._notices.refuse)

    def check(self) -> Ticket:
        """Go through the chain now."""

        def job(desk: Desk, progress: Progress) -> ChainChecked:
            return check_chain(desk, progress)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_checked)
        ticket.failed.connect(self._notices.refuse)
        self.working.emit(ticket, _("Going through the journal's chain"))
        return ticket

    def export(self, path: Path) -> Ticket:
        """Write what is looked for to a file."""
        looked = self._looked

        def job(desk: Desk, progress: Progress) -> int:
            return export_journal(desk, looked.filter(desk), path, progress)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(lambda lines: self._on_exported(lines, path))
        ticket.failed.connect(self._notices.refuse)
        self.working.emit(ticket, _("Writing the journal to {name}").format(name=path.name))
        return ticket

    def _on_first(self, answer: tuple[int, JournalPage]) -> None:
        asked, page = answer
        if asked != self._asked:
            return
        self.total, self.verbs, self.users = page.total, page.verbs, page.users
        self._entries = dict(enumerate(page.entries))
        self.changed.emit()
        self.reset.emit(page.total)
        self.filled.emit(0, page.entries)
        self.choose(0)

    def _on_window(self, answer: tuple[int, int, JournalPage]) -> None:
        asked, first, page = answer
        if asked == self._asked:
            self._entries.update(enumerate(page.entries, start=first))
            self.filled.emit(first, page.entries)

    def _on_detail(self, detail: LineDetail) -> None:
        if detail.entry.id == self._wanted:
            self.detailed.emit(detail)

    def _on_checked(self, found: ChainChecked) -> None:
        wrong = found.first_wrong or found.changes_wrong
        if wrong:
            words = _("The journal does not fit from line {line} on: it was changed, removed or put in between.")
            do = _("Make no more entries, and tell your administrator: see Settings, Backups.")
            self._notices.warn(words.format(line=f"{wrong:,}"), do)
        else:
            one = "The chain was gone through: the one line fits."
            words = plural(one, "The chain was gone through: all {n} lines fit.", found.lines)
            self._notices.say(words.format(n=f"{found.lines:,}"))
        self.checked.emit(found)
        self.load()

    def _on_exported(self, lines: int, path: Path) -> None:
        words = plural("One line was written to {name}.", "{n} lines were written to {name}.", lines)
        self._notices.say(words.format(n=f"{lines:,}", name=path.name))
