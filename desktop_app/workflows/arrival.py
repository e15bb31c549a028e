"""A message that arrived, with all that is known of it here; and the lines that its checks and changes are made of."""

from dataclasses import dataclass
from typing import TypeVar

from desktop_app.domain.claims import Claim
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.messages import Body, Message
from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.persons import InsuredPerson
from desktop_app.workflows.desk import Desk

_Body = TypeVar("_Body", bound=Body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One message of a received bundle, seen from this desk.

    `claim` is the case it is about, None where none here is named. `meant` is the person of that case, or the one that
    a claim in the same bundle names. `decided` says that the message was accepted or returned before;
    `on_paper` that it was read from the codes of its paper.
    """

    desk: Desk
    office: KnownOffice
    message: Message
    claim: Claim | None
    meant: InsuredPerson | None
    decided: bool = False
    on_paper: bool = False

    @property
    def sender(self) -> str:
        """The code of the office it came from."""
        return self.office.card.office.code

    def body(self, kind: type[_Body]) -> _Body:
        """Return the body, which is of the kind that goes with the message's type."""
        if not isinstance(self.message.body, kind):
            raise TypeError(self.message.type)
        return self.message.body

    def person_name(self, block: PersonBlock) -> str:
        """Return the name of the person a message is about, as on the screen."""
        return f"{block.forenames} {block.surname}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check of what a bundle says: passed, or with what is doubtful or wrong."""

    passed: bool
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of what accepting would change: a code for what, a detail, the text now and after, and a mark.

    `mark` is `new`, `changed`, `same`, or `differs` where our record stays although the message says otherwise. `now`
    and `after` are facts as the records hold them (dates in ISO form).
    """

    what: str
    mark: str
    now: str = ""
    after: str = ""
    detail: str = ""


def passed(code: str, /, **facts: Fact) -> CheckLine:
    """Return a check that found nothing amiss."""
    return CheckLine(passed=True, finding=Finding(code=code, level=Level.NOTE, facts=facts))


def failed(code: str, level: Level, /, **facts: Fact) -> CheckLine:
    """Return a check that found something: an error forbids to accept, a warning or note does not."""
    return CheckLine(passed=False, finding=Finding(code=code, level=level, facts=facts))


def change(what: str, now: str, after: str, detail: str = "") -> Change:
    """Return a line of what changes, marked by comparing both sides."""
    mark = "same" if now == after else "changed" if now else "new"
    return Change(what=what, mark=mark, now=now, after=after, detail=detail)
