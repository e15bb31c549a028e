"""The files of the watched folder that were taken: by name, size and the moment they last changed."""

from collections.abc import Collection
from datetime import datetime

from desktop_app.store.database import Database


class WatchedFiles:
    """What was taken from the watched folder, so that nothing is taken twice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def taken(self, name: str, size: int, changed: int) -> bool:
        """Tell whether a file was taken as it is now. `changed` is in nanoseconds, as the disk tells."""
        row = self._database.row("SELECT size, changed FROM watched_file WHERE name = ?", (name,))
        return row is not None and (row["size"], row["changed"]) == (size, changed)

    def take(self, name: str, size: int, changed: int, *, at: datetime) -> None:
        """Record that a file was taken."""
        self._database.put("watched_file", {"name": name, "size": size, "changed": changed, "taken_at": at.isoformat()})

    def forget_all_but(self, names: Collection[str]) -> None:
        """Forget the files that are no longer in the folder."""
        for row in self._database.rows("SELECT name FROM watched_file"):
            if row["name"] not in names:
                self._database.delete("watched_file", {"name": row["name"]})
