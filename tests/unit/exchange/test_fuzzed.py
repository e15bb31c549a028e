"""Whatever goes in at any door of the exchange, only a problem with its sentence comes out, soon and in little memory.

This is the short run; `python tests/fuzz/run.py` takes a million inputs and more (see CONTRIBUTING).
"""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.messages import MessageType
from desktop_app.exchange.messages import encode_message
from tests.fuzz.doors import DOORS, Door
from tests.fuzz.hostile import INPUTS
from tests.fuzz.mutations import changed_json, changed_zip, scrambled
from tests.support.bundles import a_message
from tests.support.message_bodies import bodies

CHANGES = {"json": changed_json, "zip": changed_zip, "bytes": scrambled}
IN_A_BUNDLE = next(door for door in DOORS if door.name == "message in a bundle")
QUICK = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
)
SECONDS = 20
MEGABYTES = 300


@cache
def seeds_of(door: Door) -> list[bytes]:
    return door.seeds()


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
@settings(QUICK, max_examples=25)
@given(st.data())
def test_a_changed_input_opens_or_is_refused_in_words(door: Door, data: st.DataObject) -> None:
    seeds = seeds_of(door)
    good = seeds[data.draw(st.integers(0, len(seeds) - 1))]

    assert door.enter(CHANGES[door.form](good, lambda bound: data.draw(st.integers(0, bound - 1))))


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
@settings(QUICK, max_examples=10)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(door: Door, data: bytes) -> None:
    assert door.enter(data)


@pytest.mark.parametrize("kind", MessageType)
@settings(QUICK, max_examples=6)
@given(st.data())
def test_a_changed_message_of_any_type_opens_or_is_refused_in_words(kind: MessageType, data: st.DataObject) -> None:
    message = encode_message(a_message(data.draw(bodies(kind))))

    assert IN_A_BUNDLE.enter(changed_json(message, lambda bound: data.draw(st.integers(0, bound - 1))))


def test_a_sound_input_of_every_door_opens() -> None:
    for door in DOORS:
        assert "opens" in {door.enter(seed) for seed in seeds_of(door)}, door.name


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells what a process took at its highest")
def test_what_is_made_to_cost_time_or_memory_costs_little() -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.hostile"], check=True, capture_output=True, text=True, cwd=root
    )
    told = json.loads(done.stdout)

    assert told.keys() == INPUTS.keys()
    assert {name: seconds for name, (_, seconds, _) in told.items() if seconds > SECONDS} == {}
    assert max(peak for _, _, peak in told.values()) < MEGABYTES
