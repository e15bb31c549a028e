"""The result of `calculate --json`: amounts as text, what is not known as null with its reason.

The shape is a promise to other programs; its keys are listed in the tests.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from desktop_app.calculation.award import Amount, Award, Payable, StateAward, SurvivorShare
from desktop_app.calculation.trace import Authority, Cell, RuleTable, TraceNode, Unit
from desktop_app.commands.result_words import month_words
from desktop_app.domain.findings import Finding, Reason
from desktop_app.domain.money import Money, decimal_text
from desktop_app.wording.findings import finding_remedy, finding_words, reason_words
from desktop_app.wording.trace import formula, label

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

EXACT_PLACES: Final = 7
"""Decimals of a figure before rounding."""

AVERAGE_PLACES: Final = 4


def award_json(award: Award) -> Json:
    """Return the whole result."""
    return {
        "totalised_weeks": award.totalised_weeks,
        "contingency_date": award.contingency_date.isoformat(),
        "rule_packs": dict(award.rule_packs),
        "settings": dict(award.settings),
        "states": [_state(line) for line in award.states],
        "findings": findings_json(award.findings),
        "worksheet": _node(award.worksheet),
    }


def findings_json(findings: Sequence[Finding]) -> Json:
    """Return findings with their sentences; what to do about one follows what it says."""
    return [
        {
            "level": each.level.value,
            "code": each.code,
            "text": _plain_spaces(f"{finding_words(each)} {finding_remedy(each)}".strip()),
        }
        for each in findings
    ]


def _state(line: StateAward) -> Json:
    return {
        "state": line.state,
        "currency": line.currency,
        "own_weeks": line.own_weeks,
        "counted_weeks": line.counted_weeks,
        "entitled_alone": line.alone.met,
        "entitled_totalised": line.totalised.met,
        "rate_percent": _decimals(line.rate),
        "average_weekly_earnings": None
        if line.average_weekly is None
        else decimal_text(line.average_weekly, AVERAGE_PLACES),
        "share": None if line.share is None else f"{line.share[0]}/{line.share[1]}",
        "notional": _amount(line.notional),
        "actual": _amount(line.actual),
        "local": _amount(line.local),
        "grant": {
            "amount": _money(line.grant.lump_sum),
            "reason": _reason(line.grant.reason),
        },
        "payable": _payable(line.payable),
        "shares": [_survivor(each) for each in line.shares],
        "findings": findings_json(line.findings),
    }


def _survivor(share: SurvivorShare) -> Json:
    """Return what one survivor gets; `survivor` is the place in the case file's list, counted from 1."""
    return {
        "survivor": share.survivor,
        "relationship": share.relationship.value,
        "percent": _decimals(share.percent),
        "notional": _amount(share.notional),
        "actual": _amount(share.actual),
        "local": _amount(share.local),
        "payable": {
            "weekly": _money(share.payable),
            "monthly": _money(share.monthly),
            "reason": _reason(share.reason),
        },
        "until": share.until or None,
    }


def _money(amount: Money | None) -> str | None:
    return None if amount is None else amount.plain


def _amount(amount: Amount) -> Json:
    if amount.weekly is None:
        return {"weekly": None, "reason": _reason(amount.reason)}
    exact = amount.unrounded if amount.unrounded is not None else amount.weekly.units
    return {"weekly": amount.weekly.plain, "weekly_unrounded": decimal_text(exact, EXACT_PLACES)}


def _payable(payable: Payable) -> Json:
    return {
        "amount": None if payable.kind is None else payable.kind.value,
        "weekly": _money(payable.weekly),
        "four_weekly": _money(payable.four_weekly),
        "monthly": _money(payable.monthly),
        "yearly": _money(payable.yearly),
        "reason": ". ".join(each for each in (_reason(payable.reason), month_words(payable)) if each),
    }


def _node(node: TraceNode) -> Json:
    return {
        "label": _plain_spaces(label(node)),
        "value": _value(node),
        "formula": _plain_spaces(formula(node)),
        "inputs": [_node(entry) for entry in node.inputs],
        "authority": _authority(node.authority),
    }


def _value(node: TraceNode) -> str | None:
    """Return a figure's value as text for machines: decimals without separators, days in ISO form, `true`, `false`.

    A published table is its rows, `500 | 30; 550 | 31`.
    """
    match node.value:
        case None | str():
            return node.value
        case bool():
            return str(node.value).lower()
        case date():
            return node.value.isoformat()
        case RuleTable():
            return "; ".join(" | ".join(_cell(cell) for cell in row) for row in node.value.rows)
        case _:
            return _decimals(Fraction(node.value), least=2 if node.unit is Unit.MONEY else 0)


def _cell(cell: Cell) -> str:
    return cell if isinstance(cell, str) else _decimals(Fraction(cell)) or ""


def _authority(authority: Authority) -> Json:
    """Return what a figure rests on; what does not apply is left out."""
    told = {
        "kind": authority.kind.value,
        "state": authority.state,
        "reference": authority.reference,
        "says": authority.says,
        "valid_from": authority.valid_from.isoformat() if authority.valid_from else "",
        "reading": authority.reading,
        "confidence": authority.confidence.value if authority.confidence else "",
        "sources": "; ".join(f"{each.id} {each.title}, {each.publisher}, {each.url}" for each in authority.sources),
        "note": authority.note,
    }
    return {key: value for key, value in told.items() if value}


def _decimals(value: Fraction | None, least: int = 0) -> str | None:
    """Return a figure with the decimals it has, `least` to seven."""
    if value is None:
        return None
    whole, _, rest = decimal_text(value, EXACT_PLACES).partition(".")
    rest = rest.rstrip("0").ljust(least, "0")
    return f"{whole}.{rest}" if rest else whole


def _reason(reason: Reason | None) -> str | None:
    return None if reason is None else _plain_spaces(reason_words(reason))


def _plain_spaces(words: str) -> str:
    return words.replace("\u00a0", " ")
