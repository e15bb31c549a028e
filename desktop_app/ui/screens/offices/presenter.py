"""What Offices knows: the directory, which office is shown, and the comparing of a key in steps a person takes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.offices import KeyCheck
from desktop_app.domain.proposals import Proposal, ProposalKind
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.offices.trust_presenter import TrustPresenter
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.card_files import card_in_file
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument, office_card_document, save_document
from desktop_app.workflows.keep_offices import (
    CardPreview,
    OfficeLine,
    add_office,
    confirm_key,
    edit_office,
    edit_own_office,
    offices,
    own_card_file,
    read_card,
)


class OfficesPresenter(QObject):
    """The state of Offices."""

    listed = Signal()
    """The directory or the office shown is another."""

    card_read = Signal(object)
    """A card was read and not kept yet: its `CardPreview`."""

    compare_wanted = Signal(object)
    """The key of an office should be compared now: its `OfficeLine`."""

    key_confirmed = Signal(object)
    """The key was compared: the `OfficeLine` as it stands now."""

    records_changed = Signal()
    """An office was added or changed, or its key confirmed: what other pages show of it is old."""

    paper_ready = Signal(object)
    """This office's card on paper: an `IssuedDocument`."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self.trust = TrustPresenter(tasks, notices, self)
        self.trust.records_changed.connect(self._on_trust_changed)
        self._lines: tuple[OfficeLine, ...] = ()
        self._chosen = ""
        self._compare_next = ""
        self._card = b""

    @property
    def tasks(self) -> Tasks:
        """The worker, for the preview of a document."""
        return self._tasks

    @property
    def notices(self) -> Notices:
        """Where to say things, for the preview of a document."""
        return self._notices

    @property
    def lines(self) -> tuple[OfficeLine, ...]:
        """The directory, this office first."""
        return self._lines

    @property
    def chosen(self) -> OfficeLine | None:
        """The office shown."""
        return self._line(self._chosen)

    @property
    def own(self) -> OfficeLine | None:
        """This office."""
        return next((line for line in self._lines if line.own), None)

    @property
    def card_name(self) -> str:
        """The file name of this office's card."""
        return f"{self.own.known.card.office.code}.cass-card" if self.own else "office.cass-card"

    def load(self) -> None:
        """Fetch the directory again."""

        def job(desk: Desk, _progress: Progress) -> tuple[OfficeLine, ...]:
            return offices(desk)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_lines)
        ticket.failed.connect(self._notices.refuse)
        self.trust.load()

    def _on_trust_changed(self) -> None:
        self.load()
        self.records_changed.emit()

    def choose(self, code: str) -> None:
        """Show an office."""
        self._chosen = code
        self.listed.emit()

    def show_office(self, code: str) -> None:
        """Show an office as it stands now; where its key was not compared yet, go straight to comparing."""
        self._chosen = code
        self._compare_next = code
        self.load()

    def show_proposed(self, about: Proposal) -> None:
        """Show what a proposal is about: the list, our own key, or the office whose key is lost."""
        if about.kind is ProposalKind.DIRECTORY_LIST:
            self.trust.list_read.emit()
        elif about.kind is ProposalKind.OWN_KEY and self.own is not None:
            self._chosen = self.own.known.card.office.code
        else:
            self._chosen = about.subject
        self.load()

    def read_text(self, text: str) -> None:
        """Read an office's card from the text of its QR code, without keeping it."""

        def job(desk: Desk, _progress: Progress) -> tuple[bytes, CardPreview]:
            data = text.strip().encode()
            return data, read_card(desk, data)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_card)
        ticket.failed.connect(self._notices.refuse)

    def read(self, path: Path) -> None:
        """Read an office's card from a file, or from a picture of its paper, without keeping it."""

        def job(desk: Desk, _progress: Progress) -> tuple[bytes, CardPreview]:
            data = card_in_file(path)
            return data, read_card(desk, data)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_card)
        ticket.failed.connect(self._notices.refuse)

    def add(self) -> None:
        """Keep the card that was read last, its key not yet compared."""
        data = self._card

        def job(desk: Desk, _progress: Progress) -> OfficeLine:
            return add_office(desk, data)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_added)
        ticket.failed.connect(self._notices.refuse)

    def confirm(self, code: str, check: KeyCheck, heard_from: str) -> None:
        """Record that the words were compared, how, and with whom."""

        def job(desk: Desk, _progress: Progress) -> OfficeLine:
            return confirm_key(desk, code, check, heard_from)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_confirmed)
        ticket.failed.connect(self._notices.refuse)

    def edit(self, code: str, *, address: str, phone: str, email: str, head: str) -> None:
        """Change how an office is reached."""

        def job(desk: Desk, _progress: Progress) -> OfficeLine:
            return edit_office(desk, code, address=address, phone=phone, email=email, head=head)

        self._act(self._tasks.run(job), lambda _line: _("Saved."))

    def edit_own(self, *, name: str, town: str, address: str, phone: str, email: str, head: str) -> None:
        """Change this office's name and how it is reached."""

        def job(desk: Desk, _progress: Progress) -> Desk:
            return edit_own_office(desk, name=name, town=town, address=address, phone=phone, email=email, head=head)

        ticket = self._tasks.renew(job)
        self._act(ticket, lambda _desk: _("Saved. Hand the card out anew, so that the others have it too."))
        ticket.succeeded.connect(lambda _desk: self.records_changed.emit())

    def save_own_card(self, path: Path) -> None:
        """Write this office's card as a file to hand out."""

        def job(desk: Desk, _progress: Progress) -> str:
            save_document(own_card_file(desk), path)
            return path.name

        self._act(self._tasks.run(job), lambda name: _("Saved as {name}.").format(name=name))

    def make_paper(self) -> None:
        """Make this office's card on paper."""

        def job(desk: Desk, _progress: Progress) -> IssuedDocument:
            return office_card_document(desk)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self.paper_ready)
        ticket.failed.connect(self._notices.refuse)

    def _act(self, ticket: Ticket, said: Callable[[object], str]) -> None:
        ticket.succeeded.connect(lambda answer: self._notices.say(said(answer)))
        ticket.failed.connect(self._notices.refuse)
        ticket.finished.connect(self.load)

    def _line(self, code: str) -> OfficeLine | None:
        return next((line for line in self._lines if line.known.card.office.code == code), None)

    def _on_lines(self, lines: tuple[OfficeLine, ...]) -> None:
        self._lines = lines
        if self.chosen is None:
            self._chosen = lines[0].known.card.office.code if lines else ""
        self.listed.emit()
        line = self._line(self._compare_next)
        self._compare_next = ""
        if line is not None and not line.own and not line.known.trusted:
            self.compare_wanted.emit(line)

    def _on_card(self, answer: tuple[bytes, CardPreview]) -> None:
        self._card, preview = answer
        self.card_read.emit(preview)

    def _on_added(self, line: OfficeLine) -> None:
        self._notices.say(_("{office} is in the directory. Now compare its key.").format(
            office=line.known.card.office.name))  # fmt: skip
        self.show_office(line.known.card.office.code)
        self.records_changed.emit()

    def _on_confirmed(self, line: OfficeLine) -> None:
        self._notices.say(_("The key of {office} is compared. Bundles can go both ways.").format(
            office=line.known.card.office.name))  # fmt: skip
        self.key_confirmed.emit(line)
        self._chosen = line.known.card.office.code
        self.load()
        self.records_changed.emit()
