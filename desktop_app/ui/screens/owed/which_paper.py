"""Which paper came, where two are awaited: the answer itself, or a reply to our reminder."""

from typing import Final

from PySide6.QtWidgets import QWidget

from desktop_app.ui.screens.owed.models import facts_words
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.fields import ChoiceField
from desktop_app.ui.widgets.question import Question
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.workflows.obligations import ObligationLine

ANSWER: Final = "answer"
REPLY: Final = "reply"


class WhichPaperQuestion(Question):
    """Enter takes the answer itself, which is the more common."""

    def __init__(self, line: ObligationLine, parent: QWidget | None = None) -> None:
        act = PrimaryButton(_("&Type it in"), "pencil")
        super().__init__(_("What came on paper?"), facts_words(line), act, parent)
        self.which = ChoiceField(
            _("The &paper is"),
            [
                (ANSWER, obligation_kind_words(line.kind)),
                (REPLY, _("A reply to our reminder: when it comes, or why not")),
            ],
        )
        self.which.set_key(ANSWER)
        self.body.addWidget(self.which)
        self.body.addStretch(1)
        self.act.setFocus()
