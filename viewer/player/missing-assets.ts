/** What of the page in the replay lies on other servers and is not fetched: counted by the server it lies on. */
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Assets } from '../../contract/assets.ts'
import { address, read, send } from '../api.ts'
import { bar } from '../location.ts'
import { wordsOf } from '../remote.ts'
import type { Player } from './player.ts'

export const ASSET_KINDS = ['picture', 'sheet', 'font'] as const
export type AssetKind = (typeof ASSET_KINDS)[number]
export type Missing = Map<string, Record<AssetKind, number>>

/** Looked through at most so often, ms: a large page has many elements. */
const LOOK_MS = 1_000

export interface MissingAssets {
  found: ReadonlySignal<Missing>
  /** Origins the project allows; null: not yet known, or nobody may tell. */
  allowed: Signal<string[] | null>
  problem: Signal<string | null>
  ask(): Promise<void>
  /** Whether it was kept: then the page has to be loaded anew, whose policy this is. */
  allow(origins: string[]): Promise<boolean>
  stop(): void
}

export function createMissingAssets(player: Player): MissingAssets {
  const found = signal<Missing>(new Map())
  const allowed = signal<string[] | null>(null)
  const problem = signal<string | null>(null)
  const { project } = bar.peek()
  let timer: ReturnType<typeof setTimeout> | undefined

  const look = () => {
    timer = undefined
    const page = player.replay.peek()?.frame()?.contentDocument
    if (page) found.value = missingIn(page, allowed.peek() ?? [])
  }
  const stop = effect(() => {
    if (player.state.value?.waiting === false && timer === undefined) timer = setTimeout(look, LOOK_MS)
  })
  return {
    found,
    allowed,
    problem,
    async ask() {
      try {
        allowed.value = (await read<Assets>('/api/settings/assets', { project })).origins
      } catch (cause) {
        problem.value = wordsOf(cause)
      }
    },
    async allow(origins) {
      try {
        await send<Assets>('PUT', address('/api/settings/assets', { project }), { origins })
        return true
      } catch (cause) {
        problem.value = wordsOf(cause)
        return false
      }
    },
    stop() {
      stop()
      clearTimeout(timer)
    },
  }
}

/** By origin; `allowed` are those whose sheets and fonts count as there, since only pictures tell whether they came. */
export function missingIn(page: Document, allowed: string[]): Missing {
  const missing: Missing = new Map()
  const add = (where: string, kind: AssetKind) => {
    const origin = foreignOrigin(where)
    if (origin === null) return
    const counts = missing.get(origin) ?? { picture: 0, sheet: 0, font: 0 }
    counts[kind]++
    missing.set(origin, counts)
  }
  for (const image of page.images) if (image.naturalWidth === 0) add(image.currentSrc || image.src, 'picture')
  for (const link of page.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"][href]')) {
    if (!link.sheet) add(link.href, 'sheet')
  }
  const fonts = new Set<string>()
  const pictures = new Set<string>()
  for (const rule of ruleTexts(page)) {
    const into = rule.startsWith('@font-face') ? fonts : pictures
    for (const [, where = ''] of rule.matchAll(/url\(\s*["']?(https?:[^"')\s]+)/g)) into.add(where)
  }
  const isShown = (where: string) => allowed.includes(foreignOrigin(where) ?? '')
  for (const where of fonts) if (!isShown(where)) add(where, 'font')
  for (const where of pictures) if (!isShown(where)) add(where, 'picture')
  return missing
}

const texts = new WeakMap<CSSStyleSheet, { rules: number; found: string[] }>()

/** Those that name an address; a sheet is read again only when it has more or fewer rules. */
function ruleTexts(page: Document): string[] {
  return [...page.styleSheets].flatMap(sheet => {
    try {
      const { cssRules } = sheet
      const known = texts.get(sheet)
      if (known?.rules === cssRules.length) return known.found
      const found = [...cssRules].map(rule => rule.cssText).filter(text => text.includes('url('))
      texts.set(sheet, { rules: cssRules.length, found })
      return found
    } catch {
      // Of another server, and allowed: what it names is its own affair.
      return []
    }
  })
}

function foreignOrigin(where: string): string | null {
  if (!/^https?:/i.test(where) || !URL.canParse(where)) return null
  const { origin } = new URL(where)
  return origin === location.origin ? null : origin
}
