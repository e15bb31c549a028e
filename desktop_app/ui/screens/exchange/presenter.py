"""What Exchange knows: the three lanes, what is chosen in them, and the acts of sending and receiving."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.messages import ReturnReason, RowRemark
from desktop_app.domain.states import Party
from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.attach import received_attachments
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import (
    OutgoingLine,
    Packing,
    SealedFile,
    SentLine,
    Written,
    bundle_text,
    hand_over,
    seal_bundle,
    sealed_file,
    sent,
    to_send,
    write_bundle,
)
from desktop_app.workflows.look_at_received import keep_look
from desktop_app.workflows.quarantine import QuarantinedText, read_quarantined_text
from desktop_app.workflows.receive_bundle import Preview, ReceivedLine, preview, received
from desktop_app.workflows.receive_files import FileResult, receive_any, receive_files


class Lane(StrEnum):
    """The three lanes."""

    TO_SEND = "to_send"
    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """All three lanes as fetched, and the States by their code."""

    outgoing: tuple[OutgoingLine, ...] = ()
    sent: tuple[SentLine, ...] = ()
    received: tuple[ReceivedLine, ...] = ()
    parties: tuple[Party, ...] = ()
    today: date | None = None

    def party_name(self, code: str) -> str:
        """Return a State's short name, its code where it is not known."""
        return next((party.short_name for party in self.parties if party.code == code), code)


class ExchangePresenter(QObject):
    """The state of Exchange."""

    listed = Signal()
    """The lanes or the chosen lane are others."""

    previewed = Signal(object)
    """The `Preview` of the chosen received bundle."""

    refusal_shown = Signal(object)
    """The chosen received file was refused: its `Problem`."""

    sealed_shown = Signal(object)
    """The chosen sent bundle as `SealedFile`."""

    files_received = Signal(object)
    """Several files were received: a tuple of `FileResult`."""

    asked_before_sealing = Signal(object, object)
    """A `Problem` that a person may let pass, and what to call with the `Packing` chosen, or None to go on."""

    papers_shown = Signal(object)
    """The papers that came with the chosen bundle: a tuple of `ReceivedAttachment`."""

    set_aside_read = Signal(object)
    """A file that was set aside, read: a `QuarantinedText`."""

    text_ready = Signal(object)
    """A bundle's text form, to be put on the clipboard."""

    records_changed = Signal()
    """Something was sent, received or decided: counts elsewhere are old."""

    claim_wanted = Signal(str)
    """A claim should be opened: its key."""

    office_wanted = Signal(str)
    """An office should be shown, to compare its key: its code."""

    working_changed = Signal(bool)
    """Whether an act is being done."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks, self.notices = tasks, notices
        self._lanes = Lanes()
        self._lane = Lane.RECEIVED
        self._chosen: dict[Lane, str] = dict.fromkeys(Lane, "")
        self._seen: Preview | None = None
        self._working = False

    @property
    def lanes(self) -> Lanes:
        """The lanes as last fetched."""
        return self._lanes

    @property
    def lane(self) -> Lane:
        """The lane that is shown."""
        return self._lane

    @property
    def chosen(self) -> str:
        """What is chosen in the lane shown: an office's code, a bundle's id, or a number in the mailbox."""
        return self._chosen[self._lane]

    @property
    def working(self) -> bool:
        """Whether an act is being done."""
        return self._working

    @property
    def outgoing(self) -> OutgoingLine | None:
        """What waits to leave for the chosen office."""
        key = self._chosen[Lane.TO_SEND]
        return next((line for line in self._lanes.outgoing if line.office.card.office.code == key), None)

    @property
    def sent_line(self) -> SentLine | None:
        """The chosen sent bundle."""
        key = self._chosen[Lane.SENT]
        return next((line for line in self._lanes.sent if line.bundle_id == key), None)

    @property
    def received_line(self) -> ReceivedLine | None:
        """The chosen received file."""
        key = self._chosen[Lane.RECEIVED]
        return next((line for line in self._lanes.received if str(line.mailbox_id) == key), None)

    def waiting(self, lane: Lane) -> int:
        """Count what waits in a lane for this office or for another."""
        if lane is Lane.TO_SEND:
            return sum(len(line.messages) + len(line.passed_on) for line in self._lanes.outgoing)
        if lane is Lane.SENT:
            return sum(line.state in {"sealed", "handed_over", "opened", "returned"} for line in self._lanes.sent)
        return sum(line.state in {"to_check", "to_be_matched"} for line in self._lanes.received)

    def load(self) -> None:
        """Fetch the lanes again."""

        def job(desk: Desk, _progress: Progress) -> Lanes:
            return Lanes(
                outgoing=to_send(desk),
                sent=sent(desk),
                received=received(desk),
                parties=desk.rulebook.parties,
                today=desk.clock.today(),
            )

        ticket = self.tasks.look(job)
        ticket.succeeded.connect(self._on_lanes)
        ticket.failed.connect(self.notices.refuse)

    def show_lane(self, lane: Lane) -> None:
        """Show a lane."""
        self._lane = lane
        self.listed.emit()
        self._show_chosen()

    def choose(self, key: str) -> None:
        """Choose an entry of the lane shown."""
        self._chosen[self._lane] = key
        self._show_chosen()

    def show_received(self, mailbox_id: int) -> None:
        """Show a received file, also one that has just come."""
        self._lane = Lane.RECEIVED
        self._chosen[Lane.RECEIVED] = str(mailbox_id)
        self.load()

    def show_outgoing(self, office: str) -> None:
        """Show what waits to leave for an office."""
        self._lane = Lane.TO_SEND
        self._chosen[Lane.TO_SEND] = office
        self.load()

    def show_sent(self, bundle_id: str) -> None:
        """Show a bundle that was sent."""
        self._lane = Lane.SENT
        self._chosen[Lane.SENT] = bundle_id
        self.load()

    def open_files(self, paths: list[Path]) -> None:
        """Receive files and folders a person chose or dropped: one job, and a result for each bundle."""

        def job(desk: Desk, progress: Progress) -> tuple[FileResult, ...]:
            return receive_files(desk, paths, progress)

        self._receive(job)

    def open_text(self, text: str) -> None:
        """Receive a bundle in its text form, from the body of a mail."""

        def job(desk: Desk, _progress: Progress) -> tuple[FileResult, ...]:
            return receive_any(desk, text.encode(errors="replace"))

        self._receive(job)

    def accept(self, *, person_id: str = "", reason: str = "", remarks: tuple[RowRemark, ...] = ()) -> None:
        """Accept the chosen bundle as it is shown; nothing while it is not shown yet."""
        line, seen = self.received_line, self._seen
        if line is None or self._working or seen is None or seen.mailbox_id != line.mailbox_id:
            return
        mailbox_id = line.mailbox_id

        def job(desk: Desk, _progress: Progress) -> str:
            return accept(desk, mailbox_id, seen=seen, person_id=person_id, match_reason=reason, remarks=remarks)

        said = _("Accepted with remarks.") if remarks else _("Accepted.")
        self._act(self.tasks.run(job), lambda _claim: f"{said} {_('A receipt waits under To send.')}")

    def send_back(self, reason: ReturnReason, note: str) -> None:
        """Return the chosen bundle with a reason; nothing while it is not shown yet."""
        line, seen = self.received_line, self._seen
        if line is None or self._working or seen is None or seen.mailbox_id != line.mailbox_id:
            return
        mailbox_id = line.mailbox_id

        def job(desk: Desk, _progress: Progress) -> None:
            return_bundle(desk, mailbox_id, reason, note, seen=seen)

        said = _("Returned. Nothing of it was applied; the return waits under To send.")
        self._act(self.tasks.run(job), lambda _nothing: said)

    def seal_and_write(
        self, folder: Path, channel: str, *, packing: Packing | None = None, despite_expired_list: bool = False
    ) -> None:
        """Seal what waits for the chosen office and write the bundle into a folder.

        A bundle that is too big for the mail, and a directory list that has expired, are asked about first.
        """
        line = self.outgoing
        if line is None or self._working:
            return
        code = line.office.card.office.code
        chosen = packing or (Packing.STICK if channel == "stick" else None)

        def job(desk: Desk, _progress: Progress) -> Written:
            file = seal_bundle(desk, code, packing=chosen, despite_expired_list=despite_expired_list)
            self._chosen[Lane.SENT] = file.bundle_id
            return write_bundle(desk, file.bundle_id, folder, channel)

        def again(packing: Packing | None) -> None:
            self._lane = Lane.TO_SEND
            despite = despite_expired_list or packing is None
            self.seal_and_write(folder, channel, packing=packing or chosen, despite_expired_list=despite)

        self._send(self.tasks.run(job), folder, channel, again)

    def write_again(self, folder: Path, channel: str) -> None:
        """Write the chosen sent bundle once more: the very same bytes."""
        line = self.sent_line
        if line is None or self._working:
            return
        bundle_id = line.bundle_id

        def job(desk: Desk, _progress: Progress) -> Written:
            return write_bundle(desk, bundle_id, folder, channel)

        self._send(self.tasks.run(job), folder, channel)

    def read_as_text(self) -> None:
        """Read the chosen file that was set aside as text, and whom to call about it."""
        line = self.received_line
        if line is None:
            return
        mailbox_id = line.mailbox_id

        def job(desk: Desk, _progress: Progress) -> QuarantinedText:
            return read_quarantined_text(desk, mailbox_id)

        ticket = self.tasks.run(job)
        ticket.succeeded.connect(self.set_aside_read)
        ticket.failed.connect(self.notices.refuse)

    def copy_text(self, *, packing: Packing | None = None, despite_expired_list: bool = False) -> None:
        """Give out the chosen bundle as text for the body of a mail, sealing it first where it is not sealed yet.

        One that has to travel in several parts is sealed only: each part is copied into a mail of its own.
        """
        outgoing = self.outgoing
        if self._lane is not Lane.TO_SEND:
            self.copy_part(1)
            return
        if self._working or outgoing is None:
            return
        code = outgoing.office.card.office.code

        def job(desk: Desk, _progress: Progress) -> str:
            file = seal_bundle(desk, code, packing=packing, despite_expired_list=despite_expired_list)
            self._chosen[Lane.SENT] = file.bundle_id
            if len(file.parts) > 1:
                return ""
            text = bundle_text(desk, file.bundle_id)
            hand_over(desk, file.bundle_id, "mail")
            return text

        def again(chosen: Packing | None) -> None:
            self._lane = Lane.TO_SEND
            despite = despite_expired_list or chosen is None
            self.copy_text(packing=chosen or packing, despite_expired_list=despite)

        ticket = self.tasks.run(job)
        ticket.succeeded.connect(lambda text: self.text_ready.emit(text) if text else None)
        self._lane = Lane.SENT
        self._act(ticket, _copied_words, self._asking(again))

    def copy_part(self, part: int) -> None:
        """Give out the chosen sent bundle, or one part of it, as text for the body of a mail."""
        line = self.sent_line
        if self._working or line is None:
            return
        bundle_id, parts = line.bundle_id, line.parts

        def job(desk: Desk, _progress: Progress) -> str:
            text = bundle_text(desk, bundle_id, part)
            hand_over(desk, bundle_id, "mail")
            return text

        said = _("Part {part} of {n} is copied. Paste it into the body of a mail of its own.")
        ticket = self.tasks.run(job)
        ticket.succeeded.connect(self.text_ready)
        self._act(ticket, lambda text: said.format(part=part, n=parts) if parts > 1 else _copied_words(text))

    def want_office(self, code: str) -> None:
        """Ask for an office to be shown."""
        self.office_wanted.emit(code)

    def want_claim(self, key: str) -> None:
        """Ask for a claim to be opened."""
        self.claim_wanted.emit(key)

    def _receive(self, job: Callable[[Desk, Progress], tuple[FileResult, ...]]) -> None:
        ticket = self.tasks.run(job)
        ticket.succeeded.connect(self._on_received)
        ticket.failed.connect(self._on_file_refused)

    def _send(
        self,
        ticket: Ticket,
        folder: Path,
        channel: str,
        again: Callable[[Packing | None], None] | None = None,
    ) -> None:
        def said(written: object) -> str:
            return written_words(written, folder, channel) if isinstance(written, Written) else ""

        self._lane = Lane.SENT
        self._act(ticket, said, self._asking(again) if again is not None else None)

    def _asking(self, again: Callable[[Packing | None], None]) -> Callable[[Problem], None]:
        """Return what asks a person about what may be let pass before sealing, and says any other refusal."""

        def refused(problem: Problem) -> None:
            self._lane = Lane.TO_SEND
            if problem.code in {"bundle_over_mail", "list_expired"}:
                self.asked_before_sealing.emit(problem, again)
            else:
                self.notices.refuse(problem)

        return refused

    def _act(
        self, ticket: Ticket, said: Callable[[object], str], refused: Callable[[Problem], None] | None = None
    ) -> None:
        self._seen = None  # what is shown now is decided about: nothing more is, before it is shown anew
        self._set_working(working=True)
        ticket.succeeded.connect(lambda answer: self.notices.say(said(answer)))
        ticket.finished.connect(self._on_act_finished)
        ticket.failed.connect(refused or self.notices.refuse)

    def _set_working(self, *, working: bool) -> None:
        self._working = working
        self.working_changed.emit(working)

    def _show_chosen(self) -> None:
        self._seen = None
        if self._lane is Lane.RECEIVED and self.received_line is not None:
            mailbox_id = self.received_line.mailbox_id

            def look(desk: Desk, _progress: Progress) -> Preview:
                return preview(desk, mailbox_id)

            ticket = self.tasks.look(look)
            ticket.succeeded.connect(self._on_preview)
            ticket.failed.connect(self._on_refusal)
            papers = self.tasks.look(lambda desk, _progress: received_attachments(desk, mailbox_id))
            papers.succeeded.connect(self.papers_shown)
            papers.failed.connect(lambda _problem: self.papers_shown.emit(()))
        elif self._lane is Lane.SENT and self.sent_line is not None:
            bundle_id = self.sent_line.bundle_id

            def fetch(desk: Desk, _progress: Progress) -> SealedFile:
                return sealed_file(desk, bundle_id)

            ticket = self.tasks.look(fetch)
            ticket.succeeded.connect(self.sealed_shown)
            ticket.failed.connect(self.notices.refuse)

    def _on_lanes(self, lanes: Lanes) -> None:
        self._lanes = lanes
        keys = {
            Lane.TO_SEND: [line.office.card.office.code for line in lanes.outgoing],
            Lane.SENT: [line.bundle_id for line in lanes.sent],
            Lane.RECEIVED: [str(line.mailbox_id) for line in lanes.received],
        }
        for lane, found in keys.items():
            if self._chosen[lane] not in found:
                self._chosen[lane] = found[0] if found else ""
        self.listed.emit()
        self._show_chosen()

    def _on_preview(self, view: Preview) -> None:
        if self._lane is Lane.RECEIVED and str(view.mailbox_id) == self.chosen:
            self._seen = view
            self.tasks.run(lambda desk, _progress: keep_look(desk, view)).failed.connect(self.notices.refuse)
            self.previewed.emit(view)

    def _on_refusal(self, problem: Problem) -> None:
        if self._lane is Lane.RECEIVED:
            self.refusal_shown.emit(problem)

    def _on_received(self, results: tuple[FileResult, ...]) -> None:
        """Show the last bundle that is to be worked on; several results are listed, too."""
        shown = next((result for result in reversed(results) if result.problem is None), None)
        refused = next((result.problem for result in results if result.problem is not None), None)
        if len(results) > 1:
            self.files_received.emit(results)
        if shown is not None:
            self.notices.clear()
            self.show_received(shown.mailbox_id)
            self.records_changed.emit()
        elif refused is not None:
            self._on_file_refused(refused)
        else:
            self.notices.warn(_("There is no bundle in this folder."), _("Choose another folder, or the file itself."))

    def _on_file_refused(self, problem: Problem) -> None:
        self.notices.refuse(problem)
        self._lane = Lane.RECEIVED
        self._chosen[Lane.RECEIVED] = ""
        self.load()
        self.records_changed.emit()

    def _on_act_finished(self) -> None:
        self._set_working(working=False)
        self.load()
        self.records_changed.emit()


def written_words(written: Written, folder: Path, channel: str) -> str:
    """Say what was written where, that it was read back, and whether a stick may be pulled."""
    names = ", ".join(path.name for path in written.paths)
    said = _("Saved {name} in {folder} and read it back.").format(name=names, folder=folder.name or str(folder))
    if channel != "stick":
        return said
    pull = _("The stick may be pulled now.")
    return f"{said} {pull if written.may_pull else _('Tell the system to remove the stick safely, then pull it.')}"


def _copied_words(text: object) -> str:
    if not text:
        return _("Sealed in several parts. Copy each part into a mail of its own.")
    return _("Copied. Paste the text into the body of the mail; send it as it is.")
