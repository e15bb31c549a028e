"""What a line of a preview says: codes in their words, days and amounts as people write them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from desktop_app.domain.award_notices import DecisionResult, Frequency
from desktop_app.domain.case_notices import ChangeKind, CloseReason, CorrectionReason, ForwardReason, ReopenReason
from desktop_app.domain.certificates import HasPeriods, RemarkCode
from desktop_app.domain.claims import Benefit, Stage
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.dependency import DependencyDegree, UnionKind
from desktop_app.domain.inquiries import ClarificationReason, InfoItemCode, NotAvailable
from desktop_app.domain.messages import MessageType, ReturnReason
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.periods import Evidence, InsuredClass, PeriodType, RowStatus
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.field_words import field_words, place_words
from desktop_app.wording.formats import date_words
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.wording.paper_words import issued_words
from desktop_app.wording.terms import period_type_words, stage_words

Say = Callable[[str], str]

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_AMOUNT: Final = re.compile(r"\b([A-Z]{3}) (-?)(\d+)(\.\d+)?\b")
_KINDS: Final = re.compile(r"\b([A-Z_]+) (\d+)")
_VERSION: Final = " · "


def change_detail(what: str, detail: str) -> str:
    """Say which one is meant by a line of a preview."""
    say = _DETAILS.get(what)
    return say(detail) if say and detail else _plainly(detail)


def change_value(what: str, value: str) -> str:
    """Say a fact of the records, as it is now or will be after."""
    say = _VALUES.get(what)
    return say(value) if say and value else _plainly(value)


def _coded(*kinds: type[StrEnum]) -> Say:
    """Return what says a code of one of these kinds; anything else is said plainly."""

    def say(value: str) -> str:
        kind = next((kind for kind in kinds if value in set(kind)), None)
        return words_of(kind(value)) if kind else _plainly(value)

    return say


def _owed(value: str) -> str:
    if value in set(ObligationKind):
        return obligation_kind_words(ObligationKind(value))
    return _coded(MessageType)(value)


def _plainly(value: str) -> str:
    """Say days and amounts within a text as people write them."""
    said = _DAY.sub(_day, value)
    return _AMOUNT.sub(_amount, said)


def _day(found: re.Match[str]) -> str:
    try:
        return date_words(date.fromisoformat(found.group()))
    except ValueError:
        return found.group()


def _amount(found: re.Match[str]) -> str:
    currency, sign, whole, cents = found.groups()
    return f"{currency} {sign}{int(whole):,}{cents or ''}"


def _versioned(value: str) -> str:
    number, dot, version = value.partition(_VERSION)
    return text("{number}, version {version}").format(number=number, version=version) if dot else value


def _item(kind: type[StrEnum]) -> Say:
    """Return what says the code of an item, or its number where the question is not here."""

    def say(value: str) -> str:
        return text("item {number}").format(number=value) if value.isdigit() else _coded(kind)(value)

    return say


def _stage(value: str) -> str:
    return stage_words(Stage(value)) if value in set(Stage) else value


def _yes_or_no(value: str) -> str:
    return text("Yes") if value == "yes" else text("No")


def _kinds(value: str) -> str:
    def say(found: re.Match[str]) -> str:
        name, weeks = found.groups()
        known = PeriodType.__members__.get(name)
        return text("{kind} {weeks}").format(kind=period_type_words(known) if known else name, weeks=weeks)

    return _KINDS.sub(say, value)


def _row(value: str) -> str:
    """Say what a version of a certificate says of a row, fact by fact."""
    return _VERSION.join(_fact_of_row(fact) for fact in value.split(_VERSION))


def _fact_of_row(fact: str) -> str:
    name, _gap, rest = fact.partition(" ")
    if name in PeriodType.__members__ and rest.isdigit():
        kind = period_type_words(PeriodType[name])
        return plural("{n} week, {kind}", "{n} weeks, {kind}", int(rest)).format(n=rest, kind=kind)
    if name == "credited" and rest.isdigit():
        return text("{weeks} of them credited").format(weeks=rest)
    if name in ("for", "raises"):
        say = _coded(Benefit)
        benefits = ", ".join(say(each) for each in rest.split("+")) if rest else text("all benefits")
        said = text("counts for {benefits}") if name == "for" else text("raises the amount of {benefits}")
        return said.format(benefits=benefits)
    return _coded(RowStatus, Evidence, InsuredClass)(fact)


def _paid(value: str) -> str:
    """Say what a State pays: an amount a week, a grant, or nothing."""
    amount, once, _rest = value.partition(f"{_VERSION}once")
    if value == "nothing":
        return text("Nothing")
    return text("{amount} once").format(amount=_plainly(amount)) if once else _plainly(amount)


def _field_of(detail: str) -> str:
    """Name a field of somebody: `Cares for a child, Clara Invented`."""
    field, _dot, name = detail.partition(_VERSION)
    return text("{field}, {name}").format(field=field_words(field), name=name)


def _dependant_fact(value: str) -> str:
    if value in ("yes", "no"):
        return _yes_or_no(value)
    return " ".join(_coded(Relationship, DependencyDegree, UnionKind)(part) for part in value.split(" "))


def _beside(value: str) -> str:
    """Say what the claim states, and beside it what is certified otherwise."""
    ours, dot, theirs = value.partition(_VERSION)
    if not dot:
        return _dependant_fact(value)
    return text("{ours}, as stated; they certify {theirs}").format(
        ours=_dependant_fact(ours), theirs=_dependant_fact(theirs)
    )


def _remarked(value: str) -> str:
    return text("How it was destroyed") if value == "destroyed" else text("About a row")


def _explained(value: str) -> str:
    """Say what is to be explained: a year's row with its weeks, a field, or the words of who asks."""
    if value.isdigit():
        return text("the row of {year}").format(year=value)
    if row := re.fullmatch(r"(\d{4}) (\d+)", value):
        year, weeks = row.groups()
        words = plural("the row of {year}, {n} week", "the row of {year}, {n} weeks", int(weeks))
        return words.format(year=year, n=weeks)
    return place_words(value) if re.fullmatch(r"[a-z_]+(\.[a-z0-9_]+)*", value) else _plainly(value)


def _built_certificate(value: str) -> str:
    kind, _dot, office = value.partition(_VERSION)
    return text("{what} for {office}").format(what=_small(_coded(MessageType)(kind)), office=office)


def _small(words: str) -> str:
    """Begin within a sentence."""
    return words[:1].lower() + words[1:]


def _built_decision(value: str) -> str:
    say = _coded(DecisionResult, Frequency)
    return _VERSION.join(say(part) for part in value.split(_VERSION))


def _key(value: str) -> str:
    return text("key {number}").format(number=value) if re.fullmatch(r"[0-9a-fA-F]{8,}", value) else _plainly(value)


_DETAILS: Final[Mapping[str, Say]] = {
    "change_answer_owed": _coded(ReopenReason),
    "change_claim": _coded(Benefit),
    "change_confirmed": _item(ClarificationReason),
    "change_correction_follows": _item(ClarificationReason),
    "change_dependant": _coded(DependencyDegree),
    "change_built_certificate": _built_certificate,
    "change_built_letter": issued_words,
    "change_certified_field": _field_of,
    "change_dependant_differs": _field_of,
    "change_dependant_field": _field_of,
    "change_destroy": _coded(CorrectionReason),
    "change_due": _owed,
    "change_paper_field": place_words,
    "change_explained": _item(ClarificationReason),
    "change_forwarded": _coded(ForwardReason),
    "change_forwarded_here": _coded(ForwardReason),
    "change_item_answered": _item(InfoItemCode),
    "change_item_attached": _item(InfoItemCode),
    "change_item_follows": _item(InfoItemCode),
    "change_item_not_available": _item(InfoItemCode),
    "change_item_owed": _item(InfoItemCode),
    "change_message_invalidated": _coded(CorrectionReason),
    "change_message_superseded": _coded(CorrectionReason),
    "change_not_available": _owed,
    "change_owed_again": _owed,
    "change_owed_answered": _owed,
    "change_owed_by": _owed,
    "change_owed_lifted": _owed,
    "change_promised": _owed,
    "change_remark": _remarked,
    "change_reminded": _owed,
    "change_said_sent": _owed,
    "change_stage": _coded(CloseReason, ReopenReason),
    "change_summed_up": _coded(Frequency),
    "change_to_explain": _item(ClarificationReason),
    "change_told": _coded(ChangeKind),
}
"""How which one is meant is said, by what is changed; those not named are said plainly."""

_VALUES: Final[Mapping[str, Say]] = {
    "change_also_claimed": _coded(Benefit),
    "change_amount": _paid,
    "change_row": _row,
    "change_row_gone": _row,
    "change_insured_now": _yes_or_no,
    "change_decided_amount": _coded(DecisionResult),
    "change_decision": _versioned,
    "change_decision_beside": _versioned,
    "change_departure_kept": _versioned,
    "change_built_decision": _built_decision,
    "change_certified_field": _dependant_fact,
    "change_dependant_differs": _beside,
    "change_dependant_field": _dependant_fact,
    "change_dependency": _versioned,
    "change_key_retired": _key,
    "change_key_revoked": _key,
    "change_not_available": _coded(NotAvailable),
    "change_paper_found": _coded(HasPeriods),
    "change_paper_kinds": _kinds,
    "change_remark_code": _coded(RemarkCode),
    "change_returned": _coded(ReturnReason),
    "change_stage": _stage,
    "change_to_explain": _explained,
}
"""How a fact is said, by what is changed; those not named are said plainly."""
