CREATE INDEX attachment_of_claim ON attachment (claim_id);
CREATE INDEX calculation_of_claim ON calculation (claim_id);
CREATE INDEX case_participant_of_claim ON case_participant (claim_id);
CREATE INDEX claim_by_claimant ON claim (claimant, row, stage, benefit, part, responsible, states, due_on, removed_at) WHERE removed_at IS NULL;
CREATE INDEX claim_by_due ON claim (due_on, row, stage, benefit, part, responsible, states, removed_at) WHERE removed_at IS NULL;
CREATE INDEX claim_by_folded_number ON claim (folded);
CREATE INDEX claim_by_number ON claim (number, row, stage, benefit, part, responsible, states, due_on, removed_at) WHERE removed_at IS NULL;
CREATE INDEX claim_by_opened ON claim (opened_at, row, stage, benefit, part, responsible, states, due_on, removed_at) WHERE removed_at IS NULL;
CREATE INDEX claim_by_serial ON claim (substr(folded, 7));
CREATE INDEX claim_by_stage ON claim (stage_rank, row, stage, benefit, part, responsible, states, due_on, removed_at) WHERE removed_at IS NULL;
CREATE INDEX claim_by_year_and_serial ON claim (substr(folded, 3));
CREATE INDEX claim_of_person ON claim (person_id);
CREATE INDEX claim_reference_by_number ON claim_reference (number, office);
CREATE INDEX directory_list_by_number ON directory_list (number);
CREATE INDEX document_of_claim ON document (claim_id);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX insurance_number_by_number ON insurance_number (folded, state, person_id);
CREATE INDEX journal_about ON journal (about);
CREATE INDEX journal_by_moment ON journal (at, id);
CREATE INDEX journal_by_user ON journal (user, id);
CREATE INDEX journal_by_verb ON journal (verb, id);
CREATE INDEX key_event_of_key ON key_event (code, key_id);
CREATE INDEX law_answer_of_claim ON law_answer (claim_id);
CREATE INDEX law_answer_of_person ON law_answer (person_id);
CREATE INDEX obligation_by_answer ON obligation (met_by);
CREATE INDEX obligation_by_due ON obligation (state, due_on);
CREATE INDEX obligation_by_question ON obligation (asked_message_id);
CREATE INDEX obligation_event_of_obligation ON obligation_event (obligation_id);
CREATE INDEX obligation_of_claim ON obligation (claim_id);
CREATE INDEX office_by_key ON office (key_id);
CREATE INDEX office_by_state ON office (state);
CREATE UNIQUE INDEX office_own ON office (own) WHERE own = 1;
CREATE INDEX officer_decision_of_claim ON officer_decision (claim_id);
CREATE INDEX open_point_setting_by_point ON open_point_setting (point, valid_from);
CREATE INDEX outbox_message_by_state ON outbox_message (state, office);
CREATE INDEX outbox_message_of_bundle ON outbox_message (bundle_id);
CREATE INDEX outbox_message_of_claim ON outbox_message (claim_id);
CREATE INDEX own_record_of_import ON own_record (import_id);
CREATE INDEX own_record_of_person ON own_record (person_id, year);
CREATE INDEX person_apart_of_second ON person_apart (second_id);
CREATE INDEX person_by_birth ON person (birth_date, row, surname, forenames, name_at_birth, other_names);
CREATE INDEX person_by_name ON person (sort_name, row, merged_into) WHERE merged_into IS NULL;
CREATE INDEX person_likeness_by_score ON person_likeness (score, first_id);
CREATE INDEX person_likeness_of_second ON person_likeness (second_id);
CREATE INDEX person_merge_of_gone ON person_merge (gone_id);
CREATE INDEX person_merge_of_kept ON person_merge (kept_id);
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX person_relation_of_other ON person_relation (other_id);
CREATE INDEX proposal_by_status ON proposal (status, row);
CREATE INDEX proposal_by_subject ON proposal (kind, subject, row);
CREATE INDEX proposal_event_of_proposal ON proposal_event (proposal_id);
CREATE INDEX protection_in_force ON protection (ended_at, person_id, claim_id);
CREATE INDEX received_file_by_bundle ON received_file (bundle_id);
CREATE INDEX received_file_by_digest ON received_file (digest) WHERE digest <> '';
CREATE INDEX received_file_by_sequence ON received_file (from_office, sequence);
CREATE INDEX received_file_by_state ON received_file (state);
CREATE INDEX received_message_by_type ON received_message (type);
CREATE INDEX received_message_by_what_it_waits_for ON received_message (waits_for) WHERE waits_for <> '';
CREATE INDEX received_message_of_claim ON received_message (claim_id);
CREATE INDEX received_message_of_file ON received_message (received);
CREATE INDEX recorded_access_of ON recorded_access (user_id, at);
CREATE INDEX rule_update_by_digest ON rule_update (digest);
CREATE INDEX rule_update_by_state ON rule_update (state, status);
CREATE INDEX trace_event_by_bundle ON trace_event (bundle_id);
CREATE INDEX trace_event_by_message ON trace_event (message_id);
CREATE INDEX trace_line_by_bundle ON trace_line (bundle_id);
CREATE INDEX trace_line_by_message ON trace_line (message_id);
CREATE INDEX waiting_document_of_file ON waiting_document (received);
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
CREATE TABLE attachment (
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
, original_digest TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE bundle_name (
  row INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('received_file', 'sent_bundle')),
  id TEXT NOT NULL,
  UNIQUE (kind, id)
) STRICT;
CREATE VIRTUAL TABLE bundle_words USING fts5 (
  words,
  content='', contentless_delete=1, prefix='2 3 4'
);
CREATE TABLE 'bundle_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'bundle_words_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'bundle_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'bundle_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE calculation (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  result TEXT NOT NULL,
  input_digest TEXT NOT NULL,
  program_version TEXT NOT NULL
, case_json TEXT NOT NULL DEFAULT '', worksheet BLOB NOT NULL DEFAULT x'') STRICT;
CREATE TABLE case_decision (
  row INTEGER PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  version INTEGER NOT NULL CHECK (version > 0),
  body BLOB NOT NULL,
  calculation_id TEXT NOT NULL REFERENCES calculation (id),
  proposal_id TEXT REFERENCES proposal (id),
  decided_by TEXT NOT NULL REFERENCES user_account (id),
  decided_at TEXT NOT NULL,
  UNIQUE (claim_id, version)
) STRICT;
CREATE TABLE case_participant (
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
) STRICT;
CREATE TABLE certificate (
  row INTEGER PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  bundle_id TEXT,
  accepted_by TEXT NOT NULL,
  accepted_at TEXT NOT NULL,
  number TEXT NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  office TEXT NOT NULL,
  person_surname TEXT NOT NULL,
  person_forenames TEXT NOT NULL,
  person_birth_date TEXT NOT NULL,
  insurance_number TEXT NOT NULL,
  benefits TEXT NOT NULL,
  has_periods TEXT NOT NULL,
  complete_to TEXT NOT NULL,
  more_follows INTEGER NOT NULL,
  contribution_unit TEXT NOT NULL,
  currency TEXT NOT NULL,
  stated_weeks INTEGER NOT NULL,
  stated_earnings_minor INTEGER NOT NULL,
  stated_earnings_currency TEXT NOT NULL,
  unposted TEXT NOT NULL,
  remarks TEXT NOT NULL,
  certified_at TEXT NOT NULL,
  prepared_by TEXT NOT NULL,
  approved_by TEXT NOT NULL, insured_now INTEGER CHECK (insured_now IN (0, 1)), last_contribution TEXT, other_states TEXT NOT NULL DEFAULT '[]', year_starts TEXT NOT NULL DEFAULT '', conversion TEXT NOT NULL DEFAULT '', conversion_rule TEXT NOT NULL DEFAULT '', remark_codes TEXT NOT NULL DEFAULT '[]', stated_totals TEXT NOT NULL DEFAULT '[]',
  UNIQUE (claim_id, office, number, version)
) STRICT;
CREATE TABLE certified_period (
  certificate INTEGER NOT NULL REFERENCES certificate (row),
  position INTEGER NOT NULL,
  row_id TEXT NOT NULL,
  state TEXT NOT NULL,
  year INTEGER NOT NULL,
  weeks_paid INTEGER NOT NULL,
  weeks_credited INTEGER NOT NULL,
  start TEXT,
  end TEXT,
  type TEXT NOT NULL,
  earnings_minor INTEGER,
  earnings_currency TEXT,
  employer TEXT NOT NULL,
  employer_number TEXT NOT NULL,
  evidence TEXT NOT NULL,
  status TEXT NOT NULL,
  note TEXT NOT NULL, earnings_class TEXT NOT NULL DEFAULT '', insured_class TEXT, counts_for TEXT NOT NULL DEFAULT '[]', raises_amount TEXT, ceiling_reached INTEGER CHECK (ceiling_reached IN (0, 1)),
  PRIMARY KEY (certificate, position)
) STRICT;
CREATE TABLE claim (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,
  folded TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  claimant TEXT NOT NULL,
  benefit TEXT NOT NULL,
  part TEXT NOT NULL,
  stage TEXT NOT NULL,
  stage_rank INTEGER NOT NULL,
  states TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  stage_changed_at TEXT NOT NULL,
  examining_office TEXT NOT NULL,
  responsible TEXT NOT NULL,
  filing_date TEXT,
  filing_proof TEXT NOT NULL,
  consent_given INTEGER NOT NULL,
  contingency_date TEXT,
  due_on TEXT
, applicant TEXT NOT NULL DEFAULT '', particulars TEXT NOT NULL DEFAULT '{}', removed_at TEXT) STRICT;
CREATE TABLE claim_counter (
  state TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (state, year)
) STRICT;
CREATE TABLE claim_detail (
  claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claim (id),
  also_claimed TEXT NOT NULL,
  claimant TEXT,
  representative TEXT NOT NULL,
  language TEXT NOT NULL,
  not_to_ask TEXT NOT NULL,
  documents TEXT NOT NULL,
  payment TEXT
) STRICT;
CREATE TABLE claim_disablement (
  claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claim (id),
  degree_percent INTEGER,
  cause TEXT NOT NULL,
  state TEXT NOT NULL,
  accident_date TEXT,
  board_reference TEXT NOT NULL,
  weekly_earnings_minor INTEGER,
  weekly_earnings_currency TEXT
) STRICT;
CREATE TABLE claim_hold (
  claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claim (id),
  reason TEXT NOT NULL,
  held_by TEXT NOT NULL,
  held_at TEXT NOT NULL,
  until TEXT
) STRICT;
CREATE TABLE claim_reference (
  claim_id TEXT NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  office TEXT NOT NULL,
  number TEXT NOT NULL,
  PRIMARY KEY (claim_id, office)
) STRICT;
CREATE TABLE claim_survivor (
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
) STRICT;
CREATE TABLE directory_list (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL,
  digest TEXT NOT NULL,
  data BLOB NOT NULL,
  received_at TEXT NOT NULL,
  received_by TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('received', 'proposed', 'accepted', 'refused')),
  proposal_id TEXT REFERENCES proposal (id)
) STRICT;
CREATE TABLE document (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim_id TEXT REFERENCES claim (id),
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  digest TEXT NOT NULL,
  data BLOB NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL
) STRICT;
CREATE TABLE draft (
  key TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  claim_id TEXT REFERENCES claim (id),
  form TEXT NOT NULL,
  user TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;
CREATE TABLE import_mapping (
  name TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL,
  kept_by TEXT NOT NULL,
  kept_at TEXT NOT NULL
) STRICT;
CREATE TABLE imported_apart (
  import_id TEXT NOT NULL REFERENCES record_import (id),
  first_id TEXT NOT NULL REFERENCES person (id),
  second_id TEXT NOT NULL REFERENCES person (id),
  said_at TEXT NOT NULL,
  PRIMARY KEY (first_id, second_id, import_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE imported_number (
  import_id TEXT NOT NULL REFERENCES record_import (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  state TEXT NOT NULL,
  folded TEXT NOT NULL,
  PRIMARY KEY (person_id, state, folded, import_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE imported_person (
  import_id TEXT NOT NULL REFERENCES record_import (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (import_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE insurance_number (
  person_id TEXT NOT NULL REFERENCES person (id),
  position INTEGER NOT NULL,
  state TEXT NOT NULL,
  number TEXT NOT NULL,
  folded TEXT NOT NULL,
  kind TEXT NOT NULL, since TEXT, until TEXT,
  PRIMARY KEY (person_id, position)
) STRICT;
CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  user TEXT NOT NULL,
  verb TEXT NOT NULL,
  about TEXT NOT NULL,
  facts TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
, changed TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE journal_change (
  row INTEGER PRIMARY KEY,
  line INTEGER NOT NULL UNIQUE REFERENCES journal (id),
  changes TEXT NOT NULL
) STRICT;
CREATE TABLE kept_rules (
  digest TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('pack', 'agreement')),
  state TEXT NOT NULL,
  files BLOB NOT NULL,
  kept_at TEXT NOT NULL
) STRICT;
CREATE TABLE kept_statistic (
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  state TEXT NOT NULL,
  benefit TEXT NOT NULL,
  detail TEXT NOT NULL,
  claims INTEGER NOT NULL CHECK (claims >= 0),
  total INTEGER NOT NULL CHECK (total >= 0),
  PRIMARY KEY (kind, year, state, benefit, detail)
) STRICT, WITHOUT ROWID;
CREATE TABLE key_event (
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
) STRICT;
CREATE TABLE law_answer (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim_id TEXT REFERENCES claim (id),
  person_id TEXT REFERENCES person (id),
  asked_at TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  answers TEXT NOT NULL,
  outcome TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE TABLE name_sound (
  sound TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (sound, term)
) STRICT, WITHOUT ROWID;
CREATE TABLE name_term (
  row INTEGER PRIMARY KEY,
  term TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE obligation (
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
) STRICT;
CREATE TABLE obligation_event (
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
) STRICT;
CREATE TABLE obligation_item (
  obligation_id TEXT NOT NULL REFERENCES obligation (id),
  position INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  code TEXT NOT NULL,
  met_by TEXT NOT NULL,
  PRIMARY KEY (obligation_id, position),
  UNIQUE (obligation_id, item_id)
) STRICT;
CREATE TABLE office (
  code TEXT NOT NULL PRIMARY KEY,
  own INTEGER NOT NULL,
  state TEXT NOT NULL,
  name TEXT NOT NULL,
  town TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  signing_key TEXT NOT NULL,
  sealing_key TEXT NOT NULL,
  key_id TEXT NOT NULL,
  key_created_on TEXT NOT NULL,
  key_check TEXT NOT NULL,
  checked_by TEXT NOT NULL,
  checked_with TEXT NOT NULL,
  checked_at TEXT
, head TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE office_secret (
  row INTEGER PRIMARY KEY,
  secret BLOB NOT NULL,
  kept_at TEXT NOT NULL
) STRICT;
CREATE TABLE officer_decision (
  row INTEGER PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  point TEXT NOT NULL,
  state TEXT NOT NULL,
  option TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_on TEXT
) STRICT;
CREATE TABLE open_point_setting (
  row INTEGER PRIMARY KEY,
  point TEXT NOT NULL,
  option TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  legal_reference TEXT NOT NULL,
  proposal_id TEXT NOT NULL UNIQUE REFERENCES proposal (id)
) STRICT;
CREATE TABLE outbox_attachment (
  message_id TEXT NOT NULL REFERENCES outbox_message (message_id),
  position INTEGER NOT NULL,
  attachment_id TEXT NOT NULL REFERENCES attachment (id),
  PRIMARY KEY (message_id, position),
  UNIQUE (message_id, attachment_id)
) STRICT;
CREATE TABLE outbox_enclosure (
  row INTEGER PRIMARY KEY,
  office TEXT NOT NULL,
  message_id TEXT NOT NULL REFERENCES received_message (message_id),
  claim_id TEXT REFERENCES claim (id),
  added_at TEXT NOT NULL,
  bundle_id TEXT REFERENCES sent_bundle (bundle_id),
  UNIQUE (office, message_id)
) STRICT;
CREATE TABLE outbox_message (
  row INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  office TEXT NOT NULL,
  type TEXT NOT NULL,
  claim_id TEXT REFERENCES claim (id),
  data BLOB NOT NULL,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL,
  state_at TEXT NOT NULL,
  bundle_id TEXT REFERENCES sent_bundle (bundle_id),
  remarks TEXT NOT NULL
, standing TEXT NOT NULL DEFAULT ''
CHECK (standing IN ('', 'superseded', 'invalidated', 'declared_lost')), standing_at TEXT, standing_by TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE own_key_told (
  key_id TEXT NOT NULL,
  office TEXT NOT NULL,
  message_id TEXT NOT NULL,
  told_at TEXT NOT NULL,
  known_at TEXT,
  heard_from TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (key_id, office)
) STRICT;
CREATE TABLE own_record (
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
) STRICT;
CREATE TABLE own_record_use (
  import_id TEXT NOT NULL REFERENCES record_import (id),
  claim_id TEXT NOT NULL REFERENCES claim (id),
  certificate TEXT NOT NULL,
  PRIMARY KEY (import_id, claim_id, certificate)
) STRICT, WITHOUT ROWID;
CREATE TABLE paper_certificate (
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
) STRICT;
CREATE TABLE past_key (
  row INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  signing_key TEXT NOT NULL,
  sealing_key TEXT NOT NULL,
  key_id TEXT NOT NULL,
  key_created_on TEXT NOT NULL,
  key_check TEXT NOT NULL,
  replaced_at TEXT NOT NULL
) STRICT;
CREATE TABLE person (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  surname TEXT NOT NULL,
  forenames TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  birth_certainty TEXT NOT NULL,
  sex TEXT NOT NULL,
  name_at_birth TEXT NOT NULL,
  other_names TEXT NOT NULL,
  nationality TEXT NOT NULL,
  birth_place TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  death_date TEXT
, parents TEXT NOT NULL DEFAULT '', sort_name TEXT NOT NULL DEFAULT '', merged_into TEXT REFERENCES person (id)) STRICT;
CREATE TABLE person_address (
  person_id TEXT NOT NULL REFERENCES person (id),
  position INTEGER NOT NULL,
  address TEXT NOT NULL,
  since TEXT,
  until TEXT,
  PRIMARY KEY (person_id, position)
) STRICT;
CREATE TABLE person_apart (
  first_id TEXT NOT NULL REFERENCES person (id),
  second_id TEXT NOT NULL REFERENCES person (id),
  said_by TEXT NOT NULL,
  said_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (first_id, second_id)
) STRICT;
CREATE TABLE person_likeness (
  first_id TEXT NOT NULL REFERENCES person (id),
  second_id TEXT NOT NULL REFERENCES person (id),
  score INTEGER NOT NULL,
  PRIMARY KEY (first_id, second_id)
) STRICT;
CREATE TABLE person_merge (
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
) STRICT;
CREATE TABLE person_name (
  person_id TEXT NOT NULL REFERENCES person (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  surname TEXT NOT NULL,
  forenames TEXT NOT NULL,
  since TEXT,
  until TEXT,
  PRIMARY KEY (person_id, position)
) STRICT;
CREATE TABLE person_relation (
  person_id TEXT NOT NULL REFERENCES person (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  other_id TEXT REFERENCES person (id),
  name TEXT NOT NULL,
  birth_date TEXT,
  since TEXT,
  until TEXT,
  PRIMARY KEY (person_id, position)
) STRICT;
CREATE TABLE person_to_look (row INTEGER PRIMARY KEY) STRICT;
CREATE VIRTUAL TABLE person_vocabulary USING fts5vocab (person_words, 'row');
CREATE VIRTUAL TABLE person_words USING fts5 (
  surname, forenames, other_names,
  content='', contentless_delete=1, prefix='1 2 3',
  tokenize="unicode61 remove_diacritics 2 separators '.'"
);
CREATE TABLE 'person_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'person_words_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'person_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'person_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE place (
  user TEXT NOT NULL PRIMARY KEY,
  place TEXT NOT NULL
) STRICT;
CREATE TABLE proposal (
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
  CHECK (status <> 'withdrawn' OR decided_by = proposed_by),
  CHECK ((status = 'taken_back') = (taken_back_through IS NOT NULL))
) STRICT;
CREATE TABLE proposal_event (
  row INTEGER PRIMARY KEY,
  proposal_id TEXT NOT NULL REFERENCES proposal (id),
  status TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES user_account (id),
  at TEXT NOT NULL,
  remark TEXT NOT NULL
) STRICT;
CREATE TABLE protection (
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
) STRICT;
CREATE TABLE protection_named (
  protection_id INTEGER NOT NULL REFERENCES protection (id),
  user_id TEXT NOT NULL REFERENCES user_account (id),
  PRIMARY KEY (protection_id, user_id)
) STRICT;
CREATE TABLE received_file (
  id INTEGER PRIMARY KEY,
  received_at TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_digest TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  raw BLOB NOT NULL,
  outcome TEXT NOT NULL,
  state TEXT NOT NULL,
  bundle_id TEXT,
  digest TEXT NOT NULL,
  previous_digest TEXT NOT NULL,
  from_office TEXT NOT NULL,
  sequence INTEGER,
  decided_by TEXT NOT NULL,
  decided_at TEXT,
  remarks TEXT NOT NULL
, part INTEGER NOT NULL DEFAULT 1 CHECK (part > 0), parts INTEGER NOT NULL DEFAULT 1 CHECK (parts > 0), key_id TEXT NOT NULL DEFAULT '', restored_on TEXT) STRICT;
CREATE TABLE received_message (
  row INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  received INTEGER NOT NULL REFERENCES received_file (id),
  type TEXT NOT NULL,
  digest TEXT NOT NULL,
  data BLOB NOT NULL,
  claim_id TEXT REFERENCES claim (id),
  state TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at TEXT,
  remarks TEXT NOT NULL
, standing TEXT NOT NULL DEFAULT ''
CHECK (standing IN ('', 'superseded', 'invalidated')), standing_at TEXT, standing_by TEXT NOT NULL DEFAULT '', waits_for TEXT NOT NULL DEFAULT '', issuer TEXT NOT NULL DEFAULT '', signature BLOB NOT NULL DEFAULT x'') STRICT;
CREATE TABLE record_import (
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
) STRICT;
CREATE TABLE recorded_access (
  id INTEGER PRIMARY KEY,
  protection_id INTEGER NOT NULL REFERENCES protection (id),
  user_id TEXT NOT NULL REFERENCES user_account (id),
  at TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE TABLE removal (
  row INTEGER PRIMARY KEY,
  proposal_id TEXT NOT NULL UNIQUE REFERENCES proposal (id),
  kind TEXT NOT NULL,
  removed_at TEXT NOT NULL
) STRICT;
CREATE TABLE removed_record (
  row INTEGER PRIMARY KEY,
  proposal_id TEXT NOT NULL REFERENCES removal (proposal_id),
  reference TEXT NOT NULL
) STRICT;
CREATE TABLE rule_update (
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
) STRICT;
CREATE TABLE sent_bundle (
  bundle_id TEXT NOT NULL PRIMARY KEY,
  office TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  digest TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  size INTEGER NOT NULL,
  sealed_at TEXT NOT NULL,
  handed_over_at TEXT,
  channel TEXT NOT NULL,
  data BLOB NOT NULL, declared_lost_at TEXT, parts INTEGER NOT NULL DEFAULT 1 CHECK (parts > 0),
  UNIQUE (office, sequence)
) STRICT;
CREATE TABLE sent_part (
  bundle_id TEXT NOT NULL REFERENCES sent_bundle (bundle_id),
  part INTEGER NOT NULL CHECK (part > 1),
  file_name TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  size INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (bundle_id, part)
) STRICT;
CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE sqlite_sequence(name,seq);
CREATE TABLE stated_period (
  claim_id TEXT NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  row_id TEXT NOT NULL,
  state TEXT NOT NULL,
  year INTEGER,
  start TEXT,
  end TEXT,
  employer TEXT NOT NULL,
  type TEXT NOT NULL,
  weeks INTEGER,
  earnings_minor INTEGER,
  earnings_currency TEXT,
  remark TEXT NOT NULL, earnings_class TEXT NOT NULL DEFAULT '', employer_number TEXT NOT NULL DEFAULT '', occupation TEXT NOT NULL DEFAULT '', start_certainty TEXT NOT NULL DEFAULT 'exact', end_certainty TEXT NOT NULL DEFAULT 'exact', open_ended INTEGER NOT NULL DEFAULT 0 CHECK (open_ended IN (0, 1)), proof TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (claim_id, position)
) STRICT;
CREATE TABLE trace_event (
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
) STRICT;
CREATE TABLE trace_line (
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
) STRICT;
CREATE TABLE user_account (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  login TEXT NOT NULL UNIQUE,
  active INTEGER NOT NULL
, passphrase_by TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE user_role (
  user_id TEXT NOT NULL REFERENCES user_account (id),
  role TEXT NOT NULL,
  PRIMARY KEY (user_id, role)
) STRICT;
CREATE TABLE waiting_document (
  message_id TEXT NOT NULL PRIMARY KEY,
  received INTEGER NOT NULL REFERENCES received_file (id),
  office TEXT NOT NULL,
  type TEXT NOT NULL,
  schema_version TEXT NOT NULL,
  waits TEXT NOT NULL,
  summary TEXT NOT NULL,
  told_at TEXT
) STRICT;
CREATE TABLE watched_file (
  name TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  taken_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER attachment_keeps BEFORE DELETE ON attachment BEGIN SELECT RAISE(ABORT, 'append_only: attachment'); END;
CREATE TRIGGER attachment_stands BEFORE UPDATE OF id, claim_id, name, kind, media_type, digest, data, original, original_digest, original_size, added_at, added_by ON attachment BEGIN SELECT RAISE(ABORT, 'append_only: attachment'); END;
CREATE TRIGGER calculation_keeps BEFORE DELETE ON calculation BEGIN SELECT RAISE(ABORT, 'append_only: calculation'); END;
CREATE TRIGGER calculation_stands BEFORE UPDATE ON calculation BEGIN SELECT RAISE(ABORT, 'append_only: calculation'); END;
CREATE TRIGGER case_decision_keeps BEFORE DELETE ON case_decision BEGIN SELECT RAISE(ABORT, 'append_only: case_decision'); END;
CREATE TRIGGER case_decision_stands BEFORE UPDATE ON case_decision BEGIN SELECT RAISE(ABORT, 'append_only: case_decision'); END;
CREATE TRIGGER case_participant_keeps BEFORE DELETE ON case_participant BEGIN SELECT RAISE(ABORT, 'append_only: case_participant'); END;
CREATE TRIGGER case_participant_stands BEFORE UPDATE ON case_participant BEGIN SELECT RAISE(ABORT, 'append_only: case_participant'); END;
CREATE TRIGGER certificate_keeps BEFORE DELETE ON certificate BEGIN SELECT RAISE(ABORT, 'append_only: certificate'); END;
CREATE TRIGGER certificate_stands BEFORE UPDATE ON certificate BEGIN SELECT RAISE(ABORT, 'append_only: certificate'); END;
CREATE TRIGGER certified_period_keeps BEFORE DELETE ON certified_period BEGIN SELECT RAISE(ABORT, 'append_only: certified_period'); END;
CREATE TRIGGER certified_period_stands BEFORE UPDATE ON certified_period BEGIN SELECT RAISE(ABORT, 'append_only: certified_period'); END;
CREATE TRIGGER directory_list_keeps BEFORE DELETE ON directory_list BEGIN SELECT RAISE(ABORT, 'append_only: directory_list'); END;
CREATE TRIGGER directory_list_stands BEFORE UPDATE OF id, number, digest, data, received_at, received_by ON directory_list BEGIN SELECT RAISE(ABORT, 'append_only: directory_list'); END;
CREATE TRIGGER document_keeps BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'append_only: document'); END;
CREATE TRIGGER document_stands BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'append_only: document'); END;
CREATE TRIGGER journal_change_keeps BEFORE DELETE ON journal_change BEGIN SELECT RAISE(ABORT, 'append_only: journal_change'); END;
CREATE TRIGGER journal_change_stands BEFORE UPDATE ON journal_change BEGIN SELECT RAISE(ABORT, 'append_only: journal_change'); END;
CREATE TRIGGER journal_keeps BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'append_only: journal'); END;
CREATE TRIGGER journal_stands BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'append_only: journal'); END;
CREATE TRIGGER kept_rules_keeps BEFORE DELETE ON kept_rules BEGIN SELECT RAISE(ABORT, 'append_only: kept_rules'); END;
CREATE TRIGGER kept_rules_stands BEFORE UPDATE ON kept_rules BEGIN SELECT RAISE(ABORT, 'append_only: kept_rules'); END;
CREATE TRIGGER key_event_keeps BEFORE DELETE ON key_event BEGIN SELECT RAISE(ABORT, 'append_only: key_event'); END;
CREATE TRIGGER key_event_stands BEFORE UPDATE ON key_event BEGIN SELECT RAISE(ABORT, 'append_only: key_event'); END;
CREATE TRIGGER law_answer_keeps BEFORE DELETE ON law_answer BEGIN SELECT RAISE(ABORT, 'append_only: law_answer'); END;
CREATE TRIGGER law_answer_stands BEFORE UPDATE OF id, asked_at, asked_by, answers, outcome ON law_answer BEGIN SELECT RAISE(ABORT, 'append_only: law_answer'); END;
CREATE TRIGGER obligation_event_keeps BEFORE DELETE ON obligation_event BEGIN SELECT RAISE(ABORT, 'append_only: obligation_event'); END;
CREATE TRIGGER obligation_event_stands BEFORE UPDATE ON obligation_event BEGIN SELECT RAISE(ABORT, 'append_only: obligation_event'); END;
CREATE TRIGGER obligation_item_keeps BEFORE DELETE ON obligation_item BEGIN SELECT RAISE(ABORT, 'append_only: obligation_item'); END;
CREATE TRIGGER obligation_item_stands BEFORE UPDATE OF obligation_id, position, item_id, code ON obligation_item BEGIN SELECT RAISE(ABORT, 'append_only: obligation_item'); END;
CREATE TRIGGER obligation_keeps BEFORE DELETE ON obligation BEGIN SELECT RAISE(ABORT, 'append_only: obligation'); END;
CREATE TRIGGER obligation_stands BEFORE UPDATE OF id, claim_id, person_id, owed_to, kind, asked_message_id, asked_on ON obligation BEGIN SELECT RAISE(ABORT, 'append_only: obligation'); END;
CREATE TRIGGER office_secret_keeps BEFORE DELETE ON office_secret BEGIN SELECT RAISE(ABORT, 'append_only: office_secret'); END;
CREATE TRIGGER office_secret_stands BEFORE UPDATE OF secret, kept_at ON office_secret BEGIN SELECT RAISE(ABORT, 'append_only: office_secret'); END;
CREATE TRIGGER officer_decision_keeps BEFORE DELETE ON officer_decision BEGIN SELECT RAISE(ABORT, 'append_only: officer_decision'); END;
CREATE TRIGGER officer_decision_stands BEFORE UPDATE ON officer_decision BEGIN SELECT RAISE(ABORT, 'append_only: officer_decision'); END;
CREATE TRIGGER open_point_setting_accepted BEFORE INSERT ON open_point_setting
WHEN NOT EXISTS (SELECT 1 FROM proposal WHERE id = NEW.proposal_id AND status = 'accepted') BEGIN SELECT RAISE(ABORT, 'two_persons: open_point_setting_accepted'); END;
CREATE TRIGGER open_point_setting_keeps BEFORE DELETE ON open_point_setting BEGIN SELECT RAISE(ABORT, 'append_only: open_point_setting'); END;
CREATE TRIGGER open_point_setting_stands BEFORE UPDATE ON open_point_setting BEGIN SELECT RAISE(ABORT, 'append_only: open_point_setting'); END;
CREATE TRIGGER outbox_message_keeps BEFORE DELETE ON outbox_message BEGIN SELECT RAISE(ABORT, 'append_only: outbox_message'); END;
CREATE TRIGGER outbox_message_stands BEFORE UPDATE OF message_id, office, type, claim_id, data, created_at ON outbox_message BEGIN SELECT RAISE(ABORT, 'append_only: outbox_message'); END;
CREATE TRIGGER own_key_told_keeps BEFORE DELETE ON own_key_told BEGIN SELECT RAISE(ABORT, 'append_only: own_key_told'); END;
CREATE TRIGGER own_key_told_stands BEFORE UPDATE OF key_id, office, message_id, told_at ON own_key_told BEGIN SELECT RAISE(ABORT, 'append_only: own_key_told'); END;
CREATE TRIGGER paper_certificate_keeps BEFORE DELETE ON paper_certificate BEGIN SELECT RAISE(ABORT, 'append_only: paper_certificate'); END;
CREATE TRIGGER paper_certificate_stands BEFORE UPDATE ON paper_certificate BEGIN SELECT RAISE(ABORT, 'append_only: paper_certificate'); END;
CREATE TRIGGER past_key_keeps BEFORE DELETE ON past_key BEGIN SELECT RAISE(ABORT, 'append_only: past_key'); END;
CREATE TRIGGER past_key_stands BEFORE UPDATE ON past_key BEGIN SELECT RAISE(ABORT, 'append_only: past_key'); END;
CREATE TRIGGER person_merge_keeps BEFORE DELETE ON person_merge BEGIN SELECT RAISE(ABORT, 'append_only: person_merge'); END;
CREATE TRIGGER person_merge_stands BEFORE UPDATE OF id, kept_id, gone_id, merged_by, merged_at ON person_merge BEGIN SELECT RAISE(ABORT, 'append_only: person_merge'); END;
CREATE TRIGGER proposal_begins BEFORE INSERT ON proposal WHEN NEW.status <> 'proposed' BEGIN SELECT RAISE(ABORT, 'two_persons: proposal_begins'); END;
CREATE TRIGGER proposal_decided BEFORE UPDATE OF status, decided_by, decided_at, decision_remark, taken_back_through
ON proposal
WHEN OLD.status <> 'proposed' AND NOT (
  OLD.status = 'accepted' AND NEW.status = 'taken_back' AND NEW.decided_by = OLD.decided_by
  AND NEW.decided_at = OLD.decided_at AND NEW.decision_remark = OLD.decision_remark
) BEGIN SELECT RAISE(ABORT, 'two_persons: proposal_decided'); END;
CREATE TRIGGER proposal_event_keeps BEFORE DELETE ON proposal_event BEGIN SELECT RAISE(ABORT, 'append_only: proposal_event'); END;
CREATE TRIGGER proposal_event_stands BEFORE UPDATE ON proposal_event BEGIN SELECT RAISE(ABORT, 'append_only: proposal_event'); END;
CREATE TRIGGER proposal_in_one_hand BEFORE UPDATE OF status, decided_by ON proposal
WHEN NEW.status IN ('accepted', 'refused') AND NEW.decided_by = NEW.proposed_by AND EXISTS (
  SELECT 1 FROM user_account AS other
  WHERE other.active = 1 AND other.id <> NEW.decided_by AND (
    other.role <> 'auditor' OR EXISTS (SELECT 1 FROM user_role WHERE user_id = other.id AND role <> 'auditor')
  )
) BEGIN SELECT RAISE(ABORT, 'two_persons: proposal_in_one_hand'); END;
CREATE TRIGGER proposal_keeps BEFORE DELETE ON proposal BEGIN SELECT RAISE(ABORT, 'append_only: proposal'); END;
CREATE TRIGGER proposal_stands BEFORE UPDATE OF id, kind, subject, payload, reason, legal_reference, valid_from, proposed_by, proposed_at ON proposal BEGIN SELECT RAISE(ABORT, 'append_only: proposal'); END;
CREATE TRIGGER proposal_taken_back BEFORE UPDATE OF status, decided_by, decided_at, decision_remark, taken_back_through
ON proposal
WHEN NEW.status = 'taken_back' AND NOT EXISTS (
  SELECT 1 FROM proposal AS act
  WHERE act.id = NEW.taken_back_through AND act.kind = 'take_back' AND act.subject = OLD.id AND act.status = 'accepted'
) BEGIN SELECT RAISE(ABORT, 'two_persons: proposal_taken_back'); END;
CREATE TRIGGER protection_keeps BEFORE DELETE ON protection BEGIN SELECT RAISE(ABORT, 'append_only: protection'); END;
CREATE TRIGGER protection_named_keeps BEFORE DELETE ON protection_named BEGIN SELECT RAISE(ABORT, 'append_only: protection_named'); END;
CREATE TRIGGER protection_named_stands BEFORE UPDATE ON protection_named BEGIN SELECT RAISE(ABORT, 'append_only: protection_named'); END;
CREATE TRIGGER protection_stands BEFORE UPDATE OF id, person_id, claim_id, reason, set_by, set_at ON protection BEGIN SELECT RAISE(ABORT, 'append_only: protection'); END;
CREATE TRIGGER received_file_keeps BEFORE DELETE ON received_file BEGIN SELECT RAISE(ABORT, 'append_only: received_file'); END;
CREATE TRIGGER received_file_stands BEFORE UPDATE OF id, received_at, file_digest, size, raw ON received_file BEGIN SELECT RAISE(ABORT, 'append_only: received_file'); END;
CREATE TRIGGER received_message_keeps BEFORE DELETE ON received_message BEGIN SELECT RAISE(ABORT, 'append_only: received_message'); END;
CREATE TRIGGER received_message_stands BEFORE UPDATE OF message_id, received, type, digest, data ON received_message BEGIN SELECT RAISE(ABORT, 'append_only: received_message'); END;
CREATE TRIGGER recorded_access_keeps BEFORE DELETE ON recorded_access BEGIN SELECT RAISE(ABORT, 'append_only: recorded_access'); END;
CREATE TRIGGER recorded_access_stands BEFORE UPDATE ON recorded_access BEGIN SELECT RAISE(ABORT, 'append_only: recorded_access'); END;
CREATE TRIGGER removal_keeps BEFORE DELETE ON removal BEGIN SELECT RAISE(ABORT, 'append_only: removal'); END;
CREATE TRIGGER removal_stands BEFORE UPDATE ON removal BEGIN SELECT RAISE(ABORT, 'append_only: removal'); END;
CREATE TRIGGER removed_record_keeps BEFORE DELETE ON removed_record BEGIN SELECT RAISE(ABORT, 'append_only: removed_record'); END;
CREATE TRIGGER removed_record_stands BEFORE UPDATE ON removed_record BEGIN SELECT RAISE(ABORT, 'append_only: removed_record'); END;
CREATE TRIGGER rule_update_keeps BEFORE DELETE ON rule_update BEGIN SELECT RAISE(ABORT, 'append_only: rule_update'); END;
CREATE TRIGGER rule_update_stands BEFORE UPDATE OF id, state, digest, files, signature, signed_by, received_at, received_by ON rule_update BEGIN SELECT RAISE(ABORT, 'append_only: rule_update'); END;
CREATE TRIGGER sent_bundle_keeps BEFORE DELETE ON sent_bundle BEGIN SELECT RAISE(ABORT, 'append_only: sent_bundle'); END;
CREATE TRIGGER sent_bundle_stands BEFORE UPDATE OF bundle_id, office, sequence, file_name, digest, file_digest, size, sealed_at, data ON sent_bundle BEGIN SELECT RAISE(ABORT, 'append_only: sent_bundle'); END;
CREATE TRIGGER sent_part_keeps BEFORE DELETE ON sent_part BEGIN SELECT RAISE(ABORT, 'append_only: sent_part'); END;
CREATE TRIGGER sent_part_stands BEFORE UPDATE OF bundle_id, part, file_name, file_digest, size, data ON sent_part BEGIN SELECT RAISE(ABORT, 'append_only: sent_part'); END;
CREATE TRIGGER trace_event_keeps BEFORE DELETE ON trace_event BEGIN SELECT RAISE(ABORT, 'append_only: trace_event'); END;
CREATE TRIGGER trace_event_stands BEFORE UPDATE ON trace_event BEGIN SELECT RAISE(ABORT, 'append_only: trace_event'); END;
CREATE TRIGGER trace_line_keeps BEFORE DELETE ON trace_line BEGIN SELECT RAISE(ABORT, 'append_only: trace_line'); END;
CREATE TRIGGER trace_line_stands BEFORE UPDATE ON trace_line BEGIN SELECT RAISE(ABORT, 'append_only: trace_line'); END;
CREATE TRIGGER waiting_document_keeps BEFORE DELETE ON waiting_document BEGIN SELECT RAISE(ABORT, 'append_only: waiting_document'); END;
CREATE TRIGGER waiting_document_stands BEFORE UPDATE OF message_id, received, office, type, schema_version, waits, summary ON waiting_document BEGIN SELECT RAISE(ABORT, 'append_only: waiting_document'); END;
