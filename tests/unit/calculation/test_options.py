from dataclasses import replace
from datetime import date

from desktop_app.calculation.award import PayableKind
from desktop_app.calculation.case import SettingNote
from desktop_app.calculation.engine import award
from desktop_app.calculation.trace import Authority, AuthorityKind
from desktop_app.wording.trace import setting_words, source_words
from tests.support.cases import a_case, a_row, the_rulebook

NOTE = SettingNote(
    valid_from=date(2026, 1, 1),
    legal_reference="Board circular 7/2025",
    proposed_by="C. Browne",
    accepted_by="D. Fraser",
)
VESTED = tuple(
    a_row(state, year, 52, 20000)
    for state, years in (("VC", range(1988, 2000)), ("LC", range(2000, 2004)))
    for year in years
)


def settled(**notes: SettingNote) -> list[Authority]:
    case = replace(a_case(VESTED), settings={"vested_state": "local"}, setting_notes=notes)
    rulebook = the_rulebook()
    line = award(case, rulebook.packs, rulebook.agreement).state("VC")
    assert line.payable.kind is PayableKind.LOCAL
    return [
        node.authority
        for node in line.worksheet.walk()
        if node.authority.kind is AuthorityKind.POLICY and node.authority.reference == "vested_state"
    ]


def test_a_point_the_office_settled_names_the_setting_as_its_authority() -> None:
    for authority in settled(vested_state=NOTE):
        assert authority.valid_from == date(2026, 1, 1)
        assert authority.note == "Board circular 7/2025"
        assert authority.settled_by == ("C. Browne", "D. Fraser")
        assert authority.sources
        words = setting_words(authority)
        assert words == (
            "Setting of the office from 1 Jan 2026: Board circular 7/2025; proposed by C. Browne, accepted by D. Fraser"
        )


def test_a_point_nobody_settled_rests_on_the_sources_of_the_agreement() -> None:
    for authority in settled():
        assert authority.settled_by == ()
        assert setting_words(authority) == ""


def test_the_worksheet_says_by_what_a_point_was_settled() -> None:
    case = replace(a_case(VESTED), settings={"vested_state": "local"}, setting_notes={"vested_state": NOTE})
    rulebook = the_rulebook()
    choice = award(case, rulebook.packs, rulebook.agreement).state("VC").worksheet.find("choice")
    assert choice is not None
    assert "Board circular 7/2025" in source_words(choice)
    assert "C. Browne" in source_words(choice)
