import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Member } from '../../contract/access.ts'
import { mayOf, ROLE_NAMES, type Role } from '../../contract/roles.ts'
import { Failure } from '../failure.ts'
import type { ControlStore } from '../store/control-port.ts'
import type { Actor } from './actor.ts'
import { hashPassword, isPassword } from './password.ts'
import { idOfSecret, newSecret } from './secret.ts'

const DAY_MS = 86_400_000
const INVITED_DAYS = 14
/** How exactly it is known when a member was last here, ms. */
const SEEN_MS = 10 * 60_000
/** Members are of the installation, not of a project. */
const INSTALLATION = ''

const storedSchema = z.object({
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLE_NAMES),
  /** `salt:hash`, see password.ts; null until the invitation is accepted. */
  password: z.string().nullable(),
  /** Hash of the invitation's secret, and until when it can be accepted. */
  invitation: z.object({ id: z.string(), expiresAt: z.int() }).nullable(),
  epoch: z.int(),
  seenAt: z.int().nullable(),
})
type Stored = z.infer<typeof storedSchema> & { id: string; createdAt: number }

type MemberStore = Pick<ControlStore, 'documents' | 'putDocument' | 'deleteDocument'>

/** The people who may sign in. Held in memory: this process is the only one that changes them. */
export class Members {
  readonly #store: MemberStore
  readonly #now: () => number
  readonly #all = new Map<string, Stored>()

  private constructor(store: MemberStore, now: () => number) {
    this.#store = store
    this.#now = now
  }

  static async load(store: MemberStore, now: () => number): Promise<Members> {
    const members = new Members(store, now)
    for (const row of await store.documents(INSTALLATION, 'member')) {
      const stored = storedSchema.safeParse(row.value)
      if (stored.success) members.#all.set(row.id, { ...stored.data, id: row.id, createdAt: row.createdAt })
    }
    return members
  }

  list(): Member[] {
    return [...this.#all.values()].map(memberOf).sort((a, b) => (a.email < b.email ? -1 : 1))
  }

  knows(email: string): boolean {
    return [...this.#all.values()].some(one => one.email === email)
  }

  /** The secret goes into the invitation's link and is not kept. Inviting again makes the old link void. */
  async invite(email: string, role: Role): Promise<{ member: Member; secret: string }> {
    const known = [...this.#all.values()].find(one => one.email === email)
    if (known?.password)
      throw new Failure('conflict', `${email} is a member already; change the role instead.`)
    const { secret, id } = newSecret()
    const now = this.#now()
    const member = await this.#put({
      id: known?.id ?? randomUUID(),
      createdAt: known?.createdAt ?? now,
      email,
      name: '',
      role,
      password: null,
      invitation: { id, expiresAt: now + INVITED_DAYS * DAY_MS },
      epoch: known?.epoch ?? 0,
      seenAt: null,
    })
    return { member: memberOf(member), secret }
  }

  /** A link to set a new password; the old one stays good until then. */
  async renew(id: string): Promise<{ member: Member; secret: string }> {
    const { secret, id: invitation } = newSecret()
    const expiresAt = this.#now() + INVITED_DAYS * DAY_MS
    const member = await this.#put({ ...this.#get(id), invitation: { id: invitation, expiresAt } })
    return { member: memberOf(member), secret }
  }

  async accept(secret: string, name: string, password: string): Promise<Stored> {
    const id = idOfSecret(secret)
    const member = [...this.#all.values()].find(
      one => one.invitation?.id === id && one.invitation.expiresAt > this.#now(),
    )
    if (!member) {
      throw new Failure('not-found', 'This invitation is over or was replaced; ask an owner for a new one.')
    }
    const hashed = await hashPassword(password)
    if (this.#all.get(member.id)?.invitation?.id !== id) {
      throw new Failure('not-found', 'This invitation was accepted already; sign in with your password.')
    }
    return this.#put({ ...member, name, password: hashed, invitation: null, epoch: member.epoch + 1 })
  }

  /** Null for an unknown address as for a wrong password, after as much work. */
  async withPassword(email: string, password: string): Promise<Stored | null> {
    const member = [...this.#all.values()].find(one => one.email === email)
    const right = await isPassword(member?.password ?? UNKNOWN, password)
    return right && member ? member : null
  }

  async changeRole(id: string, role: Role): Promise<Member> {
    return memberOf(await this.#put({ ...this.#get(id), role }))
  }

  async remove(id: string): Promise<Member> {
    const member = this.#get(id)
    this.#all.delete(id)
    await this.#store.deleteDocument(INSTALLATION, 'member', id)
    return memberOf(member)
  }

  /** Who holds a cookie of this epoch; null once removed or with a newer password. */
  actor(id: string, epoch: number): Actor | null {
    const member = this.#all.get(id)
    if (!member || member.epoch !== epoch || member.password === null) return null
    if ((member.seenAt ?? 0) + SEEN_MS < this.#now()) {
      this.#put({ ...member, seenAt: this.#now() }).catch(error =>
        console.error('When a member was last here could not be noted.', error),
      )
    }
    const { role, name, email } = member
    return { role, name, email, title: email, may: [...mayOf(role)] }
  }

  #get(id: string): Stored {
    const member = this.#all.get(id)
    if (!member) throw new Failure('not-found', 'There is no member with this id.')
    return member
  }

  async #put(member: Stored): Promise<Stored> {
    this.#all.set(member.id, member)
    const { id, createdAt, ...value } = member
    await this.#store.putDocument({
      project: INSTALLATION,
      kind: 'member',
      id,
      createdAt,
      updatedAt: this.#now(),
      value,
    })
    return member
  }
}

/** Of the right form, and nobody's: an unknown address takes as long as a wrong password. */
const UNKNOWN = `${'A'.repeat(22)}:${'A'.repeat(43)}`

function memberOf({ id, email, name, role, password, createdAt, seenAt }: Stored): Member {
  return { id, email, name, role, invited: password === null, createdAt, seenAt }
}
