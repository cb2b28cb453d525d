import type { Click, Receipt, Size, Target } from '../../contract/facts.ts'
import { Mouse, NodeType } from '../../contract/rrweb.ts'
import { controlOf, isDisabled, isOpaque } from './control.ts'
import { expectationOf, leadsAway, type Surroundings } from './expectation.ts'
import { fingerprintOf, nameOf, roleOf } from './fingerprint.ts'
import { neighbourhoodOf } from './neighbourhood.ts'
import { ancestry, attribute, type DomNode } from './node.ts'
import { type Bag, list, number } from './read.ts'
import type { Prompt, Watch } from './watch.ts'

/** A click follows its press within this time, however long the button was held. */
const PRESS_MS = 5_000
/** A second click event of the same gesture: a label clicks its field, a script clicks a button. */
const ECHO_MS = 30

/** Where the visitor is when a click comes. */
export interface Place {
  scrollX: number
  scrollY: number
  viewport: Size
  document: Size | null
  page: number
}

type Draft = Omit<Click, 'receipt'>

interface Press {
  at: number
  x: number
  y: number
  hit: DomNode | null
  touch: boolean
  within: [number, number] | null
  prompt: Prompt
  clicked: boolean
}

/** Reads clicks and taps out of mouse interactions, and puts each under watch. */
export class Clicks {
  readonly drafts: Draft[] = []
  #press: Press | null = null
  #touchedAt = Number.NEGATIVE_INFINITY
  readonly #watch: Watch

  constructor(watch: Watch) {
    this.#watch = watch
  }

  /** Answers the click when the interaction is one. */
  interaction(at: number, data: Bag, hit: DomNode | null, place: Place, around: Surroundings): Draft | null {
    const x = number(data.x)
    const y = number(data.y)
    if (data.type === Mouse.TouchStart) this.#touchedAt = at
    if (data.type === Mouse.Down || data.type === Mouse.TouchStart)
      this.#pressed(at, x ?? 0, y ?? 0, hit, data, around)
    // A control that is switched off gets the press and no click: the visitor clicked all the same.
    const isUp = data.type === Mouse.Up || data.type === Mouse.TouchEnd
    const isOff = isUp && this.#press?.hit === hit && hit !== null && isOffControl(hit, around)
    if (data.type !== Mouse.Click && !isOff) return null
    return this.#clicked(at, x ?? this.#press?.x ?? 0, y ?? this.#press?.y ?? 0, hit, data, place, around)
  }

  #pressed(at: number, x: number, y: number, hit: DomNode | null, data: Bag, around: Surroundings): void {
    const old = this.#press
    // A touch is told as pointer down and as touch start.
    if (old && !old.clicked && old.hit === hit && at - old.at < ECHO_MS) return
    const touch = data.type === Mouse.TouchStart || data.pointerType === 2
    const prompt = this.#watch.begin(promptOf('press', at, at, hit, around))
    const within = hit && withinOf(hit, prompt.control ?? hit, list(data.within))
    this.#press = { at, x, y, hit, touch, within, prompt, clicked: false }
  }

  #clicked(
    at: number,
    x: number,
    y: number,
    hit: DomNode | null,
    data: Bag,
    place: Place,
    around: Surroundings,
  ): Draft | null {
    const press = this.#press
    const last = this.drafts.at(-1)
    // A batch that came twice tells of the same clicks again.
    if (this.drafts.slice(-50).some(draft => draft.at === at && draft.x === x && draft.y === y)) {
      if (press) press.clicked = true
      return null
    }
    const isFresh = press !== null && !press.clicked && at - press.at <= PRESS_MS && at >= press.at
    if (!isFresh && last && at - last.at <= ECHO_MS && at >= last.at) {
      if (hit && opensPicker(hit)) this.#watch.mark(at, 'opened')
      return null
    }
    const prompt = isFresh ? press.prompt : this.#watch.begin(promptOf('click', at, at, hit, around))
    // The press may have changed the page; what the visitor aimed at is what was there before.
    const target = prompt.target
    prompt.kind = 'click'
    prompt.at = at
    prompt.click = this.drafts.length
    prompt.claims = target?.expects === 'answer'
    if (press) press.clicked = true
    const touch = (isFresh && press.touch) || data.pointerType === 2 || at - this.#touchedAt < 1_000
    const framed = hit !== null && isFramed(hit)
    const draft: Draft = {
      at,
      pointer: touch ? 'touch' : !isFresh && x === 0 && y === 0 ? 'key' : 'mouse',
      x,
      y,
      pageX: x + (framed ? 0 : place.scrollX),
      pageY: y + (framed ? 0 : place.scrollY),
      ...(framed && { framed: true }),
      viewport: { ...place.viewport },
      document: place.document ? { ...place.document } : null,
      target,
      ...(isFresh && press.within && { within: press.within }),
      page: place.page,
      travel: isFresh ? Math.round(Math.hypot(x - press.x, y - press.y)) : 0,
    }
    this.drafts.push(draft)
    return draft
  }

  clicks(receipts: Map<number, Receipt>): Click[] {
    return this.drafts.map((draft, i) => ({ ...draft, receipt: receipts.get(i) ?? { watched: 0 } }))
  }
}

function promptOf(
  kind: Prompt['kind'],
  at: number,
  press: number,
  hit: DomNode | null,
  around: Surroundings,
): Prompt {
  const control = controlOf(hit, around.sheets)
  return {
    kind,
    at,
    press,
    click: -1,
    control: control ?? hit,
    claims: false,
    near: hit ? neighbourhoodOf(control ?? hit, around.byId) : [],
    changes: [],
    marks: {},
    asked: null,
    running: [],
    target: targetOf(hit, around),
  }
}

/** Of the places in the boxes of what was hit and of what is around it, thousandths, the one in the target's. */
function withinOf(hit: DomNode, target: DomNode, told: readonly unknown[]): [number, number] | null {
  let level = 0
  for (const at of ancestry(hit)) {
    if (at === target) break
    level += 1
  }
  const x = number(told[2 * level])
  const y = number(told[2 * level + 1])
  const share = (part: number) => Math.min(1, Math.max(0, part / 1_000))
  return x === undefined || y === undefined ? null : [share(x), share(y)]
}

/** In a document that is itself within the page. */
function isFramed(hit: DomNode): boolean {
  for (const at of ancestry(hit)) if (at.kind === NodeType.Document) return at.parent !== null
  return false
}

/** A button that clicks a hidden file field opens the system's picker, which no recording shows. */
const opensPicker = (node: DomNode): boolean =>
  node.tag === 'input' && /^(file|color)$/i.test(attribute(node, 'type'))

function isOffControl(hit: DomNode, around: Surroundings): boolean {
  const control = controlOf(hit, around.sheets)
  return control?.attributes.has('disabled') === true && isDisabled(control)
}

/** The control that was aimed at, or the element itself where there is none. */
export function targetOf(hit: DomNode | null, around: Surroundings): Target | null {
  if (!hit) return null
  const control = controlOf(hit, around.sheets)
  const element = elementOf(hit)
  const node = control ?? element
  return {
    node: hit.id,
    fingerprint: fingerprintOf(node),
    role: roleOf(node),
    tag: node.tag,
    name: nameOf(node),
    expects: expectationOf(control ?? (isOpaque(element) ? element : null), around),
    leads: leadsAway(node),
  }
}

function elementOf(node: DomNode): DomNode {
  for (const at of ancestry(node)) if (at.tag !== '') return at
  return node
}
