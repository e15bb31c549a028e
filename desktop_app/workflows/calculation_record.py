"""The record of a calculation: made so that it reads the same and can be run again with its own rules and inputs."""

from collections.abc import Mapping

from desktop_app import __version__
from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case
from desktop_app.domain.decisions import StoredCalculation
from desktop_app.foundation.problems import CaseProblem, RuleProblem
from desktop_app.rulebook.shelf import AGREEMENT, Rulebook
from desktop_app.store.kept_rules import RulesKind
from desktop_app.workflows.award_json import award_text, case_digest, read_award
from desktop_app.workflows.case_json import KeptCase, case_from_json, case_to_json
from desktop_app.workflows.desk import Desk

AGREEMENT_KEY = "agreement"
"""How a result names the Agreement among the rules it used."""


def keep_record(desk: Desk, claim_id: str, kept: KeptCase, award: Award) -> StoredCalculation:
    """Keep a calculation, its case and the files of all the rules it used; inside an act.

    Raises `RuleProblem("rules_without_files")`: nothing is kept that could not be run again.
    """
    text = award_text(award)
    record = StoredCalculation(
        id=desk.clock.new_id(),
        claim_id=claim_id,
        made_at=desk.clock.now(),
        made_by=desk.user.id,
        result=text.result,
        input_digest=case_digest(kept.case, award),
        program_version=__version__,
        case_json=case_to_json(kept),
        worksheet=text.worksheet,
    )
    for state, digest in award.rule_packs.items():
        _keep_rules(desk, state, digest)
    desk.store.calculations.add(record)
    return record


def award_of(record: StoredCalculation) -> Award:
    """Return the result as it was kept; nothing is calculated. Raises what `read_award` raises."""
    return read_award(record.result, record.worksheet)


def case_of_record(record: StoredCalculation) -> KeptCase:
    """Return what a kept calculation was about.

    Raises `CaseProblem("case_not_kept")` for one that was kept before cases were; what `case_from_json` raises.
    """
    if not record.case_json:
        raise CaseProblem("case_not_kept")
    return case_from_json(record.case_json)


def rulebook_of(desk: Desk, rule_packs: Mapping[str, str]) -> Rulebook:
    """Return the very rules that a result used, from the files kept with it.

    Raises `StoreProblem("rules_not_kept")`, and what `Rulebook.of_files` raises.
    """
    files = {state: desk.store.kept_rules.files(digest) for state, digest in rule_packs.items()}
    agreement = files.pop(AGREEMENT_KEY)
    return Rulebook.of_files(files, agreement[AGREEMENT[-1]])


def rests_on(record: StoredCalculation, case: Case, award: Award) -> bool:
    """Tell whether a kept calculation used the same case, settings and rules as another result.

    Where the digests differ the case itself is compared: a later program may know more of a case than was kept.
    """
    if record.input_digest == case_digest(case, award):
        return True
    try:
        kept, was = case_of_record(record), award_of(record)
    except CaseProblem:
        return False
    return (kept.case, dict(was.settings), dict(was.rule_packs)) == (
        case,
        dict(award.settings),
        dict(award.rule_packs),
    )


def _keep_rules(desk: Desk, state: str, digest: str) -> None:
    if desk.store.kept_rules.has(digest):
        return
    files = desk.rulebook.files.get(digest)
    if files is None:
        raise RuleProblem("rules_without_files", state=state)
    own = state == AGREEMENT_KEY
    kind = RulesKind.AGREEMENT if own else RulesKind.PACK
    desk.store.kept_rules.keep(kind, "" if own else state, digest, files, desk.clock.now())
