/** Days and moments as addresses hold them: `2026-11-05` where the analyst sits, `2026-11-05T14:00:00.000Z`. */

/** A moment as `toISOString` writes it, in epoch ms; null for all else. */
export function instant(text: string | undefined): number | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

/** Midnight where the analyst sits; null for what is no date. */
export function dayStart(day: string | undefined): number | null {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null
  const at = new Date(`${day}T00:00:00`).getTime()
  return Number.isNaN(at) ? null : at
}

/** A day has 23 or 25 hours where clocks change. */
export function nextDay(begins: number): number {
  const date = new Date(begins)
  return date.setDate(date.getDate() + 1)
}

/** The day on which a moment lies; of a day, itself. */
export function dayOf(text: string | undefined): string {
  const at = instant(text)
  if (at === null) return text ?? ''
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
