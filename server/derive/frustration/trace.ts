import type { TabFacts } from '../../../contract/facts.ts'
import type { Trace } from './find.ts'
import { hash, tapOf } from './tap.ts'

/** The part of a tab's facts that verdicts are asked of. */
export function traceOf(facts: TabFacts): Trace {
  const { from } = facts
  const used = new Set([
    ...facts.fields.filter(field => field.changes > 0).map(field => field.page),
    ...facts.forms.filter(form => form.submits.length > 0).map(form => form.page),
  ])
  return {
    taps: facts.clicks.map(click => tapOf(click, from, facts.failures)),
    steps: facts.pages.map((page, i) => ({
      at: page.at - from,
      until: page.until - from,
      path: hash(page.path),
      used: used.has(i) ? 1 : 0,
      over: page.over ? 1 : 0,
    })),
    wiggles: facts.wiggles.map(({ at, turns }) => ({ at: Math.round(at - from), turns })),
    searches: facts.searches.map(({ at, turns, screens }) => ({ at: Math.round(at - from), turns, screens })),
    forms: facts.forms.map(form => ({
      at: form.at - from,
      element: hash(form.fingerprint),
      submits: form.submits.map(at => at - from),
      refused: form.refused.map(at => at - from),
    })),
    fields: facts.fields.map(({ at, target, form, page, visits, changes, refused }) => ({
      at: at - from,
      element: hash(target.fingerprint),
      form: facts.forms.findIndex(one => one.node === form && one.page === page),
      visits,
      changes,
      refused,
    })),
  }
}
