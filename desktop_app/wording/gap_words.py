"""The gap finder in words: each gap as a sentence for the clerk, and as a question to the institution."""

from collections.abc import Callable, Mapping
from typing import Final

from desktop_app.calculation.gap_finder import Gap, GapKind
from desktop_app.wording.catalogue import plural, text


def gap_words(gap: Gap, state: str) -> str:
    """Say what was found; `state` is the State's name."""
    return _SAID[gap.kind](gap, state)


def gap_question(gap: Gap) -> str:
    """Ask the institution that keeps the record."""
    return _ASKED[gap.kind](gap)


def kind_words(kind: GapKind) -> str:
    """Name a kind of gap in two words, for a column."""
    return text(_KINDS[kind])


def _weeks(count: int | None) -> str:
    number = count or 0
    return plural("{n} week", "{n} weeks", number).format(n=number)


def _employers(gap: Gap) -> str:
    return ", ".join(gap.employers) if gap.employers else text("an employer not named")


def _not_certified(gap: Gap, state: str) -> str:
    if gap.told is None:
        words = text("{year}, {state}: the claimant told of work ({employers}); no week of it is certified.")
    else:
        words = text("{year}, {state}: the claimant told of {told} ({employers}); none is certified.")
    return words.format(year=gap.year, state=state, told=_weeks(gap.told), employers=_employers(gap))


def _fewer(gap: Gap, state: str) -> str:
    if gap.told is None:
        words = text("{year}, {state}: {certified} certified; the days told can hold {missing} more ({employers}).")
    else:
        words = text("{year}, {state}: {certified} certified, {told} told ({employers}).")
    return words.format(
        year=gap.year,
        state=state,
        certified=_weeks(gap.certified),
        told=_weeks(gap.told),
        missing=_weeks(gap.missing),
        employers=_employers(gap),
    )


def _hole(gap: Gap, state: str) -> str:
    words = text("{year}, {state}: nothing certified, though years before and after are.")
    return words.format(year=gap.year, state=state)


def _no_earnings(gap: Gap, state: str) -> str:
    words = text("{year}, {state}: {certified} certified without earnings.")
    return words.format(year=gap.year, state=state, certified=_weeks(gap.certified))


def _not_told(gap: Gap, state: str) -> str:
    words = text("{year}, {state}: {certified} certified, of which the claimant told nothing.")
    return words.format(year=gap.year, state=state, certified=_weeks(gap.certified))


def _ask_not_certified(gap: Gap) -> str:
    words = text("Was the person insured in {year} ({employers})? Please search the record and certify the weeks.")
    return words.format(year=gap.year, employers=_employers(gap))


def _ask_fewer(gap: Gap) -> str:
    words = text("Certified in {year}: {certified} ({employers}). Can {missing} more be found?")
    return words.format(
        year=gap.year, certified=_weeks(gap.certified), missing=_weeks(gap.missing), employers=_employers(gap)
    )


def _ask_hole(gap: Gap) -> str:
    return text("Is there nothing in the record for {year}, neither paid nor credited?").format(year=gap.year)


def _ask_no_earnings(gap: Gap) -> str:
    return text("Please state the insurable earnings of {year}.").format(year=gap.year)


def _ask_not_told(gap: Gap) -> str:
    words = text("Of {year} ({certified} certified) the claimant told nothing. Is it the same person?")
    return words.format(year=gap.year, certified=_weeks(gap.certified))


_SAID: Final[Mapping[GapKind, Callable[[Gap, str], str]]] = {
    GapKind.NOT_CERTIFIED: _not_certified,
    GapKind.FEWER_WEEKS: _fewer,
    GapKind.HOLE: _hole,
    GapKind.NO_EARNINGS: _no_earnings,
    GapKind.NOT_TOLD: _not_told,
}
_ASKED: Final[Mapping[GapKind, Callable[[Gap], str]]] = {
    GapKind.NOT_CERTIFIED: _ask_not_certified,
    GapKind.FEWER_WEEKS: _ask_fewer,
    GapKind.HOLE: _ask_hole,
    GapKind.NO_EARNINGS: _ask_no_earnings,
    GapKind.NOT_TOLD: _ask_not_told,
}
_KINDS: Final = {
    GapKind.NOT_CERTIFIED: "Not certified",
    GapKind.FEWER_WEEKS: "Fewer weeks",
    GapKind.HOLE: "Empty year",
    GapKind.NO_EARNINGS: "No earnings",
    GapKind.NOT_TOLD: "Not told",
}
