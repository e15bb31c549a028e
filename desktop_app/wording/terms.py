"""The field's own terms: names of benefits, stages, kinds of period, reasons and roles, in the clerk's language.

Every closed set of the domain has one function; `match` to the end, so that the type checker names what is missing.
"""

from collections.abc import Iterable
from typing import assert_never

from desktop_app.domain.certificates import CertificateKind, HasPeriods
from desktop_app.domain.claims import Benefit, Part, Stage
from desktop_app.domain.messages import MessageType, ReceiptLevel, ReturnReason
from desktop_app.domain.offices import KeyCheck
from desktop_app.domain.periods import Evidence, PeriodType, RowStatus
from desktop_app.domain.persons import NumberKind, Sex
from desktop_app.domain.time import Certainty
from desktop_app.domain.users import Role
from desktop_app.wording.catalogue import text
from desktop_app.wording.message_words import MESSAGE_TYPES, RECEIPT_LEVELS, RETURN_REASONS


def benefit_words(benefit: Benefit) -> str:
    """Name a benefit."""
    match benefit:
        case Benefit.AGE:
            return text("Age pension")
        case Benefit.INVALIDITY:
            return text("Invalidity pension")
        case Benefit.SURVIVORS:
            return text("Survivors' pension")
        case Benefit.DISABLEMENT:
            return text("Disablement pension")
        case Benefit.DEATH:
            return text("Death benefit")
        case _:
            assert_never(benefit)


def contingency_words(benefit: Benefit) -> str:
    """Name the day of the contingency, as the benefit has it."""
    match benefit:
        case Benefit.AGE:
            return text("Contingency")
        case Benefit.INVALIDITY:
            return text("Incapable of work since")
        case Benefit.SURVIVORS | Benefit.DEATH:
            return text("Date of death")
        case Benefit.DISABLEMENT:
            return text("Disabled from")
        case _:
            assert_never(benefit)


def insured_person_words(benefit: Benefit) -> str:
    """Name the person whose insurance the claim is about."""
    if benefit in (Benefit.SURVIVORS, Benefit.DEATH):
        return text("Deceased insured person")
    return text("Insured person")


def stage_words(stage: Stage) -> str:  # noqa: PLR0911 - a closed set, one line a member
    """Name how far a case has come."""
    match stage:
        case Stage.DRAFT:
            return text("Draft")
        case Stage.NOTIFIED:
            return text("Notified")
        case Stage.COLLECTING:
            return text("Collecting periods")
        case Stage.READY:
            return text("Ready to calculate")
        case Stage.DECIDED:
            return text("Decided here")
        case Stage.WAITING:
            return text("Waiting for other States")
        case Stage.SUMMARISED:
            return text("Summed up")
        case Stage.CLOSED:
            return text("Closed")
        case _:
            assert_never(stage)


def part_words(part: Part) -> str:
    """Name the office's part in a case."""
    match part:
        case Part.EXAMINING:
            return text("We examine the claim")
        case Part.ASKED:
            return text("Another office asked us")
        case _:
            assert_never(part)


def period_type_words(kind: PeriodType) -> str:  # noqa: PLR0911, PLR0912, C901 - a closed set, one line a member
    """Name a kind of insurance period."""
    match kind:
        case PeriodType.EMP:
            return text("Employed")
        case PeriodType.SEL:
            return text("Self-employed")
        case PeriodType.VOL:
            return text("Voluntary")
        case PeriodType.CSI:
            return text("Credited, sickness")
        case PeriodType.CMA:
            return text("Credited, maternity")
        case PeriodType.CIN:
            return text("Credited, employment injury")
        case PeriodType.CUN:
            return text("Credited, unemployment")
        case PeriodType.CIV:
            return text("Credited, invalidity")
        case PeriodType.CST:
            return text("Credits at the start of the scheme")
        case PeriodType.NPF:
            return text("Converted provident fund")
        case PeriodType.RES:
            return text("Residence")
        case PeriodType.OTH:
            return text("Other equivalent period")
        case _:
            assert_never(kind)


def evidence_words(evidence: Evidence) -> str:
    """Name what a row rests on."""
    match evidence:
        case Evidence.POSTED_RECORD:
            return text("Posted record")
        case Evidence.EMPLOYER_RETURN:
            return text("Employer's return")
        case Evidence.CARD:
            return text("Contribution card")
        case Evidence.ESTIMATE:
            return text("Estimate")
        case Evidence.CONVERSION:
            return text("Conversion")
        case Evidence.STATEMENT:
            return text("Statement")
        case _:
            assert_never(evidence)


def row_status_words(status: RowStatus) -> str:
    """Name how sure the institution is of a row."""
    match status:
        case RowStatus.CERTAIN:
            return text("Certain")
        case RowStatus.ESTIMATED:
            return text("Estimated")
        case RowStatus.DISPUTED:
            return text("Disputed")
        case _:
            assert_never(status)


def sex_words(sex: Sex) -> str:
    """Name the sex on record."""
    match sex:
        case Sex.FEMALE:
            return text("Female")
        case Sex.MALE:
            return text("Male")
        case Sex.NOT_STATED:
            return text("Not stated")
        case _:
            assert_never(sex)


def number_kind_words(kind: NumberKind) -> str:
    """Name the sort of an insurance number."""
    match kind:
        case NumberKind.ORDINARY:
            return text("Insurance number")
        case NumberKind.TEMPORARY:
            return text("Temporary number")
        case _:
            assert_never(kind)


def certainty_words(certainty: Certainty) -> str:
    """Name how sure a date is."""
    match certainty:
        case Certainty.EXACT:
            return text("Exact")
        case Certainty.MONTH:
            return text("Month and year only")
        case Certainty.YEAR:
            return text("Year only")
        case Certainty.GUESS:
            return text("A guess")
        case _:
            assert_never(certainty)


def has_periods_words(found: HasPeriods) -> str:
    """Name whether an institution found periods."""
    match found:
        case HasPeriods.YES:
            return text("Periods found")
        case HasPeriods.NONE:
            return text("Person known, no periods")
        case HasPeriods.PERSON_NOT_KNOWN:
            return text("Person not known")
        case _:
            assert_never(found)


def certificate_kind_words(kind: CertificateKind) -> str:
    """Name what a certificate is for."""
    match kind:
        case CertificateKind.CLAIM:
            return text("For a claim")
        case CertificateKind.CORRECTION:
            return text("Correction")
        case CertificateKind.FORECAST:
            return text("For a forecast")
        case CertificateKind.DEPARTURE:
            return text("On departure")
        case _:
            assert_never(kind)


def contribution_unit_words(unit: str) -> str:
    """Name the unit in which a scheme counts (`week`, `month`); another unit stays as the certificate has it."""
    return {"week": text("Weeks"), "month": text("Months"), "fortnight": text("Fortnights")}.get(unit, unit)


def message_type_words(kind: MessageType) -> str:
    """Name a message."""
    return text(MESSAGE_TYPES[kind])


def receipt_level_words(level: ReceiptLevel) -> str:
    """Name how far a message has come at the other office."""
    return text(RECEIPT_LEVELS[level])


def return_reason_words(reason: ReturnReason) -> str:
    """Say why a message goes back."""
    return text(RETURN_REASONS[reason])


def key_check_words(check: KeyCheck) -> str:
    """Say how it was made sure that a key belongs to its office."""
    match check:
        case KeyCheck.NOT_YET:
            return text("Not compared yet")
        case KeyCheck.PHONE:
            return text("Compared on the phone")
        case KeyCheck.IN_PERSON:
            return text("Compared in person")
        case KeyCheck.BY_OLD_KEY:
            return text("Through its old key")
        case KeyCheck.BY_LIST:
            return text("By the directory list")
        case KeyCheck.OWN:
            return text("Our own key")
        case _:
            assert_never(check)


def roles_words(roles: Iterable[Role]) -> str:
    """Name every role of a person: `Head of office, administrator`."""
    named = [role_words(role) for role in roles]
    return ", ".join((*named[:1], *(each[:1].lower() + each[1:] for each in named[1:])))


def role_words(role: Role) -> str:
    """Name a role of the office."""
    match role:
        case Role.CLERK:
            return text("Claims officer")
        case Role.APPROVER:
            return text("Approver")
        case Role.HEAD:
            return text("Head of office")
        case Role.ADMINISTRATOR:
            return text("Administrator")
        case Role.AUDITOR:
            return text("Auditor")
        case _:
            assert_never(role)
