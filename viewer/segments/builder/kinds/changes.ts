/** How it changed, and what it earned. */
import { actOf } from '../acts.ts'
import { inLast, type Kind } from './kind.ts'

const blankEvent = () => actOf('event')

export const CHANGES: Kind[] = [
  {
    id: 'change',
    group: 'How it changed',
    label: 'More or less often',
    hint: 'sessions dropped by 50 % against the 14 days before',
    also: 'frequency halved doubled rose fell change percent period',
    icon: 'chart',
    asks: 'person',
    make: () => ({ kind: 'change', of: actOf('session'), direction: 'dropped', percent: 50, days: 14 }),
  },
  {
    id: 'stopped',
    group: 'How it changed',
    label: 'Stopped',
    hint: 'did it before, and not for 21 days',
    also: 'churn at risk quit no longer',
    icon: 'pause',
    asks: 'person',
    make: () => ({ kind: 'stopped', of: blankEvent(), days: 21, before: 60 }),
  },
  {
    id: 'resumed',
    group: 'How it changed',
    label: 'Started again',
    hint: 'did it again after 30 days without',
    also: 'returned came back resurrected pause',
    icon: 'play',
    asks: 'person',
    make: () => ({ kind: 'resumed', of: actOf('session'), days: 7, quiet: 30 }),
  },
  {
    id: 'moved',
    group: 'How it changed',
    label: 'Trait went up or down',
    hint: 'upgraded the plan this month',
    also: 'upgrade downgrade expansion contraction seats MRR',
    icon: 'up',
    asks: 'same',
    make: () => ({ kind: 'moved', trait: '', direction: 'up', order: [], window: inLast(30) }),
  },
  {
    id: 'revenue',
    group: 'Money',
    label: 'Revenue',
    hint: 'Order Completed earned at least 500 in 90 days',
    also: 'ltv value spent paid orders',
    icon: 'shop',
    asks: 'person',
    make: () => ({ kind: 'revenue', events: [], is: { op: 'at-least', number: 100 }, window: inLast(90) }),
  },
  {
    id: 'amount',
    group: 'Money',
    label: 'Sum, average or number of a property',
    hint: 'the average total of orders is below 20',
    also: 'min max distinct aggregate quantity',
    icon: 'chart',
    asks: 'person',
    make: () => ({
      kind: 'amount',
      event: '',
      where: [],
      of: 'sum',
      path: [''],
      is: { op: 'at-least', number: 100 },
      window: inLast(30),
    }),
  },
]
