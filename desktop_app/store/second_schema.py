"""The tables of schema version 2, as SQL, one named block an area.

What a second person has to accept, the law that was used, and what a claim for a benefit other than age says.
"""

from typing import Final

_TWO_PERSONS: Final = (
    "ALTER TABLE user_account ADD COLUMN passphrase_by TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE proposal (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  reason TEXT NOT NULL,
  legal_reference TEXT NOT NULL,
  valid_from TEXT,
  proposed_by TEXT NOT NULL REFERENCES user_account (id),
  proposed_at TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('proposed', 'accepted', 'refused', 'withdrawn', 'taken_back')),
  decided_by TEXT REFERENCES user_account (id),
  decided_at TEXT,
  decision_remark TEXT NOT NULL,
  taken_back_through TEXT REFERENCES proposal (id),
  CHECK ((status = 'proposed') = (decided_by IS NULL) AND (status = 'proposed') = (decided_at IS NULL)),
  CHECK (status NOT IN ('accepted', 'refused', 'taken_back') OR decided_by <> proposed_by),
  CHECK (status <> 'withdrawn' OR decided_by = proposed_by),
  CHECK ((status = 'taken_back') = (taken_back_through IS NOT NULL))
) STRICT""",
    "CREATE INDEX proposal_by_status ON proposal (status, row)",
    "CREATE INDEX proposal_by_subject ON proposal (kind, subject, row)",
    """CREATE TABLE proposal_event (
  row INTEGER PRIMARY KEY,
  proposal_id TEXT NOT NULL REFERENCES proposal (id),
  status TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES user_account (id),
  at TEXT NOT NULL,
  remark TEXT NOT NULL
) STRICT""",
    "CREATE INDEX proposal_event_of_proposal ON proposal_event (proposal_id)",
    """CREATE TABLE open_point_setting (
  row INTEGER PRIMARY KEY,
  point TEXT NOT NULL,
  option TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  legal_reference TEXT NOT NULL,
  proposal_id TEXT NOT NULL UNIQUE REFERENCES proposal (id)
) STRICT""",
    "CREATE INDEX open_point_setting_by_point ON open_point_setting (point, valid_from)",
)

_OTHER_BENEFITS: Final = (
    "ALTER TABLE stated_period ADD COLUMN earnings_class TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE certified_period ADD COLUMN earnings_class TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE claim ADD COLUMN applicant TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE claim ADD COLUMN particulars TEXT NOT NULL DEFAULT '{}'",
    """CREATE TABLE claim_survivor (
  claim_id TEXT NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  relationship TEXT NOT NULL,
  surname TEXT NOT NULL,
  forenames TEXT NOT NULL,
  birth_date TEXT,
  union_since TEXT,
  invalid INTEGER,
  in_education INTEGER,
  cares_for_child INTEGER,
  dependent INTEGER,
  note TEXT NOT NULL,
  PRIMARY KEY (claim_id, position),
  UNIQUE (claim_id, id)
) STRICT""",
    """CREATE TABLE claim_disablement (
  claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claim (id),
  degree_percent INTEGER,
  cause TEXT NOT NULL,
  state TEXT NOT NULL,
  accident_date TEXT,
  board_reference TEXT NOT NULL,
  weekly_earnings_minor INTEGER,
  weekly_earnings_currency TEXT
) STRICT""",
)

_RULES: Final = (
    """CREATE TABLE kept_rules (
  digest TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('pack', 'agreement')),
  state TEXT NOT NULL,
  files BLOB NOT NULL,
  kept_at TEXT NOT NULL
) STRICT""",
    """CREATE TABLE rule_update (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  digest TEXT NOT NULL,
  files BLOB NOT NULL,
  signature BLOB NOT NULL,
  signed_by TEXT NOT NULL,
  received_at TEXT NOT NULL,
  received_by TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('received', 'tried', 'proposed', 'accepted', 'refused', 'taken_back')),
  valid_from TEXT,
  tried TEXT NOT NULL DEFAULT '{}',
  proposal_id TEXT REFERENCES proposal (id)
) STRICT""",
    "CREATE INDEX rule_update_by_state ON rule_update (state, status)",
    "CREATE INDEX rule_update_by_digest ON rule_update (digest)",
)

_MEMORY: Final = (
    "ALTER TABLE calculation ADD COLUMN case_json TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE calculation ADD COLUMN worksheet BLOB NOT NULL DEFAULT x''",
)

_WHICH_LAW: Final = (
    """CREATE TABLE law_answer (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim_id TEXT REFERENCES claim (id),
  person_id TEXT REFERENCES person (id),
  asked_at TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  answers TEXT NOT NULL,
  outcome TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT""",
    "CREATE INDEX law_answer_of_claim ON law_answer (claim_id)",
    "CREATE INDEX law_answer_of_person ON law_answer (person_id)",
)

SECOND_SCHEMA: Final = (*_TWO_PERSONS, *_OTHER_BENEFITS, *_RULES, *_MEMORY, *_WHICH_LAW)
"""Every statement of version 2, in the order in which tables refer to each other."""
