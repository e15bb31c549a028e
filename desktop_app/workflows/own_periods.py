"""The newest certificate of a State that is kept with a case."""

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.workflows.desk import Desk


def newest_certificate(desk: Desk, claim_id: str, state: str) -> PeriodCertificate | None:
    """Return a State's certificate with the highest version, None where none is in."""
    versions = [
        entry.certificate for entry in desk.store.periods.certificates(claim_id) if entry.certificate.state == state
    ]
    return max(versions, key=lambda certificate: certificate.version, default=None)


def own_certificate(desk: Desk, claim_id: str) -> PeriodCertificate | None:
    """Return this office's own newest certificate for a case."""
    return newest_certificate(desk, claim_id, desk.office.state)
