"""A document is looked at page by page, printed page by page, and leaves no copy behind."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from desktop_app.documents.pictures import page_count, page_sizes
from desktop_app.documents.worksheet import worksheet_pdf
from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notice, Notices
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview, size_words
from desktop_app.ui.widgets.page_view import KEPT_PAGES
from desktop_app.ui.widgets.printing import sheets_of
from desktop_app.workflows.issue_document import IssuedDocument
from tests.support.clips import clipped
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.sample_documents import certificate_view, long_certificate, worksheet_view

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return worksheet_pdf(worksheet_view())


class Preview:
    def __init__(self, data: bytes, folder: Path) -> None:
        self.desk = desk_of("VC", Places.at(folder / "office"))
        self.tasks = InlineTasks(self.desk)
        self.notices = Notices()
        self.said: list[Notice] = []
        self.notices.shown.connect(self.said.append)
        document = IssuedDocument(name="VC-2014-0001-worksheet.pdf", data=data)
        self.dialog = DocumentPreview("Calculation worksheet", document, self.tasks, self.notices)
        self.dialog.resize(900, 640)
        self.dialog.show()
        self.settle()

    def settle(self) -> None:
        for _turn in range(3):
            self.tasks.settle()
            QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.dialog.pages, key, modifiers)
        self.settle()


Opener = Callable[[bytes], Preview]


@pytest.fixture
def opened(look: Look, tmp_path: Path) -> Iterator[Opener]:
    made: list[Preview] = []

    def begin(data: bytes) -> Preview:
        made.append(Preview(data, tmp_path))
        return made[-1]

    yield begin
    for preview in made:
        if isValid(preview.dialog):
            preview.dialog.reject()
        preview.settle()
        preview.desk.close()
    assert not look.dark


def dark_dots(preview: Preview) -> int:
    image = preview.dialog.pages.viewport().grab().toImage()
    return sum(
        image.pixelColor(x, y).lightness() < 90
        for x in range(40, image.width() - 40, 3)
        for y in range(20, image.height() - 20, 3)
    )


def test_the_first_page_is_drawn_and_the_place_is_said(opened: Opener, sheet: bytes) -> None:
    preview = opened(sheet)
    pages = page_count(sheet)

    assert dark_dots(preview) > 100
    assert preview.dialog.place.text() == f"Page 1 of {pages}"
    assert preview.dialog.facts.text().startswith(f"VC-2014-0001-worksheet.pdf  \u00b7  {pages} pages")
    assert preview.dialog.pages.accessibleName() == f"Calculation worksheet, page 1 of {pages}"
    assert clipped(preview.dialog) == []


def test_only_pages_in_sight_are_drawn_and_few_are_kept(opened: Opener) -> None:
    from desktop_app.documents.certificate import certificate_pdf

    data = certificate_pdf(certificate_view(long_certificate()))
    preview = opened(data)
    pages = page_count(data)
    assert pages > KEPT_PAGES
    assert preview.dialog.pages.drawn_pages() <= {0, 1}

    for _page in range(pages):
        preview.press(Qt.Key.Key_PageDown, CTRL)

    assert preview.dialog.place.text() == f"Page {pages} of {pages}"
    assert len(preview.dialog.pages.drawn_pages()) <= KEPT_PAGES
    assert pages - 1 in preview.dialog.pages.drawn_pages()


def test_pages_are_turned_by_the_keyboard(opened: Opener, sheet: bytes) -> None:
    preview = opened(sheet)
    bar = preview.dialog.pages.verticalScrollBar()

    preview.press(Qt.Key.Key_PageDown)
    assert 0 < bar.value() < bar.maximum()
    preview.press(Qt.Key.Key_PageUp)
    assert bar.value() == 0
    preview.press(Qt.Key.Key_PageDown, CTRL)
    assert preview.dialog.pages.page == 1
    preview.press(Qt.Key.Key_End)
    assert preview.dialog.pages.page == page_count(sheet) - 1
    assert not preview.dialog.after.isEnabled()
    preview.press(Qt.Key.Key_Home)
    assert not preview.dialog.before.isEnabled()


def test_full_size_and_fitted_width(opened: Opener, sheet: bytes) -> None:
    preview = opened(sheet)
    view = preview.dialog.pages
    assert view.horizontalScrollBar().maximum() == 0

    preview.dialog.full.click()
    preview.settle()
    assert view._rects[0].width() == page_sizes(sheet)[0].width * 96 // 72
    assert view.horizontalScrollBar().maximum() > 0
    assert preview.dialog.full.isChecked()
    assert not preview.dialog.fitter.isChecked()

    preview.dialog.fitter.click()
    preview.settle()
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.slow
def test_every_page_goes_to_the_printer(
    opened: Opener, sheet: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "printed.pdf"

    def accepted(dialog: QPrintDialog) -> QDialog.DialogCode:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(target))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accepted)
    preview = opened(sheet)
    QTest.keyClick(preview.dialog, Qt.Key.Key_P, CTRL)
    preview.settle()

    printed = page_sizes(target.read_bytes())
    assert len(printed) == page_count(sheet)
    assert all(size.width > size.height for size in printed)
    assert preview.said[-1].text == "Calculation worksheet went to the printer."
    (line,) = preview.desk.store.journal.lines(limit=1)
    assert line.verb == "document_printed"
    assert line.facts["digest"] == hashlib.sha256(sheet).hexdigest()
    assert not isValid(preview.dialog)


@pytest.mark.slow
def test_closing_stops_the_printing(opened: Opener, sheet: bytes, tmp_path: Path) -> None:
    preview = opened(sheet)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    preview.dialog._print(printer)
    assert "page 1 of" in preview.dialog.said.text()
    preview.dialog.closer.click()
    preview.settle()

    assert not preview.said
    assert not (tmp_path / "printed.pdf").exists()


@pytest.mark.qt_log_ignore("^QPainter::begin")
def test_a_printer_that_does_not_begin_is_said_and_the_document_stays(opened: Opener, sheet: bytes) -> None:
    preview = opened(sheet)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName("/no/such/folder/printed.pdf")

    preview.dialog.print_to(printer)
    preview.settle()

    assert "did not take the document" in preview.dialog.said.text()
    assert preview.dialog.isVisible()
    assert preview.dialog.printer.isEnabled()


@pytest.mark.usefixtures("look")
def test_a_range_of_pages_is_printed() -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert sheets_of(printer, 4) == [0, 1, 2, 3]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert sheets_of(printer, 4) == [1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert sheets_of(printer, 4) == [2, 1]


def test_a_file_that_cannot_be_written_is_said_in_the_dialog(opened: Opener, sheet: bytes, tmp_path: Path) -> None:
    preview = opened(sheet)

    preview.dialog.save_to(tmp_path / "missing" / "sheet.pdf")
    preview.settle()

    assert preview.dialog.said.text()
    assert preview.dialog.isVisible()


def test_looking_leaves_no_copy_in_temporary_folders(
    opened: Opener, sheet: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))

    preview = opened(sheet)
    preview.press(Qt.Key.Key_End)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 byte"), (900, "900 bytes"), (2049, "3 KB"), (2_000_000, "1,954 KB")]
)
def test_a_size_is_said(size: int, words: str) -> None:
    assert size_words(size) == words
