import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { momentAddress } from '../frame/moment.ts'
import { go, here, query } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Problem, Skeleton } from '../ui/State.tsx'
import { ago, count, counted, fullTime } from '../ui/words.ts'
import { behaviourQuery, calls, type Extra } from './calls.ts'
import { useAnswer } from './use-answer.ts'

interface PeoplePanelProps {
  title: string
  kind: 'funnel' | 'retention' | 'trend' | 'paths'
  definition: object
  extra: Extra
  actions?: ComponentChildren
  /** Where closing it leads; without it nothing is open behind it. */
  back?: string
}

const SHOWN = 50

/** The people behind a number, each at the moment it counts: they add up to it. */
export function PeoplePanel({ title, kind, definition, extra, actions, back }: PeoplePanelProps) {
  const { from, to, ...rest } = extra
  const { from: begin, to: end, ...bar } = behaviourQuery()
  const asked = {
    ...bar,
    ...(from === undefined ? (begin === undefined ? {} : { from: begin }) : { from: String(from) }),
    ...(to === undefined ? (end === undefined ? {} : { to: end }) : { to: String(to) }),
  }
  const key = JSON.stringify([definition, bar, query.value.get('range'), extra])
  const [turned, turn] = useState({ of: key, offset: 0 })
  // Another list begins at its beginning.
  const offset = turned.of === key ? turned.offset : 0
  const { value, problem, again } = useAnswer(`${key} ${offset}`, () =>
    calls.people(kind, definition, asked, { ...rest, limit: SHOWN, offset }),
  )
  const close = () => go(back ?? here({ show: null }), 'replace')
  const panel = useRef<HTMLElement>(null)
  // A number far down leads to a list above it, and links begin a screen at its top.
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [key, value])
  return (
    <section ref={panel} class="card people-panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {value && <span class="quiet">{counted(value.total ?? value.items.length, 'moment')}</span>}
        <span class="end">
          {actions}
          <Button icon="cross" look="quietly" label="Close the list" onClick={close} />
        </span>
      </header>
      {problem && <Problem title="The list could not be loaded" problem={problem} again={again} />}
      {!value && !problem && <Skeleton width="60%" />}
      {value && value.items.length === 0 && <p class="quiet">Nobody.</p>}
      {value && (
        <ul>
          {value.items.map((one, i) => (
            <li key={i}>
              <a href={momentAddress(one.url, {})}>
                <b class="cut">{one.label}</b>
                <span class="quiet" title={fullTime(one.at)}>
                  {ago(one.at, Date.now())}
                </span>
                <span class="people-where">
                  {one.url.startsWith('/sessions') ? 'Watch from here' : 'Not recorded'}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {value && (value.total ?? 0) > SHOWN && (
        <Pages offset={offset} total={value.total ?? 0} onTurn={next => turn({ of: key, offset: next })} />
      )}
    </section>
  )
}

interface PagesProps {
  offset: number
  total: number
  onTurn: (offset: number) => void
}

function Pages({ offset, total, onTurn }: PagesProps) {
  const last = Math.min(offset + SHOWN, total)
  return (
    <nav class="people-pages" aria-label="Pages of the list">
      <Button look="quietly" disabled={offset === 0} onClick={() => onTurn(offset - SHOWN)}>
        Newer
      </Button>
      <span class="quiet" role="status">
        {count(offset + 1)}–{count(last)} of {count(total)}
      </span>
      <Button look="quietly" disabled={last === total} onClick={() => onTurn(offset + SHOWN)}>
        Older
      </Button>
    </nav>
  )
}
