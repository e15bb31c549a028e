"""Users and roles: who can sign in, as what, and what each role may do."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from desktop_app.domain.users import Role
from desktop_app.ui.theme import Kind
from desktop_app.ui.theme import Role as Colour
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.detail_page import DetailPage
from desktop_app.ui.widgets.drawing import PillSpec
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import role_about_words
from desktop_app.wording.terms import role_words, roles_words
from desktop_app.workflows.keep_users import UserLine, UsersView


class UsersPage(DetailPage):
    """The table; the buttons are about its current row."""

    add_wanted = Signal()
    change_wanted = Signal(object)
    """A `UserLine`."""
    passphrase_wanted = Signal(object)
    """A `UserLine`: one who lost the passphrase, or who comes back."""
    deactivate_wanted = Signal(object)
    """A `UserLine`."""
    renew_wanted = Signal()
    """The store shall have a new key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[UserLine, ...] = ()
        self._may_keep = False
        self.title.setText(_("Users and roles"))
        self.about.setText(_("The law wants two persons for some acts; each signs in with a passphrase of their own."))
        self.pill.hide()
        self.table = ShortTable(
            _("Users"),
            (
                Column(title=_("Name"), width=220, stretch=3, least=170),
                Column(title=_("Sign-in name"), width=140, stretch=1, least=110),
                Column(title=_("Role"), width=150, stretch=1, least=120),
                Column(title=_("Signs in with"), width=190, stretch=1, least=170),
            ),
            row_height=44,
            marks_current=True,
            top_of_card=True,
        )
        self.table.setObjectName("users")
        card = Card(flush=True)
        card.body.addWidget(self.table)
        self.page.addWidget(card)
        roles = Card(title=_("What each role may do"))
        for role in Role:
            roles.body.addWidget(Paragraph(f"*{role_words(role)}.* {role_about_words(role)}"))
        both = _("What one person proposes another accepts, and one of the two is the head of the office: settings of "
                 "open points, and updates of the rules.")  # fmt: skip
        roles.body.addWidget(Paragraph(both))
        self.page.addWidget(roles)
        self.page.addWidget(self._key_card())
        self.page.addStretch(1)
        self._fill_bar()
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_buttons())
        self.table.row_activated.connect(lambda _row: self._change())

    def _key_card(self) -> Card:
        card = Card(title=_("Key of the store"))
        words = _("Who left may have kept a copy of the store and its keys. Under a new key that copy opens nothing "
                  "made from then on; everybody else signs in once with words for one use.")  # fmt: skip
        card.body.addWidget(Text(words, Kind.SENTENCE, Colour.INK2, wrap=True))
        self.renew = SecondaryButton(_("Re&new the key…"), "key-round")
        self.renew.clicked.connect(self.renew_wanted)
        card.add_beside_title(self.renew)
        return card

    def _fill_bar(self) -> None:
        self.leave = SecondaryButton(_("&End access…"), "x")
        self.passphrase = SecondaryButton(_("&Passphrase…"), "key-round")
        self.change = SecondaryButton(_("Chan&ge…"), "pencil")
        self.add = PrimaryButton(_("&Add a user…"), "plus")
        self.bar.row.addWidget(self.hint, 10)
        self.bar.row.addStretch(1)  # in place of the hint where there is none
        for button in (self.leave, self.passphrase, self.change, self.add):
            self.bar.row.addWidget(button)
        self.add.clicked.connect(self.add_wanted)
        self.change.clicked.connect(self._change)
        self.passphrase.clicked.connect(lambda: self._about_current(self.passphrase_wanted))
        self.leave.clicked.connect(lambda: self._about_current(self.deactivate_wanted))

    @property
    def current(self) -> UserLine | None:
        """The user of the current row."""
        row = self.table.current_row()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def show_users(self, view: UsersView) -> None:
        """Show the users."""
        self._lines, self._may_keep = view.lines, view.may_keep
        row = max(0, self.table.current_row())
        self.table.show_rows([_cells(line) for line in view.lines])
        self.table.choose_row(min(row, len(view.lines) - 1))
        self.hint.setText("" if view.may_keep else _("Only an administrator or the head of the office changes users."))
        self.hint.setVisible(bool(self.hint.text()))
        self._show_buttons()

    def focus_first(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus()

    def _show_buttons(self) -> None:
        line, may = self.current, self._may_keep
        self.add.setEnabled(may)
        self.renew.setEnabled(may)
        self.change.setEnabled(may and line is not None)
        self.passphrase.setEnabled(may and line is not None and not line.own)
        self.passphrase.set_words(_("&Let in again…") if line and not line.active else _("&Passphrase…"))
        self.leave.setEnabled(may and line is not None and line.active and not line.own)

    def _change(self) -> None:
        if self.change.isEnabled():
            self._about_current(self.change_wanted)

    def _about_current(self, signal: SignalInstance) -> None:
        line = self.current
        if line is not None:
            signal.emit(line)


def _cells(line: UserLine) -> tuple[Cell, ...]:
    if not line.active:
        state = PillSpec(text=_("Signs in no more"))
    elif line.one_time:
        state = PillSpec(text=_("One-time words"), tone="warn", icon="key-round")
    else:
        state = PillSpec(text=_("Own passphrase"), tone="ok", icon="check")
    return (
        Cell(text=line.user.name, second=_("You") if line.own else "", strong=line.active, muted=not line.active),
        Cell(text=line.login, muted=not line.active),
        Cell(text=roles_words(line.user.roles), muted=not line.active),
        Cell(pill=state),
    )
