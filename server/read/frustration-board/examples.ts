import type { Example } from '../../../contract/frustration/board.ts'
import type { FrustrationRules } from '../../../contract/frustration/frustration.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import { judge } from '../../derive/frustration/judge.ts'
import type { Store } from '../../store/port.ts'
import { sessionOf } from '../shape.ts'

/** Moments as they were found, told in a sentence each. */
export async function examplesOf(
  store: Pick<Store, 'session' | 'facts' | 'person'>,
  project: string,
  { kind, element, page }: Pick<Grievance, 'kind' | 'page' | 'element'>,
  found: { session: string; at: number }[],
  rules: FrustrationRules,
): Promise<Example[]> {
  const examples = await Promise.all(
    found.map(async ({ session, at }): Promise<Example[]> => {
      const key = { project, session }
      const [row, tabs] = await Promise.all([store.session(key), store.facts(key)])
      // Deleted since it was found.
      if (!row) return []
      const person = await store.person(project, row.person)
      const told = judge(
        tabs.map(tab => tab.facts),
        rules,
      ).find(one => one.kind === kind && one.element === element && one.page === page && near(one.at, at))
      const tab = told === undefined ? undefined : tabs[told.tab]?.tab
      const moment = `${tab === undefined ? '' : `tab=${tab}&`}t=${Math.max(0, at - row.startedAt)}`
      const { url, person: summary } = sessionOf(row, person ?? undefined)
      return [{ session, at, person: summary.label, sentence: told?.sentence ?? '', url: `${url}?${moment}` }]
    }),
  )
  return examples.flat()
}

/** Kept times are rounded apart from those of the facts. */
function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 2
}
