"""The sample cases of every benefit as claims at real desks: forms that a clerk would type, certified by each office.

The people are invented; what a case file does not say (names, numbers, employers) is made up here.
"""

from typing import Final

from desktop_app.calculation.case import Case
from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.dependant_forms import FOR_SURVIVORS, DependantsForm, SurvivorLine, needed_for
from desktop_app.domain.forms import ClaimantForm, PeriodLine, PeriodsForm
from desktop_app.domain.periods import InsurancePeriod, PeriodType
from desktop_app.foundation.places import resource
from desktop_app.workflows.calculate_claim import enter_certified_amount
from desktop_app.workflows.case_file import read_case
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import enter_dependants, enter_history, register_claim
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.send_claim import send_notices
from tests.support.claim_desks import Offices, carry
from tests.support.desks import rulebook

SAMPLES: Final = {
    "invalidity": "invalidity-2014.json",
    "survivors": "survivors-2014.json",
    "disablement": "disablement-2014.json",
    "death": "death-benefit-2014.json",
    "overlaps": "overlaps-2014.json",
}
"""The sample files, by the name of what they show."""

_NAMES: Final = {
    "invalidity": ("Sampleton", "Marguerite"),
    "survivors": ("Exemplar", "Cuthbert"),
    "disablement": ("Testimon", "Erasmus"),
    "death": ("Specimen", "Hilaire"),
    "overlaps": ("Doublet", "Ignatius"),
}
_EMPLOYERS: Final = {"VC": "Leeward Sample Works", "LC": "Pitons Sample Hotel", "GD": "Carenage Sample Stores"}
_KINDS: Final = {
    PeriodType.EMP: "Employed",
    PeriodType.VOL: "Voluntary",
    PeriodType.CSI: "Sickness",
    PeriodType.CUN: "Unemployment",
}
_FORENAMES: Final = ("Ottoline", "Peregrine", "Clementia", "Dorothea")


def sample_case(name: str) -> Case:
    """Read a sample file."""
    return read_case(resource("samples", SAMPLES[name]).read_bytes(), rulebook().agreement)


def claimant(name: str) -> ClaimantForm:
    """Return step 1 of a sample as typed."""
    case = sample_case(name)
    surname, forenames = _NAMES[name]
    states = dict.fromkeys((case.state_of_claim, *(row.state for row in case.periods)))
    applicant = f"{_FORENAMES[0]} {surname}, 5 Sample Street" if case.benefit in FOR_SURVIVORS else ""
    return ClaimantForm(
        surname=surname,
        forenames=forenames,
        birth_date=case.birth_date.isoformat(),
        sex=case.sex.value,
        address="5 Sample Street",
        numbers=tuple((state, f"900 10{at}") for at, state in enumerate(states, start=1)),
        benefit=case.benefit.value,
        filing_date=case.claim_date.isoformat(),
        filing_proof="Stamped application",
        contingency_date=case.contingency_date.isoformat(),
        consent=True,
        applicant=applicant,
    )


def dependants(name: str) -> DependantsForm:
    """Return step 3 of a sample as typed."""
    case = sample_case(name)
    words = {True: "yes", False: "no", None: ""}
    injury = case.disablement
    return DependantsForm(
        lines=tuple(
            SurvivorLine(
                row_id=each.id,
                relationship=each.relationship.value,
                surname=_NAMES[name][0],
                forenames=_FORENAMES[at],
                birth_date=each.birth_date.isoformat() if each.birth_date else "",
                union_since=each.union_since.isoformat() if each.union_since else "",
                invalid=words[each.invalid],
                in_education=words[each.in_education],
                cares_for_child=words[each.cares_for_child],
                dependent=words[each.dependent],
            )
            for at, each in enumerate(case.survivors)
        ),
        degree=str(injury.degree_percent) if injury else "",
        injury_state=injury.state if injury else "",
        accident_date=case.contingency_date.isoformat() if injury else "",
        weekly_earnings=injury.weekly_earnings.plain if injury and injury.weekly_earnings else "",
    )


def lines(name: str, state: str) -> tuple[PeriodLine, ...]:
    """Return one State's rows as typed."""
    return tuple(_line(row) for row in sample_case(name).periods if row.state == state)


def _line(row: InsurancePeriod) -> PeriodLine:
    return PeriodLine(
        row_id=row.row_id,
        state=row.state,
        year=str(row.year),
        start=row.start.isoformat() if row.start else "",
        end=row.end.isoformat() if row.end else "",
        employer="" if row.type.credited else _EMPLOYERS[row.state],
        kind=_KINDS[row.type],
        weeks=str(row.weeks),
        earnings=row.earnings.plain if row.earnings else "",
    )


def registered(offices: Offices, name: str) -> str:
    """Take a sample in at Saint Vincent, with its work history and its dependants."""
    case = sample_case(name)
    draft = start_claim(offices.vc)
    view = register_claim(offices.vc, draft.key, claimant(name))
    states = dict.fromkeys(row.state for row in case.periods)
    told = PeriodsForm(lines=tuple(line for state in states for line in lines(name, state)))
    enter_history(offices.vc, view.key, told)
    if needed_for(case.benefit):
        enter_dependants(offices.vc, view.key, dependants(name))
    offices.claim_id = view.key
    return view.key


def answered(offices: Offices, name: str) -> str:
    """Take a sample in, let all three offices certify, and let the certificates arrive at Saint Vincent."""
    claim_id = registered(offices, name)
    send_notices(offices.vc, claim_id, ("LC", "GD"))
    _certify(offices.vc, claim_id, name)
    for desk in (offices.lc, offices.gd):
        _certify(desk, carry(offices.vc, desk), name)
        carry(desk, offices.vc)
    for amount in sample_case(name).certified:
        enter_certified_amount(offices.vc, claim_id, amount, "as its award states")
    return claim_id


def _certify(desk: Desk, claim_id: str, name: str) -> None:
    state = desk.office.state
    form = PeriodsForm(lines=lines(name, state), single_state=state)
    day = sample_case(name).contingency_date
    certify_periods(desk, claim_id, form, complete_to=day, has_periods=HasPeriods.YES)
