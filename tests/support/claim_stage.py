"""A window with the claim's screen over one real desk, driven without waiting."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from desktop_app.ui.notices import Notice, Notices
from desktop_app.ui.screens.claim import ClaimScreen
from desktop_app.ui.shell.status import StatusFacts
from desktop_app.ui.shell.top_bar import Who
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.open_claim import Step
from tests.support.inline_tasks import InlineTasks

WHO = Who(
    office="National Insurance Services, Kingstown",
    code="VC-NIS",
    state="Saint Vincent and the Grenadines",
    user="C. Browne",
    role="Claims officer",
)


class Stage:
    """A window with the claim's screen over one desk."""

    def __init__(self, look: Look, desk: Desk, who: Who = WHO) -> None:
        self.tasks = InlineTasks(desk)
        self.notices = Notices()
        self.window = MainWindow(look, self.tasks, self.notices, who=who)
        self.screen = ClaimScreen(look, self.tasks, self.notices)
        self.window.add_page("claims", "Claims", "folder-open", self.screen)
        self.window.show_status(StatusFacts(backup="Last backup today 07:30", waiting=3, overdue=2))
        self.window.setMinimumSize(0, 0)
        self.said: list[Notice] = []
        self.notices.shown.connect(self.said.append)

    def show(self, size: tuple[int, int]) -> None:
        self.window.show()
        self.window.resize(*size)
        self.window.activateWindow()

    def open(self, key: str, step: Step) -> None:
        self.screen.open(key, int(step))
        self.settle()

    def settle(self) -> None:
        for _turn in range(4):
            self.tasks.settle()
            QApplication.processEvents()

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()

    def find(self, name: str) -> QWidget:
        """Return the widget of this object name on the step shown, else anywhere on the screen."""
        found = self.screen.page().findChild(QWidget, name) or self.screen.findChild(QWidget, name)
        assert found is not None, f"no widget is called {name}"
        return found

    def edit(self, name: str) -> QLineEdit:
        """Return a line to type in."""
        found = self.find(name)
        assert isinstance(found, QLineEdit)
        return found

    def fill(self, name: str, text: str) -> None:
        """Type into a field in place of what stands there, by keyboard."""
        edit = self.edit(name)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)
        self.settle()

    def push(self, name: str) -> None:
        """Press a button by its space bar."""
        button = self.find(name)
        assert isinstance(button, QAbstractButton)
        assert button.isVisible(), f"{name} is not shown"
        assert button.isEnabled(), f"{name} cannot be pressed"
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifiers)
        self.settle()

    @property
    def words(self) -> str:
        """Return what was said last in the notice bar."""
        return self.said[-1].text if self.said else ""
