import { expect, test } from 'vitest'
import { PRESETS } from '../../contract/frustration/presets.ts'
import { judge } from '../../server/derive/frustration/judge.ts'
import { askKept, keepTab } from '../../server/derive/frustration/kept.ts'
import { rulesKey, rulesOf } from '../../server/derive/frustration/rules-in-force.ts'
import { startTab } from '../../server/derive/tab.ts'
import { readVisits } from './labelled/score.ts'

test('[F21] what is kept of a tab gives every preset the findings that its facts give', () => {
  const visits = readVisits().map(({ events }) => {
    const tab = startTab()
    for (const event of events) tab.step(event)
    return tab.facts()
  })
  let compared = 0
  for (const facts of visits) {
    const kept = keepTab(facts)
    for (const rules of Object.values(PRESETS)) {
      const told = judge([facts], rules).map(({ kind, at, page, element, name, clicks }) => {
        const others = clicks.slice(1).map(i => Math.round((facts.clicks[i]?.at ?? 0) - at))
        const isDrawn = kind === 'rage' || kind === 'dead' || kind === 'error'
        const more = isDrawn && others.length > 0 ? { more: others } : {}
        return { kind, page, element, name, ...more }
      })
      const asked = askKept(kept, rules)?.map(({ at, ...rest }) => rest)
      expect(asked).toEqual(told)
      compared += told.length
    }
  }
  expect(compared).toBeGreaterThan(300)
})

test('[F21] what is no kept tab says so, rather than that all was well', () => {
  expect(askKept(new Uint8Array(3), PRESETS.segreel)).toBeNull()
  expect(askKept(new Uint8Array(200), PRESETS.segreel)).toBeNull()
})

test('[F21] rules are known by what they say, in whatever order it is written', () => {
  const { rage, ...rest } = PRESETS.segreel
  expect(rulesKey({ ...rest, rage })).toBe(rulesKey(PRESETS.segreel))
  const keys = Object.values(PRESETS).map(rulesKey)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).not.toContain(0)
})

test('[F21] rules saved before a kind was known keep what they say, and have our own for that kind', async () => {
  const { excessiveScroll, ...saved } = { ...PRESETS.posthog }
  const rules = await rulesOf({ setting: async () => saved }, 'shop')
  expect(rules).toEqual({ ...saved, excessiveScroll: PRESETS.segreel.excessiveScroll })
  expect(await rulesOf({ setting: async () => ({ rage: 'no' }) }, 'shop')).toEqual(PRESETS.segreel)
  expect(await rulesOf({ setting: async () => undefined }, 'shop')).toEqual(PRESETS.segreel)
})

test('[F21] facts of an older version are judged by what they hold', () => {
  const visit = readVisits().find(({ name }) => name.startsWith('rage on a dead button'))
  const tab = startTab()
  for (const event of visit?.events ?? []) tab.step(event)
  const { searches, ...older } = { ...tab.facts(), version: 1 }
  const facts: ReturnType<typeof tab.facts> = JSON.parse(JSON.stringify(older))
  expect(judge([facts], PRESETS.segreel).map(({ kind }) => kind)).toContain('rage')
  expect(askKept(keepTab(facts), PRESETS.segreel)?.map(({ kind }) => kind)).toContain('rage')
})
