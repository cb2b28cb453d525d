/** Group calls are found by the account they name: a person's accounts are read without those of everyone else. */
export const factsAccountCalls = `
CREATE INDEX event_of_account ON event (name, json_extract(own, '$.groupId')) WHERE changes = 2;
`
