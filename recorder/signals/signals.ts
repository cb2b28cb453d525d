import type { Signal } from '../signal.ts'
import { captureClipboard } from './clipboard.ts'
import { captureConsole } from './console.ts'
import { captureDocumentSize } from './document-size.ts'
import { captureFailures } from './failures.ts'
import { captureLongTasks } from './long-tasks.ts'
import { captureNavigation } from './navigation.ts'
import { captureNetwork } from './network.ts'
import { captureOpen } from './open.ts'
import { capturePrint } from './print.ts'
import { captureSubmit } from './submit.ts'
import { captureVisibility } from './visibility.ts'
import { captureVitals } from './vitals.ts'
import { captureZoom } from './zoom.ts'

/** In start order; stopped in reverse. */
export const allSignals: readonly Signal[] = [
  captureNavigation,
  captureVisibility,
  captureDocumentSize,
  captureFailures,
  captureConsole,
  captureNetwork,
  captureVitals,
  captureLongTasks,
  captureZoom,
  captureClipboard,
  captureSubmit,
  captureOpen,
  capturePrint,
]
