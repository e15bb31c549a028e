"""Answer what another office asks: a reminder by its lines, information by its items, an explanation by its points."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.inquiries import (
    ClarificationAnswer,
    ClarificationItem,
    ClarificationOutcome,
    InfoAnswer,
    InfoItem,
    ItemOutcome,
    NotAvailable,
    ReminderAnswer,
    ReminderOutcome,
)
from desktop_app.domain.messages import Body
from desktop_app.domain.obligations import ObligationKind
from desktop_app.ui.screens.owed.asking import Act, Asking, Words
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.field_words import place_words
from desktop_app.wording.formats import date_words
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.wording.terms import period_type_words
from desktop_app.workflows.answer_reminder import ReplyDraft, ReplyLine, send_reply
from desktop_app.workflows.ask_explanation import ExplanationToGive, answer_explanation
from desktop_app.workflows.ask_information import InfoToAnswer, answer_information

_HEIGHT = 300
_PAPERS: Final = "*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.txt"


class _Point(QWidget):
    """One thing asked, and the fields of its answer; only those that its outcome needs are shown."""

    def __init__(self, asked: str, about: str, outcome: ChoiceField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outcome = outcome
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Text(asked, Kind.BASE_STRONG, wrap=True))
        if about:
            self._column.addWidget(Text(about, Kind.SENTENCE, Role.INK2, wrap=True))
        self._row = QHBoxLayout()
        self._row.addWidget(outcome, 2)
        self._column.addLayout(self._row)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setSpacing(look.dp(4))
        self._row.setSpacing(look.dp(12))

    def add(self, field: QWidget, *keys: str) -> None:
        """Show a field while one of these outcomes is chosen."""
        self._row.addWidget(field, 3)
        field.setVisible(False)
        self.outcome.chosen.connect(lambda key: field.setVisible(key in keys))

    def choose(self, key: str) -> None:
        """Choose an outcome as a person does."""
        self.outcome.set_key(key)
        self.outcome.chosen.emit(key)


def _codes(kind: type[ItemOutcome | ReminderOutcome | NotAvailable | ClarificationOutcome]) -> list[tuple[str, str]]:
    return [(code.value, words_of(code)) for code in kind]


class _Answering(Asking):
    """Points one below the other in a scroll area, and free words."""

    def __init__(self, tasks: Tasks, title: str, sentence: str, points: list[_Point], parent: QWidget | None) -> None:
        super().__init__(tasks, title, sentence, PrimaryButton(_("&Send the answer"), "send"), parent)
        held = QWidget()
        self._rows = QVBoxLayout(held)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for point in points:
            self._rows.addWidget(point)
        self._rows.addStretch(1)
        self._area = scrolled(held)
        self.body.addWidget(self._area, 1)
        restyled(self, self._restyle_points)
        if points:
            points[0].outcome.setFocus()

    def _restyle_points(self) -> None:
        look = Look.of(self)
        self._rows.setSpacing(look.dp(16))
        self._area.setMinimumHeight(look.dp(_HEIGHT))
        self.setMinimumWidth(look.dp(720))


class ReminderPoint(_Point):
    """One line of a reminder, with its answer, which may be left open where `may_wait`."""

    def __init__(self, line: ReplyLine, *, may_wait: bool = False) -> None:
        choices = [*([("", _("Leave open for now"))] if may_wait else []), *_codes(ReminderOutcome)]
        outcome = ChoiceField(_("Answer"), choices, placeholder="" if may_wait else _("Choose the answer"))
        about = " · ".join(part for part in (line.person_name, line.claim_number) if part)
        asked = _("Asked on {asked}, due {due}, reminder {n}.").format(
            asked=date_words(line.asked_on), due=date_words(line.due_on), n=line.count
        )
        named = obligation_kind_words(ObligationKind(line.what)) if line.what in set(ObligationKind) else line.what
        super().__init__(named, f"{about}. {asked}" if about else asked, outcome)
        self.line = line
        self._may_wait = may_wait
        self.on = DateField(_("It will come on"))
        self.reason = ChoiceField(_("Why not"), _codes(NotAvailable), placeholder=_("Choose the reason"))
        self.reason.set_key("")
        self.add(self.on, ReminderOutcome.WILL_COME.value)
        self.add(self.reason, ReminderOutcome.NOT_AVAILABLE.value)
        self.choose(line.suggested.value if line.suggested else "")

    def missing(self) -> str:
        """Say what is missing, beside the field."""
        key = self.outcome.key()
        none = "" if key or self._may_wait else _("Choose the answer.")
        day = _("Enter the day.") if key == ReminderOutcome.WILL_COME.value and not self.on.value() else ""
        why = _("Choose the reason.") if key == ReminderOutcome.NOT_AVAILABLE.value and not self.reason.key() else ""
        sent = key == ReminderOutcome.ALREADY_SENT.value and not (self.line.sent_message or self._may_wait)
        none = none or (_("Nothing was sent from here: choose another answer.") if sent else "")
        for field, said in ((self.outcome, none), (self.on, day), (self.reason, why)):
            field.set_finding("error" if said else "", said)
        return none or day or why

    def answer(self) -> ReminderAnswer:
        """Return the answer to this line."""
        outcome = ReminderOutcome(self.outcome.key())
        return ReminderAnswer(
            obligation_id=self.line.obligation_id,
            outcome=outcome,
            on=self.on.value() if outcome is ReminderOutcome.WILL_COME else None,
            reason=NotAvailable(self.reason.key()) if outcome is ReminderOutcome.NOT_AVAILABLE else None,
            sent_message=self.line.sent_message if outcome is ReminderOutcome.ALREADY_SENT else "",
        )


class ReplyDialog(_Answering):
    """The reply to a reminder: every line is answered."""

    def __init__(self, draft: ReplyDraft, tasks: Tasks, parent: QWidget | None = None) -> None:
        self.points = [ReminderPoint(line) for line in draft.items]
        sentence = _("{office} reminds of this. What you promise is kept as your due day.").format(
            office=draft.office_code
        )
        super().__init__(tasks, _("Reply to the reminder"), sentence, list(self.points), parent)
        self._draft = draft
        if draft.text:
            self.body.insertWidget(0, Text(draft.text, Kind.SENTENCE, Role.INK, wrap=True))

    def _missing(self) -> str:
        return next((said for said in [point.missing() for point in self.points] if said), "")

    def _act(self) -> Act:
        key, answers = self._draft.message_id, tuple(point.answer() for point in self.points)
        return lambda desk: send_reply(desk, key, answers)


class InfoPoint(_Point):
    """One item that was asked, with its answer, which may be left open."""

    def __init__(self, item: InfoItem) -> None:
        choices = [("", _("Leave open for now")), *_codes(ItemOutcome)]
        outcome = ChoiceField(_("Answer"), choices)
        span = _span_words(item.span_from, item.span_to)
        needed = _("Needed by {day}").format(day=date_words(item.needed_by))
        super().__init__(words_of(item.code), ". ".join(p for p in (item.text, item.why, span, needed) if p), outcome)
        self.item = item
        self.value = LineField(_("What the record says"))
        self.follows = DateField(_("It will follow on"))
        self.add(self.value, ItemOutcome.VALUE.value, ItemOutcome.NOT_AVAILABLE.value, ItemOutcome.ATTACHED.value)
        self.add(self.follows, ItemOutcome.WILL_FOLLOW.value)
        self.file: Path | None = None
        self.chooser = SecondaryButton(_("Choose the file…"), "file-plus")
        self.chooser.setAutoDefault(False)
        self.chooser.clicked.connect(self._on_choose)
        self.add(self.chooser, ItemOutcome.ATTACHED.value)
        self._row.setStretchFactor(self.chooser, 0)
        self._row.setStretchFactor(outcome, 3)
        self._row.setAlignment(self.chooser, Qt.AlignmentFlag.AlignBottom)
        self.outcome.chosen.connect(self._name_value)
        self.choose("")

    def _on_choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose the file"), "", f"{_('Papers')} ({_PAPERS})")
        if name:
            self.choose_file(Path(name))

    def choose_file(self, path: Path) -> None:
        """Take a file as the document that goes with the answer."""
        self.file = path
        self.value.set_text(path.name)

    def _name_value(self, key: str) -> None:
        names = {
            ItemOutcome.NOT_AVAILABLE.value: _("Why it is not available"),
            ItemOutcome.ATTACHED.value: _("Which document goes with it"),
        }
        name = names.get(key, _("What the record says"))
        self.value.label.setText(name)
        self.value.edit.setAccessibleName(name)

    def missing(self) -> str:
        """Say what is missing, beside the field."""
        key = self.outcome.key()
        wants = key in {ItemOutcome.VALUE.value, ItemOutcome.NOT_AVAILABLE.value}
        empty = not self.value.text().strip()
        value = _("Enter what is to be said.") if wants and empty else ""
        if key == ItemOutcome.ATTACHED.value and empty:
            value = _("Choose the file, or say which document goes by itself.")
        day = _("Enter the day.") if key == ItemOutcome.WILL_FOLLOW.value and not self.follows.value() else ""
        self.value.set_finding("error" if value else "", value)
        self.follows.set_finding("error" if day else "", day)
        return value or day

    def answer(self) -> InfoAnswer | None:
        """Return the answer to this item, None where it is left open."""
        if not self.outcome.key():
            return None
        outcome = ItemOutcome(self.outcome.key())
        later = outcome is ItemOutcome.WILL_FOLLOW
        return InfoAnswer(
            item_id=self.item.item_id,
            outcome=outcome,
            value="" if later else self.value.text().strip(),
            follows_on=self.follows.value() if later else None,
        )


class InformationDialog(_Answering):
    """The answer to a request for information: item by item, the rest stays owed."""

    def __init__(self, asked: InfoToAnswer, tasks: Tasks, parent: QWidget | None = None) -> None:
        self.points = [InfoPoint(item) for item in asked.request.items if item.item_id in asked.open_items]
        person = asked.request.person
        sentence = _("{office} asks about {person}. What you leave open stays owed.").format(
            office=asked.office, person=f"{person.forenames} {person.surname}".strip()
        )
        super().__init__(tasks, _("Give information"), sentence, list(self.points), parent)
        self._asked = asked
        self.words = Words(_("&Words to go with it (may stay empty)"))
        self.body.addWidget(self.words)

    def _missing(self) -> str:
        said = next((said for said in [point.missing() for point in self.points] if said), "")
        none = all(point.answer() is None for point in self.points) if not said else False
        words = _("Answer at least one item.") if none else ""
        self.says.show_words("error" if words else "", words)
        return said or words or self.words.too_long()

    def _act(self) -> Act:
        key, words = self._asked.obligation_id, self.words.text()
        answers = tuple(answer for answer in [point.answer() for point in self.points] if answer is not None)
        attached = ItemOutcome.ATTACHED.value
        papers = tuple(point.file for point in self.points if point.file and point.outcome.key() == attached)
        return lambda desk: answer_information(desk, key, answers, text=words, papers=papers)


class ExplanationPoint(_Point):
    """One point that was asked about, with its answer, which may be left open where `may_wait`."""

    def __init__(self, item: ClarificationItem, rows: dict[str, str], *, may_wait: bool = False) -> None:
        choices = [*([("", _("Leave open for now"))] if may_wait else []), *_codes(ClarificationOutcome)]
        outcome = ChoiceField(_("Answer"), choices, placeholder="" if may_wait else _("Choose the answer"))
        parts = (
            rows.get(item.row_id) or (_("Row {row}").format(row=item.row_id) if item.row_id else ""),
            place_words(item.field) if item.field else "",
            _span_words(item.span_from, item.span_to),
            _("with {state}").format(state=item.other_state) if item.other_state else "",
            item.text,
        )
        super().__init__(words_of(item.reason), ", ".join(part for part in parts if part), outcome)
        self.item = item
        self._may_wait = may_wait
        self.words = LineField(_("Explanation"))
        self.add(self.words, *(code.value for code in ClarificationOutcome))
        self.choose("")

    def missing(self) -> str:
        """Say what is missing, beside the field."""
        none = "" if self.outcome.key() or self._may_wait else _("Choose the answer.")
        wants = self.outcome.key() == ClarificationOutcome.EXPLAINED.value and not self.words.text().strip()
        words = _("Enter the explanation.") if wants else ""
        self.outcome.set_finding("error" if none else "", none)
        self.words.set_finding("error" if words else "", words)
        return none or words

    def answer(self) -> ClarificationAnswer | None:
        """Return the answer to this point, None where it is left open."""
        if not self.outcome.key():
            return None
        return ClarificationAnswer(
            item_id=self.item.item_id,
            outcome=ClarificationOutcome(self.outcome.key()),
            text=self.words.text().strip(),
        )


def given(points: Sequence[ExplanationPoint]) -> tuple[ClarificationAnswer, ...]:
    """Return the answers that were given, in order."""
    return tuple(answer for answer in [point.answer() for point in points] if answer is not None)


class ExplanationDialog(_Answering):
    """The answer to a question about a message of ours: every point."""

    def __init__(self, asked: ExplanationToGive, tasks: Tasks, parent: QWidget | None = None) -> None:
        rows = row_words(asked.about.body) if asked.about else {}
        self.points = [ExplanationPoint(item, rows) for item in asked.asked.items]
        sentence = _("{office} asks about what you certified. Where a row is wrong, issue a new version too.").format(
            office=asked.office
        )
        super().__init__(tasks, _("Explain"), sentence, list(self.points), parent)
        self._asked = asked

    def _missing(self) -> str:
        return next((said for said in [point.missing() for point in self.points] if said), "")

    def _act(self) -> Act:
        key, answers = self._asked.obligation_id, given(self.points)
        return lambda desk: answer_explanation(desk, key, answers)


def row_words(body: Body) -> dict[str, str]:
    """Name the rows of a certificate by what they say, by their ids."""
    if not isinstance(body, PeriodCertificate):
        return {}
    words = _("{year}, {kind}, {weeks} weeks")
    return {
        row.row_id: words.format(year=row.year, kind=period_type_words(row.type), weeks=row.weeks) for row in body.rows
    }


def _span_words(start: date | None, end: date | None) -> str:
    if start and end:
        return _("from {start} to {end}").format(start=date_words(start), end=date_words(end))
    if start:
        return _("from {start}").format(start=date_words(start))
    return _("until {end}").format(end=date_words(end)) if end else ""
