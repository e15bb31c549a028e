"""Who takes part in a case: an office that joins or leaves, told to all by the examining one (exchange rules, 4.12)."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.case_notices import Joining, ParticipantChange, Participants
from desktop_app.domain.claims import Claim, Part
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.case_effects import open_of, take_participant
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.put_message import put_message


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantLine:
    """An office of a case: since when it takes part (None: from the beginning) or left, and what it still owes."""

    office: str
    office_name: str
    state: str
    examining: bool
    takes_part: bool
    since: date | None
    reason: str
    owes: int


def participants_of(desk: Desk, claim_id: str) -> tuple[ParticipantLine, ...]:
    """Return every office of a case, this one first, those that left last."""
    claim = desk.store.claims.get(claim_id)
    said = {entry.office: entry for entry in desk.store.participants.current(claim_id)}
    codes = dict.fromkeys((desk.office.code, *offices_told(desk, claim), *said))
    owed = open_of(desk, claim)
    lines = []
    for code in codes:
        known = desk.store.offices.get(code)
        entry = said.get(code)
        lines.append(
            ParticipantLine(
                office=code,
                office_name=desk.office.name if code == desk.office.code else known.card.office.name if known else code,
                state=entry.state if entry else state_of_office(desk, code),
                examining=code == (desk.office.code if claim.part is Part.EXAMINING else claim.examining_office),
                takes_part=entry is None or entry.joining is Joining.JOINS,
                since=entry.since if entry else None,
                reason=entry.reason if entry else "",
                owes=sum(each.owed_by == code for each in owed),
            )
        )
    return tuple(sorted(lines, key=lambda line: not line.takes_part))


def leave_case(
    desk: Desk, claim_id: str, office: str, *, since: date, reason: str, takes_over: str = ""
) -> tuple[str, ...]:
    """Record that an office leaves a case and tell all; return the codes of the offices told.

    Raises `CaseProblem`: `not_examining_office`, `not_taking_part`, `why_missing`, and `takes_over_unknown` for an
    office that takes over and is not in the directory.
    """
    claim = _examined(desk, claim_id)
    if office not in offices_told(desk, claim):
        raise CaseProblem("not_taking_part", office=office)
    if takes_over and takes_over != desk.office.code and desk.store.offices.get(takes_over) is None:
        raise CaseProblem("takes_over_unknown", office=takes_over)
    return _tell(
        desk,
        claim,
        ParticipantChange(
            office=office,
            state=state_of_office(desk, office),
            joining=Joining.LEAVES,
            since=since,
            reason=_said(reason),
            takes_over=takes_over,
        ),
    )


def join_case(desk: Desk, claim_id: str, office: str, *, since: date, reason: str) -> tuple[str, ...]:
    """Record that an office joins a case and tell the others; return the codes of the offices told.

    The new office itself is asked by the claim's notice, as every other. Raises `CaseProblem`: `not_examining_office`,
    `office_not_known`, `takes_part_already`, `why_missing`.
    """
    claim = _examined(desk, claim_id)
    if desk.store.offices.get(office) is None:
        raise CaseProblem("office_not_known", office=office)
    if office in offices_told(desk, claim):
        raise CaseProblem("takes_part_already", office=office)
    change = ParticipantChange(
        office=office,
        state=state_of_office(desk, office),
        joining=Joining.JOINS,
        since=since,
        reason=_said(reason),
    )
    return _tell(desk, claim, change)


def _examined(desk: Desk, claim_id: str) -> Claim:
    claim = desk.store.claims.get(claim_id)
    if claim.part is not Part.EXAMINING:
        raise CaseProblem("not_examining_office", office=claim.examining_office)
    return claim


def _said(reason: str) -> str:
    if not reason.strip():
        raise CaseProblem("why_missing")
    return reason.strip()


def _tell(desk: Desk, claim: Claim, change: ParticipantChange) -> tuple[str, ...]:
    with desk.store.act(
        verb="participants_changed",
        user=desk.user.id,
        about=claim.id,
        facts={"office": change.office, "joining": change.joining.value},
    ):
        told = offices_told(desk, claim)
        for office in told:
            put_message(desk, office=office, body=Participants(changes=(change,)), claim=claim)
        take_participant(desk, claim, change)
    return told
