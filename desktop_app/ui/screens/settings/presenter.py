"""What Settings knows: the office, its users, the open points as the office takes them, and which part is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.offices import Office
from desktop_app.domain.proposals import ProposalKind
from desktop_app.domain.states import Party
from desktop_app.domain.users import Role, User
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.deadlines import deadlines
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.keep_users import (
    UserLine,
    UsersView,
    add_user,
    bring_back,
    change_user,
    deactivate,
    give_passphrase,
    new_passphrase,
    users,
)
from desktop_app.workflows.lock_desk import lock_minutes
from desktop_app.workflows.own_keys import key_years
from desktop_app.workflows.propose import accept, accept_beside, refuse, refuse_beside, take_back, withdraw
from desktop_app.workflows.read_journal import may_read
from desktop_app.workflows.recovery_halves import NewHalves, half_sheet, keep_halves, new_halves, other_officers
from desktop_app.workflows.renew_key import others_who_sign_in, renew_key
from desktop_app.workflows.renewing import renewal_waits
from desktop_app.workflows.set_up_office import new_recovery_words, recovery_sheet
from desktop_app.workflows.settle_points import PointView, open_points, propose_option
from desktop_app.workflows.signatures import SignedAs, set_signed_as, signature, signed_as
from desktop_app.workflows.status import status

OFFICE: Final = "office"
USERS: Final = "users"
BACKUPS: Final = "backups"
KEEPING: Final = "keeping"
RECORDS: Final = "records"
TRAINING: Final = "training"
JOURNAL: Final = "journal"
APPEARANCE: Final = "appearance"
KEEPING_KINDS: Final = frozenset({ProposalKind.RETENTION, ProposalKind.REMOVAL})
POINT: Final = "point:"
"""Keys of the parts; that of an open point is this and its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFacts:
    """What was fetched."""

    office: Office
    party: Party
    last_backup: datetime | None
    users: UsersView
    points: tuple[PointView, ...]
    today: date
    key_years: int = 0
    lock_minutes: int = 0
    user: User | None = None
    """The signed-in person."""

    signed_as: SignedAs = SignedAs.SHORT_NAME
    signature: str = ""
    """How the signed-in person signs."""

    deadlines_settled: int = 0
    """Days allowed for an answer that this office settled otherwise than proposed."""

    training: bool = False
    """Whether this is the training mode."""

    reads_journal: bool = False
    """Whether the signed-in person may read the journal."""

    keeping: frozenset[str] = frozenset()
    """Ids of proposals about keeping and removing that wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalvesBegun:
    """Halves just made, and who there is to hold them: sign-in name and name of each other officer."""

    halves: NewHalves
    own_name: str
    office: str
    officers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalBegun:
    """What a new key of the store needs: new recovery words, and a passphrase for one use for everybody else.

    `given` holds the name and the passphrase of each other person who signs in, by user id.
    """

    words: tuple[str, ...]
    office: str
    given: Mapping[str, tuple[str, str]]


class SettingsPresenter(QObject):
    """The state of Settings. An act returns its ticket, so that the dialog that asked for it can say a refusal."""

    listed = Signal()
    """What was fetched or the part shown is another."""

    working = Signal(object, str)
    """Long work began: its ticket, and what to say of it while it lasts."""

    desk_closed = Signal()
    """The desk had to be closed, and everybody signs in anew."""

    records_changed = Signal()
    """A user or a proposal was changed: what other pages show is old."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self._facts: SettingsFacts | None = None
        self._chosen = OFFICE
        self._wanted = ""

    @property
    def tasks(self) -> Tasks:
        """The worker, for the preview of a document."""
        return self._tasks

    @property
    def notices(self) -> Notices:
        """Where to say things, for the preview of a document."""
        return self._notices

    @property
    def facts(self) -> SettingsFacts | None:
        """What was fetched, None before."""
        return self._facts

    @property
    def chosen(self) -> str:
        """The key of the part shown."""
        return self._chosen

    @property
    def point(self) -> PointView | None:
        """The open point shown."""
        points = self._facts.points if self._facts else ()
        return next((view for view in points if POINT + view.point.id == self._chosen), None)

    def load(self) -> None:
        """Fetch everything again."""

        def job(desk: Desk, _progress: Progress) -> SettingsFacts:
            known = status(desk)
            return SettingsFacts(
                office=known.office,
                party=known.party,
                last_backup=known.last_backup,
                users=users(desk),
                points=open_points(desk),
                today=desk.clock.today(),
                key_years=key_years(desk),
                lock_minutes=lock_minutes(desk),
                user=desk.user,
                signed_as=signed_as(desk),
                signature=signature(desk, desk.user),
                deadlines_settled=sum(line.changed for line in deadlines(desk)),
                training=desk.training,
                reads_journal=may_read(desk),
                keeping=frozenset(each.id for each in desk.store.proposals.waiting() if each.kind in KEEPING_KINDS),
            )

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_facts)
        ticket.failed.connect(self._notices.refuse)

    def choose(self, key: str) -> None:
        """Show a part."""
        self._chosen = key
        self.listed.emit()

    def show_proposal(self, proposal_id: str) -> None:
        """Show the open point that a proposal is about, as it stands now."""
        self._wanted = proposal_id
        self.load()

    # Users

    def new_words(self) -> Ticket:
        """Make a passphrase for one use; the ticket brings it."""

        def job(desk: Desk, _progress: Progress) -> str:
            return new_passphrase(desk.clock)

        ticket = self._tasks.run(job)
        ticket.failed.connect(self._notices.refuse)
        return ticket

    def add_user(
        self, *, name: str, role: Role, login: str, passphrase: str, one_time: bool, further: tuple[Role, ...] = ()
    ) -> Ticket:
        """Let another person sign in."""
        return self._act(
            lambda desk: add_user(
                desk, name=name, role=role, further=further, login=login, passphrase=passphrase, one_time=one_time
            ),
            _("{name} can sign in now.").format(name=name.strip()),
        )

    def change_user(self, user_id: str, *, name: str, role: Role, further: tuple[Role, ...] = ()) -> Ticket:
        """Change name and role; one's own are those of the window at once."""

        def job(desk: Desk, _progress: Progress) -> Desk:
            return change_user(desk, user_id, name=name, role=role, further=further)

        return self._follow(self._tasks.renew(job), _("The user is changed."))

    def deactivate(self, line: UserLine) -> Ticket:
        """Take away a person's way to sign in."""
        said = _("{name} can sign in no more; everything stays on record.").format(name=line.user.name)
        return self._act(lambda desk: deactivate(desk, line.user.id), said)

    def give_passphrase(self, line: UserLine, passphrase: str, *, one_time: bool) -> Ticket:
        """Give a person a new passphrase; one who left can sign in again with it."""
        give = give_passphrase if line.active else bring_back
        said = _("{name} signs in with the new passphrase.").format(name=line.user.name)
        return self._act(lambda desk: give(desk, line.user.id, passphrase, one_time=one_time), said)

    def settle_signing(self, how: SignedAs) -> Ticket:
        """Settle how the persons of this office sign what leaves it."""
        return self._act(lambda desk: set_signed_as(desk, how), _("Kept. What is made from now on is signed so."))

    # Recovery

    def begin_halves(self) -> Ticket:
        """Make recovery words in two halves, not yet in force; the ticket brings `HalvesBegun`."""

        def job(desk: Desk, _progress: Progress) -> HalvesBegun:
            officers = tuple((login, user.name) for login, user in other_officers(desk))
            return HalvesBegun(
                halves=new_halves(desk.clock), own_name=desk.user.name, office=desk.office.name, officers=officers
            )

        ticket = self._tasks.run(job)
        ticket.failed.connect(self._notices.refuse)
        return ticket

    def half_on_paper(self, begun: HalvesBegun, half: int, officer: str) -> Ticket:
        """Make the sheet of a half; the ticket brings the `IssuedDocument`, which is kept nowhere."""
        words = begun.halves.first if half == 1 else begun.halves.second

        def job(desk: Desk, _progress: Progress) -> IssuedDocument:
            data = half_sheet(begun.office, half, words, officer, desk.clock.today())
            return IssuedDocument(name=f"recovery-half-{half}.pdf", data=data)

        ticket = self._tasks.run(job)
        ticket.failed.connect(self._notices.refuse)
        return ticket

    def keep_halves(self, begun: HalvesBegun, first: str, second: str, login: str, passphrase: str) -> Ticket:
        """Put the halves in force once both were typed back."""
        return self._act(
            lambda desk: keep_halves(
                desk, begun.halves, first_typed=first, second_typed=second, login=login, passphrase=passphrase
            ),
            _("The halves count from now on. Seal each and keep them apart; what was made before opens nothing."),
        )

    # The key of the store

    def begin_renewal(self) -> Ticket:
        """Make the words for a new key of the store, not yet in force; the ticket brings `RenewalBegun`."""

        def job(desk: Desk, _progress: Progress) -> RenewalBegun:
            others = others_who_sign_in(desk)
            given = {each.user.id: (each.user.name, new_passphrase(desk.clock)) for each in others}
            return RenewalBegun(words=new_recovery_words(desk.clock), office=desk.office.name, given=given)

        ticket = self._tasks.run(job)
        ticket.failed.connect(self._notices.refuse)
        return ticket

    def sheet_on_paper(self, begun: RenewalBegun) -> Ticket:
        """Make the sheet of the new recovery words; the ticket brings the `IssuedDocument`, which is kept nowhere."""

        def job(desk: Desk, _progress: Progress) -> IssuedDocument:
            data = recovery_sheet(begun.office, begun.words, desk.clock.today())
            return IssuedDocument(name="recovery-sheet.pdf", data=data)

        ticket = self._tasks.run(job)
        ticket.failed.connect(self._notices.refuse)
        return ticket

    def renew_key(self, begun: RenewalBegun, typed: str, passphrase: str) -> Ticket:
        """Put the store under a new key; where it is settled and cannot be put in place, `desk_closed` says so."""
        given = {user_id: words for user_id, (_name, words) in begun.given.items()}
        closed: list[bool] = []

        def job(desk: Desk, progress: Progress) -> Desk:
            try:
                return renew_key(desk, passphrase, given, recovery_words=begun.words, typed=typed, progress=progress)
            finally:
                closed.append(renewal_waits(desk.places))

        ticket = self._tasks.renew(job)
        ticket.failed.connect(lambda _problem: self.desk_closed.emit() if any(closed) else None)
        self.working.emit(ticket, _("Writing the store under its new key"))
        said = _("The store has a new key, and the new recovery sheet counts. Make a backup now.")
        return self._follow(ticket, said)

    # Proposals

    def propose(self, point: str, option: str, valid_from: date | None, legal_reference: str, reason: str) -> Ticket:
        """Propose how an open point shall be taken."""
        return self._act(
            lambda desk: propose_option(
                desk, point=point, option=option, valid_from=valid_from, legal_reference=legal_reference, reason=reason
            ),
            _("The proposal waits for a second person."),
        )

    def take_back(self, proposal_id: str, legal_reference: str, reason: str) -> Ticket:
        """Propose that an accepted setting shall hold no longer."""
        return self._act(
            lambda desk: take_back(desk, proposal_id, legal_reference=legal_reference, reason=reason),
            _("Taking it back waits for a second person."),
        )

    def accept(self, proposal_id: str, remark: str) -> Ticket:
        """Accept as the second person, signed in."""
        return self._act(lambda desk: accept(desk, proposal_id, remark=remark), _accepted())

    def refuse(self, proposal_id: str, reason: str) -> Ticket:
        """Refuse as the second person, signed in."""
        return self._act(lambda desk: refuse(desk, proposal_id, reason=reason), _refused())

    def accept_beside(self, proposal_id: str, login: str, passphrase: str, remark: str) -> Ticket:
        """Let another person at this desk accept."""
        return self._act(
            lambda desk: accept_beside(desk, proposal_id, login=login, passphrase=passphrase, remark=remark),
            _accepted(),
        )

    def refuse_beside(self, proposal_id: str, login: str, passphrase: str, reason: str) -> Ticket:
        """Let another person at this desk refuse."""
        return self._act(
            lambda desk: refuse_beside(desk, proposal_id, login=login, passphrase=passphrase, reason=reason),
            _refused(),
        )

    def withdraw(self, proposal_id: str, reason: str) -> Ticket:
        """Withdraw one's own proposal."""
        return self._act(lambda desk: withdraw(desk, proposal_id, reason=reason), _("The proposal is withdrawn."))

    def _act(self, act: Callable[[Desk], object], said: str) -> Ticket:
        def job(desk: Desk, _progress: Progress) -> None:
            act(desk)

        return self._follow(self._tasks.run(job), said)

    def _follow(self, ticket: Ticket, said: str) -> Ticket:
        ticket.succeeded.connect(lambda _answer: self._on_done(said))
        return ticket

    def _on_done(self, said: str) -> None:
        self._notices.say(said)
        self.records_changed.emit()
        self.load()

    def _on_facts(self, facts: SettingsFacts) -> None:
        self._facts = facts
        if self._wanted:
            for view in facts.points:
                if any(entry.proposal.id == self._wanted for entry in view.history):
                    self._chosen = POINT + view.point.id
            if self._wanted in facts.keeping:
                self._chosen = KEEPING
            self._wanted = ""
        self.listed.emit()


def _accepted() -> str:
    return _("Accepted; it holds from its day on.")


def _refused() -> str:
    return _("The proposal is refused.")
