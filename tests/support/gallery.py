"""Pictures of the kit with sample content, for looking: `python -m tests.support.gallery FOLDER`.

Writes PNG files of the shell with three sample pages, light and dark, at 100 and 125 % text, and at the smallest size.
The people are invented, except those of the published example.
"""

import os
import sys
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.notices import Notices
from desktop_app.ui.shell.status import StatusFacts
from desktop_app.ui.shell.top_bar import Who
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card, Hairline, Turning, scrolled
from desktop_app.ui.widgets.cells import ButtonSpec, Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.chips import LaneChip
from desktop_app.ui.widgets.claim_header import ClaimFacts, ClaimHeader, NumberFact
from desktop_app.ui.widgets.help_panel import HelpPanel, HelpText
from desktop_app.ui.widgets.period_grid import GridColumn, GridFinding, GridNote, GridWarning, PeriodGrid
from desktop_app.ui.widgets.stepper import Step, Stepper
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView
from desktop_app.ui.widgets.text import KeyHint, Picture, Text
from desktop_app.ui.widgets.tile import Tile, TileRow
from desktop_app.ui.widgets.timeline import Timeline, TimelineBar, TimelineLane
from desktop_app.ui.widgets.trace_view import TraceRow, TraceView
from desktop_app.ui.widgets.year_strip import StripPart, StripYear, YearStrip
from tests.support.inline_tasks import InlineTasks

WHO = Who(
    office="National Insurance Services, Kingstown",
    code="VC-NIS",
    state="Saint Vincent and the Grenadines",
    user="C. Browne",
    role="Claims officer",
)


def today_page() -> QWidget:
    """Make a page like Today."""
    look = Look.of()
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(look.dp(24), look.dp(14), look.dp(24), look.dp(8))
    column.setSpacing(look.dp(12))
    head = QHBoxLayout()
    head.setSpacing(look.dp(14))
    head.addWidget(Text("Today", Kind.PAGE_TITLE))
    head.addWidget(Text("Monday 14 July 2014", Kind.BASE, Role.INK2))
    head.addStretch(1)
    head.addWidget(Text("10 of 10 tasks shown", Kind.BASE, Role.INK2))
    head.addWidget(SecondaryButton("New claim", "plus"))
    column.addLayout(head)
    tiles = [
        Tile("All tasks", "neutral", 10, "most urgent first"),
        Tile("Overdue replies", "bad", 2, "oldest 12 days"),
        Tile("Bundles arrived", "accent", 2, "not yet opened"),
        Tile("Ready to calculate", "ok", 2, "all replies are in"),
        Tile("Second person", "warn", 2, "you did not prepare"),
        Tile("Drafts", "neutral", 2, "started by you"),
    ]
    row = TileRow("Filters", tiles)
    row.choose(0)
    column.addWidget(row)
    table = TableView("What waits")
    table.set_model(
        CellTableModel(
            [
                Column(title="What waits", width=330, stretch=3),
                Column(title="Claimant", width=230, stretch=2),
                Column(title="States", width=140, stretch=1),
                Column(title="Due", width=160, stretch=1),
                Column(title="Next step", width=184),
            ],
            _waiting(),
        )
    )
    table.choose_row(2)
    table.setObjectName("focus")
    card = Card(flush=True)
    card.body.addWidget(table)
    column.addWidget(card, 1)
    foot = QHBoxLayout()
    foot.addWidget(Picture("keyboard", Role.INK2, 14))
    keys = "Up and Down choose a task, Enter does its next step, F2 opens the claim, Ctrl+N starts a new claim"
    foot.addWidget(Text(keys, Kind.CAPTION, Role.INK2, elide=True), 1)
    column.addLayout(foot)
    return page


def _waiting() -> list[list[Cell]]:
    rows = []
    for what, second, icon, tone, who, claim, states, due, days, late, verb in (
        (
            "Reply from Grenada is overdue",
            "Asked on 2 Jun 2014 for insurance periods",
            "clock-alert",
            "bad",
            "Hubert Alexander",
            "Age pension · VC-2014-0019",
            "VC GD",
            "2 Jul 2014",
            "12 days overdue",
            True,
            "Send a reminder",
        ),
        (
            "Reply from Barbados is overdue",
            "Asked on 9 Jun 2014 for a medical report",
            "clock-alert",
            "bad",
            "Yvonne Primus",
            "Invalidity pension · VC-2014-0024",
            "VC BB",
            "9 Jul 2014",
            "5 days overdue",
            True,
            "Send a reminder",
        ),
        (
            "Certificate arrived from Saint Lucia",
            "Insurance periods 1994\u20132000, signature good",
            "package-open",
            "accent",
            "Bernadette Hendyce",
            "Age pension · VC-2014-0031",
            "VC LC GD",
            "Reply by 28 Jul 2014",
            "in 14 days",
            False,
            "Check the bundle",
        ),
        (
            "Claim arrived from Trinidad and Tobago",
            "Asks us for insurance periods 1989\u20131996",
            "package-open",
            "accent",
            "Marlon Ollivierre",
            "Age pension · TT-2014-0417",
            "TT VC",
            "Reply by 8 Aug 2014",
            "in 25 days",
            False,
            "Check the bundle",
        ),
        (
            "Ready to calculate",
            "All three certificates are in",
            "calculator",
            "ok",
            "Ignatius Baptiste",
            "Survivors\u2019 pension · VC-2014-0012",
            "VC LC DM",
            "18 Jul 2014",
            "in 4 days",
            False,
            "Calculate",
        ),
        (
            "Decision waits for a second person",
            "Prepared by A. Ollivierre on 11 Jul 2014",
            "user-round-check",
            "warn",
            "Lennox Sutherland",
            "Age pension · VC-2014-0008",
            "VC TT",
            "16 Jul 2014",
            "in 2 days",
            False,
            "Review decision",
        ),
        (
            "Draft: work history has gaps",
            "1997\u20131999 is empty; ask the claimant",
            "file-pen",
            "neutral",
            "Cuthbert Providence",
            "Age pension · VC-2014-0033",
            "VC JM",
            "Started 10 Jul 2014",
            "4 days ago",
            False,
            "Continue",
        ),
    ):
        rows.append(
            [
                Cell(text=what, second=second, strong=True, icon=IconSpec(name=icon, tone=tone, boxed=True)),
                Cell(text=who, second=claim),
                Cell(chips=tuple(LaneSpec(code=code) for code in states.split())),
                Cell(text=due, second=days, second_tone="bad" if late else None),
                Cell(button=ButtonSpec(text=verb)),
            ]
        )
    return rows


def _claim_frame(current: int) -> tuple[QWidget, QVBoxLayout, HelpPanel]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    header = ClaimHeader(IconButton("ellipsis", "More about this claim"))
    header.show_facts(
        ClaimFacts(
            claimant="Bernadette Hendyce",
            under="Age pension  ·  Claim VC-2014-0031",
            born=("Born", "14 Jun 1954, aged 60"),
            numbers_label="Insurance numbers",
            numbers=(
                NumberFact(code="VC", lane=0, number="104 882"),
                NumberFact(code="LC", lane=1, number="553 210"),
                NumberFact(code="GD", lane=2, number="418 773"),
            ),
            stage=("Stage", "Intake"),
            due=("Send by", "30 Jun 2014"),
            responsible=("Responsible", "C. Browne"),
        )
    )
    header.show_saved("Saved 10:42")
    column.addWidget(header)
    stepper = Stepper(
        "Steps of the claim",
        [
            Step(number=1, name="Claimant", state="done", words="Done"),
            Step(number=2, name="Work history", state="attention", words="1 to look at"),
            Step(number=3, name="Dependants", state="not_needed", words="None claimed"),
            Step(number=4, name="Documents", state="attention", words="2 of 3 seen"),
            Step(number=5, name="Check and send", state="not_yet", words="Not yet"),
            Step(number=6, name="Insurance periods", state="not_yet", words="Not yet"),
            Step(number=7, name="Calculation", state="not_yet", words="Not yet"),
            Step(number=8, name="Decision", state="not_yet", words="Not yet"),
            Step(number=9, name="Letters", state="not_yet", words="Not yet"),
        ],
    )
    stepper.set_current(current)
    column.addWidget(stepper)
    across = QHBoxLayout()
    across.setSpacing(0)
    inner = QVBoxLayout()
    look = Look.of()
    inner.setContentsMargins(look.dp(20), look.dp(14), look.dp(20), look.dp(12))
    inner.setSpacing(look.dp(12))
    across.addLayout(inner, 1)
    panel = HelpPanel()
    across.addWidget(panel)
    column.addLayout(across, 1)
    return page, inner, panel


def _title(title: str, sentence: str, *buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Look.of().dp(8))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(title, Kind.STEP_TITLE))
    words.addWidget(Text(sentence, Kind.SENTENCE, Role.INK2, elide=True))
    row.addLayout(words, 1)
    for button in buttons:
        row.addWidget(button)
    return row


def work_history_page() -> QWidget:
    """Make a page like Work history."""
    page, inner, panel = _claim_frame(2)
    look = Look.of()
    panel.show_help(
        HelpText(
            title="Work history",
            what_for="List every State the claimant worked in. Weeks missed here are lost to the pension.",
            ask=(
                "Did you work in any other CARICOM State, or at sea?",
                "Which insurance number did you have there?",
                "On which day did you stop, and start again?",
            ),
            why=(
                "Totalisation: the periods of all Contracting Parties are added.",
                "Overlapping periods count once: compulsory before voluntary.",
            ),
            keys=(
                ("Enter", "Cell below"),
                ("Tab", "Cell to the right"),
                ("Ctrl+D", "Copy the cell above"),
                ("Ctrl+Z", "Undo"),
            ),
        )
    )
    inner.addLayout(
        _title(
            "Work history",
            "As the claimant tells it. Each institution certifies its own weeks later (step 6).",
            SecondaryButton("Paste from Excel", "clipboard-paste"),
            PrimaryButton("Next: Documents", trailing="arrow-right"),
        )
    )
    strip = YearStrip("Weeks per year")
    full = StripPart(start=0, end=1000, lane=0)
    strip.show_years(
        [
            StripYear(
                year=1988,
                weeks="(14)",
                muted=True,
                parts=[StripPart(start=730, end=1000, lane=0, kind="not_certified")],
            )
        ]
        + [StripYear(year=year, weeks="52", parts=[full]) for year in range(1989, 1994)]
        + [
            StripYear(
                year=1994,
                weeks="26 + 26",
                attention=True,
                parts=[StripPart(start=0, end=500, lane=0), StripPart(start=500, end=1000, lane=1)],
            )
        ]
        + [StripYear(year=year, weeks="52", parts=[StripPart(start=0, end=1000, lane=1)]) for year in range(1995, 2000)]
        + [
            StripYear(
                year=2000,
                weeks="10 + 40",
                parts=[StripPart(start=0, end=190, lane=1), StripPart(start=210, end=1000, lane=2)],
            )
        ]
        + [
            StripYear(year=year, weeks="52", parts=[StripPart(start=0, end=1000, lane=2, kind="self_employed")])
            for year in (2001, 2002)
        ]
    )
    card = Card(flush=True)
    card.body.addWidget(strip)
    inner.addWidget(card)
    grid = sample_grid()
    grid.setObjectName("focus")
    card = Card(flush=True)
    card.body.addWidget(grid, 1)
    card.body.addWidget(Hairline())
    foot = QWidget()
    row = QHBoxLayout(foot)
    row.setContentsMargins(look.dp(12), look.dp(4), look.dp(14), look.dp(4))
    row.setSpacing(look.dp(8))
    row.addWidget(QuietButton("Add a period", "plus"))
    row.addWidget(KeyHint("Ins"))
    row.addStretch(1)
    for code, lane, weeks in (("VC", 0, 286), ("LC", 1, 296), ("GD", 2, 144)):
        row.addWidget(LaneChip(code, lane))
        row.addWidget(Text(f"{weeks} weeks", Kind.GRID_MEDIUM))
        row.addSpacing(look.dp(8))
    row.addWidget(Text("Together", Kind.GRID, Role.INK2))
    row.addWidget(Text("726 weeks", Kind.GRID_STRONG))
    row.addWidget(Text("XCD 272,200.00", Kind.GRID_STRONG))
    card.body.addWidget(foot)
    inner.addWidget(card, 1)
    return page


def sample_grid() -> PeriodGrid:
    """Make the entry grid with the work history of the published example."""
    grid = PeriodGrid(
        "Work history",
        [
            GridColumn(key="state", title="State", width=69, kind="state"),
            GridColumn(key="year", title="Year", width=58),
            GridColumn(key="from", title="From", width=104),
            GridColumn(key="to", title="To", width=108),
            GridColumn(key="employer", title="Employer or work", width=160, stretch=1),
            GridColumn(
                key="kind", title="Kind", width=96, choices=("Employed", "Self-employed", "Voluntary", "Credited")
            ),
            GridColumn(key="weeks", title="Weeks", width=76, align="right"),
            GridColumn(key="earnings", title="Earnings (XCD)", width=122, align="right"),
            GridColumn(key="total", title="Year total", width=142, kind="note"),
        ],
    )
    rows = [_period("VC", year, "Kingstown Trading Co.", 52, "12,600.00") for year in range(1988, 1995)]
    rows += [_period("LC", year, "Castries Bay Hotel Ltd", 52, "20,000.00") for year in range(1994, 1999)]
    rows[0] |= {"from": "26 Sep 1988", "weeks": "14"}
    rows[6] |= {"to": "8 Jul 1994", "weeks": "26"}
    rows[7] |= {"from": "4 Jul 1994", "weeks": "26"}
    grid.set_lanes({"VC": 0, "LC": 1, "GD": 2})
    grid.set_rows(rows)
    fine = GridNote(text="52 of 52", level="ok")
    doubt = GridNote(text="26 + 26 = 52", level="warning")
    grid.set_notes([GridNote(text="14, not counted", level="info", muted=True), *[fine] * 5, doubt, doubt, *[fine] * 4])
    grid.set_findings([GridFinding(row=7, key="from", level="warning", text="The same days are entered for VC")])
    grid.set_warning(
        GridWarning(
            after_row=7,
            wrong="4 Jul to 8 Jul 1994 is entered for both VC and LC",
            do="The weeks fit (26 + 26 of 52). Ask on which day she left Kingstown. You can go on.",
            actions=[("open", "Open the overlap"), ("keep", "Keep with a remark")],
        )
    )
    return grid


def _period(state: str, year: int, employer: str, weeks: int, earnings: str) -> dict[str, str]:
    return {
        "state": state,
        "year": str(year),
        "from": f"1 Jan {year}",
        "to": f"31 Dec {year}",
        "employer": employer,
        "kind": "Employed",
        "weeks": str(weeks),
        "earnings": earnings,
    }


def calculation_page() -> QWidget:
    """Make a page like Calculation."""
    page, inner, panel = _claim_frame(7)
    panel.set_folded(True)
    look = Look.of()
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.dp(12))
    inner.addLayout(
        _title(
            "Calculation",
            "Law as it stood on 14 Jun 2014, the day of the contingency  ·  stated totals as certified",
            SecondaryButton("Copy", "copy"),
            SecondaryButton("Print worksheet", "printer"),
            SecondaryButton("What if…", "split"),
            PrimaryButton("Go to decision", trailing="arrow-right"),
        )
    )
    table = TableView(
        "What each State pays", row_height=44, header_height=40, cell_padding=10, marks_current=False, fits_rows=True
    )
    table.set_model(
        CellTableModel(
            [
                Column(title="State", width=150, stretch=1, least=146),
                Column(title="Own\nweeks", width=62, align="right"),
                Column(title="Totalised\nweeks", width=76, align="right"),
                Column(title="Entitled on\nown weeks?", width=112),
                Column(title="Entitled by\ntotalisation?", width=152, stretch=1),
                Column(title="Notional", width=78, align="right"),
                Column(title="Ratio", width=80, align="right"),
                Column(title="Actual", width=78, align="right"),
                Column(title="Local", width=62, align="right"),
                Column(title="Payable", width=126, align="right"),
                Column(title="Why this amount is payable", width=180, stretch=1),
            ],
            [
                _award(
                    "VC",
                    0,
                    "Saint Vincent",
                    "NIS, Kingstown",
                    286,
                    "286 of 500",
                    True,
                    "726 of 500",
                    "87.60",
                    "34.51",
                    "Pro-rata: no local pension to compare with",
                ),
                _award(
                    "LC",
                    1,
                    "Saint Lucia",
                    "NIC, Castries",
                    296,
                    "296 of 750",
                    False,
                    "726 of 750, 24 short",
                    "180.00",
                    "73.39",
                    "Officer\u2019s decision, 16 Jul 2014: entitled in VC and GD",
                ),
                _award(
                    "GD",
                    2,
                    "Grenada",
                    "NIS, St George\u2019s",
                    144,
                    "144 of 500",
                    True,
                    "726 of 500",
                    "102.44",
                    "20.32",
                    "Pro-rata: no local pension to compare with",
                ),
            ],
        )
    )
    card = Card(flush=True)
    card.body.addWidget(table)
    foot = QHBoxLayout()
    foot.setSpacing(look.dp(12))
    foot.setContentsMargins(look.dp(12), look.dp(7), look.dp(16), look.dp(7))
    foot.addWidget(Text("All amounts a week, in XCD. Each State pays its own part.", Kind.CAPTION, Role.INK2))
    foot.addStretch(1)
    foot.addWidget(Text("All States together", Kind.GRID, Role.INK2))
    foot.addWidget(Text("XCD 128.22 a week", Kind.CELL_STRONG))
    card.body.addLayout(foot)
    column.addWidget(card)
    left = Card("Contribution timeline", flush=True)
    left.add_beside_title(Text("No overlaps  ·  726 weeks", Kind.CAPTION, Role.INK2))
    timeline = sample_timeline()
    left.body.addWidget(timeline)
    left.body.addStretch(1)
    right = Card("Worksheet", flush=True)
    right.add_beside_title(LaneChip("VC", 0), left=True)
    right.add_beside_title(Text("Actual amount", Kind.SENTENCE, Role.INK2), left=True)
    right.add_beside_title(QuietButton("Fold all"))
    trace = sample_trace()
    trace.setObjectName("focus")
    right.body.addWidget(trace)
    right.body.addStretch(1)
    column.addWidget(Turning(left, right, below=1180, stretch=(7, 10)))
    column.addStretch(1)
    inner.addWidget(scrolled(holder), 1)
    return page


def _award(code, lane, state, office, own, own_test, by_total, total_test, notional, actual, why):  # noqa: ANN001, ANN202 - a row of a sample
    return [
        Cell(text=state, second=office, strong=True, chips=(LaneSpec(code=code, lane=lane),)),
        Cell(text=str(own), align="right"),
        Cell(text="726", align="right"),
        Cell(text="No", second=own_test, strong=True, muted=True, icon=IconSpec(name="x")),
        Cell(
            text="Yes" if by_total else "No",
            second=total_test,
            strong=True,
            tone="ok" if by_total else "warn",
            icon=IconSpec(name="check" if by_total else "x", tone="ok" if by_total else "warn"),
        ),
        Cell(text=notional, align="right"),
        Cell(text=f"{own}/726", align="right"),
        Cell(text=actual, align="right", framed=code == "VC", strong=code == "VC"),
        Cell(text="None", align="right", muted=True),
        Cell(text=actual, unit="XCD", align="right", figure=True, tint="neutral"),
        Cell(text=why, wrap=True, small=True, muted=True),
    ]


def sample_timeline() -> Timeline:
    """Make the timeline of the published example, with one of every pattern."""
    timeline = Timeline("Contribution timeline")
    timeline.show_lanes(
        [
            TimelineLane(
                state="VC",
                name="Saint Vincent and the Grenadines",
                weeks_total="286",
                lane=0,
                bars=[
                    TimelineBar(
                        id="a",
                        start=date(1988, 9, 26),
                        end=date(1988, 12, 31),
                        certified=False,
                        tooltip="1988: 14 weeks, not certified",
                    ),
                    TimelineBar(
                        id="b",
                        start=date(1989, 1, 1),
                        end=date(1994, 7, 3),
                        label="286 weeks",
                        tooltip="VC, employed, 1989 to 1994: 286 weeks",
                    ),
                ],
            ),
            TimelineLane(
                state="LC",
                name="Saint Lucia",
                weeks_total="296",
                lane=1,
                bars=[
                    TimelineBar(
                        id="c",
                        start=date(1994, 7, 4),
                        end=date(2000, 3, 10),
                        label="296 weeks",
                        tooltip="LC, employed: 296 weeks",
                    )
                ],
            ),
            TimelineLane(
                state="GD",
                name="Grenada",
                weeks_total="144",
                lane=2,
                bars=[
                    TimelineBar(
                        id="d", start=date(2000, 3, 20), end=date(2000, 12, 31), tooltip="GD, employed, 2000: 40 weeks"
                    ),
                    TimelineBar(
                        id="e",
                        start=date(2001, 1, 1),
                        end=date(2002, 12, 31),
                        kind="self_employed",
                        tooltip="GD, self-employed: 104 weeks",
                    ),
                ],
            ),
        ]
    )
    return timeline


def sample_trace() -> TraceView:
    """Make the worksheet of one actual amount."""
    view = TraceView("Worksheet")
    best = TraceRow(
        label="Best five years, stated",
        formula="rows give 67,700.00",
        value="67,000.00",
        finding="Stated total differs",
    )
    average = TraceRow(
        label="Average insurable earnings",
        formula="67,000.00 ÷ 5",
        value="13,400.00",
        icon="scale",
        source="VC rule 2014: best 5 years",
        children=[best],
    )
    notional = TraceRow(
        label="Notional amount a week",
        formula="13,400.00 \u00d7 34 % ÷ 52",
        value="87.60",
        icon="scale",
        source="VC: nearest ten cents",
        unsure=True,
        children=[
            average,
            TraceRow(
                label="Pension rate",
                formula="30 % + 4 steps \u00d7 1 %",
                value="34 %",
                icon="scale",
                source="VC rate per 50 weeks",
                unsure=True,
            ),
            TraceRow(label="Weeks in the year", value="52", icon="scale", source="VC payment arithmetic"),
        ],
    )
    view.set_rows(
        [
            TraceRow(
                label="Actual amount a week",
                formula="87.60 \u00d7 286 ÷ 726",
                value="34.51",
                icon="scroll-text",
                source="Article 19(2), direct ratio",
                children=[
                    notional,
                    TraceRow(
                        label="Own weeks",
                        formula="rows 1989 to 1994",
                        value="286",
                        icon="file-badge",
                        source="Certificate VC, 18 Jun 2014",
                    ),
                    TraceRow(
                        label="Totalised weeks",
                        formula="286 + 296 + 144",
                        value="726",
                        icon="file-badge",
                        source="Certificates VC, LC, GD",
                    ),
                ],
            )
        ]
    )
    return view


def window_with_pages(look: Look, *, training: bool = False) -> MainWindow:
    """Make the shell with the three sample pages."""
    window = MainWindow(look, InlineTasks(), Notices(), who=WHO, training=training)
    window.add_page("today", "Today", "list-checks", today_page())
    window.add_page("claims", "Claims", "folder-open", work_history_page())
    window.add_page("calculation", "Calculation", "", calculation_page(), under="claims")
    window.add_page("exchange", "Exchange", "arrow-left-right", QWidget())
    window.add_page("offices", "Offices", "landmark", QWidget())
    window.set_count("today", 10)
    window.set_count("exchange", 2)
    window.show_status(StatusFacts(backup="Last backup today 07:30", waiting=3, overdue=2))
    return window


def main(folder: Path) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look = Look(app, "light")
    look.apply()
    for theme, scale, size in (
        ("light", 1.0, (1366, 768)),
        ("dark", 1.0, (1366, 768)),
        ("light", 1.25, (1366, 768)),
        ("light", 1.0, (1280, 680)),
    ):
        look.choose_theme(theme)
        look.choose_scale(scale)
        window = window_with_pages(look, training=size[0] == 1280)
        window.setMinimumSize(0, 0)
        window.show()
        window.resize(*size)
        window.activateWindow()
        for key in ("today", "claims", "calculation"):
            window.go_to(key)
            focus = window.page(key).findChild(QWidget, "focus")
            focus.setFocus()
            if isinstance(focus, PeriodGrid):
                focus.go_to(6, "to")
                QTest.keyClick(focus, Qt.Key.Key_F2)
            if key == "calculation" and theme == "dark":
                window.notices.warn("The disk is nearly full.", "Free some space before you go on.")
            for _turn in range(3):
                app.processEvents()
            window.grab().save(str(folder / f"{key}-{theme}-{int(scale * 100)}-{size[0]}.png"))
        window.close()
        window.deleteLater()
        app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
