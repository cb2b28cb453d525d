import type { Fidelity, Loss } from '../../contract/fidelity.ts'
import { NodeType } from '../../contract/rrweb.ts'
import type { Dom } from './dom.ts'
import { attribute } from './node.ts'

const BACK_MS = 1_000
const FORWARD_MS = 30 * 60_000

/** How much each loss takes from the score: per occurrence, and at most. */
const WEIGHTS: Record<Loss, { each: number; most: number }> = {
  'no-snapshot': { each: 1, most: 1 },
  gaps: { each: 0.1, most: 0.5 },
  'unknown-nodes': { each: 0.005, most: 0.3 },
  'style-sheets': { each: 0.15, most: 0.4 },
  fonts: { each: 0.02, most: 0.1 },
  canvases: { each: 0.03, most: 0.1 },
  frames: { each: 0.03, most: 0.1 },
  throttled: { each: 0.001, most: 0.3 },
  paused: { each: 0.000_005, most: 0.3 },
  'clock-back': { each: 0.05, most: 0.2 },
  'clock-forward': { each: 0.02, most: 0.1 },
  malformed: { each: 0.01, most: 0.3 },
}

/** Counts what is not in the recording. */
export class FidelityCount {
  readonly #losses = new Map<Loss, number>()
  #snapshots = 0
  #masked = 0
  #letters = 0
  #pausedAt: number | null = null

  count(loss: Loss, n: number): void {
    this.#losses.set(loss, (this.#losses.get(loss) ?? 0) + n)
  }

  time(at: number, last: number): void {
    if (at < last - BACK_MS) this.count('clock-back', 1)
    else if (Number.isFinite(last) && at > last + FORWARD_MS) this.count('clock-forward', 1)
  }

  capture(at: number, state: string, missed: number): void {
    if (missed > 0) this.count('throttled', missed)
    if (state === 'paused') this.#pausedAt = at
    else if (state === 'resumed' && this.#pausedAt !== null) {
      this.count('paused', Math.max(0, at - this.#pausedAt))
      this.#pausedAt = null
    }
  }

  snapshot(dom: Dom): void {
    this.#snapshots++
    const missing = { 'style-sheets': 0, canvases: 0, frames: 0 }
    for (const node of dom.nodes.values()) {
      if (node.tag === 'link' && isMissingSheet(attribute(node, 'rel'), node.attributes.has('_cssText'))) {
        missing['style-sheets']++
      } else if (node.tag === 'canvas' && !node.attributes.has('rr_dataURL')) missing.canvases++
      else if (node.tag === 'iframe' && !node.first && attribute(node, 'rr_src') !== '') missing.frames++
      else if (node.kind === NodeType.Text) this.#read(node.text)
    }
    // The same page is snapshot again and again: the worst of them counts, once.
    for (const loss of ['style-sheets', 'canvases', 'frames'] as const) {
      const worst = Math.max(this.#losses.get(loss) ?? 0, missing[loss])
      if (worst > 0) this.#losses.set(loss, worst)
    }
  }

  facts(dom: Dom): Fidelity {
    const losses: Fidelity['losses'] = Object.fromEntries(this.#losses)
    if (this.#snapshots === 0) losses['no-snapshot'] = 1
    if (dom.unknown > 0) losses['unknown-nodes'] = dom.unknown
    let score = 1
    for (const [loss, n] of new Map([
      ...this.#losses,
      ...(dom.unknown > 0 ? [['unknown-nodes', dom.unknown] as const] : []),
    ])) {
      score -= Math.min(WEIGHTS[loss].most, WEIGHTS[loss].each * n)
    }
    if (this.#snapshots === 0) score = 0
    const masked = this.#letters > 0 ? this.#masked / this.#letters : 0
    return { score: round(Math.max(0, score)), masked: round(masked), losses }
  }

  /** rrweb masks a text by asterisks of its length; others use bullets or blocks. */
  #read(text: string): void {
    const letters = text.replace(/\s+/g, '')
    this.#letters += letters.length
    this.#masked += letters.match(/[*•█]/g)?.length ?? 0
  }
}

const isMissingSheet = (rel: string, hasRules: boolean): boolean =>
  rel.split(/\s+/).includes('stylesheet') && !hasRules

const round = (value: number): number => Math.round(value * 1000) / 1000
