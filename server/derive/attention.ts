import { VIEW_BAND_PX } from '../../contract/facts.ts'

/** A visitor who does nothing for longer is no longer taken to read. */
const READING_MS = 30_000
/** Bands of one page, 40,000 px: a list without end is not followed further. */
const MAX_BANDS = 400

/** How long each band of the page at hand was in the window, while the tab was seen and the visitor there. */
export class Attention {
  #bands: number[] = []
  #since = Number.NaN
  #interaction = Number.NEGATIVE_INFINITY
  #top = 0
  #height = 0
  #hidden = false

  /** Starts with the next page; answers the bands of the last. */
  pageBegins(at: number): number[] {
    const bands = this.bands(at)
    this.#bands = []
    this.#since = at
    this.#interaction = Math.max(at, this.#interaction)
    return bands
  }

  interaction(at: number): void {
    if (at - this.#interaction > READING_MS) {
      this.#settle(at)
      this.#since = at
    }
    this.#interaction = Math.max(at, this.#interaction)
  }

  /** The window shows another part of the page from now on. */
  shows(at: number, top: number, height: number): void {
    if (top === this.#top && height === this.#height) return
    this.#settle(at)
    this.#top = top
    this.#height = height
  }

  hidden(at: number, hidden: boolean): void {
    if (hidden === this.#hidden) return
    this.#settle(at)
    this.#hidden = hidden
  }

  /** As of now; following goes on. */
  bands(at: number): number[] {
    const bands = [...this.#bands]
    this.#add(bands, at)
    return Array.from(bands, ms => Math.round(ms ?? 0))
  }

  #settle(at: number): void {
    this.#add(this.#bands, at)
    if (!(at < this.#since)) this.#since = at
  }

  #add(bands: number[], at: number): void {
    const time = Math.min(at, this.#interaction + READING_MS) - this.#since
    if (!(time > 0) || this.#hidden || this.#height <= 0) return
    // A band counts when its middle is in the window.
    const first = Math.max(0, Math.ceil(this.#top / VIEW_BAND_PX - 0.5))
    const end = Math.min(MAX_BANDS, Math.ceil((this.#top + this.#height) / VIEW_BAND_PX - 0.5))
    while (bands.length < end) bands.push(0)
    for (let i = first; i < end; i++) bands[i] = (bands[i] ?? 0) + time
  }
}
