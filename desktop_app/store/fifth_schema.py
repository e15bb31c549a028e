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

FIFTH_SCHEMA: Final = (*_ROLES,)
"""Every statement of version 5, in the order in which tables refer to each other."""
