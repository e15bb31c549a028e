"""A document on its way to a printer: a page is drawn by the worker, laid on the paper, and only then the next."""

from typing import Final

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop_app.foundation.problems import Problem
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.page_view import DrawnPage, draw_page, image_of
from desktop_app.workflows.issue_document import PageSize

PRINT_DPI: Final = 300


class Printing(QObject):
    """One document to one printer. The window stays alive between pages, and no page is kept once it is printed."""

    page_begun = Signal(int, int)
    """Which sheet is being drawn, counted from 1, and how many there are."""

    done = Signal()
    """Every page went to the printer."""

    failed = Signal(object)
    """It ended before: the `Problem`, or None where the printer did not begin or go on."""

    def __init__(
        self, data: bytes, sizes: tuple[PageSize, ...], printer: QPrinter, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._data: Final = data
        self._sizes: Final = sizes
        self._printer: Final = printer
        self._tasks: Final = tasks
        self._painter: Final = QPainter()
        self._sheets = sheets_of(printer, len(sizes))
        self._next = 0
        self._stopped = False

    def start(self) -> None:
        """Draw and print the first page; the others follow."""
        self._printer.setFullPage(True)
        self._draw()

    def cancel(self) -> None:
        """Stop before the next page; what the printer has not begun is not printed."""
        self._stopped = True
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _draw(self) -> None:
        data, number = self._data, self._sheets[self._next]
        self.page_begun.emit(self._next + 1, len(self._sheets))
        ticket = self._tasks.run_free(lambda _progress: draw_page(data, number, PRINT_DPI))
        ticket.succeeded.connect(self._on_drawn)
        ticket.failed.connect(self._on_failed)

    def _on_failed(self, problem: Problem) -> None:
        self.cancel()
        self.failed.emit(problem)

    def _on_drawn(self, page: DrawnPage) -> None:
        if self._stopped:
            return
        if not self._begin_sheet(page.number):
            self.cancel()
            self.failed.emit(None)
            return
        image = image_of(page.picture)
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(_inside(paper, page), image)
        self._next += 1
        if self._next < len(self._sheets):
            self._draw()
        else:
            self._painter.end()
            self.done.emit()

    def _begin_sheet(self, number: int) -> bool:
        size, way = self._sizes[number], QPageLayout.Orientation
        self._printer.setPageOrientation(way.Landscape if size.width > size.height else way.Portrait)
        if self._painter.isActive():
            return self._printer.newPage()
        begun = self._painter.begin(self._printer)
        if begun:
            self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        return begun


def sheets_of(printer: QPrinter, count: int) -> list[int]:
    """Return the pages to print in their order, counted from 0: the range and the copies that were asked for."""
    first, last = 1, count
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        first, last = max(1, printer.fromPage()), min(count, printer.toPage() or count)
    pages = list(range(first - 1, last))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    return pages * copies if printer.collateCopies() else [page for page in pages for _copy in range(copies)]


def _inside(paper: QRect, page: DrawnPage) -> QRect:
    """Return where a page lies on the paper: as large as it fits, in the middle."""
    lying = QRect(paper)
    lying.setSize(
        QSize(page.picture.width, page.picture.height).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    )
    lying.moveCenter(paper.center())
    return lying
