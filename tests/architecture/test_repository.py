"""The repository speaks of the product only, and of no computer it was written on."""

import re

from tests.support.sources import ROOT, project_files

# Each word is put together here, so that this file does not find itself.
UNWANTED = {
    "a folder of somebody's computer": r"(?<![\w.])/(?:wo" r"rk|fa" r"rm|ho" r"me|Us" r"ers|ro" r"ot)/[a-z.]",
    "a package registry's address": (
        r"files\.python" r"hosted|py" r"pi\.org|registry\.np" r"mjs|deb\.deb" r"ian\.org|proxy\.gol" r"ang\.org"
    ),
    "who or what wrote it": r"\bsub-?ag" r"ents?\b|\bcoding ag" r"ents?\b|\bco-authored" r"-by\b|\bbefore-" r"stop\b",
    "work that is not done": r"\bTO" r"DO[:(]|\bFIX" r"ME\b|\bX" r"XX\b",
    "a number of a list elsewhere": r"\bissue" r" #?\d+\b",
}


def test_no_file_speaks_of_anything_but_the_product() -> None:
    found = []
    for path in project_files():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a font, a picture, a sealed bundle
        for number, line in enumerate(lines, start=1):
            for what, pattern in UNWANTED.items():
                if re.search(pattern, line, re.IGNORECASE if what.startswith("who") else 0):
                    found.append(f"{path.relative_to(ROOT).as_posix()}:{number}: {what}: {line.strip()[:100]}")
    assert not found, "\n".join(found)


def test_no_file_records_addresses_of_packages() -> None:
    assert not [path for path in project_files() if path.name in {"uv.lock", "poetry.lock", "pip.conf"}]
