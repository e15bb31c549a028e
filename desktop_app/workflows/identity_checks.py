"""Whether a person named in a message is the one of the case."""

from collections.abc import Iterator

from desktop_app.domain.findings import Level
from desktop_app.domain.person_records import split_names
from desktop_app.domain.persons import InsuredPerson
from desktop_app.workflows.arrival import CheckLine, failed
from desktop_app.workflows.persons_meant import same_name


def identity_checks(person: InsuredPerson, name: str, born: str) -> Iterator[CheckLine]:
    """Return what does not agree: another birth date (`born`, in ISO form) is an error, an unlike name a warning."""
    if born != person.birth_date.isoformat():
        yield failed("birth_date_differs", Level.ERROR, ours=person.birth_date.isoformat(), theirs=born)
    names = (person.name, f"{person.forenames} {person.name_at_birth}".strip(), *split_names(person.other_names))
    if not any(same_name(name, ours) for ours in names):
        yield failed("name_differs", Level.WARNING, theirs=name.strip())
