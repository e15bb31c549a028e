"""Painted parts that widgets and table delegates share: chips, pills, hairlines, patterns of periods."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from desktop_app.ui.theme import Kind, Look, Role

Tone = Literal["ok", "warn", "bad", "neutral", "accent"]
"""What a colour means. A word or an icon always goes with it."""

_INKS: Final[dict[Tone, tuple[Role, Role]]] = {
    "ok": (Role.OK, Role.OK_TINT),
    "warn": (Role.WARN, Role.WARN_TINT),
    "bad": (Role.BAD, Role.BAD_TINT),
    "neutral": (Role.INK2, Role.SUNKEN),
    "accent": (Role.ACCENT_INK, Role.ACCENT_TINT),
}

STATE_CHIP: Final = (28, 20)
LANE_CHIP: Final = (34, 20)
_STRIPE: Final = 5


def tone_ink(tone: Tone) -> Role:
    """Return the role of text and icons of this meaning."""
    return _INKS[tone][0]


def tone_tint(tone: Tone) -> Role:
    """Return the role of the ground under text of this meaning."""
    return _INKS[tone][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PillSpec:
    """A pill: a word on a tint, with an icon where its meaning has one."""

    text: str
    tone: Tone = "neutral"
    icon: str = ""
    small: bool = False


def hairline(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Fill a rectangle one pixel thick on whole pixels, without antialiasing."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(rect, colour)
    painter.restore()


def rounded(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, edge: QColor | None, width: float = 1
) -> None:
    """Draw a rounded box; its edge lies inside `rect` by half the pen."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if edge is not None else 0
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def icon_at(painter: QPainter, look: Look, spec: tuple[str, Role | QColor], rect: QRect, size: int = 14) -> None:
    """Draw an icon (name and role or colour) in the middle of `rect`, sharp on this device."""
    name, role = spec
    pixmap = look.pixmap(name, role, size, painter.device().devicePixelRatio())
    side = look.dp(size)
    painter.drawPixmap(
        rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2, side, side, pixmap
    )


def _pad(spec: PillSpec) -> int:
    return 6 if spec.small else 8


def pill_width(look: Look, spec: PillSpec) -> int:
    """Tell how wide a pill is, in pixels."""
    text = QFontMetrics(look.font(Kind.SMALL_STRONG)).horizontalAdvance(spec.text)
    icon = look.dp(14) + look.dp(5) if spec.icon else 0
    return text + icon + 2 * look.dp(_pad(spec))


def pill_height(look: Look, spec: PillSpec) -> int:
    """Tell how high a pill is, in pixels."""
    return look.dp(18 if spec.small else 22)


def draw_pill(painter: QPainter, look: Look, spec: PillSpec, left: int, middle: int) -> int:
    """Draw a pill from `left`, its middle at height `middle`; return its width."""
    width, height = pill_width(look, spec), pill_height(look, spec)
    rect = QRect(left, middle - height // 2, width, height)
    rounded(painter, QRectF(rect), height / 2, look.colour(tone_tint(spec.tone)), None)
    ink = look.colour(tone_ink(spec.tone))
    x = left + look.dp(_pad(spec))
    if spec.icon:
        icon_at(painter, look, (spec.icon, ink), QRect(x, rect.y(), look.dp(14), height))
        x += look.dp(14) + look.dp(5)
    painter.setFont(look.font(Kind.SMALL_STRONG))
    painter.setPen(ink)
    painter.drawText(QRect(x, rect.y(), width, height), Qt.AlignmentFlag.AlignVCenter, spec.text)
    return width


def chip_width(look: Look, code: str, lane: int | None) -> int:
    """Tell how wide the chip of a State is; at least as wide as the design's."""
    text = QFontMetrics(look.font(Kind.SMALL_STRONG)).horizontalAdvance(code)
    if lane is None:
        return max(look.dp(STATE_CHIP[0]), text + look.dp(12))
    return max(look.dp(LANE_CHIP[0]), text + look.dp(_STRIPE + 12))


def draw_chip(painter: QPainter, look: Look, code: str, lane: int | None, left: int, middle: int) -> int:
    """Draw the chip of a State: neutral, or with the stripe and tint of its lane; return its width."""
    width, height = chip_width(look, code, lane), look.dp(STATE_CHIP[1])
    rect = QRect(left, middle - height // 2, width, height)
    text = QRect(rect)
    if lane is None:
        rounded(painter, QRectF(rect), 4, look.colour(Role.SUNKEN), look.colour(Role.LINE))
    else:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(rect), 4, 4)
        painter.fillPath(outline, look.lane_tint(lane))
        painter.setClipPath(outline)
        painter.fillRect(QRect(rect.x(), rect.y(), look.dp(_STRIPE), height), look.lane(lane))
        painter.restore()
        text.setLeft(rect.x() + look.dp(_STRIPE))
    painter.setFont(look.font(Kind.SMALL_STRONG))
    painter.setPen(look.colour(Role.INK))
    painter.drawText(text, Qt.AlignmentFlag.AlignCenter, code)
    return width


def elided(painter: QPainter, rect: QRect, text: str, flags: Qt.AlignmentFlag) -> None:
    """Draw one line, cut with an ellipsis where there is no room."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, flags | Qt.TextFlag.TextSingleLine, shown)


PeriodLook = Literal["employed", "self_employed", "voluntary", "credited", "not_certified", "overlap"]
"""How a period is drawn: by its kind, or because it is not certified, or because two State's weeks overlap."""


def draw_period(painter: QPainter, look: Look, rect: QRectF, how: PeriodLook, colour: QColor) -> None:
    """Draw a bar of the timeline or the year strip: kinds differ by pattern as well as by colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = look.colour(Role.BAD) if how == "overlap" else colour
    if how == "employed":
        rounded(painter, rect, 2, colour, None)
        painter.restore()
        return
    pen = QPen(edge, 1.2)
    if how == "not_certified":
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(look.colour(Role.SURFACE))
    painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 2, 2)
    inside = QPainterPath()
    inside.addRoundedRect(rect.adjusted(1, 1, -1, -1), 2, 2)
    painter.setClipPath(inside, Qt.ClipOperation.IntersectClip)
    _draw_pattern(painter, rect, how, edge)
    painter.restore()


def _draw_pattern(painter: QPainter, rect: QRectF, how: PeriodLook, colour: QColor) -> None:
    """Fill with diagonals, dots, horizontal lines or a cross-hatch, 1.6 to 2 px at 4.5 to 6 px."""
    painter.setPen(QPen(colour, 1.8))
    height = rect.height()
    if how in {"self_employed", "overlap"}:
        x = rect.left() - height
        while x < rect.right():
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + height, rect.top()))
            if how == "overlap":
                painter.drawLine(QPointF(x, rect.top()), QPointF(x + height, rect.bottom()))
            x += 5.5
    elif how == "credited":
        y = rect.top() + 4
        while y < rect.bottom() - 1:
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
            y += 4.5
    elif how == "voluntary":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        x = rect.left() + 4
        while x < rect.right():
            y = rect.top() + 4
            while y < rect.bottom():
                painter.drawEllipse(QPointF(x, y), 1.1, 1.1)
                y += 4.5
            x += 5
