"""Fuzz the reader of the exchange: whatever goes in, only a problem with its sentence may come out.

python tests/fuzz/run.py [--runs 1000000] [--folder ../fuzzing] [--seed 1]

Makes an environment of its own for atheris beside the project, which sees the project's libraries; nothing is added to
the project. Linux only, with the development set-up done; a million inputs take about half an hour. What fails is left
in the folder as `crash-...`, `timeout-...` or `oom-...`: give such a file to `--again` to see it fail, mend the fault,
and make a vector of it.
"""

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ATHERIS = "atheris==3.0.0"
SECONDS = 10
MEGABYTES = 1_024
LONGEST = 32_768
"""The most one input may take, and the bytes of the longest."""


def environment(folder: Path) -> Path:
    """Return the Python of the fuzzer's environment, made where it is not there."""
    place = folder / "environment"
    python = place / "bin" / "python"
    if not (place / "made").exists():
        venv.create(place, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", ATHERIS], check=True)
        own = _purelib(ROOT / ".venv" / "bin" / "python")
        (Path(_purelib(python)) / "project.pth").write_text(f"{own}\n", encoding="utf-8")
        (place / "made").touch()
    return python


def _purelib(python: Path) -> str:
    told = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return subprocess.run([python, "-c", told], check=True, capture_output=True, text=True).stdout.strip()


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--runs", type=int, default=1_000_000)
    asked.add_argument("--folder", type=Path, default=ROOT.parent / "fuzzing")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--again", type=Path, help="one file that failed before")
    given = asked.parse_args()
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    python = environment(folder)
    target = [python, "-m", "tests.fuzz.fuzz_reader", folder / "corpus", folder / "tally.json"]
    limits = [f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}", f"-artifact_prefix={folder}/"]
    if given.again:
        limits.append(str(given.again.resolve()))
    else:
        limits += [f"-runs={given.runs}", f"-seed={given.seed}", f"-max_len={LONGEST}", "-print_final_stats=1"]
    around = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([*target, *limits], check=False, cwd=ROOT, env=around).returncode


if __name__ == "__main__":
    sys.exit(main())
