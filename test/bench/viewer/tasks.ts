import type { Page } from 'playwright-core'

interface Task {
  pid: number
  tid: number
  /** µs the task had the processor, and µs from its begin to its end. */
  tdur: number
  dur: number
}

export interface Tasks {
  /** ms of processor each task of the page's main thread had; longest first. */
  cpu: number[]
  /** ms each took, waiting for the processor included; longest first. */
  wall: number[]
}

/**
 * The tasks of the page's main thread while something goes on. What a task takes on a machine that others use, too, says
 * little of the task: Chromium's trace also tells how long it had the processor.
 */
export async function tasksDuring(page: Page, work: () => Promise<unknown>): Promise<Tasks> {
  const client = await page.context().newCDPSession(page)
  const traced: unknown[] = []
  client.on('Tracing.dataCollected', ({ value }) => traced.push(...value))
  const complete = new Promise(resolve => client.once('Tracing.tracingComplete', resolve))
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', '__metadata'] },
  })
  await work()
  await client.send('Tracing.end')
  await complete
  await client.detach()
  const tasks = traced.filter(isTask)
  const busiest = mainThreads(traced)
    .map(main => tasks.filter(task => task.pid === main.pid && task.tid === main.tid))
    .sort((a, b) => sum(b) - sum(a))[0]
  const longest = (of: 'tdur' | 'dur') => (busiest ?? []).map(task => task[of] / 1000).sort((a, b) => b - a)
  return { cpu: longest('tdur'), wall: longest('dur') }
}

/** Of all pages: the one at work is the busiest. */
function mainThreads(traced: unknown[]): { pid: number; tid: number }[] {
  return traced.filter(isThreadName).filter(({ args }) => args.name === 'CrRendererMain')
}

function sum(tasks: Task[]): number {
  return tasks.reduce((total, task) => total + task.tdur, 0)
}

function isTask(value: unknown): value is Task {
  return (
    isRecord(value) &&
    value.name === 'ThreadControllerImpl::RunTask' &&
    typeof value.tdur === 'number' &&
    typeof value.dur === 'number'
  )
}

function isThreadName(value: unknown): value is { pid: number; tid: number; args: { name: string } } {
  return isRecord(value) && value.name === 'thread_name' && isRecord(value.args)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
