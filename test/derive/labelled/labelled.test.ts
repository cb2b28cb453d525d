import { expect, test } from 'vitest'
import { PRESETS } from '../../../contract/presets.ts'
import { KINDS, readVisits, score } from './score.ts'

const visits = readVisits()

/** What is promised: [F9]. */
const PROMISED = {
  rage: { precision: 0.95, recall: 0.9 },
  dead: { precision: 0.9, recall: 0.9 },
  error: { precision: 0.95, recall: 0.95 },
} as const

test('[F9] the labelled set has at least 80 visits, of all kinds', () => {
  expect(visits.length).toBeGreaterThanOrEqual(80)
  for (const kind of KINDS) {
    expect(visits.filter(visit => visit.labels.some(label => label.kind === kind)).length).toBeGreaterThan(10)
  }
  expect(visits.filter(visit => visit.labels.length === 0).length).toBeGreaterThanOrEqual(40)
})

test.each(KINDS)('[F9] %s is found with the promised precision and recall', kind => {
  const { precision, recall, wrong, missed } = score(visits, PRESETS.segreel)[kind]
  const why = `wrong: ${wrong.join(', ')}; missed: ${missed.join(', ')}`
  expect(precision, why).toBeGreaterThanOrEqual(PROMISED[kind].precision)
  expect(recall, why).toBeGreaterThanOrEqual(PROMISED[kind].recall)
})

test("[F9] next to the presets of other products, the project's own rules are right more often", () => {
  const rows = Object.entries(PRESETS).map(([name, rules]) => {
    const scores = score(visits, rules)
    const cell = (kind: (typeof KINDS)[number]) =>
      `${kind} ${scores[kind].precision.toFixed(2)}/${scores[kind].recall.toFixed(2)}`
    return { name, scores, line: `${name.padEnd(11)} ${KINDS.map(cell).join('  ')}` }
  })
  console.log(['precision/recall', ...rows.map(row => row.line)].join('\n'))
  const own = rows.find(row => row.name === 'segreel')
  for (const { name, scores } of rows.filter(row => row !== own)) {
    for (const kind of KINDS) {
      const f = (of: typeof scores) =>
        (2 * of[kind].precision * of[kind].recall) / Math.max(0.001, of[kind].precision + of[kind].recall)
      expect(own ? f(own.scores) : 0, `${kind}, ${name}`).toBeGreaterThan(f(scores))
    }
  }
})
