/**
 * Which parts of a person's history segments look at. What is left out changes no answer, no explanation, and no time
 * at which an answer changes; most of a history is asked for by no segment, and reading it is what costs.
 */
import { actsOf, childrenOf } from '../../contract/segment/tree.ts'
import type { PersonHistory, SessionHistory } from './history.ts'
import type { ResolvedAct, ResolvedCondition, ResolvedSegment } from './question.ts'

export interface Needs {
  /** By name; null: all. */
  events: string[] | null
  /** Events whose properties are looked at, by name. */
  properties: string[]
  traits: boolean
  sessions: boolean
  /** Of sessions. */
  findings: boolean
  /** Of sessions: pages, failures and texts. */
  recorded: boolean
  accounts: boolean
}

interface Found extends Omit<Needs, 'events' | 'properties'> {
  all: boolean
  events: Set<string>
  properties: Set<string>
}

export function needsOf(segments: readonly ResolvedSegment[]): Needs {
  const found: Found = {
    ...{ all: false, events: new Set(), properties: new Set() },
    ...{ traits: false, sessions: false, findings: false, recorded: false, accounts: false },
  }
  for (const { subject, where } of segments) {
    found.sessions ||= subject === 'session'
    found.accounts ||= subject === 'account'
    gather(where, found)
  }
  const { all, events, properties, ...rest } = found
  return { ...rest, events: all ? null : [...events].sort(), properties: [...properties].sort() }
}

/** A history without what is not needed. Users of an account have accounts themselves: `done` ends the circle. */
export function narrowed(
  history: PersonHistory,
  needs: Needs,
  done = new Map<PersonHistory, PersonHistory>(),
): PersonHistory {
  const known = done.get(history)
  if (known) return known
  const { events, properties } = needs
  const part: PersonHistory = {
    ...history,
    traits: needs.traits ? history.traits : [],
    events: history.events
      .filter(({ name }) => events === null || events.includes(name))
      .map(event => (properties.includes(event.name) ? event : { ...event, properties: {} })),
    sessions: needs.sessions ? history.sessions.map(session => narrowedSession(session, needs)) : [],
    accounts: [],
  }
  done.set(history, part)
  if (needs.accounts)
    part.accounts = history.accounts.map(({ since, account }) => {
      const users = account.users.map(user => ({ ...user, person: narrowed(user.person, needs, done) }))
      return { since, account: { ...account, users } }
    })
  return part
}

function narrowedSession(session: SessionHistory, { findings, recorded }: Needs): SessionHistory {
  return {
    ...session,
    ...(findings ? {} : { findings: [] }),
    ...(recorded ? {} : { pages: [], failures: [], texts: [] }),
  }
}

function gather(node: ResolvedCondition, found: Found): void {
  switch (node.kind) {
    case 'trait':
    case 'moved':
      found.traits = true
      break
    case 'seen':
      anything(found)
      break
    case 'event':
      event(node.event, node.where.length > 0, found)
      break
    case 'amount':
      event(node.event, true, found)
      break
    case 'revenue':
      for (const name of node.events) event(name, true, found)
      break
    case 'account':
    case 'users':
      found.accounts = true
      break
    case 'score':
    case 'session':
    case 'field':
    case 'visit':
      found.sessions = true
      break
    case 'ids':
      found.sessions ||= node.of === 'session'
      break
    case 'finding':
      found.sessions = found.findings = true
      break
    case 'page':
    case 'failure':
    case 'text':
      found.sessions = found.recorded = true
      break
    default:
      break
  }
  if ('window' in node) {
    const { window } = node
    found.sessions ||= window.kind === 'session'
    if (window.kind === 'after') event(window.event, false, found)
    if (window.kind === 'since-first') {
      if (window.event === null) anything(found)
      else event(window.event, false, found)
    }
  }
  for (const { act } of actsOf(node)) gatherAct(act, found)
  for (const { node: part } of childrenOf(node)) gather(part, found)
}

function gatherAct(act: ResolvedAct, found: Found): void {
  switch (act.act) {
    case 'event':
      event(act.event, act.where.length > 0, found)
      break
    case 'any':
      found.all = true
      break
    case 'page':
      found.sessions = found.recorded = true
      break
    case 'session':
      found.sessions = true
      break
  }
}

function event(name: string, properties: boolean, found: Found): void {
  found.events.add(name)
  if (properties) found.properties.add(name)
}

/** When the person was first or last seen. */
function anything(found: Found): void {
  found.all = found.traits = found.sessions = true
}
