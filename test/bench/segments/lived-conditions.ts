/** Conditions on what sessions lived through: findings, failures, texts, and fields that few sessions have. */

import { FAILURE_KINDS } from '../../../contract/facts.ts'
import { FRUSTRATION_KINDS } from '../../../contract/frustration/frustration.ts'
import type { Node, ResolvedCondition } from '../../../server/segment/question.ts'
import { PAGES } from './data.ts'
import { releaseOf } from './lived.ts'

type Rows<K extends ResolvedCondition['kind']> = Record<string, Node<K>>

const once = { op: 'at-least', n: 1 } as const
const is = (...values: (string | number)[]) => ({ op: 'is', values }) as const
const finding = (asked: Partial<Node<'finding'>>): Node<'finding'> => ({
  ...{ kind: 'finding', of: [], page: null, element: null, count: once },
  ...asked,
})
const failure = (asked: Partial<Node<'failure'>>): Node<'failure'> => ({
  ...{ kind: 'failure', of: [], message: null, address: null, status: null, count: once },
  ...asked,
})

export const FINDINGS: Rows<'finding'> = {
  'rage clicks on a page': finding({ of: ['rage'], page: is(PAGES[3]!) }),
  'any finding': finding({}),
  'no finding': finding({ count: { op: 'exactly', n: 0 } }),
  'two findings': finding({ count: { op: 'at-least', n: 2 } }),
  'dead clicks on an element': finding({ of: ['dead'], element: is('button "B5"') }),
  'finding on pages like': finding({ page: { op: 'contains', text: 'area/1' } }),
  ...Object.fromEntries(FRUSTRATION_KINDS.map(kind => [`finding: ${kind}`, finding({ of: [kind] })])),
}

export const FAILURES: Rows<'failure'> = {
  'failed requests': failure({ status: { op: 'at-least', number: 500 } }),
  'any failure': failure({}),
  'no failure': failure({ count: { op: 'exactly', n: 0 } }),
  'failure with a message': failure({ message: { op: 'contains', text: 'undefined' } }),
  'failure at an address': failure({ address: { op: 'contains', text: '/api/reports' } }),
  'failure with one status': failure({ of: ['request'], status: is(404) }),
  ...Object.fromEntries(FAILURE_KINDS.map(kind => [`failure: ${kind}`, failure({ of: [kind] })])),
}

export const TEXTS: Rows<'text'> = {
  'text seen': { kind: 'text', contains: 'upgrade' },
  'text seen, rare': { kind: 'text', contains: 'workspace of company-7' },
  'text seen by all': { kind: 'text', contains: 'area' },
  'text seen, never': { kind: 'text', contains: 'nobody wrote this' },
}

export const FIELDS: Rows<'field'> = {
  'utm campaign': { kind: 'field', field: 'utmCampaign', is: is('autumn') },
  'utm source, missing': { kind: 'field', field: 'utmSource', is: { op: 'missing' } },
  referrer: { kind: 'field', field: 'referrer', is: { op: 'contains', text: 'google' } },
  'slow first paint': { kind: 'field', field: 'lcp', is: { op: 'greater', number: 2_500 } },
  'slow interaction': { kind: 'field', field: 'inp', is: { op: 'greater', number: 500 } },
  'layout shifts': { kind: 'field', field: 'cls', is: { op: 'greater', number: 0.25 } },
  release: { kind: 'field', field: 'release', is: is(releaseOf(8)) },
  'low fidelity': { kind: 'field', field: 'fidelity', is: { op: 'less', number: 60 } },
  'score of the session': { kind: 'field', field: 'frustrationScore', is: { op: 'greater', number: 50 } },
  'rage clicks, counted': { kind: 'field', field: 'rageClicks', is: { op: 'at-least', number: 1 } },
  'failures, counted': { kind: 'field', field: 'failureCount', is: { op: 'at-least', number: 2 } },
  'width of the window': { kind: 'field', field: 'viewportWidth', is: is(1_512) },
}
