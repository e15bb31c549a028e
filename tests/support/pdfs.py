"""Looking into a PDF with other people's tools: text, fonts, soundness, QR codes (poppler, qpdf, zbar)."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

_PACKAGES: Final = {
    "pdftotext": "poppler-utils",
    "pdffonts": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "qpdf": "qpdf",
    "zbarimg": "zbar-tools",
}
"""The Debian package of each tool; `installer/dev.py test` installs them."""

_BOXED: Final = re.compile(
    r'<(page|word)(?: xMin="([-\d.]+)" yMin="[-\d.]+")? (?:width|xMax)="([-\d.]+)"[^>]*>(?:([^<]*)</word>)?'
)


def _tool(name: str) -> str:
    """Return a tool's path; a computer without it fails the test, since nothing here may go unchecked."""
    found = shutil.which(name)
    if found is None:
        packages = ", ".join(sorted({each for tool, each in _PACKAGES.items() if shutil.which(tool) is None}))
        pytest.fail(f"{name} is missing: install the Debian packages {packages} (installer/dev.py test does).")
    return found


def _run(name: str, *arguments: str) -> str:
    command = (_tool(name), *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pdf_text(data: bytes, folder: Path) -> str:
    """The text of all pages as it lies on them, without blanks at the ends of lines."""
    laid = _run("pdftotext", "-layout", str(_kept(data, folder)), "-")
    return "\n".join(line.rstrip(" ") for line in laid.split("\n"))


def flat_text(data: bytes, folder: Path) -> str:
    """The text of all pages in reading order, on one line."""
    return " ".join(_run("pdftotext", str(_kept(data, folder)), "-").split())


def spoken_text(data: bytes, folder: Path) -> str:
    """The text in the order of the structure, on one line."""
    quoted = (line.strip() for line in structure(data, folder).splitlines())
    return " ".join(" ".join(line.strip('"') for line in quoted if line.startswith('"')).split())


def outline(data: bytes, folder: Path) -> str:
    """What a screen reader meets, as text: a paragraph, heading or table row a line."""
    lines: list[str] = []
    for line in structure(data, folder).splitlines():
        bare = line.strip()
        if bare == "TR":
            lines.append("")
        elif bare in {"TD", "TH:", "TD:"}:
            lines[-1] += "|"
        elif bare.endswith("(block)"):
            lines.append("" if bare.startswith("Table") else f"{bare.removesuffix('(block)')}")
        elif bare.startswith('"'):
            lines[-1] += f" {' '.join(bare.strip(chr(34)).split())}"
    return "\n".join(line.strip().removeprefix("| ").removesuffix(" |") for line in lines) + "\n"


def structure(data: bytes, folder: Path) -> str:
    """The structure tree with its text, as a screen reader meets it."""
    return _run("pdfinfo", "-struct-text", str(_kept(data, folder)))


def about(data: bytes, folder: Path) -> dict[str, str]:
    """Title, author, pages and the like."""
    pairs = (line.split(":", 1) for line in _run("pdfinfo", str(_kept(data, folder))).splitlines())
    return {name: value.strip() for name, value in pairs}


def fonts(data: bytes, folder: Path) -> dict[str, bool]:
    """Font name -> whether it is embedded."""
    lines = _run("pdffonts", str(_kept(data, folder))).splitlines()[2:]
    return {line.split()[0]: line.split()[-5] == "yes" for line in lines}


def words_off_the_page(data: bytes, folder: Path, *, margin: float = 40) -> list[str]:
    """Words that reach into the margin at the left or the right of their page (points)."""
    boxed = _run("pdftotext", "-bbox", str(_kept(data, folder)), "-")
    outside: list[str] = []
    page_width = 0.0
    for kind, left, right, word in _BOXED.findall(boxed):
        if kind == "page":
            page_width = float(right)
        elif float(left) < margin or float(right) > page_width - margin:
            outside.append(word)
    return outside


def complaints(data: bytes, folder: Path) -> str:
    """What qpdf finds wrong, empty for nothing."""
    done = subprocess.run(
        (_tool("qpdf"), "--check", str(_kept(data, folder))), check=False, capture_output=True, text=True
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def qr_texts(data: bytes, folder: Path, *, dpi: int = 100) -> list[str]:
    """What a reader finds in the QR codes of all pages at a resolution, page by page."""
    _run("pdftoppm", "-r", str(dpi), "-png", str(_kept(data, folder)), str(folder / "page"))
    found: list[str] = []
    for picture in sorted(folder.glob("page-*.png")):
        read = subprocess.run(
            (_tool("zbarimg"), "--quiet", "--raw", str(picture)), check=False, capture_output=True, text=True
        )
        found += read.stdout.split()
        picture.unlink()
    return found


def _kept(data: bytes, folder: Path) -> Path:
    path = folder / "document.pdf"
    path.write_bytes(data)
    return path
