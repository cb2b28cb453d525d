/**
 * Every view is an address.
 *
 *     /sessions?segment=ID&range=7d           the list, of a segment, in a time
 *     /sessions/ID?t=81200&tab=TAB&panel=...  a moment: ms since the session began
 *     /segments, /segments/new, /segments/ID  saved questions and their builder
 *     /segments/templates, /segments/overlap  how to begin one, and how they relate
 *     /data, /data/live, /data/plan ...       what arrived, and whether it is right
 *     /people, /people/ID                     who it was
 *     /accounts, /accounts/ID                 the companies they belong to
 *     /mentions?show=unread                   notes addressed to who is signed in
 *     /frustration?sort=difference&case=ID    what frustrates whom; /frustration/thresholds what counts as it
 *     /behaviour/funnels?funnel=JSON ...      what people do: a tab per kind of answer; definitions are in the address
 *     /b/TOKEN                                a public link to a board: its numbers
 *     /s/TOKEN#t=81200&tab=tab-2              a public link; t in ms since its range began
 *
 * What the top bar chose (project, segment, the one it is compared with, dates) rides along from screen to screen.
 */
import { computed, signal } from '@preact/signals'

export type View =
  | { screen: 'sign-in' }
  | { screen: 'sessions' }
  | { screen: 'session'; id: string }
  | { screen: 'segments' }
  | { screen: 'segment-templates' }
  | { screen: 'segment-overlap' }
  | { screen: 'segment'; id: string | null }
  | { screen: 'data'; tab: DataTab }
  | { screen: 'people' }
  | { screen: 'person'; id: string }
  | { screen: 'accounts' }
  | { screen: 'account'; id: string }
  | { screen: 'mentions' }
  | { screen: 'frustration' }
  | { screen: 'thresholds' }
  | { screen: 'behaviour'; tab: BehaviourTab }
  | { screen: 'settings'; tab: SettingsTab }
  | { screen: 'share'; token: string }
  | { screen: 'shared-board'; token: string }
  | { screen: 'unknown'; path: string }

export const DATA_TABS = ['events', 'live', 'plan', 'violations', 'identity', 'destinations'] as const
export type DataTab = (typeof DATA_TABS)[number]

export const BEHAVIOUR_TABS = [
  'heatmaps',
  'funnels',
  'retention',
  'trends',
  'paths',
  'compare',
  'boards',
] as const
export type BehaviourTab = (typeof BEHAVIOUR_TABS)[number]

/** `compare`: id of a segment, or `everyone-else`: all who are not in the one chosen. */
export const EVERYONE_ELSE = 'everyone-else'

export const SETTINGS_TABS = ['project', 'export', 'masking', 'deletion', 'team', 'log'] as const
export type SettingsTab = (typeof SETTINGS_TABS)[number]

/** Kept by every link. */
const BAR = ['project', 'segment', 'definition', 'asOf', 'compare', 'range', 'from', 'to'] as const
export type BarKey = (typeof BAR)[number]

const current = signal(new URL(location.href))

export const query = computed(() => current.value.searchParams)
export const view = computed(() => viewOf(current.value.pathname))
export const hash = computed(() => current.value.hash)
export const bar = computed(() => {
  const chosen: Partial<Record<BarKey, string>> = {}
  for (const key of BAR) {
    const value = current.value.searchParams.get(key)
    if (value) chosen[key] = value
  }
  return chosen
})

export function viewOf(pathname: string): View {
  const parts = partsOf(pathname)
  if (parts === null || parts.length > 2) return { screen: 'unknown', path: pathname }
  const [screen = '', id] = parts
  if (screen === '') return { screen: 'sessions' }
  if (screen === 'sessions') return id ? { screen: 'session', id } : { screen: 'sessions' }
  if (screen === 'segments' && id === 'templates') return { screen: 'segment-templates' }
  if (screen === 'segments' && id === 'overlap') return { screen: 'segment-overlap' }
  if (screen === 'segments') {
    return id ? { screen: 'segment', id: id === 'new' ? null : id } : { screen: 'segments' }
  }
  if (screen === 'data') {
    const tab = DATA_TABS.find(one => one === (id ?? 'events'))
    return tab ? { screen: 'data', tab } : { screen: 'unknown', path: pathname }
  }
  if (screen === 'people') return id ? { screen: 'person', id } : { screen: 'people' }
  if (screen === 'accounts') return id ? { screen: 'account', id } : { screen: 'accounts' }
  if (screen === 'mentions' && !id) return { screen }
  if (screen === 'frustration' && (!id || id === 'thresholds')) {
    return { screen: id ? 'thresholds' : 'frustration' }
  }
  if (screen === 'behaviour') {
    const tab = BEHAVIOUR_TABS.find(one => one === (id ?? 'heatmaps'))
    return tab ? { screen: 'behaviour', tab } : { screen: 'unknown', path: pathname }
  }
  if (screen === 'b' && id) return { screen: 'shared-board', token: id }
  if (screen === 's' && id) return { screen: 'share', token: id }
  if (screen === 'settings') {
    const tab = SETTINGS_TABS.find(one => one === (id ?? 'project'))
    return tab ? { screen: 'settings', tab } : { screen: 'unknown', path: pathname }
  }
  if (screen === 'sign-in' && !id) return { screen }
  return { screen: 'unknown', path: pathname }
}

/** Null for a path that is cut off in the middle of a letter: decoding it throws. */
function partsOf(pathname: string): string[] | null {
  try {
    return pathname.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return null
  }
}

export type Changes = Record<string, string | number | null | undefined>

/** The address of a screen with the bar's choice; `changes` adds to it, null takes away. */
export function to(path: string, changes: Changes = {}): string {
  const params = new URLSearchParams(bar.value)
  return withChanges(path, params, changes)
}

/** This same screen with some of its state changed. */
export function here(changes: Changes): string {
  return withChanges(current.value.pathname, new URLSearchParams(query.value), changes)
}

function withChanges(path: string, params: URLSearchParams, changes: Changes): string {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') params.delete(name)
    else params.set(name, String(value))
  }
  const text = params.toString()
  return text ? `${path}?${text}` : path
}

export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  const url = new URL(address, location.href)
  if (how === 'push') history.pushState(null, '', url)
  else history.replaceState(null, '', url)
  current.value = url
}

/** Plain links navigate without a load; modified clicks and other targets stay the browser's. */
export function listen(): void {
  addEventListener('popstate', () => {
    current.value = new URL(location.href)
  })
  document.addEventListener('click', event => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
    const url = new URL(link.href)
    if (url.pathname.startsWith('/api') || url.pathname.startsWith('/demo')) return
    event.preventDefault()
    go(link.href)
    scrollTo(0, 0)
  })
}
