import { Mouse, Source } from '../../contract/rrweb.ts'
import { isFeedback, isSeen, isTouchMark } from './appearance.ts'
import { isField } from './control.ts'
import type { Changed } from './dom.ts'
import type { DomNode } from './node.ts'
import { ancestry } from './node.ts'
import { type Bag, bag, list, number, text } from './read.ts'
import { isRefusal } from './refusal.ts'
import { Rhythm } from './rhythm.ts'
import type { Visit } from './visit.ts'

/** Of one place: a table drawn anew has one for each of its cells. */
const MAX_RHYTHMS = 300
/** A node so young still moves in; what changes in it belongs to the rhythm of the place it came to. */
const MOVES_IN_MS = 3_000

/** A value that a script sets comes this soon after the click, while the field has the focus. */
const SET_BY_CLICK_MS = 50
/** A scroll so soon after a click is its answer: back to the top, to a part of the page. */
const JUMPS_MS = 1_000
/** A scroll that was under way before the press is not its answer. */
const STILL_SCROLLING_MS = 200

/** Reads rrweb's incremental events into the visit. */
export class Incremental {
  readonly #visit: Visit
  #at = 0
  #focused: number | null = null
  #scrolledAt = Number.NEGATIVE_INFINITY
  /** What was clicked to begin the scroll under way. */
  #scroller: DomNode | null = null

  constructor(visit: Visit) {
    this.#visit = visit
  }

  step(at: number, data: Bag): void {
    this.#at = at
    const visit = this.#visit
    switch (data.source) {
      case Source.Mutation:
        visit.dom.mutate(at, data, this.#changed)
        break
      case Source.MouseMove:
        visit.moves.move(visit.pages.index, list(data.positions), visit.scrolls)
        visit.pointer.move(at, list(data.positions), true, visit)
        break
      case Source.TouchMove:
      case Source.Drag:
        visit.pointer.move(at, list(data.positions), false, visit)
        break
      case Source.MouseInteraction:
        this.#mouse(at, data)
        break
      case Source.Scroll:
        this.#scroll(at, data)
        break
      case Source.ViewportResize:
        visit.viewport(at, number(data.width) ?? 0, number(data.height) ?? 0)
        visit.watch.mark(at, 'resize')
        break
      case Source.Input:
        this.#input(at, data)
        break
      case Source.MediaInteraction:
        visit.watch.mark(at, 'media')
        break
      case Source.StyleSheetRule:
      case Source.StyleDeclaration:
      case Source.AdoptedStyleSheet:
        this.#style(data)
        break
      case Source.CanvasMutation:
        this.#change(visit.dom.get(data.id), 'canvas')
        break
      case Source.Selection:
        this.#selection(at, data)
        break
    }
  }

  readonly #changed: Changed = (place, kind, nodes, words) => {
    const { usage } = this.#visit
    if (usage.waits(this.#at) && isRefusal(place, kind, nodes, words)) usage.refused(this.#at)
    // Whether it is seen matters only while a click waits for an answer; the rhythm of a place is learnt always.
    if (!this.#visit.watch.open(this.#at)) this.#change(place, kind)
    else if (isSeen(place, kind, nodes)) {
      const { sheets } = this.#visit
      const feedback =
        isFeedback(kind, nodes, words) || (isTouchMark(kind, words) && !sheets.name(kind, words))
      this.#change(place, kind, feedback)
    }
  }

  #change(place: DomNode | null, kind: string, feedback = false): void {
    if (!place) return
    const visit = this.#visit
    const rhythm = rhythmOf(place, kind, this.#at)
    visit.watch.change(this.#at, place, rhythm, visit.touched, feedback)
  }

  #mouse(at: number, data: Bag): void {
    const visit = this.#visit
    const node = visit.dom.get(data.id)
    if (data.type === Mouse.Focus) {
      this.#focused = number(data.id) ?? null
      if (node && isField(node)) {
        visit.watch.mark(at, 'focus')
        visit.usage.focus(at, node, visit.pages.index, visit.around)
      }
      return
    }
    if (data.type === Mouse.Blur) {
      if (this.#focused === data.id) this.#focused = null
      visit.usage.blur(at, node)
      return
    }
    if (data.type === Mouse.Down || data.type === Mouse.Up)
      visit.pointer.pressed(at, data.type === Mouse.Down)
    const click = visit.clicks.interaction(at, data, node, visit.place, visit.around)
    if (data.type === Mouse.Down || data.type === Mouse.TouchStart || click) visit.acts(at)
    if (!click) return
    visit.searching.found()
    if (click.target) visit.texts.add(click.target.name)
    const control = visit.watch.latest?.control
    if (control) visit.usage.click(at, control, visit.pages.index)
  }

  #scroll(at: number, data: Bag): void {
    const visit = this.#visit
    const prompt = visit.watch.open(at)
    const node = visit.dom.get(data.id)
    if (visit.scrolls.isPage(node, visit.dom.root, data.id)) {
      const { scrolls, pages } = visit
      const by = scrolls.documentScroll(at, number(data.x) ?? 0, number(data.y) ?? 0, pages.current)
      scrolls.see(at, pages.current)
      const jumps = prompt !== undefined && prompt.kind !== 'typing' && at - prompt.at <= JUMPS_MS
      if (by !== 0 && !jumps) visit.searching.scroll(at, by, scrolls.viewport.height, pages.index)
    }
    const rested = at - this.#scrolledAt > STILL_SCROLLING_MS
    const begins = prompt !== undefined && prompt.press - this.#scrolledAt > STILL_SCROLLING_MS
    // A smooth scroll that a click began is carried on by the next click on the same thing.
    const carries = prompt?.control != null && prompt.control === this.#scroller
    if (begins) this.#scroller = prompt.control
    else if (rested && !carries) this.#scroller = null
    if (begins || carries) visit.watch.mark(at, 'scroll')
    this.#scrolledAt = at
  }

  #input(at: number, data: Bag): void {
    const visit = this.#visit
    const node = visit.dom.get(data.id)
    const type = node?.attributes.get('type')
    const isCheck = type === 'checkbox' || type === 'radio'
    if (node && isCheck) {
      if (data.isChecked === true) node.attributes.set('checked', '')
      else node.attributes.delete('checked')
    }
    const prompt = visit.watch.open(at)
    const clickedInto =
      prompt?.control?.id === data.id || (this.#focused !== null && this.#focused === data.id)
    // Two fields filled at one go (by a password manager, say) are both the visitor's doing.
    const setByClick =
      prompt && prompt.kind !== 'typing' && prompt.control !== node && at - prompt.at <= SET_BY_CLICK_MS
    const typed = !isCheck && (data.userTriggered === true || (clickedInto && !setByClick))
    if (typed) {
      visit.searching.found()
      visit.watch.typed(at)
      visit.acts(at)
    } else if (type !== 'hidden') visit.watch.mark(at, 'value')
    if (node && (typed || isCheck)) {
      visit.usage.change(at, node, visit.pages.index, visit.around)
    }
  }

  /** Rules have no place of their own in the page: their sheet stands for them. */
  #style(data: Bag): void {
    const visit = this.#visit
    for (const item of list(data.adds)) {
      const rule = text(bag(item).rule)
      if (rule) visit.sheets.insert(rule)
    }
    const owner = visit.dom.get(data.id) ?? visit.dom.root
    if (
      owner &&
      (list(data.adds).length > 0 || data.source !== Source.StyleSheetRule || data.replace || data.removes)
    ) {
      this.#change(owner, `sheet:${String(data.styleId ?? '')}`)
    }
  }

  /** Selecting the label of the very button that was clicked is no answer. */
  #selection(at: number, data: Bag): void {
    const visit = this.#visit
    const range = list(data.ranges)
      .map(bag)
      .find(each => each.start !== each.end || each.startOffset !== each.endOffset)
    const prompt = visit.watch.open(at)
    if (!range || !prompt) return
    const start = visit.dom.get(range.start)
    const inControl = prompt.claims && [...ancestry(start)].some(node => node === prompt.control)
    if (!inControl) visit.watch.mark(at, 'selection')
  }
}

function rhythmOf(place: DomNode, kind: string, at: number): Rhythm {
  // Dialogs and disclosures never open by the clock, though somebody may open and close one regularly.
  if (kind === 'attribute:open') return new Rhythm(place.born)
  let home = place
  while (home.parent && at - home.born < MOVES_IN_MS && home.born > home.parent.born) home = home.parent
  const name = home === place ? kind : 'inside'
  home.rhythms ??= new Map()
  let rhythm = home.rhythms.get(name)
  if (!rhythm) {
    // A place that names its children anew each time would grow without end.
    if (home.rhythms.size >= MAX_RHYTHMS) home.rhythms.clear()
    rhythm = new Rhythm(home.born)
    home.rhythms.set(name, rhythm)
  }
  return rhythm
}
