"""Messages in the documents of another standard: what goes over is what was said, and the rest is listed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.award_notices import DecisionResult, RefusalReason
from desktop_app.domain.case_notices import ChangeKind, CorrectionKind
from desktop_app.domain.claims import Benefit
from desktop_app.domain.messages import Body, MessageType
from desktop_app.domain.money import Money
from desktop_app.domain.periods import PeriodType
from desktop_app.exchange.canonical import Json
from desktop_app.exchange.maps.carry import Carried, Lost, carry
from desktop_app.exchange.maps.leaves import leaves, patterns, text_of
from desktop_app.exchange.maps.table import Why, read_table
from desktop_app.exchange.maps.tree_xml import to_xml
from desktop_app.exchange.messages.head import encode_message
from desktop_app.foundation.places import resource
from tests.support.bundles import a_certificate, a_message
from tests.support.golden import golden
from tests.support.message_bodies import bodies
from tests.support.messages import FULL, a_full_certificate, a_full_message, a_full_notice

TABLE = read_table(resource("maps", "eessi.toml").read_bytes())


def carried(body: Body) -> Carried:
    return carry(a_message(body), TABLE)


def why(result: Carried, path: str) -> Why | None:
    """Why one field is lost, None where it is not."""
    found = [lost.why for lost in result.lost if lost.path == path]
    return found[0] if found else None


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for held in value.values():
            yield from texts_in(held)
    elif isinstance(value, list):
        for held in value:
            yield from texts_in(held)
    else:
        yield str(value)


def at(document: Mapping[str, Json], path: str) -> Any:
    """What stands at a path of a document, the numbers of rows among its steps."""
    found: Any = document
    for step in path.split("."):
        found = found[int(step)] if step.isdecimal() else found[step]
    return found


def test_full_messages_of_every_type_go_over_as_agreed() -> None:
    told = []
    for kind in MessageType:
        body = (
            FULL[kind] if kind is not MessageType.CLAIM_NOTICE else replace(a_full_notice(), benefit=Benefit.SURVIVORS)
        )
        result = carry(a_full_message(body), TABLE)
        told.append(f"== {kind.value}: {', '.join(name for name, _ in result.documents) or 'no document'}")
        told += [json.dumps(document, ensure_ascii=False, indent=1) for _, document in result.documents]
        told += [f"   {lost.path}: {lost.why.value}" for lost in result.lost]

    golden("maps.txt", "\n".join(told) + "\n")


@pytest.mark.parametrize("kind", MessageType)
@given(data=st.data())
@settings(max_examples=10)
def test_nothing_is_made_up_and_nothing_goes_unsaid(kind: MessageType, data: st.DataObject) -> None:
    message = a_full_message(data.draw(bodies(kind)))
    result = carry(message, TABLE)

    found = list(leaves(kind, json.loads(encode_message(message))))
    assert {leaf.pattern for leaf in found} <= set(patterns(kind))
    said = {text_of(one) for leaf in found for one in (leaf.value if isinstance(leaf.value, tuple) else (leaf.value,))}
    said |= {
        part
        for leaf in found
        if isinstance(leaf.value, Money)
        for part in (
            leaf.value.currency,
            f"{'-' if leaf.value.minor < 0 else ''}{abs(leaf.value.minor) // 100}.{abs(leaf.value.minor) % 100:02d}",
        )
    }
    said |= {f"P{leaf.value}D" for leaf in found if isinstance(leaf.value, int)}
    known = {value for codes in TABLE.codes.values() for value in codes.values.values()}
    known |= {value for document in TABLE.messages[kind].documents for _, value in document.fixed}
    known |= {f"{code:03b}" for code in range(8)}
    for name, document in result.documents:
        for text in texts_in({key: held for key, held in document.items() if not key.startswith("sed")}):
            assert text in said | known or (text.isdecimal() and "uker" in json.dumps(document)), (name, text)
    paths = {leaf.path for leaf in found}
    assert {lost.path for lost in result.lost} <= paths
    assert len({lost.path for lost in result.lost}) == len(result.lost)


@pytest.mark.parametrize(
    ("benefit", "documents"),
    [
        (Benefit.AGE, ["P2000", "P4000"]),
        (Benefit.INVALIDITY, ["P2200", "P4000"]),
        (Benefit.SURVIVORS, ["P2100", "P4000"]),
        (Benefit.DISABLEMENT, []),
        (Benefit.DEATH, []),
    ],
)
def test_the_kind_of_claim_chooses_the_document(benefit: Benefit, documents: list[str]) -> None:
    result = carried(replace(a_full_notice(), benefit=benefit))

    assert [name for name, _ in result.documents] == documents
    assert why(result, "body.filing_date") == (None if documents else Why.NO_DOCUMENT)


def test_a_survivors_claim_names_the_deceased_and_the_claimant() -> None:
    (_, claim), _ = carried(replace(a_full_notice(), benefit=Benefit.SURVIVORS)).documents

    assert at(claim, "nav.bruker.person.etternavn") == "Hendyce"
    assert at(claim, "nav.bruker.person.doedsdato") == "2014-05-02"
    assert at(claim, "pensjon.gjenlevende.person.fornavn") == "Carl"


def test_the_work_history_goes_into_lists_by_kind() -> None:
    notice = a_full_notice()
    first, second = notice.work_history
    rows = (first, replace(second, type=PeriodType.VOL), replace(first, row_id="3", type=PeriodType.NPF))
    result = carried(replace(notice, benefit=Benefit.AGE, work_history=rows))
    _, (name, history) = result.documents

    assert name == "P4000"
    assert [each["land"] for each in at(history, "trygdetid.frivilligPerioder")] == [second.state]
    assert [each["typePeriode"] for each in at(history, "trygdetid.andrePerioder")] == ["NPF"]
    assert len(at(history, "trygdetid.ansattSelvstendigPerioder")) == 1
    assert why(result, "body.work_history.1.employer_number") is Why.NO_FIELD


def test_a_certificate_says_the_ordinary_that_our_message_leaves_out() -> None:
    ((name, document),) = carried(a_certificate()).documents
    rows = at(document, "pensjon.medlemskapboarbeid.medlemskap")

    assert name == "P5000"
    assert rows[0]["type"] == "11"
    assert rows[0]["relevans"] == "111"
    assert {row["land"] for row in rows} == {"LC"}


def test_weeks_paid_and_credited_are_one_number_and_that_is_said() -> None:
    plain = a_full_certificate()
    row = replace(plain.rows[0], weeks_paid=20, weeks_credited=6)
    result = carried(replace(plain, rows=(row,)))
    ((_, document),) = result.documents

    assert at(document, "pensjon.medlemskapboarbeid.medlemskap.0.sum.uker") == "26"
    assert why(result, "body.rows.0.weeks_credited") is Why.LESS_EXACT


@pytest.mark.parametrize(
    ("counts_for", "digits", "lost"),
    [
        ((Benefit.AGE,), "100", None),
        ((Benefit.AGE, Benefit.INVALIDITY), "101", None),
        ((Benefit.SURVIVORS, Benefit.DEATH), "010", Why.LESS_EXACT),
        ((Benefit.DEATH,), None, Why.NO_CODE),
    ],
)
def test_for_what_weeks_count_is_three_digits(
    counts_for: tuple[Benefit, ...], digits: str | None, lost: Why | None
) -> None:
    plain = a_certificate()
    result = carried(replace(plain, rows=(replace(plain.rows[0], counts_for=counts_for),)))
    ((_, document),) = result.documents

    assert at(document, "pensjon.medlemskapboarbeid.medlemskap.0").get("relevans") == digits
    assert why(result, "body.rows.0.counts_for") is lost


def test_of_several_benefits_the_first_goes_over_and_the_others_are_listed() -> None:
    result = carried(replace(a_certificate(), benefits=(Benefit.AGE, Benefit.INVALIDITY)))
    ((_, document),) = result.documents

    assert at(document, "pensjon.medlemskapboarbeid.enkeltkrav.krav") == "10"
    assert why(result, "body.benefits") is Why.ONE_ONLY


def test_an_empty_certificate_says_its_state_nowhere_and_lists_it() -> None:
    result = carried(replace(a_certificate(), rows=()))

    assert why(result, "body.state") is Why.NO_FIELD


def test_a_decision_that_ends_a_benefit_has_no_code_there() -> None:
    decision: Any = FULL[MessageType.DECISION]
    ended = carried(replace(decision, result=DecisionResult.ENDED))
    late = replace(decision.refusals[0], reason=RefusalReason.LATE_FILING)
    refused = carried(replace(decision, result=DecisionResult.REFUSED, refusals=(late,)))

    assert why(ended, "body.result") is Why.NO_CODE
    assert why(refused, "body.result") is None
    assert why(refused, "body.refusals.0.reason") is Why.LESS_EXACT


@pytest.mark.parametrize(
    ("kind", "document"),
    [(ChangeKind.DEATH, "H070"), (ChangeKind.RATE_CHANGED, "P12000"), (ChangeKind.ADDRESS, "P14000")],
)
def test_a_change_goes_into_the_document_of_its_kind(kind: ChangeKind, document: str) -> None:
    notice: Any = FULL[MessageType.CHANGE_NOTICE]
    ((name, _),) = carried(replace(notice, kind=kind)).documents

    assert name == document


def test_a_withdrawal_names_every_state_with_its_day() -> None:
    notice: Any = FULL[MessageType.CHANGE_NOTICE]
    withdrawn = replace(notice, kind=ChangeKind.CLAIM_WITHDRAWN, states=("VC", "GD"), since=date(2015, 3, 1))
    ((name, document),) = carried(withdrawn).documents

    rows = at(document, "pensjon.merinformasjon.tilbaketrekkingpensjonskrav")
    assert name == "P10000"
    assert [(row["landkode"], row["datofortilbakekalling"]) for row in rows] == [
        ("VC", "2015-03-01"),
        ("GD", "2015-03-01"),
    ]


def test_only_an_invalidation_has_a_document_of_its_own() -> None:
    correction: Any = FULL[MessageType.CORRECTION]

    assert carried(replace(correction, kind=CorrectionKind.UPDATE)).documents == ()
    ((name, _),) = carried(replace(correction, kind=CorrectionKind.INVALIDATE)).documents
    assert name == "X008"


def test_an_office_that_joins_goes_over_also_after_one_that_leaves() -> None:
    result = carried(FULL[MessageType.PARTICIPANTS])
    ((name, document),) = result.documents

    assert (name, at(document, "nav.sak.leggtilinstitusjon.institusjon.id")) == ("X005", "BB-NIS")
    assert why(result, "body.changes.0.office") is Why.NOT_PUBLISHED


def test_documents_are_well_formed_xml_with_the_same_content() -> None:
    result = carried(replace(a_full_notice(), benefit=Benefit.AGE))
    both = ET.fromstring(to_xml(result.documents))  # noqa: S314 - written by ourselves a line above
    one = ET.fromstring(to_xml(result.documents[:1]))  # noqa: S314 - written by ourselves a line above

    assert [child.tag for child in both] == ["P2000", "P4000"]
    assert (one.tag, one.attrib) == ("P2000", {"sedGVer": "4", "sedVer": "2"})
    assert one.findtext("nav/bruker/person/etternavn") == "Hendyce"
    assert [pin.findtext("land") for pin in one.findall("nav/bruker/person/pin")] == ["VC", "LC"]


def test_xml_holds_any_text_that_a_message_can() -> None:
    told = "<&>\"' Ünïcode ￾ \u2028 end"
    (root,) = (ET.fromstring(to_xml([("X001", {"sedType": "X001", "text": told})])),)  # noqa: S314 - ours

    assert root.findtext("text") == told.replace("\ufffe", "")
    assert root.find("sedType") is None


def test_a_lost_field_tells_its_value_as_the_program_knows_it() -> None:
    result = carried(a_full_certificate())
    lost = next(lost for lost in result.lost if lost.path == "body.rows.0.earnings")

    assert lost == Lost(
        pattern="body.rows[].earnings",
        path="body.rows.0.earnings",
        value=Money(minor=1_260_000, currency="XCD"),
        why=Why.NO_EARNINGS,
    )
