/** Where events are passed on to, and their books. */
import { signal } from '@preact/signals'
import type { Destination, ShownLetter } from '../../contract/destination.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'
import { calls, type DestinationInput, type DestinationPreview, type ShownDestination } from './calls.ts'

/** How often the books are looked at, ms. */
const FRESH_MS = 3_000

export const destinations = remote<ShownDestination[]>()
export const letters = remote<{ items: ShownLetter[]; total: number }>()
export const preview = remote<DestinationPreview>()
export const destinationProblem = signal<string | null>(null)

export const KINDS: Record<
  Destination['kind'],
  { label: string; url: string; secret: string; hint: string }
> = {
  webhook: {
    label: 'Webhook',
    url: '',
    secret: 'Shared secret',
    hint: 'One event a request, signed: X-Signature is the hex HMAC-SHA1 of the body under this secret.',
  },
  segment: {
    label: 'Segment',
    url: 'https://api.segment.io/v1/batch',
    secret: 'Write key',
    hint: 'Under the original messageId: Segment knows what it has.',
  },
  amplitude: {
    label: 'Amplitude',
    url: 'https://api2.amplitude.com/2/httpapi',
    secret: 'API key',
    hint: 'Under the original insert_id: Amplitude knows what it has.',
  },
}

export async function loadDestinations(): Promise<void> {
  const { project } = bar.peek()
  await load(destinations, async () => (await calls.destinations(project)).items)
}

/** Keeps the books fresh while the screen is in sight. */
export function watchBooks(): () => void {
  const timer = setInterval(() => {
    if (!document.hidden && !destinations.peek().loading) void loadDestinations()
  }, FRESH_MS)
  return () => clearInterval(timer)
}

export async function loadLetters(id: string): Promise<void> {
  const { project } = bar.peek()
  await Promise.all([
    load(letters, () => lettersOf(id, project), { keep: false }),
    load(preview, () => calls.previewDestination(id, project), { keep: false }),
  ])
}

async function lettersOf(id: string, project: string | undefined) {
  const { items, total = items.length } = await calls.failedOf(id, project)
  return { items, total }
}

export async function save(input: DestinationInput, id: string | null): Promise<boolean> {
  const { project } = bar.peek()
  return attempt(
    () => (id === null ? calls.makeDestination(input, project) : calls.changeDestination(id, input, project)),
    id === null ? `${input.name} gets what arrives from now on` : `${input.name} saved`,
  )
}

export async function setStopped(one: ShownDestination, stopped: boolean): Promise<void> {
  const words = stopped ? `${one.name} is stopped; what comes waits` : `${one.name} goes on`
  await attempt(
    () => calls.changeDestination(one.id, { ...inputOf(one), stopped }, bar.peek().project),
    words,
  )
}

export async function remove(one: ShownDestination): Promise<boolean> {
  return attempt(() => calls.removeDestination(one.id, bar.peek().project), `${one.name} is gone`)
}

export async function sendAgain(id: string, messageIds?: string[]): Promise<void> {
  await attempt(
    () => calls.replay(id, messageIds, bar.peek().project),
    'Sent again as soon as its turn comes',
  )
  await loadLetters(id)
}

export function inputOf(one: Destination): DestinationInput {
  const { name, kind, url, secret, filter, mapping, stopped } = one
  return { name, kind, url, secret, filter, mapping, stopped }
}

async function attempt(work: () => Promise<unknown>, done: string): Promise<boolean> {
  destinationProblem.value = null
  try {
    await work()
    say(done)
    await loadDestinations()
    return true
  } catch (cause) {
    destinationProblem.value = wordsOf(cause)
    return false
  }
}
