import { isCollector } from './benign.ts'
import { pathOf } from './path.ts'
import { changesAnyway, Rhythm, type Suspect } from './rhythm.ts'
import type { Signal } from './signal.ts'
import type { Prompt, Watch } from './watch.ts'

/** A click asks within this time, or what is asked later was not its doing. */
const ASKS_WITHIN_MS = 1_000
const MAX_ADDRESSES = 500

type Request = Extract<Signal, { name: 'request' }>
type Response = Extract<Signal, { name: 'response' }>

const writes = (method: string): boolean => !/^(get|head|options)$/i.test(method)

/** Ties requests to the clicks that began them. Polling and beacons are nobody's. */
export class Requests {
  readonly #rhythms = new Map<string, Rhythm>()
  readonly #open: { url: string; prompt: Prompt; suspect: Suspect }[] = []

  /** A request begins; `href` is the page's address. */
  request(at: number, signal: Request, watch: Watch, touched: number, href: string): void {
    const { url, kind, method } = signal
    if (/beacon|ping/i.test(kind) || isCollector(url, href, method)) return
    const rhythm = this.#rhythm(url, at)
    const prompt = watch.latest
    if (prompt && prompt.click >= 0 && at >= prompt.press && at - prompt.at <= ASKS_WITHIN_MS) {
      const suspect = rhythm.suspect(at, prompt.press)
      if (prompt.asked) prompt.asked.wrote ||= writes(method)
      else if (!changesAnyway(suspect)) {
        prompt.asked = { url, at, answeredAt: null, status: null, wrote: writes(method) }
        this.#open.push({ url, prompt, suspect })
        if (this.#open.length > 50) this.#open.shift()
      }
    }
    rhythm.change(at, touched)
  }

  /** A request is over; answers the click that began it. */
  response(at: number, signal: Response, watch: Watch, touched: number, href: string): Prompt | undefined {
    if (isCollector(signal.url, href, signal.method)) return undefined
    const started = at - Math.max(0, signal.duration)
    const i = this.#open.findIndex(open => open.url === signal.url && open.prompt.asked?.answeredAt === null)
    let prompt = i >= 0 ? this.#open.splice(i, 1)[0]?.prompt : undefined
    if (!prompt) {
      if (/beacon|ping/i.test(signal.kind)) return undefined
      const begun = watch.prompts.findLastIndex(({ kind }) => kind === 'page' || kind === 'hole') + 1
      prompt = watch.prompts
        .slice(begun)
        .findLast(
          ({ click, press, at: clicked, asked }) =>
            click >= 0 &&
            started >= press - 20 &&
            started - clicked <= ASKS_WITHIN_MS &&
            (!asked || asked.url === signal.url),
        )
      const rhythm = this.#rhythm(signal.url, started)
      const suspect = rhythm.suspect(started, prompt?.press ?? started)
      rhythm.change(started, touched)
      if (!prompt || changesAnyway(suspect)) return undefined
      const wrote = writes(signal.method)
      prompt.asked ??= { url: signal.url, at: started, answeredAt: null, status: null, wrote }
    }
    if (prompt.asked) {
      prompt.asked.answeredAt ??= at
      prompt.asked.status ??= signal.status
    }
    return prompt
  }

  #rhythm(url: string, at: number): Rhythm {
    const key = pathOf(url)
    let rhythm = this.#rhythms.get(key)
    if (!rhythm) {
      if (this.#rhythms.size >= MAX_ADDRESSES) this.#rhythms.clear()
      rhythm = new Rhythm(at)
      this.#rhythms.set(key, rhythm)
    }
    return rhythm
  }
}
