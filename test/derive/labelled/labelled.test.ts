import { expect, test } from 'vitest'
import { FRUSTRATION_KINDS } from '../../../contract/frustration/frustration.ts'
import { PRESETS } from '../../../contract/frustration/presets.ts'
import { readVisits, score } from './score.ts'
import { CLICK_KINDS } from './visit.ts'

const visits = readVisits()

/** What is promised: [F9]. */
const PROMISED = {
  rage: { precision: 0.95, recall: 0.9 },
  dead: { precision: 0.9, recall: 0.9 },
  error: { precision: 0.95, recall: 0.95 },
  slow: { precision: 0.9, recall: 0.9 },
  'quick-back': { precision: 0.9, recall: 0.9 },
  'u-turn': { precision: 0.9, recall: 0.9 },
  thrash: { precision: 0.9, recall: 0.9 },
  'form-struggle': { precision: 0.9, recall: 0.9 },
  'excessive-scroll': { precision: 0.9, recall: 0.9 },
} as const

test('[F9] the labelled set has hundreds of visits, of all kinds and recorders', () => {
  expect(visits.length).toBeGreaterThanOrEqual(500)
  for (const recorder of ['stranger:', 'visitor:', 'guest:', 'plain:'])
    expect(visits.filter(({ name }) => name.startsWith(recorder)).length).toBeGreaterThan(20)
  for (const kind of FRUSTRATION_KINDS) {
    const labelled = visits.filter(visit => visit.labels.some(label => label.kind === kind))
    expect(labelled.length, kind).toBeGreaterThan(CLICK_KINDS.some(one => one === kind) ? 10 : 2)
  }
  expect(visits.filter(visit => visit.labels.length === 0).length).toBeGreaterThanOrEqual(250)
})

test.each(FRUSTRATION_KINDS)('[F9] %s is found with the promised precision and recall', kind => {
  const { precision, recall, wrong, missed } = score(visits, PRESETS.segreel)[kind]
  const why = `wrong: ${wrong.join(', ')}; missed: ${missed.join(', ')}`
  expect(precision, why).toBeGreaterThanOrEqual(PROMISED[kind].precision)
  expect(recall, why).toBeGreaterThanOrEqual(PROMISED[kind].recall)
})

test("[F9] next to the presets of other products, the project's own rules are right more often", () => {
  const rows = Object.entries(PRESETS).map(([name, rules]) => {
    const scores = score(visits, rules)
    const cell = (kind: (typeof FRUSTRATION_KINDS)[number]) => {
      const { right, wrong, precision, recall } = scores[kind]
      return right + wrong.length === 0 ? '' : `${kind} ${precision.toFixed(2)}/${recall.toFixed(2)}`
    }
    const cells = FRUSTRATION_KINDS.map(cell).filter(each => each !== '')
    return { name, scores, line: `${name.padEnd(11)} ${cells.join('  ')}` }
  })
  console.log(['precision/recall', ...rows.map(row => row.line)].join('\n'))
  const own = rows.find(row => row.name === 'segreel')
  for (const { name, scores } of rows.filter(row => row !== own)) {
    for (const kind of FRUSTRATION_KINDS) {
      const f = (of: typeof scores) =>
        (2 * of[kind].precision * of[kind].recall) / Math.max(0.001, of[kind].precision + of[kind].recall)
      expect(own ? f(own.scores) : 0, `${kind}, ${name}`).toBeGreaterThan(f(scores))
    }
  }
})
