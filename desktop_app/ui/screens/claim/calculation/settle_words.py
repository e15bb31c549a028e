"""What the card of settling says and offers for a State and a topic, read from the calculation."""

from desktop_app.calculation.award import StateAward
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependant_forms import WITH_INJURY
from desktop_app.ui.parties import party_name
from desktop_app.ui.screens.claim.calculation.topics import (
    DECISIONS,
    POINTS,
    READING_NOTES,
    Topic,
    decidable,
)
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.decision_words import choice_words, without_decision_words
from desktop_app.wording.duty_words import point_about_words
from desktop_app.wording.findings import finding_words, reason_words
from desktop_app.wording.formats import date_words
from desktop_app.workflows.calculate_claim import CalculationView

Options = tuple[tuple[str, str], ...]


def topic_words(topic: Topic) -> str:
    """Name what a person settles."""
    return {
        Topic.DECISION: _("An officer's decision: the condition is not met"),
        Topic.READING: _("Which reading of the rules to use"),
        Topic.TOTALS: _("Totals as they are stated"),
        Topic.AMOUNTS: _("Amounts the institution certified itself"),
        Topic.VESTED: _("An officer's decision: met on its own weeks"),
        Topic.SHARE_OF: _("An officer's decision: the share of what"),
        Topic.MINIMUM: _("An officer's decision: less than a year"),
        Topic.OVERLAP: _("An officer's decision: weeks in two States"),
        Topic.INJURY: _("An officer's decision: who pays for the injury"),
    }[topic]


def offered(view: CalculationView, line: StateAward, topic: Topic) -> tuple[Options, str]:
    """Return the choices for a State as (id, words), none where nothing is to choose, and the one that holds."""
    if topic is Topic.READING:
        choice = next((entry for entry in view.readings if entry.state == line.state), None)
        if choice is None:
            return ((), "")
        own = ("", _("The institution's own rules"))
        return ((own, *((option.id, option.words) for option in choice.options)), choice.chosen)
    point = POINTS.get(topic)
    if point is None or point not in view.points:
        return ((), "")
    held = decision_on(view, point, line.state)
    industrial = view.case.benefit in WITH_INJURY
    if held is None and not decidable(line, topic, view.award, industrial=industrial):
        return ((), "")
    options = DECISIONS.get(point, view.points[point].options)
    return (tuple((option, choice_words(point, option)) for option in options), held.option if held else "")


def decision_on(view: CalculationView, point: str, state: str) -> OfficerDecision | None:
    """Return the officer's decision that holds on a point for a State."""
    return next((entry for entry in view.decisions if (entry.point, entry.state) == (point, state)), None)


def about(view: CalculationView, line: StateAward, topic: Topic, *, asked: bool) -> str:
    """Say what is settled here, and what holds where nobody decides."""
    name = party_name(line.state)
    if topic in POINTS:
        return _about_point(view, line, topic, name, asked=asked)
    if topic is Topic.READING:
        if not asked:
            return _("The sources on {state} agree: there is one reading.").format(state=name)
        told = (finding_words(finding) for finding in line.findings if finding.code in READING_NOTES)
        lead = _("The sources on {state} disagree. The institution's own page or law goes first.")
        return "\n".join((lead.format(state=name), *told))
    if topic is Topic.TOTALS:
        return _(
            "Take a published total as given instead of what the rows of {state} add up to. "
            "It is marked on the worksheet."
        ).format(state=name)
    return _(
        "Where the law of {state} is not known here, enter what its institution certified. "
        "Nothing is reckoned in its place."
    ).format(state=name)


def _about_point(view: CalculationView, line: StateAward, topic: Topic, name: str, *, asked: bool) -> str:
    if not asked:
        return _("Nothing in {state} waits for such a decision.").format(state=name)
    point = POINTS[topic]
    if topic is Topic.DECISION:
        lead = _("{state}: {why}").format(state=name, why=reason_words(line.payable.reason))
    else:
        lead = point_about_words(point)
    option = view.award.settings.get(point, "")
    return f"{lead}\n{without_decision_words(option, view.case.setting_notes.get(point))}"


def holding(view: CalculationView, state: str, topic: Topic) -> str:
    """Say which choice of this kind holds now, nothing for none."""
    if topic in POINTS and (decision := decision_on(view, POINTS[topic], state)) is not None:
        day = date_words(decision.decided_on) if decision.decided_on else ""
        return _("Decided {date} by {who}: {reason}").format(date=day, who=decision.decided_by, reason=decision.reason)
    if topic is Topic.READING and any(entry.state == state and entry.chosen for entry in view.readings):
        return _("Another reading than the institution's own is in use.")
    if topic is Topic.TOTALS and any(total.state == state for total in view.stated_totals):
        return _("Stated totals are in use.")
    if topic is Topic.AMOUNTS and any(amount.state == state for amount in view.case.certified):
        return _("Certified amounts are in use.")
    return ""
