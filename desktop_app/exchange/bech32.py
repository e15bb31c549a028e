"""Bech32 text of a secret age identity (BIP 173), so that keys can be made from the desk's own random bytes."""

from typing import Final

_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LETTERS: Final = 6


def bech32(prefix: str, data: bytes) -> str:
    """Return `data` as Bech32 text with a lower-case `prefix`, in lower case."""
    groups = _fives(data)
    expanded = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    rest = _remainder([*expanded, *groups, *[0] * _CHECKSUM_LETTERS]) ^ 1
    check = [(rest >> 5 * (_CHECKSUM_LETTERS - 1 - place)) & 31 for place in range(_CHECKSUM_LETTERS)]
    return f"{prefix}1{''.join(_LETTERS[value] for value in (*groups, *check))}"


def _fives(data: bytes) -> list[int]:
    """Return the bits of `data` in groups of five, the last one filled up with zeros."""
    bits = len(data) * 8
    padding = -bits % 5
    number = int.from_bytes(data, "big") << padding
    return [(number >> place) & 31 for place in range(bits + padding - 5, -1, -5)]


def _remainder(values: list[int]) -> int:
    rest = 1
    for value in values:
        rest = (rest & 0x1FFFFFF) << 5 ^ value ^ _FOLDED[rest >> 25]
    return rest


def _folded(top: int) -> int:
    """Return what the five highest bits of a remainder fold back to."""
    folded = 0
    for bit, generator in enumerate(_GENERATORS):
        if top >> bit & 1:
            folded ^= generator
    return folded


_FOLDED: Final = tuple(_folded(top) for top in range(32))
