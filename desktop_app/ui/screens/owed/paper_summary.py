"""A summary of decisions that came on paper, typed in as its page says it: each State's line, and what it comes to."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.award_notices import DecisionResult, Frequency
from desktop_app.domain.findings import Finding
from desktop_app.ui.screens.owed.asking import Words
from desktop_app.ui.screens.owed.paper_answers import PaperAnswer
from desktop_app.ui.screens.owed.paper_decision import choices_of, first_fields, frequency_field
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.lines_editor import LinesEditor
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.decision_lines import SetOffLine
from desktop_app.workflows.enter_answers import AwaitedPaper
from desktop_app.workflows.obligations import ObligationLine
from desktop_app.workflows.paper_forms import PaperSummaryForm
from desktop_app.workflows.summary_lines import OpenLine, PaidLine, TotalLine

_Fields = tuple[tuple[ChoiceField | LineField, int], ...]
_MONTHLY: Final = Frequency.MONTHLY.value
_HEIGHT: Final = 360
_LOW: Final = 300
"""So high where the text is larger: the dialog has to fit the screen."""
_WIDTH: Final = 992
_STATE: Final = 60
_AMOUNT: Final = 88
_DAY: Final = 102
"""So wide that an amount of five figures and a day are seen whole."""


class PaperSummaryDialog(PaperAnswer):
    """The page on which the examining office sums all up."""

    def __init__(
        self, line: ObligationLine, awaited: AwaitedPaper, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(line, tasks, _("Summary of decisions on paper"), _("&Keep the summary"), parent)
        self._make_lists(awaited)
        self.contact = LineField(_("Con&tact"))
        self.words = Words(_("Rem&arks on the page"))
        page = QWidget()
        self._rows = QVBoxLayout(page)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for row in (
            FieldRow((self.signed_on, 150), (self.signed_by, 220), (self.contact, 320)),
            *self.lists,
            self.words,
        ):
            self._rows.addWidget(row)
        self._rows.addStretch(1)
        self._area = scrolled(page)
        self.body.addWidget(self._area, 1)
        self._add_scan()
        restyled(self, self._restyle_rows)
        self.signed_on.setFocus()

    def _make_lists(self, awaited: AwaitedPaper) -> None:
        away = _("Take the line away")

        def paid() -> _Fields:
            result = ChoiceField(_("Result"), choices_of(DecisionResult), placeholder=_("Choose the result"))
            result.set_key("")
            amount, start = LineField(_("Amount")), DateField(_("Paid from"))
            state = LineField(_("State"), placeholder=_("VC"))
            state.setMaximumWidth(Look.of(self).dp(_STATE))
            amount.setMinimumWidth(Look.of(self).dp(_AMOUNT))
            start.setMinimumWidth(Look.of(self).dp(_DAY))
            return (
                (state, 0),
                (result, 1),
                (amount, 1),
                (frequency_field(), 0),
                (start, 0),
                (LineField(_("Case")), 0),
                (LineField(_("Review days")), 0),
                (LineField(_("Review at")), 2),
            )

        def still_open() -> _Fields:
            return ((LineField(_("State"), placeholder=_("VC")), 1), (LineField(_("Why it has not decided")), 7))

        def total() -> _Fields:
            named = LineField(_("Currency"))
            named.set_text(awaited.currency)
            return ((LineField(_("Together")), 3), (named, 2), (frequency_field(), 3))

        def set_off() -> _Fields:
            named = LineField(_("Currency"))
            named.set_text(awaited.currency)
            return ((LineField(_("Amount")), 2), (named, 1), (LineField(_("Why")), 4))

        self.paid = LinesEditor("lines", _("What each State decided"), _("A State"), away, paid)
        self.paid.show_lines(tuple((state, "", "", _MONTHLY, "", "", "", "") for state in awaited.states))
        self.still_open = LinesEditor("still_open", _("States that have not decided"), _("A State"), away, still_open)
        self.totals = LinesEditor(
            "totals", _("Totals on the page, to be compared with the lines (may stay empty)"), _("A total"), away, total
        )
        self.totals.show_lines((("", awaited.currency, _MONTHLY),))
        self.set_offs = LinesEditor("set_offs", _("To be held back by others"), _("A set-off"), away, set_off)
        self.lists = (self.paid, self.still_open, self.totals, self.set_offs)
        for each in self.lists:
            each.adder.setAutoDefault(False)

    def _restyle_rows(self) -> None:
        look = Look.of(self)
        self._rows.setSpacing(look.dp(10))
        self._rows.setContentsMargins(0, 0, look.dp(12), 0)
        self._area.setMinimumHeight(look.dp(_HEIGHT if look.scale <= 1 else _LOW))
        self.setMinimumWidth(look.dp(_WIDTH))

    def form(self) -> PaperSummaryForm:
        """Return the page as typed."""
        return PaperSummaryForm(
            head=self.head(),
            lines=tuple(
                PaidLine(
                    state=state, result=result, amount=amount, frequency=often or _MONTHLY, start=start,
                    case_number=number, review_days=days, review_address=address,
                )
                for state, result, amount, often, start, number, days, address in self.paid.values()
            ),
            still_open=tuple(OpenLine(state=state, reason=why) for state, why in self.still_open.values()),
            totals=tuple(
                TotalLine(amount=amount, currency=currency, frequency=often or _MONTHLY)
                for amount, currency, often in self.totals.values()
            ),
            set_offs=tuple(
                SetOffLine(amount=amount, currency=currency, ground=why)
                for amount, currency, why in self.set_offs.values()
            ),
            contact=self.contact.text(),
            remarks=self.words.text(),
        )  # fmt: skip

    def _missing(self) -> str:
        return self.words.too_long()

    def _show_lines(self, errors: tuple[Finding, ...]) -> None:
        said = {error.where: error for error in reversed(errors)}
        for each in self.lists:
            each.show_findings(said)

    def _fields(self) -> dict[str, QWidget]:
        lists = {"lines": self.paid, "still_open": self.still_open, "totals": self.totals, "set_offs": self.set_offs}
        lines = first_fields(lists)
        return {**super()._fields(), **lines, "lines": self.paid.chain()[0]}
