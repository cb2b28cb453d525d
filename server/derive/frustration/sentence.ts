import type { Click, TabFacts } from '../../../contract/facts.ts'
import { pathOf } from '../path.ts'
import { cut } from '../read.ts'
import type { Finding } from './find.ts'

interface Told {
  sentence: string
  evidence: Record<string, number>
}

/** Says what happened, with the numbers of the receipt. */
export function describe(facts: TabFacts, finding: Finding): Told {
  const i = finding.of[0] ?? -1
  switch (finding.kind) {
    case 'quick-back':
      return quickBack(facts, i)
    case 'u-turn':
      return uTurn(facts, i, finding.of[1] ?? i)
    case 'thrash': {
      const { at = 0, until = 0, turns = 0 } = facts.wiggles[i] ?? {}
      const sentence = `The cursor turned back and forth ${turns} times in ${seconds(Math.min(2_000, until - at))}.`
      return { sentence, evidence: { turns, time: until - at } }
    }
    case 'excessive-scroll': {
      const { at = 0, until = 0, turns = 0, screens = 0 } = facts.searches[i] ?? {}
      const sentence = `Scrolled up and down: ${turns} turns over ${screens} screens in ${seconds(until - at)}, and clicked nothing.`
      return { sentence, evidence: { turns, screens, time: until - at } }
    }
    case 'form-struggle':
      return finding.field ? field(facts, i) : form(facts, i)
    default:
      return clicks(facts, finding)
  }
}

function clicks(facts: TabFacts, finding: Finding): Told {
  const run = finding.of.flatMap(i => facts.clicks[i] ?? [])
  const first = run[0]
  const last = run.at(-1)
  if (!first || !last) return { sentence: '', evidence: {} }
  const evidence: Record<string, number> = { clicks: run.length, time: last.at - first.at }
  for (const [name, value] of Object.entries(last.receipt))
    if (typeof value === 'number') evidence[name] = value
  const verb = first.pointer === 'touch' ? 'tap' : 'click'
  const count = run.length === 1 ? `1 ${verb}` : `${run.length} ${verb}s in ${seconds(last.at - first.at)}`
  const parts = [
    `${count} on ${called(first)}`,
    ...requestPart(last),
    ...failurePart(facts, run),
    ...answerPart(last),
  ]
  return { sentence: `${parts.join('; ')}.`, evidence }
}

function requestPart({ receipt }: Click): string[] {
  if (receipt.request === undefined || receipt.url === undefined) return []
  const to = `request to ${cut(pathOf(receipt.url), 60)}`
  if (receipt.answered === undefined) return [`${to} was not answered`]
  const { status = 0 } = receipt
  const failed = status === 0 || status >= 400
  const what = failed ? `failed${status > 0 ? ` (${status})` : ''}` : 'was answered'
  return [`${to} ${what} after ${seconds(receipt.answered)}`]
}

function failurePart(facts: TabFacts, run: readonly Click[]): string[] {
  const led = run.find(click => click.receipt.failed !== undefined)
  const failure = led && facts.failures[led.receipt.failed ?? -1]
  if (!led || !failure || failure.kind === 'request') return []
  return [`“${cut(failure.message, 100)}” ${seconds(led.receipt.failure ?? 0)} after the click`]
}

function answerPart({ receipt }: Click): string[] {
  const { near, change, navigation } = receipt
  if (navigation !== undefined) return [`the page changed after ${seconds(navigation)}`]
  const silent = seconds(receipt.watched)
  if (near !== undefined) return [`the first change near it came after ${seconds(near)}`]
  if (change === undefined) return [`nothing on the page answered for ${silent}`]
  return [`nothing near it changed for ${silent}, elsewhere something did after ${seconds(change)}`]
}

function called({ target, pageX, pageY }: Click): string {
  if (!target) return `the page at ${Math.round(pageX)}, ${Math.round(pageY)}`
  return target.name === '' ? `a ${target.role}` : `“${cut(target.name, 60)}”`
}

function quickBack(facts: TabFacts, i: number): Told {
  const page = facts.pages[i]
  const back = facts.pages[i + 1]
  const time = (back?.at ?? 0) - (page?.at ?? 0)
  return {
    sentence: `Went to ${page?.path ?? ''} and back to ${back?.path ?? ''} after ${seconds(time)}.`,
    evidence: { time },
  }
}

function uTurn(facts: TabFacts, from: number, to: number): Told {
  const start = facts.pages[from]
  const time = (facts.pages[to]?.at ?? 0) - (start?.until ?? 0)
  const pages = to - from - 1
  const sentence = `Went from ${start?.path ?? ''} over ${pages} pages back to it in ${seconds(time)}.`
  return { sentence, evidence: { pages, time } }
}

function form(facts: TabFacts, i: number): Told {
  const { submits = [], refused = [], name = '' } = facts.forms[i] ?? {}
  const time = (submits.at(-1) ?? 0) - (submits[0] ?? 0)
  const sentence = `Submitted ${name === '' ? 'a form' : `the form “${cut(name, 60)}”`} ${submits.length} times in ${seconds(time)} on one page, and it was refused ${refused.length} times.`
  return { sentence, evidence: { submits: submits.length, refused: refused.length, time } }
}

function field(facts: TabFacts, i: number): Told {
  const { target, visits = 0, changes = 0, refused = 0, time = 0 } = facts.fields[i] ?? {}
  const name = target?.name ? `“${cut(target.name, 60)}”` : 'a field'
  return {
    sentence: `Came to ${name} ${visits} times, changed it ${changes} times, was refused ${refused} times, and spent ${seconds(time)} in it.`,
    evidence: { visits, changes, refused, time },
  }
}

const seconds = (ms: number): string => `${(Math.max(0, ms) / 1000).toFixed(1)} s`
