/** What the visitor did in a range, as steps a person can follow and a test can repeat. Pure. */
import type { Click, Failure, FieldUse, PageView, TabFacts, Target } from '../../contract/facts.ts'

export type Step =
  | { kind: 'open'; at: number; href: string; title: string }
  /** `times`: clicks on the same target in a row, less than REPEAT_MS apart. */
  | { kind: 'click'; at: number; target: Target; times: number; click: Click; leadsTo: PageView | null }
  /** What was put in is not in the recording. */
  | { kind: 'fill'; at: number; target: Target }
  | { kind: 'failure'; at: number; failure: Failure }

const REPEAT_MS = 1_000
/** A page that begins so soon after a click is where the click led. */
const LED_MS = 5_000
/** Roles whose clicks are how they are filled: the click is the step. */
const CHOSEN_BY_CLICK = new Set(['checkbox', 'radio', 'switch'])

/** Steps between two times (epoch ms), beginning with the page that was open. */
export function stepsOf(facts: TabFacts, from: number, to: number): Step[] {
  const inRange = (one: { at: number }) => one.at >= from && one.at <= to
  const clicks = clickSteps(facts, facts.clicks.filter(inRange))
  const steps: Step[] = [
    ...openSteps(facts.pages, clicks, from, to),
    ...clicks,
    ...facts.fields.filter(field => inRange({ at: field.until })).flatMap(fillStep),
    ...facts.failures.filter(inRange).map((failure): Step => ({ kind: 'failure', at: failure.at, failure })),
  ]
  return steps.sort((a, b) => a.at - b.at || order(a) - order(b))
}

type ClickStep = Extract<Step, { kind: 'click' }>

function clickSteps(facts: TabFacts, clicks: Click[]): ClickStep[] {
  const steps: ClickStep[] = []
  for (const click of clicks) {
    const { target } = click
    // A field is filled, not clicked; on text and background a click means nothing.
    if (!target || target.expects === 'nothing' || isTyped(target)) continue
    const last = steps.at(-1)
    if (last && last.target.node === target.node && click.at - last.click.at < REPEAT_MS) {
      last.times += 1
      last.click = click
      last.leadsTo = ledTo(facts.pages, click)
    } else {
      steps.push({ kind: 'click', at: click.at, target, times: 1, click, leadsTo: ledTo(facts.pages, click) })
    }
  }
  return steps
}

function ledTo(pages: PageView[], click: Click): PageView | null {
  const { navigation } = click.receipt
  if (navigation === undefined) return null
  return (
    pages.find(page => page.at >= click.at && page.at - click.at < LED_MS && page.how !== 'replace') ?? null
  )
}

/** Pages that no click led to: the first one, and those reached by the address bar or the back button. */
function openSteps(pages: PageView[], clicks: ClickStep[], from: number, to: number): Step[] {
  const led = new Set(clicks.map(step => step.leadsTo))
  return pages.flatMap((page): Step[] => {
    const wasOpen = page.at <= from && page.until > from
    const isNew = page.at > from && page.at <= to && page.how !== 'replace' && !led.has(page)
    if (!wasOpen && !isNew) return []
    return [{ kind: 'open', at: Math.max(page.at, from), href: page.href, title: page.title }]
  })
}

/** Fields whose changes are never recorded: a visit to one is all there is to see. */
const SECRET = /pass(word|phrase)|\bpin\b|cvc|cvv|card|expir|mm\s*\/\s*yy|one.?time|security code/i

function fillStep(field: FieldUse): Step[] {
  if (CHOSEN_BY_CLICK.has(field.target.role)) return []
  if (field.changes === 0 && !SECRET.test(field.target.name)) return []
  return [{ kind: 'fill', at: field.until, target: field.target }]
}

export function isTyped(target: Target): boolean {
  return ['textbox', 'combobox', 'searchbox', 'spinbutton', 'slider'].includes(target.role)
}

/** At one time: what was open, what was filled, what was clicked, what failed. */
function order(step: Step): number {
  return ['open', 'fill', 'click', 'failure'].indexOf(step.kind)
}
