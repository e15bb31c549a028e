"""What is written once and never changed: triggers that refuse it, made anew after every migration.

A table that sqlite-utils transforms loses its triggers, so they are no part of any migration.
"""

from typing import Final

from desktop_app.store.database import Tables

WRITTEN_ONCE: Final = (
    "journal",
    "certificate",
    "certified_period",
    "calculation",
    "officer_decision",
    "document",
    "past_key",
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
    "office_secret": ("secret", "kept_at"),
}
"""Tables whose rows are never removed, and the columns of each that never change; what comes of them does."""


def put_up_guards(db: Tables) -> None:
    """Make every guard anew."""
    for table in (*WRITTEN_ONCE, *NEVER_REMOVED):
        _guard(db, table, "DELETE", "keeps")
    for table in WRITTEN_ONCE:
        _guard(db, table, "UPDATE", "stands")
    for table, columns in NEVER_REMOVED.items():
        _guard(db, table, f"UPDATE OF {', '.join(columns)}", "stands")


def _guard(db: Tables, table: str, event: str, what: str) -> None:
    db.execute(f"DROP TRIGGER IF EXISTS {table}_{what}")
    db.execute(
        f"CREATE TRIGGER {table}_{what} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append_only: {table}'); END"
    )
