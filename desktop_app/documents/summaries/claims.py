"""The summaries of a claim, and of certificates: of insurance periods, of dependency, on departure."""

from collections.abc import Mapping
from itertools import groupby
from typing import Final

from desktop_app.documents.summaries.lines import (
    ROWS_SHOWN,
    each,
    insured_line,
    joined,
    noted,
    person_line,
    prepared_line,
    remarks_lines,
    told,
    within,
)
from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependency import CertifiedDependant, DependencyCertificate
from desktop_app.domain.messages import ClaimNotice
from desktop_app.wording import terms
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words, money_words

_RUNS_SHOWN: Final = 24


def claim_notice_summary(notice: ClaimNotice, parties: Mapping[str, str]) -> str:
    """Say who claims which benefit since when, and what is asked."""
    lines = [
        text("Notification of claim received: {benefit}.").format(benefit=terms.benefit_words(notice.benefit)),
        person_line(notice.person, terms.insured_person_words(notice.benefit)),
        text("Filed {filed}, for every State. {day}: {contingency}.").format(
            filed=date_words(notice.filing_date),
            day=terms.contingency_words(notice.benefit),
            contingency=date_words(notice.contingency_date),
        ),
        text("States: {states}.").format(states=", ".join(parties.get(code, code) for code in notice.states)),
    ]
    lines += _work(notice)
    lines += _beside(notice)
    lines += remarks_lines(notice.remarks)
    lines.append(text("Please certify periods by {day}.").format(day=date_words(notice.reply_wanted_by)))
    return told(lines)


def _beside(notice: ClaimNotice) -> list[str]:
    """Say what only some claims have: other benefits, survivors, an injury, States that may not be asked."""
    lines = []
    if notice.also_claimed:
        also = ", ".join(terms.benefit_words(benefit) for benefit in notice.also_claimed)
        lines.append(text("Also claimed: {benefits}.").format(benefits=also))
    if notice.claimant is not None:
        lines.append(person_line(notice.claimant, text("Claimant")))
    elif notice.applicant:
        lines.append(text("Claimed by {name}.").format(name=" ".join(notice.applicant.split())))
    lines += each(
        notice.survivors,
        lambda entry: text("Survivor: {name}, {relationship}.").format(
            name=entry.name or text("name not known"), relationship=within(entry.survivor.relationship)
        ),
        text("Survivors: {count}."),
    )
    if notice.injury is not None:
        degree = notice.injury.degree_percent
        lines.append(
            joined(
                words_of(notice.injury.cause),
                text("degree {degree} %").format(degree=degree) if degree is not None else text("degree not known yet"),
            )
        )
    lines += [
        noted(text("Not to be asked: {state}.").format(state=entry.state), entry.reason) for entry in notice.not_to_ask
    ]
    if notice.documents:
        kinds = ", ".join(entry.kind for entry in notice.documents[:ROWS_SHOWN])
        lines.append(text("Documents held: {kinds}.").format(kinds=kinds))
    if notice.representative:
        lines.append(text("Representative: {name}.").format(name=" ".join(notice.representative.split())))
    if notice.language:
        lines.append(text("Letters in: {language}.").format(language=notice.language))
    if notice.payment is not None:
        wish = notice.payment
        where = ", ".join(part for part in (wish.where, wish.currency, wish.bank) if part)
        lines.append(text("Wants to be paid: {where}.").format(where=where))
    return lines


def _work(notice: ClaimNotice) -> list[str]:
    if len(notice.work_history) > ROWS_SHOWN:
        states = ", ".join(sorted({row.state for row in notice.work_history}))
        count = len(notice.work_history)
        return [text("Work history as stated: {count} rows in {states}.").format(count=count, states=states)]
    lines = []
    for row in notice.work_history:
        first = str(row.start.year) if row.start else str(row.year or "?")
        last = str(row.end.year) if row.end else first
        years = first if first == last else f"{first}-{last}"
        lines.append(
            text("Work as stated: {state} {years} {employer}")
            .format(state=row.state, years=years, employer=row.employer)
            .rstrip()
        )
    return lines


def certificate_summary(certificate: PeriodCertificate, parties: Mapping[str, str]) -> str:
    """Say how many weeks one institution certifies, year by year."""
    head = text("Certificate of insurance periods {number}, version {version}, {party} ({office}), {day}.").format(
        number=certificate.number,
        version=certificate.version,
        party=parties.get(certificate.state, certificate.state),
        office=certificate.office,
        day=date_words(certificate.certified_at.date()),
    )
    person = text("Insured person: {surname}, {forenames}, born {born}, number {number}.").format(
        surname=certificate.person_surname,
        forenames=certificate.person_forenames,
        born=date_words(certificate.person_birth_date),
        number=certificate.insurance_number or text("not known"),
    )
    lines = [head, person, *_weeks(certificate)]
    lines.append(
        text("Complete to {day}; {more}.").format(
            day=date_words(certificate.complete_to),
            more=text("more follows") if certificate.more_follows else text("nothing more follows"),
        )
    )
    if certificate.unposted:
        weeks = sum(entry.weeks for entry in certificate.unposted)
        lines.append(
            plural("Claimed and not posted: {weeks} week.", "Claimed and not posted: {weeks} weeks.", weeks).format(
                weeks=weeks
            )
        )
    signed = prepared_line(certificate.prepared_by, certificate.approved_by)
    return told([*lines, *_insurance(certificate), *remarks_lines(certificate.remarks), signed])


def _insurance(certificate: PeriodCertificate) -> list[str]:
    """Say what the institution knows besides its rows: whether the person is insured now, other States."""
    lines = []
    if certificate.insured_now is not None:
        lines.append(text("Insured now.") if certificate.insured_now else text("Not insured now."))
    if certificate.last_contribution:
        day = date_words(certificate.last_contribution)
        lines.append(text("Last contribution in the week of {day}.").format(day=day))
    if certificate.other_states:
        lines.append(text("Other States in the files: {states}.").format(states=", ".join(certificate.other_states)))
    if certificate.conversion_rule:
        lines.append(text("Converted by rule {rule}.").format(rule=certificate.conversion_rule))
    lines.extend(f"{words_of(code)}." for code in certificate.remark_codes)
    return lines


def departure_summary(notice: DepartureCertificate, parties: Mapping[str, str]) -> str:
    """Say where somebody went, and what the State they left certifies."""
    to = parties.get(notice.new_state, notice.new_state) or text("a State that is not known")
    left = text("Left on {day} for {state}.").format(day=date_words(notice.departed_on), state=to)
    return told([noted(left, notice.new_address), certificate_summary(notice.certificate, parties)])


def dependency_summary(certificate: DependencyCertificate, parties: Mapping[str, str]) -> str:
    """Say who depended on the insured person, as one institution certifies it."""
    return told(
        [
            text("Certificate of dependency {number}, version {version}, {party} ({office}), {day}.").format(
                number=certificate.number,
                version=certificate.version,
                party=parties.get(certificate.state, certificate.state),
                office=certificate.office,
                day=date_words(certificate.certified_at.date()),
            ),
            insured_line(certificate.person),
            text("As it stood on {day}.").format(day=date_words(certificate.contingency_date)),
            *each(certificate.dependants, _dependant, text("Dependants: {count}, in the message.")),
            "" if certificate.dependants else text("No dependants are certified."),
            *remarks_lines(certificate.remarks),
            prepared_line(certificate.prepared_by, certificate.approved_by),
        ]
    )


def _dependant(entry: CertifiedDependant) -> str:
    name = f"{entry.forenames} {entry.surname}".strip()
    born = date_words(entry.birth_date) if entry.birth_date else text("on a day that is not known")
    return joined(
        f"{words_of(entry.relationship)}: {name}",
        text("born {day}").format(day=born),
        within(entry.degree),
        text("studies until {day}").format(day=date_words(entry.studies_until)) if entry.studies_until else "",
        text("own benefit in {state}").format(state=entry.own_benefit_state) if entry.own_benefit_state else "",
    )


def _weeks(certificate: PeriodCertificate) -> list[str]:
    if certificate.has_periods is not HasPeriods.YES:
        return [text("Insurance periods: {answer}.").format(answer=terms.has_periods_words(certificate.has_periods))]
    paid = sum(row.weeks_paid for row in certificate.rows)
    sums = text("{weeks} weeks: {paid} paid, {credited} credited; {earnings}.").format(
        weeks=certificate.weeks,
        paid=paid,
        credited=certificate.weeks - paid,
        earnings=money_words(certificate.earnings),
    )
    by_year: dict[int, int] = {}
    for row in certificate.rows:
        by_year[row.year] = by_year.get(row.year, 0) + row.weeks
    runs = _runs(by_year)
    if len(runs) > _RUNS_SHOWN:
        span = f"{min(by_year)}-{max(by_year)}"
        return [sums, text("{count} rows, {span}.").format(count=len(certificate.rows), span=span)]
    return [sums, text("Weeks by year: {years}.").format(years=", ".join(runs))] if runs else [sums]


def _runs(by_year: Mapping[int, int]) -> list[str]:
    """Say weeks by year, equal neighbours together: `1989-1993 52`."""
    runs: list[str] = []
    # Years that follow each other keep one difference to their place; equal weeks with it make a run.
    places = enumerate(sorted(by_year.items()))
    for (_, weeks), group in groupby(places, key=lambda entry: (entry[1][0] - entry[0], entry[1][1])):
        years = [year for _, (year, _) in group]
        span = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
        runs.append(f"{span} {weeks}")
    return runs
