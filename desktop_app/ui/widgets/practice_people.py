"""Who works in the practice office, with the passphrases: there they guard nothing, and are shown to everybody."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.terms import role_words
from desktop_app.workflows.practice_users import USERS


class PracticePeople(Card):
    """A line a person: sign-in name, role, passphrase, which can be marked and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ground=Role.SUNKEN, parent=parent)
        self._grid = QGridLayout()
        for row, user in enumerate(USERS):
            name = Text(user.login, Kind.BASE_STRONG)
            word = Text(user.passphrase, Kind.BASE)
            for mark in (name, word):
                mark.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
            word.setAccessibleName(_("Passphrase of {login}: {words}").format(login=user.login, words=user.passphrase))
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(Text(role_words(user.role), Kind.SENTENCE, Role.INK2), row, 1)
            self._grid.addWidget(word, row, 2)
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)
        restyled(self, self._restyle_grid)

    def _restyle_grid(self) -> None:
        look = Look.of(self)
        self._grid.setHorizontalSpacing(look.dp(16))
        self._grid.setVerticalSpacing(look.dp(6))
