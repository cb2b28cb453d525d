/** Numbers out of the events of each person (segment/amount.ts): many events say the same, and it is read once. */
import type { Database } from 'better-sqlite3'
import type { JsonObject } from '../../../../contract/event.ts'
import { amountHolds, numberHolds, numbersOf, partsOf } from '../../../segment/amount.ts'
import type { Node } from '../../../segment/question.ts'
import { everyone, type Members } from './count.ts'
import { type Lane, OWN } from './lane.ts'
import type { Span } from './moment.ts'
import { propertyReader } from './passing.ts'
import { gather, sortByTime, tieSettler } from './steps.ts'
import { PER_LANE } from './streamed.ts'

type Asks = Node<'amount' | 'revenue'>

interface Named {
  event: string
  lanes: Lane[]
  span: Span
}

interface Told {
  named: Named[]
  owners: Int32Array
  persons: number
}

/** Visits every event that says a number: its person and the number. */
type Numbers = (tell: (person: number, number: number) => void) => void

export function amountsOf(facts: Database) {
  const propertiesOf = propertyReader(facts)
  const settleTies = tieSettler(facts, true)

  /** What the events of a name say, by what they were given. */
  const reader = <T>(read: (name: string, properties: JsonObject) => T, name: string) => {
    const known = new Map<number, T>()
    return (lane: Lane, i: number, said: number): T => {
      const found = known.get(said)
      if (found !== undefined) return found
      const value = read(name, propertiesOf(lane, i))
      if (said !== OWN) known.set(said, value)
      return value
    }
  }

  const each = <T>(
    { named, owners }: Told,
    read: (name: string, properties: JsonObject) => T,
    tell: (person: number, value: T) => void,
  ): void => {
    for (const { event, lanes, span } of named) {
      const told = reader(read, event)
      for (const lane of lanes) {
        const { count, base, at, ident } = lane
        const said = lane.said()
        const [from, to] = [span.from - base, span.to - base]
        for (let i = 0; i < count; i++) {
          if (at[i]! < from || at[i]! > to) continue
          const person = owners[ident[i]!]!
          if (person !== 0) tell(person, told(lane, i, said[i]!))
        }
      }
    }
  }

  /** Added up in the order of time: of fractions the sum depends on it. */
  const inOrder = (node: Asks, { named, owners, persons }: Told, members: Members): void => {
    const lanes = named.map(({ lanes }) => lanes)
    const { span } = named[0]!
    const gathered = gather({ lanes, span, owners, persons }, everyone(persons, true))
    const { starts, name, where } = gathered
    const read = named.map(({ event }) => reader((of, properties) => numbersOf(node, of, properties), event))
    for (let person = 1; person < persons; person++) {
      const [from, to] = [starts[person]!, starts[person + 1]!]
      if (from === to) continue
      if (sortByTime(gathered, from, to)) settleTies(gathered, from, to)
      const numbers: number[] = []
      for (let i = from; i < to; i++) {
        const lane = gathered.lanes[Math.floor(where[i]! / PER_LANE)]!
        const at = where[i]! % PER_LANE
        numbers.push(...read[name[i]!]!(lane, at, lane.said()[at]!))
      }
      members[person] = Number(numberHolds(node, numbers))
    }
  }

  const added = (node: Asks, told: Told, members: Members): void => {
    const total = new Float64Array(told.persons)
    const counts = new Uint32Array(told.persons)
    let sizes = 0
    const numbers: Numbers = tell =>
      each(
        told,
        (name, properties) => numbersOf(node, name, properties)[0] ?? Number.NaN,
        (person, number) => {
          if (!Number.isNaN(number)) tell(person, number)
        },
      )
    numbers((person, number) => {
      // NaN: not whole.
      sizes += Number.isInteger(number) ? Math.abs(number) : Number.NaN
      total[person]! += number
      counts[person]! += 1
    })
    if (!(sizes <= Number.MAX_SAFE_INTEGER)) {
      inOrder(node, told, members)
      return
    }
    const isMean = node.kind === 'amount' && node.of === 'average'
    for (let person = 1; person < told.persons; person++) {
      if (counts[person] === 0) continue
      const sum = total[person]!
      members[person] = Number(numberHolds(node, isMean ? [sum / counts[person]!] : [sum]))
    }
  }

  const furthest = (node: Asks, told: Told, members: Members, which: (a: number, b: number) => number) => {
    const found = new Float64Array(told.persons).fill(Number.NaN)
    const read = (name: string, properties: JsonObject) => numbersOf(node, name, properties)[0] ?? Number.NaN
    each(told, read, (person, number) => {
      if (Number.isNaN(number)) return
      const before = found[person]!
      found[person] = Number.isNaN(before) ? number : which(before, number)
    })
    for (let person = 1; person < told.persons; person++) {
      if (!Number.isNaN(found[person]!)) members[person] = Number(numberHolds(node, [found[person]!]))
    }
  }

  const distinct = (node: Node<'amount'>, told: Told, members: Members): void => {
    const codes = new Map<string, number>()
    const codeOf = (part: string): number => {
      const code = codes.get(part) ?? codes.size
      codes.set(part, code)
      return code
    }
    const read = (_: string, properties: JsonObject) => partsOf(properties, node.path).map(codeOf)
    const pairs: number[] = []
    each(told, read, (person, parts) => {
      for (const part of parts) pairs.push(person * MOST_VALUES + part)
    })
    const sorted = new Float64Array(pairs).sort()
    const counts = new Uint32Array(told.persons)
    for (let i = 0; i < sorted.length; i++) {
      if (i === 0 || sorted[i] !== sorted[i - 1]) counts[Math.floor(sorted[i]! / MOST_VALUES)]! += 1
    }
    for (let person = 1; person < told.persons; person++) {
      if (counts[person] !== 0) members[person] = Number(numberHolds(node, [counts[person]!]))
    }
  }

  return (node: Asks, named: Named[], owners: Int32Array, persons: number): Members => {
    const members = everyone(persons, amountHolds(node, []))
    const told = { named, owners, persons }
    const of = node.kind === 'revenue' ? 'sum' : node.of
    if (of === 'min') furthest(node, told, members, Math.min)
    else if (of === 'max') furthest(node, told, members, Math.max)
    else if (of === 'distinct' && node.kind === 'amount') distinct(node, told, members)
    else added(node, told, members)
    return members
  }
}

/** Different values of one question; times as many persons, it stays below 2^53. */
const MOST_VALUES = 2 ** 26
