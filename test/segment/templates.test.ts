import { describe, expect, it } from 'vitest'
import { checkSegment } from '../../contract/segment/check.ts'
import { metricCondition } from '../../contract/segment/goal.ts'
import type { PersonHistory } from '../../server/segment/history.ts'
import { matchPerson } from '../../server/segment/match.ts'
import { resolveSegment } from '../../server/segment/resolve.ts'
import { type Answers, fillTemplate, TEMPLATES } from '../../server/segment/templates/fill.ts'
import { DAY, did, HOUR, NOW, person, session } from './people.ts'

const ANSWERS: Answers = {
  signup: 'Signed Up',
  key: 'Activated',
  core: 'Report Made',
  feature: 'Exported',
  converted: 'Order Completed',
  first: 'Viewed',
  second: 'Added',
  third: 'Checkout Started',
  plan: 'plan',
  value: 'enterprise',
  low: 'free',
  high: 'enterprise',
  checkout: '/checkout',
  pricing: '/pricing',
  days: 8,
  times: 5,
  amount: 100,
  failures: 1,
  score: 30,
}

const ago = (days: number) => NOW - days * DAY
const on = (name: string, ...days: number[]) =>
  days.map(day => did(name, ago(day))).sort((a, b) => a.at - b.at)
const visits = (...days: number[]) =>
  days.map(day => session(`s${day}`, ago(day))).sort((a, b) => a.startedAt - b.startedAt)
const plan = (value: string, at = ago(200)) => [{ at, traits: { plan: value }, messageId: `m${at}` }]
const paid = (total: number, days: number) => did('Order Completed', ago(days), { properties: { total } })
const page = (path: string, at: number, seconds: number) =>
  session(`v${at}`, at, { pages: [{ path, at, until: at + seconds * 1000 }] })

/** Who is meant, and someone very like them who is not. */
const CASES: Record<string, [inside: Partial<PersonHistory>, outside: Partial<PersonHistory>]> = {
  'new-this-week': [{ events: on('A', 3) }, { events: on('A', 9, 3) }],
  activated: [{ events: on('Activated', 30) }, { events: on('Signed Up', 30) }],
  'not-activated': [{ events: on('Signed Up', 3) }, { events: on('Signed Up', 1) }],
  'key-within-day': [
    { events: [did('Signed Up', ago(5)), did('Activated', ago(5) + 23 * HOUR)] },
    { events: [did('Signed Up', ago(5)), did('Activated', ago(5) + 25 * HOUR)] },
  ],
  'power-users': [
    { events: on('Report Made', 8, 7, 6, 5, 4, 3, 2, 1) },
    { events: on('Report Made', 7, 6, 5, 4, 3, 2, 1) },
  ],
  'module-often': [
    { events: on('Report Made', 6, 5, 4, 3, 2, 1) },
    { events: on('Report Made', 5, 4, 3, 2, 1) },
  ],
  'every-week': [{ sessions: visits(15, 8, 1) }, { sessions: visits(8, 1) }],
  discovered: [{ events: on('Exported', 3) }, { events: on('Exported', 20, 3) }],
  'at-risk': [{ events: on('Report Made', 40) }, { events: on('Report Made', 40, 10) }],
  halved: [{ sessions: visits(20, 18, 5) }, { sessions: visits(20, 18, 6, 5) }],
  'not-seen': [{ events: on('A', 9) }, { events: on('A', 9, 7) }],
  returned: [{ sessions: visits(60, 3) }, { sessions: visits(60, 8) }],
  'step-three': [
    { events: [...on('Viewed', 4), ...on('Added', 3), ...on('Checkout Started', 2)] },
    {
      events: [
        ...on('Viewed', 4),
        ...on('Added', 3),
        ...on('Checkout Started', 2),
        ...on('Order Completed', 1),
      ],
    },
  ],
  'errors-before-leaving': [
    { sessions: [session('s', ago(20), { fields: { failureCount: 2 } })] },
    { sessions: [session('s', ago(20), { fields: { failureCount: 0 } })] },
  ],
  'trial-quiet': [
    { traits: plan('enterprise'), sessions: visits(20) },
    { traits: plan('enterprise'), sessions: visits(20, 3) },
  ],
  'valuable-falling': [
    { events: [paid(150, 30)], sessions: visits(20, 18, 5) },
    { events: [paid(50, 30)], sessions: visits(20, 18, 5) },
  ],
  upgraded: [
    { traits: [...plan('free'), ...plan('enterprise', ago(3))] },
    { traits: [...plan('enterprise'), ...plan('free', ago(3))] },
  ],
  'enterprise-stuck': [
    { traits: plan('enterprise') },
    { traits: plan('enterprise'), events: on('Activated', 5) },
  ],
  'pricing-confused': [
    { sessions: [page('/pricing', ago(2), 90)] },
    { sessions: [page('/pricing', ago(2), 20)] },
  ],
  'rage-on-checkout': [
    {
      sessions: [
        session('s', ago(2), {
          findings: [{ kind: 'rage', page: '/checkout', element: '', at: ago(2) }],
        }),
      ],
    },
    {
      sessions: [
        session('s', ago(2), {
          findings: [{ kind: 'dead', page: '/checkout', element: '', at: ago(2) }],
        }),
      ],
    },
  ],
  frustrated: [
    { sessions: [session('s', ago(2), { fields: { frustrationScore: 40 } })] },
    { sessions: [session('s', ago(2), { fields: { frustrationScore: 20 } })] },
  ],
}

describe('[M50] a template asks a few questions and makes a segment with a goal of the answers', () => {
  it('there are at least fifteen, each with a case', () => {
    expect(TEMPLATES.length).toBeGreaterThanOrEqual(15)
    expect(TEMPLATES.map(({ id }) => id).sort()).toEqual(Object.keys(CASES).sort())
  })

  for (const template of TEMPLATES) {
    it(`${template.name}: passes the check, finds whom it means and nobody else`, () => {
      const filled = fillTemplate(template, ANSWERS)
      if (!('made' in filled)) throw new Error(JSON.stringify(filled.problems))
      const { definition, goal } = filled.made
      expect(JSON.stringify(filled.made)).not.toMatch(/\{\w+\}/)
      expect(checkSegment(definition)).toHaveProperty('definition')
      expect(goal.hypothesis?.cause).not.toBe('')
      const where = goal.metric && metricCondition(goal.metric)
      expect(checkSegment({ version: 1, subject: 'person', where })).toHaveProperty('definition')
      const { segment } = resolveSegment(definition, { segment: () => undefined, list: () => undefined })
      const question = { segment, asOf: { kind: 'at', time: NOW }, zone: 'UTC' } as const
      const [inside, outside] = CASES[template.id] ?? [{}, {}]
      expect(matchPerson(question, person(inside))).toBe(true)
      expect(matchPerson(question, person(outside))).toBe(false)
    })
  }

  it('what is not answered is asked for, at its place', () => {
    const risk = TEMPLATES.find(({ id }) => id === 'power-users')
    expect(risk && fillTemplate(risk, { core: 'A', days: 0 })).toMatchObject({
      problems: [{ at: 'answers.days' }],
    })
    expect(risk && fillTemplate(risk, { days: 3 })).toMatchObject({ problems: [{ at: 'answers.core' }] })
  })

  it('an answer is a text, never a part of the question', () => {
    const [template] = TEMPLATES.filter(({ id }) => id === 'activated')
    const filled = template && fillTemplate(template, { key: 'A" or did "B' })
    expect(filled).toMatchObject({
      made: { definition: { where: { kind: 'event', event: 'A" or did "B' } } },
    })
  })
})
