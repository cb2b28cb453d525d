import type { NewEvent } from '../../contract/event.ts'
import { ENTERED, LEFT } from '../../contract/segment/live.ts'
import { explain } from '../segment/explain.ts'
import type { PersonHistory } from '../segment/history.ts'
import { matchPerson, matchSession } from '../segment/match.ts'
import type { JudgedPerson, LiveLine, PersonJudged, SegmentVerdict } from '../store/live-port.ts'
import { asked, type LiveSegment } from './segments.ts'
import { changesWithin, nextChange, type Slides } from './slides.ts'
import { whyOf } from './why.ts'

/** A session that ended longer ago keeps the segments it was in, ms. */
const GROWS_MS = 3_600_000
const GONE = 'There is no such person any more: merged into another, or removed'

/** A segment with the line its members belong to. */
export interface Judging {
  segment: LiveSegment
  line: LiveLine
}
export interface Segments {
  all: readonly Judging[]
  /** Of all of them. */
  slides: Slides
}

/** One person against all segments, at one time. */
export function judgePerson(
  { all, slides }: Segments,
  person: string,
  history: PersonHistory | null,
  known: JudgedPerson | undefined,
  now: number,
): PersonJudged {
  const before = new Map(known?.memberships.map(one => [one.segment, one]))
  if (!history) {
    const verdicts = all.flatMap(({ segment, line }): SegmentVerdict[] => {
      if (!before.get(segment.id)?.inside) return []
      const told = { inside: false, at: now, why: { words: GONE }, event: null }
      return [{ segment: segment.id, line: line.line, ...told }]
    })
    return { person, due: null, gone: true, verdicts, tags: [] }
  }
  const verdicts = all.flatMap(
    one => verdictOf(one, history, known?.judgedAt ?? 0, before.get(one.segment.id), now) ?? [],
  )
  const grown = history.sessions.filter(
    ({ endedAt }) => endedAt > now - GROWS_MS || (known !== undefined && endedAt > known.judgedAt),
  )
  const tags = grown.map(session => ({
    session: session.id,
    segments: all
      .filter(({ segment }) =>
        matchSession({ ...asked(segment, now), asOf: { kind: 'session' } }, history, session),
      )
      .map(({ segment }) => segment.id),
  }))
  return { person, due: nextChange(slides, history, now), gone: false, verdicts, tags }
}

/** One person against one segment; null: the answer is what is kept. */
export function verdictOf(
  { segment, line }: Judging,
  history: PersonHistory,
  judgedAt: number,
  membership: JudgedPerson['memberships'][number] | undefined,
  now: number,
): SegmentVerdict | null {
  const inside = matchPerson(asked(segment, now), history)
  if (inside === (membership?.inside ?? false)) return null
  const since = Math.max(line.begunAt, Math.min(judgedAt, now))
  const nth = (membership?.nth ?? 0) + 1
  const why = whyOf(explain(asked(segment, now), history, null), now)
  const at = cameAbout(segment, history, inside, since, now) ?? Math.min(why.at ?? now, now)
  const { userIds, anonymousIds } = history
  const event: NewEvent = {
    messageId: `${segment.id}.${line.line}.${history.id}.${nth}`,
    type: 'track',
    event: inside ? ENTERED : LEFT,
    ...(userIds[0] === undefined ? {} : { userId: userIds[0] }),
    ...(userIds[0] === undefined ? { anonymousId: anonymousIds[0] ?? history.id } : {}),
    properties: { segment_id: segment.id, segment_name: segment.name },
    traits: {},
    context: {},
    at,
    receivedAt: now,
    source: 'segment',
  }
  return { segment: segment.id, line: line.line, inside, at, why, event }
}

/**
 * The earliest time since the last look from which on the answer is what it is now; null: it already was then, by what
 * is known only now.
 */
function cameAbout(
  segment: LiveSegment,
  history: PersonHistory,
  inside: boolean,
  since: number,
  now: number,
): number | null {
  let at: number | null = null
  for (const time of changesWithin(segment.slides, history, [since, now])) {
    if (matchPerson(asked(segment, time), history) !== inside) return at ?? now
    at = time
  }
  return matchPerson(asked(segment, since), history) === inside ? null : (at ?? now)
}
