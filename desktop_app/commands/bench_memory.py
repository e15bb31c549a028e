"""`bench search`, `bench store`: keys in the search box and claims opened, among ten thousand people and a million."""

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from desktop_app.commands.columns import in_columns
from desktop_app.commands.command import DONE, Outside
from desktop_app.foundation.progress import Progress
from desktop_app.wording.catalogue import text
from desktop_app.workflows.bench_memory import Listing, Searching, Spent, listing, searching

FEW: Final = 10_000
"""People in the smaller store, for how the cost grows."""

_MICRO: Final = 1000
_MILLION: Final = 1_000_000


def bench_search(outside: Outside, *, people: int, rounds: int, as_json: bool, progress: Progress) -> int:
    """Measure the search box at `FEW` people and at `people`, and print what a key costs beside the bare index."""
    measured = [_searched(outside, number, rounds, progress) for number in _sizes(people)]
    print(json.dumps([asdict(each) for each in measured], indent=1) if as_json else _search_words(measured))
    return DONE


def bench_store(outside: Outside, *, people: int, rounds: int, as_json: bool, progress: Progress) -> int:
    """Measure the claims table and opening a claim at `FEW` people and at `people`, and print how they grow."""
    measured = [_listed(outside, number, rounds, progress) for number in _sizes(people)]
    print(json.dumps([asdict(each) for each in measured], indent=1) if as_json else _store_words(measured))
    return DONE


def _sizes(people: int) -> list[int]:
    return sorted({min(FEW, people), people})


def _searched(outside: Outside, people: int, rounds: int, progress: Progress) -> Searching:
    with TemporaryDirectory(prefix="cass-desk-bench-") as folder:
        return searching(Path(folder), outside.clock, people=people, rounds=rounds, progress=progress)


def _listed(outside: Outside, people: int, rounds: int, progress: Progress) -> Listing:
    with TemporaryDirectory(prefix="cass-desk-bench-") as folder:
        return listing(Path(folder), outside.clock, people=people, rounds=rounds, progress=progress)


def _search_words(measured: list[Searching]) -> str:
    lines: list[tuple[str, ...]] = [
        (
            "",
            text("people"),
            text("times"),
            text("median"),
            text("99 of 100"),
            text("median over the index alone"),
            text("99 of 100 over it"),
        )
    ]
    for each in measured:
        ratio = ratio_words(each.keys.median, each.bare.median)
        slow = ratio_words(each.keys.ninety_nine, each.bare.ninety_nine)
        lines += [
            _line(text("a key, name typed letter by letter"), each.people, each.keys, ratio, slow),
            _line(text("the full-text index alone, the same words"), each.people, each.bare, "1.00", "1.00"),
            _line(text("a misspelt surname"), each.people, each.misspelt),
            _line(text("an insurance number"), each.people, each.numbers),
            _line(text("who may be the same"), each.people, each.alike),
        ]
    few, many = measured[0], measured[-1]
    return "\n".join(
        [
            text("The search box over an encrypted store; one person in five has a claim"),
            "",
            *in_columns(lines, right={1, 2, 3, 4, 5, 6}),
            "",
            text("A key at the most over one at the fewest: {ratio}.").format(
                ratio=ratio_words(many.keys.median, few.keys.median)
            ),
        ]
    )


def _store_words(measured: list[Listing]) -> str:
    lines: list[tuple[str, ...]] = [
        ("", text("people"), text("times"), text("median"), text("99 of 100"), text("median over the first window"))
    ]
    for each in measured:
        lines += [
            _line(what, each.people, spent, ratio_words(spent.median, each.first.median))
            for what, spent in (
                (text("first window of the claims table"), each.first),
                (text("a window in its middle"), each.deep),
                (text("a window sorted by name"), each.sorted_by_name),
                (text("a claim opened"), each.opened),
                (text("a person kept for good"), each.person_added),
            )
        ]
    many = measured[-1]
    made = text("{people} people and {claims} claims made in {seconds} s, {size} MB.")
    return "\n".join(
        [
            text("The claims table of an encrypted store"),
            "",
            *in_columns(lines, right={1, 2, 3, 4, 5}),
            "",
            made.format(
                people=f"{many.people:,}",
                claims=f"{many.claims:,}",
                seconds=f"{many.made // _MILLION // _MICRO:,}",
                size=f"{many.size // _MILLION:,}",
            ),
            text("A claim opened at the most over one at the fewest: {ratio}.").format(
                ratio=ratio_words(many.opened.median, measured[0].opened.median)
            ),
        ]
    )


def _line(what: str, people: int, spent: Spent, *ratios: str) -> tuple[str, ...]:
    return (
        what,
        f"{people:,}",
        f"{spent.times:,}",
        f"{spent.median // _MICRO:,} µs",
        f"{spent.ninety_nine // _MICRO:,} µs",
        *(ratios or ("", "")),
    )


def ratio_words(ours: int, theirs: int) -> str:
    """Return a ratio with two decimals, from whole numbers."""
    hundredths = (ours * 200 + theirs) // (2 * max(1, theirs))
    return f"{hundredths // 100:,}.{hundredths % 100:02}"
