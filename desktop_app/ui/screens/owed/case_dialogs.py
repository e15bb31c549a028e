"""What can be said to and asked of the other offices of a case: changes, questions, who takes part, closing."""

import contextlib
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.domain.case_notices import ChangeKind, CloseReason, ReopenReason
from desktop_app.domain.findings import Finding
from desktop_app.domain.inquiries import PeriodPurpose
from desktop_app.domain.money import Money, parse_money
from desktop_app.domain.obligations import CancelReason, LapseReason
from desktop_app.foundation.problems import Problem
from desktop_app.ui.screens.owed.asking import Act, Words
from desktop_app.ui.screens.owed.case_facts import CaseFacts
from desktop_app.ui.screens.owed.case_form import CaseForm
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField, MoneyField
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.obligation_words import cancel_reason_words, lapse_reason_words, obligation_kind_words
from desktop_app.workflows.ask_periods import PeriodQuestion, ask_periods, check_period_question
from desktop_app.workflows.close_case import ask_to_reopen, close_case, refuse_to_reopen, reopen_case
from desktop_app.workflows.closed_cases import leave_closed
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.notify_change import WORDED, ChangeForm, check_change, notify_change
from desktop_app.workflows.take_part import join_case, leave_case

Check = Callable[[Desk], tuple[Finding, ...]]


class ChangeDialog(CaseForm):
    """Tell the offices of the case that something changed."""

    def __init__(self, facts: CaseFacts, tasks: Tasks, parent: QWidget | None = None) -> None:
        offices = ", ".join(code for code, _name in facts.others) or _("no office yet")
        sentence = _("Entered with the case of {name}, and told to: {offices}.").format(
            name=facts.name, offices=offices
        )
        super().__init__(tasks, _("Tell a change"), sentence, _("&Tell it"), parent)
        self._facts = facts
        self.kind = _choice(_("&What changed"), [(kind.value, words_of(kind)) for kind in ChangeKind])
        self.add_row(kind=self.kind, since=DateField(_("&Since")))
        self.add_row(value=LineField(_("What it is &now"), hint=_("As it is to stand in the records of the others.")))
        self.add_row(new_amount=MoneyField(_("New a&mount"), facts.currency))
        self.add_row(states=_choice(_("Withdrawn &for"), [("*", _("All States")), *((s, s) for s in facts.states)]))
        self.add_row(proof=LineField(_("&Proof seen"), hint=_("The document, who issued it, its number and day.")))
        self.add_row(effect_asked=LineField(_("What the others should &do (may stay empty)")))
        self.needed = ["kind", "since"]
        self.kind.chosen.connect(self._show_fields)
        self._show_fields("")
        self.kind.setFocus()

    def _show_fields(self, key: str) -> None:
        kind = ChangeKind(key) if key else None
        self.fields["value"].setVisible(kind in WORDED)
        self.fields["new_amount"].setVisible(kind is ChangeKind.RATE_CHANGED)
        self.fields["states"].setVisible(kind is ChangeKind.CLAIM_WITHDRAWN)

    def _amount(self) -> Money | None:
        with contextlib.suppress(Problem):
            return parse_money(self.line("new_amount"), self._facts.currency)
        return None

    def _form(self) -> ChangeForm:
        kind, since = ChangeKind(self.line("kind")), self.day("since")
        states = self._facts.states if self.line("states") == "*" else (self.line("states"),)
        return ChangeForm(
            kind=kind,
            since=since or self._facts.today,
            value=self.line("value"),
            proof=self.line("proof"),
            effect_asked=self.line("effect_asked"),
            new_amount=self._amount() if kind is ChangeKind.RATE_CHANGED else None,
            states=tuple(state for state in states if state) if kind is ChangeKind.CLAIM_WITHDRAWN else (),
        )

    def _check(self) -> Check:
        form, key = self._form(), self._facts.claim_key
        return lambda desk: check_change(desk, key, form)

    def _act(self) -> Act:
        form, key = self._form(), self._facts.claim_key
        return lambda desk: notify_change(desk, key, form)


class PeriodsQuestion(CaseForm):
    """Ask an office for its certificate, the first time or once more."""

    def __init__(self, facts: CaseFacts, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("About {name}. Without days, all periods are meant; the answer is a certificate, even “none”.")
        super().__init__(tasks, _("Ask for periods"), sentence.format(name=facts.name), _("As&k"), parent)
        self._facts = facts
        purposes = [(purpose.value, words_of(purpose)) for purpose in PeriodPurpose]
        self.add_row(office=_choice(_("&Office"), list(facts.all_offices)), purpose=_choice(_("&What for"), purposes))
        self.add_row(
            span_from=DateField(_("&From (may stay empty)")),
            span_to=DateField(_("&Until (may stay empty)")),
            cut_off=DateField(_("As of the &day (may stay empty)")),
        )
        self.add_row(urgency=LineField(_("Wh&y it is urgent (may stay empty)")))
        self.add_row(remarks=Words(_("&Remarks (may stay empty)")))
        self.needed = ["office", "purpose"]

    def _question(self) -> PeriodQuestion:
        return PeriodQuestion(
            purpose=PeriodPurpose(self.line("purpose")),
            span_from=self.day("span_from"),
            span_to=self.day("span_to"),
            cut_off=self.day("cut_off"),
            urgency=self.line("urgency"),
            remarks=self.line("remarks"),
        )

    def _check(self) -> Check:
        question, key, office = self._question(), self._facts.claim_key, self.line("office")
        return lambda desk: check_period_question(desk, key, office, question)

    def _act(self) -> Act:
        question, key, office = self._question(), self._facts.claim_key, self.line("office")
        return lambda desk: ask_periods(desk, key, office, question)


class OfficesDialog(CaseForm):
    """An office joins the case or leaves it; all others are told."""

    def __init__(self, facts: CaseFacts, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("In the case of {name}. The examining office says who takes part.").format(name=facts.name)
        super().__init__(tasks, _("Offices of the case"), sentence, _("&Tell all offices"), parent)
        self._facts = facts
        self.how = _choice(_("&What happens"), [("join", _("An office joins")), ("leave", _("An office leaves"))])
        since = DateField(_("&Since"))
        since.set_value(facts.today)
        self.add_row(how=self.how, since=since)
        self.add_row(office=_choice(_("&Office"), []))
        self.add_row(takes_over=_choice(_("Who takes o&ver"), [("", _("Nobody")), *facts.all_offices]))
        self.add_row(reason=LineField(_("&Reason")))
        self.needed = ["how", "office", "since", "reason"]
        self.how.chosen.connect(self._show_offices)
        self._show_offices("")
        self.how.setFocus()

    def _show_offices(self, key: str) -> None:
        inside = {line.office for line in self._facts.offices if line.takes_part}
        joins = [choice for choice in self._facts.all_offices if choice[0] not in inside]
        field = self.fields["office"]
        if isinstance(field, ChoiceField):
            field.set_choices(self._facts.others if key == "leave" else joins)
        self.fields["takes_over"].setVisible(key == "leave")

    def _act(self) -> Act:
        key, office, reason, over = (
            self._facts.claim_key,
            self.line("office"),
            self.line("reason"),
            self.line("takes_over"),
        )
        since = self.day("since") or self._facts.today
        if self.line("how") == "join":
            return lambda desk: join_case(desk, key, office, since=since, reason=reason)
        return lambda desk: leave_case(desk, key, office, since=since, reason=reason, takes_over=over)


class ClosingDialog(CaseForm):
    """Close the case: every open obligation gets its end first."""

    def __init__(self, facts: CaseFacts, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("The case of {name}. Its offices are told.").format(name=facts.name)
        if facts.closing_proposed:
            proposed = _("The decisions are summed up and nothing came or went for 60 days: closing is proposed.")
            sentence = f"{sentence} {proposed}"
        super().__init__(tasks, _("Close the case"), sentence, _("C&lose it"), parent, icon="check")
        self._facts = facts
        self._reason = _choice(_("&Reason"), [(reason.value, words_of(reason)) for reason in CloseReason])
        self.add_row(reason=self._reason)
        ends = [
            *((f"c:{reason.value}", cancel_reason_words(reason)) for reason in CancelReason),
            *((f"l:{reason.value}", lapse_reason_words(reason)) for reason in LapseReason),
        ]
        self._ends = {f"end_{line.id}": line for line in facts.owed}
        for name, line in self._ends.items():
            what = _("How it ends: {what}, {office}").format(
                what=obligation_kind_words(line.kind), office=line.partner_code
            )
            self.add_row(**{name: _choice(what, ends)})
        self.add_row(merged=LineField(_("&Merged into case (where it is merged)")))
        self.add_row(text=Words(_("In your own &words (may stay empty)")))
        self.needed = ["reason", *self._ends]
        if facts.closing_proposed:
            self._reason.set_key(CloseReason.ALL_DECIDED.value)

    def _act(self) -> Act:
        key, reason = self._facts.claim_key, CloseReason(self.line("reason"))
        settled: dict[str, CancelReason | LapseReason] = {}
        for name, line in self._ends.items():
            way, _colon, code = self.line(name).partition(":")
            settled[line.id] = CancelReason(code) if way == "c" else LapseReason(code)
        text, merged = self.line("text"), self.line("merged")
        return lambda desk: close_case(desk, key, reason, settled=settled, text=text, merged_into=merged)


class ReopeningDialog(CaseForm):
    """Open a closed case again, ask the examining office to, or say why it stays closed."""

    def __init__(self, facts: CaseFacts, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("The case of {name} is closed.").format(name=facts.name)
        super().__init__(tasks, _("Open the case again"), sentence, _("&Send"), parent)
        self._facts = facts
        ways = [("reopen", _("Open it again"))] if facts.examined_here else [("ask", _("Ask the examining office to"))]
        if facts.asked_to_reopen:
            ways.append(("refuse", _("Say why it stays closed")))
        if facts.reopening_proposed:
            ways.append(("leave", _("It stays closed; nobody has to be told")))
        self.how = _choice(_("&What is done"), ways)
        self.how.set_key(ways[0][0])
        self.add_row(how=self.how)
        self.add_row(reason=_choice(_("&Reason"), [(reason.value, words_of(reason)) for reason in ReopenReason]))
        self.add_row(text=Words(_("In your &own words")))
        self.needed = ["how", "reason"]
        self.how.chosen.connect(self._show_fields)

    def _show_fields(self, how: str) -> None:
        self.fields["reason"].setVisible(how not in {"refuse", "leave"})
        self.fields["text"].setVisible(how != "leave")

    def _act(self) -> Act:
        key, text, how = self._facts.claim_key, self.line("text"), self.line("how")
        if how == "refuse":
            return lambda desk: refuse_to_reopen(desk, key, text=text)
        if how == "leave":
            return lambda desk: leave_closed(desk, key)
        reason = ReopenReason(self.line("reason"))
        if how == "reopen":
            return lambda desk: reopen_case(desk, key, reason, text=text)
        return lambda desk: ask_to_reopen(desk, key, reason, text=text)


def _choice(label: str, choices: list[tuple[str, str]]) -> ChoiceField:
    field = ChoiceField(label, choices, placeholder=_("Choose"))
    field.set_key(choices[0][0] if len(choices) == 1 else "")
    return field
