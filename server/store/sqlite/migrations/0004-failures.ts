/** What failed, apart from the facts, so that a segment finds the sessions without unpacking any. */
export const factsFailures = `
-- Once per project. kind: place in FAILURE_KINDS; source, status: null where the failure has none.
CREATE TABLE failure (
  key INTEGER PRIMARY KEY, project INTEGER NOT NULL, kind INTEGER NOT NULL, message TEXT NOT NULL, source TEXT, status NUMERIC
);
CREATE INDEX failure_message ON failure (project, message, kind);
-- In which tabs, and how many times.
CREATE TABLE failed (
  tab INTEGER NOT NULL, failure INTEGER NOT NULL, session INTEGER NOT NULL, times INTEGER NOT NULL,
  PRIMARY KEY (tab, failure)
) WITHOUT ROWID;
CREATE INDEX failed_failure ON failed (failure, session, times);

CREATE TEMP TABLE met AS
  SELECT s.project, t.session, f.tab, kind_of_failure(x.value ->> '$.kind') AS kind, x.value ->> '$.message' AS message,
    x.value ->> '$.source' AS source, x.value ->> '$.status' AS status
  FROM facts f JOIN tab t ON t.key = f.tab JOIN session s ON s.key = t.session, json_each(failures_of(f.body)) x;
INSERT INTO failure (project, kind, message, source, status)
  SELECT DISTINCT project, kind, message, source, status FROM met;
INSERT INTO failed (tab, failure, session, times)
  SELECT m.tab, f.key, m.session, count(*) FROM met m JOIN failure f ON f.project = m.project AND f.message = m.message
    AND f.kind = m.kind AND f.source IS m.source AND f.status IS m.status
  GROUP BY m.tab, f.key;
DROP TABLE met;
`
