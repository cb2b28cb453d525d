import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { clock } from '../ui/words.ts'
import { type Entry, type EntryKind, lastEntryAt } from './entries.ts'
import type { Player } from './player.ts'

const ICONS: Record<EntryKind, IconName> = {
  page: 'page',
  click: 'cursor',
  event: 'bolt',
  failure: 'bug',
  frustration: 'warning',
  console: 'next',
  network: 'download',
  vital: 'sparkles',
  note: 'bubble',
  field: 'pencil',
}

/** Rows drawn at once; the rest is a press away. */
const PAGE = 400

interface EntryListProps {
  player: Player
  rows: ReadonlySignal<Entry[]>
  empty: string
}

/** Rows in step with the replay: the last one that happened is marked and kept in sight. */
export function EntryList({ player, rows, empty }: EntryListProps) {
  const list = useRef<HTMLOListElement>(null)
  const limit = useSignal(PAGE)
  const start = player.session.value.value?.startedAt ?? 0
  const current = useComputed(() => lastEntryAt(rows.value, start + player.at.value))
  useSignalEffect(() => {
    const row = list.current?.children[current.value]
    if (!row || !player.playing.peek()) return
    // Not scrollIntoView: it would scroll the page too.
    const box = list.current
    if (box && row instanceof HTMLElement) box.scrollTop = row.offsetTop - box.clientHeight / 2
  })
  if (rows.value.length === 0) return <p class="panel-empty quiet">{empty}</p>
  return (
    <ol class="entries" ref={list} tabIndex={-1}>
      {rows.value.slice(0, limit.value).map((entry, i) => (
        <Row key={entry.id} entry={entry} at={entry.at - start} index={i} current={current} player={player} />
      ))}
      {rows.value.length > limit.value && (
        <li>
          <button type="button" class="button quietly" onClick={() => (limit.value += PAGE)}>
            Show {rows.value.length - limit.value} more
          </button>
        </li>
      )}
    </ol>
  )
}

interface RowProps {
  entry: Entry
  at: number
  index: number
  current: ReadonlySignal<number>
  player: Player
}

function Row({ entry, at, index, current, player }: RowProps) {
  const open = useSignal(false)
  const isCurrent = useComputed(() => current.value === index)
  const isPast = useComputed(() => index <= current.value)
  const length = player.length.value
  return (
    <li class={`entry ${entry.kind} ${entry.tone ?? ''} ${isPast.value ? '' : 'coming'}`}>
      <button
        type="button"
        class="entry-main"
        aria-current={isCurrent.value ? 'true' : undefined}
        onClick={() => player.seek(Math.max(0, at))}
      >
        <time>{clock(at)}</time>
        <Icon name={ICONS[entry.kind]} small />
        <span class="entry-words">
          <span class="entry-title">{entry.title}</span>
          {entry.note && <small class="cut">{entry.note}</small>}
        </span>
        {entry.figure && <span class={entry.tone === 'bad' ? 'chip bad' : 'chip'}>{entry.figure}</span>}
        {entry.lasts !== undefined && (
          <span class="waterfall" aria-hidden="true">
            <span
              style={{ left: `${(100 * at) / length}%`, width: `max(2px, ${(100 * entry.lasts) / length}%)` }}
            />
          </span>
        )}
      </button>
      {entry.more && (
        <button
          type="button"
          class="entry-open"
          aria-expanded={open.value}
          aria-label={`Details of ${entry.title.slice(0, 80)}`}
          onClick={() => {
            open.value = !open.value
          }}
        >
          <Icon name={open.value ? 'up' : 'down'} small />
        </button>
      )}
      {open.value && <pre>{entry.more}</pre>}
    </li>
  )
}
