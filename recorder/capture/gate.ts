import type { RecorderSettings } from '../../contract/settings.ts'
import type { Session } from '../stub/session.ts'
import { read, write } from '../stub/storage.ts'

/** ms between two snapshots while events are held back, so that the oldest can be let go. */
const CHECKOUT_MS = 30_000
/** Characters held back at most. */
const MAX_HELD = 8_000_000
/** The session whose recording has begun to be sent: its other pages do not wait again. */
const NAME = 'segreel_open'

type Held = [text: string, at: number]

export interface Gate {
  add: (text: string, at: number) => void
  /** The recording is to be sent, with what was held back. */
  open: () => void
  stop: () => void
}

export interface GateNeeds {
  settings: RecorderSettings
  session: Session
  pass: (text: string, at: number) => void
  /** Events that were held back and are let go; none of them was asked for, so none counts as lost. */
  checkout: () => void
}

/** Whether recording begins on this address: a trailing `*` matches any rest. */
export function isStartAddress(patterns: string[], path: string): boolean {
  return (
    patterns.length === 0 ||
    patterns.some(one => (one.endsWith('*') ? path.startsWith(one.slice(0, -1)) : path === one))
  )
}

/** Whether an earlier page of this session has begun to send. */
export function isOpen(session: Session): boolean {
  return read(NAME) === session.id
}

/** Holds a recording back until it lasts long enough, or until something fails, as the settings say. */
export function createGate({ settings, session, pass, checkout }: GateNeeds): Gate {
  const wait = Math.max(0, session.startedAt + settings.minimumDurationMs - Date.now())
  let open = isOpen(session) || (!settings.startOnError && !wait)
  // With each snapshot a new part begins; the last two hold at least one snapshot and up to 60 s.
  let parts: Held[][] = [[]]
  let length = 0
  let timers: ReturnType<typeof setTimeout>[] = []

  const stop = () => {
    for (const timer of timers) clearTimeout(timer)
    timers = []
  }
  const openUp = () => {
    stop()
    if (open) return
    open = true
    write(NAME, session.id, true)
    for (const [text, at] of parts.flat()) pass(text, at)
    parts = []
  }
  const renew = () => {
    parts = [...parts.slice(-1), []]
    length = parts.flat().reduce((sum, [text]) => sum + text.length, 0)
    checkout()
  }
  if (!open && settings.startOnError) timers.push(setInterval(renew, CHECKOUT_MS))
  else if (!open) timers.push(setTimeout(openUp, wait))
  return {
    stop,
    open: openUp,
    add: (text, at) => {
      if (open) {
        pass(text, at)
        return
      }
      parts.at(-1)?.push([text, at])
      length += text.length
      if (length < MAX_HELD) return
      parts = []
      renew()
    },
  }
}
