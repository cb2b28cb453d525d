import { z } from 'zod'
import {
  type AnalyticsEvent,
  analyticsEventSchema,
  listOf,
  segmentSchema,
  suggestionSchema,
} from '../../contract/api.ts'
import { eventTallySchema } from '../../contract/data.ts'
import { segmentTextSchema } from '../../contract/segment/text.ts'
import { Failure } from '../failure.ts'

const membership = z.object({
  listed: z.boolean(),
  matches: z.boolean(),
  why: z.object({ sentence: z.string() }),
})
export type Membership = z.infer<typeof membership>

const funnelCounts = z.object({
  sides: z.array(z.object({ steps: z.array(z.object({ count: z.int() })) })),
})

/** Asks a running Segreel what it knows. */
export class AskedServer {
  readonly #origin: string
  readonly #token: string
  readonly #project: string | undefined

  constructor(origin: string, token: string, project: string | undefined) {
    this.#origin = origin
    this.#token = token
    this.#project = project
  }

  events(query: Record<string, string>): Promise<AnalyticsEvent[]> {
    return this.#all('/api/events', query, analyticsEventSchema)
  }

  async suggestions(query: Record<string, string>): Promise<string[]> {
    const { items } = listOf(suggestionSchema).parse(
      await this.#ask('/api/suggest', { limit: '100', ...query }),
    )
    return items.map(({ value }) => String(value))
  }

  /** A segment told by name or id, or why it cannot be asked. */
  async segment(told: string): Promise<{ segment: string } | string> {
    const { items } = listOf(segmentSchema.pick({ id: true, name: true })).parse(
      await this.#ask('/api/segments', {}),
    )
    const found = items.find(({ id, name }) => id === told || name === told)
    return found ? { segment: found.id } : 'There is no such segment.'
  }

  /** A segment written out as text, or why it cannot be read. */
  async written(text: string): Promise<{ definition: string } | string> {
    const { definition, error, problems } = segmentTextSchema.parse(
      await this.#ask('/api/segments/text', {}, { text }),
    )
    if (definition) return { definition: JSON.stringify(definition) }
    return `It cannot be read: ${error?.message ?? problems[0]?.message ?? 'its form is not that of a segment'}`
  }

  /** Whether the engine lists the person, and whether the definition says so. */
  async membership(person: string, asked: { segment: string } | { definition: string }): Promise<Membership> {
    return membership.parse(await this.#ask(`/api/persons/${encodeURIComponent(person)}/membership`, asked))
  }

  /** How many events of a name the analysis counts in [from, to), and when the first of all came. */
  async tally(
    event: string,
    between: { from?: number; to?: number },
  ): Promise<{ count: number; firstSeen: number | null }> {
    const times = Object.fromEntries(Object.entries(between).map(([name, at]) => [name, String(at)]))
    const { items } = listOf(eventTallySchema).parse(
      await this.#ask('/api/data/events', { limit: '1000', ...times }),
    )
    const found = items.find(one => one.named && one.event === event)
    return { count: found?.count ?? 0, firstSeen: found?.firstSeen ?? null }
  }

  /** How many persons reach each step, of those who begin from then on. */
  async funnel(steps: readonly string[], from: number): Promise<number[]> {
    const body = { steps: steps.map(event => ({ kind: 'event', event })) }
    const answer = funnelCounts.parse(await this.#ask('/api/behaviour/funnel', { from: String(from) }, body))
    return (answer.sides[0]?.steps ?? []).map(({ count }) => count)
  }

  async #all<T extends z.ZodType>(
    path: string,
    query: Record<string, string>,
    item: T,
  ): Promise<z.output<T>[]> {
    const schema = z.object({ items: z.array(item), next: z.string().nullable() })
    const found: z.output<T>[] = []
    let cursor: string | null = null
    do {
      const place: Record<string, string> = cursor === null ? {} : { cursor }
      const page: z.output<typeof schema> = schema.parse(
        await this.#ask(path, { limit: '1000', ...query, ...place }),
      )
      found.push(...page.items)
      cursor = page.next
    } while (cursor !== null)
    return found
  }

  async #ask(path: string, query: Record<string, string>, body?: object): Promise<unknown> {
    const url = new URL(path, this.#origin)
    const project: Record<string, string> = this.#project === undefined ? {} : { project: this.#project }
    url.search = new URLSearchParams({ ...project, ...query }).toString()
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' }
    const posted = body && { method: 'POST', body: JSON.stringify(body) }
    const answer = await fetch(url, { headers, ...posted }).catch(() => {
      throw new Failure(
        'unavailable',
        `No Segreel answers at ${this.#origin}; start it, or correct "server".`,
      )
    })
    if (answer.status === 401)
      throw new Failure('unauthorized', 'SEGREEL_ADMIN_TOKEN is not the token of this server.')
    if (!answer.ok)
      throw new Failure('bad-request', `${url.pathname} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
}
