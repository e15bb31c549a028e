"""People as a page: the list, one person, the form, likely doubles, and two records side by side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.persons import InsuredPerson
from desktop_app.ui.screens.people.dialogs import PickPersonDialog, TakeApartDialog
from desktop_app.ui.screens.people.form_page import FormPage
from desktop_app.ui.screens.people.leaves_dialog import LeavesDialog
from desktop_app.ui.screens.people.list_page import ListPage
from desktop_app.ui.screens.people.pairs_page import DoublesPage
from desktop_app.ui.screens.people.person_page import PersonPage
from desktop_app.ui.screens.people.presenter import PeoplePresenter
from desktop_app.ui.screens.people.side_page import SidePage
from desktop_app.ui.widgets.page_stack import PageStack
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.merge_people import SideBySide, TakingApart
from desktop_app.workflows.people import PersonView
from desktop_app.workflows.person_drafts import KeptPerson

Page = ListPage | PersonPage | FormPage | DoublesPage | SidePage


class PeopleScreen(QWidget):
    """The page; Esc goes one step back."""

    left = Signal()

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people")
        self._presenter = presenter
        self.list = ListPage(presenter)
        self.person = PersonPage()
        self.form = FormPage(presenter)
        self.doubles = DoublesPage(presenter)
        self.side = SidePage(presenter)
        self._came_from: Page = self.list
        self.stack = PageStack()
        for page in (self.list, self.person, self.form, self.doubles, self.side):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._connect()

    def _connect(self) -> None:
        presenter, person = self._presenter, self.person
        presenter.shown.connect(self._on_shown)
        presenter.refreshed.connect(person.show_person)
        presenter.form_wanted.connect(self._on_form)
        presenter.side_shown.connect(self._on_side)
        presenter.apart_shown.connect(self._on_apart)
        self.list.doubles_wanted.connect(self.show_doubles)
        self.doubles.left.connect(self.show_list)
        person.back_wanted.connect(self.show_list)
        person.edit.clicked.connect(presenter.edit)
        person.protect.clicked.connect(presenter.protect)
        person.claim.clicked.connect(presenter.new_claim)
        person.join.clicked.connect(self._on_join)
        person.leaves.clicked.connect(lambda _on: self._on_leaves())
        person.file_wanted.connect(presenter.write_file)
        person.claim_wanted.connect(presenter.claim_wanted)
        person.person_wanted.connect(presenter.open)
        person.compare_wanted.connect(self._on_compare)
        person.apart_wanted.connect(presenter.look_at_merge)
        self.form.left.connect(self._leave_form)
        self.form.person_wanted.connect(presenter.open)
        self.form.relate_wanted.connect(self._on_relate)
        self.side.left.connect(self._leave_side)

    @property
    def page(self) -> Page:
        """What is shown now."""
        shown = self.stack.currentWidget()
        return next(each for each in (self.list, self.person, self.form, self.doubles, self.side) if each is shown)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        self.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again at the person shown: a claim may have been registered meanwhile."""
        super().showEvent(event)
        if self.page is self.person:
            self._presenter.look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed: the page goes out of sight."""
        self._presenter.keep_typed()
        super().hideEvent(event)

    def focus_first(self) -> None:
        """Put the keyboard on what is shown."""
        self.page.focus_first()

    def primary_action(self) -> None:
        """Press the filled button of what is shown: Ctrl+Enter."""
        if self.page is self.form:
            self.form.keep_now()
        elif self.page is self.person:
            self.person.claim.click()
        elif self.page is self.side:
            self.side.join.click()

    def save_now(self) -> None:
        """Keep the form: Ctrl+S."""
        if self.page is self.form:
            self.form.keep_now()

    def escape(self) -> None:
        """Go one step back."""
        if self.page is self.form:
            self.form.leave.click()
        elif self.page is self.side:
            self._leave_side()
        elif self.page in (self.person, self.doubles):
            self.show_list()

    def show_list(self) -> None:
        """Show the list of persons."""
        self._presenter.stop_looking_through()
        self._go(self.list)
        self._presenter.load()

    def show_doubles(self) -> None:
        """Show likely doubles."""
        self._go(self.doubles)
        self._presenter.look_at_pairs()

    def _go(self, page: Page) -> None:
        self.stack.setCurrentWidget(page)
        page.focus_first()

    def _on_shown(self, view: PersonView) -> None:
        self.person.show_person(view)
        if self._came_from is self.doubles and self.page is self.side:
            self.show_doubles()
            return
        self._go(self.person)

    def _on_form(self, view: PersonView | None, kept: KeptPerson | None) -> None:
        self.form.begin(view, kept)
        self._go(self.form)

    def _leave_form(self) -> None:
        if self._presenter.view is not None and self.form.title.text() == self._presenter.view.person.name:
            self._go(self.person)
        else:
            self._go(self.list)

    def _on_compare(self, other_id: str) -> None:
        if self._presenter.view is not None:
            self._presenter.compare(self._presenter.view.person.id, other_id)

    def _on_side(self, both: SideBySide) -> None:
        if self.page is not self.side:
            self._came_from = self.page
        self.side.show_sides(both)
        self._go(self.side)

    def _leave_side(self) -> None:
        if self._came_from is self.doubles:
            self.show_doubles()
        else:
            self._go(self._came_from)

    def _on_leaves(self) -> None:
        presenter = self._presenter

        def ask(offices: tuple[KnownOffice, ...]) -> None:
            dialog = LeavesDialog(offices, self)
            dialog.wanted.connect(lambda code: dialog.follow(presenter.leave_for(code)))
            dialog.open()

        presenter.places_to_go().succeeded.connect(ask)

    def _on_join(self) -> None:
        if self._presenter.view is None:
            return
        dialog = PickPersonDialog(
            self._presenter,
            _("Join with another record"),
            _("Choose the other record of this person; both are shown side by side before anything is done."),
            but=self._presenter.view.person.id,
            parent=self,
        )
        dialog.picked.connect(lambda person: self._on_compare(person.id))
        self._open(dialog)

    def _on_relate(self) -> None:
        but = self._presenter.view.person.id if self._presenter.view is not None else ""
        dialog = PickPersonDialog(
            self._presenter, _("Who is related?"), _("Choose somebody of the register."), but=but, parent=self
        )
        dialog.picked.connect(self._on_related)
        self._open(dialog)

    def _on_related(self, person: InsuredPerson) -> None:
        self.form.relate_to(person)

    def _on_apart(self, plan: TakingApart) -> None:
        def act(reason: str, claims: frozenset[str]) -> None:
            self._presenter.take_apart(plan.merge.id, reason, claims)

        self._open(TakeApartDialog(plan, act, self))

    @staticmethod
    def _open(dialog: PickPersonDialog | TakeApartDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
