#!/usr/bin/env python3
"""Make the two lock files anew from pyproject.toml: `python3 installer/lock.py` (needs uv on the path).

The exports hold versions and hashes only. uv's own lock file records addresses and is removed again.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = (
    ("lock",),
    ("export", "--frozen", "--no-emit-project", "--no-dev", "--no-header", "-o", "installer/requirements.lock"),
    (
        *("export", "--frozen", "--no-emit-project", "--only-group", "dev", "--no-header"),
        *("-o", "installer/requirements-dev.lock"),
    ),
)


def main() -> int:
    """Lock, export twice, remove what holds addresses; the answer is the exit status."""
    uv = shutil.which("uv")
    if uv is None:
        print("uv is not installed; it makes the lock files. See its documentation.", file=sys.stderr)
        return 1
    try:
        for command in COMMANDS:
            subprocess.run([uv, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    except subprocess.CalledProcessError as error:
        return error.returncode
    finally:
        (ROOT / "uv.lock").unlink(missing_ok=True)
    locks = sorted((ROOT / "installer").glob("*.lock"))
    spoilt = [lock.name for lock in locks if "://" in lock.read_text(encoding="utf-8")]
    if spoilt:
        print("An address stands in " + ", ".join(spoilt) + ": take it out before committing.", file=sys.stderr)
        return 1
    print("Made anew: " + ", ".join(lock.name for lock in locks))
    return 0


if __name__ == "__main__":
    sys.exit(main())
