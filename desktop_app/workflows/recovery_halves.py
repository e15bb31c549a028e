"""The recovery words in two halves, each held by one officer: neither opens anything alone, and both are proven first.

The words' sixteen bytes are the sum (exclusive or) of two halves of sixteen bytes. The first half is chance, so each
half by itself tells nothing at all of the words. A half is written as twelve words and a thirteenth that shows which
half it is and that it was typed right.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from mnemonic import Mnemonic

from desktop_app.domain.users import KEEPING, User
from desktop_app.exchange.keys import told_in_words
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.problems import DutyProblem, KeyProblem
from desktop_app.store.keyring import Keyring
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import acting_user

SHEET_WORDS: Final = 12
HALF_WORDS: Final = 13
"""Words on the one sheet, and on each half."""

_ENTROPY: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHalves:
    """Two halves just made and not yet in force. Nothing of them shows in its `repr`."""

    first: tuple[str, ...] = field(repr=False)
    second: tuple[str, ...] = field(repr=False)


def new_halves(clock: Clock) -> NewHalves:
    """Make recovery words nobody has seen, in two halves."""
    return split(clock.random_bytes(_ENTROPY), clock.random_bytes)


def split(secret: bytes, random_bytes: Callable[[int], bytes]) -> NewHalves:
    """Return two halves of sixteen bytes, each with a last word that tells the first from the second.

    One half in two thousand has the same last word as either; such halves are drawn again.
    """
    first = second = b""
    while not (first and _tells(first) and _tells(second)):
        first = random_bytes(_ENTROPY)
        second = bytes(one ^ other for one, other in zip(first, secret, strict=True))
    return NewHalves(first=_written(1, first), second=_written(2, second))


def recovery_phrase(typed: str) -> str:
    """Return the recovery words from what was typed: those of one sheet as they are, or both halves in either order.

    Raises `KeyProblem`: `recovery_words_count` (count), `recovery_half_wrong` (half, counted as typed),
    `recovery_half_twice` (half).
    """
    words = typed.casefold().split()
    if len(words) == SHEET_WORDS:
        return " ".join(words)
    if len(words) != 2 * HALF_WORDS:
        raise KeyProblem("recovery_words_count", count=len(words))
    return joined(" ".join(words[:HALF_WORDS]), " ".join(words[HALF_WORDS:]))


def joined(first_typed: str, second_typed: str) -> str:
    """Return the recovery words from two halves as typed, in either order. Raises as `recovery_phrase`."""
    halves = {}
    for place, typed in enumerate((first_typed, second_typed), start=1):
        number, half = _read(typed, place)
        if number in halves:
            raise KeyProblem("recovery_half_twice", half=number)
        halves[number] = half
    secret = bytes(one ^ other for one, other in zip(halves[1], halves[2], strict=True))
    return str(Mnemonic("english").to_mnemonic(secret))


def half_sheet(office_name: str, half: int, words: tuple[str, ...], officer: str, today: date) -> bytes:
    """Return one half as PDF."""
    from desktop_app.documents.recovery_sheet import recovery_half_pdf

    return recovery_half_pdf(office_name, half, words, officer, today)


def other_officers(desk: Desk) -> tuple[tuple[str, User], ...]:
    """Return who could hold the other half: sign-in name and user of everyone else who works here."""
    return tuple(
        (line.login, line.user) for line in desk.store.users.all() if line.active and line.user.id != desk.user.id
    )


def keep_halves(
    desk: Desk, halves: NewHalves, *, first_typed: str, second_typed: str, login: str, passphrase: str
) -> None:
    """Put the halves in force, once each was typed back whole and the second officer has proven who they are.

    Sheets and halves made before open nothing any more. Raises `DutyProblem` (`recovery_makers`,
    `recovery_one_officer`, `user_inactive`), `KeyProblem` (`recovery_half_not_proven` (half), `user_unknown`,
    `passphrase_wrong`, `passphrase_wait`), `PlaceProblem`.
    """
    user = acting_user(desk)
    if not user.holds(KEEPING):
        raise DutyProblem("recovery_makers")
    for half, (made, typed) in enumerate(((halves.first, first_typed), (halves.second, second_typed)), start=1):
        if tuple(typed.casefold().split()) != made:
            raise KeyProblem("recovery_half_not_proven", half=half)
    keyring = Keyring.load(desk.places.keyring_file, desk.clock)
    second = desk.store.users.by_login(login)
    if second is None or keyring.user_of(login) != second.id:
        raise KeyProblem("user_unknown")
    if second.id == user.id:
        raise DutyProblem("recovery_one_officer")
    keyring.unlock(second.id, passphrase)
    phrase = joined(first_typed, second_typed)
    with desk.store.act(verb="recovery_halves_made", user=user.id, about=user.id, facts={"with": second.id}):
        desk.store.set_recovery(keyring, phrase)


def _written(number: int, half: bytes) -> tuple[str, ...]:
    return (*str(Mnemonic("english").to_mnemonic(half)).split(), _check_word(number, half))


def _tells(half: bytes) -> bool:
    return _check_word(1, half) != _check_word(2, half)


def _check_word(number: int, half: bytes) -> str:
    return told_in_words(f"CASS recovery half 1\n{number}\n{half.hex()}\n", 1)[0]


def _read(typed: str, place: int) -> tuple[int, bytes]:
    """Return which half it is and what it holds. Raises `KeyProblem("recovery_half_wrong")`."""
    words = typed.casefold().split()
    wordlist = Mnemonic("english")
    if len(words) != HALF_WORDS or not wordlist.check(" ".join(words[:-1])):
        raise KeyProblem("recovery_half_wrong", half=place)
    half = bytes(wordlist.to_entropy(words[:-1]))
    number = next((one for one in (place, 3 - place) if _check_word(one, half) == words[-1]), None)
    if number is None:
        raise KeyProblem("recovery_half_wrong", half=place)
    return number, half
