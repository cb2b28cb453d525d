import './hand-over.css'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/clipboard.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { Notice, Skeleton } from '../ui/State.tsx'
import { clock } from '../ui/words.ts'
import { createHandOver, download, type HandOver } from './hand-over.ts'
import type { Player } from './player.ts'

const KINDS = [
  { value: 'report', label: 'Bug report' },
  { value: 'test', label: 'Playwright test' },
] as const

const EXPECT = [
  { value: 'until-fixed', label: 'Fails until it is fixed' },
  { value: 'while-it-exists', label: 'Passes while it exists' },
] as const

export function HandOverDialog({ player, onClose }: { player: Player; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const over = useMemo(() => createHandOver(player.id, player.at.peek(), player.length.peek()), [player])
  useEffect(() => {
    dialog.current?.showModal()
    return () => over.stop()
  }, [over])
  const { value, problem } = over.text.value
  const kind = over.kind.value
  return (
    <dialog ref={dialog} class="dialog hand-over" aria-labelledby="hand-over-title" onClose={onClose}>
      <header>
        <h2 id="hand-over-title">Hand over</h2>
        <Button icon="cross" look="quietly" label="Close" onClick={onClose} />
      </header>
      <div class="hand-over-choice">
        <Segmented
          label="As what"
          name="hand-over-kind"
          value={kind}
          options={KINDS}
          onChange={next => {
            over.kind.value = next
          }}
        />
        <Range over={over} length={player.length.value} />
      </div>
      {kind === 'report' ? (
        <label class="labelled">
          What is wrong
          <input
            class="input"
            value={over.problem.value}
            placeholder="The coupon is refused without a word"
            onInput={event => {
              over.problem.value = event.currentTarget.value
            }}
          />
        </label>
      ) : (
        <Segmented
          label="What the test expects"
          name="hand-over-expect"
          value={over.expect.value}
          options={EXPECT}
          onChange={next => {
            over.expect.value = next
          }}
        />
      )}
      {problem && <Notice bad>{problem}</Notice>}
      <textarea
        class="input hand-over-text"
        readOnly
        aria-label="Text to hand over"
        value={value?.text ?? ''}
      />
      {!value && !problem && <Skeleton width="50%" />}
      <div class="hand-over-actions">
        <Button
          icon="download"
          disabled={!value}
          onClick={() => {
            if (value) download(value, kind)
          }}
        >
          Download
        </Button>
        <Button
          icon="copy"
          look="primary"
          disabled={!value}
          onClick={() => {
            if (value) void copyText(value.text, kind === 'report' ? 'Report copied' : 'Test copied')
          }}
        >
          Copy
        </Button>
      </div>
    </dialog>
  )
}

/** Steps of the range's sliders, ms. */
const STEP_MS = 1000

function Range({ over, length }: { over: HandOver; length: number }) {
  const max = Math.ceil(length / STEP_MS) * STEP_MS
  return (
    <div class="hand-over-range">
      <label>
        <span>
          From <b>{clock(over.from.value)}</b>
        </span>
        <input
          type="range"
          min={0}
          max={max}
          step={STEP_MS}
          value={over.from.value}
          onInput={event => {
            over.from.value = Math.min(event.currentTarget.valueAsNumber, over.to.peek() - STEP_MS)
          }}
        />
      </label>
      <label>
        <span>
          to <b>{clock(over.to.value)}</b>
        </span>
        <input
          type="range"
          min={0}
          max={max}
          step={STEP_MS}
          value={over.to.value}
          onInput={event => {
            over.to.value = Math.max(event.currentTarget.valueAsNumber, over.from.peek() + STEP_MS)
          }}
        />
      </label>
    </div>
  )
}
