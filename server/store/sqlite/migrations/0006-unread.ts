/** Finds sessions of which nothing can be read: few, among all that can. */
export const factsUnread = `
CREATE INDEX session_unread ON session (project, id) WHERE listed = 0 AND batches > 0;
`
