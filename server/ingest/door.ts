import type { Store } from '../store/port.ts'
import type { Keys } from './keys.ts'
import type { Tally } from './tally.ts'

/** What the doors use. */
export interface Door {
  store: Pick<Store, 'putBatch' | 'putEvents' | 'setting' | 'suggest'>
  keys: Keys
  tally: Tally
  /** Epoch ms. */
  now: () => number
}
