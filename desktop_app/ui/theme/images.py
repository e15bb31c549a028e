"""Icons drawn from SVG in a colour, and the fonts we ship. Knows no theme: it is told the colour."""

import math
import re

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.foundation.places import resource

FONT_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")
_STROKE = re.compile(r'stroke-width="[^"]*"')


def load_fonts() -> str:
    """Register the Inter we ship and return its family. Raises `PlaceProblem` when a file is missing."""
    if "Inter" not in QFontDatabase.families():
        for name in FONT_FILES:
            QFontDatabase.addApplicationFont(str(resource("fonts", "inter", name)))
    return "Inter"


def svg_text(name: str, colour: QColor, stroke: float) -> bytes:
    """Return a line icon in a colour and stroke width. Raises `PlaceProblem` when we ship no such icon."""
    text = resource("icons", "lucide", f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", colour.name())
    return _STROKE.sub(f'stroke-width="{stroke}"', text).encode()


def logo_pixmap(height: int, dpr: float) -> QPixmap:
    """Draw the two rings at this height (logical pixels) for this ratio of device pixels."""
    data = resource("icons", "cass-desk.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(data))
    natural = renderer.defaultSize()
    width = round(height * natural.width() / natural.height())
    return _drawn(renderer, QSize(width, height), dpr)


def icon_pixmap(name: str, colour: QColor, size: int, dpr: float, stroke: float) -> QPixmap:
    """Draw a line icon, `size` logical pixels square, for this ratio of device pixels."""
    return _drawn(QSvgRenderer(QByteArray(svg_text(name, colour, stroke))), QSize(size, size), dpr)


def _drawn(renderer: QSvgRenderer, size: QSize, dpr: float) -> QPixmap:
    pixmap = QPixmap(math.ceil(size.width() * dpr), math.ceil(size.height() * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return pixmap
