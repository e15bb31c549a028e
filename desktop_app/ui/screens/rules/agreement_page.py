"""The Agreement's own rules: who takes part since when, what its sources leave open, and the provisions used."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.calculation.pack import AgreementRules, OpenPoint, Provision
from desktop_app.domain.states import Party
from desktop_app.ui.screens.rules.cells import begun, confidence_pill
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.card import Card, scrolled
from desktop_app.ui.widgets.cells import Cell, LaneSpec
from desktop_app.ui.widgets.drawing import PillSpec
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.calculation_words import option_words
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import grade_words, point_title_words
from desktop_app.wording.formats import date_words
from desktop_app.workflows.read_rules import RulesView


class AgreementPage(QWidget):
    """The page."""

    settings_wanted = Signal()
    """The person wants to settle an open point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        held = QWidget()
        self._held = QVBoxLayout(held)
        self.settle = QuietButton(_("Settle open points in Settin&gs"), "settings")
        self.settle.clicked.connect(self.settings_wanted)
        points = Card(_("What its sources leave open"), flush=True)
        points.add_beside_title(self.settle)
        self.points = ShortTable(
            _("Open points"),
            (
                Column(title=_("Point"), width=220, stretch=4, least=180),
                Column(title=_("Taken by default"), width=240, stretch=4, least=170),
                Column(title=_("Other ways"), width=240, stretch=4, least=170),
                Column(title=_("How sure"), width=116, least=110),
            ),
            row_height=44,
            marks_when_focused=True,
        )
        points.body.addWidget(self.points)
        parties = Card(_("Who takes part"), flush=True)
        self.parties = ShortTable(
            _("Contracting Parties"),
            (
                Column(title=_("State"), width=230, stretch=4, least=190),
                Column(title=_("Institution"), width=260, stretch=5, least=190),
                Column(title=_("In effect since"), width=140, stretch=2, least=120),
                Column(title=_("Rules here"), width=130, least=124),
            ),
            row_height=36,
            marks_when_focused=True,
        )
        parties.body.addWidget(self.parties)
        provisions = Card(_("Provisions the calculation rests on"), flush=True)
        self.provisions = ShortTable(
            _("Provisions"),
            (
                Column(title=_("Provision"), width=150, stretch=2, least=130),
                Column(title=_("What it says"), width=480, stretch=6, least=300),
                Column(title=_("How sure"), width=116, least=110),
            ),
            row_height=44,
            marks_when_focused=True,
        )
        provisions.body.addWidget(self.provisions)
        self._digest = Text("", Kind.CAPTION, Role.INK2, elide=True)
        self._digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for card in (points, parties, provisions, self._digest):
            self._held.addWidget(card)
        self._held.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(held))
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._held.setContentsMargins(look.dp(20), look.dp(12), look.dp(20), look.dp(16))
        self._held.setSpacing(look.dp(12))

    def show_view(self, view: RulesView) -> None:
        """Show the Agreement's rules."""
        rules = view.agreement
        self.points.show_rows([_point_cells(point) for point in rules.points.values()])
        with_rules = {state.party.code for state in view.states if state.pack is not None}
        self.parties.show_rows(
            [_party_cells(party, known=party.code in with_rules) for party in rules.parties.values()]
        )
        self.provisions.show_rows([_provision_cells(each) for each in rules.provisions.values()])
        self._digest.setText(_("Digest: {digest}").format(digest=rules.digest))

    def focus_first(self) -> None:
        """Put the keyboard on the open points."""
        self.points.setFocus()


def agreement_about(rules: AgreementRules) -> str:
    """Say since when the Agreement is in force and when its file was last verified."""
    return _("In force since {day} \u00b7 held against its sources on {verified}").format(
        day=date_words(rules.in_force_from), verified=date_words(rules.verified_on)
    )


def _point_cells(point: OpenPoint) -> tuple[Cell, ...]:
    others = "; ".join(option_words(option) for option in point.options[1:])
    return (
        Cell(text=point_title_words(point.id), second=grade_words(point.grade), strong=True),
        Cell(text=begun(option_words(point.default)), second=point.note),
        Cell(text=begun(others), second=", ".join(source.title for source in point.sources)),
        Cell(pill=confidence_pill(point.confidence)),
    )


def _party_cells(party: Party, *, known: bool) -> tuple[Cell, ...]:
    since = date_words(party.in_effect_from) if party.in_effect_from else _("Not in effect")
    here = PillSpec(text=_("Rules here"), tone="ok", icon="check", small=True)
    none = PillSpec(text=_("No rules"), tone="warn", small=True)
    return (
        Cell(text=party.name, chips=(LaneSpec(code=party.code),)),
        Cell(text=party.institution),
        Cell(text=since, tone=None if party.in_effect_from else "warn"),
        Cell(pill=here if known else none),
    )


def _provision_cells(provision: Provision) -> tuple[Cell, ...]:
    return (
        Cell(text=provision.article or begun(provision.id.replace("_", " ")), strong=True),
        Cell(text=provision.note, second=", ".join(source.title for source in provision.sources)),
        Cell(pill=confidence_pill(provision.confidence)),
    )
