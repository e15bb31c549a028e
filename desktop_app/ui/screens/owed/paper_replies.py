"""Short letters typed in: on reopening a case, that a message was destroyed, and the reply to a reminder of ours."""

from typing import Final

from PySide6.QtWidgets import QWidget

from desktop_app.ui.screens.owed.answers import ReminderPoint
from desktop_app.ui.screens.owed.asking import Words
from desktop_app.ui.screens.owed.paper_answers import PaperAnswer, PaperPoints
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.answer_reminder import ReplyLine
from desktop_app.workflows.enter_answers import AwaitedPaper, RemindedOf
from desktop_app.workflows.obligations import ObligationLine
from desktop_app.workflows.paper_forms import PaperReceiptForm, PaperReminderReplyForm, PaperReopenForm

_AGREED: Final = "agreed"
_REFUSED: Final = "refused"


class _PaperLetter(PaperAnswer):
    """A letter of which only its words matter."""

    def __init__(
        self, line: ObligationLine, tasks: Tasks, title: str, said: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(line, tasks, title, _("&Keep the letter"), parent)
        self.words = Words(said)

    def _missing(self) -> str:
        return self.words.too_long()

    def _fields(self) -> dict[str, QWidget]:
        return {**super()._fields(), "text": self.words}


class PaperReopeningDialog(_PaperLetter):
    """What the examining office says of opening a closed case again."""

    def __init__(
        self, line: ObligationLine, _awaited: AwaitedPaper, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            line, tasks, _("Reply on reopening, on paper"), _("&Words of the letter: why, where it is refused"), parent
        )
        choices = [(_AGREED, _("The case is open again")), (_REFUSED, _("The case stays closed"))]
        self.answer = ChoiceField(_("&Answer"), choices, placeholder=_("Choose the answer"))
        self.answer.set_key("")
        self.body.addWidget(FieldRow((self.answer, 190), (self.signed_on, 120), (self.signed_by, 160)))
        self.body.addWidget(self.words)
        self._add_scan()
        self.body.addStretch(1)
        self.answer.setFocus()

    def form(self) -> PaperReopenForm:
        """Return the letter as typed."""
        key = self.answer.key()
        return PaperReopenForm(head=self.head(), agreed=key == _AGREED if key else None, text=self.words.text())

    def _fields(self) -> dict[str, QWidget]:
        return {**super()._fields(), "agreed": self.answer}


class PaperDestructionDialog(_PaperLetter):
    """The word of another office that it destroyed what was sent there by mistake."""

    def __init__(
        self, line: ObligationLine, _awaited: AwaitedPaper, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            line, tasks, _("Confirmed destroyed, on paper"), _("&Words of the letter: how it was destroyed"), parent
        )
        self.body.addWidget(FieldRow((self.signed_on, 150), (self.signed_by, 220)))
        self.body.addWidget(self.words)
        self._add_scan()
        self.body.addStretch(1)
        self.signed_on.setFocus()

    def form(self) -> PaperReceiptForm:
        """Return the letter as typed."""
        return PaperReceiptForm(head=self.head(), text=self.words.text())


class PaperReminderReplyDialog(PaperPoints):
    """A reply to our reminder, line by line as the letter gives it; the others stay as they are."""

    points: list[ReminderPoint]

    def __init__(self, line: ObligationLine, reminded: RemindedOf, tasks: Tasks, parent: QWidget | None = None) -> None:
        self.points = [ReminderPoint(_reply_line(each), may_wait=True) for each in reminded.items]
        super().__init__(line, tasks, self.points, parent, title=_("Reply to our reminder, on paper"))
        self._add_scan()
        self.signed_on.setFocus()

    def form(self) -> PaperReminderReplyForm:
        """Return the letter as typed."""
        answers = tuple(point.answer() for point in self.points if point.outcome.key())
        return PaperReminderReplyForm(head=self.head(), answers=answers)


def _reply_line(line: ObligationLine) -> ReplyLine:
    return ReplyLine(
        obligation_id=line.id,
        own_id=line.id,
        what=line.kind.value,
        claim_key=line.claim_key,
        claim_number=line.claim_number,
        person_name=line.person_name,
        asked_on=line.asked_on,
        due_on=line.due_on,
        count=line.reminders,
        suggested=None,
        sent_message="",
    )
