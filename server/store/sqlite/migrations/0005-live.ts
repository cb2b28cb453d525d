/** Who is in which saved segment now, and how that came (store/live-port.ts). */
export const factsLive = `
-- Persons whose history changed by other means than an event of theirs: key is the order. person '': someone was deleted.
CREATE TABLE touched (
  key INTEGER PRIMARY KEY AUTOINCREMENT, project INTEGER NOT NULL, person TEXT NOT NULL, UNIQUE (project, person)
);
CREATE TABLE live_place (project TEXT PRIMARY KEY, place TEXT, walk TEXT) WITHOUT ROWID;
-- current 0: a newer line follows, or the segment was deleted (ended 1).
CREATE TABLE live_line (
  key INTEGER PRIMARY KEY AUTOINCREMENT, project TEXT NOT NULL, segment TEXT NOT NULL, line INTEGER NOT NULL,
  fingerprint TEXT NOT NULL, begun INTEGER NOT NULL, problems TEXT NOT NULL, filled INTEGER NOT NULL DEFAULT 0,
  cursor TEXT, members INTEGER NOT NULL DEFAULT 0, current INTEGER NOT NULL DEFAULT 1, ended INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX live_line_segment ON live_line (project, segment, line);
CREATE TABLE live_person (
  project TEXT NOT NULL, person TEXT NOT NULL, judged INTEGER NOT NULL, due INTEGER, PRIMARY KEY (project, person)
) WITHOUT ROWID;
CREATE INDEX live_person_due ON live_person (project, due) WHERE due IS NOT NULL;
-- told: what destinations believe. tell: when they hear of the leaving, with the event (JSON).
CREATE TABLE membership (
  line INTEGER NOT NULL, person TEXT NOT NULL, inside INTEGER NOT NULL, nth INTEGER NOT NULL, told INTEGER NOT NULL,
  tell INTEGER, leaving TEXT, PRIMARY KEY (line, person)
) WITHOUT ROWID;
CREATE INDEX membership_person ON membership (person);
CREATE INDEX membership_tell ON membership (tell) WHERE tell IS NOT NULL;
CREATE TABLE membership_change (
  key INTEGER PRIMARY KEY AUTOINCREMENT, line INTEGER NOT NULL, person TEXT NOT NULL, nth INTEGER NOT NULL,
  entered INTEGER NOT NULL, at INTEGER NOT NULL, noticed INTEGER NOT NULL, why TEXT NOT NULL
);
CREATE INDEX membership_change_line ON membership_change (line);
CREATE INDEX membership_change_person ON membership_change (person);
CREATE TABLE segment_size (
  line INTEGER NOT NULL, hour INTEGER NOT NULL, members INTEGER NOT NULL, PRIMARY KEY (line, hour)
) WITHOUT ROWID;
CREATE TABLE announcement (
  key INTEGER PRIMARY KEY AUTOINCREMENT, project TEXT NOT NULL, message TEXT NOT NULL, person TEXT NOT NULL,
  event TEXT NOT NULL, UNIQUE (project, message)
);
CREATE INDEX announcement_person ON announcement (person);
-- Segments (JSON) the session was in while it was recorded.
CREATE TABLE session_tag (
  project TEXT NOT NULL, session TEXT NOT NULL, segments TEXT NOT NULL, PRIMARY KEY (project, session)
) WITHOUT ROWID;
CREATE TRIGGER membership_added AFTER INSERT ON membership WHEN new.inside = 1 BEGIN
  UPDATE live_line SET members = members + 1 WHERE key = new.line;
END;
CREATE TRIGGER membership_turned AFTER UPDATE OF inside ON membership WHEN new.inside <> old.inside BEGIN
  UPDATE live_line SET members = members + new.inside - old.inside WHERE key = new.line;
END;
CREATE TRIGGER membership_gone AFTER DELETE ON membership WHEN old.inside = 1 BEGIN
  UPDATE live_line SET members = members - 1 WHERE key = old.line;
END;
`
