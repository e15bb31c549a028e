"""The step's page: what is to look at, who will be told what, and one button that does it."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop_app.domain.findings import Finding, Level
from desktop_app.ui.parties import short_party_name
from desktop_app.ui.screens.claim.check_and_send.models import (
    finding_columns,
    finding_rows,
    place_of,
    recipient_columns,
    recipient_rows,
)
from desktop_app.ui.screens.claim.check_and_send.presenter import CheckAndSendPresenter
from desktop_app.ui.screens.claim.step_page import StepPage
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import reason_words
from desktop_app.wording.formats import date_words
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.open_claim import ClaimView, Step
from desktop_app.workflows.send_claim import Recipient, SendCheck

MOST_NAMED: Final = 3
NOT_IN_EFFECT: Final = "agreement_not_in_effect"


class CheckAndSendView(StepPage):
    """Step 4: what is still to look at, and what goes to which office."""

    def __init__(self, presenter: CheckAndSendPresenter, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Check and send"),
            _("Each office is told that the claim exists, and asked for its certificate of insurance periods."),
            parent,
        )
        self._about: Final = self.sentence.text()
        self._presenter: Final = presenter
        self._findings: tuple[Finding, ...] = ()
        self.send = PrimaryButton(_("&Send"), "send")
        self.send.setObjectName("send_notices")
        self.send.clicked.connect(presenter.send)
        self.following = PrimaryButton(_("&Next: Insurance periods"), trailing="arrow-right")
        self.following.setObjectName("check_next")
        self.following.clicked.connect(self.next_asked)
        self.printer = SecondaryButton(_("P&rint the notification"), "printer")
        self.printer.setObjectName("print_notice")
        self.printer.clicked.connect(self.print_now)
        self.add_action(self.printer)
        self.add_action(self.send, primary=True)
        self.add_action(self.following)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._first_name_the_claimant())
        self._pages.addWidget(self._content())
        self.body.addWidget(self._pages)
        presenter.loaded.connect(self._show)
        presenter.sent.connect(self._on_sent)
        presenter.document_ready.connect(self._on_document)
        Look.of(self).changed.connect(self._space)
        self._space()
        self._offer(None)

    def _first_name_the_claimant(self) -> QWidget:
        button = SecondaryButton(_("Go to &Claimant"))
        button.clicked.connect(lambda: self.step_asked.emit(Step.CLAIMANT, ""))
        return EmptyState(
            "user",
            _("The claim has no number yet"),
            _("It gets one as soon as the claimant's name, birth date and the two dates of the claim can be read."),
            button,
        )

    def _content(self) -> QWidget:
        self._clear_card = Card(ground=Role.OK_TINT)
        self._clear_words = Text(_("Nothing is left to look at."), Kind.SENTENCE, Role.OK)
        self._clear_card.body.addWidget(self._clear_words)
        self._findings_card = Card(_("To look at"), flush=True)
        self._count = Text("", Kind.SENTENCE, Role.INK2)
        self._findings_card.add_beside_title(self._count)
        self.findings = ShortTable(
            _("What to look at"), finding_columns(), row_height=44, header_height=30, marks_current=True
        )
        self.findings.setObjectName("send_findings")
        self.findings.button_clicked.connect(self._on_finding)
        self.findings.row_activated.connect(self._on_finding)
        self._findings_card.body.addWidget(self.findings)
        recipients_card = Card(_("Who will be told"), flush=True)
        self._wanted_by = Text("", Kind.SENTENCE, Role.INK2)
        recipients_card.add_beside_title(self._wanted_by)
        self.recipients = ShortTable(
            _("Who will be told"), recipient_columns(), row_height=48, header_height=30, marks_current=True
        )
        self.recipients.setObjectName("recipients")
        self.recipients.button_clicked.connect(self._on_recipient)
        self.recipients.current_changed.connect(self._offer_print)
        recipients_card.body.addWidget(self.recipients)
        self._alone = Text(_("No other State is named. Name the States in the work history."), Kind.SENTENCE, Role.INK2)
        self._alone.setContentsMargins(14, 10, 14, 10)
        recipients_card.body.addWidget(self._alone)
        below = QWidget()
        self._sent_row = QHBoxLayout(below)
        self._sent_row.setContentsMargins(0, 0, 0, 0)
        self._sent_words = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self._to_exchange = SecondaryButton(_("Open E&xchange"), "arrow-left-right")
        self._to_exchange.setObjectName("open_exchange")
        self._to_exchange.clicked.connect(lambda: self.send_asked.emit(""))
        self._sent_row.addWidget(self._sent_words, 1)
        self._sent_row.addWidget(self._to_exchange, 0, Qt.AlignmentFlag.AlignTop)
        return self.scroll_body(self._clear_card, self._findings_card, recipients_card, below)

    def _space(self) -> None:
        look = Look.of(self)
        self._sent_row.setSpacing(look.dp(12))

    def begin(self, view: ClaimView) -> None:
        """Show another claim."""
        self._presenter.begin()
        self.refresh(view)

    def refresh(self, view: ClaimView) -> None:
        """Show the present state of the claim."""
        self._pages.setCurrentIndex(1 if view.claim else 0)
        if self.isVisible():
            self._presenter.load()

    def entered(self) -> None:
        """Check anew: the other steps may have changed."""
        self._offer(self._presenter.check)
        self._presenter.load()

    def _show(self, check: SendCheck) -> None:
        view = self._presenter.claim.view
        if view is None:
            return
        rows = finding_rows(check.findings)
        self._findings = tuple(finding for finding, _row in rows)
        self.findings.show_rows([row for _finding, row in rows])
        self._findings_card.setVisible(bool(rows))
        self._clear_card.setVisible(not rows)
        errors = sum(finding.level is Level.ERROR for finding in self._findings)
        self._count.setText(_count_words(errors, len(self._findings) - errors))
        self.recipients.show_rows(recipient_rows(check, view, self._presenter.left_out))
        self.recipients.setVisible(bool(check.recipients))
        self._alone.setVisible(not check.recipients)
        self._wanted_by.setText(
            _("Reply wanted by {date}").format(date=date_words(check.reply_wanted_by)) if check.recipients else ""
        )
        told = [entry for entry in check.recipients if entry.sent_on is not None]
        self._sent_words.setText(
            _("A notification waits under Exchange, To send, until its bundle is saved as a file.")
            if told
            else _("Nothing leaves this computer by itself: the notifications wait under Exchange, To send.")
        )
        self._to_exchange.setVisible(bool(told))
        self._offer(check)

    def _offer(self, check: SendCheck | None) -> None:
        """Show the one button that does the next thing."""
        chosen = self._presenter.chosen()
        waiting = bool(self._presenter.open_recipients())
        blocked = check is not None and any(waits_for_office(entry) for entry in check.recipients)
        sends = check is not None and (waiting or (blocked and not any(entry.sent_on for entry in check.recipients)))
        self.send.setVisible(sends)
        self.following.setVisible(check is not None and not sends)
        self.primary = self.send if sends else self.following
        self.send.setEnabled(bool(chosen) and self._presenter.errors == 0)
        self.send.set_words(send_words(tuple(short_party_name(entry.state) for entry in chosen)))
        why = self.why_not() if sends and not self.send.isEnabled() else ("", "")
        self.send.setToolTip(why[0])
        self.sentence.setText(" ".join(why) if why[0] else self._about)
        self.sentence.set_role(Role.WARN if why[0] else Role.INK2)
        self._offer_print()

    def why_not(self) -> tuple[str, str]:
        """Say what keeps every notification from going."""
        errors, check = self._presenter.errors, self._presenter.check
        if errors:
            words = plural("An error stops the sending.", "{count} errors stop the sending.", errors)
            return words.format(count=errors), _("Mend what is marked under To look at.")
        if self._presenter.open_recipients():
            return _("Every State is left out."), _("Take one in again, or go on to the next step.")
        entry = next((entry for entry in check.recipients if waits_for_office(entry)), None) if check else None
        if entry is None or entry.blocked is None:
            return _("Nothing is to be sent."), ""
        return reason_words(entry.blocked), _("Look at its office, then send; the other steps are open meanwhile.")

    def _told_state(self) -> str:
        """Return the State whose notification can be printed: the row chosen, else the first; empty where none went."""
        check, row = self._presenter.check, self.recipients.current_row()
        if check is None:
            return ""
        chosen = check.recipients[row : row + 1] if row >= 0 else check.recipients
        return next((entry.state for entry in chosen if entry.sent_on is not None), "")

    def _offer_print(self, _row: int = -1) -> None:
        """Show the button that prints where the State chosen was notified."""
        state = self._told_state()
        self.printer.setVisible(bool(state))
        self.printer.setToolTip(
            _("The notification to {state} on paper (Ctrl+P)").format(state=short_party_name(state)) if state else ""
        )

    def print_now(self) -> None:
        """Make the notification to the State chosen as a document."""
        state = self._told_state()
        if state:
            self._presenter.make_document(state)

    def _on_document(self, document: IssuedDocument) -> None:
        claim = self._presenter.claim
        DocumentPreview(_("Notification of claim received"), document, claim.tasks, claim.notices, self.window()).open()

    def _on_finding(self, row: int) -> None:
        if 0 <= row < len(self._findings):
            step, focus = place_of(self._findings[row])
            self.step_asked.emit(step, focus)

    def _on_recipient(self, row: int) -> None:
        check = self._presenter.check
        if check is None or not 0 <= row < len(check.recipients):
            return
        entry = check.recipients[row]
        code = entry.office.card.office.code if entry.office else ""
        if entry.sent_on is not None:
            self.send_asked.emit(code)
        elif entry.blocked is not None:
            self.office_asked.emit(code)
        else:
            self._presenter.choose(entry.state, entry.state in self._presenter.left_out)
            self.recipients.choose_row(row)

    def _on_sent(self, states: tuple[str, ...]) -> None:
        names = joined(tuple(short_party_name(state) for state in states))
        self._presenter.claim.notices.say(
            _("The notification for {states} is under Exchange, To send.").format(states=names)
        )
        self._to_exchange.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_first_focus(self) -> None:
        """Begin at what is to look at, else at the recipients."""
        table = self.findings if self._findings_card.isVisibleTo(self) else self.recipients
        table.setFocus(Qt.FocusReason.OtherFocusReason)


def waits_for_office(entry: Recipient) -> bool:
    """Tell whether a State is to be told once its office is seen to; where the Agreement is not in effect, never."""
    return entry.sent_on is None and entry.blocked is not None and entry.blocked.code != NOT_IN_EFFECT


def joined(names: tuple[str, ...]) -> str:
    """Join names as a sentence does: `Saint Lucia and Grenada`."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no word between
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def send_words(names: tuple[str, ...]) -> str:
    """Word the button that sends."""
    if not names:
        return _("&Send")
    if len(names) > MOST_NAMED:
        return _("&Send to {count} States").format(count=len(names))
    return _("&Send to {states}").format(states=joined(names))


def _count_words(errors: int, others: int) -> str:
    parts = []
    if errors:
        parts.append(plural("{count} stops the sending", "{count} stop the sending", errors).format(count=errors))
    if others:
        parts.append(plural("{count} can stand", "{count} can stand", others).format(count=others))
    return ", ".join(parts)
