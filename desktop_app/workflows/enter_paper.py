"""Type in an answer that came on paper: the certificate of another State, with its scan, in place of the file.

It meets the same obligation, marked as from paper. The electronic copy (same office, number and version) that comes
later is recognised by `take_certificate`: it takes the place of what was typed, and nothing counts twice.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import Final

from desktop_app.domain.certificates import CertificateKind, HasPeriods, PeriodCertificate, check_certificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.forms import PeriodsForm, check_periods, read_record
from desktop_app.domain.money import Money, parse_money, total
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import CaseProblem, FormProblem
from desktop_app.store.obligations import Obligation
from desktop_app.store.periods import PaperSource
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.obligations import known_obligation
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.remind import drop_needless_reminders
from desktop_app.workflows.take_certificate import settle_certificate

MOST_VERSION: Final = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCertificateForm:
    """A certificate as it stands on the paper, as typed; dates, totals and the version are text.

    `weeks` and `earnings` are the totals printed below the rows, empty where none is. `signed_by` is the name under the
    stamp, `scan` the id of the claim's paper that shows the sheet.
    """

    number: str = ""
    version: str = "1"
    certified_on: str = ""
    complete_to: str = ""
    signed_by: str = ""
    insurance_number: str = ""
    has_periods: HasPeriods = HasPeriods.YES
    more_follows: bool = False
    periods: PeriodsForm = field(default_factory=PeriodsForm)
    weeks: str = ""
    earnings: str = ""
    remarks: str = ""
    scan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDraft:
    """What the typed paper would be: findings (errors stop it), and the certificate once it can be read."""

    state: str
    office: str
    findings: tuple[Finding, ...]
    certificate: PeriodCertificate | None

    @property
    def can_enter(self) -> bool:
        """Whether no error stands in the way."""
        return self.certificate is not None and not any(entry.level is Level.ERROR for entry in self.findings)


def paper_awaited(desk: Desk, obligation_id: str) -> Obligation:
    """Return the certificate owed to this office that may be typed from paper.

    Raises `CaseProblem`: `obligation_unknown`, `paper_not_for_this` for anything else that is owed.
    """
    owed = known_obligation(desk, obligation_id)
    fits = owed.kind is ObligationKind.PERIOD_CERTIFICATE and owed.owed_to == desk.office.code and owed.claim_id
    if not fits or owed.owed_by == desk.office.code or not state_of_office(desk, owed.owed_by):
        raise CaseProblem("paper_not_for_this")
    return owed


def paper_currency(desk: Desk, obligation_id: str) -> str:
    """Return the currency in which the awaited certificate states earnings. Raises as `paper_awaited`."""
    owed = paper_awaited(desk, obligation_id)
    return desk.rulebook.party(state_of_office(desk, owed.owed_by)).currency


def check_paper_certificate(desk: Desk, obligation_id: str, form: PaperCertificateForm) -> PaperDraft:
    """Return what is wrong or doubtful in what was typed. Writes nothing. Raises as `paper_awaited`."""
    owed = paper_awaited(desk, obligation_id)
    claim = desk.store.claims.get(owed.claim_id)
    state = state_of_office(desk, owed.owed_by)
    found: list[Finding] = []
    rows = _rows(desk, claim, state, form, found)
    certificate = _certificate(desk, claim, owed, state, form, rows, found)
    scan = desk.store.attachments.get(form.scan) if form.scan else None
    if scan is None or scan.claim_id != claim.id:
        found.append(_error("paper_scan_missing", "scan"))
    if certificate is not None:
        found.extend(check_certificate(certificate))
        if _here(desk, claim.id, certificate):
            found.append(
                _error("paper_certificate_here", "number", number=certificate.number, version=certificate.version)
            )
    return PaperDraft(state=state, office=owed.owed_by, findings=tuple(found), certificate=certificate)


def enter_paper_certificate(desk: Desk, obligation_id: str, form: PaperCertificateForm) -> PeriodCertificate:
    """Keep a certificate that came on paper and meet what was owed, marked as from paper; return it.

    The scan is attached to the claim before (`attach_file`). Raises as `paper_awaited`, and
    `CaseProblem("certificate_has_errors")`.
    """
    owed = paper_awaited(desk, obligation_id)
    draft = check_paper_certificate(desk, obligation_id, form)
    certificate = draft.certificate
    if certificate is None or not draft.can_enter:
        errors = sum(entry.level is Level.ERROR for entry in draft.findings)
        raise CaseProblem("certificate_has_errors", count=errors)
    source = PaperSource(
        id=desk.clock.new_id(), obligation_id=owed.id, scan=form.scan, signed_by=form.signed_by.strip()
    )
    facts: dict[str, str | int] = {
        "certificate": certificate.number,
        "version": certificate.version,
        "weeks": certificate.weeks,
        "scan": form.scan,
    }
    with desk.store.act(verb="paper_certificate_entered", user=desk.user.id, about=owed.claim_id, facts=facts):
        before = desk.store.claims.get(owed.claim_id)
        settle_certificate(
            desk,
            before,
            certificate,
            keep=lambda: desk.store.periods.add_from_paper(
                before.id, certificate, source, entered_by=desk.user.id, entered_at=desk.clock.now()
            ),
            met_by=source.id,
            from_paper=True,
        )
        drop_needless_reminders(desk, owed.owed_by)
    return certificate


def _rows(
    desk: Desk, claim: Claim, state: str, form: PaperCertificateForm, found: list[Finding]
) -> tuple[InsurancePeriod, ...] | None:
    """Return the rows as read, None where one cannot be; findings are added."""
    checked = check_periods(
        replace(form.periods, single_state=state),
        currencies={state: desk.rulebook.party(state).currency},
        birth_date=desk.store.persons.get(claim.person_id).birth_date,
        today=desk.clock.today(),
    )
    found.extend(checked.findings)
    missing = [line.line.row_id for line in checked.lines if line.year is None or line.weeks is None]
    found.extend(_error("record_incomplete", f"rows.{row}.weeks") for row in missing)
    if checked.has_errors or missing:
        return None
    return read_record(checked)


def _certificate(
    desk: Desk,
    claim: Claim,
    owed: Obligation,
    state: str,
    form: PaperCertificateForm,
    rows: tuple[InsurancePeriod, ...] | None,
    found: list[Finding],
) -> PeriodCertificate | None:
    needed = {"number": form.number, "signed_by": form.signed_by}
    found.extend(_error("field_missing", name, field=name) for name, text in needed.items() if not text.strip())
    certified_on = _day(desk, "certified_on", form.certified_on, found)
    complete_to = _day(desk, "complete_to", form.complete_to, found)
    version = _whole("version", form.version, found, least=1)
    currency = desk.rulebook.party(state).currency
    weeks = _whole("weeks", form.weeks, found, least=0) if form.weeks.strip() else sum(row.weeks for row in rows or ())
    earnings = total((row.earnings for row in rows or () if row.earnings), currency)
    if form.earnings.strip():
        earnings = _amount(form.earnings, currency, found) or earnings
    if rows is None or certified_on is None or complete_to is None or version is None or weeks is None:
        return None
    person = desk.store.persons.get(claim.person_id)
    return PeriodCertificate(
        number=form.number.strip(),
        version=version,
        kind=CertificateKind.CLAIM if version == 1 else CertificateKind.CORRECTION,
        state=state,
        office=owed.owed_by,
        person_surname=person.surname,
        person_forenames=person.forenames,
        person_birth_date=person.birth_date,
        insurance_number=form.insurance_number.strip(),
        benefits=(claim.benefit,),
        has_periods=form.has_periods,
        complete_to=complete_to,
        more_follows=form.more_follows,
        contribution_unit="week",
        currency=currency,
        rows=rows,
        stated_weeks=weeks,
        stated_earnings=earnings,
        remarks=form.remarks.strip(),
        certified_at=datetime.combine(certified_on, time.min, tzinfo=UTC),
        prepared_by="",
        approved_by=form.signed_by.strip(),
    )


def _here(desk: Desk, claim_id: str, certificate: PeriodCertificate) -> bool:
    return any(
        (kept.certificate.office, kept.certificate.number, kept.certificate.version)
        == (certificate.office, certificate.number, certificate.version)
        for kept in desk.store.periods.certificates(claim_id)
    )


def _day(desk: Desk, where: str, text: str, found: list[Finding]) -> date | None:
    if not text.strip():
        found.append(_error("field_missing", where, field=where))
        return None
    try:
        day = parse_date(text)
    except FormProblem as problem:
        found.append(Finding(code=problem.code, level=Level.ERROR, where=where, facts=dict(problem.facts)))
        return None
    if day > desk.clock.today():
        found.append(_error("date_in_future", where, date=day.isoformat()))
    return day


def _whole(where: str, text: str, found: list[Finding], *, least: int) -> int | None:
    bare = text.strip()
    if bare.isascii() and bare.isdigit() and len(bare) <= len(str(MOST_VERSION)) and int(bare) >= least:
        return int(bare)
    found.append(_error("whole_number_unreadable", where, text=bare))
    return None


def _amount(text: str, currency: str, found: list[Finding]) -> Money | None:
    try:
        return parse_money(text, currency)
    except FormProblem as problem:
        found.append(Finding(code=problem.code, level=Level.ERROR, where="earnings", facts=dict(problem.facts)))
        return None


def _error(code: str, where: str, /, **facts: Fact) -> Finding:
    return Finding(code=code, level=Level.ERROR, where=where, facts=facts)
