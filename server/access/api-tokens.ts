import { z } from 'zod'
import type { ApiToken } from '../../contract/access.ts'
import { PERMISSION_NAMES, type Permission } from '../../contract/roles.ts'
import { Failure } from '../failure.ts'
import type { ControlStore } from '../store/control-port.ts'
import type { Actor } from './actor.ts'
import { idOfSecret, newSecret } from './secret.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const INSTALLATION = ''
/** Makes a leaked token easy to find by its form. */
const PREFIX = 'sgr_'

const storedSchema = z.object({
  name: z.string(),
  may: z.array(z.enum(PERMISSION_NAMES)),
  createdBy: z.string(),
  expiresAt: z.int().nullable(),
  usedAt: z.int().nullable(),
})

type TokenStore = Pick<ControlStore, 'documents' | 'putDocument' | 'deleteDocument'>

/** Tokens for programs, each with what it may. Held in memory, as members are. */
export class ApiTokens {
  readonly #store: TokenStore
  readonly #now: () => number
  readonly #all = new Map<string, ApiToken>()

  private constructor(store: TokenStore, now: () => number) {
    this.#store = store
    this.#now = now
  }

  static async load(store: TokenStore, now: () => number): Promise<ApiTokens> {
    const tokens = new ApiTokens(store, now)
    for (const row of await store.documents(INSTALLATION, 'api-token')) {
      const stored = storedSchema.safeParse(row.value)
      if (stored.success) tokens.#all.set(row.id, { ...stored.data, id: row.id, createdAt: row.createdAt })
    }
    return tokens
  }

  list(): ApiToken[] {
    return [...this.#all.values()].sort((a, b) => b.createdAt - a.createdAt)
  }

  async make(
    name: string,
    may: Permission[],
    expiresInDays: number | null,
    createdBy: string,
  ): Promise<{ token: ApiToken; secret: string }> {
    const { secret, id } = newSecret(PREFIX)
    const createdAt = this.#now()
    const expiresAt = expiresInDays === null ? null : Math.round(createdAt + expiresInDays * DAY_MS)
    const token = { id, name, may, createdBy, createdAt, expiresAt, usedAt: null }
    await this.#put(token)
    return { token, secret }
  }

  async remove(id: string): Promise<ApiToken> {
    const token = this.#all.get(id)
    if (!token) throw new Failure('not-found', 'There is no token with this id.')
    this.#all.delete(id)
    await this.#store.deleteDocument(INSTALLATION, 'api-token', id)
    return token
  }

  /** Whom a secret stands for; null when it is unknown or over. */
  actor(secret: string): Actor | null {
    const token = secret.startsWith(PREFIX) ? this.#all.get(idOfSecret(secret)) : undefined
    const now = this.#now()
    if (!token || (token.expiresAt !== null && token.expiresAt <= now)) return null
    if ((token.usedAt ?? 0) + HOUR_MS < now) {
      this.#put({ ...token, usedAt: now }).catch(error =>
        console.error('When a token was last used could not be noted.', error),
      )
    }
    return { role: null, name: token.name, email: null, title: `token ${token.name}`, may: token.may }
  }

  async #put(token: ApiToken): Promise<void> {
    this.#all.set(token.id, token)
    const { id, createdAt, ...value } = token
    await this.#store.putDocument({
      project: INSTALLATION,
      kind: 'api-token',
      id,
      createdAt,
      updatedAt: this.#now(),
      value,
    })
  }
}
