"""Notification of claim received (exchange rules, 4.1): written to and read from canonical JSON, version 1.0."""

from typing import Final

from desktop_app.domain.claims import Benefit
from desktop_app.domain.messages import ClaimNotice
from desktop_app.domain.money import Money
from desktop_app.domain.periods import PeriodType, StatedPeriod
from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.persons import InsuranceNumber, NumberKind, Sex
from desktop_app.domain.time import EARLIEST_YEAR, LATEST_YEAR, Certainty
from desktop_app.exchange.canonical import Json
from desktop_app.exchange.fields import CURRENCY, STATE, Fields, filled, shaped
from desktop_app.exchange.limits import CODE, LARGEST_INTEGER, NOTE, PARTIES, ROWS

_MOST_WEEKS: Final = 5_300
"""A hundred years of weeks: one row of a claimant's own story may span a whole career."""


def write_claim_notice(notice: ClaimNotice) -> dict[str, Json]:
    """Return the body of a notification."""
    return {
        "benefit": notice.benefit.value,
        "filing_date": notice.filing_date.isoformat(),
        "filing_proof": notice.filing_proof,
        "contingency_date": notice.contingency_date.isoformat(),
        "person": _person_json(notice.person),
        "work_history": [_row_json(row) for row in notice.work_history],
        "states": list(notice.states),
        "consent_given": notice.consent_given,
        "reply_wanted_by": notice.reply_wanted_by.isoformat(),
        **filled(remarks=notice.remarks),
    }


def read_claim_notice(fields: Fields) -> ClaimNotice:
    """Read the body of a notification. Raises `Unreadable` with the field's path."""
    return ClaimNotice(
        benefit=fields.choice("benefit", Benefit),
        filing_date=fields.day("filing_date"),
        filing_proof=fields.text("filing_proof", NOTE, empty=True, note=True),
        contingency_date=fields.day("contingency_date"),
        person=fields.object("person", _person),
        work_history=fields.objects("work_history", ROWS, _row),
        states=fields.listed("states", PARTIES, shaped(STATE)),
        consent_given=fields.flag("consent_given"),
        reply_wanted_by=fields.day("reply_wanted_by"),
        remarks=fields.maybe_text("remarks", NOTE, note=True),
    )


def _person_json(person: PersonBlock) -> dict[str, Json]:
    return {
        "surname": person.surname,
        "forenames": person.forenames,
        "birth_date": person.birth_date.isoformat(),
        "birth_certainty": person.birth_certainty.value,
        "sex": person.sex.value,
        "numbers": [
            {"state": number.state, "number": number.number, "kind": number.kind.value} for number in person.numbers
        ],
        **filled(
            name_at_birth=person.name_at_birth,
            other_names=person.other_names,
            birth_place=person.birth_place,
            address=person.address,
            death_date=person.death_date.isoformat() if person.death_date else None,
        ),
    }


def _person(fields: Fields) -> PersonBlock:
    return PersonBlock(
        surname=fields.text("surname"),
        forenames=fields.text("forenames", empty=True),
        birth_date=fields.day("birth_date"),
        birth_certainty=fields.choice("birth_certainty", Certainty),
        sex=fields.choice("sex", Sex),
        numbers=fields.objects("numbers", PARTIES, _number),
        name_at_birth=fields.maybe_text("name_at_birth"),
        other_names=fields.maybe_text("other_names"),
        birth_place=fields.maybe_text("birth_place"),
        address=fields.maybe_text("address", NOTE, note=True),
        death_date=fields.maybe_day("death_date"),
    )


def _number(fields: Fields) -> InsuranceNumber:
    return InsuranceNumber(
        state=fields.matching("state", STATE),
        number=fields.text("number", CODE),
        kind=fields.choice("kind", NumberKind),
    )


def _row_json(row: StatedPeriod) -> dict[str, Json]:
    return {
        "row_id": row.row_id,
        "state": row.state,
        "type": row.type.value,
        **filled(
            **{
                "year": row.year,
                "from": row.start.isoformat() if row.start else None,
                "to": row.end.isoformat() if row.end else None,
                "employer": row.employer,
                "weeks": row.weeks,
                "earnings": _money_json(row.earnings) if row.earnings else None,
                "remark": row.remark,
            }
        ),
    }


def _row(fields: Fields) -> StatedPeriod:
    return StatedPeriod(
        row_id=fields.text("row_id", CODE),
        state=fields.matching("state", STATE),
        type=fields.choice("type", PeriodType),
        year=fields.maybe_number("year", EARLIEST_YEAR, LATEST_YEAR),
        start=fields.maybe_day("from"),
        end=fields.maybe_day("to"),
        employer=fields.maybe_text("employer"),
        weeks=fields.maybe_number("weeks", 0, _MOST_WEEKS),
        earnings=fields.maybe_object("earnings", _money),
        remark=fields.maybe_text("remark", NOTE, note=True),
    )


def _money_json(money: Money) -> dict[str, Json]:
    return {"minor": money.minor, "currency": money.currency}


def _money(fields: Fields) -> Money:
    return Money(minor=fields.number("minor", -LARGEST_INTEGER), currency=fields.matching("currency", CURRENCY))
