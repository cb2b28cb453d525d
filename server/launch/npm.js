// @ts-check
import { delimiter, dirname } from 'node:path'
import { run } from './run.js'

/**
 * npm hands its own flags to the scripts it starts; these would change what the npm started here does
 * (`npm pack --dry-run` runs prepack, and its `npm ci` would then install nothing).
 */
const INHERITED_FLAGS = ['npm_config_dry_run', 'npm_config_global', 'npm_config_json', 'npm_config_omit']

/**
 * An environment in which `node` is the program of this process.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function withNodeFirst(node = process.execPath, environment = process.env) {
  return { ...environment, PATH: [dirname(node), environment.PATH].filter(Boolean).join(delimiter) }
}

/**
 * @param {string[]} args
 * @param {string} folder
 */
export function npm(args, folder) {
  const environment = withNodeFirst()
  for (const flag of INHERITED_FLAGS) delete environment[flag]
  return run('npm', [...args, '--no-audit', '--no-fund'], { cwd: folder, env: environment })
}
