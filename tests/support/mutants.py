"""A random sample of mutants, and its score: `python -m tests.support.mutants names|score SEED SIZE`, in the clone.

Mutmut leaves the names of all mutants, and what became of those that ran, in files below `mutants`. The sample is
stratified: every module has as large a part in it as in all. The same seed draws the same sample from the same program.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from math import sqrt
from pathlib import Path
from typing import Final

FILES: Final = Path("mutants/desktop_app/calculation")
KILLED: Final = frozenset({1, 3, 24, 36, 152, -24})
"""What a mutant that a test noticed ended with; the last four when it took too long."""

SURVIVED: Final = 0
_Z: Final = 1.96
"""Of the normal distribution, for 95 %."""


def ended(files: Path = FILES) -> dict[str, int | None]:
    """Return what every mutant ended with, None for one that has not run."""
    found: dict[str, int | None] = {}
    for file in sorted(files.rglob("*.meta")):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def sample(names: Mapping[str, object], seed: int, size: int) -> list[str]:
    """Return a sample, as many of every module as its part in all comes to; the largest remainders are rounded up."""
    modules: dict[str, list[str]] = {}
    for name in sorted(names):
        modules.setdefault(name.rpartition(".")[0], []).append(name)
    shares = {module: len(found) * size for module, found in modules.items()}
    parts = {module: share // len(names) for module, share in shares.items()}
    left = size - sum(parts.values())
    for module in sorted(shares, key=lambda each: (-(shares[each] % len(names)), each))[:left]:
        parts[module] += 1
    return [
        name
        for module, found in modules.items()
        for name in sorted(sorted(found, key=lambda each: _lot(each, seed))[: parts[module]])
    ]


def _lot(name: str, seed: int) -> str:
    """Return the lot that a mutant draws; anybody can draw the same again."""
    return hashlib.sha256(f"{seed} {name}".encode()).hexdigest()


def interval(killed: int, ran: int) -> tuple[float, float]:
    """Return between which shares the score of all mutants lies with 95 % (Wilson)."""
    share, weight = killed / ran, _Z * _Z / ran
    middle = (share + weight / 2) / (1 + weight)
    half = _Z * sqrt(share * (1 - share) / ran + weight / ran / 4) / (1 + weight)
    return (middle - half, middle + half)


def told(names: list[str], results: Mapping[str, int | None]) -> Iterator[str]:
    """Tell the score of a sample, and every mutant of it that survived."""
    ran = {name: results[name] for name in names if results[name] is not None}
    killed = sum(1 for end in ran.values() if end in KILLED)
    low, high = interval(killed, len(ran))
    yield f"{killed} of {len(ran)} killed, {killed / len(ran):.1%} (95 %: {low:.1%} to {high:.1%}); drawn {len(names)}"
    yield from (name for name, end in ran.items() if end == SURVIVED)
    yield from (f"{name} ended with {end}" for name, end in ran.items() if end not in KILLED | {SURVIVED})


if __name__ == "__main__":
    what, seed, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    everything = ended()
    drawn = sample(everything, seed, size)
    sys.stdout.write("\n".join([*(drawn if what == "names" else told(drawn, everything)), ""]))
