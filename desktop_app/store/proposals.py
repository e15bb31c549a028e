"""Proposals that wait for a second person, what became of them, and the settings that came of those accepted.

The tables hold their own promise: a proposal is decided once, never by who made it (see `guards`).
"""

from datetime import date, datetime
from typing import Final

from desktop_app.domain.proposals import OpenPointSetting, Proposal, ProposalEvent, ProposalKind, ProposalStatus
from desktop_app.store.columns import (
    Row,
    day_text,
    json_text,
    moment_text,
    present,
    read_day,
    read_moment,
    read_object,
)
from desktop_app.store.database import Database

_SETTINGS: Final = (
    "SELECT setting.*, proposal.proposed_by, proposal.decided_by, proposal.decided_at "
    "FROM open_point_setting AS setting JOIN proposal ON proposal.id = setting.proposal_id "
    "WHERE proposal.status = 'accepted'"
)
_BY_DAY: Final = "ORDER BY setting.valid_from, setting.row"


class Proposals:
    """Proposals of this office."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, proposal: Proposal) -> None:
        """Keep a new proposal. Raises `StoreProblem("record_exists")`, `record_refused` for one already decided."""
        self._database.insert(
            "proposal",
            {
                "id": proposal.id,
                "kind": proposal.kind,
                "subject": proposal.subject,
                "payload": json_text(dict(proposal.payload)),
                "reason": proposal.reason,
                "legal_reference": proposal.legal_reference,
                "valid_from": day_text(proposal.valid_from),
                "proposed_by": proposal.proposed_by,
                "proposed_at": proposal.proposed_at.isoformat(),
                "status": proposal.status,
                "decided_by": proposal.decided_by or None,
                "decided_at": moment_text(proposal.decided_at),
                "decision_remark": proposal.decision_remark,
                "taken_back_through": proposal.taken_back_through or None,
            },
        )
        self._step(proposal.id, proposal.status, proposal.proposed_by, proposal.proposed_at, proposal.reason)

    def decide(self, proposal_id: str, status: ProposalStatus, by: str, at: datetime, remark: str) -> None:
        """Keep what became of a proposal: accepted, refused or withdrawn.

        Raises `StoreProblem("record_refused")` for what was decided before, and where one person would decide alone.
        """
        changes = {"status": status, "decided_by": by, "decided_at": at.isoformat(), "decision_remark": remark}
        self._database.update("proposal", {"id": proposal_id}, changes)
        self._step(proposal_id, status, by, at, remark)

    def take_back(self, proposal_id: str, through: Proposal) -> None:
        """Mark an accepted proposal as taken back through another, which was accepted.

        Raises `StoreProblem("record_refused")` where it was not.
        """
        changes = {"status": ProposalStatus.TAKEN_BACK, "taken_back_through": through.id}
        self._database.update("proposal", {"id": proposal_id}, changes)
        if through.decided_at is not None:
            self._step(proposal_id, ProposalStatus.TAKEN_BACK, through.decided_by, through.decided_at, through.reason)

    def get(self, proposal_id: str) -> Proposal:
        """Return a proposal. Raises `StoreProblem("record_missing")`."""
        row = self._database.row("SELECT * FROM proposal WHERE id = ?", (proposal_id,))
        return _proposal(present(row, "proposal"))

    def find(self, proposal_id: str) -> Proposal | None:
        """Return a proposal, None when there is none."""
        row = self._database.row("SELECT * FROM proposal WHERE id = ?", (proposal_id,))
        return _proposal(row) if row else None

    def waiting(self) -> tuple[Proposal, ...]:
        """Return what waits for a second person, the oldest first."""
        rows = self._database.rows("SELECT * FROM proposal WHERE status = 'proposed' ORDER BY row")
        return tuple(_proposal(row) for row in rows)

    def count_waiting(self) -> int:
        """Count what waits for a second person."""
        return self._database.number("SELECT count(*) FROM proposal WHERE status = 'proposed'")

    def about(self, kind: ProposalKind, subject: str = "") -> tuple[Proposal, ...]:
        """Return the proposals of a kind, about one subject or all, the newest first."""
        if subject:
            sql = "SELECT * FROM proposal WHERE kind = ? AND subject = ? ORDER BY row DESC"
            return tuple(_proposal(row) for row in self._database.rows(sql, (kind, subject)))
        rows = self._database.rows("SELECT * FROM proposal WHERE kind = ? ORDER BY row DESC", (kind,))
        return tuple(_proposal(row) for row in rows)

    def refused_to(self, user: str, since: datetime) -> tuple[Proposal, ...]:
        """Return what was refused since a moment to who proposed it, the oldest first."""
        sql = "SELECT * FROM proposal WHERE status = 'refused' AND proposed_by = ? AND decided_at >= ? ORDER BY row"
        return tuple(_proposal(row) for row in self._database.rows(sql, (user, since.isoformat())))

    def history(self, proposal_id: str) -> tuple[ProposalEvent, ...]:
        """Return every step of a proposal, the oldest first."""
        sql = "SELECT * FROM proposal_event WHERE proposal_id = ? ORDER BY row"
        return tuple(_event(row) for row in self._database.rows(sql, (proposal_id,)))

    def add_setting(self, proposal: Proposal, *, point: str, option: str, valid_from: date) -> None:
        """Keep the setting that an accepted proposal makes. Raises `StoreProblem("record_refused")` for another."""
        self._database.insert(
            "open_point_setting",
            {
                "point": point,
                "option": option,
                "valid_from": valid_from.isoformat(),
                "legal_reference": proposal.legal_reference,
                "proposal_id": proposal.id,
            },
        )

    def settings_on(self, day: date) -> tuple[OpenPointSetting, ...]:
        """Return the setting of each open point in force on a day: the latest `valid_from`, then the last accepted."""
        sql = f"{_SETTINGS} AND setting.valid_from <= ? {_BY_DAY}"
        in_force = {row["point"]: _setting(row) for row in self._database.rows(sql, (day.isoformat(),))}
        return tuple(in_force[point] for point in sorted(in_force))

    def settings_of(self, point: str) -> tuple[OpenPointSetting, ...]:
        """Return every accepted setting of a point that was not taken back, by day from which it holds."""
        sql = f"{_SETTINGS} AND setting.point = ? {_BY_DAY}"
        return tuple(_setting(row) for row in self._database.rows(sql, (point,)))

    def _step(self, proposal_id: str, status: ProposalStatus, by: str, at: datetime, remark: str) -> None:
        self._database.insert(
            "proposal_event",
            {"proposal_id": proposal_id, "status": status, "by": by, "at": at.isoformat(), "remark": remark},
        )


def _proposal(row: Row) -> Proposal:
    return Proposal(
        id=row["id"],
        kind=ProposalKind(row["kind"]),
        subject=row["subject"],
        payload=read_object(row["payload"]),
        reason=row["reason"],
        legal_reference=row["legal_reference"],
        valid_from=read_day(row["valid_from"]),
        proposed_by=row["proposed_by"],
        proposed_at=datetime.fromisoformat(row["proposed_at"]),
        status=ProposalStatus(row["status"]),
        decided_by=row["decided_by"] or "",
        decided_at=read_moment(row["decided_at"]),
        decision_remark=row["decision_remark"],
        taken_back_through=row["taken_back_through"] or "",
    )


def _event(row: Row) -> ProposalEvent:
    return ProposalEvent(
        proposal_id=row["proposal_id"],
        status=ProposalStatus(row["status"]),
        by=row["by"],
        at=datetime.fromisoformat(row["at"]),
        remark=row["remark"],
    )


def _setting(row: Row) -> OpenPointSetting:
    return OpenPointSetting(
        point=row["point"],
        option=row["option"],
        valid_from=date.fromisoformat(row["valid_from"]),
        legal_reference=row["legal_reference"],
        proposal_id=row["proposal_id"],
        proposed_by=row["proposed_by"],
        accepted_by=row["decided_by"],
        accepted_at=datetime.fromisoformat(row["decided_at"]),
    )
