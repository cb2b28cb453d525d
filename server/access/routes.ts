import { Hono } from 'hono'
import { acceptSchema, type Me, signInSchema } from '../../contract/access.ts'
import { sentenceOf } from '../../contract/problem-words.ts'
import { Failure } from '../failure.ts'
import { type Actor, ADMIN, ANYONE } from './actor.ts'
import type { Gate } from './gate.ts'
import { Guesses } from './password.ts'

/** Signing in and out, accepting an invitation, and who one is. */
export function accessRoutes(gate: Gate, now: () => number = Date.now): Hono {
  const guesses = new Guesses()
  // Whom nobody knows is not named: strangers could fill the log with names.
  const refused = (email: string) =>
    gate.audit.note('', gate.members.knows(email) ? email : ANYONE, 'sign-in-refused', 'the viewer')
  return new Hono()
    .post('/sign-in', async c => {
      // No JSON at all is refused as JSON of the wrong shape is.
      const body = signInSchema.safeParse(await c.req.json().catch(() => null))
      if (!body.success) {
        throw new Failure(
          'bad-request',
          'Send {"token": "..."} or {"email": "...", "password": "..."} as JSON.',
        )
      }
      const email = 'email' in body.data ? body.data.email : ''
      const wait = guesses.waitFor(email, now())
      if (email !== '' && wait > 0) {
        c.header('retry-after', String(wait))
        throw new Failure('too-many', 'Too many wrong passwords; try again in a few minutes.')
      }
      if ('token' in body.data) {
        if (gate.signInAsAdmin(c, body.data.token)) {
          await gate.audit.note('', ADMIN.title, 'signed-in', 'the viewer')
          return c.json(meOf(ADMIN))
        }
        await refused('')
        throw new Failure(
          'unauthorized',
          'This is not the admin token. It is in the file admin-token of the data folder.',
        )
      }
      const member = await gate.members.withPassword(body.data.email, body.data.password)
      const actor = member && gate.signIn(c, member)
      if (!actor) {
        guesses.wrong(email, now())
        await refused(email)
        throw new Failure('unauthorized', 'The e-mail address and the password do not fit together.')
      }
      await gate.audit.note('', actor.title, 'signed-in', 'the viewer')
      return c.json(meOf(actor))
    })
    .post('/invitations/accept', async c => {
      // No JSON at all is refused as JSON of the wrong shape is.
      const body = acceptSchema.safeParse(await c.req.json().catch(() => null))
      if (!body.success) {
        throw new Failure('bad-request', sentenceOf(body.error.issues[0]))
      }
      const { invitation, name, password } = body.data
      const actor = gate.signIn(c, await gate.members.accept(invitation, name, password))
      if (!actor) throw new Failure('conflict', 'This member was removed meanwhile; ask an owner.')
      await gate.audit.note('', actor.title, 'signed-in', 'the viewer')
      return c.json(meOf(actor))
    })
    .post('/sign-out', c => {
      gate.signOut(c)
      return c.json({ role: null })
    })
    .get('/me', c => {
      const actor = gate.who(c)
      if (!actor) throw new Failure('unauthorized', 'Nobody is signed in.')
      return c.json(meOf(actor))
    })
}

function meOf({ role, name, email, may }: Actor): Me {
  return { role, name, email, may }
}
