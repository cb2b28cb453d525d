/** What elements were called besides when they were first met: a step names them by either. */
export const factsElementNames = `
CREATE TABLE element_name (key INTEGER PRIMARY KEY, element INTEGER NOT NULL, name TEXT NOT NULL);
CREATE INDEX element_name_element ON element_name (element, name);
`
