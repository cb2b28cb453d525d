import { CONTEXT_KEY } from '../../contract/event.ts'
import { MASK } from '../privacy/mask-secrets.ts'
import type { Privacy } from '../privacy/privacy.ts'
import { personArguments } from '../stub/api.ts'
import type { Call } from '../stub/calls.ts'
import { groupTraits, traits } from '../stub/identity.ts'
import { newId } from '../stub/session.ts'
import { version } from './version.ts'

type Fields = Record<string, unknown>

const fields = (value: unknown): Fields => (typeof value === 'object' && value ? { ...value } : {})

/** One call as an event of Segment's form: what the site said as it said it, address and title without secrets. */
export function toMessage(call: Call, tabId: string, privacy: Privacy): Fields & { messageId: string } {
  const { type, options, ...said } = read(call, privacy)
  const { context, integrations, timestamp, messageId, anonymousId } = fields(options)
  return {
    type,
    messageId: String(messageId ?? `segreel-${newId()}`),
    anonymousId: anonymousId ?? call.anonymousId,
    userId: call.userId,
    timestamp: timestamp ?? new Date(call.at).toISOString(),
    ...said,
    integrations,
    context: { ...contextOf(call, tabId, privacy), ...fields(context) },
  }
}

function read(call: Call, privacy: Privacy): Fields {
  const args = call.args.filter(argument => typeof argument !== 'function')
  const { method } = call
  if (method === 'track')
    return { type: method, event: String(args[0]), properties: fields(args[1]), options: args[2] }
  if (method === 'alias') {
    const from = typeof args[1] === 'string' ? args[1] : undefined
    return {
      type: method,
      userId: args[0],
      previousId: from ?? call.userId ?? call.anonymousId,
      options: from ? args[2] : args[1],
    }
  }
  if (method === 'page') {
    const names = args.filter(argument => typeof argument === 'string')
    const [category, name] = names.length > 1 ? names : [undefined, names[0]]
    const [given, options] = args.filter(argument => typeof argument === 'object' && argument)
    const properties = { ...pageOf(call, privacy), name, category, ...fields(given) }
    return { type: method, name, category, properties, options }
  }
  const person = personArguments(args)
  return method === 'group'
    ? {
        type: method,
        groupId: call.groupId,
        traits: { ...groupTraits(), ...person.traits },
        options: person.options,
      }
    : { type: method, traits: { ...traits(), ...person.traits }, options: person.options }
}

function pageOf(call: Call, { cleanUrl, pageTitle }: Privacy): Fields {
  const url = cleanUrl(call.href)
  const { pathname, search } = new URL(url, call.href)
  return {
    url,
    path: pathname,
    search,
    title: pageTitle(call.title),
    referrer: call.referrer && cleanUrl(call.referrer),
  }
}

function contextOf(call: Call, tabId: string, privacy: Privacy): Fields {
  const query = new URL(privacy.cleanUrl(call.href)).searchParams
  const utm = ['source', 'medium', 'name', 'term', 'content']
    .map(part => [part, query.get(`utm_${part === 'name' ? 'campaign' : part}`)])
    .filter(([, value]) => value && value !== MASK)
  return {
    page: pageOf(call, privacy),
    userAgent: navigator.userAgent,
    locale: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    campaign: utm.length ? Object.fromEntries(utm) : undefined,
    groupId: call.groupId,
    library: { name: 'segreel', version },
    [CONTEXT_KEY]: { sessionId: call.sessionId, tabId },
  }
}
