"""The tables of schema version 4, as SQL, one named block an area: what is found at once, what is said in full."""

from typing import Final

_FOUND_AT_ONCE: Final = (
    # Every word of every name once, folded as the search box folds it: what a misspelt word is held against.
    """CREATE TABLE name_term (
  row INTEGER PRIMARY KEY,
  term TEXT NOT NULL UNIQUE
) STRICT""",
    "INSERT OR IGNORE INTO name_term (term) SELECT term FROM person_vocabulary",
    # Bundles by the words of their file names and by their own id; `row` is the index's own number of each.
    """CREATE TABLE bundle_name (
  row INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('received_file', 'sent_bundle')),
  id TEXT NOT NULL,
  UNIQUE (kind, id)
) STRICT""",
    """CREATE VIRTUAL TABLE bundle_words USING fts5 (
  words,
  content='', contentless_delete=1, prefix='2 3 4'
)""",
    "INSERT INTO bundle_name (kind, id) SELECT 'received_file', id FROM received_file ORDER BY id",
    "INSERT INTO bundle_name (kind, id) SELECT 'sent_bundle', bundle_id FROM sent_bundle ORDER BY rowid",
    """INSERT INTO bundle_words (rowid, words)
SELECT name.row, file.file_name || ' ' || coalesce(file.bundle_id, '')
FROM bundle_name AS name JOIN received_file AS file ON name.kind = 'received_file' AND file.id = name.id""",
    """INSERT INTO bundle_words (rowid, words)
SELECT name.row, sent.file_name || ' ' || sent.bundle_id
FROM bundle_name AS name JOIN sent_bundle AS sent ON name.kind = 'sent_bundle' AND sent.bundle_id = name.id""",
)

_SAID_IN_FULL: Final = (
    # What version 1.1 of the notice and of the certificate says besides; NULL and empty mean "not said".
    "ALTER TABLE person ADD COLUMN parents TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE stated_period ADD COLUMN employer_number TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE stated_period ADD COLUMN occupation TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE stated_period ADD COLUMN start_certainty TEXT NOT NULL DEFAULT 'exact'",
    "ALTER TABLE stated_period ADD COLUMN end_certainty TEXT NOT NULL DEFAULT 'exact'",
    "ALTER TABLE stated_period ADD COLUMN open_ended INTEGER NOT NULL DEFAULT 0 CHECK (open_ended IN (0, 1))",
    "ALTER TABLE stated_period ADD COLUMN proof TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE certificate ADD COLUMN insured_now INTEGER CHECK (insured_now IN (0, 1))",
    "ALTER TABLE certificate ADD COLUMN last_contribution TEXT",
    "ALTER TABLE certificate ADD COLUMN other_states TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE certificate ADD COLUMN year_starts TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE certificate ADD COLUMN conversion TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE certified_period ADD COLUMN insured_class TEXT",
    "ALTER TABLE certified_period ADD COLUMN counts_for TEXT NOT NULL DEFAULT '[]'",
    # NULL: not said; `[]`: it raises no benefit's amount.
    "ALTER TABLE certified_period ADD COLUMN raises_amount TEXT",
    "ALTER TABLE certified_period ADD COLUMN ceiling_reached INTEGER CHECK (ceiling_reached IN (0, 1))",
    # What a notice says of the claim beside its dates; `claimant`, `payment` and the lists are JSON.
    """CREATE TABLE claim_detail (
  claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claim (id),
  also_claimed TEXT NOT NULL,
  claimant TEXT,
  representative TEXT NOT NULL,
  language TEXT NOT NULL,
  not_to_ask TEXT NOT NULL,
  documents TEXT NOT NULL,
  payment TEXT
) STRICT""",
)

FOURTH_SCHEMA: Final = (*_FOUND_AT_ONCE, *_SAID_IN_FULL)
"""Every statement of version 4, in the order in which tables refer to each other."""
