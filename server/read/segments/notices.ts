import type { SegmentProblem } from '../../../contract/segment/check.ts'
import { actsOf, childrenOf } from '../../../contract/segment/tree.ts'
import type { Question, ResolvedCondition } from '../../segment/question.ts'
import type { Store } from '../../store/port.ts'

/** What in a question can match nothing because it never arrived, and its problems. */
export async function noticesOf(
  store: Pick<Store, 'suggest' | 'eventsNamed'>,
  project: string,
  asked: { question: Question; problems: SegmentProblem[] },
): Promise<SegmentProblem[]> {
  const notices = [...asked.problems]
  const say = (at: string, message: string) => notices.push({ at, message })
  const { subject, where } = asked.question.segment
  const accounts = await named(store, project)
  if (subject === 'account' && !accounts) say('where', 'No group call has arrived yet: there is no account.')
  for (const { at, node, ofAccount } of nodes(where, 'where', subject === 'account')) {
    for (const { place, event } of eventsIn(node)) {
      if (!(await arrived(store, project, 'event', event)))
        say(`${at}${place}`, `No event named "${event}" has arrived yet.`)
    }
    // Without any account it goes without saying what none of them has.
    if ((node.kind === 'trait' || node.kind === 'moved') && (accounts || !ofAccount)) {
      const [of, who] = ofAccount ? (['accountTrait', 'account'] as const) : (['trait', 'person'] as const)
      if (!(await arrived(store, project, of, node.trait)))
        say(at, `No ${who} has the trait "${node.trait}" yet.`)
    }
    if (node.kind === 'account' && !accounts)
      say(at, 'No group call has arrived yet: nobody belongs to an account.')
    if (node.kind === 'ids' && node.ids.length === 0) say(at, 'The list is empty.')
  }
  return notices
}

/** Names of events a node asks for, with their places below it. */
function eventsIn(node: ResolvedCondition): { place: string; event: string }[] {
  const acts = actsOf(node).flatMap(({ at, act }) =>
    act.act === 'event' ? [{ place: at, event: act.event }] : [],
  )
  const anchor =
    'window' in node && (node.window.kind === 'after' || node.window.kind === 'since-first')
      ? node.window.event
      : null
  if (anchor !== null) acts.push({ place: '.window', event: anchor })
  if (node.kind === 'event' || node.kind === 'amount') acts.push({ place: '', event: node.event })
  if (node.kind === 'revenue') acts.push(...node.events.map(event => ({ place: '.events', event })))
  return acts
}

async function named(store: Pick<Store, 'eventsNamed'>, project: string): Promise<boolean> {
  return (await store.eventsNamed({ project, name: 'group', named: false, limit: 1 })).length > 0
}

async function arrived(
  store: Pick<Store, 'suggest'>,
  project: string,
  of: 'event' | 'trait' | 'accountTrait',
  name: string,
): Promise<boolean> {
  const found = await store.suggest(project, { of, prefix: name, limit: 100 })
  return found.some(one => one.value === name)
}

function* nodes(
  node: ResolvedCondition,
  at: string,
  ofAccount: boolean,
): Generator<{ at: string; node: ResolvedCondition; ofAccount: boolean }> {
  yield { at, node, ofAccount }
  for (const part of childrenOf(node)) {
    yield* nodes(part.node, `${at}${part.at}`, part.of === 'same' ? ofAccount : part.of === 'account')
  }
}
