import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import { Failure } from '../failure.ts'
import { ROOT } from '../root.ts'
import { earlyTags } from './early.ts'
import { withAssets } from './policy.ts'

const RECORDER = join(ROOT, 'dist', 'recorder')
const VIEWER = join(ROOT, 'dist', 'viewer')

/** The recorder's files, for any site: cached five minutes, so that a new version arrives soon. */
export function recorderFiles(): Hono {
  return new Hono().use(
    '/:file{.+\\.js}',
    compress(),
    async (c, next) => {
      await next()
      c.header('access-control-allow-origin', '*')
      c.header('cross-origin-resource-policy', 'cross-origin')
      c.header('cache-control', 'public, max-age=300')
    },
    serveStatic({ root: RECORDER }),
  )
}

/** The page behind a public link: what it may tell, and who may frame it; null when there is no such link. */
export type PageOfShare = (token: string) => Promise<{
  title: string
  picture: { width: number; height: number } | null
  framedBy: string[]
} | null>

/** Origins whose assets replays may fetch, of the project in the address and for who is signed in. */
export type AssetsAllowed = (c: Context) => Promise<string[]>

/** The viewer: its files, and its page for every address it knows how to show. */
export function viewerFiles(pageOfShare: PageOfShare, assetsAllowed: AssetsAllowed): Hono {
  const framedBy = new WeakMap<Request, string[]>()
  const assets = new WeakMap<Request, string[]>()
  return new Hono()
    .use(compress())
    .use('/s/*', async (c, next) => {
      await next()
      letFrame(c.res.headers, framedBy.get(c.req.raw) ?? [])
    })
    .use(async (c, next) => {
      await next()
      const policy = c.res.headers.get('content-security-policy')
      const origins = assets.get(c.req.raw) ?? []
      if (policy && origins.length > 0) c.header('content-security-policy', withAssets(policy, origins))
    })
    .use(
      secureHeaders({
        contentSecurityPolicy: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          // Replays carry inline styles of the recorded page; scripts never run.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          fontSrc: ["'self'", 'data:'],
          mediaSrc: ["'self'", 'data:', 'blob:'],
          frameSrc: ["'self'", 'blob:', 'data:'],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
        referrerPolicy: 'no-referrer',
      }),
    )
    .use(
      '/assets/*',
      async (c, next) => {
        await next()
        // Names carry a hash of the content.
        if (c.res.ok) c.header('cache-control', 'public, max-age=31536000, immutable')
      },
      serveStatic({ root: VIEWER }),
    )
    .use('/*', serveStatic({ root: VIEWER, rewriteRequestPath: path => (path === '/' ? '/none' : path) }))
    .get('/s/:token', async c => {
      const page = await pageOfShare(c.req.param('token'))
      c.header('cache-control', 'no-store')
      c.header('x-robots-tag', 'noindex')
      if (page === null) return c.html(await viewerPage(), 404)
      framedBy.set(c.req.raw, page.framedBy)
      const { origin, pathname } = new URL(c.req.url)
      const picture = page.picture && { ...page.picture, address: `${origin}${pathname}/picture.png` }
      return c.html(titled(await viewerPage(), page.title, picture))
    })
    .get('/*', async c => {
      if (isFile(c.req.path)) throw new Failure('not-found', 'There is no such file.')
      c.header('cache-control', 'no-cache')
      // Boards for everyone are no replays.
      if (!c.req.path.startsWith('/b/')) assets.set(c.req.raw, await assetsAllowed(c))
      return c.html(withHead(await viewerPage(), await earlyTags(new URL(c.req.url))))
    })
}

/** Files stand at the top or among the assets; further down a dot may be part of an id. */
function isFile(path: string): boolean {
  return path.startsWith('/assets/') || /^\/[^/]+\.\w+$/.test(path)
}

/** Lets the sites that the project names show a public link in a frame; every other page refuses frames. */
function letFrame(headers: Headers, origins: string[]): void {
  if (origins.length === 0) return
  const policy = headers.get('content-security-policy') ?? ''
  headers.set(
    'content-security-policy',
    policy.replace("frame-ancestors 'none'", `frame-ancestors ${origins.join(' ')}`),
  )
  // The older header knows no list of origins, and would forbid what the policy allows.
  headers.delete('x-frame-options')
}

async function viewerPage(): Promise<string> {
  const page = join(VIEWER, 'index.html')
  if (!existsSync(page)) {
    throw new Failure('unavailable', 'The viewer is not built; start with "npm start", which builds it.')
  }
  return readFile(page, 'utf8')
}

export function withHead(page: string, tags: string[]): string {
  return page.replace('</head>', () => `${tags.map(tag => `  ${tag}\n  `).join('')}</head>`)
}

/** Other programs show what Open Graph says of a page where its link is posted. */
function titled(
  page: string,
  title: string,
  picture: { address: string; width: number; height: number } | null,
): string {
  const property = (name: string, content: string | number) =>
    `<meta property="${name}" content="${escaped(String(content))}" />`
  const head = [
    `<title>${escaped(title)} · Segreel</title>`,
    property('og:title', title),
    property('og:type', 'website'),
    property('og:site_name', 'Segreel'),
    ...(picture
      ? [
          property('og:image', picture.address),
          property('og:image:type', 'image/png'),
          property('og:image:width', picture.width),
          property('og:image:height', picture.height),
          '<meta name="twitter:card" content="summary_large_image" />',
        ]
      : []),
  ].join('\n    ')
  // A function, for a title may hold what replace would read as a pattern.
  return page.replace(/<title>.*?<\/title>/, () => head)
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
}
