import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { lookUp } from './catalogue.ts'
import { findProduct } from './products.ts'

const slowMs = 4000

const coupon = z.object({ code: z.string() })
const order = z.object({ total: z.number(), lines: z.array(z.object({ id: z.string() })) })
const signIn = z.object({ email: z.string(), password: z.string() })
const invitation = z.object({ email: z.string() })
const connection = z.object({ plan: z.string() })

// Stateless on purpose: the same request gets the same answer, also in a test that runs beside another.
export function demoApi(wait: (milliseconds: number) => Promise<void>, userPrefix: string): Hono {
  const api = new Hono()

  // Server-Timing tells the simulated visitors how long this answer is meant to take.
  async function slowly(context: Context): Promise<void> {
    context.header('Server-Timing', `app;dur=${slowMs}`)
    await wait(slowMs)
  }

  api.get('/products', context => {
    const { category = '', search = '', sort = '', page = '1' } = context.req.query()
    return context.json(lookUp({ category, search, sort, page: Number.parseInt(page, 10) || 1 }))
  })

  api.get('/products/:id', context => {
    const product = findProduct(context.req.param('id'))
    return product ? context.json(product) : context.json({ message: 'There is no such product.' }, 404)
  })

  api.get('/delivery', async context => {
    await slowly(context)
    return context.json({ message: 'At your door on Thursday.' })
  })

  api.get('/stock/:id', context => {
    const product = findProduct(context.req.param('id'))
    if (!product) return context.json({ message: 'There is no such product.' }, 404)
    if (product.flakyStock && context.req.query('attempt') !== '2') {
      return context.json({ message: 'Stock could not be checked. Try again.' }, 503)
    }
    return context.json({ message: 'In stock, ships today.' })
  })

  api.post('/coupon', async context => {
    const { code } = coupon.parse(await context.req.json())
    if (code === 'WELCOME10') return context.json({ code, percent: 10 })
    if (code === 'SPRING25') return context.json({ message: 'Something went wrong.' }, 500)
    return context.json({ message: 'This code is not valid.' }, 404)
  })

  api.post('/orders', async context => {
    const body = order.parse(await context.req.json())
    return context.json({ orderId: `LS-${digest(JSON.stringify(body)).slice(0, 6).toUpperCase()}` }, 201)
  })

  api.post('/sign-up', async context => {
    const { email } = signIn.parse(await context.req.json())
    return context.json({ userId: userIdOf(email, userPrefix) }, 201)
  })

  api.post('/sign-in', async context => {
    const { email, password } = signIn.parse(await context.req.json())
    if (password === 'wrong') return context.json({ message: 'E-mail or password do not match.' }, 401)
    return context.json({ userId: userIdOf(email, userPrefix) })
  })

  api.post('/team', async context => {
    invitation.parse(await context.req.json())
    return context.json({ message: 'Invitation sent.' }, 202)
  })

  // Where enterprise customers get stuck: their connection waits for an approval nobody told them about.
  api.post('/connections', async context => {
    const { plan } = connection.parse(await context.req.json())
    if (plan === 'enterprise') return context.json({ message: 'Connection refused (SSO-403).' }, 403)
    return context.json({ message: 'Store connected.' }, 201)
  })

  api.post('/standing-orders', context => context.json({ message: 'Standing order created.' }, 201))

  api.onError((error, context) => {
    if (error instanceof z.ZodError || error instanceof SyntaxError) {
      return context.json({ message: 'The request is not what this shop understands.' }, 400)
    }
    throw error
  })
  api.all('*', context => context.json({ message: 'There is nothing here.' }, 404))
  return api
}

// The shop keeps no accounts: an address always gets the same id.
export function userIdOf(email: string, prefix: string): string {
  return prefix + digest(email.trim().toLowerCase()).slice(0, 10)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
