/** Clicks of a finding after its first: ms from it to each, a JSON list; null: there are none. */
export const factsFindings = 'ALTER TABLE finding ADD COLUMN more TEXT;'
