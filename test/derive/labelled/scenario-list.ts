import { FRUSTRATION_KINDS } from '../../../contract/frustration/frustration.ts'
import { CLICK_KINDS, html, type Scenario } from './visit.ts'

export type Run = Scenario['run']
export type Add = (name: string, body: string, script: string, run: Run, more?: Partial<Scenario>) => void

/** A list of scenarios, and what adds one of a single page to it. */
export function scenarioList(asked: 'clicks' | 'everything' = 'clicks'): { all: Scenario[]; add: Add } {
  const all: Scenario[] = []
  const asks = asked === 'clicks' ? CLICK_KINDS : FRUSTRATION_KINDS
  const add: Add = (name, body, script, run, more) =>
    all.push({ name, pages: { '/': html(body, script) }, tells: 'nothing', asks, run, ...more })
  return { all, add }
}

/** Clicks once or often on something, and looks on. */
export const clicks =
  (selector: string, times = 1, gap = 180, after = 3500): Run =>
  async v => {
    await v.look(1500)
    await v.click(selector, times, gap)
    await v.look(after)
  }
