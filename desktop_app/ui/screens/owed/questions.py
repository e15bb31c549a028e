"""Questions to another office in several items: each is asked, answered and settled by itself."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.domain.findings import Finding
from desktop_app.domain.inquiries import ClarificationItem, ClarificationReason, InfoItem, InfoItemCode
from desktop_app.ui.screens.owed.answers import row_words
from desktop_app.ui.screens.owed.asking import Act, Words
from desktop_app.ui.screens.owed.block import FieldBlock, Rows
from desktop_app.ui.screens.owed.case_facts import CaseFacts
from desktop_app.ui.screens.owed.case_form import CaseForm
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.ask_explanation import Explainable, ask_explanation
from desktop_app.workflows.ask_information import ask_information, check_questions
from desktop_app.workflows.desk import Desk

Check = Callable[[Desk], tuple[Finding, ...]]
MOST_ITEMS = 20
"""Items that one question may have here; more are better asked in a second one."""

_REPLY = timedelta(days=30)


class ItemsForm(CaseForm):
    """A form with items that can be added and taken out; the fields of item 2 are named `2.why` and so on."""

    def __init__(
        self, tasks: Tasks, title: str, sentence: str, words: str, parent: QWidget | None = None, *, icon: str = "send"
    ) -> None:
        super().__init__(tasks, title, sentence, words, parent, icon=icon)
        self.blocks: list[FieldBlock] = []
        self._last = 0
        self.adder = QuietButton(_("Add another &item"), "plus")
        self.adder.setAutoDefault(False)
        self.adder.clicked.connect(self.add_item)
        self.buttons.insertWidget(0, self.adder)

    def _item_rows(self, *, first: bool) -> Rows:
        """Return new fields of an item, in rows; only those of the first may have letters."""
        raise NotImplementedError

    def _item_needed(self) -> tuple[str, ...]:
        """Return the fields of an item without which nothing can be asked."""
        raise NotImplementedError

    def add_item(self, _on: bool = False) -> None:
        """Ask for one thing more."""
        self._last += 1
        number = self._last
        rows = self._item_rows(first=not self.blocks)
        for name, field in ((name, field) for row in rows for name, field in row.items()):
            self.fields[f"{number}.{name}"] = field
        self.needed += [f"{number}.{name}" for name in self._item_needed()]
        block = FieldBlock(number, rows)
        block.remove.clicked.connect(partial(self.remove_item, number))
        self.blocks.append(block)
        self._rows.insertWidget(self._rows.count() - 1, block)
        self._number()
        next(iter(rows[0].values())).setFocus()
        QTimer.singleShot(0, block, lambda: self._area.ensureWidgetVisible(block))

    def remove_item(self, number: int, _on: bool = False) -> None:
        """Take an item out; one always stays."""
        block = next(block for block in self.blocks if block.number == number)
        for name in [name for name in self.fields if name.startswith(f"{number}.")]:
            del self.fields[name]
        self.needed = [name for name in self.needed if not name.startswith(f"{number}.")]
        self.blocks.remove(block)
        self._rows.removeWidget(block)
        block.setParent(None)
        block.deleteLater()
        self._number()
        self.adder.setFocus()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The items, by the numbers in the names of their fields."""
        return tuple(block.number for block in self.blocks)

    def _number(self) -> None:
        """Count the items anew; a single one needs neither a number nor a way out."""
        several = len(self.blocks) > 1
        for place, block in enumerate(self.blocks, start=1):
            block.name.setText(_("Item {n} of {all}").format(n=place, all=len(self.blocks)) if several else "")
            block.remove.setText(f" {_('Take it out')}")
            block.remove.setAccessibleName(_("Take item {n} out").format(n=place))
            block.remove.setVisible(several)
        self.adder.setEnabled(len(self.blocks) < MOST_ITEMS)

    def _name_of(self, where: str) -> str:
        return where.removeprefix("items.")


def _letter(words: str, *, first: bool) -> str:
    return words if first else words.replace("&", "")


class InformationQuestion(ItemsForm):
    """Ask an office of the case for several things at once; each is owed and answered by itself."""

    def __init__(self, facts: CaseFacts, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("About {name}. Each item is owed from now on and may be answered by itself.").format(
            name=facts.name
        )
        super().__init__(tasks, _("Ask for information"), sentence, _("As&k"), parent)
        self._facts = facts
        self.add_row(office=_choice(_("&Office"), facts.others))
        self.needed = ["office"]
        self.add_item()
        self.free = Words(_("Words about all of it (ma&y stay empty)"))
        self.fields["text"] = self.free
        self.body.addWidget(self.free)
        self.fields["office"].setFocus()

    def _item_rows(self, *, first: bool) -> Rows:
        needed = DateField(_letter(_("Needed &by"), first=first))
        needed.set_value(self._facts.today + _REPLY)
        codes = [(code.value, words_of(code)) for code in InfoItemCode]
        document = _choice(
            _letter(_("&Document"), first=first), [("no", _("Words are enough")), ("yes", _("The document too"))]
        )
        document.set_key("no")
        return (
            {"code": _choice(_letter(_("&What is asked"), first=first), codes), "document": document},
            {"why": LineField(_letter(_("Why it is needed (&rule or Article)"), first=first)), "needed_by": needed},
            {
                "span_from": DateField(_letter(_("&From (may stay empty)"), first=first)),
                "span_to": DateField(_letter(_("&Until (may stay empty)"), first=first)),
                "text": LineField(_letter(_("In your own words (may &stay empty)"), first=first)),
            },
        )

    def _item_needed(self) -> tuple[str, ...]:
        return ("code", "why", "needed_by")

    def items(self) -> tuple[InfoItem, ...]:
        """Return what is asked, item by item."""
        return tuple(
            InfoItem(
                item_id=str(number),
                code=InfoItemCode(self.line(f"{number}.code")),
                why=self.line(f"{number}.why"),
                needed_by=self.day(f"{number}.needed_by") or self._facts.today,
                span_from=self.day(f"{number}.span_from"),
                span_to=self.day(f"{number}.span_to"),
                document_wanted=self.line(f"{number}.document") == "yes",
                text=self.line(f"{number}.text"),
            )
            for number in self.numbers
        )

    def _check(self) -> Check:
        items, words = self.items(), self.line("text")
        return lambda desk: check_questions(desk, items, words)

    def _act(self) -> Act:
        items, words = self.items(), self.line("text")
        key, office = self._facts.claim_key, self.line("office")
        return lambda desk: ask_information(desk, key, office, items, text=words)


def dependency_question(facts: CaseFacts, tasks: Tasks, parent: QWidget | None = None) -> InformationQuestion:
    """Return the question with its first item asking who depended on the insured person."""
    question = InformationQuestion(facts, tasks, parent)
    code = question.fields["1.code"]
    if isinstance(code, ChoiceField):
        code.set_key(InfoItemCode.DEPENDENCY.value)
    return question


class ExplanationQuestion(ItemsForm):
    """Ask the sender of a message to explain it, or several of its rows."""

    def __init__(self, facts: CaseFacts, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("The office that certified a row owns it: it can be asked about, and is never changed here.")
        super().__init__(tasks, _("Ask for an explanation"), sentence, _("As&k"), parent)
        self._facts = facts
        messages = [
            (
                entry.message.message_id,
                _("{what} of {office}, {day}").format(
                    what=message_type_words(entry.message.type),
                    office=entry.office,
                    day=date_words(entry.message.created_at.date()),
                ),
            )
            for entry in facts.explainable
        ]
        self.message = _choice(_("&About"), messages)
        self.add_row(message=self.message)
        self.needed = ["message"]
        self.message.chosen.connect(lambda _key: self._show_rows())
        self.add_item()
        self.message.setFocus()

    def _item_rows(self, *, first: bool) -> Rows:
        reasons = [(reason.value, words_of(reason)) for reason in ClarificationReason]
        reason = _choice(_letter(_("&Why"), first=first), reasons)
        other = _choice(_letter(_("Which &other State"), first=first), self._facts.state_choices)
        start = DateField(_letter(_("Its row &from"), first=first))
        end = DateField(_letter(_("&Until"), first=first))
        overlap = (other, start, end)
        for field in overlap:
            field.hide()
        reason.chosen.connect(
            lambda key: [field.setVisible(key == ClarificationReason.OVERLAP.value) for field in overlap]
        )
        row = _choice(_letter(_("&Row"), first=first), self._row_choices())
        row.set_key("")
        return (
            {"row": row, "reason": reason},
            {"other": other, "span_from": start, "span_to": end},
            {"text": LineField(_letter(_("In your own words (may &stay empty)"), first=first))},
        )

    def _item_needed(self) -> tuple[str, ...]:
        return ("reason",)

    def _row_choices(self) -> list[tuple[str, str]]:
        key = self.message.key()
        found = next((entry for entry in self._facts.explainable if entry.message.message_id == key), None)
        return [("", _("The whole message")), *(row_choices(found) if found else [])]

    def _show_rows(self) -> None:
        for number in self.numbers:
            field = self.fields[f"{number}.row"]
            if isinstance(field, ChoiceField):
                field.set_choices(self._row_choices())
                field.set_key("")

    def items(self) -> tuple[ClarificationItem, ...]:
        """Return what is to be explained, item by item."""
        return tuple(self._item(number) for number in self.numbers)

    def _item(self, number: int) -> ClarificationItem:
        reason = ClarificationReason(self.line(f"{number}.reason"))
        overlaps = reason is ClarificationReason.OVERLAP
        return ClarificationItem(
            item_id=str(number),
            reason=reason,
            row_id=self.line(f"{number}.row"),
            other_state=self.line(f"{number}.other") if overlaps else "",
            span_from=self.day(f"{number}.span_from") if overlaps else None,
            span_to=self.day(f"{number}.span_to") if overlaps else None,
            text=self.line(f"{number}.text"),
        )

    def _missing(self) -> str:
        said = super()._missing()
        for number in self.numbers:
            start, end = self.day(f"{number}.span_from"), self.day(f"{number}.span_to")
            if not said and start and end and end < start:
                said = _("The end lies before the beginning.")
                self.say(f"{number}.span_to", said)
        return said

    def _act(self) -> Act:
        items, key, message = self.items(), self._facts.claim_key, self.line("message")
        return lambda desk: ask_explanation(desk, key, message, items)


def row_choices(entry: Explainable) -> list[tuple[str, str]]:
    """Name the rows of a message by what they say: year, kind, weeks."""
    return list(row_words(entry.message.body).items()) or [(row, row) for row in entry.rows]


def _choice(label: str, choices: list[tuple[str, str]]) -> ChoiceField:
    field = ChoiceField(label, choices, placeholder=_("Choose"))
    field.set_key(choices[0][0] if len(choices) == 1 else "")
    return field
