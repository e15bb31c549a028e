"""A form about a case that is kept while it is typed, and whose sheet can be looked at before it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.findings import Finding
from desktop_app.domain.messages import Body
from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.owed.asking import Act, Words
from desktop_app.ui.screens.owed.case_form import CaseForm, Field
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.buttons import SecondaryButton
from desktop_app.ui.widgets.fields import ChoiceField
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.form_drafts import forget_form, keep_form
from desktop_app.workflows.word_view import Word, word_to_be

KEEP_AFTER_MS: Final = 2000

Form = TypeVar("Form")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormActs:
    """What runs on the worker for a form as it is typed: its check, what it does, and the word it would be."""

    check: Callable[[Desk], tuple[Finding, ...]]
    verb: Act
    word: Callable[[Desk], Word]


def acts_of(
    claim_key: str,
    form: Form,
    *,
    check: Callable[[Desk, str, Form], tuple[Finding, ...]],
    verb: Callable[[Desk, str, Form], object],
    to_be: Callable[[Desk, str, Form], Body],
) -> FormActs:
    """Return what a form about a claim does, from the verbs of its workflow; `to_be` makes the body of the word."""
    return FormActs(
        check=lambda desk: check(desk, claim_key, form),
        verb=lambda desk: verb(desk, claim_key, form),
        word=lambda desk: word_to_be(desk, claim_key, to_be(desk, claim_key, form)),
    )


class KeptForm(CaseForm):
    """`claim_key` and `part` name the draft. A subclass returns what it does from `_acts`."""

    sheet_wanted = Signal(object)
    """The sheet should be looked at: what returns its `Word` on the worker."""

    def __init__(
        self, tasks: Tasks, title: str, sentence: str, words: str, parent: QWidget | None, *, claim_key: str, part: str
    ) -> None:
        super().__init__(tasks, title, sentence, words, parent, icon="badge-check")
        self._claim_key, self._part = claim_key, part
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_AFTER_MS)
        self._soon.timeout.connect(self.keep_now)
        self.sheet = SecondaryButton(_("Loo&k at the sheet"), "eye")
        self.sheet.setAutoDefault(False)
        self.sheet.clicked.connect(self._on_sheet)
        self.buttons.insertWidget(1, self.sheet)

    def _restyle_form(self) -> None:
        super()._restyle_form()
        self.widen()

    def follow_fields(self) -> None:
        """Keep what is typed from now on."""
        for field in self.fields.values():
            self.follow_field(field)

    def follow_field(self, field: Field) -> None:
        """Keep what is typed into one more field."""
        if isinstance(field, ChoiceField):
            field.chosen.connect(lambda _key: self._soon.start())
        elif isinstance(field, Words):
            field.edit.textChanged.connect(self._soon.start)
        else:
            field.text_changed.connect(lambda _text: self._soon.start())

    def typed(self) -> dict[str, str]:
        """Return what stands in each field."""
        return {name: self.line(name) for name in self.fields}

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Put what was typed before into the fields again."""
        for name, field in self.fields.items():
            value = typed.get(name)
            if value is None:
                continue
            if isinstance(field, ChoiceField):
                field.set_key(value)
            elif isinstance(field, Words):
                field.edit.setPlainText(value)
            else:
                field.set_text(value)

    def keep_soon(self) -> None:
        """Keep what is typed in a moment: the form has other fields now."""
        self._soon.start()

    def keep_now(self) -> None:
        """Keep what is typed."""
        self._soon.stop()
        key, part, typed = self._claim_key, self._part, self.typed()

        def job(desk: Desk, _progress: Progress) -> None:
            keep_form(desk, key, part, typed)

        self._tasks.run(job).failed.connect(self.show_refusal)

    def done(self, result: int) -> None:
        """Keep what was typed where it was not done; what was done is dropped in its act."""
        if self._soon.isActive() and result != self.DialogCode.Accepted:
            self.keep_now()
        self._soon.stop()
        super().done(result)

    def _acts(self) -> FormActs:
        """Return what is to be done with what is typed now."""
        raise NotImplementedError

    def _check(self) -> Callable[[Desk], tuple[Finding, ...]]:
        return self._acts().check

    def _act(self) -> Act:
        verb, key, part = self._acts().verb, self._claim_key, self._part
        self._soon.stop()

        def act(desk: Desk) -> object:
            answer = verb(desk)
            forget_form(desk, key, part)
            return answer

        return act

    def _on_sheet(self) -> None:
        if not self._missing():
            self.sheet_wanted.emit(self._acts().word)
