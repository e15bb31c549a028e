"""What is imported before the first paint stays light."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_keyring_loads_neither_database_nor_cryptography_before_a_passphrase_is_tried() -> None:
    script = (
        "import sys, desktop_app.store.keyring;"
        "print([name for name in ('sqlite_utils', 'sqlcipher3', 'cryptography', 'rapidfuzz') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_opening_a_store_loads_neither_cryptography_nor_rapidfuzz() -> None:
    script = (
        "import sys, desktop_app.store.store;"
        "print([name for name in ('cryptography', 'rapidfuzz', 'PySide6') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
