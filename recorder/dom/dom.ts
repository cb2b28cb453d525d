import { record } from '@rrweb/record'
import type { RecorderSettings } from '../../contract/settings.ts'
import type { Privacy } from '../privacy/privacy.ts'
import type { CaptureContext } from '../signal.ts'

export interface DomNeeds {
  emit: (type: number, data: unknown, timestamp?: number) => void
  privacy: Privacy
  settings: RecorderSettings
  guard: CaptureContext['guard']
}

export interface Dom {
  stop: () => void
  /** Meta and a full snapshot of the page as it is now. */
  snapshot: () => void
  nodeId: (node: Node) => number
}

export function recordDom({ emit, privacy }: DomNeeds): Dom {
  const stop = record({
    ...privacy.recordOptions,
    emit: ({ type, data, timestamp }) => emit(type, data, timestamp),
  })
  return {
    stop: () => stop?.(),
    snapshot: () => record.takeFullSnapshot(),
    nodeId: node => record.mirror.getId(node),
  }
}
