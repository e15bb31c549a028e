"""Messages under way: one that is not for us goes to the office that is competent; one that never came leaves again."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.exchange.presenter import ExchangePresenter
from desktop_app.ui.screens.exchange.received_page import ReceivedPage
from desktop_app.ui.screens.exchange.sending_page import SendingPage
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.forwarding import ForwardDialog
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import SentLine
from desktop_app.workflows.forward_message import Forwarding, forwarding_of
from desktop_app.workflows.receive_bundle import Preview
from desktop_app.workflows.reissue_bundle import declare_lost


class LostDialog(Question):
    """What it means that a bundle is declared lost, before it is."""

    def __init__(self, line: SentLine, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _(
            "{name} leaves again: the same number and contents, sealed for the key {office} has now. If the first one "
            "turns up after all, it is recognised there and nothing counts twice."
        ).format(name=line.file_name, office=line.office_name)
        super().__init__(_("They say it never came"), sentence, PrimaryButton(_("&Declare it lost"), "send"), parent)
        self._bundle, self._tasks = line.bundle_id, tasks
        said = SaidLines()
        said.show_lines((("neutral", _("The days for an answer count from when you hand it over again.")),))
        self.body.addWidget(said)
        self.body.addStretch(1)
        self.act.setFocus()

    def _on_act(self) -> None:
        bundle_id = self._bundle

        def job(desk: Desk, _progress: Progress) -> None:
            declare_lost(desk, bundle_id)

        self.follow(self._tasks.run(job))


class Passage(QObject):
    """Joins both pages to what is done about messages under way."""

    changed = Signal()
    """Something left, or is to leave again: lists are old."""

    def __init__(
        self, presenter: ExchangePresenter, received: ReceivedPage, sending: SendingPage, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._presenter, self._received, self._sending, self._over = presenter, received, sending, parent
        self._forwarding: Forwarding | None = None
        self._looked = ""
        presenter.previewed.connect(self._look)
        received.forward_wanted.connect(self._on_forward)
        sending.lost_wanted.connect(self._on_lost)

    def _look(self, view: Preview) -> None:
        """Ask whether the message shown may be passed on."""
        message_id = self._looked = view.main.message_id
        self._show(None)
        if not view.trusted:
            return

        def job(desk: Desk, _progress: Progress) -> Forwarding | None:
            return forwarding_of(desk, message_id)

        ticket = self._presenter.tasks.look(job)
        ticket.succeeded.connect(partial(self._on_looked, message_id))
        ticket.failed.connect(self._presenter.notices.refuse)

    def _on_looked(self, message_id: str, found: Forwarding | None) -> None:
        if message_id == self._looked:
            self._show(found)

    def _show(self, found: Forwarding | None) -> None:
        self._forwarding = found
        self._received.forward.setVisible(found is not None)

    def _on_forward(self) -> None:
        if self._forwarding is not None:
            dialog = ForwardDialog(self._forwarding, self._presenter.tasks, self._over)
            self._open(dialog, _("Passed on. Both notices wait under To send."))

    def _on_lost(self) -> None:
        line = self._presenter.sent_line
        if line is not None:
            dialog = LostDialog(line, self._presenter.tasks, self._over)
            self._open(dialog, _("Declared lost. Save it for the mail or write it to a stick again."))

    def _open(self, dialog: Question, said: str) -> None:
        dialog.accepted.connect(lambda: self._presenter.notices.say(said))
        dialog.accepted.connect(self.changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
