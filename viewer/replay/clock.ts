/** A clock that runs at a speed while it is told to, and calls back on each frame of the screen. */
export interface Clock {
  at(): number
  set(at: number): void
  run(speed: number): void
  stop(): void
}

export function createClock(start: number, onFrame: (at: number) => void): Clock {
  let at = start
  let last = 0
  let speed = 0
  let frame = 0

  function tick(): void {
    const now = performance.now()
    at += (now - last) * speed
    last = now
    frame = requestAnimationFrame(tick)
    onFrame(at)
  }

  function stop(): void {
    cancelAnimationFrame(frame)
    frame = 0
  }

  return {
    at: () => at,
    set(next) {
      at = next
      last = performance.now()
    },
    run(next) {
      speed = next
      last = performance.now()
      if (!frame) frame = requestAnimationFrame(tick)
    },
    stop,
  }
}
