import { createHash } from 'node:crypto'
import type { AskedStore } from '../read/question.ts'
import { resolveAll } from '../read/segments/saved.ts'
import { zoneOf } from '../read/zone.ts'
import type { Question, ResolvedSegment } from '../segment/question.ts'
import { type Slides, slidesOf } from './slides.ts'

/** A saved segment as it is judged. */
export interface LiveSegment {
  id: string
  name: string
  segment: ResolvedSegment
  zone: string
  problems: string[]
  /** Another one: the segment means something else. */
  fingerprint: string
  slides: Slides
}

/** A changed list of ids is noticed within it, ms. */
const LISTS_KEPT_MS = 3_000

/** The saved segments of a project, resolved again only when one of them changed. */
export class LiveSegments {
  readonly #store: AskedStore
  #key = ''
  #until = 0
  #found: LiveSegment[] = []

  constructor(store: AskedStore) {
    this.#store = store
  }

  async of(project: string, now: number): Promise<LiveSegment[]> {
    const rows = await this.#store.segments(project)
    const zone = await zoneOf(this.#store, project)
    const key = JSON.stringify([zone, rows.map(({ id, name, updatedAt }) => [id, name, updatedAt])])
    if (key === this.#key && now < this.#until) return this.#found
    const { segments, lists } = await resolveAll(this.#store, project, rows)
    this.#found = segments.map(({ id, name, segment, problems }) =>
      liveSegment({ id, name, segment, zone, problems: problems.map(({ message }) => message) }),
    )
    this.#key = key
    this.#until = lists > 0 ? now + LISTS_KEPT_MS : Number.POSITIVE_INFINITY
    return this.#found
  }
}

export function liveSegment(saved: Omit<LiveSegment, 'fingerprint' | 'slides'>): LiveSegment {
  const { segment, problems, zone } = saved
  return { ...saved, fingerprint: printOf(segment, problems, zone), slides: slidesOf(segment, zone) }
}

/** The question as of a time. */
export function asked({ segment, zone }: LiveSegment, time: number): Question {
  return { segment, zone, asOf: { kind: 'at', time } }
}

function printOf(segment: ResolvedSegment, problems: string[], zone: string): string {
  const text = JSON.stringify([segment, problems])
  // Only these go by calendar days.
  const zoned = /"kind":"(days|regularly|calendar)"/.test(text) ? zone : ''
  return createHash('sha256').update(zoned).update(text).digest('base64url').slice(0, 22)
}
