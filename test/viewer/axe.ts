/** What axe-core finds serious on a page. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface Finding {
  id: string
  impact: string
  nodes: { html: string; failureSummary: string }[]
}

export async function seriousOn(page: Page): Promise<string[]> {
  // The page's own policy forbids added scripts; an evaluation by the browser's driver is not one of the page.
  await page.evaluate(await readFile(AXE, 'utf8'))
  const found: Finding[] = await page.evaluate(
    // The recorded page inside the player's frame is the visited site's, not ours.
    `axe.run({ exclude: ['.session-replay'] }).then(result => result.violations)`,
  )
  return found
    .filter(one => one.impact === 'serious' || one.impact === 'critical')
    .map(one => `${one.id}: ${one.nodes.map(node => `${node.html} ${node.failureSummary}`).join('\n')}`)
}
