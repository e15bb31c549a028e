"""What is kept about a person beside their record and claims, as tables of the record that is handed to them."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop_app.documents.flow import QUIET, SMALL, Flow
from desktop_app.documents.record_table import day, span, table
from desktop_app.domain.person_files import DraftSeen, PersonFile
from desktop_app.wording import terms
from desktop_app.wording.catalogue import text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words, moment_words, money_words
from desktop_app.wording.obligation_words import obligation_kind_words, obligation_state_words
from desktop_app.wording.people_words import relation_words


def write(flow: Flow, made: PersonFile, parties: Mapping[str, str]) -> None:
    """Write all of it; what there is none of is left out."""
    _joined(flow, made)
    _others(flow, made)
    _contributions(flow, made)
    _law(flow, made, parties)
    _duties(flow, made)
    _opened(flow, made)
    for draft in made.drafts:
        _draft(flow, draft)


def _joined(flow: Flow, made: PersonFile) -> None:
    table(
        flow,
        text("Records joined with yours"),
        (text("Name"), text("Born"), text("Numbers"), text("Joined"), text("Why")),
        (
            (
                each.person.name,
                date_words(each.person.birth_date),
                ", ".join(f"{held.state} {held.number}" for held in each.record.numbers),
                f"{date_words(each.at.date())}, {each.by}",
                each.reason,
            )
            for each in made.joined
        ),
    )


def _others(flow: Flow, made: PersonFile) -> None:
    table(
        flow,
        text("Other records that name you"),
        (text("You are their"), text("Named as"), text("Held")),
        ((relation_words(each.kind), each.name, span(each.since, each.until)) for each in made.named_by),
    )
    table(
        flow,
        text("Claims of others that name you as a survivor or dependant"),
        (text("Claim"), text("You as"), text("Born"), text("Together since"), text("Remark")),
        (
            (
                each.claim or text("a protected claim"),
                f"{each.survivor.name}, {words_of(each.survivor.survivor.relationship)}",
                day(each.survivor.survivor.birth_date),
                day(each.survivor.survivor.union_since),
                each.survivor.note,
            )
            for each in made.dependant_of
        ),
    )


def _contributions(flow: Flow, made: PersonFile) -> None:
    table(
        flow,
        text("Contributions in this institution's own record"),
        (text("Year"), text("Employer or work"), text("Weeks"), text("Earnings"), text("Brought in with")),
        (
            (
                str(each.year),
                ", ".join(part for part in (each.employer, terms.period_type_words(each.type)) if part),
                str(each.weeks),
                money_words(each.earnings) if each.earnings else each.earnings_class,
                text("{file}, line {line}").format(file=each.file_name, line=each.line),
            )
            for each in made.contributions
        ),
        (44, 0, 52, 96, 130),
    )


def _law(flow: Flow, made: PersonFile, parties: Mapping[str, str]) -> None:
    table(
        flow,
        text("Which State's law applies to your work"),
        (text("Asked"), text("State"), text("Rule"), text("Remark")),
        (
            (
                f"{date_words(each.at.date())}, {each.by}",
                parties.get(each.state, each.state),
                each.article,
                each.note,
            )
            for each in made.law
        ),
    )


def _duties(flow: Flow, made: PersonFile) -> None:
    table(
        flow,
        text("What offices owe each other about you"),
        (text("What"), text("Owed by"), text("Owed to"), text("Asked"), text("Due"), text("How it stands")),
        (
            (
                obligation_kind_words(each.kind),
                each.owed_by,
                each.owed_to,
                date_words(each.asked_on),
                date_words(each.due_on),
                obligation_state_words(each.state),
            )
            for each in made.duties
        ),
    )


def _opened(flow: Flow, made: PersonFile) -> None:
    table(
        flow,
        text("Who opened your protected records"),
        (text("When"), text("By whom"), text("Why")),
        ((moment_words(each.at), each.by, each.reason) for each in made.opened),
        (110, 120, 0),
    )


def _draft(flow: Flow, draft: DraftSeen) -> None:
    said = text("A form begun on {day} and not entered").format(day=date_words(draft.begun_at.date()))
    flow.heading(said, 3, keep=50)
    flow.paragraph(text("Last typed by {name}.").format(name=draft.by), QUIET)
    for name, value in _typed(draft.form):
        flow.paragraph(f"{name}: {value}", SMALL, after=1)


def _typed(form: Any, name: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any value of JSON
    """Go through everything typed in a form, each with the name of its field."""
    if isinstance(form, Mapping):
        for key, value in form.items():
            yield from _typed(value, str(key).replace("_", " "))
    elif isinstance(form, list | tuple):
        for value in form:
            yield from _typed(value, name)
    elif form not in ("", None):
        yield name, str(form)
