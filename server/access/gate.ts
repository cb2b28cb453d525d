import type { Context, MiddlewareHandler } from 'hono'
import { Failure } from '../failure.ts'
import { projectOf } from '../read/api.ts'
import type { ControlStore } from '../store/control-port.ts'
import { type Actor, ADMIN, demand, setActor } from './actor.ts'
import { ApiTokens } from './api-tokens.ts'
import { Audit } from './audit.ts'
import { giveCookie, readCookie, same, takeCookie } from './cookie.ts'
import { Members } from './members.ts'
import { namesBody, ruleOf, takes } from './rule.ts'

type GateStore = Pick<ControlStore, 'addAudit' | 'projects' | 'documents' | 'putDocument' | 'deleteDocument'>

/**
 * Lets in who shows the admin token or an API token as a bearer, or the cookie that signing in gave; each does
 * what the rules of their role or token allow, and what the audit log is for is noted.
 */
export class Gate {
  readonly members: Members
  readonly tokens: ApiTokens
  readonly audit: Audit
  readonly #token: string
  readonly #store: GateStore
  readonly #now: () => number

  private constructor(
    store: GateStore,
    token: string,
    members: Members,
    tokens: ApiTokens,
    now: () => number,
  ) {
    this.#store = store
    this.#token = token
    this.members = members
    this.tokens = tokens
    this.audit = new Audit(store, now)
    this.#now = now
  }

  static async load(store: GateStore, token: string, now: () => number = Date.now): Promise<Gate> {
    const [members, tokens] = await Promise.all([Members.load(store, now), ApiTokens.load(store, now)])
    return new Gate(store, token, members, tokens, now)
  }

  signInAsAdmin(c: Context, token: string): boolean {
    if (!same(token, this.#token)) return false
    giveCookie(c, this.#token, { member: '', epoch: 0 }, this.#now())
    return true
  }

  signIn(c: Context, { id, epoch }: { id: string; epoch: number }): Actor | null {
    giveCookie(c, this.#token, { member: id, epoch }, this.#now())
    return this.members.actor(id, epoch)
  }

  signOut(c: Context): void {
    takeCookie(c)
  }

  who(c: Context): Actor | null {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined) return same(bearer, this.#token) ? ADMIN : this.tokens.actor(bearer)
    const ticket = readCookie(c, this.#token, this.#now())
    if (ticket === null) return null
    return ticket.member === '' ? ADMIN : this.members.actor(ticket.member, ticket.epoch)
  }

  /** Answers 401 to strangers and 403 to who may not; `base` is where the rules' addresses begin. */
  guard(base: string): MiddlewareHandler {
    return async (c, next) => {
      const actor = this.who(c)
      if (!actor) {
        throw new Failure('unauthorized', 'Sign in first, or send the header "Authorization: Bearer TOKEN".')
      }
      const path = c.req.path.slice(base.length)
      demand(actor, takes(c.req.method, path))
      setActor(c, actor)
      const found = ruleOf(c.req.method, path)
      // The body can be read once: the copy is for the log.
      const asked = found && namesBody(found.rule) ? c.req.raw.clone() : null
      await next()
      if (!c.res.ok || !found?.rule.notes) return
      const target = targetOf(found, path, await textsOf(asked))
      const project = (await projectOf(this.#store, c.req.query('project'))).id
      await this.audit.note(project, actor.title, found.rule.notes, target)
    }
  }
}

function targetOf(
  { rule, parts }: NonNullable<ReturnType<typeof ruleOf>>,
  path: string,
  body: Record<string, string>,
): string {
  const named: Record<string, string> = { ...body, ...parts }
  return rule.target?.replace(/\{(\w+)\}/g, (_, part: string) => decoded(named[part] ?? '')) ?? path.slice(1)
}

async function textsOf(asked: Request | null): Promise<Record<string, string>> {
  if (!asked?.headers.get('content-type')?.includes('json')) return {}
  // What cannot be read was refused already, or names nothing.
  const body: unknown = await asked.json().catch(() => null)
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string'))
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
