"""The look of the window: roles of colour, type, space, icons, and the one style sheet.

`Look` is built once by the composition root and hung on the application; any widget finds it by `Look.of(widget)`.
Painters ask it for a role each time they paint, so a change of theme or text size needs only a repaint.
"""

from desktop_app.ui.theme.colours import DARK, LIGHT, Role, Theme, contrast, readable_on
from desktop_app.ui.theme.look import LARGEST_SCALE, SMALLEST_SCALE, Choice, Kind, Look, fusion_application

__all__ = [
    "DARK",
    "LARGEST_SCALE",
    "LIGHT",
    "SMALLEST_SCALE",
    "Choice",
    "Kind",
    "Look",
    "Role",
    "Theme",
    "contrast",
    "fusion_application",
    "readable_on",
]
