import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import type { RecordedEvent } from '../../contract/rrweb.ts'

const PLAYER = readFileSync(join(import.meta.dirname, '../../node_modules/rrweb/umd/rrweb.js'), 'utf8')

/** As much of rrweb's Replayer as is used here. */
type RrwebPlayer = new (
  events: unknown[],
  options: object,
) => { pause(at: number): void; getMetaData(): { totalTime: number }; iframe: HTMLIFrameElement }

/** Runs in the player's page. */
async function play({ events, source }: { events: unknown[]; source: string }): Promise<unknown> {
  // rrweb's player is a global of the page, loaded as a script.
  const { Replayer } = (window as unknown as { rrweb: { Replayer: RrwebPlayer } }).rrweb
  const player = new Replayer(events, { root: document.body, mouseTail: false })
  player.pause(player.getMetaData().totalTime + 10)
  await new Promise(done => setTimeout(done, 500))
  // The same function as on the recorded page.
  return new Function('root', `return (${source})(root)`)(player.iframe.contentDocument)
}

/** What `look` sees in the recording's last picture, as rrweb's own player shows it, and the player's warnings. */
export async function seenInReplay<T>(
  context: BrowserContext,
  events: RecordedEvent[],
  look: (root: Document) => T,
): Promise<{ seen: unknown; warnings: string[] }> {
  const page = await context.newPage()
  const warnings: string[] = []
  page.on('console', message => warnings.push(message.text()))
  await page.addScriptTag({ content: PLAYER })
  const seen = await page.evaluate(play, { events, source: String(look) })
  await page.close()
  return { seen, warnings }
}
