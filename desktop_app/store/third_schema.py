"""The tables of schema version 3, as SQL, one named block an area: what offices owe each other, and what travelled.

A table of version 1 that can no longer hold what is said of it is made anew with its rows (`_OBLIGATIONS`).
"""

from typing import Final

_OBLIGATIONS: Final = (
    "DROP INDEX obligation_of_claim",
    "DROP INDEX obligation_by_due",
    "ALTER TABLE obligation RENAME TO obligation_before",
    """CREATE TABLE obligation (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim_id TEXT REFERENCES claim (id),
  person_id TEXT REFERENCES person (id),
  owed_by TEXT NOT NULL,
  owed_to TEXT NOT NULL,
  kind TEXT NOT NULL,
  asked_message_id TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  handed_over_on TEXT,
  received_on TEXT,
  days INTEGER,
  working INTEGER NOT NULL DEFAULT 0 CHECK (working IN (0, 1)),
  due_on TEXT NOT NULL,
  due_from TEXT NOT NULL CHECK (due_from IN ('stated', 'asked', 'handed_over', 'received', 'promise')),
  state TEXT NOT NULL CHECK (
    state IN ('open', 'reminded', 'promised', 'met_in_part', 'met', 'refused', 'cancelled', 'lapsed')
  ),
  reminders INTEGER NOT NULL DEFAULT 0 CHECK (reminders >= 0),
  reminders_before INTEGER NOT NULL DEFAULT 0 CHECK (reminders_before >= 0),
  reminded_on TEXT,
  promises INTEGER NOT NULL DEFAULT 0 CHECK (promises >= 0),
  promised_on TEXT,
  reason TEXT NOT NULL DEFAULT '',
  met_by TEXT NOT NULL DEFAULT '',
  from_paper INTEGER NOT NULL DEFAULT 0 CHECK (from_paper IN (0, 1)),
  CHECK ((promises = 0) = (promised_on IS NULL)),
  CHECK (due_from <> 'promise' OR promises > 0)
) STRICT""",
    # What was asked from here counts from the day it was handed over, as before: seven days of road and thirty.
    """INSERT INTO obligation (
  id, claim_id, owed_by, owed_to, kind, asked_message_id, asked_on, handed_over_on, days, due_on, due_from, state,
  met_by
)
SELECT old.id, old.claim_id, old.owed_by, old.owed_to, old.kind, old.asked_message_id, old.asked_on,
  substr(bundle.handed_over_at, 1, 10), CASE WHEN message.row IS NULL THEN NULL ELSE 30 END, old.due_on,
  CASE WHEN message.row IS NULL THEN 'stated' WHEN bundle.handed_over_at IS NULL THEN 'asked' ELSE 'handed_over' END,
  old.state, old.met_by
FROM obligation_before AS old
LEFT JOIN outbox_message AS message ON message.message_id = old.asked_message_id
LEFT JOIN sent_bundle AS bundle ON bundle.bundle_id = message.bundle_id
ORDER BY old.rowid""",
    "DROP TABLE obligation_before",
    "CREATE INDEX obligation_of_claim ON obligation (claim_id)",
    "CREATE INDEX obligation_by_due ON obligation (state, due_on)",
    "CREATE INDEX obligation_by_question ON obligation (asked_message_id)",
    "CREATE INDEX obligation_by_answer ON obligation (met_by)",
    """CREATE TABLE obligation_item (
  obligation_id TEXT NOT NULL REFERENCES obligation (id),
  position INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  code TEXT NOT NULL,
  met_by TEXT NOT NULL,
  PRIMARY KEY (obligation_id, position),
  UNIQUE (obligation_id, item_id)
) STRICT""",
    """CREATE TABLE obligation_event (
  row INTEGER PRIMARY KEY,
  obligation_id TEXT NOT NULL REFERENCES obligation (id),
  at TEXT NOT NULL,
  step TEXT NOT NULL,
  message_id TEXT NOT NULL,
  by TEXT NOT NULL,
  from_paper INTEGER NOT NULL CHECK (from_paper IN (0, 1)),
  day TEXT,
  due_on TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT""",
    "CREATE INDEX obligation_event_of_obligation ON obligation_event (obligation_id)",
    """INSERT INTO obligation_event (obligation_id, at, step, message_id, by, from_paper, day, due_on, reason)
SELECT id, asked_on || 'T00:00:00+00:00', 'asked', asked_message_id, '', 0, asked_on, due_on, '' FROM obligation
ORDER BY row""",
)

_PARTICIPANTS: Final = (
    """CREATE TABLE case_participant (
  row INTEGER PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  office TEXT NOT NULL,
  state TEXT NOT NULL,
  joining TEXT NOT NULL CHECK (joining IN ('joins', 'leaves')),
  since TEXT NOT NULL,
  reason TEXT NOT NULL,
  takes_over TEXT NOT NULL,
  message_id TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX case_participant_of_claim ON case_participant (claim_id)",
)

_TRACE_LOG: Final = (
    # One line a message and what became of it; codes, numbers, digests and days alone: nothing in here names a person,
    # and nothing refers to a case, so that it can be kept longer than the cases.
    """CREATE TABLE trace_line (
  row INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('sent', 'received')),
  bundle_id TEXT NOT NULL,
  type TEXT NOT NULL,
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  sequence INTEGER,
  digest TEXT NOT NULL,
  size INTEGER NOT NULL,
  bundle_size INTEGER NOT NULL
) STRICT""",
    "CREATE INDEX trace_line_by_message ON trace_line (message_id)",
    "CREATE INDEX trace_line_by_bundle ON trace_line (bundle_id)",
    """CREATE TABLE trace_event (
  row INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL,
  bundle_id TEXT NOT NULL,
  on_day TEXT NOT NULL,
  state TEXT NOT NULL,
  kind TEXT NOT NULL,
  office TEXT NOT NULL,
  channel TEXT NOT NULL,
  code TEXT NOT NULL,
  CHECK (state || kind || channel || code NOT GLOB '*[^a-z0-9_]*')
) STRICT""",
    "CREATE INDEX trace_event_by_message ON trace_event (message_id)",
    "CREATE INDEX trace_event_by_bundle ON trace_event (bundle_id)",
)

_MESSAGE_STATES: Final = (
    """ALTER TABLE outbox_message ADD COLUMN standing TEXT NOT NULL DEFAULT ''
CHECK (standing IN ('', 'superseded', 'invalidated', 'declared_lost'))""",
    "ALTER TABLE outbox_message ADD COLUMN standing_at TEXT",
    "ALTER TABLE outbox_message ADD COLUMN standing_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sent_bundle ADD COLUMN declared_lost_at TEXT",
    """ALTER TABLE received_message ADD COLUMN standing TEXT NOT NULL DEFAULT ''
CHECK (standing IN ('', 'superseded', 'invalidated'))""",
    "ALTER TABLE received_message ADD COLUMN standing_at TEXT",
    "ALTER TABLE received_message ADD COLUMN standing_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE received_message ADD COLUMN waits_for TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX received_message_by_what_it_waits_for ON received_message (waits_for) WHERE waits_for <> ''",
)

_FILES: Final = (
    # A bundle over the budget of the mail leaves in parts: the first stands with the bundle, the others here.
    "ALTER TABLE sent_bundle ADD COLUMN parts INTEGER NOT NULL DEFAULT 1 CHECK (parts > 0)",
    """CREATE TABLE sent_part (
  bundle_id TEXT NOT NULL REFERENCES sent_bundle (bundle_id),
  part INTEGER NOT NULL CHECK (part > 1),
  file_name TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  size INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (bundle_id, part)
) STRICT""",
    "ALTER TABLE received_file ADD COLUMN part INTEGER NOT NULL DEFAULT 1 CHECK (part > 0)",
    "ALTER TABLE received_file ADD COLUMN parts INTEGER NOT NULL DEFAULT 1 CHECK (parts > 0)",
    # The key a bundle was signed with: a number counts only if an office's key that somebody vouched for gave it.
    "ALTER TABLE received_file ADD COLUMN key_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE received_file ADD COLUMN restored_on TEXT",
    "CREATE INDEX received_file_by_digest ON received_file (digest) WHERE digest <> ''",
    # What an office signed on its own travels on as it came: `data` are its very bytes, and this is the signature.
    "ALTER TABLE received_message ADD COLUMN issuer TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE received_message ADD COLUMN signature BLOB NOT NULL DEFAULT x''",
    """CREATE TABLE outbox_enclosure (
  row INTEGER PRIMARY KEY,
  office TEXT NOT NULL,
  message_id TEXT NOT NULL REFERENCES received_message (message_id),
  claim_id TEXT REFERENCES claim (id),
  added_at TEXT NOT NULL,
  bundle_id TEXT REFERENCES sent_bundle (bundle_id),
  UNIQUE (office, message_id)
) STRICT""",
    # A message that this program does not understand yet: what it says of itself, to be read.
    """CREATE TABLE waiting_document (
  message_id TEXT NOT NULL PRIMARY KEY,
  received INTEGER NOT NULL REFERENCES received_file (id),
  office TEXT NOT NULL,
  type TEXT NOT NULL,
  schema_version TEXT NOT NULL,
  waits TEXT NOT NULL,
  summary TEXT NOT NULL,
  told_at TEXT
) STRICT""",
    "CREATE INDEX waiting_document_of_file ON waiting_document (received)",
    # A scan or paper: `data` is what travels, `original` what was attached where that is something else.
    """CREATE TABLE attachment (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim_id TEXT REFERENCES claim (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  media_type TEXT NOT NULL,
  digest TEXT NOT NULL,
  data BLOB NOT NULL,
  original BLOB,
  original_size INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL
) STRICT""",
    "CREATE INDEX attachment_of_claim ON attachment (claim_id)",
    """CREATE TABLE outbox_attachment (
  message_id TEXT NOT NULL REFERENCES outbox_message (message_id),
  position INTEGER NOT NULL,
  attachment_id TEXT NOT NULL REFERENCES attachment (id),
  PRIMARY KEY (message_id, position),
  UNIQUE (message_id, attachment_id)
) STRICT""",
    """CREATE TABLE watched_file (
  name TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  taken_at TEXT NOT NULL
) STRICT""",
)

_KEYS: Final = (
    # What became of a key after it was in use; the key itself is in `office` or in `past_key`.
    """CREATE TABLE key_event (
  row INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  key_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('former', 'retired', 'revoked')),
  since TEXT,
  noted_at TEXT NOT NULL,
  noted_by TEXT NOT NULL,
  told_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  CHECK ((state = 'former') = (since IS NULL))
) STRICT""",
    "CREATE INDEX key_event_of_key ON key_event (code, key_id)",
    # Who was told of a new key of this office, by which message, and since when they are known to have it.
    """CREATE TABLE own_key_told (
  key_id TEXT NOT NULL,
  office TEXT NOT NULL,
  message_id TEXT NOT NULL,
  told_at TEXT NOT NULL,
  known_at TEXT,
  heard_from TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (key_id, office)
) STRICT""",
    """CREATE TABLE directory_list (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL,
  digest TEXT NOT NULL,
  data BLOB NOT NULL,
  received_at TEXT NOT NULL,
  received_by TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('received', 'proposed', 'accepted', 'refused')),
  proposal_id TEXT REFERENCES proposal (id)
) STRICT""",
    "CREATE INDEX directory_list_by_number ON directory_list (number)",
)

_DECISIONS: Final = (
    # What this office decided on a claim, as it was approved; what other States decided stands with their messages.
    """CREATE TABLE case_decision (
  row INTEGER PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  version INTEGER NOT NULL CHECK (version > 0),
  body BLOB NOT NULL,
  calculation_id TEXT NOT NULL REFERENCES calculation (id),
  proposal_id TEXT REFERENCES proposal (id),
  decided_by TEXT NOT NULL REFERENCES user_account (id),
  decided_at TEXT NOT NULL,
  UNIQUE (claim_id, version)
) STRICT""",
)

_PAPER: Final = (
    # Certificates typed from paper stand beside the electronic ones, which take their place and leave them readable.
    """CREATE TABLE paper_certificate (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  obligation_id TEXT NOT NULL REFERENCES obligation (id),
  scan TEXT NOT NULL REFERENCES attachment (id),
  signed_by TEXT NOT NULL,
  state TEXT NOT NULL,
  office TEXT NOT NULL,
  number TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  body TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  UNIQUE (claim_id, office, number, version)
) STRICT""",
)

_TRAVELLED_BEFORE: Final = (
    # `sha256` is a function that the migration gives to the database.
    """INSERT INTO trace_line
  (message_id, direction, bundle_id, type, sender, recipient, sequence, digest, size, bundle_size)
SELECT message.message_id, 'sent', bundle.bundle_id, message.type,
  coalesce((SELECT code FROM office WHERE own = 1), ''), message.office, bundle.sequence, sha256(message.data),
  length(message.data), bundle.size
FROM outbox_message AS message JOIN sent_bundle AS bundle ON bundle.bundle_id = message.bundle_id
ORDER BY message.row""",
    """INSERT INTO trace_event (message_id, bundle_id, on_day, state, kind, office, channel, code)
SELECT message.message_id, bundle.bundle_id, substr(bundle.sealed_at, 1, 10), 'sealed', '', '', '', ''
FROM outbox_message AS message JOIN sent_bundle AS bundle ON bundle.bundle_id = message.bundle_id
ORDER BY message.row""",
    """INSERT INTO trace_event (message_id, bundle_id, on_day, state, kind, office, channel, code)
SELECT message.message_id, bundle.bundle_id, substr(bundle.handed_over_at, 1, 10), 'handed_over', '', '',
  bundle.channel, ''
FROM outbox_message AS message JOIN sent_bundle AS bundle ON bundle.bundle_id = message.bundle_id
WHERE bundle.handed_over_at IS NOT NULL ORDER BY message.row""",
    """INSERT INTO trace_event (message_id, bundle_id, on_day, state, kind, office, channel, code)
SELECT message_id, bundle_id, substr(state_at, 1, 10), state, '', '', '',
  CASE WHEN state = 'returned' AND substr(remarks, 1, instr(remarks || ':', ':') - 1) NOT GLOB '*[^a-z_]*'
  THEN substr(remarks, 1, instr(remarks || ':', ':') - 1)
  ELSE '' END
FROM outbox_message WHERE bundle_id IS NOT NULL AND state NOT IN ('waiting', 'sealed', 'handed_over') ORDER BY row""",
    """INSERT INTO trace_line
  (message_id, direction, bundle_id, type, sender, recipient, sequence, digest, size, bundle_size)
SELECT message.message_id, 'received', coalesce(file.bundle_id, ''), message.type, file.from_office,
  coalesce((SELECT code FROM office WHERE own = 1), ''), file.sequence, message.digest, length(message.data), file.size
FROM received_message AS message JOIN received_file AS file ON file.id = message.received ORDER BY message.row""",
    """INSERT INTO trace_event (message_id, bundle_id, on_day, state, kind, office, channel, code)
SELECT message.message_id, coalesce(file.bundle_id, ''), substr(file.received_at, 1, 10), 'opened', '', '', '', ''
FROM received_message AS message JOIN received_file AS file ON file.id = message.received ORDER BY message.row""",
    """INSERT INTO trace_event (message_id, bundle_id, on_day, state, kind, office, channel, code)
SELECT message_id, '', substr(decided_at, 1, 10), state, '', '', '',
  CASE WHEN state = 'returned' AND remarks NOT GLOB '*[^a-z_]*' THEN remarks ELSE '' END
FROM received_message WHERE decided_at IS NOT NULL ORDER BY row""",
    """INSERT INTO trace_event (message_id, bundle_id, on_day, state, kind, office, channel, code)
SELECT asked_message_id, '', asked_on, 'asked', kind, owed_by, '', '' FROM obligation ORDER BY row""",
    """INSERT INTO trace_event (message_id, bundle_id, on_day, state, kind, office, channel, code)
SELECT asked_message_id, '', handed_over_on, 'handed_over', kind, owed_by, '', '' FROM obligation
WHERE handed_over_on IS NOT NULL ORDER BY row""",
    """INSERT INTO trace_event (message_id, bundle_id, on_day, state, kind, office, channel, code)
SELECT owed.asked_message_id, '', substr(answer.decided_at, 1, 10), owed.state, owed.kind, owed.owed_by, '', ''
FROM obligation AS owed JOIN received_message AS answer ON answer.message_id = owed.met_by
WHERE owed.state IN ('met', 'met_in_part') AND answer.decided_at IS NOT NULL ORDER BY owed.row""",
)

# Further areas (keys, the directory) add a named block of their own
# here and name it below; a table whose rows stand for ever is named in `guards`, too.

THIRD_SCHEMA: Final = (
    *_OBLIGATIONS,
    *_PARTICIPANTS,
    *_TRACE_LOG,
    *_MESSAGE_STATES,
    *_FILES,
    *_KEYS,
    *_DECISIONS,
    *_PAPER,
    *_TRAVELLED_BEFORE,
)
"""Every statement of version 3, in the order in which tables refer to each other."""
