"""The running numbers of a pair of offices: a bundle is the next one, a repeat, ahead of a gap, or a fork.

Pure: the store keeps what came, and tells. Bundles arrive late, twice, or never (exchange rules, 1.5).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeAlias

from desktop_app.exchange.limits import MISSING
from desktop_app.exchange.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A bundle of one sender that came and was verified: the digest of its signed part, and the one it says before.

    `restored_on` is the day on which it says that its sender went back to a backup, None for never.
    """

    digest: str
    previous_digest: str
    restored_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The bundle continues what came, or fills the last hole below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """The very same bundle came before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The bundle is new, and these numbers below it have not come: to be flagged and asked for.

    They are the lowest, at most as many as a manifest can ask for.
    """

    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """The number, or the chain of digests, contradicts what came: the sender went back to an old backup, or worse.

    `sequence` is the number that came with other content.
    """

    sequence: int


Verdict: TypeAlias = Next | Repeat | Gap | Fork


def judge(known: Mapping[int, Arrived], digest: str, manifest: Manifest) -> Verdict:
    """Return what a bundle with this `digest` means, `known` being what came from its sender, by number.

    A sender that says that it went back to a backup forgot what it sent since: its chain may begin anew, once.
    """
    number = manifest.sequence
    if (same := known.get(number)) is not None:
        return Repeat() if same.digest == digest else Fork(sequence=number)
    before, after = known.get(number - 1), known.get(number + 1)
    restored = manifest.restored_on
    if number == 1 and manifest.previous_digest:
        return Fork(sequence=number)
    if number > 1 and not manifest.previous_digest and restored is None:
        return Fork(sequence=number)
    if before is not None and before.digest != manifest.previous_digest and restored in (None, before.restored_on):
        return Fork(sequence=number - 1)
    if after is not None and after.previous_digest != digest and after.restored_on in (None, restored):
        return Fork(sequence=number)
    missing = _holes(known, number)
    return Gap(missing=missing) if missing else Next()


def received_up_to(known: Mapping[int, Arrived]) -> int:
    """Return the highest number up to which every bundle came, 0 for none."""
    number = 0
    while number + 1 in known:
        number += 1
    return number


def missing_numbers(known: Mapping[int, Arrived]) -> tuple[int, ...]:
    """Return the lowest numbers that have not come although a higher one has, as many as a manifest can ask for."""
    return _holes(known, max(known, default=0))


def acknowledges(manifest: Manifest, sequence: int) -> bool:
    """Tell whether a manifest acknowledges our bundle with this number: above every hole one bundle has come.

    A full list of holes may have been cut short: what is above it is then not acknowledged.
    """
    above = len(manifest.missing) < MISSING
    top = max(manifest.missing) + above if manifest.missing else manifest.received_up_to
    return sequence <= top and sequence not in manifest.missing


def remembers_more(manifest: Manifest, last_sent: int) -> bool:
    """Tell whether the other office has bundles of ours that we know nothing of: our own store is an old copy."""
    return manifest.received_up_to > last_sent or max(manifest.missing, default=-1) + 1 > last_sent


def _holes(known: Mapping[int, Arrived], below: int) -> tuple[int, ...]:
    """Return the lowest holes below a number. A stranger chooses the number, so no list is made up to it."""
    numbers = range(received_up_to(known) + 1, below)
    return tuple(islice((number for number in numbers if number not in known), MISSING))
