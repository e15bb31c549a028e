"""Find what may be missing from the certificates of a claim, and draft the question to the institution concerned."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop_app import __version__
from desktop_app.calculation.gap_finder import Gap, find_gaps
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument, keep_issued
from desktop_app.workflows.signatures import signature

REPLY_DAYS: Final = 30
"""Days the institution is given; a proposal, no legal time limit (exchange rules)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsView:
    """The gaps of a claim, State by State.

    `compared` are the States whose certificate is in, `waiting` those whose is not: of these nothing can be said.
    """

    gaps: tuple[Gap, ...]
    compared: tuple[str, ...]
    waiting: tuple[str, ...]

    def of_state(self, state: str) -> tuple[Gap, ...]:
        """Return one State's gaps."""
        return tuple(gap for gap in self.gaps if gap.state == state)


def gaps_of(desk: Desk, claim_id: str) -> GapsView:
    """Compare what the claimant told with the certificates that are in. Writes nothing."""
    claim = desk.store.claims.get(claim_id)
    records = tuple(desk.store.periods.current(claim_id))
    compared = tuple(record.state for record in records)
    return GapsView(
        gaps=find_gaps(
            desk.store.periods.stated(claim_id), records, until=claim.contingency_date or desk.clock.today()
        ),
        compared=compared,
        waiting=tuple(state for state in claim.states if state not in compared),
    )


def question_document(desk: Desk, claim_id: str, state: str) -> IssuedDocument:
    """Draft the question to a State's institution about all its gaps, as a letter; keep it as issued.

    Raises `CaseProblem`: `no_gaps` where there is nothing to ask, `own_record_asked` for this office's own State.
    """
    from desktop_app.documents.period_question import QuestionView, period_question_pdf

    if state == desk.office.state:
        raise CaseProblem("own_record_asked")
    gaps = gaps_of(desk, claim_id).of_state(state)
    if not gaps:
        raise CaseProblem("no_gaps", state=state)
    claim = desk.store.claims.get(claim_id)
    record = next(each for each in desk.store.periods.current(claim_id) if each.state == state)
    today = desk.clock.today()
    data = period_question_pdf(
        QuestionView(
            institution=_address(desk, state),
            state=state,
            sender=desk.office,
            person=desk.store.persons.get(claim.person_id),
            references=claim.references,
            certificate=f"{record.certificate_number} v{record.version}",
            gaps=gaps,
            parties={party.code: party.name for party in desk.rulebook.parties},
            prepared_by=signature(desk, desk.user),
            reply_wanted_by=_due(today),
            printed_on=today,
            program_version=__version__,
        )
    )
    return keep_issued(desk, claim, "question", f"{claim.number}-question-{state}.pdf", data)


def _due(today: date) -> date:
    return today + timedelta(days=REPLY_DAYS)


def _address(desk: Desk, state: str) -> str:
    """Return name and address of the State's institution: from the directory, else as the Agreement's file names it."""
    party = desk.rulebook.party(state)
    office = next((known.card.office for known in desk.store.offices.all() if known.card.office.state == state), None)
    if office is None:
        return f"{party.institution}\n{party.town}\n{party.name}"
    return "\n".join(part for part in (office.name, office.address, office.town, party.name) if part)
