"""The store: everything the office keeps, in one encrypted file. One act, one transaction, one journal line."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Self

from desktop_app.domain.verification import FaultKind, Verification
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import place_problem, replace_file, write_atomically
from desktop_app.foundation.problems import KeyProblem, Problem, StoreProblem
from desktop_app.foundation.progress import Progress
from desktop_app.store.attachments import Attachments
from desktop_app.store.backup import back_up
from desktop_app.store.case_decisions import CaseDecisions
from desktop_app.store.changes import Changes, damaged_changes
from desktop_app.store.claim_details import ClaimDetailsKept
from desktop_app.store.claims import Claims
from desktop_app.store.database import Database, Tables, connect, in_memory, make_durable, settle, translated
from desktop_app.store.decisions import Calculations, Decisions
from desktop_app.store.dependants import Dependants
from desktop_app.store.destruction import Destruction
from desktop_app.store.directory_lists import DirectoryLists
from desktop_app.store.documents import Documents
from desktop_app.store.drafts import Drafts
from desktop_app.store.enclosures import Enclosures
from desktop_app.store.guards import put_up_guards
from desktop_app.store.imports import Imports
from desktop_app.store.journal import Journal
from desktop_app.store.kept_rules import KeptRules
from desktop_app.store.keyring import Keyring
from desktop_app.store.law_answers import LawAnswers
from desktop_app.store.likeness import Likenesses
from desktop_app.store.lock import StoreLock
from desktop_app.store.mailbox import Mailbox
from desktop_app.store.merges import Merges
from desktop_app.store.migrations import bring_up_to_date, schema_version, version_of
from desktop_app.store.name_terms import NameTerms
from desktop_app.store.obligations import Obligations
from desktop_app.store.office_keys import OfficeKeyEvents
from desktop_app.store.offices import Offices
from desktop_app.store.outbox import Outbox
from desktop_app.store.participants import Participants
from desktop_app.store.periods import Periods
from desktop_app.store.person_list import PersonList
from desktop_app.store.person_records import PersonRecords
from desktop_app.store.persons import Persons
from desktop_app.store.proposals import Proposals
from desktop_app.store.protections import Protections
from desktop_app.store.removal import Removal
from desktop_app.store.report_figures import ReportFigures
from desktop_app.store.rule_updates import RuleUpdates
from desktop_app.store.search import Search
from desktop_app.store.settings import Settings
from desktop_app.store.trace_log import TraceLog
from desktop_app.store.users import Users
from desktop_app.store.verify import verify, verify_file
from desktop_app.store.waiting_documents import WaitingDocuments
from desktop_app.store.watched_files import WatchedFiles

_TRIES = 3
"""How often the log is cleared anew while somebody looks at the store from beside; each waits some seconds."""

Permit = Callable[[str, str], Mapping[str, str | int]]
"""Asked before every act with its verb and who does it: refuses by raising, or tells what the journal line adds."""


def _nobody_asks(_verb: str, _user: str) -> Mapping[str, str | int]:
    """Let an act pass: of a store that no desk stands on yet."""
    return {}


class Act:
    """An act under way. What becomes known only inside it can still enter its journal line."""

    def __init__(self, facts: Mapping[str, str | int]) -> None:
        self._facts = dict(facts)

    @property
    def facts(self) -> Mapping[str, str | int]:
        """The facts of the journal line so far."""
        return self._facts

    def note(self, **facts: str | int) -> None:
        """Add facts to the journal line."""
        self._facts.update(facts)


class Store:
    """An open store and its parts. Used by one thread, the one that opened it.

    Reading is free; writing happens inside `act` (drafts excepted: see `Drafts`). A writing method called outside
    an act raises `RuntimeError`, a mistake of the program rather than of the person.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        key: bytes = b"",
        lock: StoreLock | None = None,
        path: Path | None = None,
        written: bool = True,
    ) -> None:
        self._path = path
        self._database = database
        self._clock = clock
        self._key = key
        self._lock = lock
        self._permit: Permit = _nobody_asks
        self.journal = Journal(database, clock)
        self.changes = Changes(database, watched=written)
        self.protections = Protections(database, clock)
        self.persons = Persons(database, clock, self.protections)
        self.claims = Claims(database, self.protections)
        self.periods = Periods(database)
        self.claim_details = ClaimDetailsKept(database)
        self.dependants = Dependants(database)
        self.obligations = Obligations(database, clock)
        self.participants = Participants(database, clock)
        self.case_decisions = CaseDecisions(database)
        self.trace_log = TraceLog(database)
        self.drafts = Drafts(database, clock)
        self.outbox = Outbox(database, clock)
        self.mailbox = Mailbox(database)
        self.enclosures = Enclosures(database)
        self.attachments = Attachments(database)
        self.waiting_documents = WaitingDocuments(database)
        self.watched_files = WatchedFiles(database)
        self.offices = Offices(database, clock)
        self.office_keys = OfficeKeyEvents(database)
        self.directory_lists = DirectoryLists(database)
        self.calculations = Calculations(database)
        self.decisions = Decisions(database)
        self.documents = Documents(database)
        self.law_answers = LawAnswers(database)
        self.settings = Settings(database)
        self.users = Users(database)
        self.proposals = Proposals(database)
        self.rule_updates = RuleUpdates(database)
        self.kept_rules = KeptRules(database)
        terms = NameTerms(database)
        self.search = Search(database, terms)
        self.person_records = PersonRecords(database)
        self.person_list = PersonList(database)
        self.likenesses = Likenesses(database, terms)
        self.merges = Merges(database)
        self.destruction = Destruction(database)
        self.removal = Removal(database)
        self.imports = Imports(database)
        self.report_figures = ReportFigures(database)

    @classmethod
    def create(cls, path: Path, key: bytes, clock: Clock) -> Self:
        """Make a new, empty store under a 32-byte key and open it.

        Raises `StoreProblem("store_exists")`, `store_in_use`, `store_read_only`, `disk_full`, and `PlaceProblem`.
        """
        with ExitStack() as undo:
            lock = StoreLock.take(path)
            undo.callback(lock.release)
            if path.exists():
                raise StoreProblem("store_exists")
            _make_file(path, key)
            store = cls._opened(path, key, clock, lock, backups=path.parent / "backups")
            undo.pop_all()
        return store

    @classmethod
    def open(cls, path: Path, key: bytes, clock: Clock, *, backups: Path | None = None) -> Self:
        """Open a store; one of an older program is copied to `backups`, checked, and brought up to date.

        `backups` is the folder `backups` beside the store when not given. Raises `StoreProblem`: `store_missing`,
        `store_in_use` (another program has it), `store_unreadable` (wrong key or damaged), `store_newer` with both
        versions (the file is left as it is), `store_read_only`, `store_disk_failed`, `disk_full`.
        """
        if not path.exists():
            raise StoreProblem("store_missing")
        with ExitStack() as undo:
            lock = StoreLock.take(path)
            undo.callback(lock.release)
            store = cls._opened(path, key, clock, lock, backups=backups or path.parent / "backups")
            undo.pop_all()
        return store

    @classmethod
    def in_memory(cls, clock: Clock) -> Self:
        """Make a store that lives in memory alone."""
        tables = in_memory()
        _blank().conn.backup(tables.conn)
        return cls(Database(tables), clock)

    @classmethod
    def _opened(cls, path: Path, key: bytes, clock: Clock, lock: StoreLock, *, backups: Path) -> Self:
        tables = connect(path, key)
        try:
            with translated():
                version = version_of(tables)
                make_durable(tables)
                if version < schema_version():
                    stamp = clock.now().strftime("%Y%m%d-%H%M%S")
                    copy = backups / f"before-version-{schema_version()}-{stamp}.cass-db"
                    back_up(tables, key, copy)
                    _try_copy(copy, key, clock, path.with_name("keyring.json"))
                    _set_up(tables)
        except BaseException:
            tables.close()
            raise
        return cls(Database(tables), clock, key=key, lock=lock, path=path)

    def beside(self) -> Self | None:
        """Open the file of this store once more, to be read by the calling thread while another one works on it.

        Nothing can be written to what is returned: an act is refused (`StoreProblem("store_read_only")`) before it
        begins. None for a store in memory. Raises as `open`, but for `store_newer`.
        """
        if self._path is None:
            return None
        tables = connect(self._path, self._key)
        try:
            with translated():
                settle(tables)
                store = type(self)(Database(tables), self._clock, path=self._path, written=False)
                tables.execute("PRAGMA query_only = ON")
        except BaseException:
            tables.close()
            raise
        return store

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything inside as it stands at one moment; for a store that was opened `beside` another."""
        self.protections.look_again()
        with self._database.snapshot():
            yield

    def ask_before(self, permit: Permit) -> None:
        """Ask this from now on before every act and before every draft is kept: whoever may not is refused."""
        self._permit = permit
        self.drafts.ask_before(permit)

    @contextmanager
    def act(self, verb: str, user: str, about: str, facts: Mapping[str, str | int], said: str = "") -> Iterator[Act]:
        """Do one act: everything written inside and its journal line are kept together, or nothing is.

        `verb` is what was done (`claim_registered`), `user` the id of who did it, `about` the id of the claim, bundle,
        office or user it is about; `facts` are codes and figures, no names: they stand in the chain for good. `said` is
        what the person wrote, a reason or with whom they spoke: it is kept with the changes, and goes with them.

        Acts do not nest (`RuntimeError`). Raises `StoreProblem` (`disk_full` among it) where the database refuses; the
        store can be used on afterwards. Raises what was set by `ask_before`; then nothing was begun.
        """
        added = self._permit(verb, user)
        with self._database.transaction():
            self.changes.begin()
            act = Act({**facts, **added})
            yield act
            changes = self.changes.text(said)
            line = self.journal.write(verb=verb, user=user, about=about, facts=act.facts, changes=changes)
            if changes:
                self.changes.keep(line, changes)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Bring the acts inside to the disk by one write, at the end; each is there with its journal line, or not.

        For what a person does to many things at once. Until the end nothing of it is durable: report nothing before.
        An exception that leaves it takes all of its acts back. Raises as `act`; `RuntimeError` where it is nested.
        """
        with self._database.batch():
            yield

    @contextmanager
    def heeding(self, progress: Progress) -> Iterator[None]:
        """Let questions asked inside be stopped while they are answered; nothing is written inside.

        Raises `Cancelled` when `progress` is asked to stop, `RuntimeError` inside an act.
        """
        with self._database.heeding(progress):
            yield

    def forget(self) -> None:
        """Clear the write-ahead log of what was destroyed: what SQLite overwrote in the file is not left beside it.

        Raises `StoreProblem` where the database refuses, `RuntimeError` inside an act.
        """
        if self._database.writing:
            raise RuntimeError("what was destroyed is kept first, and then forgotten")
        with translated():
            for _try in range(_TRIES):
                ((busy, _pages, _moved),) = self._database.tables.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                if not busy:  # nobody looks from beside at this moment
                    break

    def admit(self, keyring: Keyring, *, user: str, login: str, passphrase: str) -> None:
        """Let another user open this store with a passphrase: its key is wrapped for them, and told to nobody.

        Raises `KeyProblem("login_taken")`, `PlaceProblem`; `ValueError` for another store's keyring.
        """
        keyring.add_user(user=user, login=login, passphrase=passphrase, key=self._key)

    def set_passphrase(self, keyring: Keyring, *, user: str, passphrase: str) -> None:
        """Give a user another passphrase without the old one. Raises `KeyProblem("user_unknown")`, `PlaceProblem`."""
        keyring.set_passphrase(user, passphrase, key=self._key)

    def set_recovery(self, keyring: Keyring, phrase: str) -> None:
        """Let a new recovery phrase open this store; the one before no longer does. Raises `PlaceProblem`."""
        keyring.set_recovery(phrase, key=self._key)

    def back_up(self, target: Path, progress: Progress | None = None) -> None:
        """Write a checked copy of the store, encrypted under the same key; see `backup.back_up` for what it raises."""
        back_up(self._database.tables, self._key, target, progress)

    def copy_under(self, key: bytes, target: Path, progress: Progress | None = None) -> None:
        """Write a checked copy of the store under another key; see `backup.back_up` for what it raises."""
        back_up(self._database.tables, key, target, progress)

    def try_backup(self, copy: Path, keyring: Path, progress: Progress | None = None) -> Verification:
        """Try a copy of this store as if it had to be put back: open it, read it through, and read its keyring.

        Raises `StoreProblem("backup_damaged")` where it cannot be read, has a page changed, or its journal is not this
        one's; `KeyProblem` where the keyring cannot be read or is another store's (`keyring_other`); and what
        `verify_file` raises. What does not fit in this store either is in the answer.
        """
        try:
            found = verify_file(copy, self._key, self._clock, progress)
        except StoreProblem as problem:
            if problem.code != "store_unreadable":
                raise
            raise StoreProblem("backup_damaged") from problem
        torn = any(fault.kind in {FaultKind.PAGE, FaultKind.SEAL} for fault in found.faults)
        if torn or not self.journal.holds(found.journal_lines, found.last_hash):
            raise StoreProblem("backup_damaged")
        if keyring.exists() and not Keyring.load(keyring, self._clock).opens(self._key):
            raise KeyProblem("keyring_other")
        return found

    def keys_are_ours(self, keyring: Path) -> bool:
        """Tell whether a keyring, one beside a backup for instance, is this store's; no for one that cannot be read."""
        try:
            return Keyring.load(keyring, self._clock).opens(self._key)
        except Problem:
            return False

    def damaged_changes(self) -> Iterator[int]:
        """Find the journal lines whose kept before and after is not what was kept."""
        return damaged_changes(self._database)

    def verify(self, progress: Progress | None = None) -> Verification:
        """Read the whole store through and tell what does not fit; see `verify.verify` for what it raises."""
        return verify(self._database, self._clock, progress)

    def close(self) -> None:
        """Close the file and let other programs open it; closing twice is harmless."""
        try:
            self._database.close()
        finally:
            if self._lock:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _make_file(path: Path, key: bytes) -> None:
    """Make an empty store beside its name and rename it, so that a half-made one is never taken for a store."""
    beside = path.with_name(f".{path.name}.part")
    try:
        for leftover in ("", "-journal"):
            beside.with_name(beside.name + leftover).unlink(missing_ok=True)
        tables = connect(beside, key)
        try:
            with translated():
                _set_up(tables)
        finally:
            tables.close()
        replace_file(beside, path)
    except OSError as error:
        raise place_problem(error, path) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@cache
def _blank() -> Tables:
    """Return an empty store of the present version, made once a process, to copy further ones from."""
    tables = in_memory(any_thread=True)
    _set_up(tables)
    return tables


def _set_up(tables: Tables) -> None:
    bring_up_to_date(tables)
    with tables.atomic():
        put_up_guards(tables)


def _try_copy(copy: Path, key: bytes, clock: Clock, keyring: Path) -> None:
    """Try the copy of an older store as if it had to be put back, and lay the keys beside it; raises `backup_damaged`.

    Without it nothing is brought up to date.
    """
    torn = {FaultKind.PAGE, FaultKind.SEAL}
    if any(fault.kind in torn for fault in verify_file(copy, key, clock).faults):
        with suppress(OSError):
            copy.unlink()
        raise StoreProblem("backup_damaged")
    if keyring.exists():
        write_atomically(copy.with_suffix(".keyring.json"), keyring.read_bytes())
