"""Three offices, each with its own desk and window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.foundation.places import Places
from desktop_app.ui.theme import Look
from tests.support.desks import introduce
from tests.support.offices import OfficeAtWork


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    """The look, light at 100 %."""
    made = Look(qapp, "light")
    made.apply()
    return made


@pytest.fixture
def offices(look: Look, tmp_path: Path) -> Iterator[dict[str, OfficeAtWork]]:
    """Saint Vincent, Saint Lucia and Grenada, who compared each other's key words."""
    made = {state: OfficeAtWork(state, Places.at(tmp_path / state), look) for state in ("VC", "LC", "GD")}
    introduce(*(office.desk for office in made.values()))
    yield made
    for office in made.values():
        office.close()
