import type { TabFacts } from '../../../contract/facts.ts'
import type { Frustration, FrustrationRules } from '../../../contract/frustration/frustration.ts'
import { type Finding, find } from './find.ts'
import { describe } from './sentence.ts'
import { traceOf } from './trace.ts'
import { whole } from './whole.ts'

/** What went wrong for the visitor in these tabs, under these rules, in order of time. */
export function judge(tabs: readonly TabFacts[], rules: FrustrationRules): Frustration[] {
  return tabs
    .map(whole)
    .flatMap((facts, tab) => find(traceOf(facts), rules).map(finding => told(facts, tab, finding)))
    .sort((a, b) => a.at - b.at)
}

function told(facts: TabFacts, tab: number, finding: Finding): Frustration {
  const { kind } = finding
  const at = Math.round(facts.from + finding.at)
  const about = aboutOf(facts, finding)
  const { sentence, evidence } = describe(facts, finding)
  return { kind, at, until: about.until ?? at, tab, clicks: about.clicks, ...about.where, sentence, evidence }
}

type Where = Pick<Frustration, 'element' | 'name' | 'page'>

function aboutOf(facts: TabFacts, finding: Finding): { clicks: number[]; until?: number; where: Where } {
  const patternAt = (page: number | undefined) => facts.pages[page ?? -1]?.pattern ?? ''
  const i = finding.of[0] ?? -1
  const nowhere = (page: number | undefined): Where => ({ element: '', name: '', page: patternAt(page) })
  switch (finding.kind) {
    case 'quick-back':
    case 'u-turn':
      return { clicks: [], where: nowhere(i) }
    case 'thrash':
      return { clicks: [], until: facts.wiggles[i]?.until, where: nowhere(facts.wiggles[i]?.page) }
    case 'excessive-scroll':
      return { clicks: [], until: facts.searches[i]?.until, where: nowhere(facts.searches[i]?.page) }
    case 'form-struggle': {
      const field = finding.field ? facts.fields[i] : undefined
      const form = finding.field ? undefined : facts.forms[i]
      const element = field?.target.fingerprint ?? form?.fingerprint ?? ''
      const name = field?.target.name ?? form?.name ?? ''
      return {
        clicks: [],
        until: field?.until ?? form?.submits.at(-1),
        where: { element, name, page: patternAt(field?.page ?? form?.page) },
      }
    }
    default: {
      const click = facts.clicks[i]
      const last = facts.clicks[finding.of.at(-1) ?? -1]
      const element = click?.target?.fingerprint ?? ''
      const name = click?.target?.name ?? ''
      return { clicks: finding.of, until: last?.at, where: { element, name, page: patternAt(click?.page) } }
    }
  }
}
