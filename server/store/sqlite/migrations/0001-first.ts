import { MARK_OF_ID, MESSAGE_OF_ID } from '../write/message-id.ts'

/**
 * Ids are stored once and referred to by small integer keys. `ident` is the identity by which a row is attributed:
 * its user, else its anonymous id, else null; `person` is whom that identity belongs to now.
 * Session fields are columns `field_NAME`, added from the catalogue (see session-columns.ts).
 */
export const factsFirst = `
CREATE TABLE project (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);

-- kind: 0 anonymous, 1 user. vouched: bits of the sources that carried it as userId. named*: the link that names
-- a user for this anonymous id; owner: that user, unless past the limit.
CREATE TABLE identity (
  key INTEGER PRIMARY KEY, project INTEGER NOT NULL, kind INTEGER NOT NULL, id TEXT NOT NULL,
  vouched INTEGER NOT NULL DEFAULT 0, person INTEGER,
  named INTEGER, named_at INTEGER, named_message TEXT, owner INTEGER,
  UNIQUE (project, kind, id)
);
CREATE INDEX identity_named ON identity (named, named_at, named_message) WHERE named IS NOT NULL;
CREATE INDEX identity_owner ON identity (owner) WHERE owner IS NOT NULL;

-- The earliest statement of each source that two ids are one person.
CREATE TABLE link (
  anonymous INTEGER NOT NULL, user INTEGER NOT NULL, alias INTEGER NOT NULL, source INTEGER NOT NULL,
  at INTEGER NOT NULL, message TEXT NOT NULL,
  PRIMARY KEY (anonymous, user, alias, source)
) WITHOUT ROWID;
CREATE INDEX link_user ON link (user);

-- present: has an event or a listed session.
CREATE TABLE person (
  key INTEGER PRIMARY KEY, project INTEGER NOT NULL, id TEXT NOT NULL, identity INTEGER,
  present INTEGER NOT NULL DEFAULT 0,
  UNIQUE (project, id)
);

-- batches 0: only named by events so far. user_*: the earliest claim of a user. again: put back into the backlog.
-- since: waiting for derivation since, epoch ms. judged: the rules whose findings it has; 0: none.
CREATE TABLE session (
  key INTEGER PRIMARY KEY, project INTEGER NOT NULL, id TEXT NOT NULL,
  person INTEGER, ident INTEGER, anonymous INTEGER, user INTEGER, user_at INTEGER, user_message TEXT,
  source INTEGER NOT NULL DEFAULT 0, begun INTEGER, started INTEGER, ended INTEGER, offset INTEGER,
  spanned INTEGER NOT NULL DEFAULT 0, batches INTEGER NOT NULL DEFAULT 0, tabs INTEGER NOT NULL DEFAULT 0,
  listed INTEGER NOT NULL DEFAULT 0, again INTEGER, since INTEGER, judged INTEGER NOT NULL DEFAULT 0,
  UNIQUE (project, id)
);
CREATE INDEX session_newest ON session (project, started, person) WHERE listed = 1;
CREATE INDEX session_person ON session (person, started);
CREATE INDEX session_judged ON session (project, judged) WHERE listed = 1;
CREATE INDEX session_waiting ON session (since) WHERE since IS NOT NULL;

-- One for each id in a session: it has few, which need no index over their ids.
CREATE TABLE tab (key INTEGER PRIMARY KEY, session INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER);
CREATE INDEX tab_session ON tab (session);
CREATE INDEX tab_version ON tab (version) WHERE version IS NOT NULL;
-- JSON, or zstd of it when it begins with the zstd magic number.
CREATE TABLE facts (tab INTEGER PRIMARY KEY, body BLOB NOT NULL);

-- What changed rules ask instead of the facts (derive/frustration/kept.ts).
CREATE TABLE trace (tab INTEGER PRIMARY KEY, body BLOB NOT NULL);
-- Where something goes wrong: a pattern of pages, an element's fingerprint (or empty), and what it said when first met.
CREATE TABLE spot (
  key INTEGER PRIMARY KEY, project INTEGER NOT NULL, page TEXT NOT NULL, element TEXT NOT NULL, name TEXT NOT NULL,
  UNIQUE (project, page, element)
);
-- What went wrong under the rules that judged the session. kind: place in FRUSTRATION_KINDS.
CREATE TABLE finding (session INTEGER NOT NULL, at INTEGER NOT NULL, kind INTEGER NOT NULL, spot INTEGER NOT NULL);
CREATE INDEX finding_session ON finding (session, spot, kind, at);
CREATE INDEX finding_spot ON finding (spot, kind, at);

-- state: 0 not looked into, 1 checked, 2 set aside. first, last: visitor's clock.
CREATE TABLE batch (
  key INTEGER PRIMARY KEY, tab INTEGER NOT NULL, seq INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, events INTEGER NOT NULL, lost INTEGER NOT NULL,
  received INTEGER NOT NULL, user INTEGER, size INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0, snapshot INTEGER NOT NULL DEFAULT 0, reason TEXT,
  bytes BLOB NOT NULL,
  UNIQUE (tab, seq)
);

CREATE TABLE path (key INTEGER PRIMARY KEY, project INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (project, text));
CREATE TABLE page (
  session INTEGER NOT NULL, tab INTEGER NOT NULL, at INTEGER NOT NULL, until INTEGER NOT NULL, path INTEGER NOT NULL
);
CREATE INDEX page_session ON page (session);
CREATE INDEX page_path ON page (path, session);

-- What visitors could read (texts of facts, in lower case), once per project; and in which tabs.
CREATE TABLE phrase (key INTEGER PRIMARY KEY, project INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (project, text));
CREATE TABLE said (
  tab INTEGER NOT NULL, phrase INTEGER NOT NULL, session INTEGER NOT NULL, PRIMARY KEY (tab, phrase)
) WITHOUT ROWID;
CREATE INDEX said_phrase ON said (phrase, session);

-- asked 1: a name segments can ask for; 0: identify, group, alias, or a track without name.
CREATE TABLE event_name (
  key INTEGER PRIMARY KEY, project INTEGER NOT NULL, asked INTEGER NOT NULL, name TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 0,
  UNIQUE (project, asked, name)
);

-- What many events say alike, once: where they were done, in which tab, by what client, with what properties. client, of
-- a tab: what it runs in, itself a context. What no event says any more goes with the next compaction (unused.ts).
CREATE TABLE context (
  key INTEGER PRIMARY KEY AUTOINCREMENT, mark INTEGER NOT NULL, client INTEGER, text TEXT NOT NULL
);
CREATE INDEX context_mark ON context (mark);

-- key: the order of storing; never given twice, so that a place in it stays good.
-- changes 1: it changes its person's traits; 2: its account's, or who belongs to it.
-- id: the messageId, in bytes where it is a UUID (message-id.ts); mark: what it is found by.
-- apart: its anonymous id where that is not the one it is attributed by; 0: it is.
-- given: properties, an object of JSON; a key in context when other events gave the same, null when there are none.
-- page, tab: in context. own: JSON of what is in no other column.
-- original, sent: times the client wrote, as ms from at and from receipt; null: none, or written unusually (in own).
CREATE TABLE event (
  key INTEGER PRIMARY KEY AUTOINCREMENT, name INTEGER NOT NULL, at INTEGER NOT NULL, person INTEGER, ident INTEGER,
  apart INTEGER, session INTEGER, source INTEGER NOT NULL, changes INTEGER NOT NULL,
  id NOT NULL, delay INTEGER NOT NULL, original INTEGER, sent INTEGER,
  page INTEGER, tab INTEGER, given NUMERIC, own TEXT,
  anonymous INTEGER AS (iif(apart = 0, ident, apart)) VIRTUAL,
  mark AS (${MARK_OF_ID}) VIRTUAL,
  message TEXT AS (${MESSAGE_OF_ID}) VIRTUAL,
  received INTEGER AS (at + delay) VIRTUAL
);
CREATE INDEX event_mark ON event (mark);
-- No index is by name or by time alone: lanes are.
CREATE INDEX event_person ON event (person, name, at);
CREATE INDEX event_changes ON event (person, at) WHERE changes = 1;
CREATE INDEX event_account ON event (name, at) WHERE changes = 2;
CREATE INDEX event_session ON event (session) WHERE session IS NOT NULL;
-- Sources that are removed as a whole (import, sample).
CREATE INDEX event_source ON event (source) WHERE source > 2;

-- How often rows of a slice of keys changed: lanes/slices.ts.
CREATE TABLE slice (
  kind INTEGER NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (kind, number)
) WITHOUT ROWID;

CREATE TABLE trait_name (key INTEGER PRIMARY KEY, project INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE (project, name));
-- The value of a trait from at until the next change of it: [at, until). nth: the change, in the person's order.
-- value: JSON as JSON.stringify writes it; null is missing. Worked out from the events with changes = 1.
CREATE TABLE trait (
  person INTEGER NOT NULL, name INTEGER NOT NULL, nth INTEGER NOT NULL,
  at INTEGER NOT NULL, until INTEGER NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (person, name, nth)
) WITHOUT ROWID;
CREATE INDEX trait_value ON trait (name, value, until, at);
`

export const controlFirst = `
CREATE TABLE project (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, write_key TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE segment (
  project TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
  definition TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  PRIMARY KEY (project, id)
) WITHOUT ROWID;
CREATE TABLE document (
  project TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (project, kind, id)
) WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- project '': the key named none.
CREATE TABLE outcome (
  project TEXT NOT NULL, kind TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
  count INTEGER NOT NULL, last_at INTEGER NOT NULL,
  PRIMARY KEY (project, kind, outcome, reason)
) WITHOUT ROWID;
-- What members and tokens did; project '': the installation's own.
CREATE TABLE audit (
  key INTEGER PRIMARY KEY AUTOINCREMENT, project TEXT NOT NULL, at INTEGER NOT NULL,
  actor TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL
);
CREATE INDEX audit_target ON audit (target);
`
