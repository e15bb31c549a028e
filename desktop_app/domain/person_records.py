"""What the register keeps of a person over time: every name, number and address with its days, and relations."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.persons import NumberKind


class NameKind(StrEnum):
    """What a further name is to its person; the name in use and the name at birth stand with the person itself."""

    FORMER = "former"
    ALIAS = "alias"


class HeldKind(StrEnum):
    """What sort of number it is in the register; a former one is found by, and never told to another office."""

    ORDINARY = NumberKind.ORDINARY.value
    TEMPORARY = NumberKind.TEMPORARY.value
    FORMER = "former"


class RelationKind(StrEnum):
    """What the other is to the person."""

    SPOUSE = "spouse"
    PARTNER = "partner"
    CHILD = "child"
    PARENT = "parent"
    GUARDIAN = "guardian"
    WARD = "ward"
    DECEASED = "deceased"
    """The deceased insured person after whom this person claims."""
    SURVIVOR = "survivor"
    OTHER = "other"

    @property
    def turned(self) -> "RelationKind":
        """What the person is to the other."""
        return _TURNED.get(self, self)


_TURNED = {
    RelationKind.CHILD: RelationKind.PARENT,
    RelationKind.PARENT: RelationKind.CHILD,
    RelationKind.GUARDIAN: RelationKind.WARD,
    RelationKind.WARD: RelationKind.GUARDIAN,
    RelationKind.DECEASED: RelationKind.SURVIVOR,
    RelationKind.SURVIVOR: RelationKind.DECEASED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name the person had or is known by. None for a day means not known."""

    kind: NameKind
    surname: str
    forenames: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def full(self) -> str:
        """Forenames and surname."""
        return f"{self.forenames} {self.surname}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldNumber:
    """A number in one State's scheme and the days between which it held."""

    state: str
    number: str
    kind: HeldKind = HeldKind.ORDINARY
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLived:
    """An address and the days between which it held; `until` is None for the present one."""

    address: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Somebody related to the person: in the register under `other_id`, or named where they are not."""

    kind: RelationKind
    other_id: str = ""
    name: str = ""
    birth_date: date | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """What stands beside a person: further names, all numbers, where they lived before, relations."""

    names: tuple[PersonName, ...] = ()
    numbers: tuple[HeldNumber, ...] = ()
    lived: tuple[PlaceLived, ...] = ()
    relations: tuple[Relation, ...] = ()


def other_names_of(names: tuple[PersonName, ...]) -> str:
    """Write further names as the other offices are told them."""
    return "; ".join(dict.fromkeys(name.full for name in names if name.full))


def split_names(other_names: str) -> tuple[str, ...]:
    """Return the further names written in one line."""
    return tuple(part for part in (part.strip() for part in other_names.split(";")) if part)
