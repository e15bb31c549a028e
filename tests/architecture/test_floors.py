"""The shape of the house, as pyproject.toml states it."""

import subprocess
import sys

from tests.support.sources import ROOT

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_every_import_points_down() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stdout + asked.stderr
    assert "0 broken" in asked.stdout
