/**
 * A small picture of the page at another time than the one shown: a second frame, rebuilt from the nearest full
 * snapshot. What would take too much loading is shown as it was a little earlier.
 */
import { Replayer } from 'rrweb'
import type { RecordedTab } from '../../contract/api.ts'
import { fromSnapshot, type TabLoader } from './loader.ts'
import { lastBatchAt, snapshotBefore, tabAt } from './plan.ts'

/** Compressed bytes worth loading for a picture. */
const MOST_BYTES = 500_000

export interface MomentPreview {
  readonly element: HTMLElement
  /** Resolves once it is drawn, with the size of the page; null when there is nothing to show, or a later one was asked. */
  show(at: number): Promise<{ width: number; height: number } | null>
  destroy(): void
}

interface Drawn {
  replayer: Replayer
  root: HTMLElement
  tab: string
  first: number
  last: number
  from: number
  size: { width: number; height: number } | null
}

export function createMomentPreview(tabs: RecordedTab[], loaders: TabLoader[]): MomentPreview {
  const element = document.createElement('div')
  element.className = 'moment-preview'
  element.setAttribute('aria-hidden', 'true')
  let drawn: Drawn | null = null
  let asked = 0

  function wipe(): void {
    drawn?.replayer.destroy()
    drawn?.root.remove()
    drawn = null
  }

  async function draw(loader: TabLoader, first: number, last: number, at: number): Promise<Drawn | null> {
    const turn = asked
    const all = await loader.batches(first, last)
    const events = fromSnapshot(all, at) ?? fromSnapshot(all, Number.POSITIVE_INFINITY)
    if (turn !== asked || !events || events.length < 2) return null
    wipe()
    const root = document.createElement('div')
    element.append(root)
    const replayer = new Replayer(events, { root, mouseTail: false, triggerFocus: false, showWarning: false })
    replayer.iframe.tabIndex = -1
    replayer.iframe.title = 'Preview of the recorded page'
    const next: Drawn = {
      replayer,
      root,
      tab: loader.tab.id,
      first,
      last,
      from: events[0]?.timestamp ?? 0,
      size: null,
    }
    replayer.on('resize', size => {
      if (isSize(size)) next.size = { width: size.width, height: size.height }
    })
    return next
  }

  return {
    element,
    async show(at) {
      asked += 1
      const tab = tabAt(tabs, at)
      const loader = loaders.find(one => one.tab.id === tab?.id)
      const { batches } = loader?.tab ?? { batches: [] }
      if (!loader || batches.length === 0) return null
      const first = snapshotBefore(batches, lastBatchAt(batches, at))
      const last = affordable(batches, first, lastBatchAt(batches, at))
      const fits =
        drawn?.tab === loader.tab.id && drawn.first === first && drawn.last === last && at >= drawn.from
      const turn = asked
      const shown = fits ? drawn : await draw(loader, first, last, at)
      if (!shown || turn !== asked) return null
      drawn = shown
      shown.replayer.pause(Math.max(0, at - shown.from) + 1)
      return shown.size
    },
    destroy() {
      asked += 1
      wipe()
      element.remove()
    },
  }
}

/** Index of the last batch, up to `last`, that is loaded for a picture. */
export function affordable(batches: { bytes: number }[], first: number, last: number): number {
  let bytes = 0
  for (let i = first; i <= last; i++) {
    bytes += batches[i]?.bytes ?? 0
    if (bytes > MOST_BYTES) return Math.max(first, i - 1)
  }
  return last
}

function isSize(value: unknown): value is { width: number; height: number } {
  return typeof value === 'object' && value !== null && 'width' in value && 'height' in value
}
