"""Fuzzing of the exchange with atheris: started by `run.py`, which makes the environment it needs.

One process goes through all doors: the first byte of an input says which. The exchange package alone is instrumented.
An input fails that ends in anything but a problem with its sentence, or takes too long, or too much memory.
"""

import json
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["desktop_app.exchange"]):
    from tests.fuzz.doors import DOORS
    from tests.fuzz.mutations import changed_json, changed_zip, scrambled
    from tests.support.chance import Chance

CHANGES = {"json": changed_json, "zip": changed_zip, "bytes": scrambled}
TOLD_EVERY = 5_000
OWN_OF_TEN = 7
"""In so many of ten inputs the change is ours, which knows JSON and ZIP; in the others it is libFuzzer's."""

tally: Counter[str] = Counter()
tally_file = Path("tally.json")


def enter(data: bytes) -> None:
    """Take one input through its door."""
    if not data:
        return
    door = DOORS[data[0] % len(DOORS)]
    tally[f"{door.name}: {door.enter(data[1:])}"] += 1
    tally["inputs"] += 1
    if not tally["inputs"] % TOLD_EVERY:
        tally_file.write_text(json.dumps(dict(sorted(tally.items())), indent=1), encoding="utf-8")


def change(data: bytes, most: int, seed: int) -> bytes:
    """Make one input of another."""
    chance = Chance(seed)
    if not data or chance.below(10) >= OWN_OF_TEN:
        return bytes(atheris.Mutate(data, most))
    door = DOORS[data[0] % len(DOORS)]
    return (data[:1] + CHANGES[door.form](data[1:], chance.below))[:most]


def plant(corpus: Path) -> int:
    """Write the sound inputs of all doors, made from the vectors, as the fuzzer's first corpus; tell how many."""
    corpus.mkdir(parents=True, exist_ok=True)
    count = 0
    for number, door in enumerate(DOORS):
        for seed in door.seeds():
            data = bytes([number]) + seed
            (corpus / f"seed-{number:02}-{sha256(data).hexdigest()[:16]}").write_bytes(data)
            count += 1
    return count


def main() -> None:
    """The first argument is the corpus, the second the file of the tally; all others are libFuzzer's."""
    global tally_file
    corpus, tally_file = Path(sys.argv[1]), Path(sys.argv[2])
    sys.stdout.write(f"{len(DOORS)} doors, {plant(corpus)} inputs to start from\n")
    atheris.Setup([sys.argv[0], str(corpus), *sys.argv[3:]], enter, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
