"""XML of files that came from elsewhere, read piece by piece, of which nothing can fill the memory.

No document type, hence no entities; no more depth, names and unfinished markup than any sound file has. What a
listener does not keep is forgotten, so that a part of four gigabytes needs as much memory as a small one.
"""

from collections.abc import Iterator
from typing import IO, Any, Final
from xml.parsers import expat

LONGEST_CELL: Final = 2_000
"""Characters of a cell; what is longer is cut there."""

_CHUNK: Final = 1 << 16
_DEEPEST: Final = 64
_MOST_NAMES: Final = 4_096
_LONGEST_MARK: Final = 1 << 20
"""Bytes of one tag, comment or instruction, at most."""


class Hostile(Exception):  # noqa: N818 - made into a problem where the file's name is known
    """A file would need far more memory than any sound one."""


class _Names(dict[str, str]):
    """Names without their prefix, as many as a sound file has."""

    def __missing__(self, name: str) -> str:
        if len(self) >= _MOST_NAMES:
            raise Hostile
        self[name] = local = name.rpartition(":")[2]
        return local


class Listener:
    """What is heard of a part: elements that open and close, by their name without prefix, and the text wanted.

    A subclass sets `listening` while it wants text; `heard` brings it, cut at `LONGEST_CELL`.
    """

    def __init__(self) -> None:
        self.listening = False
        self._parts: list[str] = []
        self._room = LONGEST_CELL
        self._depth = 0
        self._names = _Names()

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear of an element that opens."""

    def closed(self, name: str) -> None:
        """Hear of an element that closes."""

    def heard(self) -> str:
        """Return the text since the last time."""
        text = "".join(self._parts)
        self._parts.clear()
        self._room = LONGEST_CELL
        return text

    def hear(self, stream: IO[bytes]) -> Iterator[None]:
        """Read a part to its end, and let the caller look after every piece.

        Raises `Hostile`, `expat.ExpatError`, and what `stream` raises.
        """
        parser = expat.ParserCreate(intern=None)
        parser.buffer_text = True
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        parser.StartDoctypeDeclHandler = _on_document_type
        fed = 0
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - max(0, parser.CurrentByteIndex) > _LONGEST_MARK:
                raise Hostile
            yield
        parser.Parse(b"", True)
        yield

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        names = self._names
        if self._depth > _DEEPEST:
            raise Hostile
        for each in attributes:
            names[each]  # so that it is counted
        self.opened(names[name], attributes)

    def _on_end(self, name: str) -> None:
        self._depth -= 1
        self.closed(self._names[name])

    def _on_text(self, text: str) -> None:
        if self.listening and self._room > 0:
            self._parts.append(text[: self._room])
            self._room -= len(text)


def local(attributes: dict[str, str], name: str) -> str:
    """Return an attribute by its name without prefix, empty where there is none."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.endswith(f":{name}")), "")


def _on_document_type(*_declared: Any) -> None:  # noqa: ANN401 - the library's own
    raise Hostile


__all__ = ["LONGEST_CELL", "Hostile", "Listener", "local"]
