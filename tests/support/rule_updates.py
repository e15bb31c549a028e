"""Updates of rules for tests: a State's own pack with a change, signed by real offices that the desk knows or not."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from desktop_app.domain.offices import KeyCheck, Office
from desktop_app.exchange.contents import digest_of
from desktop_app.exchange.keys import OfficeSecret, card, make_secret, write_card
from desktop_app.exchange.rule_update import UpdateManifest, add_signature, make_update
from desktop_app.foundation.places import resource_dir
from desktop_app.rulebook.pack_files import digest_of_files, folder_bytes
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_offices import add_office, confirm_key
from tests.support.clocks import FixedClock

BEFORE = b'says = "best 5 years"'
"""What Saint Vincent's pack says of the averaging, in the file as it is."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """An office that makes rules: its card's file and its secret keys."""

    office: Office
    secret: OfficeSecret

    @property
    def card_file(self) -> bytes:
        return write_card(card(self.office, self.secret, date(2026, 1, 5)), self.secret)


@cache
def publisher(code: str) -> Publisher:
    """An office, `VC-RULES` for example; the same keys whenever it is asked for."""
    office = Office(code=code, state=code[:2], name=f"Sample rules office {code}", town="Sampletown")
    return Publisher(office, make_secret(FixedClock(seed=code).random_bytes))


def introduce(desk: Desk, code: str, *, checked: bool = True) -> None:
    """Let a desk take in an office's card, and compare its words."""
    add_office(desk, publisher(code).card_file)
    if checked:
        confirm_key(desk, code, KeyCheck.PHONE, "Sample Person")


@cache
def pack_files(state: str = "VC") -> dict[str, bytes]:
    """The files of a State's own pack."""
    return folder_bytes(resource_dir() / "rules" / state)


def changed_files(old: bytes = BEFORE, new: bytes = b'says = "the best 5 years, as amended"') -> dict[str, bytes]:
    """Saint Vincent's files with one thing written otherwise."""
    files = {name: content.replace(old, new) for name, content in pack_files().items()}
    assert files != pack_files()
    return files


def manifest_of(files: dict[str, bytes], **changes: object) -> UpdateManifest:
    """A manifest that fits these files."""
    made = UpdateManifest(
        state="VC",
        number=1,
        in_force_from=date(2026, 1, 1),
        replaces=digest_of_files(pack_files()),
        pack_digest=digest_of_files(files),
        publisher="VC-RULES",
        created_on=date(2026, 2, 20),
        minimum_program="0.1.0",
        law_changed="The averaging was amended (invented for this test).",
        mistakes_mended="",
        files={name: digest_of(content) for name, content in files.items()},
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # any field of a manifest


def update_file(files: dict[str, bytes] | None = None, *, beside: str = "", **changes: object) -> bytes:
    """An update signed by its publisher, and by another office beside it."""
    packed = changed_files() if files is None else files
    manifest = manifest_of(packed, **changes)
    made = make_update(manifest, packed, manifest.publisher, publisher(manifest.publisher).secret)
    return add_signature(made, beside, publisher(beside).secret) if beside else made


def written(folder: Path, data: bytes, name: str = "VC-rules-000001.cass-rules") -> Path:
    """The update as a file."""
    path = folder / name
    path.write_bytes(data)
    return path
