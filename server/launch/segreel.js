#!/usr/bin/env node
// @ts-check
// `npm start` in a clone and `npx segreel` from the package. Plain JavaScript without dependencies, for Node 20 too.
import nodeModule from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { boundMemory } from './bounded-memory.js'
import { endWithNpx } from './end-with-npx.js'
import { IS_CLONE, ROOT } from './root.js'
import { setUp } from './set-up.js'

boundMemory()
endWithNpx()
await setUp()
// Halves the time of a second start: Node keeps the stripped and compiled modules.
nodeModule.enableCompileCache(join(ROOT, '.cache', 'node'))
const main = IS_CLONE ? join(ROOT, 'server', 'main.ts') : join(ROOT, 'dist', 'server', 'main.js')
await import(pathToFileURL(main).href)
