// @ts-check
// What must be there before anything of Segreel runs. Steps with nothing to do are silent and take milliseconds.
import { ensureBuilt } from './build.js'
import { ensureDependencies } from './dependencies.js'
import { continueOnNewNode } from './node.js'
import { IS_CLONE, ROOT } from './root.js'

export async function setUp() {
  await continueOnNewNode(ROOT)
  if (!IS_CLONE) return
  await ensureDependencies(ROOT)
  await ensureBuilt(ROOT)
}
