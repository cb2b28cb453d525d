import type { Copy, TabFacts, Vital } from '../../contract/facts.ts'
import { pathOf } from './path.ts'
import type { Bag } from './read.ts'
import type { Signal } from './signal.ts'
import type { Visit } from './visit.ts'

/** What recorders say in signals, beyond the DOM, taken into the visit. */
export class Spoken {
  context: Bag = {}
  readonly copies: Copy[] = []
  readonly #vitals: Partial<Record<Vital, number>> = {}
  readonly #visit: Visit

  constructor(visit: Visit) {
    this.#visit = visit
  }

  hear(at: number, signal: Signal): void {
    const visit = this.#visit
    switch (signal.name) {
      case 'context':
        visit.signals = true
        // Told again when the release changes; the referrer is only in the first.
        this.context = { ...this.context, ...signal.from }
        return
      case 'navigation':
        visit.navigate(at, signal.href, signal.title, signal.how)
        break
      case 'failure': {
        const { kind, message, source, stack } = signal
        const more = { ...(source ? { source } : {}), ...(stack ? { stack: stack.slice(0, 4_000) } : {}) }
        // Development builds of React speak in console.error; that is advice, not a failure.
        if (kind === 'console' && /^(Warning:|%c|\[HMR\]|\[vite\])/.test(message)) return
        if (kind === 'resource' && /\.(woff2?|ttf|otf)\b/i.test(source ?? ''))
          visit.fidelity.count('fonts', 1)
        visit.failures.add(
          { at, kind, message, ...more, page: visit.pages.index },
          visit.watch.open(at),
          visit.touched,
        )
        return
      }
      case 'request':
        visit.requests.request(at, signal, visit.watch, visit.touched, visit.href)
        break
      case 'response':
        this.#response(at, signal)
        break
      case 'vital':
        // Told again whenever it grows, and afresh of each page load.
        this.#vitals[signal.vital] = Math.max(this.#vitals[signal.vital] ?? 0, signal.value)
        return
      case 'visibility':
        visit.scrolls.attention.hidden(at, signal.hidden)
        if (signal.hidden) visit.watch.mark(at, 'hidden')
        return
      case 'focus':
        if (!signal.focused) visit.watch.mark(at, 'hidden')
        return
      case 'clipboard':
        visit.watch.mark(at, 'clipboard')
        this.copies.push({ at, action: signal.action, page: visit.pages.index })
        return
      case 'open':
        visit.watch.mark(at, signal.download ? 'download' : 'opened')
        break
      case 'submit':
        visit.usage.submit(at, visit.dom.get(signal.node), visit.pages.index)
        break
      case 'zoom': {
        const { width, height } = visit.scrolls.viewport
        visit.views.push({ at, kind: 'zoom', width, height, scale: signal.scale })
        return
      }
      case 'document':
        visit.scrolls.documentSize(
          { width: signal.width, height: signal.height },
          visit.dom.get(signal.scroller),
        )
        visit.scrolls.see(at, visit.pages.current)
        break
      case 'capture':
        visit.fidelity.capture(at, signal.state, signal.missed)
        break
    }
  }

  vitals(): Pick<TabFacts, 'vitals'> {
    return Object.keys(this.#vitals).length === 0 ? {} : { vitals: { ...this.#vitals } }
  }

  /** A request that failed is a failure of the page, and of the click that asked. An abort is not. */
  #response(at: number, signal: Extract<Signal, { name: 'response' }>): void {
    const visit = this.#visit
    const prompt = visit.requests.response(at, signal, visit.watch, visit.touched, visit.href)
    const isAbort = /abort|cancel/i.test(signal.error ?? '')
    if (isAbort || (signal.status > 0 && signal.status < 400)) return
    if (prompt) visit.usage.refused(at)
    const said = signal.status > 0 ? String(signal.status) : (signal.error ?? 'no answer')
    const message = `${signal.method} ${pathOf(signal.url)}: ${said}`
    const failure = { at, kind: 'request' as const, message, source: signal.url, status: signal.status }
    visit.failures.add({ ...failure, page: visit.pages.index }, prompt, visit.touched)
  }
}
