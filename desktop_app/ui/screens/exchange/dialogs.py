"""The questions of the exchange: why a bundle goes back, which remarks go with an acceptance, the text of a mail."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.messages import Message, ReturnReason, RowRemark
from desktop_app.foundation.problems import Problem
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.fields import ChoiceField, FieldLabel, LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.problems import sentences
from desktop_app.wording.terms import period_type_words, return_reason_words
from desktop_app.workflows.dispatch_bundle import Packing
from desktop_app.workflows.quarantine import QuarantinedText

LONGEST_NOTE = 2000


class ReturnDialog(Question):
    """Why a bundle goes back."""

    def __init__(self, office: str, parent: QWidget | None = None) -> None:
        sentence = _("Nothing of it is applied. {office} gets the reason and your note.").format(office=office)
        super().__init__(_("Return this bundle"), sentence, DangerButton(_("&Return it"), "undo-2"), parent)
        choices = [(reason.value, return_reason_words(reason)) for reason in ReturnReason]
        self.reason_field = ChoiceField(_("Re&ason"), choices, placeholder=_("Choose the reason"))
        self.reason_field.set_key("")
        self.note_edit = QPlainTextEdit()
        self.note_edit.setTabChangesFocus(True)
        label = FieldLabel(_("No&te for the other office (may stay empty)"), self.note_edit)
        self.note_edit.setAccessibleName(label.text().replace("&", ""))
        for widget in (self.reason_field, label, self.note_edit):
            self.body.addWidget(widget)

    @property
    def reason(self) -> ReturnReason:
        """The reason chosen."""
        return ReturnReason(self.reason_field.key())

    @property
    def note(self) -> str:
        """The note as typed."""
        return self.note_edit.toPlainText()

    def _missing(self) -> str:
        reason = "" if self.reason_field.key() else _("Choose the reason.")
        self.reason_field.set_finding("error" if reason else "", reason)
        over = len(self.note) - LONGEST_NOTE
        note = _("The note is {n} characters too long.").format(n=over) if over > 0 else ""
        self.says.show_words("error" if note else "", note)
        return reason or note


class _RemarkRow(QWidget):
    """About which row, and what."""

    def __init__(self, about: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = ChoiceField(_("About"), about)
        self.about.set_key("")
        self.words = LineField(_("Remark"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.about, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 3, Qt.AlignmentFlag.AlignTop)


class RemarksDialog(Question):
    """Which remarks go back with an acceptance."""

    def __init__(self, message: Message, office: str, parent: QWidget | None = None) -> None:
        sentence = _("It is accepted as it is; {office} gets your remarks with the receipt.").format(office=office)
        super().__init__(_("Accept with remarks"), sentence, PrimaryButton(_("&Accept with remarks"), "check"), parent)
        body = message.body
        rows = body.rows if isinstance(body, PeriodCertificate) else ()
        self._about = [("", _("The whole message"))]
        self._about += [(row.row_id, f"{row.year}, {period_type_words(row.type)}") for row in rows]
        self._rows: list[_RemarkRow] = []
        sheet = QWidget()
        self._sheet = QVBoxLayout(sheet)
        self._sheet.setContentsMargins(0, 0, 0, 0)
        self._sheet.addStretch(1)
        area = scrolled(sheet)
        area.setMinimumHeight(Look.of(self).dp(180))
        self.more = SecondaryButton(_("Another re&mark"), "plus")
        self.more.clicked.connect(self.add_row)
        self.body.addWidget(area, 1)
        self.body.addWidget(self.more)
        self.add_row()

    def add_row(self) -> None:
        """Offer one more remark."""
        row = _RemarkRow(self._about)
        row.about.combo.setAccessibleName(_("Remark {n} is about").format(n=len(self._rows) + 1))
        row.words.edit.setAccessibleName(_("Remark {n}").format(n=len(self._rows) + 1))
        self._rows.append(row)
        self._sheet.insertWidget(self._sheet.count() - 1, row)
        row.words.edit.setFocus()

    @property
    def first_field(self) -> LineField:
        """The field of the first remark."""
        return self._rows[0].words

    @property
    def remarks(self) -> tuple[RowRemark, ...]:
        """The remarks that have words."""
        return tuple(
            RowRemark(row_id=row.about.key(), text=row.words.text().strip())
            for row in self._rows
            if row.words.text().strip()
        )

    def _missing(self) -> str:
        missing = "" if self.remarks else _("Write at least one remark.")
        self._rows[0].words.set_finding("error" if missing else "", missing)
        return missing


class PasteDialog(Question):
    """The text of a mail that holds a bundle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        sentence = _("Paste the whole text of the mail, or the part between the BEGIN and END lines.")
        super().__init__(_("Open a bundle from text"), sentence, PrimaryButton(_("&Open it"), "package-open"), parent)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(_("Text of the mail"))
        self.edit.setMinimumHeight(Look.of(self).dp(220))
        self.body.addWidget(self.edit, 1)
        self.edit.setFocus()

    @property
    def text(self) -> str:
        """The text as pasted."""
        return self.edit.toPlainText()

    def _missing(self) -> str:
        missing = "" if self.text.strip() else _("Paste the text first (Ctrl+V).")
        self.says.show_words("error" if missing else "", missing)
        return missing


class PackingDialog(Question):
    """The bundle is too big for one mail: several parts, or one file for a stick."""

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        said = sentences(problem)
        act = PrimaryButton(_("&Write it"), "save")
        super().__init__(_("Too big for one mail"), said.happened, act, parent)
        choices = [
            (Packing.PARTS.value, _("Several parts, one mail each ({n})").format(n=problem.facts.get("parts", ""))),
            (Packing.STICK.value, _("One file, carried on a stick")),
        ]
        self.packing = ChoiceField(_("&How it travels"), choices)
        self.packing.set_key(Packing.PARTS.value)
        self.body.addWidget(self.packing)
        self.packing.setFocus()

    @property
    def chosen(self) -> Packing:
        """How the bundle is made up."""
        return Packing(self.packing.key())


class ExpiredListDialog(Question):
    """Whether to seal all the same although the directory list has expired."""

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        said = sentences(problem)
        act = PrimaryButton(_("&Seal all the same"), "send")
        super().__init__(_("The directory list has expired"), f"{said.happened} {said.do}".strip(), act, parent)


class SetAsideDialog(Question):
    """What a file that was set aside says, as text; nothing of it is ever applied."""

    def __init__(self, read: QuarantinedText, parent: QWidget | None = None) -> None:
        whom = (
            _("Call {office} ({code}): {phone}").format(
                office=read.office_name, code=read.office_code, phone=read.phone or _("no number kept")
            )
            if read.office_name
            else _("Its sender is not in the directory. Call the office that you believe it is from.")
        )
        super().__init__(_("A file that was set aside"), whom, PrimaryButton(_("&Close"), "check"), parent)
        self.text = QPlainTextEdit(read.text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("What the file says"))
        self.text.setMinimumSize(Look.of(self).dp(680), Look.of(self).dp(300))
        self.body.addWidget(self.text, 1)
        self.cancel.hide()
        self.act.setFocus()
