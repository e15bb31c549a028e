"""The present look: theme, text size, fonts, icons, and the style sheet made from them."""

import atexit
import contextlib
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal, Self
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_app.foundation.places import resource
from desktop_app.ui.theme.colours import DARK, LIGHT, Role, Theme
from desktop_app.ui.theme.images import icon_pixmap, load_fonts, logo_pixmap, svg_text

Choice = Literal["system", "light", "dark"]
"""Which theme the person wants: the system's, or one of ours."""

SMALLEST_SCALE: Final = 0.90
LARGEST_SCALE: Final = 1.75
_PROPERTY: Final = "cassLook"
_FUSION: Final = "cassFusion"
_STROKE: Final = 1.9
_RAIL_STROKE: Final = 1.75
_MARK: Final = re.compile(r"@(?:(pt|dp|image)\(([^)]*)\)|([a-z0-9_]+))")


class Kind(StrEnum):
    """What a text is, which decides its size and weight. A kind is text too: `"cell"` and `Kind.CELL` are one."""

    FIRST_RUN_TITLE = "first_run_title"
    PAGE_TITLE = "page_title"
    TITLE = "title"
    STEP_TITLE = "step_title"
    CARD_TITLE = "card_title"
    BASE = "base"
    BASE_STRONG = "base_strong"
    BUTTON = "button"
    BUTTON_STRONG = "button_strong"
    FIELD = "field"
    CELL = "cell"
    CELL_STRONG = "cell_strong"
    GRID = "grid"
    GRID_MEDIUM = "grid_medium"
    GRID_STRONG = "grid_strong"
    SENTENCE = "sentence"
    CAPTION = "caption"
    CAPTION_MEDIUM = "caption_medium"
    HEADER = "header"
    CHIP = "chip"
    SMALL = "small"
    SMALL_STRONG = "small_strong"
    COUNT = "count"
    FIGURE = "figure"
    FIGURE_LARGE = "figure_large"
    BAND_LARGE = "band_large"


_W = QFont.Weight
_TYPE: Final[dict[str, tuple[float, QFont.Weight]]] = {
    Kind.FIRST_RUN_TITLE: (18, _W.DemiBold),
    Kind.PAGE_TITLE: (16, _W.DemiBold),
    Kind.TITLE: (14, _W.DemiBold),
    Kind.STEP_TITLE: (13, _W.DemiBold),
    Kind.CARD_TITLE: (10.5, _W.DemiBold),
    Kind.BASE: (10.5, _W.Normal),
    Kind.BASE_STRONG: (10.5, _W.DemiBold),
    Kind.BUTTON: (10.25, _W.Medium),
    Kind.BUTTON_STRONG: (10.25, _W.DemiBold),
    Kind.FIELD: (10.25, _W.Medium),
    Kind.CELL: (10, _W.Normal),
    Kind.CELL_STRONG: (10, _W.DemiBold),
    Kind.GRID: (9.75, _W.Normal),
    Kind.GRID_MEDIUM: (9.75, _W.Medium),
    Kind.GRID_STRONG: (9.75, _W.DemiBold),
    Kind.SENTENCE: (9.5, _W.Normal),
    Kind.CAPTION: (9, _W.Normal),
    Kind.CAPTION_MEDIUM: (9, _W.Medium),
    Kind.HEADER: (9, _W.DemiBold),
    Kind.CHIP: (8.75, _W.DemiBold),
    Kind.SMALL: (8.75, _W.Normal),
    Kind.SMALL_STRONG: (8.75, _W.DemiBold),
    Kind.COUNT: (8, _W.DemiBold),
    Kind.FIGURE: (11.5, _W.DemiBold),
    Kind.FIGURE_LARGE: (17, _W.DemiBold),
    Kind.BAND_LARGE: (22, _W.DemiBold),
}

_RUNNING: Final = frozenset({Kind.CAPTION, Kind.CAPTION_MEDIUM, Kind.SENTENCE, Kind.SMALL, Kind.TITLE, Kind.PAGE_TITLE})
"""Running text, whose figures stand in no column. Equal figures there would set hyphens apart: `VC - 2014 - 0031`."""


class Look(QObject):
    """How everything looks now. One a program; hung on the application so that widgets find it by `Look.of`."""

    changed = Signal()
    """The theme or the text size is another; emitted after the palette and the style sheet are in place."""

    def __init__(self, app: QApplication, theme: Choice = "system", scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._choice: Choice = theme
        self._scale = _bounded(scale)
        self._family = load_fonts()
        self._fonts: dict[str, QFont] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._folder = QTemporaryDir()
        # Python need not tear this object down when the program ends, and the drawn icons would stay behind.
        atexit.register(self._folder.remove)
        self._generation = 0
        self._written = ""
        self._dressed: WeakSet[QWidget] = WeakSet()
        self._theme = self._chosen()
        app.setProperty(_PROPERTY, self)
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        app.screenAdded.connect(self._on_screen_added)

    @classmethod
    def of(cls, widget: QObject | None = None) -> Self:
        """Find the look hung on the application; `widget` is who asks and may be left out."""
        app = QApplication.instance()
        look = app.property(_PROPERTY) if app is not None else None
        if not isinstance(look, cls):
            who = type(widget).__name__ if widget is not None else "someone"
            raise TypeError(f"{who} asked for the look before there was one")
        return look

    @property
    def theme(self) -> Theme:
        """The colours in force."""
        return self._theme

    @property
    def choice(self) -> Choice:
        """What the person asked for."""
        return self._choice

    @property
    def scale(self) -> float:
        """The text size, 0.90 to 1.75."""
        return self._scale

    @property
    def dark(self) -> bool:
        """Whether the dark theme is in force."""
        return self._theme.name == "dark"

    def choose_theme(self, choice: Choice) -> None:
        """Change the theme at once."""
        self._choice = choice
        self._theme = self._chosen()
        self.apply()

    def choose_scale(self, scale: float) -> None:
        """Change the text size at once; kept within 0.90 to 1.75."""
        self._scale = _bounded(scale)
        self.apply()

    def colour(self, role: Role | str) -> QColor:
        """Return the colour of a role. Raises `KeyError` for a role there is not."""
        return self._theme.colours[role]

    def lane(self, index: int) -> QColor:
        """Return the colour of a State's lane in a claim; after six they begin again."""
        return self._theme.lanes[index % len(self._theme.lanes)]

    def lane_tint(self, index: int) -> QColor:
        """Return the pale companion of `lane(index)`."""
        return self._theme.lane_tints[index % len(self._theme.lane_tints)]

    def dp(self, length: float) -> int:
        """Return a length of the design (logical pixels at 100 % text) at the present text size."""
        return round(length * self._scale)

    def points(self, kind: Kind | str) -> float:
        """Return the size of a kind of text in points, at the present text size."""
        return _TYPE[kind][0] * self._scale

    def font(self, kind: Kind | str) -> QFont:
        """Return the font for a kind of text; its figures are all equally wide, except in running text."""
        font = self._fonts.get(kind)
        if font is None:
            points, weight = _TYPE[kind]
            font = self._fonts[str(kind)] = self._font(points, weight, equal_figures=kind not in _RUNNING)
        return QFont(font)

    def pixmap(self, name: str, role: Role | str | QColor = Role.INK2, size: int = 16, dpr: float = 1.0) -> QPixmap:
        """Draw an icon: `role` is a role or a colour, `size` is of the design, `dpr` the device's pixel ratio."""
        colour = role if isinstance(role, QColor) else self.colour(role)
        key = (name, colour.name(), self.dp(size), dpr)
        found = self._pixmaps.get(key)
        if found is None:
            stroke = _RAIL_STROKE if size >= 20 else _STROKE  # noqa: PLR2004 - the rail's size of icon
            found = self._pixmaps[key] = icon_pixmap(name, colour, self.dp(size), dpr, stroke)
        return found

    def icon(self, name: str, role: Role | str = Role.INK2, size: int = 16) -> QIcon:
        """Return an icon for buttons and menus, sharp on every screen that is there."""
        key = (name, str(role), size)
        found = self._icons.get(key)
        if found is None:
            found = QIcon()
            for dpr in sorted({screen.devicePixelRatio() for screen in self._app.screens()}):
                found.addPixmap(self.pixmap(name, role, size, dpr))
                if role != Role.ON_ACCENT:
                    found.addPixmap(self.pixmap(name, Role.INK3, size, dpr), QIcon.Mode.Disabled)
            self._icons[key] = found
        return found

    def logo(self, height: int = 28, dpr: float = 1.0) -> QPixmap:
        """Draw the program's two rings, `height` of the design."""
        return logo_pixmap(self.dp(height), dpr)

    def apply(self) -> None:
        """Put Fusion, palette, font and style sheet in place and tell everyone."""
        self._fonts.clear()
        self._pixmaps.clear()
        self._icons.clear()
        self._generation += 1
        if not self._app.property(_FUSION):
            self._app.setStyle("Fusion")
            self._app.setProperty(_FUSION, True)
        self._app.setFont(self.font(Kind.BASE))
        self._app.setPalette(self._palette())
        self._written = self._sheet()
        for window in list(self._dressed):
            if isValid(window):
                window.setStyleSheet(self._written)
        self.changed.emit()

    def dress(self, window: QWidget) -> None:
        """Give a window of no parent the style sheet, now and after every change; what is in it follows.

        Call it before the window is filled. The sheet is each window's and not the application's, because Qt works an
        application's sheet out anew for every widget, and for all that is in it, each time it is put into another: a
        page put together from its smallest parts then takes three times as long.
        """
        self._dressed.add(window)
        window.setStyleSheet(self._written)

    def _font(self, points: float, weight: QFont.Weight, *, equal_figures: bool) -> QFont:
        font = QFont([self._family, "Segoe UI", "Noto Sans"])
        font.setPointSizeF(points * self._scale)
        font.setWeight(weight)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # whole-pixel advances tear words apart
        font.setFeature(QFont.Tag("tnum"), int(equal_figures))
        return font

    def _chosen(self) -> Theme:
        if self._choice == "system":
            scheme = self._app.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def _on_system_changed(self) -> None:
        if self._choice == "system" and self._chosen() is not self._theme:
            self._theme = self._chosen()
            self.apply()

    def _on_screen_added(self) -> None:
        """Draw the icons anew, sharp on the new screen too."""
        self.apply()

    def _palette(self) -> QPalette:
        palette = QPalette()
        part = QPalette.ColorRole
        for target, role in (
            (part.Window, Role.CANVAS),
            (part.WindowText, Role.INK),
            (part.Base, Role.SURFACE),
            (part.AlternateBase, Role.SUNKEN),
            (part.Text, Role.INK),
            (part.Button, Role.SURFACE),
            (part.ButtonText, Role.INK),
            (part.BrightText, Role.BAD),
            (part.Highlight, Role.ACCENT),
            (part.HighlightedText, Role.ON_ACCENT),
            (part.Accent, Role.ACCENT),
            (part.Link, Role.ACCENT_INK),
            (part.LinkVisited, Role.ACCENT_INK),
            (part.PlaceholderText, Role.INK3),
            (part.ToolTipBase, Role.SURFACE),
            (part.ToolTipText, Role.INK),
            (part.Light, Role.SURFACE),
            (part.Midlight, Role.SUNKEN),
            (part.Mid, Role.LINE),
            (part.Dark, Role.BTN_LINE),
            (part.Shadow, Role.FIELD),
        ):
            palette.setColor(target, self.colour(role))
        for target in (part.WindowText, part.Text, part.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.colour(Role.INK3))
        return palette

    def _sheet(self) -> str:
        template = resource("style", "desk.qss").read_text(encoding="utf-8")
        return _MARK.sub(self._marked, template)

    def _marked(self, match: re.Match[str]) -> str:
        call, argument, role = match.groups()
        if call == "pt":
            return f"{float(argument) * self._scale:.2f}pt"
        if call == "dp":
            return f"{self.dp(float(argument))}px"
        if call == "image":
            name, colour = (part.strip() for part in argument.split(","))
            return f'url("{self._image(name, colour)}")'
        return self.colour(role).name()

    def _image(self, name: str, role: str) -> str:
        """Write a tinted copy for the style sheet, which can only read files."""
        path = Path(self._folder.path()) / f"{name}-{role}-{self._generation}.svg"
        with contextlib.suppress(OSError):  # a full disk costs the tick in a box, never the window
            path.write_bytes(svg_text(name, self.colour(role), _STROKE + 0.5))
        return path.as_posix()


def fusion_application(arguments: Sequence[str]) -> QApplication:
    """Make the application with its style; asking for it later would cost the first window milliseconds."""
    app = QApplication([*(arguments or ("cass-desk",)), "-style", "fusion"])
    app.setProperty(_FUSION, True)
    return app


def _bounded(scale: float) -> float:
    return min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))
