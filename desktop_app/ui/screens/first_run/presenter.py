"""What the first run knows: the three parts as typed, what is still missing in each, and the one act at the end."""

from dataclasses import dataclass, replace
from dataclasses import field as kept
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.passphrases import Strength, passphrase_strength
from desktop_app.domain.states import Party
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import text as _

if TYPE_CHECKING:  # both import the store and its ciphers; the window must be painted before that
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from desktop_app.workflows.desk import Desk
    from desktop_app.workflows.recovery_halves import NewHalves
    from desktop_app.workflows.set_up_office import OfficeSetup


class Part(StrEnum):
    """The three parts of the page."""

    OFFICE = "office"
    ADMINISTRATOR = "administrator"
    RECOVERY = "recovery"


FIELDS: Final = {
    Part.OFFICE: ("state", "name", "town", "code", "address", "phone", "email", "head"),
    Part.ADMINISTRATOR: ("administrator", "login", "passphrase"),
}
"""The fields of each part whose findings come from the workflow's check."""

_ASKED_BYTES: Final = 4
"""Chance that chooses two words of each half to be typed back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """What was typed, as typed."""

    state: str = ""
    name: str = ""
    town: str = ""
    code: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    head: str = ""
    administrator: str = ""
    login: str = ""
    passphrase: str = kept(default="", repr=False)
    repeat: str = kept(default="", repr=False)
    holder: str = ""
    first_words: str = kept(default="", repr=False)
    second_words: str = kept(default="", repr=False)
    sheet_safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """What the worker brought while the window was already painted."""

    exists: bool
    parties: tuple[Party, ...]
    halves: "NewHalves" = kept(repr=False)
    words: tuple[str, ...] = kept(repr=False)
    check: "Callable[[OfficeSetup], tuple[Finding, ...]]"


class FirstRunPresenter(QObject):
    """The state of the first run. Nothing is written before `set_up`."""

    changed = Signal()
    """Something shown is different: entries proposed, findings, parts that are complete."""

    parties_came = Signal()
    """The States can be chosen now."""

    sheet_saved = Signal(str)
    """A half was written: the file's name."""

    office_found = Signal()
    """There is an office in this place already."""

    restored = Signal()
    """A backup was put in place: there is an office to sign in to."""

    set_up_done = Signal(object)
    """The office is set up and open: its `Desk`."""

    def __init__(
        self,
        tasks: Tasks,
        notices: Notices,
        *,
        places: Places,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self._places, self._clock = places, clock
        self._entries = Entries()
        self._ready: _Ready | None = None
        self._touched: set[str] = set()
        self._own_words: set[str] = set()  # fields that a person typed into; the rest follow by proposal
        self._working = False
        self._setting_up = False
        self._asked = tuple(clock.random_bytes(_ASKED_BYTES))

    @property
    def entries(self) -> Entries:
        """What the fields hold now."""
        return self._entries

    @property
    def parties(self) -> tuple[Party, ...]:
        """The States one can belong to; empty until `parties_came`."""
        return self._ready.parties if self._ready else ()

    @property
    def words(self) -> tuple[str, ...]:
        """The recovery words that both halves give together; empty until they are made."""
        return self._ready.words if self._ready else ()

    def half(self, number: int) -> tuple[str, ...]:
        """Return the words of a half, 1 or 2; empty until they are made."""
        if self._ready is None:
            return ()
        return self._ready.halves.first if number == 1 else self._ready.halves.second

    def asked_words(self, number: int) -> tuple[int, int]:
        """Tell which two words of a half must be typed back, counted from 1, in their order."""
        count = max(len(self.half(number)), 2)
        one, other = self._asked[2 * number - 2 : 2 * number]
        first = one % count
        second = (first + 1 + other % (count - 1)) % count
        return min(first, second) + 1, max(first, second) + 1

    def holder(self, number: int) -> str:
        """Return who holds a half: who sets the office up, or the other officer."""
        return (self._entries.administrator if number == 1 else self._entries.holder).strip()

    @property
    def working(self) -> bool:
        """Whether the office is being set up, or a backup put in place, at this moment."""
        return self._working

    @property
    def setting_up(self) -> bool:
        """Whether the office is being set up at this moment."""
        return self._setting_up

    @property
    def strength(self) -> Strength:
        """How strong the passphrase is."""
        typed = self._entries
        return passphrase_strength(typed.passphrase, (typed.administrator, typed.login, typed.name, typed.town))

    @property
    def entries_match(self) -> bool:
        """Whether the passphrase was typed twice alike."""
        return bool(self._entries.passphrase) and self._entries.passphrase == self._entries.repeat

    def half_right(self, number: int) -> bool:
        """Tell whether the words typed back are those on the paper of a half."""
        half = self.half(number)
        typed = self._entries.first_words if number == 1 else self._entries.second_words
        asked = [half[place - 1].casefold() for place in self.asked_words(number)] if half else []
        return bool(half) and typed.casefold().replace(",", " ").split() == asked

    def start(self) -> None:
        """Fetch the States and make the words, on the worker; call once the window is painted."""

        def job(_progress: Progress) -> _Ready:
            from desktop_app.workflows.consult_rules import parties
            from desktop_app.workflows.open_desk import desk_status
            from desktop_app.workflows.recovery_halves import joined, new_halves
            from desktop_app.workflows.set_up_office import check_setup

            halves = new_halves(self._clock)
            return _Ready(
                exists=desk_status(self._places).exists,
                parties=parties(),
                halves=halves,
                words=tuple(joined(" ".join(halves.first), " ".join(halves.second)).split()),
                check=check_setup,
            )

        ticket = self._tasks.run_free(job)
        ticket.succeeded.connect(self._on_ready)
        ticket.failed.connect(self._notices.refuse)

    def enter(self, field: str, value: str) -> None:
        """Take what was typed into a field; fields nobody typed into yet follow where they can."""
        self._own_words.add(field)
        self._entries = _with(self._entries, {field: value})
        if field == "state":
            self._propose_office()
        if field == "administrator" and "login" not in self._own_words:
            self._entries = replace(self._entries, login=login_for(value))
        self.changed.emit()

    def confirm_sheet(self, *, safe: bool) -> None:
        """Take the tick that both halves are in safe places."""
        self._entries = replace(self._entries, sheet_safe=safe)
        self.changed.emit()

    def leave(self, field: str) -> None:
        """Note that a field was left: from now on it says what is wrong with it."""
        if field not in self._touched:
            self._touched.add(field)
            self.changed.emit()

    def finding(self, field: str) -> Finding | None:
        """Return the first thing to say beside a field that was left, None when there is nothing."""
        if field not in self._touched:
            return None
        return next((entry for entry in self.findings() if entry.where == field), None)

    def findings(self) -> tuple[Finding, ...]:
        """Return everything the workflow's check finds in the office and its administrator."""
        return self._ready.check(self._setup()) if self._ready else ()

    def complete(self, part: Part) -> bool:
        """Tell whether a part has all it needs."""
        if self._ready is None:
            return False
        if part is Part.RECOVERY:
            proven = self.half_right(1) and self.half_right(2)
            return proven and bool(self.holder(2)) and self._entries.sheet_safe
        errors = {entry.where for entry in self.findings() if entry.level is Level.ERROR}
        if errors & set(FIELDS[part]):
            return False
        return part is Part.OFFICE or (self.strength.enough and self.entries_match)

    @property
    def ready(self) -> bool:
        """Whether the office can be set up."""
        return all(self.complete(part) for part in Part) and not self._working

    def first_gap(self) -> str:
        """Name the first field that keeps the office from being set up; empty when nothing does."""
        errors = {entry.where for entry in self.findings() if entry.level is Level.ERROR}
        for field in (*FIELDS[Part.OFFICE], *FIELDS[Part.ADMINISTRATOR]):
            if field in errors or (field == "passphrase" and not self.strength.enough):
                return field
        if not self.entries_match:
            return "repeat"
        if not self.holder(2):
            return "holder"
        for number, field in ((1, "first_words"), (2, "second_words")):
            if not self.half_right(number):
                return field
        return "" if self._entries.sheet_safe else "sheet_safe"

    def save_half(self, number: int, path: "Path") -> None:
        """Write one half as PDF to a file a person chose."""
        words, today, holder = self.half(number), self._clock.today(), self.holder(number)
        office_name = self.office_name

        def job(_progress: Progress) -> str:
            from desktop_app.workflows.issue_document import save_document
            from desktop_app.workflows.recovery_halves import half_sheet

            save_document(half_sheet(office_name, number, words, holder, today), path)
            return path.name

        ticket = self._tasks.run_free(job)
        ticket.succeeded.connect(self._on_sheet_saved)
        ticket.failed.connect(self._notices.refuse)

    @property
    def today(self) -> date:
        """The day on the sheet."""
        return self._clock.today()

    @property
    def office_name(self) -> str:
        """The office's name with its town, as on the sheet."""
        return ", ".join(part for part in (self._entries.name.strip(), self._entries.town.strip()) if part)

    def set_up(self) -> None:
        """Set the office up; does nothing but show what is missing while something is."""
        self._touched |= {field for fields in FIELDS.values() for field in fields} | {
            "repeat",
            "holder",
            "first_words",
            "second_words",
            "sheet_safe",
        }
        if not self.ready:
            self.changed.emit()
            return
        setup = self._setup()

        def job(_progress: Progress) -> "Desk":
            from desktop_app.workflows.set_up_office import set_up_office

            return set_up_office(self._places, self._clock, setup)

        self._setting_up = True
        self._set_working(working=True)
        ticket = self._tasks.open(job)
        ticket.succeeded.connect(self.set_up_done)
        ticket.failed.connect(self._on_refused)
        ticket.finished.connect(self._on_finished)

    def restore(self, file: "Path") -> Ticket:
        """Put a backup in place of an office set up anew; the ticket tells how far it is and can be cancelled."""

        def job(progress: Progress) -> None:
            from desktop_app.workflows.restore_backup import restore_backup

            restore_backup(self._places, file, progress)

        self._set_working(working=True)
        ticket = self._tasks.run_free(job)
        ticket.succeeded.connect(self._on_restored)
        ticket.failed.connect(self._on_refused)
        ticket.finished.connect(self._on_finished)
        return ticket

    def was_touched(self, field: str) -> bool:
        """Tell whether a field was left, or the office was asked for, so that it may complain."""
        return field in self._touched

    def _setup(self) -> "OfficeSetup":
        from desktop_app.workflows.set_up_office import OfficeSetup

        entries = self._entries
        return OfficeSetup(
            state=entries.state,
            name=entries.name.strip(),
            town=entries.town.strip(),
            code=entries.code.strip().upper(),
            address=entries.address.strip(),
            phone=entries.phone.strip(),
            email=entries.email.strip(),
            head=entries.head.strip(),
            administrator=entries.administrator.strip(),
            login=entries.login.strip(),
            passphrase=entries.passphrase,
            recovery_words=self.words,
        )

    def _propose_office(self) -> None:
        party = next((party for party in self.parties if party.code == self._entries.state), None)
        if party is None:
            return
        proposals = {
            "name": party.institution,
            "town": party.town,
            "code": code_for(party),
        }
        open_fields = {field: value for field, value in proposals.items() if field not in self._own_words}
        self._entries = _with(self._entries, open_fields)

    def _set_working(self, *, working: bool) -> None:
        self._working = working
        self.changed.emit()

    def _on_ready(self, ready: _Ready) -> None:
        if ready.exists:
            self.office_found.emit()
            return
        self._ready = ready
        self.parties_came.emit()
        self.changed.emit()

    def _on_sheet_saved(self, name: str) -> None:
        self.sheet_saved.emit(name)

    def _on_refused(self, problem: Problem) -> None:
        self._notices.refuse(problem)

    def _on_restored(self) -> None:
        self.restored.emit()  # first the window of the sign-in, which then shows what is said
        self._notices.say(_("The backup is in place. Sign in with the passphrase that held when it was made."))

    def _on_finished(self) -> None:
        self._setting_up = False
        self._set_working(working=False)


def _with(entries: Entries, texts: "Mapping[str, str]") -> Entries:
    """Return the entries with these texts in place of those before."""
    changes: dict[str, Any] = dict(texts)
    return replace(entries, **changes)


def code_for(party: Party) -> str:
    """Propose an office code: the State and the first of its institution's short names, letters and figures alone."""
    first = "".join(letter if letter.isalnum() else " " for letter in party.institution_short).split()
    return f"{party.code}-{''.join(first[:1])[:7]}".upper()


def login_for(name: str) -> str:
    """Propose a sign-in name: first and last name in small letters, joined by a point."""
    parts = ["".join(letter for letter in word if letter.isalnum()) for word in name.casefold().split()]
    parts = [part for part in parts if part]
    return ".".join(parts[:1] + parts[1:][-1:])
