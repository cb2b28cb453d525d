/** Thresholds being edited: a draft, what it would find, and saving it. */
import { computed, effect, signal } from '@preact/signals'
import type { RulesInForce, Trial } from '../../contract/frustration/board.ts'
import type { FrustrationRules } from '../../contract/frustration/frustration.ts'
import type { PresetName } from '../../contract/frustration/presets.ts'
import { api } from '../api.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'
import { expectChange } from './board.ts'

export const PRESET_WORDS: Record<PresetName, string> = {
  segreel: 'Segreel',
  posthog: 'PostHog',
  sentry: 'Sentry',
  amplitude: 'Amplitude',
  openreplay: 'OpenReplay',
  highlight: 'Highlight',
}
export const PRESET_NAMES: PresetName[] = [
  'segreel',
  'posthog',
  'sentry',
  'amplitude',
  'openreplay',
  'highlight',
]

/** A trial waits so long for the next change, ms. */
const PAUSE_MS = 250

export const inForce = remote<RulesInForce>()
export const draft = signal<FrustrationRules | null>(null)
export const trial = remote<Trial>()
export const saving = signal(false)

export const isChanged = computed(() => {
  const now = inForce.value.value
  return now !== null && draft.value !== null && !isSame(now.rules, draft.value)
})

/** The preset whose thresholds the draft has; what is fine is the project's own under every preset. */
export const preset = computed(() => {
  const [now, rules] = [inForce.value.value, draft.value]
  if (!now || !rules) return null
  return PRESET_NAMES.find(name => isSame({ ...now.presets[name], fine: rules.fine }, rules)) ?? null
})

export async function loadRules(): Promise<void> {
  const now = await load(inForce, () => api.frustrationRules(bar.peek().project))
  if (now) draft.value = now.rules
}

/** For the screen's effect: asks what the draft would find, while it is edited. */
export function keepTrying(): () => void {
  let abort = new AbortController()
  let timer: ReturnType<typeof setTimeout>
  const stop = effect(() => {
    const rules = draft.value
    if (!rules) return
    clearTimeout(timer)
    abort.abort()
    abort = new AbortController()
    const { signal } = abort
    timer = setTimeout(() => {
      const ask = () => api.tryFrustrationRules(rules, bar.peek().project, signal)
      void load(trial, () => ask().catch(cause => (signal.aborted ? never : Promise.reject(cause))))
    }, PAUSE_MS)
  })
  return () => {
    stop()
    clearTimeout(timer)
    abort.abort()
  }
}

/** What a question that nobody waits for any more answers. */
const never = new Promise<never>(() => {})

export function choosePreset(name: PresetName): void {
  const now = inForce.peek().value
  const rules = draft.peek()
  if (now && rules) draft.value = { ...now.presets[name], fine: rules.fine }
}

export function takeBack(at: number): void {
  const rules = draft.peek()
  if (rules) draft.value = { ...rules, fine: rules.fine.filter((_, i) => i !== at) }
}

export function undo(): void {
  draft.value = inForce.peek().value?.rules ?? null
}

export async function save(): Promise<void> {
  const rules = draft.peek()
  if (!rules) return
  saving.value = true
  try {
    expectChange()
    const now = await api.changeFrustrationRules(rules, bar.peek().project)
    inForce.value = { value: now, loading: false, problem: null }
    draft.value = now.rules
    say('Saved. History is being judged again.')
  } catch (cause) {
    say(wordsOf(cause))
  } finally {
    saving.value = false
  }
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return left.size === right.size && [...left].every(([key, value]) => isSame(value, right.get(key)))
}
