import { FACTS_VERSION, type Receipt, type TabFacts } from '../../contract/facts.ts'
import { EventType, type RecordedEvent } from '../../contract/rrweb.ts'
import { deviceBySize, environmentOf, utmOf } from './environment.ts'
import { Incremental } from './incremental.ts'
import { PATH_RULES, patternOf } from './path.ts'
import { bag, number, text } from './read.ts'
import { readSignals } from './read-signals.ts'
import { Spoken } from './spoken.ts'
import { isInteraction, Stretches } from './stretches.ts'
import { Visit } from './visit.ts'

export interface TabFold {
  /** Events in the order of their batches; late and repeated ones do no harm. */
  step(event: RecordedEvent): void
  /** Batches are missing here: what follows answers nothing of before. */
  gap(): void
  /** Facts so far; stepping goes on afterwards. */
  facts(): TabFacts
  /** Nodes of the page it holds: most of its memory. */
  size(): number
}

/** An answer takes no longer to begin, mostly. ms */
const ANSWERS_MS = 1_500

/**
 * Our recorder tells when a page is hidden or left. A recording that ends without that so soon after a click is not
 * whole: the tab was killed, or its next batch is still on the way.
 */
function cutShort(receipt: Receipt): void {
  const ended = receipt.hidden === undefined && receipt.navigation === undefined
  if (ended && receipt.watched < ANSWERS_MS) receipt.lost ??= receipt.watched
}

const DEFAULT_PATTERN = patternOf(PATH_RULES)

/** The fold over one tab's events. Holds the page, what is under watch, and the facts; never past events.
 * `pattern` folds paths by the project's own rules (`patternOf`). */
export function startTab(pattern = DEFAULT_PATTERN): TabFold {
  const visit = new Visit(pattern)
  const incremental = new Incremental(visit)
  const spoken = new Spoken(visit)
  const stretches = new Stretches()
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  let events = 0

  function step(event: RecordedEvent): void {
    const at = event.timestamp
    if (!Number.isFinite(at)) return
    events++
    visit.fidelity.time(at, to)
    from = Math.min(from, at)
    to = Math.max(to, at)
    visit.to = to
    if (isInteraction(event)) {
      stretches.interaction(at)
      visit.scrolls.attention.interaction(at)
    }
    const data = bag(event.data)
    if (event.type === EventType.DomContentLoaded) visit.pages.loads()
    else if (event.type === EventType.Meta) {
      visit.meta(at, text(data.href) ?? '', number(data.width), number(data.height))
    } else if (event.type === EventType.FullSnapshot) visit.snapshot(at, data)
    else if (event.type === EventType.IncrementalSnapshot) incremental.step(at, data)
    for (const signal of readSignals(event)) spoken.hear(at, signal)
    visit.settle()
  }

  function gap(): void {
    visit.fidelity.count('gaps', 1)
    if (events > 0) visit.watch.leave(to, 'hole')
  }

  function facts(): TabFacts {
    const isEmpty = events === 0
    const views = visit.pages.views(to)
    const first = views[0]
    const current = views.pop()
    const last = current && { ...visit.scrolls.now(to, current), over: visit.isOver() }
    if (last) views.push(last)
    views.forEach((view, page) => {
      const moves = visit.moves.of(page)
      if (moves) view.moves = moves
    })
    const title = visit.texts.titleOf(visit.dom)
    if (last && title !== '') last.title = title
    const environment = environmentOf(spoken.context)
    const viewport = visit.firstViewport ?? undefined
    if (viewport) environment.viewport = { ...viewport }
    const clicks = visit.clicks.clicks(visit.receipts())
    if (visit.signals) for (const { receipt } of clicks) cutShort(receipt)
    const device = deviceBySize(
      viewport,
      clicks.some(click => click.pointer === 'touch'),
    )
    if (!environment.device && device) environment.device = device
    const utm = first && utmOf(first.href)
    if (utm) environment.utm = utm
    const failures = visit.failures.failures()
    failures.forEach(({ at, click }, i) => {
      const led = clicks[click]
      if (!led || led.receipt.failed !== undefined) return
      led.receipt.failure = Math.max(0, Math.round(at - led.at))
      led.receipt.failed = i
    })
    return {
      version: FACTS_VERSION,
      from: isEmpty ? 0 : from,
      to: isEmpty ? 0 : to,
      events,
      environment,
      pages: views,
      clicks,
      failures,
      stretches: stretches.stretches(),
      ...visit.usage.facts(to),
      ...visit.pointer.facts(),
      searches: visit.searching.facts(),
      copies: [...spoken.copies],
      ...spoken.vitals(),
      views: [...visit.views],
      texts: visit.textsNow(),
      fidelity: visit.fidelity.facts(visit.dom),
    }
  }

  return { step, gap, facts, size: () => visit.dom.nodes.size }
}
