"""What an institution's certificate says beside its rows and totals: as typed, checked, and read (4.3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.certificates import PeriodCertificate, RemarkCode
from desktop_app.domain.dependant_forms import NO, YES
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideForm:
    """As typed: yes, no or nothing, a day, codes of States with blanks or commas between them, and words."""

    insured_now: str = ""
    last_contribution: str = ""
    other_states: str = ""
    year_starts: str = ""
    conversion: str = ""
    conversion_rule: str = ""
    remark_codes: str = ""
    """Codes of `RemarkCode` that were chosen, with blanks between them."""


NOTHING_BESIDE = BesideForm()
"""Nothing was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideRows:
    """As certified; see `PeriodCertificate` for what each means."""

    insured_now: bool | None = None
    last_contribution: date | None = None
    other_states: tuple[str, ...] = ()
    year_starts: str = ""
    conversion: str = ""
    conversion_rule: str = ""
    remark_codes: tuple[RemarkCode, ...] = ()


def check_beside(form: BesideForm, *, own: str, known: Collection[str], complete_to: date) -> tuple[Finding, ...]:
    """Return what is wrong; `where` is the field. `known` are the codes of States, `own` is the certifying one."""
    found: list[Finding] = []
    if form.last_contribution.strip():
        try:
            day = parse_date(form.last_contribution)
        except FormProblem as problem:
            found.append(_error(problem.code, "last_contribution", **dict(problem.facts)))
        else:
            if day > complete_to:
                found.append(_error("last_contribution_late", "last_contribution", cut_off=complete_to.isoformat()))
    found.extend(
        _error("state_unknown", "other_states", text=code) for code in _codes(form.other_states) if code not in known
    )
    if own in _codes(form.other_states):
        found.append(_error("other_state_own", "other_states", state=own))
    return tuple(found)


def read_beside(form: BesideForm) -> BesideRows:
    """Return what is certified by a form without errors. Raises `FormProblem` where the day cannot be read."""
    return BesideRows(
        insured_now={YES: True, NO: False}.get(form.insured_now),
        last_contribution=parse_date(form.last_contribution) if form.last_contribution.strip() else None,
        other_states=_codes(form.other_states),
        year_starts=form.year_starts.strip(),
        conversion=form.conversion.strip(),
        conversion_rule=form.conversion_rule.strip(),
        remark_codes=tuple(code for code in RemarkCode if code.value in form.remark_codes.split()),
    )


def beside_of(certificate: PeriodCertificate) -> BesideForm:
    """Return the form that shows what a certificate said: a further version begins with it."""
    return BesideForm(
        insured_now={True: YES, False: NO, None: ""}[certificate.insured_now],
        last_contribution=certificate.last_contribution.isoformat() if certificate.last_contribution else "",
        other_states=", ".join(certificate.other_states),
        year_starts=certificate.year_starts,
        conversion=certificate.conversion,
        conversion_rule=certificate.conversion_rule,
        remark_codes=" ".join(certificate.remark_codes),
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.replace(",", " ").replace(";", " ").upper().split()))


def _error(code: str, where: str, /, **facts: Fact) -> Finding:
    return Finding(code=code, level=Level.ERROR, where=where, facts=facts)
