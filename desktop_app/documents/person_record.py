"""Everything kept about one person, on paper: for the person who asks what the office knows of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.documents import person_beside
from desktop_app.documents.flow import BODY, QUIET, SMALL, Flow
from desktop_app.documents.page import PORTRAIT, Imprint, Signature, bound, signatures, title_block
from desktop_app.documents.record_table import day, span, table
from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import Office
from desktop_app.domain.person_files import ClaimFile, PersonFile
from desktop_app.domain.person_records import PersonRecord
from desktop_app.wording import terms
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words, moment_words, money_words
from desktop_app.wording.journal_words import verb_words
from desktop_app.wording.people_words import held_kind_words, name_kind_words, relation_words
from desktop_app.wording.retention_words import counted_from_words, months_words, retention_kind_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecordView:
    """What the paper shows; `parties` names States by code."""

    file: PersonFile
    office: Office
    parties: Mapping[str, str]
    printed_on: date
    program_version: str


def person_record_pdf(view: PersonRecordView) -> bytes:
    """Print the record: A4 upright, with room for the officer who hands it over."""
    made = view.file
    flow = Flow(PORTRAIT)
    title = text("What this office keeps about you")
    title_block(flow, title, text("Made on request on {day}").format(day=date_words(made.made_on)))
    _person(flow, view)
    _record(flow, made.record)
    person_beside.write(flow, made, view.parties)
    for claim in made.claims:
        _claim(flow, claim, view.parties)
    if not made.claims:
        flow.paragraph(text("There is no claim of this person at this office."), BODY)
    _why(flow, view)
    _acts(flow, made)
    signatures(flow, [Signature(act=text("Handed over by")), Signature(act=text("Received by"))], stamp="")
    return bound(
        flow,
        Imprint(
            office=f"{view.office.name} \u00b7 {view.office.code}",
            title=title,
            reference=made.person.name,
            printed_on=view.printed_on,
            program_version=view.program_version,
        ),
    )


def _person(flow: Flow, view: PersonRecordView) -> None:
    person = view.file.person
    flow.heading(text("You"), 2, keep=80)
    told = (
        (text("Name"), person.name),
        (text("Born"), date_words(person.birth_date)),
        (text("Sex"), terms.sex_words(person.sex)),
        (text("Name at birth"), person.name_at_birth),
        (text("Other names"), person.other_names),
        (text("Nationality"), person.nationality),
        (text("Place of birth"), person.birth_place),
        (text("Parents"), person.parents),
        (text("Died"), date_words(person.death_date) if person.death_date else ""),
        (text("Address"), " ".join(person.address.split())),
        (text("Telephone"), person.phone),
        (text("E-mail"), person.email),
    )
    flow.facts([(label, value) for label, value in told if value], columns=3)
    numbers = view.file.record.numbers
    table(
        flow,
        text("Insurance numbers"),
        (text("State"), text("Number"), text("Kind"), text("Held")),
        (
            (
                view.parties.get(each.state, each.state),
                each.number,
                held_kind_words(each.kind),
                span(each.since, each.until),
            )
            for each in numbers
        ),
    )


def _record(flow: Flow, record: PersonRecord) -> None:
    table(
        flow,
        text("Further names"),
        (text("Name"), text("Kind"), text("Used")),
        ((each.full, name_kind_words(each.kind), span(each.since, each.until)) for each in record.names),
    )
    table(
        flow,
        text("Addresses over time"),
        (text("Address"), text("Held")),
        ((" ".join(each.address.split()), span(each.since, each.until)) for each in record.lived),
    )
    table(
        flow,
        text("Relations"),
        (text("Relation"), text("Who"), text("Held")),
        (
            (
                relation_words(each.kind),
                each.name or text("another person in the register"),
                span(each.since, each.until),
            )
            for each in record.relations
        ),
    )


def _claim(flow: Flow, entry: ClaimFile, parties: Mapping[str, str]) -> None:
    claim = entry.claim
    said = text("Claim {number}: {benefit}").format(number=claim.number, benefit=terms.benefit_words(claim.benefit))
    flow.heading(said, 2, keep=90)
    flow.facts(
        (
            (text("Filed"), date_words(claim.filing_date) if claim.filing_date else text("not known")),
            (text("Stage"), terms.stage_words(claim.stage)),
            (text("States"), ", ".join(parties.get(state, state) for state in claim.states)),
        ),
        columns=3,
    )
    table(
        flow,
        text("Work you told us of"),
        (text("State"), text("Year"), text("Employer or work"), text("Weeks"), text("Earnings")),
        (
            (
                row.state,
                str(row.year or ""),
                row.employer,
                "" if row.weeks is None else str(row.weeks),
                money_words(row.earnings) if row.earnings else "",
            )
            for row in entry.stated
        ),
        (44, 44, 0, 52, 96),
    )
    table(
        flow,
        text("Certificates of insurance periods"),
        (text("From"), text("Number"), text("Weeks"), text("Complete up to")),
        (
            (
                parties.get(kept.state, kept.state),
                f"{kept.number} / {kept.version}",
                str(kept.weeks),
                date_words(kept.complete_to),
            )
            for kept in entry.certificates
        ),
    )
    table(
        flow,
        text("Dependants"),
        (text("Name"), text("Relationship"), text("Born")),
        ((each.name, words_of(each.survivor.relationship), day(each.survivor.birth_date)) for each in entry.survivors),
    )
    table(
        flow,
        text("Decisions"),
        (text("State"), text("Decision"), text("From"), text("Amounts")),
        (
            (
                parties.get(each.state, each.state),
                words_of(each.result),
                day(each.start),
                "; ".join(f"{money_words(paid.payable)} {words_of(paid.frequency)}" for paid in each.amounts),
            )
            for each in entry.decisions
        ),
    )
    table(
        flow,
        text("Sent to and received from other offices"),
        (text("Day"), text("Way"), text("Office"), text("What")),
        (
            (
                date_words(each.on),
                text("sent") if each.sent else text("received"),
                each.office,
                terms.message_type_words(MessageType(each.type)),
            )
            for each in entry.messages
        ),
    )
    for each in entry.messages:
        if each.says:
            sent = text("Sent to {office} on {day}: {what}")
            came = text("Received from {office} on {day}: {what}")
            said = (sent if each.sent else came).format(
                office=each.office, day=date_words(each.on), what=terms.message_type_words(MessageType(each.type))
            )
            flow.heading(said, 3, keep=50)
            for line in each.says.splitlines():
                flow.paragraph(line, SMALL, after=1)
    table(
        flow,
        text("Papers and letters"),
        (text("Day"), text("Name"), text("Kind")),
        ((date_words(each.on), each.name, each.kind.replace("_", " ")) for each in entry.papers),
    )
    if entry.calculated:
        days = ", ".join(moment_words(moment) for moment in entry.calculated)
        flow.paragraph(text("Calculated on {days}; the worksheets can be had.").format(days=days), QUIET)


def _why(flow: Flow, view: PersonRecordView) -> None:
    flow.heading(text("What it is for, and how long it stays"), 2, keep=80)
    flow.paragraph(
        text(
            "It is kept to work on claims under the CARICOM Agreement on Social Security, and told to the institutions "
            "of the States named above and to nobody else. You may ask to have what is wrong corrected."
        ),
        BODY,
    )
    if not view.file.kept:
        flow.paragraph(text("This office has not settled yet how long records are kept; nothing is removed."), BODY)
    for period in view.file.kept:
        said = text("{kind}: {months}, {counted} ({law}).").format(
            kind=retention_kind_words(period.kind),
            months=months_words(period.months),
            counted=counted_from_words(period.kind),
            law=period.legal_reference,
        )
        flow.paragraph(said, BODY)


def _acts(flow: Flow, made: PersonFile) -> None:
    said = plural("{count} act on these records", "{count} acts on these records", len(made.acts))
    table(
        flow,
        said.format(count=len(made.acts)),
        (text("When"), text("What"), text("By whom")),
        ((moment_words(act.at), verb_words(act.verb), act.by) for act in made.acts),
        (110, 0, 120),
    )
