"""What the header and the steps say of a claim, in words."""

from datetime import date

from desktop_app.domain.claims import Benefit, Part, Stage
from desktop_app.domain.dependant_forms import FOR_SURVIVORS
from desktop_app.domain.forms import ClaimantForm
from desktop_app.domain.time import age_on, parse_date
from desktop_app.foundation.problems import FormProblem
from desktop_app.ui.parties import party_name
from desktop_app.ui.screens.claim.check_and_send.models import step_words
from desktop_app.ui.widgets.claim_header import ClaimFacts, NumberFact
from desktop_app.ui.widgets.stepper import Step as StepShown
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import reason_words
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import benefit_words, stage_words
from desktop_app.workflows.open_claim import ClaimView, Step, StepState, StepView


def header_facts(view: ClaimView) -> ClaimFacts:
    """Return what the header shows; a draft shows what is typed so far."""
    form = view.claimant
    name = view.person.name if view.person else f"{form.forenames.strip()} {form.surname.strip()}".strip()
    number = _("Claim {number}").format(number=view.claim.number) if view.claim else _("draft, no number yet")
    benefit = view.claim.benefit if view.claim else Benefit(form.benefit)
    birth = view.person.birth_date if view.person else _date(form.birth_date)
    stage = view.claim.stage if view.claim else Stage.DRAFT
    return ClaimFacts(
        claimant=name or _("New claimant"),
        under=f"{benefit_words(benefit)}  \u00b7  {number}",
        born=(_("Born"), _born(birth, view.today, _died(view, benefit))),
        numbers_label=_("Insurance numbers"),
        numbers=_numbers(view, form),
        stage=(_("Stage"), stage_words(stage)),
        due=(_due_label(view), date_words(view.due)) if view.due else ("", ""),
        responsible=(_("Responsible"), view.responsible),
    )


def _died(view: ClaimView, benefit: Benefit) -> date | None:
    """Return the day of death, where the insured person died and the day is known."""
    if benefit not in FOR_SURVIVORS:
        return None
    return view.claim.contingency_date if view.claim else _date(view.claimant.contingency_date)


def _born(birth: date | None, today: date, died: date | None) -> str:
    if birth is None:
        return ""
    if died is not None and died >= birth:
        return _("{date}, died at {age}").format(date=date_words(birth), age=age_on(birth, died)[0])
    return _("{date}, aged {age}").format(date=date_words(birth), age=age_on(birth, today)[0])


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except FormProblem:
        return None


def _due_label(view: ClaimView) -> str:
    asked = view.claim is not None and view.claim.part is Part.ASKED
    return _("Certify by") if asked else _("Certificates due")


def _numbers(view: ClaimView, form: ClaimantForm) -> tuple[NumberFact, ...]:
    lanes = {line.state: line.lane for line in view.states}
    pairs = (
        [(entry.state, entry.number) for entry in view.person.numbers]
        if view.person
        else [(state, number) for state, number in form.numbers if state and number.strip()]
    )
    facts = [
        NumberFact(code=state, lane=lanes.get(state, 0), number=number, state_name=party_name(state))
        for state, number in pairs
    ]
    return tuple(sorted(facts, key=lambda fact: fact.lane))


def header_steps(view: ClaimView, to_settle: int = 0) -> tuple[StepShown, ...]:
    """Return the steps that exist, with their running numbers; `to_settle` counts what is open in the calculation."""
    return tuple(_shown(number, entry, to_settle) for number, entry in enumerate(view.steps, start=1))


def _shown(number: int, entry: StepView, to_settle: int) -> StepShown:
    state, words = entry.state, reason_words(entry.reason)
    if to_settle and entry.step is Step.CALCULATION and state is StepState.NOT_YET:
        state, words = StepState.ATTENTION, plural("{n} to settle", "{n} to settle", to_settle).format(n=to_settle)
    return StepShown(number=number, name=step_words(entry.step), state=state.value, words=words)
