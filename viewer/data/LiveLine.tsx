import { useState } from 'preact/hooks'
import { momentAddress } from '../frame/moment.ts'
import { bar, go, to } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { Button } from '../ui/Button.tsx'
import { say } from '../ui/toast.ts'
import { fullTime } from '../ui/words.ts'
import { calls } from './calls.ts'
import { type Line, nameOf } from './live.ts'

/** One event; opened, all of it. */
export function LiveLine({ line }: { line: Line }) {
  const [open, setOpen] = useState(false)
  const received = Date.parse(line.receivedAt)
  const values = Object.entries({ ...line.traits, ...line.properties })
  return (
    <li class={line.earlier ? '' : 'fresh'}>
      <button type="button" class="live-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <time title={fullTime(received)}>{exactTime(received)}</time>
        <span class="live-name cut">
          {nameOf(line)}
          {line.type !== 'track' && nameOf(line) !== line.type && <small> {line.type}</small>}
        </span>
        <span class="live-who cut">{line.userId ?? line.anonymousId ?? '–'}</span>
        <span class="live-values cut">
          {values.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join('  ')}
        </span>
        <span class="chips">
          {line.findings?.slice(0, 1).map(one => (
            <span key={one.kind} class="chip bad">
              {one.kind.replaceAll('-', ' ')}
            </span>
          ))}
          {line.source && <span class="chip">{line.source}</span>}
        </span>
      </button>
      {open && <Whole line={line} />}
    </li>
  )
}

function Whole({ line }: { line: Line }) {
  const { earlier: _, findings, ...event } = line
  const watch = async () => {
    try {
      const { url } = await calls.moment(line, bar.peek().project)
      if (url) go(momentAddress(url))
      else say('This moment was not recorded, or is not read yet.')
    } catch (cause) {
      say(wordsOf(cause))
    }
  }
  return (
    <div class="live-whole">
      {findings && findings.length > 0 && (
        <ul class="live-findings">
          {findings.map(one => (
            <li key={`${one.kind} ${one.field}`}>{one.message}</li>
          ))}
        </ul>
      )}
      <div class="data-tools">
        <Button icon="video" onClick={() => void watch()}>
          Watch the moment
        </Button>
        {line.personId && (
          <a class="button" href={to(`/people/${encodeURIComponent(line.personId)}`)}>
            The person
          </a>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{JSON.stringify(event, null, 2)}</pre>
    </div>
  )
}

function exactTime(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB')
}
