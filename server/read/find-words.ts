/** The first moment of a session that shows the words a list was searched for. */
import type { TabFacts } from '../../contract/facts.ts'
import type { Found } from '../../contract/found.ts'
import type { EventRow, SessionRow } from '../store/port.ts'

/** Letters kept of a long text, most of them after the words. */
const SHOWN = 120
const BEFORE = 30

type Place = Omit<Found, 'session' | 'at'> & {
  /** Epoch ms. */
  at: number | null
}

export function findWords(
  words: string,
  session: Pick<SessionRow, 'session' | 'startedAt'>,
  tabs: readonly Pick<TabFacts, 'pages' | 'clicks' | 'failures' | 'texts'>[],
  events: readonly Pick<EventRow, 'event' | 'at'>[],
): Found | null {
  const timed = [...tabs.flatMap(placesIn), ...events.flatMap(eventPlace)].filter(holds)
  const first = timed.sort((a, b) => (a.at ?? 0) - (b.at ?? 0))[0] ?? untimed().find(holds)
  if (!first) return null
  const at = first.at === null ? null : Math.max(0, first.at - session.startedAt)
  return { session: session.session, in: first.in, at, words: cutAround(first.words, words) }

  function holds(place: Place): boolean {
    return place.words.toLowerCase().includes(words.toLowerCase())
  }
  /** Of a heading it is known that it was there, not when. */
  function untimed(): Place[] {
    return tabs.flatMap(tab => tab.texts.map((text): Place => ({ in: 'text', at: null, words: text })))
  }
}

function placesIn({ pages, clicks, failures }: Pick<TabFacts, 'pages' | 'clicks' | 'failures'>): Place[] {
  return [
    ...pages.flatMap(({ at, title, path }): Place[] => [
      { in: 'page', at, words: title },
      { in: 'page', at, words: path },
    ]),
    ...clicks.map(({ at, target }): Place => ({ in: 'click', at, words: target?.name ?? '' })),
    ...failures.flatMap(({ at, message, source }): Place[] => [
      { in: 'failure', at, words: message },
      { in: 'failure', at, words: source ?? '' },
    ]),
  ]
}

function eventPlace({ event, at }: Pick<EventRow, 'event' | 'at'>): Place[] {
  return event === undefined ? [] : [{ in: 'event', at, words: event }]
}

/** `… and then Apply coupon was pressed …` */
export function cutAround(text: string, words: string): string {
  const whole = text.replace(/\s+/g, ' ').trim()
  if (whole.length <= SHOWN) return whole
  const from = Math.max(0, whole.toLowerCase().indexOf(words.toLowerCase()) - BEFORE)
  const part = whole.slice(from, from + SHOWN)
  return `${from > 0 ? '…' : ''}${part}${from + SHOWN < whole.length ? '…' : ''}`
}
