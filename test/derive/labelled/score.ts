import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { TabFacts } from '../../../contract/facts.ts'
import {
  FRUSTRATION_KINDS,
  type FrustrationRules,
  type FrustrationKind as Kind,
} from '../../../contract/frustration/frustration.ts'
import { isRecordedEvent, type RecordedEvent } from '../../../contract/rrweb.ts'
import { judge } from '../../../server/derive/frustration/judge.ts'
import { startTab } from '../../../server/derive/tab.ts'
import { CLICK_KINDS, type Label } from './visit.ts'

/** A finding so far from its label is another one; ways, cursors and forms have no one moment. ms */
const NEAR_MS = 2_000
const ABOUT_MS = 15_000
const isAtClick = (kind: Kind): boolean => kind === 'slow' || CLICK_KINDS.some(one => one === kind)

export interface LabelledVisit {
  name: string
  labels: Label[]
  /** Kinds that the labels are complete for; absent: those of clicks. */
  asks?: readonly Kind[]
  events: RecordedEvent[]
}

export interface Score {
  precision: number
  recall: number
  /** Findings that are right, findings that are wrong, and labels that were missed. */
  right: number
  wrong: string[]
  missed: string[]
}

export function readVisits(file = join(import.meta.dirname, 'visits.json.gz')): LabelledVisit[] {
  const visits: LabelledVisit[] = JSON.parse(gunzipSync(readFileSync(file)).toString())
  if (!visits.every(visit => visit.events.every(isRecordedEvent)))
    throw new Error('The recordings are not rrweb events')
  return visits
}

/** Asked of under many rules, and read once. */
const read = new WeakMap<LabelledVisit, TabFacts>()

function factsOf(visit: LabelledVisit): TabFacts {
  const known = read.get(visit)
  if (known) return known
  const tab = startTab()
  for (const event of visit.events) tab.step(event)
  const facts = tab.facts()
  read.set(visit, facts)
  return facts
}

export function score(visits: readonly LabelledVisit[], rules: FrustrationRules): Record<Kind, Score> {
  return scoreOf(visits.map(visit => ({ ...visit, found: judge([factsOf(visit)], rules) })))
}

export interface JudgedVisit extends Omit<LabelledVisit, 'events'> {
  found: readonly { kind: Kind; at: number }[]
}

/** `slack`: a busy machine plays a visit late. ms */
export function scoreOf(visits: readonly JudgedVisit[], slack = 0): Record<Kind, Score> {
  const empty = (): Score => ({ precision: 1, recall: 1, right: 0, wrong: [], missed: [] })
  const scores: Record<Kind, Score> = {
    rage: empty(),
    dead: empty(),
    error: empty(),
    slow: empty(),
    'quick-back': empty(),
    'u-turn': empty(),
    thrash: empty(),
    'form-struggle': empty(),
    'excessive-scroll': empty(),
  }
  for (const { name, labels, asks = CLICK_KINDS, found } of visits) {
    for (const kind of asks) {
      const near = (isAtClick(kind) ? NEAR_MS : ABOUT_MS) + slack
      const open = labels.filter(label => label.kind === kind)
      for (const { at } of found.filter(each => each.kind === kind)) {
        const i = open.findIndex(label => Math.abs(label.at - at) <= near)
        const label = i >= 0 ? open.splice(i, 1)[0] : undefined
        if (!label) scores[kind].wrong.push(name)
        else if (!label.optional) scores[kind].right++
      }
      for (const label of open) if (!label.optional) scores[kind].missed.push(name)
    }
  }
  for (const kind of FRUSTRATION_KINDS) {
    const { right, wrong, missed } = scores[kind]
    scores[kind].precision = right + wrong.length > 0 ? right / (right + wrong.length) : 0
    scores[kind].recall = right + missed.length > 0 ? right / (right + missed.length) : 0
  }
  return scores
}
