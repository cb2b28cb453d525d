import { useSignal, useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { account, may } from '../frame/account.ts'
import { go, here, to } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { choice, SHOWN, type Shown } from './choice.ts'
import { COLUMNS, columns, dense, setDense, toggleColumn } from './columns.ts'
import { labels, loadLabels } from './kept.ts'
import { PlaylistPicker } from './PlaylistPicker.tsx'
import { QueueButton } from './QueueButton.tsx'
import { SortPicker } from './SortPicker.tsx'

/** What narrows, orders and lays out the list. */
export function ListTools() {
  const who = account.value
  // Notes mention by e-mail address, which the admin token has none of.
  const mentionable = who.state === 'in' && who.me.email !== null
  const shown = SHOWN.filter(one => one !== 'mentioned' || mentionable)
  return (
    <search class="list-tools">
      <Search />
      <Segmented
        label="Which sessions"
        name="watched"
        value={choice.value.show}
        options={shown.map(value => ({ value, label: WORDS[value] }))}
        onChange={value => go(here({ show: value === 'all' ? null : value, queue: null }), 'replace')}
      />
      <LabelPicker />
      <SortPicker />
      <div class="end">
        <PlaylistPicker />
        <QueueButton />
        {may.value.includes('export') && (
          <a class="button icon-only" href={to('/settings/export')} title="Export these" aria-label="Export">
            <Icon name="download" />
          </a>
        )}
        <Layout />
      </div>
    </search>
  )
}

const WORDS: Record<Shown, string> = {
  all: 'All',
  new: 'Not watched',
  starred: 'Starred',
  noted: 'With notes',
  mentioned: 'Mentioning me',
}

/** How long typing rests before the list is asked anew, ms. */
const REST_MS = 300

function Search() {
  const typed = useSignal(choice.peek().text)
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  // The address may change by other ways: back, a link, a filter taken away.
  useSignalEffect(() => {
    const { text } = choice.value
    if (document.activeElement !== input.current) typed.value = text
  })
  const ask = (text: string) => {
    clearTimeout(timer.current)
    go(here({ text: text.trim() || null, queue: null }), 'replace')
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <form
      class="list-search"
      onSubmit={event => {
        event.preventDefault()
        ask(typed.peek())
      }}
    >
      <Icon name="search" small />
      <input
        ref={input}
        id="session-search"
        class="input"
        type="search"
        placeholder="Text, event, failure or address"
        aria-label="Search in sessions (/)"
        value={typed.value}
        onInput={event => {
          typed.value = event.currentTarget.value
          clearTimeout(timer.current)
          timer.current = setTimeout(() => ask(typed.peek()), REST_MS)
        }}
      />
    </form>
  )
}

function LabelPicker() {
  useEffect(() => void loadLabels(), [])
  const { label } = choice.value
  const all = labels.value.value ?? []
  if (all.length === 0 && !label) return null
  const choose = (name: string | null) => go(here({ label: name, queue: null }), 'replace')
  return (
    <Popover
      label="Label"
      icon="tag"
      class={label ? 'chosen' : 'quietly'}
      show={<span class="cut">{label || 'Any'}</span>}
    >
      {close => (
        <>
          <button
            type="button"
            class="menu-item"
            aria-current={label === ''}
            onClick={() => {
              choose(null)
              close()
            }}
          >
            Any label
          </button>
          {all.map(one => (
            <button
              key={one.name}
              type="button"
              class="menu-item"
              aria-current={label === one.name}
              onClick={() => {
                choose(one.name)
                close()
              }}
            >
              <span class="cut">{one.name}</span> <small class="quiet">{one.sessions}</small>
            </button>
          ))}
        </>
      )}
    </Popover>
  )
}

function Layout() {
  return (
    <Popover label="Columns and rows" icon="columns" class="quietly" side="right">
      {() => (
        <>
          <div class="menu-label">Columns</div>
          {COLUMNS.map(({ id, label }) => (
            <label key={id} class="menu-item">
              <input
                type="checkbox"
                checked={columns.value.some(one => one.id === id)}
                onChange={() => toggleColumn(id)}
              />
              {label}
            </label>
          ))}
          <div class="menu-line" />
          <label class="menu-item">
            <input
              type="checkbox"
              checked={dense.value}
              onChange={event => setDense(event.currentTarget.checked)}
            />
            Rows close together
          </label>
        </>
      )}
    </Popover>
  )
}
