// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project, or of the package where it is installed. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The package ships built files only, so the server's source tells a clone from an installed package. */
export const IS_CLONE = existsSync(join(ROOT, 'server', 'main.ts'))
