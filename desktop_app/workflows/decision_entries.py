"""What a clerk typed for a decision, as typed: kept while it is not laid before anybody, and read into the form."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from desktop_app.domain.award_notices import DecisionResult, Refusal, RefusalReason, ReviewFrom, SetOff
from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.money import Money, parse_money
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem
from desktop_app.workflows.decide_claim import DecisionForm
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.form_drafts import forget_form, keep_form, kept_form

PART: Final = "decision"
"""The name of the form among those of a claim."""

_MOST_DAYS: Final = 4
"""Digits of a count of days."""

_CODE: Final = 3
"""Letters of a currency's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOffEntry:
    """A set-off as typed: the amount with its currency (the State's own where none is typed), and why."""

    amount: str = ""
    ground: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not self.amount.strip() and not self.ground.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEntry:
    """Every field as typed; codes are those of the domain, empty for none."""

    result: str = ""
    reason: str = ""
    reason_text: str = ""
    start: str = ""
    first_payment: str = ""
    next_review: str = ""
    review_days: str = ""
    review_from: str = ""
    review_address: str = ""
    remarks: str = ""
    correction: str = ""
    worksheet: str = ""
    set_offs: tuple[SetOffEntry, ...] = ()


NOTHING_TYPED: Final = DecisionEntry()


def form_of(entry: DecisionEntry, currency: str) -> DecisionForm:
    """Read what was typed; what cannot be read stands in `unread` by the name of its field, or in `wrong`."""
    unread: list[str] = []
    wrong: list[Finding] = []
    set_offs = _set_offs(entry.set_offs, currency, wrong)
    days = entry.review_days.strip()
    if days and not (days.isascii() and days.isdigit() and len(days) <= _MOST_DAYS):
        unread.append("review_days")
    return DecisionForm(
        start=_day("start", entry.start, unread),
        result=DecisionResult(entry.result) if entry.result else None,
        refusals=(Refusal(reason=RefusalReason(entry.reason), text=entry.reason_text.strip()),) if entry.reason else (),
        review_days=int(days) if days and not unread else None,
        review_from=ReviewFrom(entry.review_from) if entry.review_from else ReviewFrom.RECEIPT,
        review_address=entry.review_address,
        first_payment=_day("first_payment", entry.first_payment, unread),
        next_review=_day("next_review", entry.next_review, unread),
        set_offs=tuple(each for _line, each in set_offs),
        set_off_lines=tuple(line for line, _each in set_offs),
        remarks=entry.remarks,
        worksheet=bool(entry.worksheet),
        correction=CorrectionReason(entry.correction) if entry.correction else CorrectionReason.NEW_FACTS,
        unread=tuple(unread),
        wrong=tuple(wrong),
    )


def keep_entry(desk: Desk, claim_id: str, entry: DecisionEntry) -> None:
    """Keep what is typed for the decision on a claim."""
    if entry == NOTHING_TYPED:
        forget_form(desk, claim_id, PART)
    else:
        keep_form(desk, claim_id, PART, _fields(entry))


def kept_entry(desk: Desk, claim_id: str) -> DecisionEntry:
    """Return what was typed for the decision on a claim and not laid before anybody."""
    typed = kept_form(desk, claim_id, PART)
    plain = {field.name: typed.get(field.name, "") for field in fields(DecisionEntry) if field.name != "set_offs"}
    count = int(typed.get("set_offs", "0") or "0")
    found = tuple(
        SetOffEntry(amount=typed.get(f"set_off_{n}_amount", ""), ground=typed.get(f"set_off_{n}_ground", ""))
        for n in range(count)
    )
    return DecisionEntry(**plain, set_offs=found)


def forget_entry(desk: Desk, claim_id: str) -> None:
    """Drop what was typed: it was laid before somebody, or decided."""
    forget_form(desk, claim_id, PART)


def _fields(entry: DecisionEntry) -> Mapping[str, str]:
    found = {field.name: str(getattr(entry, field.name)) for field in fields(entry) if field.name != "set_offs"}
    found["set_offs"] = str(len(entry.set_offs))
    for number, each in enumerate(entry.set_offs):
        found[f"set_off_{number}_amount"] = each.amount
        found[f"set_off_{number}_ground"] = each.ground
    return found


def _day(name: str, typed: str, unread: list[str]) -> date | None:
    try:
        return parse_date(typed) if typed.strip() else None
    except FormProblem:
        unread.append(name)
        return None


def _set_offs(entries: tuple[SetOffEntry, ...], currency: str, wrong: list[Finding]) -> tuple[tuple[int, SetOff], ...]:
    """Return what could be read, each with its line; what is wrong in the others comes to `wrong`."""
    found = []
    for line, each in enumerate(entries):
        if each.blank:
            continue
        amount, ground = _amount(each.amount, currency), each.ground.strip()
        if amount is None:
            facts = {"text": each.amount.strip()}
            wrong.append(
                Finding(code="money_unreadable", level=Level.ERROR, where=f"set_off_{line}_amount", facts=facts)
            )
        if not ground:
            wrong.append(Finding(code="set_off_ground_missing", level=Level.ERROR, where=f"set_off_{line}_ground"))
        if amount is not None and ground:
            found.append((line, SetOff(amount=amount, ground=ground)))
    return tuple(found)


def _amount(typed: str, currency: str) -> Money | None:
    """Read an amount with the currency typed before or after it, the State's own where none is."""
    words = typed.upper().replace("EC$", "XCD ").split()
    codes = [word for word in words if len(word) == _CODE and word.isascii() and word.isalpha()]
    code = codes[0] if len(codes) == 1 else currency
    try:
        amount = parse_money(typed.upper().replace("EC$", ""), code)
    except FormProblem:
        return None
    return amount if amount.minor > 0 else None
