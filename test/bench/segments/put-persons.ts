/** The rows of people, of their traits, and of the events that both are worked out from. */
import type { Database } from 'better-sqlite3'
import type { JsonObject, NewEvent } from '../../../contract/event.ts'
import { personId } from '../../../server/identity/person-id.ts'
import { type Dictionary, sourceKey } from '../../../server/store/sqlite/dictionary.ts'
import { FOREVER } from '../../../server/store/sqlite/people/folding.ts'
import type { EventKeys, eventAdder } from '../../../server/store/sqlite/write/events.ts'
import { idOfMessage } from '../../../server/store/sqlite/write/message-id.ts'
import { groupCalls } from './accounts.ts'
import { BEGIN, type Person, PROJECT, type Scale } from './data.ts'
import type { Tsv } from './tsv.ts'

export const anonymousKey = (person: number): number => person * 2 - 1
export const userKey = (person: number): number => person * 2

interface Parts {
  db: Database
  names: Dictionary
  addEvent: ReturnType<typeof eventAdder>
  scale: Scale
  text: Tsv
}

export function personPutter({ db, names, addEvent, scale, text }: Parts): (person: Person) => void {
  const project = names.project(PROJECT)
  const calls = groupCalls(scale)
  const identity = db.prepare(
    'INSERT INTO identity (key, project, kind, id, vouched, person, named, named_at, named_message, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const link = db.prepare(
    'INSERT INTO link (anonymous, user, alias, source, at, message) VALUES (?, ?, 0, ?, ?, ?)',
  )
  const person = db.prepare('INSERT INTO person (key, project, id, identity, present) VALUES (?, ?, ?, ?, 1)')
  const trait = db.prepare(
    'INSERT INTO trait (person, name, nth, at, until, value) VALUES (?, ?, 0, ?, ?, ?)',
  )

  return ({ key, user, anonymous, plan, company, seats, country, ...rest }) => {
    const anon = anonymousKey(key)
    const named = user === null ? null : userKey(key)
    const id = personId(
      PROJECT,
      user === null ? { kind: 'anonymous', id: anonymous } : { kind: 'user', id: user },
    )
    const at = BEGIN - 1
    const message = named && `link-${key}`
    identity.run(
      ...[anon, project, 0, anonymous, 0, named === null ? key : null],
      ...[named, named && at, message, named],
    )
    if (user !== null) {
      identity.run(userKey(key), project, 1, user, 2, key, null, null, null, null)
      link.run(anon, userKey(key), sourceKey('segment'), at, message)
    }
    person.run(key, project, id, named ?? anon)
    const traits: JsonObject = { plan, company, seats, country }
    for (const [name, value] of Object.entries(traits)) {
      trait.run(key, names.traitName(project, name), at, FOREVER, JSON.stringify(value))
    }
    const keys: Omit<EventKeys, 'name' | 'id'> = {
      ...{ person: key, ident: named ?? anon, anonymous: anon, session: null },
    }
    // What the traits are worked out from.
    const event: NewEvent = {
      ...{ messageId: `traits-${key}`, type: 'identify', anonymousId: anonymous },
      ...{ properties: {}, traits, context: {}, at, receivedAt: at, source: 'segment' },
    }
    const whole: Person = { key, user, anonymous, plan, company, seats, country, ...rest }
    for (const one of [event, ...calls(whole)]) {
      const name = names.eventName(project, 0, one.type)
      addEvent({ ...keys, name, id: idOfMessage(one.messageId) }, one)
    }
    text.add(key, id, plan, company, seats, country)
  }
}
