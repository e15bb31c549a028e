"""The step's page: what the clerk adds, the decision as it will be said, and what all States decided."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.award_notices import RefusalReason, ReviewFrom
from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.ui.screens.claim.decision.models import (
    AS_CALCULATED,
    correction_choices,
    decision_columns,
    decision_rows,
    finding_columns,
    finding_rows,
    reason_choices,
    result_choices,
    review_choices,
)
from desktop_app.ui.screens.claim.decision.presenter import DecisionFacts, DecisionPresenter
from desktop_app.ui.screens.claim.decision.set_offs import GiveBackDialog, SetOffRows
from desktop_app.ui.screens.claim.step_page import StepPage
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.second_person import SecondPersonDialog
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import proposal_kind_words
from desktop_app.wording.problems import sentences
from desktop_app.workflows.decision_entries import NOTHING_TYPED, DecisionEntry
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.issue_letters import decision_letter, summary_letter
from desktop_app.workflows.open_claim import ClaimView
from desktop_app.workflows.propose import ProposalView

_SOON: Final = 2000
"""Milliseconds after the last keystroke until what is typed is kept."""


class DecisionView(StepPage):
    """Step 7: this State's decision, the others', and the summary."""

    def __init__(self, presenter: DecisionPresenter, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Decision"), _("Figures come from the kept calculation; a second person approves them."), parent
        )
        self._about: Final = self.sentence.text()
        self._presenter: Final = presenter
        self.beside = SecondaryButton(_("Second &person here"), "users-round")
        self.beside.setObjectName("decision_beside")
        self.beside.clicked.connect(self._on_beside)
        self.withdraw = SecondaryButton(_("&Withdraw"), "undo-2")
        self.withdraw.setObjectName("decision_withdraw")
        self.withdraw.clicked.connect(presenter.withdraw)
        self.give_back = SecondaryButton(_("Give &back…"), "undo-2")
        self.give_back.setObjectName("decision_return")
        self.give_back.clicked.connect(lambda _on: self._on_give_back())
        self.approve = PrimaryButton(_("&Approve"), "check")
        self.approve.setObjectName("decision_approve")
        self.approve.clicked.connect(presenter.approve)
        self.decide = PrimaryButton(_("&Lay before a second person"), "check")
        self.decide.setObjectName("decide")
        self.decide.clicked.connect(presenter.decide)
        self.add_action(self.withdraw)
        self.add_action(self.give_back)
        self.add_action(self.beside)
        self.add_action(self.approve)
        self.add_action(self.decide, primary=True)
        self.body.addWidget(
            self.scroll_body(self._make_decisions(), self._make_form(), self._make_draft(), self._make_summary())
        )
        presenter.loaded.connect(self._show)
        presenter.done.connect(self._on_done)
        presenter.letter_ready.connect(self._on_letter)
        self._offer(None)

    def _make_form(self) -> Card:
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._edited)
        self._form_card = Card(_("What you add"))
        self.result = ChoiceField(_("Re&sult"), result_choices())
        self.result.combo.setObjectName("decision_result")
        self.result.set_key(AS_CALCULATED)
        self.reason = ChoiceField(_("Reason for re&fusing"), reason_choices())
        self.reason.combo.setObjectName("decision_reason")
        self.start = DateField(_("Pa&id from"))
        self.first_payment = DateField(_("First pa&yment"))
        self.days = LineField(_("Days for a re&view"))
        self.address = LineField(_("Where a review is ask&ed for"))
        self.remarks = LineField(_("Re&marks"))
        self.next_review = DateField(_("&Next review"))
        self.reason_text = LineField(_("W&hat the reason is"))
        self.review_from = ChoiceField(_("Coun&ted from"), review_choices())
        self.review_from.combo.setObjectName("decision_review_from")
        self.correction = ChoiceField(_("Why it is ta&ken up again"), correction_choices())
        self.correction.combo.setObjectName("decision_correction")
        for name, field in (
            ("decision_next_review", self.next_review),
            ("decision_reason_text", self.reason_text),
            ("decision_start", self.start),
            ("decision_first_payment", self.first_payment),
            ("decision_review_days", self.days),
            ("decision_review_address", self.address),
            ("decision_remarks", self.remarks),
        ):
            field.edit.setObjectName(name)
            field.left.connect(self._edited)
            field.text_changed.connect(lambda _text: self._soon.start())
        for choice in (self.result, self.reason, self.review_from, self.correction):
            choice.chosen.connect(lambda _key: self._edited())
        self.set_offs = SetOffRows()
        self.set_offs.edited.connect(self._edited)
        self.set_offs.typed.connect(self._soon.start)
        self.worksheet = CheckLine(_("Send the &worksheet of the calculation along"))
        self.worksheet.box.setObjectName("decision_worksheet")
        self.worksheet.toggled.connect(lambda _on: self._edited())
        rows = (
            FieldRow((self.result, 170), (self.reason, 210), (self.reason_text, 210)),
            FieldRow((self.start, 140), (self.first_payment, 140), (self.next_review, 140), (self.correction, 200)),
            FieldRow((self.days, 140), (self.review_from, 200), (self.address, 300)),
            FieldRow((self.remarks, 500)),
        )
        for row in rows:
            self._form_card.body.addWidget(row)
        self._form_card.body.addWidget(self.set_offs)
        self._form_card.body.addWidget(self.worksheet)
        return self._form_card

    def _make_draft(self) -> Card:
        self._draft_card = Card(_("The decision as it will be said"))
        self.said = Text("", Kind.SENTENCE, wrap=True)
        self.said.setObjectName("decision_said")
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.findings = ShortTable(_("What to look at"), finding_columns(), row_height=44, header_height=30)
        self.findings.setObjectName("decision_findings")
        self._draft_card.body.addWidget(self.said)
        self._draft_card.body.addWidget(self.findings)
        return self._draft_card

    def _make_decisions(self) -> Card:
        self._decisions_card = Card(_("What the States decided"), flush=True)
        self.decisions = ShortTable(
            _("Decisions of the States"), decision_columns(), row_height=36, header_height=30, marks_when_focused=True
        )
        self.decisions.setObjectName("decisions")
        self._decisions_card.body.addWidget(self.decisions)
        self.letter = QuietButton(_("Letter to the &claimant…"), "printer")
        self.letter.setObjectName("decision_letter")
        self.letter.clicked.connect(lambda: self._presenter.letter(decision_letter))
        self.summary_letter = QuietButton(_("All decisions, &one page…"), "printer")
        self.summary_letter.setObjectName("summary_letter")
        self.summary_letter.clicked.connect(lambda: self._presenter.letter(summary_letter))
        row = QHBoxLayout()
        row.addWidget(self.letter)
        row.addWidget(self.summary_letter)
        row.addStretch(1)
        self._decisions_card.body.addLayout(row)
        return self._decisions_card

    def _make_summary(self) -> Card:
        self._summary_card = Card(_("Summary for all offices"))
        self._summary_words = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self.missing = LineField(_("Why decisions are missin&g"))
        self.missing.edit.setObjectName("summary_missing")
        self.sum_up = SecondaryButton(_("Send the s&ummary"), "send")
        self.sum_up.setObjectName("send_summary")
        self.sum_up.clicked.connect(lambda: self._presenter.sum_up(self.missing.text()))
        for widget in (self._summary_words, self.missing):
            self._summary_card.body.addWidget(widget)
        self._summary_card.body.addWidget(self.sum_up, 0, Qt.AlignmentFlag.AlignLeft)
        return self._summary_card

    def begin(self, view: ClaimView) -> None:
        """Show another claim: what was typed for it before comes with what is known of it."""
        self._soon.stop()
        self._presenter.begin()
        self.missing.set_text("")
        self._put(NOTHING_TYPED)
        self.refresh(view)

    def _put(self, entry: DecisionEntry) -> None:
        """Put what was typed into the fields."""
        for name, field in self._lines().items():
            field.set_text(getattr(entry, name))
        self.result.set_key(entry.result or AS_CALCULATED)
        self.reason.set_key(entry.reason)
        self.review_from.set_key(entry.review_from or ReviewFrom.RECEIPT.value)
        self.correction.set_key(entry.correction or CorrectionReason.NEW_FACTS.value)
        self.set_offs.show_rows(entry.set_offs)
        with QSignalBlocker(self.worksheet):
            self.worksheet.set_checked(bool(entry.worksheet))
        self.reason_text.setVisible(entry.reason == RefusalReason.OTHER.value)
        self._soon.stop()

    def _lines(self) -> dict[str, LineField]:
        return {
            "reason_text": self.reason_text,
            "start": self.start,
            "first_payment": self.first_payment,
            "next_review": self.next_review,
            "review_days": self.days,
            "review_address": self.address,
            "remarks": self.remarks,
        }

    def refresh(self, _view: ClaimView) -> None:
        """Show the present state of the claim."""
        if self.isVisible():
            self._presenter.load()

    def entered(self) -> None:
        """Work the decision out anew: the calculation may have changed."""
        self._presenter.load()

    def _edited(self) -> None:
        self._soon.stop()
        result, review_from, correction = self.result.key(), self.review_from.key(), self.correction.key()
        entry = DecisionEntry(
            result="" if result == AS_CALCULATED else result,
            reason=self.reason.key(),
            review_from="" if review_from == ReviewFrom.RECEIPT.value else review_from,
            correction="" if correction == CorrectionReason.NEW_FACTS.value else correction,
            worksheet="yes" if self.worksheet.checked() else "",
            set_offs=self.set_offs.entries(),
            **{name: field.text() for name, field in self._lines().items()},
        )
        self.reason_text.setVisible(entry.reason == RefusalReason.OTHER.value)
        self._presenter.edit(entry)

    def _show(self, facts: DecisionFacts) -> None:
        draft, waiting = facts.draft, facts.draft.waiting if facts.draft else None
        if facts.kept is not None:
            self._put(facts.kept)
        self.correction.setVisible(draft is not None and draft.before is not None)
        self._form_card.setVisible(draft is not None and waiting is None)
        self._draft_card.setVisible(draft is not None)
        if draft is not None:
            self.said.setText("\n".join(draft.said) or _("Enter from when it is paid: then the decision stands here."))
            self.findings.show_rows(finding_rows(draft.findings))
            self.findings.setVisible(bool(draft.findings) and waiting is None)
            self.set_offs.show_findings(draft.findings if waiting is None else ())
        self.decisions.show_rows(decision_rows(facts.lines))
        self._decisions_card.setVisible(bool(facts.lines))
        self.letter.setVisible(any(line.own and line.holds for line in facts.lines))
        self.summary_letter.setVisible(facts.summed_up)
        self._show_summary(facts)
        self._offer(facts)

    def _show_summary(self, facts: DecisionFacts) -> None:
        summary = facts.summary
        self._summary_card.setVisible(summary is not None)
        if summary is None:
            return
        self.missing.setVisible(bool(summary.undecided))
        undecided = ", ".join(summary.undecided)
        self._summary_words.setText(
            _("Without a decision: {states}. The summary says why.").format(states=undecided)
            if summary.undecided
            else _("Every State has decided: the summary can go to all offices of the case.")
        )
        self.sum_up.setEnabled(bool(summary.recipients))

    def _offer(self, facts: DecisionFacts | None) -> None:
        """Show the buttons that do the next thing."""
        draft = facts.draft if facts else None
        waiting = draft.waiting if draft else None
        can_approve = waiting is not None and waiting.obstacle is None
        self.decide.setVisible(waiting is None)
        self.decide.set_words(_("&Decide") if draft and draft.one_person else _("&Lay before a second person"))
        self.decide.setEnabled(draft is not None and draft.can_decide)
        self.approve.setVisible(can_approve)
        self.give_back.setVisible(can_approve)
        self.beside.setVisible(waiting is not None and not can_approve and bool(waiting.seconds))
        self.withdraw.setVisible(waiting is not None and waiting.mine)
        self.primary = self.approve if can_approve else self.decide
        begun = draft is None or draft.before is None or self._presenter.entry != NOTHING_TYPED
        stopped = facts is not None and waiting is None and not self.decide.isEnabled()
        why = self.why_not() if stopped and begun else ("", "")
        words = _waiting_words(waiting) if waiting else " ".join(part for part in why if part)
        self.sentence.setText(words or self._about)
        self.sentence.set_role(Role.WARN if words else Role.INK2)

    def why_not(self) -> tuple[str, str]:
        """Say what keeps the decision from being laid before a second person."""
        facts = self._presenter.facts
        if facts is not None and facts.problem is not None:
            words = sentences(facts.problem)
            return words.happened, words.do
        return _("Something is missing or wrong in the decision."), _("Mend what is listed under What to look at.")

    def _on_beside(self) -> None:
        facts = self._presenter.facts
        waiting = facts.draft.waiting if facts and facts.draft else None
        if waiting is None:
            return
        dialog = SecondPersonDialog(waiting, proposal_kind_words(waiting.proposal.kind), self)
        dialog.accept_wanted.connect(
            lambda login, passphrase, remark: dialog.follow(self._presenter.approve_beside(login, passphrase, remark))
        )
        dialog.refuse_wanted.connect(
            lambda login, passphrase, reason: dialog.follow(self._presenter.refuse_beside(login, passphrase, reason))
        )
        dialog.open()

    def _on_give_back(self) -> None:
        dialog = GiveBackDialog(self)
        dialog.wanted.connect(lambda reason: dialog.follow(self._presenter.refuse(reason)))
        dialog.open()

    def _on_done(self, what: str) -> None:
        said = {
            "proposed": _("The decision waits for a second person."),
            "decided": _("It is decided; the messages are under Exchange, To send."),
            "returned": _("The decision went back to who prepared it, with the reason."),
            "withdrawn": _("The decision was not made; nothing was sent."),
            "summed_up": _("The summary is under Exchange, To send."),
        }
        self._presenter.claim.notices.say(said[what])

    def _on_letter(self, document: IssuedDocument) -> None:
        claim = self._presenter.claim
        DocumentPreview(_("Letter to the claimant"), document, claim.tasks, claim.notices, self.window()).open()

    def put_first_focus(self) -> None:
        """Begin at the result."""
        target = self.result if self._form_card.isVisibleTo(self) else self.decisions
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _waiting_words(waiting: ProposalView) -> str:
    names = ", ".join(user.name for user in waiting.seconds)
    if waiting.obstacle is None:
        return _("{name} laid this decision before you.").format(name=waiting.proposer.name)
    return _("The decision waits for a second person: {names}.").format(names=names or _("nobody has the right yet"))
