"""What a card that came in means."""

from dataclasses import replace

from desktop_app.domain.offices import KeyCheck
from desktop_app.exchange.trust import CardState, Trust, judge_card, trust_in
from tests.support.bundles import card_of, known

DIRECTORY = (known("VC-NIS"), known("LC-NIC"))
CARD = card_of("LC-NIC")


def test_a_key_is_trusted_only_once_it_was_compared() -> None:
    assert trust_in(known("LC-NIC"), CARD.keys.key_id) is Trust.TRUSTED
    assert trust_in(known("LC-NIC", KeyCheck.NOT_YET), CARD.keys.key_id) is Trust.NOT_CHECKED
    assert trust_in(known("LC-NIC"), card_of("GD-NIS").keys.key_id) is Trust.UNKNOWN_KEY
    assert trust_in(None, CARD.keys.key_id) is Trust.UNKNOWN_KEY


def test_a_card_of_a_new_office_is_new() -> None:
    assert judge_card(card_of("GD-NIS"), DIRECTORY) is CardState.NEW


def test_the_same_card_is_the_same() -> None:
    assert judge_card(CARD, DIRECTORY) is CardState.SAME


def test_a_new_telephone_is_a_detail() -> None:
    moved = replace(CARD, office=replace(CARD.office, phone="+1 000 000 0009"))

    assert judge_card(moved, DIRECTORY) is CardState.DETAILS_CHANGED


def test_another_key_for_a_known_office_is_told() -> None:
    other = replace(card_of("GD-NIS"), office=CARD.office)

    assert judge_card(other, DIRECTORY) is CardState.KEY_CHANGED


def test_the_key_of_another_office_is_told() -> None:
    borrowed = replace(CARD, office=card_of("GD-NIS").office)
    half = replace(card_of("GD-NIS"), keys=replace(card_of("GD-NIS").keys, sealing_key=CARD.keys.sealing_key))

    assert judge_card(borrowed, DIRECTORY) is CardState.OTHER_OFFICE_KEY
    assert judge_card(half, DIRECTORY) is CardState.OTHER_OFFICE_KEY
