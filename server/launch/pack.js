// @ts-check
// `prepack`: Node refuses to strip types inside node_modules, so the package carries the server as JavaScript.
import { cpSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './root.js'
import { run } from './run.js'
import { fail, say } from './say.js'
import { setUp } from './set-up.js'

const COMPILED = [
  { name: 'server', outputs: ['server', 'contract'], project: join('server', 'tsconfig.json') },
  { name: "recorder's types", outputs: ['types'], project: join('server', 'launch', 'recorder-types.json') },
]

await setUp()
for (const { name, outputs, project } of COMPILED) {
  say(`Compiling the ${name}`)
  for (const output of outputs) rmSync(join(ROOT, 'dist', output), { recursive: true, force: true })
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  const { code, output } = await run(process.execPath, [tsc, '-p', join(ROOT, project)], { cwd: ROOT })
  if (code !== 0)
    fail(`The ${name} cannot be compiled: see the errors above (npm run check shows them too).`, output)
}

// The server's other files (the demo shop's pages, the sample data) stand beside its code in the package as well.
const server = join(ROOT, 'server')
const notShipped = ['launch', 'tsconfig.json', join('sample', 'make')].map(name => join(server, name))
cpSync(server, join(ROOT, 'dist', 'server'), {
  recursive: true,
  filter: path => !notShipped.includes(path) && (statSync(path).isDirectory() || !path.endsWith('.ts')),
})
