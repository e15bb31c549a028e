"""Print the rules: the rule book of a State, made from the pack this desk calculates with."""

from desktop_app import __version__
from desktop_app.exchange.rule_update import read_update
from desktop_app.foundation.problems import RuleProblem
from desktop_app.foundation.progress import Silent
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.read_rules import worked_examples


def rule_book_document(desk: Desk, state: str) -> IssuedDocument:
    """Return the rule book of a State. Raises `RuleProblem` (`party_unknown`, `no_rule_pack`)."""
    from desktop_app.documents.rule_book import RuleBookView, rule_book_pdf

    party = desk.rulebook.party(state)
    pack = desk.rulebook.packs.get(state)
    if pack is None:
        raise RuleProblem("no_rule_pack", state=state)
    results = worked_examples(desk, state, Silent())
    data = rule_book_pdf(
        RuleBookView(
            pack=pack,
            party=party,
            examples=tuple(result.findings for result in results),
            office=f"{desk.office.name}, {desk.office.town}",
            printed_on=desk.clock.today(),
            program_version=__version__,
            update=_number_of_update(desk, state),
        )
    )
    return IssuedDocument(name=f"{state}-rule-book-{pack.digest.removeprefix('sha256:')[:8]}.pdf", data=data)


def _number_of_update(desk: Desk, state: str) -> int:
    held = desk.store.rule_updates.in_force().get(state)
    return read_update(held.data).manifest.number if held is not None else 0
