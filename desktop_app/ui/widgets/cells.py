"""What a table's cell shows, as a value, and how it is painted. Knows no model and no view."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import (
    PillSpec,
    Tone,
    chip_width,
    draw_chip,
    draw_pill,
    elided,
    icon_at,
    pill_width,
    rounded,
    tone_ink,
    tone_tint,
)

Align = Literal["left", "right", "center"]

_FLAGS: Final[dict[Align, Qt.AlignmentFlag]] = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
}
_LINE: Final = 17
_BOX: Final = 30
_GAP: Final = 6
BUTTON_HEIGHT: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneSpec:
    """The chip of a State: with its lane within a claim, without one elsewhere."""

    code: str
    lane: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IconSpec:
    """An icon before the text; `boxed` sets it on a tinted square of 30."""

    name: str
    tone: Tone = "neutral"
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonSpec:
    """The row's button: a verb. It is filled in the current row, outlined elsewhere."""

    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. Everything it shows is in words too: `spoken` is what a screen reader says, else the texts."""

    text: str = ""
    second: str = ""
    align: Align = "left"
    strong: bool = False
    muted: bool = False
    tone: Tone | None = None
    second_tone: Tone | None = None
    icon: IconSpec | None = None
    chips: tuple[LaneSpec, ...] = ()
    pill: PillSpec | None = None
    button: ButtonSpec | None = None
    tint: Tone | None = None
    framed: bool = False
    figure: bool = False
    unit: str = ""
    wrap: bool = False
    small: bool = False
    spoken: str = ""
    key: str = ""

    @property
    def words(self) -> str:
        """All that the cell says, for screen readers, copying and searching by letter."""
        if self.spoken:
            return self.spoken
        parts = [
            " ".join(chip.code for chip in self.chips),
            self.text,
            self.unit,
            self.second,
            self.pill.text if self.pill else "",
            self.button.text if self.button else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """How the row of a cell stands, and how much room a cell leaves at its sides."""

    selected: bool = False
    focused: bool = False
    current: bool = False
    first: bool = False
    last: bool = False
    hovered: bool = False
    padding: int = 12
    grid: bool = False


def button_rect(look: Look, rect: QRect, padding: int = 12) -> QRect:
    """Tell where the button of a cell lies."""
    side, height = look.dp(padding), look.dp(BUTTON_HEIGHT)
    return QRect(rect.x() + side, rect.y() + (rect.height() - height) // 2, max(0, rect.width() - 2 * side), height)


def paint_cell(painter: QPainter, look: Look, rect: QRect, cell: Cell, dress: Dress) -> None:
    """Paint a cell: ground, what it shows from left to right, the hairline below, the frame of a focused row."""
    painter.save()
    _paint_ground(painter, look, rect, cell, dress)
    side = look.dp(dress.padding)
    inner = rect.adjusted(side, 0, -side, -1)
    if cell.button is not None:
        paint_button(painter, look, button_rect(look, rect, dress.padding), cell.button, dress)
    else:
        _paint_row(painter, look, inner, cell, dress)
    _paint_frame(painter, look, rect, dress)
    painter.restore()


def _paint_ground(painter: QPainter, look: Look, rect: QRect, cell: Cell, dress: Dress) -> None:
    if dress.selected:
        painter.fillRect(rect, look.colour(Role.ACCENT_TINT))
    if cell.tint is not None and not (dress.selected and cell.tint == "neutral"):
        painter.fillRect(rect, look.colour(tone_tint(cell.tint)))
    painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.colour(Role.LINE))


def _paint_frame(painter: QPainter, look: Look, rect: QRect, dress: Dress) -> None:
    if not (dress.selected and dress.focused):
        return
    accent = look.colour(Role.ACCENT)
    painter.fillRect(rect.x(), rect.y(), rect.width(), 2, accent)
    painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, accent)
    if dress.first:
        painter.fillRect(rect.x(), rect.y(), 2, rect.height(), accent)
    if dress.last:
        painter.fillRect(rect.right() - 1, rect.y(), 2, rect.height(), accent)


def paint_button(painter: QPainter, look: Look, rect: QRect, spec: ButtonSpec, dress: Dress) -> None:
    """Paint a button: filled in the current row, outlined elsewhere."""
    if dress.current:
        fill = look.colour(Role.ACCENT_HOVER if dress.hovered else Role.ACCENT)
        rounded(painter, QRectF(rect), 6, fill, None)
        ink = look.colour(Role.ON_ACCENT)
    else:
        ground = look.colour(Role.HOVER if dress.hovered else Role.SURFACE)
        rounded(painter, QRectF(rect), 6, ground, look.colour(Role.BTN_LINE))
        ink = look.colour(Role.ACCENT_INK)
    painter.setFont(look.font(Kind.CELL_STRONG if dress.current else Kind.GRID_MEDIUM))
    painter.setPen(ink)
    if spec.icon:
        words = painter.fontMetrics().horizontalAdvance(spec.text)
        left = rect.x() + max(0, (rect.width() - words - look.dp(16 + _GAP)) // 2)
        icon_at(painter, look, (spec.icon, ink), QRect(left, rect.y(), look.dp(16), rect.height()), 16)
        rect = QRect(left + look.dp(16 + _GAP), rect.y(), rect.right() - left - look.dp(16 + _GAP), rect.height())
        elided(painter, rect, spec.text, _FLAGS["left"])
    else:
        elided(painter, rect.adjusted(4, 0, -4, 0), spec.text, _FLAGS["center"])


def _paint_row(painter: QPainter, look: Look, inner: QRect, cell: Cell, dress: Dress) -> None:
    """Paint icon, chips, pill and texts in reading order."""
    x, middle = inner.x(), inner.y() + inner.height() // 2
    if cell.icon is not None:
        x += _paint_icon(painter, look, inner, cell.icon, dress)
    for chip in cell.chips:
        x += draw_chip(painter, look, chip.code, chip.lane, x, middle) + look.dp(_GAP)
    if cell.chips:
        x += look.dp(2)
    right = inner.right() + 1
    if cell.pill is not None:
        width = pill_width(look, cell.pill)
        draw_pill(painter, look, cell.pill, right - width if cell.text else x, middle)
        right -= width + look.dp(_GAP) if cell.text else 0
    if cell.unit:
        right -= _paint_unit(painter, look, QRect(x, inner.y(), right - x, inner.height()), cell.unit)
    _paint_texts(painter, look, QRect(x, inner.y(), max(0, right - x), inner.height()), cell, dress)


def _paint_icon(painter: QPainter, look: Look, inner: QRect, icon: IconSpec, dress: Dress) -> int:
    ink = look.colour(tone_ink(icon.tone))
    if not icon.boxed:
        icon_at(painter, look, (icon.name, ink), QRect(inner.x(), inner.y(), look.dp(14), inner.height()))
        return look.dp(14 + 8)
    side = look.dp(_BOX)
    box = QRect(inner.x(), inner.y() + (inner.height() - side + 1) // 2, side, side)
    ground = Role.SURFACE if dress.selected else tone_tint(icon.tone)
    rounded(painter, QRectF(box), 6, look.colour(ground), None)
    icon_at(painter, look, (icon.name, ink), box, 16)
    return side + look.dp(12)


def _paint_unit(painter: QPainter, look: Look, rect: QRect, unit: str) -> int:
    painter.setFont(look.font(Kind.SENTENCE))
    painter.setPen(look.colour(Role.INK2))
    width = painter.fontMetrics().horizontalAdvance(unit)
    painter.drawText(rect, _FLAGS["right"], unit)
    return width + look.dp(10)


def cell_font_kind(cell: Cell, *, grid: bool = False) -> Kind:
    """Tell the kind of text of a cell's first line."""
    if cell.figure:
        return Kind.FIGURE
    if cell.small:
        return Kind.SMALL_STRONG if cell.strong else Kind.CAPTION
    if grid:
        return Kind.GRID_STRONG if cell.strong else Kind.GRID
    return Kind.CELL_STRONG if cell.strong else Kind.CELL


def _paint_texts(painter: QPainter, look: Look, rect: QRect, cell: Cell, dress: Dress) -> None:
    flags = _FLAGS[cell.align]
    painter.setFont(look.font(cell_font_kind(cell, grid=dress.grid)))
    painter.setPen(_ink(look, cell))
    if cell.wrap and cell.second:
        _paint_wrapped(painter, look, rect, cell)
        return
    if cell.wrap:
        painter.drawText(rect, flags | Qt.TextFlag.TextWordWrap, cell.text)
        return
    if cell.framed:
        _paint_accent_frame(painter, look, rect, cell)
    if not cell.second:
        elided(painter, rect, cell.text, flags)
        return
    line = look.dp(_LINE)
    top = rect.y() + (rect.height() - 2 * line + 1) // 2
    elided(painter, QRect(rect.x(), top, rect.width(), line), cell.text, flags)
    painter.setFont(look.font(Kind.HEADER if cell.second_tone else Kind.CAPTION))
    painter.setPen(look.colour(tone_ink(cell.second_tone) if cell.second_tone else Role.INK2))
    elided(painter, QRect(rect.x(), top + line, rect.width(), line), cell.second, flags)


def _paint_wrapped(painter: QPainter, look: Look, rect: QRect, cell: Cell) -> None:
    """Paint both texts over as many lines as they need, the second below the first."""
    first, second = _wrapped_heights(look, cell, rect.width(), cell_font_kind(cell))
    top = rect.y() + max(0, (rect.height() - first - second + 1) // 2)
    flags = _FLAGS[cell.align] & ~Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(QRect(rect.x(), top, rect.width(), first), flags, cell.text)
    painter.setFont(look.font(Kind.CAPTION))
    painter.setPen(look.colour(tone_ink(cell.second_tone) if cell.second_tone else Role.INK2))
    painter.drawText(QRect(rect.x(), top + first, rect.width(), second), flags, cell.second)


def _wrapped_heights(look: Look, cell: Cell, width: int, kind: Kind) -> tuple[int, int]:
    """Tell how high the two texts of a cell are, wrapped in this width."""
    room, flags = QRect(0, 0, max(1, width), 10_000), int(Qt.TextFlag.TextWordWrap)
    first = QFontMetrics(look.font(kind)).boundingRect(room, flags, cell.text).height() if cell.text else 0
    second = QFontMetrics(look.font(Kind.CAPTION)).boundingRect(room, flags, cell.second).height() if cell.second else 0
    return first, second


def cell_height(look: Look, cell: Cell, width: int, *, padding: int = 12) -> int:
    """Tell how high a cell is in a column of this width, with a little room above and below its words; in pixels."""
    if not cell.wrap:
        return 0
    return sum(_wrapped_heights(look, cell, width - 2 * look.dp(padding), cell_font_kind(cell))) + look.dp(8)


def _ink(look: Look, cell: Cell) -> QColor:
    if cell.tone is not None:
        return look.colour(tone_ink(cell.tone))
    if cell.framed:
        return look.colour(Role.ACCENT_INK)
    return look.colour(Role.INK2 if cell.muted else Role.INK)


def _paint_accent_frame(painter: QPainter, look: Look, rect: QRect, cell: Cell) -> None:
    """Frame the figure that is unfolded elsewhere: the worksheet's."""
    words = painter.fontMetrics().horizontalAdvance(cell.text)
    width, height = words + look.dp(14), look.dp(24)
    left = rect.right() + 1 - words - look.dp(7) if cell.align == "right" else rect.x() - look.dp(7)
    box = QRectF(left, rect.y() + (rect.height() - height) // 2, width, height)
    rounded(painter, box, 4, look.colour(Role.ACCENT_TINT), look.colour(Role.ACCENT), width=1.5)


def cell_width(look: Look, cell: Cell, *, padding: int = 12, grid: bool = False) -> int:
    """Tell how much room a cell needs to show all it has, in pixels; wrapped text counts as half."""
    metrics = QFontMetrics(look.font(cell_font_kind(cell, grid=grid)))
    words = metrics.horizontalAdvance(cell.text)
    if cell.wrap:
        words //= 2
    if cell.second:
        kind = Kind.HEADER if cell.second_tone else Kind.CAPTION
        words = max(words, QFontMetrics(look.font(kind)).horizontalAdvance(cell.second))
    width = words + 2 * look.dp(padding)
    if cell.icon is not None:
        width += look.dp(_BOX + 12) if cell.icon.boxed else look.dp(22)
    width += sum(chip_width(look, chip.code, chip.lane) + look.dp(_GAP) for chip in cell.chips)
    if cell.pill is not None:
        width += pill_width(look, cell.pill)
    if cell.unit:
        width += QFontMetrics(look.font(Kind.SENTENCE)).horizontalAdvance(cell.unit) + look.dp(10)
    if cell.button is not None:
        width += QFontMetrics(look.font(Kind.CELL_STRONG)).horizontalAdvance(cell.button.text) + look.dp(16)
    return width
