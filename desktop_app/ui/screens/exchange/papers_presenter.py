"""What Exchange knows of papers and pages: those that go with messages, those that came, and messages as documents."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.messages import MessageType
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.attach import save_attachment
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import OutgoingMessage
from desktop_app.workflows.issue_covering import covering_letter, covering_letter_of
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.outgoing_papers import PaperLine, papers_to_choose, papers_with, take_paper_out
from desktop_app.workflows.pass_on import Passing, keep_back, passing_of
from desktop_app.workflows.print_message import message_document
from desktop_app.workflows.view_papers import attached_paper, received_paper

Job = Callable[[Desk, Progress], IssuedDocument]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachChoice:
    """What a person may choose from: messages about a case, the papers each case has already, files dropped."""

    messages: tuple[OutgoingMessage, ...]
    kept: dict[str, tuple[PaperLine, ...]]
    chosen: str
    files: tuple[Path, ...] = ()


class PapersPresenter(QObject):
    """The state of the papers of what is shown."""

    listed = Signal(object)
    """The papers that go or went with the messages shown: a tuple of `PaperLine`."""

    choice_ready = Signal(object)
    """Papers may be chosen: an `AttachChoice`."""

    document_ready = Signal(str, object)
    """A title, and an `IssuedDocument` to look at."""

    passing_shown = Signal(object)
    """To whom the documents of what is shown may go on: a tuple of `Passing`."""

    changed = Signal()
    """Something goes along or no longer does: lists are old."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks, self.notices = tasks, notices
        self._looked: tuple[str, ...] = ()

    def look(self, messages: tuple[OutgoingMessage, ...]) -> None:
        """Fetch the papers that go or went with messages of ours."""
        ids = tuple(message.message_id for message in messages)
        self._looked = ids

        def job(desk: Desk, _progress: Progress) -> tuple[PaperLine, ...]:
            return papers_with(desk, ids)

        ticket = self.tasks.look(job)
        ticket.succeeded.connect(lambda lines: self.listed.emit(lines) if ids == self._looked else None)
        ticket.failed.connect(self.notices.refuse)

    def ask(self, messages: tuple[OutgoingMessage, ...], chosen: str = "", files: tuple[Path, ...] = ()) -> None:
        """Ask which papers go with one of these messages."""
        about_a_case = tuple(message for message in messages if message.claim_id)
        if not about_a_case:
            self.notices.warn(
                _("No message to this office is about a case yet."),
                _("A paper goes with a message about a case: ask or answer something in the claim first."),
            )
            return
        ids = [message.message_id for message in about_a_case]
        first = chosen if chosen in ids else ids[0]

        def job(desk: Desk, _progress: Progress) -> AttachChoice:
            kept = {message_id: papers_to_choose(desk, message_id) for message_id in ids}
            return AttachChoice(messages=about_a_case, kept=kept, chosen=first, files=files)

        ticket = self.tasks.look(job)
        ticket.succeeded.connect(self.choice_ready)
        ticket.failed.connect(self.notices.refuse)

    def take_out(self, line: PaperLine) -> None:
        """Let a paper no longer go with its message."""

        def job(desk: Desk, _progress: Progress) -> None:
            take_paper_out(desk, line.message_id, line.id)

        ticket = self.tasks.run(job)
        said = _("{name} does not go along any more. The claim keeps it.").format(name=line.name)
        ticket.succeeded.connect(lambda _nothing: self.notices.say(said))
        ticket.failed.connect(self.notices.refuse)
        ticket.finished.connect(self.changed)

    def keep_back(self, message_id: str, office_code: str) -> None:
        """Let a document of another office no longer go on to an office."""

        def job(desk: Desk, _progress: Progress) -> None:
            keep_back(desk, message_id, office_code)

        ticket = self.tasks.run(job)
        said = _("It does not go on to {office}.").format(office=office_code)
        ticket.succeeded.connect(lambda _nothing: self.notices.say(said))
        ticket.failed.connect(self.notices.refuse)
        ticket.finished.connect(self.changed)

    def look_passing(self, message_ids: tuple[str, ...]) -> None:
        """Fetch to whom the documents among received messages may go on."""
        self._looked = message_ids

        def job(desk: Desk, _progress: Progress) -> tuple[Passing, ...]:
            found = (passing_of(desk, message_id) for message_id in message_ids)
            return tuple(passing for passing in found if passing is not None)

        ticket = self.tasks.look(job)
        ticket.succeeded.connect(lambda found: self.passing_shown.emit(found) if message_ids == self._looked else None)
        ticket.failed.connect(self.notices.refuse)

    def view(self, line: PaperLine) -> None:
        """Show a paper of a claim as it was attached."""
        self._open(line.name, lambda desk, _progress: attached_paper(desk, line.id))

    def view_received(self, mailbox_id: int, number: int, name: str) -> None:
        """Show a paper that came with a bundle."""
        self._open(name, lambda desk, _progress: received_paper(desk, mailbox_id, number))

    def save_received(self, mailbox_id: int, number: int, folder: Path) -> None:
        """Save a paper that came with a bundle into a folder."""
        ticket = self.tasks.run(lambda desk, _progress: save_attachment(desk, mailbox_id, number, folder))
        ticket.succeeded.connect(lambda path: self.notices.say(_("Saved as {name}.").format(name=path.name)))
        ticket.failed.connect(self.notices.refuse)

    def print_message(self, message_id: str, kind: MessageType) -> None:
        """Show a message, sent or received, as it is printed."""
        self._open(message_type_words(kind), lambda desk, _progress: message_document(desk, message_id))

    def print_letter(self, office: str, bundle_id: str) -> None:
        """Show the covering letter of a sealed bundle; without one, of what waits for an office."""

        def job(desk: Desk, _progress: Progress) -> IssuedDocument:
            return covering_letter_of(desk, bundle_id) if bundle_id else covering_letter(desk, office)

        self._open(_("Covering letter"), job)

    def _open(self, title: str, job: Job) -> None:
        ticket = self.tasks.look(job)
        ticket.succeeded.connect(lambda document: self.document_ready.emit(title, document))
        ticket.failed.connect(self.notices.refuse)
