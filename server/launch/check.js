// @ts-check
// `npm run check`, for before a commit: types, lint, and all tests that need no browser; among these stand the
// architecture and the recorder's bytes.
import { join } from 'node:path'
import { handOver } from './hand-over.js'
import { ROOT } from './root.js'
import { fail } from './say.js'
import { setUp } from './set-up.js'

const CHECKS = [
  { name: 'Types', command: ['typescript/bin/tsc', '--noEmit', '-p', ROOT] },
  {
    name: 'Types of benches',
    command: ['typescript/bin/tsc', '--noEmit', '-p', join(ROOT, 'tsconfig.bench.json')],
  },
  { name: 'Lint', command: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', ROOT] },
  { name: 'Tests', command: ['vitest/vitest.mjs', 'run', '--project=fast', ...process.argv.slice(2)] },
]

await setUp()
for (const { name, command } of CHECKS) {
  const [program = '', ...args] = command
  const code = await handOver(process.execPath, [join(ROOT, 'node_modules', program), ...args])
  if (code !== 0) fail(`${name}: not clean, see above.`)
}
