/** Scales the replayed page into the room it has. */
export interface Fit {
  set(size: { width: number; height: number } | null, actual: boolean): void
  stop(): void
}

/** Never larger than it was: a blown-up page misleads. */
export function createFit(room: HTMLElement, content: HTMLElement, onScale: (scale: number) => void): Fit {
  let size: { width: number; height: number } | null = null
  let actual = false

  function apply(): void {
    if (!size || size.width === 0 || size.height === 0) return
    const scale = actual ? 1 : Math.min(1, room.clientWidth / size.width, room.clientHeight / size.height)
    content.style.width = `${size.width}px`
    content.style.height = `${size.height}px`
    content.style.transform = `scale(${scale})`
    content.style.left = `${Math.max(0, (room.clientWidth - size.width * scale) / 2)}px`
    content.style.top = `${Math.max(0, (room.clientHeight - size.height * scale) / 2)}px`
    onScale(scale)
  }

  const observer = new ResizeObserver(apply)
  observer.observe(room)
  return {
    set(next, asRecorded) {
      size = next
      actual = asRecorded
      apply()
    },
    stop: () => observer.disconnect(),
  }
}
