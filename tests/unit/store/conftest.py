"""A real encrypted store in a folder of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.store.store import Store
from tests.support.clocks import FixedClock
from tests.support.stores import make_store


@pytest.fixture
def store(tmp_path: Path, fixed_clock: FixedClock) -> Iterator[Store]:
    with make_store(tmp_path, fixed_clock) as made:
        yield made
