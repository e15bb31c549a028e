"""Confirm to an office that what it sent by mistake was destroyed here: plain words, two boxes, and how it was done."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.made_words import made_warning
from desktop_app.ui.screens.owed.asking import Act, Asking, Words
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import DangerButton
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.said_line import SaidLine
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.correct_message import confirm_destroyed
from desktop_app.workflows.destruction_asked import DestructionAsked


class DestructionDialog(Asking):
    """The program destroys what it holds; copies it knows nothing of are the clerk's to destroy, before this."""

    def __init__(self, asked: DestructionAsked, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("{office} took this back: {what}, received on {day}. {reason}.").format(
            office=asked.office_name,
            what=message_type_words(asked.type),
            day=date_words(asked.received_on),
            reason=words_of(asked.reason),
        )
        act = DangerButton(_("&Destroy it and confirm"), "trash-2")
        super().__init__(tasks, _("Destroy what came by mistake"), sentence, act, parent)
        self._asked = asked
        if asked.text:
            self.body.addWidget(SaidLine("neutral", asked.text))
        self.body.addWidget(
            SaidLine(
                "warn",
                _("What this program holds of it cannot be read any more after this. Nobody can bring it back. "
                  "That it came, and that it was destroyed, stays on the record."),
            )
        )  # fmt: skip
        goes = goes_words(asked)
        if goes:
            self.body.addWidget(SaidLine("warn", goes))
        known = copies_words(asked)
        if known:
            self.body.addWidget(SaidLine("warn", known))
        made = made_warning(asked.made)
        if made:
            self.body.addWidget(SaidLine("warn", made))
        self.paper = CheckLine(_("Copies on &paper are destroyed, or there were none"))
        self.files = CheckLine(_("Copies in &mails, folders and on sticks are deleted, or there were none"))
        self.how = Words(_("&How it was destroyed (the other office reads this)"))
        for widget in (self.paper, self.files, self.how):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.setMinimumWidth(Look.of(self).dp(640))
        self.paper.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Open as high as its sentences need at this width."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _missing(self) -> str:
        how = "" if self.how.text() else _("Say how it was destroyed, for example: file deleted, print shredded.")
        self.how.set_missing(how)
        ticked = self.paper.checked() and self.files.checked()
        both = "" if ticked else _("Destroy the copies first, then tick both lines.")
        self.says.show_words("error" if both else "", both)
        return both or how or self.how.too_long()

    def _act(self) -> Act:
        key, how = self._asked.obligation_id, self.how.text()
        return lambda desk: confirm_destroyed(desk, key, how)


def goes_words(asked: DestructionAsked) -> str:
    """Say what goes with the message itself, and what has to be done first; empty for nothing."""
    if asked.waiting:
        return plural(
            "Decide first about {n} other message of the same file, under Received: the whole file is destroyed.",
            "Decide first about {n} other messages of the same file, under Received: the whole file is destroyed.",
            asked.waiting,
        ).format(n=asked.waiting)
    parts = (
        _("The record of {name} is blanked.").format(name=asked.person_name) if asked.person_name else "",
        _("Case {number} closes.").format(number=asked.case_number) if asked.case_number else "",
        plural("{n} row of its certificate goes.", "{n} rows of its certificate go.", asked.rows).format(n=asked.rows)
        if asked.rows
        else "",
        _("Backups made before still hold it: make a new one, and destroy the old ones."),
    )
    return " ".join(part for part in parts if part)


def copies_words(asked: DestructionAsked) -> str:
    """Say which copies the program knows of; empty for none."""
    parts = (
        plural("It was printed from here {n} time.", "It was printed from here {n} times.", asked.printed).format(
            n=asked.printed
        )
        if asked.printed
        else "",
        plural(
            "A paper of it was saved as a file {n} time.", "Papers of it were saved as files {n} times.", asked.saved
        ).format(n=asked.saved)
        if asked.saved
        else "",
    )
    return " ".join(part for part in parts if part)
