"""The details of claims: what was said beside person, dates and work history."""

from datetime import date
from typing import Any

from desktop_app.domain.claim_details import NOTHING_SAID, ClaimDetails, ClaimingPerson
from desktop_app.domain.claims import Benefit
from desktop_app.domain.messages import DocumentHeld, PaymentWish, StateNotToAsk
from desktop_app.domain.persons import Sex
from desktop_app.store.columns import Row, day_text, json_text, read_day, read_list, read_object
from desktop_app.store.database import Database


class ClaimDetailsKept:
    """What was said of each claim last."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, claim_id: str) -> ClaimDetails:
        """Return the details of a claim; nothing said where none were kept."""
        row = self._database.row("SELECT * FROM claim_detail WHERE claim_id = ?", (claim_id,))
        return _details(row) if row else NOTHING_SAID

    def set(self, claim_id: str, details: ClaimDetails) -> None:
        """Keep the details of a claim in place of those before; where nothing is said, nothing is kept."""
        if details == NOTHING_SAID:
            self._database.delete("claim_detail", {"claim_id": claim_id})
            return
        claimant, payment = details.claimant, details.payment
        self._database.put(
            "claim_detail",
            {
                "claim_id": claim_id,
                "also_claimed": json_text(list(details.also_claimed)),
                "claimant": json_text(_person_json(claimant)) if claimant else None,
                "representative": details.representative,
                "language": details.language,
                "not_to_ask": json_text([[entry.state, entry.reason] for entry in details.not_to_ask]),
                "documents": json_text(
                    [[entry.kind, entry.seen_by, day_text(entry.seen_on)] for entry in details.documents]
                ),
                "payment": json_text([payment.where, payment.currency, payment.bank]) if payment else None,
            },
        )


def _person_json(person: ClaimingPerson) -> dict[str, str]:
    return {
        "surname": person.surname,
        "forenames": person.forenames,
        "birth_date": person.birth_date.isoformat(),
        "sex": person.sex,
    }


def _details(row: Row) -> ClaimDetails:
    return ClaimDetails(
        also_claimed=tuple(Benefit(code) for code in read_list(row["also_claimed"])),
        claimant=_person(read_object(row["claimant"])) if row["claimant"] else None,
        representative=row["representative"],
        language=row["language"],
        not_to_ask=tuple(StateNotToAsk(state=state, reason=why) for state, why in read_list(row["not_to_ask"])),
        documents=tuple(
            DocumentHeld(kind=kind, seen_by=seen_by, seen_on=read_day(seen_on))
            for kind, seen_by, seen_on in read_list(row["documents"])
        ),
        payment=_payment(*read_list(row["payment"])) if row["payment"] else None,
    )


def _payment(where: str, currency: str, bank: str) -> PaymentWish:
    return PaymentWish(where=where, currency=currency, bank=bank)


def _person(kept: dict[str, Any]) -> ClaimingPerson:
    return ClaimingPerson(
        surname=kept["surname"],
        forenames=kept["forenames"],
        birth_date=date.fromisoformat(kept["birth_date"]),
        sex=Sex(kept["sex"]),
    )
