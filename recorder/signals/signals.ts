import type { Signal } from '../signal.ts'
import { captureConsole } from './console.ts'
import { captureFailures } from './failures.ts'
import { captureNavigation } from './navigation.ts'
import { captureNetwork } from './network.ts'
import { captureVisibility } from './visibility.ts'

/** In start order; stopped in reverse. */
export const allSignals: readonly Signal[] = [
  captureNavigation,
  captureVisibility,
  captureFailures,
  captureConsole,
  captureNetwork,
]
