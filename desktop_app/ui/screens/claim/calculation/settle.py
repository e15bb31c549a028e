"""Settling what the Agreement or the sources leave open, for one State of this case: always with a reason."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.calculation.award import StateAward
from desktop_app.calculation.case import CertifiedAmount, StatedTotal
from desktop_app.domain.money import Money, parse_money
from desktop_app.foundation.problems import FormProblem
from desktop_app.ui.parties import party_name
from desktop_app.ui.screens.claim.calculation.presenter import CalculationPresenter
from desktop_app.ui.screens.claim.calculation.settle_words import about, holding, offered, topic_words
from desktop_app.ui.screens.claim.calculation.topics import CERTIFIED, POINTS, STATED, Topic
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, LineField, MoneyField
from desktop_app.ui.widgets.option_line import OptionLine
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.decision_words import effect_words
from desktop_app.wording.formats import amount_words, exact_words
from desktop_app.workflows.calculate_claim import CalculationView


class SettleCard(Card):
    """A State, what to settle, the choice, and the reason. A decision is looked at twice before it is kept."""

    closed = Signal()
    """The person is done with it."""

    def __init__(self, presenter: CalculationPresenter, parent: QWidget | None = None) -> None:
        super().__init__(_("Settle"), parent=parent)
        self._presenter: Final = presenter
        self._view: CalculationView | None = None
        closer = QuietButton(_("Close (Esc)"))
        closer.setObjectName("settle_close")
        closer.clicked.connect(self.closed)
        self.add_beside_title(closer)
        self.state = ChoiceField(_("S&tate"))
        self.state.combo.setObjectName("settle_state")
        self.topic = ChoiceField(
            _("What to &settle"),
            tuple((topic.value, topic_words(topic)) for topic in Topic),
        )
        self.topic.combo.setObjectName("settle_topic")
        self.state.chosen.connect(lambda _key: self._show())
        self.topic.chosen.connect(lambda _key: self._show())
        self.about = Paragraph("", Kind.SENTENCE, Role.INK)
        self._options = QVBoxLayout()
        self._group = QButtonGroup(self)
        self._radios: dict[str, OptionLine] = {}
        self._make_fields()
        self.reason = LineField(_("&Reason"), placeholder=_("printed on the worksheet and kept on the record"))
        self.reason.edit.setObjectName("settle_reason")
        self.reason.text_changed.connect(lambda _text: self._forget_second_look())
        self._make_buttons()
        self.body.addWidget(FieldRow((self.state, 220), (self.topic, 380)))
        self.body.addWidget(self.about)
        self.body.addLayout(self._options)
        self.body.addWidget(self._totals)
        self.body.addWidget(self._amounts)
        self.body.addWidget(self.reason, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.second_look)
        self.body.addLayout(self._buttons)
        self.hide()
        Look.of(self).changed.connect(self._space)
        self._space()

    def _make_fields(self) -> None:
        self.weeks = LineField(_("Weeks &as stated"))
        self.weeks.edit.setObjectName("stated_weeks")
        self.best_years = MoneyField(_("Best years' earnin&gs as stated"), "XCD")
        self.best_years.edit.setObjectName("stated_best_years")
        self._totals = FieldRow((self.weeks, 160), (self.best_years, 240))
        self.certificate = LineField(_("Certific&ate or letter"))
        self.certificate.edit.setObjectName("amount_certificate")
        self.notional = MoneyField(_("&Notional amount a week"), "XCD")
        self.notional.edit.setObjectName("amount_notional")
        self.actual = MoneyField(_("Act&ual amount a week"), "XCD")
        self.actual.edit.setObjectName("amount_actual")
        self._amounts = FieldRow((self.certificate, 220), (self.notional, 190), (self.actual, 190))
        for field in (self.weeks, self.best_years, self.certificate, self.notional, self.actual):
            field.text_changed.connect(lambda _text: self._forget_second_look())

    def _make_buttons(self) -> None:
        self.second_look = Paragraph("", Kind.SENTENCE, Role.WARN)
        self.second_look.hide()
        self.settler = SecondaryButton(_("Sett&le it"), "check")
        self.settler.setObjectName("settle_it")
        self.settler.clicked.connect(self._on_settle)
        self.decider = PrimaryButton(_("Yes, dec&ide so"), "check")
        self.decider.setObjectName("settle_decide")
        self.decider.clicked.connect(self._on_decide)
        self.decider.hide()
        self.withdrawer = QuietButton(_("Take it &back"), "undo-2")
        self.withdrawer.setObjectName("settle_withdraw")
        self.withdrawer.clicked.connect(self._on_withdraw)
        self._held = Text("", Kind.SENTENCE, Role.INK2, elide=True)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self._held, 1)
        self._buttons.addWidget(self.withdrawer)
        self._buttons.addWidget(self.settler)
        self._buttons.addWidget(self.decider)

    def _space(self) -> None:
        look = Look.of(self)
        self._options.setSpacing(look.dp(6))
        self._buttons.setSpacing(look.dp(8))

    def show_view(self, view: CalculationView) -> None:
        """Take another result; what is open stays open."""
        self._view = view
        self.state.set_choices([(line.state, f"{party_name(line.state)} ({line.state})") for line in view.award.states])
        if self.isVisible():
            self._show()

    def open_for(self, state: str, topic: Topic) -> None:
        """Open for a State and what to settle there."""
        if self._view is None:
            return
        states = [line.state for line in self._view.award.states]
        self.state.set_key(state if state in states else (states[0] if states else ""))
        self.topic.set_key(topic.value)
        self.reason.set_text("")
        self.show()
        self._show()
        first = next(iter(self._radios.values()), None)
        target: QWidget = first or (self.weeks.edit if topic is Topic.TOTALS else self.certificate.edit)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self) -> StateAward | None:
        lines = self._view.award.states if self._view else ()
        return next((line for line in lines if line.state == self.state.key()), None)

    def _topic(self) -> Topic:
        return Topic(self.topic.key() or Topic.DECISION.value)

    def _show(self) -> None:
        line, topic = self._line(), self._topic()
        if line is None:
            return
        self._forget_second_look()
        self._totals.setVisible(topic is Topic.TOTALS)
        self._amounts.setVisible(topic is Topic.AMOUNTS)
        for field in (self.best_years, self.notional, self.actual):
            field.set_currency(line.currency)
        if self._view is None:
            return
        options, chosen = offered(self._view, line, topic)
        self._offer(options, chosen)
        self.about.set_text(about(self._view, line, topic, asked=bool(options)))
        held = holding(self._view, line.state, topic)
        self._held.setText(held)
        self.withdrawer.setVisible(bool(held))
        if topic is Topic.TOTALS:
            self._show_stated(line.state)
        elif topic is Topic.AMOUNTS:
            self._show_certified(line.state)

    def _offer(self, options: tuple[tuple[str, str], ...], chosen: str) -> None:
        for line in self._radios.values():
            self._group.removeButton(line.radio)
            line.radio.setObjectName("")
            self._options.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._radios = {}
        before: QWidget = self.topic.combo
        for option, words in options:
            line = OptionLine(words)
            line.radio.setObjectName(f"option_{option or 'own'}")
            line.radio.setChecked(option == chosen)
            line.chosen.connect(self._forget_second_look)
            self._group.addButton(line.radio)
            self._options.addWidget(line)
            line.show()
            QWidget.setTabOrder(before, line.radio)
            before = line.radio
            self._radios[option] = line

    def _show_stated(self, state: str) -> None:
        total = (
            next((entry for entry in self._view.stated_totals if entry.state == state), None) if self._view else None
        )
        self.weeks.set_text(str(total.weeks) if total and total.weeks is not None else "")
        self.best_years.set_text(amount_words(total.best_years_total) if total and total.best_years_total else "")

    def _show_certified(self, state: str) -> None:
        certified = self._view.case.certified if self._view else ()
        amount = next((entry for entry in certified if entry.state == state), None)
        self.certificate.set_text(amount.certificate if amount else "")
        self.notional.set_text(amount_words(amount.notional) if amount and amount.notional else "")
        self.actual.set_text(amount_words(amount.actual) if amount and amount.actual else "")

    def _chosen(self) -> str | None:
        return next((option for option, line in self._radios.items() if line.radio.isChecked()), None)

    def _forget_second_look(self) -> None:
        self.second_look.hide()
        self.decider.hide()
        self.settler.show()

    def _on_settle(self) -> None:
        line, topic = self._line(), self._topic()
        if line is None or not self._has_reason():
            return
        reason = self.reason.text().strip()
        if topic in POINTS:
            self._look_twice(line, POINTS[topic])
        elif topic is Topic.READING and (chosen := self._chosen()) is not None:
            self._presenter.choose_reading(line.state, chosen, reason)
        elif topic is Topic.TOTALS and (total := self._stated(line)) is not None:
            self._presenter.take_stated(total, reason)
        elif topic is Topic.AMOUNTS and (amount := self._certified(line)) is not None:
            self._presenter.enter_amount(amount, reason)

    def _has_reason(self) -> bool:
        given = bool(self.reason.text().strip())
        self.reason.set_finding(
            "" if given else "error", "" if given else _("Say why; it is printed on the worksheet.")
        )
        if not given:
            self.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return given

    def _look_twice(self, line: StateAward, point: str) -> None:
        """Say what the decision does, and ask once more."""
        option = self._chosen()
        if option is None:
            self.second_look.set_text(_("Choose what is decided first."))
            self.second_look.show()
            return
        words = effect_words(point, option, state=party_name(line.state), short=_missing(line))
        self.second_look.set_text(
            f"{words} {_('Your name, the day and the reason stand on the worksheet and in the record.')}"
        )
        self.second_look.show()
        self.settler.hide()
        self.decider.show()
        self.decider.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decide(self) -> None:
        line, option, point = self._line(), self._chosen(), POINTS.get(self._topic())
        if line is not None and option is not None and point is not None and self._has_reason():
            self._presenter.decide(point, line.state, option, self.reason.text().strip())

    def _on_withdraw(self) -> None:
        line, topic = self._line(), self._topic()
        if line is None or not self._has_reason():
            return
        reason = self.reason.text().strip()
        if topic is Topic.READING:
            self._presenter.choose_reading(line.state, "", reason)
        else:
            point = {Topic.TOTALS: STATED, Topic.AMOUNTS: CERTIFIED}.get(topic) or POINTS[topic]
            self._presenter.withdraw(point, line.state, reason)

    def _stated(self, line: StateAward) -> StatedTotal | None:
        weeks_text = self.weeks.text().strip()
        wrong = bool(weeks_text) and not (weeks_text.isascii() and weeks_text.isdigit())
        self.weeks.set_finding("error" if wrong else "", _("Write whole weeks, for example 286.") if wrong else "")
        money, readable = _money_in(self.best_years, line.currency)
        if wrong or not readable:
            return None
        if not weeks_text and money is None:
            self.weeks.set_finding("error", _("Enter at least one of the two."))
            return None
        return StatedTotal(state=line.state, weeks=int(weeks_text) if weeks_text else None, best_years_total=money)

    def _certified(self, line: StateAward) -> CertifiedAmount | None:
        number = self.certificate.text().strip()
        self.certificate.set_finding("" if number else "error", "" if number else _("Name the paper it stands on."))
        notional, notional_read = _money_in(self.notional, line.currency)
        actual, actual_read = _money_in(self.actual, line.currency)
        if notional_read and actual_read and notional is None and actual is None:
            self.actual.set_finding("error", _("Enter at least one of the two amounts."))
            return None
        if not (number and notional_read and actual_read):
            return None
        return CertifiedAmount(state=line.state, certificate=number, notional=notional, actual=actual)


def _money_in(field: MoneyField, currency: str) -> tuple[Money | None, bool]:
    """Read an amount: the money (None for an empty field), and whether it could be read."""
    if not field.text().strip():
        field.set_finding("")
        return (None, True)
    try:
        money = parse_money(field.text(), currency)
    except FormProblem:
        field.set_finding("error", _("Write figures, for example 67,000.00."))
        return (None, False)
    field.set_finding("")
    return (money, True)


def _missing(line: StateAward) -> str:
    unit = _("{count} months") if line.totalised.unit == "months" else _("{count} weeks")
    return unit.format(count=exact_words(line.totalised.short, 1))
