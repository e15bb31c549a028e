"""The page: on the left what is asked, on the right whose law applies and why; below, the answers kept before."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.calculation.applicable_law import AdmissionAnswer, LawAnswer
from desktop_app.calculation.trace import Confidence
from desktop_app.domain.findings import Fact, Level
from desktop_app.domain.work import WorkKind
from desktop_app.ui.screens.law.presenter import DAYS, STATES, LawPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton
from desktop_app.ui.widgets.card import Card, Turning, scrolled
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.chips import Pill
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import finding_remedy, finding_words, reason_words
from desktop_app.wording.formats import date_words
from desktop_app.wording.law_words import GRADES, KINDS, MISSING, QUESTIONS, RECORDS, SURE, admission_words
from desktop_app.workflows.which_law import KeptLawAnswer

BESIDE_FROM: Final = 820
_TONES: Final[dict[Level, Tone]] = {Level.ERROR: "bad", Level.WARNING: "warn", Level.NOTE: "neutral"}
_CONFIDENCE: Final[dict[Confidence, Tone]] = {
    Confidence.HIGH: "ok",
    Confidence.MEDIUM: "neutral",
    Confidence.LOW: "warn",
}


class LawScreen(QWidget):
    """The question which law applies, with its answer."""

    leave_requested = Signal()
    """The person goes back to where she came from."""

    def __init__(self, presenter: LawPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("law")
        self._presenter: Final = presenter
        self._names: Final = {party.code: party.name for party in presenter.parties()}
        self._states: Final = tuple((party.code, f"{party.code}  {party.short_name}") for party in presenter.parties())
        self._make_fields()
        page = QWidget()
        self._page_column = QVBoxLayout(page)
        self._page_column.addWidget(Turning(self._questions(), self._answer(), below=BESIDE_FROM, stretch=(5, 4)))
        self._page_column.addWidget(self._kept())
        self._page_column.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head())
        self._column.addWidget(scrolled(page), 1)
        presenter.asked.connect(self._on_asked)
        presenter.answered.connect(self._on_answered)
        presenter.wrong.connect(self._on_wrong)
        presenter.listed.connect(self._on_listed)
        presenter.admitted.connect(self._on_admitted)
        presenter.refused.connect(self._on_refused)
        restyled(self, self._restyle)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(_("Which law applies?"), Kind.STEP_TITLE))
        words.addWidget(
            Text(
                _("A person is insured under one State's law at a time. The answer says how sure it is."),
                Kind.SENTENCE,
                Role.INK2,
                elide=True,
            )
        )
        self.again = QuietButton(_("&Start again"), "rotate-ccw")
        self.again.setObjectName("law_again")
        self.again.clicked.connect(self.start_again)
        self.keep = PrimaryButton(_("&Keep this answer"), "check")
        self.keep.setObjectName("law_keep")
        self.keep.clicked.connect(lambda: self._presenter.keep(self.note.text()))
        self._top = QHBoxLayout()
        self._top.addLayout(words, 1)
        self._top.addWidget(self.again)
        self._top.addWidget(self.keep)
        return self._top

    def _make_fields(self) -> None:
        self.kind = ChoiceField(_("Kind of &work"), tuple((each.value, _(KINDS[each.value])) for each in WorkKind))
        self.kind.combo.setObjectName("law_kind")
        self.kind.set_key(WorkKind.EMPLOYED.value)
        self.kind.chosen.connect(lambda key: self._presenter.choose_kind(WorkKind(key)))
        self.fields: dict[str, ChoiceField | DateField] = {}
        for name, label in QUESTIONS.items():
            if name in DAYS:
                day = DateField(_(label), placeholder=_("14 Jun 2014"))
                day.edit.setObjectName(f"law_{name}")
                day.text_changed.connect(lambda text, name=name: self._presenter.tell_day(name, text))
                self.fields[name] = day
                continue
            choices = self._states if name in STATES or name == "work_states_2" else _yes_no()
            field = ChoiceField(_(label), (("", _("Not told")), *choices), placeholder=_("Not told"))
            field.combo.setObjectName(f"law_{name}")
            field.set_key("")
            field.chosen.connect(lambda key, name=name: self._on_chosen(name, key))
            self.fields[name] = field
        self.exception: dict[str, LineField] = {
            "authority": LineField(_("Agreed by which &authorities")),
            "agreed_on": DateField(_("Agreed &on"), placeholder=_("14 Jun 2014")),
            "reason": LineField(_("&Because of")),
        }
        self.exception_state = ChoiceField(
            _("E&xception agreed: law of"), (("", _("None agreed")), *self._states), placeholder=_("None agreed")
        )
        self.exception_state.combo.setObjectName("law_exception_state")
        self.exception_state.set_key("")
        self.exception_state.chosen.connect(lambda _key: self._on_exception())
        for name, line in self.exception.items():
            line.edit.setObjectName(f"law_exception_{name}")
            line.text_changed.connect(lambda _text: self._on_exception())
        self.claim = LineField(_("Claim whose certified &weeks count"), placeholder=_("VC-2014-0031"))
        self.claim.edit.setObjectName("law_claim")
        self.claim.left.connect(lambda: self._presenter.tell_claim(self.claim.text()))
        self.note = LineField(_("&Note for the record"), placeholder=_("letter seen, who was asked"))
        self.note.edit.setObjectName("law_note")

    def _questions(self) -> QWidget:
        card = Card(_("The work"))
        card.body.addWidget(self.kind)
        for field in self.fields.values():
            card.body.addWidget(field)
        card.body.addWidget(self.claim)
        self._exception_row = FieldRow((self.exception["authority"], 180), (self.exception["agreed_on"], 130))
        for widget in (self.exception_state, self._exception_row, self.exception["reason"], self.note):
            card.body.addWidget(widget)
        card.body.addStretch(1)
        self._show_exception()
        return card

    def _answer(self) -> QWidget:
        card = Card(_("Answer"))
        self.state = Text("", Kind.TITLE)
        self.words = Paragraph("", Kind.SENTENCE)
        self.until = Text("", Kind.CELL_STRONG)
        self.sure = Pill("", "neutral")
        self.rule = Paragraph("", Kind.SENTENCE, Role.INK2)
        self.source = Paragraph("", Kind.CAPTION, Role.INK2)
        self.admission = SaidLines()
        self.findings = SaidLines()
        self._records_title = Text(_("Papers to keep"), Kind.CARD_TITLE)
        self.records = SaidLines()
        pill_row = QHBoxLayout()
        pill_row.addWidget(self.sure)
        pill_row.addStretch(1)
        for widget in (self.state, self.words, self.until):
            card.body.addWidget(widget)
        card.body.addLayout(pill_row)
        below: tuple[QWidget, ...] = (
            self.admission,
            self.rule,
            self.source,
            self.findings,
            self._records_title,
            self.records,
        )
        for part in below:
            card.body.addWidget(part)
        card.body.addStretch(1)
        return card

    def _kept(self) -> QWidget:
        self._kept_card = Card(_("Answers kept"), flush=True)
        self.kept_rows = ShortTable(
            _("Answers kept"),
            (
                Column(title=_("On"), width=112),
                Column(title=_("Law of"), width=150, stretch=1),
                Column(title=_("Work"), width=190, stretch=1),
                Column(title=_("Rule"), width=300, stretch=2),
                Column(title=_("Until"), width=116),
                Column(title=_("Note"), width=180, stretch=1),
            ),
            row_height=46,
            marks_when_focused=True,
        )
        self.kept_rows.setObjectName("law_kept")
        self._kept_card.body.addWidget(self.kept_rows)
        self._kept_card.hide()
        return self._kept_card

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(20), look.dp(12), look.dp(6), look.dp(14))
        self._column.setSpacing(look.dp(10))
        self._page_column.setContentsMargins(0, 0, look.dp(14), 0)
        self._page_column.setSpacing(look.dp(12))
        self._top.setContentsMargins(0, 0, look.dp(14), 0)
        self._top.setSpacing(look.dp(8))

    # What the person does

    def _on_chosen(self, name: str, key: str) -> None:
        if name in ("work_states", "work_states_2"):
            self._presenter.tell_state("work_states", key, second=name == "work_states_2")
        elif name in STATES:
            self._presenter.tell_state(name, key)
        else:
            self._presenter.tell_yes_no(name, key)

    def _on_exception(self) -> None:
        self._show_exception()
        texts = {name: line.text() for name, line in self.exception.items()}
        self._presenter.tell_exception(self.exception_state.key(), **texts)

    def _show_exception(self) -> None:
        agreed = bool(self.exception_state.key())
        self._exception_row.setVisible(agreed)
        self.exception["reason"].setVisible(agreed)

    def start_again(self) -> None:
        """Empty every field."""
        for field in self.fields.values():
            if isinstance(field, DateField):
                field.set_text("")
            else:
                field.set_key("")
        self.exception_state.set_key("")
        for line in (*self.exception.values(), self.note, self.claim):
            line.set_text("")
        self._presenter.tell_claim("")
        self._show_exception()
        self._presenter.begin()
        self.kind.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the presenter tells

    def _on_asked(self, names: tuple[str, ...]) -> None:
        wanted = set(names)
        if "work_states" in wanted and self._presenter.facts.kind in (WorkKind.EMPLOYED, WorkKind.SELF_EMPLOYED):
            wanted.add("work_states_2")
        for name, field in self.fields.items():
            field.setVisible(name in wanted)
        self.claim.setVisible(self._presenter.facts.kind is WorkKind.VOLUNTARY)

    def _on_refused(self, sentence: str) -> None:
        self.claim.set_finding("error" if sentence else "", sentence)

    def _on_admitted(self, given: AdmissionAnswer | None) -> None:
        """Say whether the weeks of all States open voluntary insurance, and by which condition."""
        if given is None:
            self.admission.show_lines(())
            return
        lines: list[tuple[Tone, str]] = []
        if given.admission is not None:
            met, alone = bool(given.met), bool(given.met_alone)
            lines.append(("ok" if met else "bad", admission_words(given, met=met, alone=alone)))
            lines.append(("neutral", f"{given.admission.says}. {given.admission.note}".strip()))
        else:
            lines.append(("neutral", admission_words(given, met=None, alone=None)))
        for finding in given.findings:
            named = replace(finding, facts=self._with_names(finding.facts))
            lines.append((_TONES[finding.level], f"{finding_words(named)} {finding_remedy(named)}".strip()))
        self.admission.show_lines(tuple(lines))

    def _on_wrong(self, names: frozenset[str]) -> None:
        for name in DAYS:
            field = self.fields[name]
            wrong = name in names
            field.set_finding("error" if wrong else "", _("This is no date; type it as 14 Jun 2014.") if wrong else "")

    def _on_answered(self, given: LawAnswer) -> None:
        self.keep.setEnabled(bool(given.state))
        name = self._names.get(given.state, given.state)
        self.state.setText(name or _("Not told yet"))
        self.words.set_text(reason_words(replace(given.reason, facts=self._with_names(given.reason.facts))))
        self.until.setVisible(given.until is not None)
        if given.until is not None:
            after = self._names.get(given.afterwards, given.afterwards)
            self.until.setText(
                _("Until {day}; then the law of {state}.").format(day=date_words(given.until), state=after)
            )
        sure = f"{_(GRADES[given.rule.grade])}; {_(SURE[given.rule.confidence.value])}"
        self.sure.show_words(sure, _CONFIDENCE[given.rule.confidence])
        self.sure.setVisible(bool(given.state))
        article = f"{given.rule.article}: " if given.rule.article else ""
        self.rule.set_text(f"{article}{given.rule.subject}. {given.rule.note}".strip())
        self.rule.setVisible(bool(given.state))
        sources = "; ".join(f"{each.title} ({each.publisher})" for each in given.rule.sources)
        self.source.set_text(_("Source: {sources}").format(sources=sources))
        self.source.setVisible(bool(given.state))
        named = [replace(each, facts=self._with_names(each.facts)) for each in given.findings]
        self.findings.show_lines(
            tuple((_TONES[each.level], f"{finding_words(each)} {finding_remedy(each)}".strip()) for each in named)
        )
        papers = given.records if given.state else ()
        records: tuple[tuple[Tone, str], ...] = tuple(("neutral", _(RECORDS[each])) for each in papers)
        self._records_title.setVisible(bool(records))
        self.records.show_lines(records)

    def _with_names(self, facts: Mapping[str, Fact]) -> dict[str, Fact]:
        """Name the States, and what is missing, in place of their codes."""
        named: dict[str, Fact] = {}
        for name, value in facts.items():
            words = MISSING.get(str(value), "") if name == "missing" else self._names.get(str(value), "")
            named[name] = _(words) if words and name == "missing" else words or value
        return named

    def _on_listed(self, kept: tuple[KeptLawAnswer, ...]) -> None:
        self._kept_card.setVisible(bool(kept))
        self.kept_rows.show_rows(
            [
                (
                    Cell(text=date_words(each.asked_at.date())),
                    Cell(text=self._names.get(each.state, each.state)),
                    Cell(text=_(KINDS[each.facts.kind.value])),
                    Cell(text=": ".join(part for part in (each.article, each.subject) if part), wrap=True),
                    Cell(text=date_words(each.until) if each.until else "\u2013"),
                    Cell(text=each.note, wrap=True),
                )
                for each in kept
            ]
        )

    # The window's face

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard to the first question."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the cursor into the first question."""
        self.kind.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def primary_action(self) -> None:
        """Keep the answer: Ctrl+Enter."""
        if self.keep.isEnabled():
            self.keep.click()

    def escape(self) -> None:
        """Go back to where the person came from."""
        self.leave_requested.emit()


def _yes_no() -> tuple[tuple[str, str], ...]:
    return (("yes", _("Yes")), ("no", _("No")))
