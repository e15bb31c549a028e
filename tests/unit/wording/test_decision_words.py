"""Every choice an officer has, and every reason for which weeks do not count, has its words."""

from datetime import date

from desktop_app.calculation.case import SettingNote
from desktop_app.calculation.lost_weeks import GAVE_WAY, NEVER_COUNTED
from desktop_app.wording.award_words import LOST
from desktop_app.wording.decision_words import EFFECTS, OPTIONS, effect_words, without_decision_words
from tests.support.cases import the_rulebook

LEFT_AS_IT_IS = {("unmet_state", "refer"), ("overlap", "by_rank")}
"""Options that hold without a decision and are never an officer's."""


def test_every_option_of_the_agreement_can_be_said_as_a_decision() -> None:
    points = the_rulebook().agreement.points.values()
    known = {(point.id, option) for point in points for option in point.options}
    assert set(OPTIONS) == set(EFFECTS) == known - LEFT_AS_IT_IS


def test_what_a_decision_does_names_the_state_and_what_is_missing() -> None:
    said = effect_words("unmet_state", "proportional", state="Saint Lucia", short="10 weeks")
    assert said == "Saint Lucia then pays its actual amount although 10 weeks are missing."


def test_the_offices_setting_is_told_with_its_day_and_reference() -> None:
    note = SettingNote(
        valid_from=date(2014, 1, 1), legal_reference="Circular 3", proposed_by="A. Clerk", accepted_by="B. Clerk"
    )
    assert without_decision_words("local", None) == "Without a decision: the local amount (the program's default)."
    assert "setting of this office from 1 Jan 2014, Circular 3" in without_decision_words("local", note)


def test_every_reason_for_a_lost_week_has_a_short_word() -> None:
    assert set(LOST) == GAVE_WAY | NEVER_COUNTED
