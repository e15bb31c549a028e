"""Whether a person named in a message is the one of the case."""

from collections.abc import Iterator

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.findings import Level
from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.person_records import split_names
from desktop_app.domain.persons import InsuranceNumber, InsuredPerson
from desktop_app.workflows.arrival import CheckLine, failed, passed
from desktop_app.workflows.persons_meant import bare_number, same_name


def identity_checks(person: InsuredPerson, block: PersonBlock) -> Iterator[CheckLine]:
    """Return what does not agree, else one line that says what agrees (exchange rules, 3.2).

    Another birth date is an error, an unlike name or number a warning. Numbers agree where one of a State is the same
    here; where nothing can be compared, that is said.
    """
    unlike = [*_unlike(person, block)]
    compared = [entry for entry in block.numbers if bare_number(entry.number) and person.number_in(entry.state)]
    yield from unlike or [passed("check_identity" if compared else "check_identity_without_number")]


def block_of(certificate: PeriodCertificate) -> PersonBlock:
    """Return the person a certificate is about, as other messages name them."""
    number = InsuranceNumber(state=certificate.state, number=certificate.insurance_number)
    return PersonBlock(
        surname=certificate.person_surname,
        forenames=certificate.person_forenames,
        birth_date=certificate.person_birth_date,
        numbers=(number,) if certificate.insurance_number else (),
    )


def _unlike(person: InsuredPerson, block: PersonBlock) -> Iterator[CheckLine]:
    ours, theirs = person.birth_date.isoformat(), block.birth_date.isoformat()
    if ours != theirs:
        yield failed("birth_date_differs", Level.ERROR, ours=ours, theirs=theirs)
    name = f"{block.forenames} {block.surname}".strip()
    names = (person.name, f"{person.forenames} {person.name_at_birth}".strip(), *split_names(person.other_names))
    if not any(same_name(name, each) for each in names):
        yield failed("name_differs", Level.WARNING, theirs=name)
    for state in dict.fromkeys(entry.state for entry in block.numbers):
        held = [entry.number for entry in person.numbers if entry.state == state and bare_number(entry.number)]
        told = [entry.number for entry in block.numbers if entry.state == state and bare_number(entry.number)]
        if held and told and not {bare_number(each) for each in held} & {bare_number(each) for each in told}:
            facts = {"state": state, "ours": ", ".join(held), "theirs": ", ".join(told)}
            yield failed("number_differs", Level.WARNING, **facts)
