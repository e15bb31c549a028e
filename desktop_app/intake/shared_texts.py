"""The texts that a workbook keeps once for all its cells: in memory as far as there is room, the rest in a sealed file.

A workbook of a million rows may share millions of texts, names and numbers of persons among them. So blocks of them
that were not wanted lately leave the memory for a file without a name in the temporary folder, enciphered by a key that
is in memory alone: whoever reads the disk reads nothing, and the file is gone with the reader.
"""

import tempfile
from array import array
from collections import OrderedDict
from pathlib import Path
from typing import IO, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import place_problem
from desktop_app.intake.markup import Listener

IN_MEMORY: Final = 8 << 20
"""Bytes of texts that are held in memory, about."""

_BLOCK: Final = 256
_OVERHEAD: Final = 64
_KEY: Final = 32
_NONCE: Final = 12
_BETWEEN: Final = "\x00"


class SharedTexts(Listener):
    """Texts by their number, read from the part only as far as they are wanted."""

    def __init__(self, stream: IO[bytes] | None, clock: Clock, in_memory: int = 0) -> None:
        super().__init__()
        self._pieces = self.hear(stream) if stream is not None else iter(())
        self._clock, self._most = clock, in_memory or IN_MEMORY
        self._open: list[str] = []
        self._count = 0
        self._held: OrderedDict[int, tuple[str, ...]] = OrderedDict()
        self._size = 0
        self._starts, self._ends = array("Q"), array("Q")
        self._file: IO[bytes] | None = None
        self._cipher: AESGCM | None = None
        self._at_end = 0
        self._aside = 0
        self._inside = False

    def __getitem__(self, number: int) -> str:
        """Return a text. Raises `IndexError`, what the part raises, and `PlaceProblem` for the temporary folder."""
        while number >= self._count:
            if next(self._pieces, self) is self:
                raise IndexError(number)
        block, place = divmod(number, _BLOCK)
        if block == self._count // _BLOCK:
            return self._open[place]
        return self._block(block)[place]

    def finish(self) -> None:
        """Read what is left of the part, so that damage of it is found."""
        for _piece in self._pieces:
            pass

    def close(self) -> None:
        """Let the file go."""
        self._pieces = iter(())
        if self._file is not None:
            self._file.close()

    def opened(self, name: str, _attributes: dict[str, str]) -> None:
        """Hear of an element that opens."""
        if name == "si":
            self._inside = True
        elif name == "rPh":
            self._aside += 1
        elif name == "t":
            self.listening = self._inside and not self._aside

    def closed(self, name: str) -> None:
        """Hear of an element that closes; keep the text of an item."""
        if name == "t":
            self.listening = False
        elif name == "rPh":
            self._aside -= 1
        elif name == "si":
            self._inside = False
            self._open.append(self.heard().replace(_BETWEEN, " "))
            self._count += 1
            if len(self._open) == _BLOCK:
                self._hold(self._count // _BLOCK - 1, tuple(self._open))
                self._open.clear()

    def _block(self, block: int) -> tuple[str, ...]:
        found = self._held.get(block)
        if found is not None:
            self._held.move_to_end(block)
            return found
        return self._hold(block, self._read(block))

    def _hold(self, block: int, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Hold a block in memory, and let those go that were not wanted for longest."""
        self._held[block] = texts
        self._size += _size(texts)
        while self._size > self._most and len(self._held) > 1:
            number, left = self._held.popitem(last=False)
            self._size -= _size(left)
            self._write(number, left)
        return texts

    def _write(self, block: int, texts: tuple[str, ...]) -> None:
        """Write a block, sealed, unless it was before: no block ever changes, so none is sealed twice."""
        while len(self._starts) <= block:
            self._starts.append(0)
            self._ends.append(0)
        if self._ends[block]:
            return
        if self._cipher is None:
            self._cipher = AESGCM(self._clock.random_bytes(_KEY))
        sealed = self._cipher.encrypt(_nonce(block), _BETWEEN.join(texts).encode("utf-8"), None)
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="cass-desk-")  # noqa: SIM115 - `close` closes it
            self._file.seek(self._at_end)
            self._file.write(sealed)
        except OSError as error:
            raise place_problem(error, Path(tempfile.tempdir or "")) from error
        self._starts[block] = self._at_end
        self._at_end += len(sealed)
        self._ends[block] = self._at_end

    def _read(self, block: int) -> tuple[str, ...]:
        if self._file is None or self._cipher is None:
            raise IndexError(block)
        try:
            self._file.seek(self._starts[block])
            sealed = self._file.read(self._ends[block] - self._starts[block])
        except OSError as error:
            raise place_problem(error, Path(tempfile.tempdir or "")) from error
        plain = self._cipher.decrypt(_nonce(block), sealed, None)
        return tuple(plain.decode("utf-8").split(_BETWEEN))


def _nonce(block: int) -> bytes:
    return block.to_bytes(_NONCE, "big")


def _size(texts: tuple[str, ...]) -> int:
    return sum(map(len, texts)) + _OVERHEAD * len(texts)


__all__ = ["IN_MEMORY", "SharedTexts"]
