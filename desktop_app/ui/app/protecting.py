"""What is protected, in the window: the reason that opens it, who may open it, and every look that was kept."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.users import User
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import moment_words
from desktop_app.wording.rights_words import why_not_words
from desktop_app.wording.terms import roles_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.protected import (
    ProtectionView,
    change_named,
    change_named_of_person,
    end_protection,
    end_protection_of_person,
    open_protected,
    open_protected_person,
    protect,
    protect_person,
    protection_of,
    protection_of_person,
)
from desktop_app.workflows.rights import why_not

_MOST_LOOKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What the dialog shows: how the case is protected now, who could be named, and why one may not protect it.

    `of_person`: it is about a person of the register, whatever claims they have.
    """

    of_person: bool
    view: ProtectionView | None
    people: tuple[User, ...]
    me: str
    refused: str


class AccessDialog(Question):
    """The reason for which a protected case is opened."""

    def __init__(self, key: str, tasks: Tasks, parent: QWidget | None = None, *, of_person: bool = False) -> None:
        sentence = _("It opens for named persons. That you open it, when and why is kept, and cannot be taken away.")
        title = _("This person is protected") if of_person else _("This case is protected")
        super().__init__(title, sentence, PrimaryButton(_("&Open it"), "lock"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._key, self._tasks = key, tasks
        self._open = open_protected_person if of_person else open_protected
        self.reason = LineField(
            _("&Why you need to see it"), hint=_("For example: the certificate of Saint Lucia came")
        )
        self.body.addWidget(self.reason)
        self.body.addStretch(1)
        self.reason.setFocus()

    def _missing(self) -> str:
        said = "" if self.reason.text().strip() else _("Say why, in a few words.")
        self.reason.set_finding("error" if said else "", said)
        return said

    def _on_act(self) -> None:
        if self._missing():
            return
        key, reason, act = self._key, self.reason.text(), self._open

        def job(desk: Desk, _progress: Progress) -> None:
            act(desk, key, reason=reason)

        self.follow(self._tasks.run(job))


class ProtectDialog(Question):
    """Who may open a case: protects it, names others, or ends the protection."""

    def __init__(self, key: str, facts: _Facts, tasks: Tasks, parent: QWidget | None = None) -> None:
        view = facts.view
        sentence = _("Others see that there is a protected case, without name and number. Each look is kept with its "
                     "reason.")  # fmt: skip
        self._of_person = facts.of_person
        title = _title(facts)
        words = _("&Protect it") if view is None else _("&Keep these persons")
        super().__init__(title, sentence, PrimaryButton(words, "lock"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._key, self._tasks, self._view = key, tasks, view
        self.people = {user.id: CheckLine(f"{user.name}, {roles_words(user.roles)}") for user in facts.people}
        named = {user.id for user in view.named} if view else {facts.me}
        self.whole = CheckLine(_("Every claim of this &person, not this one alone"))
        self.whole.set_checked(view.person if view else True)
        self.reason = LineField(_("&Reason"), hint=_("For example: a relative of a colleague"))
        self.end = DangerButton(_("&End the protection"))
        self._fill(facts, named)
        may = view.may_change if view else not facts.refused
        for widget in (*self.people.values(), self.reason, self.act, self.end):
            widget.setEnabled(may)
        self.whole.setEnabled(may and view is None)
        self.whole.setVisible(not facts.of_person)
        if facts.me in self.people:
            self.people[facts.me].setEnabled(False)  # who protects a case can always open it again
        if not may:
            self.says.show_words(
                "warning", facts.refused or _("Only a head of the office who is named here changes it.")
            )
        self.end.clicked.connect(self._on_end)

    def _fill(self, facts: _Facts, named: set[str]) -> None:
        self.body.addWidget(Text(_("Who may open it"), Kind.BASE_STRONG))
        for user, line in self.people.items():
            line.set_checked(user in named)
            self.body.addWidget(line)
        self.body.addWidget(self.whole)
        view = facts.view
        if view is not None:
            since = _("Protected by {name} on {day}: {reason}").format(
                name=view.set_by.name, day=moment_words(view.set_at), reason=view.reason
            )
            self.body.addWidget(Text(since, Kind.SENTENCE, Role.INK2, wrap=True))
            self.looks = Text(_looks(view), Kind.SENTENCE, Role.INK2, wrap=True)
            self.body.addWidget(Text(_("Who opened it"), Kind.BASE_STRONG))
            self.looks.setAlignment(Qt.AlignmentFlag.AlignTop)
            self.body.addWidget(self.looks)
            self.buttons.insertWidget(0, self.end)
        else:
            self.end.hide()
        self.body.addWidget(self.reason)

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of those who are ticked."""
        return tuple(user for user, line in self.people.items() if line.checked())

    def _missing(self) -> str:
        said = "" if self.reason.text().strip() else _("Say why, in a few words.")
        self.reason.set_finding("error" if said else "", said)
        return said

    def _on_act(self) -> None:
        if self._missing():
            return
        key, reason, named, whole = self._key, self.reason.text(), self.named, self.whole.checked()
        first, of_person = self._view is None, self._of_person

        def job(desk: Desk, _progress: Progress) -> None:
            if not first:
                (change_named_of_person if of_person else change_named)(desk, key, reason=reason, named=named)
            elif of_person:
                protect_person(desk, key, reason=reason, named=named)
            else:
                protect(desk, key, reason=reason, named=named, whole_person=whole)

        self.follow(self._tasks.run(job))

    def _on_end(self) -> None:
        if self._missing():
            return
        key, reason = self._key, self.reason.text()
        act = end_protection_of_person if self._of_person else end_protection

        def job(desk: Desk, _progress: Progress) -> None:
            act(desk, key, reason=reason)

        self.follow(self._tasks.run(job))


class Protecting(QObject):
    """Opens the two dialogs over the window."""

    opened = Signal(str, object, str)
    """A reason was given: the claim's key, the step and the field where it should open."""

    person_opened = Signal(str)
    """A reason was given: the id of the person who should be shown."""

    changed = Signal()
    """Who may open a case was changed: lists and the claim shown are old."""

    def __init__(self, window: QWidget, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._tasks, self._notices = window, tasks, notices

    def ask_reason(self, key: str, step: int | None, focus: str) -> None:
        """Ask why a protected case is to be opened, and open it then."""
        dialog = AccessDialog(key, self._tasks, self._window)
        dialog.accepted.connect(lambda: self.opened.emit(key, step, focus))
        dialog.open()

    def ask_reason_for_person(self, person_id: str) -> None:
        """Ask why a protected person is to be opened, and show them then."""
        dialog = AccessDialog(person_id, self._tasks, self._window, of_person=True)
        dialog.accepted.connect(lambda: self.person_opened.emit(person_id))
        dialog.open()

    def show(self, key: str) -> None:
        """Show who may open a claim, and let who may change it."""
        self._fetch(key, of_person=False)

    def show_person(self, person_id: str) -> None:
        """Show who may open a person of the register, and let who may change it."""
        self._fetch(person_id, of_person=True)

    def _fetch(self, key: str, *, of_person: bool) -> None:
        def job(desk: Desk, _progress: Progress) -> _Facts:
            reason = why_not(desk.store, desk.user.id, "case_protected")
            return _Facts(
                of_person=of_person,
                view=(protection_of_person if of_person else protection_of)(desk, key),
                people=tuple(line.user for line in desk.store.users.all() if line.active),
                me=desk.user.id,
                refused=why_not_words(reason) if reason else "",
            )

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(lambda facts: self._show(key, facts))
        ticket.failed.connect(self._notices.refuse)

    def _show(self, key: str, facts: _Facts) -> None:
        dialog = ProtectDialog(key, facts, self._tasks, self._window)
        dialog.accepted.connect(self._on_changed)
        dialog.open()

    def _on_changed(self) -> None:
        self._notices.say(_("Kept. It holds for everybody from now on."))
        self.changed.emit()


def _title(facts: _Facts) -> str:
    if facts.of_person:
        return _("Protect this person") if facts.view is None else _("This person is protected")
    return _("Protect this case") if facts.view is None else _("This case is protected")


def _looks(view: ProtectionView) -> str:
    lines = [
        _("{day}  {name}: {reason}").format(day=moment_words(line.at), name=line.user.name, reason=line.reason)
        for line in view.accesses[:_MOST_LOOKS]
    ]
    more = len(view.accesses) - len(lines)
    return "\n".join((*lines, *((_("and {n} more").format(n=more),) if more > 0 else ())))
