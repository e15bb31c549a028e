"""Make updates of rules at an institution, without a desk: its rule makers' keys, the sealed file, a second signature.

What is sealed is sound and right on this computer: every check of a pack, and every worked example of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop_app import __version__
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.offices import KeyCheck, KnownOffice, Office
from desktop_app.exchange.contents import digest_of
from desktop_app.exchange.key_file import read_key_file, write_key_file
from desktop_app.exchange.keys import OfficeSecret, card, key_words, make_secret, read_card, write_card
from desktop_app.exchange.limits import CARD_BYTES
from desktop_app.exchange.rule_update import (
    UPDATE_BYTES,
    RuleUpdate,
    UpdateManifest,
    add_signature,
    file_name,
    make_update,
    read_update,
)
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import reading_problem, write_atomically
from desktop_app.foundation.problems import RuleProblem
from desktop_app.rulebook.pack_files import folder_bytes
from desktop_app.workflows.consult_rules import load_rulebook
from desktop_app.workflows.rules_in_use import PackRefused, SoundPack, pack_of, sound_pack
from desktop_app.workflows.update_checks import check_signers
from desktop_app.workflows.work_examples import work_examples

_CODE_ENDS: Final = 8
"""Characters of an office's code after the State's two and the hyphen, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeKey:
    """The files of a new key: the secret one to keep as a seal, the card to hand out, the words to compare."""

    key_file: Path
    card_file: Path
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedUpdate:
    """An update that was written: where, what it says, and who signed it."""

    path: Path
    manifest: UpdateManifest
    signers: tuple[str, ...]


def make_key(
    clock: Clock, office: Office, key_file: Path, card_file: Path, ask_passphrase: Callable[[], str]
) -> MadeKey:
    """Make the keys of an institution's rule makers; nothing is written over.

    The key file is encrypted under the passphrase, which is asked for when all else is right.
    Raises `RuleProblem`: `party_unknown`, `office_code_unfit` (text, state), `key_file_exists` (path),
    `key_passphrase_weak`; `PlaceProblem`.
    """
    load_rulebook().party(office.state)
    ending = office.code.removeprefix(f"{office.state}-")
    if ending == office.code or not ending.isalnum() or ending != ending.upper() or len(ending) >= _CODE_ENDS:
        raise RuleProblem("office_code_unfit", text=office.code, state=office.state)
    for path in (key_file, card_file):
        if path.exists():
            raise RuleProblem("key_file_exists", path=str(path))
    secret = make_secret(clock.random_bytes)
    own = card(office, secret, clock.today())
    write_atomically(key_file, write_key_file(office.code, office.state, secret, ask_passphrase()))
    write_atomically(card_file, write_card(own, secret))
    return MadeKey(key_file=key_file, card_file=card_file, words=key_words(own))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenKey:
    """A key file that was opened: whose it is, and the secret keys."""

    office: str
    state: str
    secret: OfficeSecret = field(repr=False)


def open_key(key_file: Path, passphrase: str) -> OpenKey:
    """Open a key file. Raises what `read_key_file` raises, and `PlaceProblem`."""
    office, state, secret = read_key_file(_bytes_of(key_file, CARD_BYTES), passphrase)
    return OpenKey(office=office, state=state, secret=secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUpdate:
    """What the maker of an update says of it. `replaces` empty: the program's own pack of that State."""

    in_force_from: date
    number: int = 1
    law_changed: str = ""
    mistakes_mended: str = ""
    replaces: str = ""
    minimum_program: str = __version__


def seal_rules(clock: Clock, folder: Path, key: OpenKey, said: NewUpdate, out: Path) -> SealedUpdate:
    """Write the signed update of a State's folder to a file, or into a folder under its own name.

    Raises `PackRefused` with every error of the pack, what `make_update` raises, and `RuleProblem`: `rules_not_found`
    (path), `update_other_state` (state, rules_of), `update_says_nothing`, `update_example_fails`.
    """
    files = folder_bytes(folder)
    if not files:
        raise RuleProblem("rules_not_found", path=str(folder))
    if not said.law_changed.strip() and not said.mistakes_mended.strip():
        raise RuleProblem("update_says_nothing")
    office, state, secret = key.office, key.state, key.secret
    sound = sound_pack(folder.resolve().name, files)
    if sound.pack.state != state:
        raise RuleProblem("update_other_state", state=state, rules_of=sound.pack.state)
    failed = examples_of(sound)
    if failed:
        raise RuleProblem("update_example_fails", example=str(failed[0].facts["example"]), count=len(failed))
    manifest = UpdateManifest(
        state=state,
        number=said.number,
        in_force_from=said.in_force_from,
        replaces=said.replaces or load_rulebook().digest(state),
        pack_digest=sound.pack.digest,
        publisher=office,
        created_on=clock.today(),
        minimum_program=said.minimum_program,
        law_changed=said.law_changed.strip(),
        mistakes_mended=said.mistakes_mended.strip(),
        files={name: digest_of(content) for name, content in files.items()},
    )
    return _written(make_update(manifest, files, office, secret), out)


def sign_rules(path: Path, key: OpenKey, out: Path) -> SealedUpdate:
    """Add the signature of another office to an update. Raises what `add_signature` raises."""
    return _written(add_signature(_bytes_of(path, UPDATE_BYTES), key.office, key.secret), out)


def check_update_file(path: Path, cards: Iterable[Path] = ()) -> tuple[Finding, ...]:
    """Check the file of an update as a desk does; signatures only against the cards given, as compared by voice.

    An update whose pack has errors is told by all of them. Raises what `read_update`, `pack_of` and, where cards are
    given, `check_signers` raise.
    """
    data = _bytes_of(path, UPDATE_BYTES)
    update = read_update(data)
    signed = _signed(update, tuple(cards))
    try:
        sound = pack_of(data)
    except PackRefused as refused:
        return (*signed, *refused.findings)
    return (*signed, *sound.findings, *examples_of(sound))


def examples_of(sound: SoundPack) -> tuple[Finding, ...]:
    """Work the examples of a pack, with the other States' packs as they are here."""
    ours = load_rulebook()
    packs = MappingProxyType({**ours.packs, sound.pack.state: sound.pack})
    return work_examples(replace(ours, packs=packs), (sound.pack.state,))


def _signed(update: RuleUpdate, cards: tuple[Path, ...]) -> tuple[Finding, ...]:
    facts: dict[str, str | int] = {
        "key": "",
        "offices": ", ".join(sorted(update.signatures)),
        "state": update.manifest.state,
        "number": update.manifest.number,
    }
    if not cards:
        return (Finding(code="update_signers_unchecked", level=Level.NOTE, where="update", facts=facts),)
    known = {}
    for path in cards:
        own = read_card(_bytes_of(path, CARD_BYTES))
        known[own.office.code] = KnownOffice(card=own, check=KeyCheck.IN_PERSON)
    check_signers(update, known.get)
    return (Finding(code="update_signers_checked", level=Level.NOTE, where="update", facts=facts),)


def _written(data: bytes, out: Path) -> SealedUpdate:
    update = read_update(data)
    path = out / file_name(update.manifest) if out.is_dir() else out
    write_atomically(path, data)
    return SealedUpdate(path=path, manifest=update.manifest, signers=tuple(sorted(update.signatures)))


def _bytes_of(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise reading_problem(error, path) from error
