/** What they did, how often and in which order. */
import type { Count } from '../../../../contract/segment/values.ts'
import { actOf } from '../acts.ts'
import { inLast, type Kind, once, when } from './kind.ts'

const never: Count = { op: 'exactly', n: 0 }
const blankEvent = () => actOf('event')

export const DOING: Kind[] = [
  {
    id: 'event',
    group: 'What they did',
    label: 'Did an event',
    hint: 'Order Completed at least 3 times in 7 days',
    also: 'track action count times behaviour',
    icon: 'bolt',
    asks: 'person',
    make: of => ({ kind: 'event', event: '', where: [], count: once, window: when(of) }),
  },
  {
    id: 'event-not',
    group: 'What they did',
    label: 'Did not do an event',
    hint: 'no Order Completed in 21 days',
    also: 'never without missing',
    icon: 'bolt',
    asks: 'person',
    make: of => ({ kind: 'event', event: '', where: [], count: never, window: when(of) }),
  },
  {
    id: 'did',
    group: 'What they did',
    label: 'Viewed a page, came, or did anything',
    hint: 'viewed /pricing for at least 30 s; came twice this week',
    also: 'page visited entered left visit session any activity',
    icon: 'page',
    asks: 'person',
    make: of => ({ kind: 'did', of: actOf('page'), count: once, window: when(of) }),
  },
  {
    id: 'days',
    group: 'What they did',
    label: 'On so many days',
    hint: 'on at least 5 different days in 28 days',
    also: 'distinct days active frequency',
    icon: 'calendar',
    asks: 'person',
    make: () => ({ kind: 'days', of: blankEvent(), count: { op: 'at-least', n: 3 }, window: inLast(28) }),
  },
  {
    id: 'first',
    group: 'What they did',
    label: 'For the first time',
    hint: 'the first Report Created this week',
    also: 'new adoption discovered',
    icon: 'sparkles',
    asks: 'person',
    make: () => ({ kind: 'first', of: blankEvent(), window: inLast(7) }),
  },
  {
    id: 'sequence',
    group: 'What they did',
    label: 'One thing, then another',
    hint: 'A, then B within 24 hours, without C in between',
    also: 'sequence order path followed by',
    icon: 'queue',
    asks: 'person',
    make: of => ({
      kind: 'sequence',
      steps: [
        { do: blankEvent(), without: [] },
        { do: blankEvent(), without: [] },
      ],
      hours: 24,
      window: when(of),
    }),
  },
  {
    id: 'funnel',
    group: 'What they did',
    label: 'Reached a step of a funnel',
    hint: 'reached step 3 and did not convert',
    also: 'conversion drop off converted abandoned',
    icon: 'funnel',
    asks: 'person',
    make: of => ({
      kind: 'funnel',
      steps: [blankEvent(), blankEvent(), blankEvent()],
      hours: 168,
      reached: { op: 'exactly', n: 2 },
      window: when(of),
    }),
  },
  {
    id: 'regularly',
    group: 'What they did',
    label: 'Regularly',
    hint: 'in at least 3 of the last 4 weeks',
    also: 'habit every week retention',
    icon: 'reload',
    asks: 'person',
    make: () => ({ kind: 'regularly', of: blankEvent(), unit: 'week', least: 3, last: 4 }),
  },
]
