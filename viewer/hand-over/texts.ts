/** The range as a bug report in words, and as a Playwright test: asked for again as the range or a choice changes. */
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { bar } from '../location.ts'
import type { Player } from '../player/player.ts'
import { load, type Remote, remote } from '../remote.ts'
import { calls, type Expectation, type ExportedTest, type Report } from './calls.ts'
import { range } from './range.ts'
import { handing } from './tabs.ts'

/** Asked once typing or dragging paused this long, ms. */
const PAUSE_MS = 250

export interface Texts {
  /** What is wrong, as typed; null before anything was. */
  typed: Signal<string | null>
  /** What is wrong, in words; empty: the server finds some. */
  problem: ReadonlySignal<string>
  expect: Signal<Expectation>
  report: Signal<Remote<Report>>
  test: Signal<Remote<ExportedTest>>
  stop(): void
}

export function createTexts(player: Player): Texts {
  const typed = signal<string | null>(null)
  const problem = computed(() => typed.value ?? hurt(player))
  const expect = signal<Expectation>('until-fixed')
  const report = remote<Report>()
  const test = remote<ExportedTest>()
  const { project } = bar.peek()
  let timer: ReturnType<typeof setTimeout> | undefined

  const stop = effect(() => {
    const [tab, part, words, when] = [handing.value, range.value, problem.value.trim(), expect.value]
    clearTimeout(timer)
    if (!part || (tab !== 'report' && tab !== 'test')) return
    const place = { ...part, project, tab: player.state.peek()?.pinned ?? undefined }
    timer = setTimeout(() => {
      if (tab === 'report') void load(report, () => calls.report(player.id, place, words))
      else void load(test, () => calls.test(player.id, place, when))
    }, PAUSE_MS)
  })

  return {
    typed,
    problem,
    expect,
    report,
    test,
    stop() {
      clearTimeout(timer)
      stop()
    },
  }
}

/** The last frustration of the range says best what is wrong; failures the server finds itself. */
function hurt(player: Player): string {
  const start = player.session.value.value?.startedAt ?? 0
  const part = range.value
  const found = player.entries.value.findLast(
    one => one.kind === 'frustration' && part && one.at >= start + part.from && one.at <= start + part.to,
  )
  return found?.title ?? ''
}
