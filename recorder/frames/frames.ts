import type { Dom, DomFrame } from '../dom/dom.ts'

/**
 * Frames of other origins, when both sides carry the recorder and both projects name the other's origin. The
 * outer page says which node the frame is and from which number the frame counts its own nodes; the frame
 * records itself with these, and its events go to the outer page's recording.
 */
export interface FrameNeeds {
  origins: string[]
  /** The outer page's side: nothing while it does not record. */
  outer: () => Pick<Dom, 'nodeId'> | undefined
  /** Takes a frame's event, JSON of rrweb's incremental data. */
  adopt: (json: string, at: number) => void
  /** Records this page as a frame; the answer stops it. */
  recordInside: (frame: DomFrame, send: (json: string, at: number) => void) => () => void
}

interface Message {
  segreel: 'hello' | 'welcome' | 'event'
  frame?: DomFrame
  json?: string
  at?: number
}

/** Node numbers between two frames: more than a page has nodes. */
const STRIDE = 10_000_000

/** Answers what is to be called when the outer page has a new snapshot. */
export function joinFrames({ origins, outer, adopt, recordInside }: FrameNeeds): () => void {
  const granted = new Set<MessageEventSource>()
  let count = 0
  let inside: { frame: DomFrame; stop: () => void } | undefined

  const greet = (element: HTMLIFrameElement) => {
    const origin = originOf(element.src)
    const id = outer()?.nodeId(element) ?? -1
    if (id < 0 || !element.contentWindow || !origins.includes(origin)) return
    granted.add(element.contentWindow)
    const frame: DomFrame = { parentId: id, base: ++count * STRIDE }
    post(element.contentWindow, { segreel: 'welcome', frame }, origin)
  }
  addEventListener('message', ({ origin, source, data }) => {
    if (!origins.includes(origin) || !source || !isMessage(data)) return
    if (data.segreel === 'hello') {
      const element = [...document.querySelectorAll('iframe')].find(one => one.contentWindow === source)
      if (element) greet(element)
    } else if (data.segreel === 'event') {
      if (granted.has(source) && isIncremental(data.json) && data.at) adopt(data.json, data.at)
    } else if (source === window.parent && data.frame) {
      inside?.stop()
      const send = (json: string, at: number) => post(window.parent, { segreel: 'event', json, at }, origin)
      inside = { frame: data.frame, stop: recordInside(data.frame, send) }
    }
  })
  if (window.parent !== window) {
    const around = location.ancestorOrigins?.[0] ?? originOf(document.referrer)
    if (origins.includes(around)) post(window.parent, { segreel: 'hello' }, around)
  }
  return () => document.querySelectorAll('iframe').forEach(greet)
}

function post(target: Window, message: Message, origin: string): void {
  target.postMessage(message, origin)
}

function originOf(address: string): string {
  try {
    return new URL(address).origin
  } catch {
    return ''
  }
}

function isMessage(data: unknown): data is Message {
  return typeof data === 'object' && data !== null && 'segreel' in data
}

/** What a frame sends goes into the recording as it is: it must be an incremental event. */
function isIncremental(json: unknown): json is string {
  if (typeof json !== 'string') return false
  try {
    const data: unknown = JSON.parse(json)
    return typeof data === 'object' && data !== null && 'source' in data && typeof data.source === 'number'
  } catch {
    return false
  }
}
