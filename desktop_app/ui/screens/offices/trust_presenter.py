"""What Offices knows of trust: our keys and who has them, revoked keys and what came since, the directory list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.offices import KeyCheck
from desktop_app.domain.proposals import Proposal, ProposalKind
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.export_keys import ExportedKeys, export_keys
from desktop_app.workflows.issue_document import save_document
from desktop_app.workflows.keep_directory import (
    ListPreview,
    ListStanding,
    hand_on_list,
    import_list_file,
    list_file,
    list_standing,
    propose_list,
    seal_despite_expiry,
    sealing_goes_on,
    waiting_list,
)
from desktop_app.workflows.keep_keys import (
    KeyWarning,
    ReceivedSince,
    confirm_known,
    key_warnings,
    own_key_proposal,
    propose_own_key,
    propose_revocation,
    received_since,
    revocation_proposal,
)
from desktop_app.workflows.key_effects import OwnKeyAct
from desktop_app.workflows.own_keys import OwnKeys, own_keys, with_own_keys
from desktop_app.workflows.propose import ProposalView, accept_beside, proposal_view, refuse_beside, withdraw
from desktop_app.workflows.rights import nobody_else

MAKES_KEYS_ANEW = frozenset({ProposalKind.OWN_KEY})
"""Kinds after which the desk is made anew with other keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustFacts:
    """All of it at once. `revocations` and `since` are by the code of the office."""

    keys: OwnKeys
    own_waiting: ProposalView | None
    standing: ListStanding | None
    waiting: ListPreview | None
    warnings: tuple[KeyWarning, ...]
    seconds: tuple[str, ...]
    today: date
    sealing_goes_on: bool
    revocations: Mapping[str, ProposalView] = field(default_factory=dict)
    since: Mapping[str, ReceivedSince] = field(default_factory=dict)


class TrustPresenter(QObject):
    """The state of keys and lists."""

    changed = Signal()
    """Something of it is another; `facts` has it."""

    proposed = Signal(object)
    """A proposal was made and another person may decide it at this desk now: its `ProposalView`."""

    records_changed = Signal()
    """Trust in an office may be another: what other pages show of it is old."""

    list_read = Signal()
    """A list was taken in: its page should be shown."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self.facts: TrustFacts | None = None

    def load(self) -> None:
        """Fetch all of it again."""
        ticket = self._tasks.look(_facts)
        ticket.succeeded.connect(self._on_facts)
        ticket.failed.connect(self._notices.refuse)

    def change_own_key(self, act: OwnKeyAct, reason: str, since: date | None = None) -> Ticket:
        """Propose a change of our own key."""

        def made(desk: Desk) -> Proposal:
            return propose_own_key(desk, act, reason=reason, since=_moment(desk, since))

        return self._propose(made)

    def revoke(self, office: str, since: date, heard_from: str, reason: str) -> Ticket:
        """Propose that another office's key is revoked; it is trusted no longer from now on."""

        def made(desk: Desk) -> Proposal:
            moment = _moment(desk, since) or desk.clock.now()
            return propose_revocation(desk, office, since=moment, heard_from=heard_from, reason=reason)

        return self._propose(made)

    def propose_list(self, list_id: str, reason: str, heard_from: str, how: KeyCheck) -> Ticket:
        """Propose the list that came."""

        def made(desk: Desk) -> Proposal:
            return propose_list(desk, list_id, reason=reason, heard_from=heard_from, how=how)

        return self._propose(made)

    def accept_beside(self, view: ProposalView, login: str, passphrase: str, remark: str) -> Ticket:
        """Let another person at this desk accept."""
        number = view.proposal.id
        return self._decide(
            view,
            lambda desk: accept_beside(desk, number, login=login, passphrase=passphrase, remark=remark),
            _("Accepted. What follows from it is done."),
        )

    def refuse_beside(self, view: ProposalView, login: str, passphrase: str, reason: str) -> Ticket:
        """Let another person at this desk refuse."""
        number = view.proposal.id
        return self._decide(
            view,
            lambda desk: refuse_beside(desk, number, login=login, passphrase=passphrase, reason=reason),
            _("The proposal is refused."),
        )

    def withdraw(self, view: ProposalView) -> Ticket:
        """Withdraw one's own proposal."""
        return self._decide(view, lambda desk: withdraw(desk, view.proposal.id), _("The proposal is withdrawn."))

    def confirm_known(self, office: str, heard_from: str) -> Ticket:
        """Keep that a person of an office said that they have our present key."""

        def job(desk: Desk, _progress: Progress) -> OwnKeys:
            return confirm_known(desk, office, heard_from)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(lambda _keys: self._notices.say(_("Kept. Bundles go there under the new key now.")))
        ticket.finished.connect(self.load)
        return ticket

    def export(self, folder: Path, reason: str, login: str, second_passphrase: str, passphrase: str) -> Ticket:
        """Write our secret keys to files."""

        def job(desk: Desk, _progress: Progress) -> ExportedKeys:
            return export_keys(
                desk, folder, reason=reason, login=login, second_passphrase=second_passphrase, passphrase=passphrase
            )

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_exported)
        ticket.finished.connect(self.load)
        return ticket

    def read_list(self, path: Path) -> None:
        """Take a list in from a file."""

        def job(desk: Desk, _progress: Progress) -> str:
            return import_list_file(desk, path)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(lambda _id: self._on_list())
        ticket.failed.connect(self._notices.refuse)
        ticket.finished.connect(self.load)

    def save_list(self, path: Path) -> None:
        """Write the list in force to a file, to hand on."""

        def job(desk: Desk, _progress: Progress) -> str:
            save_document(list_file(desk)[1], path)
            return path.name

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(lambda name: self._notices.say(_("Saved as {name}.").format(name=name)))
        ticket.failed.connect(self._notices.refuse)

    def go_on(self, reason: str) -> Ticket:
        """Let bundles be sealed today although the list has expired."""

        def job(desk: Desk, _progress: Progress) -> None:
            seal_despite_expiry(desk, reason)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(lambda _nothing: self._notices.say(_("Bundles are sealed today. It is on record.")))
        ticket.finished.connect(self.load)
        return ticket

    def hand_on(self, codes: tuple[str, ...]) -> None:
        """Put the list in force into "To send" for these offices."""

        def job(desk: Desk, _progress: Progress) -> int:
            return hand_on_list(desk, codes)

        def said(count: int) -> None:
            words = plural(
                "The list waits under To send for {count} office.",
                "The list waits under To send for {count} offices.",
                count,
            )
            self._notices.say(words.format(count=count))
            self.records_changed.emit()

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(said)
        ticket.failed.connect(self._notices.refuse)

    def _propose(self, made: Callable[[Desk], Proposal]) -> Ticket:
        def job(desk: Desk, _progress: Progress) -> ProposalView:
            return proposal_view(desk, made(desk).id)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_proposed)
        ticket.finished.connect(self._on_done)
        return ticket

    def _decide(self, view: ProposalView, act: Callable[[Desk], object], said: str) -> Ticket:
        def job(desk: Desk, _progress: Progress) -> Desk:
            act(desk)
            return with_own_keys(desk) if view.proposal.kind in MAKES_KEYS_ANEW else desk

        ticket = self._tasks.renew(job)
        ticket.succeeded.connect(lambda _desk: self._notices.say(said))
        ticket.finished.connect(self._on_done)
        return ticket

    def _on_proposed(self, view: ProposalView) -> None:
        if view.seconds:
            self.proposed.emit(view)
        else:
            self._notices.say(_("Proposed. It waits for a second person with the signing right."))

    def _on_done(self) -> None:
        self.records_changed.emit()  # who listens fetches everything again, this as well

    def _on_facts(self, facts: TrustFacts) -> None:
        self.facts = facts
        self.changed.emit()

    def _on_list(self) -> None:
        self._notices.say(_("The list is kept. Nothing of it is in force before two persons decide."))
        self.list_read.emit()

    def _on_exported(self, files: ExportedKeys) -> None:
        self._notices.say(
            _("Written: {age} and {minisign}. Whoever has them and the passphrase is this office.").format(
                age=files.age_file.name, minisign=files.minisign_file.name
            )
        )


def _facts(desk: Desk, _progress: Progress) -> TrustFacts:
    codes = tuple(known.card.office.code for known in desk.store.offices.all())
    since = {code: received_since(desk, code) for code in codes}
    waiting = {code: revocation_proposal(desk, code) for code in codes}
    return TrustFacts(
        keys=own_keys(desk),
        own_waiting=own_key_proposal(desk),
        standing=list_standing(desk),
        waiting=waiting_list(desk),
        warnings=key_warnings(desk),
        seconds=_seconds(desk),
        today=desk.clock.today(),
        sealing_goes_on=sealing_goes_on(desk),
        revocations={code: view for code, view in waiting.items() if view is not None},
        since={code: came for code, came in since.items() if came is not None},
    )


def _moment(desk: Desk, day: date | None) -> datetime | None:
    """Return the beginning of a day where the office is."""
    return datetime.combine(day, time.min, desk.clock.now().tzinfo) if day else None


def _seconds(desk: Desk) -> tuple[str, ...]:
    """Return the sign-in names of who can be the second person; one's own where nobody else works here."""
    alone = nobody_else(desk.store, desk.user.id)
    return tuple(
        line.login for line in desk.store.users.all() if line.active and (line.user.id == desk.user.id) is alone
    )
