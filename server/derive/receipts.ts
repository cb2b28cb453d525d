import { type Receipt, WATCH_MS } from '../../contract/facts.ts'
import { changesAnyway } from './rhythm.ts'
import { type Change, isWithin, type Mark, type Prompt } from './watch.ts'

const MARKS: readonly Mark[] = [
  'navigation',
  'opened',
  'download',
  'clipboard',
  'scroll',
  'selection',
  'focus',
  'value',
  'media',
  'resize',
  'hidden',
]

const SELDOM_MS = 1_000

/** A change so soon after a click answers that one rather than another, more than LONG_AGO_MS before. */
const AT_ONCE_MS = 150
const LONG_AGO_MS = 3_000

/** A last tick may be recorded so long after the click that stops it. ms */
const LETS_GO_MS = 50

/** Changes within this of each other answer one click, unless another click came between. */
const ONE_ANSWER_MS = 50

/** Writes the receipts of all clicks among the prompts, as far as the recording goes (`to`). */
export function receiptsOf(prompts: readonly Prompt[], to: number): Map<number, Receipt> {
  const receipts = new Map<number, Receipt>()
  prompts.forEach((prompt, i) => {
    if (prompt.click >= 0) receipts.set(prompt.click, receiptOf(prompts, i, prompt, to))
  })
  pairAnswers(prompts, receipts)
  return receipts
}

/** An answer of the page, rather than its rhythm or the look of a pressed button. */
const isAnswer = (change: Change): boolean => !change.feedback && !changesAnyway(change.suspect)

function receiptOf(prompts: readonly Prompt[], from: number, own: Prompt, to: number): Receipt {
  const receipt: Receipt = { watched: Math.max(0, Math.round(Math.min(WATCH_MS, to - own.at))) }
  const end = own.at + WATCH_MS
  const since = (at: number): number => Math.max(0, Math.round(at - own.at))
  let claimed = false
  for (let i = from; i < prompts.length; i++) {
    const prompt = prompts[i]
    if (!prompt || prompt.press > end || (i > from && prompt.kind === 'typing')) break
    if (prompt.kind === 'page' || prompt.kind === 'hole') {
      if (prompt.kind === 'hole') receipt.lost = since(prompt.at)
      receipt.watched = Math.min(receipt.watched, since(prompt.at))
      break
    }
    if (i > from && prompt.claims && prompt.control !== own.control) claimed = true
    if (!claimed || prompt === own) marksInto(receipt, prompt, own)
    for (const change of prompt.changes) {
      if (change.at > end) break
      receipt.any ??= since(change.at)
      const near = change.near.includes(own.click)
      if ((!near && (claimed || change.hover)) || (near && receipt.near !== undefined)) continue
      if (!near && receipt.change !== undefined) continue
      if (!isAnswer(change) || isOfLater(change.at, prompt, own)) continue
      receipt.change ??= since(change.at)
      if (near) receipt.near = since(change.at)
    }
  }
  stopsInto(receipt, own)
  return receipt
}

/** The page answered a later click on the same thing at once, unless the request of the earlier one was just over. */
function isOfLater(at: number, prompt: Prompt, own: Prompt): boolean {
  if (prompt === own || prompt.click < 0 || prompt.press - own.at < LONG_AGO_MS) return false
  const answeredAt = own.asked?.answeredAt ?? Number.NEGATIVE_INFINITY
  return at - prompt.at <= AT_ONCE_MS && Math.abs(at - answeredAt) > 2 * AT_ONCE_MS
}

/** What went on by itself and ended with the click was stopped by it: a player, a slide show, an upload. */
function stopsInto(receipt: Receipt, { at, near, running }: Prompt): void {
  for (const { place, running: one } of running) {
    const due = one.gap * 3 + 500
    const next = one.after.find(change => change - at > LETS_GO_MS) ?? Number.POSITIVE_INFINITY
    const stopped = Math.min(next - at, receipt.watched) > due
    // What should have gone on and is not recorded: the recording was over, or the click stopped it.
    if (next === Number.POSITIVE_INFINITY && !stopped) receipt.lost ??= receipt.watched
    const isNear = near.some(root => isWithin(place, root))
    // What seldom changes elsewhere may as well be held up by the pointer that came to click.
    if (!stopped || (!isNear && one.gap > SELDOM_MS)) continue
    const delay = Math.round(one.gap)
    receipt.change = Math.min(receipt.change ?? delay, delay)
    if (isNear) receipt.near = Math.min(receipt.near ?? delay, delay)
  }
}

/** What a second click on the same thing brought about answers the first one too. */
function marksInto(receipt: Receipt, prompt: Prompt, own: Prompt): void {
  for (const mark of MARKS) {
    const at = prompt.marks[mark]
    if (at !== undefined && at - own.at <= WATCH_MS) receipt[mark] ??= Math.max(0, Math.round(at - own.at))
  }
  const asked = prompt.asked
  if (!asked || receipt.request !== undefined) return
  receipt.request = Math.max(0, Math.round(asked.at - own.at))
  receipt.url = asked.url
  if (asked.answeredAt !== null) receipt.answered = Math.max(0, Math.round(asked.answeredAt - own.at))
  if (asked.status !== null) receipt.status = asked.status
  if (asked.wrote) receipt.wrote = true
}

/** Gives each answer of the page to the oldest click that still waits for one. */
function pairAnswers(prompts: readonly Prompt[], receipts: Map<number, Receipt>): void {
  let waiting: Prompt[] = []
  for (const prompt of prompts) {
    if (prompt.claims) waiting = waiting.filter(other => other.control === prompt.control)
    if (prompt.kind === 'typing' || prompt.kind === 'page' || prompt.kind === 'hole') waiting = []
    if (prompt.click >= 0) waiting.push(prompt)
    let last = Number.NEGATIVE_INFINITY
    for (const change of prompt.changes) {
      if (change.hover || !isAnswer(change)) continue
      const another = change.at - last > ONE_ANSWER_MS
      last = change.at
      if (!another) continue
      waiting = waiting.filter(
        other => change.at - other.at <= WATCH_MS && !isOfLater(change.at, prompt, other),
      )
      const answered = waiting.shift()
      const receipt = answered && receipts.get(answered.click)
      if (answered && receipt) receipt.answer = Math.max(0, Math.round(change.at - answered.at))
    }
  }
}
