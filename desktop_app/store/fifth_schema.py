"""The tables of schema version 5, as SQL, one named block an area: who may see what, what was brought in and let go."""

from typing import Final

_ROLES: Final = (
    # A small office: one person may hold further roles beside the one of `user_account`.
    """CREATE TABLE user_role (
  user_id TEXT NOT NULL REFERENCES user_account (id),
  role TEXT NOT NULL,
  PRIMARY KEY (user_id, role)
) STRICT""",
)

_PROTECTED: Final = (
    # A person, or one claim, that only named persons of the office may open; whoever is named anew gets a new row.
    """CREATE TABLE protection (
  id INTEGER PRIMARY KEY,
  person_id TEXT REFERENCES person (id),
  claim_id TEXT REFERENCES claim (id),
  reason TEXT NOT NULL,
  set_by TEXT NOT NULL,
  set_at TEXT NOT NULL,
  ended_by TEXT,
  ended_at TEXT,
  end_reason TEXT NOT NULL DEFAULT '',
  CHECK ((person_id IS NULL) <> (claim_id IS NULL))
) STRICT""",
    "CREATE INDEX protection_in_force ON protection (ended_at, person_id, claim_id)",
    """CREATE TABLE protection_named (
  protection_id INTEGER NOT NULL REFERENCES protection (id),
  user_id TEXT NOT NULL REFERENCES user_account (id),
  PRIMARY KEY (protection_id, user_id)
) STRICT""",
    """CREATE TABLE recorded_access (
  id INTEGER PRIMARY KEY,
  protection_id INTEGER NOT NULL REFERENCES protection (id),
  user_id TEXT NOT NULL REFERENCES user_account (id),
  at TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT""",
    "CREATE INDEX recorded_access_of ON recorded_access (user_id, at)",
)

_AS_BEFORE: Final = (
    # Until now an administrator also worked on claims: who did keeps that role until somebody takes it away.
    "INSERT INTO user_role (user_id, role) SELECT id, 'clerk' FROM user_account WHERE role = 'administrator'",
)

FIFTH_SCHEMA: Final = (*_ROLES, *_PROTECTED, *_AS_BEFORE)
"""Every statement of version 5, in the order in which tables refer to each other."""
