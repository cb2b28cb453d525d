/** Sending the report to the project's own address, and what became of those sent before. */
import { type Signal, signal } from '@preact/signals'
import type { ReportDelivery, ReportHook } from '../../contract/report-hook.ts'
import { bar } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { calls, type ReportToSend } from './calls.ts'

export interface ReportSending {
  /** Undefined: not yet known. */
  hook: Signal<ReportHook | null | undefined>
  /** Newest first. */
  sent: Signal<ReportDelivery[]>
  busy: Signal<boolean>
  problem: Signal<string | null>
  ask(): Promise<void>
  /** Whether it was kept. */
  keep(hook: ReportHook | null): Promise<boolean>
  send(report: ReportToSend): Promise<void>
  again(id: string): Promise<void>
}

export function createReportSending(session: string): ReportSending {
  const hook = signal<ReportHook | null | undefined>(undefined)
  const sent = signal<ReportDelivery[]>([])
  const busy = signal(false)
  const problem = signal<string | null>(null)
  const { project } = bar.peek()

  async function act(what: () => Promise<unknown>): Promise<boolean> {
    busy.value = true
    problem.value = null
    try {
      await what()
      return true
    } catch (cause) {
      problem.value = wordsOf(cause)
      return false
    } finally {
      busy.value = false
    }
  }
  const list = async () => {
    sent.value = (await calls.reportsSent(session, project)).items
  }

  return {
    hook,
    sent,
    busy,
    problem,
    ask: async () => {
      await act(async () => {
        hook.value = (await calls.reportHook(project)).hook
        await list()
      })
    },
    keep: next =>
      act(async () => {
        hook.value = (await calls.keepReportHook(next, project)).hook
      }),
    send: async report => {
      await act(async () => {
        await calls.sendReport(session, report, project)
        await list()
      })
    },
    again: async id => {
      await act(async () => {
        await calls.sendAgain(id, project)
        await list()
      })
    },
  }
}
