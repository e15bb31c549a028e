"""The certificate of insurance periods on paper: the message's rows, with check code, stamp and signatures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.documents.code_sheet import code_sheet
from desktop_app.documents.flow import BODY, QUIET, SMALL, SUNKEN, Flow, Tone
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.page import (
    LANDSCAPE,
    Imprint,
    Signature,
    bound,
    check_code,
    same_person,
    signatures,
    title_block,
)
from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.money import Money, total
from desktop_app.domain.offices import Office
from desktop_app.domain.periods import InsurancePeriod, PeriodType, RowStatus
from desktop_app.wording import terms
from desktop_app.wording.case_words import standing_words
from desktop_app.wording.catalogue import text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import amount_words, date_words, money_words

_DASH: Final = "\u2013"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateView:
    """What the paper shows: the certificate, who issues it, and the code by which paper and file can be compared.

    `party_name` is the State's name. `check_code` is four groups of letters or digits; `qr_texts` what the QR codes
    hold, none to print none. Both are told, as is the day of printing. `departure` tells where the person goes
    who leaves the State, `standing` why it no longer holds, empty while it does.
    """

    certificate: PeriodCertificate
    office: Office
    party_name: str
    check_code: str
    qr_texts: tuple[str, ...]
    printed_on: date
    program_version: str
    departure: DepartureCertificate | None = None
    new_state_name: str = ""
    standing: str = ""


def certificate_pdf(view: CertificateView) -> bytes:
    """Print a certificate: A4 across, header of the table on every page, signatures and stamp kept together."""
    certificate = view.certificate
    flow = Flow(LANDSCAPE)
    title = text("Certificate on departure") if view.departure else text("Certificate of insurance periods")
    title_block(
        flow,
        title,
        text("Issued by {institution}, {party}, under the CARICOM Agreement on Social Security").format(
            institution=view.office.name, party=view.party_name
        ),
    )
    if standing_words(view.standing):
        flow.notice(text("No longer holds"), standing_words(view.standing))
    flow.facts((*_facts(view), *_further(view.certificate), *_departure(view)), columns=4)
    _periods(flow, view)
    _unposted(flow, certificate)
    flow.heading(text("Remarks"), 3, keep=30)
    flow.paragraph(certificate.remarks or text("None."), BODY)
    check_code(flow, view.check_code, (), _how_to_check(view))
    _signatures(flow, certificate)
    code_sheet(flow, view.qr_texts)
    return bound(
        flow,
        Imprint(
            office=f"{view.office.name} · {view.office.code}",
            title=title,
            reference=_reference(certificate),
            printed_on=view.printed_on,
            program_version=view.program_version,
        ),
    )


def _reference(certificate: PeriodCertificate) -> str:
    return text("{number}, version {version}").format(number=certificate.number, version=certificate.version)


def _facts(view: CertificateView) -> tuple[tuple[str, str], ...]:
    certificate = view.certificate
    version = str(certificate.version)
    if certificate.version > 1:
        version = text("{version}, replaces version {former}").format(
            version=certificate.version, former=certificate.version - 1
        )
    return (
        (text("Insured person"), f"{certificate.person_forenames} {certificate.person_surname}".strip()),
        (text("Born"), date_words(certificate.person_birth_date)),
        (text("Insurance number"), certificate.insurance_number or text("not known")),
        (text("Issued for"), ", ".join(terms.benefit_words(benefit) for benefit in certificate.benefits)),
        (text("Certificate number"), certificate.number),
        (text("Version"), version),
        (text("Purpose"), terms.certificate_kind_words(certificate.kind)),
        (text("Certified on"), date_words(certificate.certified_at.date())),
        (text("Insurance periods"), terms.has_periods_words(certificate.has_periods)),
        (text("Complete to"), date_words(certificate.complete_to)),
        (text("More follows"), text("Yes") if certificate.more_follows else text("No, this is complete")),
        (text("Counted in"), terms.contribution_unit_words(certificate.contribution_unit)),
    )


def _further(certificate: PeriodCertificate) -> tuple[tuple[str, str], ...]:
    """Return what a certificate says besides, as far as it says it."""
    now = certificate.insured_now
    last = certificate.last_contribution
    pairs = (
        (text("Insured now"), "" if now is None else text("Yes") if now else text("No")),
        (text("Last contribution in the week of"), date_words(last) if last else ""),
        (text("Other States in the files"), ", ".join(certificate.other_states)),
        (text("The contribution year begins"), certificate.year_starts),
        (text("How units became weeks"), certificate.conversion),
        (text("Rule of conversion"), certificate.conversion_rule),
        (text("Weeks by kind"), _by_kind(certificate)),
        (text("Weeks that count"), _by_benefit(certificate)),
        (text("To be known"), "; ".join(words_of(code) for code in certificate.remark_codes)),
    )
    return tuple((label, said) for label, said in pairs if said)


def _by_kind(certificate: PeriodCertificate) -> str:
    return ", ".join(
        f"{terms.period_type_words(each.type)} {each.weeks}" for each in certificate.totals if each.type is not None
    )


def _by_benefit(certificate: PeriodCertificate) -> str:
    return ", ".join(
        f"{terms.benefit_words(each.benefit)} {each.weeks}" for each in certificate.totals if each.benefit is not None
    )


def _row_words(row: InsurancePeriod) -> str:
    """Return what a row says besides its columns: for what it counts, what it raises, which class of insured."""
    parts = []
    if row.insured_class is not None:
        parts.append(words_of(row.insured_class))
    if row.counts_for:
        named = ", ".join(terms.benefit_words(benefit) for benefit in row.counts_for)
        parts.append(text("counts for {benefits}").format(benefits=named))
    if row.raises_amount is not None:
        named = ", ".join(terms.benefit_words(benefit) for benefit in row.raises_amount) or text("none")
        parts.append(text("raises the amount of {benefits}").format(benefits=named))
    if row.ceiling_reached:
        parts.append(text("ceiling reached"))
    return "; ".join(parts)


def _departure(view: CertificateView) -> tuple[tuple[str, str], ...]:
    """Return when and where the person left, nothing for a certificate for a claim."""
    left = view.departure
    if left is None:
        return ()
    return (
        (text("Left the State on"), date_words(left.departed_on)),
        (text("Now in"), view.new_state_name or left.new_state or text("not known")),
        (text("New address"), left.new_address or text("not known")),
    )


def _periods(flow: Flow, view: CertificateView) -> None:
    certificate = view.certificate
    if certificate.has_periods is not HasPeriods.YES and not certificate.rows:
        return
    flow.heading(text("Insurance periods in {party}").format(party=view.party_name), 2, keep=70)
    columns = (
        Column(title=text("No."), width=32, right=True),
        Column(title=text("Year"), width=36, right=True),
        Column(title=text("From"), width=68, right=True),
        Column(title=text("To"), width=68, right=True),
        Column(title=text("Type"), width=38),
        Column(title=text("Weeks paid"), width=44, right=True),
        Column(title=text("Weeks credited"), width=52, right=True),
        Column(title=text("Weeks in all"), width=44, right=True),
        Column(title=text("Earnings {currency}").format(currency=certificate.currency), width=78, right=True),
        Column(title=text("Employer and number")),
        Column(title=text("Evidence"), width=92),
        Column(title=text("Note"), width=80),
    )
    Grid(flow, columns).write(_rows(certificate))
    flow.paragraph(_legend(certificate), QUIET)
    if certificate.stated_weeks != certificate.weeks or certificate.stated_earnings != certificate.earnings:
        flow.notice(
            text("Differs"),
            text("The totals stated here are {weeks} weeks and {earnings}; the rows give other sums.").format(
                weeks=certificate.stated_weeks, earnings=money_words(certificate.stated_earnings)
            ),
            tone=Tone.BAD,
        )


def _rows(certificate: PeriodCertificate) -> Iterator[Row]:
    last = len(certificate.rows)
    for number, row in enumerate(certificate.rows, start=1):
        yield Row(cells=_cells(number, row, certificate.currency), strong_line=number == last)
    paid = sum(row.weeks_paid for row in certificate.rows)
    credited = sum(row.weeks_credited for row in certificate.rows)
    strong = SMALL.strong()
    yield Row(
        cells=(
            Cell(text=""),
            Cell(text=""),
            Cell(text=""),
            Cell(text=""),
            Cell(text=text("Total"), style=strong),
            Cell(text=str(paid), style=strong),
            Cell(text=str(credited), style=strong),
            Cell(text=str(certificate.weeks), style=strong),
            Cell(text=_figure(certificate.earnings, certificate.currency), style=strong),
            Cell(text=""),
            Cell(text=""),
            Cell(text=""),
        ),
        fill=SUNKEN,
    )


def _cells(number: int, row: InsurancePeriod, currency: str) -> tuple[Cell, ...]:
    status = "" if row.status is RowStatus.CERTAIN else terms.row_status_words(row.status)
    return (
        Cell(text=str(number)),
        Cell(text=str(row.year)),
        Cell(text=date_words(row.start) if row.start else _DASH),
        Cell(text=date_words(row.end) if row.end else _DASH),
        Cell(
            text=row.type.value,
            second=text("class {name}").format(name=row.earnings_class) if row.earnings_class else "",
        ),
        Cell(text=str(row.weeks_paid)),
        Cell(text=str(row.weeks_credited)),
        Cell(text=str(row.weeks), style=SMALL.strong()),
        Cell(text=_figure(row.earnings, currency) if row.earnings is not None else _DASH),
        Cell(text=row.employer, second=row.employer_number),
        Cell(text=terms.evidence_words(row.evidence), second=status),
        Cell(text=row.note, second=_row_words(row)),
    )


def _figure(money: Money, currency: str) -> str:
    """Write an amount without its currency where the column names it."""
    return amount_words(money) if money.currency == currency else money_words(money)


def _legend(certificate: PeriodCertificate) -> str:
    """Say the codes that occur, and the weeks and earnings of each kind where there are several."""
    used = [kind for kind in PeriodType if any(row.type is kind for row in certificate.rows)]
    if len(used) == 1:
        return text("{code}: {kind}.").format(code=used[0].value, kind=terms.period_type_words(used[0]))
    parts = []
    for kind in used:
        rows = [row for row in certificate.rows if row.type is kind]
        earned = total((row.earnings for row in rows if row.earnings is not None), certificate.currency)
        parts.append(
            text("{code}: {kind}, {weeks} weeks, {earnings}").format(
                code=kind.value,
                kind=terms.period_type_words(kind),
                weeks=sum(row.weeks for row in rows),
                earnings=money_words(earned),
            )
        )
    return "; ".join(parts) + "."


def _unposted(flow: Flow, certificate: PeriodCertificate) -> None:
    flow.heading(text("Weeks claimed and not yet posted"), 3, keep=40)
    if not certificate.unposted:
        flow.paragraph(text("None."), BODY)
        return
    columns = (
        Column(title=text("Weeks"), width=50, right=True),
        Column(title=text("Years"), width=110),
        Column(title=text("Employer"), width=180),
        Column(title=text("What is missing")),
        Column(title=text("Expected by"), width=90, right=True),
    )
    Grid(flow, columns).write(
        Row(
            cells=(
                Cell(text=str(entry.weeks)),
                Cell(text=entry.years),
                Cell(text=entry.employer),
                Cell(text=entry.missing),
                Cell(text=date_words(entry.expected_by) if entry.expected_by else text("not known")),
            )
        )
        for entry in certificate.unposted
    )


def _how_to_check(view: CertificateView) -> str:
    first = text(
        "The code is a digest of the certificate as the file carries it. To check this paper: open the file in CASS "
        "Desk, or scan the codes of this paper, and compare the four groups. If one figure, name or date were another, "
        "the code would be another."
    )
    second = text(
        "Where a stamp is required, this stamped and signed sheet is the evidence and the file the working copy. "
        "Questions: {office}, {contact}."
    ).format(
        office=view.office.name,
        contact=", ".join(part for part in (view.office.phone, view.office.email) if part) or view.office.code,
    )
    return f"{first}\n{second}"


def _signatures(flow: Flow, certificate: PeriodCertificate) -> None:
    remark = same_person(certificate.prepared_by, certificate.approved_by)
    signatures(
        flow,
        (
            Signature(act=text("Prepared by"), name=certificate.prepared_by),
            Signature(act=text("Approved by"), name=certificate.approved_by),
        ),
        stamp=text("Stamp of the institution"),
        remark=remark,
    )
