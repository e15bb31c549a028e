"""Survivors of an insured person and the degree of a disablement, as the claim states them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.money import Money


class Relationship(StrEnum):
    """What a survivor was to the deceased insured person."""

    WIDOW = "widow"
    WIDOWER = "widower"
    PARTNER = "partner"  # lived together as spouses, not married
    CHILD = "child"
    ORPHAN = "orphan"  # a child with no parent left
    PARENT = "parent"
    OTHER = "other"  # another dependant

    @property
    def spouse(self) -> bool:
        """Whether it is a wife, husband or partner."""
        return self in _SPOUSES

    @property
    def young(self) -> bool:
        """Whether it is a child of the deceased."""
        return self in _CHILDREN


_SPOUSES = frozenset({Relationship.WIDOW, Relationship.WIDOWER, Relationship.PARTNER})
_CHILDREN = frozenset({Relationship.CHILD, Relationship.ORPHAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Survivor:
    """A survivor as far as the States' rules ask, on the day of death.

    `id` is the survivor's place in the claim (`1`, `2`...). `union_since` is the day of the marriage, or the day from
    which they lived together. `cares_for_child`: has a child of the deceased in care. `dependent`: was maintained by
    the deceased. None means not stated, and a rule that asks for it then says so.
    """

    id: str
    relationship: Relationship
    birth_date: date | None = None
    union_since: date | None = None
    invalid: bool | None = None
    in_education: bool | None = None
    cares_for_child: bool | None = None
    dependent: bool | None = None


class InjuryCause(StrEnum):
    """What a disablement or death in the course of employment came from."""

    ACCIDENT = "accident"
    DISEASE = "disease"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disablement:
    """A disablement by the employment: its degree in per cent, 1 to 100, as a medical board assessed it.

    `state` is where the accident happened or the person was last exposed to the disease, empty where not stated.
    `weekly_earnings` are the insurable earnings a week before the accident, as that State's law reckons them.
    """

    degree_percent: int
    cause: InjuryCause = InjuryCause.ACCIDENT
    state: str = ""
    weekly_earnings: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSurvivor:
    """A survivor as the claim keeps them: what the rules ask, and who it is."""

    survivor: Survivor
    surname: str = ""
    forenames: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """Forenames and surname, as on the screen."""
        return f"{self.forenames} {self.surname}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Injury:
    """The accident or disease a claim is about, as far as it is known; `board_reference` names the assessment.

    `weekly_earnings` are those a week before the accident, in the currency of `state`.
    """

    degree_percent: int | None = None
    cause: InjuryCause = InjuryCause.ACCIDENT
    state: str = ""
    accident_date: date | None = None
    board_reference: str = ""
    weekly_earnings: Money | None = None

    @property
    def disablement(self) -> Disablement | None:
        """What the States' rules ask; None while no degree was assessed."""
        if self.degree_percent is None:
            return None
        return Disablement(
            degree_percent=self.degree_percent,
            cause=self.cause,
            state=self.state,
            weekly_earnings=self.weekly_earnings,
        )
