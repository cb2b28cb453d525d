import type { Changes } from '../../location.ts'

/** The address of a kept chart in its tab, with the people behind a number; a public board's numbers lead nowhere. */
export type Lead = ((changes: Changes) => string) | null
