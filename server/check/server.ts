import { z } from 'zod'
import {
  type AnalyticsEvent,
  analyticsEventSchema,
  listOf,
  personSchema,
  segmentSchema,
  suggestionSchema,
} from '../../contract/api.ts'
import { Failure } from '../failure.ts'

/** Pages read of a long list. */
const MAX_PAGES = 20

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

  /** Events of a session, whoever sent them. */
  async suggestions(query: Record<string, string>): Promise<string[]> {
    const { items } = listOf(suggestionSchema).parse(
      await this.#ask('/api/suggest', { limit: '100', ...query }),
    )
    return items.map(({ value }) => String(value))
  }

  /** Whether the person is in the segment, by name or id; null: there is no such segment. */
  async isMember(segment: string, person: string): Promise<boolean | null> {
    const segments = listOf(segmentSchema.pick({ id: true, name: true })).parse(
      await this.#ask('/api/segments', {}),
    )
    const found = segments.items.find(({ id, name }) => id === segment || name === segment)
    if (!found) return null
    const members = await this.#all(`/api/segments/${found.id}/members`, {}, personSchema.pick({ id: true }))
    return members.some(({ id }) => id === person)
  }

  async #all<T extends z.ZodType>(
    path: string,
    query: Record<string, string>,
    item: T,
  ): Promise<z.output<T>[]> {
    const schema = z.object({ items: z.array(item), next: z.string().nullable() })
    const found: z.output<T>[] = []
    let cursor: string | null = null
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const place: Record<string, string> = cursor === null ? {} : { cursor }
      const page: z.output<typeof schema> = schema.parse(
        await this.#ask(path, { limit: '1000', ...query, ...place }),
      )
      found.push(...page.items)
      cursor = page.next
      if (cursor === null) break
    }
    return found
  }

  async #ask(path: string, query: Record<string, string>): Promise<unknown> {
    const url = new URL(path, this.#origin)
    const project: Record<string, string> = this.#project === undefined ? {} : { project: this.#project }
    url.search = new URLSearchParams({ ...project, ...query }).toString()
    const answer = await fetch(url, { headers: { authorization: `Bearer ${this.#token}` } }).catch(() => {
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
