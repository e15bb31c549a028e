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

_PEOPLE: Final = (
    # Where a person stands in the list, folded; and the person with whom somebody joined this record (it stays whole).
    "ALTER TABLE person ADD COLUMN sort_name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE person ADD COLUMN merged_into TEXT REFERENCES person (id)",
    "UPDATE person SET sort_name = folded_words(surname || ', ' || forenames)",
    "CREATE INDEX person_by_name ON person (sort_name, row, merged_into) WHERE merged_into IS NULL",
    "CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL",
    # Everybody born on a day with their names, without reading a record: what likely the same person is looked for by.
    "DROP INDEX person_by_birth_date",
    "CREATE INDEX person_by_birth ON person (birth_date, row, surname, forenames, name_at_birth, other_names)",
    "ALTER TABLE insurance_number ADD COLUMN since TEXT",
    "ALTER TABLE insurance_number ADD COLUMN until TEXT",
    """CREATE TABLE person_name (
  person_id TEXT NOT NULL REFERENCES person (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  surname TEXT NOT NULL,
  forenames TEXT NOT NULL,
  since TEXT,
  until TEXT,
  PRIMARY KEY (person_id, position)
) STRICT""",
    # Earlier addresses, and the present one (`until` NULL) where it is known since when it holds.
    """CREATE TABLE person_address (
  person_id TEXT NOT NULL REFERENCES person (id),
  position INTEGER NOT NULL,
  address TEXT NOT NULL,
  since TEXT,
  until TEXT,
  PRIMARY KEY (person_id, position)
) STRICT""",
    # `other_id` where the other is in the register too; `name` and `birth_date` of one who is not.
    """CREATE TABLE person_relation (
  person_id TEXT NOT NULL REFERENCES person (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  other_id TEXT REFERENCES person (id),
  name TEXT NOT NULL,
  birth_date TEXT,
  since TEXT,
  until TEXT,
  PRIMARY KEY (person_id, position)
) STRICT""",
    "CREATE INDEX person_relation_of_other ON person_relation (other_id)",
    # Every word of a name beside how it sounds.
    """CREATE TABLE name_sound (
  sound TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (sound, term)
) STRICT, WITHOUT ROWID""",
    "INSERT OR IGNORE INTO name_sound (sound, term) SELECT sound_of(term), term FROM name_term",
    # Two records of which somebody said that they are not the same person; `first_id` sorts before `second_id`.
    """CREATE TABLE person_apart (
  first_id TEXT NOT NULL REFERENCES person (id),
  second_id TEXT NOT NULL REFERENCES person (id),
  said_by TEXT NOT NULL,
  said_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (first_id, second_id)
) STRICT""",
    "CREATE INDEX person_apart_of_second ON person_apart (second_id)",
    # Two records that are likely one person's, as last looked through; and whose record has still to be looked for.
    """CREATE TABLE person_likeness (
  first_id TEXT NOT NULL REFERENCES person (id),
  second_id TEXT NOT NULL REFERENCES person (id),
  score INTEGER NOT NULL,
  PRIMARY KEY (first_id, second_id)
) STRICT""",
    "CREATE INDEX person_likeness_of_second ON person_likeness (second_id)",
    "CREATE INDEX person_likeness_by_score ON person_likeness (score, first_id)",
    "CREATE TABLE person_to_look (row INTEGER PRIMARY KEY) STRICT",
    "INSERT INTO person_to_look (row) SELECT row FROM person",
    # A merge: the record kept as it was before and after, JSON, and what was moved to it; what taking it apart left.
    """CREATE TABLE person_merge (
  id TEXT NOT NULL PRIMARY KEY,
  kept_id TEXT NOT NULL REFERENCES person (id),
  gone_id TEXT NOT NULL REFERENCES person (id),
  merged_by TEXT NOT NULL,
  merged_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  moved TEXT NOT NULL,
  undone_by TEXT,
  undone_at TEXT,
  undone_reason TEXT NOT NULL DEFAULT ''
) STRICT""",
    "CREATE INDEX person_merge_of_kept ON person_merge (kept_id)",
    "CREATE INDEX person_merge_of_gone ON person_merge (gone_id)",
)

_SHOWN: Final = "row, stage, benefit, part, responsible, states"
_LISTS: Final = (
    ("claim_by_number", f"number, {_SHOWN}, due_on"),
    ("claim_by_claimant", f"claimant, {_SHOWN}, due_on"),
    ("claim_by_stage", f"stage_rank, {_SHOWN}, due_on"),
    ("claim_by_due", f"due_on, {_SHOWN}"),
    ("claim_by_opened", f"opened_at, {_SHOWN}, due_on"),
)

_LET_GO: Final = (
    # A claim whose time is over: what said whom it is about is gone.
    "ALTER TABLE claim ADD COLUMN removed_at TEXT",
    # The lists of claims are found on these indexes alone, which leave out what was removed.
    *(f"DROP INDEX {name}" for name, _columns in _LISTS),
    *(f"CREATE INDEX {name} ON claim ({columns}, removed_at) WHERE removed_at IS NULL" for name, columns in _LISTS),
    # What two persons removed, and the numbers of what it was; a claim that is kept longer than its time.
    """CREATE TABLE removal (
  row INTEGER PRIMARY KEY,
  proposal_id TEXT NOT NULL UNIQUE REFERENCES proposal (id),
  kind TEXT NOT NULL,
  removed_at TEXT NOT NULL
) STRICT""",
    """CREATE TABLE removed_record (
  row INTEGER PRIMARY KEY,
  proposal_id TEXT NOT NULL REFERENCES removal (proposal_id),
  reference TEXT NOT NULL
) STRICT""",
    """CREATE TABLE claim_hold (
  claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claim (id),
  reason TEXT NOT NULL,
  held_by TEXT NOT NULL,
  held_at TEXT NOT NULL,
  until TEXT
) STRICT""",
)

_BEFORE_AND_AFTER: Final = (
    # What an act changed, row by row with before and after, JSON; `changed` is its digest, which the line's hash holds.
    "ALTER TABLE journal ADD COLUMN changed TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE journal_change (
  row INTEGER PRIMARY KEY,
  line INTEGER NOT NULL UNIQUE REFERENCES journal (id),
  changes TEXT NOT NULL
) STRICT""",
    "CREATE INDEX journal_by_verb ON journal (verb, id)",
    "CREATE INDEX journal_by_user ON journal (user, id)",
    "CREATE INDEX journal_by_moment ON journal (at, id)",
)

_STATISTICS: Final = (
    # What is known of claims whose records were removed: counts and sums a year, of nobody. `total` is weeks, or an
    # amount in the smallest unit of the currency that `detail` names.
    """CREATE TABLE kept_statistic (
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  state TEXT NOT NULL,
  benefit TEXT NOT NULL,
  detail TEXT NOT NULL,
  claims INTEGER NOT NULL CHECK (claims >= 0),
  total INTEGER NOT NULL CHECK (total >= 0),
  PRIMARY KEY (kind, year, state, benefit, detail)
) STRICT, WITHOUT ROWID""",
)

_BROUGHT_IN: Final = (
    # How an institution's file is read, by name; JSON.
    """CREATE TABLE import_mapping (
  name TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL,
  kept_by TEXT NOT NULL,
  kept_at TEXT NOT NULL
) STRICT""",
    # A file of contributions that was brought in, once a row; `undone_at` where it was taken out again.
    """CREATE TABLE record_import (
  id TEXT NOT NULL PRIMARY KEY,
  file_name TEXT NOT NULL,
  digest TEXT NOT NULL,
  mapping TEXT NOT NULL,
  lines INTEGER NOT NULL,
  records INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  persons INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  undone_by TEXT,
  undone_at TEXT
) STRICT""",
    # This institution's own record of a person: a contribution of a year, from which line of which file.
    # A number is never given twice: what was typed from a record that was taken out leads to no other one.
    """CREATE TABLE own_record (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id TEXT NOT NULL REFERENCES person (id),
  import_id TEXT NOT NULL REFERENCES record_import (id),
  line INTEGER NOT NULL,
  year INTEGER NOT NULL,
  start TEXT,
  "end" TEXT,
  weeks INTEGER NOT NULL CHECK (weeks BETWEEN 0 AND 53),
  credited INTEGER NOT NULL DEFAULT 0 CHECK (credited IN (0, 1)),
  type TEXT NOT NULL,
  earnings_minor INTEGER,
  currency TEXT NOT NULL,
  earnings_class TEXT NOT NULL,
  employer TEXT NOT NULL,
  employer_number TEXT NOT NULL
) STRICT""",
    "CREATE INDEX own_record_of_person ON own_record (person_id, year)",
    "CREATE INDEX own_record_of_import ON own_record (import_id)",
    # Persons that a file brought, and certificates that used its records.
    """CREATE TABLE imported_person (
  import_id TEXT NOT NULL REFERENCES record_import (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (import_id, person_id)
) STRICT, WITHOUT ROWID""",
    # Numbers that a file gave to persons known before, and records said, when it came in, to be two persons'.
    """CREATE TABLE imported_number (
  import_id TEXT NOT NULL REFERENCES record_import (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  state TEXT NOT NULL,
  folded TEXT NOT NULL,
  PRIMARY KEY (person_id, state, folded, import_id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE imported_apart (
  import_id TEXT NOT NULL REFERENCES record_import (id),
  first_id TEXT NOT NULL REFERENCES person (id),
  second_id TEXT NOT NULL REFERENCES person (id),
  said_at TEXT NOT NULL,
  PRIMARY KEY (first_id, second_id, import_id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE own_record_use (
  import_id TEXT NOT NULL REFERENCES record_import (id),
  claim_id TEXT NOT NULL REFERENCES claim (id),
  certificate TEXT NOT NULL,
  PRIMARY KEY (import_id, claim_id, certificate)
) STRICT, WITHOUT ROWID""",
)

_CERTIFIED: Final = (
    "ALTER TABLE certificate ADD COLUMN conversion_rule TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE certificate ADD COLUMN remark_codes TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE certificate ADD COLUMN stated_totals TEXT NOT NULL DEFAULT '[]'",
)

_STAGES: Final = (
    # Two stages come before the last one now: what is closed stands behind them.
    "UPDATE claim SET stage_rank = 7 WHERE stage = 'closed'",
)

_HEADS: Final = (
    # Who heads an office and how they are reached: third reminders are addressed to them.
    "ALTER TABLE office ADD COLUMN head TEXT NOT NULL DEFAULT ''",
)

_ASKED: Final = (
    # Certificates of departure are looked for whenever a claim is opened, receipts whenever a message was passed on.
    "CREATE INDEX received_message_by_type ON received_message (type)",
)

_PAPERS: Final = (
    # What was attached, where something smaller travels: held against its SHA-256 whenever it is opened.
    "ALTER TABLE attachment ADD COLUMN original_digest TEXT NOT NULL DEFAULT ''",
    "UPDATE attachment SET original_digest = sha256(original) WHERE original IS NOT NULL",
)

NO_LONGER_CHECKED: Final = (
    "\n  CHECK (status NOT IN ('accepted', 'refused', 'taken_back') OR decided_by <> proposed_by),"
)
"""What `proposal` was made with: in an office of one person, one decides; a guard sees that nobody else works there."""

FIFTH_SCHEMA: Final = (
    *_ROLES,
    *_PROTECTED,
    *_AS_BEFORE,
    *_PEOPLE,
    *_LET_GO,
    *_BEFORE_AND_AFTER,
    *_STATISTICS,
    *_BROUGHT_IN,
    *_CERTIFIED,
    *_STAGES,
    *_HEADS,
    *_ASKED,
    *_PAPERS,
)
"""Every statement of version 5, in the order in which tables refer to each other."""
