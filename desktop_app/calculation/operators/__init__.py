"""The closed vocabulary: every operator a step may name, one a module; the registry is keyed by its name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.operators import (
    accrual,
    age_at,
    all_met,
    any_met,
    best_years_average,
    best_years_total,
    bounded,
    chosen,
    collected,
    early_reduction,
    grant,
    length_in_unit,
    less,
    months_early,
    multiplied,
    percent_of,
    pro_rata_required,
    pro_rata_totalised,
    qualifying_age,
    qualifying_length,
    qualifying_paid,
    rounded,
    stated_total,
    summed,
    weekly_of_year,
    weeks_to_months,
)
from desktop_app.calculation.operators.operator import Operator

OPERATORS: Final[Mapping[str, Operator]] = MappingProxyType(
    {
        module.OPERATOR.name: module.OPERATOR
        for module in (
            accrual,
            age_at,
            all_met,
            any_met,
            best_years_average,
            best_years_total,
            bounded,
            chosen,
            collected,
            early_reduction,
            grant,
            length_in_unit,
            less,
            months_early,
            multiplied,
            percent_of,
            pro_rata_required,
            pro_rata_totalised,
            qualifying_age,
            qualifying_length,
            qualifying_paid,
            rounded,
            stated_total,
            summed,
            weekly_of_year,
            weeks_to_months,
        )
    }
)
"""Operators by name. A leaf of the trace says `given` or `not_known` instead."""
