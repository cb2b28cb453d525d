import type { Failure } from '../../contract/facts.ts'
import { isUnnoticed } from './benign.ts'
import { cut } from './read.ts'
import { changesAnyway, Rhythm, type Suspect } from './rhythm.ts'
import type { Prompt } from './watch.ts'

/** A failure later than this after a click is not laid at its door, unless its request began with the click. */
const LEADS_TO_MS = 5_000
/** Kinds of messages whose rhythm is remembered. */
const MAX_MESSAGES = 500
const MAX_FAILURES = 5_000

interface Noted {
  failure: Failure
  suspect: Suspect | null
}

/** Failures of a tab, each with the click that led to it. One that also comes by itself was led to by none. */
export class Failures {
  readonly #noted: Noted[] = []
  readonly #rhythms = new Map<string, Rhythm>()
  #begun = 0

  pageBegins(at: number): void {
    this.#begun = at
  }

  /** `prompt`: what the visitor did last. Answers false when the same failure was just told in another way. */
  add(failure: Omit<Failure, 'click'>, prompt: Prompt | undefined, touched: number): boolean {
    const message = cut(failure.message, 500)
    if (this.#isTold(failure.at, failure.kind, message) || this.#noted.length >= MAX_FAILURES) return false
    const kind = `${failure.kind === 'request' ? 'request' : 'script'} ${message.replace(/\d+/g, '0').slice(0, 120)}`
    let rhythm = this.#rhythms.get(kind)
    if (!rhythm) {
      if (this.#rhythms.size >= MAX_MESSAGES) this.#rhythms.clear()
      rhythm = new Rhythm(this.#begun)
      this.#rhythms.set(kind, rhythm)
    }
    // A script of another origin tells nothing; only when it fails at once is it likely the click's doing.
    const limit = /^Script error\.?$/.test(message) ? 100 : LEADS_TO_MS
    const noticed = !isUnnoticed(message, failure.source, failure.stack)
    const click =
      noticed && prompt && prompt.click >= 0 && failure.at - prompt.at <= limit ? prompt : undefined
    const suspect = click ? rhythm.suspect(failure.at, click.press) : null
    rhythm.change(failure.at, touched)
    this.#noted.push({ failure: { ...failure, message, click: click ? click.click : -1 }, suspect })
    return true
  }

  failures(): Failure[] {
    return this.#noted.map(({ failure, suspect }) => ({
      ...failure,
      click: suspect && !changesAnyway(suspect) ? failure.click : -1,
    }))
  }

  /** The console repeats what was thrown, and some recorders tell of one error twice. */
  #isTold(at: number, kind: Failure['kind'], message: string): boolean {
    const core = (text: string) =>
      text.replace(/^(uncaught( \(in promise\))?|unhandled\w*|error)[:\s]*/gi, '').slice(0, 60)
    return this.#noted.slice(-4).some(({ failure }) => {
      const same = core(failure.message) === core(message) || core(failure.message).includes(core(message))
      return Math.abs(at - failure.at) < 50 && same && (failure.kind !== kind || failure.at === at)
    })
  }
}
