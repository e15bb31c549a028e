"""Widgets that several screens use. Import each from its own module.

- `styling`: `restyled(widget, slot)`: call a slot now and whenever theme or text size change
- `text`: `Text` (a label that remembers its kind and role), `Paragraph`, `Picture` (an icon), `KeyHint` (a key cap)
- `buttons`: `PrimaryButton`, `SecondaryButton`, `QuietButton`, `DangerButton`, `WarningButton`, `TrainingButton`,
  `IconButton`
- `card`: `Card` (with optional title row), `Hairline`, `scrolled(widget)`, `Turning` (two cards, side by side
  or stacked)
- `pressing`: `DrawnButton` (a button that paints itself; Enter presses it), `pressed_by_enter`
- `detail_page`: `DetailPage` (title row, cards, action bar), `FactsCard`, `WarningBand`
- `chips`: `Pill`, `StateChip`, `LaneChip`
- `tile`: `Tile` (a filter with a number), `TileRow`
- `fields`: `LineField`, `DateField`, `MoneyField`, `ChoiceField`, `FieldLabel`, `Finding` (a sentence beside a field)
- `passphrase`: `PassphraseField`, `StrengthBar`
- `cells`: `Cell`, `PillSpec`, `ButtonSpec`, `IconSpec`, `LaneSpec`: what a table's delegate paints
- `table`: `TableView`, `CellTableModel`, `Column`
- `stepper`: `Stepper`, `Step`
- `claim_header`: `ClaimHeader`, `ClaimFacts`, `NumberFact`
- `help_panel`: `HelpPanel`, `HelpText`
- `timeline`: `Timeline`, `TimelineLane`, `TimelineBar`
- `year_strip`: `YearStrip`, `StripYear`, `StripPart`
- `period_grid`: `PeriodGrid`, `GridColumn`, `GridFinding`, `GridWarning`
- `trace_view`: `TraceView`, `TraceRow`
- `question`: `Question` (a dialog that asks; closes when done, says why when refused)
- `second_person`: `SecondPersonDialog`; `proposal_card`: `ProposalCard` (what waits for a second person)
- `appearance`: themes and text sizes in words
- `empty_state`: `EmptyState`
- `notice_bar`: `NoticeBar`; `bug_dialog`: `BugDialog`
- `focus_ring`: `FocusRing` (one a window)
- `progress`: `ProgressStrip` (what, how much, Cancel; shows itself after 300 ms)
"""
