"""A decision that came on paper, typed in as its letter says it: every amount, week, addition and set-off it states."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.award_notices import (
    DecisionGround,
    DecisionResult,
    Frequency,
    Refusal,
    RefusalReason,
    ReviewFrom,
)
from desktop_app.domain.findings import Finding
from desktop_app.ui.screens.owed.asking import Words
from desktop_app.ui.screens.owed.paper_answers import PaperAnswer
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.card import Hairline, scrolled
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.lines_editor import LinesEditor
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.workflows.decide_claim import PAYING
from desktop_app.workflows.decision_lines import (
    AcceptedLine,
    AmountLine,
    ReductionLine,
    SetOffLine,
    SupplementLine,
)
from desktop_app.workflows.enter_answers import AwaitedPaper
from desktop_app.workflows.obligations import ObligationLine
from desktop_app.workflows.paper_forms import PaperDecisionForm

_Fields = tuple[tuple[ChoiceField | LineField, int], ...]
_HEIGHT: Final = 400
_LOW: Final = 340
"""So high where the text is larger: the dialog has to fit the screen."""
_MONTHLY: Final = Frequency.MONTHLY.value


class PaperDecisionDialog(PaperAnswer):
    """What another State decided, as its letter says it."""

    def __init__(
        self, line: ObligationLine, awaited: AwaitedPaper, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(line, tasks, _("Decision on paper"), _("&Keep the decision"), parent)
        self._make_fields()
        self._make_lists(awaited)
        page = QWidget()
        self._rows = QVBoxLayout(page)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for row in (
            FieldRow((self.number, 200), (self.version, 80), (self.signed_on, 150), (self.signed_by, 200)),
            FieldRow((self.outcome, 200), (self.ground, 220), (self.start, 150), (self.first_payment, 150)),
            *self.paying,
            self.refusals,
            Hairline(),
            FieldRow((self.own_weeks, 140), (self.totalised_weeks, 140), (self.weeks_lost, 160)),
            self.counted,
            Hairline(),
            FieldRow((self.review_days, 130), (self.review_from, 200), (self.review_address, 300)),
            self.set_offs,
            FieldRow((self.next_review, 160), (self.legal, 460)),
            self.words,
        ):
            self._rows.addWidget(row)
        self._rows.addStretch(1)
        self._area = scrolled(page)
        self.body.addWidget(self._area, 1)
        self._add_scan()
        self.outcome.chosen.connect(self._on_outcome)
        self._on_outcome(self.outcome.key())
        restyled(self, self._restyle_rows)
        self.number.setFocus()

    def _make_fields(self) -> None:
        self.number = LineField(_("Decision n&umber"))
        self.version = LineField(_("&Version"))
        self.version.set_text("1")
        self.outcome = ChoiceField(_("&Result"), choices_of(DecisionResult))
        self.outcome.set_key(DecisionResult.GRANTED.value)
        self.ground = ChoiceField(_("Rests &on"), choices_of(DecisionGround))
        self.ground.set_key(DecisionGround.TOTALISED.value)
        self.start = DateField(_("&Paid from"), placeholder=_("14 Jun 2014"))
        self.first_payment = DateField(_("First pay&ment"))
        self.own_weeks = LineField(_("Own &weeks"))
        self.totalised_weeks = LineField(_("&Totalised weeks"))
        self.weeks_lost = LineField(_("Weeks &lost to overlap"))
        self.review_days = LineField(_("Da&ys for review"))
        self.review_from = ChoiceField(_("&Counted from"), choices_of(ReviewFrom))
        self.review_from.set_key(ReviewFrom.RECEIPT.value)
        self.review_address = LineField(_("Address &for review"))
        self.next_review = DateField(_("Ne&xt review"))
        self.legal = LineField(_("Law it names (several: with a sem&icolon)"))
        self.words = Words(_("Rem&arks in the letter"))

    def _make_lists(self, awaited: AwaitedPaper) -> None:
        currency = awaited.currency
        away = _("Take the line away")

        def amount() -> _Fields:
            return (
                (LineField(_("Payable {currency}").format(currency=currency)), 3),
                (frequency_field(), 3),
                (DateField(_("From")), 3),
                (DateField(_("Until")), 3),
                (LineField(_("Notional")), 2),
                (LineField(_("Pro-rata")), 2),
                (LineField(_("Local")), 2),
            )

        def accepted() -> _Fields:
            return (
                (LineField(_("State"), placeholder=_("VC")), 1),
                (LineField(_("Weeks")), 1),
                (LineField(_("Certificate")), 3),
                (LineField(_("Version")), 1),
            )

        def supplement() -> _Fields:
            return (
                (LineField(_("What for")), 3),
                (LineField(_("Whose")), 3),
                (LineField(_("Amount {currency}").format(currency=currency)), 2),
                (frequency_field(), 2),
                (DateField(_("Until")), 2),
            )

        def reduction() -> _Fields:
            return (
                (LineField(_("Why")), 3),
                (LineField(_("Amount {currency}").format(currency=currency)), 2),
                (LineField(_("By which rule")), 3),
                (DateField(_("Until")), 2),
            )

        def set_off() -> _Fields:
            named = LineField(_("Currency"))
            named.set_text(currency)
            return ((LineField(_("Amount")), 2), (named, 1), (LineField(_("Why")), 4))

        def refusal() -> _Fields:
            why = ChoiceField(_("Reason"), choices_of(RefusalReason), placeholder=_("Choose the reason"))
            why.set_key("")
            return ((why, 2), (LineField(_("In words")), 3))

        self.amounts = LinesEditor("amounts", _("What it pays"), _("A further amount"), away, amount)
        self.amounts.show_lines((("", _MONTHLY, "", "", "", "", ""),))
        self.supplements = LinesEditor(
            "supplements", _("Additions, and shares of survivors"), _("An addition"), away, supplement
        )
        self.reductions = LinesEditor("reductions", _("What lowers the amount"), _("A reduction"), away, reduction)
        self.counted = LinesEditor("accepted", _("Weeks of other States it counts"), _("A State"), away, accepted)
        self.refusals = LinesEditor("refusals", _("Why it was refused"), _("A reason"), away, refusal)
        self.refusals.show_lines((("", ""),))
        self.set_offs = LinesEditor("set_offs", _("To be held back by others"), _("A set-off"), away, set_off)
        self.lists = (
            self.amounts, self.supplements, self.reductions, self.counted, self.refusals, self.set_offs,
        )  # fmt: skip
        for each in self.lists:
            each.adder.setAutoDefault(False)
        self.paying = (self.amounts, self.supplements, self.reductions)

    def _restyle_rows(self) -> None:
        look = Look.of(self)
        self._rows.setSpacing(look.dp(10))
        self._rows.setContentsMargins(0, 0, look.dp(12), 0)
        self._area.setMinimumHeight(look.dp(_HEIGHT if look.scale <= 1 else _LOW))
        self.setMinimumWidth(look.dp(900))

    def _on_outcome(self, key: str) -> None:
        pays = DecisionResult(key) in PAYING
        for each in self.paying:
            each.setVisible(pays)
        self.first_payment.setVisible(pays)
        self.refusals.setVisible(key == DecisionResult.REFUSED.value)

    def form(self) -> PaperDecisionForm:
        """Return the letter as typed."""
        return PaperDecisionForm(
            head=self.head(),
            number=self.number.text(),
            version=self.version.text(),
            result=DecisionResult(self.outcome.key()),
            ground=DecisionGround(self.ground.key()),
            start=self.start.value(),
            amounts=tuple(
                AmountLine(
                    payable=paid, frequency=often or _MONTHLY, since=since, until=until, notional=notional,
                    actual=actual, local=local,
                )
                for paid, often, since, until, notional, actual, local in self.amounts.values()
            ),
            supplements=tuple(
                SupplementLine(what=what, name=name, amount=paid, frequency=often or _MONTHLY, until=until)
                for what, name, paid, often, until in self.supplements.values()
            ),
            reductions=tuple(
                ReductionLine(ground=why, amount=amount, article=article, until=until)
                for why, amount, article, until in self.reductions.values()
            ),
            own_weeks=self.own_weeks.text(),
            totalised_weeks=self.totalised_weeks.text(),
            weeks_lost=self.weeks_lost.text(),
            accepted=tuple(
                AcceptedLine(state=state, weeks=weeks, certificate=certificate, version=version)
                for state, weeks, certificate, version in self.counted.values()
            ),
            refusals=tuple(
                Refusal(reason=RefusalReason(why), text=said.strip()) for why, said in self.refusals.values() if why
            ),
            legal_references="\n".join(self.legal.text().split(";")),
            review_days=self.review_days.text(),
            review_from=ReviewFrom(self.review_from.key()),
            review_address=self.review_address.text(),
            set_offs=tuple(
                SetOffLine(amount=amount, currency=currency, ground=why)
                for amount, currency, why in self.set_offs.values()
            ),
            first_payment=self.first_payment.value(),
            next_review=self.next_review.value(),
            remarks=self.words.text(),
        )  # fmt: skip

    def _missing(self) -> str:
        return self.words.too_long()

    def _show_lines(self, errors: tuple[Finding, ...]) -> None:
        said = {error.where: error for error in reversed(errors)}
        for each in self.lists:
            each.show_findings(said)

    def _fields(self) -> dict[str, QWidget]:
        lines = first_fields(
            {
                "amounts": self.amounts,
                "supplements": self.supplements,
                "reductions": self.reductions,
                "accepted": self.counted,
                "set_offs": self.set_offs,
            }
        )
        return {
            **super()._fields(),
            **lines,
            "number": self.number,
            "version": self.version,
            "start": self.start,
            "own_weeks": self.own_weeks,
            "totalised_weeks": self.totalised_weeks,
            "weeks_lost": self.weeks_lost,
            "review_days": self.review_days,
            "refusals": self.refusals.chain()[0],
        }


def first_fields(lists: Mapping[str, LinesEditor]) -> dict[str, QWidget]:
    """Return the first field of every line of some lists, by where it stands: `amounts.0`."""
    return {f"{name}.{place}": line.chain()[0] for name, each in lists.items() for place, line in enumerate(each.lines)}


def frequency_field() -> ChoiceField:
    """Return a choice of how often an amount is paid, monthly at first."""
    often = ChoiceField(_("How often"), choices_of(Frequency))
    often.set_key(_MONTHLY)
    return often


def choices_of(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Return the codes of a list with their words."""
    return [(code.value, words_of(code)) for code in kind]
