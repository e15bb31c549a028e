"""A record whose time counts: what it is, when its time is over, and what stands in the way of removing it."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.retention import Hindrance, RetentionKind, RetentionPeriod, over_on
from desktop_app.store.removal import KeptHold


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRecord:
    """A record whose time counts. `over` is the first day on which it may be removed, None while it does not count.

    `key` is a claim's id, a draft's key or the number of a received file; `number` what it is called, `name` whom it is
    about, empty for a file. `hindrance` is why it cannot go, None where it can.
    """

    kind: RetentionKind
    key: str
    number: str
    name: str
    counted_from: date | None
    over: date | None
    hindrance: Hindrance | None
    hold: KeptHold | None = None

    @property
    def due(self) -> bool:
        """Whether it may be removed now."""
        return self.over is not None and self.hindrance is None


def record_of(
    kind: RetentionKind,
    key: str,
    number: str,
    name: str,
    counted_from: date | None,
    period: RetentionPeriod | None,
    today: date,
) -> DueRecord:
    """Return a record as it stands today, by the day its time counts from, None where it does not count."""
    over = over_on(counted_from, period.months) if counted_from and period else None
    hindrance = None
    if period is None:
        hindrance = Hindrance.NO_PERIOD
    elif counted_from is None:
        hindrance = Hindrance.STILL_PAID
    elif over is not None and over > today:
        hindrance = Hindrance.NOT_YET
    return DueRecord(
        kind=kind, key=key, number=number, name=name, counted_from=counted_from, over=over, hindrance=hindrance
    )
