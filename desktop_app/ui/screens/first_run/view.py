"""The window of the first run: panel with the islands, three parts with their checks, one act at the foot."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.findings import Finding as DomainFinding
from desktop_app.domain.findings import Level as DomainLevel
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.first_run.parts import PartFrame
from desktop_app.ui.screens.first_run.presenter import FirstRunPresenter, Part
from desktop_app.ui.screens.first_run.sheet_picture import SheetPicture
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.brand_panel import BrandPanel, PanelCard
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton, TrainingButton, WordButton
from desktop_app.ui.widgets.card import Hairline, scrolled
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, Finding, Level, LineField
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.notice_bar import NoticeBar
from desktop_app.ui.widgets.passphrase import PassphraseField, StrengthBar
from desktop_app.ui.widgets.progress import ProgressStrip
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.wrapping import WrappingRow
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import finding_remedy, finding_words, reason_words

_LEVELS: Final[dict[DomainLevel, Level]] = {
    DomainLevel.ERROR: "error",
    DomainLevel.WARNING: "warning",
    DomainLevel.NOTE: "",
}


class FirstRunWindow(QWidget):
    """Sets up the office. It closes itself when the office is open."""

    other_mode_wanted = Signal()
    """To the training mode."""

    closed = Signal()
    """The person closed the window."""

    def __init__(self, presenter: FirstRunPresenter, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Look.of(self).dress(self)
        self.setObjectName("first_run")
        self.setWindowTitle(_("Set up CASS Desk"))
        self._presenter = presenter
        self._lay_out(notices)
        self._connect()
        self._ring = FocusRing(self)
        self.resize(1366, 768)
        restyled(self, self._restyle)
        self._show_state()

    def _lay_out(self, notices: Notices) -> None:
        right = QWidget()
        right.setObjectName("right")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(NoticeBar(notices))
        self._page = QWidget()
        self._page_column = QVBoxLayout(self._page)
        self._page_column.setSpacing(0)
        self._head = QVBoxLayout()
        self._head.addWidget(Text(_("Set up this office"), Kind.FIRST_RUN_TITLE))
        self._head.addWidget(
            Text(
                _("Three short parts, about five minutes. Everything stays on this computer."),
                Kind.BASE, Role.INK2, wrap=True,
            )
        )  # fmt: skip
        self._page_column.addLayout(self._head)
        self._frames: dict[Part, PartFrame] = {}
        for part, frame in (
            (Part.OFFICE, self._office_part()),
            (Part.ADMINISTRATOR, self._administrator_part()),
            (Part.RECOVERY, self._recovery_part()),
        ):
            self._frames[part] = frame
            self._page_column.addWidget(Hairline())
            self._page_column.addWidget(frame)
        self._page_column.addStretch(1)
        column.addWidget(scrolled(self._page), 1)
        self.work = ProgressStrip()
        column.addWidget(self.work)
        column.addWidget(Hairline())
        column.addLayout(self._foot_bar())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._panel = BrandPanel(self._panel_card())
        row.addWidget(self._panel)
        row.addWidget(right, 1)

    def _panel_card(self) -> PanelCard:
        self.other_mode: WordButton = TrainingButton(_("&Try the training mode"), "graduation-cap")
        sentence = _(
            "A store of its own for practice. Nothing in it is real. An amber band shows that you are in training."
        )
        return PanelCard(_("Only want to look around?"), sentence, self.other_mode)

    def _office_part(self) -> PartFrame:
        frame = PartFrame(1, _("Office"), _("As it will appear on certificates and letters."))
        self.state = ChoiceField(_("&State"), placeholder=_("Choose the State"))
        self.name = LineField(_("&Office"))
        self.town = LineField(_("To&wn"))
        self.code = LineField(_("Office &code"))
        self.address = LineField(_("A&ddress"))
        self.phone = LineField(_("P&hone"))
        self.email = LineField(_("E-&mail"))
        self.head = LineField(_("Head of the office"))
        frame.body.addWidget(FieldRow((self.state, 310), (self.name, 220), (self.town, 110), (self.code, 96)))
        frame.body.addWidget(FieldRow((self.address, 240), (self.phone, 120), (self.email, 180), (self.head, 196)))
        return frame

    def _administrator_part(self) -> PartFrame:
        sentence = _(
            "This person can add users, keys and rules. The passphrase opens the store; nobody can look it up."
        )
        frame = PartFrame(2, _("Administrator"), sentence)
        self.administrator = LineField(_("&Your name"))
        self.login = LineField(_("Sign-in &name"))
        self.passphrase = PassphraseField(_("&Passphrase"))
        self.repeat = PassphraseField(_("&Repeat it"))
        frame.body.addWidget(
            FieldRow((self.administrator, 144), (self.login, 124), (self.passphrase, 222), (self.repeat, 222))
        )
        row = QHBoxLayout()
        self.strength = StrengthBar()
        self.strength_words = Finding()
        row.addWidget(self.strength, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.strength_words, 1)
        self._strength_row = row
        frame.body.addLayout(row)
        return frame

    def _recovery_part(self) -> PartFrame:
        sentence = _(
            "If the passphrase is lost, only both halves together open the store again. Two officers hold one each; "
            "neither opens anything alone."
        )
        frame = PartFrame(3, _("Recovery key in two halves"), sentence)
        self.print_first = SecondaryButton(_("Pr&int half 1"), "printer")
        self.print_second = SecondaryButton(_("Print half &2"), "printer")
        self.save_halves = SecondaryButton(_("Save as PDF to &USB"), "usb")
        buttons = WrappingRow()
        for button in (self.print_first, self.print_second, self.save_halves):
            buttons.add(button)
        self.holder = LineField(_("Half 2 is h&eld by"), placeholder=_("another officer"))
        self.first_words = LineField(_("Words of half &1"))
        self.second_words = LineField(_("Words of h&alf 2"))
        proof = FieldRow((self.holder, 190), (self.first_words, 190), (self.second_words, 190))
        self.saved_says = Finding()
        self.safe = QCheckBox(_("Both are in sa&fe, separate places outside this room"))
        self.safe_says = Finding()
        right = QVBoxLayout()
        right.addWidget(buttons)
        right.addWidget(self.saved_says)
        right.addWidget(proof)
        right.addWidget(self.safe)
        right.addWidget(self.safe_says)
        right.addStretch(1)
        self._sheet_column = right
        row = QHBoxLayout()
        row.addWidget(SheetPicture(), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        self._sheet_row = row
        frame.body.addLayout(row)
        return frame

    def _foot_bar(self) -> QHBoxLayout:
        self._foot = QHBoxLayout()
        self.restore = QuietButton(_("Restore from a bac&kup instead"), "history")
        self.quit = QuietButton(_("C&lose"))
        self.set_up = PrimaryButton(_("Set up this office"), trailing="arrow-right")
        self._foot.addWidget(self.restore)
        self._foot.addWidget(self.quit)
        self._foot.addStretch(1)
        self._foot.addWidget(Text(_("Ctrl+Enter"), Kind.CAPTION, Role.INK2))
        self._foot.addWidget(self.set_up)
        return self._foot

    def _connect(self) -> None:
        presenter = self._presenter
        self.state.chosen.connect(lambda key: presenter.enter("state", key))
        self.fields: dict[str, LineField] = {
            "name": self.name,
            "town": self.town,
            "code": self.code,
            "address": self.address,
            "phone": self.phone,
            "email": self.email,
            "head": self.head,
            "administrator": self.administrator,
            "login": self.login,
            "passphrase": self.passphrase,
            "repeat": self.repeat,
            "holder": self.holder,
            "first_words": self.first_words,
            "second_words": self.second_words,
        }
        for key, field in self.fields.items():
            field.setObjectName(key)
            field.text_changed.connect(lambda text, key=key: presenter.enter(key, text))
            field.left.connect(lambda key=key: presenter.leave(key))
        self.safe.toggled.connect(lambda on: presenter.confirm_sheet(safe=on))
        self.print_first.clicked.connect(lambda: self._on_print(1))
        self.print_second.clicked.connect(lambda: self._on_print(2))
        self.save_halves.clicked.connect(self._on_save)
        self.set_up.clicked.connect(self._on_set_up)
        self.other_mode.clicked.connect(self.other_mode_wanted)
        self.restore.clicked.connect(self._on_restore)
        self.quit.clicked.connect(self.close)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_set_up)
        presenter.changed.connect(self._show_state)
        presenter.parties_came.connect(self._show_parties)
        presenter.sheet_saved.connect(self._on_sheet_saved)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._page_column.setContentsMargins(look.dp(48), look.dp(28), look.dp(40), look.dp(12))
        self._head.setContentsMargins(0, 0, 0, look.dp(18))
        self._head.setSpacing(look.dp(4))
        self._strength_row.setSpacing(look.dp(14))
        self._sheet_row.setSpacing(look.dp(28))
        self._sheet_row.setContentsMargins(look.dp(4), 0, 0, 0)
        self._sheet_column.setSpacing(look.dp(12))
        self._foot.setContentsMargins(look.dp(40), look.dp(14), look.dp(48), look.dp(14))
        self._foot.setSpacing(look.dp(14))
        self.setMinimumSize(960, 600)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), look.colour(Role.SURFACE))
        self.setPalette(palette)
        self.safe.setFont(look.font(Kind.BASE))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first field."""
        super().showEvent(event)
        self.state.combo.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the panel less where the window is narrow."""
        super().resizeEvent(event)
        self._panel.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window is closed."""
        super().closeEvent(event)
        self.closed.emit()

    def _show_parties(self) -> None:
        self.state.set_choices([(party.code, f"{party.name} ({party.code})") for party in self._presenter.parties])
        questions = (
            (1, self.first_words, _("Words {one} and {other} of half &1")),
            (2, self.second_words, _("Words {one} and {other} of h&alf 2")),
        )
        for number, field, question in questions:
            one, other = self._presenter.asked_words(number)
            field.label.setText(question.format(one=one, other=other))
            field.edit.setAccessibleName(field.label.text().replace("&", ""))

    def _show_state(self) -> None:
        presenter = self._presenter
        entries = presenter.entries
        for key in ("name", "town", "code", "login"):
            self.fields[key].set_text(getattr(entries, key))
        for part, frame in self._frames.items():
            frame.mark.show_done(done=presenter.complete(part))
        for key in ("name", "town", "code", "administrator", "login"):
            self.fields[key].set_finding(*_said(presenter.finding(key)))
        self.state.set_finding(*_said(presenter.finding("state")))
        self._show_strength()
        self._show_proof()
        ready = bool(presenter.words) and bool(presenter.office_name)
        self.print_first.setEnabled(ready)
        for paper in (self.print_second, self.save_halves):
            paper.setEnabled(ready and bool(presenter.holder(2)))
            paper.setToolTip("" if presenter.holder(2) else _("Say first who holds half 2."))
        for button in (self.set_up, self.restore, self.other_mode):
            button.setEnabled(not presenter.working)
        self.set_up.set_words(_("Setting up…") if presenter.setting_up else _("Set up this office"))

    def _show_strength(self) -> None:
        presenter = self._presenter
        strength = presenter.strength
        words = reason_words(strength.reason)
        typed = bool(presenter.entries.passphrase)
        self.strength.show_strength(strength.score if typed else 0, words if typed else _("No passphrase yet"))
        if not typed:
            missing = presenter.was_touched("passphrase")
            say = _("Four ordinary words are easy to keep and hard to guess.")
            self.strength_words.show_words("error" if missing else "", say)
        elif not strength.enough:
            self.strength_words.show_words("error", words)
        elif presenter.entries_match:
            self.strength_words.show_words("ok", f"{words} {_('Both entries match.')}")
        elif presenter.was_touched("repeat") and presenter.entries.repeat:
            self.strength_words.show_words("error", _("The two entries differ. Type the passphrase again."))
        else:
            self.strength_words.show_words("ok", f"{words} {_('Now repeat it.')}")

    def _show_proof(self) -> None:
        presenter = self._presenter
        unheld = presenter.was_touched("holder") and not presenter.holder(2)
        self.holder.set_finding("error" if unheld else "", _("Name the officer who holds it.") if unheld else "")
        typed = {1: presenter.entries.first_words, 2: presenter.entries.second_words}
        for number, field, name in ((1, self.first_words, "first_words"), (2, self.second_words, "second_words")):
            if presenter.half_right(number):
                field.set_finding("ok", _("Right."))
            elif not presenter.was_touched(name):
                field.set_finding("")
            elif not typed[number].strip():
                field.set_finding("error", _("Type both words from the paper."))
            else:
                field.set_finding("error", _("Not these. Look at their numbers on the paper."))
        missing = presenter.was_touched("sheet_safe") and not presenter.entries.sheet_safe
        say = _("Put both away, then tick this.") if missing else ""
        self.safe_says.show_words("error" if missing else "", say)

    def _on_set_up(self) -> None:
        gap = self._presenter.first_gap()
        self._presenter.set_up()
        if gap == "state":
            self.state.combo.setFocus()
        elif gap == "sheet_safe":
            self.safe.setFocus()
        elif gap:
            self.fields[gap].edit.setFocus()

    def _on_print(self, half: int) -> None:
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

        from desktop_app.ui.screens.first_run.paper import half_paper

        presenter = self._presenter
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageMargins(QMarginsF(20, 20, 20, 20))
        paper = half_paper(
            presenter.office_name, half, presenter.half(half), holder=presenter.holder(half), today=presenter.today
        )
        preview = QPrintPreviewDialog(printer, self)
        preview.setWindowTitle(_("Print half {half} of the recovery words").format(half=half))
        preview.paintRequested.connect(paper.print_)
        preview.exec()

    def _on_save(self) -> None:
        """Save each half as a file of its own: each goes to another stick."""
        for half in (1, 2):
            title = _("Save half {half} of the recovery words").format(half=half)
            name, _filter = QFileDialog.getSaveFileName(
                self, title, f"recovery-half-{half}.pdf", _("PDF document (*.pdf)")
            )
            if name:
                self._presenter.save_half(half, Path(name))

    def _on_restore(self) -> None:
        kinds = _("Backups (*.cass-db);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Restore from a backup"), "", kinds)
        if name:
            ticket = self._presenter.restore(Path(name))
            self.work.follow(ticket, _("Putting {name} in place").format(name=Path(name).name))

    def _on_sheet_saved(self, name: str) -> None:
        sentence = _("Saved as {name}. Print it elsewhere, then delete the file.").format(name=name)
        self.saved_says.show_words("ok", sentence)
        self.first_words.edit.setFocus()


def _said(finding: DomainFinding | None) -> tuple[Level, str]:
    if finding is None:
        return "", ""
    remedy = "" if finding.code == "field_missing" else finding_remedy(finding)
    return _LEVELS[finding.level], f"{finding_words(finding)} {remedy}".strip()
