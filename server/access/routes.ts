import { Hono } from 'hono'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Gate } from './gate.ts'

const signIn = z.object({ token: z.string().min(1).max(500) })

/** Signing in and out, and who one is. */
export function accessRoutes(gate: Gate): Hono {
  return new Hono()
    .post('/sign-in', async c => {
      // No JSON at all is refused as JSON of the wrong shape is.
      const body = signIn.safeParse(await c.req.json().catch(() => null))
      if (!body.success) throw new Failure('bad-request', 'Send {"token": "..."} as JSON.')
      if (!gate.signIn(c, body.data.token)) {
        throw new Failure(
          'unauthorized',
          'This is not the admin token. It is in the file admin-token of the data folder.',
        )
      }
      return c.json({ role: 'owner' })
    })
    .post('/sign-out', c => {
      gate.signOut(c)
      return c.json({ role: null })
    })
    .get('/me', c => {
      if (!gate.isIn(c)) throw new Failure('unauthorized', 'Nobody is signed in.')
      return c.json({ role: 'owner' })
    })
}
