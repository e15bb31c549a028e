"""The invented files of contributions are read without a finding, by their own headings, and say the same."""

from pathlib import Path

import pytest

from desktop_app.foundation.places import Places
from desktop_app.workflows.import_contributions import import_contributions
from desktop_app.workflows.import_mapping import first_rows, proposed_mapping
from tests.support.desks import desk_of

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


@pytest.mark.parametrize("name", ["contributions.csv", "contributions.xlsx"])
def test_a_sample_is_brought_in_by_its_headings_alone(tmp_path: Path, name: str) -> None:
    desk = desk_of("VC", Places.at(tmp_path))
    source, rows = first_rows(desk, SAMPLES / name)
    mapping = proposed_mapping(desk, "sample", rows[0][1])
    assert len(mapping.columns) == len(rows[0][1])
    outcome = import_contributions(desk, SAMPLES / name, mapping, source=source)
    assert (outcome.records, outcome.new_persons, outcome.refused, outcome.findings) == (33, 4, 0, ())
