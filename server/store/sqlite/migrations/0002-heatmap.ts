/** What heatmaps read instead of facts: a row for each view of a page, its clicks packed (see store/heat/view.ts). */
export const factsHeatmap = `
CREATE TABLE pattern (key INTEGER PRIMARY KEY, project INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (project, text));
-- An element that was clicked: its fingerprint, and what it was called when first met.
CREATE TABLE element (
  key INTEGER PRIMARY KEY, project INTEGER NOT NULL, fingerprint TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
  UNIQUE (project, fingerprint)
);
-- nth: place of the page in its tab. document: its height, 0 unknown. body: the clicks, 16 bytes each; views: how long
-- bands of the page were in the window, JSON; moves: JSON or null. The rows of one page lie beside each other.
CREATE TABLE heat (
  pattern INTEGER NOT NULL, session INTEGER NOT NULL, tab INTEGER NOT NULL, nth INTEGER NOT NULL,
  at INTEGER NOT NULL, until INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
  document INTEGER NOT NULL, seen INTEGER NOT NULL, clicks INTEGER NOT NULL,
  body BLOB NOT NULL, views TEXT NOT NULL, moves TEXT,
  PRIMARY KEY (pattern, session, tab, nth)
) WITHOUT ROWID;
CREATE INDEX heat_tab ON heat (tab);
-- Answers by itself which pages there are, and who was on one.
CREATE INDEX heat_width ON heat (pattern, width, session, clicks);
`
