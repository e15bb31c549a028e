"""Calculate a case that is in no store: from a case file, with the program's own rules. Nothing is kept."""

from datetime import date

from desktop_app import __version__
from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case
from desktop_app.calculation.other_readings import explained_award
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.consult_rules import load_rulebook


def calculate_case(case: Case, rulebook: Rulebook | None = None) -> Award:
    """Calculate what every State owes, with the program's own rules or those given.

    Raises `CaseProblem` for a case that cannot be right and `RuleProblem` for rules that cannot be used.
    """
    rules = rulebook or load_rulebook()
    return explained_award(case, rules.packs, rules.agreement)


def worksheet_of_case(case: Case, result: Award, printed_on: date, rulebook: Rulebook | None = None) -> bytes:
    """Print the worksheet of a calculation that belongs to no claim: a PDF without person, number and office."""
    from desktop_app.documents.worksheet import WorksheetView, worksheet_pdf

    rules = rulebook or load_rulebook()
    return worksheet_pdf(
        WorksheetView(
            award=result,
            person="",
            birth_date=case.birth_date,
            claim_number="",
            office=None,
            prepared_by="",
            printed_on=printed_on,
            program_version=__version__,
            law_as_of=case.contingency_date,
            periods=case.periods,
            benefit=case.benefit,
            parties={party.code: party.name for party in rules.parties},
        )
    )
