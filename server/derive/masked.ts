/** What stands for what was masked: two values that look the same may differ, and pages seldom set what is there. */
export const MASK = '***'

/** A text of which nothing but its length is left. */
export const isMasked = (value: string): boolean => /^[\s*]*\*[\s*]*$/.test(value)
