#!/usr/bin/env node
// @ts-check
// `npm start` in a clone and `npx segreel` from the package. Plain JavaScript without dependencies, for Node 20 too.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endWithNpx } from './end-with-npx.js'
import { IS_CLONE, ROOT } from './root.js'
import { setUp } from './set-up.js'

endWithNpx()
await setUp()
const main = IS_CLONE ? join(ROOT, 'server', 'main.ts') : join(ROOT, 'dist', 'server', 'main.js')
await import(pathToFileURL(main).href)
