/** What can be added to a segment, where it may stand, and how it begins. */
import type { Condition } from '../../contract/segment.ts'
import type { IconName } from '../ui/Icon.tsx'

export interface Kind {
  id: string
  label: string
  hint: string
  icon: IconName
  /** Asks of one session: needs one around it. */
  ofSession: boolean
  make: (inSession: boolean) => Condition
}

export const KINDS: Kind[] = [
  {
    id: 'event',
    label: 'Did an event',
    hint: 'Order Completed at least 3 times in 7 days',
    icon: 'bolt',
    ofSession: false,
    make: inSession => ({
      kind: 'event',
      event: '',
      where: [],
      count: { op: 'at-least', n: 1 },
      window: inSession ? { kind: 'session' } : { kind: 'ever' },
    }),
  },
  {
    id: 'page',
    label: 'Saw a page',
    hint: 'the path contains /pricing',
    icon: 'page',
    ofSession: true,
    make: () => ({ kind: 'page', path: { op: 'is', values: [] }, count: { op: 'at-least', n: 1 } }),
  },
  {
    id: 'field',
    label: 'Session is …',
    hint: 'country, device, browser, duration, failures, campaign',
    icon: 'computer',
    ofSession: true,
    make: () => ({ kind: 'field', field: 'country', is: { op: 'is', values: [] } }),
  },
  {
    id: 'trait',
    label: 'Person has a trait',
    hint: 'plan is enterprise',
    icon: 'person',
    ofSession: false,
    make: () => ({ kind: 'trait', trait: '', is: { op: 'is', values: [] } }),
  },
  {
    id: 'session',
    label: 'Person had sessions …',
    hint: 'at least 2 sessions on a phone in 28 days',
    icon: 'video',
    ofSession: false,
    make: () => ({
      kind: 'session',
      where: { kind: 'and', of: [{ kind: 'field', field: 'device', is: { op: 'is', values: [] } }] },
      count: { op: 'at-least', n: 1 },
      window: { kind: 'ever' },
    }),
  },
  {
    id: 'segment',
    label: 'Is in a segment',
    hint: 'build on one that exists',
    icon: 'funnel',
    ofSession: false,
    make: () => ({ kind: 'segment', id: '' }),
  },
  {
    id: 'group',
    label: 'Group',
    hint: 'any of several, or all of them',
    icon: 'copy',
    ofSession: false,
    make: inSession => ({ kind: 'or', of: [firstOf(inSession)] }),
  },
]

function firstOf(inSession: boolean): Condition {
  return inSession
    ? { kind: 'field', field: 'country', is: { op: 'is', values: [] } }
    : { kind: 'trait', trait: '', is: { op: 'is', values: [] } }
}
