/** When persons belonged to an account of which a condition held; the meaning is segment/account.ts. */
import { enough } from '../../../segment/account.ts'
import { goes, movesOf } from '../../../segment/moves.ts'
import type { Node, ResolvedCondition } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import { isFixed } from '../../../segment/window.ts'
import { type Account, type AccountBook, eachOf } from './account-book.ts'
import type { Members } from './count.ts'
import { always, type Held, heldAt, heldNot, heldTogether, Turning } from './held.ts'
import { lastingIn } from './lasting.ts'
import { counting } from './sliding.ts'
import type { Stood, When, WhenAsked } from './when-asked.ts'

interface Asked extends WhenAsked {
  book: AccountBook
  /** By place in the book, 1: it is told of them. */
  among: Uint8Array
}

export interface OfAccounts {
  /** When each person belonged to an account of which it held. */
  held(where: ResolvedCondition, asked: WhenAsked): Held
  /** Whether each then did, one of `asked.persons` at a time of the span. */
  stood(where: ResolvedCondition, asked: WhenAsked, stood: Stood): Members
}

/** `persons`: when a condition on users held of them. */
export function accountsWhen(persons: When): OfAccounts {
  const when = (node: ResolvedCondition, asked: Asked): Held => {
    const { book } = asked
    switch (node.kind) {
      case 'and':
      case 'or':
        return heldTogether(
          node.kind,
          node.of.map(part => when(part, asked)),
        )
      case 'not':
        return heldNot(when(node.of, asked))
      case 'trait':
        return traitWhen(node, asked)
      case 'moved':
        return movedWhen(node, asked)
      case 'ids':
        return always(
          Uint8Array.from(book.accounts, ({ id }) => Number(node.of === 'account' && node.ids.includes(id))),
        )
      case 'users':
        return usersWhen(node, asked, persons)
      default:
        return always(new Uint8Array(book.accounts.length))
    }
  }
  const ofAll = (where: ResolvedCondition, asked: WhenAsked) => {
    const book = asked.moment.accounts(asked.project)
    const among = new Uint8Array(book.accounts.length)
    for (let person = 1; person < asked.persons.length; person++) {
      if (asked.persons[person] === 0) continue
      eachOf(book.of, person, account => {
        among[account] = 1
      })
    }
    return { book, held: when(where, { ...asked, book, among }) }
  }
  return {
    held: (where, asked) => {
      const { book, held } = ofAll(where, asked)
      return belonging(held, book, asked.persons)
    },
    stood: (where, asked, { length, person, at }) => {
      const { book, held } = ofAll(where, asked)
      const found = new Uint8Array(length)
      const may = usersOfEver(held, book, asked.persons.length)
      for (let i = 0; i < length; i++) {
        if (may[person[i]!] === 0) continue
        eachOf(book.of, person[i]!, (account, since) => {
          if (since <= at[i]! && heldAt(held, account, at[i]!)) found[i] = 1
        })
      }
      return found
    },
  }
}

/** Who is to belong to an account of which it held at any time: where it is rare, nobody else's are looked at. */
function usersOfEver({ begins, starts }: Held, book: AccountBook, persons: number): Uint8Array {
  const users = new Uint8Array(persons)
  for (let place = 0; place < begins.length; place++) {
    if (begins[place] === 0 && starts[place] === starts[place + 1]) continue
    eachOf(book.users, place, person => {
      users[person] = 1
    })
  }
  return users
}

/** When it held of an account to which the person belonged. */
function belonging({ begins, starts, turns }: Held, book: AccountBook, persons: Uint8Array): Held {
  const turning = new Turning(persons.length, false)
  for (let person = 1; person < persons.length; person++) {
    if (persons[person] === 0) continue
    const changes: Change[] = []
    eachOf(book.of, person, (account, since) => {
      let holds = begins[account] === 1
      let first = starts[account]!
      for (; first < starts[account + 1]! && turns[first]! <= since; first++) holds = !holds
      if (holds) changes.push({ at: since, by: 1 })
      for (let i = first; i < starts[account + 1]!; i++) {
        holds = !holds
        changes.push({ at: turns[i]!, by: holds ? 1 : -1 })
      }
    })
    if (changes.length === 0) continue
    turning.of(person, false)
    let held = 0
    for (const { at, by } of changes.sort((a, b) => a.at - b.at)) {
      held += by
      turning.from(at, held > 0)
    }
  }
  return turning.held()
}

interface Change {
  at: number
  by: number
}

function usersWhen(node: Node<'users'>, asked: Asked, persons: When): Held {
  const { book, among } = asked
  const users = new Uint8Array(asked.persons.length)
  for (let place = 0; place < among.length; place++) {
    if (among[place] === 0) continue
    eachOf(book.users, place, person => {
      users[person] = 1
    })
  }
  const { begins, starts, turns } = persons(node.where, { ...asked, persons: users })
  const [come, begun, ended] = [new Moments(), new Moments(), new Moments()]
  return each(asked, enough(node, 0, 0), (_, turning, place) => {
    for (const one of [come, begun, ended]) one.clear()
    eachOf(book.users, place, (person, since) => {
      come.add(since)
      let holds = begins[person] === 1
      let i = starts[person]!
      const end = starts[person + 1]!
      for (; i < end && turns[i]! <= since; i++) holds = !holds
      if (holds) begun.add(since)
      for (; i < end; i++) {
        holds = !holds
        if (holds) begun.add(turns[i]!)
        else ended.add(turns[i]!)
      }
    })
    const [users, holding, gone] = [come.sorted(), begun.sorted(), ended.sorted()]
    for (let n = 0, held = 0, lost = 0; ; ) {
      const at = Math.min(next(users, n), next(holding, held), next(gone, lost))
      if (at === Number.POSITIVE_INFINITY) break
      while (users[n] === at) n += 1
      while (holding[held] === at) held += 1
      while (gone[lost] === at) lost += 1
      turning.from(at, enough(node, held - lost, n))
    }
  })
}

function next(times: Float64Array, place: number): number {
  return place < times.length ? times[place]! : Number.POSITIVE_INFINITY
}

function traitWhen({ trait, is }: Node<'trait'>, asked: Asked): Held {
  const missing = testValue(is, undefined, 0)
  return each(asked, missing, ({ changes }, turning) => {
    for (const { at, traits } of changes) {
      if (Object.hasOwn(traits, trait)) turning.from(at, testValue(is, traits[trait], 0))
    }
  })
}

function movedWhen(node: Node<'moved'>, { book, among, span, zone }: Asked): Held {
  if (!isFixed(node.window)) return always(new Uint8Array(among.length))
  const moves = book.accounts.map(({ changes }, place) =>
    among[place] === 0
      ? []
      : movesOf(node.trait, changes).flatMap(({ at, before, after }) =>
          goes(node, before, after) ? at : [],
        ),
  )
  const starts = new Uint32Array(among.length + 2)
  for (const [place, own] of moves.entries()) starts[place + 1] = starts[place]! + own.length
  const times = { starts, at: Float64Array.from(moves.flat()) }
  return counting(times, [lastingIn(node.window, span, zone)], ([n]) => n! > 0)
}

function each(
  { book, among }: Asked,
  begins: boolean,
  tell: (account: Account, turning: Turning, place: number) => void,
): Held {
  const turning = new Turning(among.length, begins)
  for (const [place, account] of book.accounts.entries()) {
    if (among[place] === 0) continue
    turning.of(place, begins)
    tell(account, turning, place)
  }
  return turning.held()
}

/** Times of one account after another. */
class Moments {
  #at = new Float64Array(256)
  #count = 0

  clear(): void {
    this.#count = 0
  }

  add(at: number): void {
    if (this.#count === this.#at.length) {
      const wider = new Float64Array(2 * this.#count)
      wider.set(this.#at)
      this.#at = wider
    }
    this.#at[this.#count] = at
    this.#count += 1
  }

  sorted(): Float64Array {
    return this.#at.subarray(0, this.#count).sort()
  }
}
