"""Three offices that compared their keys, each on a store of its own in memory."""

from pathlib import Path

import pytest

from desktop_app.foundation.places import Places
from desktop_app.workflows.desk import Desk
from tests.support.desks import desk_of, introduce


@pytest.fixture
def offices(tmp_path: Path) -> dict[str, Desk]:
    made = {state: desk_of(state, Places.at(tmp_path / f"office-{state}")) for state in ("VC", "LC", "GD")}
    introduce(*made.values())
    return made
