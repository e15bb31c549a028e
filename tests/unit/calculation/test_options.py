from dataclasses import replace
from datetime import date

from desktop_app.calculation.award import PayableKind
from desktop_app.calculation.case import SettingNote
from desktop_app.calculation.engine import award
from desktop_app.calculation.trace import Authority, AuthorityKind
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.findings import Finding, Level
from desktop_app.wording.findings import finding_words
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


def about_the_point(*, decisions: tuple[OfficerDecision, ...] = (), **notes: SettingNote) -> list[Finding]:
    case = replace(a_case(VESTED), settings={"vested_state": "local"}, setting_notes=notes, decisions=decisions)
    rulebook = the_rulebook()
    line = award(case, rulebook.packs, rulebook.agreement).state("VC")
    return [finding for finding in line.findings if finding.facts.get("point") == "vested_state"]


def test_a_point_of_low_grade_is_unsettled_until_the_office_settles_it_by_a_dated_setting() -> None:
    (open_still,) = about_the_point()
    assert (open_still.code, open_still.level) == ("point_unsettled", Level.WARNING)
    (told,) = about_the_point(vested_state=NOTE)
    assert (told.code, told.level) == ("point_settled", Level.NOTE)
    words = finding_words(told)
    assert "Board circular 7/2025" in words
    assert "1 Jan 2026" in words
    assert "C. Browne and D. Fraser" in words


def test_a_point_that_another_setting_settles_stays_open() -> None:
    assert [finding.code for finding in about_the_point(unmet_state=NOTE)] == ["point_unsettled"]


def test_a_setting_that_an_officer_overruled_is_not_named_as_what_holds() -> None:
    overruled = OfficerDecision(point="vested_state", state="VC", option="actual", reason="As agreed by letter")
    assert [finding.code for finding in about_the_point(decisions=(overruled,), vested_state=NOTE)] == []
