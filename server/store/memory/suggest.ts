import type { Json, JsonObject } from '../../../contract/event.ts'
import { accountTraits } from '../account-traits.ts'
import type { SuggestQuery } from '../port.ts'
import { countValues, type Suggested } from '../suggested.ts'
import type { State } from './state.ts'
import { keyOf } from './state.ts'
import type { World } from './world.ts'

export function suggest(world: World, ask: SuggestQuery, project: string, state: State): Suggested[] {
  return countValues(values(world, ask, project, state), ask)
}

function values(world: World, ask: SuggestQuery, project: string, state: State): Iterable<Json | undefined> {
  const histories = [...world.histories.values()]
  const events = histories.flatMap(history => history.events)
  const traits = [...world.persons.values()].map(person => person.traits)
  switch (ask.of) {
    case 'event':
      return events.map(event => event.name)
    case 'property':
      return events.filter(event => event.name === ask.event).flatMap(event => Object.keys(event.properties))
    case 'propertyValue':
      return events.filter(event => event.name === ask.event).map(event => own(event.properties, ask.name))
    case 'trait':
      return traits.flatMap(one => Object.keys(one).filter(name => one[name] !== null))
    case 'traitValue':
      return traits.map(one => own(one, ask.name))
    case 'accountTrait':
      return accounts(world).flatMap(one => Object.keys(one).filter(name => one[name] !== null))
    case 'accountTraitValue':
      return accounts(world).map(one => own(one, ask.name))
    case 'failure':
    case 'failureAddress':
    case 'failureStatus': {
      const part = FAILED[ask.of]
      return histories.flatMap(({ sessions }) =>
        sessions.flatMap(({ failures }) => failures.map(failure => failure[part])),
      )
    }
    case 'text':
      return histories.flatMap(({ sessions }) =>
        sessions.flatMap(({ texts }) => [...new Set(texts.map(text => text.toLowerCase()))]),
      )
    case 'findingPage':
    case 'findingElement': {
      const part = ask.of === 'findingPage' ? 'page' : 'element'
      return histories
        .flatMap(({ sessions }) => sessions.flatMap(({ findings }) => findings.map(one => one[part])))
        .filter(value => value !== '')
    }
    case 'path':
      return histories.flatMap(({ sessions }) =>
        sessions.flatMap(({ pages }) => pages.map(page => page.path)),
      )
    case 'field':
      return world.listed.map(row => state.sessions.get(keyOf(project, row.session))?.fields[ask.name])
  }
}

const FAILED = { failure: 'message', failureAddress: 'address', failureStatus: 'status' } as const

function accounts({ events }: World): JsonObject[] {
  const calls = events.flatMap(({ type, groupId, at, messageId, traits }) =>
    type === 'group' && groupId ? [{ account: groupId, at, messageId, traits }] : [],
  )
  return [...accountTraits(calls).values()]
}

function own(object: { [key: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}
