import type { Context } from 'hono'
import type { Me } from '../../contract/access.ts'
import { PERMISSION_NAMES, type Permission } from '../../contract/roles.ts'
import { Failure } from '../failure.ts'

/** Who asks. */
export interface Actor extends Me {
  /** As the audit log names them. */
  title: string
  may: Permission[]
}

/** Who shows the admin token: whoever runs the server. */
export const ADMIN: Actor = {
  role: 'owner',
  name: 'Admin',
  email: null,
  title: 'admin token',
  may: PERMISSION_NAMES,
}

export const ANYONE = 'anyone'

const actors = new WeakMap<Request, Actor>()

/** Remembers who asks, for the routes behind the gate. */
export function setActor(c: Context, actor: Actor): void {
  actors.set(c.req.raw, actor)
}

export function actorOf(c: Context): Actor | null {
  return actors.get(c.req.raw) ?? null
}

/** Refuses who may not, with what it takes. */
export function demand(actor: Actor, permission: Permission): void {
  if (actor.may.includes(permission)) return
  const who = actor.role === null ? 'This API token' : 'Your role'
  throw new Failure('forbidden', `${who} does not include "${permission}"; ask an owner for it.`, {
    permission,
  })
}
