"""The rules that kept calculations used: the files of every pack and of the Agreement, each kept once, for good.

They are kept by their digest as a ZIP whose bytes depend on the files alone.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.database import Database

_MADE: Final = (1980, 1, 1, 0, 0, 0)
"""The day a ZIP says its files were made: the same for all, so that the same files are the same bytes."""


class RulesKind(StrEnum):
    """What files are the rules of."""

    PACK = "pack"
    AGREEMENT = "agreement"


class KeptRules:
    """Rule files by digest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, kind: RulesKind, state: str, digest: str, files: Mapping[str, bytes], at: datetime) -> bool:
        """Keep files under their digest, unless they are kept already; return whether they are new.

        `state` is empty for the Agreement. The caller answers for the digest being that of the files.
        """
        if self.has(digest):
            return False
        self._database.insert(
            "kept_rules",
            {
                "digest": digest,
                "kind": kind,
                "state": state,
                "files": zipped(files),
                "kept_at": at.isoformat(),
            },
        )
        return True

    def has(self, digest: str) -> bool:
        """Tell whether the files of a digest are kept."""
        return bool(self._database.number("SELECT count(*) FROM kept_rules WHERE digest = ?", (digest,)))

    def files(self, digest: str) -> dict[str, bytes]:
        """Return the files of a digest by name. Raises `StoreProblem("rules_not_kept")`."""
        row = self._database.row("SELECT files FROM kept_rules WHERE digest = ?", (digest,))
        if row is None:
            raise StoreProblem("rules_not_kept")
        return unzipped(row["files"])

    def digests(self) -> tuple[str, ...]:
        """Return every digest, in the order kept."""
        return tuple(row["digest"] for row in self._database.rows("SELECT digest FROM kept_rules ORDER BY rowid"))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files by name; the same files give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, files[name])
    return target.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Unpack files by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
