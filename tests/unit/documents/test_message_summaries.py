"""Every message says in plain text what its body says, and no more than fits beside it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.summaries import summary_of
from desktop_app.domain.case_notices import ChangeKind, ChangeNotice
from desktop_app.domain.inquiries import InfoRequest
from desktop_app.domain.messages import MessageType
from desktop_app.domain.time import Certainty
from desktop_app.exchange.messages import decode_message, encode_message
from desktop_app.exchange.messages.registry import KINDS
from tests.support.bundles import a_message, a_person
from tests.support.golden import golden
from tests.support.message_bodies import bodies
from tests.support.messages import FULL, an_info_request

PARTIES = {"BB": "Barbados", "GD": "Grenada", "LC": "Saint Lucia", "VC": "Saint Vincent and the Grenadines"}
KILOBYTE = 1_024


def test_a_full_message_of_every_type_is_summed_up_in_words() -> None:
    said = [f"== {kind.value}\n{summary_of(body, PARTIES)}\n" for kind, body in FULL.items()]

    golden("summaries.txt", "\n".join(said))


def test_a_death_begins_with_who_died_and_when() -> None:
    notice = FULL[MessageType.CHANGE_NOTICE]
    assert isinstance(notice, ChangeNotice)
    said = summary_of(replace(notice, kind=ChangeKind.DEATH, since=date(2014, 6, 20)), PARTIES)
    assert said.startswith("The insured person died on 20 Jun 2014.\nInsured person: ")


@pytest.mark.parametrize("kind", MessageType)
def test_a_summary_of_a_full_message_stays_below_a_kilobyte_and_shows_no_code(kind: MessageType) -> None:
    said = summary_of(FULL[kind], PARTIES)

    assert len(said.encode()) <= KILOBYTE
    assert "_" not in said


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=5)
def test_whatever_a_type_allows_has_a_summary_that_travels_with_it(kind: MessageType, data: st.DataObject) -> None:
    body = data.draw(bodies(kind))
    message = replace(a_message(body), summary=summary_of(body, PARTIES))

    assert decode_message(encode_message(message)) == message
    assert message.summary


@pytest.mark.parametrize(
    ("certainty", "born"),
    [
        (Certainty.EXACT, "14 Jun 1954"),
        (Certainty.MONTH, "Jun 1954"),
        (Certainty.YEAR, "1954"),
        (Certainty.GUESS, "about 1954"),
    ],
)
def test_a_birth_date_is_said_no_surer_than_it_is(certainty: Certainty, born: str) -> None:
    person = replace(a_person(), birth_certainty=certainty)

    assert f"born {born}. " in summary_of(replace(an_info_request(), person=person), PARTIES)


def test_a_long_list_is_counted_and_not_cut() -> None:
    (item, *_) = an_info_request().items
    long = InfoRequest(person=a_person(), items=tuple(replace(item, item_id=str(number)) for number in range(40)))

    assert "Items asked: 40, in the message." in summary_of(long, PARTIES)
