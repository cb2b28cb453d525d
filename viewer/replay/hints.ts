/**
 * Takes out of recorded events what makes a browser open a connection ahead of need: `preconnect` and its kind, and the
 * addresses of frames. No content security policy holds back a connection that carries no request (seen in Chromium: it
 * connects for a frame that it then refuses), and a picture of the page needs none of them.
 */
import type { eventWithTime } from '@rrweb/types'
import { EventType, Source } from '../../contract/rrweb.ts'

type Fields = Record<string, unknown>

/** Of a link's `rel`, all that shows: the rest loads, warms up or points elsewhere. */
const SHOWS = /^\s*(alternate\s+)?stylesheet\s*$/i

const FRAMES = new Set(['iframe', 'frame', 'object', 'embed', 'portal', 'fencedframe'])
const LEADS = new Set(['src', 'data'])

/**
 * In place: the events were just read for this replay alone. `frames` are the ids of frames met so far; a change of a
 * frame that was met only later is caught when the events are looked through again.
 */
export function dropHints(event: eventWithTime, frames: Set<number>): eventWithTime {
  const data: unknown = event.data
  if (!isFields(data)) return event
  if (event.type === EventType.FullSnapshot) dropIn(data.node, frames)
  else if (event.type === EventType.IncrementalSnapshot && data.source === Source.Mutation) {
    for (const add of listOf(data.adds)) if (isFields(add)) dropIn(add.node, frames)
    for (const change of listOf(data.attributes)) {
      if (!isFields(change)) continue
      dropRel(change.attributes)
      if (typeof change.id === 'number' && frames.has(change.id)) dropSource(change.attributes)
    }
  }
  return event
}

/** Without recursion: a hostile tree is as deep as it likes. */
function dropIn(root: unknown, frames: Set<number>): void {
  const waiting: unknown[] = [root]
  while (waiting.length > 0) {
    const node = waiting.pop()
    if (!isFields(node)) continue
    const tag = typeof node.tagName === 'string' ? node.tagName.toLowerCase() : ''
    if (tag === 'link') dropRel(node.attributes)
    if (FRAMES.has(tag)) {
      dropSource(node.attributes)
      if (typeof node.id === 'number') frames.add(node.id)
    }
    for (const child of listOf(node.childNodes)) waiting.push(child)
  }
}

function dropRel(attributes: unknown): void {
  if (!isFields(attributes)) return
  for (const [name, value] of Object.entries(attributes)) {
    if (name.toLowerCase() === 'rel' && !SHOWS.test(String(value))) delete attributes[name]
  }
}

function dropSource(attributes: unknown): void {
  if (!isFields(attributes)) return
  for (const name of Object.keys(attributes)) if (LEADS.has(name.toLowerCase())) delete attributes[name]
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
