import type { record } from '@rrweb/record'

// Read off `record` itself: rrweb brings its own copy of its types, and enums of two copies do not match.
export type RecordOptions = NonNullable<Parameters<typeof record>[0]>
type Plugin = NonNullable<RecordOptions['plugins']>[number]
export type RrwebEvent = Parameters<NonNullable<Plugin['eventProcessor']>>[0]
export type RrwebMirror = Parameters<NonNullable<Plugin['getMirror']>>[0]['nodeMirror']
export type RrwebNode = Extract<RrwebEvent, { data: { node: object } }>['data']['node']
