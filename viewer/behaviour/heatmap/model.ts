/** The heatmap of the page, segment and dates in the address. */
import { batch, computed, effect, signal, untracked } from '@preact/signals'
import type { List, SessionDetail, Suggestion } from '../../../contract/api.ts'
import type { WidthBand } from '../../../contract/behaviour/heat.ts'
import type {
  HeatDifferences,
  HeatMoment,
  Heatmap,
  HeatPage,
  HeatScene,
} from '../../../contract/behaviour/heatmap.ts'
import { api } from '../../api.ts'
import { comparison } from '../../frame/comparison.ts'
import { barQuery } from '../../frame/dates.ts'
import { bar } from '../../location.ts'
import { load, remote } from '../../remote.ts'
import {
  background,
  goal,
  isDifference,
  kind,
  moment,
  page,
  release,
  side,
  viewed,
  width,
} from './address.ts'
import { behind } from './behind.ts'
import { type Asked, heat } from './calls.ts'

/** Pages offered. */
const MOST_PAGES = 100

export const pages = remote<HeatPage[]>()
export const map = remote<Heatmap>()
export const difference = remote<HeatDifferences>()
export const scenes = remote<HeatScene[]>()
export const recording = remote<SessionDetail>()
export const moments = remote<List<HeatMoment>>()
export const releases = remote<Suggestion[]>()
export const goals = remote<Suggestion[]>()
/** The element under the pointer, in the picture or in the list. */
export const pointed = signal<string | null>(null)

export const shownPage = computed(() => page.value ?? pages.value.value?.[0]?.page ?? null)

/** The band with most views of the page, unless the address names a width. */
export const shownWidth = computed(() => width.value ?? usualBand(shownPage.value))

function usualBand(path: string | null): WidthBand {
  const bands = pages.value.value?.find(one => one.page === path)?.bands
  if (!bands) return 'desktop'
  const { phone, tablet, desktop } = bands
  if (desktop >= phone && desktop >= tablet) return 'desktop'
  return phone >= tablet ? 'phone' : 'tablet'
}

/** Null until a page is known. Dates that count back do so from when the screen was opened. */
const asked = computed((): Asked | null => {
  const path = shownPage.value
  if (path === null || (page.value === null && pages.value.loading)) return null
  return {
    ...barQuery(openedAt.value),
    page: path,
    width: shownWidth.value,
    ...(release.value ? { release: release.value } : {}),
  }
})
const openedAt = signal(Date.now())

export const scene = computed(() => {
  const all = scenes.value.value ?? []
  const chosen = all.find(one => one.session === background.value && (viewed.value ?? one.at) === one.at)
  return chosen ?? all.find(one => one.session === background.value) ?? all[0] ?? null
})

/** Epoch ms of the page that is shown. */
export const sceneAt = computed(() => {
  const one = scene.value
  if (!one) return null
  return moment.value === null ? one.moment : Math.min(one.until, one.at + moment.value)
})

export async function loadPages(): Promise<void> {
  await load(pages, async () => (await heat.pages({ ...barQuery(openedAt.peek()), limit: MOST_PAGES })).items)
}

export async function loadMap(): Promise<void> {
  const now = asked.peek()
  if (!now) return
  const other = comparison.peek()
  if (isDifference.peek() && other) await load(difference, () => heat.difference(now, other.value))
  else await load(map, () => heat.map(now, kind.peek(), goal.peek()))
}

export async function loadScenes(): Promise<void> {
  const now = asked.peek()
  if (now) await load(scenes, async () => (await heat.scenes(now, background.peek())).items)
}

export async function loadMoments(): Promise<void> {
  const now = asked.peek()
  const which = behind.peek()
  const other = isDifference.peek() ? comparison.peek() : null
  if (!now || !which) return
  const of = other ? { compare: other.value, side: side.peek() } : {}
  await load(moments, () => heat.moments(now, of, which), { keep: false })
}

/** Asks anew whenever what is asked about changes; answers how to stop. */
export function follow(): () => void {
  batch(() => {
    openedAt.value = Date.now()
    pointed.value = null
  })
  const { project } = bar.peek()
  void load(releases, async () => (await api.suggest({ of: 'field', name: 'release', project })).items)
  void load(goals, async () => (await api.suggest({ of: 'event', project })).items)
  const stops = [
    on(() => JSON.stringify(barQuery(openedAt.value)), loadPages),
    on(
      () =>
        JSON.stringify([asked.value, isDifference.value, comparison.value?.value, kind.value, goal.value]),
      loadMap,
    ),
    on(() => JSON.stringify([asked.value, background.value]), loadScenes),
    on(
      () => JSON.stringify([asked.value, behind.value, side.value, isDifference.value && comparison.value]),
      loadMoments,
    ),
    on(
      () => scene.value?.session ?? '',
      async () => {
        const one = scene.peek()
        if (one) await load(recording, () => api.session(one.session, bar.peek().project), { keep: false })
      },
    ),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function on(what: () => string, then: () => Promise<void>): () => void {
  let before: string | null = null
  return effect(() => {
    const now = what()
    if (now === before) return
    before = now
    void untracked(then)
  })
}
