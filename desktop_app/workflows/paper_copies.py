"""A certificate that was typed from paper and its electronic copy: recognised by its name, compared by year."""

from collections.abc import Iterator

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.money import total
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.store.periods import KeptCertificate
from desktop_app.workflows.arrival import Change, change
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import year_weeks


def paper_of(desk: Desk, claim_id: str, certificate: PeriodCertificate) -> KeptCertificate | None:
    """Return what was typed from the paper of this very certificate, None where nothing was."""
    named = (certificate.office, certificate.number, certificate.version)
    for kept in desk.store.periods.from_paper(claim_id):
        if (kept.certificate.office, kept.certificate.number, kept.certificate.version) == named:
            return kept
    return None


def scanned_copy(desk: Desk, claim_id: str, certificate: PeriodCertificate) -> bool:
    """Tell whether this very certificate is here already, read from the codes of a paper meant for another office."""
    return any(
        kept.certificate == certificate and desk.store.mailbox.message(kept.bundle_id) is not None
        for kept in desk.store.periods.certificates(claim_id)
        if kept.bundle_id
    )


def kept_already(desk: Desk, claim_id: str, certificate: PeriodCertificate) -> bool:
    """Tell whether this very certificate is with the case, word for word: it came directly, passed on, or by its codes.

    What was typed from paper is no such copy: the file takes its place.
    """
    return any(
        kept.paper is None and kept.certificate == certificate for kept in desk.store.periods.certificates(claim_id)
    )


def paper_differences(typed: PeriodCertificate, electronic: PeriodCertificate) -> Iterator[Change]:
    """Return what the electronic copy says otherwise than the paper as typed: the cut-off, weeks and money by year."""
    yield from _told("change_paper_number", typed.insurance_number, electronic.insurance_number)
    yield from _told("change_paper_cut_off", typed.complete_to.isoformat(), electronic.complete_to.isoformat())
    yield from _told("change_paper_found", typed.has_periods.value, electronic.has_periods.value)
    weeks, theirs = year_weeks(typed.rows), year_weeks(electronic.rows)
    money, their_money = _year_money(typed), _year_money(electronic)
    for year in sorted(weeks.keys() | theirs.keys()):
        yield from _told("change_paper_weeks", str(weeks.get(year, 0)), str(theirs.get(year, 0)), str(year))
        yield from _told("change_paper_earnings", money.get(year, ""), their_money.get(year, ""), str(year))
        ours, said = (_kinds(year, rows) for rows in (typed.rows, electronic.rows))
        if weeks.get(year) == theirs.get(year):
            yield from _told("change_paper_kinds", ours, said, str(year))


def _told(what: str, now: str, after: str, detail: str = "") -> Iterator[Change]:
    if now != after:
        yield change(what, now, after, detail)


def _kinds(year: int, rows: tuple[InsurancePeriod, ...]) -> str:
    """Return the weeks of a year by kind of period: 40 weeks worked are not 40 weeks credited."""
    found: dict[str, int] = {}
    for row in rows:
        if row.year == year:
            found[row.type.name] = found.get(row.type.name, 0) + row.weeks
    return ", ".join(f"{kind} {count}" for kind, count in sorted(found.items()))


def _year_money(certificate: PeriodCertificate) -> dict[int, str]:
    found: dict[int, str] = {}
    for year in {row.year for row in certificate.rows if row.earnings is not None}:
        earned = (row.earnings for row in certificate.rows if row.year == year and row.earnings is not None)
        found[year] = f"{certificate.currency} {total(earned, certificate.currency).plain}"
    return found
