/** Numbers, times and places as people read them. */

import type { Counted } from '../../contract/counted.ts'

/** 0:07, 4:09, 1:02:30. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const tail = String(s).padStart(2, '0')
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${tail}` : `${m}:${tail}`
}

/** 850 ms, 7 s, 4 min 9 s, 1 h 2 min, 3 days. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  return `${Math.round(hours / 24)} days`
}

/**
 * Made when first used, and kept: making one takes longer than a whole row of the session list, toLocaleString makes
 * one each time, and all of them at the start would hold up the first picture by 60 ms.
 */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

const number = once(() => new Intl.NumberFormat('en'))
const weekday = once(() => new Intl.DateTimeFormat('en', { weekday: 'short' }))
const day = once(() => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }))
const dayAndYear = once(
  () => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }),
)
const hourAndMinute = once(() => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }))
const wholeTime = once(() => new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' }))

export function count(n: number): string {
  return number().format(n)
}

/** `1 session`, `2 sessions`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`
}

/** `about 1,200 sessions (1,100 to 1,300)` while only some people were looked at; the number alone once it is exact. */
export function totalWords(total: number, sure: Counted | null, one: string, many?: string): string {
  if (!sure?.sampled) return counted(total, one, many)
  return `about ${counted(total, one, many)} (${count(sure.low)} to ${count(sure.high)})`
}

export function share(part: number, whole: number): string {
  if (whole === 0) return '–'
  const percent = (100 * part) / whole
  return percent > 0 && percent < 1 ? '<1%' : `${Math.round(percent)}%`
}

export function bytes(n: number): string {
  if (n < 1000) return `${n} B`
  return n < 1_000_000 ? `${(n / 1000).toFixed(n < 10_000 ? 1 : 0)} kB` : `${(n / 1_000_000).toFixed(1)} MB`
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** just now, 12 min ago, 3 h ago, yesterday 14:02, Tue 14:02, 4 Nov, 4 Nov 2025. */
export function ago(at: number, now: number): string {
  const past = now - at
  if (past < MINUTE) return 'just now'
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`
  if (past < 12 * HOUR) return `${Math.floor(past / HOUR)} h ago`
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY)
  if (days === 0) return `today ${timeOfDay(at)}`
  if (days === 1) return `yesterday ${timeOfDay(at)}`
  if (days < 7) return `${weekday().format(at)} ${timeOfDay(at)}`
  return dayOnly(at, now)
}

export function timeOfDay(at: number): string {
  return hourAndMinute().format(at)
}

/** 7 Nov; other years with their year. */
export function dayOnly(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? day() : dayAndYear()).format(at)
}

/** 7 Nov, 14:02; other years with their year. */
export function dayAndTime(at: number, now: number): string {
  return `${dayOnly(at, now)}, ${timeOfDay(at)}`
}

/** Saturday 7 November 2026 at 14:02:09 */
export function fullTime(at: number): string {
  return wholeTime().format(at)
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

const regions = once(() => new Intl.DisplayNames(['en'], { type: 'region' }))
const languages = once(() => new Intl.DisplayNames(['en'], { type: 'language' }))

export function countryName(code: string): string {
  return nameBy(regions(), code)
}

export function languageName(tag: string): string {
  return nameBy(languages(), tag)
}

/** `of` throws on what is not a code; recordings can say anything. */
function nameBy(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
