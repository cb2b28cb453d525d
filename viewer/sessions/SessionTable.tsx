import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Session } from '../../contract/api.ts'
import { columns, dense } from './columns.ts'
import { HeadRow } from './HeadRow.tsx'
import { hasMore, loading, loadMore, rows } from './list.ts'
import { hasReason, reasonLines, rowHeight } from './row-height.ts'
import { SessionRow, SkeletonRow } from './SessionRow.tsx'

/** Rows drawn beyond what is in sight, on each side. */
const BEYOND = 8
/** The next page is asked for when so few loaded rows are left below, so that scrolling seldom meets an end. */
const AHEAD = 60

/** Rows drawn whole in one frame: about 10 ms of work on a slow machine, so that scrolling stays smooth. */
const WHOLE_AT_ONCE = 6

/** However many rows were loaded, only those in sight are in the page. */
export function SessionTable() {
  const list = useRef<HTMLUListElement>(null)
  const window_ = useSignal({ first: 0, last: 40 })

  const look = () => {
    const top = list.current?.getBoundingClientRect().top ?? 0
    const first = Math.max(0, Math.floor(-top / rowHeight.peek()) - BEYOND)
    const last = Math.ceil((innerHeight - top) / rowHeight.peek()) + BEYOND
    const now = window_.peek()
    if (now.first !== first || now.last !== last) window_.value = { first, last }
  }
  useEffect(() => {
    look()
    addEventListener('scroll', look, { passive: true })
    addEventListener('resize', look)
    return () => {
      removeEventListener('scroll', look)
      removeEventListener('resize', look)
    }
  }, [])
  useSignalEffect(() => {
    rowHeight.value
    look()
  })
  useSignalEffect(() => {
    if (window_.value.last + AHEAD > rows.value.length && hasMore.value && !loading.value) void loadMore()
  })

  const tracks = useComputed(() =>
    ['minmax(140px, 1.5fr)', ...columns.value.map(column => column.width)].join(' '),
  )
  const all = rows.value
  const { first, last } = window_.value
  const shown = all.slice(first, last)
  const whole = useWhole(shown)
  const height = rowHeight.value
  const look_ = ['card session-table', dense.value ? 'dense' : '', hasReason.value ? 'reasoned' : '']
  return (
    <div
      class={look_.join(' ')}
      style={{ '--tracks': tracks.value, '--row': `${height}px`, '--reason': reasonLines.value }}
    >
      <HeadRow />
      <ul
        ref={list}
        aria-label="Sessions"
        style={{
          paddingTop: `${Math.min(first, all.length) * height}px`,
          paddingBottom: `${Math.max(0, all.length - last) * height}px`,
        }}
      >
        {shown.map((row, i) => (
          <SessionRow key={row.id} session={row} place={first + i} whole={whole.has(row.id)} />
        ))}
        {loading.value && all.length === 0 && Array.from({ length: 12 }, (_, i) => <SkeletonRow key={i} />)}
      </ul>
      {loading.value && all.length > 0 && (
        <p class="session-more quiet" role="status">
          Loading more …
        </p>
      )}
    </div>
  )
}

/** Ids of the rows to draw whole: those that were, and some more in each frame, the middle of the screen first. */
function useWhole(shown: Session[]): ReadonlySet<string> {
  const before = useRef<ReadonlySet<string>>(new Set())
  const turn = useSignal(0)
  turn.value
  const middle = shown.length / 2
  const inTurn = shown
    .map((row, i) => ({ id: row.id, far: Math.abs(i - middle) }))
    .filter(({ id }) => !before.current.has(id))
    .sort((a, b) => a.far - b.far)
    .slice(0, WHOLE_AT_ONCE)
  const kept = shown.map(row => row.id).filter(id => before.current.has(id))
  const whole = new Set([...kept, ...inTurn.map(row => row.id)])
  before.current = whole
  const waiting = whole.size < shown.length
  useLayoutEffect(() => {
    if (!waiting) return
    // The frame after the next one: a frame asked for while scrolling is still this one, which has had its share.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => turn.value++)
    })
    return () => cancelAnimationFrame(frame)
  })
  return whole
}
