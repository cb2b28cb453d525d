/** Changes closer than this are one burst: an animation by script changes every 16 ms. */
const BURST_GAP_MS = 100
/** Bursts after which a place may be said to go on. */
const RUNS_AFTER = 4
/** Changes followed of what went on at a press: enough for a button that is held for a second or two. */
const FOLLOWED = 20
/** Bursts remembered per place. */
const REMEMBERED = 10
/** A suspect learns from what its place does for so long afterwards. */
export const LEARN_MS = 30_000
/** Bursts after it that a suspect waits for. */
const ENOUGH_LATER = 5
/** A stream of changes that began with a click and runs longer than this runs by itself. */
const ANSWER_ENDS_MS = 3_000
/** Changes within this after a press or a key may be its doing; of later ones only the first. */
const ANSWERS_MS = 1_200
const SLOW_ANSWERS_MS = 10_000
/** Sooner than this after a press, a change that is not due yet is an answer. */
const PROMPT_MS = 150

/** A change after a click, together with what is needed to tell whether the place changes anyway. */
export interface Suspect {
  at: number
  /** What the visitor did last: the press, or the click once it is there. */
  press: number
  /** When the place came to be. */
  born: number
  /** Bursts of the place before this one, and how many of them nobody caused. */
  before: number[]
  unpromptedBefore: number
  /** A stream of changes was running when the press came. */
  streaming: boolean
  /** Bursts after `at` that nobody caused. */
  later: number[]
}

/** What went on by itself when the visitor pressed: that it ends is an answer as well. */
export interface Running {
  /** Between two of its changes. ms */
  gap: number
  /** Changes after the press, the first of them; those before the button was let go still belonged to it. */
  after: number[]
}

/** How one place changes on its own: tickers, carousels, polling, animations by script. */
export class Rhythm {
  readonly #born: number
  #bursts: { at: number; prompted: boolean }[] = []
  #stream = { from: 0, prompted: true }
  #last = Number.NEGATIVE_INFINITY
  #waiting: Suspect[] = []
  #watched: { press: number; running: Running }[] = []

  constructor(born: number) {
    this.#born = born
  }

  /** To be asked before `change` is told of it. */
  suspect(at: number, press: number): Suspect {
    const before = this.#bursts.filter(burst => burst.at < at)
    const isRunning = at - this.#last < BURST_GAP_MS * 4 && this.#stream.from < press - BURST_GAP_MS
    const ranAlone = !this.#stream.prompted || press - this.#stream.from > ANSWER_ENDS_MS
    const suspect: Suspect = {
      at,
      press,
      born: this.#born,
      before: before.map(burst => burst.at),
      unpromptedBefore: before.filter(burst => !burst.prompted).length,
      streaming: isRunning && ranAlone,
      later: [],
    }
    if (this.#waiting.length < 16) this.#waiting.push(suspect)
    return suspect
  }

  /** Null where nothing goes on regularly. */
  runs(press: number): Running | null {
    const times = this.#bursts.map(burst => burst.at)
    const beat = beatOf(times)
    const streams = press - this.#last < BURST_GAP_MS && this.#last - this.#stream.from > ANSWER_ENDS_MS
    const gap = streams ? BURST_GAP_MS : times.length > RUNS_AFTER && beat?.regular ? beat.gap : null
    if (gap === null || press - this.#last > gap * 1.2 + 50) return null
    const running = { gap, after: [] }
    this.#watched = [...this.#watched.slice(-7), { press, running }]
    return running
  }

  /** Answers whether a burst begins. `touched`: when the visitor last did something that pages answer. */
  change(at: number, touched: number): boolean {
    const begins = !(Math.abs(at - this.#last) < BURST_GAP_MS)
    const isFirst = (this.#bursts.at(-1)?.at ?? Number.NEGATIVE_INFINITY) < touched
    const since = at - touched
    for (const { press, running } of this.#watched)
      if (at > press && running.after.length < FOLLOWED) running.after.push(at)
    const prompted = since >= 0 && (since <= ANSWERS_MS || (isFirst && since <= SLOW_ANSWERS_MS))
    if (begins) {
      if (at - this.#last >= BURST_GAP_MS * 4 || this.#bursts.length === 0)
        this.#stream = { from: at, prompted }
      this.#bursts.push({ at, prompted })
      if (this.#bursts.length > REMEMBERED) this.#bursts.shift()
      if (this.#waiting.length > 0) this.#teach(at, prompted)
    }
    this.#last = at
    return begins
  }

  #teach(at: number, prompted: boolean): void {
    for (const suspect of this.#waiting) if (!prompted && at > suspect.at) suspect.later.push(at)
    this.#waiting = this.#waiting.filter(
      suspect => at - suspect.at < LEARN_MS && suspect.later.length < ENOUGH_LATER,
    )
  }
}

/** Whether the place would have changed then without the click. */
export function changesAnyway(suspect: Suspect): boolean {
  if (suspect.streaming) return true
  return suspect.unpromptedBefore >= 2 ? keepsItsBeat(suspect) : startsToTick(suspect)
}

/** A place that ticked before: the change is its own unless it comes off the beat, or the ticking had stopped. */
function keepsItsBeat({ at, press, before, later }: Suspect): boolean {
  const beat = beatOf(before)
  const last = before.at(-1) ?? at
  const running = before.findLast(burst => burst < press)
  if (!beat || (running !== undefined && press - running > beat.gap * 3 + 500)) return false
  const delay = at - press
  // Few ticks make a beat only together with those that follow.
  const whole = beatOf([...before, at, ...later])
  if (whole?.regular && isOnBeat(at - last, whole.gap)) return true
  if (!beat.regular) {
    // The steps of a page that is being built are no rhythm: what has none to show goes on later at least.
    if (before.length < RUNS_AFTER && later.length === 0) return false
    return delay >= PROMPT_MS || delay >= beat.gap / 5
  }
  return isOnBeat(at - last, beat.gap) || delay > beat.gap / 2
}

/** A place that hardly changed before: what it does later tells whether the click began it. */
function startsToTick({ at, press, born, before, unpromptedBefore, later }: Suspect): boolean {
  const beat = beatOf([...before, at, ...later])
  const last = before.at(-1)
  if (!beat) return false
  // With two ticks to go by: they are as far apart as the first is from when the place came to be, or a few
  // times as far, when the answer would be late.
  if (before.length + later.length === 1) {
    const [first = at, second = at] = [...before, at, ...later]
    const beats = (second - first) / Math.max(1, first - born)
    const alone = before.length === 0 || unpromptedBefore > 0
    // What came right after a press twice was brought about twice, however even the visitor's own pace was.
    if (!alone && before.length === 1 && at - press <= ANSWERS_MS) return false
    const times = alone && at - press > 1_000 ? Math.min(3, Math.max(1, Math.round(beats))) : 1
    // What comes at once is likelier an answer, unless it keeps the beat exactly.
    return Math.abs(beats - times) < (at - press < PROMPT_MS ? 0.03 : 0.1)
  }
  if (later.length === 0) return false
  if (unpromptedBefore > 0 && last !== undefined) {
    return beat.regular ? isOnBeat(at - last, beat.gap) : at - press >= PROMPT_MS
  }
  const hadTime = press - born > beat.gap * (beat.regular ? 1.5 : 3)
  if (hadTime) return false
  return beat.regular ? at - press > 100 : later.length >= 3 && at - press > PROMPT_MS
}

function isOnBeat(since: number, gap: number): boolean {
  const beats = since / gap
  return Math.abs(beats - Math.max(1, Math.round(beats))) * gap < gap * 0.2 + 30
}

/** The gap between bursts. Regular: most gaps are a small multiple of it, for a tick that changes nothing is not seen. */
function beatOf(times: number[]): { gap: number; regular: boolean } | null {
  if (times.length < 2) return null
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? time))
  const sorted = [...gaps].sort((a, b) => a - b)
  const least = sorted[0] ?? 0
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
  if (least <= 0) return null
  const isEven = (base: number): boolean =>
    gaps.length >= 2 &&
    gaps.filter(gap => gap <= base * 4.2 && isOnBeat(gap, base)).length >= gaps.length * 0.8
  if (isEven(middle)) return { gap: middle, regular: true }
  return isEven(least) ? { gap: least, regular: true } : { gap: middle, regular: false }
}
