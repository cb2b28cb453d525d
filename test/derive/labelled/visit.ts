import type { Page } from 'playwright-core'
import { FRUSTRATION_KINDS, type FrustrationKind as Kind } from '../../../contract/frustration/frustration.ts'

/** What visits are labelled for unless they say otherwise. */
export const CLICK_KINDS = ['rage', 'dead', 'error'] as const satisfies readonly Kind[]

/** What a person who knows the page says of a visit. */
export interface Label {
  kind: Kind
  /** Epoch ms of the (first) click. */
  at: number
  /** Also true, but not asked for: a rage click on a dead button is dead too. */
  optional: boolean
}

export interface Scenario {
  name: string
  /** Pages by path; `/` is where the visit begins. */
  pages: Record<string, string>
  /** How failures reach the recording: not at all, as rrweb's console plugin tells, or as our signals. */
  tells: 'nothing' | 'console' | 'signals'
  /** Kinds that the labels are complete for. */
  asks: readonly Kind[]
  /** Who records: rrweb alone (the default), or our recorder, as visits happen. */
  recorder?: 'rrweb' | 'ours'
  /** Whose time passes on the page; see `Visitor`. */
  clock?: 'ours' | 'real'
  run: (visitor: Visitor) => Promise<void>
}

/** What the scenario's site answers; `/api/any?status=&after=&body=` as it is asked to. `after`: ms. */
export function answerOf(
  { pages }: Scenario,
  url: string,
): { status?: number; contentType?: string; body: string; after?: number } {
  const { pathname, searchParams } = new URL(url)
  if (pathname === '/api/any') {
    const body = searchParams.get('body') ?? '{}'
    return {
      status: Number(searchParams.get('status') ?? 200),
      body,
      after: Number(searchParams.get('after')),
    }
  }
  const status = { '/api/fail': 500, '/api/refuse': 401, '/api/ok': 200 }[pathname]
  if (status) return { status, body: '{}' }
  const body = pages[pathname]
  return body ? { contentType: 'text/html', body } : { status: 404, body: '' }
}

/** A visitor with a mouse: moves to things in steps, as hands do. */
export class Visitor {
  readonly labels: Label[] = []
  readonly page: Page
  readonly #clock: 'ours' | 'real'

  /** `ours`: the page's time passes only while the visitor waits, however loaded the machine is. */
  constructor(page: Page, clock: 'ours' | 'real' = 'ours') {
    this.page = page
    this.#clock = clock
  }

  /** Labels the next click. */
  async expect(...kinds: (Kind | `${Kind}?`)[]): Promise<void> {
    const at = await this.page.evaluate(() => Date.now())
    for (const kind of kinds) {
      const optional = kind.endsWith('?')
      const known = FRUSTRATION_KINDS.find(name => name === kind.replace('?', ''))
      if (known) this.labels.push({ kind: known, at, optional })
    }
  }

  /** Where to hit it. Pages that draw themselves anew may take the thing away while it is measured. */
  async middle(selector: string): Promise<{ x: number; y: number }> {
    const thing = this.page.locator(selector).first()
    for (let tries = 0; tries < 5; tries++) {
      const box = await thing.boundingBox()
      if (box) return { x: box.x + Math.min(box.width / 2, 60), y: box.y + box.height / 2 }
    }
    throw new Error(`No box: ${selector}`)
  }

  async over(selector: string): Promise<void> {
    const { x, y } = await this.middle(selector)
    await this.page.mouse.move(x, y, { steps: 4 })
    // rrweb takes a position every 50 ms: one on the thing itself.
    await this.wait(60)
    await this.page.mouse.move(x + 1, y)
  }

  async click(selector: string, times = 1, gap = 180): Promise<void> {
    await this.over(selector)
    for (let i = 0; i < times; i++) {
      if (i > 0) await this.wait(gap)
      await this.page.mouse.down()
      await this.wait(60)
      await this.page.mouse.up()
      await frame()
    }
  }

  async wait(ms: number): Promise<void> {
    if (this.#clock === 'real') return sleep(ms)
    for (let left = ms; left > 0; left -= STEP_MS) {
      await frame()
      await this.page.clock.runFor(Math.min(left, STEP_MS))
    }
  }

  /** Looks round, and goes on looking: a recording shows time only by what happens in it. */
  async look(ms: number): Promise<void> {
    for (let i = 0; i * 350 < ms; i++) {
      await this.page.mouse.move(300 + (i % 5) * 60, 420 + (i % 3) * 40, { steps: 2 })
      await this.wait(350)
    }
  }
}

/** ms of the page's time between two looks at the network and the screen. */
const STEP_MS = 100

/** What the browser does by itself (frames, answers of the network) takes real time. */
const frame = (): Promise<void> => sleep(20)
const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

const STYLE = `body{font:16px sans-serif;margin:24px;max-width:900px} .btn{cursor:pointer;padding:6px 12px;background:#ddd;
display:inline-block} .card{border:1px solid #ccc;padding:12px;margin:8px 0} .toast{position:fixed;right:8px;bottom:8px}
[hidden]{display:none}`

export function html(body: string, script = '', style = ''): string {
  return `<!doctype html><html lang="en"><head><title>Shop</title><style>${STYLE}${style}</style></head>
<body><header><h1>Shop</h1><nav><a href="/">Home</a> <a href="/products">Products</a></nav></header>
<main>${body}<p>Some text that describes the thing at hand, in a sentence or two, so that the page is not empty.</p></main>
<script>const $ = s => document.querySelector(s);${script}</script></body></html>`
}

/** What a page does on its own while the visitor is there. */
export const BACKGROUNDS: Record<string, { body: string; script: string }> = {
  still: { body: '', script: '' },
  clock: {
    body: '<p class="clock">0</p>',
    script: `setInterval(() => { $('.clock').textContent = String(Date.now()) }, 1000);`,
  },
  carousel: {
    body: '<div class="slides" style="transform:translateX(0)"><b>One</b><b>Two</b></div>',
    script: `let turns = 0; setInterval(() => { $('.slides').style.transform = 'translateX(' + (++turns % 3) * 100 + 'px)' }, 3000);`,
  },
  feed: {
    body: '<ul class="feed" style="height:150px;overflow:hidden"></ul>',
    script: `(function next() { setTimeout(() => { const li = document.createElement('li'); li.textContent = 'sale ' + Math.random();
      $('.feed').prepend(li); if ($('.feed').children.length > 6) $('.feed').lastChild.remove(); next() }, 500 + Math.random() * 1800) })();`,
  },
  spinner: {
    body: '<div class="spin" style="width:20px;height:20px;background:teal"></div>',
    script: `(function turn(t) { $('.spin').style.transform = 'rotate(' + t / 5 + 'deg)'; requestAnimationFrame(turn) })(0);`,
  },
  polling: {
    body: '<p>Stock: <span class="stock">5</span></p>',
    script: `setInterval(() => { $('.stock').replaceChildren(String(3 + Math.floor(Math.random() * 5))) }, 1500);`,
  },
}
