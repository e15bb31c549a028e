"""The certificates kept with a case: which one of a State holds, which are awaited, whether we still owe our own."""

from collections.abc import Iterable

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.veil import refuse_hidden


def newest_certificate(desk: Desk, claim_id: str, state: str) -> PeriodCertificate | None:
    """Return a State's certificate with the highest version, the later of two equal; None where none is in.

    The same one holds in the calculation; one that was replaced or taken back holds nowhere.
    """
    newest: PeriodCertificate | None = None
    for kept in desk.store.periods.in_force(claim_id):
        one = kept.certificate
        if one.state == state and (newest is None or one.version >= newest.version):
            newest = one
    return newest


def own_certificate(desk: Desk, claim_id: str) -> PeriodCertificate | None:
    """Return this office's own newest certificate for a case. Raises what `refuse_hidden` raises."""
    refuse_hidden(desk, claim_id)
    own = [
        kept.certificate
        for kept in desk.store.periods.certificates(claim_id)
        if kept.certificate.office == desk.office.code
    ]
    return max(own, key=lambda certificate: certificate.version, default=None)


def states_awaited(desk: Desk, claim: Claim) -> tuple[str, ...]:
    """Return the States of a case, in effect, whose certificate has not come."""
    have = {record.state for record in desk.store.periods.current(claim.id)}
    return tuple(
        state
        for state in claim.states
        if state not in have and desk.rulebook.party(state).in_effect_on(desk.clock.today())
    )


def owes_certificate(desk: Desk, claim_id: str, office: str) -> bool:
    """Tell whether this office has still to certify its periods for another one."""
    return any(
        entry.open and entry.owed_by == desk.office.code and entry.owed_to == office
        for entry in desk.store.obligations.of_claim(claim_id)
        if entry.kind is ObligationKind.PERIOD_CERTIFICATE
    )


def state_of_office(desk: Desk, code: str) -> str:
    """Return the State of an office, this one or one of the directory; empty where it is not known."""
    if code == desk.office.code:
        return desk.office.state
    known = desk.store.offices.get(code)
    return known.card.office.state if known else ""


def year_weeks(rows: Iterable[InsurancePeriod]) -> dict[int, int]:
    """Return the weeks of each year."""
    found: dict[int, int] = {}
    for row in rows:
        found[row.year] = found.get(row.year, 0) + row.weeks
    return found
