/** What a segment is for, as JSON; null: nobody said. */
export const controlSegmentGoal = `
ALTER TABLE segment ADD COLUMN goal TEXT;
`
