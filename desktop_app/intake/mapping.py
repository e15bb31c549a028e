"""A mapping: which column of an institution's file says what, in which units, currency and codes. Data, made once."""

import re
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from desktop_app.domain.periods import PeriodType
from desktop_app.domain.time import DAYS_IN_WEEK
from desktop_app.foundation.problems import FormProblem


class Field(StrEnum):
    """What a column can say."""

    NUMBER = "number"
    SURNAME = "surname"
    FORENAMES = "forenames"
    NAME = "name"  # surname, then a comma, then forenames
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    EMPLOYER = "employer"
    EMPLOYER_NUMBER = "employer_number"
    YEAR = "year"
    START = "start"
    END = "end"
    QUANTITY = "quantity"
    EARNINGS = "earnings"
    TYPE = "type"
    EARNINGS_CLASS = "earnings_class"


class Unit(StrEnum):
    """What a file counts insurance in."""

    WEEKS = "weeks"
    DAYS = "days"
    MONTHS = "months"


class DateOrder(StrEnum):
    """In which order a file writes a date in figures."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How one institution's file is read. `columns` are positions from 0; `header_rows` are passed over.

    `types` says which kind a code of the file is, folded to capitals; a file without codes is all `default_type`.
    `days_in_week` is how many days make a contribution week where the file counts days. `sheet` is that of a workbook
    with several; without it the first that is not hidden is read.
    """

    name: str
    columns: Table[Field, int]
    currency: str
    unit: Unit = Unit.WEEKS
    days_in_week: int = 6
    date_order: DateOrder = DateOrder.DAY_FIRST
    header_rows: int = 1
    types: Table[str, PeriodType] = field(default_factory=dict)
    default_type: PeriodType = PeriodType.EMP
    sheet: str = ""

    def lacking(self) -> tuple[Field, ...]:
        """Return what no column says but has to be said: who it is, when, and how much."""
        lacking = [each for each in (Field.NUMBER, Field.BIRTH_DATE, Field.QUANTITY) if each not in self.columns]
        if not {Field.NAME, Field.SURNAME} & self.columns.keys():
            lacking.insert(1, Field.SURNAME)
        if not {Field.YEAR, Field.START} & self.columns.keys():
            lacking.append(Field.YEAR)
        return tuple(lacking)


_TITLES: Final[Table[Field, tuple[str, ...]]] = {
    Field.NUMBER: ("insurance number", "nis number", "nis no", "ni number", "ssn", "number", "reg no", "nis"),
    Field.SURNAME: ("surname", "last name", "family name"),
    Field.FORENAMES: ("forenames", "first name", "given names", "forename", "first names"),
    Field.NAME: ("name", "full name", "insured person"),
    Field.BIRTH_DATE: ("date of birth", "birth date", "dob", "born"),
    Field.SEX: ("sex", "gender"),
    Field.EMPLOYER: ("employer", "employer name"),
    Field.EMPLOYER_NUMBER: ("employer number", "employer no"),
    Field.YEAR: ("year", "contribution year"),
    Field.START: ("from", "start", "start date"),
    Field.END: ("to", "end", "end date"),
    Field.QUANTITY: ("weeks", "contributions", "days", "months", "weeks paid"),
    Field.EARNINGS: ("earnings", "insurable earnings", "wages", "salary"),
    Field.TYPE: ("type", "kind", "code"),
    Field.EARNINGS_CLASS: ("class", "earnings class"),
}


def proposed(name: str, header: tuple[str, ...], currency: str) -> Mapping:
    """Propose a mapping by a header row's words; a person looks at it before it is kept."""
    titles = [" ".join(title.lower().replace("_", " ").replace(".", " ").split()) for title in header]
    columns = {
        wanted: titles.index(title)
        for wanted, known in _TITLES.items()
        if (title := next((each for each in known if each in titles), None)) is not None
    }
    counted = titles[columns[Field.QUANTITY]] if Field.QUANTITY in columns else ""
    unit = Unit(counted) if counted in {"days", "months"} else Unit.WEEKS
    return Mapping(name=name, columns=columns, currency=currency, unit=unit)


def mapping_json(mapping: Mapping) -> dict[str, Any]:
    """Return a mapping as JSON can say it."""
    return {
        "name": mapping.name,
        "columns": {each.value: column for each, column in mapping.columns.items()},
        "currency": mapping.currency,
        "unit": mapping.unit.value,
        "days_in_week": mapping.days_in_week,
        "date_order": mapping.date_order.value,
        "header_rows": mapping.header_rows,
        "types": {code: kind.value for code, kind in mapping.types.items()},
        "default_type": mapping.default_type.value,
        "sheet": mapping.sheet,
    }


def read_mapping(told: object) -> Mapping:
    """Read a mapping from JSON. Raises `FormProblem("mapping_unreadable")` for anything that is none."""
    if not isinstance(told, dict):
        raise FormProblem("mapping_unreadable")
    try:
        mapping = Mapping(
            name=str(told["name"]).strip(),
            columns={Field(key): int(column) for key, column in told["columns"].items()},
            currency=str(told["currency"]).strip().upper(),
            unit=Unit(told.get("unit", Unit.WEEKS)),
            days_in_week=int(told.get("days_in_week", 6)),
            date_order=DateOrder(told.get("date_order", DateOrder.DAY_FIRST)),
            header_rows=int(told.get("header_rows", 1)),
            types={str(code).strip().upper(): PeriodType(kind) for code, kind in told.get("types", {}).items()},
            default_type=PeriodType(told.get("default_type", PeriodType.EMP)),
            sheet=str(told.get("sheet", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FormProblem("mapping_unreadable") from error
    sound = mapping.name and re.fullmatch("[A-Z]{3}", mapping.currency) and 1 <= mapping.days_in_week <= DAYS_IN_WEEK
    if not sound or mapping.header_rows < 0 or min(mapping.columns.values(), default=0) < 0:
        raise FormProblem("mapping_unreadable")
    return mapping
