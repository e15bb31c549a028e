"""What our certificate says beside its rows; folded away until it is wanted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.beside_rows import NOTHING_BESIDE, BesideForm
from desktop_app.domain.certificates import RemarkCode
from desktop_app.domain.dependant_forms import NO, YES
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of


class BesideFields(QWidget):
    """The fields, behind a button that opens them."""

    edited = Signal()
    """The person typed or chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opener = QuietButton(_("The certificate a&lso says…"), "chevron-down")
        self.opener.setObjectName("beside_open")
        self.opener.clicked.connect(self._on_open)
        self.insured_now = ChoiceField(
            _("Insured now?"), (("", _("Not said")), (YES, _("Yes")), (NO, _("No"))), placeholder=_("Not said")
        )
        self.insured_now.combo.setObjectName("insured_now")
        self.lines: dict[str, LineField] = {
            "last_contribution": DateField(_("Last contribution week"), placeholder=_("30 Dec 2013")),
            "other_states": LineField(_("Other States in our files"), placeholder="LC, GD"),
            "year_starts": LineField(_("The contribution year begins"), placeholder=_("first Monday of January")),
            "conversion": LineField(_("How units became weeks"), placeholder=_("provident fund: rule of conversion")),
            "conversion_rule": LineField(_("Rule number"), placeholder="12(3)"),
        }
        self.remarks = {code: CheckLine(words_of(code)) for code in RemarkCode}
        for name, field in self.lines.items():
            field.edit.setObjectName(name)
            field.text_changed.connect(lambda _text: self.edited.emit())
            field.left.connect(self.edited)
        self.insured_now.chosen.connect(lambda _key: self.edited.emit())
        self.fields = QWidget()
        self._rows = QVBoxLayout(self.fields)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addWidget(
            FieldRow((self.insured_now, 130), (self.lines["last_contribution"], 180), (self.lines["other_states"], 210))
        )
        self._rows.addWidget(
            FieldRow(
                (self.lines["year_starts"], 200), (self.lines["conversion"], 260), (self.lines["conversion_rule"], 100)
            )
        )
        self._rows.addWidget(Text(_("To be known of the record"), Kind.CAPTION, Role.INK2))
        for code, line in self.remarks.items():
            line.setObjectName(f"remark_{code.value}")
            line.toggled.connect(lambda _on: self.edited.emit())
            self._rows.addWidget(line)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.fields)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._rows.setSpacing(look.dp(10))
        self._column.setSpacing(look.dp(6))

    def _on_open(self) -> None:
        self._show_fields(on=True)
        self.insured_now.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_fields(self, *, on: bool) -> None:
        self.fields.setVisible(on)
        self.opener.setVisible(not on)

    def show_form(self, form: BesideForm) -> None:
        """Show what was typed; where there is something, the fields are open."""
        self.insured_now.set_key(form.insured_now)
        for name, field in self.lines.items():
            field.set_text(getattr(form, name))
        for code, line in self.remarks.items():
            line.set_checked(code.value in form.remark_codes.split())
        self._show_fields(on=form != NOTHING_BESIDE)

    def form(self) -> BesideForm:
        """Return what is typed now."""
        texts = {name: field.text() for name, field in self.lines.items()}
        codes = " ".join(code.value for code, line in self.remarks.items() if line.checked())
        return BesideForm(insured_now=self.insured_now.key(), remark_codes=codes, **texts)
