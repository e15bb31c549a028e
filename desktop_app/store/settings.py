"""Settings of the whole office: a key, and anything JSON can say. How the window looks is no part of them."""

import json
from collections.abc import Mapping, Sequence

from desktop_app.store.columns import json_text
from desktop_app.store.database import Database

Setting = str | int | bool | Sequence["Setting"] | Mapping[str, "Setting"] | None
"""What a setting can be; figures are whole numbers."""


class Settings:
    """The office's settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, default: Setting = None) -> Setting:
        """Return a setting, `default` when it was never made."""
        row = self._database.row("SELECT value FROM setting WHERE key = ?", (key,))
        found: Setting = json.loads(row["value"]) if row else default
        return found

    def set(self, key: str, value: Setting) -> None:
        """Make or change a setting."""
        self._database.put("setting", {"key": key, "value": json_text(value)})
