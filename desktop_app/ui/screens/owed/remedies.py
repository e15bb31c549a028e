"""The one thing to do about something owed, from wherever it is seen: a reminder, an answer, a call, the history."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind, ObligationStep
from desktop_app.domain.proposals import ProposalKind, ProposalStatus
from desktop_app.domain.states import Party
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.owed.allowed import AllowedDialog
from desktop_app.ui.screens.owed.answers import ExplanationDialog, InformationDialog, ReplyDialog
from desktop_app.ui.screens.owed.approval import ApprovalDialog
from desktop_app.ui.screens.owed.asking import Asking
from desktop_app.ui.screens.owed.case_dialogs import (
    ChangeDialog,
    ClosingDialog,
    OfficesDialog,
    PeriodsQuestion,
    ReopeningDialog,
)
from desktop_app.ui.screens.owed.case_facts import CaseFacts, case_facts
from desktop_app.ui.screens.owed.correcting import CorrectingDialog, CorrectionFacts, correction_facts
from desktop_app.ui.screens.owed.departure import DepartureDialog, departure_facts
from desktop_app.ui.screens.owed.departure_sheet import DepartureSheetQuestion
from desktop_app.ui.screens.owed.dependency import DependencyDialog
from desktop_app.ui.screens.owed.dependency_facts import dependency_facts
from desktop_app.ui.screens.owed.destruction import DestructionDialog
from desktop_app.ui.screens.owed.models import Settling
from desktop_app.ui.screens.owed.paper import PaperDialog
from desktop_app.ui.screens.owed.paper_dialogs import PAPER_DIALOGS
from desktop_app.ui.screens.owed.paper_replies import PaperReminderReplyDialog
from desktop_app.ui.screens.owed.questions import ExplanationQuestion, InformationQuestion, dependency_question
from desktop_app.ui.screens.owed.reminder import ReminderDialog
from desktop_app.ui.screens.owed.settling import LookDialog, SettleDialog
from desktop_app.ui.screens.owed.statistics import StatisticsDialog
from desktop_app.ui.screens.owed.which_paper import REPLY, WhichPaperQuestion
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.forwarding import ForwardDialog
from desktop_app.ui.widgets.typed_sheet import TypedSheetDialog
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.answer_reminder import ReplyDraft, reply_draft
from desktop_app.workflows.ask_explanation import explanation_asked
from desktop_app.workflows.ask_information import information_asked
from desktop_app.workflows.certify_departure import SealedDeparture, sealed_departure
from desktop_app.workflows.claim_steps import step_to_decide
from desktop_app.workflows.deadlines import DeadlineLine, deadlines
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.destruction_asked import destruction_asked
from desktop_app.workflows.enter_answers import answer_awaited, reminded_of, reminder_left
from desktop_app.workflows.enter_paper import paper_currency
from desktop_app.workflows.forward_message import Forwarding, forwarding_of_claim
from desktop_app.workflows.hand_over_claim import HandingOver, handing_over_of
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.keep_offices import offices
from desktop_app.workflows.obligations import ObligationLine, Remedy, StepLine, history_of, obligation
from desktop_app.workflows.partner_statistics import PartnerStatistics, export_trace, partner_statistics
from desktop_app.workflows.print_message import message_document
from desktop_app.workflows.propose import ProposalView, proposal_view
from desktop_app.workflows.remind import reminder_draft
from desktop_app.workflows.view_papers import TypedSheet, sheet_of_obligation
from desktop_app.workflows.word_view import Word, word_view


class Remedies(QObject):
    """Opens the dialogs over the window and says what came of them."""

    records_changed = Signal()
    """Something was sent or settled: lists and counts are old."""

    claim_wanted = Signal(str)
    """A claim should be opened: its key."""

    step_wanted = Signal(str, int)
    """A claim should be opened at a step: its key, the step."""

    periods_wanted = Signal(str)
    """A claim should be opened where its insurance periods are certified: its key."""

    sending_wanted = Signal(str)
    """What waits to leave for an office should be shown: its code."""

    def __init__(self, tasks: Tasks, notices: Notices, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices, self._window = tasks, notices, window

    def do_next_of(self, obligation_id: str) -> None:
        """Do the next step of an obligation, by its id."""
        self._fetch(lambda desk: obligation(desk, obligation_id), self.do_next)

    def do_next(self, line: ObligationLine) -> None:
        """Do the next step of an obligation."""
        if line.remedy is Remedy.REMIND:
            self.remind(line.draft_id)
        elif line.remedy is Remedy.SEND_QUESTION:
            self.sending_wanted.emit(line.draft_id)
        elif line.remedy is Remedy.ANSWER:
            self._answer(line)
        else:
            self.look_at(line)

    def remind(self, draft_id: str) -> None:
        """Show the drafted reminder for an office."""
        said = _("The reminder waits under To send.")
        self._fetch(
            lambda desk: reminder_draft(desk, draft_id),
            lambda draft: self.ask(ReminderDialog(draft, self._tasks, self._window), said),
        )

    def approve(self, proposal_id: str) -> None:
        """Show a certificate or correction that waits for its second person, word by word."""
        self._fetch(lambda desk: word_view(desk, proposal_id), self._show_word)

    def _show_word(self, word: Word) -> None:
        if word.view is None:
            return
        key = word.view.proposal.id
        dialog = ApprovalDialog(word, word.view, self._tasks, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.acted.connect(lambda _answer: self._fetch(lambda desk: proposal_view(desk, key), self._on_decided))
        dialog.open()

    def _on_decided(self, view: ProposalView) -> None:
        said = {
            ProposalStatus.ACCEPTED: _("It is approved, and waits under Exchange, To send."),
            ProposalStatus.REFUSED: _("It went back to {name} with the reason; nothing was sealed.").format(
                name=view.proposer.name
            ),
        }
        self._on_done(said.get(view.proposal.status, _("It was withdrawn; nothing was sealed.")))
        if view.proposal.kind is ProposalKind.DEPARTURE_CERTIFICATE and view.proposal.in_force:
            self._offer_sheet(view.proposal.subject)

    def _offer_sheet(self, claim_key: str) -> None:
        """Offer the sheet of a certificate on departure that was just sealed: the worker takes it along."""
        self._fetch(lambda desk: sealed_departure(desk, claim_key), self._ask_to_print)

    def _ask_to_print(self, sealed: SealedDeparture | None) -> None:
        if sealed is None:
            return
        dialog = DepartureSheetQuestion(sealed, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self._fetch(lambda desk: message_document(desk, sealed.message_id), self._show_departure)
        )
        dialog.open()

    def _show_departure(self, document: IssuedDocument) -> None:
        title = message_type_words(MessageType.DEPARTURE_CERTIFICATE)
        DocumentPreview(title, document, self._tasks, self._notices, self._window).open()

    def case_act(self, claim_key: str, act: str) -> None:
        """Open one of the questions about a case: a name of `CASE_ACTS`."""
        if act == "correct":
            self._fetch(lambda desk: correction_facts(desk, claim_key), self._open_correcting)
            return
        if act == "forward":
            self._fetch(lambda desk: _not_for_us(desk, claim_key), self._open_forwarding)
            return
        if act == "dependency":
            self._fetch(
                lambda desk: dependency_facts(desk, claim_key),
                lambda facts: self._open_certifying(DependencyDialog(facts, self._tasks, self._window)),
            )
            return
        if act == "departure":
            self._fetch(
                lambda desk: departure_facts(desk, claim_key),
                lambda facts: self._open_certifying(DepartureDialog(facts, self._tasks, self._window)),
            )
            return
        self._fetch(lambda desk: case_facts(desk, claim_key), lambda facts: self._open_case_act(facts, act))

    def correct(self, message_id: str) -> None:
        """Correct or take back one message that left."""
        self._fetch(lambda desk: correction_facts(desk, "", message_id), self._open_correcting)

    def _open_correcting(self, facts: CorrectionFacts) -> None:
        if not facts.messages:
            self._notices.warn(_("No message of this case has left that could be corrected."))
            return
        self.ask(CorrectingDialog(facts, self._tasks, self._window), _done_words(alone=facts.alone))

    def _open_forwarding(self, found: Forwarding | HandingOver | None) -> None:
        if found is None:
            self._notices.warn(_("This case stays: it is decided, closed, or came here passed on already."))
            return
        dialog = ForwardDialog(found, self._tasks, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._on_done(_("Passed on. What is to be sent waits under To send.")))
        dialog.open()

    def _open_certifying(self, dialog: DependencyDialog | DepartureDialog) -> None:
        dialog.sheet_wanted.connect(lambda make: self._fetch(make, lambda word: self._show_sheet(word, dialog)))
        if isinstance(dialog, DepartureDialog) and dialog.alone:
            dialog.acted.connect(lambda _answer: self._offer_sheet(dialog.claim_key))
        self.ask(dialog, _done_words(alone=dialog.alone))

    def _show_sheet(self, word: Word, over: QWidget) -> None:
        if word.pages is not None:
            title = message_type_words(word.type)
            DocumentPreview(title, word.pages, self._tasks, self._notices, over).open()

    def _open_case_act(self, facts: CaseFacts, act: str) -> None:
        if act == "explanation" and not facts.explainable:
            self._notices.warn(_("No message of another office was taken in with this case yet."))
            return
        dialogs: dict[str, Callable[[CaseFacts, Tasks, QWidget], Asking]] = {
            "information": InformationQuestion,
            "ask_dependency": dependency_question,
            "explanation": ExplanationQuestion,
            "periods": PeriodsQuestion,
            "change": ChangeDialog,
            "offices": OfficesDialog,
            "close": ReopeningDialog if facts.closed else ClosingDialog,
        }
        self.ask(dialogs[act](facts, self._tasks, self._window), _("Done. What is to be sent waits under To send."))

    def show_statistics(self) -> None:
        """Show how long the offices take."""
        self._fetch(partner_statistics, self._show_figures)

    def _show_figures(self, figures: tuple[PartnerStatistics, ...]) -> None:
        dialog = StatisticsDialog(figures, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.export_wanted.connect(self._export)
        dialog.open()

    def _export(self, path: Path) -> None:
        self._fetch(
            lambda desk: export_trace(desk, path),
            lambda _nothing: self._notices.say(_("The trace log is in {file}.").format(file=path.name)),
        )

    def show_deadlines(self) -> None:
        """Show the days allowed, to be settled."""

        def look(desk: Desk) -> tuple[tuple[DeadlineLine, ...], tuple[Party, ...]]:
            others = tuple(party for party in desk.rulebook.parties if party.code != desk.office.state)
            return deadlines(desk), others

        said = _("Settled. It holds for what is asked from now on.")
        self._fetch(look, lambda found: self.ask(AllowedDialog(found[0], found[1], self._tasks, self._window), said))

    def look_at(self, line: ObligationLine) -> None:
        """Show one obligation: its history, whom to call, what can be written down."""

        def look(desk: Desk) -> tuple[tuple[StepLine, ...], str]:
            phones = {known.known.card.office.code: known.known.card.office.phone for known in offices(desk)}
            return history_of(desk, line.id), phones.get(line.partner_code, "")

        self._fetch(look, lambda found: self._show_look(line, *found))

    def settle(self, line: ObligationLine, how: Settling) -> None:
        """Write down what became of an obligation."""
        said = {
            Settling.PROMISE: _("The promise is kept with its day."),
            Settling.REFUSE: _("The refusal is kept with its reason."),
            Settling.CANCEL: _("It is no longer wanted; the reason is on the record."),
            Settling.LAPSE: _("Nobody waits for it any longer; the reason is on the record."),
        }[how]
        self.ask(SettleDialog(how, line, self._tasks, self._window), said)

    def type_in_of(self, obligation_id: str) -> None:
        """Type in the answer that came on paper for an obligation, by its id."""
        self._fetch(lambda desk: obligation(desk, obligation_id), self.type_in)

    def type_in(self, line: ObligationLine) -> None:
        """Type in what came on paper for what another office owes; after a reminder it may be a reply to that."""
        if not line.takes_reminder_reply:
            self._type_answer(line)
            return
        self._fetch(
            lambda desk: reminder_left(desk, line.id),
            lambda left: self._ask_which(line) if left else self._type_answer(line),
        )

    def _ask_which(self, line: ObligationLine) -> None:
        dialog = WhichPaperQuestion(line, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self._type_reply(line) if dialog.which.key() == REPLY else self._type_answer(line)
        )
        dialog.open()

    def _type_reply(self, line: ObligationLine) -> None:
        said = _("The reply is kept with its scan; what it promises or refuses is on the record.")
        self._fetch(
            lambda desk: reminded_of(desk, line.id),
            lambda found: self.ask(PaperReminderReplyDialog(line, found, self._tasks, self._window), said),
        )

    def _type_answer(self, line: ObligationLine) -> None:
        dialog = PAPER_DIALOGS.get(line.kind)
        if dialog is not None:
            done = _("The answer is kept with its scan; what was owed is met from paper.")
            self._fetch(
                lambda desk: answer_awaited(desk, line.id),
                lambda awaited: self.ask(dialog(line, awaited, self._tasks, self._window), done),
            )
            return
        said = _("The certificate is kept with its scan; what was owed is met from paper.")
        self._fetch(
            lambda desk: paper_currency(desk, line.id),
            lambda currency: self.ask(PaperDialog(line, currency, self._tasks, self._window), said),
        )

    def ask(self, dialog: Asking, said: str) -> None:
        """Open a question over the window; say `said` when its act is done."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.acted.connect(lambda _answer: self._on_done(said))
        dialog.open()

    def _on_done(self, said: str) -> None:
        self._notices.say(said)
        self.records_changed.emit()

    def _show_look(self, line: ObligationLine, steps: tuple[StepLine, ...], phone: str) -> None:
        dialog = LookDialog(line, steps, phone, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.settle_wanted.connect(lambda how: self.settle(line, Settling(how)))
        dialog.claim_wanted.connect(self.claim_wanted)
        dialog.paper_wanted.connect(lambda: self.type_in(line))
        dialog.sheet_wanted.connect(lambda: self._look_at_sheet(line, dialog))
        dialog.open()

    def _look_at_sheet(self, line: ObligationLine, over: QWidget) -> None:
        def show(sheet: TypedSheet) -> None:
            dialog = TypedSheetDialog(sheet, self._tasks, over)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

        self._fetch(lambda desk: sheet_of_obligation(desk, line.id), show)

    def _answer(self, line: ObligationLine) -> None:
        said = _("The answer waits under To send.")
        window, tasks = self._window, self._tasks
        if line.kind is ObligationKind.INFO_REPLY:
            self._fetch(
                lambda desk: information_asked(desk, line.id),
                lambda asked: self.ask(InformationDialog(asked, tasks, window), said),
            )
        elif line.kind is ObligationKind.CLARIFICATION_REPLY:
            self._fetch(
                lambda desk: explanation_asked(desk, line.id),
                lambda asked: self.ask(ExplanationDialog(asked, tasks, window), said),
            )
        elif line.kind is ObligationKind.REMINDER_REPLY:
            self._fetch(
                lambda desk: _reply_of(desk, line.id),
                lambda draft: self.ask(ReplyDialog(draft, tasks, window), said),
            )
        elif line.kind is ObligationKind.RECEIPT:
            done = _("Destroyed. The confirmation waits under To send.")
            self._fetch(
                lambda desk: destruction_asked(desk, line.id),
                lambda asked: self.ask(DestructionDialog(asked, tasks, window), done),
            )
        elif line.kind is ObligationKind.REOPEN_REPLY and line.claim_key:
            self.case_act(line.claim_key, "close")
        elif line.kind is ObligationKind.DEPENDENCY_CERTIFICATE and line.claim_key:
            self.case_act(line.claim_key, "dependency")
        elif line.kind is ObligationKind.PERIOD_CERTIFICATE and line.claim_key:
            self.periods_wanted.emit(line.claim_key)
        elif line.kind in (ObligationKind.DECISION, ObligationKind.DECISION_SUMMARY) and line.claim_key:
            key = line.claim_key
            self._fetch(lambda desk: step_to_decide(desk, key), lambda step: self.step_wanted.emit(key, int(step)))
        elif line.claim_key:
            self.claim_wanted.emit(line.claim_key)
        else:
            self.look_at(line)

    def _fetch(self, look: Callable[[Desk], object], then: Callable[[Any], None]) -> None:
        def job(desk: Desk, _progress: Progress) -> object:
            return look(desk)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(then)
        ticket.failed.connect(self._notices.refuse)


def _done_words(*, alone: bool) -> str:
    if alone:
        return _("Done. What is to be sent waits under To send.")
    return _("It waits for a second person; nothing is sealed yet.")


def _reply_of(desk: Desk, obligation_id: str) -> ReplyDraft:
    """Return the draft of the reply to the reminder that opened an obligation."""
    asked = next(step for step in history_of(desk, obligation_id) if step.step is ObligationStep.ASKED)
    return reply_draft(desk, asked.by_message)


def _not_for_us(desk: Desk, claim_key: str) -> Forwarding | HandingOver | None:
    """Return how a case may go to another office: as the message that opened it, or as a claim taken here."""
    return forwarding_of_claim(desk, claim_key) or handing_over_of(desk, claim_key)
