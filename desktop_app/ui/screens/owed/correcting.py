"""Correct a message that left, or take it back: what it said, what was built on it, who is asked to destroy it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.owed.asking import Act, Words
from desktop_app.ui.screens.owed.case_form import CaseForm
from desktop_app.ui.screens.owed.word_pane import WordPane
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import DangerButton, WordButton
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.fields import ChoiceField
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.correct_message import PRIVACY, CorrectionForm, correct_message, correctable
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.lay_before import propose_correction
from desktop_app.workflows.word_view import Word, correction_to_be, replacements
from desktop_app.workflows.works_alone import works_alone


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFacts:
    """Messages that can be corrected and, for each, the later ones that can take its place; both as choices."""

    messages: tuple[tuple[str, str], ...]
    later: dict[str, tuple[tuple[str, str], ...]]
    chosen: str
    alone: bool


def correction_facts(desk: Desk, claim_key: str, message_id: str = "") -> CorrectionFacts:
    """Fetch what the form needs: of a claim, or of one message."""
    row = desk.store.outbox.find(message_id) if message_id else None
    rows = (row,) if row is not None else correctable(desk, claim_key)
    return CorrectionFacts(
        messages=tuple(
            (
                each.message_id,
                _("{what} to {office}, {day}").format(
                    what=message_type_words(each.type), office=each.office, day=date_words(each.created_at.date())
                ),
            )
            for each in rows
        ),
        later={
            each.message_id: tuple(
                (later.message_id, _("The one of {day}").format(day=date_words(later.created_at.date())))
                for later in replacements(desk, each.message_id)
            )
            for each in rows
        },
        chosen=rows[0].message_id if len(rows) == 1 else "",
        alone=works_alone(desk),
    )


class CorrectingDialog(CaseForm):
    """The message stays readable and struck through on both sides; nothing of it is changed."""

    def __init__(self, facts: CorrectionFacts, tasks: Tasks, parent: QWidget | None = None) -> None:
        self._alone = facts.alone
        words = _("&Correct it") if facts.alone else _("&Lay before a second person")
        sentence = _(
            "What left cannot be changed. Everybody who has it is told that it holds no longer, or that a later one "
            "holds instead. To say something new, make the new version first."
        )
        super().__init__(tasks, _("Correct or take back a message"), sentence, words, parent)
        self._facts = facts
        self._round = 0
        self.message = ChoiceField(_("&Message"), facts.messages, placeholder=_("Choose"))
        self.reason = ChoiceField(
            _("&Reason"), tuple((each.value, words_of(each)) for each in CorrectionReason), placeholder=_("Choose")
        )
        self.instead = ChoiceField(_("What holds &instead"), (("", _("Nothing: it is taken back")),))
        self.add_row(message=self.message)
        self.add_row(reason=self.reason, instead=self.instead)
        self.more = CheckLine(_("More &follows: a new one will come"))
        self._rows.insertWidget(self._rows.count() - 1, self.more)
        self.destroys = Text("", Kind.CELL_STRONG, Role.BAD, wrap=True)
        self._rows.insertWidget(self._rows.count() - 1, self.destroys)
        self.destroys.hide()
        self.add_row(text=Words(_("In your own &words (may stay empty)")))
        self.pane: WordPane | None = None
        self.needed = ["message", "reason"]
        self.message.set_key(facts.chosen)
        self.reason.set_key("")
        for field in (self.message, self.reason, self.instead):
            field.chosen.connect(lambda _key: self._on_chosen())
        self._on_chosen()
        (self.reason if facts.chosen else self.message).setFocus()

    def _restyle_form(self) -> None:
        super()._restyle_form()
        self.widen()

    def _button(self, words: str, icon: str) -> WordButton:
        del icon
        return DangerButton(words, "undo-2")

    def _on_chosen(self) -> None:
        message, instead = self.line("message"), self.line("instead")
        later = self._facts.later.get(message, ())
        reason = CorrectionReason(self.line("reason")) if self.line("reason") else None
        privacy = reason in PRIVACY
        choices = (("", _("Nothing: it is taken back")), *(() if privacy else later))
        self.instead.set_choices(choices)
        self.instead.set_key(instead if instead in dict(choices) else "")
        self.more.setVisible(not self.line("instead"))
        self.destroys.setVisible(privacy)
        self.destroys.setText(
            _("Only the office that got it by mistake is asked to destroy it and to confirm it.")
            if reason is CorrectionReason.WRONG_RECIPIENT
            else _("Every office that has it is asked to destroy it and to confirm it; both sides enter an incident.")
        )
        if message:
            self._look(message)

    def _look(self, message: str) -> None:
        """Show what it said, what holds then and what was built on it."""
        self._round += 1
        number, form = self._round, self._form()

        def job(desk: Desk, _progress: Progress) -> Word:
            return correction_to_be(desk, message, form)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(lambda word: self._show_word(number, word))
        ticket.failed.connect(self.show_refusal)

    def _show_word(self, number: int, word: Word) -> None:
        if number != self._round:
            return
        if self.pane is not None:
            self._rows.removeWidget(self.pane)
            self.pane.hide()
            self.pane.deleteLater()
        self.pane = WordPane(word)
        self._rows.insertWidget(self._rows.count() - 1, self.pane)

    def _form(self) -> CorrectionForm:
        reason = self.line("reason")
        return CorrectionForm(
            reason=CorrectionReason(reason) if reason else CorrectionReason.WRONG_CONTENT,
            replaced_by=self.line("instead"),
            more_follows=self.more.checked() and not self.line("instead"),
            text=self.line("text"),
        )

    def _missing(self) -> str:
        field = self.fields["text"]
        too_long = field.too_long() if isinstance(field, Words) else ""
        return super()._missing() or too_long

    def _act(self) -> Act:
        message, form = self.line("message"), self._form()
        if not self._alone:
            return lambda desk: propose_correction(desk, message, form)
        return lambda desk: correct_message(
            desk,
            message,
            reason=form.reason,
            replaced_by=form.replaced_by,
            more_follows=form.more_follows,
            text=form.text,
        )
