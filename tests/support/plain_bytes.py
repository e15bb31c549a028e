"""Whether what is known of people can be read in any byte of a folder, in whatever form a program may have left it."""

from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

_SHORTEST = 6
"""Bytes of a form that says something; shorter ones stand by chance in what is enciphered."""


def forms(word: str) -> dict[str, bytes]:
    """How a word could stand in a file: as text in any of three encodings, folded, in base64 at any of three places."""
    found: dict[str, bytes] = {}
    for said in {word, word.casefold(), word.upper()}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            found[f"{encoding} {said}"] = said.encode(encoding)
        data = said.encode()
        for shift in range(3):
            head = b64encode(b"\0" * shift + data)[(0, 2, 3)[shift] :]
            found[f"base64 {shift} {said}"] = head.rstrip(b"=")[: -2 or None]
        found[f"hex {said}"] = data.hex().encode()
    return {how: form for how, form in found.items() if len(form) >= _SHORTEST}


def told_by(known: Iterable[str], *folders: Path) -> list[str]:
    """Return which files tell what. Raises `AssertionError` where there is no file at all: nothing was looked at."""
    wanted = {how: form for word in known for how, form in forms(word).items()}
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert files
    told = []
    for path in files:
        data = path.read_bytes()
        told += [f"{path.name}: {how}" for how, form in wanted.items() if form in data]
    return told
