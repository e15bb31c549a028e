"""The record of periods on leaving a State: what ends the search for forty-year-old cards (exchange rules, 4.18)."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.certificates import PeriodCertificate


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureCertificate:
    """A certificate of insurance periods of kind *departure*, given to the worker and sent to the new State.

    `certificate.kind` is `departure`. Later certificates of the same State supersede it.
    """

    certificate: PeriodCertificate
    departed_on: date
    new_state: str
    new_address: str = ""
