"""What the window remembers between two runs: where it stood, which page, theme and text size. No personal data."""

import json
import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

from PySide6.QtCore import QByteArray

from desktop_app.foundation.places import write_atomically
from desktop_app.foundation.problems import Problem
from desktop_app.ui.theme import Choice

_log = logging.getLogger(__name__)
_SECTION: Final = "window"
_THEMES: Final[dict[str, Choice]] = {"system": "system", "light": "light", "dark": "dark"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowMemory:
    """How the window was left. A file that cannot be read, or says nonsense, counts as none."""

    geometry: str = ""
    page: str = ""
    theme: Choice = "system"
    scale_percent: int = 100
    help_folded: bool = False

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what was remembered."""
        kept = _content(path).get(_SECTION)
        if not isinstance(kept, dict):
            return cls()
        percent = kept.get("scale_percent")
        return cls(
            geometry=str(kept.get("geometry", "")),
            page=str(kept.get("page", "")),
            theme=_THEMES.get(str(kept.get("theme", "")), "system"),
            scale_percent=percent if isinstance(percent, int) else 100,
            help_folded=kept.get("help_folded") is True,
        )

    def write(self, path: Path) -> None:
        """Remember; what others keep in the same file stays. A disk that refuses costs only the memory."""
        content = _content(path)
        content[_SECTION] = {
            "geometry": self.geometry,
            "page": self.page,
            "theme": self.theme,
            "scale_percent": self.scale_percent,
            "help_folded": self.help_folded,
        }
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(path, json.dumps(content, indent=2, sort_keys=True).encode() + b"\n")
        except (OSError, Problem) as refusal:
            _log.info("The window's place was not remembered: %s", type(refusal).__name__)

    def with_geometry(self, geometry: QByteArray) -> Self:
        """Remember another place."""
        return replace(self, geometry=bytes(geometry.toBase64().data()).decode("ascii"))

    def qt_geometry(self) -> QByteArray:
        """Return the place as Qt wants it; empty for none."""
        return QByteArray.fromBase64(QByteArray(self.geometry.encode("ascii", "ignore")))


def _content(path: Path) -> dict[str, object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
