"""An office killed while it accepts, seals and writes: every message is wholly there or not at all."""

import sys
from pathlib import Path

import pytest

from tests.support.exchange_kills import run


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the worker is a fork of this process")
def test_a_killed_office_has_every_message_whole_or_not_at_all(tmp_path: Path) -> None:
    assert run(tmp_path / "offices", kills=10)["kills"] == 10
