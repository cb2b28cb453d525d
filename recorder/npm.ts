/**
 * The recorder from npm: `import { load } from 'segreel/recorder'`. The second stage is a chunk of its own,
 * fetched by the site's bundler when the page is idle.
 */
import type { Api } from './stub/api.ts'
import type { Options } from './stub/options.ts'
import { createRecorder } from './stub/recorder.ts'

export type { Api } from './stub/api.ts'
export type { Options } from './stub/options.ts'

let loaded: Api | undefined

/** Starts recording this page; a second call, or a script tag beside it, answers the recorder that is there. */
export function load(options: Options): Api {
  const present = window.segreel
  loaded ??=
    present && !Array.isArray(present) ? present : createRecorder(options, () => import('./capture/main.ts'))
  window.segreel = loaded
  return loaded
}
