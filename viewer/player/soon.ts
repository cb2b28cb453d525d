/** The player's code, the largest of the viewer: fetched when a session is about to be opened. */
export const playerScreen = async () => (await import('./PlayerScreen.tsx')).PlayerScreen

/** The pointer rests this long on a session before it looks like being opened, ms: scrolling past is no sign of it. */
const REST_MS = 80

/** Fetches it once a link to a session has the focus, or the pointer rests on it. */
export function expectPlayer(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const events = ['pointerover', 'focusin', 'scroll'] as const
  const look = (event: Event) => {
    clearTimeout(timer)
    const link = event.target instanceof Element ? event.target.closest('a[href^="/sessions/"]') : null
    if (!link) return
    timer = setTimeout(() => {
      for (const name of events) removeEventListener(name, look)
      // A failure is told when the session is opened, which tries again.
      playerScreen().catch(() => {})
    }, REST_MS)
  }
  for (const name of events) addEventListener(name, look, { passive: true })
}
