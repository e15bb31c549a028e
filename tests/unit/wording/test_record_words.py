"""What the journal shows of a record: codes and structures in words, names and numbers as they stand."""

import pytest

from desktop_app.domain.claims import Benefit, Stage
from desktop_app.domain.messages import MessageType
from desktop_app.domain.users import Role
from desktop_app.wording.record_words import record_words, said_about, value_words
from desktop_app.wording.terms import benefit_words, message_type_words, role_words, stage_words


@pytest.mark.parametrize("benefit", Benefit)
def test_a_benefit_is_said_in_words(benefit: Benefit) -> None:
    assert value_words(benefit.value, "benefit") == benefit_words(benefit)


def test_codes_are_said_by_their_column() -> None:
    assert value_words(Stage.CLOSED.value, "stage") == stage_words(Stage.CLOSED)
    assert value_words(Role.APPROVER.value, "role") == role_words(Role.APPROVER)
    assert value_words(MessageType.CLAIM_NOTICE.value, "type") == message_type_words(MessageType.CLAIM_NOTICE)
    assert value_words("handed_over", "state") == "Handed over"
    assert value_words("some_code_of_later") == "Some code of later"


@pytest.mark.parametrize("typed", ["smith", "de la Cruz", "VC-2014-0001", "VC", "o'neil", "N/A", "{not json", "[one"])
def test_what_a_person_typed_stands_as_typed(typed: str) -> None:
    assert value_words(typed, "surname") == typed


def test_a_structure_is_said_part_by_part() -> None:
    plan = '{"days":7,"folder":"/media/stick","keep":null,"working":true}'
    assert value_words(plan, "value") == "Days: 7; Folder: /media/stick; Working: Yes"
    said = f"{benefit_words(Benefit.AGE)}, {benefit_words(Benefit.SURVIVORS)}"
    assert value_words(f'["{Benefit.AGE.value}","{Benefit.SURVIVORS.value}"]', "benefits") == said
    assert value_words('"role"', "value") == "role"
    assert value_words("[]", "benefits") == ""
    assert value_words("true", "value") == "Yes"
    assert value_words('["u-1"]', "named", {"u-1": "Dora Fraser"}) == "Dora Fraser"


def test_settings_and_what_an_act_is_about_are_named() -> None:
    assert record_words("setting", "lock_minutes") == "Setting: Minutes until the desk locks"
    assert record_words("setting", "deadline:info_reply:LC") == "Setting: Days allowed: info reply, LC"
    assert (said_about("store"), said_about("VC-NIS"), said_about("key_years")) == ("the store", "VC-NIS", "Key years")
