import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { demoApi } from './api.ts'
import { renderPage } from './page.ts'

export interface DemoShopOptions {
  writeKey: string
  // how the slow endpoints wait (milliseconds); tests and the sample visits do not want to
  wait?: (milliseconds: number) => Promise<void>
  // the site's version, told to the recorder
  release?: string
  // where the recorder sends to, when not to its own origin
  endpoint?: string
  // what the ids of people who sign up begin with
  userPrefix?: string
}

const pages: Record<string, string> = {
  '/': 'home',
  '/products': 'products',
  '/product/:id': 'product',
  '/cart': 'cart',
  '/checkout': 'checkout',
  '/confirmation': 'confirmation',
  '/pricing': 'pricing',
  '/sign-up': 'sign-up',
  '/sign-in': 'sign-in',
  '/account': 'account',
  '/help': 'help',
}

const mediaTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

// To be mounted with app.route('/demo', demoShop(...)): the pages' addresses are written out.
export function demoShop(options: DemoShopOptions): Hono {
  const { writeKey, wait = sleep, release = '2.5.0', endpoint, userPrefix = 'user-' } = options
  const tag = { writeKey, release, ...(endpoint !== undefined && { endpoint }) }
  const shop = new Hono()
  for (const [path, name] of Object.entries(pages)) {
    shop.get(path, context => context.html(renderPage(name, tag)))
  }
  shop.get('/assets/:file{[a-z-]+(?:/[a-z-]+)?\\.(?:css|js|svg)}', context => {
    const name = context.req.param('file')
    const bytes = asset(name)
    const type = mediaTypes[name.slice(name.lastIndexOf('.') + 1)]
    if (bytes === undefined || type === undefined) return context.notFound()
    return context.body(bytes, 200, { 'content-type': type, 'cache-control': 'no-cache' })
  })
  shop.route('/api', demoApi(wait, userPrefix))
  shop.get('*', context =>
    context.req.path.endsWith('/')
      ? context.redirect(context.req.path.slice(0, -1) || '/', 302)
      : context.html(renderPage('not-found', tag), 404),
  )
  return shop
}

function asset(name: string): string | undefined {
  try {
    return readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
