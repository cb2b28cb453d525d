import { FRUSTRATION_KINDS } from '../../../contract/frustration/frustration.ts'
import type { Scenario, Visitor } from './visit.ts'

/** A page of somebody else's site: its own style, no skeleton of ours. */
export function site(style: string, body: string, script = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Site</title><style>
body{margin:0;font:15px/1.5 system-ui,sans-serif;color:#222}${style}</style></head><body>${body}
<script>const $ = s => document.querySelector(s), $$ = s => [...document.querySelectorAll(s)];
const wait = ms => new Promise(done => setTimeout(done, ms));${script}</script></body></html>`
}

export type Visit = (
  name: string,
  page: string,
  run: Scenario['run'],
  more?: Pick<Partial<Scenario>, 'pages' | 'asks'>,
) => void

/** Visits played in real time and recorded by our own recorder, labelled for all kinds. */
export function strangers(who = 'stranger'): { all: Scenario[]; visit: Visit } {
  const all: Scenario[] = []
  const visit: Visit = (name, page, run, more) =>
    all.push({
      name: `${who}: ${name}`,
      pages: { '/': page, ...more?.pages },
      tells: 'nothing',
      recorder: 'ours',
      asks: more?.asks ?? FRUSTRATION_KINDS,
      run,
    })
  return { all, visit }
}

/** The same visits as a plain rrweb recorder with its console plugin sees them. */
export function plainly(scenarios: readonly Scenario[], ...names: string[]): Scenario[] {
  return names.map(name => {
    const found = scenarios.find(scenario => scenario.name.endsWith(`: ${name}`))
    if (!found) throw new Error(`No such visit: ${name}`)
    return { ...found, name: `plain: ${name}`, recorder: 'rrweb', tells: 'console', clock: 'real' }
  })
}

/** Clicks without a hand: the pointer is there at once, as testing tools do it. */
export async function press(v: Visitor, selector: string, times = 1, gap = 200): Promise<void> {
  for (let i = 0; i < times; i++) {
    if (i > 0) await v.wait(gap)
    const { x, y } = await v.middle(selector)
    await v.page.mouse.click(x, y)
  }
}

/** Taps with a finger. */
export async function tap(v: Visitor, selector: string, times = 1, gap = 200): Promise<void> {
  const box = await v.page.locator(selector).first().boundingBox()
  if (!box) throw new Error(`No box: ${selector}`)
  for (let i = 0; i < times; i++) {
    if (i > 0) await v.wait(gap)
    await v.page.touchscreen.tap(box.x + Math.min(30, box.width / 2), box.y + box.height / 2)
  }
}
