import { afterEach, beforeEach, describe } from 'vitest'
import type { Store } from '../../server/store/port.ts'
import { controlRules } from './contract/control.ts'
import { eventRules } from './contract/events.ts'
import { identityRules } from './contract/identity.ts'
import { recordingRules } from './contract/recordings.ts'
import { removalRules } from './contract/removal.ts'
import { sessionRules } from './contract/sessions.ts'
import { suggestionRules } from './contract/suggestions.ts'
import { tallyRules } from './contract/tallies.ts'

/** Gives the store of the running test. */
export type Current = () => Store

/** The port as tests: every engine registers itself. An engine that cannot keep a rule names it here, and why. */
export function storeContract(engine: string, open: () => Promise<Store>, remove: () => Promise<void>): void {
  describe(engine, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(async () => {
      await store.close()
      await remove()
    })
    const current = () => store
    recordingRules(current)
    sessionRules(current)
    eventRules(current)
    identityRules(current)
    suggestionRules(current)
    tallyRules(current)
    removalRules(current)
    controlRules(current)
  })
}
