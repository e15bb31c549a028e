"""The colours by their role, light and dark, and the lanes of States. Knows no widget."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from PySide6.QtGui import QColor


class Role(StrEnum):
    """What a colour is for. A role is text too, so `"ink2"` and `Role.INK2` are the same key."""

    CANVAS = "canvas"
    SURFACE = "surface"
    SUNKEN = "sunken"
    HOVER = "hover"
    INK = "ink"
    INK2 = "ink2"
    INK3 = "ink3"
    LINE = "line"
    FIELD = "field"
    BTN_LINE = "btn_line"
    ACCENT = "accent"
    ACCENT_HOVER = "accent_hover"
    ACCENT_PRESS = "accent_press"
    ON_ACCENT = "on_accent"
    ACCENT_INK = "accent_ink"
    ACCENT_TINT = "accent_tint"
    OK = "ok"
    OK_TINT = "ok_tint"
    WARN = "warn"
    WARN_TINT = "warn_tint"
    WARN_LINE = "warn_line"
    BAD = "bad"
    BAD_TINT = "bad_tint"
    RAIL = "rail"
    RAIL_TEXT = "rail_text"
    RAIL_SELECTED = "rail_selected"
    RAIL_SELECTED_TEXT = "rail_selected_text"
    RAIL_MARK = "rail_mark"
    RAIL_MARK_INK = "rail_mark_ink"
    TRAINING = "training"
    TRAINING_INK = "training_ink"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One set of colours: every role, and six lanes with their tints in the order of first insurance in a claim."""

    name: Literal["light", "dark"]
    colours: Mapping[str, QColor]
    lanes: tuple[QColor, ...]
    lane_tints: tuple[QColor, ...]


_TABLE: Final = """
canvas              #F4F6F9  #0E141D
surface             #FFFFFF  #171F2B
sunken              #EEF2F6  #1D2734
hover               #F2F6F9  #1F2A38
ink                 #14213D  #E9EEF5
ink2                #4A5568  #B3BECC
ink3                #5D6A7E  #94A2B4
line                #D5DCE6  #2D3949
field               #7A889C  #77879C
btn_line            #AEBACA  #46566B
accent              #0B6E8A  #5BBCD6
accent_hover        #085A72  #7CCCE2
accent_press        #064A5E  #46A5BF
on_accent           #FFFFFF  #06202A
accent_ink          #0A647E  #7FD0E6
accent_tint         #E3F1F5  #143442
ok                  #166534  #7FD1A0
ok_tint             #E7F4EC  #14301F
warn                #92400E  #F2C063
warn_tint           #FDF3DC  #382A10
warn_line           #E3B95C  #6B5220
bad                 #B42318  #FF9C91
bad_tint            #FDECEA  #3E1B1A
rail                #14213D  #0A0F16
rail_text           #C9D3E3  #B3BECC
rail_selected       #263A63  #1C2938
rail_selected_text  #FFFFFF  #FFFFFF
rail_mark           #5CC4DE  #5BBCD6
rail_mark_ink       #06202A  #06202A
training            #F2C063  #F2C063
training_ink        #14213D  #14213D
"""


def _column(number: int) -> dict[str, QColor]:
    return {parts[0]: QColor(parts[number]) for parts in map(str.split, _TABLE.strip().splitlines())}


def _list(text: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in text.split())


LIGHT: Final = Theme(
    name="light",
    colours=_column(1),
    lanes=_list("#1F55B5 #A84A12 #159C78 #8A4696 #C48A0C #343B49"),
    lane_tints=_list("#E6EDF9 #FAEBE1 #E1F4EE #F3E9F5 #FBF1DC #E8EAED"),
)
DARK: Final = Theme(
    name="dark",
    colours=_column(2),
    lanes=_list("#8FBCF5 #E08A4A #3FD1A5 #C58BD8 #F2CE5A #8792A3"),
    lane_tints=_list("#1B2A40 #36241A #132F28 #302237 #352D15 #232A34"),
)


def _luminance(colour: QColor) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB, IEC 61966-2-1
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Tell the contrast of two colours, 1 to 21, as WCAG 2 counts it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(background: QColor) -> QColor:
    """Choose white or ink for text on a bar, whichever contrasts more."""
    white, ink = QColor("#FFFFFF"), LIGHT.colours[Role.INK]
    return white if contrast(white, background) >= contrast(ink, background) else ink
