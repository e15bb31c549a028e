"""A person's work as far as it decides which State's law applies. Facts a clerk asks for; no rule is in here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class WorkKind(StrEnum):
    """The kinds of work for which the Agreement has rules of their own."""

    EMPLOYED = "employed"
    SELF_EMPLOYED = "self_employed"
    SHIP = "ship"
    CREW = "crew"  # of aircraft or other international transport
    MISSION = "mission"  # staff of a diplomatic or consular mission
    VOLUNTARY = "voluntary"  # no work: would insure voluntarily


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedException:
    """An exception that the authorities of the States agreed for a person: for which State, by whom, when, why."""

    state: str
    authority: str
    agreed_on: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFacts:
    """What was answered; States by code, empty or None for what was not asked or is not known.

    `work_states`: where the work is done, in the order told. `residence`: where the person lives. `seat`: where the
    employer or carrier has its seat, `branch`: where the branch or agency that employs the crew member is. `mainly_in`:
    where a crew member is mainly employed. `flag`: the ship's. `posted_from`: the State whose law applied when the
    regular employer sent the worker; `began_on` is the first day of the work there, `expected_end` the end foreseen at
    the start, `now_expected_end` that foreseen today; `host_agrees` and `home_agrees` to an overrun. `sending`: whose
    mission it is; `national_of_sending`; `option_on`: the day the choice of its law was made. `compulsory_in` and
    `voluntary_in`: where the person is insured so.
    """

    kind: WorkKind
    work_states: tuple[str, ...] = ()
    residence: str = ""
    seat: str = ""
    branch: str = ""
    mainly_in: str = ""
    flag: str = ""
    posted_from: str = ""
    began_on: date | None = None
    expected_end: date | None = None
    now_expected_end: date | None = None
    host_agrees: bool | None = None
    home_agrees: bool | None = None
    sending: str = ""
    national_of_sending: bool | None = None
    option_on: date | None = None
    compulsory_in: str = ""
    voluntary_in: str = ""
    exception: AgreedException | None = None
