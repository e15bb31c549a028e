"""The program's rules with one thing in a State's pack written otherwise, files and all."""

from functools import cache

from desktop_app.rulebook.shelf import AGREEMENT, Rulebook
from tests.support.desks import rulebook

FIVE_YEARS = b'years = 5\nwindow = "whole career"\ndivisor = 5'
FOUR_YEARS = b'years = 4\nwindow = "whole career"\ndivisor = 4'


@cache
def changed_rulebook(
    state: str = "VC", file: str = "age_pension.toml", old: bytes = FIVE_YEARS, new: bytes = FOUR_YEARS
) -> Rulebook:
    """Return the rules, read from their files, with `old` written as `new` in one of them."""
    book = rulebook()
    packs = {code: dict(book.files[pack.digest]) for code, pack in book.packs.items()}
    before = packs[state][file]
    packs[state][file] = before.replace(old, new)
    assert packs[state][file] != before
    return Rulebook.of_files(packs, book.files[book.agreement.digest][AGREEMENT[-1]])
