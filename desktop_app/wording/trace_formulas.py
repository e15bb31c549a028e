"""How a figure was made, in words and signs: one entry for each operator of the vocabulary."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.accrual import whole_steps
from desktop_app.calculation.operators.banded_accrual import band_steps
from desktop_app.calculation.operators.best_of_latest_total import best_of_latest
from desktop_app.calculation.operators.best_years_before_total import earnings_before
from desktop_app.calculation.trace import TraceNode, Unit
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.formats import exact_words, percent_words
from desktop_app.wording.trace_values import each, money_figure, shown, value_words

_TIMES: Final = " \u00d7 "
_FEW: Final = 6


def formula(node: TraceNode) -> str:
    """Say how a figure was made from the rows below it: weekly amount times own weeks over all; empty for a leaf."""
    worded = FORMULAS.get(node.operator)
    return worded(node) if worded is not None and node.inputs else ""


def _summed(node: TraceNode) -> str:
    years = [int(entry.facts["year"]) for entry in node.inputs if "year" in entry.facts]
    if node.inputs[0].key == "row_weeks" and years:
        first, last = min(years), max(years)
        if first == last:
            return text("row of {year}").format(year=first)
        return text("rows {first} to {last}").format(first=first, last=last)
    if len(node.inputs) > _FEW:
        return plural("{n} row", "{n} rows", len(node.inputs)).format(n=len(node.inputs))
    return " + ".join(each(node))


def _best_years(node: TraceNode, fixed: int = 2) -> str:
    years = node.inputs[0].value
    amounts = [entry.value for entry in node.inputs[fixed:] if isinstance(entry.value, int | Fraction)]
    best = sorted(amounts, reverse=True)[: years if isinstance(years, int) else len(amounts)]
    return " + ".join(money_figure(amount) for amount in best)


def _best_of_latest(node: TraceNode) -> str:
    values = tuple(entry.value for entry in node.inputs)
    if node.value is None:
        return ""
    return " + ".join(shown(node.inputs[3 + at]) for at in best_of_latest(values))


def _best_before(node: TraceNode) -> str:
    if node.value is None:
        return ""
    years, within, day, *pairs = (entry.value for entry in node.inputs)
    best = sorted(earnings_before(day, within, pairs), reverse=True)[: years if isinstance(years, int) else len(pairs)]
    return " + ".join(money_figure(amount) for amount in best)


def _accrual(node: TraceNode) -> str:
    length, base, base_length, increment, per_length, cap = node.inputs
    if node.value is None:
        return ""
    steps = whole_steps(length.value, base_length.value, per_length.value)
    said = f"{shown(base)} + {steps}{_TIMES}{shown(increment)}"
    return text("{said}, at most {cap}").format(said=said, cap=shown(cap)) if node.value == cap.value else said


def _ratio(node: TraceNode) -> str:
    notional, own, whole = each(node)
    return f"{notional}{_TIMES}{own} ÷ {whole}"


def _test(node: TraceNode) -> str:
    have = node.inputs[0]
    numbers = [entry.value for entry in node.inputs if isinstance(entry.value, int | Fraction)]
    if len(numbers) != len(node.inputs):
        return ""
    lowest = min(numbers[1:])
    said = text("{have} of {need}").format(have=shown(have), need=exact_words(lowest, 2))
    short = lowest - numbers[0]
    if short <= 0:
        return said
    return text("{said}, {short} short").format(said=said, short=exact_words(short, 2))


def _months(node: TraceNode) -> str:
    if node.inputs[-1].value == Unit.WEEKS.value:
        return ""
    return f"{shown(node.inputs[0])}{_TIMES}12 ÷ 52"


def _reduction(node: TraceNode) -> str:
    amount, months, percent, per_months = each(node)
    for_each = text("for each month") if per_months == "1" else text("for each {n} months begun").format(n=per_months)
    return text("{amount}, {percent} less {each} of {months}").format(
        amount=amount, percent=percent, each=for_each, months=months
    )


def _grant(node: TraceNode) -> str:
    average, weeks, _minimum, multiple, per_weeks = node.inputs
    if not isinstance(weeks.value, int) or not isinstance(per_weeks.value, int):
        return ""
    return f"{shown(average)}{_TIMES}{shown(multiple)}{_TIMES}{weeks.value // per_weeks.value}"


def _stated(node: TraceNode) -> str:
    return text("rows give {value}").format(value=shown(node.inputs[1])) if len(node.inputs) > 1 else ""


def _bound(node: TraceNode) -> str:
    have, limit = each(node)
    said = text("{have}, at most {limit}") if node.operator == "at_most" else text("{have}, under {limit}")
    return said.format(have=have, limit=limit)


def _bands(node: TraceNode) -> str:
    length, base, bands, cap = node.inputs
    if node.value is None:
        return ""
    steps = band_steps(length.value, bands.value)
    said = " + ".join([shown(base), *(f"{number}{_TIMES}{percent_words(percent)}" for percent, number in steps)])
    return text("{said}, at most {cap}").format(said=said, cap=shown(cap)) if node.value == cap.value else said


def _years_total(node: TraceNode, fixed: int) -> str:
    years = node.inputs[0].value
    amounts = [entry.value for entry in node.inputs[fixed:] if isinstance(entry.value, int | Fraction)]
    last = amounts[-int(years) :] if isinstance(years, int) else amounts
    return " + ".join(money_figure(amount) for amount in last)


def _increase(node: TraceNode) -> str:
    amount, months, percent, per_months = each(node)
    for_each = text("for each month") if per_months == "1" else text("for each {n} whole months").format(n=per_months)
    return text("{amount}, {percent} more {each} of {months}").format(
        amount=amount, percent=percent, each=for_each, months=months
    )


FORMULAS: Final[Mapping[str, Callable[[TraceNode], str]]] = {
    "summed": _summed,
    "less": lambda node: " \u2212 ".join(each(node)),
    "multiplied": lambda node: _TIMES.join(each(node)),
    "pro_rata_totalised": _ratio,
    "pro_rata_required": _ratio,
    "rounded": lambda node: ", ".join(each(node)),
    "percent_of": lambda node: _TIMES.join(each(node)),
    "weekly_of_year": lambda node: " ÷ ".join(each(node)),
    "best_years_average": lambda node: " ÷ ".join(each(node)[:2]),
    "best_years_to_age_total": lambda node: _best_years(node, fixed=3),
    "best_years_total": _best_years,
    "best_of_latest_total": _best_of_latest,
    "best_years_before_total": _best_before,
    "years_found_before": lambda node: text("at most {years}").format(years=each(node)[0]),
    "accrual": _accrual,
    "weeks_to_months": _months,
    "length_in_unit": _months,
    "qualifying_length": _test,
    "qualifying_paid": _test,
    "qualifying_age": _test,
    "all_met": lambda _node: text("every condition"),
    "any_met": lambda node: (
        text("entitled on own weeks") if node.key == "entitled_totalised" else text("one condition at least")
    ),
    "whole_months_early": lambda node: text("full months from {day} to the age of {age}").format(
        day=each(node)[1], age=each(node)[2]
    ),
    "months_early": lambda node: f"({shown(node.inputs[1])} \u2212 {shown(node.inputs[0])}){_TIMES}12",
    "early_reduction": _reduction,
    "bounded": lambda node: text("{amount}, at least {minimum}").format(
        amount=shown(node.inputs[0]), minimum=shown(node.inputs[1])
    ),
    "grant": _grant,
    "age_at": lambda node: text("from {birth} to {day}").format(birth=each(node)[0], day=each(node)[1]),
    "stated_total": _stated,
    "at_least": _test,
    "at_most": _bound,
    "below": _bound,
    "between": lambda node: text("{have}, from {lowest} to under {below}").format(
        have=each(node)[0], lowest=each(node)[1], below=each(node)[2]
    ),
    "degree_at_least": _test,
    "is_so": lambda node: shown(node.inputs[0]),
    "not_so": lambda node: shown(node.inputs[0]),
    "either": lambda node: (
        text("the first, as the condition is met")
        if node.inputs[0].value is True
        else text("the second, as the condition is not met")
    ),
    "lowest_of": lambda node: text("the lowest of {figures}").format(figures="; ".join(each(node))),
    "highest_of": lambda node: text("the highest of {figures}").format(figures="; ".join(each(node))),
    "difference": lambda node: " \u2212 ".join(each(node)),
    "divided": lambda node: " ÷ ".join(each(node)),
    "in_proportion": lambda node: f"{each(node)[0]}{_TIMES}{each(node)[1]} ÷ {each(node)[2]}",
    "for_each_step": lambda node: text("{each} for each {per} above {above} of {have}").format(
        each=each(node)[3], per=each(node)[2], above=each(node)[1], have=each(node)[0]
    ),
    "prorated_accrual": lambda node: (
        f"{each(node)[1]} + {each(node)[3]}{_TIMES}({each(node)[0]} \u2212 {each(node)[2]}) ÷ {each(node)[4]}"
    ),
    "banded_accrual": _bands,
    "table_lookup": lambda node: text("{have} in the table").format(have=each(node)[0]),
    "last_years_total": lambda node: _years_total(node, 1),
    "years_with_earnings": lambda node: text("at most {years}").format(years=each(node)[0]),
    "weeks_in_last_years": lambda node: " + ".join(each(node)[1:]),
    "yearly_average": lambda node: " ÷ ".join(each(node)),
    "contributions_paid": lambda node: plural("{n} year", "{n} years", len(node.inputs) // 2).format(
        n=len(node.inputs) // 2
    ),
    "months_late": lambda node: f"({each(node)[0]} \u2212 {each(node)[1]}){_TIMES}12",
    "late_increase": _increase,
    "monthly_to_weekly": lambda node: f"{each(node)[0]}{_TIMES}12 ÷ 52",
    "yearly_to_weekly": lambda node: f"{each(node)[0]} ÷ 52",
    "degree_rounded": lambda node: text("{degree}, to the nearest {multiple}").format(
        degree=each(node)[0], multiple=each(node)[1]
    ),
    "first_known": lambda node: text("the first that is known") if len(node.inputs) > 1 else "",
    "career_average": lambda node: " ÷ ".join(each(node)[:2]),
    "whole_of_percent": lambda node: f"{each(node)[0]} ÷ {each(node)[1]}",
    "class_by_average": lambda node: text("{average}, as earnings {earnings}, among the classes").format(
        average=each(node)[0], earnings=each(node)[1]
    ),
    "increased": lambda node: f"{each(node)[0]} + {each(node)[1]}{_TIMES}{each(node)[2]}",
    "weekly_to_monthly": lambda node: f"{each(node)[0]}{_TIMES}52 ÷ 12",
    "survivors_share": lambda node: shown(node.inputs[0]),
    "raised_in_proportion": lambda node: f"{each(node)[0]}{_TIMES}{each(node)[1]} ÷ {each(node)[2]}",
    "chosen": lambda node: value_words(node.inputs[0]),
    "collected": lambda _node: "",
}
"""How each operator is written; every operator of the vocabulary has its words."""
