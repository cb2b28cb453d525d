/** Rows by RFC 4180, which spreadsheets open. */

/**
 * A cell that begins like a formula is run by spreadsheets when the file is opened; what visitors sent must not be.
 * An apostrophe before it makes it text (OWASP, "CSV injection").
 */
const FORMULA = /^[=+\-@\t\r]/

export function csvRow(cells: (string | number | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
