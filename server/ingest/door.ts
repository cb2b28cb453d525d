import type { Store } from '../store/port.ts'
import type { Throttle } from './amplitude/throttle.ts'
import type { Keys } from './keys.ts'
import type { Tally } from './tally.ts'

/** What the doors use. */
export interface Door {
  store: Pick<Store, 'putBatch' | 'putEvents' | 'setting' | 'putSetting' | 'suggest'>
  keys: Keys
  tally: Tally
  /** Of single users and devices, at Amplitude's addresses; absent: none. */
  throttle?: Throttle
  /** Epoch ms. */
  now: () => number
}
