import { expect, test } from 'vitest'
import { DEFAULT_RULES } from '../../contract/frustration/frustration.ts'
import { keepTab } from '../../server/derive/frustration/kept.ts'
import { ruleSettingName, rulesKey } from '../../server/derive/frustration/rules-in-force.ts'
import { RejudgeLoop } from '../../server/derive/rejudge/loop.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import { pressed } from '../read/pressed.ts'
import { batch, derived, PROJECT } from '../store/make.ts'

const SESSIONS = 2_500
const FOUR = { ...DEFAULT_RULES, rage: { ...DEFAULT_RULES.rage, clicks: 4 } }

/** Sessions judged by our own rules: every other one pressed four times in vain, the rest three times. */
async function filled() {
  const store = openMemory()
  await store.putProject({ id: PROJECT, name: 'Shop', writeKey: 'key', createdAt: 0 })
  const traces = [4, 3].map((times, i) => keepTab(pressed(times, i).facts()))
  for (let i = 0; i < SESSIONS; i++) {
    const made = batch({ session: `s${i}`, anonymousId: `a${i}` })
    await store.putBatch(made)
    const answer = derived(made)
    await store.putDerived({
      ...answer,
      tabs: answer.tabs.map(tab => ({ ...tab, trace: traces[i % 2] ?? null })),
    })
  }
  return store
}

const raging = async (store: Awaited<ReturnType<typeof filled>>) => {
  const { items } = await store.sessions({ project: PROJECT, limit: SESSIONS })
  return items.filter(one => (one.fields.rageClicks ?? 0) > 0).length
}

test('[F21] judging again goes on after a stop with what is left, and says how far it is', async () => {
  const store = await filled()
  await store.putSetting(ruleSettingName(PROJECT), FOUR)
  const steps: number[] = []
  const told: unknown[] = []
  const counted = {
    ...store,
    putVerdicts: async (...args: Parameters<typeof store.putVerdicts>) => {
      steps.push(args[1].length)
      told.push(first.progress(PROJECT))
      await store.putVerdicts(...args)
      if (steps.length === 1) stopped = first.close()
    },
  }
  let stopped: Promise<void> | undefined
  const first = new RejudgeLoop(counted, () => false)
  await first.idle()
  await stopped
  const left = await store.countUnjudged(PROJECT, rulesKey(FOUR))
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(SESSIONS)
  expect(told[0]).toEqual({ done: 0, total: SESSIONS })

  const second = new RejudgeLoop(counted, () => false)
  await second.idle()
  expect(second.progress(PROJECT)).toBeNull()
  expect(await store.countUnjudged(PROJECT, rulesKey(FOUR))).toBe(0)
  // No session twice.
  expect(steps.reduce((sum, step) => sum + step, 0)).toBe(SESSIONS)
  expect(await raging(store)).toBe(SESSIONS / 2)
  await second.close()
})

test('[F21] thresholds changed twice leave every session under the last', async () => {
  const store = await filled()
  await store.putSetting(ruleSettingName(PROJECT), FOUR)
  const loop = new RejudgeLoop(store, () => false)
  loop.nudge()
  await store.putSetting(ruleSettingName(PROJECT), DEFAULT_RULES)
  await loop.idle()
  expect(await raging(store)).toBe(SESSIONS)
  await loop.close()
})

test('[F21] recordings under way go first, but never stop it', async () => {
  const store = await filled()
  let asked = 0
  const loop = new RejudgeLoop(store, () => {
    asked += 1
    return true
  })
  await loop.idle()
  expect(asked).toBeGreaterThan(SESSIONS / 1_000)
  expect(await raging(store)).toBe(SESSIONS)
  await loop.close()
})
