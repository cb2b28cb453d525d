import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import type { Store } from '../../server/store/port.ts'
import { auditRules } from './contract/audit.ts'
import { controlRules } from './contract/control.ts'
import { eventRules } from './contract/events.ts'
import { failureRules } from './contract/failures.ts'
import { identityRules } from './contract/identity.ts'
import { liveRules } from './contract/live.ts'
import { recordingRules } from './contract/recordings.ts'
import { removalRules } from './contract/removal.ts'
import { rewriteRules } from './contract/rewrites.ts'
import { sessionRules } from './contract/sessions.ts'
import { suggestionRules } from './contract/suggestions.ts'
import { tallyRules } from './contract/tallies.ts'
import { textRules } from './contract/texts.ts'
import { verdictRules } from './contract/verdicts.ts'
import { waitingRules } from './contract/waiting.ts'
import { workedOutRules } from './contract/worked-out.ts'
import { nextProject } from './make.ts'

/** Gives the store of the running test. */
export type Current = () => Store
type Rules = (current: Current) => void

/** Rules of one project: their tests share a store, each with a project of its own. */
const OF_PROJECT: Rules[] = [
  recordingRules,
  sessionRules,
  eventRules,
  identityRules,
  suggestionRules,
  verdictRules,
  textRules,
  failureRules,
  tallyRules,
  removalRules,
  liveRules,
  rewriteRules,
  workedOutRules,
]
/** Rules of the whole store: each test has an empty one. */
const OF_STORE: Rules[] = [waitingRules, controlRules, auditRules]

/** The port as tests: every engine registers itself. An engine that cannot keep a rule names it here, and why. */
export function storeContract(engine: string, open: () => Promise<Store>, remove: () => Promise<void>): void {
  let store: Store
  const begin = async () => {
    store = await open()
  }
  const end = async () => {
    await store.close()
    await remove()
  }
  describe(engine, () => {
    beforeAll(begin)
    beforeEach(nextProject)
    afterAll(end)
    for (const rules of OF_PROJECT) rules(() => store)
  })
  describe(`${engine}, empty`, () => {
    beforeEach(begin)
    afterEach(end)
    for (const rules of OF_STORE) rules(() => store)
  })
}
