"""What one calculation is about: the person's dates, the periods of all States, and the choices made for this case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependants import Disablement, Survivor
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.domain.persons import Sex

Readings = Mapping[str, "str | Mapping[str, str]"]
"""State -> id of a reading for the whole State, or a table of parameter -> id of a reading."""

_NONE: Mapping[str, str] = MappingProxyType({})
_NO_READINGS: Readings = MappingProxyType({})
_NO_NOTES: Mapping[str, "SettingNote"] = MappingProxyType({})
_NO_ORIGINS: Mapping[str, "Origin"] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a State's rows came from: a certificate with number, version and day, or entered by hand."""

    certificate: str = ""
    version: int = 0
    certified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingNote:
    """By what an office settled an open point: from which day, by which law or circular, proposed and accepted by."""

    valid_from: date
    legal_reference: str
    proposed_by: str
    accepted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedAmount:
    """Amounts a week that another institution certified where its law is not known here."""

    state: str
    certificate: str
    notional: Money | None = None
    actual: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTotal:
    """A published total taken as given instead of the rows' own ("reproduce a published calculation")."""

    state: str
    weeks: int | None = None
    best_years_total: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One insured person, one benefit, one contingency; periods of every State in the order of first insurance.

    `settings` chooses options of the Agreement's open points (point -> option), and `setting_notes` says by what the
    office settled them (point -> note; a point without one rests on the Agreement's file); `agreement_applies` False
    takes the Agreement away, which leaves the local amounts.

    For survivors' pensions and death benefit the insured person is the deceased and the contingency the day of death;
    `survivors` are those who claim. `disablement` is needed for a disablement pension.
    """

    benefit: Benefit
    birth_date: date
    contingency_date: date
    claim_date: date
    state_of_claim: str
    periods: tuple[InsurancePeriod, ...]
    sex: Sex = Sex.NOT_STATED
    origins: Mapping[str, Origin] = field(default_factory=lambda: _NO_ORIGINS)
    certified: tuple[CertifiedAmount, ...] = ()
    decisions: tuple[OfficerDecision, ...] = ()
    settings: Mapping[str, str] = field(default_factory=lambda: _NONE)
    setting_notes: Mapping[str, SettingNote] = field(default_factory=lambda: _NO_NOTES)
    readings: Readings = field(default_factory=lambda: _NO_READINGS)
    stated_totals: tuple[StatedTotal, ...] = ()
    survivors: tuple[Survivor, ...] = ()
    disablement: Disablement | None = None
    agreement_applies: bool = True
