"""The window of the sign-in: panel with the islands, who and passphrase, and the way back with the recovery sheet."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.sign_in.presenter import HALVES_WORDS, SHEET_WORDS, SignInPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.brand_panel import BrandPanel, PanelCard
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton, TrainingButton, WordButton
from desktop_app.ui.widgets.card import Card, scrolled
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.notice_bar import NoticeBar
from desktop_app.ui.widgets.passphrase import PassphraseField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.ui.widgets.training_band import TrainingBand
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _

if TYPE_CHECKING:  # sentences are read when the first is to be said: the window must be painted before that
    from desktop_app.wording.problems import Words

_FORM_WIDTH = 380


class _Refusal(Card):
    """Why the store cannot be opened at all: what happened, what is safe, what to do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(ground=Role.BAD_TINT, edge=Role.BAD, parent=parent)
        row = QHBoxLayout()
        row.addWidget(Picture("octagon-alert", Role.BAD, 18), 0, Qt.AlignmentFlag.AlignTop)
        self.words = Text("", Kind.BASE_STRONG, Role.BAD, wrap=True)
        row.addWidget(self.words, 1)
        self.more = Text("", Kind.SENTENCE, Role.INK, wrap=True)
        self.body.addLayout(row)
        self.body.addWidget(self.more)
        self.hide()

    def show_words(self, words: "Words") -> None:
        """Say it."""
        self.words.setText(words.happened)
        self.more.setText(f"{words.kept} {words.do}".strip())
        self.setAccessibleName(" ".join(words))
        self.show()


class SignInWindow(QWidget):
    """Asks for who and passphrase. The composition closes it once the desk is open."""

    other_mode_wanted = Signal()
    """To the training mode, or out of it to the real desk."""

    afresh_wanted = Signal()
    """The practice office is to be thrown away and made anew; the person was asked."""

    sign_out_wanted = Signal()
    """Whoever is here is not who locked the desk, or does not come back to it."""

    closed = Signal()
    """The person closed the window."""

    def __init__(self, presenter: SignInPresenter, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Look.of(self).dress(self)
        self.setObjectName("sign_in")
        self.setWindowTitle(_("CASS Desk: locked") if presenter.locked else _("CASS Desk: sign in"))
        self._presenter = presenter
        self._recovery: QWidget | None = None
        self._lay_out(notices)
        self._connect()
        self._ring = FocusRing(self)
        self.resize(1000, 620)
        restyled(self, self._restyle)

    def _lay_out(self, notices: Notices) -> None:
        """Build from the outside inwards: a widget moved with all it holds into another is slow to be moved."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        card = self._panel_card()
        if self._presenter.locked:  # there is one way on, and one out
            card.setParent(self)
            card.hide()
        self._panel = BrandPanel(None if self._presenter.locked else card, self)
        row.addWidget(self._panel)
        right = QWidget(self)
        row.addWidget(right, 1)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._presenter.training:
            column.addWidget(TrainingBand(right))
        column.addWidget(NoticeBar(notices, right))
        middle = QWidget()
        column.addWidget(scrolled(middle), 1)
        self.refusal = _Refusal(middle)
        self._pages = QStackedWidget(middle)
        self._middle = QVBoxLayout(middle)
        self._middle.addStretch(1)
        self._middle.addWidget(self.refusal)
        self._middle.addWidget(self._pages)
        self._middle.addStretch(1)
        self._fill_passphrase_page()

    def _panel_card(self) -> PanelCard:
        if self._presenter.training:
            self.other_mode: WordButton = SecondaryButton(_("&Back to the real desk"))
            sentence = _("A store of its own for practice. Nothing in it is real.")
            return PanelCard(_("This is the training mode"), sentence, self.other_mode)
        self.other_mode = TrainingButton(_("&Try the training mode"), "graduation-cap")
        sentence = _("Practise in a store of its own. Nothing in it is real.")
        return PanelCard(_("Only want to practise?"), sentence, self.other_mode)

    def _fill_passphrase_page(self) -> None:
        page = QWidget(self._pages)
        self._pages.addWidget(page)
        self._first = QVBoxLayout(page)
        locked = self._presenter.locked
        self._first.addWidget(Text(_("This desk is locked") if locked else _("Sign in"), Kind.FIRST_RUN_TITLE))
        opens = _("The passphrase opens the records of this office on this computer.")
        goes_on = _("What was typed is kept, and work that was begun goes on. Your passphrase brings you back to it.")
        self._first.addWidget(Text(goes_on if locked else opens, Kind.BASE, Role.INK2, wrap=True))
        self.login = ChoiceField(
            _("Locked by") if locked else _("&Sign in as"), placeholder=_("Looking up who works here…"), parent=page
        )
        self.passphrase = PassphraseField(_("&Passphrase"), parent=page)
        self.sign_in = PrimaryButton(_("Unlock") if locked else _("Sign in"), trailing="arrow-right")
        self.lost = QuietButton(_("Use the &recovery words"), "key-round")
        self.sign_out = QuietButton(_("Sign &out instead"), "log-out")
        self.rescue = QuietButton(_("Put a bac&kup in place…"), "history")
        self.save = QuietButton(_("Save &what can still be read…"), "save")
        for widget in (self.login, self.passphrase):
            self._first.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.lost)
        row.addWidget(self.sign_out)
        row.addWidget(self.rescue)
        row.addStretch(1)
        row.addWidget(self.sign_in)
        self._first.addLayout(row)
        self._first.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.save.hide()
        self.rescue.hide()  # not before they stand on the page: a widget of its own would be a window
        self.lost.setVisible(not locked)
        self.sign_out.setVisible(locked)
        if self._presenter.training and not locked:
            self._add_practice()
        self._first.addStretch(1)

    def _add_practice(self) -> None:
        """Show who can sign in for practice, and the way to begin afresh."""
        from desktop_app.ui.widgets.practice_people import PracticePeople

        self.lost.hide()  # the passphrases stand here
        self.afresh = QuietButton(_("Begin practice &afresh…"), "rotate-ccw")
        self.afresh.clicked.connect(lambda _on: self._ask_afresh())
        self._first.addWidget(PracticePeople())
        self._first.addWidget(self.afresh, 0, Qt.AlignmentFlag.AlignLeft)

    def _ask_afresh(self) -> None:
        from desktop_app.ui.widgets.buttons import DangerButton
        from desktop_app.ui.widgets.question import Question

        question = Question(
            _("Begin practice afresh?"),
            _(
                "Everything in the practice office goes: claims, files, letters. The sample claims are made anew. "
                "Your real office is not touched."
            ),
            DangerButton(_("&Begin afresh")),
            self,
        )
        question.setObjectName("afresh_question")
        question.accepted.connect(self.afresh_wanted)
        question.open()

    def _fill_recovery_page(self) -> None:
        """Build the way back when it is first asked for: the first window does not wait for it."""
        self._recovery = page = QWidget(self._pages)
        self._pages.addWidget(page)
        self._second = QVBoxLayout(page)
        self._second.addWidget(Text(_("Use the recovery words"), Kind.FIRST_RUN_TITLE))
        sentence = _(
            "Type the twelve words printed on the sheet, in their order; or the thirteen words of one half, then those "
            "of the other. Then choose a new passphrase."
        )
        self._second.addWidget(Text(sentence, Kind.BASE, Role.INK2, wrap=True))
        self.words = LineField(_("The &words"), placeholder=_("with a space between them"), parent=page)
        self.new_passphrase = PassphraseField(_("&New passphrase"), parent=page)
        self.repeat = PassphraseField(_("&Repeat it"), parent=page)
        self.back = QuietButton(_("&Back"), "arrow-left")
        self.recover = PrimaryButton(_("Open with the sheet"), trailing="arrow-right")
        for widget in (self.words, self.new_passphrase, self.repeat):
            self._second.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.recover)
        self._second.addLayout(row)
        self._second.addStretch(1)
        for key, field in (("words", self.words), ("new_passphrase", self.new_passphrase), ("repeat", self.repeat)):
            field.setObjectName(key)
        self.repeat.edit.returnPressed.connect(self._on_recover)
        self.recover.clicked.connect(self._on_recover)
        self.back.clicked.connect(lambda: self._turn_to(0))
        self.words.text_changed.connect(self._check_words)
        self.new_passphrase.text_changed.connect(self._check_new)
        self.repeat.text_changed.connect(self._check_new)
        self.recover.setEnabled(self.sign_in.isEnabled())
        self._space(self._second)

    def _connect(self) -> None:
        presenter = self._presenter
        self.login.combo.setObjectName("login")
        self.passphrase.setObjectName("passphrase")
        self.passphrase.edit.returnPressed.connect(self._on_sign_in)
        self.passphrase.text_changed.connect(self._clear_refusal)
        self.sign_in.clicked.connect(self._on_sign_in)
        self.lost.clicked.connect(lambda: self._turn_to(1))
        self.sign_out.clicked.connect(self.sign_out_wanted)
        self.other_mode.clicked.connect(self.other_mode_wanted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_primary)
        QShortcut(QKeySequence("Esc"), self).activated.connect(lambda: self._turn_to(0))
        self.login.chosen.connect(presenter.choose)
        presenter.logins_came.connect(self._on_logins)
        presenter.working_changed.connect(self._on_working)
        presenter.refused_beside.connect(self._on_refused_beside)
        presenter.refused.connect(self.refusal.show_words)
        presenter.rescue_offered.connect(self._offer_rescue)
        self.rescue.clicked.connect(self._on_rescue)
        presenter.saving_offered.connect(lambda: self.save.setVisible(not presenter.locked))
        self.save.clicked.connect(self._on_save)
        presenter.wait_changed.connect(self._on_wait)
        presenter.signed_in.connect(lambda _desk: self._forget())

    def _restyle(self) -> None:
        look = Look.of(self)
        side = look.dp(56)
        self._middle.setContentsMargins(side, look.dp(32), side, look.dp(32))
        self._middle.setSpacing(look.dp(20))
        self._space(self._first)
        if self._recovery is not None:
            self._space(self._second)
        self._pages.setMaximumWidth(look.dp(_FORM_WIDTH + 80))
        self.refusal.setMaximumWidth(look.dp(_FORM_WIDTH + 80))
        self.setMinimumSize(look.dp(860), look.dp(540))
        palette = self.palette()
        palette.setColor(self.backgroundRole(), look.colour(Role.SURFACE))
        self.setPalette(palette)

    def _space(self, page: QVBoxLayout) -> None:
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Look.of(self).dp(14))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the panel less where the window is narrow."""
        super().resizeEvent(event)
        self._panel.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window is closed."""
        super().closeEvent(event)
        self.closed.emit()

    def _turn_to(self, page: int) -> None:
        if page and self._recovery is None:
            self._fill_recovery_page()
        elif page and self._recovery is not None and self._pages.count() == 1:
            self._pages.addWidget(self._recovery)
        self._pages.setCurrentIndex(page)
        if not page and self._recovery is not None:
            self._pages.removeWidget(self._recovery)  # or it would take room, and the sign-in would stand elsewhere
        (self.words if page else self.passphrase).edit.setFocus()

    def _on_logins(self, logins: tuple[str, ...]) -> None:
        self.login.combo.setPlaceholderText(_("Choose who you are"))
        if self._presenter.locked:
            logins = tuple(login for login in logins if login == self._presenter.login)
        self.login.set_choices([(login, login) for login in logins])
        known = self._presenter.login if self._presenter.login in logins else ""
        if known or len(logins) == 1:
            self.login.set_key(known or logins[0])
            self._presenter.choose(self.login.key())
            self.passphrase.edit.setFocus()
        else:
            self.login.combo.setFocus()

    def _on_primary(self) -> None:
        if self._pages.currentIndex() == 0:
            self._on_sign_in()
        else:
            self._on_recover()

    def _on_sign_in(self) -> None:
        if self._missing_login():
            return
        if not self.passphrase.text():
            self.passphrase.set_finding("error", _("Type your passphrase."))
            self.passphrase.edit.setFocus()
            return
        self.refusal.hide()
        self.passphrase.set_finding("")
        self._presenter.sign_in(self.login.key(), self.passphrase.text())

    def _offer_rescue(self) -> None:
        self.rescue.setVisible(not self._presenter.locked)
        self.lost.setVisible(self.rescue.isHidden() and not self._presenter.locked)

    def _on_rescue(self) -> None:

        from PySide6.QtWidgets import QFileDialog

        from desktop_app.ui.screens.sign_in.rescue_dialog import RescueDialog

        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a backup"), "", _("Backups (*.cass-db)"))
        if not name:
            return
        dialog = RescueDialog(Path(name), self.login.key(), self)
        dialog.wanted.connect(
            lambda login, passphrase: dialog.follow(
                self._presenter.rescue(Path(name), login, passphrase), _("Putting it in place")
            )
        )
        dialog.accepted.connect(self._on_rescued)
        dialog.open()

    def _on_save(self) -> None:
        from desktop_app.ui.screens.sign_in.save_dialog import SaveDialog

        dialog = SaveDialog(self.login.key(), self)
        dialog.wanted.connect(
            lambda login, passphrase: dialog.follow_saving(*self._presenter.save_readable(login, passphrase))
        )
        dialog.placing_wanted.connect(
            lambda saved, login, passphrase: dialog.follow(
                self._presenter.rescue(saved, login, passphrase), _("Putting it in place")
            )
        )
        dialog.accepted.connect(self._on_saved)
        dialog.open()

    def _on_saved(self) -> None:
        self._on_rescued()
        self.passphrase.set_finding("ok", _("What was saved is in place. Sign in with your passphrase."))

    def _on_rescued(self) -> None:
        self.refusal.hide()
        self.rescue.hide()
        self.save.hide()
        self.lost.show()
        self.passphrase.set_text("")
        self.passphrase.set_finding("ok", _("The backup is in place. Sign in with the passphrase of then."))
        self.passphrase.edit.setFocus()

    def _on_recover(self) -> None:
        if self._missing_login():
            self._turn_to(0)
            return
        self._check_words(complete=True)
        self._check_new(complete=True)
        fields = (self.words, self.new_passphrase, self.repeat)
        wrong = next((field for field in fields if field.edit.property("finding") == "error"), None)
        if wrong is not None:
            wrong.edit.setFocus()
            return
        self.refusal.hide()
        self._presenter.recover(self.login.key(), self.words.text(), self.new_passphrase.text())

    def _missing_login(self) -> bool:
        missing = not self.login.key()
        self.login.set_finding("error" if missing else "", _("Choose who you are.") if missing else "")
        if missing:
            self.login.combo.setFocus()
        return missing

    def _check_words(self, *, complete: bool = False) -> None:
        count = self._presenter.words_counted(self.words.text())
        if count == SHEET_WORDS:
            self.words.set_finding("ok", _("Twelve words: those of the sheet."))
        elif count == HALVES_WORDS:
            self.words.set_finding("ok", _("Twice thirteen words: both halves."))
        elif complete or count > HALVES_WORDS:
            said = plural(
                "{count} word; the sheet has twelve, two halves have thirteen each.",
                "{count} words; the sheet has twelve, two halves have thirteen each.",
                count,
            )
            self.words.set_finding("error", said.format(count=count))
        else:
            self.words.set_finding("")

    def _check_new(self, *, complete: bool = False) -> None:
        typed = self.new_passphrase.text()
        strength = self._presenter.strength(typed)
        if typed or complete:
            from desktop_app.wording.findings import reason_words

            self.new_passphrase.set_finding("ok" if strength.enough else "error", reason_words(strength.reason))
        if typed and typed == self.repeat.text():
            self.repeat.set_finding("ok", _("Both entries match."))
        elif complete or len(self.repeat.text()) >= len(typed) > 0:
            self.repeat.set_finding("error", _("The two entries differ. Type the passphrase again."))
        else:
            self.repeat.set_finding("")

    def _clear_refusal(self) -> None:
        if not self._presenter.waiting:
            self.passphrase.set_finding("")

    def _on_working(self, working: bool) -> None:
        self._let(not working and not self._presenter.waiting)
        ready = _("Unlock") if self._presenter.locked else _("Sign in")
        self.sign_in.set_words(_("Opening…") if working else ready)

    def _on_refused_beside(self, words: "Words") -> None:
        page = self._pages.currentIndex()
        field: LineField = self.words if page else self.passphrase
        field.set_finding("error", " ".join(part for part in (words.happened, words.do) if part))
        if not page:
            self.passphrase.edit.selectAll()
        field.edit.setFocus()

    def _forget(self) -> None:
        """Keep no secret in a field once it has opened the store."""
        self.passphrase.forget()
        if self._recovery is not None:
            self.new_passphrase.forget()
            self.repeat.forget()
            self.words.edit.clear()

    def _let(self, ready: bool) -> None:
        """Let the person go on, or have them wait."""
        self.sign_in.setEnabled(ready)
        if self._recovery is not None:
            self.recover.setEnabled(ready)

    def _on_wait(self, seconds: int) -> None:
        self._let(not seconds)
        field: LineField = self.words if self._pages.currentIndex() else self.passphrase
        if seconds:
            said = plural("Try again in {count} second.", "Try again in {count} seconds.", seconds)
            field.set_finding("error", _("Too many wrong tries.") + " " + said.format(count=seconds))
        else:
            field.set_finding("")
