"""What is written once and never changed: triggers that refuse it, made anew after every migration.

A table that sqlite-utils transforms loses its triggers, so they are no part of any migration.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from desktop_app.store.database import Tables

WRITTEN_ONCE: Final = (
    "journal",
    "certificate",
    "certified_period",
    "paper_certificate",
    "calculation",
    "officer_decision",
    "document",
    "past_key",
    "proposal_event",
    "open_point_setting",
    "kept_rules",
    "key_event",
    "obligation_event",
    "case_participant",
    "case_decision",
    "trace_line",
    "trace_event",
    "protection_named",
    "recorded_access",
    "removal",
    "removed_record",
    "journal_change",
)
"""Tables whose rows are never changed and never removed."""

NEVER_REMOVED: Final = {
    "received_file": ("id", "received_at", "file_digest", "size", "raw"),
    "received_message": ("message_id", "received", "type", "digest", "data"),
    "sent_bundle": (
        "bundle_id",
        "office",
        "sequence",
        "file_name",
        "digest",
        "file_digest",
        "size",
        "sealed_at",
        "data",
    ),
    "outbox_message": ("message_id", "office", "type", "claim_id", "data", "created_at"),
    "sent_part": ("bundle_id", "part", "file_name", "file_digest", "size", "data"),
    "waiting_document": ("message_id", "received", "office", "type", "schema_version", "waits", "summary"),
    "attachment": (
        "id",
        "claim_id",
        "name",
        "kind",
        "media_type",
        "digest",
        "data",
        "original",
        "original_digest",
        "original_size",
        "added_at",
        "added_by",
    ),
    "office_secret": ("secret", "kept_at"),
    "obligation": ("id", "claim_id", "person_id", "owed_to", "kind", "asked_message_id", "asked_on"),
    "obligation_item": ("obligation_id", "position", "item_id", "code"),
    "proposal": (
        "id",
        "kind",
        "subject",
        "payload",
        "reason",
        "legal_reference",
        "valid_from",
        "proposed_by",
        "proposed_at",
    ),
    "rule_update": ("id", "state", "digest", "files", "signature", "signed_by", "received_at", "received_by"),
    "own_key_told": ("key_id", "office", "message_id", "told_at"),
    "directory_list": ("id", "number", "digest", "data", "received_at", "received_by"),
    "person_merge": ("id", "kept_id", "gone_id", "merged_by", "merged_at"),
    "protection": ("id", "person_id", "claim_id", "reason", "set_by", "set_at"),
    "law_answer": ("id", "asked_at", "asked_by", "answers", "outcome"),
}
"""Tables whose rows are never removed, and the columns of each that never change; what comes of them does."""

FILES: Final[Mapping[str, tuple[str, str]]] = {
    "received_file": ("raw", "file_digest"),
    "received_message": ("data", "digest"),
    "sent_bundle": ("data", "file_digest"),
    "sent_part": ("data", "file_digest"),
    "document": ("data", "digest"),
    "attachment": ("data", "digest"),
}
"""Tables that keep bytes for good: the column with them, and the one with their SHA-256."""

_PROPOSALS, _DECIDED = "proposal", "proposal_decided"
"""What was remarked when a proposal was decided goes with what it was about: its guard is another one."""

_TWO_PERSONS: Final = {
    "proposal_begins": """BEFORE INSERT ON proposal WHEN NEW.status <> 'proposed'""",
    "proposal_decided": """BEFORE UPDATE OF status, decided_by, decided_at, decision_remark, taken_back_through
ON proposal
WHEN OLD.status <> 'proposed' AND NOT (
  OLD.status = 'accepted' AND NEW.status = 'taken_back' AND NEW.decided_by = OLD.decided_by
  AND NEW.decided_at = OLD.decided_at AND NEW.decision_remark = OLD.decision_remark
)""",
    "proposal_in_one_hand": """BEFORE UPDATE OF status, decided_by ON proposal
WHEN NEW.status IN ('accepted', 'refused') AND NEW.decided_by = NEW.proposed_by AND EXISTS (
  SELECT 1 FROM user_account AS other
  WHERE other.active = 1 AND other.id <> NEW.decided_by AND (
    other.role <> 'auditor' OR EXISTS (SELECT 1 FROM user_role WHERE user_id = other.id AND role <> 'auditor')
  )
)""",
    "proposal_taken_back": """BEFORE UPDATE OF status, decided_by, decided_at, decision_remark, taken_back_through
ON proposal
WHEN NEW.status = 'taken_back' AND NOT EXISTS (
  SELECT 1 FROM proposal AS act
  WHERE act.id = NEW.taken_back_through AND act.kind = 'take_back' AND act.subject = OLD.id AND act.status = 'accepted'
)""",
    "open_point_setting_accepted": """BEFORE INSERT ON open_point_setting
WHEN NOT EXISTS (SELECT 1 FROM proposal WHERE id = NEW.proposal_id AND status = 'accepted')""",
}
"""What two persons settle: decided once, by one only where nobody else works, in force only when accepted."""


@contextmanager
def lifted(db: Tables, tables: tuple[str, ...]) -> Iterator[None]:
    """Let the rows of some tables be changed inside, in an open transaction: only for what has to be destroyed.

    The guards are up again after it; where it fails, the transaction that is undone brings them back.
    """
    for table in tables:
        for what in ("keeps", "stands"):
            db.execute(f"DROP TRIGGER IF EXISTS {table}_{what}")
    if _PROPOSALS in tables:
        db.execute(f"DROP TRIGGER IF EXISTS {_DECIDED}")
    yield
    for table in tables:
        _guard_table(db, table)
    if _PROPOSALS in tables:
        _guard_two_persons(db, _DECIDED)


def put_up_guards(db: Tables) -> None:
    """Make every guard anew."""
    for table in (*WRITTEN_ONCE, *NEVER_REMOVED):
        _guard_table(db, table)
    for name in _TWO_PERSONS:
        _guard_two_persons(db, name)


def _guard_two_persons(db: Tables, name: str) -> None:
    db.execute(f"DROP TRIGGER IF EXISTS {name}")
    db.execute(f"CREATE TRIGGER {name} {_TWO_PERSONS[name]} BEGIN SELECT RAISE(ABORT, 'two_persons: {name}'); END")


def _guard_table(db: Tables, table: str) -> None:
    columns = NEVER_REMOVED.get(table)
    _guard(db, table, "DELETE", "keeps")
    _guard(db, table, f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE", "stands")


def _guard(db: Tables, table: str, event: str, what: str) -> None:
    db.execute(f"DROP TRIGGER IF EXISTS {table}_{what}")
    db.execute(
        f"CREATE TRIGGER {table}_{what} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append_only: {table}'); END"
    )
