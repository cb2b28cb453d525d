/** Handing over what was seen: a range of the session as a bug report in words, or as a Playwright test. */
import { effect, type Signal, signal } from '@preact/signals'
import { api } from '../api.ts'
import { bar } from '../location.ts'
import { load, type Remote, remote } from '../remote.ts'

export type Kind = 'report' | 'test'
export type Expectation = 'until-fixed' | 'while-it-exists'

/** What usually matters lies before the moment one stops at, ms. */
const BEFORE_MS = 60_000
const AFTER_MS = 5_000
/** The text is asked for after typing paused this long, ms. */
const PAUSE_MS = 250

export interface HandOver {
  kind: Signal<Kind>
  /** ms since the session began. */
  from: Signal<number>
  to: Signal<number>
  expect: Signal<Expectation>
  problem: Signal<string>
  text: Signal<Remote<{ name: string; text: string }>>
  stop(): void
}

export function createHandOver(session: string, at: number, length: number): HandOver {
  const kind = signal<Kind>('report')
  const from = signal(Math.max(0, Math.round(at - BEFORE_MS)))
  const to = signal(Math.min(length, Math.round(at + AFTER_MS)))
  const expect = signal<Expectation>('until-fixed')
  const problem = signal('')
  const text = remote<{ name: string; text: string }>()
  const { project } = bar.peek()
  let timer: ReturnType<typeof setTimeout> | undefined

  const stopAsking = effect(() => {
    const range = { project, from: from.value, to: to.value }
    const [what, words, when] = [kind.value, problem.value, expect.value]
    clearTimeout(timer)
    timer = setTimeout(() => {
      void load(text, async () => {
        if (what === 'report') {
          const { title, markdown } = await api.report(session, { ...range, problem: words })
          return { name: title, text: markdown }
        }
        const { name, source } = await api.test(session, { ...range, expect: when })
        return { name, text: source }
      })
    }, PAUSE_MS)
  })

  return {
    kind,
    from,
    to,
    expect,
    problem,
    text,
    stop() {
      clearTimeout(timer)
      stopAsking()
    },
  }
}

export function download({ name, text }: { name: string; text: string }, kind: Kind): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = kind === 'test' ? name : 'bug-report.md'
  link.click()
  URL.revokeObjectURL(link.href)
}
