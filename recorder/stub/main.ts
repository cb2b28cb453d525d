import { readScriptTag } from './options.ts'
import { createRecorder } from './recorder.ts'

// The script tag: `<script async src="ORIGIN/recorder.js" data-write-key="KEY"></script>`.

function start(script: HTMLScriptElement): void {
  // A second tag on the page is the same recorder.
  if (window.segreel && !Array.isArray(window.segreel)) return
  const options = readScriptTag(script)
  const api = createRecorder(options, () => import(/* @vite-ignore */ new URL('capture.js', script.src).href))
  const queues = [window.segreel]
  window.segreel = api
  const { analytics } = window
  // The snippet's queue is taken over unless the snippet is loading the real analytics.js (`_loadOptions`).
  if (!analytics || (Array.isArray(analytics) && !('_loadOptions' in analytics))) {
    queues.push(analytics)
    window.analytics = api
  }
  for (const queue of queues) {
    if (!Array.isArray(queue)) continue
    for (const [method, ...args] of queue) {
      const action: unknown = Reflect.get(api, method)
      if (typeof action === 'function') action(...args)
    }
  }
}

if (document.currentScript instanceof HTMLScriptElement) start(document.currentScript)
