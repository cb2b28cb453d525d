/** ms without interaction after which capture pauses: what moves then is not the visitor. */
export const PAUSE_MS = 300_000
/** ms between two looks at the shared session while the visitor is active. */
const LOOK_MS = 5_000

const INTERACTIONS = [
  'pointerdown',
  'pointermove',
  'keydown',
  'wheel',
  'touchstart',
  'scroll',
  'focus',
] as const

export interface InteractionNeeds {
  pause: () => void
  resume: () => void
  /** The visitor is active: keeps the session alive, at most once in LOOK_MS. */
  active: () => void
}

/** Tells activity, its end and its return; the answer stops watching. */
export function watchInteraction({ pause, resume, active }: InteractionNeeds): () => void {
  let paused = false
  let over = false
  let looked = Date.now()
  const sleep = () => {
    paused = true
    pause()
  }
  let timer = setTimeout(sleep, PAUSE_MS)
  const wake = () => {
    const now = Date.now()
    if (now - looked < LOOK_MS && !paused) return
    looked = now
    clearTimeout(timer)
    timer = setTimeout(sleep, PAUSE_MS)
    active()
    // Another session may have begun, with a watch of its own.
    if (paused && !over) {
      paused = false
      resume()
    }
  }
  const options = { capture: true, passive: true }
  for (const type of INTERACTIONS) addEventListener(type, wake, options)
  return () => {
    over = true
    clearTimeout(timer)
    for (const type of INTERACTIONS) removeEventListener(type, wake, options)
  }
}
