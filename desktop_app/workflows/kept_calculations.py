"""Kept calculations of a claim: listed, read as they were, printed, run again with their own rules or with today's.

Reading calculates nothing. Running again writes nothing: what is kept stays as it was kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case
from desktop_app.calculation.causes import Cause, CauseKind
from desktop_app.calculation.differences import Difference, differences, rule_changes
from desktop_app.calculation.other_readings import explained_award
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import StoredCalculation
from desktop_app.domain.users import User
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.award_json import result_text
from desktop_app.workflows.calculate_claim import CalculationView, calculate_claim
from desktop_app.workflows.calculation_record import award_of, case_of_record, rests_on, rulebook_of
from desktop_app.workflows.case_json import KeptCase
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument, keep_issued
from desktop_app.workflows.propose import person
from desktop_app.workflows.signatures import signature


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """A kept calculation as a list shows it. `result` is as it was kept; None where it cannot be read any longer.

    `newest` is the one that stands for the claim.
    """

    calculation_id: str
    made_at: datetime
    made_by: User
    program_version: str
    newest: bool
    result: Award | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """A kept calculation as it was kept, to look at and to print. `case` is None for one of the first version.

    `names` are the survivors' by their place in the claim, `parties` the States' by their code, all of that day.
    """

    line: KeptLine
    claim_id: str
    award: Award
    benefit: Benefit
    case: Case | None
    person: str
    birth_date: date
    number: str
    names: Mapping[str, str]
    parties: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """A kept calculation beside the answer that its own rules and inputs give in this program.

    `same`: the same answer, with every reason and finding. `differences` are the figures that differ; the
    worksheet alone may differ too, where this program explains a figure in another way.
    """

    line: KeptLine
    same: bool
    same_worksheet: bool
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """The newest kept calculation of a claim beside today's. `same_inputs`: case, settings and rules are the same.

    `differences` are the figures that differ, each with what made it so; `rules` is every rule that differs in a pack
    that is another one, whether it changed a figure or not; `choices` are the settings and officers' decisions that
    differ, likewise.
    """

    line: KeptLine
    before: Award
    after: Award
    same_inputs: bool
    differences: tuple[Difference, ...]
    rules: tuple[Cause, ...]
    choices: tuple[Cause, ...]
    today: CalculationView


def kept_calculations(desk: Desk, claim_id: str) -> tuple[KeptLine, ...]:
    """Return the kept calculations of a claim, the newest first."""
    return tuple(
        _line(desk, record, newest=not at) for at, record in enumerate(desk.store.calculations.of_claim(claim_id))
    )


def open_kept(desk: Desk, calculation_id: str) -> KeptView:
    """Return a kept calculation as it was kept.

    Raises `StoreProblem("record_missing")`, and `CaseProblem` as `read_award` does.
    """
    record = desk.store.calculations.get(calculation_id)
    newest = desk.store.calculations.newest(record.claim_id)
    line = _line(desk, record, newest=newest is not None and newest.id == record.id)
    award = award_of(record)
    kept = _kept_case(record)
    claim = desk.store.claims.get(record.claim_id)
    insured = desk.store.persons.get(claim.person_id)
    parties = {each.state: desk.rulebook.party(each.state).name for each in award.states}
    return KeptView(
        line=line,
        claim_id=claim.id,
        award=award,
        benefit=kept.case.benefit if kept else claim.benefit,
        case=kept.case if kept else None,
        person=kept.person if kept else insured.name,
        birth_date=kept.case.birth_date if kept else insured.birth_date,
        number=kept.number if kept else claim.number,
        names=kept.survivors if kept else {},
        parties=kept.parties if kept else parties,
    )


def kept_worksheet(desk: Desk, calculation_id: str) -> IssuedDocument:
    """Return the worksheet of a kept calculation on paper, as it was kept, and keep it as issued.

    Raises as `open_kept` does.
    """
    from desktop_app.documents.worksheet import WorksheetView, worksheet_pdf

    view = open_kept(desk, calculation_id)
    data = worksheet_pdf(
        WorksheetView(
            award=view.award,
            benefit=view.benefit,
            person=view.person,
            birth_date=view.birth_date,
            claim_number=view.number,
            office=desk.office,
            prepared_by=signature(desk, view.line.made_by),
            printed_on=desk.clock.today(),
            program_version=view.line.program_version,
            law_as_of=view.award.contingency_date,
            periods=view.case.periods if view.case is not None else (),
            parties=view.parties,
            names=view.names,
            kept_at=view.line.made_at,
        )
    )
    claim = desk.store.claims.get(view.claim_id)
    name = f"{view.number}-worksheet-kept-{view.line.made_at:%Y%m%d-%H%M}.pdf"
    return keep_issued(desk, claim, "worksheet", name, data)


def verify_kept(desk: Desk, calculation_id: str) -> Verification:
    """Run a kept calculation again, with its own rules and inputs and nothing of today's.

    Raises `CaseProblem` (`case_not_kept`, `calculation_newer`, `calculation_unreadable`), `StoreProblem`
    (`record_missing`, `rules_not_kept`), and what `Rulebook.of_files` raises.
    """
    record = desk.store.calculations.get(calculation_id)
    case, before = case_of_record(record).case, award_of(record)
    rules = rulebook_of(desk, before.rule_packs)
    after = explained_award(case, rules.packs, rules.agreement)
    return Verification(
        line=_line(desk, record, newest=False),
        same=result_text(after) == result_text(before),
        same_worksheet=after == before,
        differences=() if after == before else differences(before, after),
    )


def rerun(desk: Desk, claim_id: str) -> Rerun:
    """Calculate a claim as it is today beside its newest kept calculation: what changed, and why. Writes nothing.

    Raises `CaseProblem("nothing_kept")`, and as `calculate_claim` and `read_award` do.
    """
    record = desk.store.calculations.newest(claim_id)
    if record is None:
        raise CaseProblem("nothing_kept")
    before = award_of(record)
    view = calculate_claim(desk, claim_id)
    return Rerun(
        line=_line(desk, record, newest=True),
        before=before,
        after=view.award,
        same_inputs=rests_on(record, view.case, view.award),
        differences=differences(before, view.award),
        rules=_rules_changed(before, view.award),
        choices=(*_settings_changed(before, view.award), *_decisions_changed(record, view.case)),
        today=view,
    )


def _rules_changed(before: Award, after: Award) -> tuple[Cause, ...]:
    """Return what differs of the rules of States whose pack is another one; another rule of the same pack does not."""
    other = {state for state, digest in after.rule_packs.items() if before.rule_packs.get(state, digest) != digest}
    return tuple(cause for cause in rule_changes(before, after) if cause.state in other)


def _settings_changed(before: Award, after: Award) -> Iterator[Cause]:
    for point in dict.fromkeys((*before.settings, *after.settings)):
        was, now = before.settings.get(point), after.settings.get(point)
        if was != now:
            yield Cause(kind=CauseKind.SETTING, key=point, before=was, after=now, facts={"point": point})


def _decisions_changed(record: StoredCalculation, case: Case) -> Iterator[Cause]:
    kept = _kept_case(record)
    if kept is None:
        return
    mine, theirs = (
        {(decision.state, decision.point): decision.option for decision in each.decisions} for each in (kept.case, case)
    )
    for state, point in dict.fromkeys((*mine, *theirs)):
        was, now = mine.get((state, point)), theirs.get((state, point))
        if was != now:
            facts = {"point": point}
            yield Cause(
                kind=CauseKind.DECISION, key="officer_decision", state=state, before=was, after=now, facts=facts
            )


def _line(desk: Desk, record: StoredCalculation, *, newest: bool) -> KeptLine:
    try:
        result: Award | None = award_of(record)
    except CaseProblem:
        result = None
    return KeptLine(
        calculation_id=record.id,
        made_at=record.made_at,
        made_by=person(desk, record.made_by),
        program_version=record.program_version,
        newest=newest,
        result=result,
    )


def _kept_case(record: StoredCalculation) -> KeptCase | None:
    return case_of_record(record) if record.case_json else None
