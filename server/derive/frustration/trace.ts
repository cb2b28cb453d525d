import type { TabFacts } from '../../../contract/facts.ts'
import type { Trace } from './find.ts'
import { hash, tapOf } from './tap.ts'

/** The part of a tab's facts that verdicts are asked of. */
export function traceOf(facts: TabFacts): Trace {
  const { from } = facts
  return {
    taps: facts.clicks.map(click => tapOf(click, from, facts.failures)),
    steps: facts.pages.map(page => ({ at: page.at - from, until: page.until - from, path: hash(page.path) })),
    wiggles: facts.wiggles.map(({ at, turns }) => ({ at: Math.round(at - from), turns })),
    searches: facts.searches.map(({ at, turns, screens }) => ({ at: Math.round(at - from), turns, screens })),
    forms: facts.forms.map(form => ({
      at: form.at - from,
      element: hash(form.fingerprint),
      submits: form.submits.map(at => at - from),
    })),
    fields: facts.fields.map(({ at, target, visits, changes }) => ({
      at: at - from,
      element: hash(target.fingerprint),
      visits,
      changes,
    })),
  }
}
