"""What the help panel says at each step: what it is for, what to ask, why it is asked, the keys."""

from collections.abc import Callable
from typing import Final

from desktop_app.ui.widgets.help_panel import HelpText
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.open_claim import Step


def help_for(step: Step) -> HelpText:
    """Return the help of a step. Rules are cited by their subject; only confirmed Articles by number."""
    return _HELP[step]()


def _claimant() -> HelpText:
    return HelpText(
        title=_("Claimant"),
        what_for=_(
            "Say who claims, which benefit, and from which day. "
            "From these dates follow the law that applies and every amount."
        ),
        ask=(
            _("May I see your birth certificate or passport?"),
            _("Did you ever work under another name?"),
            _("Which insurance numbers did you have, and where?"),
            _("On which day did you bring the claim, to this or any other office?"),
        ),
        why=(
            _("Submission of claims: the day of receipt holds in every State of the Agreement."),
            _("Equality of treatment: nationality is recorded and changes no amount."),
            _("Exchange of information: the institutions need the claimant's agreement."),
        ),
        keys=(
            ("Tab", _("Next field")),
            ("Ctrl+S", _("Save now")),
            ("Ctrl+Enter", _("Next step")),
            ("Alt+1\u20137", _("The steps")),
        ),
    )


def _work_history() -> HelpText:
    return HelpText(
        title=_("Work history"),
        what_for=_("List every State the claimant worked in. Weeks missed here are lost to the pension."),
        ask=(
            _("Did you work in any other CARICOM State, or at sea?"),
            _("Which insurance number did you have there?"),
            _("On which day did you stop, and start again?"),
        ),
        why=(
            _("Totalisation: the periods of all Contracting Parties are added."),
            _("Overlapping periods count once: compulsory before voluntary."),
        ),
        keys=(
            ("Enter", _("Cell below")),
            ("Tab", _("Cell to the right")),
            ("Ctrl+D", _("Copy the cell above")),
            ("Ctrl+Z", _("Undo")),
        ),
    )


def _dependants() -> HelpText:
    return HelpText(
        title=_("Dependants"),
        what_for=_(
            "Enter everybody who may claim for the deceased, and what happened where it came from the employment. "
            "Each State asks for something else; what is left out is said in the calculation."
        ),
        ask=(
            _("Were you married, or did you live together? Since when?"),
            _("Which children are at school, and which cannot work?"),
            _("Was anybody else maintained by the deceased?"),
            _("Has a medical board assessed the degree of disablement?"),
        ),
        why=(
            _("Survivors' pensions follow the deceased person's own insurance; all States' weeks are added up."),
            _("Injury at work: the last State whose conditions are met pays alone; an officer confirms it."),
        ),
        keys=(
            ("Tab", _("Next field")),
            ("Ctrl+Enter", _("Next step")),
        ),
    )


def _check_and_send() -> HelpText:
    return HelpText(
        title=_("Check and send"),
        what_for=_(
            "Look once more at what was found, then tell every other institution that the claim exists. "
            "Each is asked for its certificate of insurance periods."
        ),
        ask=(
            _("Is every State you named on this list?"),
            _("Do you agree that these institutions exchange your records?"),
        ),
        why=(
            _("Notification of claim: the other institutions are told without delay, and the filing date with it."),
            _("A key is used only after its words were compared with its office: no one else can read the claim."),
        ),
        keys=(
            ("Enter", _("Do the row's next step")),
            ("Ctrl+Enter", _("Send")),
        ),
    )


def _insurance_periods() -> HelpText:
    return HelpText(
        title=_("Insurance periods"),
        what_for=_(
            "Each institution certifies its own periods. Ours are entered and certified here; "
            "the others' arrive as bundles and cannot be changed."
        ),
        ask=(
            _("Which years are missing from the certificate?"),
            _("Is there an employer's letter, a card or a pay slip for them?"),
        ),
        why=(
            _("Only the institution that keeps the record can certify it; a correction is a new version."),
            _("Totals follow from the rows; a total that differs is a finding."),
        ),
        keys=(
            ("Enter", _("Cell below")),
            ("Ctrl+D", _("Copy the cell above")),
            ("Ctrl+P", _("Certificate on paper")),
            ("Ctrl+Enter", _("Certify our periods")),
        ),
    )


def _calculation() -> HelpText:
    return HelpText(
        title=_("Calculation"),
        what_for=_(
            "See for every State whether the claimant is entitled, what it pays, and why. "
            "Every figure unfolds down to the certificate or the rule it comes from."
        ),
        ask=(
            _("Does the claimant know of weeks that no certificate shows?"),
            _("Was a grant already paid anywhere?"),
        ),
        why=(
            _("Article 19(2): the actual amount is the notional amount in direct ratio of own to totalised weeks."),
            _("Totalisation: each State counts the weeks of all towards its own condition."),
            _("Where the Agreement is silent, an officer decides, with a reason that is printed."),
        ),
        keys=(
            (_("Arrows"), _("Another figure")),
            ("Alt+W", _("What if: other dates, weeks, rules")),
            ("Ctrl+C", _("Copy the table")),
            ("Ctrl+P", _("Worksheet on paper")),
            ("Ctrl+Enter", _("Keep this calculation")),
        ),
    )


def _decision() -> HelpText:
    return HelpText(
        title=_("Decision"),
        what_for=_(
            "Decide for this State on the figures of the kept calculation; a second person approves it, "
            "and every office of the case is told. The summary says what all States decided."
        ),
        ask=(
            _("From which day is the benefit paid?"),
            _("How long, and where, can the claimant ask for a review?"),
        ),
        why=(
            _("Each State decides for itself and pays its own part, in its own currency."),
            _("Amounts, shares and weeks come from the calculation: they are never typed."),
        ),
        keys=((_("Tab"), _("Next field")), ("Ctrl+Enter", _("Lay before a second person"))),
    )


_HELP: Final[dict[Step, Callable[[], HelpText]]] = {
    Step.CLAIMANT: _claimant,
    Step.WORK_HISTORY: _work_history,
    Step.DEPENDANTS: _dependants,
    Step.CHECK_AND_SEND: _check_and_send,
    Step.INSURANCE_PERIODS: _insurance_periods,
    Step.CALCULATION: _calculation,
    Step.DECISION: _decision,
}
