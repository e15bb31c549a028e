"""The tables of the step as cells: the States, a certificate's rows, claimed against certified weeks."""

from collections.abc import Sequence

from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.claims import Part
from desktop_app.domain.periods import InsurancePeriod, RowStatus
from desktop_app.ui.screens.claim.insurance_periods.presenter import ComparedYear
from desktop_app.ui.widgets.cells import Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import amount_words, date_words
from desktop_app.wording.terms import benefit_words, has_periods_words, period_type_words, row_status_words
from desktop_app.workflows.open_claim import ClaimView, StateLine


def state_columns() -> tuple[Column, ...]:
    """Return the columns of the table of States."""
    return (
        Column(title=_("State"), width=220, stretch=2, least=160),
        Column(title=_("Insurance number"), width=146, stretch=1, least=138),
        Column(title=_("Asked on"), width=106),
        Column(title=_("Certificate due"), width=122),
        Column(title=_("Certificate"), width=210, stretch=2, least=196),
        Column(title=_("Rows"), width=60, align="right"),
        Column(title=_("Weeks"), width=70, align="right"),
    )


def state_rows(view: ClaimView) -> Sequence[tuple[Cell, ...]]:
    """Return a row for every State of the case."""
    return [_state_row(view, line) for line in view.states]


def _state_row(view: ClaimView, line: StateLine) -> tuple[Cell, ...]:
    certificate = line.certificate
    institution = _("our own record") if line.own else line.party.institution_short
    return (
        Cell(
            text=line.party.short_name,
            second=", ".join(part for part in (institution, line.party.town) if part),
            strong=True,
            chips=(LaneSpec(code=line.state, lane=line.lane),),
        ),
        Cell(text=line.number) if line.number else Cell(text=_("not known"), muted=True),
        Cell(text=date_words(line.asked_on)) if line.asked_on else Cell(text=_dash(), muted=True),
        _due_cell(view, line),
        _certificate_cell(view, line),
        Cell(text=str(len(certificate.rows)) if certificate else _dash(), align="right", muted=certificate is None),
        Cell(
            text=str(certificate.weeks) if certificate else _dash(),
            align="right",
            strong=certificate is not None,
            muted=certificate is None,
        ),
    )


def _due_cell(view: ClaimView, line: StateLine) -> Cell:
    if line.due_on is None:
        return Cell(text=_dash(), muted=True)
    if line.certificate is not None:
        return Cell(text=date_words(line.due_on), muted=True)
    if line.overdue:
        days = (view.today - line.due_on).days
        words = _("{days} days overdue").format(days=days) if days > 1 else _("1 day overdue")
        return Cell(text=date_words(line.due_on), second=words, second_tone="bad")
    return Cell(text=date_words(line.due_on), second=_("in {days} days").format(days=(line.due_on - view.today).days))


def _certificate_cell(view: ClaimView, line: StateLine) -> Cell:
    if line.certificate is not None:
        version = _("version {version}, {date}").format(
            version=line.certificate.version, date=date_words(line.certificate.certified_at.date())
        )
        return Cell(
            text=line.certificate.number, second=version, icon=IconSpec(name="file-badge", tone="ok"), strong=True
        )
    if line.own:
        return Cell(text=_("To be certified here"), tone="warn", icon=IconSpec(name="pencil", tone="warn"))
    if line.asked_on is not None:
        return Cell(text=_("Awaited"), muted=True, icon=IconSpec(name="hourglass", tone="neutral"))
    asks = view.claim is not None and view.claim.part is Part.EXAMINING
    return Cell(text=_("Not asked yet") if asks else _("Not with us"), muted=True)


def _dash() -> str:
    return "\u2013"


def certificate_columns() -> tuple[Column, ...]:
    """Return the columns of a certificate's rows."""
    return (
        Column(title=_("Year"), width=56),
        Column(title=_("From"), width=100),
        Column(title=_("To"), width=100),
        Column(title=_("Employer"), width=120, stretch=2),
        Column(title=_("Kind"), width=92, stretch=1),
        Column(title=_("Weeks"), width=62, align="right"),
        Column(title=_("Earnings"), width=96, align="right"),
    )


def certificate_rows(certificate: PeriodCertificate) -> Sequence[tuple[Cell, ...]]:
    """Return the rows of a certificate, as they are certified."""
    return [_period_row(row) for row in certificate.rows]


def _period_row(row: InsurancePeriod) -> tuple[Cell, ...]:
    status = "" if row.status is RowStatus.CERTAIN else row_status_words(row.status)
    kind = period_type_words(row.type)
    if row.earnings_class:
        kind = _("{kind}, class {name}").format(kind=kind, name=row.earnings_class)
    return (
        Cell(text=str(row.year)),
        Cell(text=date_words(row.start) if row.start else _dash(), muted=row.start is None),
        Cell(text=date_words(row.end) if row.end else _dash(), muted=row.end is None),
        Cell(text=", ".join(part for part in (row.employer, row.note, *_counting(row)) if part)),
        Cell(text=f"{kind} ({status.lower()})" if status else kind, tone="warn" if status else None),
        Cell(text=str(row.weeks), align="right"),
        Cell(text=amount_words(row.earnings) if row.earnings else _dash(), align="right", muted=row.earnings is None),
    )


def _counting(row: InsurancePeriod) -> tuple[str, ...]:
    """Say for what a row counts, where that is not for everything."""
    said = []
    if row.counts_for:
        names = ", ".join(benefit_words(each) for each in row.counts_for)
        said.append(_("counts only for: {benefits}").format(benefits=names))
    if row.raises_amount is not None:
        names = ", ".join(benefit_words(each) for each in row.raises_amount)
        words = _("raises only: {benefits}").format(benefits=names) if names else _("raises no amount")
        said.append(words)
    if row.ceiling_reached:
        said.append(_("ceiling reached"))
    return tuple(said)


def certificate_facts(certificate: PeriodCertificate) -> str:
    """Say in one line what the certificate says beside its rows."""
    parts = [
        _("Version {version}").format(version=certificate.version),
        _("certified {date} by {who}").format(
            date=date_words(certificate.certified_at.date()), who=certificate.approved_by or certificate.prepared_by
        ),
        _("complete to {date}").format(date=date_words(certificate.complete_to)),
    ]
    if certificate.has_periods is not HasPeriods.YES:
        parts.append(has_periods_words(certificate.has_periods))
    if certificate.more_follows:
        parts.append(_("more follows"))
    if certificate.insured_now is not None:
        parts.append(_("insured now") if certificate.insured_now else _("no longer insured"))
    if certificate.last_contribution:
        parts.append(_("last contribution {date}").format(date=date_words(certificate.last_contribution)))
    if certificate.other_states:
        parts.append(_("also in the files: {states}").format(states=", ".join(certificate.other_states)))
    if certificate.conversion:
        parts.append(certificate.conversion)
    if certificate.conversion_rule:
        parts.append(_("rule {number}").format(number=certificate.conversion_rule))
    parts.extend(words_of(code) for code in certificate.remark_codes)
    if certificate.remarks:
        parts.append(certificate.remarks)
    return ", ".join(parts)


def compared_columns() -> tuple[Column, ...]:
    """Return the columns of the comparison."""
    return (
        Column(title=_("Year"), width=54, least=52),
        Column(title=_("Told"), width=50, least=44, align="right"),
        Column(title=_("On record"), width=78, least=74, align="right"),
        Column(title=_("Both"), width=94, stretch=1, least=92),
    )


def compared_rows(years: tuple[ComparedYear, ...]) -> Sequence[tuple[Cell, ...]]:
    """Return a row a year, those that differ marked in words."""
    return [_compared_row(year) for year in years]


def _compared_row(year: ComparedYear) -> tuple[Cell, ...]:
    if year.agrees:
        mark = Cell(text=_("agree"), tone="ok", icon=IconSpec(name="check", tone="ok"))
    elif year.certified is None:
        icon = IconSpec(name="triangle-alert", tone="warn")
        mark = Cell(text=_("missing"), tone="warn", icon=icon, spoken=_("not on record"))
    elif year.claimed is None:
        mark = Cell(text=_("not told"), icon=IconSpec(name="plus", tone="neutral"), muted=True)
    else:
        more = year.certified - year.claimed
        words = _("{weeks} more").format(weeks=more) if more > 0 else _("{weeks} fewer").format(weeks=-more)
        mark = Cell(text=words, tone="warn", icon=IconSpec(name="triangle-alert", tone="warn"))
    return (
        Cell(text=str(year.year)),
        Cell(text=_dash() if year.claimed is None else str(year.claimed), align="right"),
        Cell(text=_dash() if year.certified is None else str(year.certified), align="right", strong=True),
        mark,
    )
