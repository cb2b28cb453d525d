/** Where in a person's history the moments lie that windows slide over. */
import type { Json } from '../../contract/event.ts'
import type { SessionField } from '../../contract/fields.ts'
import type { PersonHistory } from '../segment/history.ts'
import { movesOf } from '../segment/moves.ts'
import { instant, valueAt } from '../segment/value.ts'

export interface Source {
  /** Sources of one name give the same. */
  name: string
  times: (history: PersonHistory) => number[]
}

export const sources = {
  all: {
    name: 'all',
    times: ({ events, traits, sessions }) => [
      ...events.map(({ at }) => at),
      ...traits.map(({ at }) => at),
      ...sessions.flatMap(one => [one.startedAt, one.endedAt, ...one.pages.map(({ at }) => at)]),
    ],
  },
  events: { name: 'events', times: ({ events }) => events.map(({ at }) => at) },
  traits: { name: 'traits', times: ({ traits }) => traits.map(({ at }) => at) },
  sessions: { name: 'sessions', times: ({ sessions }) => sessions.map(one => one.startedAt) },
  pages: {
    name: 'pages',
    times: ({ sessions }) =>
      sessions.flatMap(one => [one.startedAt, one.endedAt, ...one.pages.map(({ at }) => at)]),
  },
  accountTraits: {
    name: 'account traits',
    times: ({ accounts }) => accounts.flatMap(({ account }) => account.traits.map(({ at }) => at)),
  },
} as const satisfies Record<string, Source>

export function eventTimes(name: string): Source {
  const times = ({ events }: PersonHistory) =>
    events.flatMap(event => (event.name === name ? [event.at] : []))
  return { name: `event ${name}`, times }
}

/** Values that may be dates. */
export const datesIn = {
  trait: (trait: string): Source => ({
    name: `dates of trait ${trait}`,
    times: ({ traits }) => movesOf(trait, traits).flatMap(({ after }) => dates(after)),
  }),
  accountTrait: (trait: string): Source => ({
    name: `dates of account trait ${trait}`,
    times: ({ accounts }) =>
      accounts.flatMap(({ account }) => movesOf(trait, account.traits).flatMap(({ after }) => dates(after))),
  }),
  property: (event: string, path: readonly string[]): Source => ({
    name: `dates of ${JSON.stringify([event, path])}`,
    times: ({ events }) =>
      events.flatMap(({ name, properties }) => (name === event ? dates(valueAt(properties, path)) : [])),
  }),
  field: (field: SessionField): Source => ({
    name: `dates of field ${field}`,
    times: ({ sessions }) => sessions.flatMap(({ fields }) => dates(fields[field])),
  }),
  paths: {
    name: 'dates of paths',
    times: ({ sessions }) =>
      sessions.flatMap(({ fields: { entryPath, exitPath }, pages }) =>
        [entryPath, exitPath, ...pages.map(({ path }) => path)].flatMap(dates),
      ),
  } satisfies Source,
  findings: {
    name: 'dates of findings',
    times: ({ sessions }) =>
      sessions.flatMap(one => one.findings.flatMap(({ page, element }) => [page, element].flatMap(dates))),
  } satisfies Source,
  failures: {
    name: 'dates of failures',
    times: ({ sessions }) =>
      sessions.flatMap(one =>
        one.failures.flatMap(({ message, address, status }) => [message, address, status].flatMap(dates)),
      ),
  } satisfies Source,
} as const

/** When the person came to its accounts, and others did, and what the accounts' traits became when. */
export const ofAccounts: Source = {
  name: 'accounts',
  times: ({ accounts }) =>
    accounts.flatMap(({ since, account }) => [
      since,
      ...account.traits.map(({ at }) => at),
      ...account.users.map(user => user.since),
    ]),
}

/** Of all users of the person's accounts. */
export function ofUsers(source: Source): Source {
  return {
    name: `users: ${source.name}`,
    times: ({ accounts }) =>
      accounts.flatMap(({ account }) => account.users.flatMap(({ person }) => source.times(person))),
  }
}

function dates(value: Json | undefined): number[] {
  const values = Array.isArray(value) ? value : [value]
  return values.flatMap(one => (one === undefined ? [] : (instant(one) ?? [])))
}
