"""The program's own source, for tests that read it: syntax trees, and the files the project consists of."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "desktop_app"
_MADE = {"build", "dist", "htmlcov", "__pycache__", "cass_desk.egg-info"}


def modules(*packages: str) -> list[Path]:
    """The Python files of these packages, or of the whole program."""
    roots = [PROGRAM / package for package in packages] or [PROGRAM]
    return sorted(path for root in roots for path in root.rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place_of(path: Path, node: ast.expr | ast.stmt) -> str:
    """`desktop_app/domain/money.py:12`, as an editor can open it."""
    return f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"


def project_files() -> list[Path]:
    """Every file the project keeps; in a copy without Git, every file that no tool made."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        paths = [ROOT / name for name in listed.decode("utf-8").split("\0") if name]
    else:
        paths = list(_kept(ROOT))
    return sorted(path for path in paths if path.is_file())


def _kept(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.name not in {".ci", ".editorconfig", ".gitignore"}
        if hidden or path.name in _MADE:
            continue
        if path.is_dir():
            yield from _kept(path)
        else:
            yield path
