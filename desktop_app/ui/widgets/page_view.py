"""The pages of a document below each other, drawn as they come into sight; nothing of it is ever on the disk."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.focus_ring import DRAWS_OWN_FOCUS
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.issue_document import PageSize, Picture, page_picture, page_sizes

POINTS_AN_INCH: Final = 72
SCREEN_DPI: Final = 96
"""Dots an inch at 100 %."""

LARGEST_FIT: Final = 144
"""A narrow page is not blown up beyond this when it is fitted to the window."""

KEPT_PAGES: Final = 6
"""Pictures that are kept: those in sight and a few around them."""

_GAP: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """A page, counted from 0, as it was drawn with so many dots an inch."""

    number: int
    dpi: int
    picture: Picture


def draw_page(data: bytes, number: int, dpi: int) -> DrawnPage:
    """Draw a page; for the worker."""
    return DrawnPage(number=number, dpi=dpi, picture=page_picture(data, number, dpi))


def image_of(picture: Picture) -> QImage:
    """Return a picture for Qt; it shares the picture's own bytes and lives no longer than they do."""
    return QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)


class PageView(QAbstractScrollArea):
    """The document. PgUp and PgDn go a screen up or down, with Ctrl a page; Home and End to the first and last page."""

    page_changed = Signal(int)
    """The page looked at, counted from 0."""

    opened = Signal(object)
    """The sizes of all pages are known: a tuple of `PageSize`."""

    refused = Signal(object)
    """The `Problem` why a page cannot be drawn."""

    def __init__(self, name: str, data: bytes, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name: Final = name
        self._data: Final = data
        self._tasks: Final = tasks
        self._sizes: tuple[PageSize, ...] = ()
        self._rects: list[QRect] = []
        self._drawn: dict[int, tuple[int, QPixmap]] = {}
        self._waiting = False
        self._fits = True
        self._page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setProperty(DRAWS_OWN_FOCUS, True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        restyled(self, self._lay_out)
        ticket = tasks.run_free(lambda _progress: page_sizes(data))
        ticket.succeeded.connect(self._on_sizes)

    @property
    def sizes(self) -> tuple[PageSize, ...]:
        """The size of every page, none before the document is open."""
        return self._sizes

    @property
    def page(self) -> int:
        """The page looked at, counted from 0."""
        return self._page

    @property
    def fits(self) -> bool:
        """Whether pages are as wide as the window, else they are shown at 100 %."""
        return self._fits

    def drawn_pages(self) -> frozenset[int]:
        """Return the pages whose pictures are kept now, counted from 0."""
        return frozenset(self._drawn)

    def fit_width(self) -> None:
        """Show pages as wide as the window."""
        self._zoom(fits=True)

    def show_full_size(self) -> None:
        """Show pages at 100 %."""
        self._zoom(fits=False)

    def _zoom(self, *, fits: bool) -> None:
        page = self._page
        self._fits = fits
        self._lay_out()
        self.go_to(page)

    def go_to(self, page: int) -> None:
        """Show a page from its top; beyond the ends the first or last."""
        if self._rects:
            page = max(0, min(page, len(self._rects) - 1))
            self.verticalScrollBar().setValue(self._rects[page].y() - Look.of(self).dp(_GAP))

    def _on_sizes(self, sizes: tuple[PageSize, ...]) -> None:
        self._sizes = sizes
        self._lay_out()
        self.opened.emit(sizes)
        self._tell_page()

    def _dpi(self) -> int:
        """Return the dots an inch of the screen at the present zoom."""
        if not self._fits or not self._sizes:
            return Look.of(self).dp(SCREEN_DPI)
        room = self.viewport().width() - 2 * Look.of(self).dp(_GAP)
        widest = max(size.width for size in self._sizes)
        return max(POINTS_AN_INCH // 3, min(room * POINTS_AN_INCH // widest, Look.of(self).dp(LARGEST_FIT)))

    def _lay_out(self) -> None:
        look, dpi = Look.of(self), self._dpi()
        gap = look.dp(_GAP)
        room, top = self.viewport().size(), gap
        self._rects = []
        for size in self._sizes:
            width, height = size.width * dpi // POINTS_AN_INCH, size.height * dpi // POINTS_AN_INCH
            self._rects.append(QRect(max(gap, (room.width() - width) // 2), top, width, height))
            top += height + gap
        widest = max((rect.width() for rect in self._rects), default=0) + 2 * gap
        for bar, whole, seen in (
            (self.verticalScrollBar(), top, room.height()),
            (self.horizontalScrollBar(), widest, room.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(look.dp(32))
        self.viewport().update()
        self._ask()

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_sight(self) -> list[int]:
        seen = QRect(self._offset(), self.viewport().size())
        return [number for number, rect in enumerate(self._rects) if rect.intersects(seen)]

    def _ask(self) -> None:
        """Have the next page drawn that is in sight and not there as it should be; one at a time."""
        if self._waiting or not self._rects or not self.isVisible():
            return
        dpi = int(self._dpi() * self.devicePixelRatioF())
        wanted = next((page for page in self._in_sight() if self._drawn.get(page, (0,))[0] != dpi), None)
        if wanted is None:
            return
        data, number = self._data, wanted
        self._waiting = True
        ticket = self._tasks.run_free(lambda _progress: draw_page(data, number, dpi))
        ticket.succeeded.connect(self._on_drawn)
        ticket.failed.connect(self._on_failed)

    def _on_drawn(self, page: DrawnPage) -> None:
        self._waiting = False
        self._drawn[page.number] = (page.dpi, QPixmap.fromImage(image_of(page.picture)))
        around = self._in_sight() or [self._page]
        for number in sorted(self._drawn, key=lambda kept: abs(kept - around[len(around) // 2]))[KEPT_PAGES:]:
            del self._drawn[number]
        self.viewport().update()
        self._ask()

    def _on_failed(self, problem: Problem) -> None:
        self.refused.emit(problem)  # and no further page is asked for: it would fail likewise

    def _on_scrolled(self) -> None:
        self.viewport().update()
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = next((number for number, rect in enumerate(self._rects) if middle <= rect.bottom()), self._page)
        if page != self._page:
            self._page = page
            self._tell_page()
        self._ask()

    def _tell_page(self) -> None:
        words = _("page {page} of {count}").format(page=self._page + 1, count=len(self._sizes))
        self.setAccessibleName(f"{self._name}, {words}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.page_changed.emit(self._page)

    def sizeHint(self) -> QSize:
        """Ask for a good part of the window."""
        look = Look.of(self)
        return QSize(look.dp(900), look.dp(520))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheets in sight; one that is not drawn yet is white."""
        look, offset = Look.of(self), self._offset()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), look.colour(Role.SUNKEN))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self._in_sight():
            rect = self._rects[number].translated(-offset)
            painter.fillRect(rect.adjusted(-1, -1, 1, 1), look.colour(Role.LINE))
            painter.fillRect(rect, Qt.GlobalColor.white)  # paper is white in the dark theme too
            if number in self._drawn:
                painter.drawPixmap(rect, self._drawn[number][1])
        if not self._rects:
            painter.setFont(look.font(Kind.SENTENCE))
            painter.setPen(look.colour(Role.INK2))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, _("The pages are being drawn…"))
        if self.hasFocus():
            for side in (0, 1):
                painter.setPen(look.colour(Role.ACCENT))
                painter.drawRect(self.viewport().rect().adjusted(side, side, -1 - side, -1 - side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by screens, go by pages."""
        bar, whole = self.verticalScrollBar(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        screen = bar.pageStep() - Look.of(self).dp(2 * _GAP)
        way = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if way and whole:
            self.go_to(self._page + way)
        elif way:
            bar.setValue(bar.value() + way * screen)
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame of what has the keyboard."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Have the pages in sight drawn."""
        super().showEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages again and stay on the one looked at."""
        super().resizeEvent(event)
        page = self._page
        self._lay_out()
        if self._fits and page:
            self.go_to(page)
