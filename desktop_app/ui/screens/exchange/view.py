"""Exchange as a page: lanes over a list on the left; on the right what is chosen, and what can be done with it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.messages import Message
from desktop_app.foundation.problems import Problem
from desktop_app.ui.screens.exchange.dialogs import (
    ExpiredListDialog,
    PackingDialog,
    PasteDialog,
    RemarksDialog,
    ReturnDialog,
    SetAsideDialog,
)
from desktop_app.ui.screens.exchange.export_dialog import ExportDialog
from desktop_app.ui.screens.exchange.file_results import FileResultsDialog
from desktop_app.ui.screens.exchange.models import outgoing_entry, received_entry, sent_entry
from desktop_app.ui.screens.exchange.papers import AttachDialog
from desktop_app.ui.screens.exchange.papers_presenter import AttachChoice, PapersPresenter
from desktop_app.ui.screens.exchange.passage import Passage
from desktop_app.ui.screens.exchange.presenter import ExchangePresenter, Lane
from desktop_app.ui.screens.exchange.received_page import ReceivedPage
from desktop_app.ui.screens.exchange.scan_codes import ScanCodesDialog
from desktop_app.ui.screens.exchange.sending_page import SendingPage
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.bar import ActionBar
from desktop_app.ui.widgets.buttons import QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card, Hairline
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.entry_list import EntryList
from desktop_app.ui.widgets.grounds import Ground
from desktop_app.ui.widgets.lane_tabs import LaneTabs
from desktop_app.ui.widgets.page_stack import PageStack
from desktop_app.ui.widgets.pass_on import PassOnDialog
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table_export import ExportButton
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.problems import sentences
from desktop_app.workflows.dispatch_bundle import OutgoingMessage, Packing, SealedFile
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.outgoing_papers import PaperLine
from desktop_app.workflows.pass_on import Passing
from desktop_app.workflows.quarantine import QuarantinedText
from desktop_app.workflows.receive_bundle import Preview
from desktop_app.workflows.receive_files import FileResult

_LIST = 312


class _RefusedPage(QWidget):
    """A file that was refused: what happened, what was kept, what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self.title = Text("", Kind.TITLE)
        self._column.addWidget(self.title)
        card = Card()
        row = QHBoxLayout()
        row.addWidget(Picture("shield-x", Role.BAD, 24), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        self.happened = Text("", Kind.BASE_STRONG, Role.BAD, wrap=True)
        self.kept = Text("", Kind.BASE, Role.INK, wrap=True)
        self.do = Text("", Kind.BASE, Role.INK, wrap=True)
        for label in (self.happened, self.kept, self.do):
            words.addWidget(label)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        self._column.addWidget(card)
        self.read = SecondaryButton(_("&Read it as text…"), "file-text")
        self._column.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(20), look.dp(16), look.dp(20), look.dp(16))
        self._column.setSpacing(look.dp(12))

    def show_problem(self, problem: Problem) -> None:
        """Say why."""
        words = sentences(problem)
        waits = problem.code == "bundle_parts_missing"
        self.title.setText(_("This file waits for its other parts") if waits else _("This file was refused"))
        self.read.setVisible(not waits)
        self.happened.setText(words.happened)
        self.kept.setText(words.kept)
        self.do.setText(words.do)


class ExchangeScreen(QWidget):
    """The page."""

    correct_wanted = Signal(str)
    """A message that left is to be corrected or taken back: its id."""

    remedy_wanted = Signal(str)
    """Something is to be done about an answer that is owed: the obligation's id."""

    owed_wanted = Signal()
    """What is owed both ways should be shown."""

    def __init__(self, presenter: ExchangePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exchange")
        self._presenter = presenter
        self.papers = PapersPresenter(presenter.tasks, presenter.notices, self)
        self.received = ReceivedPage()
        self.sending = SendingPage()
        self.passage = Passage(presenter, self.received, self.sending, self)
        self.passage.changed.connect(presenter.records_changed)
        self.passage.changed.connect(presenter.load)
        self.refused = _RefusedPage()
        self.empty = EmptyState("inbox", "", " ")
        self.stack = PageStack()
        for page in (self.empty, self.received, self.sending, self.refused):
            self.stack.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(Hairline(upright=True))
        row.addWidget(self.stack, 1)
        self._connect()
        restyled(self, self._restyle)
        self._show_lists()

    def _left(self) -> QWidget:
        self._panel = Ground(Role.SURFACE)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.addWidget(Text(_("Exchange"), Kind.TITLE))
        self._head.addStretch(1)
        self.owed = QuietButton(_("&What is owed"), "clock-alert")
        self.owed.clicked.connect(self.owed_wanted)
        self._head.addWidget(self.owed)
        column.addLayout(self._head)
        lanes = (
            (Lane.TO_SEND.value, _("To send")),
            (Lane.SENT.value, _("Sent, waiting")),
            (Lane.RECEIVED.value, _("Received")),
        )
        self.tabs = LaneTabs(lanes)
        column.addWidget(self.tabs)
        column.addWidget(Hairline())
        self.list = EntryList(_("Exchange"))
        self.list.setObjectName("exchange_list")
        self.export = ExportButton(self.list)
        self._head.addWidget(self.export)
        self.nothing = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        foot = ActionBar()
        self.open_file = SecondaryButton(_("&Open a file or USB"), "usb")
        self.paste = QuietButton(_("&Paste text"))
        self.paste.setToolTip(_("Paste the text of an e-mail that holds a bundle"))
        self.scan = QuietButton(_("Scan &codes"))
        self.scan.setToolTip(_("Bring in a signed paper by the square codes on it, with a hand scanner"))
        foot.row.addWidget(self.open_file)
        foot.row.addStretch(1)
        others = QVBoxLayout()
        others.setSpacing(0)
        others.addWidget(self.paste, 0, Qt.AlignmentFlag.AlignLeft)
        others.addWidget(self.scan, 0, Qt.AlignmentFlag.AlignLeft)
        foot.row.addLayout(others)
        self._foot = foot
        column.addWidget(foot)
        return self._panel

    def _connect(self) -> None:
        presenter = self._presenter
        self.tabs.chosen.connect(lambda key: presenter.show_lane(Lane(key)))
        self.list.chosen.connect(presenter.choose)
        self.list.act_wanted.connect(self._on_remedy)
        self.sending.remedy_wanted.connect(self.remedy_wanted)
        self.list.entered.connect(lambda _key: self._focus_detail())
        self.open_file.clicked.connect(self._on_open_file)
        self.paste.clicked.connect(self._on_paste)
        self.scan.clicked.connect(self._on_scan)
        self.received.accept_wanted.connect(self._on_accept)
        self.received.remarks_wanted.connect(self._on_remarks)
        self.received.return_wanted.connect(self._on_return)
        self.sending.mail_wanted.connect(lambda: self._on_write("mail"))
        self.sending.stick_wanted.connect(lambda: self._on_write("stick"))
        self.sending.text_wanted.connect(presenter.copy_text)
        self.sending.correct_wanted.connect(self.correct_wanted)
        for page in (self.received, self.sending):
            page.claim_wanted.connect(presenter.want_claim)
            page.office_wanted.connect(presenter.want_office)
        self.refused.read.clicked.connect(presenter.read_as_text)
        self._connect_papers()
        presenter.papers_shown.connect(self.received.show_papers)
        presenter.set_aside_read.connect(self._on_set_aside)
        presenter.asked_before_sealing.connect(self._on_asked)
        presenter.listed.connect(self._show_lists)
        presenter.previewed.connect(self._on_preview)
        presenter.refusal_shown.connect(self._on_refusal)
        presenter.sealed_shown.connect(self._on_sealed)
        presenter.text_ready.connect(self._on_text)
        presenter.files_received.connect(self._on_files)
        presenter.working_changed.connect(lambda working: self.stack.setEnabled(not working))

    def _connect_papers(self) -> None:
        papers = self.papers
        self.sending.part_wanted.connect(self._presenter.copy_part)
        for page in (self.sending, self.received):
            page.print_wanted.connect(lambda message: papers.print_message(message.message_id, message.type))
            page.export_wanted.connect(self._on_export)
        self.sending.letter_wanted.connect(self._on_letter)
        self.sending.keep_back_wanted.connect(papers.keep_back)
        self.sending.papers.attach_wanted.connect(self.attach)
        self.sending.papers.take_out_wanted.connect(papers.take_out)
        self.sending.papers.view_wanted.connect(papers.view)
        self.received.papers_card.save_wanted.connect(self._on_paper)
        self.received.papers_card.view_wanted.connect(self._on_view_paper)
        self.received.pass_on_wanted.connect(self._on_pass_on)
        papers.listed.connect(self._on_papers)
        papers.choice_ready.connect(self._on_attach)
        papers.passing_shown.connect(self.received.show_passing)
        papers.document_ready.connect(self._on_document)
        papers.changed.connect(self._presenter.records_changed)
        papers.changed.connect(self._presenter.load)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._panel.setFixedWidth(look.dp(_LIST))
        self._head.setContentsMargins(look.dp(16), look.dp(8), look.dp(8), look.dp(2))
        self._foot.keep_sides(14, 8)
        self.nothing.setContentsMargins(look.dp(16), look.dp(24), look.dp(16), 0)

    def primary_action(self) -> None:
        """Press the filled button of what is shown: Ctrl+Enter."""
        page = self.stack.currentWidget()
        if page is self.received and self.received.accept.isVisible() and self.received.accept.isEnabled():
            self.received.accept.click()
        elif page is self.sending and self.sending.for_mail.isEnabled():
            self.sending.for_mail.click()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the list."""
        (self.list if self.list.entries else self.open_file).setFocus()

    def ask_for_files(self) -> None:
        """Ask which files to open."""
        self._on_open_file()

    def _show_lists(self) -> None:
        presenter = self._presenter
        lanes = presenter.lanes
        self.tabs.show_lane(presenter.lane.value)
        for lane in Lane:
            self.tabs.show_count(lane.value, presenter.waiting(lane))
        entries = {
            Lane.TO_SEND: tuple(outgoing_entry(line, lanes) for line in lanes.outgoing),
            Lane.SENT: tuple(sent_entry(line, lanes) for line in lanes.sent),
            Lane.RECEIVED: tuple(received_entry(line, lanes) for line in lanes.received),
        }[presenter.lane]
        self.list.show_entries(entries, presenter.chosen)
        self.list.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        self.nothing.setText(self._nothing_words(presenter.lane) if not entries else "")
        self._show_detail(any_entries=bool(entries))

    def _nothing_words(self, lane: Lane) -> str:
        if lane is Lane.TO_SEND:
            return _("Nothing waits to leave.")
        if lane is Lane.SENT:
            return _("Nothing was sent yet.")
        return _("Nothing was received yet.")

    def _show_detail(self, *, any_entries: bool) -> None:
        presenter = self._presenter
        lanes = presenter.lanes
        if not any_entries:
            self._show_empty(presenter.lane)
        elif presenter.lane is Lane.TO_SEND and presenter.outgoing is not None:
            line = presenter.outgoing
            self.sending.show_outgoing(line, lanes.party_name(line.office.card.office.state))
            self.papers.look(line.messages)
            self._turn_to(self.sending)
        elif presenter.lane is Lane.SENT and presenter.sent_line is not None:
            self.sending.show_sent(presenter.sent_line, lanes.party_name(presenter.sent_line.state_code), lanes.today)
            self.papers.look(presenter.sent_line.messages)
            self._turn_to(self.sending)

    def _turn_to(self, page: QWidget) -> None:
        """Show a page; the keyboard goes to the list where it would be left on nothing."""
        inside = self.stack.isAncestorOf(QApplication.focusWidget() or self)
        self.stack.setCurrentWidget(page)
        focus = QApplication.focusWidget()
        if inside and (focus is None or focus is page or not focus.isVisible()):
            self.focus_first()

    def _show_empty(self, lane: Lane) -> None:
        if lane is Lane.RECEIVED:
            said = _("No bundle has come yet."), _("Open a file or a USB stick, or drop a file anywhere on the window.")
        elif lane is Lane.TO_SEND:
            said = _("Nothing waits to leave."), _("What you send from a claim is collected here, one file an office.")
        else:
            said = _("Nothing was sent yet."), _("Bundles stand here until the other office's receipt comes back.")
        self.empty.sentence.setText(said[0])
        self.empty.do.setText(said[1])
        self._turn_to(self.empty)

    def _on_preview(self, view: Preview) -> None:
        self.received.show_preview(view, self._presenter.lanes.party_name(view.office.card.office.state))
        self.received.show_passing(())
        self.papers.look_passing(tuple(message.message_id for message in view.messages))
        self._turn_to(self.received)

    def _on_refusal(self, problem: Problem) -> None:
        self.refused.show_problem(problem)
        self._turn_to(self.refused)

    def _on_sealed(self, file: SealedFile) -> None:
        line = self._presenter.sent_line
        if self._presenter.lane is Lane.SENT and line is not None and line.bundle_id == file.bundle_id:
            lanes = self._presenter.lanes
            self.sending.show_sent(line, lanes.party_name(line.state_code), lanes.today)
            self.sending.show_sealed(file)
            self._turn_to(self.sending)

    def _on_text(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _on_remedy(self, bundle_id: str) -> None:
        line = next((line for line in self._presenter.lanes.sent if line.bundle_id == bundle_id), None)
        if line is not None and line.pressing is not None:
            self.remedy_wanted.emit(line.pressing.id)

    def _focus_detail(self) -> None:
        page = self.stack.currentWidget()
        if isinstance(page, ReceivedPage | SendingPage):
            page.focus_first()

    def _on_files(self, results: tuple[FileResult, ...]) -> None:
        self.results = FileResultsDialog(results, self)
        self.results.open()

    def _on_set_aside(self, read: QuarantinedText) -> None:
        dialog = SetAsideDialog(read, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_asked(self, problem: Problem, again: Callable[[Packing | None], None]) -> None:
        """Ask what may be let pass before a bundle is sealed, and go on with the answer."""
        if problem.code == "list_expired":
            expired = ExpiredListDialog(problem, self)
            expired.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            expired.accepted.connect(lambda: again(None))
            expired.open()
            return
        packing = PackingDialog(problem, self)
        packing.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        packing.accepted.connect(lambda: again(packing.chosen))
        packing.open()

    def attach(self, _on: bool = False, *, files: tuple[Path, ...] = ()) -> None:
        """Ask which papers go with a message that waits to leave for the office shown."""
        chosen = self.sending.current
        self.papers.ask(self.sending.lines, chosen.message_id if chosen else "", files)

    @property
    def takes_papers(self) -> bool:
        """Whether what waits to leave is shown: a paper dropped then is to go along."""
        return self.stack.currentWidget() is self.sending and self._presenter.lane is Lane.TO_SEND

    def _on_papers(self, lines: tuple[PaperLine, ...]) -> None:
        self.sending.papers.show_lines(lines, open_still=self._presenter.lane is Lane.TO_SEND)

    def _on_attach(self, choice: AttachChoice) -> None:
        dialog = AttachDialog(choice, self._presenter.tasks, self)
        self._open(dialog, _("The papers go along with the message."))

    def _on_export(self, message: Message | OutgoingMessage) -> None:
        dialog = ExportDialog(message.message_id, message.type, self._presenter.tasks, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = _("The message is saved for another system. Keep the file as you keep the case.")
        dialog.accepted.connect(lambda: self._presenter.notices.say(said))
        dialog.open()

    def _on_pass_on(self, passing: Passing) -> None:
        dialog = PassOnDialog(passing, self._presenter.tasks, self)
        self._open(dialog, _("Kept. What is passed on waits under To send."))

    def _open(self, dialog: QDialog, said: str) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._presenter.notices.say(said))
        dialog.accepted.connect(self.papers.changed)
        dialog.open()

    def _on_letter(self, office: str) -> None:
        line = self._presenter.sent_line if self._presenter.lane is Lane.SENT else None
        self.papers.print_letter(office, line.bundle_id if line is not None else "")

    def _on_document(self, title: str, document: IssuedDocument) -> None:
        presenter = self._presenter
        DocumentPreview(title, document, presenter.tasks, presenter.notices, self.window()).open()

    def _on_view_paper(self, row: int) -> None:
        line, paper = self._presenter.received_line, self.received.papers_card.papers[row]
        if line is not None:
            self.papers.view_received(line.mailbox_id, paper.number, paper.name)

    def _on_paper(self, row: int) -> None:
        line, paper = self._presenter.received_line, self.received.papers_card.papers[row]
        folder = QFileDialog.getExistingDirectory(self, _("Save the paper in"))
        if folder and line is not None:
            self.papers.save_received(line.mailbox_id, paper.number, Path(folder))

    def _on_open_file(self) -> None:
        kinds = ";;".join(
            (
                _("Bundles and signed papers") + " (*.cass *.age *.txt *.eml *.pdf *.png *.jpg *.jpeg *.tif *.tiff)",
                _("Bundles") + " (*.cass *.age *.txt *.eml)",
                _("Pictures and pages of a signed paper") + " (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)",
                _("All files") + " (*)",
            )
        )
        names, _kind = QFileDialog.getOpenFileNames(self, _("Open bundles and signed papers"), "", kinds)
        if names:
            self._presenter.open_files([Path(name) for name in names])

    def _on_paste(self) -> None:
        dialog = PasteDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._presenter.open_text(dialog.text))
        dialog.open()

    def _on_scan(self) -> None:
        dialog = ScanCodesDialog(self._presenter.tasks, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._presenter.open_text(dialog.text))
        dialog.open()

    def _on_accept(self) -> None:
        person = self.received.matching.chosen() if self.received.matching.isVisibleTo(self.received) else ""
        reason = self.received.matching.reason.text() if person is not None else ""
        self._presenter.accept(person_id=person or "", reason=reason)

    def _on_remarks(self) -> None:
        view = self.received.view
        if view is None:
            return
        dialog = RemarksDialog(view.main, view.office.card.office.name, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        person = self.received.matching.chosen() if self.received.matching.isVisibleTo(self.received) else ""
        reason = self.received.matching.reason.text()
        dialog.accepted.connect(
            lambda: self._presenter.accept(person_id=person or "", reason=reason, remarks=dialog.remarks)
        )
        dialog.open()

    def _on_return(self) -> None:
        view = self.received.view
        if view is None:
            return
        part = next((each for each in view.parts if each.message is view.main), None)
        to = part.issuer if part is not None and part.handed_on and part.issuer is not None else view.office
        dialog = ReturnDialog(to.card.office.name, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._presenter.send_back(dialog.reason, dialog.note))
        dialog.open()

    def _on_write(self, channel: str) -> None:
        title = _("Save the bundle for the mail in") if channel == "mail" else _("Write the bundle to")
        folder = QFileDialog.getExistingDirectory(self, title)
        if not folder:
            return
        if self._presenter.lane is Lane.TO_SEND:
            self._presenter.seal_and_write(Path(folder), channel)
        else:
            self._presenter.write_again(Path(folder), channel)
