"""What a claim says beside person, dates and work history: as typed, checked beside the fields, read once sound."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.domain.claim_details import ClaimDetails, ClaimingPerson
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import FOR_SURVIVORS
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.messages import DocumentHeld, PaymentWish, StateNotToAsk
from desktop_app.domain.persons import Sex
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem

_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document as typed: what it is, who saw the original, and when."""

    kind: str = ""
    seen_by: str = ""
    seen_on: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not any((self.kind.strip(), self.seen_by.strip(), self.seen_on.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsForm:
    """The details as typed; dates are text, `also_claimed` codes of benefits, `not_to_ask` pairs of State and reason.

    `claimant_*` are asked for where survivors claim.
    """

    claimant_surname: str = ""
    claimant_forenames: str = ""
    claimant_birth_date: str = ""
    claimant_sex: str = Sex.NOT_STATED.value
    also_claimed: tuple[str, ...] = ()
    representative: str = ""
    language: str = ""
    not_to_ask: tuple[tuple[str, str], ...] = ()
    documents: tuple[DocumentLine, ...] = ()
    payment_where: str = ""
    payment_currency: str = ""
    payment_bank: str = ""

    @property
    def names_claimant(self) -> bool:
        """Whether anything was typed of who claims."""
        typed = (self.claimant_surname, self.claimant_forenames, self.claimant_birth_date)
        return any(text.strip() for text in typed)


NO_DETAILS = DetailsForm()
"""Nothing was typed."""


def check_details(form: DetailsForm, benefit: str, today: date) -> tuple[Finding, ...]:
    """Return what is missing or wrong; `where` is `details.` and the field, with the line's number for a list."""
    found: list[Finding] = []
    if benefit in FOR_SURVIVORS and form.names_claimant:
        found.extend(
            _error("field_missing", name, field=name)
            for name in ("claimant_surname", "claimant_birth_date")
            if not getattr(form, name).strip()
        )
        _check_day(found, "claimant_birth_date", form.claimant_birth_date, today)
    for place, (state, reason) in enumerate(form.not_to_ask):
        if state.strip() and not reason.strip():
            found.append(_error("not_to_ask_why", f"not_to_ask.{place}"))
        if reason.strip() and not state.strip():
            found.append(_error("not_to_ask_whom", f"not_to_ask.{place}"))
    for place, line in enumerate(form.documents):
        if not line.blank and not line.kind.strip():
            found.append(_error("document_not_named", f"documents.{place}"))
        _check_day(found, f"documents.{place}", line.seen_on, today)
    currency = form.payment_currency.strip().upper()
    if currency and not _CURRENCY.fullmatch(currency):
        found.append(_error("currency_unreadable", "payment_currency", text=form.payment_currency.strip()))
    if not form.payment_where.strip() and (currency or form.payment_bank.strip()):
        found.append(_error("payment_where_missing", "payment_where"))
    return tuple(found)


def read_details(form: DetailsForm, benefit: str) -> ClaimDetails:
    """Return the details of a form without errors. Raises `FormProblem` where a day cannot be read."""
    claims = benefit in FOR_SURVIVORS and form.names_claimant
    return ClaimDetails(
        also_claimed=tuple(each for each in Benefit if each.value in form.also_claimed and each.value != benefit),
        claimant=ClaimingPerson(
            surname=form.claimant_surname.strip(),
            forenames=form.claimant_forenames.strip(),
            birth_date=parse_date(form.claimant_birth_date),
            sex=Sex(form.claimant_sex),
        )
        if claims
        else None,
        representative=form.representative.strip(),
        language=form.language.strip(),
        not_to_ask=tuple(
            StateNotToAsk(state=state.strip(), reason=reason.strip())
            for state, reason in form.not_to_ask
            if state.strip()
        ),
        documents=tuple(
            DocumentHeld(
                kind=line.kind.strip(),
                seen_by=line.seen_by.strip(),
                seen_on=parse_date(line.seen_on) if line.seen_on.strip() else None,
            )
            for line in form.documents
            if not line.blank
        ),
        payment=PaymentWish(
            where=form.payment_where.strip(),
            currency=form.payment_currency.strip().upper(),
            bank=form.payment_bank.strip(),
        )
        if form.payment_where.strip()
        else None,
    )


def details_form(details: ClaimDetails) -> DetailsForm:
    """Return the form that shows what is kept."""
    claimant, payment = details.claimant, details.payment
    return DetailsForm(
        claimant_surname=claimant.surname if claimant else "",
        claimant_forenames=claimant.forenames if claimant else "",
        claimant_birth_date=claimant.birth_date.isoformat() if claimant else "",
        claimant_sex=claimant.sex.value if claimant else Sex.NOT_STATED.value,
        also_claimed=tuple(each.value for each in details.also_claimed),
        representative=details.representative,
        language=details.language,
        not_to_ask=tuple((entry.state, entry.reason) for entry in details.not_to_ask),
        documents=tuple(
            DocumentLine(
                kind=entry.kind,
                seen_by=entry.seen_by,
                seen_on=entry.seen_on.isoformat() if entry.seen_on else "",
            )
            for entry in details.documents
        ),
        payment_where=payment.where if payment else "",
        payment_currency=payment.currency if payment else "",
        payment_bank=payment.bank if payment else "",
    )


def _check_day(found: list[Finding], where: str, text: str, today: date) -> None:
    if not text.strip():
        return
    try:
        day = parse_date(text)
    except FormProblem as problem:
        found.append(_error(problem.code, where, **dict(problem.facts)))
        return
    if day > today:
        found.append(_error("date_in_future", where, date=day.isoformat()))


def _error(code: str, where: str, /, **facts: Fact) -> Finding:
    return Finding(code=code, level=Level.ERROR, where=f"details.{where}", facts=facts)
