"""Opens the questions about keys and lists over the page, and hands on what was answered."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.ui.screens.offices.detail import OfficeDetail
from desktop_app.ui.screens.offices.key_dialogs import (
    ExportDialog,
    GoOnDialog,
    KnownDialog,
    ListDialog,
    OwnKeyDialog,
    RevokeDialog,
)
from desktop_app.ui.screens.offices.list_page import ListPage
from desktop_app.ui.screens.offices.presenter import OfficesPresenter
from desktop_app.ui.widgets.second_person import SecondPersonDialog
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import proposal_kind_words
from desktop_app.workflows.key_effects import OwnKeyAct
from desktop_app.workflows.propose import ProposalView


class TrustDialogs(QObject):
    """The dialogs of the page."""

    def __init__(self, page: QWidget, presenter: OfficesPresenter) -> None:
        super().__init__(page)
        self._page, self._presenter, self._trust = page, presenter, presenter.trust
        self._trust.proposed.connect(self.ask_second)

    def connect_pages(self, detail: OfficeDetail, directory: ListPage) -> None:
        """Answer the buttons of both pages."""
        keys = detail.keys
        keys.new_wanted.connect(lambda: self.ask_own_key(OwnKeyAct.ROTATE))
        keys.retire_wanted.connect(lambda: self.ask_own_key(OwnKeyAct.RETIRE))
        keys.lost_wanted.connect(lambda: self.ask_own_key(OwnKeyAct.REVOKE))
        keys.known_wanted.connect(self.ask_known)
        keys.export_wanted.connect(self.ask_export)
        keys.second_wanted.connect(self._second_of_own)
        detail.revoke_wanted.connect(self.ask_revocation)
        detail.second_wanted.connect(self._second_of_revocation)
        directory.take_in_wanted.connect(self.ask_list_file)
        directory.propose_wanted.connect(self.ask_list)
        directory.second_wanted.connect(self._second_of_list)
        directory.save_wanted.connect(self.ask_where_to_save)
        directory.hand_on_wanted.connect(self._hand_on)
        directory.go_on_wanted.connect(self.ask_to_go_on)

    def ask_own_key(self, act: OwnKeyAct) -> None:
        """Ask why our key is changed."""
        facts = self._trust.facts
        if facts is None:
            return
        dialog = OwnKeyDialog(act, facts.today, self._page)
        dialog.wanted.connect(lambda reason, since: dialog.follow(self._trust.change_own_key(act, reason, since)))
        dialog.open()

    def ask_revocation(self) -> None:
        """Ask since when and from whom it is known that the key of the office shown is lost."""
        facts, chosen = self._trust.facts, self._presenter.chosen
        if facts is None or chosen is None:
            return
        office = chosen.known.card.office
        dialog = RevokeDialog(office.name, facts.today, self._page)
        dialog.wanted.connect(
            lambda since, heard, reason: dialog.follow(self._trust.revoke(office.code, since, heard, reason))
        )
        dialog.open()

    def ask_known(self) -> None:
        """Ask which office has our key, and who said so."""
        facts = self._trust.facts
        if facts is None or not facts.keys.not_yet:
            return
        dialog = KnownDialog(tuple((entry.code, entry.name) for entry in facts.keys.not_yet), self._page)
        dialog.wanted.connect(lambda code, heard: dialog.follow(self._trust.confirm_known(code, heard)))
        dialog.open()

    def ask_export(self) -> None:
        """Ask both persons, then for a folder."""
        facts = self._trust.facts
        if facts is None:
            return
        dialog = ExportDialog(facts.seconds, self._page)

        def chosen(reason: str, login: str, second: str, passphrase: str) -> None:
            folder = QFileDialog.getExistingDirectory(dialog, _("Where to write the key files"))
            if folder:
                dialog.follow(self._trust.export(Path(folder), reason, login, second, passphrase))

        dialog.wanted.connect(chosen)
        dialog.open()

    def ask_list_file(self) -> None:
        """Ask for the file of a list."""
        kinds = _("Directory lists (*.cass-directory);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self._page, _("Open a directory list"), "", kinds)
        if name:
            self._trust.read_list(Path(name))

    def ask_where_to_save(self) -> None:
        """Ask where the list in force is written."""
        facts = self._trust.facts
        if facts is None or facts.standing is None:
            return
        proposed = f"directory-{facts.standing.number:06d}.cass-directory"
        kinds = _("Directory lists (*.cass-directory)")
        name, _kind = QFileDialog.getSaveFileName(self._page, _("Save the directory list"), proposed, kinds)
        if name:
            self._trust.save_list(Path(name))

    def ask_list(self) -> None:
        """Ask why the list that came shall hold; for the first, who read the maintainers' words."""
        facts = self._trust.facts
        if facts is None or facts.waiting is None:
            return
        waiting = facts.waiting
        dialog = ListDialog(waiting, self._page)
        dialog.wanted.connect(
            lambda reason, heard, how: dialog.follow(self._trust.propose_list(waiting.list_id, reason, heard, how))
        )
        dialog.open()

    def ask_to_go_on(self) -> None:
        """Ask why bundles are sealed today although the list has expired."""
        dialog = GoOnDialog(self._page)
        dialog.wanted.connect(lambda reason: dialog.follow(self._trust.go_on(reason)))
        dialog.open()

    def ask_second(self, view: ProposalView) -> None:
        """Let another person decide at this desk."""
        dialog = SecondPersonDialog(view, proposal_kind_words(view.proposal.kind), self._page)
        dialog.accept_wanted.connect(
            lambda login, passphrase, remark: dialog.follow(self._trust.accept_beside(view, login, passphrase, remark))
        )
        dialog.refuse_wanted.connect(
            lambda login, passphrase, reason: dialog.follow(self._trust.refuse_beside(view, login, passphrase, reason))
        )
        dialog.open()

    def _second_of_own(self) -> None:
        if self._trust.facts is not None and self._trust.facts.own_waiting is not None:
            self.ask_second(self._trust.facts.own_waiting)

    def _second_of_revocation(self) -> None:
        facts, chosen = self._trust.facts, self._presenter.chosen
        view = facts.revocations.get(chosen.known.card.office.code) if facts and chosen else None
        if view is not None:
            self.ask_second(view)

    def _second_of_list(self) -> None:
        facts = self._trust.facts
        if facts is not None and facts.waiting is not None and facts.waiting.proposal is not None:
            self.ask_second(facts.waiting.proposal)

    def _hand_on(self) -> None:
        codes = tuple(
            line.known.card.office.code for line in self._presenter.lines if not line.own and line.known.trusted
        )
        self._trust.hand_on(codes)
