// @ts-check
// `npm test`: the whole suite. What follows `--` goes to vitest: `npm test -- test/store`.
import { join } from 'node:path'
import { ensureChromium } from './chromium.js'
import { handOver } from './hand-over.js'
import { ROOT } from './root.js'
import { setUp } from './set-up.js'

const args = process.argv.slice(2)
await setUp()
if (!args.includes('--project=fast')) process.env.CHROME_PATH = await ensureChromium(ROOT)
// The suite starts the server some hundred times: Node keeps the stripped and compiled modules.
process.env.NODE_COMPILE_CACHE ??= join(ROOT, '.cache', 'node')
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
process.exit(await handOver(process.execPath, [vitest, 'run', ...args]))
