/** Who they are, and what was said of them elsewhere. */
import { ever, type Kind, once } from './kind.ts'

export const WHO: Kind[] = [
  {
    id: 'trait',
    group: 'Who they are',
    label: 'Trait',
    hint: 'plan is enterprise',
    also: 'demographic property MRR plan seats email is missing contains date boolean list',
    icon: 'person',
    asks: 'same',
    make: () => ({ kind: 'trait', trait: '', is: { op: 'is', values: [] } }),
  },
  {
    id: 'seen',
    group: 'Who they are',
    label: 'First or last seen',
    hint: 'not seen for 14 days; new this week',
    also: 'signup inactive dormant lapsed recency new',
    icon: 'calendar',
    asks: 'person',
    make: () => ({ kind: 'seen', which: 'last', is: { op: 'before-last', days: 14 } }),
  },
  {
    id: 'score',
    group: 'Who they are',
    label: 'Frustration score of the person',
    hint: 'at least 40, over the last ten sessions',
    also: 'health unhappy',
    icon: 'warning',
    asks: 'person',
    make: () => ({ kind: 'score', is: { op: 'at-least', number: 40 } }),
  },
  {
    id: 'account',
    group: 'Who they are',
    label: 'Account',
    hint: 'belongs to one whose plan is enterprise',
    also: 'company group organisation b2b',
    icon: 'people',
    asks: 'person',
    make: () => ({
      kind: 'account',
      where: { kind: 'and', of: [{ kind: 'trait', trait: '', is: { op: 'is', values: [] } }] },
    }),
  },
  {
    id: 'users',
    group: 'Who they are',
    label: 'Users of the account',
    hint: 'any, all or none of them did it',
    also: 'team seats members company group',
    icon: 'people',
    asks: 'account',
    make: () => ({
      kind: 'users',
      who: 'any',
      where: { kind: 'and', of: [{ kind: 'event', event: '', where: [], count: once, window: ever }] },
    }),
  },
  {
    id: 'segment',
    group: 'Lists and segments',
    label: 'Is in a segment',
    hint: 'build on one that exists',
    icon: 'funnel',
    asks: 'same',
    make: () => ({ kind: 'segment', id: '' }),
  },
  {
    id: 'list',
    group: 'Lists and segments',
    label: 'Is in a list',
    hint: 'a CSV file of ids',
    also: 'upload static cohort import',
    icon: 'upload',
    asks: 'same',
    make: () => ({ kind: 'list', id: '' }),
  },
  {
    id: 'group',
    group: 'Lists and segments',
    label: 'Group',
    hint: 'any of several, or all of them',
    also: 'and or brackets',
    icon: 'copy',
    asks: 'same',
    make: of => ({
      kind: 'or',
      of: [
        of === 'session'
          ? { kind: 'field', field: 'country', is: { op: 'is', values: [] } }
          : { kind: 'trait', trait: '', is: { op: 'is', values: [] } },
      ],
    }),
  },
]
